"""From a research question to the works that may answer it: planned, searched for, merged and screened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from claimcheck import retrieve
from claimcheck.errors import InputError
from claimcheck.extract import plan, widen
from claimcheck.language import Planner
from claimcheck.model import Extraction, FoundWork, Plan, Reference, Retrieved, Search
from claimcheck.tasks.audit import by_sentences, retrieve_papers
from claimcheck.tasks.workplace import Workplace
from claimcheck.words import collapse, words

_LONGEST_QUESTION = 1000
_INNER_QUOTES = str.maketrans('“”"', "‘’'")
_MOST_AUTHORS, _KEY_WORDS, _LONGEST_KEY = 6, 8, 80


def search(  # noqa: PLR0913 (the options of a search, by name)
    question: str,
    workplace: Workplace,
    *,
    most: int,
    first_year: int | None,
    last_year: int | None,
    today: date,
) -> Search:
    """Searches the databases that the settings name, and the user's own papers, for works that answer a question.

    Where the user names a language model, it adds words to search for; what the rules plan is asked all the same.
    What was answered within a month is found again in the store; a database that gives no answer is named.

    Args:
        question: in plain words; only what it names is searched for.
        workplace: says where to look, and screens.
        most: how many works are kept at most, 1 or more.
        first_year: works from before it are dropped; None for no limit.
        last_year: works from after it are dropped; None for no limit.
        today: the day that the search bears.

    Raises:
        InputError: the question has no words to search for, the years or the number make no sense, or a folder named
            by `--papers` cannot be used.
        ModelError: a model is missing or damaged.
    """
    question = collapse(question)[:_LONGEST_QUESTION]
    planned = _planned(question, most, first_year, last_year)
    planned = _widened(question, planned, workplace)
    settings = workplace.settings
    own = retrieve.search_papers(settings.papers, workplace.read, settings.jobs)
    asked = retrieve.search(
        planned.queries,
        store=workplace.store,
        endpoints=workplace.endpoints,
        offline=settings.offline,
        most=most,
        first_year=first_year,
        last_year=last_year,
        progress=workplace.progress,
    )
    found = [*([own] if own else []), *asked]
    works = retrieve.merge([work for searched in found for work in searched.works])
    return Search(
        question=question,
        date=today.isoformat(),
        most=most,
        first_year=first_year,
        last_year=last_year,
        plan=planned,
        databases=tuple(searched.outcome for searched in found),
        works=tuple(
            workplace.verifier.screen(question, planned, works, most=most, first_year=first_year, last_year=last_year)
        ),
    )


def _widened(question: str, planned: Plan, workplace: Workplace) -> Plan:
    """The plan with what the language model adds to it, where there is one."""
    if workplace.language is None:
        return planned
    workplace.progress("asking the language model for words to search for")
    planner = Planner(workplace.language)
    return widen(planned, planner(question), planner.infos)


def _planned(question: str, most: int, first_year: int | None, last_year: int | None) -> Plan:
    """What the rules search for, where all that is asked for makes sense."""
    planned = plan(question)
    if not planned.queries:
        raise InputError(f"the question {question[:60]!r} has no words to search for; name the things that it is about")
    if most < 1:
        raise InputError(f"--max-papers {most}: must be 1 or more")
    if first_year and last_year and first_year > last_year:
        raise InputError(f"--from {first_year}: lies after --to {last_year}; swap them")
    return planned


def references(search: Search) -> tuple[Reference, ...]:
    """The kept works as a list of sources, the most relevant first, each key once."""
    listed: dict[str, Reference] = {}
    for work in search.kept_works:
        key = _key(work)
        while key in listed:  # two works of one title and no identifier
            key += "'"
        listed[key] = Reference(
            key=key,
            raw=_entry(work),
            title=work.title,
            authors=work.authors,
            year=work.year,
            arxiv_id=work.arxiv_id,
            doi=work.doi,
            cited=True,
            in_list=True,
        )
    return tuple(listed.values())


def papers(search: Search, workplace: Workplace) -> list[Retrieved]:
    """The papers of the kept works, most relevant first: their full texts, or the abstract that the search found.

    Raises:
        InputError: as `search`.
    """
    listed = references(search)
    sources = Extraction(title=None, question=search.question, claims=(), references=listed, skipped=())
    works = {reference.key: work for reference, work in zip(listed, search.kept_works, strict=True)}
    return by_sentences(retrieve.with_abstracts(retrieve_papers(sources, workplace), works))


def _key(work: FoundWork) -> str:
    return work.arxiv_id or work.doi or " ".join(words(work.title)[:_KEY_WORDS])[:_LONGEST_KEY] or work.title


def _entry(work: FoundWork) -> str:
    """As a list of sources prints it: `Ada Marsh, Bo Lind. “Title”. Venue, 2021. arXiv:2305.10601`.

    The quotes tell where a title ends that has a full stop or a question mark inside.
    """
    authors = ", ".join(work.authors[:_MOST_AUTHORS]) + (" et al" if len(work.authors) > _MOST_AUTHORS else "")
    place = ", ".join(_filled([work.venue, str(work.year or "")]))
    names = [f"arXiv:{work.arxiv_id}" if work.arxiv_id else None, f"doi:{work.doi}" if work.doi else None]
    title = f"“{work.title.translate(_INNER_QUOTES)}”"
    return ". ".join(_filled([authors.removesuffix("."), title, place, " ".join(_filled(names))]))


def _filled(parts: Iterable[str | None]) -> list[str]:
    return [part for part in parts if part]
