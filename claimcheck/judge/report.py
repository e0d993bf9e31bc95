"""The rules about the report as a whole, CC401 and CC404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.breach import Breach

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
    held = _held(audit)
    stated: dict[tuple[str, int], list[PrintedCount]] = {}
    for count in audit.counts:
        stated.setdefault((count.what, count.value), []).append(count)
    for (what, value), counts in stated.items():
        if what in held and held[what] != value:
            times = f" ({len(counts)} times)" if len(counts) > 1 else ""
            noun, holds = _SAID[what]
            message = f"the report states {value} {noun}{times}, {holds} {held[what]}"
            yield Breach(message, counts[0].location, (what, str(value)))


def table_is_stale(audit: Audit) -> Breach:
    """CC404: the printed claims table is not the one that was recomputed just now."""
    location = audit.document.locate(*audit.table.span) if audit.document and audit.table else None
    what = "differs from the recomputed one" if audit.table else "is missing"
    return Breach(f"the printed claims table {what}", location, ())


def _held(audit: Audit) -> dict[str, int]:
    """What the report holds, as far as it can be counted: only what is here can be compared."""
    held = {}
    if audit.references:
        held["papers"] = sum(reference.in_list for reference in audit.references) or len(audit.references)
    if audit.claims:
        held["claims"] = sum(claim.printed is not None for claim in audit.claims) or len(audit.claims)
    marks = [claim.printed.verified for claim in audit.claims if claim.printed and claim.printed.verified is not None]
    if marks:
        held["verified"] = sum(marks)
    return held
