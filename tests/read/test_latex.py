import random
import re
import time

import pytest

from claimcheck.errors import DocumentError
from claimcheck.model import Block, BlockKind, Document
from claimcheck.read.latex import read_latex

PAPER = r"""
\documentclass{article}
\title{Counting \emph{Small} Things}
\begin{document}
\maketitle
\begin{abstract}We count. % a remark that nobody prints
\end{abstract}
\section{Results}\label{sec:results}
Counting takes $n^k$ steps and gains 5\% \citep[p.~3]{abe2020,bo2021}, see \href{https://example.org/a}{our page}.

A second paragraph~here with \textbf{bold} words in ``quotes''.
\begin{itemize}\item first thing \item second thing\end{itemize}
\begin{table}\caption{Scores by model.}
\begin{tabular}{l|c} Model & Score \\ \cmidrule(lr){1-2} A & 91.5 \\ B & \textbf{17.0} \\ \end{tabular}
\end{table}
\begin{lstlisting}
x & y % kept
\end{lstlisting}
\begin{thebibliography}{9}
\bibitem{abe2020} Abe. On counting. 2020.
\bibitem{bo2021} Bo. On more counting. 2021.
\end{thebibliography}
\end{document}
"""


@pytest.fixture(scope="module")
def paper() -> Document:
    return read_latex(PAPER.encode(), name="paper.tex")


def of_kind(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def test_the_title_is_the_printed_one(paper):
    assert paper.title == "Counting Small Things"


def test_the_text_is_the_source_as_it_is(paper):
    assert paper.text == PAPER


def test_headings_have_their_ranks_and_bring_abstract_and_references(paper):
    headings = [(block.text, block.level) for block in of_kind(paper, BlockKind.HEADING)]
    assert headings == [("Counting Small Things", 1), ("Abstract", 2), ("Results", 2), ("References", 2)]


def test_a_paragraph_reads_as_printed_with_its_citation_keys(paper):
    paragraphs = [block.text for block in of_kind(paper, BlockKind.PARAGRAPH)]
    assert paragraphs[:3] == [
        "We count.",
        "Counting takes n^k steps and gains 5% [@abe2020; @bo2021], see our page.",
        "A second paragraph here with bold words in “quotes”.",
    ]


def test_links_lie_on_their_words(paper):
    (block,) = [block for block in paper.blocks if block.links]
    assert [(block.text[link.start : link.end], link.target) for link in block.links] == [
        ("our page", "https://example.org/a")
    ]


def test_items_captions_and_code_are_told_apart(paper):
    assert [block.text for block in of_kind(paper, BlockKind.ITEM)] == ["first thing", "second thing"]
    assert [block.text for block in of_kind(paper, BlockKind.CAPTION)] == ["Scores by model."]
    assert [block.text for block in of_kind(paper, BlockKind.CODE)] == ["x & y % kept"]


def test_table_rows_have_cells_under_the_header(paper):
    rows = [(block.cells, block.header) for block in of_kind(paper, BlockKind.ROW)]
    assert rows == [
        (("Model", "Score"), ("Model", "Score")),
        (("A", "91.5"), ("Model", "Score")),
        (("B", "17.0"), ("Model", "Score")),
    ]


def test_the_bibliography_is_one_paragraph_an_entry_under_references(paper):
    at = next(i for i, block in enumerate(paper.blocks) if block.text == "References")
    assert [block.text for block in paper.blocks[at + 1 :]] == [
        "[@abe2020]: Abe. On counting. 2020.",
        "[@bo2021]: Bo. On more counting. 2021.",
    ]


def test_spans_begin_and_end_where_the_block_does(paper):
    spans = {block.text: PAPER[slice(*block.span)] for block in paper.blocks}
    assert spans["Results"] == "Results"
    assert spans["second thing"] == "second thing"
    assert spans["A second paragraph here with bold words in “quotes”."].startswith("A second paragraph~here")
    assert spans["A second paragraph here with bold words in “quotes”."].endswith("``quotes''.")


def test_every_unmended_word_leads_to_itself(paper):
    for block in paper.blocks:
        for piece in block.pieces:
            assert (
                PAPER[piece.source : piece.source + piece.length]
                == block.text[piece.plain : piece.plain + piece.length]
            )


@pytest.mark.parametrize(
    "source",
    [
        r"\section{Open ended \textbf{and} $x^",
        "{" * 50_000 + " deep",
        r"\begin{a}{$ word " * 20_000,
        "word $" * 100_001,
        r"} \item \end{x} & word " * 50_000,
        r"\begin{lstlisting} word " * 50_000,
        "word" + " " * 2_000_000 + "end",
    ],
    ids=["cut off", "nested groups", "nested environments", "dollars", "stray ends", "open listings", "blanks"],
)
def test_broken_source_still_gives_its_words_in_seconds(source):
    begun = time.process_time()
    document = read_latex(source.encode(), name="broken.tex")
    assert time.process_time() - begun < 20
    assert document.blocks


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("One.\n\\begin{lstlisting} x\n\nTwo \\cite{lee}.", ["One. x", "Two [@lee]."]),
        ("One.\n\\begin{verbatim} x\n\nTwo \\cite{lee}.", ["One. x", "Two [@lee]."]),
        (r"One. \begin{lstlisting} x \end{document} y \end{lstlisting}", ["One.", " x"]),
        ("One \\verb|x.\n\nTwo 5|6 \\cite{lee}.", ["One |x.", "Two 5|6 [@lee]."]),
        (r"One \verb*|x y| and 2 * 3 and \verb|a%\url{b%c}|.", [r"One x y and 2 * 3 and a%\url{b%c}."]),
        (r"One \verb|\begin{verbatim}|.", [r"One \begin{verbatim}."]),
        (r"One \verb", ["One"]),
        (r"One has $n = \sqrt[$ two \cite{lee}.", ["One has n = [ two [@lee]."]),
        ("One \\emph{it}.\n\nTwo \\verb\\end{document} 5\\,000", ["One it .", "Two"]),
    ],
)  # fmt: skip
def test_what_is_cut_or_never_ends_takes_nothing_else_with_it(source, texts):
    document = read_latex(f"\\begin{{document}}{source}".encode(), name="cut.tex")
    assert [block.text for block in document.blocks] == texts


