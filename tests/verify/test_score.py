from claimcheck.verify.score import content_stems, stem, tokens


def test_tokens_are_small_words_parted_at_hyphens_and_slashes_with_their_percent_signs():
    assert tokens("State-of-the-art F1/recall of 34.3% isn’t “ﬁne”.") == [
        "state", "of", "the", "art", "f1", "recall", "of", "34.3%", "isn't", "fine",
    ]  # fmt: skip


def test_forms_of_one_word_share_a_stem_and_names_with_digits_stay_as_they_are():
    assert stem("counting") == stem("counts") == stem("counted")
    assert stem("gpt4s") == "gpt4s"


def test_words_that_carry_no_meaning_are_left_out_in_order():
    assert content_stems("The authors show that bees were counting the landmarks.") == ["bee", "count", "landmark"]
    assert content_stems("We show that it is so.") == []
