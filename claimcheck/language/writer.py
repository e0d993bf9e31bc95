"""The writer: a language model words an answer from statements that were checked, and says what each sentence rests on.

What it writes is a proposal. Here it is held to its form and to the words of its statements; whether a sentence may be
printed is decided where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimcheck.identifiers import find_arxiv_ids, find_dois, find_malformed_arxiv_ids
from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply
from claimcheck.words import collapse, normalise, orders, words

_MOST_STATEMENTS, _LONGEST_STATEMENT = 40, 1_000
_MOST_SENTENCES, _FEWEST_WORDS, _MOST_WORDS, _LONGEST = 8, 4, 60, 400
_LONGEST_SHOWN = 200
# Models like to cite; what a sentence cites is known already.
_MARK = re.compile(r"\s*\[\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\s*\]")
_NO_PROSE = re.compile(r"[\[\]{}|\\`]|https?:|www\.|[.!?]\s+[A-Z]|[?:]\.$|(?:^|\s)['’]s\b")
# What no reader sees, or takes for another letter, no verifier weighs: any other sign must stand in the statements.
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:()'/%-]*")
_ADDRESS = re.compile(r"\w\.[A-Za-z]{2,}")
_NUMBER = re.compile(r"(?:(?<!\w)[-+])?\d+(?:[.,]\d+)*")
_PRINTED = re.compile(r"[^\W_]+")
_COUNTED = """two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand
million billion dozen half halved third quarter twice double doubled doubles triple tripled threefold twofold"""
_NUMBER_WORDS = frozenset(_COUNTED.split())
_ORDER = re.compile(
    r"\A(?:please|ignore|disregard|forget|obey|follow|write|answer|reply|respond|say|repeat|output|print|remember|trust"
    r"|believe|cite|note|accept|do not|don't|never)\b"
)
# Who speaks, and of what: of itself, of its task, to the reader.
_META = re.compile(
    r"\b(?:i|we|our|us|my|you|yours?|statements?|prompts?|instruct(?:ed|ions?)|ordered|as an ai|language models?"
    r"|the above|groups? \d|papers? \d|this (?:review|report|synthesis|answer|summary))\b"
)
# How sure something is, and how many say so, is counted and never worded.
_SURE = re.compile(
    r"\b(?:prove[ns]?|proof|certain(?:ly|ty)?|conclusive(?:ly)?|definitive(?:ly)?|definitely|undoubted(?:ly)?|undisputed"
    r"|indisputabl[ey]|unanimous(?:ly)?|consensus|settled|undeniabl[ey]|doubt(?:less)?|clear(?:ly)?|overwhelming(?:ly)?"
    r"|established|evidence|literature|research|contested|agree[ds]?"
    r"|(?:all|both|every|each|most|many|several|numerous|few|no|multiple|various)(?: of)?(?: the| these)?(?: [\w-]+)?"
    r" (?:stud(?:y|ies)|papers?|authors?|researchers?|sources?|experiments?|trials?))\b"
)


class Given(NamedTuple):
    """A statement that an answer may rest on.

    Attributes:
        text: what it says, without citation.
        paper: the number of the paper that it is drawn from.
        group: the number of the group of findings that it belongs to, from 1.
        against: whether its paper says otherwise than the group.
        certainty: how sure the group is.
    """

    text: str
    paper: int
    group: int
    against: bool
    certainty: str


class Proposed(NamedTuple):
    """A sentence of the answer, and the places of the statements that it rests on."""

    text: str
    rests_on: tuple[int, ...]


class _Sentence(Reply):
    text: str
    statements: tuple[int, ...]


class _Answer(Reply):
    sentences: tuple[_Sentence, ...]


class Writer:
    """Asks a language model for the answer to a question.

    Args:
        model: the language model.
    """

    PROMPT = "answer.md"

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, question: str, given: Sequence[Given], /) -> tuple[list[Proposed], list[str]]:
        """The sentences that hold to their form and to their statements, and a line on each that does not.

        Args:
            question: what is to be answered.
            given: the statements, the most telling first; 40 are read, and of each 1,000 characters.

        Returns:
            At most eight sentences; none where the model says nothing that can be used.
        """
        sober = [place for place, one in enumerate(given) if not orders(one.text)]
        read = dict(enumerate(sober[:_MOST_STATEMENTS], 1))
        data = [("question", question), *(_shown(number, given[place]) for number, place in read.items())]
        answer = self._model.ask(self.PROMPT, data, _Answer)
        sentences, notes = [], []
        for said in answer.sentences[:_MOST_SENTENCES] if answer else ():
            text = _plain(said.text)
            places = [read.get(number) for number in sorted(set(said.statements))]
            known = tuple(place for place in places if place is not None)
            fault = _misplaced(places) or next(_faults(text, " ".join(given[place].text for place in known)), None)
            if fault:
                notes.append(f"left out of the answer, {fault}: {text[:_LONGEST_SHOWN]}")
            else:
                sentences.append(Proposed(text, known))
        return list({one.text: one for one in reversed(sentences)}.values())[::-1], notes


def _shown(number: int, given: Given) -> tuple[str, str]:
    side = "against" if given.against else "for"
    name = f"statement {number}, paper {given.paper}, {side} group {given.group}, certainty {given.certainty}"
    return name, given.text[:_LONGEST_STATEMENT]


def _plain(text: str) -> str:
    """One line with a full stop at its end, without citations."""
    said = collapse(text.encode("utf-8", "replace").decode())[: 2 * _LONGEST]
    said = _MARK.sub("", said).rstrip(" .!")
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _misplaced(places: Sequence[int | None]) -> str | None:
    """What is wrong with what a sentence says that it rests on."""
    if not places:
        return "it rests on no statement"
    return "it rests on a statement that there is none of" if None in places else None


def _faults(text: str, source: str) -> Iterator[str]:
    """What is wrong with a sentence that rests on a source, the worst first."""
    if len(text) > _LONGEST or not _FEWEST_WORDS <= len(words(text)) <= _MOST_WORDS:
        yield "it is too long or too short"
        return
    said, known = normalise(text).lower(), normalise(source).lower()
    if _NO_PROSE.search(text) or find_arxiv_ids(text) or find_dois(text) or find_malformed_arxiv_ids(text):
        yield "it is not one plain sentence"
    if lacking := _lacking(text, source):
        yield f"its statements do not have “{lacking}”"
    if _strange(normalise(text), normalise(source)):
        yield "it has signs that its statements do not have"
    if _beyond(_ORDER, said, known) or _beyond(_META, said, known):
        yield "it is no answer but an order, or speaks of itself"
    if sure := _beyond(_SURE, said, known):
        yield f"“{sure}” is not for it to say"


def _beyond(words_of_a_kind: re.Pattern[str], said: str, known: str) -> str | None:
    """The first words of a kind that the sentence has and its statements have not."""
    found = (match[0] for match in words_of_a_kind.finditer(said))
    return next((one for one in found if not re.search(rf"\b{re.escape(one)}\b", known)), None)


def _strange(said: str, known: str) -> bool:
    """Whether a text has a sign that is not plain, or an address, that its source does not have."""
    odd = {sign for sign in said if not _PLAIN.fullmatch(sign)} | set(_ADDRESS.findall(said))
    return any(sign not in known for sign in odd)


def _lacking(text: str, source: str) -> str | None:
    """The first number or name in a text that its source does not have; a capital at the head is none."""
    text, source = normalise(text), normalise(source)
    numbers = set(_NUMBER.findall(source))
    known = set(_PRINTED.findall(source.lower()))
    for match in _NUMBER.finditer(text):
        if match[0] not in numbers:
            return match[0]
    for match in _PRINTED.finditer(text):
        word = match[0]
        named = any(letter.isupper() for letter in word[0 if match.start() else 1 :])
        if (named or word.lower() in _NUMBER_WORDS) and word.lower() not in known:
            return word
    return None
