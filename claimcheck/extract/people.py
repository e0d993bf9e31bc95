"""The people whom an entry of a list of sources names: "Wei, J., Wang, X.", "Wei J, Wang X.", "Jason Wei and Bo Li"."""

from __future__ import annotations

import re

from claimcheck.citing import CAPITAL, PARTICLE, PARTICLES
from claimcheck.words import collapse


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SURNAME = rf"(?<!\w){PARTICLE}[{CAPITAL}][\w’'-]{{1,40}}(?: [{CAPITAL}][\w’'-]{{1,40}})?"
_WITH_STOPS = rf"[{CAPITAL}]\.(?:[ -]?[{CAPITAL}]\.){{0,3}}"
# The two forms of them share nothing, or a long list would be tried in all their combinations.
_BARE = rf"(?:[{CAPITAL}]{{1,3}}|[{CAPITAL}](?:(?:\.-?|-)[{CAPITAL}]){{1,2}})\b\.?"
_ET_AL = re.compile(
    rf"(?P<first>{_SURNAME})\s+(?:et\s+al\b|(?:&|and)\s+(?P<second>{_SURNAME})\s*,?\s*\(?(?:19|20)\d\d)"
)
_FIRST_ET_AL = re.compile(rf"\W{{0,9}}(?P<first>{_SURNAME}),?\s(?:{_WITH_STOPS}|{_BARE}),?\s+et\s+al\b")
# "Pike, R., and Doe, K. L. "; what follows is the title.
_SURNAMES_FIRST = re.compile(rf"(?:{_SURNAME}, ?{_WITH_STOPS}(?:,? (?:and|&) |[,;] | )){{1,40}}")
# "Pike R, Doe KL. ", "Pike R, et al. "
_WITHOUT_COMMAS = re.compile(
    rf"(?P<people>(?P<first>{_SURNAME})\s(?P<initials>{_BARE})(?P<more>(?:(?:,?\s(?:and|&)\s|[,;]\s){_SURNAME}\s{_BARE}){{0,60}}))"
    r"(?:(?P<others>,?\s+et\s+al\b\.?)|(?P<stop>(?<=\.))|(?=\s\(|\s(?:19|20)\d\d|\s?\Z))(?:[:,]?\s+|\Z)"
)
_ONE_OF_THEM = re.compile(rf"(?P<name>{_SURNAME})\s{_BARE}")
_SURNAME_NEXT = re.compile(rf"{PARTICLE}(?:[{CAPITAL}][\w’'-]{{1,40}}\s?){{1,3}}(?:[,.;(\d]|(?:and|&)\s|\Z)")
# What a capital stands behind that is no person, and capitals that are no initials.
_NO_SURNAME = _set(
    """Vitamin Hepatitis Influenza Type Group Class Phase Part Section Chapter Appendix Table Figure Plan Model Level
    Grade Protein Factor Complex Team Schedule Version"""
)
_NO_INITIALS = _set("AI ML US UK EU UN USA WHO NLP IT HQ GLM LLM RL QA RNA DNA")
_FULL_NAME = re.compile(
    rf"[{CAPITAL}](?:[^\W\d_{CAPITAL}][\w’'-]*|\.)(?:[ -][{CAPITAL}]\.?){{0,2}} {PARTICLE}(?![A-Z]{{2,}}\b)"
    rf"[{CAPITAL}][\w’'-]{{1,40}}"
)
# What stands behind a title as two names do, and is where it came out.
_OF_VENUES = _set(
    """University Press Conference Journal Proceedings Meeting Workshop Association Society Institute Transactions
    Letters Review Reviews Report Reports Springer Elsevier Wiley Nature Science Sciences Research Learning Intelligence
    Systems Computing Computer Computers Medicine Language Languages Processing Linguistics Data Network Networks Neural
    Annual International National American European United New York San Los Las South North East West City States
    Kingdom Frontiers Advances Academic Academy Online Open Library Publishing Publishers Technical Preprint Group
    Memory Cognition Ecology Evolution Education Behavior Behaviour Psychology Brain Mind Health Economics Society
    Management Information Technology Engineering Physics Chemistry Biology Law Policy Energy Environment Food Drug"""
)
# Who is named behind a title: "Title - Wang & Li", "Title (Wei et al.".
_BEHIND_A_TITLE = re.compile(rf"(?:\s[-–—]\s|\()\s?{_SURNAME}\s+(?:et\s+al\b\.?|(?:&|and)\s+{_SURNAME})\W*\Z")
_LONGEST = 2_000
_MOST = 30


