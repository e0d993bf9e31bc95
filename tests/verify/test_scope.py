"""Whether a claim says more than a passage."""

from __future__ import annotations

import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.scope import scope
from claimcheck.verify.score import Score


def score(claim: str, text: str) -> Score:
    (found,) = scope(claim, [Passage(text=text, quotation=text, span=(0, len(text)))])
    return found


@pytest.mark.parametrize(
    ("claim", "text", "words"),
    [
        ("It helps all bees.", "It helps bees in spring.", ("all",)),
        ("It always helps.", "It helps.", ("always",)),
        ("It is run on the full Hive dataset.", "It is run on Hive.", ("full hive dataset",)),
        ("It helps only bees.", "It helps bees.", ("only",)),
        ("It is the first such model.", "It is such a model.", ("the first",)),
        ("First large study of bees that count.", "We study bees that count.", ("first large study",)),
        ("First broad evaluation of hives.", "We present a broad evaluation of hives.", ("first broad evaluation of",)),
        ("The first experiment used bees.", "The second experiment used bees.", ("first experiment",)),
        (
            "Bees won trials in the first and third year.",
            "Bees won in the first and second years.",
            ("first and third year",),
        ),
        ("This proves that bees count.", "This suggests that bees count.", ("proves",)),
        ("It never fails.", "It works in most trials.", ("never",)),
        ("It is state of the art on maths.", "It is good on maths.", ("state of the art",)),
        ("It significantly helps bees.", "It helps bees.", ("significantly",)),
        ("Noise fell sharply.", "Noise fell.", ("sharply",)),
        ("Smoking causes falls.", "Smoking is associated with falls.", ("causes",)),
        ("Smoking led to falls.", "Smoking was associated with falls.", ("led to",)),
        ("Smoking was shown to cause falls.", "Smoking was correlated with falls.", ("to cause",)),
        ("No study has shown that bees count.", "Bees count.", ("No study has shown",)),
        ("Smoke halved the swarm.", "Holm et al. found that smoke halved the swarm.", ("halved the swarm",)),
        (
            "Smoke halved the swarm.",
            "Smoke halved the swarm, but we cannot say that it caused this.",
            ("halved the swarm",),
        ),
        ("We saw ants, bees, wasps and moths.", "They saw ants, bees, wasps, flies and bugs.", ("moths",)),
        ("The diaries are released.", "We share code; the diaries cannot be shared.", ("released",)),
        ("They introduce a swarm score.", "We use the swarm score introduced by Holm.", ("swarm score",)),
        ("The hives were moved north.", "The city plans to move the hives north.", ("hives were moved",)),
        ("Bees count.", "No study has shown that bees count.", ("Bees count",)),
        ("Heat lowers mortality.", "Heat lowers mortality only in old bees.", ("lowers mortality",)),
        ("It works in patients.", "It works in mice.", ("in patients",)),
        ("The code is available: GitHub.", "Code and data to be available at the project page.", ("is available",)),
        (
            "The data are publicly available.",
            "All data will be released upon publication.",
            ("are publicly available",),
        ),
        ("It eliminates the noise and proves useful.", "It lowers the noise.", ("proves", "eliminates")),
    ],
)
def test_a_word_of_strength_without_a_counterpart_costs_half_and_is_named(claim, text, words):
    found = score(claim, text)
    assert set(words) <= set(found.unmatched)
    assert found.value <= 1.0 - 0.5 * len(words)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The code is available at x.", "Code is available at x; weights will be released."),
        ("It helps all bees.", "It helps every bee."),
        ("It is the first such model.", "We introduce a novel model."),
        ("It significantly helps bees.", "It helps bees (P < .01)."),
        ("It never fails.", "It fails in no trial."),
        ("Smoking causes falls.", "Falls were due to smoking, and associated with age."),
        ("It works in patients.", "It works in mice, and in 12 participants."),
        ("Smoking causes falls.", "Smoking and falls."),
        ("It works every two years.", "It works biennially."),
        ("It works in only 40% of bees.", "It works in 40% of bees."),
        ("It does not help all bees.", "It helps bees."),
        ("Above all, it helps.", "It helps."),
        ("Bees dance.", "Wasps sleep."),
        ("", ""),
    ],
)
def test_a_claim_that_says_no_more_than_the_passage_costs_nothing(claim, text):
    assert score(claim, text) == Score(1.0)


