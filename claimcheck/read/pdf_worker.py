"""The child process that opens a PDF: bytes on standard input, a `Document` as JSON on standard output.

It limits itself before it looks at the bytes, so that a bomb ends this process and nothing else. Exit status 0: a
document; `REFUSED`: one line that says why there is none; anything else, or a signal: it broke.
"""

from __future__ import annotations

import os
import resource
import sys

REFUSED = 3


def main(memory: int, seconds: int, pages: int, output: int) -> None:
    """Reads one PDF.

    Args:
        memory: limit of the address space, in bytes.
        seconds: limit of processor time.
        pages: how many pages to read; the rest is left out.
        output: limit of the JSON, in bytes.
    """
    for kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (limit if hard < 0 else min(limit, hard), hard))
    # Whatever a library prints goes to standard error: standard output carries the result and nothing else.
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        status, result = _read(sys.stdin.buffer.read(), pages)
    except MemoryError:
        status, result = REFUSED, "needs too much memory; split it and try again"
    if len(result) > output:
        status, result = REFUSED, "holds too much text; split it and try again"
    with answer:
        answer.write(result.encode("utf-8", "replace"))
    sys.exit(status)


def _read(data: bytes, pages: int) -> tuple[int, str]:
    import pymupdf  # noqa: PLC0415 - heavy, and only after the limits are set

    from claimcheck.read.pdf_document import document_of  # noqa: PLC0415 - as above

    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        pdf = pymupdf.open(stream=data, filetype="pdf")
        if pdf.needs_pass:
            return REFUSED, "encrypted; remove the password and try again"
        if not len(pdf):
            return REFUSED, "damaged: it has no pages; get the file anew"
        document = document_of(pdf, pages)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        if "malloc" in str(error) or "memory" in str(error):
            raise MemoryError from error
        return REFUSED, "no PDF, or damaged; get the file anew"
    if document is None:
        return REFUSED, "no text layer; run OCR first"
    return 0, document.model_dump_json()
