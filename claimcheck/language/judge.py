"""The judge: a language model reads a claim and the passages found for it, as one more matcher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply, Words, places
from claimcheck.model import Judgement
from claimcheck.words import collapse

_PROMPT = "judge.md"
_LONGEST = 2_000


class _Answer(Reply):
    verdict: Literal["supported", "contradicted", "not_enough"]
    passages: tuple[int, ...]
    quotation: str
    why: Words


class Judge:
    """Asks a language model what passages say of a claim.

    "Supported" and "contradicted" count only with a quotation that stands in one of the passages: without one there is
    no answer. "Not enough" has nothing to quote. What a judgement may do to a verdict is decided where it is used.

    Args:
        model: the language model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, claim: str, passages: Sequence[str], /) -> Judgement | None:
        """What the model says; None where it says nothing that can be used.

        Args:
            claim: a statement that stands alone.
            passages: the verbatim words of passages, best first; of each, 2,000 characters are read.
        """
        shown = [passage[:_LONGEST] for passage in passages]
        data = [("claim", claim[:_LONGEST]), *((f"passage {n}", text) for n, text in enumerate(shown, 1))]
        answer = self._model.ask(_PROMPT, data, _Answer)
        if answer is None:
            return None
        if answer.verdict == "not_enough":
            return Judgement(verdict="not_enough", why=answer.why)
        quoted = places(answer.quotation, shown)
        if not quoted:
            self._model.disown("quotes what no passage says")
            return None
        named = (number - 1 for number in answer.passages if 0 < number <= len(shown))
        return Judgement(
            verdict=answer.verdict,
            passages=tuple(sorted({*quoted, *named})),
            quotation=collapse(answer.quotation),
            why=answer.why,
        )
