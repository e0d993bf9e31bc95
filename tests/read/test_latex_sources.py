"""A LaTeX report in several files reads as one, and every place in it is known by file and line."""

from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.read import gather, read_document
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Workplace

MAIN = r"""\documentclass{article}
\input{commands}
\begin{document}
\title{Bees}
\section{Findings}
Before it. \input{parts/one} Behind it.
% \input{parts/never}
\include{parts/two.tex}
\bibliography{works, more}
\end{document}
"""
FILES = {
    "parts/one.tex": "Bees can count\nto four landmarks \\citep{lee2023}.",
    "parts/two.tex": "\n\nWasps count further than bees do \\citep{smith2024}.\n",
    "parts/never.tex": "Never read.",
    "commands.tex": "\\newcommand{\\bee}{bee}",
    "works.bib": "@article{lee2023,\n title = {Counting in {Bees}},\n author = {Lee, Kay and Kim, Jo},\n year = 2023,\n"
    " eprint = {2301.00001},\n}\n\n@article{unused, title={Not cited by anybody}, year={2020}}\n",
    "more.bib": "@book{smith2024, title={Dances of wasps in the north}, author={Smith, Al and Roe, Bo}, year={2024}}",
}  # fmt: skip


def read(main: str, files: dict[str, str], name: str = "main.tex"):
    data, parts = gather(main.encode(), name, lambda file: files[file].encode() if file in files else None)
    return read_document(data, name, parts)


def test_what_is_included_stands_in_its_place_and_what_is_commented_out_does_not():
    texts = [block.text for block in read(MAIN, FILES).blocks]
    assert "Before it. Bees can count to four landmarks [@lee2023]. Behind it." in texts
    assert "Wasps count further than bees do [@smith2024]." in texts
    assert not any("Never" in text for text in texts)


def test_places_are_those_of_the_file_that_they_stand_in():
    document = read(MAIN, FILES)

    def where(words: str) -> tuple[str | None, int, int]:
        block = next(block for block in document.blocks if words in block.text)
        start = block.text.index(words)
        location = document.locate(*block.source(start, start + len(words)))
        return location.file, location.line, location.column

    assert where("Before") == (None, 6, 1)
    assert where("Bees can") == ("parts/one.tex", 1, 1)
    assert where("four landmarks") == ("parts/one.tex", 2, 4)
    assert where("Behind") == (None, 6, 30)
    assert where("Wasps") == ("parts/two.tex", 3, 1)


def test_the_cited_entries_of_the_bibliography_are_the_list_of_sources():
    found = extract(read(MAIN, FILES))
    assert [(r.key, r.title, r.authors, r.year, r.cited) for r in found.references] == [
        ("2301.00001", "Counting in Bees", ("Kay Lee", "Jo Kim"), 2023, True),
        ("dances of wasps in the north", "Dances of wasps in the north", ("Al Smith", "Bo Roe"), 2024, True),
    ]
    assert found.references[0].location.file == "works.bib"
    assert [c.cites for c in found.claims] == [("2301.00001",), ("dances of wasps in the north",)]


def test_what_latex_made_of_the_bibliography_is_taken_instead():
    made = "\\begin{thebibliography}{1}\n\\bibitem{lee2023} Kay Lee. Other words. arXiv:2301.00009, 2023.\n"
    found = extract(read(MAIN, FILES | {"main.bbl": made + "\\end{thebibliography}\n"}))
    assert [r.key for r in found.references if r.in_list] == ["2301.00009"]


def test_an_address_with_a_percent_sign_hides_nothing_behind_it():
    entry = "@misc{lee, title={Counting in bees}, url={https://example.org/a%20b}, eprint={2301.00001}, year={2023}}"
    main = r"""\begin{document}
The survey \url{https://example.org/c%20d} is the source. Bees can count to four landmarks \cite{lee}.

See \url{https://example.org/e%20f}. \input{one}
\bibliography{works}
\end{document}"""
    document = read(main, {"works.bib": entry, "one.tex": "Wasps count to nine \\cite{lee}."})
    assert document.blocks[-1].text.endswith("2023. arXiv:2301.00001. https://example.org/a%20b.")
    found = {claim.text: claim.cites for claim in extract(document).claims}
    assert found["Bees can count to four landmarks [@lee]."] == ("2301.00001",)
    assert found["Wasps count to nine [@lee]."] == ("2301.00001",)


def test_a_source_keeps_its_id_behind_an_address_with_a_percent_sign():
    entry = r"\bibitem{lee} Lee. Counting. 2023. \url{https://example.org/a%20b}. arXiv:2301.00001."
    text = f"\\begin{{thebibliography}}{{9}}\n{entry}\n\n\\bibitem{{kim}} Kim. arXiv:2301.00002."
    found = extract(read(f"Bees count \\cite{{lee}}.\n{text}\n\\end{{thebibliography}}", {}))
    assert [reference.key for reference in found.references] == ["2301.00001", "2301.00002"]


def test_one_file_stays_as_it_is():
    alone = b"\\begin{document}\\input{missing} Bees count.\\end{document}"
    assert gather(alone, "main.tex", lambda _: None) == (alone, ())
    assert gather(b"\\input{one}", "main.md", lambda _: b"no") == (b"\\input{one}", ())


@pytest.mark.parametrize("again", ["\\input{loop}", "\\input{loop} \\input{loop} \\input{loop}\n" * 50])
def test_files_that_include_each_other_come_to_an_end(again):
    asked = []

    def beside(name: str) -> bytes:
        asked.append(name)
        return again.encode()

    gather(b"\\input{loop}", "main.tex", beside)
    assert len(asked) <= 200


def test_nothing_is_read_from_outside_the_folder_of_the_report(tmp_path):
    (tmp_path / "secret.tex").write_text("Secret.", encoding="utf-8")
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "link.tex").symlink_to(tmp_path / "secret.tex")
    (folder / "notes.md").write_text("Notes.", encoding="utf-8")
    (folder / "own.tex").write_text("Own words.", encoding="utf-8")
    names = ("../secret", str(tmp_path / "secret.tex"), "link", "notes.md", "own")
    main = "\\begin{document}" + " ".join(f"\\input{{{name}}}" for name in names) + "\\end{document}"
    (folder / "main.tex").write_text(main, encoding="utf-8")
    with Workplace(Settings(cache=tmp_path / "cache", offline=True)) as workplace:
        document = workplace.read_report(folder / "main.tex", main.encode())
    assert [block.text for block in document.blocks] == ["Own words."]
