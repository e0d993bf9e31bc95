"""One change at a time to a sentence, by rule: what teaches the entailment model what matters, and what tests it.

Each rule takes a sentence and gives it back with one thing changed, and what the changed claim is to the unchanged
sentence: refuted by it (another number, the other direction, a negation, the partners of a comparison exchanged), not
shown by it (a wider scope, a hedge dropped, another name), or still supported (shortened, a number rounded). The idea
of minimal pairs, in which neither side alone tells the label, is that of FEVER-Symmetric (Schuster et al., 2019) and
VitaminC (Schuster et al., 2021).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

Label = Literal["SUPPORT", "REFUTE", "NOINFO"]


class Edit(NamedTuple):
    """A changed sentence: the rule that changed it, the text, and what the unchanged sentence says of it."""

    rule: str
    text: str
    label: Label


_OPPOSITES = """
increase:decrease increases:decreases increased:decreased increasing:decreasing higher:lower highest:lowest
more:less greater:smaller improve:worsen improves:worsens improved:worsened improving:worsening
improvement:deterioration better:worse best:worst positive:negative positively:negatively before:after
above:below faster:slower larger:smaller largest:smallest longer:shorter stronger:weaker gain:loss gains:losses
upregulated:downregulated upregulation:downregulation activation:inhibition activates:inhibits promotes:prevents
promote:prevent reduce:increase reduces:increases reduced:increased reducing:increasing reduction:increase
rise:fall rises:falls rose:fell outperforms:underperforms outperform:underperform outperformed:underperformed
early:late maximum:minimum gained:lost accelerates:slows enhances:impairs enhanced:impaired enhance:impair
high:low safe:unsafe effective:ineffective sufficient:insufficient common:rare majority:minority
exceeds:falls-below stable:unstable resistant:sensitive beneficial:harmful protective:harmful"""
_OPPOSITE = {
    one: other.replace("-", " ")
    for pair in _OPPOSITES.split()
    for one, other in (pair.split(":"), pair.split(":")[::-1])
    if "-" not in one
}
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_NUMBER = re.compile(r"(?<![\w.,/^-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d|-\w|\.\d|/\d)")
_YEARISH = re.compile(r"(?:19|20)\d\d")
_FROM_TO = re.compile(r"\bfrom (\S*\d\S*?) to (\S*\d\S*?)(?=[\s,;.)]|$)")
# Between the two ends of a range, an interval, a value with its spread: to exchange those says nothing.
_ENDS = re.compile(r"%?\s?(?:[-\u2013\u2014,/:;]|to|and|or|\u00b1|\+/-|\(|\[)?\s?[([]?\s?[-+]?")
_UNITS = {
    "days": "weeks", "weeks": "months", "months": "years", "years": "months", "hours": "days", "minutes": "hours",
    "seconds": "minutes", "mg": "g", "kg": "g", "mm": "cm", "ms": "s", "million": "billion", "billion": "million",
    "thousand": "million",
}  # fmt: skip
_BE = re.compile(r"\b(is|are|was|were|has|have|can|could|will|does|do|did|should)\b(?! not\b)", re.IGNORECASE)
_NOT = re.compile(r"\b(is|are|was|were|has|have|can|could|will|does|do|did|should) not\b|\bcannot\b", re.IGNORECASE)
_NO_SIGNIFICANT = re.compile(r"\bno (significant|clear|evidence|difference|effect|association|change)", re.IGNORECASE)
_THAN = re.compile(
    r"^(?P<head>(?:[A-Z][^,;:]*?, )?)(?P<a>[\w\s-]{2,40}?) (?P<verb>outperform\w*|outperformed|beats?|exceed\w*"
    r"|surpass\w*|(?:is|are|was|were) (?:\w+ )?(?:\w+er|more \w+|less \w+) than) (?P<b>[\w\s-]{2,40}?)(?P<tail>"
    r"(?: (?:in|on|by|at|for|with|across|under|when|and|after|among)\b.*)?[.]?)$"
)
_WIDER = {
    "some": "all", "many": "all", "most": "all", "several": "all", "often": "always", "sometimes": "always",
    "usually": "always", "a subset of": "all", "one of the": "the only one of the", "partially": "fully",
    "in mice": "in humans", "in vitro": "in patients", "among": "only among", "in children": "in adults",
    "in women": "in men", "in patients": "in healthy people", "a potential": "a proven", "suggest": "prove",
    "suggests": "proves", "associated with": "caused by", "is associated with": "causes",
    "correlated with": "caused by", "indicate": "prove", "indicates": "proves",
}  # fmt: skip
_HEDGES = {
    "may be": "is", "might be": "is", "could be": "is", "may": "will", "might": "will", "could": "does",
    "can": "always", "likely": "certainly", "possibly": "certainly", "probably": "certainly", "potentially": "always",
    "appears to": "is proven to", "appear to": "are proven to", "seems to": "is proven to",
}  # fmt: skip
_LEAD = re.compile(
    r"^(?:(?:In this (?:paper|study|work)|Here|Moreover|Furthermore|In addition|Additionally|However|Therefore|Thus"
    r"|Finally|Overall|Together|Taken together|Notably|Interestingly|Importantly|In conclusion|In summary),? )?"
    r"(?:(?:we|our results|our findings|these results|these findings|our data|these data|results|the results"
    r"|this study|our study) (?:also |further )?(?:show|showed|found|find|demonstrate|demonstrated|report|reported"
    r"|observed|suggest|indicate|reveal|revealed)s? (?:here )?that )",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"^(?:Moreover|Furthermore|In addition|Additionally|However|Therefore|Thus|Finally|Overall|Notably|Interestingly"
    r"|Importantly|In conclusion|In summary|Conversely|Consequently|Specifically),? ",
    re.IGNORECASE,
)
_PARENTHESIS = re.compile(r"\s\([^()]{3,80}\)")
_TRAILING = re.compile(
    r",? (?:suggesting|indicating|which|whereas|while|although|compared with|as well as|including)\b.*$"
)
_NAME = re.compile(r"(?<=\s)(?:[A-Z][a-z]*[A-Z0-9][\w-]*|[A-Z]{2,}[\w-]*|[A-Z][a-z]{3,})(?=[\s,.;)])")


def number(text: str, rng: random.Random) -> Edit | None:
    """Another number in the place of one, of the same kind and as finely printed, that the sentence does not hold."""
    spots = [m for m in _NUMBER.finditer(text) if not _YEARISH.fullmatch(m[0])]
    if not spots:
        return None
    spot = rng.choice(spots)
    plain = spot[0].replace(",", "")
    decimals = len(plain.partition(".")[2])
    value = float(plain)
    percent = text[spot.end() : spot.end() + 2].strip().startswith("%")
    for _ in range(20):
        way = rng.random()
        if way < 0.3:
            other = value * rng.choice([0.25, 0.5, 1.5, 2.0, 3.0])
        elif way < 0.5 and value >= 10:
            other = float(_swap_digits(plain, rng))
        else:
            other = value + rng.choice([-1, 1]) * max(10.0**-decimals, value * rng.uniform(0.08, 0.6))
        new = f"{other:.{decimals}f}"
        if other <= 0 or (percent and other > 100 >= value) or (value <= 1 < other and decimals):
            continue
        if abs(float(new) - value) >= max(0.04 * value, 10.0**-decimals) and new not in text:
            new = f"{int(float(new)):,}" if "," in spot[0] and not decimals else new
            return Edit("number", text[: spot.start()] + new + text[spot.end() :], "REFUTE")
    return None


def _swap_digits(plain: str, rng: random.Random) -> str:
    digits = list(plain)
    places = [i for i, c in enumerate(digits) if c.isdigit()]
    place = rng.choice(places[: max(1, min(2, len(places)))])
    digits[place] = rng.choice([d for d in "123456789" if d != digits[place]])
    return "".join(digits)


def exchange(text: str, _: random.Random) -> Edit | None:
    """A change told backwards: from B to A."""
    changed = _FROM_TO.sub(lambda m: f"from {m[2]} to {m[1]}", text, count=1)
    return Edit("exchange", changed, "REFUTE") if changed != text else None


def swap(text: str, rng: random.Random) -> Edit | None:
    """Two numbers of one unit in each other's place, so that each stands by the other's subject."""
    spots = [m for m in _NUMBER.finditer(text) if not _YEARISH.fullmatch(m[0]) and text[m.start() - 1] == " "]
    kinds = [_kind(text, spot) for spot in spots]
    pairs = [
        (one, other)
        for i, one in enumerate(spots)
        for j, other in enumerate(spots[i + 1 :], i + 1)
        if one[0] != other[0] and kinds[i] == kinds[j] and not _ENDS.fullmatch(text[one.end() : other.start()])
    ]
    if not pairs:
        return None
    one, other = rng.choice(pairs)
    between = text[one.end() : other.start()]
    return Edit("swap", text[: one.start()] + other[0] + between + one[0] + text[other.end() :], "REFUTE")


def _kind(text: str, spot: re.Match[str]) -> tuple[bool, bool]:
    """Whether a number is a percentage, and whether it has decimals: what may stand in each other's place."""
    return text[spot.end() : spot.end() + 2].strip().startswith("%"), "." in spot[0]


