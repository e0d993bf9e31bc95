"""The catalogue of rules, in the order of the contract, and the run of an audit through it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from claimcheck.judge import claims, references, report
from claimcheck.model import Finding, FindingLocation, Location
from claimcheck.words import collapse

if TYPE_CHECKING:
    from claimcheck.judge.breach import Breach, Check
    from claimcheck.model import Audit, Level


@dataclass(frozen=True)
class Rule:
    """One rule: `title` says in a line what is wrong, `help` what to do about it.

    `check` finds its breaches in an audit; it is None for the rules that an audit alone cannot break: CC404 is broken
    by `table --check`, CC501 and CC502 by the policy.
    """

    id: str
    level: Level
    title: str
    help: str
    check: Check | None


_CATALOGUE = (
    Rule(
        "CC101",
        "error",
        "no support for the claim found in the papers it cites",
        "Look for the statement in the cited paper. Cite the paper that makes it, reword the claim, or drop it.",
        claims.no_support,
    ),
    Rule(
        "CC102",
        "error",
        "a cited paper contradicts the claim",
        "Read the quoted passage in its place, then correct the claim to what the paper says.",
        claims.contradicted,
    ),
    Rule(
        "CC103",
        "error",
        "a quantity in the claim differs from the source's",
        "Take the number, unit and what it counts from the quoted passage, or cite the place that has yours.",
        claims.quantity_differs,
    ),
    Rule(
        "CC104",
        "warning",
        "the verdict lies in the review band: a person should look",
        "Read the nearest passage and decide. Wording closer to the source's moves the claim out of the band.",
        claims.review,
    ),
    Rule(
        "CC105",
        "warning",
        "the claim could not be checked",
        "Give the missing paper with --papers, or run without --offline. The finding of the reference has the details.",
        claims.unchecked,
    ),
    Rule(
        "CC106",
        "note",
        "the claim is cut off in the report",
        "Print the claim whole. The verdict is on the printed words alone.",
        claims.truncated,
    ),
    Rule(
        "CC107",
        "warning",
        "the printed verdict or confidence differs from the recomputed one",
        "Regenerate the table with `claimcheck table --write`, or correct the printed values by hand.",
        claims.printed_differs,
    ),
    Rule(
        "CC108",
        "warning",
        "supported by another paper of the list, not by the cited one",
        "Cite the paper that supports the claim instead of the one that it cites now, or beside it.",
        claims.supported_elsewhere,
    ),
    Rule(
        "CC109",
        "warning",
        "the claim says more than the source: scope or strength added",
        "Say it as the source does: with its hedge, and without “first”, “all” or “proves” where it has none. Where it"
        " has the very words, it tells them of others' work, of a plan, or takes them back.",
        claims.overstated,
    ),
    Rule(
        "CC110",
        "warning",
        "supported in its main part only: a condition, number or comparison of the claim has no support",
        "Give the source of the rest, or part the claim and drop what the source does not say.",
        claims.partly_supported,
    ),
    Rule(
        "CC201",
        "note",
        "a claim about a source that cites none",
        "Name the paper in the claim, its row or its heading: by arXiv id, DOI or a marker of the reference list.",
        claims.cites_nothing,
    ),
    Rule(
        "CC202",
        "error",
        "cited, but not in the reference list",
        "Add the paper to the reference list, or correct the marker.",
        references.unlisted,
    ),
    Rule(
        "CC203",
        "note",
        "listed, but never cited",
        "Cite the paper where it is used, or take it off the list.",
        references.never_cited,
    ),
    Rule(
        "CC204",
        "note",
        "one of several cited papers carries no part of the claim",
        "Take the citation out, or say what that paper contributes.",
        claims.idle_citation,
    ),
    Rule(
        "CC301",
        "error",
        "malformed identifier",
        "Correct the identifier: arXiv ids look like 2305.10601 or hep-th/9901001, with a version like v2 or without.",
        references.malformed,
    ),
    Rule(
        "CC302",
        "warning",
        "the reference could not be resolved or its text not had",
        "Print an arXiv id or DOI with the reference, or give the paper's file with --papers.",
        references.text_not_had,
    ),
    Rule(
        "CC303",
        "error",
        "no such paper exists",
        "Look the paper up by its title: the identifier is invented or mistyped.",
        references.nonexistent,
    ),
    Rule(
        "CC304",
        "error",
        "identifier and title name different papers",
        "Find out which of the two is meant, then correct the other one.",
        references.wrong_paper,
    ),
    Rule(
        "CC305",
        "error",
        "withdrawn or retracted",
        "Take the paper out, or say in the text that it was withdrawn and why it is cited all the same.",
        references.withdrawn,
    ),
    Rule(
        "CC306",
        "note",
        "a newer version exists than the one cited",
        "Look whether the newer version still says what is claimed, then cite it.",
        references.outdated,
    ),
    Rule(
        "CC307",
        "warning",
        "the paper has nothing to do with the report's question",
        "Look at what the paper is about. Take it out, or say in the text what it has to do with the question.",
        references.off_topic,
    ),
    Rule(
        "CC308",
        "note",
        "the same work is listed twice",
        "Merge the two entries, and let all claims cite the one that stays.",
        references.listed_twice,
    ),
    Rule(
        "CC309",
        "warning",
        "the report's own description of a paper differs from the paper",
        "Correct the authors, year, title, venue or code availability to what the paper says.",
        references.misdescribed,
    ),
    Rule(
        "CC401",
        "warning",
        "a count that the report states differs from what it holds",
        "Correct the count, or add what is missing.",
        report.counts_differ,
    ),
    Rule(
        "CC402",
        "warning",
        "the claims table and the prose disagree",
        "Find out which of the two the source bears out, and correct the other one.",
        report.table_against_prose,
    ),
    Rule(
        "CC403",
        "warning",
        "two claims of the report contradict each other",
        "Find out which of the two the source bears out, and correct the other one.",
        report.claims_against_each_other,
    ),
    Rule(
        "CC404",
        "error",
        "the printed claims table is stale",
        "Run `claimcheck table --write` on the report and keep the result.",
        None,
    ),
    Rule(
        "CC501",
        "warning",
        "a waiver that waives nothing, or lacks its rule id or reason",
        "Remove the waiver, or complete it: a rule id, a reason, and the claim or fingerprint that it is about.",
        None,
    ),
    Rule(
        "CC502",
        "note",
        "a baseline entry that no longer occurs",
        "Run again with --update-baseline, which takes such entries out and adds none.",
        None,
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _CATALOGUE}


def judge(audit: Audit) -> tuple[Finding, ...]:
    """Every finding of an audit, in reading order and then in the order of the rules.

    Pure: what a rule needs is in the audit, and findings that are already there are neither used nor kept.
    """
    found: list[tuple[Location, Finding]] = []
    for rule in RULES.values():
        for breach in rule.check(audit) if rule.check else ():
            location = breach.location or _TOP
            found.append((location, _finding(audit, rule, breach)))
    found.sort(key=lambda pair: (pair[0].file or "", pair[0].page or 0, pair[0].line, pair[0].column, pair[1].rule))
    return tuple(finding for _, finding in found)


def stale_table(audit: Audit) -> Finding:
    """The finding CC404 for a report whose printed claims table differs from the recomputed one, or has none."""
    return _finding(audit, RULES["CC404"], report.table_is_stale(audit))


_TOP = Location(line=1, column=1, end_line=1, end_column=1)


def located(audit: Audit, place: Location) -> FindingLocation:
    """A place in a report, or in a file that it includes, as a finding points to it."""
    return FindingLocation(
        file=(PurePosixPath(audit.report.path).parent / place.file).as_posix() if place.file else audit.report.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        page=place.page,
    )


def of_policy(
    rule: str, message: str, location: FindingLocation, identity: tuple[str, ...], claim_id: str | None = None
) -> Finding:
    """A finding of a rule about what was accepted (CC501, CC502), which is found by no check of the audit."""
    return Finding(
        rule=rule,
        level=RULES[rule].level,
        message=collapse(message),
        help=RULES[rule].help,
        location=location,
        claim_id=claim_id,
        fingerprint=fingerprint(rule, *identity),
    )


def _finding(audit: Audit, rule: Rule, breach: Breach) -> Finding:
    return Finding(
        rule=rule.id,
        level=breach.level or rule.level,
        message=collapse(breach.message),
        help=rule.help,
        location=located(audit, breach.location or _TOP),
        claim_id=breach.claim_id,
        reference_key=breach.reference_key,
        fingerprint=fingerprint(rule.id, *breach.identity),
    )


def fingerprint(*parts: str) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts, kept apart by a character that no word contains."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
