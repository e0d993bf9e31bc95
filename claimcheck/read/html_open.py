"""Which elements of an HTML text are open, by the rules by which a browser ends those that have no end tag.

Of all that, one question is asked: what is hidden, and where that ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
# What may stand in a head; all else begins the body.
_METADATA = frozenset(
    ["base", "head", "html", "link", "meta", "noframes", "noscript", "script", "style", "template", "title"]
)
# Tags in these are text. None of them is shown.
_RAW = frozenset(["iframe", "noembed", "noframes", "script", "style", "textarea", "title"])
_ENDS_PARAGRAPH = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
        "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul",
    ]
)  # fmt: skip
# An end tag of these ends no block: where the two are entangled, the block goes on.
_INLINE = frozenset(
    [
        "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "label", "mark", "q", "s", "small", "span",
        "strike", "strong", "sub", "sup", "tt", "u",
    ]
)  # fmt: skip
_WALLS = frozenset(["button", "caption", "object", "table", "td", "template", "th"])
_IN_TABLE, _IN_ROW = frozenset(["table", "template"]), frozenset(["td", "th", "caption", "colgroup"])
_ROWS, _GROUPS = _IN_ROW | {"tr"}, _IN_ROW | {"tr", "tbody", "tfoot", "thead"}
# What an end tag does not reach through.
_INLINE_WALLS = _WALLS | _ENDS_PARAGRAPH
_TABLE_WALLS: dict[str, frozenset[str]] = {"table": frozenset(), **dict.fromkeys(_GROUPS, _IN_TABLE)}
# Browsers nest no deeper; who looks further up takes time by the square of what hostile pages nest.
_DEEPEST = 512
# What a start tag ends, and what it does not reach through.
_ENDED_BY = (
    (_ENDS_PARAGRAPH, frozenset(["p"]), _WALLS),
    (frozenset(["li"]), frozenset(["li"]), _WALLS | {"menu", "ol", "ul"}),
    (frozenset(["dd", "dt"]), frozenset(["dd", "dt"]), _WALLS | {"dl"}),
    (frozenset(["option"]), frozenset(["option"]), _WALLS | {"datalist", "select"}),
    (frozenset(["optgroup"]), frozenset(["optgroup", "option"]), _WALLS | {"select"}),
    (frozenset(["td", "th"]), _IN_ROW, _IN_TABLE | {"tr"}),
    (frozenset(["tr"]), _ROWS, _IN_TABLE),
    (frozenset(["tbody", "tfoot", "thead"]), _GROUPS, _IN_TABLE),
)


class Open:
    """The open elements, the innermost last."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._counts: Counter[str] = Counter()
        self._hidden: int | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether the innermost element, or one around it, is hidden."""
        return self._hidden is not None

    @property
    def innermost(self) -> str:
        """The name of the innermost element."""
        return self.names[-1] if self.names else ""

    def has(self, name: str) -> bool:
        """Whether an element of a name is open."""
        return self._counts[name] > 0

    def hide(self) -> None:
        """Hides the innermost element, until it ends."""
        self._hidden = len(self.names) - 1

    def text(self) -> None:
        """Tells that there are words: they end a head."""
        if self.innermost == "head":
            self._cut(len(self.names) - 1)

    def start(self, name: str) -> None:
        """Opens an element, and ends what it ends."""
        if self.innermost in _RAW:
            return
        if self.innermost == "head" and name not in _METADATA:
            self._cut(len(self.names) - 1)
        for starts, ended, walls in _ENDED_BY:
            while name in starts and (place := self._find(ended, walls)) is not None:
                self._cut(place)
        if name not in VOID:
            self.names.append(name)
            self._counts[name] += 1

    def end(self, name: str) -> bool:
        """Closes an element with what is still open in it; gives whether the tag is to be heeded, as it was seen."""
        was_hidden = self.is_hidden
        if self.innermost in _RAW and name != self.innermost:
            return False
        walls = _TABLE_WALLS.get(name, _INLINE_WALLS if name in _INLINE else _WALLS)
        place = self._find(frozenset([name]), walls)
        was_heard_of = place is not None and place != self._hidden
        if place is not None:
            self._cut(place)
        return not self.is_hidden and (was_heard_of or not was_hidden)

    def _find(self, names: AbstractSet[str], walls: AbstractSet[str]) -> int | None:
        """The innermost open element of some names that stands in no wall."""
        if not any(self._counts[name] for name in names):
            return None
        for place in range(len(self.names) - 1, max(-1, len(self.names) - 1 - _DEEPEST), -1):
            if self.names[place] in names:
                return place
            if self.names[place] in walls:
                return None
        return None

    def _cut(self, place: int) -> None:
        self._counts.subtract(self.names[place:])
        del self.names[place:]
        if self._hidden is not None and place <= self._hidden:
            self._hidden = None
