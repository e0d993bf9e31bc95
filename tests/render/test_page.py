"""The page that people read: whole, harmless, and the same every time."""

import hashlib
import re
from base64 import b64encode
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcheck.render import render_html
from claimcheck.render.clean import INSTEAD
from claimcheck.words import collapse
from tests.render.pages import HOSTILE, Page, of, with_text

ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "aria-level", "aria-live", "aria-pressed", "autocomplete",
    "charset", "checked", "class", "content", "data-card", "data-papers", "data-rules", "data-standing", "dir",
    "height", "hidden", "href", "http-equiv", "id", "lang", "name", "placeholder", "preserveaspectratio", "rel", "role",
    "scope", "spellcheck", "tabindex", "text-anchor", "title", "type", "value", "viewbox", "width", "x", "x1", "x2",
    "y", "y1", "y2",
}  # fmt: skip


def section(source, start, end="</article>"):
    begin = source.index(start)
    return Page(source[begin : source.index(end, begin) + len(end)])


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_worst_claims_come_first_and_what_was_not_checked_is_a_class_of_its_own(file):
    page = Page(render_html(file))
    assert [a["data-standing"] for a in page.all("article")] == [
        "contradicted",
        "review",
        "unchecked",
        "unchecked",
        "verified",
    ]
    assert "– Not checked 2 Nothing is said of these claims, neither good nor bad; each says why." in page.words


def test_every_id_is_given_once_and_every_inner_link_leads_somewhere(file, audit):
    page = Page(of(file, with_text(audit), with_text(audit)))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    assert set(inner) <= set(ids)
    named = [name for _, a in page.elements for name in (a.get("aria-labelledby") or "").split()]
    assert set(named) <= set(ids)


def test_every_element_is_closed_and_headings_skip_no_rank(file, audit):
    page = Page(of(file, with_text(audit)))
    assert page.open == []
    ranks = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h\d", tag)]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_several_audits_have_a_heading_each_and_share_one_filter(file, audit):
    page = Page(of(file, audit, audit.model_copy(update={"claims": (), "findings": ()})))
    assert len([a for a in page.all("section") if a.get("class") == "audit"]) == 2
    assert len([a for a in page.all("div") if a.get("id") == "bar"]) == 1
    assert "2 reports, claim by claim" in page.words
    assert "No claims about sources were found, so nothing was checked." in page.words


def test_a_report_that_could_not_be_read_says_why(file, audit):
    broken = audit.model_copy(update={"error": "no text layer; run <b>OCR</b> first", "claims": (), "findings": ()})
    page = Page(of(file, broken))
    assert "Not audited: no text layer; run <b>OCR</b> first" in page.words


def test_the_same_audit_gives_the_same_bytes(file):
    assert render_html(file) == render_html(file)


# ── one claim ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_says_the_verdict_the_confidence_in_words_the_passage_and_what_differs(file):
    card = section(render_html(file), '<article id="r1-claim-2"')
    for words in (
        "✗ contradicted claim 2",
        "Very unlikely to be supported, 3 in 100; contradicted, 94 in 100.",
        "What the paper says instead",
        "2305.10601v2, section “Abstract”",
        "Differs: the claim has “from 74% to 92%”, the source “74%”",
        "CC103 error",
        "Shared wording low 42 in 100",
    ):
        assert words in card.words, words


def test_what_differs_is_marked_in_the_claim_and_in_the_passage(file):
    source = render_html(file)
    assert 'rises <mark class="differs">from 74% to 92%</mark>.' in source
    assert (
        'a <mark class="shared">success</mark> <mark class="shared">rate</mark> of <mark class="differs">74%</mark>.'
        in source
    )


def test_the_page_of_a_paper_from_arxiv_is_a_link_and_that_of_a_local_one_a_number(file, audit):
    links = [a for a in section(render_html(file), '<article id="r1-claim-1"').all("a") if a["href"].startswith("http")]
    assert [(a["href"], a["rel"]) for a in links] == [
        ("https://arxiv.org/pdf/2305.10601v2#page=1", "noreferrer noopener")
    ]
    local = tuple(paper.model_copy(update={"source": "folder"}) for paper in audit.papers)
    card = section(of(file, audit.model_copy(update={"papers": local})), '<article id="r1-claim-1"')
    assert [a for a in card.all("a") if a["href"].startswith("http")] == []
    assert "page 1" in card.words


def test_a_cut_off_claim_shows_its_completion_and_what_was_read(file):
    card = section(render_html(file), '<article id="r1-claim-3"')
    assert "⟨cut off in the report⟩" in card.words
    assert "In the source it goes on: “ToT requires 5 to 100 times more generated tokens than CoT.”" in card.words


def test_additions_in_brackets_are_marked_as_such(file, audit):
    claim = audit.claims[0].model_copy(update={"statement": "Tree of Thoughts [the method of Yao et al.] looks ahead."})
    assert "Read as: Tree of Thoughts <ins>[the method of Yao et al.]</ins> looks ahead." in of(
        file, audit.model_copy(update={"claims": (claim,)})
    )


