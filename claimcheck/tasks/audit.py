"""`claimcheck audit`: a report in, an audit out. The table of contents of the whole program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from claimcheck import __version__
from claimcheck.errors import DocumentError, InputError
from claimcheck.judge import RULES, judge
from claimcheck.model import (
    Audit,
    AuditedClaim,
    AuditFile,
    Document,
    Extraction,
    Provenance,
    ReferenceStatus,
    ReportInfo,
    Retrieved,
    RuleInfo,
    Summary,
    Verdict,
)
from claimcheck.retrieve import retrieve, retrieve_newer
from claimcheck.tasks.reading import extracted
from claimcheck.tasks.workplace import Workplace, load, shown
from claimcheck.verify import against_newer, deciding, disagreements


def audit_report(path: Path, workplace: Workplace) -> Audit:
    """Audits one report.

    Raises:
        InputError: the report cannot be used; or a folder named by `--papers` cannot.
        DocumentError: the report cannot be read.
        ModelError: a model is missing or damaged.
    """
    data = load(path)
    return audit_document(path, data, workplace.read_report(path, data), workplace)[0]


def audit_document(  # noqa: PLR0913 - the report, and how it is gone about
    path: Path,
    data: bytes,
    document: Document,
    workplace: Workplace,
    find: Find | None = None,
    *,
    by_rules: bool = False,
) -> tuple[Audit, list[Retrieved]]:
    """Audits a report that was read: extract its claims, retrieve its papers, verify, judge.

    With `by_rules` no language model is asked what the claims are.

    Returns:
        The audit, and what was retrieved for it.
    """
    extraction = extracted(document, workplace, by_rules=by_rules)
    retrieved = (find or look_for_papers)(path, extraction, workplace)
    verdicts = workplace.verifier.verify(extraction.claims, retrieved)
    verdicts = against_newer(extraction.claims, verdicts, retrieved, _newer(retrieved, verdicts, workplace))
    retrieved = workplace.verifier.with_topics(extraction.question, extraction.title, retrieved)
    retrieved = workplace.verifier.with_passages(retrieved)
    audit = assemble(shown(path), data, document, extraction, retrieved, verdicts)
    return audit.model_copy(update={"findings": judge(audit)}), retrieved


def audit_reports(paths: Sequence[Path], workplace: Workplace, find: Find | None = None) -> AuditFile:
    """Audits several reports; one that cannot be read becomes an audit with an `error`, and the others go on.

    Raises:
        InputError: two of them would be printed by one name.
    """
    names: dict[str, Path] = {}
    for path in paths:
        if names.setdefault(shown(path), path).resolve() != path.resolve():
            raise InputError(f"{shown(path)}: two reports of this name; run in a folder that both lie below")
    audits = []
    for path in paths:
        try:
            data = load(path)
            document = workplace.read_report(path, data)
        except (DocumentError, InputError) as error:
            audits.append(_failed(path, str(error)))
        else:
            audits.append(audit_document(path, data, document, workplace, find)[0])
    rules = (RuleInfo(id=rule.id, level=rule.level, title=rule.title, help=rule.help) for rule in RULES.values())
    return AuditFile(claimcheck=provenance(workplace), audits=tuple(audits), rules=tuple(rules))


def retrieve_papers(extraction: Extraction, workplace: Workplace) -> list[Retrieved]:
    """The papers of a report, from the user's folders, the cache, arXiv and the catalogues, as the settings allow."""
    settings = workplace.settings
    retrieved = retrieve(
        extraction.references,
        store=workplace.store,
        read=workplace.read,
        read_source=workplace.read_source,
        papers=settings.papers,
        offline=settings.offline,
        endpoints=workplace.endpoints,
        jobs=settings.jobs,
        progress=workplace.progress,
    )
    return by_sentences(retrieved)


def by_sentences(retrieved: Sequence[Retrieved]) -> list[Retrieved]:
    """The same; an abstract that a database gave, which no reader has read, with its sentences marked.

    Without them it would be one long passage, in which a sentence of its own is hard to find again.
    """
    return [_by_sentences(item) for item in retrieved]


