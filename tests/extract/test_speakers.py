import time

import pytest

from claimcheck.extract.speakers import says_of_each, subject_end
from tests.extract.helpers import SOURCES, claims, only

UNDER_BEES = "# R\n\n## Bees (2404.08335)\n\n"
BEES, ANTS, HORNETS = "2404.08335", "10.1000/ants.1", "hornets and their nests in the north"


@pytest.mark.parametrize(
    "sentence",
    [
        "Smith and Doe [2] showed that ants count their steps.",
        "Smith et al. (2021) show that ants count their steps.",
        "However, Smith and Doe [2] also found that ants count.",
        "[2] finds that ants count their steps.",
        "In [2], ants count their own steps.",
        "In the study by Smith and Doe [2], ants count their steps.",
        "According to Smith [2], ants count their own steps.",
        "As shown in [2], ants count their own steps.",
        "The authors of [2] find that ants count their steps.",
        "The study by Smith and Doe [2] doubles the count of ants.",
        "AntCam [2] shows that ants count their own steps.",
        "Smith and Doe report that ants count their steps [2].",
        "Smith and Doe report that ants count their steps.",
        "Smith reports that ants count their own steps [2].",
    ],
)
def test_what_is_told_of_another_work_by_name_is_not_said_of_the_paper_that_it_stands_under(sentence):
    claim = only(f"{UNDER_BEES}{sentence}" + SOURCES)
    assert (claim.cites, claim.cited_by) == ((ANTS,), "marker")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ants beat them [2].",
        "Unlike [2], HiveCam counts all of the bees.",
        "Experiments on AntCam [2] show that HiveCam counts bees.",
        "HiveCam beats the counts of Smith and Doe [2].",
        "The data set of Smith and Doe [2] has 300 hives.",
        "In the AntCam benchmark [2], HiveCam counts all bees.",
    ],
)
def test_a_mark_on_another_thing_adds_its_work_to_the_paper_above(sentence):
    claim = only(f"{UNDER_BEES}{sentence}" + SOURCES)
    assert set(claim.cites) == {BEES, ANTS}
    assert claim.said_of == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Both studies find that insects count [1, 2].",
        "In all three papers insects count to four [1, 2].",
        "Each of the two papers finds that insects count [1, 2].",
        "Neither study finds that insects count further [1, 2].",
        "The two papers agree that insects count [1, 2].",
        "The authors of both practical studies warn that insects count [1, 2].",
        "Both Marsh [1] and Smith [2] find that insects count.",
        "Marsh and Lind [1] and Smith and Doe [2] find that insects count.",
        "That insects count is found by all of the cited papers [1, 2].",
    ],
)
def test_what_is_said_of_each_work_must_be_in_each(sentence):
    claim = only(f"# R\n\n{sentence}" + SOURCES)
    assert claim.said_of == claim.cites == (BEES, ANTS)


@pytest.mark.parametrize(
    "sentence",
    [
        "Several studies find that insects count [1, 2].",
        "Nearly all studies find that insects count [1, 2].",
        "Not all papers find that insects count [1, 2].",
        "HiveCam beats all previous works on counting [1, 2].",
        "Bees count to four in both hives [1, 2].",
        "Both studies find that insects count [1].",
    ],
)
def test_of_other_claims_one_of_the_cited_works_will_do(sentence):
    assert only(f"# R\n\n{sentence}" + SOURCES).said_of == ()


def test_whoever_is_named_as_saying_so_must_say_so_whatever_else_is_cited():
    claim = only("# R\n\nSmith and Doe report that insects count to four [1, 2]." + SOURCES)
    assert (claim.cites, claim.said_of) == ((BEES, ANTS), (ANTS,))


def test_what_all_papers_say_without_a_mark_is_asked_of_all_that_the_paragraph_or_the_list_has():
    first, _, third = claims("# R\n\nBees count [1]. Ants count [2]. All papers find that insects count." + SOURCES)
    assert first.said_of == ()
    assert third.said_of == third.cites == (BEES, ANTS)
    listed = only("# R\n\nAll of the papers find that insects count to four." + SOURCES)
    assert listed.said_of == listed.cites
    assert len(listed.cites) == 5


def test_a_part_of_a_claim_is_said_of_the_same_works():
    claim = only("# R\n\nIn all papers the queen lays eggs and keeps the hive warm [1, 2]." + SOURCES)
    assert [part.said_of for part in claim.clauses] == [(BEES, ANTS)] * 2


def test_what_a_sentence_tells_of_is_found_in_linear_time():
    begun = time.process_time()
    for run in ("[1] and ", "both [1] and ", "A", "A ", "In ", "all the ", "(2017) "):
        text = run * (200_000 // len(run))
        subject_end(text)
        says_of_each(text)
    assert time.process_time() - begun < 5
