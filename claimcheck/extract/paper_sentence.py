"""A paper's sentence, made to stand alone: without marks and pointers, and with the paper named where it says "we"."""

from __future__ import annotations

import re

from claimcheck.words import collapse

_PLACES = (
    r"(?:Figures?|Figs?\.?|Tables?|Tabs?\.|Sections?|Secs?\.|Sect\.|§+|Appendi(?:x|ces)|App\.|Equations?|Eqs?\.?"
    r"|Algorithms?|Alg\.|Listings?|Box|Theorems?|Lemmas?|Propositions?|Footnotes?|Chapters?)"
)
_PLACE = re.compile(rf"(?<!\w){_PLACES}[\s~]*\(?(?:\d|[A-Z]\b|[IVX]+\b)", re.IGNORECASE)
# What may go without a change of what is said: "(see Table 2)", "[12, 13]", "(Lee et al., 2020; Kay, 2021)".
_ASIDES = (
    re.compile(
        rf"(?<!\s)\s*[(\[](?:see|cf\.|as in|shown in)?\s*(?:also\s)?{_PLACES}[^()\[\]]{{0,80}}[)\]]", re.IGNORECASE
    ),
    re.compile(r"(?<!\s)\s*\[\d[\d,;\s–-]{0,40}\]"),
    re.compile(r"(?<!\s)\s*\[@[^\[\]]{1,200}\]"),
    re.compile(r"(?<!\s)\s*\((?:e\.g\.,?\s|see\s|cf\.\s)?[A-Z][^()]{1,200}?,?\s(?:19|20)\d\d[a-z]?(?:[,;][^()]{0,200})?\)"),
    re.compile(r"(?<!\s)\s*[†‡§]"),
)  # fmt: skip
_LEADS = (
    rf"(?:as (?:is )?(?:can be seen|shown|seen|reported|illustrated|presented) (?:in|by|from) {_PLACES}[\s~]*[\w.()]+"
    rf"|as {_PLACES}[\s~]*[\w.()]+ (?:shows|illustrates|demonstrates|reports)"
    rf"|(?:in|from) {_PLACES}[\s~]*[\w.()]+)"
)
_LINKS = (
    r"(?:(?:however|moreover|furthermore|in addition|additionally|besides|finally|lastly|first(?:ly)?|second(?:ly)?"
    r"|third(?:ly)?|also|notably|specifically|in particular|particularly|interestingly|surprisingly|remarkably"
    r"|importantly|crucially|overall|in summary|in short|to summari[sz]e|in sum|in conclusion|to conclude|in total"
    r"|thus|therefore|hence|consequently|as a result|accordingly|for example|for instance|indeed|in fact"
    r"|nevertheless|nonetheless|meanwhile|at the same time|empirically|concretely|more importantly|most importantly"
    r"|as such|taken together|all in all)\s?,)"
)
_LEAD = re.compile(rf"(?:{_LEADS}\s?,|{_LINKS})\s*", re.IGNORECASE)
_RESULTS = re.compile(
    r"(?:These|The|Such|Those) (?=(?:experimental |empirical |main )?(?:results|findings|experiments|observations)\s+"
    r"(?:\w+ly\s)?(?:show|suggest|indicate|demonstrate|reveal|confirm|imply|support|highlight))"
)
_THIS = re.compile(
    r"\b(?:this|the present|the current) (?:paper|work|study|article|report|survey|manuscript|thesis|review)\b(?!['’])",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s(?-i:(?=\W))|[Oo]urs|[Oo]urselves)\b")
# What authors say it by: "our results show" is told as "the results of [1] show".
_OURS = re.compile(
    r"\b(?P<our>[Oo]ur) (?P<what>(?:[\w-]+ ){0,3}(?:study|work|results?|findings?|experiments?|analys[ei]s"
    r"|evaluations?|observations?|simulations?|surveys?|investigations?|ablations?|tests?))\b(?![’'-])"
)
# "We also find" leans on a sentence that is not there.
_ALSO = re.compile(r"\b([Tt]he authors of \[[^\]]+\]) (?:also|further|additionally|then|first) (?=[a-z]{3})")
_AUTHORS = {
    "we": "the authors",
    "us": "the authors",
    "our": "the authors’",
    "ours": "the authors’ own",
    "ourselves": "themselves",
}


def alone(sentence: str) -> str:
    """A sentence without citation marks, pointers in brackets and leading links; its words are not changed.

    "As shown in Table 2, X beats Y [3]." gives "X beats Y."; "These results suggest …" is said of the paper's own
    ("Our results suggest …"), which `named` then names.
    """
    text = collapse(sentence)
    for aside in _ASIDES:
        text = aside.sub("", text)
    while lead := _LEAD.match(text):
        text = _capital(text[lead.end() :])
    return _RESULTS.sub("Our ", text, count=1) if _RESULTS.match(text) else text


def points_elsewhere(text: str) -> bool:
    """Whether a sentence sends the reader to a table, a figure or a section."""
    return bool(_PLACE.search(text))


def named(text: str, key: str = "") -> str:
    """A sentence in which its authors speak, told by somebody else.

    "We show that our method wins" becomes "The authors of [KEY] show that the authors’ method wins", "This paper" the
    mark itself, "our results" becomes "the results of [KEY]". Only the first such place names the paper; a sentence
    without one stays as it is.

    Args:
        text: the sentence.
        key: what the paper is called; without it the authors and the paper stay unnamed.
    """
    mark, told = f"[{key}]" if key else "", False

    def this(match: re.Match[str]) -> str:
        nonlocal told
        first, told = not told, True
        return mark if mark and first else _like(match[0], "the paper")

    def person(match: re.Match[str]) -> str:
        nonlocal told
        first, told = not told, True
        word = match[0].lower()
        plain = _AUTHORS[word]
        if mark and first:
            plain = f"{mark}’s" if word == "our" else plain.replace("the authors", f"the authors of {mark}")
        return _like(match[0], plain)

    text = _THIS.sub(this, text)
    first = _FIRST_PERSON.search(text)
    if mark and not told and first and (ours := _OURS.match(text, first.start())):
        told = True
        text = f"{text[: ours.start()]}{_like(ours['our'], 'the')} {ours['what']} of {mark}{text[ours.end() :]}"
    return _ALSO.sub(r"\1 ", _FIRST_PERSON.sub(person, text))


def _like(model: str, text: str) -> str:
    return _capital(text) if model[:1].isupper() else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
