"""Sentences that the rules passed over: a language model is asked which of them state a finding about a source."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply, places

_PROMPT = "claims.md"
_LONGEST = 600


class _Finding(Reply):
    sentence: int
    finding: str


class _Answer(Reply):
    findings: tuple[_Finding, ...]


class Claims:
    """Asks a language model which of some sentences are claims.

    A sentence counts where the model quotes words of it that state the finding. It can only be added to the claims,
    and then passes through the same verifier as all others.

    Args:
        model: the language model.
    """

    AT_ONCE = 12

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, sentences: Sequence[str], /) -> tuple[int, ...]:
        """The places, from 0, of the sentences that are claims; none where the model says nothing that can be used.

        Args:
            sentences: at most 12 (`AT_ONCE`), in the order of the report; of each, 600 characters are read.
        """
        shown = [sentence[:_LONGEST] for sentence in sentences]
        answer = self._model.ask(_PROMPT, [(f"sentence {n}", text) for n, text in enumerate(shown, 1)], _Answer)
        found: set[int] = set()
        for finding in answer.findings if answer else ():
            place = finding.sentence - 1
            if 0 <= place < len(shown) and places(finding.finding, [shown[place]]):
                found.add(place)
            else:
                self._model.disown("finds a claim in words that the sentence does not say")
        return tuple(sorted(found))
