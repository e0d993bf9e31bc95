"""How the papers of a synthesis were found and its sentences chosen: the methods, in words and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimcheck.identifiers import find_arxiv_ids, find_dois, find_malformed_arxiv_ids
from claimcheck.model import DatabaseOutcome, Query, Search
from claimcheck.model.synthesis import Prose, Synthesis
from claimcheck.render import wording
from claimcheck.render.synthesis_blocks import Block, Heading, Paragraph, Table

_DATABASE_WIDTHS = (0.2, 0.2, None, 0.4)
_DRAWN = (
    "A language model read excerpts of each paper and worded what it says there. Of that, those sentences alone were"
    " taken whose quotation stands in the paper, whose numbers and names stand there beside it, and which the paper,"
    " held against them, bears out; from there on they were treated as the others."
)
_LEGEND = (
    "In the table of claims, verified says whether the audit of this very report finds the claim in the paper that it"
    " cites, and confidence is the probability of that. The last column has what the other papers say to it, and who"
    " mentions it without a result of their own, which counts for nothing."
)
_FORMULA = (
    "How sure a finding is follows from counting papers. It is high where three papers or more say so, each by a result"
    " of its own, and none is found to say otherwise; moderate where two do; low where one paper alone does; and"
    " contested where any paper says otherwise. An answer is as sure as the least sure finding in it. Nothing in this"
    " measures how well the studies were done."
)


def methods(synthesis: Synthesis) -> Iterator[Block]:
    """The section on how the report was made."""
    protocol = synthesis.protocol
    yield Heading("Methodology")
    yield Paragraph(
        f"{_sought(protocol.search)} {_screened(protocol.search)} From the text of each paper the sentences that"
        " assert a result were drawn, none that tells what was done, wanted or advised."
        " Those nearest to the question and least alike were kept, those"
        " first that say something of the very effect or attribute that it asks for, of each paper one at least as far"
        " as there was room. Each was held against the rest of its own paper and against each of the other papers, and"
        " sentences that speak of the same thing were grouped. At last the whole report was audited: what that did not"
        " verify was put in the paper’s own words, or left out."
    )
    if any(statement.drawn for statement in synthesis.statements):
        yield Paragraph(_DRAWN)
    if synthesis.prose:
        yield Paragraph(_worded(synthesis.prose))
    yield Paragraph(_FORMULA)
    yield Paragraph(_LEGEND)
    found = protocol.search
    if asked(found):
        queries = tuple((unnamed(query.text), _form(query), found.date) for query in asked(found))
        yield Table(("Query", "Form", "Date"), queries, (0.6, 0.15, 0.15))
    yield Table(("Database", "Queries", "Records", "Note"), tuple(map(_database, found.databases)), _DATABASE_WIDTHS)
    numbers = (
        ("records found, all databases together", found.identified),
        ("of them, records of works that another record names too", found.duplicates),
        ("works screened by title and abstract", found.screened),
        *((f"works left out: {reason}", count) for reason, count in found.excluded.items()),
        ("works kept", found.kept),
        *protocol.numbers,
        ("sentences that the audit of this report did not pass", synthesis.dropped),
        ("sentences in this report", len(synthesis.statements)),
        ("papers in this report", len(synthesis.sources)),
    )
    yield Table(("Step", "Number"), tuple((name, str(number)) for name, number in numbers), (0.7, None))
    years = f"{found.first_year or 'any'} to {found.last_year or 'any'}"
    given = ((name, uncited(value)) for name, value in protocol.settings)
    settings = (("Day", found.date), ("Years", years), ("Most papers", str(found.most)), *given)
    yield Table(("Setting", "Value"), settings, (0.3, 0.6))
    if protocol.silent:
        yield Paragraph("Papers without a sentence in this report:")
        silent = tuple((unnamed(name), year, why) for name, year, why in protocol.silent)
        yield Table(("Title", "Year", "Why"), silent, (0.5, 0.1, 0.35))


def _form(query: Query) -> str:
    return f"{query.form}, by the language model" if query.proposed else query.form


def _worded(prose: Prose) -> str:
    """Who worded the answer, and what that was allowed to change."""
    lost = f" ({wording.plural(prose.dropped, 'sentence')})" if prose.dropped else ""
    return (
        f"The answer in the abstract was worded by the language model {uncited(prose.model)} with the prompt"
        f" {uncited(prose.prompt)}, of sentences that had passed. Each sentence of it was held against the papers that"
        " it cites, by the same audit, and against the drawn sentences that it rests on, by themselves; what did not"
        f" pass was left out{lost}. Who says otherwise, how sure the answer is, and all else here is not in its words."
    )


def _sought(found: Search) -> str:
    own = "The papers given on disk were looked through whole."
    if not any(database.queries for database in found.databases):
        return f"No database was searched. {own}"
    names = [unnamed(database.name) for database in found.databases if database.queries]
    searched = f"On {found.date} {listed(names)} {was(len(names))} searched with the queries below."
    return searched if all(database.queries for database in found.databases) else f"{searched} {own}"


def _screened(found: Search) -> str:
    """What came of the search, as a sentence."""
    left = sum(found.excluded.values())
    return (
        f"{wording.plural(found.identified, 'record')} {was(found.identified)} found and"
        f" {wording.plural(found.screened, 'work')} screened by title and abstract; {left or 'none'} {was(left)}"
        f" excluded{', for the reasons in the table of steps' if left else ''}."
    )


def _database(outcome: DatabaseOutcome) -> tuple[str, ...]:
    name = outcome.name if outcome.queries else "papers on disk"
    answered = f"{outcome.answered} of {outcome.queries} answered" if outcome.queries else wording.NOTHING
    return name, answered, str(outcome.found), unnamed(outcome.error or wording.NOTHING)


def asked(found: Search) -> tuple[Query, ...]:
    """The queries that any database was asked."""
    return found.queries if any(database.queries for database in found.databases) else ()


def was(count: int) -> str:
    """`was` or `were`, as the count demands."""
    return "was" if count == 1 else "were"


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def unnamed(text: str) -> str:
    """The text without identifiers of papers: what one stands beside would read as a reference to it."""
    found = [*find_arxiv_ids(text), *find_dois(text), *find_malformed_arxiv_ids(text)]
    for one in sorted(found, key=lambda one: -one.start):
        text = f"{text[: one.start]}…{text[one.end :]}"
    return text


def uncited(text: str) -> str:
    """The name of a model, say, without anything that would read as a citation."""
    return re.sub(r"[\[\]]", "", unnamed(text))
