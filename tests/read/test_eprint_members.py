"""What is taken out of an e-print: LaTeX files by name, within limits; nothing is set down, nothing is followed."""

from __future__ import annotations

import gzip
import io
import tarfile
import time

import pytest

from claimcheck.read.eprint_members import members
from claimcheck.read.worker import Refused
from tests.servers.arxiv import source

FILES = {"main.tex": "Main.", "sections/one.tex": "One.", "main.bbl": "List.", "works.bib": "@misc{a}"}


def archive(*added: tuple[tarfile.TarInfo, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as opened:
        for member, content in added:
            member.size = len(content)
            opened.addfile(member, io.BytesIO(content))
    return made.getvalue()


@pytest.mark.parametrize("packed", [True, False])
def test_latex_files_come_by_name_packed_or_not(packed):
    data = source(FILES | {"plot.pdf": b"%PDF-1.4", "style.sty": "x", "notes.txt": "y"}, packed=packed)
    assert members(data) == {name: text.encode() for name, text in FILES.items()}


def test_a_single_file_is_the_paper():
    assert members(gzip.compress(b"\\documentclass{article}")) == {"main.tex": b"\\documentclass{article}"}
    assert members(b"\\documentclass{article}") == {"main.tex": b"\\documentclass{article}"}


def test_names_are_keys_and_none_leads_out_of_the_archive():
    names = ["../up.tex", "/etc/root.tex", "a/../../b.tex", "./a/./c.tex", "d\\e.tex", "x" * 600 + ".tex"]
    assert sorted(members(source(dict.fromkeys(names, "x")))) == ["a/c.tex", "d/e.tex"]


def test_links_folders_and_devices_are_no_files():
    kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
    odd = []
    for number, kind in enumerate(kinds):
        member = tarfile.TarInfo(f"odd{number}.tex")
        member.type, member.linkname = kind, "/etc/hostname"
        odd.append((member, b""))
    data = archive(*odd, (tarfile.TarInfo("main.tex"), b"Main."))
    assert members(data) == {"main.tex": b"Main."}


def test_a_pdf_is_said_to_be_one():
    for data in (b"%PDF-1.5 ...", gzip.compress(b"%PDF-1.5 ...")):
        with pytest.raises(Refused, match="PDF only"):
            members(data)


@pytest.mark.parametrize("left", [20, 100, 0.5, 0.9])
def test_half_an_archive_is_refused(left):
    data = source(FILES | {"noise.tex": "".join(map(str, range(20_000)))})
    with pytest.raises(Refused, match="damaged or cut short"):
        members(data[: left if left > 1 else int(len(data) * left)])


@pytest.mark.parametrize("name", ["plot.eps", "main.tex"])
def test_what_unpacks_to_far_more_than_it_is_is_refused_at_once(name):
    data = archive((tarfile.TarInfo(name), b"0" * 100_000_000))
    assert len(data) < 200_000
    begun = time.process_time()
    with pytest.raises(Refused, match="far more"):
        members(data)
    assert time.process_time() - begun < 2


def test_members_files_and_bytes_are_counted():
    many = source({f"{number}.txt": "x" for number in range(6_000)} | {"main.tex": "Main."})
    assert members(many) == {}
    assert len(members(source({f"{number}.tex": "x" for number in range(800)}))) == 500
    assert members(source({"large.tex": "x" * 5_000_001, "main.tex": "Main."})) == {"main.tex": b"Main."}


def test_headers_that_lead_to_headers_come_to_an_end():
    made = io.BytesIO()
    for _ in range(20_000):
        member = tarfile.TarInfo("././@LongLink")
        member.type, member.size = tarfile.GNUTYPE_LONGNAME, 512
        made.write(member.tobuf() + b"a" * 511 + b"\0")
    with pytest.raises(Refused, match="damaged"):
        members(made.getvalue())


def test_a_file_of_holes_is_none():
    member = tarfile.TarInfo("main.tex")
    member.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": "9000000000"}
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz", format=tarfile.PAX_FORMAT) as opened:
        member.size = 512
        opened.addfile(member, io.BytesIO(b"1\n0\n512\n".ljust(512, b"\0")))
    assert members(made.getvalue()) == {}
