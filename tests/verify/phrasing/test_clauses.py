"""Sentences as words, and what stands beside a word."""

from __future__ import annotations

from claimcheck.verify.phrasing.clauses import beside, excepts, sentences, share


def test_a_text_is_parted_at_full_stops_and_semicolons():
    assert [s.printed[0] for s in sentences("Bees dance. Wasps sleep; Ants walk.")] == ["Bees", "Wasps", "Ants"]
    assert sentences("") == sentences("  ") == ()


def test_the_mark_within_a_number_ends_no_clause():
    (sentence,) = sentences("Honey rose by 1,015.6 grams a day.")
    assert sentence.words[3:5] == ("1,015.6", "grams")
    assert beside(sentence, 1).near == {"honey", "gram", "day"}


def test_a_negation_parted_from_its_verb_is_one_and_not_only_is_none():
    (one,) = sentences("It doesn’t help.")
    assert [one.words[i] for i in one.negations] == ["n't"]
    (other,) = sentences("It not only helps.")
    assert other.negations == ()


def test_not_as_much_is_less_and_no_denial():
    assert sentences("It tends not to help old bees as much.")[0].negations == ()
    assert sentences("It does not help as wasps help.")[0].negations != ()
    assert sentences("It does not help, as much of it was dry.")[0].negations != ()


def test_an_exception_is_one_that_the_source_does_not_name():
    assert excepts("All hives but one sang.", "One hive was mute.")
    assert excepts("Hives sang, the exception being the oldest.", "One hive was mute.")
    assert not excepts("All hives but one sang.", "All but one of the hives sang.")
    assert not excepts("One hive sang.", "One hive was mute.")


def test_a_sentence_that_asks_is_known():
    assert sentences("We ask whether bees count.")[0].purpose
    assert not sentences("Bees count.")[0].purpose


def test_beside_a_word_stand_the_words_with_meaning_of_its_clause():
    (sentence,) = sentences("The old bees of the hive often dance: wasps sleep")
    found = beside(sentence, sentence.words.index("often"))
    assert found.near == {"old", "bee", "hive", "danc"}
    assert (found.ahead, found.behind) == ("hive", "danc")


def test_the_share_is_of_the_first_sentence():
    one, other = sentences("Bees dance at dusk.")[0], sentences("Old bees dance.")[0]
    assert share(one, other) == 2 / 3
    assert share(sentences("It is.")[0], one) == 0.0