def _by_sentences(item: Retrieved) -> Retrieved:
    if item.document is None or item.document.format != "abstract":
        return item
    from claimcheck.read import with_sentences  # noqa: PLC0415 - with its parsers, when needed

    return item.model_copy(update={"document": with_sentences(item.document)})


# How the papers of a report are found: by looking for them, or as a lock file has them.
Find = Callable[[Path, Extraction, Workplace], list[Retrieved]]


def look_for_papers(_path: Path, extraction: Extraction, workplace: Workplace) -> list[Retrieved]:
    """The usual way."""
    return retrieve_papers(extraction, workplace)


def _newer(retrieved: Sequence[Retrieved], verdicts: Sequence[Verdict], workplace: Workplace) -> Mapping[str, Document]:
    """The newest versions of papers that decided a claim in an older one."""
    decided = {(found.paper, found.version) for verdict in verdicts if (found := deciding(verdict))}
    outdated = [
        item
        for item in retrieved
        if item.reference.newest and item.paper and (item.paper.id, item.paper.version) in decided
    ]
    if not outdated:
        return {}
    return retrieve_newer(
        outdated,
        store=workplace.store,
        read=workplace.read,
        offline=workplace.settings.offline,
        endpoints=workplace.endpoints,
        progress=workplace.progress,
    )


def provenance(workplace: Workplace, expected: Collection[str] = ()) -> Provenance:
    """What made a result; a language model and its prompts where they were used, or are expected by name."""
    verifier, language = workplace.verifier, workplace.language
    asked = [info for info in language.planned if info in language.infos or info.name in expected] if language else []
    return Provenance(
        version=__version__,
        models=(
            verifier.encoder.info,
            verifier.entailment.info,
            verifier.head.info,
            *asked,
        ),
        thresholds=verifier.head.thresholds.named(),
        settings_digest=workplace.settings.digest(),
    )


def assemble(  # noqa: PLR0913 - one value from every room
    path: str,
    data: bytes,
    document: Document,
    extraction: Extraction,
    retrieved: Sequence[Retrieved],
    verdicts: Sequence[Verdict],
) -> Audit:
    """All that the rooms found, in one place."""
    papers = {item.paper.id: item.paper for item in retrieved if item.paper}
    claims = tuple(AuditedClaim.of(c, v) for c, v in zip(extraction.claims, verdicts, strict=True))
    references = tuple(item.reference for item in retrieved)
    count = Counter(claim.verdict.value for claim in claims)
    unread = [r for r in references if (r.in_list or r.cited) and r.status is not ReferenceStatus.READ]
    printed: dict[str, int] = {}
    for stated in extraction.counts:
        printed.setdefault(stated.what, stated.value)
    return Audit(
        report=ReportInfo(
            path=path,
            sha256=sha256(data).hexdigest(),
            title=extraction.title,
            question=extraction.question,
            format=document.format,
            counts_printed=printed,
        ),
        summary=Summary(
            claims=len(claims),
            verified=count["verified"],
            contradicted=count["contradicted"],
            unverified=count["unverified"],
            unchecked=count["unchecked"],
            review=sum(claim.review for claim in claims),
            skipped=len(extraction.skipped),
            papers=len(papers),
            papers_missing=len(unread),
        ),
        references=references,
        papers=tuple(papers.values()),
        claims=claims,
        skipped=extraction.skipped,
        document=document,
        counts=extraction.counts,
        disagreements=disagreements(extraction.claims),
        table=extraction.table,
    )


def _failed(path: Path, message: str) -> Audit:
    return Audit(
        report=ReportInfo(path=shown(path), sha256="", title=None, question=None, format="", counts_printed={}),
        error=message,
        summary=Summary(
            claims=0,
            verified=0,
            contradicted=0,
            unverified=0,
            unchecked=0,
            review=0,
            skipped=0,
            papers=0,
            papers_missing=0,
        ),
    )
