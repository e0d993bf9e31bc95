"""Every written form of an arXiv id or DOI, and back to one canonical form.

Canonical forms: `2406.12708`, `2406.12708v2` (a version only where one is printed), `hep-th/9901001`; DOIs in lower
case, without a prefix. arXiv's own DOIs (10.48550/arXiv.…) and ar5iv addresses are arXiv ids.
Source of the shapes: arXiv's help page on identifiers (old scheme until 2007-03, four digits until 2014, then five).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ARCHIVE = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)|physics|quant-ph|math|cs|q-bio|q-fin"
    r"|stat|eess|econ|acc-phys|adap-org|alg-geom|ao-sci|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|dg-ga|funct-an"
    r"|mtrl-th|patt-sol|plasm-ph|q-alg|solv-int|supr-con)"
)
_MONTH = r"(?:0[1-9]|1[0-2])"
_NEW = rf"(?:(?:07(?:0[4-9]|1[0-2])|(?:0[89]|1[0-4]){_MONTH})\.\d{{4}}|(?:1[5-9]|[2-9]\d){_MONTH}\.\d{{5}})"
_CLASS = r"(?:\.[A-Z]{2})?"
_OLD = rf"{_ARCHIVE}{_CLASS}/\d{{7}}"
_VERSION = r"(?:v(?P<version>[1-9]\d?))?"
_ID = rf"(?P<id>{_NEW}|{_OLD}){_VERSION}"

# Repetitions are bounded, so that no run of letters or blanks is read over and over.
_ADDRESS = (
    r"(?:(?:https?://)?(?:[\w-]{1,20}\.)?(?:arxiv\.org|ar5iv\.(?:org|labs\.arxiv\.org)|alphaxiv\.org)"
    r"/(?:abs|pdf|html|e-print|format|src|overview)/"
    r"|(?:https?://)?huggingface\.co/papers/|(?:doi:\s?|(?:https?://)?(?:dx\.)?doi\.org/)?10\.48550/arxiv\.)"
)
_NAME = r"arxiv\s{0,3}(?:preprint\s{0,3})?(?:id\s{0,3})?[:.-]?\s{0,3}(?:arxiv:\s{0,3})?"
# An id is taken where it stands alone, behind one of arXiv's prefixes or behind another id and a slash: never out of
# the middle of a number, a DOI or an address.
_ALONE = r"(?:(?<![^\W_])(?<![^\W_]_)(?<![./-])|(?<=\d{4}\.\d{4}/)|(?<=\d{4}\.\d{5}/))"
_NO_SLASH = r"(?(prefix)|(?!/(?!\d{4}\.\d{4})))"
_ARXIV = re.compile(
    rf"(?:(?P<prefix>{_ADDRESS}|{_NAME})|{_ALONE}){_ID}(?:\.pdf)?(?![^\W_]|_[^\W_]|\.\d|-\d){_NO_SLASH}", re.IGNORECASE
)
_SUBJECT = re.compile(r"\s?\[[a-z-]{2,10}(?:\.[a-z-]{2,10})?\]$", re.IGNORECASE)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(?<![\w.])(10\.\d{4,9}(?:/|%2F)[^\s\"'<>{}|\\^`\[\]]{1,300})",
    re.IGNORECASE,
)

# Shapes that mean to be an arXiv id and cannot be one: all that stands in an arXiv address, and behind "arXiv:" what
# looks like an id, for there a count or a year may stand as well.
_DATE = r"(?:19|20)\d\d\.\d\d?\.\d\d?(?!\d)"
_MEANT = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|e-print|format|src)/|10\.48550/arxiv\.)"
    r"(?P<address>(?:[a-z][a-z.-]{0,20}/)?[\w.-]*\d[\w.-]*)"
    rf"|arxiv:\s*(?P<name>(?!{_DATE})[\dOIl]{{4,5}}\.[\dOIl]+[\w.]*|[a-z][a-z.-]{{0,20}}/\d{{5,9}}\w*)",
    re.IGNORECASE,
)


class ArxivId(NamedTuple):
    """An arXiv id and the version that was printed with it, if any."""

    id: str
    version: int | None = None

    def __str__(self) -> str:
        return self.id if self.version is None else f"{self.id}v{self.version}"


class Found(NamedTuple):
    """An identifier found in a text: `value` canonical without its version, `[start, end)` where it stands."""

    value: str
    start: int
    end: int
    version: int | None = None


def parse_arxiv_id(text: str) -> ArxivId | None:
    """The arXiv id that `text` is, in any written form; None where it is none."""
    text = _SUBJECT.sub("", text.strip()).strip("<>()[]").split("?")[0].split("#")[0].rstrip("/")
    match = _ARXIV.fullmatch(text)
    return _arxiv(match) if match else None


def find_arxiv_ids(text: str) -> list[Found]:
    """All arXiv ids in a text, in order, one per place.

    A bare number is taken only where its first four digits can be a year and month, so that `1234.5678` is left alone.
    """
    found = []
    for match in _ARXIV.finditer(text):
        if match["prefix"] or not (_NOT_BARE.match(match["id"]) or _is_quantity(text, match)):
            paper = _arxiv(match)
            found.append(Found(paper.id, match.start(), match.end(), paper.version))
    return found


_NOT_BARE = re.compile(r"[3-9]\d{3}\.")
_SIGN = re.compile(r"[-+±=≈~$€£<>]\s?$")
_UNIT = re.compile(
    r"\s?(?:%|[±×x]|(?:[kKMG]?[Bbsg]|ms|[kMG]?Hz|percent|USD|dollars|(?:second|minute|hour|day|week|month|year)s?)\b)"
)


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number stands like a quantity: a unit behind it, or a sign before it."""
    before = text[max(0, match.start() - 2) : match.start()]
    return bool(_SIGN.search(before) or _UNIT.match(text, match.end()))


