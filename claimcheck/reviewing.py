"""The command that scores reports: `review`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from claimcheck import outputs
from claimcheck.options import (
    Cache,
    Calibration,
    Embedder,
    Entailment,
    Jobs,
    Llm,
    LlmModel,
    MaxCost,
    NoColor,
    Offline,
    Papers,
    Prompts,
    Quiet,
    Sources,
    Verbose,
    color,
    open_workplace,
    settings_of,
    tell,
    width,
)
from claimcheck.progress import Progress
from claimcheck.render.review import FORMATS, review_json, review_markdown, review_table


def review(  # noqa: PLR0913 - one parameter an option
    report: Annotated[list[Path], typer.Argument(help="Markdown, plain text, HTML, LaTeX, DOCX or PDF.")],
    papers: Papers = None,
    offline: Offline = None,
    sources: Sources = None,
    cache: Cache = None,
    form: Annotated[str, typer.Option("--format", help=f"FORMAT[=FILE][,…]: {', '.join(FORMATS)}.")] = "table",
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
    no_color: NoColor = None,
) -> None:
    """The reviewers' scores, with the counts behind them and what would raise them. No gate: findings exit with 0."""
    settings = settings_of(
        papers=papers, offline=offline, sources=sources, cache=cache, embedder=embedder, entailment=entailment,
        calibration=calibration, llm=llm, llm_model=llm_model, max_cost=max_cost, prompts=prompts,
        jobs=jobs, quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    wanted = outputs.parse(form, [*report, *outputs.sources_of(settings)], known=FORMATS)
    with Progress(settings) as progress:
        from claimcheck.tasks.review import review_reports  # noqa: PLC0415 - `--help` need not wait for numpy

        with open_workplace(settings, progress) as workplace:
            done = review_reports(report, workplace)
    for name, file in wanted:
        makers = {"json": review_json, "markdown": review_markdown}
        make = makers.get(name, partial(review_table, width=width(), color=file is None and color(settings)))
        outputs.write(make(done.file), file)
    errors = {one.error for one in done.file.reviews}
    for reason in done.reasons:
        if reason in errors:
            outputs.tell(f"claimcheck: {reason}")
        else:
            tell(settings, reason)
    raise typer.Exit(done.code)
