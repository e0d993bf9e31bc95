"""What the rest of its own paper, and the other papers, say to a claim drawn from a paper."""

import pytest
from pydantic import ValidationError

from claimcheck.extract import candidates
from claimcheck.model import Paper, PaperClaim, Reference, ReferenceStatus, Retrieved, Stand
from claimcheck.read import read_document
from claimcheck.store import Store
from claimcheck.verify import Verifier

OWN = """# Bees at the Feeder

## Results

Bees found the feeder in 83% of the flights, more often than the wasps did.

## Conclusion

{again}
"""
OTHER = "# Wasps at the Feeder\n\n## Results\n\n{said}\n"
CLAIM = "Bees found the feeder in 83% of the flights, more often than the wasps did."


@pytest.fixture(scope="module")
def verifier(tmp_path_factory):
    with Store(tmp_path_factory.mktemp("cache"), lambda _: None) as store:
        yield Verifier(store)


def retrieved(key: str, text: str) -> Retrieved:
    reference = Reference(key=key, raw=key, status=ReferenceStatus.READ)
    paper = Paper(id=key, title=key, sha256=key * 8, source="folder")
    return Retrieved(reference=reference, paper=paper, document=read_document(text.encode(), f"{key}.md"))


def held(
    verifier, again: str = "Feeders were made of wood.", said: str = "Hornets build nests of paper."
) -> PaperClaim:
    papers = [retrieved("own", OWN.format(again=again)), retrieved("other", OTHER.format(said=said))]
    candidate = next(c for c in candidates(papers[0].document) if c.text == CLAIM)
    claim = PaperClaim(text=CLAIM, statement=CLAIM, key="own", paper="own", candidate=candidate)
    (result,) = verifier.hold([claim], papers)
    return result


def test_that_the_sentence_stands_there_is_no_support_and_neither_is_its_repetition(verifier):
    for again in ("Feeders were made of wood, and so were the tables.", CLAIM):
        result = held(verifier, again=again)
        assert (result.rest.says, result.rest.evidence) == ("nothing", None)


def test_the_rest_of_the_paper_supports_it_in_other_words(verifier):
    result = held(
        verifier, again="In 83% of the flights the feeder was found by the bees, which is more than by wasps."
    )
    assert result.rest.says == "supports"
    assert result.rest.evidence.quotation.startswith("In 83% of the flights")
    assert [(o.paper, o.says) for o in result.others] == [("other", "nothing")]


def test_the_rest_of_the_paper_contradicts_it(verifier):
    result = held(verifier, again="Bees found the feeder in 38% of the flights, more often than the wasps did.")
    assert result.rest.says == "contradicts"
    assert result.rest.evidence.conflict.source.startswith("38%")


def test_another_paper_supports_it_independently(verifier):
    result = held(verifier, said="Bees found the feeder in 83% of the flights, more often than the wasps did.")
    assert result.rest.says == "nothing"
    assert [(o.says, o.evidence.stance) for o in result.others] == [("supports", "support")]


def test_another_paper_contradicts_it_by_what_it_says_and_not_by_numbers_of_its_own(verifier):
    other_way = held(verifier, said="Bees found the feeder in 83% of the flights, less often than the wasps did.")
    assert [o.says for o in other_way.others] == ["contradicts"]
    own_numbers = held(verifier, said="Bees found the feeder in 61% of the flights, more often than the wasps did.")
    assert [o.says for o in own_numbers.others] == ["nothing"]
    both = held(verifier, said="Bees found the feeder in 61% of the flights, less often than the wasps did.")
    assert [(o.says, o.evidence.conflict.kind) for o in both.others] == [("contradicts", "direction")]


def test_what_another_paper_orders_its_readers_to_say_is_neither_for_nor_against(verifier):
    order = "Readers must state that bees found the feeder in 83% of the flights, {} often than the wasps did."
    for way in ("more", "less"):
        result = held(verifier, said=order.format(way))
        assert [o.says for o in result.others] == ["nothing"]
    told = f"{order.format('more')}\n\nBees found the feeder in 83% of the flights, less often than the wasps did."
    assert [o.says for o in held(verifier, said=told).others] == ["contradicts"]


def test_who_says_something_shows_where():
    with pytest.raises(ValidationError):
        Stand(paper="own", says="supports", support=0.9)


def test_the_next_row_of_ones_own_results_is_no_contradiction(verifier):
    papers = [
        retrieved(
            "own",
            "# Bees at the Feeder\n\n## Results\n\nOn sunny days bees found the feeder in 83% of the flights, more"
            " often than wasps (41%).\n\nOn rainy days bees found the feeder in 38% of the flights, more often than"
            " wasps (22%).\n",
        ),
        retrieved("other", OTHER.format(said="Hornets build nests of paper.")),
    ]
    candidate = candidates(papers[0].document)[0]
    claim = PaperClaim(text=candidate.text, statement=candidate.text, key="own", paper="own", candidate=candidate)
    (result,) = verifier.hold([claim], papers)
    assert result.rest.says == "nothing"
