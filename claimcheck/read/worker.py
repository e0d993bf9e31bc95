"""The child process that opens a file: bytes on standard input, a `Document` as JSON or other bytes on standard output.

It limits itself before it looks at the bytes, so that a bomb ends this process and nothing else. Exit status 0: a
result; `REFUSED`: one line that says why there is none; anything else, or a signal: it broke. Children are forks of a
server that has loaded the parsers and reads no file itself.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

REFUSED = 3
# Each function takes the bytes and a number of pages, and raises `Refused` for what it cannot read.
_WORK = {
    "pdf": "claimcheck.read.pdf_document:document_of",
    "html": "claimcheck.read.html_document:document_of",
    "docx": "claimcheck.read.docx_document:document_of",
    "eprint": "claimcheck.read.eprint_document:document_of",
    "pdf marking": "claimcheck.read.pdf_marks:marked",
}
# Slow to load, and loaded by those only once they have limits: the server has it ready.
_NEEDS = {"pdf": "pymupdf", "pdf marking": "pymupdf"}


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """Why a file gives no document, and the way out, in one line."""


def main(kind: str, memory: int, seconds: int, pages: int, output: int) -> None:
    """Reads one file.

    Args:
        kind: its format, or what else to do with it.
        memory: limit of the address space, in bytes.
        seconds: limit of processor time.
        pages: how many pages to read; the rest is left out.
        output: limit of the result, in bytes.
    """
    for limited, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(limited)
        resource.setrlimit(limited, (limit if hard < 0 else min(limit, hard), hard))
    # Whatever a library prints goes to standard error: standard output carries the result and nothing else.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        module, function = _WORK[kind].split(":")
        found = getattr(import_module(module), function)(sys.stdin.buffer.read(), pages)
        status, result = 0, found if isinstance(found, bytes) else found.model_dump_json().encode("utf-8", "replace")
    except MemoryError:
        status, result = REFUSED, b"needs too much memory; split it and try again"
    except Refused as reason:
        status, result = REFUSED, str(reason).encode("utf-8", "replace")
    if len(result) > output:
        status, result = REFUSED, b"holds too much text; split it and try again"
    with answer:
        answer.write(result)
    sys.exit(status)


def serve(channel: int) -> NoReturn:
    """Forks a child for every file, until the other end of the channel is closed.

    Args:
        channel: a socket (its file descriptor). Each message is a kind with the numbers that `main` takes, as JSON,
            with three ends of pipes: what the child reads, what it writes, and where the number of its process goes, a
            line, and then, in another, its exit status (negative: the signal that ended it).
    """
    # PyMuPDF would load a network that guesses the layout, two thirds of its time to load; we read by our own rules.
    sys.modules.setdefault("pymupdf.layout", None)  # type: ignore[arg-type]  # so it says that it is not there
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the nurses
    with socket.socket(fileno=channel) as orders:
        while True:
            message, pipes, _, _ = socket.recv_fds(orders, 10_000, 3)
            if not message:
                os._exit(0)
            kind, *figures = json.loads(message)
            with suppress(Exception):  # it fails again in the child, where that ends no more than the child
                import_module(_WORK[kind].split(":")[0])
                if kind in _NEEDS:
                    import_module(_NEEDS[kind])
            if os.fork() == 0:
                orders.close()
                _nurse(kind, figures, *pipes)
            for pipe in pipes:
                os.close(pipe)


def _nurse(kind: str, figures: list[int], takes: int, gives: int, reports: int) -> NoReturn:
    """Forks the child, tells its number, waits for it, and tells how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        os.close(reports)
        for pipe, place in ((takes, 0), (gives, 1)):
            os.dup2(pipe, place)
            os.close(pipe)
        status = 1
        try:
            main(kind, *figures)
        except SystemExit as end:
            status = int(end.code or 0)
        finally:
            os._exit(status)
    os.close(takes)
    os.close(gives)
    os.write(reports, b"%d\n" % child)
    _, status = os.waitpid(child, 0)
    os.write(reports, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)
