"""The `html` format: a whole audit as one page that stands alone, loads nothing and runs nothing but its own filter.

All of it is readable without scripts. The content policy allows one style sheet and one script, by their digests, and
nothing else; text from reports, papers and servers is escaped by the template and never part of either.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from claimcheck.identifiers import parse_arxiv_id
from claimcheck.model import ReferenceStatus
from claimcheck.render import wording
from claimcheck.render.clean import clean
from claimcheck.render.page.cards import FindingView, Group, Maker, by_rule
from claimcheck.render.page.marks import shortened
from claimcheck.render.page.picture import Picture, draw
from claimcheck.render.page.report_text import ReportText, report_text
from claimcheck.render.page.standing import STANDINGS, standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claimcheck.model import Audit, AuditFile, Reference, Skipped

_MOST_SKIPPED = 2_000


@dataclass(frozen=True)
class ReferenceView:
    """One entry of the list of sources: what became of it, which claims cite it, and where it can be looked up."""

    key: str
    title: str
    status: str
    read: bool
    detail: str
    link: str | None
    claims: tuple[tuple[str, str], ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class View:
    """One audit, ready for the template."""

    prefix: str
    title: str
    path: str
    question: str
    error: str | None
    summary: str
    counts: tuple[tuple[str, str, str, int], ...]
    picture: Picture
    groups: tuple[Group, ...]
    claims: int
    text: ReportText
    findings: tuple[FindingView, ...]
    references: tuple[ReferenceView, ...]
    skipped: tuple[tuple[str, tuple[str, ...]], ...]
    skipped_left: int
    sha256: str


def render_html(file: AuditFile) -> str:
    """The page, with a section for each audit; the same audits give the same bytes."""
    style, script = _asset("page.css"), _asset("page.js")
    numbers = _numbers(file)
    views = [
        _view(audit, f"r{place}", file.claimcheck.thresholds, numbers) for place, audit in enumerate(file.audits, 1)
    ]
    every = [claim for audit in file.audits for claim in audit.claims]
    standings = Counter(standing(claim) for claim in every)
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page: str = _template().render(
        policy=policy,
        style=style,
        script=script,
        views=views,
        claims=len(every),
        standings=[(one, standings[one.name]) for one in STANDINGS if standings[one.name]],
        papers=[(number, clean(key)) for key, number in numbers.items()],
        rules=by_rule([f for audit in file.audits for f in audit.findings if f.claim_id]),
        labels={one.name: one.label for one in STANDINGS},
        made_by=file.claimcheck,
        thresholds=[(clean(name).replace("_", " "), f"{at:.2f}") for name, at in file.claimcheck.thresholds.items()],
    )
    return page


def _asset(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _template() -> Any:
    import jinja2  # noqa: PLC0415 - only this format needs it
    from markupsafe import Markup  # noqa: PLC0415 - as above

    environment = jinja2.Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    # Our own style sheet and script are the only text that goes into the page as it is.
    environment.filters["asset"] = Markup
    return environment.from_string(_asset("page.html"))


def _numbers(file: AuditFile) -> dict[str, str]:
    """A short name for each cited paper, for the filter: keys are printed in reports and can be anything."""
    keys = dict.fromkeys(key for audit in file.audits for claim in audit.claims for key in claim.cites)
    return {key: f"p{place}" for place, key in enumerate(keys, 1)}


def _view(audit: Audit, prefix: str, thresholds: Mapping[str, float], numbers: Mapping[str, str]) -> View:
    maker = Maker(audit, prefix, thresholds, numbers)
    groups = maker.groups(audit.claims)
    cards = {card.number: card for group in groups for card in group.cards}
    counts = Counter(standing(claim) for claim in audit.claims)
    skipped = audit.skipped[:_MOST_SKIPPED]
    general = [f for f in audit.findings if not f.claim_id and not f.reference_key]
    return View(
        prefix=prefix,
        title=clean(audit.report.title or audit.report.path),
        path=clean(audit.report.path),
        question=shortened(audit.report.question or ""),
        error=None if audit.error is None else clean(audit.error),
        summary=wording.summary(audit),
        counts=tuple((one.name, one.sign, one.label, counts[one.name]) for one in STANDINGS),
        picture=draw(audit, thresholds),
        groups=groups,
        claims=len(audit.claims),
        text=report_text(audit, {claim.id: cards[str(claim.number)] for claim in audit.claims}),
        findings=tuple(maker.finding(finding) for finding in general),
        references=tuple(_reference(reference, audit, maker) for reference in audit.references),
        skipped=_skipped(skipped),
        skipped_left=len(audit.skipped) - len(skipped),
        sha256=audit.report.sha256,
    )


def _reference(reference: Reference, audit: Audit, maker: Maker) -> ReferenceView:
    citing = [claim for claim in audit.claims if reference.key in claim.cites and claim.cited_by != "list"]
    return ReferenceView(
        key=clean(reference.key),
        title=shortened(reference.title or reference.raw),
        status=wording.status(reference.status),
        read=reference.status is ReferenceStatus.READ,
        detail=clean(reference.detail or ""),
        link=_address(reference),
        claims=tuple((maker.id(str(claim.number)), str(claim.number)) for claim in citing),
        findings=tuple(maker.finding(f) for f in audit.findings if f.reference_key == reference.key and not f.claim_id),
    )


def _address(reference: Reference) -> str | None:
    """Where a reference can be looked up: arXiv, of which the identifier alone makes a safe address."""
    known = parse_arxiv_id(reference.arxiv_id) if reference.arxiv_id else None
    return f"https://arxiv.org/abs/{known}" if known else None


def _skipped(skipped: tuple[Skipped, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    ordered = sorted(skipped, key=lambda one: one.reason)
    return tuple(
        (reason.replace("_", " "), tuple(shortened(one.text) for one in group))
        for reason, group in groupby(ordered, key=lambda one: one.reason)
    )
