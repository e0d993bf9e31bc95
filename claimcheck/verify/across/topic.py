"""Whether a paper has to do with the report's question: its title and abstract against the question, and the others.

A short question is far from many papers that answer it, so that a low cosine to it alone is no proof. A paper is off
topic only where it is far from the question and from every other paper of the report as well. The thresholds were
chosen on six machine-written reviews, whose own papers stay well clear of both at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from claimcheck.model import Document, Retrieved
from claimcheck.store import Store, digest
from claimcheck.verify.encoder import Encoder
from claimcheck.words import collapse, words

# Cosines below which a paper is far from the question, and from another paper.
_FAR_FROM_QUESTION, _FAR_FROM_PAPERS = 0.2, 0.4
_FEWEST_OTHERS = 2
_HEAD, _LONGEST_ABSTRACT, _SHORTEST_ABSTRACT = 8000, 1500, 150
_ABSTRACT = re.compile(r"\babstract\b", re.IGNORECASE)
_KIND = re.compile(
    r"\b(?:literature|systematic|related|research|review|report|survey|synthesis|summary|overview|background|work|draft"
    r"|notes?|study|of|the|a|an|on|for)\b",
    re.IGNORECASE,
)


def with_topics(
    question: str | None, title: str | None, retrieved: Sequence[Retrieved], encoder: Encoder, store: Store
) -> list[Retrieved]:
    """The same, the references of papers that have nothing to do with the report's question marked.

    Args:
        question: the report's question; None where it names none.
        title: the report's title, which stands in for it.
        retrieved: the papers; unknown ones, and those without an abstract, are never off topic.
        encoder: gives the vectors.
        store: keeps the cosines.
    """
    asked = [text for text in (question, title) if text and len(words(_KIND.sub(" ", text))) > 2]
    about = {item.paper.id: _about(item) for item in retrieved if item.paper}
    known = {name: text for name, text in about.items() if text}
    if not asked or len(known) <= _FEWEST_OTHERS:
        return list(retrieved)
    off = _off_topic(asked, known, encoder, store)
    return [
        item.model_copy(update={"reference": item.reference.model_copy(update={"off_topic": off[item.paper.id]})})
        if item.paper and item.paper.id in off
        else item
        for item in retrieved
    ]


def _off_topic(asked: Sequence[str], known: dict[str, str], encoder: Encoder, store: Store) -> dict[str, float]:
    """How near to the question the papers are that are too far from it and from all others."""
    key = digest(encoder.info.digest, *asked, *(part for pair in known.items() for part in pair))
    kept = store.get_json("topic", key)
    if kept is None:
        texts = [tokens.sentence for tokens in encoder.tokens_of([*asked, *known.values()])]
        questions, papers = np.stack(texts[: len(asked)]), np.stack(texts[len(asked) :])
        nearness = (papers @ questions.T).max(axis=1)
        between = papers @ papers.T
        np.fill_diagonal(between, -1.0)
        off = (nearness < _FAR_FROM_QUESTION) & (between.max(axis=1) < _FAR_FROM_PAPERS)
        kept = {
            name: round(max(0.0, float(near)), 4) for name, near, far in zip(known, nearness, off, strict=True) if far
        }
        store.put_json("topic", key, kept)
    return {name: float(str(near)) for name, near in kept.items()}


def _about(item: Retrieved) -> str | None:
    """Title and abstract of a paper; None where it has none that is long enough."""
    if item.paper is None or item.document is None:
        return None
    abstract = _abstract(item.document, whole=item.paper.text == "abstract")
    return f"{item.paper.title or ''}. {abstract}" if len(abstract) >= _SHORTEST_ABSTRACT else None


def _abstract(document: Document, *, whole: bool) -> str:
    head = document.text[:_HEAD]
    found = None if whole else _ABSTRACT.search(head)
    return collapse(head[found.end() if found else 0 :])[:_LONGEST_ABSTRACT]
