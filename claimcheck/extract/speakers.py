"""Of which of the cited works a sentence says what it says: of the one that is its subject, or of each of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from claimcheck.extract.brackets import REPORTS_NEXT, SURNAME, TWO_PEOPLE
from claimcheck.extract.parts import finite_verb

_LONGEST_SUBJECT = 200
_LONGEST_NAME = 4
_OPENING = re.compile(
    r"[\s*_>\"“–—-]{0,20}(?:(?:However|Moreover|Furthermore|Similarly|Likewise|Also|Finally|Instead|Overall|Later"
    r"|Recently|More recently|Meanwhile|(?:In|By) contrast|In addition|On the other hand),?\s+)?"
)
_MARK = re.compile(
    r"\[[^\[\]]{1,80}\]|\([^()]{0,100}\b(?:19|20)\d\d[a-z]?\)|\((?:arxiv:?\s?)?\d{4}\.\d{4,5}(?:v\d+)?\)|@[\w:.+/-]{1,80}",
    re.IGNORECASE,
)
_PEOPLE = rf"(?:{SURNAME}\s+et\s+al\b\.?|{TWO_PEOPLE})"
_NAMES_PEOPLE = re.compile(_PEOPLE)
_BEGINS_WITH_PEOPLE = re.compile(rf"(?:{_PEOPLE}|{SURNAME})(?=\s)")
_WORK = r"(?:paper|study|work|article|survey|review|report|publication|trial)"
_WORKS = rf"(?:{_WORK}s|studies|authors|reviewers)"
_NAMES_WORK = re.compile(
    r"(?:The authors? of|(?:The|A|An|One|Another|Recent|Prior|Previous|Earlier|Later)\s(?:[\w-]+\s){0,3}"
    rf"{_WORK}\b.*)"
)
_LED_IN = re.compile(
    rf"(?:In(?:\s{_PEOPLE}|\sthe (?:[\w-]+\s){{0,2}}{_WORK}\b[^,]{{0,60}})?|According to[^,]{{0,80}}"
    r"|As \w+ (?:in|by)[^,]{0,80})"
)
_LEADS_ELSEWHERE = re.compile(r"\b(?:on|in|with|using|for|from|at|under|than|to|over|like|unlike)\b", re.IGNORECASE)
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_NO_OTHER = r"(?!(?:prior|previous|existing|other|earlier|past|related|such|these)\b)"
_EACH = re.compile(
    rf"(?<!not )(?<!nearly )(?<!almost )\b(?:(?:both|all|(?:each|every one|neither|none) of)\s(?:of\s)?"
    rf"(?:(?:the|these|those)\s)?(?:{_NUMBER}\s)?|the {_NUMBER}\s){_NO_OTHER}(?:[\w-]+\s){{0,2}}?{_WORKS}\b"
    rf"|\b(?:each|every|neither)\s{_NO_OTHER}(?:[\w-]+\s)?{_WORK}\b",
    re.IGNORECASE,
)
_TWO_MARKS = rf"(?:{_MARK.pattern})[^.;\[\](){{}}]{{0,80}}?\band\b[^.;\[\]()]{{0,80}}(?:{_MARK.pattern})"
_BOTH_MARKS = re.compile(rf"\bboth\b[^.;\[\]()]{{0,80}}{_TWO_MARKS}|{_TWO_MARKS}\s(?:both|each)\b", re.IGNORECASE)
_JOINED = re.compile(_TWO_MARKS, re.IGNORECASE)


def says_of_each(text: str) -> bool:
    """Whether a sentence says what it says of every work that it cites: "both studies find", "[1] and [2] find".

    >>> says_of_each("In all three papers the bees count [1-3]."), says_of_each("Bees count in both hives [1, 2].")
    (True, False)
    """
    return bool(_EACH.search(text) or _BOTH_MARKS.search(text) or _JOINED.search(text[: subject_end(text)]))


def said_of(text: str, cites: tuple[str, ...], speakers: tuple[str, ...]) -> tuple[str, ...]:
    """Those of several cited works that each must carry what is said: all, or those that it names as saying so."""
    if len(cites) > 1 and says_of_each(text):
        return cites
    named = tuple(key for key in cites if key in speakers)
    return named if len(named) < len(cites) else ()


def subject_end(text: str, listed: Callable[[str], bool] = lambda _: False) -> int:
    """Where the words end that name the work which a sentence tells of; 0 where it does not begin with one.

    Args:
        text: a sentence with its marks.
        listed: whether a surname is that of a listed work's author.

    >>> subject_end("Lee and Kim [2] find that bees count.")
    15
    """
    start = _OPENING.match(text).end()  # type: ignore[union-attr]
    head = text[start : start + _LONGEST_SUBJECT]
    for mark in _MARK.finditer(head):
        before = _MARK.sub("", head[: mark.start()])
        if finite_verb(before) or ";" in before:
            break
        if _speaks(before.strip(), head[mark.end() :], listed):
            return start + mark.end()
    people = _BEGINS_WITH_PEOPLE.match(head)
    if people and (" " in people[0] or listed(people[0])) and REPORTS_NEXT.match(head, people.end()):
        return start + people.end()
    return 0


def _speaks(before: str, after: str, listed: Callable[[str], bool]) -> bool:
    """Whether a mark, with what stands before it, is who says what stands behind it."""
    words = before.split()
    if _LED_IN.fullmatch(before) or (words[:1] == ["In"] and len(words) == 2 and listed(words[1])):
        return True
    after = after.removeprefix(",")
    reports = bool(REPORTS_NEXT.match(after))
    verb = finite_verb(after)
    if not reports and (verb is None or verb.words > 1):
        return False
    if not words or _NAMES_WORK.fullmatch(before) or _NAMES_PEOPLE.match(before) or listed(before):
        return True
    return reports and len(words) <= _LONGEST_NAME and not _LEADS_ELSEWHERE.search(before)