def test_the_parser_tells_the_log_nothing(caplog):
    read_latex(rb"\begin{document}One $\frac", name="cut.tex")
    assert caplog.records == []


_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|\w+|\s+|.", re.DOTALL)
_STRAY = [
    *["\\verb", "\\verb*", "\\sqrt", "\\frac", "\\hat", "\\'", "\\url{", "\\multicolumn", "\\cite", "\\title"],
    *["\\(", "\\[", "\\begin{verbatim}", "\\begin{array}", "\\begin{document}", "\\end{document}", "\\end"],
    *["{", "}", "[", "$", "&", "%", "\\"],
]  # fmt: skip
_MORE = r"""\newcommand{\ours}{\textsc{BeeNet}\xspace}
\begin{document}
\ours{} has $\frac{1}{2}$, \(\sqrt[3]{x}\), \verb|a%b|, \'e, \textcolor{red}{red} or \SI{5}{kg}.\footnote{A \emph{b}.}
\begin{align*} a &= \frac{b}{c} \\ d &= \hat{x}_i \text{ if $x$} \label{eq:x} \end{align*}
\begin{tabular}{@{}l|c@{}} \multirow{2}{*}{Net} & \multicolumn{2}{c}{Task at \url{https://example.org/a%20b}} \\
\midrule A~\cite{lee} & 9{\tiny$\pm$0.3} \\ \end{tabular}
\begin{verbatim} %{ \end{verbatim}
\end{document}"""


def _mutated(text: str, chance: random.Random) -> str:
    tokens = _TOKEN.findall(text)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(tokens) + 1)
        match chance.randrange(5):
            case 0:
                tokens = tokens[: max(at, 1)]
            case 1:
                tokens = tokens[min(at, len(tokens) - 1) :]
            case 2:
                del tokens[at : at + 1]
            case 3:
                tokens[at:at] = tokens[at : at + 1]
            case 4:
                tokens.insert(at, chance.choice(_STRAY))
    return "x" + "".join(tokens)


def test_however_a_source_is_cut_and_garbled_it_is_read():
    chance = random.Random(5)
    for _ in range(150):
        text = _mutated(chance.choice((PAPER, _MORE)), chance)
        document = read_latex(text.encode(), name="garbled.tex")
        for block in document.blocks:
            assert 0 <= block.span[0] <= block.span[1] <= len(text)
            assert all(text[p.source :][: p.length] == block.text[p.plain :][: p.length] for p in block.pieces)


def test_more_than_ten_megabytes_are_refused_in_one_line():
    with pytest.raises(DocumentError, match=r"^big\.tex: [^\n]+$"):
        read_latex(b"x" * 10_000_001, name="big.tex")


def test_commands_of_the_author_without_arguments_stand_for_their_words():
    source = (
        r"\newcommand{\ours}{\textsc{BeeNet}\xspace}\newcommand\gpt{GPT-4.1}\newcommand{\both}[2]{#1 and #2}"
        r"\begin{document}We test \ours on \gpt{} and \gpt. \both{A}{B}\end{document}"
    )
    (block,) = read_latex(source.encode(), name="x.tex").blocks
    assert block.text == "We test BeeNet on GPT-4.1 and GPT-4.1. AB"


