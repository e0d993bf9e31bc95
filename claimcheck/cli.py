"""The command line: parses, calls a task, prints. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from claimcheck import __version__, outputs
from claimcheck.errors import ClaimcheckError, SettingsError
from claimcheck.judge import ExitCode, Gate, exit_code, gate_reasons
from claimcheck.model import Audit
from claimcheck.progress import Progress
from claimcheck.render import clean, renderer
from claimcheck.render.evaluation import FORMATS as EVALUATION_FORMATS
from claimcheck.render.evaluation import calibration_table, evaluation_json, evaluation_table, predictions_lines
from claimcheck.render.reliability import reliability_svg
from claimcheck.settings import Settings, load_settings

if TYPE_CHECKING:
    from claimcheck.model.evaluation import Evaluation
    from claimcheck.tasks.fetch import Fetched
    from claimcheck.tasks.floors import Floors

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Audits machine-written literature syntheses: does each claim's own source support it?",
)

_PIPED_WIDTH = 100
_WIDEST = 200

Papers = Annotated[
    list[Path] | None, typer.Option("--papers", help="A folder of papers or a papers.json; may be repeated.")
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Open no socket.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Where fetched, parsed and scored things lie.")]
Embedder = Annotated[str | None, typer.Option("--embedder", help="Another embedding model, by name or folder.")]
Entailment = Annotated[str | None, typer.Option("--entailment", help="Another entailment model, by name or folder.")]
Calibration = Annotated[Path | None, typer.Option("--calibration", help="A head made by `claimcheck calibrate`.")]
Llm = Annotated[str | None, typer.Option("--llm", help="The address of a language model, which may doubt verdicts.")]
LlmModel = Annotated[str | None, typer.Option("--llm-model", help="The name of the model there.")]
MaxCost = Annotated[float | None, typer.Option("--max-cost", help="What the language model may cost at most.")]
Prompts = Annotated[Path | None, typer.Option("--prompts", help="A folder of prompts to use in place of the shipped.")]
Jobs = Annotated[int | None, typer.Option("--jobs", help="How many papers are parsed at once.")]
Quiet = Annotated[bool | None, typer.Option("--quiet", help="Nothing on stderr but errors.")]
Verbose = Annotated[bool | None, typer.Option("--verbose", help="Every step on stderr, one line each.")]
NoColor = Annotated[bool | None, typer.Option("--no-color", help="No colours.")]
FailOn = Annotated[str | None, typer.Option("--fail-on", help="error, warning, note, rule ids, or never.")]
MinVerified = Annotated[float | None, typer.Option("--min-verified", help="Least share of verified claims, 0 to 1.")]


def _version(asked: bool) -> None:  # noqa: FBT001 - typer's callback
    if asked:
        typer.echo(f"claimcheck {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")] = False,  # noqa: FBT002
) -> None:
    """Audits machine-written literature syntheses."""


@app.command()
def audit(  # noqa: PLR0913 - one parameter an option
    report: Annotated[list[Path], typer.Argument(help="Markdown, plain text, LaTeX or PDF.")],
    papers: Papers = None,
    offline: Offline = None,
    cache: Cache = None,
    form: Annotated[str | None, typer.Option("--format", help="FORMAT[=FILE][,…]: table, markdown, json.")] = None,
    fail_on: FailOn = None,
    min_verified: MinVerified = None,
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
    """The main job: a table on stdout, findings, an exit code."""
    settings = _settings(
        papers=papers, offline=offline, cache=cache, format=form, fail_on=fail_on, min_verified=min_verified,
        embedder=embedder, entailment=entailment, calibration=calibration, llm=llm,
        llm_model=llm_model, max_cost=max_cost, prompts=prompts, jobs=jobs, quiet=quiet, verbose=verbose,
        no_color=no_color,
    )  # fmt: skip
    wanted = outputs.parse(settings.format, report)
    gate = Gate.parse(settings.fail_on, settings.min_verified)
    with Progress(settings) as progress:
        from claimcheck.tasks.audit import audit_reports  # noqa: PLC0415 - `--help` need not wait for numpy

        with _workplace(settings, progress) as workplace:
            result = audit_reports(report, workplace)
    for name, file in wanted:
        outputs.write(renderer(name)(result, width=_width(), color=file is None and _color(settings)), file)
    _conclude(result.audits, gate, settings)


@app.command()
def table(  # noqa: PLR0913 - one parameter an option
    report: Annotated[Path, typer.Argument(help="Markdown, plain text, LaTeX or PDF.")],
    write: Annotated[bool | None, typer.Option("--write", help="Put it into the report, no other byte.")] = None,
    check: Annotated[bool | None, typer.Option("--check", help="Exit with 1 when the printed one is stale.")] = None,
    papers: Papers = None,
    offline: Offline = None,
    cache: Cache = None,
    embedder: Embedder = None,
    entailment: Entailment = None,
    calibration: Calibration = None,
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """The regenerated claim/verified/confidence table."""
    if write and check:
        raise SettingsError("--write and --check: choose one of the two")
    settings = _settings(
        papers=papers, offline=offline, cache=cache, embedder=embedder, entailment=entailment, calibration=calibration,
        jobs=jobs, quiet=quiet, verbose=verbose,
    )  # fmt: skip
    with Progress(settings) as progress:
        from claimcheck.tasks.table import regenerate, stale_finding  # noqa: PLC0415 - as above

        with _workplace(settings, progress) as workplace:
            result = regenerate(report, workplace, write=bool(write), check=bool(check))
    if write:
        _tell(settings, f"{report}: table {'written' if result.stale else 'up to date, nothing written'}")
        return
    outputs.write(result.text)
    if check:
        finding = stale_finding(result)
        _tell(settings, f"{report}: {finding.message} ({finding.rule})" if finding else f"{report}: table up to date")
        raise typer.Exit(ExitCode.FINDINGS if finding else ExitCode.OK)


@app.command()
def explain(  # noqa: PLR0913 - one parameter an option
    report: Annotated[Path, typer.Argument(help="Markdown, plain text, LaTeX or PDF.")],
    claim: Annotated[str, typer.Argument(help="The claim's number or id.")],
    papers: Papers = None,
    offline: Offline = None,
    cache: Cache = None,
    embedder: Embedder = None,
    entailment: Entailment = None,
    calibration: Calibration = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    max_cost: MaxCost = None,
    prompts: Prompts = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """One claim: every passage considered, every score, in plain words."""
    settings = _settings(
        papers=papers, offline=offline, cache=cache, embedder=embedder, entailment=entailment, calibration=calibration,
        llm=llm, llm_model=llm_model, max_cost=max_cost, prompts=prompts, quiet=quiet, verbose=verbose,
        no_color=no_color,
    )  # fmt: skip
    with Progress(settings) as progress:
        from claimcheck.render import render_explain  # noqa: PLC0415 - as above
        from claimcheck.tasks.explain import explain as task  # noqa: PLC0415 - as above

        with _workplace(settings, progress) as workplace:
            found = task(report, claim, workplace)
    text = render_explain(
        found.audit, found.claim, found.considered, thresholds=found.thresholds, judgements=found.judgements,
        width=_width(), color=_color(settings),
    )  # fmt: skip
    outputs.write(text)


@app.command()
def fetch(  # noqa: PLR0913 - one parameter an option
    names: Annotated[list[str], typer.Argument(help="arXiv ids in any form, or reports.", metavar="ID_OR_REPORT...")],
    to: Annotated[Path | None, typer.Option("--to", help="A folder for copies; without it, the cache alone.")] = None,
    papers: Papers = None,
    offline: Offline = None,
    cache: Cache = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Papers into the cache or a folder, with what could not be had."""
    settings = _settings(papers=papers, offline=offline, cache=cache, quiet=quiet, verbose=verbose)
    with Progress(settings) as progress:
        from claimcheck.tasks.fetch import fetch as task  # noqa: PLC0415 - as above

        with _workplace(settings, progress) as workplace:
            fetched = task(names, workplace, to)
    lines = []
    for item in fetched:
        reference, paper = item.retrieved.reference, item.retrieved.paper
        what = f"{paper.title or 'untitled'} ({paper.text}, {paper.pages} pages)" if paper else reference.detail or ""
        lines.append(clean(f"{reference.key}  {reference.status.value}  {what}{_copied(item, to)}") + "\n")
    outputs.write("".join(lines))
    raise typer.Exit(ExitCode.OK if all(item.retrieved.paper for item in fetched) else ExitCode.PARTIAL)


