"""The whole room: every claim with the papers it cites, then with the other papers of the list."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from claimcheck.model import (
    Claim,
    FoundWork,
    PaperClaim,
    Plan,
    ReferenceStatus,
    Retrieved,
    ScreenedWork,
    UncheckedReason,
    Verdict,
    VerdictName,
)
from claimcheck.store import Store, digest
from claimcheck.verify.across.choice import CHOICE_VERSION, Choice, Pool, Question, choose, choose_for
from claimcheck.verify.across.grounding import grounded
from claimcheck.verify.across.grouping import Grouped, Told, group
from claimcheck.verify.across.screening import Limits, screen
from claimcheck.verify.across.stands import Means, stands
from claimcheck.verify.across.topic import with_topics
from claimcheck.verify.decide import Read, at_stake, decide, supports, together, unchecked
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.entailment import Entailment
from claimcheck.verify.features import Models, one_thread
from claimcheck.verify.head import Head
from claimcheck.verify.passages import passages
from claimcheck.verify.reread import weaker
from claimcheck.verify.second_opinion import LanguageJudge, with_judgement
from claimcheck.verify.views import Shelved, View, Viewer

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# Of the papers that a claim does not cite, so many are read for it: those with the passage nearest to it.
_ELSEWHERE = 3
# Worst first: what is said where several cited papers could not be read.
_REASONS = (
    (ReferenceStatus.WRONG_PAPER, UncheckedReason.WRONG_PAPER),
    (ReferenceStatus.UNREADABLE, UncheckedReason.PAPER_UNREADABLE),
    (ReferenceStatus.READ, UncheckedReason.PAPER_UNREADABLE),  # read, and not a sentence in it
)


@dataclass(frozen=True)
class Chosen:
    """The models that a user names; None is what ships.

    Attributes:
        embedder: a name or folder for sentence-transformers.
        entailment: a name or folder for sentence-transformers, of a cross-encoder.
        calibration: a file of `claimcheck calibrate`.
        offline: load no model from a hub.
    """

    embedder: str | None = None
    entailment: str | None = None
    calibration: Path | None = None
    offline: bool = False


class Verifier:
    """The verifier with its models, which load when first needed.

    Args:
        store: where vectors and views are kept.
        chosen: the models that the user names.
        judge: a language model's second opinion, where the user names one.
        jobs: how many claims are verified side by side.
        progress: called with a line before something slow.
    """

    def __init__(
        self,
        store: Store,
        chosen: Chosen = Chosen(),
        *,
        judge: LanguageJudge | None = None,
        jobs: int = 1,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.encoder = Encoder(chosen.embedder, offline=chosen.offline, progress=progress)
        self.entailment = Entailment(chosen.entailment, offline=chosen.offline, store=store)
        self.head = Head(chosen.calibration)
        self.models = Models(self.encoder, self.entailment)
        self._judge = judge
        self._store = store
        self._viewer = Viewer(store, self.models, self.head)
        self._jobs = jobs
        self._progress = progress

    def verify(self, claims: Sequence[Claim], retrieved: Sequence[Retrieved]) -> list[Verdict]:
        """A verdict for every claim, in order.

        Raises:
            ModelError: a model or the shipped weights are missing or damaged.
        """
        desk = _Desk(retrieved, self.encoder)
        return self._each(claims, lambda claim: self._verify(claim, desk), "verifying")

    def _each(self, claims: Sequence[_Item], work: Callable[[_Item], _Result], doing: str) -> list[_Result]:
        """What the work gives for every claim, in order, each announced; what has not begun is dropped where one fails.

        Args:
            claims: what is worked on, several at a time.
            work: what is done with one of them.
            doing: how a line of progress calls it: "verifying".
        """
        with one_thread(), ThreadPoolExecutor(self._jobs, thread_name_prefix="claimcheck-verify") as pool:
            results = []
            try:
                for number, future in enumerate([pool.submit(work, claim) for claim in claims], 1):
                    self._progress(f"{doing} claim {number} of {len(claims)}")
                    results.append(future.result())
            finally:
                pool.shutdown(cancel_futures=True)
            return results

    def with_passages(self, retrieved: Sequence[Retrieved]) -> list[Retrieved]:
        """The same, each paper with the number of passages that it was split into."""
        return [
            item.model_copy(update={"paper": item.paper.model_copy(update={"passages": len(passages(item.document))})})
            if item.paper and item.document
            else item
            for item in retrieved
        ]

    def with_topics(self, question: str | None, title: str | None, retrieved: Sequence[Retrieved]) -> list[Retrieved]:
        """The same, the references of papers that have nothing to do with the report's question marked."""
        with one_thread():
            return with_topics(question, title, retrieved, self.encoder, self._store)

    def screen(  # noqa: PLR0913 (what is screened, and the limits)
        self,
        question: str,
        plan: Plan,
        works: Sequence[FoundWork],
        *,
        most: int,
        first_year: int | None = None,
        last_year: int | None = None,
    ) -> list[ScreenedWork]:
        """Every work with a decision for or against it, and the reason (see `screening`)."""
        self._progress(f"screening {len(works)} works")
        limits = Limits(most, first_year, last_year)
        with one_thread():
            return screen(question, plan, works, limits, self.encoder, self._store)

    def considered(self, claim: Claim, retrieved: Sequence[Retrieved]) -> list[View]:
        """Every view that decides a claim without parts, for `explain`."""
        with one_thread():
            return [read.view for read in self._reads(claim, _Desk(retrieved, self.encoder))]

    def choose(self, pools: Sequence[Pool], most: int) -> list[tuple[int, int]]:
        """The most informative, least redundant candidates (see `choice`); kept, as the choice loads the model."""
        said = (f"{pool.title}{'|'.join(f'{c.weight} {c.text}' for c in pool.candidates)}" for pool in pools)
        key = digest(self.encoder.info.digest, CHOICE_VERSION, str(most), *said)
        if (kept := self._store.get_text("choice", key)) is not None:
            return [(paper, place) for paper, place in json.loads(kept)]
        with one_thread():
            chosen = choose(pools, self.encoder, most)
        self._store.put_text("choice", key, json.dumps(chosen))
        return chosen

    def choose_for(self, asked: Question, pools: Sequence[Pool], *, most: int, most_papers: int) -> Choice:
        """The candidates that say most on a question, least redundant, and the papers that say anything on it."""
        with one_thread():
            return choose_for(asked, pools, self.encoder, most=most, most_papers=most_papers)

    def group(self, claims: Sequence[Told]) -> list[Grouped]:
        """Claims of several papers, grouped by what they speak of (see `grouping`)."""
        with one_thread():
            return group(claims, self.encoder)

    def hold(self, claims: Sequence[PaperClaim], retrieved: Sequence[Retrieved]) -> list[PaperClaim]:
        """Claims drawn from papers with what the rest of their paper, and each other paper, says to them; in order.

        Raises:
            ModelError: a model or the shipped weights are missing or damaged.
        """
        desk, means = _Desk(retrieved, self.encoder, heed=False), Means(self.encoder, self.head.thresholds)

        def held(claim: PaperClaim) -> PaperClaim:
            (own,) = desk.at_hand([claim.key])
            return stands(claim, own, desk.others([claim.key]), self._viewer, means)

        return self._each(claims, held, "holding")

    def grounded(self, claims: Sequence[PaperClaim], retrieved: Sequence[Retrieved]) -> list[bool]:
        """Whether its own paper bears each of these claims out, which somebody drew from it (see `grounding`)."""
        desk, thresholds = _Desk(retrieved, self.encoder, heed=False), self.head.thresholds

        def held(claim: PaperClaim) -> bool:
            return any(grounded(claim, own, self._viewer, thresholds) for own in desk.at_hand([claim.key]))

        return self._each(claims, held, "grounding")

    def _verify(self, claim: Claim, desk: _Desk) -> Verdict:
        verdict = self._as_printed(claim, desk)
        if claim.reading is None or verdict.verdict is not VerdictName.VERIFIED:
            return verdict
        return weaker(verdict, self._verify(claim.reading, desk), desk.lacking(claim.cites))

    def _as_printed(self, claim: Claim, desk: _Desk) -> Verdict:
        if claim.clauses:
            return together([self._verify(clause, desk) for clause in claim.clauses])
        if _mostly_not_latin(claim.text):
            return unchecked(UncheckedReason.UNSUPPORTED_LANGUAGE)
        if not claim.cites:
            return unchecked(UncheckedReason.NO_CITATION)
        reads = self._reads(claim, desk)
        verdict = decide(
            reads,
            desk.lacking(claim.cites),
            self.head,
            lacking_must=desk.lacking(claim.said_of),
            whole_list=claim.cited_by == "list",
        )
        if verdict.verdict is VerdictName.UNVERIFIED and claim.cited_by in {"marker", "row"}:
            return verdict.model_copy(update={"supported_elsewhere": self._elsewhere(claim, desk)})
        return verdict

    def _reads(self, claim: Claim, desk: _Desk) -> list[Read]:
        shelved = desk.at_hand(claim.cites)
        printed = claim.text if claim.truncated else None
        if claim.cited_by == "list" and shelved and not claim.said_of:
            # As many chances as there are papers would make a chance hit likely: the list is read as one pool.
            view = self._heard(claim.judged, self._viewer.view(claim.judged, shelved, printed=printed))
            return [Read(view, abstract=any(s.paper.text == "abstract" for s in shelved))] if view else []
        views = [(s, self._heard(claim.judged, self._viewer.view(claim.judged, [s], printed=printed))) for s in shelved]
        each = desk.at_hand(claim.said_of)
        return [
            Read(view, s.paper.text == "abstract", desk.key(s, claim.cites), must=any(s is one for one in each))
            for s, view in views
            if view
        ]

    def _heard(self, claim: str, view: View | None) -> View | None:
        """A view with what the judge says of it, where there is a judge and its word can matter."""
        if view is None or self._judge is None or not at_stake(view, self.head.thresholds):
            return view
        return with_judgement(view, claim, self._judge)

    def _elsewhere(self, claim: Claim, desk: _Desk) -> str | None:
        """A paper of the list that supports a claim which does not cite it; kept, as the search loads the models."""
        others = desk.others(claim.cites)
        key = self._viewer.key(claim.judged, others)
        if (kept := self._store.get_text("elsewhere", key)) is not None:
            return kept or None
        nearest = sorted(others, key=lambda other: -other.index.nearness(claim.judged))[:_ELSEWHERE]
        views = ((other, self._viewer.view(claim.judged, [other])) for other in nearest)
        found = next((s.paper.id for s, view in views if view and supports(view, self.head.thresholds)), None)
        self._store.put_text("elsewhere", key, found or "")
        return found


