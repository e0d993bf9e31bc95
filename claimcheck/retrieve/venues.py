"""The venues that reviews of this field name, under one name each."""

from __future__ import annotations

import re

_VENUES = {
    "NeurIPS": r"neurips|nips|neural information processing systems",
    "ICML": r"icml|international conference on machine learning",
    "ICLR": r"iclr|international conference on learning representations",
    "TMLR": r"tmlr|transactions on machine learning research",
    "JMLR": r"jmlr|journal of machine learning research",
    "ACL": r"acl|annual meeting of the association for computational linguistics",
    "NAACL": r"naacl",
    "EACL": r"eacl",
    "EMNLP": r"emnlp|empirical methods in natural language processing",
    "TACL": r"tacl|transactions of the association for computational linguistics",
    "COLING": r"coling|lrec-coling",
    "AAAI": r"aaai",
    "IJCAI": r"ijcai",
    "CVPR": r"cvpr",
    "ICCV": r"iccv",
    "ECCV": r"eccv",
    "KDD": r"kdd",
    "SIGIR": r"sigir",
}
_NAMES = {name: re.compile(rf"(?<![\w-])(?:{pattern})(?![a-z-])", re.IGNORECASE) for name, pattern in _VENUES.items()}
_PUBLISHED = re.compile(
    r"\b(?:accepted|published|appears?|appeared|presented|camera.ready|proceedings)\b", re.IGNORECASE
)
# A paper may be at a workshop of one conference and in the proceedings of another.
_LESSER = re.compile(r"workshop|submitted|under review|submission|tutorial|demo|poster|findings", re.IGNORECASE)


def venues_of(text: str, *, published: bool = False) -> frozenset[str]:
    """The venues that a text names; none where it speaks of a workshop or a submission.

    Args:
        text: a venue as printed, a comment, a first page.
        published: the text must also say that something was published or accepted there.
    """
    if _LESSER.search(text) or (published and not _PUBLISHED.search(text)):
        return frozenset()
    return frozenset(name for name, pattern in _NAMES.items() if pattern.search(text))
