"""An invented audit with every kind of claim, for all formats."""

import pytest

from claimcheck.model import (
    Audit,
    AuditedClaim,
    AuditFile,
    Claim,
    Conflict,
    Evidence,
    Finding,
    FindingLocation,
    Location,
    ModelInfo,
    Paper,
    Printed,
    Probabilities,
    Provenance,
    Reference,
    ReferenceStatus,
    ReportInfo,
    RuleInfo,
    Skipped,
    Summary,
    UncheckedReason,
    Verdict,
    VerdictName,
)
from claimcheck.render.clean import encodable

REPORT = "review.md"


def place(line: int, column: int = 1, page: int | None = None) -> Location:
    return Location(line=line, column=column, end_line=line, end_column=column + 20, page=page)


def probabilities(support: float, contradict: float) -> Probabilities:
    return Probabilities(support=support, contradict=contradict, neither=round(1 - support - contradict, 4))


def evidence(quotation: str, stance: str, **fields: object) -> Evidence:
    fields = {"paper": "2305.10601", "version": 2, "page": 1, "section": "Abstract", "span": (120, 230)} | fields
    return Evidence(quotation=quotation, stance=stance, **fields)


VERIFIED = AuditedClaim.of(
    Claim(
        id="1f0c5a2b9d3e",
        number=1,
        text="Tree of Thoughts lets a language model consider several reasoning paths and look ahead.",
        statement="Tree of Thoughts lets a language model consider several reasoning paths and look ahead.",
        location=place(5),
        cites=("2305.10601",),
        cited_by="marker",
        printed=Printed(verified=True, confidence=0.91),
    ),
    Verdict(
        verdict=VerdictName.VERIFIED,
        confidence=0.9731,
        probabilities=probabilities(0.9731, 0.0069),
        evidence=(
            evidence(
                "ToT allows LMs to perform deliberate decision making by considering multiple different reasoning paths"
                " and self-evaluating choices to decide the next course of action, as well as looking ahead or"
                " backtracking when necessary to make global choices.",
                "support",
                scores={"lexical": 0.61, "embedding": 0.8342},
                unmatched=("lets",),
            ),
        ),
    ),
)

CONTRADICTED = AuditedClaim.of(
    Claim(
        id="c3d2a1904b77",
        number=2,
        text="On Game of 24 the success rate rises from 74% to 92%.",
        statement="Tree of Thoughts: on Game of 24 the success rate rises from 74% to 92%.",
        location=place(7, 3),
        cites=("2305.10601",),
        cited_by="heading",
    ),
    Verdict(
        verdict=VerdictName.CONTRADICTED,
        confidence=0.0312,
        probabilities=probabilities(0.0312, 0.9411),
        evidence=(
            evidence(
                "while GPT-4 with chain-of-thought prompting only solved 4% of tasks, our method achieved a success"
                " rate of 74%.",
                "contradict",
                scores={"lexical": 0.42, "quantities": 0.0},
                unmatched=("92%",),
                conflict=Conflict(kind="quantity", claim="from 74% to 92%", source="74%"),
            ),
        ),
    ),
)

REVIEW = AuditedClaim.of(
    Claim(
        id="77aa12ef0034",
        number=3,
        text="The method is most useful where an early mistake cannot be mended later, and needs a hundred times as",
        statement="The method is most useful where an early mistake cannot be mended later, and needs a hundred times",
        location=place(8),
        truncated=True,
        cites=("2305.10601", "2201.11903"),
        cited_by="paragraph",
    ),
    Verdict(
        verdict=VerdictName.UNVERIFIED,
        confidence=0.44,
        probabilities=probabilities(0.44, 0.06),
        review=True,
        disagreement=("embedding", "lexical"),
        completion="ToT requires 5 to 100 times more generated tokens than CoT.",
        evidence=(
            evidence(
                "initial decisions play a pivotal role",
                "nearest",
                paper="2201.11903",
                version=None,
                page=None,
                section=None,
                scores={"lexical": 0.2},
            ),
        ),
    ),
)

MISSING = AuditedClaim.of(
    Claim(
        id="90ab00cd11ef",
        number=4,
        text="Pause tokens help in 8 of 9 tasks.",
        statement="Pause tokens help in 8 of 9 tasks.",
        location=place(11),
        cites=("2310.02226",),
        cited_by="marker",
    ),
    Verdict(verdict=VerdictName.UNCHECKED, reason=UncheckedReason.PAPER_MISSING),
)

UNCITED = AuditedClaim.of(
    Claim(
        id="abcdef012345",
        number=5,
        text="Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them.",
        statement="Filler tokens carry no meaning of their own, yet transformers can be trained to compute with them.",
        location=place(13),
    ),
    Verdict(verdict=VerdictName.UNCHECKED, reason=UncheckedReason.NO_CITATION),
)

