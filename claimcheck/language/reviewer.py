"""The readers of the panel: a language model reads a report with one brief at a time, and shows what it says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from claimcheck.errors import InputError
from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply, Words, places
from claimcheck.model.review import MOST_FAULTS, Answer, Fault, Reading
from claimcheck.words import collapse, normalise

# Who had the question; who doubts; who holds the opposite; who is new to the field; who would do it again.
READERS = ("asker", "sceptic", "opponent", "newcomer", "methodologist")
_QUESTION = re.compile(r"^(\d{1,2})\. ([^?]{3,300}\?)", re.MULTILINE)
_FEWEST_QUESTIONS, _MOST_QUESTIONS = 3, 10
# Whoever quotes more shows nothing in particular.
_MOST_WORDS = 60


class _Answer(Reply):
    number: int
    yes: bool
    quotation: str


class _Fault(Reply):
    severity: Literal["serious", "slight"]
    quotation: str
    why: Words


class _Reply(Reply):
    answers: tuple[_Answer, ...]
    faults: tuple[_Fault, ...]


class Reviewer:
    """One reader, with the questions that its prompt's file numbers.

    A yes counts with a quotation that stands in what was read and is none that another yes has: one sentence that is
    made to please (or to give orders) shows one thing at most. A fault counts with a quotation that stands there. What
    a reading comes to is decided where it is used.

    Args:
        name: of the reader; `review-NAME.md` is its prompt.
        model: the language model.

    Raises:
        InputError: the user's own prompt does not number 3 to 10 questions, 1, 2, 3, …, each on a new line.
    """

    def __init__(self, name: str, model: LanguageModel) -> None:
        self.name = name
        self._model = model
        self._prompt = f"review-{name}.md"
        found = _QUESTION.findall(model.wording(self._prompt))
        self.questions = tuple(collapse(question) for _, question in found)
        in_order = [int(number) for number, _ in found] == list(range(1, len(found) + 1))
        if not in_order or not _FEWEST_QUESTIONS <= len(found) <= _MOST_QUESTIONS:
            raise InputError(
                f"prompt {self._prompt}: number its questions, each on a new line (“1. Does it …?”),"
                f" {_FEWEST_QUESTIONS} to {_MOST_QUESTIONS} of them"
            )

    def __call__(self, about: Sequence[tuple[str, str]], parts: Sequence[tuple[str, str]], /) -> Reading:
        """What the reader finds.

        Args:
            about: name and text of what goes with every part: the report's title and question.
            parts: name and text of each part of the report; each is put before the model by itself.
        """
        shown: dict[int, str] = {}
        faults: list[Fault] = []
        heard = dropped = 0
        for part in parts:
            reply = self._model.ask(self._prompt, [*about, part], _Reply)
            if reply is None:
                continue
            heard += 1
            dropped += self._answered(reply, part[1], shown)
            named, lost = self._named(reply, part[1], faults)
            faults += named
            dropped += lost
        answers = (Answer(question=q, quotation=shown.get(number)) for number, q in enumerate(self.questions, 1))
        return Reading(
            reader=self.name,
            answers=tuple(answers),
            faults=tuple(faults),
            given=len(parts),
            parts=heard,
            dropped=dropped,
        )

    def _answered(self, reply: _Reply, text: str, shown: dict[int, str]) -> int:
        """Takes in the yes that a part of the report shows; how many were said and not shown."""
        lost = 0
        for answer in reply.answers[: 2 * _MOST_QUESTIONS]:
            if not answer.yes or not 0 < answer.number <= len(self.questions) or answer.number in shown:
                continue
            if self._stands(answer.quotation, text) and not any(_same(answer.quotation, q) for q in shown.values()):
                shown[answer.number] = collapse(answer.quotation)
            else:
                lost += 1
        return lost

    def _named(self, reply: _Reply, text: str, known: Sequence[Fault]) -> tuple[list[Fault], int]:
        """The faults that a part of the report shows, each once; how many were named and not shown."""
        named: list[Fault] = []
        lost = 0
        for fault in reply.faults[: 2 * MOST_FAULTS]:
            if not self._stands(fault.quotation, text):
                lost += 1
            elif len(named) < MOST_FAULTS and not any(_same(fault.quotation, f.quotation) for f in (*known, *named)):
                named.append(Fault(severity=fault.severity, quotation=collapse(fault.quotation), why=fault.why))
        return named, lost

    def _stands(self, quotation: str, text: str) -> bool:
        short = len(quotation.split()) <= _MOST_WORDS
        if short and places(quotation, [text]):
            return True
        self._model.disown("quotes what the report does not say" if short else f"quotes more than {_MOST_WORDS} words")
        return False


def _same(one: str, other: str) -> bool:
    """Whether one quotation is the other, or part of it."""
    first, second = (f" {normalise(text).lower()} " for text in (one, other))
    return first in second or second in first