def title_alone(part: str) -> str:
    """A part of an entry without the people before its title, surname first, and those behind it.

    >>> title_alone("Pike, R., and Doe, K. L. Wasps at dusk"), title_alone("Wasps at dusk (Pike et al.")
    ('Wasps at dusk', 'Wasps at dusk')
    """
    first = _SURNAMES_FIRST.match(part) or _without_commas(part)
    return _BEHIND_A_TITLE.sub("", part[first.end() :] if first else part)


def _without_commas(text: str) -> re.Match[str] | None:
    """The people with whom a text begins, where initials stand behind their surnames without a comma."""
    people = _WITHOUT_COMMAS.match(text, 0, _LONGEST)
    if people is None or people["first"] in _NO_SURNAME or people["initials"].strip(".") in _NO_INITIALS:
        return None
    if people["more"] or people["others"]:
        return people
    # "Deep RL (2020)" may be a title, and "Michael A. Lepori, Bo Li" goes on with the surname.
    return people if people["stop"] is not None and not _SURNAME_NEXT.match(text, people.end()) else None


def authors_of(text: str) -> list[str]:
    """Surnames (or full names, as printed) of the authors named at the beginning of a text; at most 30."""
    if people := _without_commas(text):
        return [match["name"] for match in _ONE_OF_THEM.finditer(people["people"])][:_MOST]
    if match := _FIRST_ET_AL.match(text):
        return [match["first"]]
    if match := _ET_AL.search(text):
        return [match["first"].split()[-1]] + ([match["second"].split()[-1]] if match["second"] else [])
    # Behind the last initials of a list of them stands the title: "Pike, R., Doe, K. Wasps, Bees and Dusk".
    if (people := _SURNAMES_FIRST.match(text)) and people[0].rstrip().endswith("."):
        text = people[0]
    # A year, a quoted title, a full stop behind a whole word, or "et al." ends the names.
    head = re.split(r"\(\s*(?:19|20)\d\d|\b(?:19|20)\d\d\b|[\"“]|(?<=[^\W\d_]{3})\.\s|\bet\s+al\b", text)[0]
    head = re.sub(r"\([^)]*\)", " ", head)
    names = [collapse(p).strip(" .*_;:") for p in re.split(r",|;|\band\b|&", head)]
    names = [n for n in names if n and not re.fullmatch(rf"(?:[{CAPITAL}]\.?[\s-]?){{1,3}}", n)]
    good = [n for n in names if _is_name(n)]
    return good[:_MOST] if good and len(good) >= len(names) / 2 else []


def _is_name(text: str) -> bool:
    said = text.split()
    own = [word for word in said if word not in PARTICLES]
    return (
        0 < len(own) <= 4
        and len(text) < 50
        and said[-1] not in PARTICLES
        and all(re.fullmatch(rf"[{CAPITAL}][\w.’'-]*", word) for word in own)
    )


def named_behind(text: str) -> list[str]:
    """Who is named behind a title, where that is plain: "Jason Wei, Bo Li. NeurIPS 2022", "- Wang & Li (2023)".

    Args:
        text: what stands behind the title.
    """
    text = text[:_LONGEST].lstrip(' .,:;-–—("”')
    if (match := _ET_AL.match(text)) and not _OF_VENUES.intersection(match[0].split()):
        return authors_of(text[: match.end()])
    if people := _SURNAMES_FIRST.match(text) or _without_commas(text):
        return authors_of(people[0])
    head = re.split(r"\(|\b(?:19|20)\d\d\b|(?<=[^\W\d_]{2})\.(?:\s|$)|\bet\s+al\b", text)[0]
    names = [collapse(name).strip(" .*_;:") for name in re.split(r",|;|\band\b|&", head) if name.strip(" .")]
    named = len(names) > 1 and all(_FULL_NAME.fullmatch(n) and not _OF_VENUES.intersection(n.split()) for n in names)
    return names[:_MOST] if named else []
