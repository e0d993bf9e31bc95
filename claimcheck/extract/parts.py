"""A sentence that states several things → its parts, each of which stands alone.

Clauses are parted where a semicolon or ", and", ", but", ", while" joins two that have a subject and a verb each, and
verbs where both go with one subject ("X raises A and lowers B"), which the second part then carries. A semicolon parts
notes, too, which have neither ("Faster generation; some loss of quality"). Where that is not plain to see, the sentence
stays whole: lists, conditions, comparisons and what stands in brackets are never parted.
"""

from __future__ import annotations

import re
from typing import NamedTuple


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MOST = 4
_FEWEST_WORDS, _FEWEST_OF_NOTES = 2, 3
_LONGEST_SUBJECT = 12
_LONGEST = 1_000

_JOINT = re.compile(
    r"(?P<mark>;\s+(?:(?:and|but|while|whereas|however|moreover|in contrast|by contrast),?\s+)?"
    r"|,?\s+(?P<word>and|but|while|whereas|yet)\s+(?:also\s+|then\s+|further\s+|thus\s+|thereby\s+)?)"
)
_HIDDEN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W_](?:[\w.'’/%+-]*[\w%])?")
# Sentences whose halves lean on each other, and words behind which "and" joins two things, not two statements.
_LEANING = re.compile(r"\b(?:respectively|the former|the latter|each other)\b", re.IGNORECASE)
_PAIRS = re.compile(r"\b(?:both|either|neither|between|whether)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(?:if|when|whenever|unless|once|after|before|because|since|given|as)\b", re.IGNORECASE)
_CONTRAST = re.compile(r"\s*(?:while|whereas|although|though)\s+", re.IGNORECASE)
_NO_SUBJECT = _set(
    """which who whom whose that where when if because since as to by with without for from in on at of into using via
    per than not then thus so both either whether including such rather even especially particularly therefore hence
    it they this these those he she its their"""
)
# What leans on the part before it, at the beginning of another.
_LEANS = _set(
    """it they this these those that he she its their which who whom whose where when if because since as so then thus
    than not otherwise both either such"""
)
_BEFORE_NOUNS = _set(
    """the a an this these those its their his her our your my of for in on with by from to at as into and or no some
    any all more most many few several other such than new each every two three four five both per via using under
    over between strong large small high low main key best better good"""
)
# "Bees sing, while wasps do not": what they do not do stands in the part before.
_UNSAID = re.compile(r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)(?:\s+not|n['’]t)?\W*$")
# What stands for the subject of the part before: "X does this; it does that".
_AGAIN = re.compile(r"(?:it|they)\s+", re.IGNORECASE)
_SHARE = re.compile(r"(?:about |only |some )?\d[\d.,]*\s?%\s")
_THAT = re.compile(r"\b([a-z]+) (?:that|how)\s")

_ALWAYS = _set(
    """is are was were has have had does did can cannot could may might will would should must do fell rose grew"""
)
_VERBS = _set(
    """improve reduce increase decrease outperform achieve reach show find report introduce propose use require need
    provide enable allow demonstrate reveal suggest indicate generate produce yield offer exceed surpass rely depend
    degrade drop gain lose score evaluate compare test train apply combine employ cover contain include support fail
    lack remain benefit suffer lower raise boost beat match solve perform run scale generalize generalise transfer
    encode learn capture predict identify detect measure analyze analyse examine explore argue claim note conclude
    observe confirm establish prove develop design build present release create collect maintain retain store
    retrieve update eliminate avoid prevent address handle focus range vary correlate differ account explain affect
    influence help hurt harm make take give get lead cause contribute play serve become come occur appear tend seem
    stay keep hold open close reward penalize optimize optimise exhibit display attain deliver struggle vanish
    persist transform define formalize leverage decline double halve triple adapt adopt extend peak critique
    aggregate operationalize implement route organize retrofit sample shift rank select decompose translate classify
    recommend count lay feed answer ask read send receive believe call choose complete consider consist convert
    describe discuss divide emerge emphasize encourage ensure enter equal estimate exist expect express face
    facilitate follow foster fit guide highlight illustrate imply impose incorporate inform inhibit initiate insert
    integrate interact investigate involve justify know lie live look mention minimize maximize mitigate modify
    monitor motivate move obtain outline permit possess precede prefer preserve promote protect publish recover
    refer refine reflect reject relate remember remove replace represent resemble resolve respond restrict save say
    see seek separate simplify simulate specify spend stem summarize supply sustain teach tell think treat trigger
    uncover understand undergo unify validate verify warn weaken weigh widen win"""
)
_IRREGULAR = _set(
    """found fell rose grew lost led made took gave got came became kept held built beat showed shown ran wrote began
    chose drew drove saw spoke split stood taught told thought understood won"""
)
# Past forms that are as often participles ("models trained on X"): no sign of a clause before a preposition.
_PREPOSITION = _set(
    "by on with using for from in to via at as into under over against without near within across between among"
)
_INTRANSITIVE = _set("improved increased decreased dropped declined remained fell rose grew degraded")


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    if verb in {"drop", "run", "get", "split"}:
        return f"{verb}{verb[-1]}ed"
    return verb + ("d" if verb.endswith("e") else "ed")


_THIRD = frozenset(map(_third, _VERBS))
_PAST = frozenset(map(_past, _VERBS)) | _IRREGULAR


class Part(NamedTuple):
    """A part of a sentence: its span `[start, end)` there, and the words that it shares with the part before it."""

    start: int
    end: int
    carried: str = ""


class _Verb(NamedTuple):
    """A finite verb: where it begins in the text, its form, and how many words stand before it."""

    start: int
    form: str
    words: int


def divide(sentence: str) -> tuple[Part, ...]:
    """The parts of a sentence, two to four of them; empty where it states one thing or is longer than 1,000 characters.

    >>> [(p.start, p.carried) for p in divide("The queen lays eggs and keeps the hive warm.")]
    [(0, ''), (24, 'The queen')]
    """
    if len(sentence) > _LONGEST:
        return ()
    text = _HIDDEN.sub(lambda hidden: "·" * len(hidden[0]), sentence)
    if _LEANING.search(text) or _CONDITION.match(text):
        return ()
    opening = _CONTRAST.match(text)
    begin = opening.end() if opening else 0
    parts = [Part(begin, len(sentence))]
    joints = [*_comma(text, begin)] if opening else []
    joints += [
        (match.start(), match.end(), match["word"], "," in match["mark"]) for match in _JOINT.finditer(text, begin)
    ]
    for start, end, word, comma in joints:
        last = parts[-1]
        if not last.start < start < end < last.end or len(parts) == _MOST:
            continue
        left, right = text[last.start : start], text[end : last.end]
        if min(len(_WORD.findall(left)), len(_WORD.findall(right))) < _FEWEST_WORDS:
            continue
        if (word == "and" and (_PAIRS.search(left) or _lists(left))) or _UNSAID.search(right):
            continue
        printed = sentence[last.start : start]
        if text[start] == ";":
            carried, begin = _behind_semicolon(left, right, printed, end)
        else:
            clause = word is None or comma or _SHARE.match(right) is not None
            carried, begin = _carried(left, right, printed, clause=clause), end
        if carried is not None:
            parts[-1] = Part(last.start, start, last.carried)
            parts.append(Part(begin, last.end, carried))
    return tuple(parts) if len(parts) > 1 else ()


def _comma(text: str, begin: int) -> list[tuple[int, int, str | None, bool]]:
    """The comma that ends the first clause of "While A does this, B does that"."""
    found = re.compile(r",\s+").search(text, begin)
    return [(found.start(), found.end(), None, True)] if found else []


def _behind_semicolon(left: str, right: str, printed: str, end: int) -> tuple[str | None, int]:
    """What the part behind a semicolon must carry, as for `_carried`, and where it begins: behind an "it" for that."""
    mine, own = finite_verb(left), finite_verb(right)
    if ":" in left:
        return None, end  # what stands behind a label is a list
    if mine and mine.words and own and own.words:
        if again := _AGAIN.match(right):
            subject = printed[: mine.start].strip()
            # "It is known that" speaks of nothing before.
            named = (
                own.start == again.end()
                and own.form != "always"
                and mine.words <= _LONGEST_SUBJECT
                and _has_subject(left, mine)
            )
            return (subject, end + again.end()) if named else (None, end)
        # "In mice it rises; among those of the wood it falls".
        leans = any(word.lower() in _LEANS for word in _WORD.findall(right)[:2])
        return (None if leans else ""), end
    notes = not (mine and mine.words) and not (own and own.words)
    if notes and min(len(_WORD.findall(left)), len(_WORD.findall(right))) >= _FEWEST_OF_NOTES:
        return "", end
    return _carried(left, right, printed, clause=True), end


def _carried(left: str, right: str, printed: str, *, clause: bool) -> str | None:
    """What the right side must carry to stand alone: nothing for a clause, the subject for a verb; None for neither.

    In a list of notes on a paper ("Proposes X and shows Y") the paper is the subject of all, and nobody names it.
    """
    mine, own = finite_verb(left), finite_verb(right)
    if mine is None or own is None:
        return None
    if own.words:
        return "" if clause and own.words <= _LONGEST_SUBJECT and _has_subject(right, own) else None
    if own.form not in {"third", "past"}:
        return None
    if not mine.words:
        return "" if mine.form == own.form else None
    # The verb that it is joined with is the last one of its form: "they find that X raises A and lowers B".
    starts = [0, *(match.end() for match in _THAT.finditer(left) if _reports(match[1]))]
    for start in reversed(starts):
        joined = finite_verb(left[start:])
        if joined and joined.form == own.form and 0 < joined.words <= _LONGEST_SUBJECT:
            subject = printed[start : start + joined.start].strip()
            return subject if _WORD.match(subject) and subject[-1] not in ",;:" else None
    return None


def _reports(word: str) -> bool:
    return word in _THIRD | _PAST | _VERBS


def _lists(left: str) -> bool:
    """Whether a list ends at the joint: "cats, dogs" before ", and mice are"."""
    last = left.rsplit(", ", 1)
    return len(last) == 2 and finite_verb(last[1]) is None


def _has_subject(text: str, verb: _Verb) -> bool:
    """Whether what stands before a verb can be its subject, in full: "it" alone would need the part before."""
    words = _WORD.findall(text[: verb.start])
    first = words[0].lower()
    return first not in _NO_SUBJECT and not first.endswith("ing") and not re.search(r"[,.:]\s", text[: verb.start])


def finite_verb(text: str) -> _Verb | None:
    """The first finite verb of a clause."""
    words = [(match[0], match.start()) for match in _WORD.finditer(text)]
    for place, (word, start) in enumerate(words):
        lower, before = word.lower(), words[place - 1][0].lower() if place else ""
        ahead = words[place + 1][0].lower() if place + 1 < len(words) else ""
        if lower in _ALWAYS:
            return _Verb(start, "always", place)
        named = place > 1 and words[place - 1][0][0].isupper()  # "GPT-2 Small achieves"
        if (before in _BEFORE_NOUNS and not named) or before in _ALWAYS or (place and word[0].isupper()):
            continue
        if lower in _THIRD:
            return _Verb(start, "third", place)
        if lower in _PAST and (ahead not in _PREPOSITION or lower in _INTRANSITIVE):
            return _Verb(start, "past", place)
        if lower in _VERBS and place and before.endswith(("s", "al.", "al")) and before not in _THIRD:
            return _Verb(start, "plural", place)
    return None
