"""What may be chance: p = 0.3, or an interval that holds no effect, bears out no "significantly".

An interval of a difference crosses 0, one of a ratio crosses 1; p counts from 0.05 on (two-sided tests at the usual
level, 95% intervals).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.numeric.numbers import prepare
from claimcheck.verify.phrasing.clauses import roots

_LEVEL = 0.05
# "A significant number" is a large one.
_SAID = re.compile(
    r"\b(?:statistically )?significan(?:t|tly|ce)\b"
    r"(?! (?:number|share|portion|proportion|part|amount|role|majority|minority|fraction|challenge|attention)s?\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|no|non|nor|neither|never|without|cannot|insignifican\w*|lack\w*|fail\w*|lost|unclear)\b|n't",
    re.IGNORECASE,
)
_P = re.compile(r"\bp(?:[\s-]?values?)?\s?(?P<sign>[<>=≤≥])\s?(?P<value>0?\.\d{1,6})", re.IGNORECASE)
_NUMBER = r"[-+]?\d{1,6}(?:\.\d{1,6})?"
_INTERVAL = re.compile(
    rf"(?<![\w.])(?P<low>{_NUMBER})\s?(?:%|points?)?\s?(?:to|,|;|-)\s?(?P<high>{_NUMBER})\s?(?:%|points?)?\s?(?=[)\];,])"
)
_OF_95 = re.compile(r"\b(?:CI|CrI|confidence intervals?|credible intervals?)\b")
_RATIO = re.compile(r"\b(?:ratios?|odds|hazards?|relative risks?|a?[OHRI]RR?|times|fold)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[\"])")
_CLAUSE = re.compile(r";\s|,\s(?:but|while|whereas|although|though|and)\s|\s(?:but|while|whereas)\s")
_TOKEN = re.compile(r"[^\W_](?:[\w'-]*[^\W_])?")
# Groups that are alike before anything was done say nothing of what it did.
_BASELINE = re.compile(
    r"\b(?:baseline|before|prior to|pre-?(?:test|treatment|operative\w*|intervention))\b", re.IGNORECASE
)
# "Bees slept longer, but the difference was not significant": it is that of the clause before.
_TAKES_UP = re.compile(
    r"(?:this|it|they|these)\b|(?:the|this|these) (?:\w+ )?"
    r"(?:differences?|effects?|increases?|reductions?|decreases?|changes?|gains?|improvements?|trends?|associations?)"
    r" (?:was|were|is|are|did|does|do|remained|failed)\b",
    re.IGNORECASE,
)
# "Not significant in men but significant in women": the second clause has the subject of the first.
_NO_SUBJECT = re.compile(r"(?:not |non-)?(?:statistically )?(?:in)?significant\b", re.IGNORECASE)
_SUBJECT_ENDS = re.compile(
    r"\b(?:was|were|is|are|remained|became|in|among|for|at|after|before|significan\w*)\b", re.IGNORECASE
)
# So much of the claim is in a sentence that speaks of it.
_ABOUT = 0.4
_LONGEST, _MOST = 6_000, 40


class _Clause(NamedTuple):
    """A clause: the words that tell it from others, what shows its result, and whether that is significant."""

    roots: frozenset[str]
    shown: str
    significant: bool | None


def by_chance(claim: str, text: str) -> Conflict | None:
    """The word by which a claim calls significant what a passage shows not to be, with what shows it.

    >>> by_chance("Bees slept significantly longer.", "Bees slept longer by 4 minutes (95% CI -2 to 10).").source
    '-2 to 10'
    """
    said = _SAID.search(claim)
    if not said or _DENIED.search(claim):
        return None
    mine = _roots(_SAID.sub(" ", claim))
    for clauses in _sentences(text):
        if len(mine & frozenset[str]().union(*(clause.roots for clause in clauses))) < _ABOUT * len(mine):
            continue
        real = [clause.roots for clause in clauses if clause.significant]
        most = max((len(mine & clause.roots) for clause in clauses if clause.significant is not False), default=0)
        for clause in clauses:
            new = (mine & clause.roots).difference(*real)
            # It is this result that is meant, more than what else the sentence says, or its year, dose or age.
            meant = len(mine & clause.roots) >= most or any(root[0].isdigit() for root in new)
            if clause.significant is False and new and meant:
                return Conflict(kind="negation", claim=said[0], source=clause.shown)
    return None


def _roots(text: str) -> frozenset[str]:
    return roots(_TOKEN.findall(text.lower()))


@lru_cache(maxsize=2_048)
def _sentences(text: str) -> tuple[tuple[_Clause, ...], ...]:
    """The clauses of each sentence that speaks of significance, in words or by a statistic."""
    folded = prepare(text[:_LONGEST])
    intervals = bool(_OF_95.search(folded))
    found = []
    for sentence in _SENTENCE.split(folded, maxsplit=_MOST):
        ratios = bool(_RATIO.search(sentence))
        clauses: list[_Clause] = []
        subject = frozenset[str]()
        for part in _CLAUSE.split(sentence, maxsplit=_MOST):
            clause = _clause(part, intervals=intervals, ratios=ratios)
            if _NO_SUBJECT.match(part):
                clause = clause._replace(roots=clause.roots | subject)
            else:
                subject = _roots(_SUBJECT_ENDS.split(part, maxsplit=1)[0])
            if clauses and clauses[-1].significant is None and _TAKES_UP.match(part):
                clause = clause._replace(roots=clause.roots | clauses.pop().roots)
            clauses.append(clause)
        if any(clause.significant is False for clause in clauses):
            found.append(tuple(clauses))
    return tuple(found)


def _clause(text: str, *, intervals: bool, ratios: bool) -> _Clause:
    """A clause that is not significant where all that it shows says so; open (None) where nothing does."""
    shown = []
    for found in _P.finditer(text):
        value = float(found["value"])
        above = value > _LEVEL or (value == _LEVEL and found["sign"] in ">≥")
        if not (above and found["sign"] in "<≤"):  # p < 0.1 leaves it open
            shown.append((not above, found[0]))
    for found in _INTERVAL.finditer(text) if intervals else ():
        low, high = float(found["low"]), float(found["high"])
        chance = low < 0 < high or (ratios and 0 < low < 1 < high)
        shown.append((not chance, found[0]))
    for found in _SAID.finditer(text):
        denied = _DENIED.search(text, max(0, found.start() - 30), found.start())
        shown.append((not denied, text[denied.start() if denied else found.start() : found.end()]))
    real = any(significant for significant, _ in shown) if shown else None
    if real is False and _BASELINE.search(text):
        real = None
    return _Clause(_roots(text), next((printed for significant, printed in shown if significant == real), ""), real)
