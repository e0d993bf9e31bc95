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
_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = rf"{_ARCHIVE}(?:\.[A-Z]{{2}})?/\d{{7}}"
_VERSION = r"(?:v(?P<version>[1-9]\d?))?"
_ID = rf"(?P<id>{_NEW}|{_OLD}){_VERSION}"

# An id is taken where it stands alone or behind one of arXiv's prefixes: never out of the middle of a number or DOI.
_PREFIX = (
    r"(?:(?:https?://)?(?:[\w-]+\.)?(?:arxiv\.org|ar5iv\.(?:org|labs\.arxiv\.org))/(?:abs|pdf|html|e-print|format|src)/"
    r"|(?:https?://)?alphaxiv\.org/(?:abs|overview)/|(?:https?://)?huggingface\.co/papers/"
    r"|(?:https?://)?(?:dx\.)?doi\.org/10\.48550/arxiv\.|10\.48550/arxiv\.|arxiv\s*(?:preprint\s*)?(?:id\s*)?[:.]?\s*(?:arxiv:)?\s*)"
)
_ARXIV = re.compile(rf"(?P<prefix>{_PREFIX})?(?<![\w./-]){_ID}(?:\.pdf)?(?![\w/]|\.\d|-\d)", re.IGNORECASE)
_ARXIV_PREFIXED = re.compile(rf"(?P<prefix>{_PREFIX}){_ID}(?:\.pdf)?(?![\w/]|\.\d|-\d)", re.IGNORECASE)
_DOI = re.compile(
    r"(?:(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*)?(?<![\w.])(10\.\d{4,9}/[^\s\"'<>{}|\\^`\[\]]+)", re.IGNORECASE
)

# Shapes that mean to be an arXiv id and cannot be one: behind "arXiv:" or in an arXiv address only.
_MEANT = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf)/|arxiv:\s*|10\.48550/arxiv\.)(?P<what>[\w.-]*\d[\w./-]*)", re.IGNORECASE
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
    text = text.strip().strip("<>()[]").split("?")[0].split("#")[0].rstrip("/")
    match = _ARXIV_PREFIXED.fullmatch(text) or _ARXIV.fullmatch(text)
    return _arxiv(match) if match else None


def find_arxiv_ids(text: str) -> list[Found]:
    """All arXiv ids in a text, in order, one per place.

    A bare number is taken only where its first four digits can be a year and month, so that `1234.5678` is left alone.
    """
    found: dict[int, Found] = {}
    for pattern in (_ARXIV_PREFIXED, _ARXIV):
        for match in pattern.finditer(text):
            if any(f.start < match.end() and match.start() < f.end for f in found.values()):
                continue
            if not match["prefix"] and (_NOT_BARE.match(match["id"]) or _is_quantity(text, match)):
                continue
            paper = _arxiv(match)
            found[match.start()] = Found(paper.id, match.start(), match.end(), paper.version)
    return [found[start] for start in sorted(found)]


_NOT_BARE = re.compile(r"(?:0[0-6]|[3-9]\d)\d{2}\.")


def _is_quantity(text: str, match: re.Match[str]) -> bool:
    """Whether a bare number stands like a quantity: a unit behind it, or a sign before it."""
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 4]
    return bool(
        re.search(r"[-+±=≈~$€£<>]\s?$", before) or re.match(r"\s?(?:%|[±×x]|[kKMG]?[Bbsg]\b|ms\b|hours?)", after)
    )


def find_malformed_arxiv_ids(text: str) -> list[Found]:
    """What stands where an arXiv id must stand (behind `arXiv:` or in an arXiv address) and is none."""
    found = []
    for match in _MEANT.finditer(text):
        what = match["what"].rstrip(".-/")
        if parse_arxiv_id(what.removesuffix(".pdf")) is None:
            found.append(Found(what, match.start("what"), match.start("what") + len(what)))
    return found


def find_dois(text: str) -> list[Found]:
    """All DOIs in a text that are not arXiv's own, in lower case and without trailing punctuation."""
    found = []
    for match in _DOI.finditer(text):
        doi = match[1].rstrip(".,;:!?*_")
        while doi.endswith(")") and doi.count("(") < doi.count(")"):
            doi = doi[:-1].rstrip(".,;:")
        if not doi.lower().startswith("10.48550/"):
            found.append(Found(doi.lower(), match.start(), match.start(1) + len(doi)))
    return found


def file_name(identifier: str) -> str:
    """An identifier as a safe file name: `hep-th/9901001` gives `hep-th_9901001`. Never a path."""
    return re.sub(r"[^\w.-]", "_", identifier).lstrip(".") or "_"


def arxiv_id_from_file_name(name: str) -> ArxivId | None:
    """The arXiv id in a file's name: `2305.10601v2_tree.pdf`, `hep-th_9901001.pdf`, `arXiv-2305.10601.txt`."""
    stem = name.rsplit("/", 1)[-1]
    match = re.match(rf"(?:arxiv[-_.: ]?)?(?P<id>{_NEW}){_VERSION}(?![\d])", stem, re.IGNORECASE) or re.match(
        rf"(?:arxiv[-_.: ]?)?(?P<id>{_ARCHIVE}[_-]\d{{7}}){_VERSION}(?![\d])", stem, re.IGNORECASE
    )
    if not match:
        return None
    identifier = re.sub(r"[_-](\d{7})$", r"/\1", match["id"].lower())
    return ArxivId(identifier, int(match["version"]) if match["version"] else None)


def _arxiv(match: re.Match[str]) -> ArxivId:
    identifier = match["id"]
    if "/" in identifier:
        archive, number = identifier.lower().split("/")
        identifier = f"{archive.split('.')[0]}/{number}"
    return ArxivId(identifier, int(match["version"]) if match["version"] else None)
