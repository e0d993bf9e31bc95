"""The command that writes a report: `synthesize`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from claimcheck import outputs
from claimcheck.errors import SettingsError
from claimcheck.judge import ExitCode
from claimcheck.options import (
    Cache,
    Calibration,
    Embedder,
    Entailment,
    Jobs,
    Llm,
    LlmModel,
    MaxCost,
    Offline,
    Papers,
    Prompts,
    Quiet,
    Sources,
    Verbose,
    open_workplace,
    settings_of,
    tell,
)
from claimcheck.progress import Progress
from claimcheck.render import clean
from claimcheck.render.synthesis import FORMATS, synthesis_markdown

_KNOWN = (*FORMATS, "pdf")


def synthesize(  # noqa: PLR0913 - one parameter an option
    question: Annotated[str, typer.Argument(help="In quotation marks.", metavar="QUESTION")],
    form: Annotated[str, typer.Option("--format", help=f"FORMAT[=FILE][,…]: {', '.join(_KNOWN)}.")] = "markdown",
    max_papers: Annotated[int, typer.Option("--max-papers", min=1, max=200, help="Of how many papers at most.")] = 20,
    max_claims: Annotated[int, typer.Option("--max-claims", min=1, max=200, help="How many sentences at most.")] = 24,
    first_year: Annotated[
        int | None, typer.Option("--from", min=1900, max=2200, help="No paper from before it.")
    ] = None,
    last_year: Annotated[int | None, typer.Option("--to", min=1900, max=2200, help="No paper from after it.")] = None,
    assignee: Annotated[str | None, typer.Option("--assignee", help="Whom the report is made for.")] = None,
    today: Annotated[str | None, typer.Option("--today", help="The day it is dated, as 2026-03-31.")] = None,
    resume: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--resume", help="Go on with the last run: ask and fetch only what it lacks.")
    ] = False,
    papers: Papers = None,
    offline: Offline = None,
    sources: Sources = None,
    cache: Cache = None,
    embedder: Embedder = None,
    entailment: Entailment = None,
    calibration: Calibration = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    max_cost: MaxCost = None,
    prompts: Prompts = None,
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """A question in, a report out: papers found, their claims drawn, verified, grouped, and the report audited."""
    settings = settings_of(
        today=today, papers=papers, offline=offline, sources=sources, cache=cache, embedder=embedder,
        entailment=entailment, calibration=calibration, llm=llm, llm_model=llm_model, max_cost=max_cost,
        prompts=prompts, jobs=jobs, quiet=quiet, verbose=verbose,
    )  # fmt: skip
    wanted = outputs.parse(form, outputs.sources_of(settings), known=_KNOWN)
    engine = _engine(wanted)
    with Progress(settings) as progress, open_workplace(settings, progress) as workplace:
        from claimcheck.tasks.synthesize import Wish  # noqa: PLC0415 - `--help` need not wait for numpy
        from claimcheck.tasks.synthesize import synthesize as task  # noqa: PLC0415 - as above
        from claimcheck.tasks.typeset import typeset  # noqa: PLC0415 - as above

        day = settings.today or datetime.now(UTC).date()
        wish = Wish(question, day, max_papers, max_claims, first_year, last_year, assignee, resume)
        done = task(wish, workplace, synthesis_markdown)
        for name, file in wanted:
            if name in FORMATS:
                outputs.write(FORMATS[name](done.synthesis), file)
            elif file:
                outputs.write_bytes(typeset(FORMATS["latex"](done.synthesis), done.synthesis.today, engine), file)
    for note in (*done.notes, *done.errors):
        tell(settings, clean(note))
    if done.errors:
        raise typer.Exit(ExitCode.FINDINGS)
    raise typer.Exit(ExitCode.PARTIAL if done.missing else ExitCode.OK)


def _engine(wanted: Sequence[outputs.Output]) -> str:
    """The LaTeX for a PDF, looked for before any work is done; empty where none is wanted.

    Raises:
        SettingsError: there is none, or the PDF has no file to go to.
    """
    wanting = [output for output in wanted if output.format == "pdf"]
    if any(output.file is None for output in wanting):
        raise SettingsError("--format pdf: name a file for it, as in pdf=report.pdf")
    from claimcheck.tasks.typeset import find_engine  # noqa: PLC0415 - `--help` need not wait for it

    return find_engine() if wanting else ""
