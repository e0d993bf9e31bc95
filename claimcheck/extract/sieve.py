"""What is no claim about a source, and why.

Decides on one sentence (or table row) in its place. The order matters: what the whole section is (a plan, a search
log) comes before what a sentence looks like, and a sentence that reports what a cited paper found is a claim even
among plans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract import labels
from claimcheck.extract.outline import Node, Section
from claimcheck.extract.printed import is_venue
from claimcheck.model import BlockKind, SkipReason
from claimcheck.words import words

_PLANS = re.compile(
    r"\b(?:recommend\w*|next steps?|future (?:work|directions?|research)|proposed (?:approach|experiments?"
    r"|method\w*)|plan|roadmap"
    r"|for our (?:experiment|research|work|study)|experimental design|methodological considerations|to do)\b",
    re.IGNORECASE,
)
_OPINIONS = re.compile(
    r"\b(?:gaps?|opportunit\w+|implications?|relevance|(?<!& )(?<!and )discussion|conclusions?|takeaways?|lessons"
    r"|open (?:questions?|problems)"
    r"|why this matters|significance|reflections?|limitations)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:search (?:log|strategy|results|terms)|screening|inclusion criteria|exclusion criteria|review scope"
    r"|time frame|scope"
    r"|research (?:question|hypothesis|area overview)?s?$|paper selection|selection criteria|data sources"
    r"|sources searched"
    r"|methodology$|table of contents|abbreviations|acknowledge?ments?|appendix|file (?:list|structure)"
    r"|quality assessment"
    r"|limitations of (?:this|the) (?:review|report))\b|^(?:\d+\.?\s*)?(?:methodology|methods|limitations"
    r"|introduction|results|abstract)$",
    re.IGNORECASE,
)
_OWN_HEADING = re.compile(
    r"\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:experiments?\b.*|experimental (?:results|setup|design).*|raw results"
    r"|results?(?: analysis)?|data construction"
    r"|implementation(?: details)?|hypothes[ie]s(?: testing)?.*|reproducib.*|statistical (?:tests?|analysis).*"
    r"|ablation.*"
    r"|data (?:quality|collection|preprocessing).*|preprocessing.*|our (?:method|approach|results).*"
    r"|key findings.*|goal"
    r"|methodology|method|environment.*|deliverables|outputs?)",
    re.IGNORECASE,
)
_LITERATURE = re.compile(
    r"\b(?:related work|literature|background|prior work|previous work|key papers|state of the art|papers?)\b",
    re.IGNORECASE,
)
# Any systematic review has these: alone they tell of no experiments.
_ALSO_OF_A_REVIEW = re.compile(
    r"\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:results?(?: analysis)?|key findings.*|methodology|method|data collection.*"
    r"|statistical analysis.*|goal)",
    re.IGNORECASE,
)
_RESULTS = re.compile(r"(?:\d+\.?\s*)?results", re.IGNORECASE)
_OF_WORKS = frozenset({"title", "authors", "author", "year", "arxiv", "link", "url", "file", "venue", "query", "date"})
_FOUND = re.compile(r"\b(?:findings?|results?|conclusions?|outcomes?|claims?)\b")
_QUESTION = re.compile(r"\?[\"”’')\]]*\s*$")
_PLAN_START = re.compile(
    r"(?:[-*•\d.)\s]*)(?:we (?:will|plan|intend|propose to|should|aim|could)|(?:use|consider|compare|test"
    r"|include|run|report|control|design"
    r"|evaluate|measure|apply|implement|focus|start|ensure|explore|investigate|add|build|try|adopt|extend"
    r"|train|select|choose"
    r"|optionally|avoid|track|define|create|develop|validate|establish|leverage|combine|conduct|perform"
    r"|set)\s(?!of\b|by\b))",
    re.IGNORECASE,
)
_PLAN_WORDS = re.compile(
    r"\b(?:we(?:['’]ll| will| plan to| intend to| recommend| should)|future (?:work|studies|research) (?:should|could"
    r"|will|may))\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\b(?:should|must|needs? to|could|ought)\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:our (?:hypothesis|research|experiments?|approach|method|study|work|results?|findings?|setup|system"
    r"|model|data|analysis|evaluation|question"
    r"|implementation|proposed|own|goal|task|use case|case|context|paper|meta-study|review|investigation)|for us\b)",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|my)\b", re.IGNORECASE)
_ABOUT_REPORT = re.compile(
    r"\b(?:this|the present|the) (?:report|review|synthesis|survey|document|literature review|paper|overview"
    r"|meta-study|summary)"
    r"\s+(?:\w+\s+){0,2}?(?:synthesi[sz]es|examines|covers|is (?:a|an|based|organi[sz]ed|structured)|does not"
    r"|aims|provides|presents|summari[sz]es|studies"
    r"|proposes|describes|outlines|delves|introduces|articulates"
    r"|reviews|focuses|discusses|(?-i:may)|was|has been|addresses|investigates|surveys|seeks|explores|concludes|asks)\b"
    r"|\b\d+ (?:\S+ ){0,3}papers? (?:were |was )?(?:retrieved|reviewed|selected|screened|identified|included|found)\b"
    r"|^this (?:(?:sub)?section|chapter)\b"
    r"|\byielded \d+ (?:\w+ )?papers\b|\bclaims? (?:were |was )?(?:extracted|verified)\b"
    r"|\bquality (?:review )?(?:score|assessment)\b"
    r"|\bmachine-generated\b|\breaders should\b|\bsystematic literature search\b|\bpapers reviewed\b"
    r"|\bautomated (?:retrieval|quality|multi)",
    re.IGNORECASE,
)
_OPINION_WORDS = re.compile(
    r"\b(?:is|are|would be|seems?|remains?|makes? (?:it|this|them)) (?:\w+ )?(?:crucial|critical|essential"
    r"|important|ideal|perfect|promising|interesting"
    r"|highly relevant|most relevant|relevant|useful|valuable|understudied|unexplored|under-explored|an ideal"
    r"|a promising) (?:for|to|in|candidate|here|direction)"
    r"|\b(?:in our (?:view|opinion)|we (?:believe|argue|think)|arguably|interestingly)\b"
    r"|\bno (?:prior )?(?:work|study|paper) \w+",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:finds?|found|finding|show(?:s|ed|n)?|demonstrat\w+|report(?:s|ed)?|observ\w+|achiev\w+|prov(?:e|ed"
    r"|es)|conclud\w+|introduc\w+|propos\w+"
    r"|compar(?:es|ed)|evaluat(?:es|ed)|us(?:es|ed)|tested|tests|claims?|according to|suggest(?:s|ed)"
    r"|establish\w*|reveal\w*|outperform\w*|improv\w+"
    r"|train(?:s|ed)|argues?|argued|developed|presented|presents|struggle\w*|recommendation|warn(?:s|ed)|caution(?:s|ed)"
    r"|authors? (?:also )?(?:warn|caution|note|stress|acknowledge|concede|admit|explain|describe|hypothesi[sz]e))\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|does|do|did|may|might|must|will|[a-z]{3,}(?:es|ed|izes|ises"
    r"|ows|uces|eves|ates|ves|rms|ns|ts|ds))\b"
)
_BARE_LINK = re.compile(r"(?:https?://\S+|arxiv:\S+|\S+\.(?:pdf|md|py|json|csv|png))?", re.IGNORECASE)
_ASIDE = re.compile(r"\s\([^()]*\)")
_STARTS_AS_NONE = re.compile(r"[^A-Z]|\w+(?:ed|ing)\b")
_KEYWORDS = re.compile(r"(?:index terms|key ?words)\s*[—–:-]", re.IGNORECASE)
_AROUND_LINK = " \t\n[]()<>`*|.-"
# What is said of the listed works together: "used by all papers", "most studies rely on".
_OF_THE_WORKS = re.compile(
    r"\b(?:all|most|many|several|some|few|both|none|majority)\s(?:of\s)?(?:the\s|these\s)?(?:[\w-]+\s){0,2}?"
    r"(?:papers|studies|works|methods|approaches|systems|models|authors|articles|frameworks|surveys)\b",
    re.IGNORECASE,
)
_RESEARCH = re.compile(
    r"(?:[\w-]+\s){0,4}"
    r"(?:research|studies|papers|works?|analyses|evidence|literature|experiments)\s(?:(?:has|have|also|consistently)\s){0,2}"
    r"(?:demonstrat|show|find|found|report|reveal|suggest|identif|indicat|observ|establish|confirm)\w*\b",
    re.IGNORECASE,
)
_OWN_ACTION = re.compile(
    r"(?:(?:here|then|first|next|finally|also|in this (?:work|paper|study)|to [^,]{1,80}),?\s)?we\s(?:\w+\s)?"
    r"(?:train|r[ua]n|test|use|evaluat|measur|implement|conduct|appl|adopt|follow|employ|compar|build|built|extend"
    r"|collect|sampl|select|generat|comput|creat|fine-tun|adapt|includ|replicat|construct|annotat|prompt|set)\w*\s",
    re.IGNORECASE,
)
_OF_THE_CITED = re.compile(
    r"\b(?:who|which|they|whose)\b"
    r"|\b(?:as|than|what|that)\b[^.]{0,60}\b(?:found|show|report|observ|demonstrat|propos|suggest)"
    r"|\b(?:consistent|in line|agree\w*|contrast\w*)\s(?:with|to)\b",
    re.IGNORECASE,
)

# What a sentence is told by its words and the headings above it: a reader may see it otherwise. The rest is told by
# what it is, a question, code or an entry of the list of sources.
DOUBTFUL: frozenset[SkipReason] = frozenset({"plan", "opinion", "own_work", "about_the_report", "no_statement"})


@dataclass(frozen=True)
class Place:
    """What the sieve must know of a sentence's surroundings.

    Attributes:
        cited: whether it cites a source by itself (by a marker or a name).
        marked: whether it does so by a marker.
        paper: whether it stands under a heading, item or row that names a paper.
        own_study: whether the report tells of its author's own experiments.
        label: the label in force, if any.
        covered: whether a mark in its paragraph stands for it too.
    """

    cited: bool
    marked: bool
    paper: bool
    own_study: bool
    label: str | None
    covered: bool = False


def is_own_study(sections: list[Section], sentences: list[str]) -> bool:
    """Whether the report tells of its author's own experiments: by its headings, and by its first person."""
    titles = {s.title for s in sections}
    own = [title for title in titles if _OWN_HEADING.fullmatch(title)]
    headings = len(own)
    told = sum(
        bool(
            re.search(
                r"\bwe (?:\w+ )?(?:test|ran|train|evaluat|found|find|measur|implement|conduct|observ|select|us)",
                s,
                re.IGNORECASE,
            )
        )
        for s in sentences
    )
    experiments = headings >= 3 and not all(_ALSO_OF_A_REVIEW.fullmatch(title) for title in own)
    return experiments or (headings >= 2 and told >= 2) or told >= 8


