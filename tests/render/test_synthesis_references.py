"""The reference list for other programs."""

import json

import bibtexparser
import pytest

from claimcheck.render.synthesis import FORMATS
from tests.render.syntheses import UGLY, hostile, two_papers


def fields(text):
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


def test_bibtex_has_an_entry_a_source_whose_title_keeps_its_capitals():
    entries = fields(FORMATS["bibtex"](two_papers()))
    assert list(entries) == ["marsh2021bees", "2024wasps"]
    first, second = entries.values()
    assert first["author"] == "{Ada Marsh} and {Bo Lind}"
    assert first["journal"] == "Journal of Bees"
    assert second["title"] == "{Wasps \\& landmarks}"
    assert (second["eprint"], second["archiveprefix"]) == ("2403.99001", "arXiv")


def test_csl_says_the_same():
    first, second = json.loads(FORMATS["csl"](two_papers()))
    assert first["author"] == [{"literal": "Ada Marsh"}, {"literal": "Bo Lind"}]
    assert first["DOI"] == "10.1000/bees_1"
    assert second["URL"] == "https://arxiv.org/abs/2403.99001"
    assert second["issued"] == {"date-parts": [[2024]]}
    assert "author" not in second


@pytest.mark.parametrize("name", UGLY)
def test_no_entry_or_field_comes_of_what_papers_bring_in(name):
    (entry,) = fields(FORMATS["bibtex"](hostile(UGLY[name]))).values()
    assert set(entry) <= {"author", "title", "journal", "doi"}
    (item,) = json.loads(FORMATS["csl"](hostile(UGLY[name])))
    assert not any(ord(sign) < 32 for sign in item["title"])
