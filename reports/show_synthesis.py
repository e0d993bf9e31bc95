"""Three questions to five loopback databases with all papers of the shared data behind them, and what came of each.

    python -m reports.show_synthesis DATA CACHE OUT     (from the root of the checkout)

OUT is a folder: `tables.md`, and the reports as Markdown and HTML. CACHE is best an empty folder: then the first run of
each question fetches, reads and verifies everything, and the second finds all of it again.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from claimcheck.model import Search
from claimcheck.settings import load_settings
from claimcheck.tasks.search import search
from claimcheck.tasks.workplace import Workplace
from reports.compare_from_papers import HEAD as COMPARED
from reports.compare_from_papers import compare
from reports.loopback import DAY, Said, Twins, claimcheck, read_shelf, table, twins
from reports.show_broken_search import show

QUESTIONS = {
    "politeness": "Do polite or emotional prompts improve the answers of large language models?",
    "faithfulness": "Is chain-of-thought reasoning faithful to how language models reach their answers?",
    "bytes": "Can byte-level language models without tokenization match subword models?",
}
MOST_PAPERS = 20


class Shown(NamedTuple):
    """One question: the search behind it, how both runs went, and what the audit of the report found."""

    name: str
    search: Search
    first: Said
    again: Said
    report: str
    audit: Said


def ask(name: str, question: str, world: Twins, cache: Path, out: Path) -> Shown:
    """Runs one question twice, audits its report in both formats, and looks at the search behind it."""
    files = f"markdown={out / name}.md,html={out / name}.html"
    options = ("--max-papers", str(MOST_PAPERS), "--today", DAY, "--cache", cache, "--format", files)
    first, again = (claimcheck("synthesize", question, *options, environment=world.environment) for _ in range(2))
    if first.code not in {0, 3}:
        raise SystemExit(f"{question}: exit {first.code}\n{first.err}")
    written = [out / f"{name}.md", out / f"{name}.html"]
    audit = claimcheck("audit", *written, "--cache", cache, "--format", "json", environment=world.environment)
    with Workplace(load_settings({"cache": cache}, world.environment, out)) as workplace:
        found = search(
            question,
            workplace,
            most=MOST_PAPERS,
            first_year=None,
            last_year=None,
            today=date.fromisoformat(DAY),
        )
    return Shown(name, found, first, again, written[0].read_text(encoding="utf-8"), audit)


def steps(report: str) -> dict[str, str]:
    """The numbers of the flow that the report prints."""
    return dict(
        re.findall(r"^\| ([^|]+) \| (\d+) \|$", report.partition("| Step |")[2].partition("\n\n")[0], re.MULTILINE)
    )


def answer(report: str) -> str:
    """What the report answers, and how sure it is."""
    found = re.findall(r"^\*\*(?:Answer\.|But others say:|How sure\.)\*\* .+$", report, re.MULTILINE)
    return "\n>\n".join(f"> {paragraph}" for paragraph in found)


def flow(shown: list[Shown]) -> str:
    """The PRISMA flow of each question, step by step."""
    names = dict.fromkeys(step for one in shown for step in steps(one.report))
    rows = [[step, *(steps(one.report).get(step, "0") for one in shown)] for step in names]
    return table(["step", *(one.name for one in shown)], rows, 1)


def by_database(shown: list[Shown]) -> str:
    """Of each database: records, and the kept works that it knows."""
    rows = []
    for place, database in enumerate(shown[0].search.databases):
        cells: list[object] = [database.name]
        for one in shown:
            outcome = one.search.databases[place]
            kept = sum(database.name in work.databases for work in one.search.kept_works)
            cells.append(f"{outcome.answered} of {outcome.queries} / {outcome.found} / {kept}")
        rows.append(cells)
    return table(["database: queries answered / records / kept works", *(one.name for one in shown)], rows, 1)


def outcome(shown: list[Shown]) -> str:
    """What each report holds, what its own audit says of both formats, and how long it took."""
    rows = []
    for one in shown:
        groups = len(re.findall(r"^\*\*\d+\\?\. ", one.report, re.MULTILINE))
        audits = json.loads(one.audit.out)["audits"]
        verified = ", ".join(f"{a['summary']['verified']} of {a['summary']['claims']}" for a in audits)
        findings = sum(len(a["findings"]) for a in audits)
        rows.append(
            [
                one.name,
                one.first.code,
                steps(one.report)["sentences in this report"],
                groups,
                verified,
                findings,
                f"{one.first.seconds:.0f}",
                f"{one.again.seconds:.0f}",
                f"{one.audit.seconds:.0f}",
            ]
        )
    head = ["question", "exit", "sentences", "groups", "verified (Markdown, HTML)", "findings"]
    return table([*head, "seconds, first", "again", "both audits"], rows, 1)


def reviews(world: Twins, cache: Path, out: Path) -> str:
    """The reviewers' scores of the three reports, beside those in `reports/reviewers.md`."""
    files = [out / f"{name}.md" for name in QUESTIONS]
    done = claimcheck("review", *files, "--cache", cache, "--format", "json", environment=world.environment)
    found = [{**{s["reviewer"]: s for s in one["scores"]}, "overall": one} for one in json.loads(done.out)["reviews"]]
    page = (Path(__file__).parent / "reviewers.md").read_text(encoding="utf-8").partition("| reviewer |")[2]
    head, _, *lines = (line.strip("|").split("|") for line in page.partition("\n\n")[0].splitlines())
    before = {line[0].strip(" *"): [cell.strip() for cell in line[1:]] for line in lines}
    rows = [[name, *(_score(one[name]) for one in found), *before.get(name, ())] for name in found[0]]
    return table(["reviewer", *QUESTIONS, *(cell.strip() for cell in head)], rows)


def _score(score: Mapping[str, Any]) -> str:
    if score["value"] is None:
        return "–"
    low, high = score["interval"]
    return f"{score['value']}" if low == high else f"{score['value']} ({low}–{high})"


def main(data: Path, cache: Path, out: Path) -> None:
    """Asks everything; the page grows part by part."""
    out.mkdir(parents=True, exist_ok=True)
    cold = not cache.exists()
    shelf = read_shelf(data, out / "shelf")
    page: list[str] = []

    def told(title: str, *parts: str) -> None:
        page.extend([f"## {title}", *parts])
        (out / "tables.md").write_text("\n\n".join(page) + "\n", encoding="utf-8")

    with twins(shelf) as world:
        shown = [ask(name, question, world, cache, out) for name, question in QUESTIONS.items()]
        told(
            "Three questions",
            f"{len(shelf.works)} papers behind five databases; the cache was {'' if cold else 'not '}empty before.",
            "\n".join(f"- *{name}*: {question}" for name, question in QUESTIONS.items()),
            outcome(shown),
            flow(shown),
            by_database(shown),
            *(f"**{one.name}**\n\n{answer(one.report)}" for one in shown),
        )
        told("The reviewers' scores", reviews(world, cache, out))
        rows = [row for asked in QUESTIONS.items() for row in compare(asked, world, cache, out, MOST_PAPERS)]
        told("The table of `--from-papers` beside the report", table(COMPARED, rows, 1))
    told("The same with databases that misbehave", show(shelf, cache, out))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