def lists_works(header: tuple[str, ...]) -> bool:
    """Whether a table only lists works, or the searches for them, by its header."""
    columns = {cell.strip(" *").lower() for cell in header}
    tells = "query" not in columns and any(_FOUND.search(column) for column in columns)
    return len(columns & _OF_WORKS) >= 2 and not tells


def reason_to_skip(text: str, node: Node, place: Place) -> SkipReason | None:
    """Why a sentence is no claim about a source; None where it is one."""
    for reason in (
        _by_label(text, place),
        _by_form(text, node, place),
        _by_section(text, node, place),
        _by_words(text, place),
    ):
        if reason:
            return reason
    return None if _states_something(text, node, place) else "no_statement"


def _by_label(text: str, place: Place) -> SkipReason | None:  # noqa: PLR0911 - a decision list
    if place.label is None:
        return None
    match labels.role(place.label):
        case "bibliographic":
            return "bibliographic"
        case "opinion":
            return "opinion"
        case "plan" if not place.paper:
            return "plan"
        case "about_the_report" if not place.paper:
            return "about_the_report"
        case "statement" | "content" if labels.is_empty(text) and not _is_code(place.label):
            return "no_statement"
    return None


def _is_code(label: str) -> bool:
    return labels.statement(label, "No") != "No" and "code" in label


