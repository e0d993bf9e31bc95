"""Which works have to do with a question: title and abstract against its words and its sense, with the reason.

A work must speak of one of the question's terms or be near to it in sense; how near, the embedding model says. Words
and sense are weighed alike in `relevance`, for each goes wrong alone: a shared word may mean something else, and near
in sense are all works of a field. Words that a language model added to a term count for a work that is near in sense
alone: they can let in what says the same in other words, and nothing that is about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from claimcheck.model import Exclusion, FoundWork, Plan, ScreenedWork
from claimcheck.store import Store, digest
from claimcheck.verify.encoder import Encoder
from claimcheck.words import stems, words

# Cosine to the question below which a work is about something else, whatever words it shares. Stricter than `topic`,
# where a person chose the papers: a search brings works that share a word by chance.
_FAR = 0.3
# Cosine from which a work is let through without any of the question's words: it may use others for the same. From
# there on added words count, too.
_NEAR = 0.5
# Relevance below which a work is off the question; without an abstract there is less to go by, and more is asked.
_LEAST, _LEAST_BY_TITLE = 0.4, 0.5
_LONGEST = 1500
_BATCH = 64
_LINKS = frozenset(words("a an and for in of on or the to with"))


class _Words(NamedTuple):
    """What a work says of the question's concepts: the share [0, 1] over all, and which whole, in part, or not."""

    share: float
    whole: tuple[str, ...]
    part: tuple[str, ...]
    none: tuple[str, ...]

    def told(self, where: str) -> str:
        """The same in words."""
        if not self.whole and not self.part:
            return f"{where} speaks of none of: {', '.join(self.none)}"
        whole = f" of {', '.join(self.whole)}" if self.whole else ""
        part = f" in part of {', '.join(self.part)}" if self.part else ""
        return f"{where} speaks{whole}{' and' if whole and part else ''}{part}"


class Limits(NamedTuple):
    """How many works are kept at most, and the years, both ends included, outside which none is."""

    most: int
    first_year: int | None = None
    last_year: int | None = None

    def allow(self, year: int | None) -> bool:
        """Whether a work of that year may be kept; one of an unknown year may."""
        return year is None or (self.first_year or year) <= year <= (self.last_year or year)


def screen(  # noqa: PLR0913 (what is screened, against what and by what)
    question: str, plan: Plan, works: Sequence[FoundWork], limits: Limits, encoder: Encoder, store: Store
) -> list[ScreenedWork]:
    """Every work with a decision and its reason: those kept first, each part in order of relevance.

    Args:
        question: what is asked.
        plan: the question's concepts, in all their forms.
        works: each once.
        limits: how many are kept, the most relevant ones, and of which years.
        encoder: gives the vectors.
        store: keeps the cosines.
    """
    nearness = _nearness(question, works, encoder, store)
    judged = [_judge(work, _spoken(plan, work, near), near, limits) for work, near in zip(works, nearness, strict=True)]
    judged.sort(key=lambda work: (not work.kept, -work.relevance, work.title, work.arxiv_id or work.doi or ""))
    return [
        _drop(work, Exclusion.BEYOND, f"beyond --max-papers {limits.most}; {work.reason}")
        if work.kept and place >= limits.most
        else work
        for place, work in enumerate(judged)
    ]


def _judge(work: FoundWork, said: _Words, near: float, limits: Limits) -> ScreenedWork:
    relevance = round((near + said.share) / 2, 4)
    similarity = f"similarity {near:.2f}"
    speaks = said.told("its abstract" if work.abstract else "no abstract; its title")
    kept = ScreenedWork(**work.model_dump(), kept=True, reason=f"{speaks}; {similarity}", relevance=relevance)
    if not limits.allow(work.year):
        return _drop(kept, Exclusion.YEARS, f"outside the years: {work.year}")
    if work.retracted:
        return _drop(kept, Exclusion.RETRACTED, work.retracted)
    if not work.abstract and relevance < _LEAST_BY_TITLE:
        return _drop(kept, Exclusion.NO_ABSTRACT, f"no abstract, title unrelated: {similarity}")
    if said.share == 0 and near < _NEAR:
        return _drop(kept, Exclusion.TERMS, f"{speaks}; {similarity}")
    if near < _FAR or relevance < _LEAST:
        return _drop(kept, Exclusion.OFF_QUESTION, f"off the question: {similarity}; {speaks}")
    return kept


def _drop(work: ScreenedWork, why: Exclusion, reason: str) -> ScreenedWork:
    return work.model_copy(update={"kept": False, "excluded": why, "reason": reason})


def _text(work: FoundWork) -> str:
    return f"{work.title}. {work.abstract or ''}"[:_LONGEST].strip()


def _nearness(question: str, works: Sequence[FoundWork], encoder: Encoder, store: Store) -> list[float]:
    """Cosine of each work to the question, not below 0; each is kept, so that one work more costs one work more."""
    texts = [_text(work) for work in works]
    keys = {text: digest(encoder.info.digest, question, text) for text in texts}
    known = {text: float(kept) for text, key in keys.items() if (kept := store.get_text("screening", key))}
    rest = [text for text in keys if text not in known]
    for start in range(0, len(rest), _BATCH):
        batch = rest[start : start + _BATCH]
        asked, *vectors = (tokens.sentence for tokens in encoder.tokens_of([question, *batch]))
        for text, vector in zip(batch, vectors, strict=True):
            known[text] = round(max(0.0, float(np.dot(asked, vector))), 4)
            store.put_text("screening", keys[text], str(known[text]))
    return [min(1.0, known[text]) for text in texts]


def _spoken(plan: Plan, work: FoundWork, near: float) -> _Words:
    concepts = plan.widened if near >= _NEAR else plan.concepts
    said = _stems(f"{work.title}. {work.abstract or ''}")
    shares = [(concept[0], max(_share(form, said) for form in concept)) for concept in concepts]
    return _Words(
        share=sum(share for _, share in shares) / max(1, len(shares)),
        whole=tuple(name for name, share in shares if share == 1),
        part=tuple(name for name, share in shares if 0 < share < 1),
        none=tuple(name for name, share in shares if share == 0),
    )


def _share(form: str, said: frozenset[str]) -> float:
    wanted = _stems(form) - _LINKS
    # Squared: two words of four are more often those of another thing than half of this one.
    return (len(wanted & said) / len(wanted)) ** 2 if wanted else 0.0


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))
