"""The diagram is an SVG that every reader of XML takes, whatever the sets are called."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model.evaluation import Evaluation, Reliability, ReliabilityBin, SetFigures
from claimcheck.render.reliability import reliability_svg

SVG = "{http://www.w3.org/2000/svg}"
BINS = tuple(ReliabilityBin(predicted=i / 9, observed=(i / 9) ** 2, rows=4) for i in range(10))
CURVE = Reliability(rows=40, brier=0.2, ece=0.0456, bins=BINS)
NOTHING = Reliability(rows=0, brier=None, ece=None, bins=())


def _drawn(names, pooled=CURVE):
    sets = {name: SetFigures(rows=40, rows_per_second=1.0, sha256="", reliability=CURVE) for name in names}
    return reliability_svg(Evaluation(sets=sets, models=(), thresholds={}, pooled=pooled))


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5, unique=True))
def test_any_name_gives_well_formed_xml(names):
    text = _drawn(names)
    root = ET.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    panels = len(names) + (len(names) > 1)
    assert len(root.findall(f".//{SVG}polyline")) == panels
    assert len(root.findall(f".//{SVG}circle")) == 10 * panels


def test_a_hostile_name_stays_text():
    text = _drawn(["</text><script>x()</script>&amp;"])
    assert "<script" not in text
    root = ET.fromstring(text)
    assert "</text><script>x()</scri" in "".join(root.itertext())


def test_points_stand_where_the_bins_are_and_the_error_is_written():
    root = ET.fromstring(_drawn(["towers"]))
    points = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter(f"{SVG}circle")]
    frame = next(r for r in root.iter(f"{SVG}rect") if r.get("x"))
    left, top, side = (float(frame.get(name)) for name in ("x", "y", "width"))
    assert points[0] == pytest.approx((left, top + side), abs=0.01)
    assert points[-1] == pytest.approx((left + side, top), abs=0.01)
    assert points[3] == pytest.approx((left + side / 3, top + side * (1 - 1 / 9)), abs=0.01)
    assert "n = 40, calibration error 0.046" in "".join(root.itertext())


def test_all_sets_together_come_first_and_every_panel_lies_inside_the_picture():
    root = ET.fromstring(_drawn(["a", "b", "c"]))
    names = [t.text for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold"]
    assert names == ["all sets", "a", "b", "c"]
    places = [g.get("transform").removeprefix("translate(").rstrip(")").split() for g in root.iter(f"{SVG}g")]
    assert len({tuple(place) for place in places}) == 4
    for x, y in places:
        assert 0 <= float(x) < float(root.get("width"))
        assert 0 <= float(y) < float(root.get("height"))


def test_without_labelled_pairs_the_diagram_says_that_there_are_no_rows():
    assert "no rows" in _drawn([], pooled=NOTHING)
