"""The options that several commands share, and what all commands do with them."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from claimcheck import outputs
from claimcheck.progress import Progress
from claimcheck.settings import Settings, load_settings

_PIPED_WIDTH = 100
_WIDEST = 200

Papers = Annotated[
    list[Path] | None, typer.Option("--papers", help="A folder of papers or a papers.json; may be repeated.")
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Open no socket.")]
Sources = Annotated[
    str | None,
    typer.Option(
        "--sources", help="Who is asked: arxiv, openalex, crossref, semantic-scholar; in searches europe-pmc; or none."
    ),
]
Cache = Annotated[Path | None, typer.Option("--cache", help="Where fetched, parsed and scored things lie.")]
Embedder = Annotated[str | None, typer.Option("--embedder", help="Another embedding model, by name or folder.")]
Entailment = Annotated[str | None, typer.Option("--entailment", help="Another entailment model, by name or folder.")]
Calibration = Annotated[Path | None, typer.Option("--calibration", help="A head made by `claimcheck calibrate`.")]
Llm = Annotated[str | None, typer.Option("--llm", help="The address of a language model, for who has one.")]
LlmModel = Annotated[str | None, typer.Option("--llm-model", help="The name of the model there.")]
MaxCost = Annotated[float | None, typer.Option("--max-cost", help="What the language model may cost at most.")]
Prompts = Annotated[Path | None, typer.Option("--prompts", help="A folder of prompts to use in place of the shipped.")]
Jobs = Annotated[int | None, typer.Option("--jobs", help="How many papers are parsed, or claims verified, at once.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Nothing on stderr but errors.")]
Verbose = Annotated[bool | None, typer.Option("--verbose", help="Every step on stderr, one line each.")]
NoColor = Annotated[bool | None, typer.Option("--no-color", help="No colours.")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="error, warning, note, rule ids, or never.")]
MinVerified = Annotated[float | None, typer.Option("--min-verified", help="Least share of verified claims, 0 to 1.")]
SelfTest = Annotated[bool, typer.Option("--self-test", help="Put faults into copies: how many does the audit catch?")]
Level = Annotated[list[str] | None, typer.Option("--level", help="RULE=error, warning, note or off; may be repeated.")]
Baseline = Annotated[Path | None, typer.Option("--baseline", help="Findings that were there before do not count.")]
WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Make the baseline, or take new findings in.")]
UpdateBaseline = Annotated[bool, typer.Option("--update-baseline", help="Take out of it what is gone; add nothing.")]
Waivers = Annotated[
    Path | None, typer.Option("--waivers", help="Accepted findings; default claimcheck-waivers.toml, if there.")
]
Since = Annotated[str | None, typer.Option("--since", help="Limit the gate to what changed since this git revision.")]
Changed = Annotated[
    list[str] | None, typer.Option("--changed", help="Limit the gate to these files; one a line, or repeated.")
]
LockIt = Annotated[bool, typer.Option("--lock", help="Write the lock file: papers, models, thresholds.")]
Locked = Annotated[
    bool | None, typer.Option("--locked", help="The papers and models of the lock file, offline, or nothing.")
]
LockFile = Annotated[Path | None, typer.Option("--lock-file", help="Default claimcheck.lock.")]


def settings_of(**given: Any) -> Settings:
    """The settings in force, from what the command line names, the environment and the file of the working folder."""
    papers = given.pop("papers", None)
    return load_settings({**given, "papers": tuple(papers or ())}, os.environ, Path.cwd())


def changed_files(named: Sequence[str] | None) -> tuple[Path, ...] | None:
    """The files that `--changed` names, as git prints them one a line; None where it was not given."""
    return tuple(Path(line) for name in named for line in name.splitlines() if line.strip()) if named else None


def open_workplace(settings: Settings, progress: Progress) -> Any:
    """The workplace of a task; what it imports can wait until it is known that there is work."""
    from claimcheck.tasks.workplace import Workplace  # noqa: PLC0415 - `--help` need not wait for numpy

    return Workplace(settings, progress.step, progress.warn)


def tell(settings: Settings, line: str) -> None:
    """A line on stderr, unless the user wants quiet."""
    if not settings.quiet:
        outputs.tell(f"claimcheck: {line}")


def width() -> int:
    """The columns of a terminal, within bounds; for pipes and files always the same."""
    return min(_WIDEST, max(60, Console().width)) if sys.stdout and sys.stdout.isatty() else _PIPED_WIDTH


def color(settings: Settings) -> bool:
    """Whether stdout gets colours."""
    return bool(sys.stdout) and sys.stdout.isatty() and not settings.no_color and not os.environ.get("NO_COLOR")
