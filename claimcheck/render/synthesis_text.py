"""The words of a synthesis, block by block, for every format alike.

Whatever stands here is said by the report of itself, and so worded and placed that no reader, and no auditor, takes it
for a claim about a paper: it stands right under a heading of the report's frame and cites nothing. What papers say
stands in the statements alone, and in the answer that a language model may have worded of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from claimcheck.model import Stand
from claimcheck.model.synthesis import Certainty, Role, Source, Statement, Strand, Synthesis
from claimcheck.render import wording
from claimcheck.render.synthesis_blocks import Block, Entries, Heading, Items, Paragraph, Table
from claimcheck.render.synthesis_methods import asked, listed, methods, uncited, was
from claimcheck.words import collapse, two_decimals

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MOST_AUTHORS = 8
_LONGEST_QUOTATION, _LONGEST_TITLE = 200, 300
TABLE_HEADER = ("Claim", "Verified", "Confidence", "Place", "In other papers")
_TABLE_WIDTHS = (0.4, None, None, 0.13, 0.25)
_CERTAINTY: dict[Certainty, str] = {
    "high": "High",
    "moderate": "Moderate",
    "low": "Low",
    "contested": "Contested",
}


def blocks(synthesis: Synthesis) -> tuple[Block, ...]:
    """The report behind its title."""
    return (*_head(synthesis), *methods(synthesis), *_results(synthesis), *_limits(synthesis), *_lists(synthesis))


def title(synthesis: Synthesis) -> str:
    """The title: what was asked."""
    return synthesis.question


def entry(source: Source) -> str:
    """A source as the reference list prints it."""
    people = ", ".join(source.authors[:_MOST_AUTHORS]) + (" et al." if len(source.authors) > _MOST_AUTHORS else "")
    name = within_quotes(collapse(source.title or "Untitled")[:_LONGEST_TITLE]).rstrip(".")
    parts = [
        f"{people.rstrip('.')}." if people else "",
        f"“{name}.”",
        f"{source.venue.rstrip('.')}." if source.venue else "",
        f"{source.year}." if source.year else "",
        f"arXiv:{source.arxiv_id}." if source.arxiv_id else "",
        f"doi:{source.doi}" if source.doi else "",
    ]
    return " ".join(part for part in parts if part)


def within_quotes(text: str) -> str:
    """Text to stand in quotation marks: its own become single ones."""
    paired = re.sub(r'"([^"]*)"', r"‘\1’", text.replace("“", "‘").replace("”", "’"))
    return paired.replace('"', "’")


def _head(synthesis: Synthesis) -> Iterator[Block]:
    if synthesis.assignee:
        yield Paragraph(synthesis.assignee, "Assignee:")
    day = synthesis.today
    yield Paragraph(f"{day.day} {day:%B} {day.year}", "Date:")
    yield Heading("Abstract")
    statements = synthesis.statements
    papers, verified = len(synthesis.sources), sum(bool(s.verified) for s in statements)
    yield Paragraph(
        f"This report synthesises findings from {wording.plural(papers, 'paper')} addressing the following research"
        f" question: {synthesis.question} {len(statements)} {_were(len(statements), 'claim')} extracted from the source"
        f" literature; {verified} {was(verified)} verified against the retrieved documents."
        f"{_beyond(synthesis)}"
    )
    answers = [synthesis.strands[i] for i in synthesis.answer]
    prose = synthesis.prose
    drawn = " ".join(text for one in answers for text in _of_each_paper(one, "says", prose.lines if prose else ()))
    if prose:
        yield Paragraph(" ".join(sentence.text for sentence in prose.sentences), "Answer.")
    if drawn:
        yield Paragraph(drawn, "Also in the papers:" if prose else "Answer.")
    if otherwise := " ".join(text for strand in answers for text in _of_each_paper(strand, "against")):
        yield Paragraph(otherwise, "But others say:")
    yield Paragraph(_how_sure(synthesis), "How sure.")
    if synthesis.unnamed:
        yield Paragraph(_not_named(synthesis.unnamed), "Not named.")
    yield Heading("Introduction")
    yield Paragraph(f"Research question: {synthesis.question}")
    yield Paragraph(
        f"This report was compiled by claimcheck from sentences of the papers themselves{_by_whom(synthesis)}. Numbers"
        " in square brackets name the entries of the reference list."
    )


def _beyond(synthesis: Synthesis) -> str:
    """What the other papers say to the statements, as a sentence; nothing where there is no other paper."""
    beyond = sum(_says(s, "supports") for s in synthesis.statements)
    denied = sum(_is_denied(s, strand) for strand in synthesis.strands for s in strand.statements)
    if len(synthesis.sources) == 1 and not beyond and not denied:
        return ""
    others = f"Another paper of the list supports {_number(beyond)} of them, and another one contradicts"
    return f" {others} {_number(denied)}."


def _not_named(unnamed: Sequence[str]) -> str:
    quoted = [f"“{within_quotes(uncited(text))}”" for text in unnamed]
    return (
        f"The question asks about {listed(quoted)}, which neither these sentences nor the titles of their papers"
        " name. They may say it in other words, or not answer the question."
    )


def _by_whom(synthesis: Synthesis) -> str:
    """What a language model did for the report, as the end of a sentence."""
    drawn = sum(statement.drawn for statement in synthesis.statements)
    proposed = sum(query.proposed for query in asked(synthesis.protocol.search))
    did = [
        "worded the answer of them" if synthesis.prose else "",
        f"worded {_number(drawn)} of them anew, which the table of claims marks" if drawn else "",
        f"proposed {_number(proposed)} of the queries, which the table of queries marks" if proposed else "",
    ]
    return f"; a language model {', and '.join(filter(None, did))}" if any(did) else ", without a language model"


def _of_each_paper(strand: Strand, role: Role, told: Collection[int] = ()) -> list[str]:
    """What each paper of a strand says first: one that speaks of the same thing is never left out.

    Only papers of which a line is `told` already, in other words, are.
    """
    first: dict[int, str] = {}
    statements = [statement for statement in strand.statements if statement.role == role]
    for statement in statements:
        if statement.answers:
            first.setdefault(statement.source, statement.text)
    heard = {statement.source for statement in statements if statement.line in told}
    return [text for source, text in first.items() if source not in heard]


def _how_sure(synthesis: Synthesis) -> str:
    strands = [synthesis.strands[i] for i in synthesis.answer]
    tallies = list(dict.fromkeys(map(_tally, strands)))
    sure = _CERTAINTY[synthesis.certainty]
    if len(tallies) == 1:
        text = f"{sure}: {'of each of these findings, ' if len(strands) > 1 else ''}{tallies[0]}."
    else:
        each = " ".join(f"{_groups(strands, tally)}, {tally}." for tally in tallies)
        least = "" if len({strand.certainty for strand in strands}) == 1 else ", as the least sure of these findings"
        text = f"{sure}{least}. {each}"
    if any(_undecided(strand) for strand in strands):
        text += " Where it is not decided, a person should judge."
    return text


def _groups(strands: Sequence[Strand], tally: str) -> str:
    """Of which of the groups that answer a tally is told, by their numbers in the results, where they come first."""
    numbers = [str(number) for number, strand in enumerate(strands, 1) if _tally(strand) == tally]
    if len(numbers) == 1:
        return f"Of group {numbers[0]} of the results"
    return f"Of groups {', '.join(numbers[:-1])} and {numbers[-1]} of the results"


def _undecided(strand: Strand) -> bool:
    return strand.told_by > strand.papers and not strand.against


def _results(synthesis: Synthesis) -> Iterator[Block]:
    yield Heading("Results")
    for number, strand in enumerate(synthesis.strands, 1):
        yield Paragraph(_told(strand), f"{number}. {strand.heading}.")
        yield Items(tuple(s.text for s in strand.statements if s.role == "says"))
        against = tuple(s.text for s in strand.statements if s.role == "against")
        if against:
            yield Paragraph("From papers that say otherwise:")
            yield Items(against)


def _told(strand: Strand) -> str:
    several = sum(statement.role == "says" for statement in strand.statements) > 1
    of = ", for the first sentence" if several and not strand.against else ""
    parts = [f"{_CERTAINTY[strand.certainty]}{of}: {_tally(strand)}."]
    parts += [
        f"They part on “{_short(c.claim)}” and “{_short(c.source)}”." for c in strand.conflicts if c.claim and c.source
    ]
    return " ".join(parts)


def _tally(strand: Strand) -> str:
    alone = strand.papers == 1
    said = "one paper alone says so" if alone else f"{_number(strand.papers)} papers say so, each by itself"
    if _undecided(strand):
        return f"{said}, and whether the others that speak of it agree is not decided"
    if not strand.against:
        return f"{said}, and none is found to say otherwise"
    return f"{said}, and {_number(strand.against)} {'says' if strand.against == 1 else 'say'} otherwise"


def _limits(synthesis: Synthesis) -> Iterator[Block]:
    yield Heading("Limitations")
    single = sum(strand.certainty == "low" for strand in synthesis.strands)
    contested = sum(strand.certainty == "contested" for strand in synthesis.strands)
    abstracts = sum(source.abstract for source in synthesis.sources)
    text = (
        "This report is a machine-generated literature synthesis and does not constitute original research. That a"
        " sentence stands in its paper does not make it true, and the quality of the studies was not assessed."
        f" {_of_groups(len(synthesis.strands), single, contested)} Sentences were chosen by their"
        " nearness to the question: what a paper says in a table or a figure, or in sentences that cannot stand alone,"
        " is not here. The verifier that holds sentences against papers can err in both directions, and so can the"
        " grouping; where two papers disagree in other words, both may miss it."
    )
    if abstracts:
        text += f" Of {_number(abstracts)} of the listed papers the abstract alone was to be had."
    yield Paragraph(f"{text} Readers should consult the primary sources.")


def _of_groups(groups: int, single: int, contested: int) -> str:
    """How many of the groups of findings rest on one paper, and how many are contested."""
    if groups == 1:
        alone = "rests on one paper alone" if single else "rests on several papers"
        return f"The one group of findings {'is contested' if contested else alone}."
    return (
        f"Of {_number(groups)} groups of findings, {_number(single)} {'rests' if single == 1 else 'rest'} on one paper"
        f" alone and {_number(contested)} {'is' if contested == 1 else 'are'} contested."
    )


def _lists(synthesis: Synthesis) -> Iterator[Block]:
    numbers = {source.paper: source.number for source in synthesis.sources}
    rows = tuple(_row(s, strand, numbers) for strand in synthesis.strands for s in strand.statements)
    yield Heading("Extracted Claims")
    yield Table(TABLE_HEADER, rows, _TABLE_WIDTHS)
    yield Heading("References")
    yield Entries(tuple(entry(source) for source in synthesis.sources))


def _row(statement: Statement, strand: Strand, numbers: dict[str, int]) -> tuple[str, ...]:
    verified = wording.NOTHING if statement.verified is None else "✓" if statement.verified else "?"
    confidence = wording.NOTHING if statement.confidence is None else two_decimals(statement.confidence)
    where = f"p. {statement.page}" if statement.page is not None else statement.section or wording.NOTHING
    where += ", worded by a language model" if statement.drawn else ""
    said = [_stand(stand, numbers) for stand in statement.others if stand.evidence]
    if _is_denied(statement, strand) and not _says(statement, "contradicts"):
        opponents = sorted({f"[{other.source}]" for other in strand.statements if other.role == "against"})
        said += [f"✗ {listed(opponents)}, by what stands against it in the results"] if opponents else []
    said += [f"{_stand(stand, numbers, sign='↺')} (a mention, no result)" for stand in statement.repeats]
    return statement.text, verified, confidence, where, "; ".join(said) or wording.NOTHING


def _stand(stand: Stand, numbers: dict[str, int], sign: str = "") -> str:
    evidence = stand.evidence
    quotation = _short(evidence.quotation) if evidence else ""
    sign = sign or ("✓" if stand.says == "supports" else "✗")
    who = f"[{numbers[stand.paper]}]" if stand.paper in numbers else stand.paper
    page = f" p. {evidence.page}" if evidence and evidence.page is not None else ""
    return f"{sign} {who}{page}, “{quotation}”"


def _short(text: str) -> str:
    text = collapse(text)
    return text if len(text) <= _LONGEST_QUOTATION else f"{text[:_LONGEST_QUOTATION].rsplit(' ', 1)[0]} …"


def _says(statement: Statement, what: str) -> bool:
    return any(stand.says == what for stand in statement.others)


def _is_denied(statement: Statement, strand: Strand) -> bool:
    """Whether another paper contradicts a statement: by a passage of its own, or by a sentence that parts with it."""
    return _says(statement, "contradicts") or (strand.against > 0 and statement is strand.statements[0])


def _were(count: int, noun: str) -> str:
    return f"{noun if count == 1 else f'{noun}s'} {was(count)}"


def _number(count: int) -> str:
    return ("none" if not count else _NUMBERS[count]) if count < len(_NUMBERS) else str(count)
