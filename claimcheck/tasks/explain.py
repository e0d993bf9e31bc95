"""`claimcheck explain`: one claim of a report with every passage considered and every score."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claimcheck.errors import InputError
from claimcheck.model import Audit, AuditedClaim, Claim, Evidence, Judgement
from claimcheck.tasks.audit import audit_document, provenance
from claimcheck.tasks.workplace import Workplace, load
from claimcheck.verify import View


@dataclass(frozen=True)
class Explanation:
    """A claim, the audit it stands in, every passage considered and the thresholds in force.

    `considered` has the passages (best first) for the claim, or for each of its parts, beside the words that were read;
    for a claim without parts also those for its reading by a language model;
    `judgements` what a language model said, where one was asked.
    """

    audit: Audit
    claim: AuditedClaim
    considered: tuple[tuple[str, tuple[Evidence, ...]], ...]
    thresholds: dict[str, float]
    judgements: tuple[Judgement, ...] = ()


def explain(path: Path, name: str, workplace: Workplace) -> Explanation:
    """Explains one claim, named by its number or its id.

    Raises:
        InputError: the report has no such claim; the message says which it has.
    """
    data = load(path)
    audit, retrieved = audit_document(path, data, workplace.read_report(path, data), workplace)
    claim = next((c for c in audit.claims if name in {str(c.number), c.id}), None)
    if claim is None:
        known = f"numbers 1 to {len(audit.claims)}" if audit.claims else "no claims at all"
        raise InputError(f"{path}: no claim {name!r}; the report has {known} (see `claimcheck audit`)")
    held: tuple[Claim, ...] = claim.parts or ((claim, claim.reading) if claim.reading else (claim,))
    views = [(part, workplace.verifier.considered(part, retrieved)) for part in held]
    said = [part.judged if claim.reading else part.statement for part in held]
    considered = tuple((words, _considered(part, found)) for words, (part, found) in zip(said, views, strict=True))
    judgements = tuple(view.judgement for _, found in views for view in found if view.judgement)
    return Explanation(audit, claim, considered, provenance(workplace).thresholds, judgements)


def _considered(claim: Claim, views: list[View]) -> tuple[Evidence, ...]:
    stances = {(e.paper, e.span): e.stance for e in claim.evidence} if isinstance(claim, AuditedClaim) else {}
    return tuple(
        w.evidence.model_copy(
            update={"stance": stances.get((w.evidence.paper, w.evidence.span), "nearest"), "conflict": w.conflict}
        )
        for view in views
        for w in view.weighed
    )
