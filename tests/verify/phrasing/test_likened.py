"""What is set against another thing, where the source likens the two."""

from __future__ import annotations

import time

import pytest

from claimcheck.verify.phrasing.likened import likened


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        (
            "Rats, unlike mice, keep a store of grain.",
            "Like mice, they lack a store of grain.",
            ("unlike mice", "Like mice"),
        ),
        ("In contrast to mice, rats sing.", "Similar to mice, rats sing.", ("In contrast to mice", "Similar to mice")),
        ("Like old mice, rats sing.", "Rats, unlike old mice, sing.", ("Like old mice", "unlike old mice")),
    ],
)
def test_likeness_against_unlikeness_is_a_conflict(claim, text, words):
    found = likened(claim, text)
    assert found is not None
    assert (found.kind, found.claim, found.source) == ("partners", *words)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Unlike mice, rats sing.", "Unlike mice, rats sing."),
        ("Unlike mice, rats sing.", "Like cats, rats sing."),
        # Both are said: of one thing this, of another that.
        ("Unlike mice, rats sing.", "Like mice, rats eat. Unlike mice, rats sing."),
        ("Unlike mice, rats sing.", "Rats like mice, and cats do not."),
        ("Rats sing.", "Like mice, rats sing."),
        # Alike in one respect, and not in another.
        ("Unlike mice, rats sing at night in the open wood.", "Like mice, rats eat grain."),
        ("Unlike mice, rats sing.", ""),
    ],
)
def test_the_same_another_or_a_verb_is_none(claim, text):
    assert likened(claim, text) is None


@pytest.mark.parametrize("piece", ["like a, ", ", unlike ", "(like b) "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    begin = time.process_time()
    likened("Unlike mice, rats sing.", piece * (20_000 // len(piece)))
    assert time.process_time() - begin < 3
