"""A research question in, the queries that look for its papers out; by rules alone, so that a search can be repeated.

The content words that stand together are a concept; its other written forms come from rules: singular, hyphens closed
up, American spelling, an acronym and its long form. The queries are the question's words as they stand, its concepts
as phrases (narrower), other written forms (synonym) and fewer concepts (wider).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from claimcheck.model import Plan, Query, QueryForm
from claimcheck.words import normalise, stem, stems, words

# Every query goes to every database at its own pace, arXiv's being three seconds.
_MOST_QUERIES = 8
_MOST_CONCEPTS, _MOST_WORDS = 6, 10
_LONGEST_RUN = 4
_MOST_INITIALS = 5
_LONGEST_QUESTION, _LONGEST_ACRONYM, _LONGEST_WORD = 1000, 8, 60

_EMPTY = frozenset(
    words(
        "a about above across after against all also am among an and any are as at be because been before being between"
        " both but by can could did do does doing during each either every few for from further had has have having he"
        " how however i if in into is it its itself just like many may me might more most much must my near no nor not"
        " of off on once one only or other our out over own per rather same she should since so some such than that the"
        " their them then there these they this those through to too toward towards under until up upon us versus very"
        " via vs was we well were what when where whether which while who whom whose why will with within without would"
        " yet you your"
    )
)
# Words of nearly every question and abstract, which tell nothing of what is asked; by their stems.
_VAGUE = frozenset(
    stems(
        "achieve affect allow approach become beat best better compare comparison current depend difference"
        " different effect effective effectiveness enable evidence exist extent find get give good happen help"
        " impact improve increase know known lead literature make matter method need new obtain outperform paper"
        " perform play possible produce provide reach really recent reduce remain require research result results"
        " review say show study support survey take tell think understand use useful various way work worse yield"
    )
)
_IDLE_PHRASE = re.compile(r"\b(?:roles? (?:of|in|for|do|does|is)|state[ -]of[ -]the[ -]art)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\ds?")
_TOKEN = re.compile(r'"[^"]{2,100}"|[^\W_]+(?:[\'.-][^\W_]+)*|[^\w\s]')
_POSSESSIVE = re.compile(r"'s?$")
_BRACKETS = re.compile(r"((?:[\w'-]{1,40} ){1,6})\(([\w' -]{2,80})\)")
_TWO_PARTS = re.compile(r"(?<![\w-])([^\W_]+)-([^\W_]+)(?![\w-])")
_MANY_PARTS = re.compile(r"(?<![\w-])[^\W_]+(?:-[^\W_]+){2,}(?![\w-])")
_NO_PLURAL = ("ss", "us", "is", "as", "os", "series", "species")
_SPELLINGS = (
    ("isation", "ization"),
    ("haviour", "havior"),
    ("modelling", "modeling"),
    ("labelling", "labeling"),
    ("signalling", "signaling"),
    ("colour", "color"),
    ("tumour", "tumor"),
)


@dataclass(frozen=True)
class _Concept:
    """Content words that belong together; `quoted` where the question says that they are one phrase."""

    text: str
    quoted: bool = False
    acronym: str | None = None

    @property
    def loose(self) -> str:
        """As a part of a query: its words, what is hyphened as a phrase."""
        parts = self.text.split()
        return self.tight if self.quoted else " ".join(phrase(part) for part in parts if part.lower() not in _EMPTY)

    def loose_as(self, form: str) -> str:
        """The same with another form in its place, where it has one."""
        return self.loose if form == self.text else phrase(form)

    @property
    def tight(self) -> str:
        """As a part of a query: one phrase."""
        return phrase(self.text)

    @property
    def size(self) -> int:
        """How many words of it tell something."""
        return sum(word not in _EMPTY for word in words(self.text))

    @property
    def near(self) -> str:
        """Its nearest other form: the acronym that the question names, a hyphen closed up, singular, American."""
        text = _TWO_PARTS.sub(r"\1\2", self.text)
        return self.acronym or _spelt(_singular(" ".join(words(text))))

    @property
    def short(self) -> str:
        """By the initials of a hyphened part, or else of the whole; itself where it is too short for that."""
        initials = _MANY_PARTS.sub(lambda part: _initials(part[0]), self.text)
        whole = 2 < len(words(self.text)) <= _MOST_INITIALS and initials == self.text
        return _initials(self.text) if whole and self.text.replace(" ", "").isalpha() else initials

    def forms(self) -> tuple[str, ...]:
        """Its own form, then the others."""
        own = " ".join(words(self.text))
        return tuple(dict.fromkeys([own, self.near, _spelt(_singular(own)), " ".join(words(self.short))]))


def plan(question: str) -> Plan:
    """The queries for a question, no more than eight, the nearest to its words first.

    Args:
        question: in any wording; quotes hold a phrase together, `long form (LF)` or `LF (long form)` names an acronym.

    Returns:
        No query and no concept where the question has no word that tells anything.
    """
    text, acronyms = _without_brackets(normalise(question)[:_LONGEST_QUESTION])
    text = _IDLE_PHRASE.sub(",", text)
    found = _concepts(text, _EMPTY, _VAGUE) or _concepts(text, _EMPTY, frozenset())
    concepts = [replace(concept, acronym=acronyms.get(concept.text)) for concept in found[:_MOST_CONCEPTS]]
    queries: dict[str, Query] = {}
    for form, asked in _queries(concepts):
        if asked and len(queries) < _MOST_QUERIES:
            queries.setdefault(asked, Query(text=asked, form=form))
    return Plan(queries=tuple(queries.values()), concepts=tuple(concept.forms() for concept in concepts))


def _queries(concepts: Sequence[_Concept]) -> Iterator[tuple[QueryForm, str]]:
    loose = [concept.loose for concept in concepts]
    yield "exact", side_by_side(loose)
    yield "narrower", side_by_side(concept.tight for concept in concepts)
    yield "synonym", side_by_side(concept.loose_as(concept.near) for concept in concepts)
    yield "synonym", side_by_side(concept.loose_as(concept.short) for concept in concepts)
    if len(concepts) > 1:
        yield from (("wider", text) for text in _wider(concepts))
    elif concepts and not concepts[0].quoted:
        yield "wider", side_by_side(map(phrase, concepts[0].text.split()[-2:]))


def _wider(concepts: Sequence[_Concept]) -> Iterator[str]:
    """Two concepts at a time, as few abstracts speak of all: the longest, which tells most, with each other one."""
    longest = max(concepts, key=lambda concept: concept.size)
    pairs = list(combinations(concepts, 2)) if len(concepts) > 2 else []
    for pair in pairs[:]:
        if longest in pair:
            pairs.remove(pair)
            yield side_by_side(concept.loose for concept in pair)
    if longest.size > 1:
        yield longest.loose
    for pair in pairs:
        yield side_by_side(concept.loose for concept in pair)
    rest = [concept.loose for concept in concepts if concept is not longest]
    if len(parts := longest.text.split()) > 2 and "of" not in parts and not longest.quoted:
        yield side_by_side([*map(phrase, parts[-2:]), *rest])
    if len(rest) == 1:
        yield rest[0]


def side_by_side(parts: Iterable[str]) -> str:
    """Parts side by side, each whole and once, up to ten words; the first in any case."""
    taken: list[str] = []
    for part in dict.fromkeys(parts):
        if not taken or len(words(" ".join([*taken, part]))) <= _MOST_WORDS:
            taken.append(part)
    return " ".join(taken)


def phrase(text: str) -> str:
    """As a part of a query: one word bare, several in double quotes."""
    held = words(text.replace("'", " "))
    return f'"{" ".join(held)}"' if len(held) > 1 else "".join(held)


# ── concepts out of a question ───────────────────────────────────────────────────────────────────────────────────────


def _concepts(question: str, empty: frozenset[str], vague: frozenset[str]) -> list[_Concept]:
    """The runs of words between those that tell nothing; what stands in quotes is one of its own."""
    found: list[_Concept] = []
    run: list[str] = []
    for token in [*_TOKEN.findall(question), "."]:
        plain = _POSSESSIVE.sub("", token)
        if _tells(plain, empty, vague) or (plain.lower() == "of" and len(run) == 1):
            run.append(plain)
        else:
            found += _of_run(run)
            run = []
        if token.startswith('"'):
            found += [_Concept(" ".join(words(token)), quoted=True)]
    once = {concept.text.lower(): concept for concept in found}
    return [concept for text, concept in once.items() if len(text) > 1] or list(once.values())


def tells(word: str) -> bool:
    """Whether a word says anything of what is asked for, as those of every question do not."""
    return _tells(word, _EMPTY, _VAGUE)


def _tells(word: str, empty: frozenset[str], vague: frozenset[str]) -> bool:
    plain = word.lower()
    if not plain[:1].isalnum() or len(plain) > _LONGEST_WORD or _YEAR.fullmatch(plain):
        return False
    return plain not in empty and stem(plain) not in vague


def _of_run(run: Sequence[str]) -> Iterator[_Concept]:
    """`chain of thought` is one concept, `faithfulness of large language models` are two."""
    if run[-1:] == ["of"]:
        run = run[:-1]
    if "of" in run[1:2]:
        if len(run) <= _LONGEST_RUN and not any("-" in word for word in run):
            yield _Concept(" ".join(run))
            return
        yield _Concept(run[0])
        run = run[2:]
    size = _LONGEST_RUN if len(run) <= _LONGEST_RUN else _LONGEST_RUN - 1
    for start in range(0, len(run), size):
        yield _Concept(" ".join(run[start : start + size]))


def _without_brackets(question: str) -> tuple[str, dict[str, str]]:
    """The question with every acronym and its long form made one quoted phrase, and the acronyms by long form."""
    acronyms: dict[str, str] = {}

    def mend(found: re.Match[str]) -> str:
        before, inside = found[1].split(), found[2].split()
        if len(inside) == 1 and (size := _named_by(before, inside[0])):
            long, short, rest = before[-size:], inside[0], before[:-size]
        elif len(before[-1]) <= _LONGEST_ACRONYM and _named_by(inside, before[-1]) == len(inside):
            long, short, rest = inside, before[-1], before[:-1]
        else:
            return f"{found[1]}, {found[2]} ,"
        phrase = " ".join(words(" ".join(long)))
        acronyms[phrase] = short.lower()
        return f'{" ".join(rest)} "{phrase}"'

    return _BRACKETS.sub(mend, question), acronyms


def _named_by(text: Sequence[str], acronym: str) -> int:
    """How many words at the end of a text the letters of an acronym stand for, `of` and `the` among them or not."""
    letters = acronym.removesuffix("s").lower()
    for size in range(1, len(text) + 1):
        inner = words(" ".join(text[-size:]))
        if letters in {"".join(word[0] for word in inner), "".join(word[0] for word in inner if word not in _EMPTY)}:
            return size if len(letters) > 1 else 0
    return 0


# ── other written forms ──────────────────────────────────────────────────────────────────────────────────────────────


def _initials(text: str) -> str:
    return "".join(word[0] for word in words(_singular(text)))


def _singular(text: str) -> str:
    """The last word without its plural, where it shows one."""
    if len(text) < 4 or not text.endswith("s") or text.endswith(_NO_PLURAL):
        return text
    return f"{text[:-3]}y" if text.endswith("ies") else text[:-1]


def _spelt(text: str) -> str:
    """In American spelling, which most abstracts have."""
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return text
