"""A parser in a child process with limits, so that a hostile file can end only the child."""

from __future__ import annotations

import json
import math
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from claimcheck.errors import DocumentError
from claimcheck.model import Document
from claimcheck.read.worker import REFUSED

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from claimcheck.read.worker import main; main(sys.argv[2], *map(int, sys.argv[3:]))"
)


@dataclass(frozen=True)
class Limits:
    """What one file may cost.

    `size` (bytes of the file), `pages` (further ones are left out), `memory` (bytes of address space), `seconds` (of
    processor time, and by the clock), `output` (bytes of the result).
    """

    size: int = 100_000_000
    pages: int = 500
    memory: int = 2 * 1024**3
    seconds: float = 60.0
    output: int = 200_000_000


def read_in_child(data: bytes, *, kind: str, name: str, limits: Limits, instead: str) -> Document:
    """Has a child process read a file; arguments and errors as of `work_in_child`."""
    output = work_in_child(data, kind=kind, name=name, limits=limits, instead=instead)
    try:
        return Document.model_validate_json(output)
    except ValidationError as error:
        raise DocumentError(f"{name}: the {kind.upper()} parser broke; {instead}") from error


def work_in_child(data: bytes, *, kind: str, name: str, limits: Limits, instead: str) -> bytes:
    """Has a child process work on a file.

    Args:
        data: the file's bytes.
        kind: what is to be done, a name in the worker's table: a format to be read, or else.
        name: what messages call the file.
        limits: what it may cost.
        instead: what the user may do when the parser gives up, as an order: "print it to a new PDF and try again".

    Returns:
        What the worker gives.

    Raises:
        DocumentError: with one line that begins with the name: too large, refused by the parser, too slow, out of
            memory, or the parser crashed.
    """
    if len(data) > limits.size:
        raise DocumentError(f"{name}: too large ({len(data) / 1e6:.0f} MB, at most {limits.size / 1e6:.0f}); split it")
    status, output, slow = _run(data, kind, limits)
    if slow or status == -signal.SIGXCPU:
        raise DocumentError(f"{name}: not read within {limits.seconds:g} seconds; {instead}")
    if status == REFUSED:
        raise DocumentError(f"{name}: {' '.join(output.decode(errors='replace').split())}")
    if status != 0 or len(output) > limits.output:
        how = f"signal {-status}" if status < 0 else f"status {status}"
        raise DocumentError(f"{name}: the {kind.upper()} parser broke ({how}); {instead}")
    return output


def _run(data: bytes, kind: str, limits: Limits) -> tuple[int, bytes, bool]:
    """Runs the worker: its exit status (negative: the signal that ended it), its output, and whether time ran out."""
    root = str(Path(__file__).resolve().parents[2])
    # The child is isolated from environment and working folder, and looks for modules just where this process does.
    paths = json.dumps([root, *(str(Path(entry).resolve()) for entry in sys.path if entry)])
    figures = [limits.memory, math.ceil(limits.seconds), limits.pages, limits.output]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-I", "-c", _START, paths, kind, *map(str, figures)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    late = threading.Event()

    def stop() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(limits.seconds, stop)
    writer = threading.Thread(target=_feed, args=(process, data), daemon=True)
    with process:
        timer.start()
        writer.start()
        try:
            # One byte more than allowed is enough to see that it is too much; the child is not believed to stop.
            output = process.stdout.read(limits.output + 1) if process.stdout else b""
            if len(output) > limits.output:
                process.kill()
            status = process.wait()
        finally:
            timer.cancel()
            process.kill()
            writer.join()
    return status, output, late.is_set()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.write(data)
        with suppress(OSError):
            process.stdin.close()
