"""A claim as a card: what it says, what was found, where, and why; ready for the template, nothing escaped yet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.page.marks import Run, claim_runs, quotation_runs, shortened, statement_runs
from claimcheck.render.page.standing import BY_NAME, STANDINGS, Standing, standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claimcheck.model import Audit, AuditedClaim, Evidence, Finding, Paper

_LEVELS = ("error", "warning", "note")
# What a matcher's score is a measure of; an unknown matcher goes by its name.
_SCORES = {
    "alignment": "words of the claim with a counterpart in the passage",
    "embedding": "likeness of what both say as a whole",
    "lexical": "shared wording",
    "quantities": "numbers of the claim that the passage has",
    "polarity": "agreement in direction and negation",
    "names": "names of the claim that the passage has",
    "scope": "agreement in strength and scope",
    "arrangement": "the claim's words in the order of the passage",
    "entailment": "read as support by a language model",
    "contradiction": "read as contradiction by a language model",
}
_HIGH, _FAIR = 0.85, 0.5
_QUOTED = re.compile(r"“([^”]{24,})”")
_BESIDE = re.compile(
    r"[:;] (?:(?:the claim|the source|it says|nearest is|in the source) )?"
    r"(?:this claim|the passage shown)(?: \([^()]*\))?"
)


@dataclass(frozen=True)
class Score:
    """A matcher's score in words: what it measures, `high`, `fair` or `low`, and how many in 100."""

    measure: str
    level: str
    hundred: str


@dataclass(frozen=True)
class PassageView:
    """A passage: its words, where it stands, and what was made of it. `link` leads to its page, where one is known."""

    heading: str
    runs: tuple[Run, ...]
    title: str
    where: str
    page: str
    link: str | None
    differs: str
    alone: tuple[str, ...]
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class FindingView:
    """A finding, its message without the words that stand beside it anyway."""

    rule: str
    level: str
    message: str
    help: str
    place: str


