"""The command line: parses, calls a task, prints. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claimcheck import __version__, outputs
from claimcheck.errors import ClaimcheckError, SettingsError
from claimcheck.judge import ExitCode, Gate, exit_code, gate_notes, gate_reasons, idle_rules, suppressed_lines
from claimcheck.measuring import calibrate, evaluate, run_self_test
from claimcheck.model import Audit
from claimcheck.model.difference import ChangeKind
from claimcheck.options import (
    Baseline,
    Cache,
    Calibration,
    Changed,
    Embedder,
    Entailment,
    FailOn,
    Jobs,
    Level,
    Llm,
    LlmModel,
    Locked,
    LockFile,
    LockIt,
    MaxCost,
    MinVerified,
    NoColor,
    Offline,
    Papers,
    Prompts,
    Quiet,
    SelfTest,
    Since,
    Sources,
    UpdateBaseline,
    Verbose,
    Waivers,
    WriteBaseline,
    changed_files,
    color,
    open_workplace,
    settings_of,
    tell,
    width,
)
from claimcheck.progress import Progress
from claimcheck.render import FORMATS, clean, renderer
from claimcheck.render.difference import FORMATS as DIFFERENCE_FORMATS
from claimcheck.render.difference import difference_json, difference_markdown, difference_table
from claimcheck.reviewing import review
from claimcheck.settings import Settings
from claimcheck.synthesizing import synthesize

if TYPE_CHECKING:
    from claimcheck.tasks.fetch import Fetched

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Audits machine-written literature syntheses: does each claim's own source support it?",
)


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
    report: Annotated[list[Path], typer.Argument(help="Markdown, plain text, HTML, LaTeX, DOCX or PDF.")],
    papers: Papers = None,
    offline: Offline = None,
    sources: Sources = None,
    cache: Cache = None,
    form: Annotated[str | None, typer.Option("--format", help=f"FORMAT[=FILE][,…]: {', '.join(FORMATS)}.")] = None,
    annotate: Annotated[Path | None, typer.Option("--annotate", help="A folder for marked copies of the PDFs.")] = None,
    fail_on: FailOn = None,
    min_verified: MinVerified = None,
    self_test: SelfTest = False,  # noqa: FBT002 - a flag
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of the faults of --self-test.")] = 7,
    level: Level = None,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = False,  # noqa: FBT002 - a flag
    update_baseline: UpdateBaseline = False,  # noqa: FBT002 - a flag
    waivers: Waivers = None,
    since: Since = None,
    changed: Changed = None,
    lock: LockIt = False,  # noqa: FBT002 - a flag
    locked: Locked = None,
    lock_file: LockFile = None,
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
    settings = settings_of(
        papers=papers, offline=offline, sources=sources, cache=cache, format=form, annotate=annotate,
        fail_on=fail_on, min_verified=min_verified, levels=",".join(level or ()) or None, baseline=baseline,
        waivers=waivers, since=since, locked=locked, lock_file=lock_file, embedder=embedder, entailment=entailment,
        calibration=calibration, llm=llm, llm_model=llm_model, max_cost=max_cost, prompts=prompts, jobs=jobs,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    # Who asks for a new lock does not mean the old one that a file asks for.
    is_locked = bool(locked) if lock else settings.locked
    settings = settings.model_copy(update={"locked": is_locked, "offline": settings.offline or is_locked})
    if self_test:
        of_a_gate = {
            "--fail-on": fail_on, "--min-verified": min_verified, "--baseline": baseline, "--lock": lock,
            "--write-baseline": write_baseline, "--update-baseline": update_baseline, "--annotate": annotate,
        }  # fmt: skip
        run_self_test(report, settings, seed, without=of_a_gate)
        return
    wanted = outputs.parse(settings.format, [*report, *outputs.sources_of(settings)])
    gate = Gate.parse(settings.fail_on, settings.min_verified)
    with Progress(settings) as progress:
        from claimcheck.tasks.gate import Asked, audit_under_policy  # noqa: PLC0415 - `--help` need not wait for numpy

        asked = Asked(write_baseline, update_baseline, changed_files(changed), lock)
        copies = outputs.annotator(settings, report)
        with open_workplace(settings, progress) as workplace:
            done = audit_under_policy(report, workplace, asked)
            said = copies(done.file, workplace)
    for name, file in wanted:
        outputs.write(renderer(name)(done.file, width=width(), color=file is None and color(settings)), file)
        if name == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            outputs.append_step_summary(done.file, Path(summary))
    for line in (*said, *done.kept):
        tell(settings, line)
    _conclude(done.file.audits, gate, settings)


@app.command()
def table(  # noqa: PLR0913 - one parameter an option
    report: Annotated[Path, typer.Argument(help="Markdown, plain text, HTML, LaTeX, DOCX or PDF.")],
    write: Annotated[bool | None, typer.Option("--write", help="Put it into the report, no other byte.")] = None,
    check: Annotated[bool | None, typer.Option("--check", help="Exit with 1 when the printed one is stale.")] = None,
    from_papers: Annotated[bool | None, typer.Option("--from-papers", help="What the cited papers assert.")] = None,
    max_claims: Annotated[
        int | None, typer.Option("--max-claims", min=1, max=200, help="With --from-papers: at most so many; 12.")
    ] = None,
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
    """The regenerated claim/verified/confidence table; or, drawn anew, the claims of the cited papers."""
    if write and check:
        raise SettingsError("--write and --check: choose one of the two")
    if max_claims and not from_papers:
        raise SettingsError("--max-claims: counts the claims of --from-papers, so name that too")
    settings = settings_of(
        papers=papers, offline=offline, sources=sources, cache=cache, embedder=embedder, entailment=entailment,
        calibration=calibration, llm=llm, llm_model=llm_model, max_cost=max_cost, prompts=prompts,
        jobs=jobs, quiet=quiet, verbose=verbose,
    )  # fmt: skip
    with Progress(settings) as progress, open_workplace(settings, progress) as workplace:
        from claimcheck.tasks.from_papers import MOST_CLAIMS, draw  # noqa: PLC0415 - as above
        from claimcheck.tasks.table import regenerate  # noqa: PLC0415 - as above

        make = partial(draw, most=max_claims or MOST_CLAIMS) if from_papers else regenerate
        result = make(report, workplace, write=bool(write), check=bool(check))
    if not write:
        outputs.write(result.text)
    for note in result.notes:
        tell(settings, clean(note))
    if write:
        tell(settings, f"{result.file}: table {'written' if result.fault else 'up to date, nothing written'}")
    elif check:
        tell(settings, f"{report}: {result.fault or 'table up to date'}")
        raise typer.Exit(ExitCode.FINDINGS if result.fault else ExitCode.OK)


@app.command()
def explain(  # noqa: PLR0913 - one parameter an option
    report: Annotated[Path, typer.Argument(help="Markdown, plain text, HTML, LaTeX, DOCX or PDF.")],
    claim: Annotated[str, typer.Argument(help="The claim's number or id.")],
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
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """One claim: every passage considered, every score, in plain words."""
    settings = settings_of(
        papers=papers, offline=offline, sources=sources, cache=cache, embedder=embedder, entailment=entailment,
        calibration=calibration, llm=llm, llm_model=llm_model, max_cost=max_cost, prompts=prompts,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    with Progress(settings) as progress:
        from claimcheck.render import render_explain  # noqa: PLC0415 - as above
        from claimcheck.tasks.explain import explain as task  # noqa: PLC0415 - as above

        with open_workplace(settings, progress) as workplace:
            found = task(report, claim, workplace)
    text = render_explain(
        found.audit, found.claim, found.considered, thresholds=found.thresholds, judgements=found.judgements,
        width=width(), color=color(settings),
    )  # fmt: skip
    outputs.write(text)


@app.command()
def fetch(  # noqa: PLR0913 - one parameter an option
    names: Annotated[
        list[str], typer.Argument(help="arXiv ids or DOIs in any form, or reports.", metavar="ID_OR_REPORT...")
    ],
    to: Annotated[Path | None, typer.Option("--to", help="A folder for copies; without it, the cache alone.")] = None,
    papers: Papers = None,
    offline: Offline = None,
    sources: Sources = None,
    cache: Cache = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """Papers into the cache or a folder, with what could not be had."""
    settings = settings_of(papers=papers, offline=offline, sources=sources, cache=cache, quiet=quiet, verbose=verbose)
    with Progress(settings) as progress:
        from claimcheck.tasks.fetch import fetch as task  # noqa: PLC0415 - as above

        with open_workplace(settings, progress) as workplace:
            fetched = task(names, workplace, to)
    lines = []
    for item in fetched:
        reference, paper = item.retrieved.reference, item.retrieved.paper
        detail = reference.detail or ""
        read = f"{paper.text}, {paper.pages} pages{'; ' * bool(detail)}{detail}" if paper else ""
        what = f"{paper.title or 'untitled'} ({read})" if paper else detail
        lines.append(clean(f"{reference.key}  {reference.status.value}  {what}{_copied(item, to)}") + "\n")
    outputs.write("".join(lines))
    raise typer.Exit(ExitCode.OK if all(item.retrieved.paper for item in fetched) else ExitCode.PARTIAL)


app.command()(review)
app.command()(evaluate)
app.command()(calibrate)
app.command()(synthesize)


@app.command()
def diff(  # noqa: PLR0913 - one parameter an option
    old: Annotated[Path, typer.Argument(help="The JSON of an audit.", metavar="OLD.json")],
    new: Annotated[Path, typer.Argument(help="The JSON of a later audit.", metavar="NEW.json")],
    form: Annotated[str, typer.Option("--format", help="FORMAT[=FILE][,…]: table, markdown, json.")] = "table",
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """Which claims changed their verdict: verified anew, support lost, appeared, gone. Lost support exits with 1."""
    settings = settings_of(quiet=quiet, verbose=verbose, no_color=no_color)
    wanted = outputs.parse(form, [old, new], known=DIFFERENCE_FORMATS)
    from claimcheck.tasks.diff import compare  # noqa: PLC0415 - as above

    found = compare(old, new)
    for name, file in wanted:
        makers = {"json": difference_json, "markdown": difference_markdown}
        make = makers.get(name, partial(difference_table, width=width(), color=file is None and color(settings)))
        outputs.write(make(found), file)
    lost = found.count(ChangeKind.SUPPORT_LOST)
    if lost:
        tell(settings, f"{lost} claim{'s' * (lost > 1)} lost support")
    raise typer.Exit(ExitCode.FINDINGS if lost else ExitCode.OK)


@app.command()
def mcp(papers: Papers = None, offline: Offline = None, cache: Cache = None) -> None:
    """Audit, explain and fetch as tools for agents, over stdio (extra `mcp`)."""
    settings = settings_of(papers=papers, offline=offline, cache=cache)
    try:
        from claimcheck.agents import serve  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise SettingsError("mcp: needs its extra; install it by pip install 'claimcheck-papers[mcp]'") from error
    serve(settings)


@app.command()
def doctor(cache: Cache = None, offline: Offline = None) -> None:
    """What is installed, which models are found, what a first run will download."""
    settings = settings_of(cache=cache, offline=offline)
    from claimcheck.tasks.doctor import examine  # noqa: PLC0415 - as above

    with Progress(settings) as progress, open_workplace(settings, progress) as workplace:
        checks = list(examine(workplace))
    width = max(len(check.name) for check in checks)
    outputs.write("".join(f"{'ok ' if c.ok else 'BAD'} {c.name:<{width}}  {c.found}\n" for c in checks))
    raise typer.Exit(ExitCode.OK if all(check.ok for check in checks) else ExitCode.ERROR)


def _copied(item: Fetched, folder: Path | None) -> str:
    if item.file:
        return f" → {item.file}"
    at_hand = folder and item.retrieved.paper and item.retrieved.paper.source == "folder"
    return " (already in --papers, not copied)" if at_hand else ""


def _conclude(audits: Sequence[Audit], gate: Gate, settings: Settings) -> None:
    """Says on stderr how it ended, and leaves with the code."""
    for one in audits:
        if one.error is None and not one.claims:
            tell(settings, f"{one.report.path}: no claims about sources were found, so nothing was checked")
        for line in suppressed_lines(one) if settings.verbose else ():
            tell(settings, line)
    idle = idle_rules(settings.levels, offline=settings.offline, baseline=settings.baseline is not None)
    for note in gate_notes(audits, gate, idle, settings.levels):
        tell(settings, note)
    for one in audits:
        for reason in gate_reasons([one], gate):
            if one.error:
                outputs.tell(f"claimcheck: {reason}")
            else:
                tell(settings, reason)
    raise typer.Exit(exit_code(audits, gate))


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


def main(arguments: Sequence[str] | None = None) -> None:
    """The `claimcheck` command; its arguments are those of the process, unless others are given."""
    try:
        code = run(arguments)
    except Exception:  # noqa: BLE001 - a bug: its traceback is wanted; Python's exit code 1 would read as "findings"
        traceback.print_exc()
        code = ExitCode.ERROR
    sys.exit(code)
