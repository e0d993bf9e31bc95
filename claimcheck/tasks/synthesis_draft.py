"""Claims held against all papers → the synthesis: numbered sources, worded sentences, how sure each strand is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from claimcheck.extract import is_own_result, named
from claimcheck.model import Conflict, PaperClaim, Retrieved, Stand
from claimcheck.model.synthesis import (
    Certainty,
    Protocol,
    Role,
    Source,
    Statement,
    Strand,
    Synthesis,
    certainty_of,
)
from claimcheck.verify import Grouped
from claimcheck.words import normalise

# The answer is taken from strands that are worth nearly as much as the worthiest, and from so many at most.
_AS_NEAR, _ANSWERS = 0.1, 3
_MOST_AGAINST = 2
_RANKS: dict[Certainty, int] = {"high": 3, "moderate": 2, "low": 1, "contested": 0}
# A mark of the paper's own list of sources would read as one of ours.
_MARK = re.compile(r"\[\s*\d|\[@|\[\^")
_END = re.compile(r"\s*([.!]?)([”\"’)]*)\s*\Z")


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

    @property
    def quotable(self) -> bool:
        """Whether the verbatim sentence has no mark that would cite a source of ours."""
        return not marked(self.quotation)


class Bundle(NamedTuple):
    """The lines of one strand, by number.

    Attributes:
        heading: words of theirs.
        lines: the best supported first, what is said against them last.
        worths: what each line is worth for the question; of one that is said against others, nothing.
        conflicts: where two of them part.
        against: the papers that say otherwise.
    """

    heading: str
    lines: tuple[int, ...]
    worths: dict[int, float]
    conflicts: tuple[Conflict, ...]
    against: frozenset[str]


class Checked(NamedTuple):
    """What the report's own audit made of a sentence."""

    verified: bool
    confidence: float | None


Form = Literal["told", "quoted"]


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
        members = sorted(group.members, key=lambda i: (-len(_supporters(lines[i])), lines[i].limit, -worths[i]))
        told = [lines[i] for i in members]
        opposing = [line for line in _opposing(told, keys) if normalise(line.quotation) not in said]
        said |= {normalise(line.quotation) for line in opposing}
        against = {stand.paper for line in told for stand in _against(line)}
        against |= {lines[parting.second].paper for parting in group.partings}
        numbers = range(len(lines), len(lines) + len(opposing))
        lines += opposing
        bundles.append(Bundle(group.heading, (*members, *numbers), worths, _conflicts(told, group), frozenset(against)))
    return tuple(lines), tuple(bundles)


def _conflicts(told: Sequence[Line], group: Grouped) -> tuple[Conflict, ...]:
    """Where the lines part from each other and from other papers, none twice."""
    found = [parting.conflict for parting in group.partings]
    found += [s.evidence.conflict for line in told for s in _against(line) if s.evidence and s.evidence.conflict]
    return tuple({(conflict.claim, conflict.source): conflict for conflict in found}.values())


def compose(draft: Draft, forms: Mapping[int, Form], checked: Mapping[int, Checked]) -> Synthesis | None:
    """The synthesis of the lines that are kept; None where none is.

    Args:
        draft: what there is.
        forms: how each line that is kept is worded.
        checked: what the audit made of the lines, as far as it has seen them.
    """
    kept = [(bundle, [i for i in bundle.lines if i in forms]) for bundle in draft.bundles]
    kept = [(bundle, numbers) for bundle, numbers in kept if any(draft.lines[i].role == "says" for i in numbers)]
    if not kept:
        return None
    kept.sort(key=lambda pair: (-_RANKS[_certainty(draft, *pair)], -_worth(draft, *pair)))
    order = list(dict.fromkeys(draft.lines[i].key for _, numbers in kept for i in numbers))
    sources = tuple(_source(n, draft.papers[key]) for n, key in enumerate(order, 1))
    cited = {key: n for n, key in enumerate(order, 1)}
    strands = tuple(_strand(draft, bundle, numbers, forms, checked, cited) for bundle, numbers in kept)
    answer = _answer([_worth(draft, *pair) for pair in kept])
    mute = [item for key, item in draft.papers.items() if key not in cited]
    silent = (
        *draft.protocol.silent,
        *(passed_over(item, "none of its sentences was drawn and passed") for item in mute),
    )
    return Synthesis(
        question=draft.question,
        today=draft.today,
        assignee=draft.assignee,
        sources=sources,
        strands=strands,
        answer=answer,
        certainty=min((strands[i].certainty for i in answer), key=_RANKS.__getitem__),
        dropped=len(draft.lines) - len(forms),
        protocol=draft.protocol.model_copy(update={"silent": silent}),
    )


