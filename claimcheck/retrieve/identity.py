"""Whether a text is the paper that a report names: printed title and authors against the first page.

A report shortens, expands and misquotes titles, and later versions change theirs, so unlike titles alone are no proof.
A text is another paper only where its title and its first page share too little that is distinctive with what is
printed. The thresholds were chosen on the titles that six machine-written reviews print beside an arXiv id, each
against the first page of its own paper and of every other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from claimcheck.model import BlockKind, Document, Reference
from claimcheck.words import collapse, stem, stems, words

_HEAD = 6000
_OPENING = 60
_LONGEST_TITLE = 300

# Shares of the printed title's distinctive words, 0 to 1.
_ENOUGH_IN_TITLE = 0.5
_ENOUGH_ON_PAGE = 0.75
_ENOUGH_BESIDE_AUTHOR = 0.5
# Likeness of two whole titles, 0 to 100, that leaves room for a misspelling and no more.
_MISSPELT = 92

# Words that half of all papers of the field carry: sharing them says nothing.
_GENERIC = frozenset(
    words(
        "a an and are as at be by can deep do does during for from how in into is it its language large learn learning"
        " llm llms lm lms machine model modeling modelling models more network networks neural new not novel of on or"
        " our paper s study survey t than that the their them they this through to toward towards trained training"
        " under upon using via vs we what when where which why will with within without you your"
        " bert chatgpt gpt llama palm"
    )
)
_NOTE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_SUBTITLE = re.compile(r":\s")
_INNER_CAPITAL = re.compile(r"\b[A-Za-z]*[a-z][A-Z]\w*")
_NAME = re.compile(r"\w+(?:-\w+)*")
_RETRACTED = re.compile(r"\W*(?:retracted|withdrawn|removed)(?: article| paper)?\s*:\s*", re.IGNORECASE)
_ABSTRACT = re.compile(r"\babstract\b", re.IGNORECASE)


class Identity(StrEnum):
    """What a first page says of the printed title: the same, the same paper under another title, another paper."""

    SAME = "same"
    RETITLED = "retitled"
    OTHER = "other"


class Front(NamedTuple):
    """What a paper says of itself: its title, if one was found, and the text of its first page."""

    title: str | None
    head: str


def front(document: Document) -> Front:
    """Title and first page of a paper; the page is cut after 6,000 characters."""
    head, size, title = [], 0, document.title
    for block in document.blocks:
        if size >= _HEAD or (block.page or 1) > 1:
            break
        if title is None and block.kind is BlockKind.HEADING:
            title = block.text
        head.append(block.text)
        size += len(block.text)
    text = "\n".join(head)[:_HEAD] or document.text[:_HEAD]
    return Front(collapse(title)[:_LONGEST_TITLE] if title else None, text)


def identify(reference: Reference, paper: Front) -> Identity:
    """Whether `paper` is the one that the reference names; where no telling title is printed, it is."""
    printed = (reference.title or "")[:_LONGEST_TITLE]
    wanted = _distinctive(printed)
    title = paper.title or " ".join(words(paper.head)[: _OPENING // 2])
    in_title = wanted & (_stems(title) | _initials(title))
    if in_title == wanted:  # also where the printed title has nothing distinctive
        return Identity.SAME
    on_page = in_title | (wanted & _stems(paper.head))
    if (
        has_title(printed, paper)
        or len(in_title) >= _ENOUGH_IN_TITLE * len(wanted)
        or (in_title and len(on_page) >= _ENOUGH_ON_PAGE * len(wanted))
        or (len(on_page) >= _ENOUGH_BESIDE_AUTHOR * len(wanted) and _shares_author(reference, paper.head))
        or _coined(printed) & _names(f"{title}\n{paper.head}")
    ):
        return Identity.RETITLED
    return Identity.OTHER


def has_title(printed: str, paper: Front) -> bool:
    """Whether a paper bears the printed title: whole, up to its colon, misspelt, or on top of its first page."""
    printed = printed[:_LONGEST_TITLE]
    wanted, main = _plain(printed), _plain(_SUBTITLE.split(printed)[0])
    if len(wanted) < 4 and not _distinctive(printed):
        return False
    if paper.title:
        title = tuple(words(paper.title))
        titles = (title, _plain(paper.title), _plain(_SUBTITLE.split(paper.title)[0]))
        if wanted in titles or (len(main) > 1 and main in titles) or _nearly_equal(wanted, title):
            return True
        distinctive = _distinctive(printed)
        if len(distinctive) > 2 and distinctive == _distinctive(paper.title):
            return True
    return len(wanted) > 3 and _holds(tuple(words(paper.head[:1000]))[:_OPENING], wanted)


def is_same_title(printed: str, title: str, *, whole: bool) -> bool:
    """Whether a title out of a catalogue of millions is the printed one: but for case, notes in brackets and one slip.

    Stricter than `has_title`, for among millions there is a near miss to nearly every title.

    Args:
        printed: as the report prints it.
        title: as the catalogue has it; `RETRACTED:` before it is no part of it.
        whole: the whole titles must agree; else one may lack the other's subtitle.
    """
    title = _RETRACTED.sub("", title[:_LONGEST_TITLE])
    printed = printed[:_LONGEST_TITLE]
    one, other = _plain(printed), _plain(title)
    if one == other or _differs_by_a_slip(one, other):
        return len(one) > 3 or not whole
    mains = _plain(_SUBTITLE.split(printed)[0]), _plain(_SUBTITLE.split(title)[0])
    return not whole and bool(_distinctive(printed)) and (mains[0] == other or mains[1] == one)


def meeting_places(title: str) -> Iterator[tuple[str, ...]]:
    """Keys of which any two titles that `is_same_title` takes for one share one: a slip spoils one half alone."""
    title = _RETRACTED.sub("", title[:_LONGEST_TITLE])
    plain = _plain(title)
    middle = len(plain) // 2
    yield "begins", *plain[:middle]
    yield "ends", *plain[middle:]
    yield "main", *_plain(_SUBTITLE.split(title)[0])


def is_misnamed(reference: Reference, paper: Front, titles: Sequence[str]) -> bool:
    """Whether the printed title is none that any version of the paper has borne, shortened or informal ones included.

    Args:
        reference: prints a title.
        paper: the paper's title and first page.
        titles: those of all its versions.
    """
    printed = (reference.title or "")[:_LONGEST_TITLE]
    informal = _NOTE.search(printed) or " - " in printed or _coined(printed) & _names(paper.head + (paper.title or ""))
    if len(_plain(printed)) < 5 or informal:
        return False
    wanted = _distinctive(printed)
    return not any(
        has_title(printed, Front(title, "")) or wanted <= _stems(title) | _initials(title)
        for title in [*titles, *filter(None, [paper.title])]
    )


def is_named_in(raw: str, paper: Front) -> bool:
    """Whether a reference as printed holds the paper's whole title, which must be long enough to tell."""
    title = tuple(words(paper.title or ""))
    return len(title) > 3 and len(_distinctive(paper.title or "")) > 1 and _holds(tuple(words(raw[:2000])), title)