REFERENCES = (
    Reference(
        key="2305.10601",
        raw="Yao et al. Tree of Thoughts. arXiv:2305.10601v2",
        title="Tree of Thoughts",
        authors=("Shunyu Yao", "Dian Yu"),
        year=2023,
        arxiv_id="2305.10601",
        paper="2305.10601",
        status=ReferenceStatus.READ,
        location=place(20),
        cited=True,
        in_list=True,
    ),
    Reference(
        key="2201.11903",
        raw="Wei et al. Chain-of-Thought Prompting. arXiv:2201.11903",
        title="Chain-of-Thought Prompting",
        arxiv_id="2201.11903",
        paper="2201.11903",
        status=ReferenceStatus.READ,
        location=place(21),
        cited=True,
        in_list=True,
    ),
    Reference(
        key="2310.02226",
        raw="Goyal et al. arXiv:2310.02226",
        arxiv_id="2310.02226",
        status=ReferenceStatus.MISSING,
        detail="not among the papers given, and offline",
        location=place(22),
        cited=True,
        in_list=True,
    ),
)

PAPERS = (
    Paper(
        id="2305.10601", version=2, title="Tree of Thoughts", sha256=64 * "a", pages=14, passages=612, source="arxiv"
    ),
    Paper(id="2201.11903", title="Chain-of-Thought Prompting", sha256=64 * "b", source="folder", text="abstract"),
)

FINDINGS = (
    Finding(
        rule="CC103",
        level="error",
        message="“from 74% to 92%” here, “74%” in 2305.10601v2 p. 1",
        help="Take the number from the quoted passage.",
        location=FindingLocation(file=REPORT, line=7, column=3, end_line=7, end_column=23),
        claim_id="c3d2a1904b77",
        fingerprint="0123456789abcdef",
    ),
    Finding(
        rule="CC302",
        level="warning",
        message="no text to be had of 2310.02226 (not among the papers given, and offline)",
        help="Give the file with --papers.",
        location=FindingLocation(file=REPORT, line=22, column=1, end_line=22, end_column=21),
        reference_key="2310.02226",
        fingerprint="fedcba9876543210",
    ),
)

RULES = (
    RuleInfo(
        id="CC103",
        level="error",
        title="a quantity in the claim differs from the source's",
        help="Take the number from the quoted passage.",
    ),
    RuleInfo(
        id="CC302",
        level="warning",
        title="the reference could not be resolved: its text was not had",
        help="Give the file with --papers.",
    ),
)


@pytest.fixture
def audit() -> Audit:
    return Audit(
        report=ReportInfo(
            path=REPORT,
            sha256="ef" * 32,
            title="Deliberate reasoning: a review",
            question="Does deliberation help?",
            format="markdown",
            counts_printed={"claims": 12},
        ),
        summary=Summary(
            claims=5,
            verified=1,
            contradicted=1,
            unverified=1,
            unchecked=2,
            review=1,
            skipped=2,
            papers=2,
            papers_missing=1,
        ),
        references=REFERENCES,
        papers=PAPERS,
        claims=(VERIFIED, CONTRADICTED, REVIEW, MISSING, UNCITED),
        skipped=(
            Skipped(text="Deliberate reasoning", location=place(1), reason="heading"),
            Skipped(text="We think this matters.", location=place(3), reason="opinion"),
        ),
        findings=FINDINGS,
    )


@pytest.fixture
def file(audit: Audit) -> AuditFile:
    return AuditFile(
        claimcheck=Provenance(
            version="0.1.0",
            models=(ModelInfo(name="all-MiniLM-L6-v2", digest="53aa5117"),),
            thresholds={"verified": 0.7, "contradicted": 0.8},
            settings_digest="00ff",
        ),
        audits=(audit,),
        rules=RULES,
    )


@pytest.fixture
def paged_file(file: AuditFile) -> AuditFile:
    """The same audit of a PDF, with its findings on page 3, and after it a report that could not be read."""
    (audit,) = file.audits
    findings = [
        finding.model_copy(update={"location": finding.location.model_copy(update={"page": 3})})
        for finding in audit.findings
    ]
    report = audit.report.model_copy(update={"format": "pdf"})
    empty = {"error": "scan.pdf: no text layer", "claims": (), "findings": (), "references": (), "papers": ()}
    return file.model_copy(
        update={
            "audits": (
                audit.model_copy(update={"report": report, "findings": tuple(findings)}),
                audit.model_copy(update={"report": report.model_copy(update={"path": "scan.pdf"})} | empty),
            )
        }
    )


@pytest.fixture
def hostile_audit(audit: Audit):
    """The same audit with one text put in every place that a report, a paper or a server can fill."""

    def make(text: str) -> Audit:
        # A quotation is never empty, and the model refuses one with lone surrogates.
        words = encodable(text.strip() or "x")
        passage = evidence(
            words,
            "contradict",
            paper=words,
            section=text,
            unmatched=(text,),
            conflict=Conflict(kind="negation", claim=text, source=text),
        )
        claim = CONTRADICTED.model_copy(
            update={
                "text": text,
                "statement": f"{text} again",
                "completion": text,
                "truncated": True,
                "evidence": (passage,),
                "cites": (text,),
                "disagreement": (text,),
            }
        )
        reference = REFERENCES[2].model_copy(update={"key": text, "raw": text, "title": text, "detail": text})
        finding = FINDINGS[0].model_copy(
            update={"message": text, "location": FINDINGS[0].location.model_copy(update={"file": text})}
        )
        return audit.model_copy(
            update={
                "report": audit.report.model_copy(update={"path": text, "title": text, "question": text}),
                "references": (reference,),
                "claims": (claim,),
                "skipped": (Skipped(text=text, location=place(1), reason="opinion"),),
                "findings": (finding,),
            }
        )

    return make
