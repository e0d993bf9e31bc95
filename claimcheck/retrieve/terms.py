"""What a search asks of a service, in a form that each writes in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from claimcheck.model import Query
from claimcheck.words import words

# Years that stand for an open end where a service wants both.
_FIRST, _LAST = 1500, 2200


@dataclass(frozen=True)
class Terms:
    """Words and phrases, all of which a work should speak of, and what else bounds the answer.

    Attributes:
        terms: in lower case, of bare words with single blanks: nothing in them reads as an instruction.
        most: how many works are wanted at most, 1 to 100.
        first_year: works from before it are not wanted.
        last_year: works from after it are not wanted.
    """

    terms: tuple[str, ...]
    most: int
    first_year: int | None = None
    last_year: int | None = None

    @classmethod
    def of(cls, query: Query, most: int, first_year: int | None = None, last_year: int | None = None) -> Self:
        """The terms of a query."""
        plain = (" ".join(words(term)) for term in query.terms)
        return cls(tuple(dict.fromkeys(filter(None, plain))), most, first_year, last_year)

    @property
    def bare(self) -> str:
        """The words alone, for services that know no phrases."""
        return " ".join(dict.fromkeys(word for term in self.terms for word in term.split()))

    @property
    def quoted(self) -> str:
        """Words, and phrases in double quotes."""
        return " ".join(f'"{term}"' if " " in term else term for term in self.terms)

    @property
    def years(self) -> tuple[int, int] | None:
        """Both ends, or None where both are open."""
        if self.first_year is None and self.last_year is None:
            return None
        return self.first_year or _FIRST, self.last_year or _LAST
