"""Whose finding it is: what a passage tells of others' work ("Holm et al. found") is no finding of its paper.

That a paper is cited for what it only repeats is an error of its own, "indirect", in Citation-Integrity (Sarol,
Schneider and Kilicoglu, 2024).
"""

from __future__ import annotations

import re
from functools import lru_cache

from claimcheck.verify.phrasing.clauses import Words, sentences
from claimcheck.verify.phrasing.stance import told_only_in
from claimcheck.verify.score import content_stems
from claimcheck.words import normalise

_NAME = r"[A-Z][\w’'-]+"
_NAMED = (
    rf"{_NAME}(?: (?:and|&) {_NAME})?(?: et al\b\.?"
    r"| and (?:her |his |their )?(?:colleagues|co-?authors|co-?workers|others))"
)
_REPORT = (
    r"(?:found|find|report|show|observ|demonstrat|suggest|argu|estimat|measur|conclud|claim|note|describ|propos|introduc"
    r"|document|identif|discover|establish|obtain|achiev|reach|reduc|increas|improv|count|record)\w*"
)
_WORK = r"(?:work|research|stud(?:y|ies)|experiments?|trials?|papers?|surveys?|reviews?|analys[ei]s)"
_EARLIER = r"(?:earlier|previous|prior|older|past|preceding)"
# A sentence of others' work; names are told by their capitals.
_OF_OTHERS = re.compile(
    rf"\b{_NAMED}(?:,? [(\[][^()\[\]]{{0,40}}[)\]])? (?:have |had |also |recently |first )*{_REPORT}"
    rf"|\b{_NAME}(?: (?:and|&) {_NAME}| et al\b\.?)? [(\[] ?(?:19|20)\d\d[a-z]? ?[)\]] (?!and\b|or\b)[a-z]+"
    rf"|(?i:\b{_WORK} (?:by|of|from)) {_NAMED}"
    rf"|(?i:\bin (?:an?|one|the|two|some|several)? ?{_EARLIER} (?:[\w-]+ ){{0,3}}{_WORK})"
    rf"|(?i:\b{_EARLIER} (?:[\w-]+ ){{0,2}}{_WORK} (?:\([^()]{{0,80}}\) )?(?:ha(?:s|ve|d) )?(?:also )?{_REPORT})"
    # A paper calls its own authors "we".
    r"|(?i:\b(?:difference|distinction|contrast) (?:is|being) that they\b)"
    rf"|^Their (?:[\w-]+ ){{0,2}}(?:{_WORK}|tests?|results?|findings?|evaluations?)\b"
    rf"|^They (?:also |further )?{_REPORT} that"
    r"|\b[Tt]hat (?:method|approach|paper|technique|study) (?!is\b|was\b|has\b|can\b|does\b)[a-z]+s\b"
    rf"|(?i:\bit has (?:long |often |also |previously )?been {_REPORT} that)"
)
# A sentence that ends in a source by name and year is of that source.
_CITED = re.compile(r"\( ?[A-Z][^()]{2,80}\b(?:19|20)\d\d[a-z]? ?\)\W*$")
# A method of one's own is named with its source: "symptoms were assessed with the PHQ-9 (Kroenke et al., 2001)".
_METHOD = re.compile(
    r"\b(?:was|were) (?:assessed|measured|trained|fitted|run|analy[sz]ed|estimated|computed|performed)"
    r" (?:with|using|in|by)\b"
)
# Who compares others' work with their own speaks of both.
_WE = re.compile(r"\b(?:we|our|ours|us|here|this (?:study|paper|work|trial|article))\b", re.IGNORECASE)
_OWN_AGAIN = re.compile(r";\s(here|in this|we|our)\b")
# What in a claim tells that it speaks of others' work too.
_OTHERS_TOO = re.compile(
    r"\bet al\b|\b(?:colleagues|co-?authors|co-?workers|previous\w*|prior|earlier|existing|past|others?|literature"
    r"|background|cit(?:e|es|ed|ing)|review\w*|survey\w*|according|related|known|report\w* (?:by|in|elsewhere)|builds?"
    r"|based|following (?:the )?(?:work|method|approach|protocol|procedure|setup)|extend\w*|recall\w*|summari[sz]\w*)\b"
    rf"|\bhad (?:been )?{_REPORT}",
    re.IGNORECASE,
)
_SPEAKER = re.compile(rf"^{_NAMED}(?:,? [(\[](?:19|20)\d\d[a-z]?[)\]])?")
# Who they are: a claim that names them speaks of them.
_WHO = re.compile(
    rf"\b({_NAME})(?: (?:and|&) ({_NAME}))?"
    r"(?= et al\b| [(\[] ?(?:19|20)\d\d| and (?:her |his |their )?(?:coll|co-?[aw]))"
)
# "The authors introduce a new …", "… introduced by Holm et al."
_INTRODUCES = re.compile(
    r"\b(?:introduc|propos|develop|design|devis|present|creat)(?:es?|ed|ing)?\s(?:and \w+ )?(?:an? |the |their )?"
    r"(?P<thing>[^.;:]{3,120})"
)
_INTRODUCED = re.compile(
    rf"(?P<thing>[^.;:,()]{{3,80}}?)\s(?:first |originally )?"
    rf"(?:introduced|proposed|developed|described|devised|designed) (?:by|in) {_NAME}"
)
# "Self-consistency [Wang et al., 2022] samples …": whose it is stands right behind it.
_ATTRIBUTED = re.compile(
    r"(?P<thing>(?:[\w-]+ ){0,3}[\w-]+) ?[\[(](?:see )?"
    rf"{_NAME}(?: et al\.?| (?:and|&) {_NAME})?,? (?:19|20)\d\d[a-z]?[\])]"
)
_HEAD_ENDS = re.compile(r",|\b(?:that|which|for|from|built|based|using|with|of|to)\b")
_LONGEST_THING = 2
_LONGEST = 6_000


