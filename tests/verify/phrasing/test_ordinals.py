"""Which place something came in."""

from __future__ import annotations

import pytest

from claimcheck.verify.phrasing.ordinals import other_ordinal

TEXT = "SparseGate ranked third of 24 entries."


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("SparseGate ranked first of 24 entries.", TEXT, "ranked first"),
        ("SparseGate ranks 2nd.", TEXT, "ranks 2nd"),
        ("SparseGate ranked 3rd of 24 entries.", TEXT, None),
        ("SparseGate ranked third.", "SparseGate ranked first in speed and came third in all.", None),
        ("SparseGate ranked 43rd.", "SparseGate started 43rd, finishing 40th.", None),
        ("SparseGate ranked first.", "SparseGate was best.", None),
        ("SparseGate is third.", TEXT, None),
    ],
)
def test_another_place_is_objected_to_where_the_passage_tells_one_in_the_same_way(claim, text, said):
    assert other_ordinal(claim, text) == said
