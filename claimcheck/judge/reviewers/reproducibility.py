"""Reproducibility: does the report say how it was made, so that another can make it again?

The questions are those of PRISMA 2020 (Page et al., 2021) that a report of any kind can answer: items 4 to 7, 16a and
27, and who or what wrote it. They are asked of what the report says itself: not of claims, nor of its reference list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.judge.reviewers.base import Counted, Estimate, Reviewer, exact
from claimcheck.judge.wording import plural
from claimcheck.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from claimcheck.judge.reviewers.base import Change, Counts
    from claimcheck.model import Audit, Block, Document, Reference

_QUESTION, _COUNT = "says its question", "says how many papers were found or screened"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,7}\.?"
_SEARCH = re.compile(r"\b(?:search|retriev|quer|databas|index|collect|access|look(?:ed|ing) up)", re.IGNORECASE)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


# What must stand in one sentence, for a yes. Each pattern reads a sentence once, whatever it is.
_IN_TEXT: dict[str, tuple[re.Pattern[str], ...]] = {
    "says what was included and what not": (
        _pattern(
            r"\b(?:inclusion|exclusion|eligibility|selection)(?: and (?:inclusion|exclusion))? criteri"
            r"|\b(?:we|were|was) (?:in|ex)cluded?\b|\b(?:in|ex)cluded (?:papers|studies|articles)\b"
        ),
    ),
    "names the databases": (
        _SEARCH,
        _pattern(
            r"\b(?:arxiv|pubmed|medline|embase|scopus|web of science|semantic scholar|openalex|crossref|google scholar"
            r"|ieee xplore|acm digital library|acl anthology|dblp|cochrane|psycinfo|biorxiv|medrxiv|openreview|jstor"
            r"|ssrn|clinicaltrials\.gov|papers with code)\b"
        ),
    ),
    "dates the search": (
        _SEARCH,
        _pattern(
            rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:19|20)\d\d\b"
            rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH} (?:19|20)\d\d\b"
        ),
    ),
    "gives the queries": (
        _pattern(r"\b(?:quer(?:y|ies)|keywords?|search (?:terms?|strings?|phrases?))\b"),
        _pattern(r"[\"“”„«:]|\b(?-i:AND|OR)\b"),
    ),
    "links code or data of its own": (
        _pattern(r"\b(?:code|data|scripts?|materials?|repositor(?:y|ies)|supplement\w*|notebooks?)\b"),
        _pattern(r"\b(?:github\.com|gitlab\.com|zenodo\.org|osf\.io|huggingface\.co|10\.5281/zenodo)"),
    ),
    "names what wrote it": (
        _pattern(r"\b(?:generated|written|produced|drafted|compiled|created|prepared) (?:\w+ )?(?:by|with|using) \S"),
        _pattern(r"\b(?:report|review|synthesis|document|survey|draft|text)\b"),
    ),
}
_QUESTIONS = (_QUESTION, _COUNT, *_IN_TEXT)
_ENTRIES, _PINNED, _UNPINNED = "references", "with a DOI or a versioned arXiv id", "with an arXiv id without version"

_SCREENED = _pattern(
    r"\b\d+ (?:[\w-]+ ){0,3}(?:papers|studies|articles|records|sources|publications)\b.{0,60}"
    r"\b(?:found|screened|retrieved|identified|included|excluded|selected|reviewed)\b"
)
_LIST = _pattern(r"^\W*[\d.]*\W*(?:references|bibliography|sources|works cited|literature cited)\W*$")
_SENTENCE, _MOST = 1000, 20_000


def count(audit: Audit) -> Counted:
    """One for each question that the report answers, and the references by what they can be found again with."""
    entries = [reference for reference in audit.references if reference.in_list or reference.cited]
    pins = [_pinned(reference) for reference in entries]
    said = list(own_sentences(audit, audit.document)) if audit.document else []
    answers = {
        _QUESTION: audit.report.question is not None,
        _COUNT: any(one.what == "papers" for one in audit.counts) or any(map(_SCREENED.search, said)),
    }
    for question, patterns in _IN_TEXT.items():
        answers[question] = any(all(pattern.search(sentence) for pattern in patterns) for sentence in said)
    found = {_ENTRIES: len(entries), _PINNED: pins.count(1.0), _UNPINNED: pins.count(0.5)}
    return Counted({**answers, **found}, () if audit.document else ("the report's text is not at hand",))


def _pinned(reference: Reference) -> float:
    """Whether the very text can be found again: 1, or ½ where a later version may be found instead."""
    if reference.doi:
        return 1.0
    identifier = parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None
    return 0.0 if identifier is None else 1.0 if identifier.version else 0.5


def own_sentences(audit: Audit, document: Document) -> Iterator[str]:
    """What the report says beside its claims and outside its reference lists; links with their targets."""
    claims = sorted(document.span(claim.location) for claim in audit.claims)
    starts, reach = [start for start, _ in claims], [0, *accumulate((end for _, end in claims), max)]
    for block in outside_lists(document.blocks[:_MOST]):
        for start, end in block.sentences or ((0, len(block.text)),):
            first, last = block.source(start, end)
            if reach[bisect_left(starts, last)] <= first:
                links = [link.target for link in block.links if link.start < end and start < link.end]
                yield " ".join([block.text[start:end][:_SENTENCE], *links])[: 2 * _SENTENCE]


def outside_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that stand under no heading of a reference list, up to the next heading of its rank."""
    rank = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            if _LIST.search(block.text[:_SENTENCE]):
                rank = block.level
            elif rank is not None and block.level <= rank:
                rank = None
        if rank is None and block.kind is not BlockKind.MARKER:
            yield block


def estimate(counts: Counts) -> Estimate:
    """The references are one more question, answered in part; a report without any has not answered it."""
    answers: float = sum(counts[question] for question in _QUESTIONS)
    if counts[_ENTRIES]:
        answers += (counts[_PINNED] + counts[_UNPINNED] / 2) / counts[_ENTRIES]
    return exact(answers / (len(_QUESTIONS) + 1))


def changes(counts: Counts) -> Iterator[Change]:
    """Each question answered, and the references pinned."""
    for question in _QUESTIONS:
        if not counts[question]:
            yield f"have a report that {question}", {**counts, question: True}
    if loose := counts[_ENTRIES] - counts[_PINNED]:
        what = f"print a DOI or an arXiv id with its version for {plural(loose, 'reference')}"
        yield what, {**counts, _PINNED: counts[_ENTRIES], _UNPINNED: 0}


REPRODUCIBILITY = Reviewer(
    name="reproducibility",
    weight=1,
    formula=f"10 × (1 for each yes + (with DOI or version + ½ without version) / references) / {len(_QUESTIONS) + 1}",
    ends="none, all of it stands in the report",
    count=count,
    estimate=estimate,
    changes=changes,
)
