"""A paper's sentence made to stand alone, and told by somebody else."""

import pytest

from claimcheck.extract.paper_sentence import alone, named, points_elsewhere


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("As shown in Table 2, pauses raised recall by 3.1 points [4].", "Pauses raised recall by 3.1 points."),
        ("However, recall fell to 59.3% (see Figure 1).", "Recall fell to 59.3%."),
        ("Bees count (Lee et al., 2020; Kay, 2021) to four [@lee].", "Bees count to four."),
        ("Moreover, for example, bees count to four.", "Bees count to four."),
        ("These results suggest that bees count.", "Our results suggest that bees count."),
        ("The results of 12 gardens suggest little.", "The results of 12 gardens suggest little."),
        (
            "Generally, bees count to four (in 2024, all of them).",
            "Generally, bees count to four (in 2024, all of them).",
        ),
    ],
)
def test_marks_pointers_and_leading_links_go_and_the_words_stay(sentence, text):
    assert alone(sentence) == text


@pytest.mark.parametrize("text", ["Table 2 holds the results.", "Section 4.1 tells more.", "Appendix B has them."])
def test_a_sentence_that_points_elsewhere_is_known(text):
    assert points_elsewhere(text)
    assert not points_elsewhere("The table was set for 4 guests of the section.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We show that our method wins.", "The authors of [K] show that the authors’ method wins."),
        ("Our method wins, as we show.", "[K]’s method wins, as the authors show."),
        ("Our human study results show that we win.", "The human study results of [K] show that the authors win."),
        ("Surprisingly, our study finds little.", "Surprisingly, the study of [K] finds little."),
        ("We also find that bees count.", "The authors of [K] find that bees count."),
        ("This paper shows that it wins.", "[K] shows that it wins."),
        ("In this work, we show it for the US.", "In [K], the authors show it for the US."),
        ("It surprised us.", "It surprised the authors of [K]."),
        ("Bees count to four.", "Bees count to four."),
    ],
)
def test_where_the_authors_speak_the_paper_is_named_once(text, told):
    assert named(text, "K") == told


def test_for_the_verifier_the_paper_stays_unnamed():
    assert named("We show that this paper and our method win.") == (
        "The authors show that the paper and the authors’ method win."
    )
