"""What a report states about itself: how many papers, claims and verified ones; and its question."""

from __future__ import annotations

import re

from claimcheck.extract.citations import Citations
from claimcheck.extract.outline import Node, place
from claimcheck.model import Block, BlockKind, Document, PrintedCount

_COUNTS = (
    (
        "papers",
        re.compile(
            r"(?:synthesi[sz]es(?: findings from)?|findings from|yielded|review(?:s|ed)?(?: of)?|based on"
            r"|covers|total of)\s+(?:the\s+)?(?P<n>\d{1,4})\s+"
            r"(?:[\w-]+\s+){0,3}(?:papers|studies|articles|sources)\b"
            r"|\b(?P<m>\d{1,4})\s+(?:[\w-]+\s+){0,2}(?:papers|studies|articles)\s+(?:were\s+)?(?:retrieved"
            r"|reviewed|included|selected)\b"
            r"|\bpapers reviewed:?\s*(?P<k>\d{1,4})\b",
            re.IGNORECASE,
        ),
    ),
    ("claims", re.compile(r"\b(?P<n>\d{1,4})\s+(?:\w+\s+)?claims\s+(?:were\s+)?extracted\b", re.IGNORECASE)),
    (
        "verified",
        re.compile(
            r"\b(?P<n>\d{1,4})\s+(?:claims\s+)?(?:(?:were|was|are)\s+)?(?:independently\s+"
            r"|automatically\s+)?verified\b",
            re.IGNORECASE,
        ),
    ),
)
_QUESTION = re.compile(r"research question:?\W{0,4}(?P<question>(?:[^?.\n]|\.(?=\S)){10,400})", re.IGNORECASE)


_ITSELF = re.compile(
    r"\b(?:this|our|the present) (?:\w+ )?(?:report|review|synthesis|survey|overview|search|document)\b|\bwe\b",
    re.IGNORECASE,
)


def counts(document: Document, nodes: list[Node], citations: Citations) -> tuple[PrintedCount, ...]:
    """The stated counts, each with its place."""
    found = []
    for node in nodes:
        if (
            node.block.kind in {BlockKind.CODE, BlockKind.ROW}
            or any(s.bibliography for s in node.section.chain())
            or node.section.paper
        ):
            continue
        for what, pattern in _COUNTS:
            for match in pattern.finditer(node.block.text):
                if _of_a_source(node.block, match.start(), citations):
                    continue
                value = next(int(v) for v in match.groups() if v)
                where = place(document, node.block, *match.span())
                found.append(PrintedCount.model_validate({"what": what, "value": value, "location": where}))
    return tuple(found)


def _of_a_source(block: Block, at: int, citations: Citations) -> bool:
    """Whether the sentence at a place tells what a work counted that it cites, and not what the report did."""
    start, end = next(((a, b) for a, b in block.sentences if a <= at < b), (0, len(block.text)))
    if _ITSELF.search(block.text, start, end):
        return False
    cited = citations.find(block, start, end)
    return bool(cited.strong or cited.weak or cited.unknown or citations.speakers(block, start, end))


def question(nodes: list[Node]) -> str | None:
    """The research question, where the report names it as such."""
    for index, node in enumerate(nodes):
        if match := _QUESTION.search(node.block.text):
            return " ".join(match["question"].split()).strip(" .*:").rstrip("?") + "?"
        heading = node.block.kind is BlockKind.HEADING and "research question" in node.block.text.lower()
        if heading and index + 1 < len(nodes) and nodes[index + 1].block.kind is not BlockKind.HEADING:
            return " ".join(nodes[index + 1].block.text.split())[:400]
    return None
