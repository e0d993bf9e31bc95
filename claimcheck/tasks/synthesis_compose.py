"""A draft → the synthesis: numbered sources, worded sentences, who is for and against each, how sure that is."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from claimcheck.extract import named
from claimcheck.model import Retrieved
from claimcheck.model.synthesis import Certainty, Role, Source, Statement, Strand, Synthesis, certainty_of
from claimcheck.tasks.synthesis_draft import Bundle, Draft, Line, supporters
from claimcheck.verify import unnamed

# The answer is taken from strands and lines that are worth this share of the worthiest, from so many strands at most.
_AS_NEAR, _ANSWERS = 0.65, 5
# Up to so many of them may be of papers that are in the answer already.
_FEW = 3
_RANKS: dict[Certainty, int] = {"high": 3, "moderate": 2, "low": 1, "contested": 0}
_END = re.compile(r"\s*([.!]?)([”\"’)]*)\s*\Z")


class Checked(NamedTuple):
    """What the report's own audit made of a sentence."""

    verified: bool
    confidence: float | None


Form = Literal["told", "quoted"]


def compose(draft: Draft, forms: Mapping[int, Form], checked: Mapping[int, Checked]) -> Synthesis | None:
    """The synthesis of the lines that are kept; None where none is.

    Args:
        draft: what there is.
        forms: how each line that is kept is worded.
        checked: what the audit made of the lines, as far as it has seen them.
    """
    kept = sorted((k for b in draft.bundles if (k := _Kept(draft, b, forms)).numbers), key=lambda one: -one.worth)
    if not kept:
        return None
    # What answers comes first, what several papers say before the rest; that it is contested puts nothing behind.
    answers = sorted(_answers(kept), key=lambda one: -max(1, _RANKS[one.certainty]))
    near, kept = len(answers), [*answers, *(one for one in kept if one not in answers)]
    spoken = _spoken(answers)
    order = list(dict.fromkeys(draft.lines[i].key for one in kept for i in one.in_order))
    cited = {key: n for n, key in enumerate(order, 1)}
    mute = [item for key, item in draft.papers.items() if key not in cited]
    silent = [passed_over(item, "none of its sentences was drawn and passed") for item in mute]
    strands = tuple(_strand(draft, one, forms, checked, cited, spoken) for one in kept)
    sources = tuple(_source(n, draft.papers[key]) for key, n in cited.items())
    return Synthesis(
        question=draft.question,
        today=draft.today,
        assignee=draft.assignee,
        sources=sources,
        strands=strands,
        answer=tuple(range(near)),
        certainty=min((one.certainty for one in kept[:near]), key=_RANKS.__getitem__),
        dropped=len(draft.lines) - len(forms),
        unnamed=_unnamed(draft, strands[:near], sources),
        protocol=draft.protocol.model_copy(update={"silent": (*draft.protocol.silent, *silent)}),
    )


def _unnamed(draft: Draft, answers: Sequence[Strand], sources: Sequence[Source]) -> tuple[str, ...]:
    """What the question asks about and neither the sentences of the answer nor the titles of their papers name."""
    told = [statement for strand in answers for statement in strand.statements if statement.answers]
    titles = [sources[statement.source - 1].title or "" for statement in told]
    return unnamed(draft.protocol.search.plan.widened, [statement.text for statement in told], titles)


