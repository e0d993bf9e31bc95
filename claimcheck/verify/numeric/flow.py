"""Who was screened, randomised and analysed: the numbers of a study's flow of participants (CONSORT, 2010).

"Of 3,870 screened, 912 were randomised": a claim that 3,870 were randomised has number and verb from one sentence.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.verify.numeric.numbers import find, prepare

_STEPS = {
    "screened": r"screened|assessed for eligibility|contacted|invited|approached",
    "eligible": r"eligible",
    "enrolled": r"enrolled|recruited",
    "randomised": r"randomi[sz]ed|allocated|randomly assigned",
    "interviewed": r"interviewed",
    "surveyed": r"surveyed|survey respondents|respondents",
    "completed": r"completed|finished",
    "analysed": r"analy[sz]ed|included in the (?:final |primary )?analys[ei]s",
    "lost": r"lost to follow-up|dropped out|withdrew|withdrawn",
    "excluded": r"excluded",
    "died": r"died|deaths",
}
_STEP = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _STEPS.items()), re.IGNORECASE)
# "912 adults were then randomised", "we randomised 912 adults".
_BEHIND = re.compile(r"(?:\s(?!and\b|or\b|of\b|to\b|but\b)[A-Za-z][\w-]*){0,6}?\s$")
_AHEAD = re.compile(r"\s(?:(?:a|the|total|of|all|only|about|in|subsequently|then)\s){0,4}$")
_LONGEST = 2_000


def at_another_step(claim: str, text: str, place: int) -> bool:
    """Whether the number at a place of a text counts people at another step of a study than the claim says.

    The text must have another number for the step of the claim.

    >>> text = "Of 3,870 patients screened, 912 were randomised."
    >>> at_another_step("In all 3,870 patients were randomised.", text, text.index("3,870"))
    True
    """
    there = _steps(text[:_LONGEST])
    mine = there.get(place)
    if mine is None:
        return False
    value = mine[1]
    for own, count in _steps(claim[:_LONGEST]).values():
        if count == value and own != mine[0]:
            return any(step == own and other != value for step, other in there.values())
    return False


@lru_cache(maxsize=2_048)
def _steps(text: str) -> dict[int, tuple[str, float]]:
    """By the place of a number the step that it counts, with its value."""
    folded = prepare(text)
    numbers = [q for q in find(text) if q.unit == "" and not q.weak]
    found: dict[int, tuple[str, float]] = {}
    for match in _STEP.finditer(folded):
        step = match.lastgroup or ""
        before = next((q for q in reversed(numbers) if q.span[1] <= match.start()), None)
        if before and _BEHIND.fullmatch(folded[before.span[1] : match.start()]):
            found.setdefault(before.span[0], (step, before.value))
            continue
        after = next((q for q in numbers if q.span[0] >= match.end()), None)
        if after and _AHEAD.fullmatch(folded[match.end() : after.span[0]]):
            found.setdefault(after.span[0], (step, after.value))
    return found
