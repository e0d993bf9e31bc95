"""Claims held against all papers → the lines that a report can be made of, bundled, with who is against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from claimcheck.extract import is_limitation, is_own_result
from claimcheck.model import Conflict, PaperClaim, Retrieved, Stand
from claimcheck.model.synthesis import Protocol, Role
from claimcheck.verify import Grouped
from claimcheck.words import normalise

_MOST_AGAINST, _MOST_CONFLICTS = 2, 2
# A mark of the paper's own list of sources would read as one of ours.
_MARK = re.compile(r"\[\s*\d|\[@|\[\^")


class Line(NamedTuple):
    """A sentence that may stand in the report.

    Attributes:
        key: of the reference that its paper was read for.
        paper: that paper's id.
        words: the sentence for reading alone.
        quotation: the same verbatim.
        role: whether it states what was found, or is what a paper has against that.
        page: where it stands.
        section: likewise.
        rest: what the rest of its paper says.
        others: what the other papers say, by results of their own.
        repeats: who supports it by mentioning it, without a result of its own.
        limit: whether it tells of a limitation.
        drawn: whether a language model worded it, from the quotation, which need not stand alone.
    """

    key: str
    paper: str
    words: str
    quotation: str
    role: Role
    page: int | None
    section: str | None
    rest: Stand | None = None
    others: tuple[Stand, ...] = ()
    repeats: tuple[Stand, ...] = ()
    limit: bool = False
    drawn: bool = False

    @property
    def quotable(self) -> bool:
        """Whether the verbatim sentence stands alone, without a mark that would cite a source of ours."""
        return not self.drawn and not marked(self.quotation)


class Bundle(NamedTuple):
    """The lines of one strand, by number.

    Attributes:
        heading: words of theirs.
        lines: the best supported first, what is said against them last.
        worths: what each line is worth for the question; of one that is said against others, nothing.
        conflicts: where two of them part.
        opponents: of each line the papers that say otherwise.
    """

    heading: str
    lines: tuple[int, ...]
    worths: dict[int, float]
    conflicts: tuple[Conflict, ...]
    opponents: dict[int, frozenset[str]]


class Draft(NamedTuple):
    """All that a report can be made of."""

    question: str
    today: date
    assignee: str | None
    lines: tuple[Line, ...]
    bundles: tuple[Bundle, ...]
    papers: Mapping[str, Retrieved]
    protocol: Protocol


def marked(text: str) -> bool:
    """Whether a text of a paper holds marks of citation."""
    return bool(_MARK.search(text))


def lines_and_bundles(
    claims: Sequence[PaperClaim], groups: Sequence[Grouped], keys: Mapping[str, str]
) -> tuple[tuple[Line, ...], tuple[Bundle, ...]]:
    """The lines of all groups, with what other papers have against them.

    Args:
        claims: the claims, held.
        groups: the claims by number.
        keys: the key of the reference by the paper's id.
    """
    lines: list[Line] = [_line(claim) for claim in claims]
    said = {normalise(line.quotation) for line in lines}
    bundles = []
    for group in groups:
        worths = dict(zip(group.members, group.worths, strict=True))
        members = sorted(group.members, key=lambda i: (-len(supporters(lines[i])), lines[i].limit, -worths[i]))
        told = [lines[i] for i in members]
        opposing = [line for line in _opposing(told, keys) if normalise(line.quotation) not in said]
        said |= {normalise(line.quotation) for line in opposing}
        numbers = range(len(lines), len(lines) + len(opposing))
        lines += opposing
        opponents = {i: _opponents(i, lines, group) for i in members}
        bundles.append(Bundle(group.heading, (*members, *numbers), worths, _conflicts(told, group), opponents))
    return tuple(lines), tuple(bundles)


def against_itself(claims: Sequence[PaperClaim]) -> Iterator[tuple[int, str]]:
    """The claims, by number, that the rest of their own paper contradicts, and where it does."""
    for number, claim in enumerate(claims):
        if claim.rest and claim.rest.says == "contradicts" and claim.rest.evidence:
            page = claim.rest.evidence.page
            yield number, f"p. {page}" if page else claim.rest.evidence.section or "elsewhere"


def _opponents(number: int, lines: Sequence[Line], group: Grouped) -> frozenset[str]:
    """The papers that contradict a line: by the verifier, or by a line of their own that parts with it."""
    parted = [{parting.first, parting.second} - {number} for parting in group.partings if number in parting[:2]]
    return frozenset([s.paper for s in _against(lines[number])] + [lines[i].paper for pair in parted for i in pair])


def _conflicts(told: Sequence[Line], group: Grouped) -> tuple[Conflict, ...]:
    """Where the lines part from each other and from other papers, none twice; numbers where nothing else differs."""
    found = [parting.conflict for parting in group.partings]
    found += [s.evidence.conflict for line in told for s in _against(line) if s.evidence and s.evidence.conflict]
    in_words = [conflict for conflict in found if conflict.kind != "quantity"]
    unlike: list[Conflict] = []
    for conflict in in_words or found:
        if not any(_same_words(conflict, other) for other in unlike):
            unlike.append(conflict)
    return tuple(unlike[:_MOST_CONFLICTS])


def _same_words(one: Conflict, other: Conflict) -> bool:
    """Whether two conflicts are of the same words, in any order: "lower" and "raised", "raised" and "lowered"."""
    first, second = ((c.claim.lower(), c.source.lower()) for c in (one, other))
    return any(all(map(_begins_alike, first, pair)) for pair in (second, second[::-1]))


def _begins_alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _line(claim: PaperClaim) -> Line:
    candidate = claim.candidate
    repeats = tuple(stand for stand in claim.others if stand.says == "supports" and _second_hand(stand))
    others = tuple(stand for stand in claim.others if stand not in repeats)
    return Line(
        claim.key, claim.paper, candidate.text, candidate.quotation, "says", candidate.page, candidate.section,
        claim.rest, others, repeats, is_limitation(candidate.text, candidate.section), candidate.drawn,
    )  # fmt: skip


def _second_hand(stand: Stand) -> bool:
    return stand.evidence is not None and not is_own_result(stand.evidence.quotation, stand.evidence.section)


def _opposing(lines: Sequence[Line], keys: Mapping[str, str]) -> list[Line]:
    """What other papers have against the lines, a sentence a paper."""
    found: dict[str, Line] = {}
    for stand in (stand for line in lines for stand in _against(line)):
        evidence = stand.evidence
        if evidence and stand.paper in keys and not marked(evidence.quotation):
            text = evidence.quotation
            line = Line(keys[stand.paper], stand.paper, text, text, "against", evidence.page, evidence.section)
            found.setdefault(stand.paper, line)
    return list(found.values())[:_MOST_AGAINST]


def _against(line: Line) -> list[Stand]:
    return [stand for stand in line.others if stand.says == "contradicts"]


def supporters(line: Line) -> set[str]:
    """The papers behind a line: its own, and those with a result that supports it."""
    return {line.paper} | {stand.paper for stand in line.others if stand.says == "supports"}
