"""What an entry of a list of sources, or a heading that names a paper, prints: title, authors, years, short names."""

from __future__ import annotations

import re

from claimcheck.citing import CAPITAL, PARTICLES
from claimcheck.extract.people import title_alone
from claimcheck.identifiers import find_arxiv_ids
from claimcheck.words import collapse, words

YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20[0-4]\d)(?!\d)")
QUOTED = re.compile(r"[\"“”]([^\"“”]{8,250})[\"“”]")
PAPER_HEADING = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s*)?(?:paper|study|work|source|article)\s*#?\s*(?P<number>\d{1,3})?\s*[:.–—-]\s*",
    re.IGNORECASE,
)
LONGEST_RAW = 600
_TAIL = re.compile(r"\s*[\(\[][^()\[\]]*[\)\]]\s*$")
_DECORATION = re.compile(r"[★☆⭐✓✔*_`]+")
_LONGEST_ENTRY = 2_000
# What may follow a title that is a question; anything else is its second half.
_VENUE = (
    r"(?:§|(?:In|Nature|Science|Cell|(?:The )?Lancet|IEEE|ACM|ACL|PLoS|BMJ|Journal|Workshop)\b"
    r"|(?:Proc(?:eedings)?|J|Trans(?:actions)?|Adv(?:ances)?|Ann(?:ual|als)?|Conf(?:erence)?|Int(?:ernational)?)[.\s]"
    r"|(?:[A-Z][\w.&]*,? ){1,6}\(?\d|[A-Z][\w.&]*(?: [A-Z&][\w.&]*){0,5}[.,]?\s*(?:§|$))"
)
_LONGEST_VENUE = 30
_OF_A_VENUE = re.compile(
    rf"[(\[]?(?:[{CAPITAL}][\w.&’'/-]{{0,40}}|\d[\d.–:()/-]{{0,20}}|pp?\.|pages|vol\.|no\.|of|the|on|in|and|for|to|at|&)"
    r"[)\].,;:]{0,3}"
)
# No name of a person holds one of these.
_OF_TITLES = frozenset(["of", "in", "for", "with", "on", "to", "the", "from", "by", "as", "is", "are"])


def years_of(text: str) -> list[str]:
    """Years in a text, those inside identifiers (2004.03720) left out."""
    for found in reversed(find_arxiv_ids(text)):
        text = text[: found.start] + " " + text[found.end :]
    return YEAR.findall(text)


def title_of_heading(heading: str) -> str | None:
    """The paper's title in a heading, without number, stars, and what stands in brackets behind it."""
    title = _DECORATION.sub("", heading[:LONGEST_RAW]).strip()
    title = re.sub(r"^\s*(?:\[?\d{1,3}\]?(?:\.\d+)*[.)]?)\s+", "", title)
    title = PAPER_HEADING.sub("", title, count=1)
    title = re.sub(r"^paper\s*:\s*", "", title, flags=re.IGNORECASE)
    while (shorter := _TAIL.sub("", title)) != title:
        title = shorter
    title = collapse(title).strip(" :–—-")
    return title if len(title) > 2 else None


def names_of(heading: str) -> set[str]:
    """Short names that a heading gives its paper: what stands before a colon, or in brackets as an acronym."""
    names = set()
    title = title_of_heading(heading) or ""
    lead = title.split(":")[0].strip() if ":" in title else (title if len(title.split()) <= 3 else "")
    if lead and len(lead.split()) <= 4 and len(lead) > 2:
        names.add(lead)
        if len(capitals := [w[0] for w in lead.split() if w[0].isupper()]) >= 3:
            names.add("".join(capitals))
    for inner in re.findall(r"\(([A-Z][\w-]*[A-Z][\w-]*)\)", heading):
        names.add(inner)
    return names


def title_of_entry(raw: str, links: list[str]) -> str | None:
    """The title in an entry of a bibliography: quoted, a link's text, or the first long part that is no names."""
    raw = raw[:_LONGEST_ENTRY]
    if quoted := QUOTED.search(raw):
        return quoted[1].strip(" .,")
    for text in links:
        if len(words(text)) >= 3 and "://" not in text and not find_arxiv_ids(text):
            return text.strip(" .")
    bare = re.sub(r"https?://\S+|\(?\b(?:19|20)\d\d[a-z]?\)?|arxiv\S*", " § ", raw, flags=re.IGNORECASE)
    parts = [part.strip() for part in re.split(rf"§|(?<=\w\w)\.\s|(?<=[\])])\.\s|\?\s(?={_VENUE})", bare)]
    named = False
    for part in parts:
        alone = title_alone(f"{part} ").rstrip()
        title = alone.strip(" .,:;()-–—")
        # Behind names stands no other list of them: "Pike, R., Doe, K. (2021). Bees, Wasps and Hornets".
        named = named or (len(alone) < len(part) and part.endswith(alone))
        if len(words(title)) >= 3 and (named or not _looks_like_names(title)):
            return collapse(title)[:300]
    return None


def _looks_like_names(part: str) -> bool:
    pieces = [p.split() for p in re.split(r",|\band\b|&|;", part) if p.strip()]
    people = [[word for word in piece if word not in PARTICLES] for piece in pieces]
    short = sum(0 < len(p) <= 3 and p[0][0].isupper() and not _OF_TITLES.intersection(p) for p in people)
    return "et al" in part or (len(pieces) >= 2 and short == len(pieces) and ":" not in part)


def is_venue(text: str) -> bool:
    """Whether a line below an entry tells where and when the work came out, and nothing of what it says.

    >>> is_venue("In Proceedings of ICLR, 2024."), is_venue("Bees counted to four in 2024.")
    (True, False)
    """
    printed = text.split()
    return len(printed) <= _LONGEST_VENUE and bool(YEAR.search(text)) and all(map(_OF_A_VENUE.fullmatch, printed))
