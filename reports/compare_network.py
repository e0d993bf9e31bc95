"""Audits the cases of the shared data from disk and then through the network code, and compares.

    python -m reports.compare_network DATA CACHE OUT.md [CASE ...]     (from the root of the checkout)

A loopback arXiv serves the feeds and PDFs of DATA/papers. Both runs share CACHE, so that only fetching differs: what
was parsed and scored is found by the digest of the same bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper

Json = dict[str, Any]


def audit(report: Path, cache: Path, *options: str, environment: dict[str, str]) -> Json:
    """One audit as JSON."""
    command = [sys.executable, "-m", "claimcheck", "audit", str(report), "--cache", str(cache), "--format", "json"]
    done = subprocess.run(  # noqa: S603 - our own command
        [*command, "--quiet", *options], capture_output=True, text=True, check=False, env=os.environ | environment
    )
    if done.returncode not in {0, 1, 3}:
        raise SystemExit(f"{report}: exit {done.returncode}\n{done.stderr}")
    return dict(json.loads(done.stdout)["audits"][0])


def judged(found: Json) -> list[Any]:
    """Claims with their verdicts and evidence, without the version, which a file on disk may not tell."""
    claims = []
    for c in found["claims"]:
        evidence = [(e["paper"], e["page"], e["quotation"]) for e in c["evidence"]]
        claims.append((c["text"], c["verdict"], c["reason"], c["confidence"], evidence))
    return claims


def compare(data: Path, cache: Path, names: list[str]) -> list[str]:
    """One line of Markdown a case; all cases where none is named."""
    lines = []
    for case in sorted((data / "cases").iterdir()):
        if names and case.name not in names:
            continue
        listed = json.loads((case / "papers.json").read_text(encoding="utf-8"))
        papers = {
            entry["arxiv_id"]: LoopbackPaper(title=entry["title"], versions={1: (case / entry["file"]).read_bytes()})
            for entry in listed.values()
            if entry["file"] and entry.get("arxiv_id")
        }
        report = case / "literature_review.md"
        disk = audit(report, cache, "--offline", "--papers", str(case / "papers.json"), environment={})
        with LoopbackArxiv(papers) as arxiv:
            net = audit(report, cache, environment=dict(arxiv.environment) | {"CLAIMCHECK_ARXIV_PACE": "0.02"})
            requests, most = len(arxiv.requests), arxiv.most_at_once
        pairs = list(zip(judged(disk), judged(net), strict=True))
        same = sum(a == b for a, b in pairs)
        lines.append(f"| {case.name} | {len(pairs)} | {same} | {len(papers)} | {requests} | {most} |")
        lines += [f"\n    differs: {a[:4]} / {b[:4]}\n" for a, b in pairs if a != b][:5]
        print(lines[-1], flush=True)
    return lines


if __name__ == "__main__":
    table = ["| case | claims | the same | papers served | requests | at once |", "|---|--:|--:|--:|--:|--:|"]
    table += compare(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[4:])
    Path(sys.argv[3]).write_text("\n".join(table) + "\n", encoding="utf-8")
