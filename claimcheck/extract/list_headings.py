"""The words over a list of sources, and those that part it: "VII. References", "Core papers"."""

from __future__ import annotations

import re
from collections.abc import Callable

_WORKS = r"(?:references?|sources?|works?|papers?|articles?|literature|publications?)"
_ENGLISH = (
    rf"references?(?: (?:cited|list|section))?|(?:cited|consulted|referenced) {_WORKS}"
    rf"|{_WORKS} (?:cited|consulted|referenced|used)|source (?:papers|list)|sources|citations"
    r"|(?:bibliographic(?:al)?|literature) references|bibliography|(?:full |complete )?list of (?:all )?"
    rf"(?:the )?(?:cited )?{_WORKS}(?: cited)?"
)
_OTHERS = (
    r"literatur(?:verzeichnis|angaben|liste)?|quellen(?:verzeichnis|angaben)?|referenzen"
    r"|bibliogra(?:ph|f)ie|bibliogra[fﬁ][iíì]a|r[ée]f[ée]rences(?: bibliographiques)?|ouvrages cités"
    r"|refer[eê]ncias(?: bibliogr[aá]ficas)?|riferimenti(?: bibliografici)?|fonti|fuentes|literatuur(?:lijst)?|bronnen"
    r"|referenser|källor|referanser|kilder|litteratur(?:liste|förteckning)?|kaynak(?:ça|lar)|wykaz literatury"
    r"|список литературы|литература|источники|библиография|参考文献|参考资料|引用文献|參考文獻|참고 ?문헌"
)
_NUMBER = (
    r"(?:\W*(?:(?:section|chapter|appendix|part)\s+)?(?:\d+(?:\.\d+)*[.):]?|[IVXL]+[.):]?|[A-Z][.):])"
    r"\s+(?:[-–—:]\s+)?)?"
)
_HEADING = (
    rf"{_NUMBER}\W*(?:(?:selected|key|main|primary|core|full|complete|annotated|all|numbered|cited) )?"
    rf"(?:{_ENGLISH}|{_OTHERS})"
    r"(?:\s*(?:and|&|/|und|et|y)\s+(?:(?:further|additional|suggested|recommended) (?:reading|resources|sources)"
    r"|notes|footnotes|endnotes|bibliography|references|citations|sources|links|resources))?"
)
# In brackets behind it stand how many there are, or the style.
_BRACKET = r"(?:\s*[(\[][\w .,-]{1,40}[)\]])?"
_SOURCES = re.compile(rf"{_HEADING}{_BRACKET}\W*", re.IGNORECASE)
_LONGEST = 100
# The same at the beginning of a paragraph, before its first entry.
_ABOVE = re.compile(rf"{_HEADING}{_BRACKET}(?P<colon>\s*:)?\W*?\s(?=\S)", re.IGNORECASE)
_FIRST_ENTRY = re.compile(r"(?:\[1\]|1[.)])\s+[\"“]?[^\W\d_]")
_LINE_END = re.compile(r"\n|\r|<br\b", re.IGNORECASE)
# What parts a list by kind: "Core papers (2020–2024)".
OF_A_KIND = re.compile(
    r"\W*(?:[^\W\d][\w&/,’'-]* ){0,6}(?:papers|works|sources|references|surveys|reviews|studies|articles|preprints"
    r"|publications|reports|books|literature|readings?|websites)"
    r"(?:\W+(?:\d+|papers?|entries|works?|sources?))*\W*",
    re.IGNORECASE,
)


def heads_sources(text: str) -> bool:
    """Whether a line is the heading of a list of sources, and says no more.

    >>> heads_sources("VII. References"), heads_sources("References to prior work")
    (True, False)
    """
    return len(text) <= _LONGEST and bool(_SOURCES.fullmatch(text.strip()))


def entries_start(text: str, source: Callable[[int], str]) -> int:
    """Where a paragraph's entries begin that has the heading of the list before them; 0 where it has none.

    Args:
        text: the paragraph.
        source: gives the document's own words for the first so many characters, with their line ends.
    """
    above = _ABOVE.match(text, 0, _LONGEST)
    if above is None:
        return 0
    rest = text[above.end() : above.end() + _LONGEST]
    line = bool(_LINE_END.search(source(above.end()))) and not rest[0].islower()
    return above.end() if line or (above["colon"] and _FIRST_ENTRY.match(rest)) else 0
