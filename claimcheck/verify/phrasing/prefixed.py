"""A word and the same word denied by its first letters: "inefficiently", "efficiently"; "negative", "non-negative".

A small model calls the two alike where all around is word for word the same. Texts speak of both things, too: so the
two words must stand by the same words, and neither text may have the other one's. Over 40,491 labelled rows, each
against the sentences of its evidence, the rule objects to 41 refuted claims, most of them made by machine, and to 6
supported ones (counted by a script that is not kept).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimcheck.model import Conflict
from claimcheck.verify.phrasing.clauses import Words, beside, carries, sentences, share

# These deny nearly whatever they stand before.
_ANY = re.compile(r"(?:non-?|un)(?=[a-z-]{4})(?!like\b)")
# The others begin many words that they do not deny ("import", "discount"): only before these.
_IN = """ability accessible accuracy accurate accurately action active activity adequate adequately apparent applicable
appropriate appropriately attentive capable coherence coherent comparable compatible competent complete completely
comprehensible conclusive consequential consistency consistent consistently convenient correct correctly definite
definitely dependence dependency dependent direct directly dispensable distinguishable effective effectively
effectiveness efficiency efficient efficiently eligible equality equitable exact exhaustive experienced feasible
finite flexible flexibility formal formally frequent frequently homogeneity homogeneous offensive operable organic
secure security sensitive sensitivity significant significantly soluble stability sufficiency sufficient
sufficiently tolerable tolerance tolerant tractable valid visible voluntary vulnerable"""
_IM = """balance balanced mature mobile mobility mortal partial perfect permeable plausible possible practical precise
precision probable proper properly pure"""
_IR = "rational regular regularity regularly relevance relevant reversible reversibly responsible"
_IL = "legal legally legitimate literacy literate logical"
_DIS = """advantage advantages agree agreed agreement agrees allowed appear appeared appears approve approved assembly
assembled closed comfort connected continue continued engaged favour favoured honest integrated loyal obey order
ordered organized orientation parity prove proved proven proportionate qualified regarded satisfaction satisfied
similar similarity trust"""
_LISTED = {
    prefix + word: word
    for prefix, words in (("in", _IN), ("im", _IM), ("ir", _IR), ("il", _IL), ("dis", _DIS))
    for word in words.split()
}
# So many words beside must be the same, and this share of the claim's words must be in the sentence.
_BESIDE, _ALIKE = 2, 0.25
_MOST = 20


def prefixed(claim: str, text: str) -> Conflict | None:
    """The word that a claim denies by its first letters and the text does not, of the same thing, or the other way."""
    for mine, place, other in _denials(sentences(claim), _words(text)):
        near = beside(mine, place)
        for said in sentences(text):
            if other not in said.words or not _comparable(mine, said):
                continue
            its = beside(said, said.words.index(other))
            neighbours = {near.ahead, near.behind} & {its.ahead, its.behind} - {None}
            if neighbours and len(near.near & its.near) >= _BESIDE:
                word = said.printed[said.words.index(other)]
                return Conflict(kind="negation", claim=mine.printed[place], source=word)
    return None


def _comparable(mine: Words, said: Words) -> bool:
    if mine.purpose or said.purpose or bool(mine.negations) != bool(said.negations):
        return False
    return share(mine, said) >= _ALIKE


def _denials(claim: tuple[Words, ...], there: frozenset[str]) -> Iterator[tuple[Words, int, str]]:
    """The places of words that the text does not have but denies, or has undenied; with the word of the text."""
    own = frozenset(word for sentence in claim for word in sentence.words)
    denied = {plain: word for word in there if (plain := _undenied(word))}
    found = 0
    for sentence in claim:
        for place, word in enumerate(sentence.words):
            if word in there or not carries(word):
                continue
            other = denied.get(word) or _undenied(word)
            if other in there and other not in own:
                yield sentence, place, other
                found += 1
                if found == _MOST:
                    return


def _undenied(word: str) -> str:
    """The word without the letters that deny it; empty where nothing does."""
    begin = _ANY.match(word)
    return word[begin.end() :] if begin else _LISTED.get(word, "")


def _words(text: str) -> frozenset[str]:
    return frozenset(word for sentence in sentences(text) for word in sentence.words)
