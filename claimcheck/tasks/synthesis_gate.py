"""One gate for writer and auditor: a sentence that the report's own audit does not verify is not printed.

The report is audited as anybody would audit it: its Markdown, from its own reference list. A sentence that does not
pass is put as the paper's own words in quotation marks; where that does not pass either, it goes. Then the rest is
audited anew, for its numbers have changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from claimcheck.model import Audit, Claim, Extraction, Reference, Retrieved, VerdictName
from claimcheck.model.synthesis import Synthesis
from claimcheck.tasks.audit import Find, audit_document, retrieve_papers
from claimcheck.tasks.synthesis_compose import Checked, Form, compose
from claimcheck.tasks.synthesis_draft import Draft
from claimcheck.tasks.workplace import Workplace
from claimcheck.words import normalise

NAME = Path("synthesis.md")
# After so many rounds what does not pass is not reworded any more; after so many, no report is given out.
_ROUNDS, _MOST_ROUNDS = 3, 10
_FEWEST_LETTERS = 12
Write = Callable[[Synthesis], str]
AnyClaim = TypeVar("AnyClaim", bound=Claim)


class Passed(NamedTuple):
    """What came through the gate.

    Attributes:
        synthesis: the report; None where no sentence passed, or the rest of it never came to a rest.
        dropped: the sentences that did not, as they would have been printed.
        errors: what its audit has against it that no sentence is to blame for, a line each.
    """

    synthesis: Synthesis | None
    dropped: tuple[str, ...]
    errors: tuple[str, ...]


def through_the_gate(draft: Draft, write: Write, workplace: Workplace) -> Passed:
    """Audits the report and drops or rewords what does not pass, until all of it does."""
    forms: dict[int, Form] = dict.fromkeys(range(len(draft.lines)), "told")
    forms |= {i: "quoted" for i, line in enumerate(draft.lines) if line.role == "against"}
    checked: dict[int, Checked] = {}
    dropped: dict[int, str] = {}
    find = looked_for_once()
    for turn in range(_MOST_ROUNDS):
        synthesis = compose(draft, forms, checked)
        if synthesis is None:
            break
        audit, _ = audited(write(synthesis), workplace, find)
        bad = _bad_sources(synthesis, audit)
        seen = {statement.line: checked_in(audit, statement.text) for statement in synthesis.statements}
        failing = [s for s in synthesis.statements if not seen[s.line].verified or s.source in bad]
        errors = errors_of(audit)
        if not failing and (seen == checked or turn == _MOST_ROUNDS - 1):
            return Passed(synthesis, tuple(dropped.values()), errors)
        for statement in failing:
            i = statement.line
            if forms[i] == "told" and turn < _ROUNDS and draft.lines[i].quotable and statement.source not in bad:
                forms[i] = "quoted"
            else:
                dropped[i] = statement.text
                del forms[i], seen[i]
        checked = {i: found for i, found in seen.items() if found.verified}
    return Passed(None, tuple(dropped.values()), ())


def looked_for_once() -> Find:
    """Finds the papers of the report's list by looking for each entry once, in however many rounds it stands.

    Where one cannot be had, as the network is gone, each round would else wait for it again.
    """
    found: dict[str, Retrieved] = {}

    def find(_path: Path, extraction: Extraction, workplace: Workplace) -> list[Retrieved]:
        unknown = tuple(reference for reference in extraction.references if reference.raw not in found)
        if unknown:
            looked_for = retrieve_papers(extraction.model_copy(update={"references": unknown}), workplace)
            found.update((item.reference.raw, item) for item in looked_for)
        return [_in_place(found[reference.raw], reference) for reference in extraction.references]

    return find


def _in_place(item: Retrieved, listed: Reference) -> Retrieved:
    """What was found for an entry, where that stands now."""
    place = {
        "key": listed.key,
        "location": listed.location,
        "cited": listed.cited,
        "in_list": listed.in_list,
        "listed_again": listed.listed_again,
    }
    return item.model_copy(update={"reference": item.reference.model_copy(update=place)})


def audited(text: str, workplace: Workplace, find: Find) -> tuple[Audit, list[Retrieved]]:
    """The audit of a report's Markdown, and what was retrieved for it."""
    data = text.encode("utf-8", "replace")
    # Its sentences were written to be claims: nobody need be asked which of them are.
    return audit_document(NAME, data, workplace.read(data, NAME.name), workplace, find, by_rules=True)


def errors_of(audit: Audit) -> tuple[str, ...]:
    """The findings of level error, a line each."""
    return tuple(f"{f.rule}: {f.message}" for f in audit.findings if f.level == "error")


def claims_in(claims: Sequence[AnyClaim], text: str) -> list[AnyClaim]:
    """The claims of a report that are a sentence of it, a part of it or more than it."""
    letters = _letters(text)
    return [claim for claim in claims if _same(_letters(claim.text), letters)]


def checked_in(audit: Audit, text: str) -> Checked:
    """What the audit made of a sentence: of the claim that has its words, or of those that it was parted into."""
    letters = _letters(text)
    found = claims_in(audit.claims, text)
    faulty = {finding.claim_id for finding in audit.findings if finding.level == "error"}
    row = next((claim for claim in found if _letters(claim.text) == letters), None)
    passes = row is not None and all(c.verdict is VerdictName.VERIFIED and c.id not in faulty for c in found)
    return Checked(passes, row.confidence if row else None)


def _bad_sources(synthesis: Synthesis, audit: Audit) -> set[int]:
    """The numbers of the sources that the audit finds an error with: withdrawn ones, say."""
    faulty = {finding.reference_key for finding in audit.findings if finding.level == "error" and finding.reference_key}
    listed = [reference.key for reference in audit.references if reference.in_list]
    if len(listed) != len(synthesis.sources):
        return set()
    return {source.number for source, key in zip(synthesis.sources, listed, strict=True) if key in faulty}


def _same(claim: str, sentence: str) -> bool:
    """Whether a claim of the audit is the sentence, a part of it or more than it."""
    return len(claim) >= _FEWEST_LETTERS and (claim in sentence or sentence in claim)


def _letters(text: str) -> str:
    return "".join(letter for letter in normalise(text).lower() if letter.isalnum())
