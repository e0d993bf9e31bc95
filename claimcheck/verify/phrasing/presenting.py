"""Words that only present what follows: "the study shows that", "as Holm et al. (2020) report,", "key finding:".

What may stand in such a frame is a vocabulary: words of saying, words for papers and their parts, persons, little
words. One word of another kind, as in "experiments on owls show that", and the words in front are part of what is
claimed; so are denials, "few", "should" and what narrows it ("human", "pilot"), which are not among them.
"""

from __future__ import annotations

import re

# Persons, for certain: "BERT and RoBERTa" are none, and "Norway and Sweden report" tells whose cases they are.
NAME = r"(?:(?:[Vv]an|[Dd]er?|[Vv]on|[Dd]i|[Dd]u|[Ll]a|[Ll]e|[Ee]l)\s){0,3}[A-Z][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_TEAM = r"(?:(?:his|her|their) )?(?:colleagues|co-?authors|co-?workers|collaborators|team)"
_WITH_OTHERS = rf"{NAME},?\s(?:et al\b\.?|(?:and|&) {_TEAM})"
LISTED = rf"{NAME}(?:,\s{NAME}){{0,4}},?\s(?:and|&)\s{NAME}"
_YEAR = r"(?:,?\s[(\[]?(?:19|20)\d\d[a-z]?[)\]]?)"
PERSONS = rf"(?:{_WITH_OTHERS}{_YEAR}?|(?:{LISTED}|{NAME})\s[(\[](?:19|20)\d\d[a-z]?[)\]])"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Verbs of saying, in any form.
_SAYS = re.compile(
    r"(?:show|f[ou]und|find|report|demonstrat|observ|conclud|reveal|indicat|suggest|argu|claim|confirm|establish"
    r"|highlight|emphasi[sz]|underscor|stress|propos|hypothesi[sz]|posit|caution|warn|acknowledg|discover|identif"
    r"|determin|estimat|prov|document|explain|mention|illustrat|recogni[sz]|assert|maintain|believ|speculat|postulat"
    r"|expect|learn|verif|validat|describ|remark|contend|infer|corroborat|attest|affirm|reiterat|point|see|hold|read|say"
    r"|tell)(?:y|s|e|es|ies|ed|d|ied|n|en|wn|ing|ying)?"
    r"|(?:not|stat|writ)(?:e|es|ed|ing|ten)|wrote|saw|said|told|held|put|puts|according"
)
# As what a statement is presented.
_SAID = _words(
    """finding findings result results insight insights observation observations conclusion conclusions takeaway
    takeaways argument arguments claim claims message messages lesson lessons evidence demonstration indication
    indications point points limitation limitations caveat caveats drawback drawbacks weakness concern concerns strength
    advantage outcome outcomes contribution contributions highlight highlights summary detail details performance impact
    note notes upshot headline gist abstract view fact clear evident apparent notable noteworthy worth"""
)
# Behind these "that" tells more of them: "a result that …" is no statement of its own.
_TELLS_MORE = _words(
    "result results outcome outcomes contribution contributions limitation limitations point points abstract"
)
# What "in this …" may be followed by, and who and what else speaks for a paper.
_PAPER = _words(
    "paper papers study studies work works article articles preprint preprints survey surveys review reviews"
)
_MEANS = _words(
    """author authors researcher researchers research investigator investigators meta-analysis meta-analyses analysis
    analyses experiment experiments evaluation evaluations trial trials data team group report reports manuscript
    introduction section sections discussion table tables figure figures appendix page pages text"""
)
# Behind these a verb of saying is a noun: "the report", "a new claim".
_OWN = _words("the this that these those its their an a another our such")
_WHICH = _words(
    """one some several many both two three multiple various other recent prior previous earlier early past existing
    subsequent additional new same present current original empirical experimental extensive comprehensive systematic
    quantitative strong good growing solid compelling robust convincing key main major primary core central important
    interesting critical significant potential overall general chief particular"""
)
# Verbs that take a noun of these to say something: "provides evidence that", "the finding is that".
_GIVES = _words(
    """is are was were be been provide provides provided offer offers offered give gives gave present presents presented
    make makes made reach reaches reached draw draws drew come comes came has have had support supports supported"""
)
_LITTLE = _words(
    """of in by to as at on from and or with into out here there also then thus clearly consistently additionally
    explicitly even further later particularly it they we which what can should must did do able go goes turns turning
    building for end led among summarize summarise"""
)
_VOCABULARY = _SAID | _PAPER | _MEANS | _OWN | _WHICH | _GIVES | _LITTLE | {",", "(", ")", "#"}
_LABELS = _SAID | _PAPER | _OWN | _WHICH | _words("top of in and from to authors they summarize summarise #")
# What should be said is not said; "it should be noted that" says it.
_DUE = _words("should must")
_COLONS = _words(": → — – -")
_TOKEN = re.compile(
    rf"(?P<persons>{PERSONS}(?:[’']s?(?=\s))?)"
    r"|(?P<number>[#§]?\d{1,4}(?:\.\d{1,2})*[a-z]?\b|\b[A-Z]\.?\d{1,2}\b)|\w+(?:[-’']\w+)*[’']?|[^\s\w]"
)
# A bound, for texts that nobody wrote.
_FARTHEST = 240


