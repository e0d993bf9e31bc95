import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claimcheck.model import (
    Audit,
    AuditedClaim,
    Block,
    BlockKind,
    Claim,
    DatabaseOutcome,
    Document,
    Evidence,
    Exclusion,
    Location,
    Part,
    Piece,
    Plan,
    Printed,
    Probabilities,
    Query,
    ReportInfo,
    ScreenedWork,
    Search,
    Summary,
    UncheckedReason,
    Verdict,
    VerdictName,
)

HERE = Location(line=1, column=1, end_line=1, end_column=5)
SUPPORT = Evidence(paper="2406.12708", quotation="Bees count.", span=(0, 11), stance="support")
CONTRADICT = SUPPORT.model_copy(update={"stance": "contradict"})
NEAREST = SUPPORT.model_copy(update={"stance": "nearest"})


def summary(verified: int, contradicted: int, unverified: int, unchecked: int = 0) -> Summary:
    return Summary(
        claims=verified + contradicted + unverified + unchecked,
        verified=verified,
        contradicted=contradicted,
        unverified=unverified,
        unchecked=unchecked,
        review=0,
        skipped=0,
        papers=0,
        papers_missing=0,
    )


# ── a value that would be a lie cannot be built ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "verified", "confidence": 0.9, "evidence": (SUPPORT, NEAREST)},
        {"verdict": "contradicted", "confidence": 0.1, "evidence": (CONTRADICT,)},
        {"verdict": "unverified", "confidence": 0.3, "evidence": (NEAREST,), "review": True},
        {"verdict": "unverified", "confidence": 0.0},
        {"verdict": "unchecked", "reason": "paper_missing"},
    ],
)
def test_an_honest_verdict_can_be_built(fields):
    assert Verdict(**fields).verdict == fields["verdict"]


@pytest.mark.parametrize(
    "fields",
    [
        {"verdict": "verified", "confidence": 0.9},
        {"verdict": "verified", "confidence": 0.9, "evidence": (NEAREST, SUPPORT)},
        {"verdict": "verified", "confidence": 0.9, "evidence": (CONTRADICT,)},
        {"verdict": "verified", "confidence": 0.9, "evidence": (SUPPORT,), "review": True},
        {"verdict": "verified", "evidence": (SUPPORT,)},
        {"verdict": "verified", "confidence": 1.2, "evidence": (SUPPORT,)},
        {"verdict": "verified", "confidence": float("nan"), "evidence": (SUPPORT,)},
        {"verdict": "contradicted", "confidence": 0.1, "evidence": (SUPPORT,)},
        {"verdict": "contradicted", "confidence": 0.1, "evidence": (CONTRADICT,), "review": True},
        {"verdict": "unchecked"},
        {"verdict": "unchecked", "reason": "paper_missing", "confidence": 0.0},
        {"verdict": "unverified", "confidence": 0.3, "reason": "paper_missing"},
        {"verdict": "unverified"},
        {"verdict": "perhaps", "confidence": 0.3},
        {"verdict": "unverified", "confidence": 0.3, "certainty": 1},
    ],
)
def test_a_verdict_that_would_be_a_lie_cannot_be_built(fields):
    with pytest.raises(ValidationError):
        Verdict(**fields)


@pytest.mark.parametrize("values", [(0.5, 0.4, 0.2), (0.0, 0.0, 0.0), (1.2, -0.1, -0.1)])
def test_probabilities_outside_0_to_1_or_of_another_sum_cannot_be_built(values):
    with pytest.raises(ValidationError):
        Probabilities(support=values[0], contradict=values[1], neither=values[2])


def test_evidence_without_a_quotation_or_with_a_score_above_1_cannot_be_built():
    fields = SUPPORT.model_dump(exclude={"conflict"})
    with pytest.raises(ValidationError):
        Evidence(**fields | {"quotation": ""})
    with pytest.raises(ValidationError):
        Evidence(**fields | {"scores": {"lexical": 1.01}})


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("inf")])
def test_a_printed_confidence_outside_0_to_1_cannot_be_built(confidence):
    with pytest.raises(ValidationError):
        Printed(confidence=confidence)


def test_a_noun_once_made_cannot_be_changed():
    with pytest.raises(ValidationError):
        SUPPORT.stance = "nearest"


def test_an_audited_claim_is_the_claim_and_its_verdict_side_by_side():
    claim = Claim(id="a", number=1, text="Bees count.", statement="Bees count.", location=HERE, label="results")
    verdict = Verdict(verdict=VerdictName.UNCHECKED, reason=UncheckedReason.PAPER_MISSING, supported_elsewhere="x")
    joined = AuditedClaim.of(claim, verdict)
    assert {name: getattr(joined, name) for name in Claim.model_fields} == dict(claim)
    assert {name: getattr(joined, name) for name in Verdict.model_fields} == dict(verdict)
    assert joined.parts == ()


