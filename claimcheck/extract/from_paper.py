"""A paper's `Document` → candidate claims: what its abstract, results, conclusion and limitations assert.

Whole sentences of its prose, each with its place. Captions, tables, code, headings, the bibliography and what stands
behind it are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from claimcheck.extract.assertions import Kind, Part, kind_of, stands, weight
from claimcheck.extract.outline import Node, outline
from claimcheck.extract.paper_sentence import alone
from claimcheck.extract.setup import opening
from claimcheck.model import BlockKind, Candidate, Document, Span
from claimcheck.words import collapse, orders, short_digest

# In this order, each tried on a heading: "Conclusion and future work" concludes, "Experimental setup" asserts nothing.
_NO_RESULTS = (
    r"set-?ups?|settings?|design|related work|background|preliminar\w+|introduction|motivation|implementation"
    r"|hyper-?parameters?|training details|acknowledge?ments?|appendi\w+|supplement\w*|ethic\w*|impacts?|checklist"
    r"|authors?|funding|contents|glossary|prompts?|proofs?|notation|definitions?|future work|problem|overview"
    r"|reproducibility|licen[cs]es?|frequently|methods?|methodology|approach|materials|datasets?|data collection"
    r"|models?$|baselines|metrics|tasks?$|contributions?|index terms|version control|key ?words"
)
_RESULTS = (
    r"results?|experiments?|evaluations?|findings?|analys[ei]s|ablations?|performance|comparisons?|discussions?"
    r"|robustness|observations?|empirical|benchmarks?|benchmarking|scaling"
)
_PARTS: tuple[tuple[str, Part | None], ...] = (
    (r"conclu\w*|summary and|takeaways?", "conclusion"),
    (r"limitations?|threats to validity", "limitations"),
    (_NO_RESULTS, None),
    (r"abstract|summary", "abstract"),
    (_RESULTS, "results"),
)
_HEADINGS = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), part) for pattern, part in _PARTS)
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
# Where the known parts give fewer candidates than this, the other sections are asked too.
_FEW = 5
_MOST_READ = 20_000
_Sentence = tuple[Node, Part, Span]


def candidates(document: Document) -> tuple[Candidate, ...]:
    """The sentences of a paper that assert something about its results, in its order, none twice."""
    found: dict[str, tuple[Part, Candidate]] = {}
    sentences = ((node, part, span) for node, part in prose(document) for span in node.block.sentences)
    for node, part, span in _without_opening(islice(sentences, _MOST_READ)):
        if one := _candidate(document, node, part, span):
            found.setdefault(short_digest(one.text), (part, one))
    proper = [one for part, one in found.values() if part != "other"]
    return tuple(proper if len(proper) >= _FEW else (one for _, one in found.values()))


def _without_opening(sentences: Iterable[_Sentence]) -> Iterator[_Sentence]:
    """The sentences without those by which the abstract comes to its own work."""
    read = list(sentences)
    abstract = [one for one in read if one[1] == "abstract"]
    before = opening([collapse(node.block.text[slice(*span)]) for node, _, span in abstract])
    left_out = {id(one) for one in abstract[:before]}
    return (one for one in read if id(one) not in left_out)


def prose(document: Document) -> Iterator[tuple[Node, Part]]:
    """The paragraphs and items of the parts that speak of results, up to the bibliography."""
    behind = False
    for node in outline(document):
        behind = behind or any(section.bibliography for section in node.section.chain())
        part = _part(node, document)
        if node.block.kind in _PROSE and part and (part == "limitations" or not behind):
            yield node, part


def _part(node: Node, document: Document) -> Part | None:
    """The part that a block stands in, by the innermost heading that tells; None for one that asserts no results."""
    if document.format == "abstract":
        return "abstract"
    for section in node.section.chain():
        for pattern, part in _HEADINGS:
            if section.block and not section.is_title and pattern.search(section.title):
                return part
    return "other" if node.section.block and not node.section.is_title else None


def _candidate(document: Document, node: Node, part: Part, span: Span) -> Candidate | None:
    """A sentence, if it asserts something."""
    sentence = collapse(node.block.text[slice(*span)])
    text = alone(sentence)
    kind = kind_of(text, part) if stands(sentence, text) and not orders(sentence) else None
    return placed(document, node, span, text, (kind, weight(text, kind, part))) if kind else None


def placed(document: Document, node: Node, span: Span, text: str, told: tuple[Kind, float]) -> Candidate | None:
    """A text as a candidate at a place of a paper; None where the paper has no words of its own there.

    Args:
        document: the paper.
        node: the block.
        span: the place in the block's text.
        text: what stands there, or is made of it.
        told: what it tells of, and how informative it looks.
    """
    block = node.block
    quotation = document.quote(block, *span)
    if not quotation:
        return None
    place = block.source(*span)
    return Candidate(
        text=text,
        quotation=quotation,
        span=place,
        page=document.locate(place[0], place[0]).page if document.pages else None,
        section=node.section.title or None,
        kind=told[0],
        weight=told[1],
    )
