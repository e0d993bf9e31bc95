"""A reference while it is being put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcheck.extract.outline import Section
from claimcheck.model import Location, Reference, ReferenceStatus


@dataclass
class Entry:
    """A reference while it is being put together."""

    key: str
    raw: str
    location: Location
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    year: int | None = None
    arxiv_id: str | None = None
    version: int | None = None
    doi: str | None = None
    number: int | None = None
    in_list: bool = False
    status: ReferenceStatus = ReferenceStatus.PENDING
    detail: str | None = None
    venue: str | None = None
    code: str | None = None
    names: set[str] = field(default_factory=set)
    listed_again: list[Location] = field(default_factory=list)
    listed_under: Section | None = None

    @property
    def own_name(self) -> str | None:
        """What the paper calls its own work: the name before the colon of its title."""
        lead, colon, _ = (self.title or "").partition(":")
        return lead.strip() if colon and 0 < len(lead.split()) <= 4 else None

    @property
    def short_authors(self) -> str | None:
        """`Yao`, `Yao and Lee` or `Yao et al.`; None where nobody is printed."""
        names = [author.split()[-1] for author in self.authors]
        if not names:
            return None
        return names[0] if len(names) == 1 else " and ".join(names) if len(names) == 2 else f"{names[0]} et al."

    def reference(self, *, cited: bool) -> Reference:
        """The finished noun."""
        return Reference(
            key=self.key,
            raw=self.raw,
            title=self.title,
            authors=tuple(self.authors),
            year=self.year,
            arxiv_id=f"{self.arxiv_id}v{self.version}" if self.arxiv_id and self.version else self.arxiv_id,
            doi=self.doi,
            status=self.status,
            detail=self.detail,
            location=self.location,
            cited=cited,
            in_list=self.in_list,
            listed_again=tuple(self.listed_again),
            venue=self.venue,
            code=self.code,
        )
