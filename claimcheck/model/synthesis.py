"""A synthesis before it is printed: what was asked, how it was searched, what the papers say, and how sure that is."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from claimcheck.model.base import Noun, Probability
from claimcheck.model.from_papers import Stand
from claimcheck.model.search import Search
from claimcheck.model.verdict import Conflict

Certainty = Literal["high", "moderate", "low", "contested"]
Role = Literal["says", "against"]


class Source(Noun):
    """A paper of the reference list, under the number that the report cites it by.

    `paper` is its id, as stands and evidence name it; `abstract` says that only its abstract was to be had.
    """

    number: int = Field(ge=1)
    paper: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    abstract: bool = False


class Statement(Noun):
    """One sentence of the report about a paper: drawn from it, and held against it and the others.

    Attributes:
        line: its number among all sentences that were drawn.
        text: what is printed, with its citation.
        source: the number of the paper that it is drawn from.
        role: whether it states what was found, or is what a paper has against that.
        quoted: whether it is the paper's own sentence in quotation marks.
        drawn: whether a language model worded it, from a sentence of the paper.
        page: where it stands in its paper, which may have no pages.
        section: the heading it stands under there.
        rest: what the rest of its paper says.
        others: what the other papers say, by results of their own.
        repeats: who supports it by mentioning it, without a result of its own.
        verified: whether the audit of this very report verified it; None before that.
        confidence: the probability of support that the audit gave it.
        answers: whether it stands in the answer too, where its strand does.
    """

    line: int
    text: str
    source: int
    role: Role = "says"
    quoted: bool = False
    drawn: bool = False
    page: int | None = None
    section: str | None = None
    rest: Stand | None = None
    others: tuple[Stand, ...] = ()
    repeats: tuple[Stand, ...] = ()
    verified: bool | None = None
    confidence: Probability | None = None
    answers: bool = True


class Strand(Noun):
    """What the papers say of one thing.

    Attributes:
        heading: words of theirs that name it.
        statements: the best supported first, what is said against it last.
        papers: how many papers say what the first of them says, each by itself.
        against: how many papers say otherwise.
        certainty: how sure that makes it (see `certainty_of`).
        conflicts: where two of the statements part, in the papers' words.
    """

    heading: str
    statements: tuple[Statement, ...] = Field(min_length=1)
    papers: int = Field(ge=1)
    against: int = Field(ge=0)
    certainty: Certainty
    conflicts: tuple[Conflict, ...] = ()

    @model_validator(mode="after")
    def _as_sure_as_its_papers(self) -> Self:
        if self.certainty != certainty_of(self.papers, self.against):
            raise ValueError("a strand is as sure as its papers make it")
        return self

    @property
    def told_by(self) -> int:
        """How many papers its statements are drawn from."""
        return len({statement.source for statement in self.statements})


class WordedSentence(Noun):
    """A sentence of the answer that a language model worded, and that the audit of the report verified.

    Attributes:
        text: what is printed, with its citations.
        lines: the numbers of the statements that it rests on, as `Statement.line` has them.
        sources: the numbers of the papers of these.
    """

    text: str
    lines: tuple[int, ...] = Field(min_length=1)
    sources: tuple[int, ...] = Field(min_length=1)


class Prose(Noun):
    """The answer in the words of a language model.

    Attributes:
        sentences: in order.
        model: the name of the language model.
        prompt: the name, version and short digest of the prompt.
        dropped: how many sentences of the model did not pass.
    """

    sentences: tuple[WordedSentence, ...] = Field(min_length=1)
    model: str
    prompt: str
    dropped: int = Field(default=0, ge=0)

    @property
    def lines(self) -> frozenset[int]:
        """The statements that any of the sentences rests on."""
        return frozenset(line for sentence in self.sentences for line in sentence.lines)


class Protocol(Noun):
    """How the papers were found and their sentences chosen, so that another can do it again.

    Attributes:
        search: the search, with its queries, databases, dates and counts.
        numbers: what was counted after it at each step, in order.
        settings: names and values of what else steered the choice.
        silent: papers kept by the search without a sentence in the report: title, year, and why.
    """

    search: Search
    numbers: tuple[tuple[str, int], ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    silent: tuple[tuple[str, str, str], ...] = ()


class Synthesis(Noun):
    """The report, as plain data.

    Attributes:
        question: what was asked.
        today: the day that it is dated.
        assignee: whom it was made for.
        sources: the reference list, numbered from 1 in the order of citation.
        strands: what the papers say, what answers the question first.
        answer: the places of the strands that answer it.
        certainty: how sure the answer is: as sure as the least sure of them.
        dropped: how many sentences the audit did not pass.
        unnamed: what the question asks about and neither the answer nor a title of its papers names.
        prose: the answer as a language model worded it; None where it is made of the statements alone.
        protocol: how the papers were found.
    """

    question: str
    today: date
    assignee: str | None = None
    sources: tuple[Source, ...]
    strands: tuple[Strand, ...]
    answer: tuple[int, ...]
    certainty: Certainty
    dropped: int = Field(default=0, ge=0)
    unnamed: tuple[str, ...] = ()
    prose: Prose | None = None
    protocol: Protocol

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the report."""
        return tuple(statement for strand in self.strands for statement in strand.statements)

    @model_validator(mode="after")
    def _cites_what_it_lists(self) -> Self:
        numbers = [source.number for source in self.sources]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("sources are numbered from 1 on")
        if {statement.source for statement in self.statements} != set(numbers):
            raise ValueError("every source is cited, and nothing else")
        return self

    @model_validator(mode="after")
    def _worded_of_its_statements(self) -> Self:
        sources = {s.line: s.source for place in self.answer for s in self.strands[place].statements}
        for sentence in self.prose.sentences if self.prose else ():
            if {sources.get(line) for line in sentence.lines} != set(sentence.sources):
                raise ValueError("a worded sentence rests on statements of the answer and cites their sources")
            if not all(f"[{number}]" in sentence.text for number in sentence.sources):
                raise ValueError("a worded sentence carries its citations")
        return self


def certainty_of(papers: int, against: int) -> Certainty:
    """How sure a strand is: contested where any paper says otherwise, else by how many say it independently.

    Three papers or more make it high, two moderate, one alone low.
    """
    if against:
        return "contested"
    return "high" if papers >= 3 else "moderate" if papers == 2 else "low"
