"""Shares that are told as two numbers: "nine out of ten" for 90%, "one in five" for 20%, "12 of the 60" for 20%."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.verify.numeric.agreement import agree
from claimcheck.verify.numeric.belonging import belongs, related
from claimcheck.verify.numeric.frames import Frame, apart, frames
from claimcheck.verify.numeric.numbers import APPROXIMATE, Quantity, bound_at, find, prepare

_COUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)"
# "Nine out of ten", "1 in 5"; no "three in 2019", no "two in five years".
_ONE_IN = re.compile(
    rf"(?<![\w.,-])(?P<part>{_COUNT})\s(?:in|out\sof)\s(?:every\s)?(?P<whole>(?!(?:19|20)\d\d\b){_COUNT})\b"
    r"(?!\s?%|[.,]\d|-|\s(?:percent|per\scent|(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b))",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<![\w.,-])(?P<part>\d{1,3}(?:,\d{3})+|\d{1,7}|[a-z]{3,6})\s(?:out\s)?of\s(?:the|these|those|all|our)?\s?"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,7}|[a-z]{3,6})\b(?!\s?%|[.,]\d|-)",
    re.IGNORECASE,
)
# "One in five" is said of 19% and of 21%, and "about one in five" of 18%.
_NEAR, _AT_MOST = 0.05, 1.5
_OFTEN = re.compile(r"\s(?:a|an|per|every|each|daily|weekly)\b|-(?:daily|weekly)\b")
_NO_ORDINAL = re.compile(
    r"[.,;:)]|$|\s(?:of|as|more|less|fewer|higher|lower|to|in|on|at|with|by|were|was|are|is|had|have|has|did)\b"
)
_LONGEST, _MOST = 2_000, 20


def borne_out(wanted: Frame, claim: str, text: str) -> bool:
    """Whether a share of the claim, or one of its two numbers, is the share that a passage tells in another form.

    >>> (wanted,) = frames("In all 20% of adults skipped doses.")
    >>> borne_out(wanted, "In all 20% of adults skipped doses.", "One in five adults skipped doses.")
    True
    """
    share = _share_of(wanted, claim) or wanted
    if share.quantity.unit != "%":
        return False
    told = _told(text)
    return any(
        agree(share.quantity, one.quantity) and _of_one(share, one) and belongs(share, one, told) for one in told
    )


def told_otherwise(wanted: Frame, claim: str, text: str) -> bool:
    """Whether a passage tells a share of the thing of which a claim tells one in words: it must be the same then.

    So it is with "twice" and other multiples. "Half" is said of too many shares.
    """
    if is_part(wanted, claim):
        share = _share_of(wanted, claim)
        return share is not None and any(_of_one(share, one) for one in _told(text))
    unit, behind = wanted.quantity.unit, prepare(claim)[wanted.quantity.span[1] :]
    # "Three times a week" is how often, and "a third dose" is the next one.
    if unit == "x" and not _OFTEN.match(behind):
        return any(_of_one(wanted, one) for one in frames(text) if one.quantity.unit == "x")
    sure = unit == "%" and "half" not in wanted.quantity.text.lower()
    meant = sure and (wanted.quantity.text.lower().endswith("percent") or bool(_NO_ORDINAL.match(behind)))
    return meant and any(_of_one(wanted, one) for one in _told(text))


def _told(text: str) -> list[Frame]:
    return [*shares(text), *(one for one in frames(text) if one.quantity.unit == "%")]


def _of_one(share: Frame, other: Frame) -> bool:
    return related(share, other) or (bool(share.around & other.around) and not apart(share, other))


def is_part(wanted: Frame, claim: str, *, of_one: bool = False) -> bool:
    """Whether a number of a claim is one of the two of a share; `of_one`: the five of "one in five", a mere fifth."""
    start = wanted.quantity.span[0]
    parts = (match for match in _ONE_IN.finditer(prepare(claim)) if match.start() <= start < match.end())
    return any(not of_one or match["part"].lower() in {"one", "1"} for match in parts)


def _share_of(wanted: Frame, claim: str) -> Frame | None:
    start = wanted.quantity.span[0]
    return next((one for one in shares(claim) if one.quantity.span[0] <= start < one.quantity.span[1]), None)


@lru_cache(maxsize=2_048)
def shares(text: str) -> tuple[Frame, ...]:
    """The shares of a text that are told as two numbers, at most 20, each as a number of percent."""
    folded = prepare(text[:_LONGEST])
    found = []
    for match in (*_ONE_IN.finditer(folded), *_OF.finditer(folded)):
        part, whole = _value(match["part"]), _value(match["whole"])
        inside = [one for one in frames(text) if match.start() <= one.quantity.span[0] < match.end()]
        if not part or not whole or part >= whole or not inside:
            continue
        value, rounded = 100 * part / whole, match.re is _ONE_IN
        about = 2 if APPROXIMATE.search(folded, max(0, match.start() - 26), match.start()) else 1
        near = about * min(_NEAR * value, _AT_MOST) if rounded else 0.0
        bound = bound_at(folded, match, "%")
        quantity = Quantity(match[0], value, near, "%", inside[-1].quantity.nouns, bound=bound, span=match.span())
        own = frozenset().union(*(one.own for one in inside))
        around = frozenset().union(*(one.around for one in inside))
        found.append(inside[0]._replace(quantity=quantity, own=own, around=around))
    return tuple(found[:_MOST])


@lru_cache(maxsize=512)
def _value(printed: str) -> float | None:
    """What a number or a number word says; None for other words."""
    if printed.lower() == "one":
        return 1.0
    return next((quantity.value for quantity in find(printed) if not quantity.unit), None)
