"""A claim without the words that only present it: how it follows, who says so, and where it stands in the paper.

"However, Holm et al. (2020) found that owls …", "… (Table 2)": none of this stands in the paper's own sentence, and to
the entailment model it is something that the passage does not show (`reports/framing.md`). Whom a sentence is said of,
and how surely, is looked at by other matchers, in the printed words.
"""

from __future__ import annotations

import re

_LEADS = """however|moreover|furthermore|additionally|in addition|also|besides|notably|importantly|crucially|critically
|interestingly|surprisingly|remarkably|strikingly|specifically|in particular|particularly|in detail|similarly|likewise
|conversely|in contrast|by contrast|on the other hand|on the one hand|nevertheless|nonetheless|still|overall|in summary
|in short|in sum|in essence|to summari[sz]e|to sum up|in conclusion|in general|generally|thus|therefore|hence
|consequently|accordingly|as a result|finally|lastly|first|firstly|second|secondly|third|thirdly|next|then|for example
|for instance|indeed|in fact|clearly|evidently|again|recently|more recently|meanwhile|further|of note|as expected
|empirically|taken together|collectively"""
_LEAD = re.compile(rf"\s*(?:{_LEADS.replace(chr(10), '')}),\s+(?=\S)", re.IGNORECASE)
# "Key finding 2: …", "Main results – …": what kind of statement it is.
_KIND = re.compile(
    r"\s*(?:(?:key|main|major|primary|core|central|notable|important|additional|overall|headline|critical|new|top)\s)?"
    r"(?:findings?|results?|insights?|contributions?|takeaways?|observations?|conclusions?|claims?|evidence|outcomes?"
    r"|highlights?|details?|summary|performance|impact|notes?)(?:\s\d{1,2})?(?:\s?[:–—]|\s-)\s+(?=[A-Z0-9“\"])",
    re.IGNORECASE,
)
_NAME = r"(?:(?:[Vv]an|[Dd]er?|[Vv]on|[Dd]i|[Dd]u|[Ll]a|[Ll]e|[Ee]l)\s){0,3}[A-Z][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_WITH_OTHERS = rf"{_NAME},?\s(?:et al\b\.?|and (?:(?:his|her|their) )?(?:colleagues|co-?authors|co-?workers|team))"
_LISTED = rf"{_NAME}(?:,\s{_NAME}){{0,4}},?\s(?:and|&)\s{_NAME}"
_YEAR = r"(?:,?\s[(\[]?(?:19|20)\d\d[a-z]?[)\]]?,?)"
# Persons, for certain: "BERT and RoBERTa" are none, and "Norway and Sweden report" tells whose cases they are.
_PERSONS = rf"(?:{_WITH_OTHERS}{_YEAR}?|(?:{_LISTED}|{_NAME})\s[(\[](?:19|20)\d\d[a-z]?[)\]])"
_PAPER = (
    r"(?i:papers?|stud(?:y|ies)|works?|articles?|preprints?|authors?|researchers?|research|investigators?|surveys?"
    r"|reviews?|meta-analys[ei]s|analys[ei]s|experiments?|evaluations?|trials?|results?|findings?|data|evidence|team)"
)
_WHICH = (
    r"(?i:the|this|that|these|those|their|its|an?|one|another|some|several|many|both|two|three|multiple|various|other"
    r"|recent|prior|previous|earlier|early|past|existing|subsequent|later|further|additional|new|same|present|current"
    r"|original|empirical|experimental|extensive|comprehensive|systematic|quantitative|qualitative|ablation|human"
    r"|preliminary|follow-up|(?:19|20)\d\d)"
)
# "In human studies" is part of a claim.
_THE_PAPER = r"(?i:(?:this|the|their|that)\s(?:paper|study|work|article|survey|review))"
_A_PAPER = rf"(?:{_WHICH}\s){{0,5}}{_PAPER}(?:\s(?:by|of|from)\s{_PERSONS})?"
_WHO = rf"(?:{_PERSONS}(?:[’']s?\s(?:[a-z-]+\s){{0,2}}{_PAPER})?|{_A_PAPER}|(?i:they|we|it))"
_SAYS = (
    r"(?:show|found|find|report|demonstrate|observe|note|conclude|reveal|indicate|suggest|argue|state|claim|confirm"
    r"|establishe?|highlight|emphasi[sz]e|stresse?|point|propose|hypothesi[sz]e|posit|caution|warn|acknowledge|discover"
    r"|identif(?:y|ie)|determine|estimate|prove|document|explain|mention|illustrate|wr[io]te|recogni[sz]e|assert"
    r"|maintain|believe|speculate|postulate|expect|learn|see|saw|verif(?:y|ie)|validate)"
)
_ADVERB = r"(?:also|further|then|thus|clearly|consistently|first|additionally|explicitly|even|recently|[a-z]{4,14}ly)"
_KINDLY = (
    r"(?i:key|main|major|primary|core|central|notable|important|interesting|critical|significant|first|second|third"
    r"|further|potential)"
)
_POINTS = (
    r"findings?|results?|insights?|observations?|conclusions?|takeaways?|points?|arguments?|claims?|limitations?|caveats?"
    r"|drawbacks?|weakness|concerns?|strength|advantage|outcomes?|messages?|lessons?"
)
_NOTABLE = (
    r"(?:noted|(?:notable|important|worth|interesting|clear)(?:\sto\s(?:note|mention|see)|\s(?:noting|mentioning))?)"
)
_SAYS_THAT = rf"(?:(?:has|have|had|{_ADVERB})\s){{0,2}}{_SAYS}(?:s|d|ed|n|wn|ten)?(?:\sout)?\sthat,?\s+"
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\s*(?:[Ii]n (?:19|20)\d\d,?\s)?{_WHO}\s{_SAYS_THAT}",
        # "Shows that …", as a bullet has it.
        rf"\s*(?:(?i:also)\s)?(?i:{_SAYS})s?(?i:s|d|ed|n)?\sthat\s+",
        rf"\s*[Ii]t\s(?:is|was|ha[sd](?:\s{_ADVERB})?\sbeen)\s(?:{_ADVERB}\s)?(?:shown|found|{_SAYS}(?:d|ed|n))\sthat\s+",
        r"\s*[Tt]here\s(?:is|was)\s(?:also\s)?(?:(?:some|strong|clear|good|growing|solid|empirical)\s)?evidence\sthat\s+",
        # "An important finding is that …", "It is notable that …", "Note that …".
        rf"\s*(?:{_WHICH}\s)?(?:{_KINDLY}\s)?(?i:{_POINTS})(?:\sof\s(?:the|this|their)\s{_PAPER})?\s(?:is|was)(?:\sthat|:)\s+",
        rf"\s*(?:[Ii]t\s(?:is|(?:should|must)\sbe)\s(?:{_ADVERB}\s)?{_NOTABLE}|[Nn]ote)\sthat\s+",
        rf"\s*(?:[Aa]ccording\sto|[Aa]s\s(?:{_ADVERB}\s)?{_SAYS}(?:n|d|ed|wn)?\sby)\s{_WHO},\s+",
        rf"\s*(?:[Aa]s\s(?:{_ADVERB}\s)?{_SAYS}(?:n|d|ed|wn)?\s)?[Ii]n\s(?:{_PERSONS}|{_THE_PAPER}),\s+",
    )
)
# Where it stands, and who is cited for it, in brackets; who says so, behind the claim.
_PLACE = r"(?:\s?[A-Z]?\.?\d{1,3}(?:\.\d{1,2}){0,3}[a-z]?|\s[A-Z]{1,2}(?:\.\d{1,2})?)"
_WHERE = re.compile(
    r"\s?[(\[](?:(?:see|cf\.?|in|e\.g\.,?|as in|from|also)\s){0,2}(?:the\s)?"
    r"(?:(?:tables?|tab\.|figs?\.|figures?|sections?|sec\.|§+|appendi(?:x|ces)|eqs?\.|equations?|pages?|chapters?"
    rf"|supplementary (?:tables?|figures?|materials?)){_PLACE}?|(?:app|pp?)\.\s?\d{{1,4}}"
    rf"|abstract|introduction|conclusions?|discussion)(?:(?:,|\sand|\sor|\sto|\s?[–-]|\s&){_PLACE}){{0,4}}[)\]]",
    re.IGNORECASE,
)
_CITED = re.compile(
    rf"\s?[(\[](?:(?:see|e\.g\.,?|cf\.?)\s)?(?:{_NAME} et al\b|{_LISTED},?\s(?:19|20)\d\d)[^()\[\]]{{0,120}}[)\]]"
)
_MARKS = re.compile(r"\s?\[\d{1,3}(?:(?:,|;|\s?[–-])\s?\d{1,3}){0,20}\]")
_TAIL = re.compile(
    r"(?:,\s(?:as\s[a-z]{4,12}\s(?:in|by)|according\sto)\s(?:the|this|their)\s(?:paper|study|authors?|article|work)"
    r"|,?\sin\s(?:this|their)\s(?:experiments?|stud(?:y|ies)|paper|evaluations?|work))(?=[.;]?\s*$)",
    re.IGNORECASE,
)
# What its authors do: "Holm et al. (2020) propose …".
_DOES = re.compile(
    rf"\s*(?:[Ii]n (?:19|20)\d\d,?\s)?(?P<who>{_PERSONS})(?=\s[a-z]{{3,14}}\b)(?!\s(?:is|was|were|are)\b)"
)
# "Chain of thought (CoT)": what the passage calls by its long name alone.
_ABBREVIATION = re.compile(r"((?:[\w’'-]+\s){0,5}[\w’'-]+)\s\(([A-Z][A-Za-z-]{0,6}[A-Z]s?)\)")
_MOST = 4
_FEWEST_WORDS = 3


