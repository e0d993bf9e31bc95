"""Names matcher: are the models, data sets, languages and people that the claim names in the passage too?

A name is a word with a capital inside the sentence, with digits in it, or in capitals throughout. "GPT-4", "GPT 4" and
"GPT-4s" are one name, "GPT-4" and "GPT-3.5" are two; an acronym is as good as the words whose initials it is made of.
Who wrote the paper is no name of this kind ("Wei et al. show that"): the references are checked for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimcheck.model import Passage
from claimcheck.verify.score import STOP, Score
from claimcheck.words import normalise

_LONGEST, _MOST = 10_000, 40
_NAME = re.compile(r"(?<![\w@/-])(?<!\d\.)[^\W_]+(?:[-+/][^\W_]+|(?<=\d)\.\d+){0,5}")
# "AI-driven", "ART-treated": the name and what it does.
_DOING = re.compile(r"(?:-[a-z]{3,})+$")
# A version behind the name of a family: "GPT 4", "Llama 2".
_VERSION = re.compile(r"\s(\d{1,2}(?:\.\d{1,2})?)(?![\w%]|[.,]\d|\s?(?:%|percent|times|layers|heads|models))")
_MARKS = re.compile(r"\[[^\[\]]{0,60}\]|\([^()]{0,80}\bet al\b[^()]{0,40}\)|https?://\S+")
# "Wei et al. (2022) show": at the head of the claim, or behind "by", "of", "from" and the like, it says who wrote.
_AUTHORS = re.compile(
    r"\b[A-Z][\w'-]{1,40}(?:(?:,| and| &) [A-Z][\w'-]{1,40}){0,3}"
    r"(?:(?P<al> et al(?:\b|(?=\d))\.?)\d{0,2}|(?='s? \(\d{4}|,? \(\d{4}))"
)
_BY = re.compile(r"(?:^|[.;:,]\s|^\w+,? |\b(?:by|of|from|according to|in|as)\s)\W*$", re.IGNORECASE)
_SAY = re.compile(
    r"[,\s]*(?:\(\d{4}\w?\)|\d{4})?[,\s]*(?:also |further |first |recently )?(?:show|f[io]und"
    r"|report|propos|demonstrat|describ|introduc|present|argu|observ|develop|evaluat|stud|investigat|suggest|conclud|reveal|us(?:e|ing)|examin|compar|not)",
)
_HEADING = re.compile(
    r"(?:(?<=[.:]\s)|(?:^))(?:\W{0,4}[A-Z0-9][\w/&()'-]{0,40}"
    r"(?:\s(?:[A-Z0-9(&][\w/&()'-]{0,40}|and|of|in|for|the|with|on|to)){0,7}):(?=\s)"
)
_START = re.compile(r"(?:^|[.:!?;]\s?|[\"'(*•]\s?)\W*$")
_INITIALS = re.compile(r"[^\W_]+")
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa", "ω": "omega", "μ": "mu"})
_NO_NAMES = """january february march april may june july august september october november december monday tuesday
wednesday thursday friday saturday sunday figure fig table section appendix equation eq et al however moreover
furthermore additionally finally thus therefore no not n p ii iii iv vi dr mr mrs ci sd vs ok id etc"""
_NOT_NAMES = STOP | frozenset(_NO_NAMES.split())
# Other words for the same, beyond what initials show.
_SAME = {
    "usa": ("united states", "u s", "america"),
    "uk": ("united kingdom", "britain", "british"),
    "eu": ("europe",),
    "covid-19": ("coronavirus", "sars-cov-2", "2019-ncov", "covid"),
    "covid": ("coronavirus", "sars-cov-2"),
    "sars-cov-2": ("covid-19", "2019-ncov", "novel coronavirus"),
    "coronavirus": ("covid-19", "sars-cov-2"),
    "chatgpt": ("gpt-3.5-turbo", "gpt-3.5"),
}

_MODEL = r"""chatgpt|gpt|instructgpt|text-davinci|davinci|codex|palm|llama|\w*bert\w*|(?:flan-?|m?)t5|claude|gemini|bard
|gemma|mistral|mixtral|falcon|bloomz?|opt|chinchilla|gopher|lamda|ul2|qwen|phi|vicuna|alpaca|deepseek|internlm|baichuan
|chatglm|glm|stablelm|pythia|olmo|clip|blip|vits?|resnet|vgg|densenet|efficientnet|mobilenet|yolo|u-?net|stylegan
|whisper|wav2vec|hubert|dall-?e|xlnet|electra|bart|pegasus|elmo|lstm|bi-?lstm|gru|svm|xgboost|lightgbm|word2vec|glove
|fasttext"""
_DATASET = r"""gsm-?8k|gsm|math|multiarith|svamp|aqua(?:-rat)?|addsub|singleeq|singleop|asdiv|mawps|strategyqa|\w+qa
|big-?bench(?:-?hard)?|bbh|mmlu|hellaswag|winogrande|arc(?:-[ce])?|piqa|boolq|squad|hotpotqa|(?:super)?glue|[ms]nli|anli
|sst-?2|cifar|imagenet(?:-\w+)?|mnist|fashion-?mnist|svhn|coco|kitti|cityscapes|wmt|xsum|humaneval|mbpp|lambada|wikitext
|ptb|librispeech|ms-?marco|\w+bench|fever|race|drop|qqp|mrpc|cola|stsb?|copa|wsc|wic|truthfulqa|xnli|flores"""
_LANGUAGE = """arabic bengali bulgarian catalan chinese mandarin cantonese croatian czech danish dutch english estonian
finnish french german greek gujarati hausa hebrew hindi hungarian icelandic igbo indonesian irish italian japanese
kannada kazakh korean latvian lithuanian malay malayalam marathi nepali norwegian persian farsi polish portuguese
punjabi romanian russian serbian sinhala slovak slovenian somali spanish swahili swedish tagalog tamil telugu thai
turkish ukrainian urdu uzbek vietnamese welsh xhosa yoruba zulu"""
_KINDS = re.compile(
    rf"(?<![\w.])(?:(?P<model>(?:{_MODEL})(?:[\s-]?v?\d+(?:\.\d+)*o?\b(?![%\w]|\.\d|\s%))?)"
    rf"|(?P<dataset>(?:{_DATASET})(?:-\d+)?)|(?P<language>{'|'.join(_LANGUAGE.split())}))(?:s\b|(?!\w))".replace(
        "\n", ""
    ),
    re.IGNORECASE,
)
# Words that are also everyday words: names only where they have a capital inside.
_AMBIGUOUS = "math race drop bard clip opt bloom falcon palm phi fever arc glove gopher electra pegasus"
_EVERYDAY = frozenset(_AMBIGUOUS.split())


class Kind(NamedTuple):
    """A name of a known kind in a text: where it begins, its kind (`model`, `dataset`, `language`), its one form."""

    place: int
    kind: str
    name: str


def names(claim: str, passages: Sequence[Passage]) -> list[Score]:
    """The share of the claim's names that the passage has, 0 to 1 (1 where it names nothing), with the missing ones."""
    every = find(claim)
    found = [tuple(name for name in every if not has(passage.text, name, claim)) for passage in passages]
    return [Score(1.0 - len(missing) / len(every) if every else 1.0, unmatched=missing) for missing in found]


