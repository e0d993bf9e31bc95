"""Sentences and rows → claims: what each says, where it stands and what it cites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from claimcheck.citing import names_works_only
from claimcheck.extract import labels, sieve, tables
from claimcheck.extract.citations import Citations
from claimcheck.extract.cited import Cited, nearest, together
from claimcheck.extract.outline import Node, place
from claimcheck.extract.parts import Part, divide
from claimcheck.extract.proposed import parted
from claimcheck.extract.references import References
from claimcheck.extract.speakers import said_of, says_of_each
from claimcheck.extract.standalone import Standing, stand_alone, subject
from claimcheck.model import BlockKind, CitedBy, Claim, Document, Location, Printed, Reading, Skipped, SkipReason
from claimcheck.words import collapse, short_digest, words

_LONGEST = 2_000
_FEWEST_SAID = 3  # words beside the marks, of what is no whole sentence
_FEWEST_WORDS = 5  # of a sentence that may be a claim after all


@dataclass
class Found:
    """A claim before it has its number."""

    text: str
    statement: str
    node: Node
    start: int
    end: int
    cites: tuple[str, ...] = ()
    cited_by: CitedBy = "none"
    printed: Printed | None = None
    truncated: bool = False
    label: str | None = None
    read_as: str | None = None
    parts: tuple[Found, ...] = ()
    proposed: tuple[Found, ...] = ()
    passed_over: SkipReason | None = None
    said_of: tuple[str, ...] = ()


class Sorter:
    """Sorts a report's blocks into claims and what is none.

    What a language model reads in the report is added: no claim of the rules changes or goes for it, nor does an id.
    """

    def __init__(self, document: Document, nodes: list[Node], references: References, reading: Reading) -> None:
        self.document = document
        self.reading = reading
        self.nodes = nodes
        self.references = references
        self.skipped: list[Skipped] = []
        self._known: dict[tuple[Node, int], Cited] = {}
        self.really_cited: set[str] = set()
        self.table, self._tables = tables.find_tables(document, nodes)
        self._table_rows = frozenset(row for rows in self._tables for row in rows)
        sections = list({id(n.section): n.section for n in nodes}.values())
        sentences = [n.block.text[a:b] for n in nodes for a, b in n.block.sentences]
        self.own_study = sieve.is_own_study(sections, sentences)
        # In a study "(TruthfulQA)" names what was used: no statement about the paper.
        self.citations = Citations(references, by_title=not self.own_study)

    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of the report, with their ids and numbers."""
        found = [f for node in self.nodes for f in self._of_node(node)]
        # Of several of the same words the first counts, and before all one that the rules found.
        added, own = ([f for f in reversed(found) if bool(f.passed_over) is model] for model in (True, False))
        prose = {key: f for f in (*added, *own) for key in tables.keys(f.text)}
        tabled: dict[str, Found] = {}
        # Our own table repeats the claims of the others.
        for rows in sorted(self._tables, key=lambda rows: rows[0].generated):
            new = list(self._of_table(rows, prose, tabled))
            found += new
            tabled = {key: f for f in reversed(new) for key in tables.keys(f.text)} | tabled
        found.sort(key=lambda f: f.node.block.source(f.start, f.end))
        names = _names(found)
        return tuple(self._claim(item, names[id(item)], number) for number, item in enumerate(found, 1))

    def _claim(self, item: Found, name: str, number: int) -> Claim:
        claim = Claim(
            id=name,
            number=number,
            text=item.text,
            statement=item.statement,
            location=self._place(item),
            truncated=item.truncated,
            cites=item.cites,
            cited_by=item.cited_by,
            said_of=item.said_of,
            printed=item.printed,
            label=item.label,
            read_as=item.read_as,
            clauses=self._clauses(item.parts, name),
            passed_over=item.passed_over,
        )
        if not item.proposed:
            return claim
        reading = claim.model_copy(update={"clauses": self._clauses(item.proposed, name)})
        return claim.model_copy(update={"reading": reading})

    def _clauses(self, parts: tuple[Found, ...], name: str) -> tuple[Claim, ...]:
        return tuple(self._claim(part, f"{name}.{i}", i) for i, part in enumerate(parts, 1))

    # ── prose ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_node(self, node: Node) -> Iterator[Found]:
        block = node.block
        if node in self._table_rows:
            if block.cells == block.header:
                self._skip(node, 0, len(block.text), "table_header")
            return
        if block.kind is BlockKind.HEADING:
            self._skip(node, 0, len(block.text), "heading")
        elif block.kind is BlockKind.ROW:
            yield from self._of_row(node)
        elif block.kind is BlockKind.CODE:
            self._skip(node, 0, len(block.text), "code")
        elif block.kind is BlockKind.CAPTION:
            self._skip(node, 0, len(block.text), "no_statement")
        else:
            yield from self._of_prose(node)

    def _of_prose(self, node: Node) -> Iterator[Found]:
        block = node.block
        listed = node.parent is None and not node.generated and any(s.bibliography for s in node.section.chain())
        if listed or node in self.references.bibliographic:
            self._skip(node, 0, len(block.text), "bibliographic")
            return
        label = self._label_in_force(node)
        offset = node.label[1] if node.label and labels.role(node.label[0]) != "none" else 0
        spans = [(a, b) for a, b in block.sentences if b > offset] or [(0, len(block.text))]
        own = [self.citations.find(block, a, b) for a, b in spans]
        near = nearest(own)
        paper = self._paper_above(node)
        named: str | None = None
        for number, (start, end) in enumerate(spans):
            content_start = max(start, offset) if number == 0 else start
            text = block.text[content_start:end].strip()
            cited = replace(own[number], speakers=self.citations.speakers(block, content_start, end))
            where = sieve.Place(
                bool(cited.strong or cited.weak), bool(cited.strong), paper is not None, self.own_study, label,
                bool(near[number]),
            )  # fmt: skip
            bare = self.citations.without_marks(text)
            before, named = named, subject(bare)
            reason = sieve.reason_to_skip(text, node, where)
            if label is None and cited.strong and _says_nothing(text, bare, below_a_paper=paper is not None):
                # Who says it, or what it is called, is no statement, and is cited for what stands around it.
                self._cite(cited.strong, by_model=False)
                reason = "no_statement"
            doubtful = reason in sieve.DOUBTFUL and len(words(text)) >= _FEWEST_WORDS
            if reason and not (doubtful and self._found_by_model(node, start, end)):
                self._skip(node, start, end, reason, sentence=doubtful)
                continue
            # What is said of each work of a paragraph is said of all that it cites, not of the nearest.
            beside = together(own) if says_of_each(text) else near[number]
            cites, by = self._resolve(node, cited, beside, paper, by_model=bool(reason))
            if reason:
                self._mention(node, start, end)
            labelled = label is not None and number == 0 and labels.role(label) == "statement"
            standing = self._standing(bare, before, paper)
            named = before if standing.judged != bare and not reason else named
            if label and labelled:
                said = self.citations.without_marks(labels.statement(label, text))
                standing = Standing(said, said)
            cut = text.endswith(("…", "..."))
            # "No" alone says nothing to a reader of the table: such a claim is printed with its label.
            first = start if labelled else content_start
            found = Found(
                collapse(block.text[first:end])[:_LONGEST],
                standing.shown[:_LONGEST],
                node,
                first,
                end,
                cites,
                by,
                truncated=cut,
                label=label if number == 0 else None,
                read_as=standing.judged[:_LONGEST],
                passed_over=reason,
                said_of=said_of(text, cites, cited.speakers),
            )
            if not cut and not labelled:
                self._divide(found)
            yield found

    def _divide(self, found: Found) -> None:
        """Gives a claim its parts: by the rules, else those that a language model proposes."""
        start, said = found.start, found.node.block.text[found.start : found.end]
        found.parts = tuple(self._part(found, part, start) for part in divide(said))
        read = self.reading.parts.get(self._place(found), ()) if self.reading.parts and not found.parts else ()
        found.proposed = tuple(self._part(found, part, start) for part in parted(said, read))

    def _found_by_model(self, node: Node, start: int, end: int) -> bool:
        return bool(self.reading.claims) and place(self.document, node.block, start, end) in self.reading.claims

    def _place(self, found: Found) -> Location:
        return place(self.document, found.node.block, found.start, found.end)

    def _part(self, whole: Found, part: Part, offset: int) -> Found:
        """A part of a claim; it cites what its own marks name, else what the whole claim cites."""
        start, end, block = offset + part.start, offset + part.end, whole.node.block
        own = self.citations.find(block, start, end).strong
        speakers = self.citations.speakers(block, start, end)
        text = collapse(block.text[start:end])[:_LONGEST]
        bare = self.citations.without_marks(text)
        statement, read_as = bare, None
        if part.carried:
            carried = self.citations.without_marks(part.carried)
            statement, read_as = f"[{carried}] {bare}", f"{carried} {bare}"
        cites = own or whole.cites
        told = whole.said_of if cites == whole.cites else said_of(text, cites, speakers)
        return Found(text, statement, whole.node, start, end, cites, whole.cited_by, read_as=read_as, said_of=told)

    def _standing(self, text: str, before: str | None, paper: tuple[str, CitedBy] | None) -> Standing:
        entry = self.references.entries.get(paper[0]) if paper else None
        return stand_alone(text, before, entry.own_name if entry else None, entry.short_authors if entry else None)

    def _label_in_force(self, node: Node) -> str | None:
        """The block's own label where it is a known one, else that of the item it stands under."""
        for here in (node, *node.ancestors()):
            if here.label and labels.role(here.label[0]) != "none":
                return here.label[0]
        return None

    def _paper_above(self, node: Node) -> tuple[str, CitedBy] | None:
        """The paper that the item above, or a heading, names."""
        for above in node.ancestors():
            # Of a lead-in the last sentence, the one with the colon, speaks for the items.
            start = (
                above.block.sentences[-1][0] if above.block.kind is not BlockKind.ITEM and above.block.sentences else 0
            )
            cited = self._cited(above, start)
            if len(cited.strong) == 1:
                return cited.strong[0], "paragraph"
        if self.own_study and not sieve.under_literature(node):
            return None
        for section in node.section.chain():
            if section.paper:
                return section.paper, "heading"
        return None

    def _resolve(
        self, node: Node, cited: Cited, near: tuple[str, ...], paper: tuple[str, CitedBy] | None, *, by_model: bool
    ) -> tuple[tuple[str, ...], CitedBy]:
        if paper is not None:
            # What a sentence tells of another work by name is not said of the paper that it stands under.
            of_another = cited.speakers and paper[0] not in cited.speakers
            cites = cited.strong or cited.speakers if of_another else tuple(dict.fromkeys((*cited.strong, paper[0])))
            self._cite(cites, by_model=by_model)
            return cites, "marker" if cited.strong or of_another else paper[1]
        if here := tuple(dict.fromkeys((*cited.strong, *(() if cited.strong else cited.weak)))):
            self._cite(here, by_model=by_model)
            return here, "marker"
        if cited.unknown:
            # The source is named and cannot be found: no other paper may stand in for it.
            block = node.block
            keys = tuple(self.references.unlisted(name, block, 0, len(block.text)).key for name in cited.unknown)
            self._cite(keys, by_model=by_model)
            return keys, "marker"
        if near:
            return near, "paragraph"
        # Items go on about the one work that the paragraph before them cites.
        if node.said and len(said := self._cited(node.said).strong) == 1:
            return said, "paragraph"
        listed = self.references.listed(node.section)
        return (listed, "list") if listed else ((), "none")

    def _cite(self, keys: tuple[str, ...], *, by_model: bool) -> None:
        """Notes what is cited; a sentence that is a claim to a model alone clears no entry of the list."""
        self.really_cited.update(key for key in keys if not (by_model and self.references.entries[key].in_list))

    def _cited(self, node: Node, start: int = 0) -> Cited:
        """What a block cites from `start` on, looked up once for all that stands below it."""
        if (node, start) not in self._known:
            self._known[node, start] = self.citations.find(node.block, start, len(node.block.text))
        return self._known[node, start]

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_row(self, node: Node) -> Iterator[Found]:
        block = node.block
        whole = (0, len(block.text))
        if node.generated:
            self._skip(node, *whole, "generated")
            return
        if block.cells == block.header:
            self._skip(node, *whole, "table_header")
            return
        cited = self.citations.find(block, *whole)
        keys = tuple(dict.fromkeys((*cited.strong, *cited.weak)))
        paper = self._paper_above(node)
        reason: SkipReason | None = None
        if sieve.lists_works(block.header):
            reason = "bibliographic"
        elif not keys and paper is None:
            reason = "own_work" if self.own_study else "no_statement"
        reason = reason or sieve.reason_to_skip(
            block.text, node, sieve.Place(bool(keys), bool(cited.strong), paper is not None, False, None)
        )
        if reason:
            self._skip(node, *whole, reason)
            return
        cites = tuple(dict.fromkeys((*keys, *((paper[0],) if paper else ()))))
        self.really_cited.update(cites)
        parts = [
            f"{h.strip()}: {self.citations.without_marks(c)}" if h.strip() else self.citations.without_marks(c)
            for h, c in zip(block.header, block.cells, strict=False)
            if not self.citations.is_a_mark(c)
        ]
        yield Found(
            collapse(block.text)[:_LONGEST],
            collapse("; ".join(parts) or block.text)[:_LONGEST],
            node,
            *whole,
            cites,
            "row" if keys else "heading",
        )

    def _of_table(self, table: list[Node], prose: dict[str, Found], tabled: dict[str, Found]) -> Iterator[Found]:
        """The rows of a claims table.

        One that repeats the prose tells what is printed of that claim; one that repeats a table before it, nothing.
        """
        where = tables.columns(table[0].block.header)
        if where is None:
            return
        rows = [node for node in table if node.block.cells != node.block.header and where.claim < len(node.block.cells)]
        spans = [tables.cell_span(node, where.claim) for node in rows]
        cut = tables.truncated([node.block.text[a:b] for node, (a, b) in zip(rows, spans, strict=True)])
        for node, (start, end), truncated in zip(rows, spans, cut, strict=True):
            text = collapse(node.block.text[start:end])[:_LONGEST]
            said = prose.get(short_digest(text)) or (prose.get(tables.letters(text)) if node.generated else None)
            # What a model added stands in our own table once that was written; a row of the report's stays a claim.
            said = None if said and said.passed_over and not node.generated else said
            if not text or said:
                self._skip(node, 0, len(node.block.text), "generated" if text else "no_statement")
                if said and not node.generated:
                    said.printed = tables.printed(node, where)
                continue
            inside = self.citations.find(node.block, start, end)
            # Our own evidence column names what was found, not what the row cites.
            cell = tables.cites_span(node) if node.generated else (0, len(node.block.text))
            beside = self.citations.find(node.block, *cell)
            cites = inside.strong or inside.weak or beside.strong or beside.weak
            by: CitedBy = "marker" if inside.strong or inside.weak else "row"
            self.really_cited.update(cites)
            if not cites:
                paper = self._paper_above(node)
                listed = self.references.listed(node.section)
                cites, by = ((paper[0],), paper[1]) if paper else (listed, "list" if listed else "none")
            again = tabled.get(short_digest(text)) or (tabled.get(tables.letters(text)) if node.generated else None)
            if again and (node.generated or by in ("list", "none") or set(cites) == set(again.cites)):
                self._skip(node, 0, len(node.block.text), "generated")
                continue
            statement = self.citations.without_marks(text)
            told = said_of(text, cites, self.citations.speakers(node.block, start, end))
            printed = tables.printed(node, where)
            yield Found(text, statement, node, start, end, cites, by, printed, truncated, said_of=told)

    def _skip(self, node: Node, start: int, end: int, reason: SkipReason, *, sentence: bool = False) -> None:
        text = collapse(node.block.text[start:end])
        if text:
            here = place(self.document, node.block, start, end)
            self.skipped.append(Skipped(text=text[:_LONGEST], location=here, reason=reason, sentence=sentence))
        bare_listing = node.block.kind is BlockKind.ROW and reason == "bibliographic"
        if not (bare_listing or node.generated or reason == "code"):
            self._mention(node, start, end)

    def _mention(self, node: Node, start: int, end: int) -> None:
        """Notes what is cited by words that are no claim: "See [1]."; a heading does not cite what it is about."""
        if node in self.references.bibliographic or any(s.bibliography for s in node.section.chain()):
            return
        above = {s.paper for s in node.section.chain()}
        keys = self.citations.find(node.block, start, end).strong
        self.really_cited.update(key for key in keys if key not in above and self.references.entries[key].in_list)


def _names(found: list[Found]) -> dict[int, str]:
    """The id of each, by its identity: those that the rules found are counted before those that a model added."""
    seen: Counter[str] = Counter()
    names = {}
    for item in sorted(found, key=lambda f: f.passed_over is not None):
        name = short_digest(item.text)
        seen[name] += 1
        names[id(item)] = f"{name}-{seen[name]}" if seen[name] > 1 else name
    return names


def _says_nothing(text: str, bare: str, *, below_a_paper: bool) -> bool:
    """Whether a text with marks only names works, or a thing by a word or two, and is no whole sentence."""
    fewest = 0 if text.endswith(".") else 2 if below_a_paper else _FEWEST_SAID
    return names_works_only(text) or len(words(bare)) < fewest
