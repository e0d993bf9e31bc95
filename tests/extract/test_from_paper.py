"""Candidate claims of a paper."""

from claimcheck.extract import candidates
from claimcheck.read import read_document, with_sentences
from tests.conftest import FIXTURES

PAPER = """# Bees at the Feeder

## Abstract

Bees have long been watched. We show that bees count to 4 more often than wasps do.

## 1 Introduction

Bees are 12% better than wasps at counting the flowers of a field, we find.

## 2 Methods

Counting improved by 55% in the pilot, which was better than we had thought it was.

## 3 Results

### 3.1 Landmarks

Bees found the feeder in 83% of the flights,
which is more than in [2].
Wasps found the feeder in 41% of the flights, fewer than the bees.

Table 1: Bees found the feeder in 83% of the flights, wasps in 41% of the flights.

### 3.2 Setup of the second test

Feeders were 90% full at the beginning, more than in the first test.

## 4 Conclusion

Bees count to 4 better than wasps, and both lose count beyond 5.

## References

1. A. Bee showed that 4 bees are 10% better at it than all of the wasps.

## A Further results

Hornets found the feeder in 12% of the flights, fewer than the wasps.
"""


def read(text: str, name: str = "paper.md"):
    return read_document(text.encode(), name)


def test_abstract_results_and_conclusion_are_read_and_nothing_else():
    document = read(PAPER)
    found = candidates(document)
    assert [(c.text, c.section) for c in found if "%" not in c.text or "feeder" in c.text] == [
        ("We show that bees count to 4 more often than wasps do.", "Abstract"),
        ("Wasps found the feeder in 41% of the flights, fewer than the bees.", "3.1 Landmarks"),
        ("Bees count to 4 better than wasps, and both lose count beyond 5.", "4 Conclusion"),
    ]


def test_each_has_its_place_and_its_words_as_they_stand_there():
    document = read_document((FIXTURES / "papers" / "2403.99001.pdf").read_bytes(), "2403.99001.pdf")
    found = {c.text: c for c in candidates(document)}
    one = found["Preference and recall were only weakly related: the correlation over listeners was 0.18."]
    assert (one.kind, one.page, one.section) == ("number", 2, "4 Results")
    for candidate in found.values():
        start, end = candidate.span
        assert " ".join(document.text[start:end].split())[:9] == candidate.quotation[:9]
        assert document.text[start:end].endswith(candidate.quotation[-3:])


def test_where_only_an_abstract_is_to_be_had_it_gives_the_candidates():
    document = read(PAPER).model_copy(update={"format": "abstract"})
    bare = document.model_copy(
        update={"blocks": tuple(b.model_copy(update={"sentences": ()}) for b in document.blocks[2:3])}
    )
    assert candidates(bare) == ()
    assert [c.text for c in candidates(with_sentences(bare))] == [
        "We show that bees count to 4 more often than wasps do."
    ]


def test_a_paper_whose_headings_tell_nothing_is_read_all_the_same():
    text = "# Bees\n\n## Of bees\n\nBees found the feeder in 83% of the flights, more than wasps.\n"
    assert [c.text for c in candidates(read(text))] == ["Bees found the feeder in 83% of the flights, more than wasps."]


def test_a_sentence_that_stands_twice_comes_once():
    text = "# Bees\n\n## Results\n\n" + "Bees found the feeder in 83% of the flights, more than wasps.\n\n" * 3
    assert len(candidates(read(text))) == 1
