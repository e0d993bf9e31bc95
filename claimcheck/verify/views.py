"""One claim held against one paper (or against a pool of papers): what was found, before anything is decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from pydantic import Field

from claimcheck.model import Conflict, Document, Evidence, Judgement, Noun, Paper, Passage, Probabilities, Span
from claimcheck.store import Store, digest
from claimcheck.verify import quantities
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import FEATURES_VERSION, Models, Reading, read
from claimcheck.verify.head import Head
from claimcheck.verify.passages import passages
from claimcheck.verify.search import DEPTH, Index
from claimcheck.words import collapse, normalise, orders

_FROM_EACH = 3
# How many pairs of neighbouring sentences are read as one.
_MOST_JOINED = 3
# The matchers that name words of the claim which a passage does not have.
_UNMATCHED = ("alignment", "quantities", "names", "scope")


class Weighed(Noun):
    """A passage with what every matcher made of it.

    Attributes:
        evidence: the passage with its scores.
        conflict: what the passage says against the claim; of a number and a sense that differ, the number.
        sense: where its number differs and its direction, negation or order of partners as well, the latter.
        unborne: numbers of the claim that the passage does not have, or has for something else.
        overstated: words of scope or strength that the claim adds, and where it drops a hedge the hedge.
    """

    evidence: Evidence
    conflict: Conflict | None
    sense: Conflict | None = None
    unborne: tuple[str, ...] = ()
    overstated: tuple[str, ...] = ()


class View(Noun):
    """What one reading of a claim found.

    Attributes:
        probabilities: of the three outcomes, by the head.
        objections: the matchers that keep the claim from being verified, however likely it is.
        weighed: the passages that were read, best first (never empty).
        missing: numbers of the claim that none of these passages has, or that stand there for something else.
        completion: the whole sentence of the paper in which the printed words of a cut-off claim stand verbatim.
        judgement: what the judge says, where there is one; never kept with the view.
    """

    probabilities: Probabilities
    objections: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    missing: tuple[str, ...]
    completion: str | None = None
    judgement: Judgement | None = Field(default=None, exclude=True)


class Shelved:
    """A paper at hand: the paper, its passages in order, and these searchable."""

    def __init__(
        self, paper: Paper, document: Document | None, encoder: Encoder, *, said: Sequence[Passage] = ()
    ) -> None:
        self.paper = paper
        self.passages = passages(document) if document else tuple(said)
        self.index = Index(self.passages, encoder)

    def without(self, span: Span, quotation: str, encoder: Encoder) -> Shelved:
        """The same paper without the passages that a span touches, and without any that has the very same words."""
        said = normalise(quotation).lower()
        rest = [p for p in self.passages if not _touch(p.span, span) and said not in normalise(p.text).lower()]
        return Shelved(self.paper, None, encoder, said=rest)

    def without_orders(self, encoder: Encoder) -> Shelved:
        """The same paper without what it orders its readers to say: that bears nothing out and disputes nothing."""
        rest = [p for p in self.passages if not orders(p.text)]
        return self if len(rest) == len(self.passages) else Shelved(self.paper, None, encoder, said=rest)

    @cached_property
    def key(self) -> str:
        """A digest of the paper, and of its passages as they come out of today's reader and splitter."""
        split = (f"{p.page} {p.span} {p.section} {p.text}{'|'.join(p.header + p.cells)}" for p in self.passages)
        return digest(self.paper.id, str(self.paper.version), self.paper.sha256, *split)


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class Viewer:
    """Holds claims against papers and keeps what it saw.

    Args:
        store: where views are kept, by digest of the statement, the papers and the models.
        models: the embedding model and the entailment model.
        head: the calibrated head.
    """

    def __init__(self, store: Store, models: Models, head: Head) -> None:
        self._store = store
        self._models = models
        self._head = head

    def view(self, statement: str, shelved: Sequence[Shelved], *, printed: str | None = None) -> View | None:
        """What the papers, read as one, hold for a statement; None where they have no passages.

        Args:
            statement: the claim, standing alone.
            shelved: one paper, or several to be searched as a pool.
            printed: the printed words of a cut-off claim, to be completed.
        """
        key = self.key(statement, shelved, printed)
        if kept := self._store.get_text("view", key):
            return View.model_validate_json(kept) if kept != "-" else None
        view = self._make(statement, shelved, printed)
        self._store.put_text("view", key, view.model_dump_json() if view else "-")
        return view

    def key(self, statement: str, shelved: Sequence[Shelved], printed: str | None = None) -> str:
        """A digest of all that a view of these papers depends on."""
        made_by = (self._models.encoder.info.digest, self._models.entailment.info.digest, self._head.digest)
        return digest(*made_by, FEATURES_VERSION, statement, printed or "", *(s.key for s in shelved))

    def _make(self, statement: str, shelved: Sequence[Shelved], printed: str | None) -> View | None:
        found = self._search(statement, shelved)
        if not found:
            return None
        owners = {id(passage): owner for owner, passage in found}
        reading = read(statement, [passage for _, passage in found], self._models)
        weighed = tuple(_weigh(reading, i, owners[id(reading.passages[i])].paper) for i in range(len(reading.passages)))
        return View(
            probabilities=self._head.probabilities(reading.vector),
            objections=reading.objections,
            weighed=weighed,
            missing=(
                *quantities.missing(statement, reading.passages),
                *quantities.unbound(statement, reading.passages),
            ),
            completion=_completion(printed, shelved) if printed else None,
        )

    def _search(self, statement: str, shelved: Sequence[Shelved]) -> list[tuple[Shelved, Passage]]:
        depth = DEPTH if len(shelved) == 1 else _FROM_EACH
        found = [(s, *hit) for s in shelved for hit in s.index.search(statement, depth)]
        if len(shelved) > 1:
            found.sort(key=lambda hit: -hit[2])
        hits = [(owner, number) for owner, number, _ in found[:DEPTH]]
        pairs = dict.fromkeys((owner, first) for owner, number in hits for first in (number - 1, number) if first >= 0)
        joined = ((owner, quantities.joined(statement, owner.passages[first : first + 2])) for owner, first in pairs)
        alone = ((owner, owner.passages[number]) for owner, number in hits)
        return [*alone, *islice(((owner, both) for owner, both in joined if both), _MOST_JOINED)]


def _weigh(reading: Reading, place: int, paper: Paper) -> Weighed:
    passage = reading.passages[place]
    scores = {name: score for name, found in reading.scores.items() if (score := found[place]) is not None}
    # A table has a row for every setting: another number in a row is another setting, not another result.
    quantity = scores["quantities"].conflict if passage.kind != "row" else None
    evidence = Evidence(
        paper=paper.id,
        version=paper.version,
        page=passage.page,
        section=passage.section,
        quotation=passage.quotation,
        span=passage.span,
        stance="nearest",
        scores={name: round(score.value, 4) for name, score in scores.items()},
        unmatched=tuple(dict.fromkeys(word for name in _UNMATCHED for word in scores[name].unmatched)),
    )
    return Weighed(
        evidence=evidence,
        conflict=quantity or scores["polarity"].conflict,
        sense=scores["polarity"].conflict if quantity else None,
        unborne=scores["quantities"].unmatched,
        overstated=scores["scope"].unmatched,
    )


def _completion(printed: str, shelved: Sequence[Shelved]) -> str | None:
    """The sentence in which exactly the printed words stand."""
    wanted = normalise(printed.rstrip(".… ")).lower()
    if len(wanted) < 30:
        return None
    for owner in shelved:
        for passage in owner.passages:
            if wanted in normalise(passage.text).lower():
                return collapse(passage.text)
    return None
