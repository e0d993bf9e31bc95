"""A report's claims: by the rules, and by what a language model reads beyond them, where one is named.

The model is asked which sentences that the rules passed over are claims, what the first words of claims stand for that
the rules could not resolve, and into which statements the claims fall that the rules left whole. All that it says comes
back as words of the report, and is handed to the rules: it adds claims, and readings of claims that must hold beside
the printed words. No claim of the rules changes or goes for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from claimcheck.extract import extract, undivided, unresolved
from claimcheck.language import Claims, LanguageModel, Parts, Referents
from claimcheck.model import Document, Extraction, Location, Reading
from claimcheck.tasks.workplace import Workplace

_In = TypeVar("_In")
_Out = TypeVar("_Out")
# Of one report: so many sentences are shown to the model, and so many claims asked about, the first ones of each.
_MOST_SENTENCES, _MOST_CLAIMS = 600, 200


def extracted(document: Document, workplace: Workplace, *, by_rules: bool = False) -> Extraction:
    """Sorts a report into claims, references and the rest; with `by_rules`, no language model is asked."""
    extraction = extract(document)
    if workplace.language is None or by_rules:
        return extraction
    return _Reader(document, workplace.language, workplace).read(extraction)


class _Reader:
    """Asks a language model about one report, several questions side by side."""

    def __init__(self, document: Document, model: LanguageModel, workplace: Workplace) -> None:
        self._document, self._model, self._workplace = document, model, workplace

    def read(self, extraction: Extraction) -> Extraction:
        """The same report, sorted with what the model reads in it."""
        found = self._claims(extraction)
        claims = extract(self._document, Reading(claims=found)).claims
        opens = self._first(unresolved(self._document, claims), _MOST_CLAIMS)
        refer = Referents(self._model)
        names = self._ask(lambda one: refer(one.words, one.claim.statement, one.before), opens)
        whole = self._first(undivided(self._document, claims), _MOST_CLAIMS)
        part = Parts(self._model)
        parts = self._ask(lambda claim: part(claim.text), whole)
        reading = Reading(
            claims=found,
            names={one.claim.location: name for one, name in zip(opens, names, strict=True) if name},
            parts={claim.location: said for claim, said in zip(whole, parts, strict=True) if said},
        )
        return extract(self._document, reading)

    def _claims(self, extraction: Extraction) -> frozenset[Location]:
        """The places of the sentences that the rules passed over and the model takes for claims."""
        sentences = self._first([one for one in extraction.skipped if one.sentence], _MOST_SENTENCES)
        batches = [sentences[start : start + Claims.AT_ONCE] for start in range(0, len(sentences), Claims.AT_ONCE)]
        find = Claims(self._model)
        found = self._ask(lambda batch: find([one.text for one in batch]), batches)
        return frozenset(batch[n].location for batch, places in zip(batches, found, strict=True) for n in places)

    def _first(self, about: Sequence[_In], most: int) -> Sequence[_In]:
        if len(about) > most:
            self._workplace.warn(f"--llm: only the first {most} of {len(about)} sentences are read by the model")
        return about[:most]

    def _ask(self, ask: Callable[[_In], _Out], about: Sequence[_In]) -> list[_Out]:
        """The answers, in order."""
        if about:
            self._workplace.progress(f"asking the language model: {len(about)} questions on what the report says")
        pool = ThreadPoolExecutor(self._workplace.settings.jobs, thread_name_prefix="claimcheck-reading")
        try:
            return list(pool.map(ask, about))
        finally:
            pool.shutdown(cancel_futures=True)