def test_the_parts_of_a_claim_stand_below_it_and_are_no_claims_of_their_own(file, audit):
    whole = audit.claims[0].model_copy(update={"parts": (audit.claims[0], audit.claims[1])})
    page = Page(of(file, audit.model_copy(update={"claims": (whole,)})))
    assert [a["id"] for a in page.all("article")] == ["r1-claim-1", "r1-claim-1-1", "r1-claim-1-2"]
    assert ["data-standing" in a for a in page.all("article")] == [True, False, False]
    assert page.all("article")[0]["data-rules"] == "CC103"


def test_a_passage_that_contradicts_beside_the_one_that_supports_is_shown_open(file, audit):
    against = audit.claims[1].evidence[0]
    claim = audit.claims[0].model_copy(update={"evidence": (*audit.claims[0].evidence, against)})
    source = of(file, audit.model_copy(update={"claims": (claim,)}))
    assert "A passage that says otherwise while GPT-4" in section(source, "<article", "<details").words


# ── the report's text ────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_claim_is_marked_in_the_text_and_leads_to_its_card_and_back(file, audit):
    source = of(file, with_text(audit))
    for claim in audit.claims:
        mark = re.search(
            rf'<mark class="in-text \w+" id="r1-claim-{claim.number}-text"[^>]*>(.*?)</mark>(<a .*?</a>)', source
        )
        assert mark
        assert Page(mark[1]).words == claim.text
        assert f'href="#r1-claim-{claim.number}"' in mark[2]
        assert f"claim {claim.number}, " in mark[2]
        assert f'href="#r1-claim-{claim.number}-text"' in source


def test_without_a_document_there_is_no_text_and_no_link_into_it(file):
    source = render_html(file)
    assert "The report’s text" not in source
    assert "-text" not in "".join(a["href"] for a in Page(source).all("a"))


# ── nothing is loaded, nothing is run ────────────────────────────────────────────────────────────────────────────────


def digest(text):
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def harmless(source):
    page = Page(source)
    (policy,) = [a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
    (script,), (style,) = page.raw["script"], page.raw["style"]
    assert policy == (
        f"default-src 'none'; style-src {digest(style)}; script-src {digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert page.open == []
    for tag, attributes in page.elements:
        assert set(attributes) <= ATTRIBUTES, (tag, set(attributes) - ATTRIBUTES)
        assert tag not in {"img", "iframe", "object", "embed", "link", "base", "form", "video", "audio", "image", "use"}
    for link in page.all("a"):
        assert link["href"].startswith("#") or re.fullmatch(
            r"https://arxiv\.org/(abs|pdf)/[\w./-]+(#page=\d+)?", link["href"]
        )
    assert not re.search(r"url\(|@import|https?:", style + script)
    return page


def test_the_content_policy_allows_one_style_and_one_script_by_their_digests(file, audit):
    harmless(of(file, with_text(audit)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_written_and_does_nothing(file, hostile_audit, text):
    page = harmless(of(file, with_text(hostile_audit(text))))
    shown = re.sub("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", INSTEAD, text)
    assert collapse(shown) in page.words
    of(file, with_text(hostile_audit(text))).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=st.lists(st.sampled_from([*HOSTILE, *"<>&\"'`=/"]) | st.text(max_size=8), max_size=6).map("".join))
def test_no_element_and_no_attribute_can_come_of_hostile_text(file, hostile_audit, text):
    harmless(of(file, hostile_audit(text)))


def test_a_sentence_of_a_megabyte_is_cut_on_its_card_and_stands_whole_in_the_text(file, audit):
    long = "word " * 200_000 + "end"
    claim = audit.claims[1].model_copy(update={"text": long, "statement": long})
    source = of(file, with_text(audit.model_copy(update={"claims": (claim,)})))
    assert "… (and 996003 more characters)" in section(source, "<article").words
    assert len(source) < 3 * len(long)
    assert "word end</mark>" in source


# ── colours ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_all_text_has_enough_contrast_in_both_themes(file, theme):
    (style,) = Page(render_html(file)).raw["style"]
    colours = {name: pair[theme] for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", style)}
    for ground in ("ground", "sheet"):
        for name in ("ink", "soft", "link", "contradicted", "unverified", "review", "unchecked", "verified"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)
    for name in ("contradicted", "unverified", "review", "unchecked", "verified"):
        assert contrast(colours[name], colours[f"{name}-tint"]) >= 4.5, name
        assert contrast(colours["ink"], colours[f"{name}-tint"]) >= 7, name
    for pair in re.findall(r"svg rect\.\w+ \{ fill: light-dark\((#\w{6}), (#\w{6})\)", style):
        assert contrast(pair[theme], colours["sheet"]) >= 3, pair
