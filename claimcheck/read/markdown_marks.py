"""Numbers that are raised or linked in Markdown: which are marks of citation, and so need brackets in plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.read.raised import around_raised

if TYPE_CHECKING:
    from markdown_it.token import Token

_RAISED = re.compile(r"<sup\b[^<>]{0,400}>", re.IGNORECASE)
_NO_MORE_RAISED = re.compile(r"</sup\s*>", re.IGNORECASE)
_PLACE_HERE = re.compile(r"<a\b[^<>]{0,200}\bhref\s*=\s*[\"']?#", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,9}")

# A mark has few runs.
_LONGEST = 8


def signs(runs: list[Token]) -> dict[int, str]:
    """What to put in the place of inline tokens, by their index, so that a mark reads as one: `[` … `]` around it.

    A number between `<sup>` and `</sup>` reads as everywhere (`around_raised`); one that is all the words of a link
    is a mark where the link has no brackets of its own. `^` before a power has nothing behind it.
    """
    found: dict[int, str] = {}
    before = ""
    done = -1
    for index, run in enumerate(runs):
        if index > done and (close := _close(runs, index)):
            left, right = _around(runs[index : close + 1], before)
            found |= {place: sign for place, sign in ((index, left), (close, right)) if sign}
            # What is marked is not marked once more inside: `[<sup>1</sup>](#ref1)`.
            done = close if right else done
        before = (before + _said([run]))[-4:]
    return found


def _close(runs: list[Token], index: int) -> int | None:
    """Where what is opened at an index ends; None where it opens nothing that can be a mark, or it never ends."""
    opening = runs[index]
    link = opening.type == "link_open"
    if not link and not (opening.type == "html_inline" and _RAISED.fullmatch(opening.content)):
        return None
    for place in range(index + 1, min(len(runs), index + _LONGEST)):
        run = runs[place]
        if run.type == "link_close" if link else run.type == "html_inline" and _NO_MORE_RAISED.fullmatch(run.content):
            return place
    return None


def _around(runs: list[Token], before: str) -> tuple[str, str]:
    said = _said(runs).strip()
    if runs[0].type == "link_open":
        return ("[", "]") if _NUMBERS.fullmatch(said) and not before.endswith("[") else ("", "")
    here = any(str(run.attrGet("href") or "").startswith("#") or _PLACE_HERE.match(run.content) for run in runs)
    return around_raised(said, before, anchored=here)


def _said(runs: list[Token]) -> str:
    return "".join(" " if "break" in run.type else run.content for run in runs if not run.type.startswith("html"))