class _Desk:
    """The papers at hand that say anything, by the key of the reference, each paper once.

    Args:
        retrieved: what was retrieved.
        encoder: makes them searchable.
        heed: with what they order their readers to say; not where a report is made of their words.
    """

    def __init__(self, retrieved: Sequence[Retrieved], encoder: Encoder, *, heed: bool = True) -> None:
        self._status = {r.reference.key: r.reference.status for r in retrieved}
        self._shelved: dict[str, Shelved] = {}
        once: dict[tuple[str, int | None, str], Shelved] = {}
        for item in retrieved:
            if item.paper and item.document:
                same = (item.paper.id, item.paper.version, item.paper.sha256)
                if same not in once:
                    once[same] = Shelved(item.paper, item.document, encoder)
                if once[same].passages:
                    self._shelved[item.reference.key] = once[same]
        if not heed:
            heard = {id(one): one.without_orders(encoder) for one in once.values()}
            self._shelved = {key: heard[id(one)] for key, one in self._shelved.items()}

    def at_hand(self, keys: Sequence[str]) -> list[Shelved]:
        return list({id(s): s for key in keys if (s := self._shelved.get(key))}.values())

    def key(self, shelved: Shelved, keys: Sequence[str]) -> str:
        """By which of these references a paper is cited."""
        return next(key for key in keys if self._shelved.get(key) is shelved)

    def others(self, keys: Sequence[str]) -> list[Shelved]:
        cited = {id(s) for s in self.at_hand(keys)}
        return [s for s in {id(s): s for s in self._shelved.values()}.values() if id(s) not in cited]

    def lacking(self, keys: Sequence[str]) -> UncheckedReason | None:
        """Why one of the references was not read; None where all were."""
        missing = {self._status.get(key) for key in keys if key not in self._shelved}
        if not missing:
            return None
        return next((reason for status, reason in _REASONS if status in missing), UncheckedReason.PAPER_MISSING)


def _mostly_not_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(ord(c) < 0x250 for c in letters) < len(letters) / 2
