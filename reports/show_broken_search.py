"""One question to five loopback databases that misbehave, one way at a time: what is said, what is lost, what resumes.

Called by `reports.show_synthesis`, whose cache spares it reading and verifying; every world has servers of its own, so
that no answer of another one is found in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from reports.loopback import DAY, Said, Shelf, Twins, catalogued, claimcheck, table, twins
from tests.servers.arxiv import Manner
from tests.servers.catalogues import SERVICES, LoopbackWork

QUESTION = "Do polite or emotional prompts improve the answers of large language models?"
_FOREVER = 10_000
# The time-out, cut from half a minute so that nobody waits for it.
_IMPATIENT = "import claimcheck.retrieve.web as web; web._READ_SECONDS = 1.0"
_ENTRY = re.compile(r"^\d+\. .+$", re.MULTILINE)
_ON_THE_WAY = re.compile(r": (?:verifying|reading|fetching|searching|screening|asking) ")
_STEP = re.compile(r"^\| ([^|]+) \| (\d+) \|$", re.MULTILINE)


class Fault(NamedTuple):
    """A way in which the world misbehaves.

    Attributes:
        name: as the table calls it.
        begin: makes the servers misbehave.
        spelt: whether Europe PMC has its works under other spellings.
        patch: Python that the command runs first.
        stop: looked at while the command runs; where it says yes, the command is interrupted.
        resumes: whether the servers are well again afterwards, and the run goes on.
    """

    name: str
    begin: Callable[[Twins], None] = lambda _: None
    spelt: bool = False
    patch: str = ""
    stop: Callable[[Twins], bool] | None = None
    resumes: bool = False


class Came(NamedTuple):
    """What came of it: how the command ended, its report, and the requests by whom they were for."""

    said: Said
    report: str
    asked: Counter[str]


def _no_openalex(world: Twins) -> None:
    world.catalogues.misbehave("openalex", Manner.SERVER_ERROR, times=_FOREVER)


def _garbage(world: Twins) -> None:
    world.catalogues.misbehave("crossref", Manner.GARBAGE, times=_FOREVER)


def _slow(world: Twins) -> None:
    world.catalogues.misbehave("semantic-scholar", Manner.SLOW, times=_FOREVER, seconds=1.5)


def _all_at_once(world: Twins) -> None:
    for begin in (_no_openalex, _garbage, _slow):
        begin(world)


def _gone_in_the_search(world: Twins) -> None:
    """Each database answers two queries; then nobody answers anything."""
    for service in SERVICES:
        world.catalogues.misbehave(service, Manner.SLOW, times=2, seconds=0)
        world.catalogues.misbehave(service, Manner.HANG_UP, times=_FOREVER)
    world.arxiv.misbehave("api", Manner.SLOW, times=2, seconds=0)
    for place in ("api", "pdf", "eprint"):
        world.arxiv.misbehave(place, Manner.HANG_UP, times=_FOREVER)


def _gone_in_the_fetching(world: Twins) -> None:
    """Three PDFs come whole, of the fourth a half; then nobody answers."""
    world.arxiv.misbehave("pdf", Manner.SLOW, times=3, seconds=0)
    world.arxiv.misbehave("pdf", Manner.CUT_OFF)
    for place in ("pdf", "eprint"):
        world.arxiv.misbehave(place, Manner.HANG_UP, times=_FOREVER)


def _slow_fetching(world: Twins) -> None:
    world.arxiv.misbehave("pdf", Manner.SLOW, times=3, seconds=0)
    world.arxiv.misbehave("pdf", Manner.SLOW, seconds=20)


def _fourth_begun(world: Twins) -> bool:
    return len(world.arxiv.asked("pdf")) > 3


FAULTS = (
    Fault("all well"),
    Fault("OpenAlex: 500", _no_openalex),
    Fault("Crossref: garbage", _garbage),
    Fault("Semantic Scholar: too slow", _slow, patch=_IMPATIENT),
    Fault("Europe PMC: arXiv's works, spelt otherwise", spelt=True),
    Fault("all four at once", _all_at_once, spelt=True, patch=_IMPATIENT),
    Fault("network gone in the search", _gone_in_the_search, resumes=True),
    Fault("network gone in the fetching", _gone_in_the_fetching, resumes=True),
    Fault("Ctrl-C in the fetching", _slow_fetching, stop=_fourth_begun, resumes=True),
)


def spelt_otherwise(works: Sequence[LoopbackWork]) -> list[LoopbackWork]:
    """The works, to Europe PMC under titles in capitals, with other dashes, and without an identifier."""
    others = [replace(work, known_to=tuple(s for s in work.known_to if s != "europe-pmc")) for work in works]
    dashes = str.maketrans({"-": "\N{EN DASH}", ":": ".", "'": "\N{RIGHT SINGLE QUOTATION MARK}"})
    return others + [
        replace(work, title=work.title.upper().translate(dashes), arxiv_id=None, doi=None, known_to=("europe-pmc",))
        for work in works
    ]


def run(world: Twins, cache: Path, report: Path, fault: Fault, *resume: str) -> Came:
    """The command in this world, interrupted where the fault says so."""
    before = world.asked
    report.unlink(missing_ok=True)
    options = ("--max-papers", "8", "--max-claims", "12", "--today", DAY, "--cache", cache)
    stops = fault.stop if fault.stop and not resume else lambda _: False
    said = claimcheck(
        "synthesize",
        QUESTION,
        *options,
        "--format",
        f"markdown={report}",
        *resume,
        environment=world.environment,
        patch=fault.patch,
        stop=lambda: stops(world),
    )
    return Came(said, report.read_text(encoding="utf-8") if report.exists() else "", world.asked - before)


def row(name: str, came: Came, well: Came) -> list[object]:
    """How it ended, and what there is of it beside what there is when all is well."""
    steps = dict(_STEP.findall(came.report))
    lost, added = (set(_listed(one)) - set(_listed(other)) for one, other in ((well, came), (came, well)))
    same = "bytes" if came.report == well.report else "text" if _text(came) == _text(well) else "no"
    asked = sum(came.asked[name] for name in ("arxiv", *SERVICES))
    kept = steps.get("works kept", "–")
    sources = f"{len(_listed(came))} (−{len(lost)}, +{len(added)})" if came.report else "–"
    seconds = f"{came.said.seconds:.0f}"
    return [name, came.said.code, asked, came.asked["papers"], kept, sources, same, seconds]


def show(shelf: Shelf, cache: Path, out: Path) -> str:
    """All faults one after the other, as a table and what was said on stderr that is not said when all is well."""
    rows: list[list[object]] = []
    said: list[str] = []
    well: Came | None = None
    known = catalogued(shelf)
    for fault in FAULTS:
        with twins(shelf, spelt_otherwise(known) if fault.spelt else known) as world:
            fault.begin(world)
            runs = [(fault.name, run(world, cache, out / "broken.md", fault))]
            if fault.resumes:
                world.arxiv.calm()
                world.catalogues.calm()
                runs.append(
                    (f"… and `--resume`, {fault.name}", run(world, cache, out / "broken.md", fault, "--resume"))
                )
        for name, came in runs:
            well = well or came
            rows.append(row(name, came, well))
            usual = _told(well) if came is not well else []
            said.append("\n".join([f"[{name}]", *(line for line in _told(came) if line not in usual)]))
    head = ["world", "exit", "searches", "PDFs asked for", "works kept", "papers cited", "same as all well", "seconds"]
    return "\n\n".join([table(head, rows, 1), "```text\n" + "\n\n".join(said) + "\n```"])


def _told(came: Came) -> list[str]:
    """The lines on stderr, without those on the way, of which a pipe gets one now and then."""
    return [line for line in came.said.err.splitlines() if not _ON_THE_WAY.search(line)]


def _listed(came: Came) -> list[str]:
    return _ENTRY.findall(came.report.partition("## References")[2])


def _text(came: Came) -> str:
    """The report without the protocol, where a fault must show."""
    before, _, after = came.report.partition("## Methodology")
    return before + after.partition("## Results")[2]
