"""The planner: a language model names other words for what a question asks about, to search for them, too."""

from __future__ import annotations

import re
from typing import Literal

from claimcheck.identifiers import find_arxiv_ids, find_dois
from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply
from claimcheck.model import ModelInfo, Term
from claimcheck.words import normalise, words

_PROMPT = "plan.md"
_LONGEST_QUESTION, _LONGEST_TERM, _MOST_WORDS = 1_000, 60, 5
_MOST_TERMS, _MOST_READ = 24, 100
# Words, hyphens, and points inside as in "GPT-3.5": all that databases read as a sign of theirs is none of these.
_PLAIN = re.compile(r"[^\W_]+(?:[.'’ -][^\W_]+)*")
_OPERATORS = frozenset({"AND", "OR", "NOT", "ANDNOT", "NEAR", "ADJ", "SAME", "TO", "WITHIN"})


class _Term(Reply):
    of: str
    form: Literal["synonym", "narrower", "wider"]
    text: str


class _Answer(Reply):
    terms: tuple[_Term, ...]


class Planner:
    """Asks a language model for synonyms, narrower and wider words.

    What it names is short, of plain words, and names no paper; anything else is left out. Whether a paper that is found
    by it has to do with the question is decided where papers are screened.

    Args:
        model: the language model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, question: str, /) -> tuple[Term, ...]:
        """The terms, the best first, at most 24; none where the model says nothing that can be used.

        Args:
            question: what is asked, of which 1,000 characters are read.
        """
        asked = question[:_LONGEST_QUESTION]
        answer = self._model.ask(_PROMPT, [("question", asked)], _Answer)
        if answer is None:
            return ()
        terms = [term for told in answer.terms[:_MOST_READ] if (term := _term(told, asked))]
        if not terms:
            self._model.disown("names nothing that can be searched for")
        return tuple(terms[:_MOST_TERMS])

    @property
    def infos(self) -> tuple[ModelInfo, ...]:
        """The model, and the prompt that it is asked by."""
        return self._model.infos_of(_PROMPT)


def _term(told: _Term, question: str) -> Term | None:
    text, of = normalise(told.text[: 2 * _LONGEST_TERM]), words(told.of[:_LONGEST_QUESTION])
    if not set(of) <= set(words(question)) or len(text) > _LONGEST_TERM or not _PLAIN.fullmatch(text):
        return None
    parts = text.split()
    if len(parts) > _MOST_WORDS or _OPERATORS & set(parts) or not any(letter.isalpha() for letter in text):
        return None
    if find_arxiv_ids(text) or find_dois(text):
        return None
    return Term(text=text, form=told.form, of=" ".join(of))
