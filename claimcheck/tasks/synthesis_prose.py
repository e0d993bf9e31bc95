"""The answer in the words of a language model, as far as it comes through the gate; else as it was drawn.

A sentence of the model is printed only where the audit of the whole report verifies it from the papers that it cites,
and where the drawn sentences that it rests on bear it out by themselves, those of each paper alone: what else a paper
says, orders to its readers too, is no help then. Who says otherwise, and how sure the answer is, are never worded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from claimcheck.extract import named
from claimcheck.language import Drawer, Given, LanguageModel, Planner, Proposed, Writer
from claimcheck.model import Audit, Block, BlockKind, Claim, Document, Piece, Retrieved, VerdictName
from claimcheck.model.synthesis import Prose, Protocol, Statement, Synthesis, WordedSentence
from claimcheck.tasks.synthesis_draft import Draft
from claimcheck.tasks.synthesis_gate import Write, audited, checked_in, claims_in, errors_of, looked_for_once
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Verifier
from claimcheck.words import words

_STANDS = "the answer stands as it was drawn: the language model wrote none, or not enough of it passed"
_ROUNDS = 4


class Worded(NamedTuple):
    """The report, its answer in prose where enough of that passed, and a line on whatever did not."""

    synthesis: Synthesis
    notes: tuple[str, ...]


def in_prose(synthesis: Synthesis, errors: Sequence[str], draft: Draft, write: Write, workplace: Workplace) -> Worded:
    """The report with its answer worded by the language model; the very same report where that does not pass.

    Args:
        synthesis: the report as it passed the gate.
        errors: what its audit has against it all the same.
        draft: what it was made of.
        write: makes the Markdown of a report.
        workplace: with the language model, where the user names one.
    """
    language = workplace.language
    if language is None:
        return Worded(synthesis, ())
    workplace.progress("wording the answer")
    sentences, notes = _written(synthesis, draft, language)
    find = looked_for_once()
    for _ in range(_ROUNDS):
        if not sentences or _one_sided(synthesis, sentences):
            break
        candidate = _with(synthesis, sentences, len(notes), language)
        hearing = _Hearing(candidate, *audited(write(candidate), workplace, find), draft, workplace.verifier)
        passed = [sentence for sentence in sentences if hearing.passes(sentence)]
        if passed == sentences and hearing.as_before(synthesis, errors):
            return Worded(candidate, tuple(notes))
        if passed == sentences:
            break
        lost = (sentence.text for sentence in sentences if sentence not in passed)
        notes += [f"left out of the answer, the audit does not verify it: {text}" for text in lost]
        sentences = passed
    return Worded(synthesis, (*notes, _STANDS))


def _written(synthesis: Synthesis, draft: Draft, language: LanguageModel) -> tuple[list[WordedSentence], list[str]]:
    """What the model makes of the statements that answer the question, with citations, and what is wrong with it."""
    answers = [(place, synthesis.strands[place]) for place in synthesis.answer]
    statements = [statement for _, strand in answers for statement in strand.statements]
    given = [
        Given(_drawn(draft, one), one.source, place + 1, one.role == "against", strand.certainty)
        for place, strand in answers
        for one in strand.statements
    ]
    proposed, notes = Writer(language)(synthesis.question, given)
    return [_cited(one, [statements[place] for place in one.rests_on]) for one in proposed], notes


def _drawn(draft: Draft, statement: Statement) -> str:
    line = draft.lines[statement.line]
    return named(line.quotation if statement.quoted else line.words)


def _cited(proposed: Proposed, statements: Sequence[Statement]) -> WordedSentence:
    sources = sorted({statement.source for statement in statements})
    marks = ", ".join(f"[{number}]" for number in sources)
    return WordedSentence(
        text=f"{proposed.text.removesuffix('.')} {marks}.",
        lines=tuple(statement.line for statement in statements),
        sources=tuple(sources),
    )


def _one_sided(synthesis: Synthesis, sentences: Sequence[WordedSentence]) -> bool:
    """Whether the sentences pass over what is said against one of the strands that answer."""
    told = {line for one in sentences for line in one.lines}
    strands = (synthesis.strands[place] for place in synthesis.answer)
    against = ({s.line for s in strand.statements if s.role == "against"} for strand in strands)
    return any(lines and not lines & told for lines in against)


def _with(
    synthesis: Synthesis, sentences: Sequence[WordedSentence], dropped: int, language: LanguageModel
) -> Synthesis:
    """The report with these sentences for an answer, and with all that the language model had a part in."""
    model, *prompts = language.infos
    (prompt,) = (info for info in prompts if info.name.startswith(f"prompts/{Writer.PROMPT}"))
    settings = synthesis.protocol.settings
    # What was planned and drawn is told by itself, where it came to anything.
    before = {*Planner(language).infos[1:], *Drawer(language).infos[1:]}
    used = (("Model", f"{info.name} ({info.digest[:12]})") for info in language.infos if info not in before)
    protocol = Protocol(**dict(synthesis.protocol) | {"settings": tuple(dict.fromkeys((*settings, *used)))})
    prose = Prose(
        sentences=tuple(sentences),
        model=model.name,
        prompt=f"{prompt.name.removeprefix('prompts/')}, digest {prompt.digest[:12]}",
        dropped=dropped,
    )
    return Synthesis(**dict(synthesis) | {"prose": prose, "protocol": protocol})


# ── what passes ──────────────────────────────────────────────────────────────────────────────────────────────────────


class _Hearing(NamedTuple):
    """A report with an answer in prose, its audit, and what is needed to hear each sentence."""

    synthesis: Synthesis
    audit: Audit
    retrieved: Sequence[Retrieved]
    draft: Draft
    verifier: Verifier

    def passes(self, sentence: WordedSentence) -> bool:
        """Whether the audit verifies a sentence, finds nothing at all with it, and its statements bear it out."""
        listed = [item for item in self.retrieved if item.reference.in_list]
        if len(listed) != len(self.synthesis.sources):
            return False
        cited = {number: listed[number - 1] for number in sentence.sources}
        keys = {item.reference.key for item in cited.values()}
        claims = claims_in(self.audit.claims, sentence.text)
        faulty = {finding.claim_id for finding in self.audit.findings}
        faulty |= {claim for found in self.audit.disagreements for claim in (found.first, found.second)}
        sound = all(claim.id not in faulty and set(claim.cites) == keys for claim in claims)
        return sound and checked_in(self.audit, sentence.text).verified and self._borne_out(sentence, claims, cited)

    def _borne_out(self, sentence: WordedSentence, claims: Sequence[Claim], cited: Mapping[int, Retrieved]) -> bool:
        """Whether the drawn sentences of each cited paper carry a part by themselves, and none speaks against one."""
        if self._is_drawn(sentence):
            return True
        parts = [part for claim in claims for part in claim.clauses or (claim,)]
        carried: set[int] = set()
        for number, item in cited.items():
            paper = self.synthesis.sources[number - 1].paper
            lines = (self.draft.lines[i] for i in sentence.lines)
            drawn = _document([line.quotation for line in lines if line.paper == paper])
            alone = [part.model_copy(update={"cites": (item.reference.key,)}) for part in parts]
            found = self.verifier.verify(alone, [item.model_copy(update={"document": drawn})])
            bearing = {place for place, verdict in enumerate(found) if verdict.verdict is VerdictName.VERIFIED}
            if not bearing or any(verdict.verdict is VerdictName.CONTRADICTED for verdict in found):
                return False
            carried |= bearing
        return carried == set(range(len(parts)))

    def _is_drawn(self, sentence: WordedSentence) -> bool:
        """Whether it is, word for word, the one drawn sentence that it rests on, which has passed already."""
        drawn = {s.line: s.text for strand in self.synthesis.strands for s in strand.statements if s.verified}
        return len(sentence.lines) == 1 and words(drawn.get(sentence.lines[0], "")) == words(sentence.text)

    def as_before(self, synthesis: Synthesis, errors: Sequence[str]) -> bool:
        """Whether the rest of the report is checked as it was, and the audit has nothing more against it."""
        checked = (checked_in(self.audit, s.text) == (s.verified, s.confidence) for s in synthesis.statements)
        return all(checked) and set(errors_of(self.audit)) <= set(errors)


def _document(sentences: Sequence[str]) -> Document:
    """Sentences as a paper of their own, a paragraph each."""
    blocks, start = [], 0
    for text in sentences:
        piece = Piece(plain=0, source=start, length=len(text))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=text, pieces=(piece,), sentences=((0, len(text)),)))
        start += len(text) + 2
    return Document(format="text", text="\n\n".join(sentences), blocks=tuple(blocks))