def _by_form(text: str, node: Node, place: Place) -> SkipReason | None:
    if node.block.kind is BlockKind.CODE:
        return "code"
    if _QUESTION.search(text):
        return "question"
    if _KEYWORDS.match(text):
        return "bibliographic"
    if (
        text.strip()
        and _BARE_LINK.fullmatch(text.strip(_AROUND_LINK))
        and not (place.label and labels.role(place.label) == "statement")
    ):
        return "bibliographic"
    return None


def _by_section(text: str, node: Node, place: Place) -> SkipReason | None:  # noqa: PLR0911 - a decision list
    if any(s.bibliography for s in node.section.chain()) and (not (node.parent and place.paper) or is_venue(text)):
        return "bibliographic"
    if place.paper:
        return "opinion" if any(labels.role(_lead(n)) == "opinion" for n in node.ancestors() if n.label) else None
    # What is said of "the paper" or "the review" and cites it is said of that one.
    if not place.marked and _ABOUT_REPORT.search(text):
        return "about_the_report"
    titles = [s.title for s in node.section.chain() if s.title and not s.is_title]
    reports = bool(_REPORTING.search(text) if place.cited else _RESEARCH.match(text))
    planned = _PLAN_START.match(text) or _PLAN_WORDS.search(text) or _SHOULD.search(text)
    reports = reports or (place.marked and not planned and bool(_VERB.search(text)))
    if any(_PLANS.search(t) for t in titles) and not reports:
        return "plan"
    if any(_OPINIONS.search(t) for t in titles) and not place.cited:
        return "opinion"
    told = place.cited or (place.covered and any(_RESULTS.fullmatch(t) for t in titles[:1]))
    if any(_ABOUT.search(t) for t in titles[:1]) and not told:
        return "own_work" if place.own_study else "about_the_report"
    return None


