"""The source's own words with two things exchanged: "unlike mice, rats learn it" for "unlike rats, mice learn it".

Sure, as every word of the claim must stand in the sentence, and between the two things the same words, small ones too.
Of things that are merely listed, and of relations that hold both ways, the order says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from claimcheck.model import Conflict
from claimcheck.verify.opposites import NOT
from claimcheck.verify.phrasing.clauses import Words, root, sentences

_ARTICLES = frozenset(["the", "a", "an", "these", "those", "this"])
_LISTED = """and or as well both also then versus vs plus including is are was were be been being called named"""
_LISTING = frozenset(_LISTED.split())
_CONTRASTS = """not n't but than rather whereas while unlike without no instead"""
_SETTING = frozenset(_CONTRASTS.split())
_AGAINST = frozenset(["unlike", "contrast", "contrary"])
_PREPOSITIONS = """in on at for with after before during among under within by from of to above below over via using
across"""
_PLACES = frozenset(_PREPOSITIONS.split())
# Relations that hold both ways.
_MUTUAL = re.compile(
    r"similar\w*|equal\w*|same|comparable|compar(?:e|es|ed|ing|isons?)|correlat\w+|associat\w+|relat\w+|link\w*|differ\w*"
    r"|interact\w*|combin\w+|between|mix\w*|distance|resembl\w+|agree\w*|together|alternat\w+|coupl\w+|connect\w*|match\w*"
    r"|pair\w*|overlap\w*|equivalent\w*"
)
_FEWEST, _LONGEST, _LONGEST_THING, _MOST = 4, 30, 3, 2


class Token(NamedTuple):
    """A word of a sentence in lower case, with its place there."""

    place: int
    word: str


def transposed(claim: str, text: str) -> Conflict | None:
    """The two things of a claim that stand the other way round in a sentence of the text with all its other words."""
    alike = (
        (mine, said)
        for mine in sentences(claim)
        for said in sentences(text)
        if mine.stems <= said.stems and not (mine.purpose or said.purpose or any(map(_MUTUAL.fullmatch, mine.words)))
    )
    return next(filter(None, (_exchanged(mine, said) for mine, said in islice(alike, _MOST))), None)


def _exchanged(mine: Words, said: Words) -> Conflict | None:
    own, others = _tokens(mine), _tokens(said)
    words, told = [token.word for token in own], [token.word for token in others]
    if not _FEWEST <= len(own) <= _LONGEST or len(told) > 2 * _LONGEST or Counter(words) - Counter(told):
        return None
    if _stands(words, told):
        return None
    for i, j, k, m in _things(words):
        turned = [*words[k:m], *words[j:k], *words[i:j]]
        # What is said once in the claim is looked for where it first stands: anywhere else the places would be many.
        start = told.index(words[k])
        if told[start : start + len(turned)] != turned or not _order_tells(words, i, j, k):
            continue
        end = start + len(turned)
        if _stands(words[:i], told[:start]) and _stands(words[m:], told[end:]):
            printed = " ".join(mine.printed[own[i].place : own[m - 1].place + 1])
            source = " ".join(said.printed[others[start].place : others[end - 1].place + 1])
            return Conflict(kind="partners", claim=printed, source=source)
    return None


def _tokens(sentence: Words) -> list[Token]:
    """The words of a sentence but its articles and marks."""
    words = enumerate(sentence.words)
    return [Token(i, word) for i, word in words if word not in _ARTICLES and (word[0].isalnum() or word == NOT)]


def _stands(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether all of the wanted words stand in a sentence, in their order."""
    left = iter(words)
    return all(word in left for word in wanted)


def _things(words: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The beginnings and ends of two things of one to three words with meaning, said once, with words between them."""
    once = [bool(root(word)) and words.count(word) == 1 for word in words]
    spans = [
        (i, i + n)
        for i in range(len(words))
        for n in range(1, _LONGEST_THING + 1)
        if i + n <= len(words) and all(once[i : i + n])
    ]
    return ((*first, *second) for first in spans for second in spans if second[0] >= first[1])


def _order_tells(words: Sequence[str], i: int, j: int, k: int) -> bool:
    """Whether it matters which of two things comes first."""
    between = set(words[j:k])
    if between & _SETTING or _AGAINST & set(words[:i]):
        return True
    # "An assistant coach or a head coach": things of a list may have words of their own.
    listed = between & {"and", "or"} and not any(not root(word) for word in between - _LISTING)
    ahead = [words[place - 1] if place else "" for place in (i, k)]
    return bool(between - _LISTING) and not listed and not (ahead[0] == ahead[1] and ahead[0] in _PLACES)
