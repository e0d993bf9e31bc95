"""What a search for papers gives: the queries, who was asked, and every work with the reason why it was kept or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, Self

from pydantic import model_validator

from claimcheck.model.audit import ModelInfo
from claimcheck.model.base import Noun, Probability

QueryForm = Literal["exact", "narrower", "synonym", "wider"]

_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')


class Query(Noun):
    """One query: words, and phrases in double quotes, all of which a work should speak of.

    `proposed` says that a language model named a term in it.
    """

    text: str
    form: QueryForm
    proposed: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """The words and phrases, without their quotes."""
        return tuple(phrase or word for phrase, word in _TERM.findall(self.text))


class Term(Noun):
    """Other words for something in a question, which no rule knows of; `of` are its own words for it.

    Without `of` they are for the question as a whole.
    """

    text: str
    form: Literal["synonym", "narrower", "wider"]
    of: str = ""


class Plan(Noun):
    """How a question is searched for.

    `concepts` are the things that it asks about, each with all its written forms, the question's own first. `added` has
    for each of them the forms that a language model proposed, and `proposed_by` that model and its prompt.
    """

    queries: tuple[Query, ...]
    concepts: tuple[tuple[str, ...], ...]
    added: tuple[tuple[str, ...], ...] = ()
    proposed_by: tuple[ModelInfo, ...] = ()

    @property
    def widened(self) -> tuple[tuple[str, ...], ...]:
        """The concepts with the forms that were added."""
        return tuple(map(_joined, self.concepts, self.added)) if self.added else self.concepts

    @model_validator(mode="after")
    def _adds_to_its_concepts(self) -> Self:
        if self.added and len(self.added) != len(self.concepts):
            raise ValueError("forms are added to the concepts that there are")
        return self


def _joined(own: tuple[str, ...], added: tuple[str, ...]) -> tuple[str, ...]:
    return (*own, *added)


class DatabaseOutcome(Noun):
    """What came of asking one database: `found` are its records, each once however many queries gave it.

    `queries` were asked (none of the user's own papers), `answered` of them got an answer; `error` is one sentence.
    """

    name: str
    queries: int
    answered: int
    found: int
    error: str | None = None


class FoundWork(Noun):
    """What is known of one work; `databases` are those that know it, `retracted` their word on a retraction.

    `abstract_from` is the database that gave the abstract.
    """

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    abstract: str | None = None
    abstract_from: str | None = None
    retracted: str | None = None
    databases: tuple[str, ...]


class Exclusion(StrEnum):
    """Why a work is left out, in the words under which such works are counted."""

    YEARS = "outside the years"
    RETRACTED = "retracted or withdrawn"
    TERMS = "speaks of none of the question's terms"
    NO_ABSTRACT = "no abstract, and the title says too little"
    OFF_QUESTION = "off the question"
    BEYOND = "beyond the number of papers asked for"


class ScreenedWork(FoundWork):
    """A work and what was decided: `relevance` to the question, 0 to 1, `reason` in words; `excluded` unless kept."""

    kept: bool
    reason: str
    relevance: Probability
    excluded: Exclusion | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.kept == (self.excluded is not None):
            raise ValueError("a work is either kept or excluded under one of the reasons")
        return self


class Search(Noun):
    """A whole search, counted as a PRISMA 2020 flow counts it; `works` in order of relevance, those kept first.

    `date` is the day of the search as the caller names it, `most` the number of papers asked for.
    """

    question: str
    date: str
    most: int
    first_year: int | None = None
    last_year: int | None = None
    plan: Plan
    databases: tuple[DatabaseOutcome, ...]
    works: tuple[ScreenedWork, ...]

    @property
    def queries(self) -> tuple[Query, ...]:
        """What was asked."""
        return self.plan.queries

    @property
    def identified(self) -> int:
        """Records that the databases gave, together."""
        return sum(database.found for database in self.databases)

    @property
    def duplicates(self) -> int:
        """Records of works that another record names too."""
        return self.identified - self.screened

    @property
    def screened(self) -> int:
        """Works looked at."""
        return len(self.works)

    @property
    def excluded(self) -> Mapping[str, int]:
        """How many works were left out, by reason, in the order of `Exclusion`."""
        count = Counter(work.excluded for work in self.works)
        return {reason.value: count[reason] for reason in Exclusion if count[reason]}

    @property
    def kept(self) -> int:
        """How many works are left: the studies included in the review."""
        return len(self.kept_works)

    @property
    def kept_works(self) -> tuple[ScreenedWork, ...]:
        """The works that are left, in order of relevance."""
        return tuple(work for work in self.works if work.kept)
