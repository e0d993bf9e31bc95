from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.read.word_alignment import align, words_of


def test_words_are_found_whatever_hyphens_ligatures_and_blanks_lie_between():
    said = words_of(["The ﬁne-tuned BM25 got 1,240.5 points.", "Next"])
    assert [word.key for word in said] == ["the", "fine", "tuned", "bm", "25", "got", "1,240.5", "points", "next"]
    assert (said[-1].block, said[-1].start, said[-1].end) == (1, 0, 4)


def test_a_passage_that_was_moved_is_found_where_it_is():
    left = ["a", "b", "c", "d", "e", "table", "one", "two", "three", "four", "f", "g", "h", "i", "j"]
    right = ["table", "one", "two", "three", "four", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]
    assert [right[place] for place in align(left, right) if place is not None] == left


def test_between_anchors_a_changed_word_has_no_partner_and_its_neighbours_have():
    left = ["one", "two", "three", "four", "hidden", "six", "seven", "eight", "nine", "ten", "eleven"]
    right = ["one", "two", "three", "four", "shown", "six", "seven", "eight", "nine", "ten", "eleven"]
    found = align(left, right)
    assert found[4] is None
    assert found[5:] == [5, 6, 7, 8, 9, 10]


def test_words_that_one_side_runs_together_have_their_place():
    left = ["we", "asked", "for", "step", "by", "step", "answers", "in", "all", "of", "them"]
    right = ["we", "asked", "for", "stepby", "step", "answers", "in", "all", "of", "them"]
    assert align(left, right) == [0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9]


@given(st.lists(st.sampled_from("abcdef"), max_size=60), st.lists(st.sampled_from("abcdef"), max_size=60))
def test_partners_are_equal_words_and_nobody_has_two(left, right):
    found = align(left, right)
    places = [place for place in found if place is not None]
    assert len(found) == len(left)
    assert len(set(places)) == len(places)
    assert all(left[i] == right[place] for i, place in enumerate(found) if place is not None)


def test_a_hundred_thousand_words_take_seconds_even_where_they_repeat():
    begun = time.process_time()
    align(["word"] * 100_000, ["word"] * 100_000)
    align([f"w{i % 5000}" for i in range(100_000)], [f"w{i % 4999}" for i in range(100_000)])
    assert time.process_time() - begun < 20
