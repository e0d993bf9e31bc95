"""The rules about the report as a whole, CC401 to CC404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.breach import Breach
from claimcheck.judge.wording import quoted
from claimcheck.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model import Audit, PrintedCount

_SAID = {
    "papers": ("papers", "it lists"),
    "claims": ("claims", "it holds"),
    "verified": ("verified claims", "it marks as such"),
}


def counts_differ(audit: Audit) -> Iterator[Breach]:
    """CC401: the report states another number of papers, claims or verified claims than it holds."""
    here = held(audit)
    stated: dict[tuple[str, int], list[PrintedCount]] = {}
    for count in audit.counts:
        stated.setdefault((count.what, count.value), []).append(count)
    for (what, value), counts in stated.items():
        if what in here and here[what] != value:
            times = f" ({len(counts)} times)" if len(counts) > 1 else ""
            noun, holds = _SAID[what]
            message = f"the report states {value} {noun}{times}, {holds} {here[what]}"
            yield Breach(message, counts[0].location, (what, str(value)))


def table_against_prose(audit: Audit) -> Iterator[Breach]:
    """CC402: a row of the claims table and a claim of the prose contradict each other."""
    yield from (breach for in_table, breach in _disagreements(audit) if in_table)


def claims_against_each_other(audit: Audit) -> Iterator[Breach]:
    """CC403: two claims of the report contradict each other."""
    yield from (breach for in_table, breach in _disagreements(audit) if not in_table)


def _disagreements(audit: Audit) -> Iterator[tuple[bool, Breach]]:
    """Each disagreement, at the later claim; whether just one of the two stands in the claims table goes with it."""
    claims = {claim.id: claim for claim in audit.claims}
    for found in audit.disagreements:
        one, other = claims[found.first], claims[found.second]
        rows = (one.printed is not None) + (other.printed is not None)
        here, there = (one, other) if one.printed and not other.printed else (other, one)
        said = (found.conflict.claim, found.conflict.source)
        mine, theirs = said if here is one else said[::-1]
        differs = f"“{mine}” here, “{theirs}” there: " if mine and theirs else ""
        message = f"{differs}{quoted(here.text)}; line {there.location.line}: {quoted(there.text)}"
        identity = (*sorted((" ".join(words(one.text)), " ".join(words(other.text)))),)
        yield rows == 1, Breach(message, here.location, identity, claim_id=here.id)


def table_is_stale(audit: Audit) -> Breach:
    """CC404: the printed claims table is not the one that was recomputed just now."""
    location = audit.document.locate(*audit.table.span) if audit.document and audit.table else None
    what = "differs from the recomputed one" if audit.table else "is missing"
    return Breach(f"the printed claims table {what}", location, ())


def held(audit: Audit) -> dict[str, int]:
    """What the report holds, as far as it can be counted: only what is here can be compared."""
    counted = {}
    if audit.references:
        counted["papers"] = sum(reference.in_list for reference in audit.references) or len(audit.references)
    # What a language model adds must not make a wrong count right.
    if told := sum(claim.passed_over is None for claim in audit.claims):
        counted["claims"] = sum(claim.printed is not None for claim in audit.claims) or told
    marks = [claim.printed.verified for claim in audit.claims if claim.printed and claim.printed.verified is not None]
    if marks:
        counted["verified"] = sum(marks)
    return counted