def unit(text: str, rng: random.Random) -> Edit | None:
    """Another unit behind a number."""
    spots = [m for m in re.finditer(r"(?<=\d )[A-Za-z]+\b", text) if m[0] in _UNITS]
    if not spots:
        return None
    spot = rng.choice(spots)
    return Edit("unit", text[: spot.start()] + _UNITS[spot[0]] + text[spot.end() :], "REFUTE")


def direction(text: str, rng: random.Random) -> Edit | None:
    """The opposite of one word that tells a direction, a degree or an order."""
    spots = [m for m in _WORD.finditer(text) if m[0].lower() in _OPPOSITE]
    if not spots:
        return None
    spot = rng.choice(spots)
    other = _OPPOSITE[spot[0].lower()]
    other = other[0].upper() + other[1:] if spot[0][0].isupper() else other
    return Edit("direction", text[: spot.start()] + other + text[spot.end() :], "REFUTE")


def negation(text: str, _: random.Random) -> Edit | None:
    """A negation put in, or taken out."""
    for pattern, replacement in (
        (_NO_SIGNIFICANT, lambda m: f"a {m[1]}"),
        (_NOT, lambda m: m[1] or "can"),
        (_BE, lambda m: f"{m[1]} not"),
    ):
        changed = pattern.sub(replacement, text, count=1)
        if changed != text:
            return Edit("negation", changed, "REFUTE")
    return None


