"""Claims written for passages, as labelled rows: what the entailment model is taught last, and what is kept from it.

Two machine-written files of `fixtures`: `contrasts.jsonl`, two invented passages and two claims, each passage bearing
out one of them; `written.jsonl`, claims for a passage in the manner of reviews: three that it bears out, for each a
twin of the same form that it contradicts or does not show, and now and then one more of these. A passage of the second
is invented too, or it is one of the training data, told by its row and sentences, so that no text of others is kept
here.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

_FIXTURES = Path(__file__).parents[3] / "fixtures"
CONTRASTS, CLAIMS = _FIXTURES / "contrasts.jsonl", _FIXTURES / "written.jsonl"
CONTRAST, CLAIM = "contrast", "written"
# What the pairs of a passage are for, by its digest: an eighth to measure, an eighth that is kept, the rest to teach.
_EIGHTHS = {0: "measured", 1: "kept"}

Row = dict[str, Any]


def rows(rows_of: Callable[[str], list[Row]]) -> list[Row]:
    """The rows of both files; `rows_of` gives the training rows of a set by its name."""
    return [*contrasts(), *claims(rows_of)]


def contrasts(file: Path = CONTRASTS) -> Iterator[Row]:
    """Four labelled rows a contrast: each of its passages with its own claim and with the other's.

    `part` of a row is "taught", "kept" or "measured".
    """
    for number, pair in enumerate(_objects(file), 1):
        for passage, claim, own in (
            ("a", "right", True),
            ("a", "wrong", False),
            ("b", "wrong", True),
            ("b", "right", False),
        ):
            yield {
                "id": f"{CONTRAST}-{number}-{passage}-{claim}",
                "claim": pair[claim],
                "evidence": pair[passage],
                "label": "SUPPORT" if own else pair["label"],
                "rationale": [],
                "source": CONTRAST,
                "part": _part(pair["a"]),
            }


def claims(rows_of: Callable[[str], list[Row]], file: Path = CLAIMS) -> Iterator[Row]:
    """A labelled row a claim; `number` is the place of its passage in the file, from 1.

    Args:
        rows_of: gives the training rows of a set by its name, for the passages that are some of their sentences.
        file: the written claims.
    """
    known: dict[str, dict[str, Row]] = {}
    for number, written in enumerate(_objects(file), 1):
        if "passage" in written:
            evidence = written["passage"]
        else:
            name = written["set"]
            if name not in known:
                known[name] = {row["id"]: row for row in rows_of(name)}
            row = known[name][written["row"]]
            evidence = [" ".join(row["evidence"][i].split()) for i in written["sentences"]]
        for label, of_label in written["claims"].items():
            for place, claim in enumerate(of_label):
                yield {
                    "id": f"{CLAIM}-{number}-{label}-{place}",
                    "number": number,
                    "claim": claim,
                    "evidence": evidence,
                    "label": label,
                    "rationale": [],
                    "source": CLAIM,
                    "part": _part(evidence),
                }


def _objects(file: Path) -> Iterator[Row]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _part(passage: Sequence[str]) -> str:
    return _EIGHTHS.get(hashlib.sha256(" ".join(passage).encode()).digest()[0] % 8, "taught")
