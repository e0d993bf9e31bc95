"""A sentence of several statements → its parts: asked of a language model, each in the words of the sentence."""

from __future__ import annotations

from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply
from claimcheck.words import normalise

_PROMPT = "parts.md"
_MOST = 4


class _Part(Reply):
    shared: str
    words: str


class _Answer(Reply):
    parts: tuple[_Part, ...]


class Parts:
    """Asks a language model which statements a sentence consists of.

    They count where all their words stand in the sentence, case apart nothing changed. Whether they are the whole of
    it, and what they may do to a verdict, is decided where they are used.

    Args:
        model: the language model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, sentence: str, /) -> tuple[tuple[str, str], ...]:
        """For each part the words that it shares with those before it (empty for none) and its own, in order.

        Empty where the sentence states one thing, or where the model says nothing that can be used.
        """
        answer = self._model.ask(_PROMPT, [("sentence to part", sentence)], _Answer)
        parts = answer.parts if answer else ()
        if not 1 < len(parts) <= _MOST:
            return ()
        said = normalise(sentence)
        if not all(normalise(words) in said for part in parts for words in (part.shared, part.words)):
            self._model.disown("parts a sentence in words that it does not say")
            return ()
        return tuple((part.shared.strip(), part.words.strip(" ,;.")) for part in parts)
