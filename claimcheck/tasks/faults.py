"""Faults for `audit --self-test`: which claims get one, and what a changed copy of the report then says."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from claimcheck.extract import extract
from claimcheck.identifiers import find_arxiv_ids, find_dois
from claimcheck.model import Audit, AuditedClaim, Claim, Document, ReferenceStatus, VerdictName
from claimcheck.model.self_test import AlterationKind
from claimcheck.verify import CHANGES

# Formats whose text is the file's own, so that a change can be put into it.
_SPLICED = frozenset({"markdown", "text", "html", "latex"})
# So many unchanged characters on both sides find the place of a change; fewer where markup stands between them.
_REACH = (24, 12, 6, 0)
# Words and numbers are changed whole; a full stop behind one stays out, as a mark may stand before it.
_INNER, _ENDING = re.compile(r"[\w.,%-]"), re.compile(r"[\w%-]|[.,](?=\d)")
_MARK = re.compile(r"\[[^\[\]\s][^\[\]]{0,60}\]|\([^()]{0,60}\d{4}[a-z]?\)")

_AnyClaim = TypeVar("_AnyClaim", bound=Claim)
_Rule = Callable[[AuditedClaim, random.Random], AuditedClaim | None]


class Planned(NamedTuple):
    """A change to be made: the claim as it was judged, and as it ought to read with the change."""

    kind: AlterationKind
    claim: AuditedClaim
    changed: AuditedClaim


class Copied(NamedTuple):
    """What is audited of a fault: the claim with it, None where the copy holds no such claim, and whether one was read.

    Where no copy can be made (a PDF, a citation without a mark of its own), the fault is put into the claim alone.
    """

    claim: Claim | None
    in_copy: bool


def plan(kind: AlterationKind, audit: Audit, seed: int, most: int) -> list[Planned]:
    """At most `most` faults of a kind: in verified claims first, then in other checked ones, drawn by the seed."""
    # The copies are read by the rules alone, which do not know what a language model found.
    told = [claim for claim in audit.claims if claim.passed_over is None]
    drawn = [claim for claim in told if claim.verdict is not VerdictName.UNCHECKED]
    random.Random(f"{seed} {kind}").shuffle(drawn)  # noqa: S311 - a sample, no secret
    drawn.sort(key=lambda claim: claim.verdict is not VerdictName.VERIFIED)
    if kind == "harmless":
        drawn = [claim for claim in drawn if claim.verdict is VerdictName.VERIFIED]
    rule = _citing_another(audit) if kind == "citation" else _saying_another(kind)
    planned: list[Planned] = []
    for claim in drawn:
        changed = rule(claim, random.Random(f"{seed} {kind} {claim.id}"))  # noqa: S311 - as above
        if changed and len(planned) < most:
            planned.append(Planned(kind, claim, changed))
    return planned


def copied(name: str, data: bytes, document: Document, planned: Sequence[Planned]) -> list[Copied]:
    """Puts faults into one copy of the report, reads it anew and finds the changed claims in it.

    Args:
        name: the report's file name.
        data: its bytes.
        document: the same, read.
        planned: the faults, each in another claim.
    """
    alone = [Copied(fault.changed, in_copy=False) for fault in planned]
    if document.format not in _SPLICED or document.parts:
        return alone
    text, placed = _spliced(document.text, planned)
    if not placed:
        return alone
    from claimcheck.read import decode, read_document  # noqa: PLC0415 - with its parsers, when needed

    copy = read_document(text.encode(decode(data, name=name).encoding), name)
    claims = extract(copy).claims
    found = {(claim.text, claim.cites): claim for claim in reversed(claims)}
    result = []
    for fault, as_planned in zip(planned, alone, strict=True):
        there = found.get((fault.changed.text, fault.changed.cites))
        # A mark that the reader of citations did not follow is no swapped citation: the claim itself is changed then.
        in_copy = fault in placed and (there is not None or fault.kind != "citation")
        result.append(Copied(there, in_copy=True) if in_copy else as_planned)
    return result


def _saying_another(kind: AlterationKind) -> _Rule:
    def change(claim: AuditedClaim, rng: random.Random) -> AuditedClaim | None:
        edit = CHANGES[kind](claim.statement, rng)
        changed = _saying(claim, claim.statement, edit.text) if edit else None
        if changed is None or changed.text == claim.text or _identifiers(changed.text) != _identifiers(claim.text):
            return None
        return changed

    return change


def _saying(claim: _AnyClaim, before: str, after: str) -> _AnyClaim | None:
    """A claim with the change that leads from `before` to `after`, in its clauses too; None where it has no place."""
    text, statement = (_carried_over(said, before, after) for said in (claim.text, claim.statement))
    read_as = _carried_over(claim.read_as, before, after) if claim.read_as else None
    clauses = tuple(_saying(clause, before, after) or clause for clause in claim.clauses)
    unreached = (claim.read_as and read_as is None) or (claim.clauses and clauses == claim.clauses)
    if text is None or statement is None or unreached:
        return None
    return claim.model_copy(update={"text": text, "statement": statement, "read_as": read_as, "clauses": clauses})


def _citing(claim: _AnyClaim, key: str) -> _AnyClaim:
    return claim.model_copy(update={"cites": (key,), "clauses": tuple(_citing(c, key) for c in claim.clauses)})


def _citing_another(audit: Audit) -> _Rule:
    """Another paper of the list in the place of all that a claim cites, under its own mark where the report has one."""
    papers = {r.key: r.paper for r in audit.references if r.paper and r.status is ReferenceStatus.READ}
    marks: dict[str, str] = {}
    for claim in audit.claims:
        if len(claim.cites) == 1 and (mark := _mark(claim)):
            marks.setdefault(claim.cites[0], mark)

    def change(claim: AuditedClaim, rng: random.Random) -> AuditedClaim | None:
        cited = {papers.get(key) for key in claim.cites}
        others = sorted(key for key, paper in papers.items() if paper not in cited)
        if claim.cited_by in {"list", "none"} or not others:
            return None
        other = rng.choice(others)
        mark = _mark(claim)
        text = claim.text.replace(mark, marks[other]) if mark and other in marks else claim.text
        return _citing(claim, other).model_copy(update={"text": text})

    return change


def _mark(claim: Claim) -> str | None:
    """The mark that a claim cites by, where there is exactly one."""
    found = _MARK.findall(claim.text) if claim.cited_by == "marker" else []
    return found[0] if len(found) == 1 else None


def _identifiers(text: str) -> list[str]:
    return [found.value for found in (*find_arxiv_ids(text), *find_dois(text))]


def _spliced(text: str, planned: Sequence[Planned]) -> tuple[str, list[Planned]]:
    """The report's text with the faults, and those that found their place in it."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    placed = []
    until = len(text)
    for fault in sorted(planned, key=lambda fault: fault.claim.number, reverse=True):
        place = fault.claim.location
        start, end = starts[place.line - 1] + place.column - 1, starts[place.end_line - 1] + place.end_column - 1
        changed = _carried_over(text[start:end], fault.claim.text, fault.changed.text)
        if changed is not None and changed != text[start:end] and end <= until:
            text = text[:start] + changed + text[end:]
            until = start
            placed.append(fault)
    return text, placed


def _carried_over(whole: str, before: str, after: str) -> str | None:
    """`whole` with the change that leads from `before` to `after`; None where its place in it is not clear."""
    start = _alike(before, after)
    tail = min(_alike(before[::-1], after[::-1]), len(before) - start, len(after) - start)
    while start and _INNER.match(before[start - 1]):
        start -= 1
    while tail and _ENDING.match(before, len(before) - tail):
        tail -= 1
    for reach in _REACH:
        left, right = max(0, start - reach), max(0, tail - reach)
        old, new = before[left : len(before) - right], after[left : len(after) - right]
        if old and whole.count(old) == 1:
            return whole.replace(old, new)
    return None


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
