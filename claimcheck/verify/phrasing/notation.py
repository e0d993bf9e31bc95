"""Notes in words: "w/o" for "without", "<" for "less than", "&" for "and".

Agents write in notes, papers in sentences, and to the entailment model "w/o" is as likely "with": a sentence told with
one such sign loses up to three quarters of its support (`reports/framing.md`).
"""

from __future__ import annotations

import re

_NUMBER = r"(?=\s?[$€£]?\.?\d)"
# A sign, and the words for it; " + " only between words, as "RAG+Calc" is a name; papers have "p < 0.05".
_SIGNS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"\bw/o\b\s?", "without "),
        (r"\bw/(?!\w)\s?|\bw/(?=[a-z])", "with "),
        (r"\bincl\.\s?", "including "),
        (r"\bexcl\.\s?", "excluding "),
        (r"(?<=\w)\s&\s(?=\w)", " and "),
        (r"(?<=[a-z)])\s\+\s(?=[a-z])", " and "),
        (rf"(?<!\S)(?<![pP]\s)<{_NUMBER}\s?", "less than "),
        (rf"(?<!\S)(?<![pP]\s)>{_NUMBER}\s?", "more than "),
        (rf"(?<!\S)≤{_NUMBER}\s?", "at most "),
        (rf"(?<!\S)≥{_NUMBER}\s?", "at least "),
        (rf"(?<!\S)[~≈]{_NUMBER}\s?", "about "),
    )
)


def spelled_out(claim: str, text: str = "") -> str:
    """A claim with its signs in words, but for those that the passage has as well.

    >>> spelled_out("Trained w/o labels on ~40 owls & bats.")
    'Trained without labels on about 40 owls and bats.'
    """
    for sign, words in _SIGNS:
        if sign.search(claim) and not sign.search(text):
            claim = sign.sub(words, claim)
    return claim