def _line(claim: PaperClaim) -> Line:
    candidate = claim.candidate
    repeats = tuple(stand for stand in claim.others if stand.says == "supports" and _second_hand(stand))
    others = tuple(stand for stand in claim.others if stand not in repeats)
    return Line(
        claim.key, claim.paper, candidate.text, candidate.quotation, "says", candidate.page, candidate.section,
        claim.rest, others, repeats, candidate.kind == "limit",
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


def _supporters(line: Line) -> set[str]:
    return {line.paper} | {stand.paper for stand in line.others if stand.says == "supports"}


def _papers(draft: Draft, numbers: Sequence[int]) -> int:
    return max(len(_supporters(draft.lines[i])) for i in numbers if draft.lines[i].role == "says")


def _certainty(draft: Draft, bundle: Bundle, numbers: Sequence[int]) -> Certainty:
    return certainty_of(_papers(draft, numbers), len(bundle.against))


def _strand(  # noqa: PLR0913 - a strand is put together from all of these
    draft: Draft,
    bundle: Bundle,
    numbers: Sequence[int],
    forms: Mapping[int, Form],
    checked: Mapping[int, Checked],
    cited: Mapping[str, int],
) -> Strand:
    statements = tuple(
        _statement(i, draft.lines[i], forms[i], checked.get(i), cited[draft.lines[i].key]) for i in numbers
    )
    papers = _papers(draft, numbers)
    return Strand(
        heading=bundle.heading,
        statements=statements,
        papers=papers,
        against=len(bundle.against),
        certainty=certainty_of(papers, len(bundle.against)),
        conflicts=bundle.conflicts,
    )


def _statement(place: int, line: Line, form: Form, checked: Checked | None, number: int) -> Statement:
    return Statement(
        line=place,
        text=worded(line, form, number),
        source=number,
        role=line.role,
        quoted=form == "quoted",
        page=line.page,
        section=line.section,
        rest=line.rest,
        others=line.others,
        repeats=line.repeats,
        verified=checked.verified if checked else None,
        confidence=checked.confidence if checked else None,
    )


def worded(line: Line, form: Form, number: int) -> str:
    """The sentence as it is printed, with its citation."""
    if form == "quoted":
        inner = line.quotation.replace("“", "‘").replace("”", "’").replace('"', "’")
        return f"The authors of [{number}] write: “{inner}”"
    text = named(line.words, str(number))
    if f"[{number}]" in text:
        return text
    return _END.sub(lambda end: f"{end[2]} [{number}]{end[1] or '.'}", text, count=1)


def _source(number: int, item: Retrieved) -> Source:
    reference, paper = item.reference, item.paper
    assert paper is not None  # noqa: S101 - a draft has the papers that were read
    return Source(
        number=number,
        paper=paper.id,
        title=reference.title or paper.title,
        authors=reference.authors,
        year=reference.year,
        venue=reference.venue,
        arxiv_id=reference.arxiv_id,
        doi=reference.doi,
        abstract=paper.text == "abstract",
    )


def passed_over(item: Retrieved, why: str) -> tuple[str, str, str]:
    """Title and year of a paper without a sentence in the report, and why it has none."""
    reference = item.reference
    title = reference.title or (item.paper.title if item.paper else None) or reference.raw
    return title, str(reference.year or "–"), why


def _worth(draft: Draft, bundle: Bundle, numbers: Sequence[int]) -> float:
    """What the first line of a bundle is worth for the question; a limitation answers nothing."""
    return 0.0 if draft.lines[numbers[0]].limit else bundle.worths.get(numbers[0], 0.0)


def _answer(worths: Sequence[float]) -> tuple[int, ...]:
    """The surest of the strands whose first lines are worth most for the question, in their order."""
    return tuple(place for place, worth in enumerate(worths) if worth >= max(worths) - _AS_NEAR)[:_ANSWERS]


def against_itself(claims: Sequence[PaperClaim]) -> Iterator[tuple[int, str]]:
    """The claims, by number, that the rest of their own paper contradicts, and where it does."""
    for number, claim in enumerate(claims):
        if claim.rest and claim.rest.says == "contradicts" and claim.rest.evidence:
            page = claim.rest.evidence.page
            yield number, f"p. {page}" if page else claim.rest.evidence.section or "elsewhere"