def find_malformed_arxiv_ids(text: str) -> list[Found]:
    """What stands for an arXiv id (in an arXiv address, or shaped like one behind `arXiv:`) and is none."""
    found = []
    for match in _MEANT.finditer(text):
        start = match.start("address" if match["address"] else "name")
        what = text[start : match.end()].rstrip(".-_")
        if parse_arxiv_id(what.removesuffix(".pdf")) is None:
            found.append(Found(what, start, start + len(what)))
    return found


def find_dois(text: str) -> list[Found]:
    """All DOIs in a text that are not arXiv's own, in lower case and without trailing punctuation."""
    found = []
    for match in _DOI.finditer(text):
        doi = match[1].rstrip(".,;:!?*_")
        while doi.endswith(")") and doi.count("(") < doi.count(")"):
            doi = doi[:-1].rstrip(".,;:")
        value = doi.lower().replace("%2f", "/")
        if not value.startswith("10.48550/"):
            found.append(Found(value, match.start(), match.start(1) + len(doi)))
    return found


def file_name(identifier: str) -> str:
    """An identifier as a safe file name: `hep-th/9901001` gives `hep-th_9901001`. Never a path."""
    return re.sub(r"[^\w.-]", "_", identifier).lstrip(".") or "_"


def arxiv_id_from_file_name(name: str) -> ArxivId | None:
    """The arXiv id in a file's name: `2305.10601v2_tree.pdf`, `hep-th_9901001.pdf`, `arXiv-2305.10601.txt`."""
    stem = name.rsplit("/", 1)[-1]
    match = re.match(rf"(?:arxiv[-_.: ]?)?(?P<id>{_NEW}){_VERSION}(?![\d])", stem, re.IGNORECASE) or re.match(
        rf"(?:arxiv[-_.: ]?)?(?P<id>{_ARCHIVE}{_CLASS}[_-]\d{{7}}){_VERSION}(?![\d])", stem, re.IGNORECASE
    )
    if not match:
        return None
    return _arxiv(match)


def _arxiv(match: re.Match[str]) -> ArxivId:
    identifier = re.sub(r"[_-](\d{7})$", r"/\1", match["id"])
    if "/" in identifier:
        archive, number = identifier.lower().split("/")
        identifier = f"{archive.split('.')[0]}/{number}"
    return ArxivId(identifier, int(match["version"]) if match["version"] else None)