def _nearly_equal(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    def figures(title: tuple[str, ...]) -> set[str]:
        return {word for word in title if any(letter.isdigit() for letter in word)}

    # "Version 2" and "Version 3" of a title are one letter apart and two papers.
    alike = fuzz.ratio(" ".join(one), " ".join(other)) >= _MISSPELT
    return len(one) > 3 and alike and figures(one) == figures(other)


def _differs_by_a_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one word is misspelt: by one letter, not its first, for "symmetric" and "asymmetric" are two things."""
    if len(one) != len(other) or len(one) < 4:
        return False
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and all(
        min(len(a), len(b)) > 4 and a[0] == b[0] and a.isalpha() and b.isalpha() and OSA.distance(a, b) == 1
        for a, b in pairs
    )


def _holds(text: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(text[start : start + len(run)] == run for start in range(len(text) - len(run) + 1))


@lru_cache(maxsize=10_000)
def _plain(title: str) -> tuple[str, ...]:
    """The words of a title without notes in brackets: `(Yin et al., 2024)`, `(LoCoMo)`."""
    return tuple(words(_NOTE.sub(" ", title)) or words(title))


@lru_cache(maxsize=10_000)
def _distinctive(title: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _plain(title) if word not in _GENERIC and (len(word) > 1 or word.isdigit()))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def _initials(title: str) -> frozenset[str]:
    """What two to five words of a title may be shortened to: `cot` for chain of thought."""
    letters = "".join(word[0] for word in words(title))
    return frozenset(letters[start : start + size] for start in range(len(letters)) for size in range(2, 6))


def _coined(title: str) -> frozenset[str]:
    """Names that somebody made up, which stand on the right first page: `EmotionPrompt`, `LoCoMo`, `A-Mem: …`."""
    parts = [_NAME.findall(part) for part in _SUBTITLE.split(_NOTE.sub(" ", title))]
    alone = [part[0] for part in parts if len(part) == 1]
    return frozenset(name.lower() for name in _INNER_CAPITAL.findall(title) + alone) - _GENERIC


def _names(text: str) -> frozenset[str]:
    return frozenset(_NAME.findall(text.lower()))


def _shares_author(reference: Reference, head: str) -> bool:
    """Whether a printed author's name stands above the abstract."""
    above = frozenset(words(_ABSTRACT.split(head[:3000], maxsplit=1)[0]))
    names = {name for author in reference.authors for name in words(author) if len(name) > 2}
    return not names.isdisjoint(above)
