"""What the first pronoun of a claim stands for, so that the claim can be read alone.

"It scores 7%." after "GPT-4 answers at once." is about GPT-4; under the heading of a paper it is about what the paper
brings. Only names are taken: of "The first model fails. It …" nobody knows more than before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claimcheck.extract.parts import finite_verb

_OPENING = (
    r"(?:(?:However|Moreover|Furthermore|Additionally|Also|Finally|Instead|Here|Overall|In addition|In contrast),?\s+)?"
)
_THINGS = (
    r"(?:method|approach|model|system|framework|technique|algorithm|architecture|strategy|benchmark|dataset|agent|tool)"
)
_STANDS_FOR_NOTHING = (
    r"(?!\s+(?:is|was|are|seems|appears|remains|has been)\s+(?:also\s+|not\s+|still\s+)?"
    r"(?:that|likely|unlikely|un?clear|possible|known|unknown|important|worth|essential|argued|suggested|found|shown"
    r"|noted|believed))"
)
_PRONOUN = re.compile(
    rf"\s*{_OPENING}(?P<pronoun>(?:It|They|it|they)\b{_STANDS_FOR_NOTHING}"
    rf"|(?:This|The|These|this|the|these)\s+{_THINGS}s?\b(?=\s+[a-z])(?!\s+(?:of|for|that|in|to|with|by)\b))"
)
_AUTHORS = re.compile(
    rf"\s*{_OPENING}(?P<pronoun>(?:The|the)\s+authors?\b(?!['’])"
    r"|(?:This|The|this|the)\s+(?:paper|work|study|survey|article)\b(?=\s+[a-z]))"
)
# As above, and all else that stands for what was named before: asked of a language model, where the rules do not know.
_LEAD = (
    r"(?:(?:(?:In|On|At|By|For|With|Without|Under|During|After|Across|Compared)|(?:When|Once|If)\s[a-z]+ed)"
    r"(?:\s[a-z0-9%.-]+){0,7},\s)?"
)
_REFERRING = re.compile(
    rf"\s*(?:{_OPENING}|{_LEAD})(?:"
    rf"(?P<pronoun>(?i:it|they|he|she)\b{_STANDS_FOR_NOTHING}|(?i:these|those|both)\b(?=\s+(?:are|were|have|had|can|do|did)\b)"
    rf"|(?i:this|the|these|that|those|such an?|both)\s+(?:{_THINGS}|classifier|network|sensor|device|pipeline|library"
    r"|treatment|drug|procedure|intervention)s?\b(?=\s+[a-z])(?!\s+(?:of|for|that|in|to|with|by)\b))"
    r"|(?P<possessive>(?i:its|their|his|her)\b(?=\s+[a-z]))"
    r"|(?P<authors>(?i:the|these|both)\s+(?:authors?|researchers?|team|group)\b(?!['’])"
    r"|(?i:this|the|that)\s+(?:paper|work|study|survey|article)\b(?=\s+[a-z])))"
)
_NAME = re.compile(r"[A-Za-z]*[A-Z][\w+-]*[A-Z0-9][\w+.-]*|[A-Z][a-z]+(?:-[A-Z]\w*)+")
_CAPITAL = re.compile(r"[A-Z][a-z]{2,}")
_LONGEST_NAME = 5
_LONGEST_WORD = 100
_NO_NAME = re.compile(r"(?:the|an?|this|these|those|its|their|our|both|all|some|many|most|such|each)\b", re.IGNORECASE)


class Standing(NamedTuple):
    """A claim made to stand alone: as shown, with additions in brackets, and as judged."""

    shown: str
    judged: str


class Referring(NamedTuple):
    """The words `[start, end)` at the head of a sentence that stand for what was named before it."""

    start: int
    end: int
    words: str
    authors: bool
    possessive: bool


def referring(text: str) -> Referring | None:
    """The words at the head of a sentence that stand for something else; None where it names what it is about.

    >>> referring("In this setting, their method halves the error.").words
    'their'
    """
    found = _REFERRING.match(text)
    if found is None:
        return None
    kind = str(found.lastgroup)
    return Referring(*found.span(kind), found[kind], kind == "authors", kind == "possessive")


def stand_alone(text: str, before: str | None, own: str | None, authors: str | None) -> Standing:
    """The text with what its first pronoun stands for.

    Args:
        text: a sentence.
        before: what the sentence before it is about (see `subject`), if it is a name.
        own: what the paper that it stands under calls its own work.
        authors: that paper's authors, shortly.

    Returns:
        Only what another sentence names is put in the pronoun's place where the claim is judged: a paper does not call
        its own work by its name, so that name is shown to the reader and no more.
    """
    if (match := _AUTHORS.match(text)) and authors:
        return Standing(_bracketed(text, match.end(), authors), text)
    if (match := _PRONOUN.match(text)) is None:
        return Standing(text, text)
    if before and before != own:
        start, end = match.span("pronoun")
        return Standing(_bracketed(text, end, before), f"{text[:start]}{before}{text[end:]}")
    return Standing(_bracketed(text, match.end(), own) if own else text, text)


def subject(sentence: str) -> str | None:
    """The name that a sentence begins with, as its subject; None where it begins otherwise.

    >>> subject("GPT-4 answers at once.")
    'GPT-4'
    >>> subject("The first model fails.") is None
    True
    """
    verb = finite_verb(sentence)
    words = sentence[: verb.start].split() if verb else []
    if not 0 < len(words) <= _LONGEST_NAME or _NO_NAME.match(words[0]) or not all(_plain(word) for word in words):
        return None
    named = any(_NAME.search(word[:_LONGEST_WORD]) for word in words) or any(_CAPITAL.match(word) for word in words[1:])
    return " ".join(words) if named else None


def _plain(word: str) -> bool:
    return word[-1] not in ",;:)" and word[0] not in "(["


def _bracketed(text: str, at: int, addition: str) -> str:
    return f"{text[:at]} [{addition}]{text[at:]}"
