"""Who believes it, and whether it was done: "no study has shown that", "X doubts that", "in future work we will".

A claim that reports doubt is not borne out by a passage that states the thing without; nor does a passage that doubts
it, takes it back or only plans it bear out a claim that states it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice

from claimcheck.verify.opposites import POLES
from claimcheck.verify.phrasing.clauses import Words, carries, sentences, share
from claimcheck.verify.score import stem
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
_LATER = r"(?:future|further|follow-up|subsequent|later|upcoming|next)"
_WORK = r"(?:work|research|stud(?:y|ies)|experiments?|trials?|versions?|releases?|efforts?|extensions?|papers?|steps?)"
_STUDIED = r"(?:explor|extend|investigat|examin|study|studi|test|evaluat|address|tackl)(?:e|ed|ing)?"
# What follows is to be done ("we plan to …"), or what stands before ("… is left for future work").
_PLANS_NEXT = re.compile(
    rf"\b(?:in (?:the )?(?:near )?future\b(?! \w+ (?:are|is|was|were)\b)|(?:in|for|as) {_LATER} (?:[\w-]+ )?{_WORK}"
    rf"|{_LATER} (?:[\w-]+ )?{_WORK} (?:is to|are to|will|could|should|may|might|can|must|would|includes?|involves?)"
    r"|(?:we|authors|they|i) (?:also |now |then |currently |further )*(?:planned|intended|(?:hop|wish)(?:e|es|ed)?)"
    r" (?:on|to)|(?:plan|intend)s? (?:on|to)"
    r"|consider(?:s|ed|ing)? (?:[a-z]+ )?(?:potential|possible|alternative|different)"
    r" (?:strategies|options|approaches|ways)"
    rf"|remains? to be {_STUDIED}|would be (?:(?:very |most )?[a-z]+(?: and [a-z]+)? )?to)\b",
    re.IGNORECASE,
)
_PLANNED_BEFORE = re.compile(
    rf"\b(?:(?:is|are|was|were) (?:also )?(?:planned|left (?:for|to|as) (?:{_LATER}|others))"
    r"|(?:was|were) (?:[a-z]+ (?:and|but) )?(?:ruled out|rejected|discarded|abandoned|decided against)"
    rf"|remains? to be {_STUDIED}|(?:should|could|will) (?:also )?be {_STUDIED} in)\b",
    re.IGNORECASE,
)
# What the sentence before says is to be done: "We leave them for future work".
_LEFT_OPEN = re.compile(rf"\b[Ww]e leave (?:this|these|them|it|both|that)\b[^.]{{0,40}}\b(?:{_LATER}|others)\b")
# What in a claim may tell that it is not done.
_NOT_YET = re.compile(
    r"\b(?:future|further|plans? (?:to|for|is|are)|planned|planning|will|would|should|could|intend\w*|intention\w*"
    r"|hop(?:e|es|ed|ing)|next|propos\w+|later"
    r"|reject\w*|ruled|discard\w*|abandon\w*"
    r"|remains?|need\w*|calls? for|recommend\w*|suggest\w*|open (?:question|problem|issue)s?|yet|unexplored"
    r"|aim\w*|direction\w*|goal\w*|upcoming|might|may|ongoing"
    r"|must|can|not|await\w*|pending|leav\w+|left|to be|want\w*|requir\w+|potential\w*|avenue\w*|possib\w+|consider\w*"
    r"|options?|either|alternativ\w+)\b",
    re.IGNORECASE,
)
# What is to be done is the verb: "in 2026 the fish will be removed", "models would be rewarded".
_TO_BE_DONE = re.compile(
    r"\b(?:will|would|shall|(?:is|are) going to) (?:(?:also|then|next|later|first|soon|again) )*be (?:[a-z]+ly )?"
    r"(?P<done>[a-z]+ed|done|made|built|given|held|run|sent|set|taken)\b",
    re.IGNORECASE,
)
# What is released; what a claim says of what is not; what cannot be.
_RELEASES = re.compile(
    r"\b(?:releas|shar|publish|distribut|open-?sourc|provid)(?:es?|ed|ing)?\b"
    r"|\b(?:publicly|freely|openly|is|are) available\b",
    re.IGNORECASE,
)
_KEPT_PRIVATE = re.compile(
    r"\b(?:with(?:held|hold)|priva\w+|except\w*|exclud\w+|request\w*|restrict\w*)\b", re.IGNORECASE
)
_HELD_BACK = re.compile(
    r"(?P<thing>[^.;:,()]{3,80}?)\s(?:can ?not|could not|can't|will not|won't|are not|is not|were not|was not)"
    r" (?:be )?(?:publicly |openly |freely |made )*(?:shared|released|available|distributed|published|provided)\b",
    re.IGNORECASE,
)
# What is said is taken back in the same sentence.
_TAKES_BACK = re.compile(
    r"\bno longer (?:statistically )?significant"
    r"|\b(?:was|were|is|are) not (?:statistically )?significant (?:after|when|once)"
    r"|\b(?:lost|loses) (?:its |their )?(?:statistical )?significance"
    r"|\b(?:disappear|vanish)(?:s|ed)? (?:after|when|once)"
    r"|\b(?:can ?not|could not|can't) (?:[a-z]+ )?(?:say|tell|conclude|infer|claim|establish|prove|exclude|rule out)"
    r"|\bmay (?:simply|merely|only|just) (?:reflect|be)"
    r"|\b(?:does|do|did) not (?:by itself |necessarily )?(?:prove|imply|mean|establish|show)",
    re.IGNORECASE,
)
# What in a claim keeps such a doubt, or tells of the crude figure as such.
_KEPT_BACK = re.compile(
    r"\b(?:significan\w*|adjust\w*|control\w*|account\w*|allow\w*|not|no|cannot|unclear|may|might|could"
    r"|possibl\w+|crude|unadjusted|although|though|but|however|disappear\w*|vanish\w*|associat\w+|correlat\w+|linked"
    r"|relat\w+|observational)\b|n't",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?]\s+(?=[A-Z(\[\"*])|;\s")
_HALF, _COVERED, _MOSTLY = 0.5, 0.6, 0.7
_LONGEST = 6_000
_LONGEST_PHRASE = 3
_MOST_PLANS, _LONGEST_PLAN = 4, 1_000


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


def planned(claim: str, text: str) -> str | None:
    """What a claim tells as done of which a passage says only that it is to be done; None where there is none."""
    stems = {one for mine in sentences(claim) for one in mine.stems}
    plans = (*_plans(text), *(said for verb, said in _to_be_done(text) if verb in stems))
    if not plans or _NOT_YET.search(normalise(claim)):
        return None
    told = [said for said in sentences(text) if said not in plans and not _plans(" ".join(said.printed))]
    return told_only_in(plans, claim, told)


def withheld(claim: str, text: str) -> str | None:
    """What a claim says is released that the passage says cannot be; None where there is none."""
    released = _RELEASES.search(claim)
    if not released or _BORNE_OUT.search(normalise(claim)) or _KEPT_PRIVATE.search(claim):
        return None
    said = sentences(claim)
    for found in islice(_HELD_BACK.finditer(normalise(text[:_LONGEST])), _MOST_PLANS):
        words = [word for word in re.findall(r"[a-z][\w-]*", found["thing"].lower()) if carries(word)]
        thing = {stem(word) for word in words[-_LONGEST_PHRASE:]}
        if thing and any(thing <= mine.stems for mine in said):
            return released[0]
    return None


def taken_back(claim: str, text: str) -> str | None:
    """What a claim states that a passage takes back in the same sentence; None where there is none."""
    back = _taken_back(text)
    if not back or _KEPT_BACK.search(normalise(claim)):
        return None
    return told_only_in(back, claim, [said for said in sentences(text) if said not in back], least=_HALF)


def told_only_in(aside: Sequence[Words], claim: str, told: Sequence[Words], *, least: float = _COVERED) -> str | None:
    """The predicate of a claim's sentence that stands in what a passage sets aside, and not in what it tells.

    Args:
        aside: the sentences that a passage plans, takes back or tells of others.
        claim: the claim.
        told: the other sentences of the passage.
        least: the share of the words of the claim's sentence that must stand there, 0 to 1.
    """
    for mine in sentences(claim):
        if any(share(mine, said) >= least for said in aside) and all(share(mine, x) < _COVERED for x in told):
            return _predicate(mine)
    return None


@lru_cache(maxsize=4_096)
def _taken_back(text: str) -> tuple[Words, ...]:
    return tuple(said for said in sentences(text) if _TAKES_BACK.search(" ".join(said.printed)))


@lru_cache(maxsize=4_096)
def _plans(text: str) -> tuple[Words, ...]:
    """What a text says is to be done."""
    folded = normalise(text[:_LONGEST])
    ends = [found.end() for found in islice(_PLANS_NEXT.finditer(folded), _MOST_PLANS)]
    starts = [found.start() for found in islice(_PLANNED_BEFORE.finditer(folded), _MOST_PLANS)]
    behind = (sentences(folded[end : end + _LONGEST_PLAN])[:1] for end in ends)
    before = (_around(folded, start) for start in starts)
    left = (sentences(folded[: found.start()])[-1:] for found in islice(_LEFT_OPEN.finditer(folded), _MOST_PLANS))
    return tuple(words for part in (*behind, *before, *left) for words in part)


def _around(text: str, place: int) -> tuple[Words, ...]:
    """The sentence around a place: "tests are planned for May, with owls" plans the owls, too."""
    before = _STOP.split(text[max(0, place - _LONGEST_PLAN) : place])[-1]
    return sentences(before + _STOP.split(text[place : place + _LONGEST_PLAN], maxsplit=1)[0])


@lru_cache(maxsize=4_096)
def _to_be_done(text: str) -> tuple[tuple[str, Words], ...]:
    """The stem of what is to be done, with its sentence."""
    found = ((_TO_BE_DONE.search(" ".join(said.printed)), said) for said in sentences(text))
    return tuple((stem(match["done"].lower()), said) for match, said in found if match)


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
