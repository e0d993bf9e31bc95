"""The report's own claims table, and what its cells say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract.marks import between
from claimcheck.extract.outline import Node
from claimcheck.model import BlockKind, ClaimsTable, Document, Printed
from claimcheck.words import normalise, short_digest

_CLAIM = re.compile(r"(?:extracted |key |main )?(?:claims?|statements?|findings?)", re.IGNORECASE)
_VERIFIED = re.compile(r"(?:verified|verdict|supported|status|verification|checked|support|valid)\??", re.IGNORECASE)
_CONFIDENCE = re.compile(r"(?:confidence|score|probability|certainty)(?: score)?", re.IGNORECASE)
_YES = re.compile(r"\s*(?:✓|√|✔|✅|☑|yes\b|true\b|y\b|verified\b|supported\b|\[x\])", re.IGNORECASE)
_NO = re.compile(
    r"\s*(?:×|✗|✘|❌|☒|✕|\?|–|-|—|no\b|false\b|n\b|unverified\b|unsupported\b|not \w+|contradicted\b"
    r"|unchecked\b|refuted\b|\[ \])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<value>\d+(?:\.\d+)?|\.\d+)\s*(?P<percent>%)?")
# What a new table has too: the claims' order, the evidence, found anew, and what they cite.
_ORDER = frozenset({"", "#", "no", "no.", "nr", "nr.", "number", "id"})
_EVIDENCE = frozenset({"evidence", "supporting evidence", "quotation", "quote", "cites"})
_SOURCE = re.compile(r"(?:cited )?(?:sources?|references?|citations?|papers?)", re.IGNORECASE)
_MARKS_ALONE = re.compile(r"(?:\[[^\]]*\]|(?:arxiv:)?\d{4}\.\d{4,5}(?:v\d+)?|[\s,;])*", re.IGNORECASE)
_ENVIRONMENT = re.compile(r"\\(?P<what>begin|end)\{(?P<name>tabular[*xy]?|longtable|tabulary|array)\}")
# The line below the header of a Markdown table.
_RULE = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?=\r|\n|$)")
_ENDS = re.compile(r"[.!?:;)\]\"”’']\s*$")


@dataclass(frozen=True)
class Columns:
    """Which columns of a claims table hold what; -1 where there is none."""

    claim: int
    verified: int
    confidence: int


def columns(header: tuple[str, ...]) -> Columns | None:
    """The columns of a claims table by its header; None where it is another table."""
    cells = [cell.strip(" *_`:") for cell in header]
    claim = next((i for i, c in enumerate(cells) if _CLAIM.fullmatch(c)), -1)
    verified = next((i for i, c in enumerate(cells) if _VERIFIED.fullmatch(c)), -1)
    confidence = next((i for i, c in enumerate(cells) if _CONFIDENCE.fullmatch(c)), -1)
    if claim < 0 or (verified < 0 and confidence < 0):
        return None
    return Columns(claim, verified, confidence)


def cell_span(node: Node, index: int) -> tuple[int, int]:
    """The span of a cell in its row's text."""
    start = 0
    for number, cell in enumerate(node.block.cells):
        start = node.block.text.find(cell, start)
        if number == index:
            return start, start + len(cell)
        start += len(cell)
    return 0, len(node.block.text)


def cites_span(node: Node) -> tuple[int, int]:
    """The span of the cell under `Cites` in a row of our own table; empty where there is none."""
    header = [cell.strip().lower() for cell in node.block.header]
    index = header.index("cites") if "cites" in header else -1
    return cell_span(node, index) if 0 <= index < len(node.block.cells) else (0, 0)


def printed(node: Node, where: Columns) -> Printed | None:
    """What a row says of its claim."""
    cells = node.block.cells
    verified, confidence = None, None
    if 0 <= where.verified < len(cells):
        cell = cells[where.verified]
        verified = True if _YES.match(cell) else False if _NO.match(cell) else None
    if 0 <= where.confidence < len(cells) and (number := _NUMBER.search(cells[where.confidence])):
        value = float(number["value"]) / (100 if number["percent"] else 1)
        confidence = value if 0 <= value <= 1 else None
    return None if verified is None and confidence is None else Printed(verified=verified, confidence=confidence)


def letters(text: str) -> str:
    """The plain letters and digits of a claim: what of it a table written in LaTeX gives back for certain."""
    return "".join(c for c in normalise(text).lower() if c.isascii() and c.isalnum())


def keys(text: str) -> tuple[str, str]:
    """What a claim is known by where a row of a table repeats it."""
    return short_digest(text), letters(text)