def presented(text: str) -> int:
    """Where what is said begins, behind the first frame of a text; 0 where it begins with none.

    >>> presented("The study shows that owls sleep.")
    21
    """
    words: list[str] = []
    for token in _TOKEN.finditer(text[:_FARTHEST]):
        word = _word(token)
        rest = text[token.end() :].lstrip(", ")
        ends = (
            (word == "that" and _says(words))
            or (word == "," and _tells_where(words))
            or (word in _COLONS and _is_label(words, word, rest))
        )
        if ends and rest:
            return len(text) - len(rest)
        if not _known(word):
            break
        words.append(word)
    return 0


def is_source(text: str) -> bool:
    """Whether words behind a claim tell who says so, or where: "as shown in Table 2", "the authors report"."""
    words = [_word(token) for token in _TOKEN.finditer(text)]
    return all(map(_known, words)) and _tells_where(words)


def _word(token: re.Match[str]) -> str:
    """A word in lower case: "they" for persons, "#" for a number, of what is somebody's only the first part."""
    if token["persons"]:
        return "they"
    return "#" if token["number"] else re.sub(r"[’'](?:s\b)?$", "", token[0].lower())


def _known(word: str) -> bool:
    return word in _VOCABULARY or _SAYS.fullmatch(word) is not None


def _says(words: list[str]) -> bool:
    """Whether words in front of "that" only say who says so: "the study shows", "an insight of this paper is"."""
    if not words or ("it" not in words and not _DUE.isdisjoint(words)):
        return False
    last, before = words[-1], words[-2] if len(words) > 1 else ""
    if _is_verb(last, before) or (last == "out" and _is_verb(before, "")):
        return True
    if last in _GIVES:
        return not _SAID.isdisjoint(words)
    return last in _SAID - _TELLS_MORE and not _GIVES.isdisjoint(words)


def _tells_where(words: list[str]) -> bool:
    """Whether known words between commas tell who says so, or where: "according to them", "in this paper"."""
    if not words:
        return False
    if words[0] == "in" and words[-1] in _PAPER | {"they"} and set(words[1:-1]) <= _OWN:
        return words[-1] == "they" or len(words) > 2
    verbs = [_is_verb(word, before) for word, before in zip(words, ["", *words], strict=False)]
    return any(verbs) if words[0] in {"as", "according"} else verbs[-1]


def _is_verb(word: str, before: str) -> bool:
    """Whether a word says something, and is no noun: "the report", "a claim"."""
    return _SAYS.fullmatch(word) is not None and before not in _OWN | _WHICH | {"of"}


def _is_label(words: list[str], colon: str, rest: str) -> bool:
    """Whether words in front of a colon or dash tell what kind of statement follows, or whose: "key finding 2"."""
    # Behind a dash a sentence may go on.
    whole = colon in {":", "→"} or rest[:1].isupper() or rest[:1].isdigit() or rest[:1] in {"“", '"'}
    return whole and _LABELS.issuperset(words) and (words == ["they"] or not _SAID.isdisjoint(words))
