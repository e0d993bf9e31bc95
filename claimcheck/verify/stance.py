"""Who believes it: a lead-in that denies or doubts what follows ("no study has shown that", "X doubts that").

A claim that reports doubt is not borne out by a passage that states the thing without; nor does a passage that doubts
it bear out a claim that states it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.verify.clauses import Words, carries, sentences, share
from claimcheck.verify.opposites import POLES
from claimcheck.words import normalise

_FINDING = (
    r"(?:confirm|show|find|found|demonstrat|prov|establish|replicat|reproduc|support|believ|think|conclude|agree)\w*"
)
_SOURCES = r"(?:study|studies|evidence|proof|indications?|papers?|works?|experiments?|trials?|research|authors?|data)"
_UNSURE = (
    r"(?:false|untrue|not true|wrong|incorrect|a myth|doubtful|unlikely|unclear|unknown|uncertain|questionable"
    r"|unproven)"
)
_THESIS = r"(?:(?:the|this|that|earlier|previous) )?(?:(?:claims?|findings?|notion|idea|view|hypothesis|statement) )"
_NOT = r"(?:not|n't|never)"
# Each ends with "that" or "whether", so that what follows is what is denied.
_LEAD_IN = (
    rf"(?:no|hardly any|little) (?:[\w-]+ ){{0,2}}?{_SOURCES} (?:[\w-]+ ){{0,5}}?that"
    rf"|(?:no|little) (?:[\w-]+ ){{1,4}}for {_THESIS}that|(?:argues?|argued|speaks?|spoke) against {_THESIS}that"
    r"|question(?:s|ed|ing)? whether"
    rf"|no ?one (?:[\w-]+ ){{0,3}}?{_FINDING} that"
    rf"|(?<!no )(?<!little )(?<!not )(?<!n't )(?<!without )(?<!beyond )(?:doubt|disput|den(?:y|ie)|reject|refut|disprov"
    rf"|debunk)(?:e|s|es|ed|d|ing)? {_THESIS}?(?:that|whether)|(?:contradict|challeng)(?:e|s|es|ed|ing)? {_THESIS}that"
    rf"|(?:is|was|remains|are|were|be) (?:[\w-]+ )?{_UNSURE} (?:that|whether|if)"
    rf"|(?:could|can|did|does|do|was|were|has|have|is|are) ?{_NOT} (?:[\w-]+ )?{_FINDING} {_THESIS}?(?:that|whether)"
    rf"|(?:fail|fails|failed|unable) to {_FINDING} {_THESIS}?(?:that|whether)"
)
_DENIES = re.compile(
    rf"\b(?:{_LEAD_IN}|contrary to|in contradiction to|it is (?:not the case|false|untrue))\b", re.IGNORECASE
)
_DOUBTS = re.compile(rf"\b(?:{_LEAD_IN})\b", re.IGNORECASE)
# What in a passage may bear a lead-in out: anything that denies, doubts or sets against.
_BORNE_OUT = re.compile(
    r"\b(?:no|not|nor|never|none|neither|cannot|fail\w*|lack\w*|unable|absen\w+|little|hardly|un(?:clear|known|certain"
    r"|likely|proven)\w*|doubt\w*|question\w*|disput\w*|debat\w*|controvers\w*|contra\w+|unlike|refut\w+|disprov\w+"
    r"|reject\w*|challeng\w*|den(?:y|ie)\w*|disagree\w*|oppos\w+|differ\w*|whether|however|although|despite|false|wrong"
    r"|incorrect\w*|inconsisten\w*|conflict\w*|limited|insufficient\w*|whereas|against|surpris\w+|unexpected\w*|myths?)\b|n't",
    re.IGNORECASE,
)
_COVERED, _MOSTLY = 0.6, 0.7
_LONGEST = 6_000
_LONGEST_PHRASE = 3


def unshared_denial(claim: str, text: str) -> str | None:
    """The words by which a claim denies or doubts what a passage just says; None where there are none."""
    lead_in, denied = _led_in(claim, _DENIES)
    if denied is None or _unsure(text) or not any(share(denied, said) >= _COVERED for said in sentences(text)):
        return None
    return re.sub(r" (?:that|whether|if)\Z", "", lead_in)


def doubted(claim: str, text: str) -> str | None:
    """What a claim states of which a passage says that nobody has shown it, or that it is doubtful; None where none."""
    _, denied = _led_in(text, _DOUBTS)
    if denied is None or _unsure(claim):
        return None
    stated = (mine for mine in sentences(claim) if mine.stems and share(mine, denied) >= _MOSTLY)
    return next(map(_predicate, stated), None)


@lru_cache(maxsize=4_096)
def _led_in(text: str, pattern: re.Pattern[str]) -> tuple[str, Words | None]:
    """The first lead-in of a text, and what it denies."""
    found = pattern.search(normalise(text[:_LONGEST]))
    behind = sentences(found.string[found.end() :]) if found else ()
    return (found[0], behind[0]) if found and behind else ("", None)


@lru_cache(maxsize=4_096)
def _unsure(text: str) -> bool:
    return _BORNE_OUT.search(normalise(text[:_LONGEST])) is not None


def _predicate(sentence: Words) -> str:
    """The first three words from the sentence's word of direction on, where it has one, else its first three."""
    words = sentence.words
    places = [i for i, word in enumerate(words) if word in POLES] or [
        i for i, word in enumerate(words) if carries(word)
    ]
    return " ".join(sentence.printed[places[0] : places[0] + _LONGEST_PHRASE]).rstrip(" .,;:")
