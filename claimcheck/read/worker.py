"""The child process that opens a file: bytes on standard input, a `Document` as JSON or other bytes on standard output.

It limits itself before it looks at the bytes, so that a bomb ends this process and nothing else. Exit status 0: a
result; `REFUSED`: one line that says why there is none; anything else, or a signal: it broke.
"""

from __future__ import annotations

import os
import resource
import sys
from importlib import import_module

REFUSED = 3
# Each function takes the bytes and a number of pages, and raises `Refused` for what it cannot read.
_WORK = {
    "pdf": "claimcheck.read.pdf_document:document_of",
    "html": "claimcheck.read.html_document:document_of",
    "docx": "claimcheck.read.docx_document:document_of",
    "eprint": "claimcheck.read.eprint_document:document_of",
    "pdf marking": "claimcheck.read.pdf_marks:marked",
}


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
