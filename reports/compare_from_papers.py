"""The table of `--from-papers` of a synthesis, beside the synthesis: do the two say the same of the same papers?

Called by `reports.show_synthesis`. Both draw sentences from the same papers, one by the question and one without it.
Of each paper the sentences of one are held against those of the other, as a claim is held against its paper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from claimcheck.extract import candidates, extract
from claimcheck.model import PaperClaim, Stand, VerdictName
from claimcheck.model.synthesis import Statement, Synthesis
from claimcheck.render.synthesis import synthesis_markdown
from claimcheck.settings import load_settings
from claimcheck.tasks.audit import retrieve_papers
from claimcheck.tasks.from_papers import MOST_CLAIMS
from claimcheck.tasks.pairs import as_claim
from claimcheck.tasks.paper_claims import paper_claim, papers_read, whole
from claimcheck.tasks.synthesize import Wish, synthesize
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Pool
from reports.loopback import DAY, Twins, claimcheck

HEAD = ["paper", "in the report", "in the table", "the same", "others supported", "contradicted", "same stands"]


class Compared(NamedTuple):
    """One paper: the sentences of both sides, and what came of holding those that differ against the other side."""

    paper: str
    told: int
    drawn: int
    same: int
    others: int
    supported: int
    contradicted: tuple[str, ...]
    stands: tuple[bool, ...]


def compare(named_question: tuple[str, str], world: Twins, cache: Path, out: Path, most: int) -> list[list[object]]:
    """Makes the table of the report `out/NAME.md` and compares the two; a row a paper, and one of sums."""
    name, question = named_question
    made = claimcheck("table", out / f"{name}.md", "--from-papers", "--cache", cache, environment=world.environment)
    (out / f"{name}_from_papers.md").write_text(made.out, encoding="utf-8")
    with Workplace(load_settings({"cache": cache}, world.environment, out)) as workplace:
        wish = Wish(question, date.fromisoformat(DAY), most)
        synthesis = synthesize(wish, workplace, synthesis_markdown).synthesis
        claims = _drawn(out / f"{name}.md", workplace)
        papers = list(_each(synthesis, claims, workplace))
    rows: list[list[object]] = [_row(one.paper, [one]) for one in papers]
    return [*rows, _row(f"**{name}**", papers)]


def _drawn(report: Path, workplace: Workplace) -> list[PaperClaim]:
    """What the table has, as data."""
    retrieved = retrieve_papers(extract(workplace.read_report(report, report.read_bytes())), workplace)
    read = papers_read(retrieved)
    pools = [Pool(item.paper.title if item.paper else None, candidates(whole(item))) for item in read]
    chosen = workplace.verifier.choose(pools, MOST_CLAIMS)
    return workplace.verifier.hold([paper_claim(read[p], pools[p].candidates[place]) for p, place in chosen], retrieved)


def _each(synthesis: Synthesis, claims: Sequence[PaperClaim], workplace: Workplace) -> Iterator[Compared]:
    told: dict[str, list[Statement]] = defaultdict(list)
    drawn: dict[str, list[PaperClaim]] = defaultdict(list)
    for statement in synthesis.statements:
        told[synthesis.sources[statement.source - 1].paper].append(statement)
    for claim in claims:
        drawn[claim.paper].append(claim)
    for source in synthesis.sources:
        yield _compared(source.paper, told[source.paper], drawn[source.paper], workplace)


def _compared(paper: str, told: Sequence[Statement], drawn: Sequence[PaperClaim], workplace: Workplace) -> Compared:
    same = [(s, claim) for s in told for claim in drawn if _is_same(s, claim)]
    rest = [s for s in told if s not in [pair[0] for pair in same]]
    other = [claim for claim in drawn if claim not in [pair[1] for pair in same]]
    ones, twos = [_plain(s) for s in rest], [claim.statement for claim in other]
    # Each side as a paper of all its sentences: what is the same supports what differs, too.
    held = [as_claim({"claim": one, "evidence": [c.statement for c in drawn]}, 1) for one in ones if drawn]
    held += [as_claim({"claim": two, "evidence": [_plain(s) for s in told]}, 1) for two in twos if told]
    verdicts = [workplace.verifier.verify([claim], [item])[0] for claim, item in held]
    count = Counter(verdict.verdict for verdict in verdicts)
    against = tuple(
        f"{claim.text} ↔ {verdict.evidence[0].quotation}"
        for (claim, _), verdict in zip(held, verdicts, strict=True)
        if verdict.verdict is VerdictName.CONTRADICTED
    )
    stands = tuple(_stands_alike(s, claim) for s, claim in same)
    return Compared(paper, len(told), len(drawn), len(same), len(held), count[VerdictName.VERIFIED], against, stands)


def _row(name: str, papers: Sequence[Compared]) -> list[object]:
    alike = [one for paper in papers for one in paper.stands]
    against = [one for paper in papers for one in paper.contradicted]
    return [
        name,
        sum(paper.told for paper in papers),
        sum(paper.drawn for paper in papers),
        sum(paper.same for paper in papers),
        f"{sum(paper.supported for paper in papers)} of {sum(paper.others for paper in papers)}",
        "; ".join(against) or "0",
        f"{sum(alike)} of {len(alike)}" if alike else "–",
    ]


def _stands_alike(statement: Statement, claim: PaperClaim) -> bool:
    """Whether the rest of the paper, and each other paper that both were held against, says the same to both."""
    one, two = _says([*statement.others, *statement.repeats]), _says(claim.others)
    rest = [stand.says if stand else None for stand in (statement.rest, claim.rest)]
    return rest[0] == rest[1] and all(one[paper] == two[paper] for paper in one.keys() & two.keys())


def _says(stands: Sequence[Stand]) -> Mapping[str, str]:
    return {stand.paper: stand.says for stand in stands}


def _is_same(statement: Statement, claim: PaperClaim) -> bool:
    told = _letters(_plain(statement))
    return any(told.endswith(_letters(text)) for text in (claim.statement, claim.candidate.quotation))


def _plain(statement: Statement) -> str:
    """The sentence without its citation."""
    mark = f"[{statement.source}]"
    for printed, plain in ((f" of {mark}", ""), (f"{mark}’s", "The authors’"), (f" {mark}", ""), (mark, "The paper")):
        statement = statement.model_copy(update={"text": statement.text.replace(printed, plain)})
    return statement.text.removeprefix("The authors write: ")


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
