"""What the tests of the page share: a page taken apart, a report around an audit's claims, hostile words."""

from html.parser import HTMLParser

from claimcheck.model import Block, BlockKind, Document, Location, Piece
from claimcheck.render import render_html
from claimcheck.words import collapse

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover=alert(1) x='",
    "<!-- -->]]><![CDATA[",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnp.exe\u2066",
    "\x00\x1b[31m\x9b",
    "&lt;b&gt;&#60;i&#62;",
    "<svg onload=alert(1)>",
    "\ud800 lone",
]

VOID = {"meta", "input"}


class Page(HTMLParser):
    """What a browser would make of the page: its elements, its text, and whether every element is closed."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": []}
        self.text: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open
        assert self.open.pop() == tag

    def handle_data(self, data):
        inside = self.open[-1] if self.open else ""
        self.raw.get(inside, self.text).append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def words(self):
        return collapse(" ".join(self.text))


def with_text(audit, text="It helps. {} That is all."):
    """The audit with a report in which its claims stand, one a paragraph."""
    lines = [text.replace("{}", claim.text) for claim in audit.claims]
    blocks, claims, at = [], [], 0
    for number, (line, claim) in enumerate(zip(lines, audit.claims, strict=True), 1):
        blocks.append(Block(kind=BlockKind.PARAGRAPH, text=line, pieces=(Piece(plain=0, source=at, length=len(line)),)))
        column = line.index(claim.text) + 1
        end = column + len(claim.text)
        place = Location(line=number, column=column, end_line=number, end_column=end)
        claims.append(claim.model_copy(update={"location": place}))
        at += len(line) + 1
    document = Document(format="markdown", text="\n".join(b.text for b in blocks) + "\n", blocks=tuple(blocks))
    return audit.model_copy(update={"claims": tuple(claims), "document": document})


def of(file, *audits):
    return render_html(file.model_copy(update={"audits": audits}))