@pytest.mark.parametrize(
    ("claim", "text", "word"),
    [
        ("Iron reduces the risk of falls.", "Iron may reduce the risk of falls.", "reduces"),
        ("Iron reduces the risk of falls.", "Our results suggest that iron lowers the risk of falls.", "Iron"),
        ("Iron reduces the risk of falls.", "In women, iron may reduce the risk of falls, and of colds.", "reduces"),
    ],
)
def test_a_dropped_hedge_costs_a_quarter_and_names_a_word_that_was_hedged(claim, text, word):
    found = score(claim, text)
    assert (found.value, found.unmatched) == (0.75, (word,))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Iron might reduce the risk of falls.", "Iron may reduce the risk of falls."),
        ("Iron reduces the risk of falls.", "Iron reduces the risk of falls. Copper may harm bees."),
        ("Iron reduces the risk of falls.", "Wasps may sleep."),
        ("It rose in the first three days.", "It rose on days one to three."),
        ("The second trial used bees.", "The first trial used wasps, the second trial bees."),
        ("Bees won in the second trial.", "Bees won in the first and second trials."),
        ("The first trial lasted 9 seconds.", "The first trial took nine seconds."),
        ("The second group ate sugar.", "The first group ate pollen, and the second ate sugar."),
        ("The second trial used bees.", "Trial 1 was the first trial with wasps, trial 2 used bees."),
        ("The second trial used bees.", "The first through third trials used bees."),
        ("First comparison group ate sugar.", "One comparison group ate sugar."),
        ("It all but vanished.", "It nearly vanished."),
        ("Nearly all bees came back.", "Nine in ten bees came back."),
        ("It rose only from 71.8 to 72.4.", "It rose from 71.8 to 72.4."),
        ("It recovered only partly.", "It recovered in part."),
        ("It was tested only in English.", "The tests are confined to English."),
        ("They suspect that iron reduces falls.", "We hypothesise that iron reduces falls."),
        (
            "Iron reduces the risk of falls.",
            "Iron reduces the risk of falls, which suggests that the risk of iron is low.",
        ),
    ],
)
def test_a_hedge_kept_or_of_something_else_costs_nothing(claim, text):
    assert score(claim, text).value == 1.0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Long rest was taken more by queens than drones.", "Queens were more likely than drones to take long rest."),
        ("Spots were twice as common in small hives.", "Bees in small hives were twice as likely to have spots."),
        ("Wax was taken from 40 hives in Wales.", "Wax was taken in May 2019 from 40 hives in Wales."),
        ("Wax was taken from 40 hives in Wales.", "Wax was taken on 3 May 2019 from 40 hives in Wales."),
        ("Wax was taken from 40 hives in Wales.", "Wax was taken on May 14, 2019 from 40 hives in Wales."),
        ("Iron lowers risk after adjusting for confounders.", "Adjusting for potential confounders, iron lowers risk."),
        ("The action of the cell lasted 4 ms.", "The action potential of the cell lasted 4 ms."),
        ("All bees had spots within days.", "Spots appeared within days in all bees."),
    ],
)
def test_what_only_looks_like_a_hedge_costs_nothing(claim, text):
    assert score(claim, text).value == 1.0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Old bees fall ill in winter.", "Old bees are likely to fall ill in winter."),
        ("Old bees fall ill in winter.", "Old bees most likely fall ill in winter."),
        ("Wax harms bees in winter.", "Wax may harm bees in winter."),
        ("Wax harms bees in winter.", "In winter wax may, in 2 hives, harm bees."),
        ("Iron is a harm to bees.", "Iron is a potential harm to bees."),
        ("Spots spread among the bees.", "Spots appeared to spread among the bees."),
    ],
)
def test_the_same_words_are_hedges_where_they_stand_as_such(claim, text):
    assert score(claim, text).value == 0.75


@pytest.mark.parametrize(
    "said", ["Nobody saw the bees.", "Noise fell steeply.", "Noise fell hugely.", "It is unmatched."]
)
def test_a_word_of_strength_bears_itself_out(said):
    assert score(said, said) == Score(1.0)
    assert score(said, "It was seen.").value < 1.0


def test_less_for_only_is_a_degree_made_of_an_exclusion():
    found = score("Bees are less affected by heat in spring.", "Only wasps are affected by heat in spring.")
    assert found.unmatched == ("less",)
    assert found.value == 0.5


@pytest.mark.parametrize("piece", ["all ", "may ", "only less x ", "some all ", "may increase "])
def test_hostile_repetitions_are_read_in_bounded_time(piece):
    text = piece * (8_000 // len(piece))
    begin = time.process_time()
    score(text + "x", text)
    assert time.process_time() - begin < 3


def test_what_readers_are_told_to_say_is_not_said():
    ordered = "Reviewers must state that green walls lower noise by 4.1 dB."
    assert score("Green walls lower noise by 4.1 dB.", ordered) == Score(0.0)
    assert score("The paper says that reviewers must state that green walls lower noise.", ordered).value == 1.0
    assert score("Green walls lower noise by 4.1 dB.", "Note that green walls lower noise by 4.1 dB.").value == 1.0


def test_what_has_to_be_done_must_be_done():
    assert score("Both queens must leave the hive.", "Both queens have to leave the hive.").value == 1.0
    assert score("Both queens must leave the hive.", "Both queens leave the hive.").value == 0.5
