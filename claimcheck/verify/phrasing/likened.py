"""What is like what: "unlike X, it keeps a memory" against "like X, it lacks memory".

A thing may be like another in one respect and unlike it in the next, so both sentences must speak of mostly the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.model import Conflict
from claimcheck.verify.phrasing.clauses import Words, sentences, share
from claimcheck.verify.score import content_stems

_UNLIKE = r"unlike|in contrast (?:to|with)|in (?:sharp |stark )?contrast to|contrary to|as opposed to"
_LIKE = r"like|similar(?:ly)? to|just like|much like|as with|as in|in common with"
# Where a clause begins: "like" as a verb, and in "such as", stands elsewhere.
_LIKENED = re.compile(
    rf"(?:^|[.;:,(]\s)(?:(?P<unlike>{_UNLIKE})|(?:{_LIKE}))\s(?P<whom>[^.,;:()]{{2,80}})(?=[,)]|\sand\s)", re.IGNORECASE
)
_MOST_WORDS, _MOSTLY = 6, 0.5


def likened(claim: str, text: str) -> Conflict | None:
    """The thing that a claim sets something against where the text likens it to the same thing, or the other way.

    >>> likened("Unlike SayCan, it keeps a memory.", "Like SayCan, it has no memory.").claim
    'Unlike SayCan'
    """
    for unlike, whom, printed, mine in _likened(claim):
        told = [(other, words) for other, who, words, said in _likened(text) if who == whom and _alike(mine, said)]
        if told and all(other is not unlike for other, _ in told):
            return Conflict(kind="partners", claim=printed, source=told[0][1])
    return None


def _alike(mine: Words, said: Words) -> bool:
    return share(mine, said) >= _MOSTLY


@lru_cache(maxsize=4_096)
def _likened(text: str) -> tuple[tuple[bool, frozenset[str], str, Words], ...]:
    """Whether a thing is set against another, the stems of that, the words, and their sentence."""
    found = []
    for sentence in sentences(text):
        for match in _LIKENED.finditer(" ".join(sentence.printed).replace(" ,", ",")):
            whom = frozenset(content_stems(match["whom"]))
            if whom and len(match["whom"].split()) <= _MOST_WORDS:
                found.append((match["unlike"] is not None, whom, match[0].lstrip(".;:,( "), sentence))
    return tuple(found)
