"""The commands that measure the verifier and fit it anew: `evaluate`, `calibrate` and `audit --self-test`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    NoColor,
    Offline,
    Quiet,
    Verbose,
    color,
    open_workplace,
    settings_of,
    tell,
    width,
)
from claimcheck.progress import Progress
from claimcheck.render.evaluation import FORMATS as EVALUATION_FORMATS
from claimcheck.render.evaluation import calibration_table, evaluation_json, evaluation_table, predictions_lines
from claimcheck.render.reliability import reliability_svg
from claimcheck.render.self_test import self_test_json, self_test_table
from claimcheck.settings import Settings

if TYPE_CHECKING:
    from claimcheck.model.evaluation import Evaluation
    from claimcheck.tasks.floors import Floors


def evaluate(  # noqa: PLR0913 - one parameter an option
    data: Annotated[list[Path], typer.Argument(help="JSON Lines, plain or gzip'd.", metavar="DATA...")],
    form: Annotated[str, typer.Option("--format", help="FORMAT[=FILE][,…]: table, json.")] = "table",
    predictions: Annotated[Path | None, typer.Option("--predictions", help="What was said of each row.")] = None,
    plot: Annotated[Path | None, typer.Option("--plot", help="The reliability diagram, as SVG.")] = None,
    sample: Annotated[int | None, typer.Option("--sample", min=1, help="Draw so many rows of each set.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the draw and of the bootstrap.")] = 7,
    floors: Annotated[Path | None, typer.Option("--floors", help="Exit with 1 below these pinned figures.")] = None,
    write_floors: Annotated[Path | None, typer.Option("--write-floors", help="Pin the figures of this run.")] = None,
    cache: Cache = None,
    embedder: Embedder = None,
    entailment: Entailment = None,
    calibration: Calibration = None,
    offline: Offline = None,
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """Score the shipped verifier, or its search alone, on labelled rows."""
    settings = settings_of(
        cache=cache, embedder=embedder, entailment=entailment, calibration=calibration, offline=offline, jobs=jobs,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    if sample and (floors or write_floors):
        raise SettingsError("--sample: pinned figures are of whole sets; leave out --sample, or the floors")
    wanted = outputs.parse(form, data, known=EVALUATION_FORMATS)
    from claimcheck.tasks import evaluate as task  # noqa: PLC0415 - `--help` need not wait for numpy
    from claimcheck.tasks.bench import bench, check_targets  # noqa: PLC0415 - `--help` need not wait for numpy
    from claimcheck.tasks.floors import load_floors, render_floors  # noqa: PLC0415 - `--help` need not wait for numpy

    named = {f"--format {one.format}": one.file for one in wanted}
    named |= {"--predictions": predictions, "--plot": plot, "--write-floors": write_floors}
    check_targets(named, [*data, *([floors] if floors else [])])
    pinned = load_floors(floors) if floors else None
    with Progress(settings) as progress, bench(settings, progress.step, progress.warn, keep=bool(cache)) as workplace:
        found = task.evaluate(data, workplace, sample=sample, seed=seed)
    makers = {predictions: predictions_lines, plot: reliability_svg, write_floors: render_floors}
    _write_evaluation(found, wanted, {file: make for file, make in makers.items() if file}, settings)
    if pinned:
        _hold(pinned, found, settings)


def calibrate(  # noqa: PLR0913 - one parameter an option
    data: Annotated[list[Path], typer.Argument(help="JSON Lines, plain or gzip'd.", metavar="DATA...")],
    out: Annotated[Path, typer.Option("--out", help="The file for `audit --calibration`.")],
    cache: Cache = None,
    embedder: Embedder = None,
    entailment: Entailment = None,
    offline: Offline = None,
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """Fit the head and its thresholds to one's own labelled pairs."""
    settings = settings_of(
        cache=cache, embedder=embedder, entailment=entailment, offline=offline, jobs=jobs,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    from claimcheck.tasks import calibrate as task  # noqa: PLC0415 - `--help` need not wait for numpy
    from claimcheck.tasks.bench import bench, check_targets  # noqa: PLC0415 - `--help` need not wait for numpy

    check_targets({"--out": out}, data)
    with Progress(settings) as progress, bench(settings, progress.step, progress.warn, keep=bool(cache)) as workplace:
        found = task.calibrate(data, workplace)
    outputs.write(found.head.decode(), out)
    outputs.write(calibration_table(found.worth, width=width(), color=color(settings)))


def run_self_test(reports: Sequence[Path], settings: Settings, seed: int, *, without: Mapping[str, object]) -> None:
    """Puts faults into copies of the reports, and prints how many of them an audit catches.

    Raises:
        SettingsError: an option was given that it has no use for: whoever sets a gate must have one.
    """
    if given := [name for name, value in without.items() if value]:
        raise SettingsError(f"--self-test measures and is no gate; run it without {', '.join(given)}")
    wanted = outputs.parse(settings.format, [*reports, *outputs.sources_of(settings)], known=EVALUATION_FORMATS)
    with Progress(settings) as progress:
        from claimcheck.tasks.self_test import self_test  # noqa: PLC0415 - `--help` need not wait for numpy

        with open_workplace(settings, progress) as workplace:
            found = self_test(reports, workplace, seed)
    for name, file in wanted:
        text = self_test_json(found) if name == "json" else None
        outputs.write(text or self_test_table(found, width=width(), color=file is None and color(settings)), file)


def _write_evaluation(
    found: Evaluation,
    wanted: Sequence[outputs.Output],
    files: Mapping[Path, Callable[[Evaluation], str]],
    settings: Settings,
) -> None:
    for path, make in files.items():
        outputs.write(make(found), path)
    for name, file in wanted:
        text = evaluation_json(found) if name == "json" else None
        outputs.write(text or evaluation_table(found, width=width(), color=file is None and color(settings)), file)


def _hold(pinned: Floors, found: Evaluation, settings: Settings) -> None:
    """Says which figures fell short of their floors, and leaves with 1 if any did."""
    from claimcheck.tasks.floors import shortfalls  # noqa: PLC0415 - `--help` need not wait for numpy

    for name in sorted(set(found.sets) - set(pinned.data)):
        tell(settings, f"{name}: not pinned, so held against nothing")
    lines = shortfalls(pinned, found)
    for line in lines:
        outputs.tell(f"claimcheck: {line}")
    if lines:
        raise typer.Exit(ExitCode.FINDINGS)
    tell(settings, f"all pinned figures of {len(pinned.data)} sets hold")
