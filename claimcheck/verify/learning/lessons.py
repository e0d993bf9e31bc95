"""Data → lessons for the entailment model: pairs of a passage window and a claim, with one of three labels.

Four kinds: general pairs (`nli_train`); rows of the science sets, as windows of retrieved sentences and as their
rationale alone; pairs made by rule from sentences of the science sets (see `edits`); claims written for passages, and
contrasts, where only both sides together tell the label (see `written`). What is taught when stands in `courses`. A
quarter of the claims of the sets that the head is fitted on is kept from the entailment model, so that the head learns
how far to trust it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.verify.learning import edits, written

LABELS = ("SUPPORT", "REFUTE", "NOINFO")
# The label of a pair that nobody labelled.
UNLABELLED = len(LABELS)
# Claims that people or machines wrote about a source: what the head is fitted on.
HEAD_SETS = ("scifact", "scihal", "checkcovid", "citint", "healthver")
# More pairs of science, for the entailment model alone.
MORE_SETS = ("climatefever", "covidfact", "evinf", "nli4ct", "summedits_other")
# Sets whose repository states a licence.
LICENSED = ("scifact", "checkcovid", "citint", "evinf", "summedits_other")
SCIENCE = (*HEAD_SETS, *MORE_SETS)
# The sets whose sentences pairs are made from by rule: abstracts and papers.
_MADE_OF = ("scifact", "healthver", "citint", "scihal")
_MADE, _TRIES = 14_000, 10
_WINDOW_SENTENCES, _WINDOW_CHARACTERS = 3, 600
# In characters: what is taught of a passage that a claim was written for.
_WRITTEN_WINDOWS = (500, 650, 800)
Rules = Sequence[Callable[[str, random.Random], "edits.Edit | None"]]
_CITINT = {"CONTRADICT": "REFUTE", "MISQUOTE": "REFUTE", "NOT_SUBSTANTIATE": "NOINFO", "NO_EVIDENCE": "NOINFO"}
_MARKS = re.compile(r"\s?\[(?:CIT|OTHER_CIT|\d{1,3}(?:\s*[,;-]\s*\d{1,3})*)\]")

_NUMBERED = re.compile(r"^\[\d+\]:?\s*")

Row = dict[str, Any]


class Lesson(NamedTuple):
    """A pair: what is read, what is claimed, its label, and when it is taught, from 0 (first) on.

    `label` is an index into `LABELS`, or `UNLABELLED`.
    """

    premise: str
    claim: str
    label: int
    when: float
    rule: str


def rows(path: Path) -> list[Row]:
    """All rows of a JSON Lines file, plain or gzip'd."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def label(row: Row) -> str:
    """The label of a row; citint's are read through its finer ones, as its README demands."""
    if str(row.get("source", "")).startswith("citint") and row["label"] != "SUPPORT":
        return _CITINT.get(row.get("orig_label", ""), str(row["label"]))
    return str(row["label"])


def without_marks(claim: str) -> str:
    """A claim without its citation marks."""
    return _MARKS.sub("", claim).strip()


def held_back(row: Row) -> bool:
    """Whether a row is kept from the entailment model, for the head: a quarter of the claims, by digest."""
    return hashlib.sha256(row["claim"].encode()).digest()[0] % 4 == 0


def flipped(row: Row, rng: random.Random) -> Row | None:
    """A supported row with one thing of its claim turned round, so that its evidence refutes it; a number if it can."""
    claim = without_marks(row["claim"])
    changes = [edit for rule in edits.REFUTING if (edit := rule(claim, rng)) is not None]
    if label(row) != "SUPPORT" or not changes:
        return None
    change = changes[0] if changes[0].rule == "number" else rng.choice(changes)
    return row | {"claim": change.text, "label": "REFUTE", "source": f"{row['source']}:{change.rule}"}


def told(row: Row, rng: random.Random) -> Row | None:
    """A row's evidence with one of its own sentences, shortened by rule, as the claim."""
    sentences = [" ".join(s.split()) for s in row["evidence"]]
    places = [i for i, sentence in enumerate(sentences) if _fits(sentence)]
    if not places:
        return None
    place = rng.choice(places)
    claim = edits.shorten(sentences[place], rng).text
    return row | {"claim": claim, "label": "SUPPORT", "rationale": [place], "source": f"{row['source']}:told"}


def taught(data: Path, sets: Sequence[str] = SCIENCE) -> Iterator[Row]:
    """The rows of the science sets that the entailment model may see."""
    for name in sets:
        for row in rows(data / f"{name}_train.jsonl.gz"):
            if name not in HEAD_SETS or not held_back(row):
                yield row


def written_claims(data: Path) -> Iterator[Row]:
    """The rows of all claims written for passages."""
    return written.claims(lambda name: rows(data / f"{name}_train.jsonl.gz"))


def general(
    data: Path, rng: random.Random, most: Mapping[str, int], known: Mapping[str, int] | None = None
) -> Iterator[Lesson]:
    """General pairs, of each source at most so many, behind those that are known already."""
    skipped, left = dict(known or {}), dict(most)
    for row in rows(data / "nli_train.jsonl.gz"):
        if skipped.get(row["source"], 0) > 0:
            skipped[row["source"]] -= 1
        elif left.get(row["source"], 0) > 0:
            left[row["source"]] -= 1
            when = 0.85 * rng.random()
            yield Lesson(row["premise"], row["hypothesis"], LABELS.index(row["label"]), when, row["source"])


