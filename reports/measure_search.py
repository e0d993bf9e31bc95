"""The search of an audit on the retrieval set: everything embedded, against shortlists of several lengths.

    python reports/measure_search.py DATA OUT.md

For each length: how often a gold sentence is among the first 1, 3, 8 and 10 passages, the mean reciprocal rank, and
how many passages a query embeds; before them BM25 and the cosine of embeddings, each alone over all passages. The same
for rows of `scifact_train` with a rationale (whole abstracts, which a shortlist seldom shortens), to see that nothing
is lost there: the first 140 by digest.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from claimcheck.model import Passage
from claimcheck.store import digest
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.features import one_thread
from claimcheck.verify.learning.lessons import Row, rows, without_marks
from claimcheck.verify.search import Index

LENGTHS = (None, 8, 12, 16, 20, 24, 32)
ALONE = ("BM25 alone", "embeddings alone")
_ROWS = 140
_HEAD = "| shortlist | hit@1 | hit@3 | hit@8 | hit@10 | MRR | passages embedded a query |"


def chosen(data: Path) -> dict[str, list[Row]]:
    """The rows of each set as `query`, `sentences`, `gold`."""
    abstracts = [row for row in rows(data / "data" / "scifact_train.jsonl.gz") if row["rationale"]]
    abstracts.sort(key=lambda row: digest(row["id"]))
    return {
        "retrieval": rows(data / "data" / "retrieval.jsonl.gz"),
        "scifact_train": [
            {"query": row["claim"], "sentences": row["evidence"], "gold": row["rationale"]} for row in abstracts[:_ROWS]
        ],
    }


def measure(queries: list[Row]) -> list[str]:
    """The table of one set, a line a length."""
    encoder = Encoder()
    papers: dict[tuple[str, ...], dict[int | None, Index]] = {}
    places: dict[int | str | None, list[int]] = {name: [] for name in (*ALONE, *LENGTHS)}
    embedded: dict[int | str | None, list[int]] = {name: [] for name in (*ALONE, *LENGTHS)}

    def note(name: int | str | None, found: list[int], count: int) -> None:
        places[name].append(next((i for i, number in enumerate(found) if number in row["gold"]), 10**6))
        embedded[name].append(count)

    for row in queries:
        texts = tuple(" ".join(sentence.split())[:900] for sentence in row["sentences"])
        if texts not in papers:
            offered = [Passage(text=text, quotation=text or "-", span=(i, i)) for i, text in enumerate(texts)]
            papers[texts] = {length: Index(offered, encoder, shortlist=length) for length in LENGTHS}
        query = without_marks(row["query"])
        lexical = papers[texts][None]._lexical(query)  # noqa: SLF001 - one of the rankings, by itself
        asked = encoder.tokens(query).sentence
        cosine = np.array([tokens.sentence @ asked for tokens in encoder.tokens_of(list(texts))])
        ranked = dict(zip(ALONE, ((lexical, 0), (cosine, len(texts))), strict=True))
        for name, (scores, count) in ranked.items():
            note(name, np.argsort(-scores, kind="stable").tolist(), count)
        for length, index in papers[texts].items():
            found = [number for number, _ in index.search(query, len(texts))]
            note(length, found, len(found))
    lines = [_HEAD, "|---|--:|--:|--:|--:|--:|--:|"]
    for key, found in places.items():
        place = np.array(found)
        hits = " | ".join(f"{(place < most).mean():.3f}" for most in (1, 3, 8, 10))
        called = "fused, none: all" if key is None else f"fused, {key}" if isinstance(key, int) else key
        lines.append(f"| {called} | {hits} | {(1 / (place + 1)).mean():.3f} | {np.mean(embedded[key]):.0f} |")
    return lines


def main(data: Path, out: Path) -> None:
    """Measures every length on both sets and writes the tables."""
    with one_thread():
        tables = [
            "\n".join([f"{name}: {len(queries)} queries.", "", *measure(queries)])
            for name, queries in chosen(data).items()
        ]
    out.write_text("\n\n".join(tables) + "\n", encoding="utf-8")
    print(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
