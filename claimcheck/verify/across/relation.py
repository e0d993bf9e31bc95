"""What a question asks of its subject, and whether a sentence says it: an answer, or only the same topic.

"Do polite prompts improve answers?" asks for an effect of polite prompts; "Is reasoning faithful to …?" whether an
attribute holds. A sentence that shares the topic's words and says nothing of the effect, or does not name the
attribute, answers nothing. Which way it says so is not asked here: "does not improve" answers, too. A question whose
predicate is not known by these rules asks for nothing in particular, and then every finding may answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from claimcheck.verify.opposites import POLES
from claimcheck.verify.score import STOP, WORD, stem
from claimcheck.words import words

_AXES = frozenset(
    ["amount", "quality", "winning", "efficacy", "effect", "likeness", "level", "extreme", "sign", "strength"]
)
_OF_EFFECTS = """affect affects affected effect effects impact impacts influence influences influenced depend depends
change changes changed matter matters cause causes caused predict predicts benefit benefits correlate correlates
correlated correlation associated association related sensitive robust sensitivity robustness significant
significantly boost boosts boosted well comparable matches match differ differs difference differences varies vary
perform performs drop lead leads advantage gain gains gained lose loses lost loss losses outcome outcomes"""
_EFFECTS = frozenset(_OF_EFFECTS.split())
# Who is asked whether something is so.
_BEING = re.compile(r"(?:is|are|was|were)\b", re.IGNORECASE)
_DEGREE = re.compile(r"how (\w+) (?:is|are|was|were)\b", re.IGNORECASE)
_NO_DEGREE = frozenset(["much", "many", "well", "far", "often", "long"])
_BEHIND = "to for in when than with on at as across by under if from among between against during"
_ENDS = frozenset(_BEHIND.split())
# These carry no attribute where they stand last before one of the words above.
_IDLE = "there evidence it possible true known really always ever more most less still"
_EMPTY = frozenset(_IDLE.split())
_LIKE_ATTRIBUTES = ("ful", "ous", "ive", "able", "ible", "al", "ic", "ed", "ent", "ant", "less", "ate")
# "Unfaithful", "inaccurate" and "non-linear" speak of the attribute as well.
_DENIALS = ("un", "in", "im", "ir", "il", "non", "dis")
_SHORTEST = 4
# A word as near as this to one of the subject's stands for it, or for its opposite: "rude" beside "polite".
_NEAR = 0.6
# "Can be systematically unfaithful" says that it is so; "faithful explanations" says it of nothing.
_IS = re.compile(
    r"\b(?:is|are|was|were|be|been|remains?|seems?|appears?|becomes?)\s(?:(?!the |an? )[\w-]+\s){0,3}$", re.IGNORECASE
)
_NAMES_ATTRIBUTE = 0.8
# A subject counts as named where this share of it is said.
_NAMED = 0.5


class Relation(NamedTuple):
    """What is asked.

    Attributes:
        attribute: the stem of the attribute that a subject may have; empty where an effect is asked for.
        effect: whether an effect is asked for.
        subject: the concepts that stand before it in the question, each with its forms; all where none does.
    """

    attribute: str
    effect: bool
    subject: tuple[Sequence[str], ...]

    def said_by(self, text: str) -> float:
        """How much a sentence says of the effect or the attribute: 1, 0.8 where it only names the attribute, or 0."""
        if not self.attribute:
            tells = not self.effect or any(_tells_effect(match[0].lower()) for match in WORD.finditer(text))
            return float(tells)
        # "Faithful CoT" in the middle of a sentence is what a method is called.
        plain = (match for match in WORD.finditer(parted(text)) if not match.start() or match[0].islower())
        found = [match for match in plain if _is_of(stem(match[0].lower()), self.attribute)]
        predicated = any(_IS.search(parted(text)[: match.start()]) for match in found)
        return 1.0 if predicated else _NAMES_ATTRIBUTE if found else 0.0

    def names(
        self, text: str, nearest: Callable[[str, Collection[str]], float], rarity: Callable[[str], float]
    ) -> bool:
        """Whether a sentence names the subject, or what lies near to it.

        Args:
            text: the sentence.
            nearest: gives the highest cosine of a word with any of others.
            rarity: gives the weight of a word: "emotional" tells more of "emotional prompts" than "prompts" does.
        """
        spoken = said(text)
        stems = {stem(word) for word in spoken}

        def share(form: str) -> float:
            wanted = said(form)
            met = [w for w in wanted if _kin(stem(w)) & stems or nearest(w, spoken) >= _NEAR]
            return sum(map(rarity, met)) / (sum(map(rarity, wanted)) or 1.0)

        return not self.subject or any(share(form) > _NAMED for form in self.forms)

    @property
    def forms(self) -> list[str]:
        """All written forms of the subject."""
        return [form for forms in self.subject for form in forms]


def relation(question: str, concepts: Sequence[Sequence[str]]) -> Relation:
    """What a question asks.

    Args:
        question: in any wording.
        concepts: what it asks about, each with all its written forms, its own first.
    """
    tokens = [(match.start(), match[0].lower()) for match in WORD.finditer(question)]
    place, attribute = _attribute(question, tokens)
    if attribute and not _tells_effect(attribute):
        # "How faithful are explanations": the subject stands behind.
        head = question[:place] if _BEING.match(question) else question[place + len(attribute) :]
        return Relation(stem(attribute), effect=False, subject=_within(head, question, concepts))
    behind = [start for start, word in tokens if _tells_effect(word) and _within(question[:start], question, concepts)]
    effect = any(_tells_effect(word) for _, word in tokens)
    head = question[: behind[0]] if behind else question
    return Relation("", effect, _within(head, question, concepts) or tuple(concepts))


def said(text: str) -> list[str]:
    """The words of a text that carry meaning, in lower case."""
    return [word for match in WORD.finditer(parted(text)) if (word := match[0].lower()) not in STOP]


def parted(text: str) -> str:
    """A text with the names of methods that are run together parted: "EmotionPrompt" speaks of emotion and prompts."""
    return re.sub(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})", " ", text)


def _attribute(question: str, tokens: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """The attribute that a question asks about, with its place; ("how faithful is …", "is … faithful to …")."""
    if (degree := _DEGREE.match(question)) and degree[1].lower() not in _NO_DEGREE:
        return degree.start(1), degree[1].lower()
    if not _BEING.match(question):
        return -1, ""
    ends = [i for i, (_, word) in enumerate(tokens) if i > 1 and word in _ENDS] + [len(tokens)]
    found = [tokens[i - 1] for i in ends if i > 2 and tokens[i - 1][1] not in STOP | _EMPTY | _ENDS]
    # In "is reasoning in large models faithful?" two words stand where an attribute may.
    like = (one for one in found if one[1].endswith(_LIKE_ATTRIBUTES) or one[1] in POLES)
    return next(like, found[0] if found else (-1, ""))


def _within(head: str, question: str, concepts: Sequence[Sequence[str]]) -> tuple[Sequence[str], ...]:
    """The concepts that a part of the question names, without those of their words that stand outside it."""
    inside = _stems(head)
    outside = _stems(question) - inside

    def cut(form: str) -> str:
        return " ".join(word for word in words(form) if stem(word) not in outside)

    kept = ([cut(form) for form in forms] for forms in concepts)
    return tuple([form for form in forms if form] for forms in kept if _stems(forms[0]) & inside)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in said(text)}


def _tells_effect(word: str) -> bool:
    return word in _EFFECTS or any(pole.axis in _AXES for pole in POLES.get(word, ()))


def _is_of(word: str, attribute: str) -> bool:
    return attribute in _kin(word) or word in _kin(attribute)


def _kin(stemmed: str) -> set[str]:
    """A stem, and what it denies: "unfaith" is of "faith"."""
    bare = (stemmed.removeprefix(prefix) for prefix in _DENIALS if stemmed.startswith(prefix))
    return {stemmed, *(rest for rest in bare if len(rest) >= _SHORTEST)}