def test_what_serves_the_rooms_alone_stays_out_of_the_json():
    report = ReportInfo(path="r.md", sha256="0", title=None, question=None, format="markdown", counts_printed={})
    document = Document(format="markdown", text="a", blocks=())
    written = Audit(report=report, summary=summary(0, 0, 0), document=document).model_dump()
    assert not {"document", "counts", "table"} & set(written)


def test_the_share_verified_is_of_the_checked_claims_alone():
    assert summary(3, 1, 1, unchecked=5).share_verified == pytest.approx(0.6)
    assert summary(0, 0, 0, unchecked=5).share_verified is None


# ── from a block back to the document ────────────────────────────────────────────────────────────────────────────────


@st.composite
def mended_blocks(draw):
    """A document's text, and a block made of runs of it with mended places between them."""
    text, plain, pieces, unmended = "", "", [], []
    for run in draw(st.lists(st.text("abc \n", min_size=1, max_size=8), min_size=1, max_size=6)):
        markup = draw(st.sampled_from(["", "**", "`", " \r\n> "]))
        text += markup
        pieces.append(Piece(plain=len(plain), source=len(text), length=len(run)))
        unmended.append((len(plain), len(plain) + len(run)))
        text += run
        plain += run
    return text, Block(kind=BlockKind.PARAGRAPH, text=plain, pieces=tuple(pieces)), unmended


@given(mended_blocks(), st.data())
def test_a_part_of_a_run_leads_back_to_the_very_characters(made, data):
    text, block, runs = made
    left, right = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(left, right - 1))
    end = data.draw(st.integers(start + 1, right))
    assert text[slice(*block.source(start, end))] == block.text[start:end]


@given(mended_blocks(), st.data())
def test_a_part_across_runs_begins_and_ends_at_its_own_characters(made, data):
    text, block, _ = made
    start = data.draw(st.integers(0, len(block.text) - 1))
    end = data.draw(st.integers(start + 1, len(block.text)))
    first, last = block.source(start, end)
    assert text[first] == block.text[start]
    assert text[last - 1] == block.text[end - 1]
    assert block.span[0] <= first < last <= block.span[1]


def test_a_mended_place_maps_to_the_end_of_the_piece_before_it():
    # "efﬁ-\ncient" read as "efficient": the ligature and the hyphen have no twin.
    pieces = (Piece(plain=0, source=0, length=2), Piece(plain=4, source=5, length=5))
    block = Block(kind=BlockKind.PARAGRAPH, text="efficient", pieces=pieces)
    text = "efﬁ-\ncient"
    assert text[slice(*block.source(0, 9))] == text
    assert text[slice(*block.source(4, 9))] == "cient"
    assert block.source(2, 4) == (1, 2)


def test_a_block_without_pieces_has_an_empty_span():
    assert Block(kind=BlockKind.PARAGRAPH, text="made up", pieces=()).span == (0, 0)


# ── places in a document ─────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_and_columns_count_from_1_and_the_end_is_exclusive():
    document = Document(format="text", text="one\ntwo three\nfour", blocks=())
    start = document.text.index("three")
    assert document.locate(start, start + 5) == Location(line=2, column=5, end_line=2, end_column=10)
    assert document.locate(0, len(document.text)) == Location(line=1, column=1, end_line=3, end_column=5)


def test_on_pages_lines_count_from_the_top_of_the_page():
    text = "first page\nmore\nsecond page\nmore of it"
    document = Document(format="pdf", text=text, blocks=(), pages=(0, text.index("second")))
    start = text.index("of it")
    assert document.locate(start, start + 5) == Location(line=2, column=6, end_line=2, end_column=11, page=2)
    assert document.locate(0, 5).page == 1


