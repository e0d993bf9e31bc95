"""How findings speak of claims, quotations and papers: on one line, shortened where they are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.words import collapse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.model import Audit, AuditedClaim, Evidence

# Long enough for most sentences whole, short enough that a message with two of them still reads as one line.
_LIMIT = 180
_NAMED = 3


def quoted(text: str, around: str = "") -> str:
    """The text in quotation marks, cut at words to some 180 characters; `around` stays in sight where it occurs."""
    return f"“{_excerpt(collapse(text), collapse(around))}”"


def listing(names: Sequence[str], most: int = _NAMED) -> str:
    """`a`, `a and b`, `a, b and c`, `a, b, c and 4 more`."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join(filter(None, [", ".join(shown[:-1]), *shown[-1:]]))


def plural(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def cited_papers(claim: AuditedClaim, audit: Audit) -> str:
    """The papers that a claim cites, for the middle of a sentence: by identifier, else by title."""
    if claim.cited_by == "list":
        return "any paper of the list"
    return listing([named(key, audit) for key in claim.cites])


def named(key: str, audit: Audit) -> str:
    """How a message names the reference with that key."""
    for reference in audit.references:
        if reference.key == key and not reference.arxiv_id and not reference.doi and reference.title:
            return quoted(reference.title)
    return key


def source(evidence: Evidence) -> str:
    """`2305.10601v2 p. 4`, as far as version and page are known."""
    version = "" if evidence.version is None else f"v{evidence.version}"
    page = "" if evidence.page is None else f" p. {evidence.page}"
    return f"{evidence.paper}{version}{page}"


def nearest(claim: AuditedClaim) -> str:
    """The nearest passage of a claim without support, as the end of a message; empty where there is none."""
    if not claim.evidence:
        return ""
    first = claim.evidence[0]
    return f"; nearest is {quoted(first.quotation)} ({source(first)})"


def _excerpt(text: str, around: str) -> str:
    if len(text) <= _LIMIT:
        return text
    found = max(text.find(around), 0)
    start = max(0, min(found - _LIMIT // 3, len(text) - _LIMIT))
    end = start + _LIMIT
    # Cut at a blank where one is near; a text without blanks is cut where it is.
    if start:
        blank = text.find(" ", start, start + _LIMIT // 3)
        start = blank + 1 if blank >= 0 else start
    if end < len(text):
        blank = text.rfind(" ", end - _LIMIT // 3, end)
        end = blank if blank >= 0 else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
