"""A claim without the words that only present it: how it follows, who says so, and where it stands in the paper.

"However, Holm et al. (2020) found that owls …", "… (Table 2)": none of this stands in the paper's own sentence, and to
the entailment model it is something that the passage does not show (`reports/framing.md`). Whom a sentence is said of,
and how surely, is looked at by other matchers, in the printed words.
"""

from __future__ import annotations

import re

from claimcheck.verify.phrasing.presenting import LISTED, NAME, PERSONS, is_source, presented

_LEADS = """however|moreover|furthermore|additionally|in addition|also|besides|notably|importantly|crucially|critically
|interestingly|surprisingly|unsurprisingly|remarkably|strikingly|intriguingly|specifically|more specifically
|in particular|particularly|in detail|similarly|likewise|relatedly|conversely|in contrast|by contrast
|on the other hand|on the one hand|at the same time|in turn|nevertheless|nonetheless|still|overall|in summary|in short
|in sum|in brief|briefly|in essence|in a nutshell|in other words|simply put|to summari[sz]e|to sum up|in conclusion
|in general|generally|broadly|more broadly|thus|therefore|hence|consequently|accordingly|as a result|finally|lastly
|first|firstly|second|secondly|third|thirdly|next|then|for example|for instance|indeed|in fact|clearly|evidently|again
|recently|more recently|meanwhile|further|of note|as expected|empirically|taken together|collectively
|(?:perhaps )?(?:more|most) (?:importantly|notably|strikingly)"""
# "However, …", and "(iii) …" of a list within a sentence.
_LEAD = re.compile(
    rf"\s*(?:(?:and |but |yet )?(?:{_LEADS.replace(chr(10), '')}),|\((?:[ivx]{{1,4}}|\d{{1,2}}|[a-h])\))\s+(?=\S)",
    re.IGNORECASE,
)
# Where it stands, and who is cited for it, in brackets; who says so, behind the claim.
_PLACE = r"(?:\s?[A-Z]?\.?\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?|\s[A-Z]{1,2}(?:\.\d{1,2})?)"
_WHERE = re.compile(
    r"\s?[(\[](?:(?:see|cf\.?|in|e\.g\.,?|as in|from|also)\s){0,2}(?:the\s)?"
    r"(?:(?:tables?|tab\.|figs?\.|figures?|sections?|sec\.|§+|appendi(?:x|ces)|eqs?\.|equations?|pages?|chapters?"
    rf"|supplementary (?:tables?|figures?|materials?)){_PLACE}?|(?:app|pp?)\.\s?\d{{1,4}}"
    rf"|abstract|introduction|conclusions?|discussion)(?:(?:,|\sand|\sor|\sto|\s?[–-]|\s&){_PLACE}){{0,4}}[)\]]",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\s?[(\[](?:(?:see|e\.g\.,?|cf\.?)\s)?(?:{NAME} et al\b|{LISTED},?\s(?:19|20)\d\d)[^()\[\]]{{0,120}}[)\]]"
)
_MARKS = re.compile(r"\s?\[\d{1,3}(?:(?:,|;|\s?[–-])\s?\d{1,3}){0,20}\]")
_TAIL = re.compile(r",?\sin\s(?:this|their)\s(?:experiments?|stud(?:y|ies)|paper|evaluations?|work)(?=[.;]?\s*$)")
_LAST = re.compile(r"(?:,|\s[—–-])\s(?P<words>[^,;:—–]{3,120}?)(?=[.;]?\s*$)")
# What its authors do: "Holm et al. (2020) propose …".
_DOES = re.compile(
    rf"\s*(?:[Ii]n (?:19|20)\d\d,?\s)?(?P<who>{PERSONS})(?=\s[a-z]{{3,14}}\b)(?!\s(?:is|was|were|are)\b)"
)
# "Chain of thought (CoT)": what the passage calls by its long name alone.
_ABBREVIATION = re.compile(r"((?:[\w’'-]+\s){0,5}[\w’'-]+)\s\(([A-Z][A-Za-z-]{0,6}[A-Z]s?)\)")
_MOST = 4
_FEWEST_WORDS = 3


def unframed(claim: str, text: str = "") -> str:
    """What a claim states, as its paper would put it.

    Args:
        claim: the claim.
        text: the passage; where it tells of persons, those of the claim stay as they are.

    >>> unframed("However, Holm et al. (2020) found that owls sleep by day (Table 2).")
    'owls sleep by day.'
    >>> unframed("Holm et al. count owls in three woods.")
    'The authors count owls in three woods.'
    """
    said = claim
    for aside in (_WHERE, _CITED, _MARKS, _TAIL):
        said = aside.sub("", said)
    said = _ABBREVIATION.sub(lambda m: m[1] if m[2] not in text and _is_short_for(m[2], m[1]) else m[0], said)
    if (last := _LAST.search(said)) and is_source(last["words"]):
        said = said[: last.start()] + said[last.end() :]
    for _ in range(_MOST):
        rest = said[lead.end() :] if (lead := _LEAD.match(said)) else said[presented(said) :]
        if rest == said or len(rest.split()) < _FEWEST_WORDS:
            break
        said = rest
    # A passage that tells of persons itself, other than in brackets, may mean them or others.
    if (does := _DOES.match(said)) and not re.search(PERSONS, _CITED.sub("", text)):
        said = f"The authors{said[does.end() :]}"
    return said if len(said.split()) >= _FEWEST_WORDS else claim


def _is_short_for(short: str, words: str) -> bool:
    """Whether the last words before an abbreviation have its letters in their order, the first at a word's start."""
    letters = re.sub(r"[^a-z]", "", short.removesuffix("s").lower())
    parts = re.split(r"[\s-]+", words.lower())
    for start in range(max(0, len(parts) - len(letters) - 2), len(parts)):
        rest = iter("".join(parts[start:]))
        if parts[start].startswith(letters[0]) and all(letter in rest for letter in letters):
            return True
    return False
