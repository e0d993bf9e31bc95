"""Whether a claim is what its quotation says, told so that it can be read alone.

No model reads so well that freely chosen words could be left to it: who may word a claim as he likes finds the words
that it lets through. So the claim has the words of the quotation in their order, by their stems, none of them left out
but at the ends, and there a whole part of the sentence: who told it, another statement, how large it was. It may add
such as stand near the quotation, in place of "it" or "they"; not both, as words put in another's place make another
claim: "was lowered by" in place of "lowered", "to" in place of "by". Words that turn what is said, as "not", "more" or
"may" do, are the same in both, and no sign or signed number is another one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claimcheck.words import normalise, stem, words

_LONGEST = 2_000
# They hold others together, stand for others, or say who says so: they come and go.
_FREE = frozenset(
    words(
        "a an the of as and that which who whose when where while than has have had do does did their its they them it"
        " this these those there he she his her we our us also however moreover thus therefore hence further"
        " furthermore here so such then own but whereas although"
        " authors author’s authors’ authors' author find finds found show shows showed report reports reported observe"
        " observed paper study work"
    )
)
# Nothing of these in the whole sentence may be lost: half of "no evidence that music helps" is another finding.
_TURNING = frozenset(
    words(
        "not no nor never none neither without cannot can't doesn't don't didn't isn't aren't wasn't weren't won't fail"
        " fails failed lack lacks lacked if unless whether except may might could would should must perhaps possibly"
        " probably likely unlikely unclear seem seems seemed appear appears appeared suggest suggests suggested"
        " hardly barely scarcely rarely seldom little almost nearly partly partially mostly only sometimes occasionally"
        " until among within during under unlike rather instead provided"
    )
)
_WEIGHTY = _TURNING | frozenset(
    words(
        "more less most least fewer few fewest higher lower highest lowest better worse best worst all every each any"
        " some many several always often both either but can before after over above below between up"
        " down out off increase increased decrease decreased raise raised reduce reduced improve improved first last"
    )
)
_BE = frozenset(words("is are was were be been being"))
# They may be added with other words, wherever they come from, and never in place of any.
_LITTLE = frozenset(words("in on at to for by with from be"))
# Whoever tells a finding has these before his "that", and no other words that are left out.
_TELLING = frozenset(
    words(
        "result results finding findings data analysis analyses experiment experiments evidence indicate indicates"
        " indicated demonstrate demonstrates demonstrated reveal reveals revealed confirm confirms confirmed conclude"
        " concludes concluded see saw overall together taken notably interestingly importantly in on to by from with is"
    )
)
# Where a statement begins anew, or ends; and what tells for whom or when the whole holds, at the head of a sentence.
_BEGINS = frozenset(words("that but while whereas although"))
_ENDS = _BEGINS | frozenset(words("and or which who when where as"))
_JOINED = frozenset(words("and it they this these he she its their"))
_SCOPE = frozenset(words("in on at for with by from to across after before of when where given"))
_SIZE = frozenset(words("by from to at"))
_TOKEN = re.compile(r"[^\W_]+(?:['.][^\W_]+)*|[,;:]|(?<=\s)-(?=\s)")
# A number with all that changes it, and any other sign that is none of plain prose.
_VALUE = re.compile(r"(?<![<>≤≥=≈~±+-])(?<![<>≤≥=≈~±+-]\s)(?:[<>≤≥=≈~±+-]\s?)*(?<![\w.])\d(?:[\d.,]*\d)?\s?[%‰°]?")
_SIGN = re.compile(r"[^\w\s.,;:()'/%<>≤≥=≈~±+-]|[<>≤≥=≈~±+](?!\s?\d)")


def retold(claim: str, quotation: str, sentence: str, near: Iterable[str]) -> bool:
    """Whether a claim says what a quotation says.

    Args:
        claim: to be read alone.
        quotation: the words that it rests on.
        sentence: the whole sentence, or sentences, that these stand in; one of more than 2,000 characters is not told.
        near: what stands around them, and the title of the paper; of each, 4,000 characters are read.
    """
    if len(sentence) > _LONGEST:
        return False
    if _of(_WEIGHTY, claim) != _of(_WEIGHTY, quotation) or _of(_TURNING, claim) != _of(_TURNING, sentence):
        return False
    near = [text[: 2 * _LONGEST] for text in near]
    if not _signs(claim) <= _signs(quotation, *near) or not _values(claim) <= _values(quotation, *near):
        return False
    said, quoted = _content(claim), _content(quotation)
    added = set(said) - set(quoted)
    if not added - _LITTLE <= {word for text in near for word in _content(text)}:
        return False
    kept = [word for word in said if word not in added]
    if not _run(kept, quoted) or (added and Counter(quoted) - Counter(kept)):
        return False
    return _is_part(kept, sentence, added=bool(added)) and _led_in(sentence) <= {*said, *map(_stem, _TELLING)}


def _content(text: str) -> list[str]:
    return [_stem(word) for word in words(text) if word not in _FREE]


def _stem(word: str) -> str:
    return "be" if word in _BE else stem(word)


def _led_in(sentence: str) -> set[str]:
    """What a sentence says before its last "that", and of what it holds, where it begins with that."""
    said = _TOKEN.findall(normalise(sentence).lower())
    end = len(said) - said[::-1].index("that") - 1 if "that" in said else 0
    if said and said[0] in _SCOPE and "," in said:
        end = max(end, said.index(","))
    return set(_content(" ".join(said[:end])))


def _is_part(some: Sequence[str], sentence: str, *, added: bool) -> bool:
    """Whether words are all that a part of a sentence says, from where one begins to where one ends.

    What follows a comma may stand beside what is before it, "the drug, a placebo, lowered pain": a part that begins so
    goes up to the next one, and one that is added to has a word there that another may stand in place of.
    """
    stems: list[str] = []
    begins, ends, breaks, joined = {0}, set(), set(), set()
    tokens = _TOKEN.findall(normalise(sentence).lower())
    for token, behind in zip(tokens, [*tokens[1:], ""], strict=True):
        if not token[0].isalnum():
            breaks.add(len(stems))
            if behind in _JOINED or not added:
                joined.add(len(stems))
        elif token in _BEGINS:
            begins.add(len(stems))
        elif token in _ENDS or (token in _SIZE and behind[:1].isdigit()):
            ends.add(len(stems))
        stems += _content(token)
    ends |= {*begins, *breaks, len(stems)}
    for start in _run(some, stems):
        whole = start in begins or (start in joined and not breaks & set(range(start + 1, start + len(some))))
        if whole and start + len(some) in ends:
            return True
    return False


def _values(*texts: str) -> set[str]:
    return {re.sub(r"\s", "", value) for text in texts for value in _VALUE.findall(normalise(text))}


def _signs(*texts: str) -> set[str]:
    return {sign for text in texts for sign in _SIGN.findall(normalise(text))}


def _of(kind: frozenset[str], text: str) -> Counter[str]:
    return Counter(word for word in words(text) if word in kind)


def _run(some: Sequence[str], every: Sequence[str]) -> list[int]:
    """The places from which on words stand among others, one behind the other."""
    return [start for start in range(len(every)) if some and list(every[start : start + len(some)]) == list(some)]
