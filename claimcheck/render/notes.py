"""The notes of annotated copies: what is marked in a paper, and what in a report, each in plain words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from claimcheck.model import Annotation
from claimcheck.render import wording
from claimcheck.render.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim, Evidence, Tone

_LONGEST, _MOST_CLAIMS = 1_500, 20
# The worst first: what several claims that lean on one passage are coloured by.
_TONES: tuple[Tone, ...] = ("contradicted", "unverified", "review", "unchecked", "verified")
_STANCES = {
    "support": "This passage supports the claim.",
    "contradict": "This passage contradicts the claim.",
    "nearest": "This passage is the nearest to the claim, and does not settle it.",
}


def paper_notes(audits: Iterable[Audit], thresholds: Mapping[str, float]) -> dict[str, list[Annotation]]:
    """What is marked in each paper, by the digest of its PDF: the passages that decided claims, or came nearest.

    A passage on which several claims lean is marked once, with a note on each of them.
    """
    leaning: dict[str, dict[tuple[int, str], list[tuple[AuditedClaim, Evidence]]]] = {}
    for audit in audits:
        papers = {paper.id: paper for paper in audit.papers if paper.text == "full"}
        for claim, evidence in _deciding(audit.claims):
            paper = papers.get(evidence.paper)
            if paper and evidence.page:
                passages = leaning.setdefault(paper.pdf or paper.sha256, defaultdict(list))
                passages[evidence.page, evidence.quotation].append((claim, evidence))
    return {
        sha256: [
            _annotation(page, words, [(claim, _on_passage(claim, e, thresholds)) for claim, e in claims])
            for (page, words), claims in sorted(passages.items())
        ]
        for sha256, passages in leaning.items()
    }


def report_notes(audit: Audit, thresholds: Mapping[str, float]) -> list[Annotation]:
    """What is marked in a paged report: every claim, with its verdict and the passage that decided it."""
    return [
        _annotation(claim.location.page, claim.text, [(claim, _on_claim(claim, audit, thresholds))])
        for claim in audit.claims
        if claim.location.page
    ]


def _deciding(claims: Iterable[AuditedClaim]) -> Iterator[tuple[AuditedClaim, Evidence]]:
    for claim in claims:
        for place, evidence in enumerate(claim.evidence):
            if place == 0 or evidence.stance != "nearest":
                yield claim, evidence
        yield from _deciding(claim.parts)


def _annotation(page: int, words: str, notes: Sequence[tuple[AuditedClaim, str]]) -> Annotation:
    tones: list[Tone] = ["review" if claim.review else claim.verdict.value for claim, _ in notes]
    left = len(notes) - _MOST_CLAIMS
    texts = [note for _, note in notes[:_MOST_CLAIMS]] + ([f"And {left} more claims."] if left > 0 else [])
    return Annotation(
        page=page,
        words=words,
        tone=min(tones, key=_TONES.index),
        title=f"claimcheck: {', '.join(dict.fromkeys(wording.verdict(claim) for claim, _ in notes))}",
        note="\n\n".join(texts),
    )


def _on_passage(claim: AuditedClaim, evidence: Evidence, thresholds: Mapping[str, float]) -> str:
    lines = [_verdict(claim), f"“{_short(claim.text)}”", _STANCES[evidence.stance], wording.sureness(claim, thresholds)]
    return "\n".join([*lines, *_differs(evidence)])


def _on_claim(claim: AuditedClaim, audit: Audit, thresholds: Mapping[str, float]) -> str:
    lines = [_verdict(claim), wording.sureness(claim, thresholds)]
    if claim.evidence:
        first = claim.evidence[0]
        source = wording.source(first, {paper.id: paper for paper in audit.papers})
        lines += [_STANCES[first.stance], f"“{_short(first.quotation)}” {source}", *_differs(first)]
    return "\n".join(lines)


def _verdict(claim: AuditedClaim) -> str:
    said = wording.qualification(claim)
    return f"Claim {claim.number}: {wording.verdict(claim)}" + (f" ({said})" if said else "")


def _differs(evidence: Evidence) -> list[str]:
    return [f"Differs: {differs}."] if (differs := wording.differs(evidence)) else []


def _short(text: str) -> str:
    return clean(text) if len(text) <= _LONGEST else f"{clean(text[:_LONGEST])} …"