def partners(text: str, _: random.Random) -> Edit | None:
    """The two sides of a comparison exchanged: "A beats B" becomes "B beats A"."""
    if not (m := _THAN.match(text)):
        return None
    first = m["b"][0].upper() + m["b"][1:] if not m["head"] else m["b"]
    return Edit("partners", f"{m['head']}{first} {m['verb']} {m['a']}{m['tail']}", "REFUTE")


def scope(text: str, rng: random.Random) -> Edit | None:
    """Wider or other scope, or more strength, than the sentence has."""
    return _replaced("scope", text, _WIDER, rng)


def hedge(text: str, rng: random.Random) -> Edit | None:
    """A hedge dropped."""
    return _replaced("hedge", text, _HEDGES, rng)


def wording(text: str, rng: random.Random) -> Edit | None:
    """More than the sentence says: a wider or other scope, else a hedge dropped."""
    return scope(text, rng) or hedge(text, rng)


def _replaced(rule: str, text: str, table: dict[str, str], rng: random.Random) -> Edit | None:
    present = [word for word in table if re.search(rf"\b{word}\b", text)]
    if not present:
        return None
    word = rng.choice(present)
    return Edit(rule, re.sub(rf"\b{word}\b", table[word], text, count=1), "NOINFO")


def name(text: str, rng: random.Random, others: Sequence[str]) -> Edit | None:
    """Another name (of a model, a data set, a gene, a place) in the place of one."""
    spots = list(_NAME.finditer(text))
    offered = sorted({m[0] for other in others for m in _NAME.finditer(other)} - {m[0] for m in spots})
    offered = [o for o in offered if o not in text]
    if not spots or not offered:
        return None
    spot = rng.choice(spots)
    return Edit("name", text[: spot.start()] + rng.choice(offered) + text[spot.end() :], "NOINFO")


def shorten(text: str, rng: random.Random) -> Edit:
    """The sentence as a reviewer would report it: lead-in, parentheses or a trailing clause left out, or a rounding."""
    changed = _LEAD.sub("", text, count=1)
    changed = _CONNECTIVE.sub("", changed, count=1)
    if rng.random() < 0.7:
        changed = _PARENTHESIS.sub("", changed)
    if rng.random() < 0.5 and len(shorter := _TRAILING.sub(".", changed)) >= 50:
        changed = shorter
    if rng.random() < 0.3:
        changed = _rounded(changed, rng)
    changed = re.sub(r"^We\b", "The authors", changed)
    changed = re.sub(r"\b[Oo]ur (\w+)", r"the \1", changed)
    return Edit("shorten", changed[:1].upper() + changed[1:], "SUPPORT")


def _rounded(text: str, rng: random.Random) -> str:
    spots = [m for m in _NUMBER.finditer(text) if "." in m[0] and float(m[0].replace(",", "")) >= 10]
    if not spots:
        return text
    spot = rng.choice(spots)
    return f"{text[: spot.start()]}about {round(float(spot[0].replace(',', '')))}{text[spot.end() :]}"


REFUTING: tuple[Callable[[str, random.Random], Edit | None], ...] = (
    number, exchange, unit, direction, negation, partners,
)  # fmt: skip
WIDENING: tuple[Callable[[str, random.Random], Edit | None], ...] = (scope, hedge)
# What a report is tested with, by the name that users see; the last one leaves a true claim true.
CHANGES: dict[str, Callable[[str, random.Random], Edit | None]] = {
    "number": number, "direction": direction, "negation": negation, "scope": wording, "harmless": shorten,
}  # fmt: skip
