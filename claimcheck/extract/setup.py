"""Sentences that answer nothing: what was done, wanted, hoped for, advised or given out, and how an abstract opens.

Each reads like a result by one of its words ("yielding 250 prompts", "is elicited by", "more faithful"). Decided by the
words alone, and in doubt a sentence is a result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimcheck.extract.assertions import COMPARED, PROCEDURE

_FOUND = re.compile(
    r"\b(?:shows?|showed|shown|find|found|finds|demonstrat\w+|reveal\w*|outperform\w*|improv\w+|increas\w+|decreas\w+"
    r"|reduc\w+|rais(?:es|ed)|lower(?:s|ed)|exceed\w*|surpass\w*|beats?|hurts?|degrad\w+|correlat\w+|observ\w+|indicat\w+"
    r"|confirm\w*|conclud\w+|enhanc\w+|fail\w*|suggest\w*|affect\w*|depend\w*|boost\w*|caus(?:es|ed)|achiev\w+|gains?|findings?|see|saw)\b",
    re.IGNORECASE,
)
_TEST = r"(?:experiments?|runs?|evaluations?|tests?|trials?|conditions|prompts)"
_DONE = re.compile(
    rf"^(?:in|for|throughout|across) (?:all|each|both|every|our|the)(?: of)?(?: our| the)? (?:\w+ ){{0,2}}?{_TEST}\b"
    r"[^.;]*?\b(?:is|are|was|were) (?:\w+ly )?(?:elicited|prompted|instructed|trained|generated|sampled|kept|held|fixed"
    r"|set|presented|given|scored|repeated|randomi[sz]ed|chosen|selected|used|run|performed|carried|conducted|obtained"
    r"|asked)\b",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"\b(?:we|this (?:paper|work|study|article)|our (?:work|study|paper|goal|aim))\s(?:\w+ly\s|also\s)?(?:is to\b"
    r"|(?:aims?|seeks?|attempts?|hopes?|wants?)\b|(?:explor|investigat|stud|examin|ask|assess|discuss|address|consider"
    r"|analy[sz]|test|evaluat)\w*\s(?:how|whether|if|what|why|which)\b)",
    re.IGNORECASE,
)
_SAID_WITH_IT = re.compile(
    r"(?:,|\band|;)\s(?:\w+\s){0,3}?(?:find|found|show|observe|demonstrate|reveal|conclude)", re.IGNORECASE
)
_PRAISED = re.compile(
    r"\b(?:demonstrat|show|prov|establish|highlight|validat|confirm)\w*\s(?:\w+\s){0,2}?(?:efficacy|effectiveness"
    r"|usefulness|utility|feasibility|viability|potential|promise|value)\sof\s(?:our|the proposed|the authors)\b"
    r"|\b(?:takes?|marks?|represents?|is|as) an? (?:\w+ ){0,2}(?:step|milestone|advance) (?:toward|forward|in\b)"
    r"|\bpav(?:es?|ing) the way\b|\bpoints? the way\b|\bopens? (?:up )?(?:new|the door|the way|avenues|possibilities)"
    r"|\bsheds? (?:new )?light\b",
    re.IGNORECASE,
)
_WISHED = re.compile(
    r"\b(?:need|call|room|demand) for (?:\w+ )?(?:novel|new|further|future|better|deeper|more|careful|caution"
    r"|methods)\b"
    r"|\b(?:future|further) (?:work|research|stud(?:y|ies)|investigations?|efforts)\b"
    r"|\b(?:researchers|practitioners|developers|designers|engineers|policy-?makers|users) (?:should|must|need to|can"
    r"|may|are advised|are encouraged)\b"
    r"|\brais(?:es?|ing) (?:\w+ )?(?:concerns?|questions?|the question)\b"
    r"|\bit is (?:\w+ly )?(?:imperative|essential|crucial|important|necessary|vital|desirable|interesting)"
    r" (?:to|that|for)\b"
    r"|\b(?:could|would|might) (?:reveal|uncover|clarify|shed)\b"
    r"|^if\b.*\b(?:could|would|might) (?:then )?be\b|\bcould (?:then )?be (?:used|extended|applied|explored)\b"
    r"|\bwe (?:\w+ly |therefore |also |thus )?(?:urge|encourage|recommend|advocate|hope|call|envision|plan|leave"
    r"|believe|hypothesi[sz]e|speculate|expect|conjecture|anticipate)\b"
    r"|\b(?:helps?|allows?|enables?|lets?) us (?:to )?\w+"
    r"|\bwe can (?:\w+ly )?(?:assess|measure|evaluate|appl|use|compute|quantif|estimat|prob|test|analy)\w*",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:data\s?sets?|benchmarks?|corpus|corpora|samples?|test sets?|experiments?|surveys?|questionnaires?)\b"
    r"[^,;.]{0,30}?\b(?:consists? of|comprises?|contains?|includes?|covers?|spans?)\b",
    re.IGNORECASE,
)
_GIVEN_OUT = re.compile(
    r"\b(?:code|data|data\s?sets?|firmware|software|materials?|weights|recordings|scripts?|corpus)\b[^;.]{0,100}?"
    r"\b(?:(?:up)?on (?:\w+ )?request|(?:had|obtained|available) from the authors|available (?:at|under|in our)"
    r"|(?:publicly|openly|freely) (?:available|accessible|released|shared))\b",
    re.IGNORECASE,
)
_SPEAKING = re.compile(
    r"\b(?:we|our|us)\b|\b(?:this|the present|the current) (?:paper|work|study|article|report|survey|review)\b"
    r"|^here,? ",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\d\s?%|\bp\s?[<=]|\b\d+\.\d+\b")


def tells_no_result(text: str) -> bool:
    """Whether a sentence tells what was done, wanted, hoped for, advised or given out, and nothing that was found.

    Args:
        text: the sentence, made to stand alone.
    """
    if _PRAISED.search(text) and not _MEASURED.search(text):
        return True
    if _WISHED.search(text) or (_WANTED.search(text) and not _SAID_WITH_IT.search(text)):
        return True
    done = PROCEDURE.search(text) or _DONE.search(text) or _HELD.search(text) or _GIVEN_OUT.search(text)
    return bool(done) and not _FOUND.search(text) and not COMPARED.search(text)


def opening(sentences: Sequence[str]) -> int:
    """How many sentences an abstract opens with before its authors speak of themselves.

    What is said there is why the work was done. It is none where the authors never speak so, or only towards the end.

    Args:
        sentences: of the abstract, in order.
    """
    first = next((place for place, text in enumerate(sentences) if _SPEAKING.search(text)), 0)
    return first if first <= len(sentences) / 2 and not any(map(_MEASURED.search, sentences[:first])) else 0
