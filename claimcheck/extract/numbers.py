"""Marks of citation that print numbers: `[1, 3–5]`, `[1]–[3]`, `【1†source】`, `¹`; and the words without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from claimcheck.citing import POINTER, RAISED

_LIST = rf"\d{{1,3}}(?:\s*[,;–-]\s*\d{{1,3}}|,\s?{POINTER}){{0,30}}"
IN_BRACKETS = re.compile(
    r"\[(?P<low>\d{1,3})\]\s?[–—-]\s?\[(?P<high>\d{1,3})\](?!\()"
    rf"|(?<![\w\]])\[(?P<list>{_LIST})\](?!\()|(?<=[\w.)\]])\[(?P<glued>{_LIST})\](?!\()"
    r"|【(?P<thick>\d{1,3})(?:†[^】\n]{0,80})?】"
)
# Numbers of notes, glued to the end of a sentence or clause: "…fell by half.3 It". Not in decimals.
NOTES = re.compile(r"(?<=[^\W\d_][.,;!?]|[\"”’)\]%][.,;!?])(?P<list>\d{1,3}(?:,\s?\d{1,3}){0,9})(?=\s|$)")
RAISED_NOTES = re.compile(
    rf"(?P<before>[^\W\d_{RAISED}]{{4,40}}|[.,;:!?”\"%])(?P<list>[{RAISED}]{{1,3}}(?:[,˒⁻–-]\s?[{RAISED}]{{1,3}}){{0,9}})(?!\w)"
)
_ON_THE_LINE = str.maketrans(RAISED + "˒⁻", "0123456789,-")
# What is raised to a power: units and letters spelled out.
_HAS_POWERS = re.compile(
    r"(?:metre|meter|mile|inch|inche|feet|foot|yard|acre|pixel|voxel|second|hour|alpha|beta|gamma|delta|theta|kappa|lambda"
    r"|sigma|omega|epsilon)s?",
    re.IGNORECASE,
)
_POINTER = re.compile(POINTER)
# In the place of marks that were taken out, while what held them is looked at.
_TAKEN = "\ufdd0"
_JOINT = re.compile(r"\s*(?:[,;&–-]\s*)?(?:(?:and|or)\s+)?")
_ALONE = re.compile(
    r"\s?[(\[](?:for (?:more|further) (?:details?|information),? )?"
    rf"(?:(?:see|also|in|e\.g\.|cf\.|for (?:example|instance))[\s,]{{1,2}}){{0,4}}{_TAKEN}\s?[)\]]"
)
_TOLD = r"(?:also |first )?(?:\w{2,20}ed|shown|found|seen|done)"
_LEAD_IN = re.compile(
    rf"\A(?:According to|As (?:{_TOLD} )?(?:in|by)|In|Following|Based on)\s{_TAKEN},?\s"
    r"(?!(?:and|or|as|with)\b)(?P<next>\w)"
)
_HANGING = re.compile(
    rf",\sas\s(?:{_TOLD}\s)?(?:in|by)\s{_TAKEN},|,?\s(?:as\s(?:{_TOLD}\s)?(?:in|by)|see)\s{_TAKEN}(?=\s*(?:[.,;:)]|\Z))"
    rf"|\s(?:with|to|on)\s{_TAKEN}(?=\s*(?:[.;:)]|\Z))|\s(?:of|in|by|from)\s{_TAKEN}(?!\s(?:who|which|that)\b)"
)


def printed(mark: re.Match[str]) -> list[int]:
    """The numbers that a mark prints: `1, 3–5` gives 1, 3, 4, 5; a range of more than thirty is no citation."""
    groups = mark.groupdict()
    if groups.get("low"):
        return expand(f"{groups['low']}-{groups['high']}")
    return expand(next(groups[name] for name in ("list", "glued", "thick") if groups.get(name)))


def expand(text: str) -> list[int]:
    """The numbers of a list of numbers and ranges, in order."""
    numbers: list[int] = []
    for part in re.split(r"[,;&]|and", _POINTER.sub("", text.translate(_ON_THE_LINE))):
        edges = [int(n) for n in re.findall(r"\d+", part)]
        if len(edges) == 2 and 0 < edges[1] - edges[0] <= 30:
            numbers += range(edges[0], edges[1] + 1)
        else:
            numbers += edges
    return numbers


def raised(text: str, known: Callable[[int], bool]) -> list[re.Match[str]]:
    """Raised digits behind a word or a stop, all of them numbers of the list, and no power: not "10²" or "sigma²"."""
    return [
        mark
        for mark in RAISED_NOTES.finditer(text)
        if not _HAS_POWERS.fullmatch(mark["before"]) and all(map(known, printed(mark)))
    ]


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some marks, and without what held nothing but them: "(see [3])", "According to [3], ".

    Args:
        text: the words.
        spans: where the marks stand, in order; those joined by a comma, a dash or "and" go together.
    """
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if runs and _JOINT.fullmatch(text, runs[-1][1], start):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    if not runs:
        return text
    for start, end in reversed(runs):
        text = f"{text[:start]}{_TAKEN}{text[end:]}"
    text = _LEAD_IN.sub(lambda lead: lead["next"].upper(), text.lstrip())
    return _HANGING.sub("", _ALONE.sub("", text)).replace(_TAKEN, "")
