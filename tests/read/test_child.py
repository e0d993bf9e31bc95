"""A file is read in a process of its own, with limits, by a server that forks it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from claimcheck.errors import DocumentError
from claimcheck.read import child
from claimcheck.read.child import Limits, work_in_child
from claimcheck.read.html import read_html

# Children of this server run a piece of code in place of a parser.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n"
    "import claimcheck.read.worker as worker\n"
    "worker.main = lambda *_: exec({code!r}) or sys.exit(0)\n"
    "worker.serve(int(sys.argv[2]))"
)


@pytest.fixture
def server(monkeypatch):
    """Starts a server whose children run some code; afterwards there is the usual one again."""

    def start(code: str) -> None:
        monkeypatch.setattr(child, "_START", _START.format(code=code))
        monkeypatch.setattr(child, "_server", None)

    yield start
    if child._server:
        child._server.close()


def work(limits: Limits = Limits(), data: bytes = b"<p>a</p>") -> bytes:  # noqa: B008 - frozen
    return work_in_child(data, kind="html", name="x.html", limits=limits, instead="save it anew")


@pytest.mark.parametrize(
    ("code", "limits", "words"),
    [
        ("import time; time.sleep(30)", Limits(seconds=0.5), "not read within 0.5 seconds"),
        ("while True: pass", Limits(seconds=1), "not read within 1 seconds"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Limits(), f"signal {signal.SIGSEGV:d}"),
        ("import os; os.write(1, b'x' * 5000)", Limits(output=1000), "broke"),
        ("import os\nwhile True: os.write(1, b'x' * 5000)", Limits(output=100_000), "broke"),
        ("raise SystemExit(7)", Limits(), "the HTML parser broke (status 7); save it anew"),
        ("1 / 0", Limits(), "the HTML parser broke (status 1); save it anew"),
    ],
    ids=["slow", "busy", "crash", "too much", "flood", "status", "exception"],
)
def test_a_child_that_misbehaves_is_one_line_and_ends_nothing_else(server, code, limits, words):
    server(code)
    begun = time.monotonic()
    for _ in range(2):  # the server goes on
        with pytest.raises(DocumentError) as caught:
            work(limits)
        assert str(caught.value).startswith("x.html: ")
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
    assert time.monotonic() - begun < 10


def test_what_is_no_document_is_one_line(server):
    server("import os; os.write(1, b'no JSON')")
    assert work() == b"no JSON"
    with pytest.raises(DocumentError, match=r"^x\.html: the HTML parser broke; save it anew"):
        read_html(b"<p>a</p>", name="x.html")


def test_a_child_has_its_own_pipes_and_no_other(server):
    server(
        "import os\nfor n in range(200):\n    try: os.fstat(n)\n    except OSError: continue\n"
        "    os.write(1, b'%d ' % n)"
    )
    with ThreadPoolExecutor(4) as pool:
        assert [held.split() for held in pool.map(lambda _: work(), range(8))] == [[b"0", b"1", b"2"]] * 8


def test_files_read_at_once_are_not_mixed_up():
    pages = [f"<html><body><p>{'word ' * 50}number {n}</p></body></html>" for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        texts = [document.text for document in pool.map(lambda page: read_html(page.encode(), name="x.html"), pages)]
    assert [f"number {n}" in text for n, text in enumerate(texts)] == [True] * 12


def test_a_file_that_is_larger_than_a_pipe_goes_both_ways(server):
    server("import os, sys\ndata = sys.stdin.buffer.read()\nwith os.fdopen(1, 'wb') as out: out.write(data)")
    data = os.urandom(3_000_000)
    assert work(data=data) == data


def test_nothing_stays_open_behind_a_file():
    read_html(b"<p>a</p>", name="x.html")
    before = set(Path("/proc/self/fd").iterdir())
    for _ in range(3):
        read_html(b"<p>a</p>", name="x.html")
        with suppress(DocumentError):
            work(Limits(output=5))
    assert set(Path("/proc/self/fd").iterdir()) == before


def test_a_server_that_was_killed_is_replaced():
    read_html(b"<p>a</p>", name="x.html")
    child._server._process.kill()
    child._server._process.wait()
    assert read_html(b"<p>again</p>", name="x.html").text == "<p>again</p>"


def test_no_server_at_all_is_one_line(monkeypatch):
    monkeypatch.setattr(child, "_START", "raise SystemExit(1)")
    monkeypatch.setattr(child, "_server", None)
    with pytest.raises(DocumentError, match=r"^x\.html: no process can be started to read it; close other programs"):
        work()
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(DocumentError, match=r"^x\.html: no process can be started to read it; close other programs"):
        work()


_READS = (
    "import os, sys, warnings\nfrom claimcheck.read import child\nfrom claimcheck.read.html import read_html\n"
    "read_html(b'<p>a</p>', name='x')\nown = child._server._process.pid\nprint(own, flush=True)\n"
)


def _process(code: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    return subprocess.Popen([sys.executable, "-W", "error", "-c", _READS + code], stdout=-1, stderr=-1, env=environment)


def _gone(process: int) -> bool:
    """Whether a process ends within five seconds."""
    for _ in range(100):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("killed", [False, True], ids=["at its end", "when it is killed"])
def test_the_server_ends_with_its_process(killed):
    process = _process("import time; time.sleep(60)" if killed else "")
    server = int(process.stdout.readline())
    if killed:
        process.kill()
    _, said = process.communicate(timeout=30)
    assert killed or (process.returncode, said) == (0, b"")
    assert _gone(server)


def test_a_fork_of_the_process_has_a_server_of_its_own():
    process = _process(
        "warnings.simplefilter('ignore')\n"  # from Python 3.12 on a fork beside threads is warned of
        "if os.fork() == 0:\n"
        "    read_html(b'<p>b</p>', name='x')\n"
        "    print(child._server._process.pid != own, flush=True)\n"
        "    child._server.close()\n"
        "    os._exit(0)\n"
        "os.wait()\n"
        "print(read_html(b'<p>c</p>', name='x').text, child._server._process.pid == own)\n"
    )
    said, errors = process.communicate(timeout=60)
    assert (said.splitlines()[1:], errors) == ([b"True", b"<p>c</p> True"], b"")


def test_without_pipes_it_is_one_line_and_nothing_leaks(monkeypatch):
    read_html(b"<p>a</p>", name="x.html")
    before = set(Path("/proc/self/fd").iterdir())
    real, made = os.pipe, []

    def pipe() -> tuple[int, int]:
        made.append(1)
        if len(made) % 3 == 0:
            raise OSError(24, "Too many open files")
        return real()

    with monkeypatch.context() as patched:
        patched.setattr(os, "pipe", pipe)
        with pytest.raises(DocumentError, match=r"^x\.html: no process can be started"):
            work()
    read_html(b"<p>a</p>", name="x.html")
    assert len(set(Path("/proc/self/fd").iterdir())) == len(before)


def test_a_parser_that_cannot_be_loaded_is_no_reason_to_close_programs(monkeypatch):
    broken = child._START.replace("serve(int", "sys.modules['claimcheck.read.html_tables'] = None; serve(int")
    monkeypatch.setattr(child, "_START", broken)
    monkeypatch.setattr(child, "_server", None)
    for _ in range(2):
        with pytest.raises(DocumentError, match=r"^x\.html: the HTML parser broke \(status 1\); save it anew"):
            work()
    child._server.close()


def test_pymupdf_is_ready_in_the_server_and_brings_no_network(server):
    server("import os, sys; os.write(1, b'%d %d' % ('pymupdf' in sys.modules, 'pymupdf.layout.onnx' in sys.modules))")
    assert work_in_child(b"x", kind="pdf", name="x.pdf", limits=Limits(), instead="print it anew") == b"1 0"