def truncated(texts: list[str]) -> list[bool]:
    """Which claims of a table are cut off.

    A claim is cut off that ends with dots, or that ends without a full stop where others have one or where several
    end at the very same length, as a program cuts them.
    """
    stripped = [text.rstrip() for text in texts]
    open_ended = [text for text in stripped if not _ENDS.search(text)]
    longest = max((len(text) for text in stripped), default=0)
    cut_alike = sum(len(text) == longest for text in open_ended) >= 2
    mostly_ended = len(open_ended) < len(stripped) and any(len(t) > 40 for t in stripped if _ENDS.search(t))
    return [
        text.endswith(("…", "..."))
        or (not _ENDS.search(text) and len(text) >= 60 and ((cut_alike and longest - len(text) <= 3) or mostly_ended))
        for text in stripped
    ]


def find_tables(document: Document, nodes: list[Node]) -> tuple[ClaimsTable | None, list[list[Node]]]:
    """The report's claims table that a new one replaces, and all its claims tables, each with its header's rows.

    Of several the one between our marks is replaced, else the last of which nothing would be lost.
    """
    runs: list[list[Node]] = []
    before: Node | None = None
    for node in nodes:
        if node.block.kind is BlockKind.ROW and columns(node.block.header):
            if not runs or runs[-1][-1] is not before or node.block.header != before.block.header:
                runs.append([])
            runs[-1].append(node)
        before = node
    marked = between(document, "table") if document.format == "latex" else None
    may_go = [run for run in runs if run[0].generated or _may_go(document, run)]
    replaced = max(may_go, key=lambda run: (run[0].generated, run[0].block.span), default=None)
    if replaced is None:
        return (ClaimsTable(span=marked, generated=True, header=()) if marked else None), runs
    first = replaced[0]
    span = _whole(document, first.block.span[0], replaced[-1].block.span[1])
    span = marked if marked and first.generated else span
    return ClaimsTable(span=span, generated=first.generated, header=first.block.header), runs


def _may_go(document: Document, run: list[Node]) -> bool:
    """Whether a new table may replace one that somebody wrote: it holds verdicts on claims, and nothing else."""
    header = run[0].block.header
    where = columns(header)
    start = run[0].block.span[0]
    quoted = document.format == "markdown" and ">" in document.text[_line_start(document.text, start) : start]
    if where is None or quoted:
        return False
    rows = [node for node in run if node.block.cells != header]
    filled = [node for node in rows if any(_cell(node, at) for at in (where.verified, where.confidence))]
    told = sum(printed(node, where) is not None for node in filled)
    others = set(range(len(header))) - {where.claim, where.verified, where.confidence}
    return 2 * told >= len(filled) and all(_comes_back(header[at], [_cell(node, at) for node in rows]) for at in others)


def _comes_back(name: str, cells: list[str]) -> bool:
    """Whether a new table has what stands in a column of the old one."""
    name = name.strip(" *_`:").lower()
    if name in _ORDER | _EVIDENCE:
        return True
    return bool(_SOURCE.fullmatch(name)) and all(_MARKS_ALONE.fullmatch(cell) for cell in cells)


def _cell(node: Node, index: int) -> str:
    return node.block.cells[index].strip() if 0 <= index < len(node.block.cells) else ""


def _whole(document: Document, start: int, end: int) -> tuple[int, int]:
    """The span of a whole table, from that of its cells: its lines, in HTML its element, in LaTeX its environment."""
    text = document.text
    if document.format == "latex":
        opened = [match for match in _ENVIRONMENT.finditer(text, 0, start) if match["what"] == "begin"]
        closed = re.compile(rf"\\end\{{{re.escape(opened[-1]['name'])}\}}").search(text, end) if opened else None
        return (opened[-1].start(), closed.end()) if opened and closed else (start, end)
    if document.format == "html":
        opening = [match.start() for match in re.finditer(r"<table\b", text[:start], re.IGNORECASE)]
        closing = re.compile(r"</table\s*>", re.IGNORECASE).search(text, end)
        if opening and closing:
            return opening[-1], closing.end()
    last = _line_end(text, end)
    # Of a table without rows its header alone is a row: the rule below belongs to it.
    rule = _RULE.match(text, last) if document.format == "markdown" else None
    return _line_start(text, start), _line_end(text, rule.end()) if rule else last


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    match = re.compile(r"\r\n|\r|\n|$").search(text, offset)
    return match.end() if match else len(text)
