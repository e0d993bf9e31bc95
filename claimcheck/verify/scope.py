"""Scope matcher: does the claim say more than the passage, by a word of scope or strength, or by a hedge dropped?

Each word of strength has a list of what in the passage bears it out: "all" is borne out by "every", "first" by "novel",
"significantly" by "P < .05". A hedge ("may reduce", "suggests that") is dropped where the claim says the same without;
and what a paper tells its readers to say ("reviewers must state that …") it has not said itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimcheck.model import Passage
from claimcheck.verify.phrasing.clauses import Words, beside, carries, roots, sentences, share
from claimcheck.verify.phrasing.items import added_item
from claimcheck.verify.phrasing.ordinals import other_ordinal
from claimcheck.verify.phrasing.others import of_others, taken_over
from claimcheck.verify.phrasing.restrictions import dropped_restriction
from claimcheck.verify.phrasing.stance import doubted, planned, taken_back, unshared_denial, withheld
from claimcheck.verify.score import Score, stem
from claimcheck.words import normalise, orders


class _Strength(NamedTuple):
    """Words that a claim may add, what in the passage bears them out, and what lesser word must stand there instead.

    Without a lesser word they are asked for wherever they stand; "causes" only beside "associated", "in patients" only
    beside "in mice".
    """

    name: str
    words: str
    borne_out: str
    lesser: str = ""


class _Strong(NamedTuple):
    """A word of strength of a claim, with what bears it out and what must stand in its place."""

    name: str
    word: str
    borne_out: re.Pattern[str]
    lesser: re.Pattern[str] | None


_STRENGTHS = (
    _Strength(
        "all",
        r"(?<!nearly )(?<!almost )all(?! but\b)|everyone"
        r"|every(?! (?:other|year|day|week|month|hour|\w+ (?:year|day|week|month|hour)s?)\b)"
        r"|always|entirely|universally?|invariably",
        r"all|every\w*|each|any|always|across|consistently|entire\w*|whole|both|universal\w*|invariabl\w+|100 ?%"
        r"|overall|regardless|no|none",
    ),
    _Strength(
        "the whole",
        r"(?:full|entire|whole) (?:[\w-]+ ){0,2}(?:data ?sets?|benchmarks?|corpus|corpora|cohorts?|test sets?)",
        r"full\w*|entire\w*|whole|complete\w*|all|every|each|total",
    ),
    _Strength(
        "nearly all",
        r"(?:nearly|almost) all",
        r"all|every\w*|each|most|majority|nearly|almost|vast|overwhelming\w*|virtually|nine in ten|\d of (?:the )?\d+"
        r"|[89]\d(?:\.\d+)? ?%|100 ?%",
    ),
    _Strength(
        "never",
        r"never|none|nobody|impossible",
        r"never|no|none|not|cannot|nor|without|n't|absen\w+|zero|impossible|un\w+able",
    ),
    _Strength(
        "only",
        r"only(?! (?:\d|about|around|a |recently|in \d|after|when|if|one|two|three|half|from \d|to \d|by \d|part|weakly"
        r"|moderately|slightly|marginally|modestly|mildly))|solely|exclusively",
        r"only|confined|sole\w*|exclusive\w*|just|unique\w*|alone|merely|limited to|restricted|specific\w*|single"
        r"|but not"
        r"|no other|nothing|without|rather than",
    ),
    _Strength(
        "the first",
        r"the first(?! (?:\d|two|three|four|five|six|seven|eight|nine|ten|few|half|third|quarter|years?|months?|weeks?"
        r"|days?|hours?|minutes?|seconds?|phase|stage|wave|round|step|experiment|part|trimester|dose|author)\b)"
        r"|for the first time|^first (?:[\w-]+ ){0,5}(?:study|work|paper|model|llm|system|method|approach|to)"
        r"|^first (?:[a-z-]+ ){0,4}(?:evaluation|benchmark|data ?set|survey|investigation|attempt) (?:of|for|on|at|to)",
        r"first|novel\w*|new\w*|pioneer\w*|previously|earliest|hitherto|unprecedented|no (?:previous|prior)|introduc\w+"
        r"|to date",
    ),
    _Strength(
        "proves",
        r"proves?|proven|conclusively|definitively",
        r"prov\w+|proof|guarantee\w*|theorem|lemma|conclusive\w*|definitive\w*|establish\w+|confirm\w+|demonstrat\w+",
    ),
    _Strength("guarantees", r"guarantees?|guaranteed", r"guarantee\w*|ensur\w+|prov\w+|assur\w+|always|must|secur\w+"),
    _Strength(
        "eliminates",
        r"eliminat(?:e|es|ed|ing)|eradicat(?:e|es|ed)",
        r"eliminat\w+|eradicat\w+|remov\w+|no longer|abolish\w*|cleared?|prevent\w*|avoid\w*|zero|without|overcom\w+"
        r"|obviat\w+",
    ),
    _Strength(
        "the best",
        r"the best|state[- ]of[- ]the[- ]art|sota|unmatched|unrivall?ed",
        r"best|highest|state[- ]of[- ]the[- ]art|sota|outperform\w*|top|superior|surpass\w*|record|exceed\w*|lowest"
        r"|better than|most|optimal",
    ),
    _Strength(
        "significantly",
        r"significantly|substantially|dramatically|drastically|markedly|greatly|sharply|steeply|vastly|hugely",
        r"significan\w+|substantial\w*|dramatic\w*|drastic\w*|marked\w*|great\w*|strong\w*|considerabl\w*|large\w*|much"
        r"|p ?[<=]|sharp\w*|remarkabl\w*|fold|\d ?%|times|far|vast\w*|high\w*|severe\w*|major|well|profound\w*"
        r"|notabl\w*|effective\w*|massive\w*|robust\w*",
    ),
    _Strength(
        "completely",
        r"completely|fully|totally",
        r"complet\w+|full\w*|total\w*|entire\w*|all|100|whol\w+|thorough\w*|no|perfect\w*",
    ),
    _Strength(
        "certainly",
        r"certainly|definitely|undoubtedly|inevitably|must",
        r"certain\w*|definite\w*|undoubted\w*|inevitabl\w+|must|clear\w*|always|necessar\w+|requir\w+|need\w*"
        r"|essential\w*|should|crucial|critical|ha(?:ve|s|d) to",
    ),
    _Strength(
        "causes",
        r"causes|caused|(?:to|can|will|would|did) cause|causal(?:ly)?|leads? to|led to|results? in|resulted in",
        r"caus\w+|due to|because|leads? to|led to|leading to|result\w*|induc\w+|trigger\w*|driv\w+|produc\w+"
        r"|attribut\w+|responsible|effects?|contribut\w+|increas\w+|reduc\w+|decreas\w+|improv\w+|impair\w*",
        r"associat\w+|correlat\w+|linked",
    ),
    # What is promised is not there: "code to be available", "will be released upon publication".
    _Strength(
        "is available",
        r"(?:is|are) (?:now |publicly |freely |openly )?(?:available|released)",
        r"(?:is|are|was|were) (?:now |publicly |freely |openly |made )*(?:available|released)"
        r"|can be (?:found|had|accessed)|we (?:have )?(?:also )?(?:release|released|provide|open-source)",
        r"(?:to be|will be|shall be|going to be) (?:made )?(?:publicly |freely |openly )?(?:available|released|shared)",
    ),
    _Strength(
        "in humans",
        r"in (?:humans|patients|people|adults|children|m[ae]n|wom[ae]n)",
        r"human\w*|people|patients?|participants?|volunteers?|subjects?|adults?|child\w*|wom[ae]n|m[ae]n|clinical\w*"
        r"|individuals?|persons?|cohort\w*|infants?|workers?|users?|students?",
        r"mice|mouse|murine|rats?|in vitro|cell lines?|animals?|rabbits?|pigs?|zebrafish|drosophila|monkeys?|macaques?",
    ),
)
_PATTERNS = tuple(
    (
        name,
        re.compile(rf"\b(?:{words})\b"),
        re.compile(rf"(?:\b|(?<=\d))(?:{borne_out})(?!\w)"),
        re.compile(rf"\b(?:{lesser})\b") if lesser else None,
    )
    for name, words, borne_out, lesser in _STRENGTHS
)
_DENIED = re.compile(r"\b(?:not|no|never|cannot|without|n't)(?:\s[\w-]{1,30}){0,2}\s$")
# Words that are no statement of scope where they stand: "above all", "not only", "only if", "humans and models".
_NO_SCOPE = re.compile(
    r"\b(?:above all|at all|all the same|after all|not only|if only|not all"
    r"|first-?\s?(?:order|author))\b"
)
_HEDGES = re.compile(
    r"may|might|could|possibl[ey]|possibility|potential(?:ly)?|perhaps|probabl[ey]|likely|suggest(?:s|ed|ing|ive)?"
    r"|hypothes\w+|appears?|appeared|seems?|seemed|speculat\w+|tends?|tended|presum\w+|preliminary|putative(?:ly)?"
    r"|suspect(?:s|ed)?|conjectur\w+|postulat\w+|unverified|unconfirmed|untested"
    r"|partly|partially|sometimes|some|often|can|indicat(?:e|es|ed|ing)|believed|thought|expected|estimated|imply|implies"
)
# Hedges whose dropping matters; the others only keep a claim that has them from being called unhedged.
_CLEAR_HEDGES = re.compile(
    r"may|might|could|possibl[ey]|possibility|potential(?:ly)?|perhaps|probabl[ey]|likely|suggest(?:s|ed|ing|ive)?"
    r"|hypothes\w+|appears?|appeared|seems?|seemed|speculat\w+|presum\w+|preliminary|putative(?:ly)?"
)
# Where these stand no hedge stands: "more likely than", "in May", "May 14", "action potential", "lesions appeared".
_GRADED = frozenset(["more", "less", "as", "equally", "most"])
_COMPARING = frozenset(["to", "than", "as"])
_MONTH = frozenset(["in", "since", "between"])
_CHARGES = frozenset(["action", "zeta", "evoked", "membrane"])
_CONFOUNDING = re.compile(r"confound\w*")
_COMING = frozenset(["in", "on", "within", "by", "after", "during", "before", "when", "from", ",", ".", ""])
_LESS = re.compile(r"\b(?:less|fewer|more)\b")
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b")
_WORD_COST, _HEDGE_COST, _ORDER_COST = 0.5, 0.25, 1.0
_NEAR, _COVERED = 2, 0.4


class _Reading(NamedTuple):
    """A claim's words of strength, and whether it hedges."""

    strong: tuple[_Strong, ...]
    hedged: bool


