"""A claim that somebody drew from a paper, held against that paper."""

from __future__ import annotations

import pytest

from claimcheck.extract import named
from claimcheck.model import Candidate, Paper, PaperClaim, Reference, Retrieved
from claimcheck.read import read_document
from claimcheck.store import Store
from claimcheck.verify import Verifier

LIKED = "They lost as much as the others, and the loss was larger for songs with words."
DROP = "Background music lowered reading comprehension from 78% to 69%."
MAY = "Songs may disturb younger readers."
FAR = " ".join(f"The pupils of class {n} read for a while." for n in range(20, 40))
PAPER = f"""# Songs While Reading in Ravenna

## Results

{DROP} Some pupils liked the music. {LIKED} {FAR} The teachers at Oxford saw 55 pupils sleep.

## Conclusion

{MAY} Piano pieces did not lower the comprehension of the pupils.
"""


@pytest.fixture(scope="module")
def verifier(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("cache")) as store:
        yield Verifier(store)


@pytest.fixture(scope="module")
def item():
    paper = Paper(id="songs", sha256="0" * 64, title="Songs While Reading in Ravenna", source="folder", text="full")
    document = read_document(PAPER.encode(), "paper.md")
    return Retrieved(reference=Reference(key="songs", raw="songs"), paper=paper, document=document)


@pytest.fixture
def stands(verifier, item):
    def call(text, quotation):
        start = item.document.text.index(quotation)
        span = (start, start + len(quotation))
        candidate = Candidate(text=text, quotation=quotation, span=span, kind="finding", weight=0.5, drawn=True)
        claim = PaperClaim(text=text, statement=named(text), key="songs", paper="songs", candidate=candidate)
        return verifier.grounded([claim], [item])[0]

    return call


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        (DROP, DROP),
        ("Pupils who liked the music lost as much as the others.", LIKED),
        ("Songs may disturb younger readers while they read.", MAY),
        ("In Ravenna, background music lowered reading comprehension from 78% to 69%.", DROP),
    ],
)
def test_what_the_paper_says_stands_in_other_words_too_and_its_title_may_name_things(stands, text, quotation):
    assert stands(text, quotation)


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("Background music lowered reading comprehension from 78% to 59%.", DROP),
        ("Background music raised reading comprehension from 78% to 69%.", DROP),
        ("Background music lowered reading comprehension from 78% to 69% in 55 pupils.", DROP),
        ("Background music lowered reading comprehension from 78% to 69% at Oxford.", DROP),
        ("Background music lowered reading comprehension from 78% to 69% at Spotify.", DROP),
        ("Background music lowered reading comprehension from 78% to 69% in 2019.", DROP),
        ("Background music always lowered all reading comprehension from 78% to 69%.", DROP),
        ("Songs disturb younger readers and proved harmful to what they understand.", MAY),
    ],
    ids=["number", "direction", "number from afar", "name from afar", "name", "year", "strength", "hedge"],
)
def test_what_the_paper_does_not_say_there_does_not_stand(stands, text, quotation):
    assert not stands(text, quotation)


def test_a_claim_of_a_paper_that_is_not_there_does_not_stand(verifier, item):
    candidate = Candidate(text=DROP, quotation=DROP, span=(0, 9), kind="finding", weight=0.5, drawn=True)
    claim = PaperClaim(text=DROP, statement=DROP, key="elsewhere", paper="elsewhere", candidate=candidate)
    assert verifier.grounded([claim], [item]) == [False]
