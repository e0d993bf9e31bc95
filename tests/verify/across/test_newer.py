"""Evidence against newer versions of the papers it is from."""

from __future__ import annotations

import pytest

from claimcheck.model import Claim, Document, Evidence, Location, Paper, Reference, Retrieved, Verdict, VerdictName
from claimcheck.verify import against_newer, deciding

_QUOTATION = "On six gardens, water use fell by 18% against the year before [12]."
_CLAIM = "Water use fell by 18%."


def _verdict(name, quotation=_QUOTATION, version=1):
    stance = {"verified": "support", "contradicted": "contradict"}.get(name, "nearest")
    evidence = Evidence(paper="2405.99002", version=version, quotation=quotation, span=(0, 9), stance=stance)
    return Verdict(verdict=VerdictName(name), confidence=0.9, evidence=(evidence,))


def _gone(newer, *, name="verified", quotation=_QUOTATION, claim=_CLAIM, version=1):
    """The version from which the deciding evidence is gone."""
    place = Location(line=1, column=1, end_line=1, end_column=2)
    claims = [Claim(id="a", number=1, text=claim, statement=claim, location=place)]
    reference = Reference(key="k", raw="k", arxiv_id="2405.99002v1", newest=3)
    paper = Paper(id="2405.99002", version=1, sha256="0", source="arxiv")
    texts = {"k": Document(format="pdf", text=newer, blocks=())} if newer is not None else {}
    verdict = _verdict(name, quotation, version)
    [found] = against_newer(claims, [verdict], [Retrieved(reference=reference, paper=paper)], texts)
    assert found.model_copy(update={"evidence": ()}) == verdict.model_copy(update={"evidence": ()}), (
        "no verdict changes"
    )
    return found.evidence[0].gone_from


_FILLER = "We thank the gardeners of the town for two summers of patience. " * 50


@pytest.mark.parametrize(
    "said",
    [
        _QUOTATION,
        "On six gardens, water use fell by 18%\nagainst the year be-\nfore [14].",
        "On the six gardens, the water use fell by 18% against the year before (see Table 2).",
    ],
)
def test_what_stands_there_still_is_not_gone(said):
    assert _gone(f"{_FILLER}{said} {_FILLER}") is None


@pytest.mark.parametrize(
    "said",
    [
        "",
        "On six gardens, water use fell by 11% against the year before [12].",
        "Nothing was found to differ between the gardens of the two groups in either of the two years.",
    ],
)
@pytest.mark.parametrize("name", ["verified", "contradicted"])
def test_what_was_taken_out_or_has_another_number_is_gone(said, name):
    assert _gone(f"{_FILLER}{said} {_FILLER}", name=name) == 3


def test_only_numbers_that_the_claim_has_too_must_be_there():
    assert (
        _gone(f"{_FILLER}On six gardens, water use fell by 11% against the year before.", claim="Water use fell.")
        is None
    )


def test_the_nearest_passage_of_a_claim_without_support_decides_nothing():
    assert _gone(_FILLER, name="unverified") is None
    assert deciding(_verdict("unverified")) is None
    assert deciding(_verdict("verified")).quotation == _QUOTATION


def test_without_the_newer_text_or_of_another_version_nothing_is_said():
    assert _gone(None) is None
    assert _gone(_FILLER, version=2) is None


def test_a_few_letters_are_too_few_to_miss():
    assert _gone(_FILLER, quotation="It rains [1].", claim="It rains.") is None


def test_a_huge_text_is_searched_in_seconds():
    assert _gone("abc " * 500_000, quotation="x" * 5_000) == 3