def missing_names(claim: str, passages: Iterable[Passage]) -> tuple[str, ...]:
    """The claim's names that no passage has, as printed."""
    texts = [passage.text for passage in passages]
    return tuple(name for name in find(claim) if not any(has(text, name, claim) for text in texts))


@lru_cache(maxsize=4_096)
def find(text: str) -> tuple[str, ...]:
    """The names of a text, in order, each once, at most 40."""
    text = normalise(text)[:_LONGEST]
    hidden = _MARKS.sub(lambda m: " " * len(m[0]), text)
    for match in _AUTHORS.finditer(text):
        said = match["al"] and _SAY.match(text, match.end())
        if said or _BY.search(text[max(0, match.start() - 20) : match.start()]):
            hidden = hidden[: match.start()] + " " * len(match[0]) + hidden[match.end() :]
    hidden = _HEADING.sub(lambda m: " " * len(m[0]), hidden)
    headline = _is_headline(hidden)
    found = [name for match in _NAME.finditer(hidden) if (name := _name(hidden, match, headline=headline))]
    return tuple(dict.fromkeys(found))[:_MOST]


def _is_headline(text: str) -> bool:
    """Whether Most Words Have a Capital, so that a capital tells nothing."""
    long = re.findall(r"\b[^\W\d_]{4,}", text)
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.6 * len(long)


def _name(text: str, match: re.Match[str], *, headline: bool) -> str | None:
    word = _DOING.sub("", match[0])
    letters = [c for c in word if c.isalpha()]
    if not letters or word.lower() in _NOT_NAMES:
        return None
    digits = any(c.isdigit() for c in word)
    inside = any(c.isupper() for c in word[1:]) and not re.fullmatch(r"[A-Z]?[a-z]+(?:[-/][A-Z]?[a-z]+)*", word)
    if digits and not word[0].isalpha() and not inside:
        return None  # "5-year", "19th", "3D": a number, not a name
    if digits or inside:
        family = _VERSION.match(text, match.end()) if not digits and _KINDS.fullmatch(word) else None
        return word + (f" {family[1]}" if family else "")
    if not word[0].isupper() or len(word) < 3:
        return None
    # A capital tells nothing at the head of a sentence or in a headline; a family of models or a language does.
    known = _KINDS.fullmatch(word)
    family = _VERSION.match(text, match.end()) if known else None
    first = headline or _START.search(text[max(0, match.start() - 4) : match.start()])
    if first and not (known and (family or word.lower() not in _EVERYDAY)):
        return None
    return word + (f" {family[1]}" if family else "")


