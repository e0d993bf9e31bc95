"""Whether what decided a claim still stands in a newer version of the paper.

The letters and digits of a quotation are looked for in those of the newer text, so that hyphens, ligatures and line
ends count for nothing; of the numbers, those that the claim has too must be there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from claimcheck.model import Claim, Document, Evidence, Retrieved, Verdict, VerdictName
from claimcheck.words import normalise

# Likeness, 0 to 100, of a quotation and the place in the newer text that is most like it.
_STILL_THERE = 80
_LONGEST_TEXT, _LONGEST_QUOTATION, _SHORTEST_QUOTATION = 1_000_000, 600, 20
_MARK = re.compile(r"\[[\d,;\s–-]{1,40}\]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def deciding(verdict: Verdict) -> Evidence | None:
    """The evidence that verifies or contradicts a claim."""
    decided = verdict.verdict in {VerdictName.VERIFIED, VerdictName.CONTRADICTED}
    return verdict.evidence[0] if decided else None


def against_newer(
    claims: Sequence[Claim], verdicts: Sequence[Verdict], retrieved: Sequence[Retrieved], newer: Mapping[str, Document]
) -> list[Verdict]:
    """The same verdicts, their deciding evidence marked where a newer version no longer has it.

    Args:
        claims: the claims.
        verdicts: theirs, in order.
        retrieved: the papers.
        newer: the text of the newest version, by the key of the reference.
    """
    texts = {
        (item.paper.id, item.paper.version): (item.reference.newest, _squeezed(document.text[:_LONGEST_TEXT]))
        for item in retrieved
        if item.paper and (document := newer.get(item.reference.key))
    }
    found = []
    for claim, verdict in zip(claims, verdicts, strict=True):
        evidence = deciding(verdict)
        version, text = texts.get((evidence.paper, evidence.version), (None, "")) if evidence else (None, "")
        if evidence and version and _is_gone(evidence.quotation, claim.text, text):
            marked = evidence.model_copy(update={"gone_from": version})
            found.append(verdict.model_copy(update={"evidence": (marked, *verdict.evidence[1:])}))
        else:
            found.append(verdict)
    return found


def _is_gone(quotation: str, claim: str, text: str) -> bool:
    quotation = _MARK.sub(" ", quotation)[:_LONGEST_QUOTATION]
    wanted = _squeezed(quotation)
    if len(wanted) < _SHORTEST_QUOTATION:
        return False
    place = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_STILL_THERE)
    if place is None:
        return True
    there = text[place.dest_start : place.dest_end]
    shared = set(_NUMBER.findall(quotation)) & set(_NUMBER.findall(claim))
    return any(_squeezed(number) not in there for number in shared)


def _squeezed(text: str) -> str:
    return "".join(letter for letter in normalise(text).lower() if letter.isalnum())
