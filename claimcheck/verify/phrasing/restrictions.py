"""What a source restricts: "only when X", "except in X", "if X", "in A but not in B", "two of the three", "all with X".

A claim that says the same without the restriction says more than the source. Few, sure patterns: the claim must repeat
the words beside the restriction, and have no word of it and no limit of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice, pairwise, takewhile
from typing import NamedTuple

from claimcheck.verify.phrasing.clauses import Words, root, roots, sentences

_ENDS = frozenset(",.;:!?()") | {"and", "but", "whereas", "while", "although", "though", "because"}
_PREPOSITIONS = """in on at for with after before during among under within by from of to above below over"""
_PLACES = frozenset(_PREPOSITIONS.split())
_BEGINNING = "when if where while once"
_ONLY_BEFORE = frozenset(_BEGINNING.split()) | _PLACES - {"of", "to", "from"}
_PROVIDED = (("provided", "that"), ("though", "not"), ("although", "not"))
_CONDITIONS = frozenset(["when", "once", "where"])
_LIMITING = "fewer less more least most exceed exceeds exceeded exceeding only below above under over"
_BOUNDS = frozenset(_LIMITING.split())
_PILOT = frozenset(["pilot", "preliminary", "exploratory", "feasibility"])
_WITHIN = frozenset(["in", "during", "from"])
_EXCEPT = frozenset(["except", "excluding", "unless"])
_BESIDES = (("apart", "from"), ("aside", "from"))
_COUNTS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty thirty
forty fifty half some most many several few"""
_PARTS = frozenset(_COUNTS.split())
_WHOLES = frozenset(["the", "these", "all", "both", "our", "those"])
_EVERY = frozenset(["all", "every", "each", "any"])
_BINDING = "with without that which who whose where containing involving having requiring"
_BINDS = frozenset(_BINDING.split())
# A claim that has one of them sets a limit of its own, and need not repeat the source's.
_LIMITS = re.compile(
    r"only|solely|exclusively|except\w*|exclud\w+|unless|if|when|where|once|provided|some|certain|may|can|could|might"
    r"|sometimes|often|mostly|most|half|several|many|few|part|partly|partially|depend\w*|conditions?|specific\w*"
    r"|limit\w*|restrict\w*|particular\w*|select\w*|subset|under|potential\w*|generally|typically|usually|tend\w*|outside|apart|aside"
)
_ASKING = "even as whether see test know ask asked tested unclear what"
_NO_IF = frozenset(_ASKING.split())
_NO_CONDITION = frozenset(["anything", "any", "not", "so", "ever", "possible", "needed", "necessary"])
# What ends a restriction in front: "Only when it rains do bees sleep".
_DOES = frozenset(["did", "does", "do"])
_STOPS = frozenset(".;:!?")
_IS = "is are was were be been as remains became become becomes"
_BEING = frozenset(_IS.split())
_REACH, _FARTHEST = 6, 25
_NEAR, _LONGEST, _LONGEST_PHRASE, _MOST = 2, 12, 4, 20
_COVERED, _MAIN = 0.6, 0.4


class Restriction(NamedTuple):
    """What a sentence restricts.

    Attributes:
        near: the stems that are restricted: the two words with meaning nearest to the restriction.
        limit: the stems of the restriction.
        main: the stems of the rest of the sentence.
        denials: the negations of the sentence.
        excepts: whether it takes something out ("except"): then a claim that names it goes too far as well.
    """

    near: frozenset[str]
    limit: frozenset[str]
    main: frozenset[str]
    denials: frozenset[str]
    excepts: bool


def dropped_restriction(claim: str, text: str) -> str | None:
    """The words of a claim that a passage says under a restriction only, which the claim drops; None where none."""
    for mine in sentences(claim):
        if mine.purpose or any(map(_LIMITS.fullmatch, mine.words)):
            continue
        beyond = (_goes_beyond(mine, one) for one in restrictions(text) if _denials(mine) <= one.denials)
        same = (said for said in sentences(text) if _denials(mine) <= _denials(said))
        whole = (rule(mine, said) for said in same for rule in (_part_for_whole, _every_one))
        found = next(filter(None, chain(beyond, whole)), None)
        if found:
            return found
    return None


