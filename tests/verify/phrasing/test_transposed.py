"""The source's own words with two things exchanged."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.transposed import transposed


def conflict(claim: str, text: str) -> tuple[str, str] | None:
    found = transposed(claim, text)
    assert found is None or found.kind == "partners"
    return found and (found.claim, found.source)


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("Unlike mice, rats learned the task.", "Unlike rats, mice learned the task in spring.",
         ("mice , rats", "rats , mice")),
        ("Mice learned the task, while rats did not.", "Rats learned the task, while mice did not.",
         ("Mice learned the task , while rats", "Rats learned the task , while mice")),
        ("Heat works in mice and not in rats.", "As shown, heat works in rats and not in mice.",
         ("mice and not in rats", "rats and not in mice")),
        ("Recall was high for bees and low for wasps.", "Recall was low for bees and high for wasps.",
         ("high for bees and low", "low for bees and high")),
        ("Most bees preferred blue light to amber light.", "Most bees preferred amber light to blue light.",
         ("blue light to amber", "amber light to blue")),
        ("It took 31 hours for the small and 6 hours for the large model.",
         "It took 6 hours for the small and 31 hours for the large model.",
         ("31 hours for the small and 6", "6 hours for the small and 31")),
    ],
)  # fmt: skip
def test_two_things_exchanged_among_the_same_words_are_a_conflict(claim, text, words):
    assert conflict(claim, text) == words


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Mice learned the task, while rats did not.", "Mice learned the task, while rats did not."),
        ("We tested bees, wasps and ants.", "We tested ants, wasps and bees."),
        ("It may be a head coach or an assistant coach.", "It may be an assistant coach or a head coach."),
        ("In mice, recall rose in spring.", "In spring, recall rose in mice."),
        ("Weight is correlated with age in bees.", "Age is correlated with weight in bees."),
        ("GPT-4 is outperformed by PaLM at dusk.", "PaLM outperforms GPT-4 at dusk."),
        ("The main town of bees is Batsi.", "Batsi is the main town of bees."),
        ("Rats that run learn the task.", "Rats learn the task that mice run."),
        ("We ask whether mice fear rats at dusk.", "Rats fear mice at dusk."),
        ("Bees dance.", "Dance bees."),
        ("", "Bees dance."),
        ("Bees dance.", ""),
    ],
)
def test_lists_mutual_relations_and_other_words_are_no_conflict(claim, text):
    assert conflict(claim, text) is None


@pytest.mark.parametrize("joint", [" ", " not ", ", ", ". "])
def test_hostile_repetitions_are_read_in_bounded_time(joint):
    claim = joint.join(f"w{i}" for i in range(1_000))
    text = joint.join(f"w{i}" for i in reversed(range(1_000)))
    begin = time.process_time()
    transposed(claim, text)
    transposed(claim[:150], claim[75:150] + joint + claim[:75])
    transposed(text, text)
    assert time.process_time() - begin < 3