@app.command()
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
    settings = _settings(
        cache=cache, embedder=embedder, entailment=entailment, calibration=calibration, offline=offline, jobs=jobs,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    if sample and (floors or write_floors):
        raise SettingsError("--sample: pinned figures are of whole sets; leave out --sample, or the floors")
    wanted = _evaluation_outputs(form, data)
    from claimcheck.tasks import evaluate as task  # noqa: PLC0415 - as above
    from claimcheck.tasks.bench import bench, check_targets  # noqa: PLC0415 - as above
    from claimcheck.tasks.floors import load_floors, render_floors  # noqa: PLC0415 - as above

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


@app.command()
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
    settings = _settings(
        cache=cache, embedder=embedder, entailment=entailment, offline=offline, jobs=jobs,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    from claimcheck.tasks import calibrate as task  # noqa: PLC0415 - as above
    from claimcheck.tasks.bench import bench, check_targets  # noqa: PLC0415 - as above

    check_targets({"--out": out}, data)
    with Progress(settings) as progress, bench(settings, progress.step, progress.warn, keep=bool(cache)) as workplace:
        found = task.calibrate(data, workplace)
    outputs.write(found.head.decode(), out)
    outputs.write(calibration_table(found.worth, width=_width(), color=_color(settings)))


@app.command()
def doctor(cache: Cache = None, offline: Offline = None) -> None:
    """What is installed, which models are found, what a first run will download."""
    settings = _settings(cache=cache, offline=offline)
    from claimcheck.tasks.doctor import examine  # noqa: PLC0415 - as above

    with Progress(settings) as progress, _workplace(settings, progress) as workplace:
        checks = list(examine(workplace))
    width = max(len(check.name) for check in checks)
    outputs.write("".join(f"{'ok ' if c.ok else 'BAD'} {c.name:<{width}}  {c.found}\n" for c in checks))
    raise typer.Exit(ExitCode.OK if all(check.ok for check in checks) else ExitCode.ERROR)


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
        outputs.write(text or evaluation_table(found, width=_width(), color=file is None and _color(settings)), file)


def _hold(pinned: Floors, found: Evaluation, settings: Settings) -> None:
    """Says which figures fell short of their floors, and leaves with 1 if any did."""
    from claimcheck.tasks.floors import shortfalls  # noqa: PLC0415 - as above

    for name in sorted(set(found.sets) - set(pinned.data)):
        _tell(settings, f"{name}: not pinned, so held against nothing")
    lines = shortfalls(pinned, found)
    for line in lines:
        outputs.tell(f"claimcheck: {line}")
    if lines:
        raise typer.Exit(ExitCode.FINDINGS)
    _tell(settings, f"all pinned figures of {len(pinned.data)} sets hold")


def _evaluation_outputs(form: str, data: Sequence[Path]) -> list[outputs.Output]:
    for part in form.split(","):
        name = part.strip().partition("=")[0]
        if name not in EVALUATION_FORMATS:
            raise SettingsError(f"--format knows no {name!r} here; choose from {', '.join(EVALUATION_FORMATS)}")
    return outputs.parse(form, data)


def _copied(item: Fetched, folder: Path | None) -> str:
    if item.file:
        return f" → {item.file}"
    at_hand = folder and item.retrieved.paper and item.retrieved.paper.source == "folder"
    return " (already in --papers, not copied)" if at_hand else ""


def _settings(**given: Any) -> Settings:
    papers = given.pop("papers", None)
    return load_settings({**given, "papers": tuple(papers or ())}, os.environ, Path.cwd())


def _workplace(settings: Settings, progress: Progress) -> Any:
    from claimcheck.tasks.workplace import Workplace  # noqa: PLC0415 - as above

    return Workplace(settings, progress.step, progress.warn)


def _conclude(audits: Sequence[Audit], gate: Gate, settings: Settings) -> None:
    """Says on stderr how it ended, and leaves with the code."""
    for one in audits:
        if one.error is None and not one.claims:
            _tell(settings, f"{one.report.path}: no claims about sources were found, so nothing was checked")
        for reason in gate_reasons([one], gate):
            if one.error:
                outputs.tell(f"claimcheck: {reason}")
            else:
                _tell(settings, reason)
    raise typer.Exit(exit_code(audits, gate))


def _tell(settings: Settings, line: str) -> None:
    if not settings.quiet:
        outputs.tell(f"claimcheck: {line}")


def _width() -> int:
    return min(_WIDEST, max(60, Console().width)) if sys.stdout.isatty() else _PIPED_WIDTH


def _color(settings: Settings) -> bool:
    return sys.stdout.isatty() and not settings.no_color and not os.environ.get("NO_COLOR")


def run(arguments: Sequence[str] | None = None, application: Callable[..., Any] = app) -> int:
    """Runs the command line and gives its exit code; a user's mistake is one line on stderr."""
    outputs.encode_anything()
    try:
        result = application(arguments, standalone_mode=False)
    except ClaimcheckError as error:
        outputs.tell(f"claimcheck: {error}")
        return ExitCode.ERROR
    except (typer.Abort, KeyboardInterrupt):
        result = ExitCode.INTERRUPTED
    except typer.TyperException as error:
        message = getattr(error, "format_message", error.__str__)()
        command = getattr(getattr(error, "ctx", None), "command_path", "claimcheck")
        outputs.tell(f"claimcheck: {message or 'no command was given.'} Try `{command} --help`.")
        return ExitCode.ERROR
    if result == ExitCode.INTERRUPTED:  # typer too makes this code of an interrupt, without a word
        outputs.tell("claimcheck: interrupted; what was done is kept, and the next run goes on from there")
    return int(result or 0)


def main() -> None:
    """The `claimcheck` command."""
    try:
        code = run()
    except Exception:  # noqa: BLE001 - a bug: its traceback is wanted; Python's exit code 1 would read as "findings"
        traceback.print_exc()
        code = ExitCode.ERROR
    sys.exit(code)
