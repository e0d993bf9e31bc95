"""The rules about claims."""

import pytest

from claimcheck.judge import judge
from claimcheck.model import Conflict, Paper, Printed, ReferenceStatus


def found(audit, rule=None):
    return [(f.rule, f.message) for f in judge(audit) if rule in (None, f.rule)]


def test_a_verified_claim_raises_nothing(make):
    assert found(make.audit(make.claim("verified"), references=(make.reference(),))) == []


def test_an_unsupported_claim_is_reported_with_the_nearest_quotation(make):
    assert found(make.audit(make.claim("unverified"))) == [
        (
            "CC101",
            "no support in 2305.10601 for “It reaches 92%.”; nearest is “It reaches 74%.” (2305.10601v1 p. 4)",
        )
    ]


def test_an_unsupported_claim_without_any_passage_is_reported_too(make):
    claim = make.claim("unverified", evidence=(), cites=("a", "b", "c", "d", "e"))
    assert found(make.audit(claim)) == [("CC101", "no support in a, b, c and 2 more for “It reaches 92%.”")]


def test_an_unsupported_claim_that_fell_back_to_the_whole_list_is_reported_as_such(make):
    claim = make.claim("unverified", cited_by="list", cites=("a", "b"), evidence=())
    assert found(make.audit(claim)) == [("CC101", "no support in any paper of the list for “It reaches 92%.”")]


def test_in_the_review_band_a_person_is_asked_and_no_lack_of_support_is_reported(make):
    assert found(make.audit(make.claim("unverified", review=True, confidence=0.47))) == [
        (
            "CC104",
            "too close to call (confidence 0.47): “It reaches 92%.”; nearest is “It reaches 74%.” (2305.10601v1 p. 4)",
        )
    ]


def test_a_paper_of_which_a_claim_says_so_and_that_does_not_bear_it_out_is_named(make):
    claim = make.claim("unverified", review=True, confidence=0.02, silent=("2310.02226",))
    ((rule, message),) = found(make.audit(claim))
    assert rule == "CC104"
    assert message.startswith("supported, but not by 2310.02226, of which it says so: “It reaches 92%.”; nearest is")


def test_what_the_claim_adds_in_scope_is_named_beside_the_source(make):
    evidence = make.evidence("It is new.", "nearest")
    claim = make.claim(
        "unverified", review=True, text="It is the first method.", overstated=("first",), evidence=(evidence,)
    )
    assert found(make.audit(claim), "CC109") == [
        (
            "CC109",
            (
                "2305.10601v1 p. 4 does not bear out “first”: "
                "the claim “It is the first method.”; the source “It is new.”"
            ),
        )
    ]
    assert not found(make.audit(make.claim("unverified", review=True)), "CC109")


def test_a_claim_whose_main_part_alone_is_supported_says_which_part_is_not(make):
    parts = (make.claim("verified", text="A rises"), make.claim("unverified", text="B falls."))
    claim = make.claim("unverified", review=True, text="A rises, and B falls.", parts=parts)
    assert found(make.audit(claim), "CC110") == [
        ("CC110", "supported in its main part only, not in “B falls.”: “A rises, and B falls.”")
    ]
    other = make.claim("unverified", review=True, parts=parts[::-1])
    assert not found(make.audit(other), "CC110")


def test_a_number_that_alone_lacks_support_is_named(make):
    claim = make.claim("unverified", review=True, text="It reaches 92% in 31 weeks.", unborne=("31 weeks",))
    assert found(make.audit(claim), "CC110") == [
        (
            "CC110",
            (
                "supported but for “31 weeks”: “It reaches 92% in 31 weeks.”; nearest is “It reaches 74%.” "
                "(2305.10601v1 p. 4)"
            ),
        )
    ]
    assert not found(make.audit(make.claim("verified", unborne=())), "CC110")


def test_an_idle_citation_is_named_where_the_claim_cites_by_itself(make):
    claim = make.claim("verified", cites=("2305.10601", "2310.02226"), idle=("2310.02226",))
    assert found(make.audit(claim), "CC204") == [("CC204", "2310.02226 carries no part of “It reaches 92%.”")]
    assert not found(make.audit(make.claim("verified", idle=("2310.02226",), cited_by="list")), "CC204")
    assert not found(make.audit(make.claim("verified")), "CC204")


def test_a_contradiction_shows_both_sides(make):
    conflict = Conflict(kind="direction", claim="improves", source="degrades")
    evidence = make.evidence("Accuracy degrades with depth.", "contradict", conflict=conflict)
    claim = make.claim("contradicted", text="Depth improves accuracy.", evidence=(evidence,))
    assert found(make.audit(claim)) == [
        (
            "CC102",
            "2305.10601v1 p. 4 contradicts “Depth improves accuracy.”; it says “Accuracy degrades with depth.”",
        )
    ]


def test_a_contradiction_without_a_known_conflict_is_a_plain_one(make):
    assert [rule for rule, _ in found(make.audit(make.claim("contradicted")))] == ["CC102"]


def test_where_only_a_quantity_differs_that_is_said_instead(make):
    conflict = Conflict(kind="quantity", claim="92%", source="74%")
    claim = make.claim("contradicted", evidence=(make.evidence(stance="contradict", conflict=conflict),))
    assert found(make.audit(claim)) == [
        (
            "CC103",
            "“92%” here, “74%” in 2305.10601v1 p. 4: the claim “It reaches 92%.”; the source “It reaches 74%.”",
        )
    ]


