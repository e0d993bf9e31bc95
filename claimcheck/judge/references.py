"""The rules about references, CC202 to CC309: one function a rule, in the order of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.judge.breach import Breach, of_reference
from claimcheck.judge.wording import quoted
from claimcheck.model import ReferenceStatus
from claimcheck.words import collapse, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.model import Audit, Reference

# Titles of fewer words ("Introduction", "Deep learning") are shared by many works; a preprint may wait for its journal.
_SHORTEST_TITLE, _YEARS_TO_PUBLICATION = 3, 3
_NOT_HAD = {
    ReferenceStatus.MISSING: "no text to be had of",
    ReferenceStatus.UNREADABLE: "the text could not be read of",
    ReferenceStatus.UNIDENTIFIED: "not clear which paper is meant by",
}


def unlisted(audit: Audit) -> Iterator[Breach]:
    """CC202: cited, but not in the reference list."""
    has_list = any(reference.in_list for reference in audit.references)
    for reference in audit.references:
        if not reference.cited or reference.in_list:
            continue
        # A paper that is cited by its identifier may have been read all the same; then its status says so. Without a
        # list only a marker that leads nowhere is at fault.
        if has_list or reference.status is ReferenceStatus.UNLISTED:
            yield of_reference(reference, f"cited, but not in the reference list: {_name(reference)}")


def never_cited(audit: Audit) -> Iterator[Breach]:
    """CC203: in the reference list, but never cited."""
    for reference in audit.references:
        if reference.in_list and not reference.cited:
            yield of_reference(reference, f"listed, but never cited: {_name(reference)}")


def malformed(audit: Audit) -> Iterator[Breach]:
    """CC301: what stands in the identifier's place cannot be one."""
    for reference in audit.references:
        if reference.status is ReferenceStatus.MALFORMED:
            yield of_reference(reference, f"malformed identifier: {_name(reference)}{_detail(reference)}")


def text_not_had(audit: Audit) -> Iterator[Breach]:
    """CC302: the reference could not be resolved, or its text not had or read."""
    for reference in audit.references:
        if reference.status in _NOT_HAD:
            yield of_reference(reference, f"{_NOT_HAD[reference.status]} {_name(reference)}{_detail(reference)}")


def nonexistent(audit: Audit) -> Iterator[Breach]:
    """CC303: arXiv answered, asked for it alone, that it has no such paper."""
    for reference in audit.references:
        if reference.status is ReferenceStatus.NONEXISTENT:
            yield of_reference(reference, f"no such paper exists: {_name(reference)}{_detail(reference)}")


def withdrawn(audit: Audit) -> Iterator[Breach]:
    """CC305: its authors, or those who published it, took it back."""
    for reference in audit.references:
        if reference.withdrawn:
            yield of_reference(reference, f"withdrawn: {_name(reference)}; said of it: {quoted(reference.withdrawn)}")


def wrong_paper(audit: Audit) -> Iterator[Breach]:
    """CC304: the identifier is one paper's and the title another's."""
    for reference in audit.references:
        if reference.status is ReferenceStatus.WRONG_PAPER:
            yield of_reference(
                reference, f"identifier and title name different papers: {_name(reference)}{_detail(reference)}"
            )


def outdated(audit: Audit) -> Iterator[Breach]:
    """CC306: a newer version exists; a warning where the evidence that decided a claim no longer stands in it."""
    versions = {paper.id: paper.version for paper in audit.papers}
    for reference in audit.references:
        if reference.newest is None:
            continue
        printed = parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None
        cited = printed.version if printed else None
        used = f"version {cited} is cited" if cited else f"version {versions.get(reference.paper or '')} was read"
        message = f"version {reference.newest} exists, {used}: {_name(reference)}"
        gone = [
            claim.evidence[0]
            for claim in audit.claims
            if claim.evidence and claim.evidence[0].gone_from and claim.evidence[0].paper == reference.paper
        ]
        if gone:
            claims = "a claim" if len(gone) == 1 else f"{len(gone)} claims"
            message += f"; what decided {claims} is no longer in it: {quoted(gone[0].quotation)}"
        yield of_reference(reference, message)._replace(level="warning" if gone else None)


def off_topic(audit: Audit) -> Iterator[Breach]:
    """CC307: title and abstract are far from the question, and from the other papers of the report."""
    titles = {paper.id: paper.title for paper in audit.papers}
    asked = audit.report.question or audit.report.title
    for reference in audit.references:
        if reference.off_topic is None or not asked:
            continue
        title = titles.get(reference.paper or "") or reference.title or reference.raw
        message = f"nothing to do with {quoted(asked)}, nor with the other papers: {reference.key} {quoted(title)}"
        yield of_reference(reference, f"{message} (nearness of title and abstract {reference.off_topic:.2f})")


def listed_twice(audit: Audit) -> Iterator[Breach]:
    """CC308: the list has one identifier, one title or one paper twice."""
    titles: dict[str, Reference] = {}
    papers: dict[str, Reference] = {}
    for reference in audit.references:
        for again in reference.listed_again:
            message = f"listed twice: {_name(reference)}"
            yield Breach(message, again, (reference.key, "again"), reference_key=reference.key)
        if not reference.in_list:
            continue
        title = " ".join(words(reference.title or ""))
        titled = titles.setdefault(title, reference) if len(title.split()) >= _SHORTEST_TITLE else reference
        read = papers.setdefault(reference.paper, reference) if reference.paper else reference
        if titled is not reference and not _apart(titled, reference):
            yield of_reference(reference, f"listed twice: {_name(reference)}, as {titled.key} before")
        elif read is not reference:
            yield of_reference(reference, f"listed twice: {_name(reference)}, the paper of {_name(read)} before")


def misdescribed(audit: Audit) -> Iterator[Breach]:
    """CC309: the report's own description of a paper is not what the paper, or its metadata, says."""
    for reference in audit.references:
        for wrong in reference.mismatches:
            message = f"{wrong.what} {quoted(wrong.printed)} here, {wrong.source} has {quoted(wrong.actual)}"
            yield Breach(
                f"{message}: {_name(reference)}",
                reference.location,
                (reference.key, wrong.what),
                reference_key=reference.key,
            )


def _apart(one: Reference, other: Reference) -> bool:
    """Whether two works of one title are none the less two: by others, or years apart."""
    names = [{author.split()[-1].lower() for author in reference.authors} for reference in (one, other)]
    years = abs(one.year - other.year) if one.year and other.year else 0
    return (all(names) and not names[0] & names[1]) or years > _YEARS_TO_PUBLICATION


def _name(reference: Reference) -> str:
    what = reference.title or reference.raw
    if reference.title and " " in reference.key:  # a short name that the program made
        return quoted(what)
    return reference.key if collapse(what) in ("", reference.key) else f"{reference.key} {quoted(what)}"


def _detail(reference: Reference) -> str:
    return f" ({reference.detail})" if reference.detail else ""
