from __future__ import annotations

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Query
from claimcheck.retrieve.europe_pmc import EUROPE_PMC
from claimcheck.retrieve.terms import Terms


def _read(*works):
    return list(EUROPE_PMC.read({"resultList": {"result": list(works)}}))


def test_titles_and_abstracts_are_searched_and_no_full_texts_and_nothing_reads_as_an_instruction():
    terms = Terms.of(Query(text='sleep NOT "older adults"', form="exact"), 25, 2019, None)
    asked = parse_qs(EUROPE_PMC.by_terms(terms).partition("?")[2])

    [query] = asked["query"]
    assert query == (
        '(TITLE:"sleep" OR ABSTRACT:"sleep") AND (TITLE:"not" OR ABSTRACT:"not")'
        ' AND (TITLE:"older adults" OR ABSTRACT:"older adults") AND PUB_YEAR:[2019 TO 2200]'
    )
    assert (asked["resultType"], asked["format"], asked["pageSize"]) == (["core"], ["json"], ["25"])


def test_a_work_is_read_with_the_people_and_groups_that_wrote_it():
    [work] = _read(
        {
            "title": "Sleep and <i>memory</i> in old age.",
            "doi": "10.1000/SLEEP.1",
            "authorList": {
                "author": [
                    {"fullName": "Marsh A", "firstName": "Ada", "lastName": "Marsh"},
                    {"fullName": "Lind B"},
                    {"collectiveName": "The Sleep Group"},
                ]
            },
            "journalInfo": {"journal": {"title": "Journal of Sleep"}},
            "pubYear": "2021",
            "abstractText": "<h4>Background</h4>We slept.",
        }
    )
    assert (work.title, work.year, work.venue) == ("Sleep and memory in old age", 2021, "Journal of Sleep")
    assert work.authors == ("Ada Marsh", "Lind B", "The Sleep Group")
    assert (work.doi, work.abstract, work.retracted) == ("10.1000/sleep.1", "Background We slept.", None)


def test_a_preprint_of_arxiv_is_known_by_its_arxiv_id():
    [work] = _read({"title": "Sleep", "doi": "10.48550/arXiv.2305.10601"})
    assert (work.arxiv_id, work.doi) == ("2305.10601", None)


def test_a_retracted_work_is_told_and_the_notice_is_no_work():
    retracted, notice = _read(
        {"title": "Sleep", "pubTypeList": {"pubType": ["Journal Article", "Retracted Publication"]}},
        {"title": "Retraction: Sleep", "pubTypeList": {"pubType": ["Retraction of Publication"]}},
    )
    assert retracted.retracted == "Europe PMC lists it as retracted"
    assert notice is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_FIELDS = ("title", "doi", "authorList", "journalInfo", "pubYear", "abstractText", "pubTypeList")


@given(st.dictionaries(st.sampled_from(_FIELDS), _JSON | st.fixed_dictionaries({"author": _JSON, "pubType": _JSON})))
def test_values_of_any_type_in_any_field_are_survived(work):
    assert len(_read(work)) == 1