def scope(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """1 where the claim says no more than the passage; less for every word of strength the passage does not bear out.

    A word of strength costs 0.5, a dropped hedge 0.25, an order told as a finding all. `unmatched` holds those words of
    the claim, for a dropped hedge the word that was hedged.
    """
    return [_score(claim, passage.text) for passage in passages]


def _score(claim: str, text: str) -> Score:
    beyond = [*unborne(claim, text).values()] + [words for rule in RULES if (words := rule(claim, text))]
    dropped = dropped_hedge(claim, text)
    ordered = orders(text) and not orders(claim)
    value = 1.0 - _WORD_COST * len(beyond) - _HEDGE_COST * bool(dropped) - _ORDER_COST * ordered
    return Score(max(0.0, value), tuple(dict.fromkeys([*beyond, *([dropped] if dropped else [])])))


def unborne(claim: str, text: str) -> dict[str, str]:
    """The claim's words of strength that a passage does not bear out, in small letters, by what they are a form of."""
    folded = normalise(text).lower()
    return {
        strong.name: strong.word
        for strong in _read(claim).strong
        if not (strong.borne_out.search(folded) or re.search(rf"\b{re.escape(strong.word)}\b", folded))
        and (strong.lesser is None or strong.lesser.search(folded))
    }


@lru_cache(maxsize=4_096)
def _read(claim: str) -> _Reading:
    folded = _NO_SCOPE.sub(" ", normalise(claim).lower())
    strong: list[_Strong] = []
    for name, words, borne_out, lesser in _PATTERNS:
        found = words.search(folded)
        if found and not _DENIED.search(folded[max(0, found.start() - 30) : found.start()]):
            strong.append(_Strong(name, found[0], borne_out, lesser))
    hedged = any(_HEDGES.fullmatch(word) for sentence in sentences(claim) for word in sentence.words)
    return _Reading(tuple(strong), hedged)


def dropped_hedge(claim: str, text: str) -> str | None:
    """A word that the passage hedges, and the claim, which has no hedge, does not; None where there is none."""
    for said in () if _read(claim).hedged else sentences(text):
        places = [i for i in range(len(said.words)) if _is_clear_hedge(said.words, i)]
        for mine in sentences(claim) if places else ():
            if share(mine, said) < _COVERED:
                continue
            for place in places:
                around = beside(said, place)
                if len(around.near & mine.stems) >= _NEAR and not _said_beside(said, place, mine):
                    return _printed(mine, around.behind) or _printed(mine, around.ahead) or next(iter(
                        filter(None, (_printed(mine, s) for s in sorted(around.near & mine.stems)))))  # fmt: skip
    return None


def _is_clear_hedge(words: tuple[str, ...], place: int) -> bool:
    word = words[place]
    if not _CLEAR_HEDGES.fullmatch(word):
        return False
    before, behind = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
    if word == "likely":
        return before not in _GRADED or behind not in _COMPARING
    if word == "may":
        return before not in _MONTH and not behind[:1].isdigit()
    if word == "potential":
        return before not in _CHARGES and not _CONFOUNDING.fullmatch(behind)
    return word != "appeared" or behind not in _COMING


def _said_beside(said: Words, place: int, mine: Words) -> bool:
    """Whether all that a claim shares with a hedged clause is said outside of it: "A raises B, which may save C"."""
    commas = [-1, *(i for i, word in enumerate(said.words) if word == ","), len(said.words)]
    start = max(i for i in commas if i < place) + 1
    end = min(i for i in commas if i > place)
    return roots(said.words[start:end]) & mine.stems <= roots((*said.words[:start], *said.words[end:]))


def _printed(sentence: Words, stemmed: str | None) -> str | None:
    """The word of a sentence that has a stem."""
    words = zip(sentence.words, sentence.printed, strict=True)
    return next((printed for word, printed in words if carries(word) and stem(word) == stemmed), None)


def _less_for_only(claim: str, text: str) -> str | None:
    """The "less" of "less affected" in a claim where the passage has "only … affected": a degree for an exclusion."""
    if not _ONLY.search(text.lower()) or _ONLY.search(claim.lower()):
        return None
    for mine in sentences(claim):
        for place, word in enumerate(mine.words):
            if not _LESS.fullmatch(word) or place + 1 >= len(mine.words):
                continue
            graded = stem(mine.words[place + 1])
            for said in sentences(text):
                if graded in said.stems and not _LESS.search(" ".join(said.words)) and share(mine, said) >= _COVERED:
                    near = [
                        i for i, w in enumerate(said.words) if _ONLY.fullmatch(w) and graded in beside(said, i).near
                    ]
                    if near:
                        return mine.printed[place]
    return None


# What else a claim may say beyond a passage: each gives the words, or nothing. `reports/rules.md` counts what each
# catches.
RULES: tuple[Callable[[str, str], str | None], ...] = (
    _less_for_only, unshared_denial, doubted, planned, withheld, of_others, taken_over, taken_back, dropped_restriction,
    other_ordinal, added_item,
)  # fmt: skip