@lru_cache(maxsize=4_096)
def restrictions(text: str) -> tuple[Restriction, ...]:
    """The restrictions of a text that hold for what stands beside them."""
    found = (one for said in sentences(text) if not said.purpose for one in _of_sentence(said))
    return tuple(islice(found, _MOST))


def _of_sentence(said: Words) -> Iterator[Restriction]:
    words = said.words
    for i, word in enumerate(words):
        following = words[i + 1 : i + 2]
        if word == "but" and following == ("not",):
            yield from _made(said, _parallel(words, i), _end(words, i + 2), i + 2)
        elif word in _EXCEPT or words[i : i + 4] == ("with", "the", "exception", "of"):
            yield from _made(said, i, _end(words, i + 1), i + 1, excepts=word != "unless")
        elif words[i : i + 2] in _BESIDES:
            comma = next((j for j in range(min(len(words), _FARTHEST)) if words[j] == ","), 0)
            yield from _made(said, i, _end(words, i + 2) if i else comma, i + 2, excepts=True)
        elif i and word == "only" and (not following or set(following) & _ENDS):
            place = next((j for j in range(i - 1, max(0, i - _REACH), -1) if words[j] in _PLACES), 0)
            yield from _made(said, place, i, place + 1) if place else ()
        elif word in _PILOT:
            yield from _of_a_pilot(said, i)
        elif i and (_only(words, i) or _condition(words, i)):
            yield from _made(said, i, _end(words, i + 1), i + 1)
        elif not i and (word == "if" or (word == "only" and _ONLY_BEFORE & set(following))):
            end = next((j for j, w in enumerate(words[:_FARTHEST]) if w == "," or (w in _DOES and word == "only")), 0)
            yield from _made(said, i, end, i + 1) if end else ()


def _of_a_pilot(said: Words, i: int) -> Iterator[Restriction]:
    """What holds "in a pilot on owls, …": a claim that does not say so takes it for the result."""
    words = said.words
    place = next((j for j in range(i - 1, max(-1, i - _LONGEST_PHRASE), -1) if words[j] in _WITHIN), None)
    comma = next((j for j in range(i, min(len(words), i + _FARTHEST)) if words[j] == ","), None)
    if place is None or (place == 0 and comma is None):
        return
    main = roots((*words[:place], *words[comma or len(words) :])) if place == 0 else roots(words) - {root(words[i])}
    told = words[comma:] if place == 0 else words[:place]
    near = [root(w) for w in (told if place == 0 else reversed(told)) if root(w)][:_NEAR]
    if len(near) == _NEAR:
        yield Restriction(frozenset(near), frozenset(map(root, _PILOT)), main, _denials(said), excepts=False)


def _only(words: tuple[str, ...], i: int) -> bool:
    return words[i] == "only" and words[i - 1] != "not" and bool(_ONLY_BEFORE & set(words[i + 1 : i + 2]))


def _condition(words: tuple[str, ...], i: int) -> bool:
    """Whether a condition begins: "if …", "as long as …", "when fewer than …", or what is left out ("though not")."""
    if words[i : i + 3] == ("as", "long", "as") or words[i : i + 2] in _PROVIDED:
        return True
    if words[i] in _CONDITIONS:
        return bool(_BOUNDS & set(words[i + 1 : i + 1 + _REACH]))
    return words[i] == "if" and words[i - 1] not in _NO_IF and not set(words[i + 1 : i + 2]) <= _NO_CONDITION


def _parallel(words: tuple[str, ...], place: int) -> int:
    """Where the side begins that "but not B" is set against: at the same preposition, or at the word before."""
    preposition = words[place + 2 : place + 3]
    if set(preposition) <= _PLACES:
        same = [i for i in range(max(0, place - _LONGEST), place) if words[i : i + 1] == preposition]
        return same[-1] if same else place
    before = [i for i in range(place) if root(words[i])]
    return before[-1] if before else place


def _end(words: tuple[str, ...], start: int) -> int:
    last = min(len(words), start + _LONGEST)
    return next((i for i in range(start, last) if words[i] in _ENDS), last)


