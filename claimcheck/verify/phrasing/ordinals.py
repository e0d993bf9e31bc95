"""Which of several things: the first experiment is not the second."""

from __future__ import annotations

import re

from claimcheck.verify.score import stem
from claimcheck.words import normalise

_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
# What papers count. Before other words an ordinal may say something else: "first large", "per second using".
_THING = (
    "experiment|trial|stud(?:y|ie)|survey|cohort|group|arm|phase|stage|wave|round|session|season|run|test|visit|dose"
    "|author|layer|book|chapter|volume|edition|version|term|trimester|quarter|half|year|month|week|day"
)
# "the second experiment", "the first and second experiments"
_ORDERED = re.compile(rf"\b((?:(?:{_ORDINAL})(?:,? (?:and|or) |, ))*(?:{_ORDINAL})) ({_THING})s?\b")
# "Ranked third of 24 entries", "came 3rd".
_RANKED = re.compile(
    rf"\b(?P<how>rank|came|come|plac|finish)(?:s|ed|es|ing)?\s(?:in\s)?(?:the\s)?"
    rf"(?P<rank>{_ORDINAL}|\d{{1,2}}(?=st|nd|rd|th))\w*"
)


def other_ordinal(claim: str, text: str) -> str | None:
    """A thing that a passage counts and the claim counts otherwise, as the claim has it; None where there is none.

    Said only where the claim's ordinal stands nowhere in the passage, not in digits either: "and the second received a
    placebo" may leave the thing out, and "experiment 2" may be the second one.
    """
    said = normalise(text).lower()
    things = {stem(thing) for _, thing in _ORDERED.findall(said)}
    for ordinals, thing in _ORDERED.findall(normalise(claim).lower()):
        known = re.search(rf"\b{thing}\w* \d|\d(?:st|nd|rd|th)\b| (?:to|through) (?:the )?(?:{_ORDINAL})\b", said)
        if stem(thing) in things and not known and not all(o in said for o in re.findall(_ORDINAL, ordinals)):
            return f"{ordinals} {thing}"
    ranks = [(found["how"], _place(found["rank"])) for found in _RANKED.finditer(said)]
    for found in _RANKED.finditer(normalise(claim).lower()):
        others = {place for how, place in ranks if how == found["how"]}
        if others and _place(found["rank"]) not in {place for _, place in ranks}:
            return found[0]
    return None


def _place(ordinal: str) -> int:
    return int(ordinal) if ordinal.isdigit() else 1 + _ORDINAL.split("|").index(ordinal)
