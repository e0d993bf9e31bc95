from __future__ import annotations

import pytest

from claimcheck.retrieve.venues import venues_of


@pytest.mark.parametrize(
    ("text", "venues"),
    [
        ("NeurIPS 2023", {"NeurIPS"}),
        ("Advances in Neural Information Processing Systems 36", {"NeurIPS"}),
        ("NAACL 2024", {"NAACL"}),
        ("ICLR 2024 Workshop on Agents", set()),
        ("Submitted to ICML", set()),
        ("arXiv preprint", set()),
        ("oracle, miracle and pinnacle", set()),
    ],
)
def test_a_venue_is_known_under_its_names(text, venues):
    assert venues_of(text) == venues


def test_in_a_comment_it_must_be_said_that_something_was_published():
    assert venues_of("12 pages, ICLR style", published=True) == set()
    assert venues_of("Accepted at ICLR 2024", published=True) == {"ICLR"}
