"""Polarity matcher: does the passage say the opposite, by a direction turned round, a negation, or partners exchanged?

Words of direction ("improves", "lower"), and what is negated, are compared only where they stand by the same words in
both texts: "improves coherence" against "hurting … coherence", "is not available" against "is available". A sentence
that says what was asked ("whether …") is held against nothing. The thresholds were chosen on the training halves of
labelled sets: of the conflicts of each kind at least seven in ten stand in a pair labelled as refuted, against those in
a pair labelled as supported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from claimcheck.model import Conflict, Passage
from claimcheck.verify.opposites import NOT, POLES, Pole
from claimcheck.verify.phrasing.clauses import Beside, Words, beside, carries, excepts, sentences, share
from claimcheck.verify.phrasing.contrasts import contrasted, halves_kept
from claimcheck.verify.phrasing.likened import likened
from claimcheck.verify.phrasing.mirrored import both_turned, removal, turned_round, turns, without_it
from claimcheck.verify.phrasing.partners import exchanged, kept, levelled
from claimcheck.verify.phrasing.prefixed import prefixed
from claimcheck.verify.phrasing.significance import by_chance
from claimcheck.verify.phrasing.transposed import transposed
from claimcheck.verify.phrasing.without import without
from claimcheck.verify.score import Score, stem

# Axes whose words stand by the same words too often without being about them: only where both neighbours are the same.
_LOOSE = frozenset(["time", "sex", "likeness", "place", "extreme", "knowledge", "share", "season", "hereditary"])
# How many words must be shared: beside the words of direction, and of the claim's sentence.
_BESIDE, _MANY_BESIDE, _SHARE, _LARGE_SHARE, _MOST_WORDS, _WHOLE = 2, 3, 0.2, 0.4, 0.6, 0.8
_NEARNESS = 0.4
_PLAIN_NEGATIONS = frozenset(["not", NOT, "never", "cannot", "lacks", "fails", "failed", "unable", "neither"])
_FINDINGS = """evidence effect effects association associations difference differences change changes benefit benefits
improvement role impact relationship correlation protection"""
_NOTHING = frozenset(_FINDINGS.split())
_REPORTING = frozenset(["detected", "observed", "found", "seen", "noted", "identified", "reported", "significantly"])
# What denies as a negation does.
_DENYING = "poorly devoid yet rather instead unlikely absent absence free little suspected acquitted"
_DENIALS = frozenset(_DENYING.split())
_GRADING = """significant significantly statistically fully necessarily directly completely entirely adequately clearly
always well yet longer"""
_DEGREES = frozenset(_GRADING.split())
_UNNAMED = (("it",), ("them",))
_NEGATION_REACH = 3
# More of them in one text are no prose.
_MOST = 60
_NONE_FOUND = re.compile(
    r"\b(?:no (?:\w+ ){0,3}?(?:differences?|effects?|associations?|changes?|improvements?|benefits?|relationships?"
    r"|impact|increase|reduction|correlations?|influence|link)"
    r"|(?:not|n't|neither|nor|never|failed to|unable to) (?:\w+ ){0,2}?(?:associated|differ|different|affect(?:ed)?"
    r"|improved?|reduced?|increased?|changed?|related|correlated?|influenced?|linked|alter(?:ed)?|decreased?"
    r"|prevent(?:ed)?|inhibit(?:ed)?)|unaffected|unchanged)\b"
)
_LINKS = re.compile(r"(?:associat|affect|correlat|link|relat|influenc|impact|effect|depend)\w*")
_LINK_AXES = frozenset(["amount", "quality", "sign"])
# Of the words around a finding of nothing, and of the claim, so many stand in the other text.
_AROUND_NOTHING, _SHARE_OF_NOTHING = 4, 0.3


class _Event(NamedTuple):
    """A word of direction, or a negated word, in its sentence."""

    word: str
    place: int
    sentence: Words
    poles: tuple[Pole, ...]
    negation: str
    beside: Beside
    turned: int


def polarity(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """1 where nothing opposes, 0 where direction, negation or the order of partners does; the conflict names both."""
    return [_score(claim, passage.text) for passage in passages]


def _score(claim: str, text: str) -> Score:
    conflict = next((found for rule in RULES if (found := rule(claim, text))), None)
    return Score(0.0 if conflict else 1.0, conflict=conflict)


def _direction(claim: str, text: str) -> Conflict | None:
    told = kept(claim, text) | halves_kept(claim, text)
    for one in _directions(claim) if not excepts(claim, text) else ():
        if one.word in told or _of_something_unnamed(one):
            continue
        same, opposite = (0, 0), []
        for other in _directions(text):
            common = len(one.beside.near & other.beside.near)
            relation = _relation(one, other) if common else 0
            # Between the same two words it is the same statement, whatever else in the sentence goes up or down.
            place = (_framed(one, other), common)
            if relation > 0:
                same = max(same, place)
            elif relation < 0 and _about_the_same(one, other, common) and not _told_otherwise(one, other):
                opposite.append((place, other))
        if opposite:
            place, other = max(opposite, key=lambda pair: pair[0])
            if same == (0, 0) or (place[0] and not same[0]):
                return _conflict("direction", one, other)
    return None


def _of_something_unnamed(event: _Event) -> bool:
    """Whether what goes up or down is told by a pronoun: "adding examples increases it" may be of anything."""
    return event.sentence.words[event.place + 1 : event.place + 2] in _UNNAMED


def _framed(one: _Event, other: _Event) -> bool:
    """Whether two words stand between the same two words."""
    sides = (one.beside.ahead, other.beside.ahead), (one.beside.behind, other.beside.behind)
    return all(here is not None and here == there for here, there in sides)


def _relation(one: _Event, other: _Event) -> int:
    """1 where two words of direction say the same, -1 where they say opposites, 0 where that is open."""
    axes = {pole.axis: pole.sign for pole in other.poles}
    signs = {pole.sign * axes[pole.axis] for pole in one.poles if pole.axis in axes}
    if len(signs) != 1:
        return 0
    (sign,) = signs
    if bool(one.negation) != bool(other.negation):
        # "Does not reduce" denies "reduces"; "does not raise" says nothing of it.
        free = other if one.negation else one
        return -1 if sign > 0 and not _denied(free) else 0
    if sign > 0:
        return 1
    return 0 if _denied(one) or _denied(other) else -1


def _denied(event: _Event) -> bool:
    return bool(event.sentence.negations) or bool(_DENIALS & set(event.sentence.words))


def _about_the_same(one: _Event, other: _Event, common: int) -> bool:
    if other.sentence.purpose or one.turned != other.turned:
        return False
    if common < _NEARNESS * max(len(one.beside.near), len(other.beside.near)):
        return False
    covered = share(one.sentence, other.sentence)
    behind = one.beside.behind is not None and one.beside.behind == other.beside.behind
    axes = {pole.axis for pole in one.poles} & {pole.axis for pole in other.poles}
    if axes <= _LOOSE:
        return _framed(one, other) and common >= _MANY_BESIDE
    if common >= _MANY_BESIDE and covered >= _SHARE:
        return True
    if common >= max(_BESIDE, len(one.beside.near)) and covered >= _MOST_WORDS:
        return True
    return common >= _BESIDE and covered >= _LARGE_SHARE and (behind or bool(one.negation) != bool(other.negation))


def _told_otherwise(one: _Event, other: _Event) -> bool:
    """Whether two opposites say the same, as the parties or the terms are turned round too."""
    said = one.sentence, one.place, other.sentence, other.place
    return turned_round(*said) or (bool(one.negation) == bool(other.negation) and both_turned(*said))


def _removed(claim: str, text: str) -> Conflict | None:
    """What the claim says of a thing and the text, in the same words, of its removal, or the other way."""
    for one in _directions(claim):
        alike = [
            other
            for other in _directions(text)
            # "Without raising it" is no removal of what raises it: it denies, as "does not raise it".
            if not (one.negation or other.negation)
            and _relation(one, other) > 0
            and without_it(one.sentence, one.place, other.sentence, other.place)
        ]
        if alike and all(abs(one.turned - other.turned) == 1 and not other.sentence.purpose for other in alike):
            words = removal(one.sentence, one.place), removal(alike[0].sentence, alike[0].place)
            return Conflict(kind="direction", claim=words[0], source=words[1])
    return None


def _negation(claim: str, text: str) -> Conflict | None:
    for one, other, flipped in ((claim, text, False), (text, claim, True)):
        for denied in _negated(one):
            free = _free(denied, other)
            if free is not None:
                plain, phrase = free, _phrase(denied.negation, denied.word)
                pair = (plain, phrase) if flipped else (phrase, plain)
                return Conflict(kind="negation", claim=pair[0], source=pair[1])
    return None


def _free(denied: _Event, text: str) -> str | None:
    """The negated word where a text says it without a negation, of the same thing; None where it does not."""
    root, best = stem(denied.word.lower()), None
    for sentence in sentences(text):
        covered = max(share(denied.sentence, sentence), share(sentence, denied.sentence))
        for place, word in enumerate(sentence.words):
            if not carries(word) or stem(word) != root:
                continue
            common = len(denied.beside.near & beside(sentence, place).near)
            if common >= _BESIDE and sentence.negations:
                return None
            if sentence.negations or sentence.purpose or _DENIALS & set(sentence.words):
                continue
            enough = _BESIDE if covered < _WHOLE else 1
            sides = {denied.beside.ahead, denied.beside.behind} - {None}
            if common >= enough and covered >= _LARGE_SHARE and sides <= sentence.stems:
                best = sentence.printed[place]
    return best


def _nothing(claim: str, text: str) -> Conflict | None:
    """A finding of nothing ("no association between A and B") against a claim of something, and the other way."""
    for one, other, flipped in ((claim, text, False), (text, claim, True)):
        for sentence in sentences(one):
            if not sentence.negations and not {"unaffected", "unchanged"} & set(sentence.words):
                continue
            found = _NONE_FOUND.search(" ".join(sentence.words))
            if not found:
                continue
            for said in sentences(other):
                if (word := _something(sentence, found, said)) is not None:
                    pair = (word, found[0]) if flipped else (found[0], word)
                    return Conflict(kind="negation", claim=pair[0], source=pair[1])
    return None


def _something(denying: Words, found: re.Match[str], said: Words) -> str | None:
    """The word by which a sentence says that there is what another found nothing of."""
    if said.negations or said.purpose or _DENIALS & set(said.words):
        return None
    rest = found.string[: found.start()] + " " + found.string[found.end() :]
    if any(_is_link(word) for word in rest.split()):
        return None
    window = found.string[max(0, found.start() - 60) : found.end() + 90].split()
    around = {stem(word) for word in window if carries(word)}
    told = [stem(w) for w in found.string[found.end() :].split()[:8] if carries(w) and w not in _REPORTING]
    if not set(told[:2]) <= said.stems:
        return None
    if (
        len(around & said.stems) < _AROUND_NOTHING
        or min(share(said, denying), share(denying, said)) < _SHARE_OF_NOTHING
    ):
        return None
    return next((said.printed[i] for i, word in enumerate(said.words) if _is_link(word)), None)


def _is_link(word: str) -> bool:
    return bool(_LINKS.fullmatch(word)) or any(pole.axis in _LINK_AXES for pole in POLES.get(word, ()))


@lru_cache(maxsize=4_096)
def _directions(text: str) -> tuple[_Event, ...]:
    return tuple(islice((event for sentence in sentences(text) for event in _in_sentence(sentence)), _MOST))


def _in_sentence(sentence: Words) -> Iterator[_Event]:
    words = sentence.words
    for place, word in enumerate(words):
        # "More than 40", "limited to 40": a bound of a number, no direction.
        bounds = words[place + 1 : place + 2] == (("to",) if word == "limited" else ("than",))
        bound = bounds and place + 2 < len(words) and words[place + 2][0].isdigit()
        if word in POLES and not bound:
            before = (i for i in reversed(sentence.negations) if 0 < place - i <= _NEGATION_REACH)
            negation = next((words[i] for i in before if not _goes_on(words, i, place)), "")
            near, turned = beside(sentence, place), turns(sentence, place)
            yield _Event(sentence.printed[place], place, sentence, POLES[word], negation, near, turned)


def _goes_on(words: tuple[str, ...], negation: int, place: int) -> bool:
    """Whether a word stands behind what is denied: "in mice, but not rats, and improves"."""
    return words[max(0, negation - 1)] == "but" and "and" in words[negation:place]


@lru_cache(maxsize=4_096)
def _negated(text: str) -> tuple[_Event, ...]:
    """The words that a text negates, where it negates once in the sentence."""
    found = []
    for sentence in sentences(text):
        if len(sentence.negations) != 1 or sentence.purpose:
            continue
        (place,) = sentence.negations
        negation = sentence.words[place]
        for j in range(place + 1, min(len(sentence.words), place + 1 + _NEGATION_REACH)):
            word = sentence.words[j]
            # "Does not hurt accuracy" turns a direction round: that is the other rule's.
            if not word[0].isalnum() or any(pole.axis not in _LOOSE for pole in POLES.get(word, ())):
                break
            if carries(word) and word not in _DEGREES:
                if negation in _PLAIN_NEGATIONS or (negation == "no" and word in _NOTHING):
                    found.append(_Event(sentence.printed[j], j, sentence, (), negation, beside(sentence, j), 0))
                break
    return tuple(found[:_MOST])


def _conflict(kind: str, one: _Event, other: _Event) -> Conflict:
    return Conflict.model_validate({"kind": kind, "claim": _printed(one), "source": _printed(other)})


def _printed(event: _Event) -> str:
    return _phrase(event.negation, event.word) if event.negation else event.word


def _phrase(negation: str, word: str) -> str:
    return f"{'not' if negation == NOT else negation} {word}"


# In the order in which they are asked; the first conflict is told. `reports/rules.md` counts what each catches.
RULES: tuple[Callable[[str, str], Conflict | None], ...] = (
    exchanged, levelled, likened, contrasted, _direction, _removed, _negation, prefixed, without, _nothing, transposed,
    by_chance,
)  # fmt: skip