def taken_over(claim: str, text: str) -> str | None:
    """What a claim says its authors introduce and the passage has from others; None where there is none.

    >>> taken_over("They introduce a contrastive loss.", "We use the contrastive loss introduced by Holm (2020).")
    'contrastive loss'
    """
    own = _INTRODUCES.search(claim)
    if not own or _OTHERS_TOO.search(normalise(claim)):
        return None
    said = frozenset(content_stems(own["thing"]))
    for found in _INTRODUCED.finditer(text[:_LONGEST]):
        thing = content_stems(found["thing"])[-_LONGEST_THING:]
        if len(thing) > 1 and set(thing) <= said:
            return " ".join(found["thing"].split()[-_LONGEST_THING:])
    head = frozenset(content_stems(_HEAD_ENDS.split(own["thing"])[0]))
    for found in _ATTRIBUTED.finditer(normalise(text[:_LONGEST])):
        thing = content_stems(found["thing"])[-_LONGEST_THING:]
        if len(thing) > 1 and set(thing) <= head:
            return " ".join(found["thing"].split()[-_LONGEST_THING:])
    return None


def of_others(claim: str, text: str) -> str | None:
    """What a claim states as found that a passage tells only of others' work; None where there is none."""
    # "Et al." ends no sentence, and what stands behind a semicolon is theirs too, but for "; here, we".
    whole = re.sub(r"\bet al\.", "et al", text[:_LONGEST])
    whole = _OWN_AGAIN.sub(lambda own: f". {own[1].capitalize()}", whole).replace(";", ",")
    aside = _aside(whole)
    if not aside or any(_names_them(claim, said) for said in aside):
        return None
    said = normalise(claim)
    if (speaker := _SPEAKER.match(said)) and not any(name in text for name in re.findall(_NAME, speaker[0])):
        # Who does or says it, and is not named in the passage, is taken for an author of the paper.
        said = said[speaker.end() :]
    if _OTHERS_TOO.search(said):
        return None
    return told_only_in(aside, claim, [said for said in sentences(whole) if said not in aside])


def _names_them(claim: str, said: Words) -> bool:
    who = {name for found in _WHO.findall(" ".join(said.printed)) for name in found if name}
    return any(re.search(rf"\b{re.escape(name)}\b", claim) for name in who)


@lru_cache(maxsize=4_096)
def _aside(text: str) -> tuple[Words, ...]:
    """The sentences of a text that tell of others' work."""
    parts = ((said, " ".join(said.printed)) for said in sentences(text))
    return tuple(
        said
        for said, printed in parts
        if not _WE.search(printed)
        and (_OF_OTHERS.search(printed) or (_CITED.search(printed) and not _METHOD.search(printed)))
    )