def test_what_differs_stays_in_sight_in_a_long_quotation(make):
    filler = "as is reported at some length in the appendix " * 12
    conflict = Conflict(kind="quantity", claim="92%", source="74%")
    evidence = make.evidence(f"{filler}it reaches 74% {filler}", "contradict", conflict=conflict)
    claim = make.claim("contradicted", text=f"{filler}it reaches 92%", evidence=(evidence,))
    ((_, message),) = found(make.audit(claim))
    assert "it reaches 92%”" in message
    assert "it reaches 74% as" in message
    assert len(message) < 500


@pytest.mark.parametrize(
    ("reason", "status", "said"),
    [
        ("paper_missing", ReferenceStatus.MISSING, "a paper it cites could not be had (2305.10601)"),
        ("paper_unreadable", ReferenceStatus.UNREADABLE, "a paper it cites could not be read (2305.10601)"),
        ("wrong_paper", ReferenceStatus.WRONG_PAPER, "the text at hand is another paper's (2305.10601)"),
        ("unsupported_language", ReferenceStatus.READ, "it is mostly not in Latin letters"),
    ],
)
def test_an_unchecked_claim_is_reported_with_its_reason(make, reason, status, said):
    audit = make.audit(make.claim("unchecked", reason=reason), references=(make.reference(status=status),))
    assert found(audit, "CC105") == [("CC105", f"not checked, {said}: “It reaches 92%.”")]


def test_a_silent_abstract_is_named_as_the_reason(make):
    paper = Paper(id="p", sha256="", source="arxiv", text="abstract")
    audit = make.audit(
        make.claim("unchecked", reason="paper_missing"), references=(make.reference(paper="p"),), papers=(paper,)
    )
    assert found(audit) == [
        ("CC105", "not checked, only an abstract could be had, and it is silent (2305.10601): “It reaches 92%.”")
    ]


def test_a_claim_that_cites_nothing_is_a_note_and_not_called_uncheckable(make):
    claim = make.claim("unchecked", reason="no_citation", cites=(), cited_by="none")
    assert found(make.audit(claim)) == [("CC201", "no source is cited for “It reaches 92%.”")]


def test_a_claim_in_an_unsupported_language_that_cites_nothing_is_reported_for_both(make):
    claim = make.claim("unchecked", reason="unsupported_language", cites=(), cited_by="none")
    assert [rule for rule, _ in found(make.audit(claim))] == ["CC105", "CC201"]


def test_a_cut_off_claim_shows_its_end_and_its_completion(make):
    text = "This is a claim of many words " * 10 + "that goes on and the"
    claim = make.claim("verified", text=text, truncated=True, completion="the rest of it.")
    ((rule, message),) = found(make.audit(claim))
    assert rule == "CC106"
    assert message.startswith("cut off: “… ")
    assert message.endswith("that goes on and the”; in the source “the rest of it.”")


@pytest.mark.parametrize(
    ("verdict", "fields", "printed", "said"),
    [
        ("unverified", {}, {"verified": True}, "printed as verified, but it is unverified with confidence 0.50"),
        ("verified", {}, {"verified": False}, "printed as not verified, but it is verified with confidence 0.50"),
        (
            "contradicted",
            {},
            {"verified": True, "confidence": 0.9},
            "printed as verified with confidence 0.90, but it is contradicted with confidence 0.50",
        ),
        (
            "verified",
            {"confidence": 0.9},
            {"verified": True, "confidence": 0.18},
            "printed as verified with confidence 0.18, but it is verified with confidence 0.90",
        ),
        (
            "unchecked",
            {"reason": "paper_missing"},
            {"verified": True, "confidence": 0.2},
            "printed as verified with confidence 0.20, but it could not be checked",
        ),
    ],
)
def test_a_printed_verdict_or_confidence_that_differs_is_reported_once(make, verdict, fields, printed, said):
    audit = make.audit(make.claim(verdict, printed=Printed(**printed), **fields))
    assert found(audit, "CC107") == [("CC107", f"{said}: “It reaches 92%.”")]


@pytest.mark.parametrize(
    ("verdict", "fields", "printed"),
    [
        ("verified", {"confidence": 0.3}, {"verified": True, "confidence": 0.2}),
        ("verified", {"confidence": 0.9}, {"verified": True}),
        ("contradicted", {}, {"verified": False}),
        ("unchecked", {"reason": "paper_missing"}, {"verified": False, "confidence": 0.9}),
        ("verified", {}, {}),
    ],
)
def test_a_printed_verdict_that_agrees_raises_nothing(make, verdict, fields, printed):
    assert found(make.audit(make.claim(verdict, printed=Printed(**printed), **fields)), "CC107") == []


def test_support_in_another_paper_is_reported_beside_the_lack_of_it(make):
    claim = make.claim("unverified", evidence=(), supported_elsewhere="2201.11903")
    assert found(make.audit(claim)) == [
        ("CC101", "no support in 2305.10601 for “It reaches 92%.”"),
        ("CC108", "supported by 2201.11903, not by 2305.10601: “It reaches 92%.”"),
    ]


def test_a_claim_that_cites_the_whole_list_has_no_other_paper(make):
    claim = make.claim("unverified", evidence=(), supported_elsewhere="2201.11903", cited_by="list")
    assert [rule for rule, _ in found(make.audit(claim))] == ["CC101"]


def test_messages_stay_on_one_line(make):
    evidence = make.evidence("two\nlines\r\nand\u2028more", "contradict")
    claim = make.claim("contradicted", text="a claim\nof two lines", evidence=(evidence,), truncated=True)
    assert all(len(message.splitlines()) == 1 for _, message in found(make.audit(claim)))