def has(text: str, name: str, claim: str = "") -> bool:
    """Whether a text has a name, in another spelling or, for an acronym, in full; the claim may say what it means."""
    folded = fold(text)
    if _pattern(name).search(folded):
        return True
    lower = name.lower()
    if any(re.search(rf"\b{other}\b", folded) for other in _SAME.get(lower, ())):
        return True
    letters = re.sub(r"[^A-Za-z]", "", name)
    if re.search(r"\d", name):
        return _glued(name, text)
    short = letters[:-1] if letters.endswith("s") and letters[:-1].isupper() else letters
    if sum(c.isupper() for c in short) >= 2 and 2 <= len(short) <= 6 and name.isascii():
        return spelled_out(short, text) or _other_form(name, claim, folded)
    word = name[0].isupper() and letters[1:].islower() and len(letters) > 2
    return word and (_abbreviated(name, claim, text) or _close(lower, folded))


@lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """A text for looking up names: lower case, Greek letters spelled out."""
    return normalise(text).lower().translate(_GREEK)


@lru_cache(maxsize=4_096)
def _pattern(name: str) -> re.Pattern[str]:
    parts = re.findall(r"[^\W\d_]+|\d+(?:\.\d+)*", fold(name))
    if len(parts) and parts[-1].isalpha() and len(parts[-1]) > 3:
        parts[-1] = re.sub(r"(?:'s|s)$", "", parts[-1])
    inner = r"[\s./+-]{0,2}".join(re.escape(part) for part in parts)
    ending = r"(?:'?s|es)?(?![^\W_])(?!\.\d)" if parts and parts[-1].isalpha() else r"s?(?![^\W_])(?!\.\d)"
    return re.compile(rf"(?<![^\W_]){inner}{ending}")


def spelled_out(acronym: str, text: str) -> bool:
    """Whether words in a row begin with the letters of an acronym, the first and the last of them no small words."""
    words = _words(text)
    wanted = acronym.lower()
    initials = "".join(word[0] for word in words)
    place = initials.find(wanted)
    while place >= 0:
        if words[place] not in STOP and words[place + len(wanted) - 1] not in STOP:
            return True
        place = initials.find(wanted, place + 1)
    if len(wanted) < 4:
        return False
    # Small words may be left out of a long acronym.
    full = [word for word in words if word not in STOP]
    return wanted in "".join(word[0] for word in full)


@lru_cache(maxsize=8_192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_INITIALS.findall(normalise(text).lower()))


def _other_form(name: str, claim: str, folded: str) -> bool:
    """Whether the words that the claim itself puts beside an acronym, "chain of thought (CoT)", are in the text."""
    match = re.search(rf"((?:[\w-]+\s){{1,7}})\({re.escape(name)}\)", normalise(claim))
    if not match:
        return False
    many = sum(c.isupper() for c in name.rstrip("s")) or len(name)
    words = re.split(r"[\s-]", match[1].strip().lower())[-max(many, 2) :]
    return re.search(r"[\s-]".join(re.escape(word.rstrip("s")) + "s?" for word in words), folded) is not None


def _abbreviated(name: str, claim: str, text: str) -> bool:
    """Whether a name of several capitalised words is in the text as an acronym, "Chain of Thought" as "CoT"."""
    run = r"(?:[A-Z][\w]*(?:[\s-](?:of|and|for|the|in))?[\s-]){0,6}"
    for match in re.finditer(rf"{run}\b{re.escape(name)}\b(?:[\s-](?:(?:of|and|for)[\s-])?[A-Z]\w*){{0,6}}", claim):
        words = re.split(r"[\s-]", match[0])
        for chosen in (words, [word for word in words if word[0].isupper()]):
            acronym = "".join(word[0] for word in chosen)
            if len(chosen) > 1 and re.search(rf"(?<!\w){acronym}s?(?!\w)", text, re.IGNORECASE):
                return True
    return False


def _close(lower: str, folded: str) -> bool:
    """Whether another form of a capitalised word is there: "Bayesian" for "Bayes", "Chinese" for "China"."""
    root = lower[: max(4, len(lower) - 3)]
    return len(lower) > 5 and re.search(rf"\b{re.escape(root)}", folded) is not None


def _glued(name: str, text: str) -> bool:
    """Whether the mark of a footnote hangs at a name's number: "Sentinel-27" for "Sentinel-2" with footnote 7.

    Only for words of five letters or more with a capital: IL-12 is not IL-1.
    """
    match = re.fullmatch(r"([A-Z][a-z]{4,}-)(\d)", name)
    return match is not None and re.search(rf"(?<!\w){match[1]}{match[2]}\d{{1,2}}(?![\w.-])", text) is not None


@lru_cache(maxsize=4_096)
def kinds(text: str) -> tuple[Kind, ...]:
    """The names of known kinds in a text: models, data sets, languages; versions are part of the name."""
    found = []
    for match in _KINDS.finditer(text):
        printed = match[0]
        word = re.sub(r"[\s\d.-].*$", "", printed).lower()
        if word in _EVERYDAY and not any(c.isupper() for c in printed[1:] if c.isalpha()):
            continue
        kind = str(match.lastgroup)
        found.append(Kind(match.start(), kind, re.sub(r"[\s-]", "", str(match[kind]).lower()).removesuffix("s")))
    return tuple(found)