def of_written(row: Row, rng: random.Random) -> Lesson:
    """A written claim with as many of its passage's sentences as fit into a window, those nearest to it first."""
    room, sentences = rng.choice(_WRITTEN_WINDOWS), row["evidence"]
    chosen: list[int] = []
    for i in ranked(row["claim"], sentences):
        if not chosen or sum(len(sentences[j]) for j in (*chosen, i)) <= room:
            chosen.append(i)
    premise = " ".join(sentences[i] for i in sorted(chosen))
    return Lesson(premise, row["claim"], LABELS.index(row["label"]), 0, row["source"])


def of_row(row: Row, rng: random.Random, most: int = _WINDOW_SENTENCES) -> Iterator[Lesson]:
    """A row as retrieved windows, and as its rationale alone where that is marked."""
    sentences = [" ".join(s.split()) for s in row["evidence"] if s.strip()]
    if not sentences or len(sentences) != len(row["evidence"]):
        return
    claim, truth, rationale = without_marks(row["claim"]), label(row), set(row["rationale"])
    late = 0.35 + 0.65 * rng.random()
    best = ranked(claim, sentences)
    window = best[:most]
    shown = truth if not rationale or rationale & set(window) or truth == "NOINFO" else "NOINFO"
    yield Lesson(joined(sentences, window), claim, LABELS.index(shown), late, row["source"])
    if rationale and truth != "NOINFO" and len(sentences) > 1 and len(rationale) <= _WINDOW_SENTENCES:
        late = 0.35 + 0.65 * rng.random()
        yield Lesson(joined(sentences, sorted(rationale)), claim, LABELS.index(truth), late, row["source"])
        beside = [i for i in best if i not in rationale]
        if beside and rng.random() < 0.4:
            yield Lesson(sentences[beside[0]], claim, LABELS.index("NOINFO"), late, row["source"] + ":beside")


def ranked(claim: str, sentences: Sequence[str]) -> list[int]:
    """Sentences by the share of the claim's words that they have, rare words counting more, best first."""
    bags = [_bag(sentence) for sentence in sentences]
    frequency = Counter(word for bag in bags for word in bag)
    wanted = _bag(claim)
    weight = {word: 1.0 / (1 + frequency[word]) for word in wanted}
    # Exact sums: a set has another order in every process, and the last bit of a rounded one would tell.
    return sorted(range(len(sentences)), key=lambda i: (-math.fsum(weight[w] for w in wanted & bags[i]), i))


def _bag(text: str) -> frozenset[str]:
    return frozenset(word[:6] for word in re.findall(r"\w+", text.lower()) if len(word) > 3 or word.isdigit())


def joined(sentences: Sequence[str], chosen: Iterable[int]) -> str:
    """The chosen sentences in the order of the text, cut to the length of a window."""
    return " ".join(sentences[i] for i in sorted(chosen))[:_WINDOW_CHARACTERS]


def made(data: Path, rng: random.Random, refuting: Rules) -> list[Lesson]:
    """Pairs made by rule from the sentences of abstracts and papers."""
    documents = sorted(
        {
            tuple(_NUMBERED.sub("", " ".join(s.split())) for s in row["evidence"])
            for name in _MADE_OF
            for row in rows(data / f"{name}_train.jsonl.gz")
            if len(row["evidence"]) >= 3
        }
    )
    found: list[Lesson] = []
    # Bounded: few documents may have no sentence of the right length.
    for _ in range(_TRIES * _MADE if documents else 0):
        if len(found) >= _MADE:
            break
        document = rng.choice(documents)
        place = rng.randrange(len(document))
        if _fits(document[place]):
            found.extend(_minimal_pairs(document, place, rng, refuting))
    return found


def _fits(sentence: str) -> bool:
    """Whether a sentence is one that a claim can be made of: no heading, and no list of everything."""
    return 60 <= len(sentence) <= 350


def _minimal_pairs(document: Sequence[str], place: int, rng: random.Random, refuting: Rules) -> Iterator[Lesson]:
    """One sentence of a document: reported truly, changed in one thing, and changed on both sides."""
    sentence = document[place]
    window = [place] if rng.random() < 0.4 else [place, place + 1 if place + 1 < len(document) else place - 1]
    premise = joined(document, window)
    when = 0.3 + 0.6 * rng.random()
    true = edits.shorten(sentence, rng).text
    yield Lesson(premise, true, 0, when, "made:shorten")
    changes = [e for rule in refuting if (e := rule(true, rng)) is not None]
    if changes:
        # Numbers are what reports get wrong most, and most sentences have none: where there is one it is taken.
        change = changes[0] if changes[0].rule == "number" and rng.random() < 0.7 else rng.choice(changes)
        if changes[-1].rule == "swap" and rng.random() < 0.5:
            change = changes[-1]
        yield Lesson(premise, change.text, 1, when, f"made:{change.rule}")
        # The changed sentence as the source: now the changed claim is the true one. So no side alone tells the label.
        same = next(rule for rule in refuting if rule.__name__ == change.rule)
        if rng.random() < 0.5 and change.rule != "partners" and (other := same(sentence, rng)) is not None:
            source = joined([*document[:place], other.text, *document[place + 1 :]], window)
            yield Lesson(source, edits.shorten(other.text, rng).text, 0, when, f"made:{change.rule}:twin")
    wider = [e for rule in edits.WIDENING if (e := rule(true, rng)) is not None]
    if renamed := edits.name(true, rng, document):
        wider.append(renamed)
    if wider and rng.random() < 0.6:
        change = rng.choice(wider)
        yield Lesson(premise, change.text, 2, when, f"made:{change.rule}")
    elif rng.random() < 0.4:
        neighbour = rng.choice([i for i in range(len(document)) if i not in window] or [place])
        if neighbour != place:
            yield Lesson(premise, edits.shorten(document[neighbour], rng).text, 2, when, "made:neighbour")