def unframed(claim: str, text: str = "") -> str:
    """What a claim states, as its paper would put it.

    Args:
        claim: the claim.
        text: the passage; where it tells of persons, those of the claim stay as they are.

    >>> unframed("However, Holm et al. (2020) found that owls sleep by day (Table 2).")
    'owls sleep by day.'
    >>> unframed("Holm et al. count owls in three woods.")
    'The authors count owls in three woods.'
    """
    said = claim
    for aside in (_WHERE, _CITED, _MARKS, _TAIL):
        said = aside.sub("", said)
    said = _ABBREVIATION.sub(lambda m: m[1] if m[2] not in text and _is_short_for(m[2], m[1]) else m[0], said)
    for _ in range(_MOST):
        frame = next((m for p in (_LEAD, _KIND, *_FRAMES) if (m := p.match(said))), None)
        if frame is None or len(said[frame.end() :].split()) < _FEWEST_WORDS:
            break
        said = said[frame.end() :]
    # A passage that tells of persons itself, other than in brackets, may mean them or others.
    if (does := _DOES.match(said)) and not re.search(_PERSONS, _CITED.sub("", text)):
        said = f"The authors{said[does.end() :]}"
    return said if len(said.split()) >= _FEWEST_WORDS else claim


def _is_short_for(short: str, words: str) -> bool:
    """Whether the last words before an abbreviation have its letters in their order, the first at a word's start."""
    letters = re.sub(r"[^a-z]", "", short.removesuffix("s").lower())
    parts = re.split(r"[\s-]+", words.lower())
    for start in range(max(0, len(parts) - len(letters) - 2), len(parts)):
        rest = iter("".join(parts[start:]))
        if parts[start].startswith(letters[0]) and all(letter in rest for letter in letters):
            return True
    return False
