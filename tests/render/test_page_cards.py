"""The cards of claims."""

import pytest

from claimcheck.render.page.cards import Maker


def card(audit, number):
    return Maker(audit, "r1", {"verified": 0.7}, {"2305.10601": "p1"}).card(audit.claims[number - 1])


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("no support in 1 for “{claim}”; nearest is “{quotation}” (1v2 p. 1)", "no support in 1 for this claim"),
        ("“74%” here, “92%” in 1: the claim “{claim}”; the source “{quotation}”", "“74%” here, “92%” in 1"),
        ("1v2 p. 1 contradicts “{claim}”; it says “{quotation}”", "1v2 p. 1 contradicts this claim"),
        ("printed as verified, but it is unverified: “{claim}”", "printed as verified, but it is unverified"),
        ("supported by “Some other paper of the list”: “{claim}”", "supported by “Some other paper of the list”"),
    ],
)
def test_a_finding_does_not_repeat_what_stands_beside_it(audit, message, said):
    claim = audit.claims[1]
    text = message.format(claim=claim.text, quotation=claim.evidence[0].quotation)
    finding = audit.findings[0].model_copy(update={"message": text})
    (found,) = card(audit.model_copy(update={"findings": (finding,)}), 2).findings
    assert found.message == said


def test_within_a_class_the_gravest_come_first(audit):
    late = audit.claims[1].model_copy(update={"number": 9, "id": "late"})
    findings = (audit.findings[0].model_copy(update={"claim_id": "late"}),)
    audit = audit.model_copy(update={"claims": (audit.claims[1], late), "findings": findings})
    (group,) = Maker(audit, "r1", {}, {}).groups(audit.claims)
    assert [one.number for one in group.cards] == ["9", "2"]


def test_titles_are_told_where_no_passage_tells_them(audit):
    assert card(audit, 2).cites == ("2305.10601",)
    titled = audit.references[2].model_copy(update={"title": "Pause Tokens"})
    assert card(audit.model_copy(update={"references": (titled,)}), 4).cites == ("2310.02226 “Pause Tokens”",)


def test_an_abstract_has_no_page_and_leads_to_its_own_address(audit):
    paper = audit.papers[0].model_copy(update={"text": "abstract"})
    first = card(audit.model_copy(update={"papers": (paper,)}), 1).first
    assert first.link == "https://arxiv.org/abs/2305.10601v2"
    assert "abstract only" in first.where


@pytest.mark.parametrize("name", ["../../etc/passwd", "javascript:alert(1)", '2305.10601" onclick="x', "10.1000/182"])
def test_what_is_no_arxiv_id_is_never_a_link(audit, name):
    paper = audit.papers[0].model_copy(update={"id": name})
    evidence = audit.claims[0].evidence[0].model_copy(update={"paper": name})
    claim = audit.claims[0].model_copy(update={"evidence": (evidence,)})
    assert card(audit.model_copy(update={"papers": (paper,), "claims": (claim,)}), 1).first.link is None
