"""Data → lessons for the entailment model: pairs of a passage window and a claim, with one of three labels.

Three kinds: general pairs (`nli_train`, without the sources whose licence forbids it and with few of those whose
pairs are captions or one-word swaps); rows of the science sets, as windows of retrieved sentences and as their
rationale alone; pairs made by rule from sentences of the science sets (see `edits`). A quarter of the claims of the
sets that the head is fitted on is kept from the entailment model, so that the head learns how far to trust it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.verify import edits

LABELS = ("SUPPORT", "REFUTE", "NOINFO")
# Claims that people or machines wrote about a source: what the head is fitted on.
HEAD_SETS = ("scifact", "scihal", "checkcovid", "citint", "healthver")
# More pairs of science, for the entailment model alone.
MORE_SETS = ("climatefever", "covidfact", "evinf", "nli4ct", "summedits_other")
# Sets whose repository states a licence.
LICENSED = ("scifact", "checkcovid", "citint", "evinf", "summedits_other")
# How many of a source of `nli_train` are used; ANLI (CC BY-NC) stays out of weights that ship.
_MOST_GENERAL = {
    "vitaminc": 28_000, "lingnli": 16_000, "mnli-dev": 14_000, "mnli-train-10k": 6_000, "fever-dev": 6_000,
    "scitail-dev": 2_000, "conjnli": 3_000, "snli-cad": 2_000, "snli-dev": 1_500, "sick": 1_000, "breaking-nli": 800,
    "anli-dev": 0,
}  # fmt: skip
_MADE, _TRIES = 14_000, 10
_WINDOW_SENTENCES, _WINDOW_CHARACTERS = 3, 600
# The second course: windows of other lengths, and general pairs only from this place of the course on.
_OTHER_WINDOWS, _GENERAL_AGAIN, _FLIPPED_AGAIN = (1, 2, 3, 3, 4), 0.7, 0.4
Rules = Sequence[Callable[[str, random.Random], "edits.Edit | None"]]
_CITINT = {"CONTRADICT": "REFUTE", "MISQUOTE": "REFUTE", "NOT_SUBSTANTIATE": "NOINFO", "NO_EVIDENCE": "NOINFO"}
_MARKS = re.compile(r"\s?\[(?:CIT|OTHER_CIT|\d{1,3}(?:\s*[,;-]\s*\d{1,3})*)\]")

_NUMBERED = re.compile(r"^\[\d+\]:?\s*")

Row = dict[str, Any]


class Lesson(NamedTuple):
    """A pair: what is read, what is claimed, an index into `LABELS`, and when it is taught, 0 (first) to 1 (last)."""

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


def lessons(data: Path, seed: int, *, sets: Sequence[str] = (*HEAD_SETS, *MORE_SETS)) -> list[Lesson]:
    """All lessons in the order in which they are taught: general ones first, science more and more."""
    rng = random.Random(seed)  # noqa: S311 - a sample, no secret
    found = [*_general(data, rng)]
    science = {name: rows(data / f"{name}_train.jsonl.gz") for name in sets}
    for name, of_set in science.items():
        for row in of_set:
            if name not in HEAD_SETS or not held_back(row):
                found.extend(_of_row(row, rng))
    found.extend(_made(science, rng, edits.REFUTING))
    return sorted(found, key=lambda lesson: lesson.when)


def again(data: Path, seed: int) -> list[Lesson]:
    """The second course: science once more in other windows, fresh minimal pairs, and some general pairs."""
    rng = random.Random(seed + 1)  # noqa: S311 - a sample, no secret
    found = [lesson for lesson in _general(data, rng) if lesson.when > _GENERAL_AGAIN]
    science = {name: rows(data / f"{name}_train.jsonl.gz") for name in (*HEAD_SETS, *MORE_SETS)}
    for name, of_set in science.items():
        for row in of_set:
            if name not in HEAD_SETS or not held_back(row):
                found.extend(_of_row(row, rng, rng.choice(_OTHER_WINDOWS)))
                if rng.random() < _FLIPPED_AGAIN and (flip := flipped(row, rng)):
                    found.extend(_of_row(flip, rng))
    found.extend(_made(science, rng, (*edits.REFUTING, edits.swap)))
    rng.shuffle(found)
    return found


def _general(data: Path, rng: random.Random) -> Iterator[Lesson]:
    left = dict(_MOST_GENERAL)
    for row in rows(data / "nli_train.jsonl.gz"):
        if left[row["source"]] > 0:
            left[row["source"]] -= 1
            yield Lesson(
                row["premise"], row["hypothesis"], LABELS.index(row["label"]), 0.85 * rng.random(), row["source"]
            )


def _of_row(row: Row, rng: random.Random, most: int = _WINDOW_SENTENCES) -> Iterator[Lesson]:
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


def _made(science: dict[str, list[Row]], rng: random.Random, refuting: Rules) -> list[Lesson]:
    """Pairs made by rule from the sentences of abstracts and papers."""
    documents = sorted(
        {
            tuple(_NUMBERED.sub("", " ".join(s.split())) for s in row["evidence"])
            for name in ("scifact", "healthver", "citint", "scihal")
            for row in science.get(name, [])
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
        if 60 <= len(document[place]) <= 350:
            found.extend(_minimal_pairs(document, place, rng, refuting))
    return found


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
