"""What a number means in each section of a report whose sections have lists of sources of their own."""

from __future__ import annotations

from claimcheck.extract.listing import Numbering
from claimcheck.extract.outline import Node, Section
from claimcheck.model import Block


class SectionNumbers:
    """The numbers of each list of sources, where lists begin anew: there `[1]` is another work in each section."""

    def __init__(self, nodes: list[Node]) -> None:
        self._sections = {id(node.block): node.section for node in nodes}
        self._numberings: dict[int, Numbering] = {}
        self._lists: dict[int, dict[int, str]] = {}
        self._first: dict[int, str] = {}
        self._anew = False

    def next(self, section: Section | None, printed: int | None, of_list: int | None) -> int:
        """The number of an entry in the list that closes a section, as `Numbering` gives it for all lists."""
        return self._numberings.setdefault(id(section), Numbering()).next(printed, of_list)

    def add(self, section: Section | None, number: int, key: str) -> None:
        """Notes an entry of the list that closes a section."""
        own = self._lists.setdefault(id(section), {})
        own.setdefault(number, key)
        self._anew = self._anew or self._first.setdefault(number, key) != key

    def of(self, block: Block) -> dict[int, str]:
        """What the numbers in a block mean; empty where all lists are numbered as one, or none is near."""
        section = self._sections.get(id(block))
        if not self._anew or len(self._lists) < 2 or section is None:
            return {}
        return next((self._lists[id(here)] for here in section.chain() if id(here) in self._lists), {})
