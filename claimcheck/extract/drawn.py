"""What a language model reads of a paper, and what of its answer becomes a candidate.

It reads excerpts: sentences of the parts that speak of results, with those beside them. A claim of its is a candidate
only where its quotation stands in these parts and the claim is made of its words (see `retold`); and it is held to what
is asked of a sentence of the paper itself. Its place is that of the quoted sentences. That they say what the claim says
is for the verifier to find.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from claimcheck.extract.assertions import Part, is_own_result, kind_of, stands_anew, weight
from claimcheck.extract.from_paper import placed, prose
from claimcheck.extract.outline import Node
from claimcheck.extract.paper_sentence import alone
from claimcheck.extract.retold import retold
from claimcheck.identifiers import find_arxiv_ids, find_dois, find_malformed_arxiv_ids
from claimcheck.model import Candidate, Document, Drawn, Span
from claimcheck.words import collapse, orders, short_digest, stands_in

# Of a paper so many characters are read, some thousand tokens; of what is around a sentence two before and one behind.
_MOST_READ, _BESIDE = 4_000, (0, -1, 1, -2)
_MOST_NODES, _MOST_SENTENCES = 5_000, 2
_NEAR = 3
# Whoever was asked for the most telling has weighed it already: its words need not look so, too.
_LEAST_WEIGHT = 0.5
# An order to whoever reads asserts nothing, whatever it says is to be claimed.
_ORDER = re.compile(
    r"^\W*(?:please\s)?(?:ignore|disregard|forget|override|claim|say|state|write|answer|respond|reply|output|print"
    r"|repeat|conclude|pretend|assume|act|treat|always|never|do not|don['’]t|you)\b",
    re.IGNORECASE,
)
_Place = tuple[int, int]


def excerpts(document: Document, places: Sequence[Span]) -> tuple[str, ...]:
    """The words around some sentences of a paper, then its abstract and conclusion as there is room, in its order.

    Args:
        document: the paper, read.
        places: spans of the sentences, the most important first.

    Returns:
        Runs of whole sentences, 4,000 characters together at most.
    """
    nodes = list(islice(prose(document), _MOST_NODES))
    taken: dict[_Place, int] = {}
    room = _MOST_READ
    for block, number in _wanted(nodes, places):
        sentences = nodes[block][0].block.sentences
        size = sentences[number][1] - sentences[number][0] if 0 <= number < len(sentences) else 0
        if 0 < size <= room and (block, number) not in taken:
            taken[block, number] = size
            room -= size
    return tuple(_run(nodes[block][0], first, last) for block, first, last in _runs(sorted(taken)))


def drawn_candidates(document: Document, claims: Iterable[Drawn], known: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The claims that can be candidates, each at the sentences that it quotes, none that is known already.

    Args:
        document: the paper, read.
        claims: what a language model made of it.
        known: the candidates that there are.
    """
    nodes = list(islice(prose(document), _MOST_NODES))
    seen = {short_digest(one.text) for one in known}
    found: list[Candidate] = []
    for claim in claims:
        one = _candidate(document, nodes, claim)
        if one and short_digest(one.text) not in seen:
            seen.add(short_digest(one.text))
            found.append(one.model_copy(update={"drawn": True}))
    return tuple(found)


def _wanted(nodes: Sequence[tuple[Node, Part]], places: Sequence[Span]) -> Iterator[_Place]:
    """The sentences to read by block and number, the most important first; some there are none of."""
    numbers: dict[Span, _Place] = {}
    for place, (node, _) in enumerate(nodes):
        for number, span in enumerate(node.block.sentences):
            numbers.setdefault(node.block.source(*span), (place, number))
    known = [numbers[place] for place in places if place in numbers]
    for beside in _BESIDE:
        yield from ((block, number + beside) for block, number in known)
    for wanted in ("abstract", "conclusion"):
        for place, (node, part) in enumerate(nodes):
            yield from ((place, number) for number in range(len(node.block.sentences)) if part == wanted)


def _runs(places: Sequence[_Place]) -> Iterator[tuple[int, int, int]]:
    """Block, first and last number of sentences that follow each other."""
    start = 0
    for here in range(1, len(places) + 1):
        block, number = places[here - 1]
        if here == len(places) or places[here] != (block, number + 1):
            yield block, places[start][1], number
            start = here


def _run(node: Node, first: int, last: int) -> str:
    sentences = node.block.sentences
    return collapse(node.block.text[sentences[first][0] : sentences[last][1]])


def _candidate(document: Document, nodes: Sequence[tuple[Node, Part]], claim: Drawn) -> Candidate | None:
    text = alone(collapse(claim.text))
    # What reads as a reference would cite a source of the report that the claim comes to stand in.
    if "[" in text or find_arxiv_ids(text) or find_dois(text) or find_malformed_arxiv_ids(text):
        return None
    for node, part, span in _quoted(nodes, claim.quotation):
        said = [collapse(node.block.text[a:b]) for a, b in node.block.sentences if span[0] <= a < span[1]]
        whole = " ".join(said)
        own = is_own_result(whole, node.section.title or None) and stands_anew(whole, text)
        order = any(_ORDER.search(sentence) or orders(sentence) for sentence in said)
        if own and not order and retold(text, claim.quotation, whole, _near(document, node, span)):
            kind = kind_of(text, part) or "finding"
            return placed(document, node, span, text, (kind, max(_LEAST_WEIGHT, weight(text, kind, part))))
    return None


def _near(document: Document, node: Node, span: Span) -> tuple[str, ...]:
    """What stands around a place of a block, and the paper's title."""
    sentences = node.block.sentences
    inside = [number for number, (start, _) in enumerate(sentences) if span[0] <= start < span[1]]
    first, last = max(0, inside[0] - _NEAR), min(len(sentences) - 1, inside[-1] + _NEAR)
    return _run(node, first, last), node.section.title, document.title or ""


def _quoted(nodes: Sequence[tuple[Node, Part]], quotation: str) -> Iterator[tuple[Node, Part, Span]]:
    """Where a quotation stands word for word, in one sentence or in two that follow each other."""
    for node, part in nodes:
        block = node.block
        if not stands_in(quotation, block.text):
            continue
        for many in range(_MOST_SENTENCES):
            for (start, _), (_, end) in zip(block.sentences, block.sentences[many:], strict=False):
                if stands_in(quotation, block.text[start:end]):
                    yield node, part, (start, end)
