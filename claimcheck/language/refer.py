"""What "they" and "this method" stand for: asked of a language model, and looked up in the sentences before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply
from claimcheck.words import normalise

_PROMPT = "refer.md"
_LONGEST = 600
_MOST_WORDS = 8
# A word of a name: no number, no bracket, no end of a sentence.
_WORD = r"[^\W\d_][\w'’/&+-]*(?:\.\d+)?(?:(?<=al)\.)?"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,{_MOST_WORDS - 1}}}")
_NO_NAME = re.compile(
    r"(?:it|they|he|she|this|that|these|those|its|their|his|her|our|we|you|i|such|both|here|there|which|who)\b.*"
    r"|(?:(?:the|an?) )?(?:authors?|researchers?|papers?|stud(?:y|ies)|works?|methods?|models?|approach(?:es)?"
    r"|systems?)",
    re.IGNORECASE,
)


class _Answer(Reply):
    stands_for: str


class Referents:
    """Asks a language model which words of the sentences before a claim its first words stand for.

    An answer counts where it stands in one of these sentences word for word, is at most eight words long, holds no
    number, and does not itself stand for something else. What it may do to a verdict is decided where it is used.

    Args:
        model: the language model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, words: str, sentence: str, before: Sequence[str], /) -> str | None:
        """The words that they stand for, as the report has them; None where there are none that can be used.

        Args:
            words: what stands for something else, as in the sentence.
            sentence: the sentence; of it and of each before it, 600 characters are read.
            before: the sentences before it, in order.
        """
        shown = [normalise(text)[:_LONGEST] for text in before]
        earlier = [(f"earlier sentence {n}", text) for n, text in enumerate(shown, 1)]
        data = [*earlier, ("sentence", sentence[:_LONGEST]), ("words", words)]
        answer = self._model.ask(_PROMPT, data, _Answer)
        if answer is None or not answer.stands_for.strip():
            return None
        wanted = normalise(answer.stands_for).strip("\"',;: ")
        wanted = wanted if wanted.endswith(" al.") else wanted.rstrip(".")
        found = next((name for text in reversed(shown) if (name := _whole(wanted, text))), None)
        if found is None or not _NAME.fullmatch(found) or _NO_NAME.fullmatch(found):
            self._model.disown("names what no sentence before the claim names")
            return None
        return found


def _whole(wanted: str, text: str) -> str | None:
    """The words as they stand in a text, case apart."""
    found = re.search(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])", text, re.IGNORECASE) if wanted else None
    return found[0] if found else None
