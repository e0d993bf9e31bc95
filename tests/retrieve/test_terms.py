from __future__ import annotations

import pytest

from claimcheck.model import Query
from claimcheck.retrieve.terms import Terms


def test_terms_are_bare_words_and_phrases_whatever_the_query_holds():
    terms = Terms.of(Query(text='"Tree-of-Thoughts" (A* OR) ti:x "tree of thoughts"', form="exact"), 25)

    assert terms.terms == ("tree of thoughts", "a", "or", "ti x")
    assert terms.quoted == '"tree of thoughts" a or "ti x"'
    assert terms.bare == "tree of thoughts a or ti x"


@pytest.mark.parametrize(
    ("first", "last", "years"), [(None, None, None), (2019, 2021, (2019, 2021)), (2019, None, (2019, 2200))]
)
def test_an_open_end_of_the_years_is_filled_only_where_the_other_is_given(first, last, years):
    assert Terms(("ants",), 25, first, last).years == years