class _Kept:
    """The lines of a bundle that are kept; none where none of them states what was found."""

    def __init__(self, draft: Draft, bundle: Bundle, forms: Mapping[int, Form]) -> None:
        numbers = [i for i in bundle.lines if i in forms]
        self.bundle = bundle
        numbers = numbers if any(draft.lines[i].role == "says" for i in numbers) else []
        # What is disputed leads: who is for and against is told of the first line.
        order = {i: (draft.lines[i].role == "against", not bundle.opponents.get(i)) for i in numbers}
        self._lines = draft.lines
        # What the leading line's own paper has against another paper's line is not said against the leading line.
        leads = sorted(numbers, key=order.__getitem__)
        for_it = supporters(draft.lines[leads[0]]) if leads else set()
        self.numbers = [i for i in leads if draft.lines[i].role == "says" or draft.lines[i].paper not in for_it]

    @property
    def worth(self) -> float:
        """What the first line is worth for the question; a limitation answers nothing."""
        return self.worths(self.numbers[0])

    def worths(self, number: int) -> float:
        """What a line is worth for the question."""
        return 0.0 if self._lines[number].limit else self.bundle.worths.get(number, 0.0)

    def paper(self, number: int) -> str:
        """The paper of a line."""
        return self._lines[number].paper

    def papers(self, least: float) -> set[str]:
        """The papers of the lines that are worth so much."""
        return {self.paper(number) for number in self.numbers if self.worths(number) >= least > 0}

    @cached_property
    def sides(self) -> tuple[set[str], set[str]]:
        """The papers that say what the first line says, and those that say otherwise, of it or of each other."""
        first = self.numbers[0]
        for_it = supporters(self._lines[first])
        disputed = {paper for i in self.numbers for paper in self.bundle.opponents.get(i, ())}
        return for_it, disputed - for_it or disputed - {self._lines[first].paper} or disputed

    @property
    def certainty(self) -> Certainty:
        """How sure the first line is."""
        return certainty_of(*map(len, self.sides))

    @property
    def in_order(self) -> list[int]:
        """The lines, those against the first one last."""
        return sorted(self.numbers, key=lambda number: self.role(number) == "against")

    def role(self, number: int) -> Role:
        """A line of a paper that says otherwise is against, whether or not the matchers see it in these very words."""
        line, (_, against) = self._lines[number], self.sides
        against_it = line.role == "against" or (line.paper in against and number != self.numbers[0])
        return "against" if against_it else "says"


def _answers(kept: Sequence[_Kept]) -> list[_Kept]:
    """The strands that answer: nearly as worthy as the first, and beyond a few each with a paper not yet heard."""
    answers: list[_Kept] = []
    heard: set[str] = set()
    for one in kept:
        near = one is kept[0] or one.worth >= _AS_NEAR * kept[0].worth
        new = one.papers(_AS_NEAR * kept[0].worth) - heard
        if near and len(answers) < _ANSWERS and (new or len(answers) < _FEW):
            answers.append(one)
            heard |= new
    return answers


def _spoken(answers: Sequence[_Kept]) -> frozenset[int]:
    """The lines of the answer: the first of each strand, of each paper not yet heard, and what is against them."""
    least = _AS_NEAR * max(one.worth for one in answers)
    heard: set[str] = set()
    spoken: set[int] = set()
    for one in answers:
        for number in one.in_order:
            first, paper = number == one.numbers[0], one.paper(number)
            if first or one.role(number) == "against" or (one.worths(number) >= least and paper not in heard):
                heard.add(paper)
                spoken.add(number)
    return frozenset(spoken)


def _strand(  # noqa: PLR0913 - one value from every step
    draft: Draft,
    kept: _Kept,
    forms: Mapping[int, Form],
    checked: Mapping[int, Checked],
    cited: Mapping[str, int],
    spoken: Collection[int],
) -> Strand:
    for_it, against = map(len, kept.sides)
    return Strand(
        heading=kept.bundle.heading,
        statements=tuple(
            _statement(i, line, kept.role(i), forms[i], checked.get(i), cited[line.key]).model_copy(
                update={"answers": i in spoken}
            )
            for i, line in ((i, draft.lines[i]) for i in kept.in_order)
        ),
        papers=for_it,
        against=against,
        certainty=certainty_of(for_it, against),
        conflicts=kept.bundle.conflicts,
    )


def _statement(  # noqa: PLR0913 - one value from every step
    place: int, line: Line, role: Role, form: Form, checked: Checked | None, number: int
) -> Statement:
    return Statement(
        line=place,
        text=worded(line, form, number),
        source=number,
        role=role,
        quoted=form == "quoted",
        drawn=line.drawn,
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