def _lead(node: Node) -> str:
    return node.label[0] if node.label else ""


def _by_words(text: str, place: Place) -> SkipReason | None:
    if place.paper:
        return "opinion" if _OURS.search(text) else None
    reports = place.cited and bool(_REPORTING.search(text))
    if not reports and (_PLAN_WORDS.search(text) or (not place.cited and _PLAN_START.match(text))):
        return "plan"
    if place.own_study and (not place.cited or _tells_of_us(text, reports=reports)):
        return "own_work"
    if not reports and (_OURS.search(text) or _OPINION_WORDS.search(text)):
        return "opinion"
    return None


def _may_state(text: str) -> bool:
    """Whether a text without a known verb has a sentence's form: a plural verb looks like a noun, a list has commas."""
    bare = _ASIDE.sub("", text)
    return len(words(bare)) >= 6 and not _STARTS_AS_NONE.match(bare) and len(re.findall(r"[,;:/]", bare)) < 2


def _tells_of_us(text: str, *, reports: bool) -> bool:
    """Whether a sentence of an own study that cites a work says what its authors did, and nothing of the work."""
    if _OWN_ACTION.match(text):
        return not _OF_THE_CITED.search(text)
    return not reports and bool(_FIRST_PERSON.search(text))


def _states_something(text: str, node: Node, place: Place) -> bool:
    """Whether there is anything to check: under a paper two words will do, else a verb or a number is wanted."""
    count = len(words(text))
    if count == 0:
        return False
    if place.label and labels.role(place.label) == "statement":
        return True
    ends = text.rstrip()[-1:]
    if place.paper or node.block.kind is BlockKind.ROW:
        # "Negative Stimuli Examples:" leads in what stands below it, and says nothing.
        leads_in = ends == ":" and not _VERB.search(text) and not any(c.isdigit() for c in text)
        return count >= 2 and not leads_in
    of_the_works = bool(_OF_THE_WORKS.search(text))
    has_verb = of_the_works or bool(_VERB.search(text)) or any(c.isdigit() for c in text)
    has_verb = has_verb or (ends == "." and _may_state(text))
    if ends == ":" and count < 6:
        return False
    if place.cited:
        return count >= 3
    return count >= 6 and has_verb and (ends in '.!"”)' or count >= 9 or of_the_works)


def under_literature(node: Node) -> bool:
    """Whether a block of an own study stands under a heading about other people's papers."""
    return any(_LITERATURE.search(s.title) for s in node.section.chain())
