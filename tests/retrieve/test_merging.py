from __future__ import annotations

import random

import pytest

from claimcheck.model import FoundWork
from claimcheck.retrieve.merging import merge

_TITLE = "Steps of desert ants: how far is home"


def _work(title=_TITLE, database="OpenAlex", **fields):
    return FoundWork(title=title, databases=(database,), **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2101.00001"}, {"arxiv_id": "2101.00001", "title": "Ants"}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a", "title": "Ants"}),
        ({}, {"title": _TITLE.upper()}),
        ({}, {"title": "RETRACTED: Steps of desert ants: how far is home"}),
        ({"authors": ("Ada Marsh",)}, {"authors": ("A. Marsh", "B. Lind"), "title": "Steps of desert ants"}),
        ({"doi": "10.1000/preprint", "year": 2019}, {"doi": "10.1000/journal", "year": 2021}),
    ],
)
def test_one_work_under_two_records_is_listed_once(one, other):
    [work] = merge([_work(**one), _work(database="Crossref", **other)])
    assert work.databases == ("OpenAlex", "Crossref")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"arxiv_id": "2101.00001"}, {"arxiv_id": "2101.00002"}),
        ({"authors": ("Ada Marsh",)}, {"authors": ("Bo Lind",)}),
        ({"year": 2010}, {"year": 2020}),
        ({}, {"title": "Steps of forest ants: how far is home"}),
        ({}, {"title": "Steps of desert ants"}),
        ({"title": "Ants"}, {"title": "Ants"}),
    ],
)
def test_two_works_stay_two(one, other):
    assert len(merge([_work(**one), _work(**other)])) == 2


def test_each_record_gives_what_the_best_one_lacks():
    [work] = merge(
        [
            _work(database="Crossref", doi="10.1000/a", venue="Journal of Ants", year=2021),
            _work(database="arXiv", arxiv_id="2101.00001", authors=("Ada Marsh",), abstract="We count.", year=2020),
            _work(database="Europe PMC", doi="10.1000/a", retracted="Europe PMC lists it as retracted"),
        ]
    )
    assert (work.arxiv_id, work.doi, work.venue, work.year) == ("2101.00001", "10.1000/a", "Journal of Ants", 2020)
    assert (work.abstract, work.authors) == ("We count.", ("Ada Marsh",))
    assert work.retracted == "Europe PMC lists it as retracted"
    assert work.databases == ("Crossref", "arXiv", "Europe PMC")


def test_a_record_without_authors_is_no_bridge_between_works_of_different_people():
    works = [_work(), _work(authors=("Ada Marsh",)), _work(authors=("Bo Lind",))]
    assert len(merge(works)) == 2


def test_a_shared_identifier_joins_groups_that_titles_kept_apart():
    works = [
        _work("Ants", arxiv_id="2101.00001"),
        _work("A journal version under another title", doi="10.1000/a"),
        _work("Ants", arxiv_id="2101.00001", doi="10.1000/a"),
    ]
    [work] = merge(works)
    assert work.title == "Ants"


def test_a_title_without_words_is_a_work_of_its_own():
    assert len(merge([_work("?"), _work("!"), _work("睡眠")])) == 3


def test_a_thousand_works_with_much_in_common_are_merged_quickly_and_all_kept():
    numbers = [number for number in range(500) for _ in range(3)]
    random.Random(1).shuffle(numbers)
    works = [
        _work(f"A survey of the habits of ants number {number} of the field", doi=f"10.1000/{number}")
        for number in numbers
    ]
    assert len(merge(works)) == 500