@pytest.mark.parametrize("padding", ["", "bees " * 90_000])
def test_our_own_marks_are_blocks_of_their_own_and_other_comments_are_nothing(padding):
    marked = "One. % a remark\nTwo.\n% claimcheck:table\nThree.\n% /claimcheck:table\nFour."
    text = f"\\begin{{document}}\n{padding}\n\n{marked}\n\\end{{document}}"
    blocks = read_latex(text.encode(), name="r.tex").blocks[-5:]
    assert [block.kind for block in blocks[1::2]] == [BlockKind.MARKER] * 2
    assert [block.text for block in blocks[1:]] == ["% claimcheck:table", "Three.", "% /claimcheck:table", "Four."]
    assert blocks[0].text.startswith("One.")
    for block in blocks[1::2]:
        assert text[slice(*block.span)] == block.text


def test_carets_and_tildes_in_text_are_themselves():
    text = r"\begin{document}2\textasciicircum{}8 and {\textasciitilde}8.\end{document}"
    assert read_latex(text.encode(), name="r.tex").blocks[0].text == "2^8 and ~8."


@pytest.mark.parametrize(
    ("preamble", "text"),
    [
        (r"\usepackage{natbib}", "Nets @lee work."),
        (r"\usepackage[round]{natbib}", "Nets @lee work."),
        (r"\usepackage[numbers]{natbib}", "Nets [@lee] work."),
        ("\\usepackage{natbib}\n\\setcitestyle{numbers,square}", "Nets [@lee] work."),
        (r"% \usepackage{natbib}", "Nets [@lee] work."),
        ("", "Nets [@lee] work."),
    ],
)
def test_a_plain_citation_is_a_name_in_the_sentence_where_it_prints_one(preamble, text):
    source = f"\\documentclass{{article}}\n{preamble}\n\\begin{{document}}\nNets \\cite{{lee}} work.\n\\end{{document}}"
    assert read_latex(source.encode(), name="x.tex").blocks[0].text == text


@pytest.mark.parametrize("padding", ["", "x" * 400_001], ids=["read", "stripped"])
def test_what_is_escaped_is_no_comment(padding):
    text = f"\\begin{{document}}{padding}\n\nOf 9\\,000 bees 12\\% dance \\& 5\\\\% count % not\nnow.\\end{{document}}"
    said = read_latex(text.encode(), name="r.tex").blocks[-1].text
    assert " bees 12% dance & 5 now." in said


@pytest.mark.parametrize("padding", ["", "x" * 400_001], ids=["read", "stripped"])
@pytest.mark.parametrize(
    "address",
    [
        r"\url{https://example.org/bee%20dance}",
        r"\url{https://example.org/bee\%20dance}",
        r"\href{https://example.org/a%20b}{the https://example.org/bee\%20dance page}",
        r"\path{https://example.org/bee%20dance}",
        r"\nolinkurl{https://example.org/bee%20dance}",
    ],
)
def test_a_percent_sign_in_an_address_is_no_comment(address, padding):
    text = f"\\begin{{document}}{padding}\n\nThe survey {address} is the source.\nLee counts.\\end{{document}}"
    said = read_latex(text.encode(), name="r.tex").blocks[-1].text
    assert "https://example.org/bee%20dance" in said
    assert said.endswith("is the source. Lee counts.")


def test_addresses_are_themselves_and_so_are_their_targets():
    address = "https://example.org/~lee/bee--dance?a=1&b=$2%20'x'"
    text = (
        f"\\begin{{document}}See \\url{{{address}}}, \\href{{{address}}}{{here}} and \\texttt{{$x$}}.\\end{{document}}"
    )
    (block,) = read_latex(text.encode(), name="r.tex").blocks
    assert block.text == f"See {address}, here and x."
    assert [link.target for link in block.links] == [address, address]
    for piece in block.pieces:
        assert text[piece.source :][: piece.length] == block.text[piece.plain :][: piece.length]


@pytest.mark.parametrize(
    "address",
    [
        "\\url{https://example.org/%\nbee}",
        "\\url{https://example.org/bee % old}\n}",
        "\\url{https://example.org/{a%\nbee}}",
    ],
)
def test_an_address_that_goes_on_in_the_next_line_is_read_to_its_end(address):
    text = f"\\begin{{document}}See {address} now.\n\nMore.\\end{{document}}"
    first, last = read_latex(text.encode(), name="r.tex").blocks
    assert first.text.endswith("now.")
    assert last.text == "More."
