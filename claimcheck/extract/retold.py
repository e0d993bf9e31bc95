"""Whether a claim is what its quotation says, told so that it can be read alone.

No model reads so well that freely chosen words could be left to it: who may word a claim as he likes finds the words
that it lets through. So the claim has the words of the quotation in their order, by their stems. It may leave some out,
or add such as stand near the quotation, in place of "it" or "they"; not both, as words put in another's place make
another claim. Words that turn what is said, as "not", "more" or "may" do, are the same in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import snowballstemmer

from claimcheck.words import words

_STEMMER = snowballstemmer.stemmer("english")
# They hold others together, stand for others, or say who says so: they come and go.
_FREE = frozenset(
    words(
        "a an the of in on at to for by with from as and that which who whose when where while than is are was were be"
        " been being has have had do does did their its they them it this these those there he she his her we our us"
        " also however moreover thus therefore hence further furthermore here so such then own"
        " authors author’s authors’ authors' author find finds found show shows showed report reports reported observe"
        " observed paper study work"
    )
)
# Nothing of these in the whole sentence may be lost: half of "no evidence that music helps" is another finding.
_TURNING = frozenset(
    words(
        "not no nor never none neither without cannot can't doesn't don't didn't isn't aren't wasn't weren't won't fail"
        " fails failed lack lacks lacked if unless whether except may might could would should must perhaps possibly"
        " probably likely unlikely unclear seem seems seemed appear appears appeared suggest suggests suggested"
    )
)
_WEIGHTY = _TURNING | frozenset(
    words(
        "more less most least fewer few fewest higher lower highest lowest better worse best worst all every each any"
        " some many several always often sometimes rarely seldom only both either but can before after until under over"
        " above below between up down out off increase increased decrease decreased raise raised reduce reduced improve"
        " improved first last"
    )
)


def retold(claim: str, quotation: str, sentence: str, near: Iterable[str]) -> bool:
    """Whether a claim says what a quotation says.

    Args:
        claim: to be read alone.
        quotation: the words that it rests on.
        sentence: the whole sentence, or sentences, that these stand in.
        near: what stands around them, and the title of the paper.
    """
    if _of(_WEIGHTY, claim) != _of(_WEIGHTY, quotation) or _of(_TURNING, claim) != _of(_TURNING, sentence):
        return False
    said, quoted = _content(claim), _content(quotation)
    added = set(said) - set(quoted)
    if not added <= {word for text in near for word in _content(text)}:
        return False
    kept = [word for word in said if word not in added]
    return _in_order(kept, quoted) and not (added and set(quoted) - set(kept))


def _content(text: str) -> list[str]:
    return [_STEMMER.stemWord(word) for word in words(text) if word not in _FREE]


def _of(kind: frozenset[str], text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word in kind)


def _in_order(some: Sequence[str], every: Sequence[str]) -> bool:
    left = iter(every)
    return all(word in left for word in some)
