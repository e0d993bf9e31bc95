"""A parser in a child process with limits, so that a hostile file can end only the child.

A child is a fork of one process that has loaded the parsers already: loading them takes longer than most papers do.
That process never sees a byte of a file; it hands the ends of the pipes on and forks (see `worker`).
"""

from __future__ import annotations

import atexit
import json
import math
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from claimcheck.errors import DocumentError, PassingError
from claimcheck.model import Document
from claimcheck.read.worker import REFUSED

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from claimcheck.read.worker import serve; serve(int(sys.argv[2]))"
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
        DocumentError: with one line that begins with the name: too large, out of memory, or refused by the parser.
        PassingError: as above: too slow, or the parser crashed or could not be started.
    """
    if len(data) > limits.size:
        raise DocumentError(f"{name}: too large ({len(data) / 1e6:.0f} MB, at most {limits.size / 1e6:.0f}); split it")
    child = _child(kind, [limits.memory, math.ceil(limits.seconds), limits.pages, limits.output])
    if child is None:
        raise PassingError(f"{name}: no process can be started to read it; close other programs and try again")
    status, output, slow = _await(child, data, limits)
    if slow or status == -signal.SIGXCPU:
        raise PassingError(f"{name}: not read within {limits.seconds:g} seconds; {instead}")
    if status == REFUSED:
        raise DocumentError(f"{name}: {' '.join(output.decode(errors='replace').split())}")
    if status != 0 or len(output) > limits.output:
        how = f"signal {-status}" if status < 0 else f"status {status}"
        raise PassingError(f"{name}: the {kind.upper()} parser broke ({how}); {instead}")
    return output


class _Child:
    """A forked worker: `write` and `read` are the ends of its pipes (file descriptors)."""

    def __init__(self, process: int, write: int, read: int, report: int) -> None:
        self._process, self._report = process, report
        self.write, self.read = write, read
        self._ended = False

    def kill(self) -> None:
        """Ends it, if it has not ended: its number may be another's by then."""
        if not self._ended:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)

    def status(self) -> int:
        """Waits for its end: the exit status, or minus the signal that ended it."""
        with os.fdopen(self._report, encoding="ascii") as report:
            line = report.readline()
        self._ended = True
        return int(line or 1)


class _ForkServer:
    """The process that forks the children; it ends with this one, or when this one lets go of its channel."""

    def __init__(self) -> None:
        root = str(Path(__file__).resolve().parents[2])
        # It is isolated from environment and working folder, and looks for modules just where this process does.
        paths = json.dumps([root, *(str(Path(entry).resolve()) for entry in sys.path if entry)])
        self._channel, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
                    [sys.executable, "-I", "-c", _START, paths, str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno()],
                    start_new_session=True,  # Ctrl-C is for us: what is being read is read to its end, and kept
                    # A process that forks should have no threads.
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
                )
            except OSError:
                self._channel.close()
                raise

    def fork(self, kind: str, figures: list[int]) -> _Child | None:
        """A worker for one file; None where the server is gone, or no pipe is to be had."""
        ends: list[int] = []
        try:
            for _ in range(3):
                ends += os.pipe()
            takes, write, read, gives, report, reports = ends
            socket.send_fds(self._channel, [json.dumps([kind, *figures]).encode()], [takes, gives, reports])
            for end in (takes, gives, reports):
                os.close(end)
                ends.remove(end)
            if line := _line(report):
                return _Child(int(line), write, read, report)
        except OSError:
            pass
        for end in ends:
            os.close(end)
        return None

    def close(self) -> None:
        self._channel.close()
        self._process.wait()


def _line(report: int) -> bytes:
    """The first line of a pipe, byte by byte, so that what follows is still in it."""
    line = b""
    while (byte := os.read(report, 1)) not in {b"", b"\n"}:
        line += byte
    return line


_lock = threading.Lock()
_server: _ForkServer | None = None


def _child(kind: str, figures: list[int]) -> _Child | None:
    """A worker for one file, by the server that runs already, or by a new one; None where none can be started."""
    global _server  # noqa: PLW0603 - one for the process, and it outlives the reading of a file
    with _lock:
        for _ in range(2):
            try:
                _server = _server or _ForkServer()
            except OSError:
                return None
            child = _server.fork(kind, figures)
            if child:
                return child
            _server.close()
            _server = None
    return None


@atexit.register
def _close() -> None:
    if _server:
        _server.close()


def _forget() -> None:
    """In a fork of this process: the server is its parent's."""
    global _server, _lock
    _server, _lock = None, threading.Lock()


os.register_at_fork(after_in_child=_forget)


def _await(child: _Child, data: bytes, limits: Limits) -> tuple[int, bytes, bool]:
    """Gives a worker its file: its exit status (negative: the signal), its output, and whether time ran out."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limits.seconds, stop)
    writer = threading.Thread(target=_feed, args=(child.write, data), daemon=True)
    timer.start()
    writer.start()
    try:
        with os.fdopen(child.read, "rb") as pipe:
            # One byte more than allowed is enough to see that it is too much; the child is not believed to stop.
            output = pipe.read(limits.output + 1)
        if len(output) > limits.output:
            child.kill()
        status = child.status()
    finally:
        timer.cancel()
        child.kill()
        writer.join()
    return status, output, late.is_set()


def _feed(pipe: int, data: bytes) -> None:
    with suppress(OSError), os.fdopen(pipe, "wb") as into:
        into.write(data)
