"""The drawer: a language model reads excerpts of a paper and says what the paper found, with its very words beside."""

from __future__ import annotations

from collections.abc import Sequence

from claimcheck.language.client import LanguageModel
from claimcheck.language.replies import Reply, places
from claimcheck.model import Drawn
from claimcheck.words import collapse

_PROMPT = "draw.md"
_LONGEST_QUESTION, _LONGEST_TITLE, _LONGEST_EXCERPT, _MOST_EXCERPTS = 1_000, 300, 4_000, 12
_MOST_CLAIMS, _LONGEST_CLAIM, _LONGEST_QUOTATION = 5, 400, 1_000


class _Claim(Reply):
    claim: str
    quotation: str


class _Answer(Reply):
    claims: tuple[_Claim, ...]


class Drawer:
    """Asks a language model for the claims of a paper.

    A claim counts only with a quotation that stands in one of the excerpts. That it says no more than its paper is for
    the verifier to find, which holds it against the paper as it does with any other claim.

    Args:
        model: the language model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    def __call__(self, question: str | None, title: str | None, excerpts: Sequence[str], /) -> tuple[Drawn, ...]:
        """The claims, the most telling first, at most five; none where the model says nothing that can be used.

        Args:
            question: what they should help to answer; without one, what the paper's title says.
            title: of the paper.
            excerpts: its verbatim words; of twelve, 4,000 characters each are read.
        """
        shown = [excerpt[:_LONGEST_EXCERPT] for excerpt in excerpts[:_MOST_EXCERPTS]]
        asked = question or "What does this paper find?"
        data = [("question", asked[:_LONGEST_QUESTION]), ("title", (title or "unknown")[:_LONGEST_TITLE])]
        data += [(f"excerpt {number}", text) for number, text in enumerate(shown, 1)]
        answer = self._model.ask(_PROMPT, data, _Answer)
        if answer is None:
            return ()
        offered = [one for one in answer.claims[:_MOST_CLAIMS] if len(one.claim) <= _LONGEST_CLAIM]
        quoted = [o for o in offered if len(o.quotation) <= _LONGEST_QUOTATION and places(o.quotation, shown)]
        if len(quoted) < len(offered):
            self._model.disown("quotes what no passage says")
        return tuple(Drawn(text=collapse(one.claim), quotation=collapse(one.quotation)) for one in quoted)
