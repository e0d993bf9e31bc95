"""Audits every case of the shared data twice, cold and warm, and holds the result against its gold rows.

    python reports/measure_cases.py DATA OUT.md [AUDITS]

DATA is the folder named by CLAIMCHECK_DATA; AUDITS is a folder that keeps the audits, for `reports/draw_verdicts.py`.
Each report runs as a process of its own, offline, in a cache that is new for each case. A gold row counts as extracted
where a claim on its line shares most of its words. Rows about authors, years and titles are left out: they are
bibliographic.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from claimcheck.words import words

FILES = ("literature_review.md", "REPORT.md")
_BIBLIOGRAPHIC = re.compile(r"\bauthors?\b|first author|wrong title|title is", re.IGNORECASE)
_BIBLIOGRAPHIC_CLAIM = re.compile(r"\*\*Authors\*\*|^#+ ")

Json = dict[str, Any]


def audit(report: Path, papers: Path, cache: Path) -> tuple[Json, float, int]:
    """The audit of one report, its wall time in seconds and its exit code."""
    command = [sys.executable, "-m", "claimcheck", "audit", str(report), "--papers", str(papers)]
    command += ["--offline", "--cache", str(cache), "--format", "json", "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own command
    seconds = time.perf_counter() - start
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(f"{report}: exit {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)["audits"][0], seconds, done.returncode


def match(row: Json, claims: list[Json]) -> Json | None:
    """The claim on a gold row's line that shares most of its words, if it shares at least half of the shorter one."""
    best, best_share = None, 0.5
    wanted = set(words(row["claim"]))
    for claim in claims:
        if not claim["location"]["line"] <= row["line"] <= claim["location"]["end_line"]:
            continue
        own = set(words(claim["text"]))
        share = len(wanted & own) / max(1, min(len(wanted), len(own)))
        if share > best_share or (share == best_share and best is None):
            best, best_share = claim, share
    return best


def measure(data: Path, audits: Path | None) -> tuple[list[Json], list[Json]]:
    """Figures for each report, and for each gold row what became of it."""
    reports, rows = [], []
    for case in sorted((data / "cases").iterdir()):
        gold = [json.loads(line) for line in (case / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
        with tempfile.TemporaryDirectory() as folder:
            for name in FILES:
                cold, cold_seconds, code = audit(case / name, case / "papers.json", Path(folder))
                warm, warm_seconds, _ = audit(case / name, case / "papers.json", Path(folder))
                if audits:
                    audits.mkdir(exist_ok=True)
                    (audits / f"{case.name}.{name}.json").write_text(json.dumps(cold), encoding="utf-8")
                if warm != cold:
                    raise SystemExit(f"{case.name}/{name}: the warm run differs from the cold one")
                figures = {"case": case.name, "file": name, "code": code, "cold": cold_seconds, "warm": warm_seconds}
                reports.append(figures | cold["summary"])
                for row in (r for r in gold if r["file"] == name):
                    claim = match(row, cold["claims"])
                    rows.append({"gold": row, "claim": claim})
                print(case.name, name, cold["summary"], f"{cold_seconds:.1f} s, {warm_seconds:.1f} s", flush=True)
    return reports, rows


COLUMNS = ("claims", "verified", "contradicted", "unverified", "review", "unchecked", "skipped")


def render(reports: list[Json], rows: list[Json]) -> str:
    """The Markdown page."""
    lines = [f"| case | file | {' | '.join(COLUMNS)} | exit | cold, s | warm, s |", "|---|---|" + "--:|" * 10]
    for r in reports:
        counts = " | ".join(str(r[name]) for name in COLUMNS)
        lines.append(f"| {r['case']} | {r['file']} | {counts} | {r['code']} | {r['cold']:.1f} | {r['warm']:.1f} |")
    lines += [
        "",
        *_gold_summary(rows),
        "",
        "| gold row | label | verdict | confidence | page: gold, found | claim |",
        "|---|---|---|--:|---|---|",
    ]
    lines += [_gold_line(item) for item in rows]
    return "\n".join(lines) + "\n"


def _is_bibliographic(row: Json) -> bool:
    return bool(_BIBLIOGRAPHIC_CLAIM.search(row["claim"])) or bool(
        _BIBLIOGRAPHIC.search(row["note"] or "") and len(row["claim"]) < 60
    )


def _gold_summary(rows: list[Json]) -> list[str]:
    kept = [item for item in rows if not _is_bibliographic(item["gold"])]
    found = [item for item in kept if item["claim"]]
    cited = [i for i in found if i["gold"]["paper"] in " ".join(i["claim"]["cites"])]
    table = Counter((i["gold"]["label"], i["claim"]["verdict"]) for i in found)
    paged = [i for i in found if i["gold"]["page"] and i["claim"]["evidence"]]
    first = [i for i in paged if i["claim"]["evidence"][0]["page"] == i["gold"]["page"]]
    among = [i for i in paged if any(e["page"] == i["gold"]["page"] for e in i["claim"]["evidence"])]
    verdicts = ("verified", "contradicted", "unverified", "unchecked")
    lines = [
        f"Gold rows: {len(rows)}, of them {len(rows) - len(kept)} about authors, years or titles (not counted below).",
        f"Extracted: {len(found)} of {len(kept)}. Cites the gold paper: {len(cited)} of {len(found)}.",
        f"Gold page: shown first in {len(first)} of {len(paged)}, among the three shown in {len(among)}.",
        "",
        "| gold | " + " | ".join(verdicts) + " |",
        "|---|" + "--:|" * len(verdicts),
    ]
    labels = ("SUPPORTED", "REFUTED", "NOT_FOUND")
    return [*lines, *(f"| {label} | " + " | ".join(str(table[label, v]) for v in verdicts) + " |" for label in labels)]


def _gold_line(item: Json) -> str:
    row, claim = item["gold"], item["claim"]
    text = row["claim"][:90].replace("|", "\\|")
    if claim is None:
        outcome = "bibliographic" if _is_bibliographic(row) else "not extracted"
        return f"| {row['id']} | {row['label']} | {outcome} | | {row['page'] or ''} | {text} |"
    verdict = (
        claim["verdict"]
        + (" (review)" if claim["review"] else "")
        + (f": {claim['reason']}" if claim["reason"] else "")
    )
    confidence = "" if claim["confidence"] is None else f"{claim['confidence']:.2f}"
    pages = ", ".join(str(e["page"]) for e in claim["evidence"])
    return f"| {row['id']} | {row['label']} | {verdict} | {confidence} | {row['page'] or '–'}; {pages} | {text} |"


if __name__ == "__main__":
    kept = Path(sys.argv[3]) if sys.argv[3:] else None
    Path(sys.argv[2]).write_text(render(*measure(Path(sys.argv[1]), kept)), encoding="utf-8")
