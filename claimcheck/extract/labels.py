"""Labels of bullets and what they make of the words behind them."""

from __future__ import annotations

import re
from typing import Literal

LabelRole = Literal["bibliographic", "opinion", "plan", "about_the_report", "statement", "content", "none"]

_ROLES: tuple[tuple[LabelRole, str], ...] = (
    (
        "bibliographic",
        (
            r"authors?|by|year|date|published|publication(?: date)?|venue|conference|journal|source|citations?"
            r"|cite as|arxiv(?: id)?"
            r"|doi|url|link|links|pdf|paper|paper link|file|filename|title|affiliations?|institutions?|reference"
            r"|keywords|tags"
            r"|publisher|pages|location|accessed|download(?:ed)?|why absent|status|bibtex|cited by"
        ),
    ),
    (
        "opinion",
        (
            r"relevance.*|implications?.*|why (?:it|this) .*|why relevant|why|significance.*|importance.*|our .*"
            r"|takeaways? for .*|(?:what is )?missing"
            r"|connection to .*|relation to .*|how (?:it|this) relates.*|use (?:case )?for us|comments?|notes?"
            r"|assessment|rating"
            r"|influenced|why chosen|critical gap|research gap|gap|opportunity|insights? for .*|lesson.*"
        ),
    ),
    ("plan", r"recommend.*|next steps?|future work.*|todo|to do|action.*|mitigation|proposed .*|suggested .*|plan"),
    (
        "content",
        (
            r"(?:key |main |core |primary |critical |major |central )?(?:contributions?|findings?|results?"
            r"|insights?|ideas?|innovations?|claims?|methods?|points?|conclusions?)"
            r"(?: \([^)]*\))?|methodology|approach|technique|summary|abstract|overview|problem|solution|evaluation"
            r"|experiments?|experimental setup|setup"
            r"|performance|architecture|training|theoretical results|breakthrough results?|quantitative results"
            r"|efficiency|advantages?|strengths|benefits"
        ),
    ),
    (
        "about_the_report",
        (
            r"papers reviewed|research (?:question|hypothesis|domain|area)|hypothesis|primary domain|scope"
            r"|assignee|prepared by"
        ),
    ),
)

# Labels whose words are no sentence without them. "{}" is what stands behind the label.
_TEMPLATES: tuple[tuple[str, str], ...] = (
    (
        r"data ?sets?(?: used)?|data(?: used)?|benchmarks?(?: used)?|evaluation data(?:sets?)?",
        "The data sets used are {}",
    ),
    (r"models?(?: (?:used|sizes?|tested|evaluated))?|llms? (?:used|tested)", "The models are {}"),
    (r"baselines?(?: used)?|compared (?:with|to|against)", "The baselines are {}"),
    (r"(?:evaluation )?metrics?(?: used)?", "The metrics are {}"),
    (r"tasks?(?: (?:used|evaluated))?", "The tasks are {}"),
    (r"languages?(?: (?:covered|tested))?", "The languages are {}"),
    (r"limitations?|weaknesses", "A limitation is: {}"),
)
_CODE = re.compile(
    r"(?:(?:official |source )?code(?: (?:available|availability|release[d]?|repository|url|link))?"
    r"|code (?:and|&) data|github"
    r"|repository|implementation|open[- ]source[d]?)\??"
)
_DATA_AVAILABLE = re.compile(r"(?:data ?sets?|data) (?:available|availability|release[d]?)\??")
_YES, _NO = (
    re.compile(r"(?:yes|(?:publicly )?available|public|open(?:[- ]sourced?)?)\b(?: at\b)?[\s\-–—:,(]*", re.IGNORECASE),
    re.compile(r"(?:no|none|not (?:publicly )?available|unavailable|n/a)\b", re.IGNORECASE),
)
_EMPTY = re.compile(
    r"(?:(?:n/?a|none|unknown|unspecified|tbd|(?:not |none )(?:specified|stated|reported|applicable|mentioned|given))"
    r"(?:\s*[-–—(,;.:].*|\s(?:in|by|for|here)\b.*)?|[-–—\s]*)",
    re.IGNORECASE,
)


def role(label: str) -> LabelRole:
    """What a label says of the words behind it; `none` where it is not known."""
    label = _bare(label)
    for name, pattern in _ROLES:
        if re.fullmatch(pattern, label):
            return name
    if _CODE.fullmatch(label) or _DATA_AVAILABLE.fullmatch(label) or any(re.fullmatch(p, label) for p, _ in _TEMPLATES):
        return "statement"
    return "none"


def is_about_code(label: str) -> bool:
    """Whether a label introduces what is said of the paper's code."""
    return bool(_CODE.fullmatch(_bare(label)))


def is_empty(content: str) -> bool:
    """Whether the words behind a label say nothing: "N/A"."""
    return bool(_EMPTY.fullmatch(content.strip()))


def statement(label: str, content: str) -> str:
    """A sentence about the paper, made of a label and the words behind it.

    >>> statement("code available", "No")
    'The code is not available.'
    >>> statement("datasets used", "GSM8K and SVAMP.")
    'The data sets used are GSM8K and SVAMP.'
    """
    label, content = _bare(label), content.strip()
    for pattern, thing in ((_CODE, "The code"), (_DATA_AVAILABLE, "The data set")):
        if pattern.fullmatch(label):
            return _availability(thing, content)
    for template_pattern, template in _TEMPLATES:
        if re.fullmatch(template_pattern, label):
            return template.format(content)
    return content


def _availability(thing: str, content: str) -> str:
    if _NO.match(content):
        rest = _NO.sub("", content, count=1).strip(" .,;:-–—()")
        return f"{thing} is not available{': ' + rest if rest else ''}."
    if yes := _YES.match(content):
        rest = content[yes.end() :].strip(" .,;:()")
        return f"{thing} is available{' at ' + rest if rest.startswith('http') else ': ' + rest if rest else ''}."
    return f"{thing} is available: {content}" if content else f"{thing} is available."


def _bare(label: str) -> str:
    return re.sub(r"\s*\([^)]*\)", "", label).strip(" *_`").lower()