def _made(said: Words, start: int, end: int, first: int, *, excepts: bool = False) -> Iterator[Restriction]:
    """The restriction from `start` to `end`, its own words from `first` on; nothing where it stands by nothing."""
    words = said.words
    main = roots((*words[:start], *words[end:]))
    limit = (roots(words[first:end]) | roots(words[start:first])) - main
    before = [root(w) for w in takewhile(lambda w: w not in _STOPS, reversed(words[:start])) if root(w)]
    behind = [root(w) for w in words[end:] if root(w)]
    near = frozenset((before if start else behind)[:_NEAR])
    if limit and len(near) == _NEAR:
        yield Restriction(near, limit, main, _denials(said), excepts)


def _goes_beyond(mine: Words, one: Restriction) -> str | None:
    stems = roots(mine.words)
    if not one.near <= stems or len(stems & one.main) < max(_COVERED * len(stems), _MAIN * len(one.main)):
        return None
    kept = one.limit & stems
    if kept and not one.excepts:
        return None
    return _phrase(mine, kept or one.near)


def _phrase(mine: Words, stems: frozenset[str]) -> str:
    """The nearest words of a sentence that have the stems, with what stands between; the last where that is much."""
    places = [i for i, word in enumerate(mine.words) if root(word) in stems]
    spans = [(i, j) for i in places for j in places if {root(mine.words[k]) for k in places if i <= k <= j} == stems]
    low, high = min(spans, key=lambda span: (span[1] - span[0], -span[0]))
    return " ".join(mine.printed[low if high - low < _LONGEST_PHRASE else high : high + 1])


def _denials(sentence: Words) -> frozenset[str]:
    return frozenset(sentence.words[i] for i in sentence.negations)


def _part_for_whole(mine: Words, said: Words) -> str | None:
    """The noun of a claim with its article where the source says it of two of the three only."""
    words = said.words
    for i in range(1, len(words) - 2):
        part, of, whole = words[i - 1], words[i], words[i + 1]
        total = {w for w in words[i + 1 : i + 3] if _is_part(w)}
        if of != "of" or not _is_part(part) or not (whole in _WHOLES or total) or (i > 1 and words[i - 2] in _BEING):
            continue
        # "25% of the peak", "4 of 4": no part of several.
        if total == {part} or (part.isdigit() and not total) or (part, of) in pairwise(mine.words):
            continue
        noun = next((root(w) for w in words[i + 1 : i + 5] if root(w) and not _is_part(w)), "")
        for k in [k for k, word in enumerate(mine.words) if noun and root(word) == noun]:
            before = mine.words[max(0, k - 3) : k]
            parts = {w for w in mine.words[max(0, k - 5) : k] if _is_part(w)}
            if parts <= total and (_WHOLES | total) & set(before) and _repeats(mine, said):
                start = min(i for i in range(max(0, k - 3), k) if mine.words[i] in _WHOLES | total)
                # "Four or more of the five" is a part, "all of the five" is none.
                if mine.words[max(0, start - 1) : start] == ("of",) and mine.words[start - 2] not in _EVERY:
                    continue
                end = next((j for j in range(k + 1, len(mine.words)) if not root(mine.words[j])), k + 1)
                return " ".join(mine.printed[start : min(end, start + _LONGEST_PHRASE)])
    return None


def _every_one(mine: Words, said: Words) -> str | None:
    """The "all questions" of a claim where the source says it of "all questions with negation" only."""
    for k, word in enumerate(mine.words):
        if word not in _EVERY:
            continue
        n = _end(mine.words, k) - 1
        if not k < n < k + _LONGEST_PHRASE or not root(mine.words[n]):
            continue
        for i, other in enumerate(said.words):
            bound = said.words[i + 1 : i + 2]
            if root(other) != root(mine.words[n]) or not set(bound) <= _BINDS or not bound:
                continue
            limit = roots(said.words[i + 2 : _end(said.words, i + 2)])
            every = _EVERY & set(said.words[max(0, i - _LONGEST_PHRASE) : i])
            if every and limit and not limit & roots(mine.words) and _repeats(mine, said):
                return " ".join(mine.printed[k : n + 1])
    return None


def _repeats(mine: Words, said: Words) -> bool:
    own, others = roots(mine.words), roots(said.words)
    return len(own & others) >= max(_COVERED * len(own), _MAIN * len(others))


def _is_part(word: str) -> bool:
    return word in _PARTS or word.isdigit()