@dataclass(frozen=True)
class Card:
    """One claim. `id` names the card in the page, `papers` are numbers of references for the filter."""

    id: str
    number: str
    standing: Standing
    verdict: str
    runs: tuple[Run, ...]
    truncated: bool
    completion: str
    statement: tuple[Run, ...]
    found_by: str
    sureness: str
    cited_by: str
    cites: tuple[str, ...]
    papers: tuple[str, ...]
    place: str
    printed: str
    probabilities: str
    findings: tuple[FindingView, ...]
    first: PassageView | None
    opposing: PassageView | None
    others: tuple[PassageView, ...]
    parts: tuple[Card, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that the claim breaks, or a part of it."""
        own = (finding.rule for finding in self.findings)
        return tuple(dict.fromkeys((*own, *(rule for part in self.parts for rule in part.rules))))


@dataclass(frozen=True)
class Group:
    """The cards of one class, the worst first."""

    standing: Standing
    cards: tuple[Card, ...]


class Maker:
    """Makes the cards of one audit.

    Args:
        audit: the audit.
        prefix: begins every id of this audit, so that several can stand in one page.
        thresholds: the probabilities at which verdicts begin, by name.
        numbers: what the page's filter calls each reference, by key.
    """

    def __init__(self, audit: Audit, prefix: str, thresholds: Mapping[str, float], numbers: Mapping[str, str]) -> None:
        self._prefix = prefix
        self._thresholds = thresholds
        self._numbers = numbers
        self._path = audit.report.path
        self._papers = {paper.id: paper for paper in audit.papers}
        self._references = {reference.key: reference for reference in audit.references}
        self._findings: dict[str, list[Finding]] = defaultdict(list)
        for finding in audit.findings:
            if finding.claim_id:
                self._findings[finding.claim_id].append(finding)

    def groups(self, claims: Sequence[AuditedClaim]) -> tuple[Group, ...]:
        """The cards in their classes; in each, those with the gravest findings first, then in the report's order."""
        cards = [self.card(claim) for claim in claims]
        groups = []
        for one in STANDINGS:
            own = [card for card in cards if card.standing is one]
            if own:
                groups.append(Group(one, tuple(sorted(own, key=_gravity))))
        return tuple(groups)

    def card(self, claim: AuditedClaim, number: str = "", *, findings: bool = True) -> Card:
        """One claim; a part is told its number, and whether the findings under its id are its own."""
        number = number or str(claim.number)
        first = claim.evidence[0] if claim.evidence else None
        opposing = _opposing(claim)
        others = [evidence for evidence in claim.evidence[1:] if evidence is not opposing]
        return Card(
            id=self.id(number),
            number=number,
            standing=BY_NAME[standing(claim)],
            verdict=wording.verdict(claim) + (f" ({said})" if (said := wording.qualification(claim)) else ""),
            runs=claim_runs(claim.text, first),
            truncated=claim.truncated,
            completion=shortened(claim.completion or ""),
            statement=statement_runs(claim.text, claim.statement),
            found_by=wording.found_by(claim),
            sureness=wording.sureness(claim, self._thresholds),
            cited_by="" if claim.cited_by == "none" else wording.CITED_BY[claim.cited_by],
            cites=self._cites(claim),
            papers=tuple(self._numbers[key] for key in claim.cites if key in self._numbers),
            place=self._place(claim),
            printed=wording.printed(claim.printed) if claim.printed else "",
            probabilities=_probabilities(claim),
            findings=tuple(self.finding(f, claim) for f in self._findings.get(claim.id, ()) if findings),
            first=self._passage(first, claim, _HEADINGS[first.stance]) if first else None,
            opposing=self._passage(opposing, claim, _OPPOSING) if opposing else None,
            others=tuple(self._passage(evidence, claim, _HEADINGS[evidence.stance]) for evidence in others),
            parts=tuple(
                self.card(part, f"{number}.{place}", findings=part.id != claim.id)
                for place, part in enumerate(claim.parts, 1)
            ),
        )

    def id(self, number: str) -> str:
        """What the card of a claim's number is called in the page."""
        return f"{self._prefix}-claim-{number.replace('.', '-')}"

    def finding(self, finding: Finding, claim: AuditedClaim | None = None) -> FindingView:
        """A finding, beside its claim or in a list of its own."""
        message = clean(finding.message)
        return FindingView(
            rule=clean(finding.rule),
            level=finding.level,
            message=_brief(message, claim) if claim else message,
            help=clean(finding.help),
            place=wording.place(finding),
        )

    def _cites(self, claim: AuditedClaim) -> tuple[str, ...]:
        """What a claim cites by itself; with titles where no passage beside it names the paper."""
        if claim.cited_by in ("list", "none"):
            return ()
        titles = {} if claim.evidence else {key: reference.title for key, reference in self._references.items()}
        return tuple(
            f"{clean(key)} “{clean(title)}”" if (title := titles.get(key)) else clean(key) for key in claim.cites
        )

    def _place(self, claim: AuditedClaim) -> str:
        where = claim.location
        file = f"{clean(where.file)}, " if where.file else ""
        return f"{file}page {where.page}, line {where.line}" if where.page else f"{file}line {where.line}"

    def _passage(self, evidence: Evidence, claim: AuditedClaim, heading: str) -> PassageView:
        paper = self._papers.get(evidence.paper)
        section = f"section “{clean(evidence.section)}”" if evidence.section else ""
        version = "" if evidence.version is None else f"v{evidence.version}"
        abstract = "abstract only" if paper and paper.text == "abstract" else ""
        return PassageView(
            heading=heading,
            runs=quotation_runs(claim.statement, evidence),
            title=clean(paper.title or "") if paper else "",
            where=", ".join(filter(None, [f"{clean(evidence.paper)}{version}", section, abstract])),
            page="" if evidence.page is None else f"page {evidence.page}",
            link=_link(evidence, paper),
            differs=wording.differs(evidence),
            alone=tuple(map(clean, evidence.unmatched)),
            scores=tuple(_score(name, value) for name, value in evidence.scores.items()),
        )


_HEADINGS = {
    "support": "What the paper says",
    "contradict": "What the paper says instead",
    "nearest": "Nearest passage, which does not settle it",
}
_OPPOSING = "A passage that says otherwise"


def _gravity(card: Card) -> int:
    return min((_LEVELS.index(finding.level) for finding in card.findings), default=len(_LEVELS))


def _opposing(claim: AuditedClaim) -> Evidence | None:
    """A further passage that contradicts the claim, or shows what differs from it."""
    return next((e for e in claim.evidence[1:] if e.stance == "contradict" or e.conflict), None)


def _link(evidence: Evidence, paper: Paper | None) -> str | None:
    """The page of a paper that came from arXiv; of the user's own files no address is known."""
    known = parse_arxiv_id(evidence.paper) if paper and paper.source == "arxiv" else None
    if known is None or paper is None:
        return None
    version = "" if evidence.version is None else f"v{evidence.version}"
    if paper.text == "abstract":
        return f"https://arxiv.org/abs/{known.id}{version}"
    return f"https://arxiv.org/pdf/{known.id}{version}" + (f"#page={evidence.page}" if evidence.page else "")


def _score(name: str, value: float) -> Score:
    level = "high" if value >= _HIGH else "fair" if value >= _FAIR else "low"
    measure = _SCORES.get(name, clean(name).replace("_", " "))
    return Score(measure[0].upper() + measure[1:] if measure else measure, level, f"{round(value * 100)} in 100")


def _probabilities(claim: AuditedClaim) -> str:
    every = claim.probabilities
    if every is None:
        return ""
    return (
        f"supported {wording.hundred(every.support)}, contradicted {wording.hundred(every.contradict)}, "
        f"neither {wording.hundred(every.neither)}"
    )


def _brief(message: str, claim: AuditedClaim) -> str:
    """A message without the claim and the quotations, which stand beside it."""
    text = clean(claim.text)
    quotations = [clean(evidence.quotation) for evidence in claim.evidence]

    def short(match: re.Match[str]) -> str:
        quoted = match[1].removeprefix("… ").removesuffix(" …")
        if quoted in text:
            return "this claim"
        return "the passage shown" if any(quoted in quotation for quotation in quotations) else match[0]

    return _BESIDE.sub("", _QUOTED.sub(short, message))


def by_rule(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    """The rules among findings, in their order, each with how often it is broken."""
    return sorted(Counter(finding.rule for finding in findings).items())
