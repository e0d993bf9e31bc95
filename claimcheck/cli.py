"""The command line: parses, calls a task, prints. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from claimcheck import __version__
from claimcheck.errors import ClaimcheckError, InputError, SettingsError
from claimcheck.judge import ExitCode, Gate, exit_code, gate_reasons
from claimcheck.model import Audit
from claimcheck.progress import Progress
from claimcheck.render import renderer
from claimcheck.settings import Settings, load_settings

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Audits machine-written literature syntheses: does each claim's own source support it?",
)

_PIPED_WIDTH = 100
_WIDEST = 200

Papers = Annotated[
    list[Path] | None, typer.Option("--papers", help="A folder of papers or a papers.json; again and again.")
]
Offline = Annotated[bool | None, typer.Option("--offline", help="Open no socket.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Where fetched, parsed, embedded and scored things lie.")]
Embedder = Annotated[str | None, typer.Option("--embedder", help="Another embedding model, by name or folder.")]
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
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """The main job: a table on stdout, findings, an exit code."""
    settings = _settings(
        papers=papers, offline=offline, cache=cache, format=form, fail_on=fail_on, min_verified=min_verified,
        embedder=embedder, jobs=jobs, quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    outputs = _outputs(settings.format)
    gate = Gate.parse(settings.fail_on, settings.min_verified)
    with Progress(settings) as progress:
        from claimcheck.tasks.audit import audit_reports  # noqa: PLC0415 - `--help` need not wait for numpy

        with _workplace(settings, progress) as workplace:
            result = audit_reports(report, workplace)
    for name, file in outputs:
        _write(renderer(name)(result, width=_width(), color=file is None and _color(settings)), file)
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
    jobs: Jobs = None,
    quiet: Quiet = None,
    verbose: Verbose = None,
) -> None:
    """The regenerated claim/verified/confidence table."""
    if write and check:
        raise SettingsError("--write and --check: choose one of the two")
    settings = _settings(
        papers=papers, offline=offline, cache=cache, embedder=embedder, jobs=jobs, quiet=quiet, verbose=verbose
    )
    with Progress(settings) as progress:
        from claimcheck.tasks.table import regenerate, stale_finding  # noqa: PLC0415 - as above

        with _workplace(settings, progress) as workplace:
            result = regenerate(report, workplace, write=bool(write))
    if write:
        _tell(settings, f"{report}: table {'written' if result.stale else 'up to date, nothing written'}")
        return
    _write(result.text, None)
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
    quiet: Quiet = None,
    verbose: Verbose = None,
    no_color: NoColor = None,
) -> None:
    """One claim: every passage considered, every score, in plain words."""
    settings = _settings(
        papers=papers, offline=offline, cache=cache, embedder=embedder, quiet=quiet, verbose=verbose, no_color=no_color
    )
    with Progress(settings) as progress:
        from claimcheck.render import render_explain  # noqa: PLC0415 - as above
        from claimcheck.tasks.explain import explain as task  # noqa: PLC0415 - as above

        with _workplace(settings, progress) as workplace:
            found = task(report, claim, workplace)
    text = render_explain(
        found.audit, found.claim, found.considered, thresholds=found.thresholds, width=_width(), color=_color(settings)
    )
    _write(text, None)


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
        lines.append(f"{reference.key}  {reference.status.value}  {what}{f' → {item.file}' if item.file else ''}\n")
    _write("".join(lines), None)
    raise typer.Exit(ExitCode.OK if all(item.retrieved.paper for item in fetched) else ExitCode.PARTIAL)


@app.command()
def doctor(cache: Cache = None, offline: Offline = None) -> None:
    """What is installed, which models are found, what a first run will download."""
    settings = _settings(cache=cache, offline=offline)
    from claimcheck.tasks.doctor import examine  # noqa: PLC0415 - as above

    with Progress(settings) as progress, _workplace(settings, progress) as workplace:
        checks = list(examine(workplace))
    width = max(len(check.name) for check in checks)
    _write("".join(f"{'ok ' if c.ok else 'BAD'} {c.name:<{width}}  {c.found}\n" for c in checks), None)
    raise typer.Exit(ExitCode.OK if all(check.ok for check in checks) else ExitCode.ERROR)


def _settings(**given: Any) -> Settings:
    papers = given.pop("papers", None)
    return load_settings({**given, "papers": tuple(papers or ())}, os.environ, Path.cwd())


def _workplace(settings: Settings, progress: Progress) -> Any:
    from claimcheck.tasks.workplace import Workplace  # noqa: PLC0415 - as above

    return Workplace(settings, progress.step, progress.warn)


def _outputs(printed: str) -> list[tuple[str, Path | None]]:
    """The formats asked for, each with its file; checked before any work is done."""
    outputs: list[tuple[str, Path | None]] = []
    for part in printed.split(","):
        name, _, file = part.strip().partition("=")
        renderer(name)
        outputs.append((name, Path(file) if file else None))
    if sum(file is None for _, file in outputs) > 1:
        raise SettingsError("--format: only one format can go to stdout; give the others a file, as in json=audit.json")
    return outputs


def _write(text: str, file: Path | None) -> None:
    if file is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    partial = file.with_name(f".{file.name}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError(f"{file}: cannot be written ({error.strerror or error})") from error


def _conclude(audits: Sequence[Audit], gate: Gate, settings: Settings) -> None:
    """Says on stderr how it ended, and leaves with the code."""
    for one in audits:
        if one.error is None and not one.claims:
            _tell(
                settings, f"claimcheck: {one.report.path}: no claims about sources were found, so nothing was checked"
            )
    for reason in gate_reasons(audits, gate):
        if not settings.quiet or any(one.error for one in audits):
            sys.stderr.write(f"claimcheck: {reason}\n")
    raise typer.Exit(exit_code(audits, gate))


def _tell(settings: Settings, line: str) -> None:
    if not settings.quiet:
        sys.stderr.write(f"{line}\n")


def _width() -> int:
    return min(_WIDEST, max(60, Console().width)) if sys.stdout.isatty() else _PIPED_WIDTH


def _color(settings: Settings) -> bool:
    return sys.stdout.isatty() and not settings.no_color and not os.environ.get("NO_COLOR")


def run(arguments: Sequence[str] | None = None, application: Callable[..., Any] = app) -> int:
    """Runs the command line and gives its exit code; a user's mistake is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal in another encoding must not end an audit at a “✓”.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    try:
        result = application(arguments, standalone_mode=False)
    except ClaimcheckError as error:
        sys.stderr.write(f"claimcheck: {' '.join(str(error).split())}\n")
        return ExitCode.ERROR
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("claimcheck: interrupted; what was done is kept, and the next run goes on from there\n")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except typer.TyperException as error:
        message = getattr(error, "format_message", error.__str__)()
        sys.stderr.write(f"claimcheck: {message} Try `claimcheck --help`.\n")
        return ExitCode.ERROR
    return int(result or 0)


def main() -> None:
    """The `claimcheck` command."""
    try:
        code = run()
    except Exception:  # noqa: BLE001 - a bug: its traceback is wanted, but Python's exit code 1 would read as "claims failed"
        traceback.print_exc()
        code = ExitCode.ERROR
    sys.exit(code)
