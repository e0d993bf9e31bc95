"""`claimcheck diff`: which claims changed their verdict between two audits, from the JSON of `--format json`.

Claims are the same where their ids are; of the rest, within a report, the most alike of wording are taken for one claim
that was reworded. Reports are the same where their paths are, or where either file has just one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from claimcheck.errors import InputError
from claimcheck.model import VerdictName
from claimcheck.model.difference import ChangeKind, ClaimChange, ClaimState, Difference
from claimcheck.tasks.workplace import first_fault, load, shown
from claimcheck.words import words

# Of 100: above it two wordings are of one claim. A number or a word changed leaves a sentence above it.
_ALIKE = 80
_MOST_PAIRS = 4_000_000
_KINDS = list(ChangeKind)


class _Report(BaseModel):
    model_config = ConfigDict(extra="ignore")

    path: str


class _State(ClaimState):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Audit(BaseModel):
    model_config = ConfigDict(extra="ignore")

    report: _Report
    error: str | None = None
    claims: tuple[_State, ...] = ()


class _File(BaseModel):
    """As much of an audit's JSON as is compared: what later versions add is no hindrance."""

    model_config = ConfigDict(extra="ignore")

    audits: tuple[_Audit, ...]


_Side = ClaimState | None


def compare(old: Path, new: Path) -> Difference:
    """What changed from one audit to the next.

    Raises:
        InputError: a file is no JSON of `claimcheck audit`, or the newer one has a report that could not be read.
    """
    before, after = _read(old), _read(new)
    for audit in after:
        if audit.error:
            raise InputError(f"{shown(new)}: {audit.report.path} was not audited ({audit.error})")
    changes: list[ClaimChange] = []
    same = 0
    for report, older, newer in _reports(before, after):
        for one, other in _claims(older, newer):
            kind = _kind(one, other)
            if kind is None:
                same += 1
            else:
                changes.append(ClaimChange(kind=kind, report=report, old=_plain(one), new=_plain(other)))
    changes.sort(key=lambda change: _KINDS.index(change.kind))
    return Difference(changes=tuple(changes), same=same)


def _read(path: Path) -> tuple[_Audit, ...]:
    try:
        return _File.model_validate_json(load(path)).audits
    except ValidationError as error:
        raise InputError(
            f"{shown(path)}: no JSON of `claimcheck audit --format json` ({first_fault(error)})"
        ) from error


def _reports(
    before: Sequence[_Audit], after: Sequence[_Audit]
) -> Iterator[tuple[str, Sequence[ClaimState], Sequence[ClaimState]]]:
    if len(before) == len(after) == 1:
        yield after[0].report.path, before[0].claims, after[0].claims
        return
    older, newer = _by_path(before), _by_path(after)
    for key in dict.fromkeys([*newer, *older]):
        yield key[0], older.get(key, ()), newer.get(key, ())


def _by_path(audits: Sequence[_Audit]) -> dict[tuple[str, int], Sequence[ClaimState]]:
    """The claims of each report, by its path and how often the path came before."""
    seen: Counter[str] = Counter()
    found: dict[tuple[str, int], Sequence[ClaimState]] = {}
    for audit in audits:
        found[audit.report.path, seen[audit.report.path]] = audit.claims
        seen[audit.report.path] += 1
    return found


def _claims(before: Sequence[ClaimState], after: Sequence[ClaimState]) -> Iterator[tuple[_Side, _Side]]:
    """Each claim of either side with its fellow, in the order of the newer report; those that are gone at the end."""
    old = {claim.id: claim for claim in before}
    fellows: dict[str, ClaimState] = {claim.id: old.pop(claim.id) for claim in after if claim.id in old}
    for one, other in _alike(list(old.values()), [claim for claim in after if claim.id not in fellows]):
        fellows[other.id] = old.pop(one.id)
    for claim in after:
        yield fellows.get(claim.id), claim
    for claim in old.values():
        yield claim, None


def _alike(before: list[ClaimState], after: list[ClaimState]) -> Iterator[tuple[ClaimState, ClaimState]]:
    """The pairs of claims that read alike, the most alike first, each claim once."""
    if not before or not after or len(before) * len(after) > _MOST_PAIRS:
        return
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most claims are known by their id

    texts = [[" ".join(words(claim.text)) for claim in claims] for claims in (before, after)]
    scores = process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    pairs = sorted((-scores[i, j], i, j) for i, j in zip(*scores.nonzero(), strict=True))
    taken: set[tuple[str, int]] = set()
    for _, i, j in pairs:
        if not {("old", i), ("new", j)} & taken:
            taken |= {("old", i), ("new", j)}
            yield before[i], after[j]


def _kind(old: _Side, new: _Side) -> ChangeKind | None:
    if old is None or new is None:
        return ChangeKind.APPEARED if old is None else ChangeKind.GONE
    if old.verdict is not new.verdict and VerdictName.VERIFIED in {old.verdict, new.verdict}:
        lost = old.verdict is VerdictName.VERIFIED
        return ChangeKind.SUPPORT_LOST if lost else ChangeKind.VERIFIED_ANEW
    stayed = (old.verdict, old.review, old.reason) == (new.verdict, new.review, new.reason)
    return None if stayed else ChangeKind.OTHERWISE


def _plain(claim: _Side) -> _Side:
    return claim and ClaimState.model_validate({name: getattr(claim, name) for name in ClaimState.model_fields})
