"""What a sentence of a paper asserts about its results, if anything, and how informative it looks.

Decided by the words alone: a sentence that needs its neighbours, repeats other people's work, defines, plans, guesses
or is torn by the PDF is no assertion. The weights are set by hand, for the order of a table and for nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from claimcheck.extract.paper_sentence import points_elsewhere
from claimcheck.words import words

Kind = Literal["finding", "number", "limit", "release"]
Part = Literal["abstract", "conclusion", "results", "limitations", "other"]

_FEWEST_WORDS, _MOST_WORDS, _LONGEST = 8, 55, 360
_WHOLE = re.compile(r"[“\"']?[A-Z].*[.!][”\"')\]]*", re.DOTALL)
_OPEN_END = re.compile(
    r"(?:\bet al|\betc|\be\.g|\bi\.e|\bvs|\.\.)\.[”\"')\]]*$|\b(?:and|or|of|the|a|in|with|to)\.$", re.IGNORECASE
)
_TORN = re.compile(
    r"[a-z]- [a-z]|\(cid:|�|\.{4}|\s[.,;:)]\s|\b(?:[a-zA-Z]\s){3}|[a-z]\.[A-Z][a-z]|\?\s|\((?:1|i|a)\)"
    r"|^[A-Z][\w.-]*(?: \w+)?: "
    # the mark of a note behind the last word
    r"|(?!(?:than|from|over|with|into|least|most|only|about|above|below|beyond|under|between|level|nearly|around|until)\b)"
    r"\b[a-z]{4,}\s\d{1,2}\.$"
    r"|[a-z] (?:We|Our|This|These|While|However|One|When|It|In|The|As|For|Although|Since|If|To) [a-z]"
)
_SIGNS = re.compile(r"[=∑∏∫∂∇∼≡←→⇒∀∃∈|{}^\\_]")
_ALONE = re.compile(r"(?<![\w.'’-])[B-HJ-Zb-z](?![\w'’-])")
# Needs what stands before it.
_DANGLES = re.compile(
    r"(?:this|these|that|those|it|its|they|their|them|such|he|she|his|her|both|neither|either|another|others?|doing so"
    r"|so|then|but|and|or|nor|yet|instead|conversely|similarly|likewise|(?:in|by) contrast|on the (?:other|one) hand"
    r"|on the contrary|in (?:this|that|these|those|such|each|both|the other|the former|the latter)\b[^,]*|otherwise"
    r"|again|similar|in (?:other|some) \w+|even so|because of|despite|which|where|whereas|while (?:this|it|they)"
    r"|if (?:so|this|it)|"
    r"the (?:former|latter|other|others|same|two|remaining|rest|above|second|third|next|following|reason|answer"
    r"|difference"
    r"|gap|trend|improvement|effect|step|last|opposite)|here|more|to (?:this|that)|for (?:this|that|these|those|both)"
    r"|with (?:this|that|these)|at (?:this|that)|of these|one|some|most of|all of|each|none of|several|many of"
    r"|as (?:discussed|noted|mentioned|described)|suppose|consider|given|let|note|recall|see|imagine)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:it|its|they|their|them|he|she|his|her|such|both|neither|either)\b", re.IGNORECASE)
_NEEDS_CONTEXT = re.compile(
    r"\b(?:this|these|those)\b(?! (?:paper|work|study|article|report|survey)\b)(?! (?:of|that|who|which|with|in"
    r"|from)\b)|\bthe (?:former|latter)\b|\baforementioned\b|\b(?:above|below|following section|next section|hereafter"
    r"|as follows)\b|\((?:left|right|top|bottom|middle)\)|\bline \d|\brow \d|\bcolumn \d|\b(?:better|worse) still\b"
    r"|\b(?:do|does|did) (?:that|so)\b|\bthe (?:table|figure|plot|graph|diagram)s?\b"
    # A verb that leans on the sentence before, a bare number, a pronoun before its noun.
    r"|\b(?:do|does|did|is|are|was|were|can|could|has|have) not[,.;]"
    r"|^(?:two|three|four|five|six|seven|eight|nine|ten|\d+) (?:had|have|were|was|did|are|of (?:them|these|those))\b"
    r"|^(?:in|on|at|for|with|by|from|under|after|before|when|if|as|since|because|without) [^,.;:]{0,60}?\b(?:it"
    r"|they)\b (?!is\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:prior|previous|earlier|existing|recent|past|related|other) (?:work|works|studies|research|literature|papers"
    r"|researchers|advances?)\b|\b(?:has|have) (?:recently |also |previously |long |often )?been (?:shown|demonstrated"
    r"|found|used|proposed|observed|reported|studied|widely|increasingly|suggested|argued|applied)\b"
    r"|\b(?:research|researchers|studies|literature) (?:has|have|on|suggests?|shows?)\b|\bit is (?:well[ -])?known\b"
    r"|\bin recent years\b|\brecently\b|\bhave (?:shown|achieved|demonstrated|emerged|become)\b|\bconfined to\b",
    re.IGNORECASE,
)
_CITES = re.compile(r"\bet al\b|\[\d[\d,;\s–-]{0,40}\]|\[@|\(\w[^()]{0,200}?,?\s(?:19|20)\d\d[a-z]?(?:[,;)])")
_NAMES_OTHERS = re.compile(r"\bet al\.?(?:['’]s)?\s*[(\[]|^[A-Z]\w+ (?:and \w+ )?(?:et al\.? )?\((?:19|20)\d\d")
_THEIRS = re.compile(
    r"\b(?:they|the authors|these authors|their (?:study|work|paper|findings?|results?|analysis|experiments?))\s"
    r"(?:\w+ly\s|also\s)?(?:find|found|show|report|observ|conclud|demonstrat|suggest|not|reveal|argu|indicat|propos)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:related|previous|prior|earlier) (?:works?|research|studies|literature)\b|\bintroduction\b|\bbackground\b"
    r"|\bliterature\b|\bstate of the art\b|\breferences\b|\bbibliography\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|ours|us)\b|\bthis (?:paper|work|study)\b", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    # plans, guesses and hopes
    r"\bwe (?:will|plan|hope|leave|intend|aim|wish|believe|think|guess|suspect|speculate|conjecture|hypothesi[sz]e"
    r"|expect"
    r"|assume|encourage|invite|call|recommend|suggest that|would)\b|\bfuture (?:work|research|studies|directions?"
    r"|efforts)\b"
    r"|\b(?:is|are) planned\b|\bleft (?:for|to) future\b|\bremains? (?:to be|an open|unclear)\b|\bshould be\b"
    r"|\bhad expected\b|\bcan only guess\b|\bshould\b|\bpromising (?:direction|avenue)|\bhypothes[ie]s\b"
    # definitions and notation
    r"|\bdefined (?:as|by)\b|\bwe (?:define|denote|formali[sz]e|let)\b|\bdenotes?\b|\bstands for\b"
    r"|\brefer(?:s|red)? to\b"
    r"|\bis given by\b|\blet [A-Za-z]\b|\bmeans? that\b|\b(?:the|our) (?:goal|aim|purpose) is\b"
    r"|\bis a (?:[\w-]+ ){0,4}(?:challenge|task"
    r"|puzzle|problem)\b"
    # background
    r"|^Whether\b|\b(?:is|are) (?:still |as yet |largely )?(?:uncertain|under-?explored|unexplored|understudied)\b"
    r"|\b(?:unprecedented|remarkable|impressive) (?:\w+ )?(?:performance|capabilit\w+|success|progress|abilit\w+)\b"
    r"|\bbecom(?:es?|ing) (?:increasingly )?(?:important|crucial|essential)\b"
    r"|\ba recent (?:technique|approach|method)\b|\bcan serve as\b"
    r"|\bwe are (?:positive|confident|optimistic|hopeful)\b"
    r"|\bremains? (?:largely )?(?:uncertain|under-?explored|unexplored|understudied)\b"
    r"|\bis a topic\b"
    r"|\b(?:attracted|growing|increasing) (?:\w+ )?(?:attention|interest|concern)\b"
    r"|\balphabetical order\b"
    # road signs, thanks, first person singular
    r"|\b(?:this|the|each) (?:section|chapter|appendix)\b|\borgani[sz]ed as\b|\b(?:rest|remainder) of (?:this"
    r"|the) paper\b"
    r"|\bwe (?:now|next|then|begin|start|turn|thank|acknowledge|refer|ask|discuss)\b|\bthank\b|\bsupported by (?:the"
    r"|a)\b"
    r"|\bfunded by\b|\bgrant\b|(?-i:\bI\b)|\bmy\b|\bthe reader\b|\bunless (?:otherwise )?(?:stated|noted|specified)\b"
    r"|\byou(?:r|rs)?\b|\b(?:all )?rights reserved\b|\bcorrespondence\b|\bequal contribution\b|@|\bpreprint\b"
    r"|\bproceedings\b",
    re.IGNORECASE,
)
PROCEDURE = re.compile(
    r"\bwe (?:have |\w+ly |first |also |further |only )?(?:us|train|sampl|set|r[ua]n|collect|select|prompt|report"
    r"|adopt|follow"
    r"|evaluat|test|compar|fine-tun|conduct|perform|consider|employ|scor|count|measur|recruit|split|keep|kept|choos"
    r"|chose"
    r"|appl|comput|averag|annotat|construct|build|built|creat|design|propos|introduc|present|describ|stud|investigat"
    r"|explor|examin|analy[sz]|provid|offer|develop|adapt|include|implement|generat|review|survey|read|asked|argu|view"
    r"|scrape|make|made|carr"
    r"|obtain|focus|concatenat|fram|assign|extend|derive|re-?use|divid|filter|address|tackle|constrain|estimat)"
    r"|\b(?:is|are|was|were) (?:\w+ly )?(?:assigned|computed|calculated|sampled|generated|evaluated|used|conducted"
    r"|performed"
    r"|selected|collected|divided|split|annotated|constrained|recorded|tested)\b|\b(?:consists? of|comprises)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w@.,-])\d+(?:[.,]\d+)*\s?(?:%|percent\b|×|x\b|(?:percentage )?points?\b|times\b|-?fold\b)"
    r"|(?<![\w@,-])\d*\.\d+\b|(?<![\w@.-])\d{1,3}(?:,\d{3})+\b|(?<![\w@.,-])(?!(?:19|20)\d\d\b)\d+\b(?![\d.]*\w)"
    r"|\b(?:twice|thrice|doubl(?:es|ed)|halv(?:es|ed)|two-thirds|(?:nearly |about |almost )half|a third of"
    r"|an order of)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?= (?:out )?of\b| times\b| points\b)",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:shows?|showed|find|found|finds|demonstrat\w+|reveal\w*|outperform\w*|improv\w+|achiev\w+|reach(?:es|ed)?"
    r"|attain\w*|obtain\w*|yield\w*|increas\w+|decreas\w+|reduc\w+|rais(?:es|ed)|rises?|rose|fell|drop\w*|lower(?:s|ed)"
    r"|exceed\w*|surpass\w*|match(?:es|ed)|beats?|los[et]s?|gain\w*|hurts?|degrad\w+|correlat\w+|observ\w+|indicat\w+"
    r"|confirm\w*|conclud\w+|enhanc\w+|widen\w*|retain\w*|preserv\w+|recover\w*|help(?:s|ed)?|enabl\w+|fail\w*|emerges?"
    r"|lead(?:s)? to|led to|prefer\w*|depend(?:s|ed)?|solv\w+|suffer\w*|struggl\w+|cost|scales?|predicts?|transfers?"
    r"|generali[sz]e\w*|boost\w*|elicit\w*|suggest\w*|differ(?:s|ed)?|vari(?:es|ed)|converg\w+)\b",
    re.IGNORECASE,
)
COMPARED = re.compile(
    r"\b(?:than|compared (?:to|with)|fewer|better|worse|best|worst|higher|lower|larger|smaller|faster|slower|highest"
    r"|lowest|significant(?:ly)?|superior|inferior|on par|comparable|state-of-the-art|no (?:\w+ )?difference|regardless"
    r"|consistent(?:ly)?|robust|substantial(?:ly)?|strong(?:ly|est|er)?|weak(?:ly|er)?|most|least|more|less)\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\blimitations?\b|\blimited (?:to|by|in)\b|\bcannot\b|\b(?:may|might) not\b|\bunable to\b|\bsmall sample\b"
    r"|\b(?:does|do|did) not (?:generali[sz]e|carry|hold|transfer|apply|extend|cover|consider|address|capture)\b"
    r"|\bfails? to\b|\bonly (?:on|in|for|cover|consider|tested|studied|one|a single)\b|\bremains? (?:limited|difficult"
    r"|hard)\b"
    r"|\bno (?:evidence|guarantee)\b|\bnot (?:generali[sz]e|representative|necessarily)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\blimitations?\b|\bthreats to validity\b|\bsmall sample\b|\bnot representative\b|\b(?:may|might|does|do) not"
    r" (?:generali[sz]e|transfer|carry over|apply)\b|\b(?:we|our \w+|this \w+) (?:\w+ )?(?:only|(?:is|are|was|were)"
    r" limited)\b",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?:code|data|datasets?|corpus|models?|weights|checkpoints?|benchmarks?|prompts|recordings|judge?ments"
    r"|annotations"
    r"|implementation|repo(?:sitory)?|software|firmware|answers|samples|scripts|demo)\b.*\b(?:available|releas(?:e|ed"
    r"|ing)"
    r"|public(?:ly)?|published|open[- ]sourced?|(?:github|zenodo|huggingface)\.\w+)",
    re.IGNORECASE | re.DOTALL,
)
_HEDGED = re.compile(r"\b(?:may|might|could|perhaps|possibly|potentially|seems?|appears?)\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:the (?:two|three|other|same|second|third|first|new|loss|gain|gap|drop|remaining|rest)|such|another|its"
    r"|their)\b|^.{0,60}\b(?:it|they|them)\b|\b(?:prompt|setting|group|model|level|step|phase|principle|case|condition"
    r"|row)s? \d",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|could|does|do|did|may|might|must|will|would|became|made|makes?|took"
    r"|gave|gives?|came|[a-z]{3,}(?:ed|es|s))\b"
)
_PLACE_WEIGHT: dict[Part, float] = {
    "abstract": 0.3, "conclusion": 0.22, "results": 0.16, "limitations": 0.16, "other": 0.0
}  # fmt: skip


def stands(sentence: str, text: str) -> bool:
    """Whether a sentence is whole, readable alone, and about its own paper.

    Args:
        sentence: as it stands in the paper.
        text: the same made to stand alone (see `alone`).
    """
    return not _DANGLES.match(text) and stands_anew(sentence, text)


def stands_anew(sentence: str, text: str) -> bool:
    """The same of words that were made to stand alone by somebody who read what stands before the sentence.

    Of their beginning only a pronoun tells that they do not: "the gap" may be named behind it.
    """
    if not _is_whole(text) or _PRONOUN.match(text):
        return False
    ours = bool(_OURS.search(text))
    if _NAMES_OTHERS.search(sentence) or (not ours and (_OTHERS.search(text) or _CITES.search(sentence))):
        return False
    if ours and _OTHERS.search(text) and not COMPARED.search(text):
        return False
    if _NEEDS_CONTEXT.search(text) or points_elsewhere(text):
        return False
    return not _SAYS_NOTHING.search(text)


def is_own_result(sentence: str, section: str | None) -> bool:
    """Whether a passage tells a result of its own paper, and so is evidence beside another paper's.

    What others found, what was expected or merely tested, and what an introduction or a section on related work says
    without a "we", is none: two papers that cite a third are still one result.

    Args:
        sentence: as it stands in the paper, with its marks of citation.
        section: the heading that it stands under.
    """
    if _CITES.search(sentence) or _NAMES_OTHERS.search(sentence) or _THEIRS.search(sentence):
        return False
    if not _OURS.search(sentence) and (_OTHERS.search(sentence) or (section and _OF_OTHERS.search(section))):
        return False
    return not _SAYS_NOTHING.search(sentence) and not (PROCEDURE.search(sentence) and not _RESULT.search(sentence))


def _is_whole(text: str) -> bool:
    """Whether it is one sentence of prose, from its capital to its full stop, as the authors wrote it."""
    count = len(words(text))
    if not _FEWEST_WORDS <= count <= _MOST_WORDS or len(text) > _LONGEST or not _WHOLE.fullmatch(text):
        return False
    if _OPEN_END.search(text) or _TORN.search(text) or not _VERB.search(text):
        return False
    if len(_SIGNS.findall(text)) > 1 or len(_ALONE.findall(text)) > 2 or text.count(":") > 1:
        return False
    if any(text.count(a) != text.count(b) for a, b in ("()", "[]", "“”")) or text.count('"') % 2:
        return False
    if any(unicodedata.category(c) in {"Co", "Cn", "Cc"} or "\u0250" <= c <= "\u02ff" for c in text):
        return False
    tokens = text.split()
    return sum(token.strip(".,;:()“”\"'").islower() for token in tokens) >= len(tokens) / 2


def is_limitation(text: str, section: str | None) -> bool:
    """Whether a sentence tells of a limitation of its work, and not of a result that says no ("does not improve")."""
    return bool(_LIMITS.search(text) or (section and _LIMITS.search(section)))


def kind_of(text: str, part: Part) -> Kind | None:
    """What a sentence tells of; None where it asserts nothing about results."""
    said = bool(_RESULT.search(text) or COMPARED.search(text))
    if _RELEASE.search(text):
        return "release"
    if part == "limitations" or _LIMIT.search(text):
        return "limit"
    if _NUMBER.search(text) and (said or part in {"abstract", "conclusion"} or not PROCEDURE.search(text)):
        return "number"
    if said and not (PROCEDURE.search(text) and not _RESULT.search(text)):
        return "finding"
    return None


def weight(text: str, kind: Kind, part: Part) -> float:
    """How informative a sentence looks, 0 to 1: by its place, numbers, results, comparisons; vague words cost."""
    numbers = len(_NUMBER.findall(text))
    value = 0.1 + _PLACE_WEIGHT[part]
    value += 0.2 * bool(numbers) + 0.1 * (numbers > 1)
    value += 0.2 * bool(_RESULT.search(text)) + 0.1 * bool(COMPARED.search(text))
    value += 0.05 * (kind == "release") + 0.05 * (kind == "limit")
    value -= 0.2 * bool(PROCEDURE.search(text)) + 0.05 * bool(_HEDGED.search(text)) + 0.12 * bool(_VAGUE.search(text))
    value -= 0.1 * (len(words(text)) > 40)
    return round(min(1.0, max(0.0, value)), 4)