@given(st.text("ab\n", min_size=1), st.data())
def test_a_location_leads_back_to_its_character(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    where = Document(format="text", text=text, blocks=()).locate(start, start + 1)
    assert (text.split("\n")[where.line - 1] + "\n")[where.column - 1] == text[start]


def test_a_changed_copy_of_a_document_has_its_own_lines():
    asked = Document(format="text", text="a\nb\n", blocks=())
    assert asked.locate(2, 3) == Location(line=2, column=1, end_line=2, end_column=2)
    assert asked.model_copy(update={"text": "\n\nc"}).locate(2, 3).line == 3


@given(st.text("a\n", max_size=30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_lines_and_columns_are_counted_from_the_top_of_the_page(text, page, start, end):
    page, start, end = sorted(min(place, len(text)) for place in (page, start, end))
    where = Document(format="text", text=text, blocks=(), pages=(0, page)).locate(start, end)
    before, until = text[page:start].split("\n"), text[page:end].split("\n")
    assert (where.line, where.column) == (len(before), len(before[-1]) + 1)
    assert (where.end_line, where.end_column) == (len(until), len(until[-1]) + 1)


@given(st.data())
def test_a_location_leads_back_to_its_span(data):
    text = data.draw(st.text(st.sampled_from("ab\n "), min_size=1, max_size=60))
    pages = data.draw(st.sampled_from([(), (0,), (0, len(text) // 2), (0, len(text) // 3, len(text) // 2)]))
    document = Document(format="text", text=text, blocks=(), pages=pages)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert document.span(document.locate(start, end)) == (start, end)


@given(st.data())
def test_a_location_in_one_of_several_files_leads_back_to_its_span(data):
    main, other = "one\ntwo \\input{b}", "three\nfour"
    text = f"{main}{other} five\nsix"
    behind = len(main) + len(other)
    parts = (
        Part(start=0, file="", line=1, column=1),
        Part(start=len(main), file="b.tex", line=1, column=1),
        Part(start=behind, file="", line=2, column=14),
    )
    document = Document(format="latex", text=text, blocks=(), parts=parts)
    first, last = data.draw(st.sampled_from([(0, 7), (len(main), behind - 1), (behind, len(text))]))
    start = data.draw(st.integers(first, last))
    end = data.draw(st.integers(start, last))
    assert document.span(document.locate(start, end)) == (start, end)


@pytest.mark.parametrize("line", [3, 400])
def test_a_place_that_a_text_does_not_have_is_an_empty_span(line):
    place = Location(line=line, column=90, end_line=line, end_column=99)
    assert Document(format="text", text="one\ntwo", blocks=()).span(place) == (0, 0)
    elsewhere = Document(format="text", text="one\ntwo", blocks=(), parts=(Part(start=0, file="a", line=1, column=1),))
    assert elsewhere.span(place.model_copy(update={"file": "b"})) == (0, 0)


def test_a_span_of_the_source_is_found_in_the_mended_text_of_a_block():
    # "of-\nfice ﬁle": a hyphen dropped, a ligature mended.
    pieces = (
        Piece(plain=0, source=10, length=2),
        Piece(plain=2, source=14, length=5),
        Piece(plain=9, source=20, length=2),
    )
    block = Block(kind=BlockKind.PARAGRAPH, text="office file", pieces=pieces)
    assert block.within(10, 22) == (0, 11)
    assert block.within(14, 18) == (2, 6)
    assert block.within(0, 10) is None
    assert block.within(*block.source(3, 11)) == (3, 11)


def test_a_query_gives_its_words_and_phrases():
    assert Query(text='"tree of thoughts" search "x"', form="exact").terms == ("tree of thoughts", "search", "x")


@pytest.mark.parametrize(("kept", "excluded"), [(True, Exclusion.YEARS), (False, None)])
def test_a_work_is_kept_or_left_out_for_a_reason_and_never_both(kept, excluded):
    with pytest.raises(ValidationError):
        ScreenedWork(title="Bees", databases=("arXiv",), kept=kept, reason="r", relevance=0.5, excluded=excluded)


def test_a_search_counts_what_is_in_it():
    def work(excluded=None):
        kept = excluded is None
        return ScreenedWork(title="B", databases=("arXiv",), kept=kept, reason="r", relevance=0.5, excluded=excluded)

    found = Search(
        question="Do bees count?",
        date="2026-01-02",
        most=5,
        plan=Plan(queries=(Query(text="bees count", form="exact"),), concepts=(("bees",),)),
        databases=(
            DatabaseOutcome(name="arXiv", queries=1, answered=1, found=3),
            DatabaseOutcome(name="OpenAlex", queries=1, answered=0, found=0, error="gave no answer (HTTP 500)"),
            DatabaseOutcome(name="Crossref", queries=1, answered=1, found=2),
        ),
        works=(work(), work(Exclusion.OFF_QUESTION), work(Exclusion.YEARS), work(Exclusion.OFF_QUESTION)),
    )

    assert (found.identified, found.duplicates, found.screened, found.kept) == (5, 1, 4, 1)
    assert found.excluded == {"outside the years": 1, "off the question": 2}
    assert [query.text for query in found.queries] == ["bees count"]
    assert Search.model_validate_json(found.model_dump_json()) == found
