"""The picture of an audit."""

import pytest

from claimcheck.render.page.picture import draw

THRESHOLDS = {"review": 0.5, "verified": 0.8}


def test_each_paper_has_a_bar_of_its_claims_the_most_cited_first(audit):
    picture = draw(audit, THRESHOLDS)
    assert [(bar.name, bar.total) for bar in picture.papers] == [
        ("2305.10601", 3),
        ("2201.11903", 1),
        ("2310.02226", 1),
        ("no paper named", 1),
    ]
    assert [(part.standing, part.start, part.count) for part in picture.papers[0].parts] == [
        ("contradicted", 0, 1),
        ("review", 1, 1),
        ("verified", 2, 1),
    ]
    assert picture.most == 3


def test_papers_beyond_the_fifteenth_are_taken_together(audit):
    claims = tuple(audit.claims[0].model_copy(update={"cites": (f"p{n}",)}) for n in range(20))
    bars = draw(audit.model_copy(update={"claims": claims}), THRESHOLDS).papers
    assert (len(bars), bars[-1].name, bars[-1].total) == (16, "5 other papers", 5)


def test_every_checked_claim_stands_in_the_histogram_once(audit):
    picture = draw(audit, THRESHOLDS)
    assert [box.label for box in picture.boxes] == [
        "0 to 5 in 100: 1 claim contradicted",
        "40 to 45 in 100: 1 claim for review",
        "95 to 100 in 100: 1 claim verified",
    ]
    assert picture.words == "2 claims from 0 to 50 in 100; 0 claims from 50 to 80 in 100; 1 claim from 80 to 100 in 100"


@pytest.mark.parametrize("confidence", [0.0, 0.5, 1.0])
def test_the_ends_of_the_scale_lie_in_the_drawing(audit, confidence):
    claim = audit.claims[0].model_copy(update={"confidence": confidence})
    (box,) = draw(audit.model_copy(update={"claims": (claim,)}), THRESHOLDS).boxes
    assert 30 <= box.x <= 390 - box.width
    assert (box.y, box.height) == (24, 120)


def test_thresholds_are_lines_with_their_names(audit):
    assert [(line.x, line.label) for line in draw(audit, THRESHOLDS).lines] == [
        (210, "review from 50"),
        (318, "verified from 80"),
    ]


def test_with_nothing_checked_there_is_no_histogram(audit):
    picture = draw(audit.model_copy(update={"claims": audit.claims[3:]}), {})
    assert (picture.highest, picture.boxes, picture.lines) == (0, (), ())
