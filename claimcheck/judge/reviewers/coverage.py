"""Coverage: do the claims speak of what the report's question asks for?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer
from claimcheck.judge.wording import listing, plural, quoted
from claimcheck.model import VerdictName
from claimcheck.words import normalise, stems, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit

_ASKED, _GROUNDED, _SAID = "words of the question", "in a verified claim", "only in another claim or a cited title"
# What a question is made of whatever it asks.
_EMPTY = (
    "a about all among an and any are as at be been before being between both but by can could did do does done each"
    " effect effects extent far for from had has have how if in influence into is it its like many may might more most"
    " much not of on only or other our out over question research same should so some still such than that the their"
    " them then there these they this those to under upon us use used using very via was we were what when where"
    " whether which while who whom whose why will with within without would"
)
_NOT_ASKED = frozenset(_EMPTY.split())


def count(audit: Audit) -> Counted:
    """The words of the question by where they occur; a word with hyphens wants all its parts in one place."""
    if not audit.report.question:
        return Counted({_ASKED: 0, _GROUNDED: 0, _SAID: 0}, ("the report prints no research question",))
    asked = _words_of(audit.report.question)
    verified = [_stems(c.statement) for c in audit.claims if c.verdict is VerdictName.VERIFIED]
    titles = [paper.title or "" for paper in audit.papers] + [one.title or "" for one in audit.references]
    others = [_stems(text) for text in (*(claim.statement for claim in audit.claims), *titles)]
    grounded = {word for word, stems in asked.items() if _occurs(stems, verified)}
    said = {word for word, stems in asked.items() if word not in grounded and _occurs(stems, others)}
    notes = []
    for what, absent in (("in no claim", asked.keys() - grounded - said), ("in no verified claim", said)):
        if absent:
            notes.append(f"{what}: {listing([quoted(word) for word in asked if word in absent], most=10)}")
    return Counted({_ASKED: len(asked), _GROUNDED: len(grounded), _SAID: len(said)}, tuple(notes))


def estimate(counts: Counts) -> Estimate | None:
    """From the words in verified claims alone, to those in any claim as if all were verified."""
    asked, grounded, said = counts[_ASKED], counts[_GROUNDED], counts[_SAID]
    if not asked:
        return None
    return Estimate((grounded + said / 2) / asked, grounded / asked, (grounded + said) / asked)


def changes(counts: Counts) -> Iterator[Change]:
    """Words of the question that claims could take up, or be supported on."""
    asked, grounded, said = counts[_ASKED], counts[_GROUNDED], counts[_SAID]
    if absent := asked - grounded - said:
        what = f"report what the papers say on {plural(absent, 'word')} of the question that no claim has"
        yield what, {**counts, _GROUNDED: grounded + absent}
    if said:
        what = f"have a verified claim on {plural(said, 'word')} of the question that only others have"
        yield what, {**counts, _GROUNDED: grounded + said, _SAID: 0}


def _words_of(question: str) -> dict[str, frozenset[str]]:
    """The words that carry a question, each with the stems of its parts; words of one stem once."""
    asked: dict[frozenset[str], str] = {}
    for word in normalise(question).split():
        if any(part not in _NOT_ASKED for part in words(word)):
            asked.setdefault(_stems(word), word.strip(".,;:?!()[]{}\"'*_").lower())
    return {word: stems for stems, word in asked.items()}


def _occurs(stems: frozenset[str], texts: Iterable[frozenset[str]]) -> bool:
    return any(stems <= text for text in texts)


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


COVERAGE = Reviewer(
    name="coverage",
    weight=1,
    formula="10 × (in a verified claim + ½ only in another claim or title) / words of the question",
    ends="with 0 and with 1 for the ½",
    count=count,
    estimate=estimate,
    changes=changes,
)
