"""Syntheses for the tests of what they are printed as."""

from __future__ import annotations

from datetime import date
from typing import Any

from claimcheck.model import Conflict, DatabaseOutcome, Evidence, FoundWork, Plan, Query, ScreenedWork, Search, Stand
from claimcheck.model.synthesis import (
    Prose,
    Protocol,
    Source,
    Statement,
    Strand,
    Synthesis,
    WordedSentence,
    certainty_of,
)
from tests.hostile import TEXTS

# Lone surrogates and megabytes never get as far as a synthesis.
UGLY = {
    name: text
    for name, text in TEXTS.items()
    if len(text) < 5_000 and text.encode("utf-8", "ignore") == text.encode("utf-8", "replace")
}
QUESTION = "Do bees count landmarks?"


def searched(*databases: DatabaseOutcome, queries: tuple[Query, ...] = ()) -> Search:
    work = FoundWork(title="Counting bees", databases=("papers",)).model_dump()
    return Search(
        question=QUESTION,
        date="2026-03-31",
        most=20,
        last_year=2024,
        plan=Plan(queries=queries, concepts=(("bees",),)),
        databases=databases or (DatabaseOutcome(name="papers", queries=0, answered=0, found=1),),
        works=(ScreenedWork(**work, kept=True, reason="speaks of bees", relevance=0.9),),
    )


def says(what: str, quotation: str, paper: str = "b") -> Stand:
    stance = "support" if what == "supports" else "contradict"
    evidence = Evidence(paper=paper, page=3, quotation=quotation, span=(0, 9), stance=stance)
    return Stand(paper=paper, says=what, support=0.9, evidence=evidence)


def statement(text: str, source: int, line: int, **more: Any) -> Statement:
    given = {"page": 2, "verified": True, "confidence": 0.987}
    return Statement(line=line, text=text, source=source, **(given | more))


def strand(heading: str, *statements: Statement, papers: int = 1, against: int = 0, **more: Any) -> Strand:
    sure = certainty_of(papers, against)
    return Strand(heading=heading, statements=statements, papers=papers, against=against, certainty=sure, **more)


def synthesis(*strands: Strand, sources: tuple[Source, ...] = (), **more: Any) -> Synthesis:
    given: dict[str, Any] = {
        "question": QUESTION,
        "today": date(2026, 3, 31),
        "answer": (0,),
        "certainty": strands[0].certainty,
        "protocol": Protocol(search=searched(), numbers=(("sentences drawn", 3),), settings=(("Program", "x"),)),
    }
    return Synthesis(strands=strands, sources=sources, **(given | more))


def two_papers() -> Synthesis:
    """Two papers agree on one thing and part on another."""
    sources = (
        Source(number=1, paper="a", title='Bees that "count": a study', authors=("Ada Marsh", "Bo Lind"), year=2021,
               venue="Journal of Bees", doi="10.1000/bees_1"),
        Source(number=2, paper="b", title="Wasps & landmarks", year=2024, arxiv_id="2403.99001", abstract=True),
    )  # fmt: skip
    agreed = strand(
        "Landmarks",
        statement("Bees count to four landmarks [1].", 1, 0, others=(says("supports", "Bees count to four."),)),
        statement("The authors of [2] write: “Bees counted landmarks.”", 2, 1, quoted=True),
        papers=2,
    )
    parted = strand(
        "Wasps",
        statement("Wasps count better [1].", 1, 2, repeats=(says("supports", "They found that wasps count."),)),
        statement("Wasps count worse [2].", 2, 3, role="against"),
        against=1,
        conflicts=(Conflict(kind="direction", claim="better", source="worse"),),
    )
    return synthesis(agreed, parted, sources=sources, assignee="Assignee Research")


def in_words(
    made: Synthesis, *sentences: tuple[str, tuple[int, ...]], dropped: int = 0, model: str = "small"
) -> Synthesis:
    """The same with an answer in a language model's words; of each sentence the lines that it rests on."""
    sources = {statement.line: statement.source for statement in made.statements}
    said = tuple(
        WordedSentence(text=text, lines=lines, sources=tuple(sorted({sources[line] for line in lines})))
        for text, lines in sentences
    )
    prose = Prose(sentences=said, model=model, prompt="answer.md, version 1, digest 0123456789ab", dropped=dropped)
    return Synthesis.model_validate({**dict(made), "prose": prose})


def hostile(text: str) -> Synthesis:
    """Everything that comes from outside is a text that tries to be more than text."""
    sources = (Source(number=1, paper="a", title=text, authors=(text, "A and B"), venue=text, doi="10.1/x}_{y"),)
    table = (says("supports", f"Bees {text}"),)
    one = strand(
        text,
        statement(f"{text} [1].", 1, 0, section=text, page=None, others=table),
        statement(text, 1, 1, role="against"),
        against=1,
        conflicts=(Conflict(kind="direction", claim=text, source=text),),
    )
    protocol = Protocol(
        search=searched(
            DatabaseOutcome(name=text, queries=1, answered=0, found=0, error=text),
            queries=(Query(text=text, form="exact"),),
        ),
        silent=((text, text, text),),
    )
    made = synthesis(one, sources=sources, question=text, assignee=text, protocol=protocol)
    return in_words(made, (f"{text} [1].", (0,)), model=text)
