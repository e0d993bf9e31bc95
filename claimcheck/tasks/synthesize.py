"""`claimcheck synthesize`: a question in, a report out that its own auditor has nothing against.

Papers are found → read → the sentences of theirs that say most on the question are drawn → each is held against its own
paper and all others → grouped by what they speak of → worded → audited, until nothing in it fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from claimcheck.errors import InputError, SettingsError
from claimcheck.extract import candidates, tells_no_result
from claimcheck.identifiers import find_arxiv_ids, find_dois
from claimcheck.language import Drawer
from claimcheck.model import DatabaseOutcome, Exclusion, ModelInfo, PaperClaim, Retrieved, Search
from claimcheck.model.synthesis import Protocol, Synthesis
from claimcheck.store import digest
from claimcheck.tasks.audit import provenance
from claimcheck.tasks.drawing import SENTENCES, with_drawn
from claimcheck.tasks.paper_claims import paper_claim, papers_read, whole
from claimcheck.tasks.search import papers, search
from claimcheck.tasks.synthesis_compose import passed_over
from claimcheck.tasks.synthesis_draft import Draft, against_itself, lines_and_bundles, marked
from claimcheck.tasks.synthesis_gate import Passed, through_the_gate
from claimcheck.tasks.synthesis_prose import in_prose
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Choice, Pool, Question, Told
from claimcheck.words import collapse, words

MOST_PAPERS, MOST_CLAIMS = 20, 24
_LONGEST_QUESTION, _FEWEST_WORDS = 400, 3
_LONGEST_ASSIGNEE, _MOST_NAMES = 80, 5


class Wish(NamedTuple):
    """What is asked for.

    Attributes:
        question: the research question, 3 words and at most 400 characters.
        today: the day that the search and the report are dated.
        most_papers: of how many papers it speaks at most.
        most_claims: how many sentences are drawn at most.
        first_year: papers from before it are left out.
        last_year: papers from after it are left out.
        assignee: whom it is made for, at most five words.
        resume: go on from where the last run of the same question stopped, with its papers and its date; only a
            database that gave no whole answer is asked again, for what it did not answer, and the search is then of
            `today`.
    """

    question: str
    today: date
    most_papers: int = MOST_PAPERS
    most_claims: int = MOST_CLAIMS
    first_year: int | None = None
    last_year: int | None = None
    assignee: str | None = None
    resume: bool = False


class _Weighed(NamedTuple):
    """A claim, held, and what it is worth for the question."""

    claim: PaperClaim
    worth: float


@dataclass(frozen=True)
class Synthesised:
    """The report, and what a user should know beside it.

    Attributes:
        synthesis: the report.
        notes: what was left out and why, a line each.
        errors: what its own audit still has against it, a line each.
        missing: how many papers could not be had or read, or not whole, and databases gave no whole answer.
    """

    synthesis: Synthesis
    notes: tuple[str, ...]
    errors: tuple[str, ...]
    missing: int


def synthesize(wish: Wish, workplace: Workplace, write: Callable[[Synthesis], str]) -> Synthesised:
    """Makes the report on a question.

    Args:
        wish: what is asked for.
        workplace: settings, store and verifier.
        write: makes the Markdown of a report, which is what the gate audits.

    Raises:
        InputError: no paper could be had, or none says anything on the question; or `resume` finds no earlier run.
        SettingsError: the question or the assignee is none.
    """
    wish = _checked(wish)
    found = _searched(wish, workplace)
    if not found.kept:
        raise InputError(_nothing_found(found, workplace))
    retrieved = papers(found, workplace)
    read = papers_read(retrieved)
    if not read:
        way_out = _way_out("; give their files with --papers, or leave out --offline", workplace, found)
        raise InputError(f"none of the {len(retrieved)} papers could be had{way_out}")
    pools = [_pool(item) for item in read]
    asked = Question(wish.question, found.plan.concepts)
    pools = _with_drawn(pools, read, asked, wish, workplace)
    choice = workplace.verifier.choose_for(asked, pools, most=wish.most_claims, most_papers=wish.most_papers)
    if not choice.chosen:
        way_out = _way_out("; ask in other words, or name more papers", workplace, found, retrieved)
        those = "the one paper that was" if len(read) == 1 else f"the {len(read)} papers that were"
        raise InputError(f"no sentence of {those} read says anything on “{wish.question}”{way_out}")
    relevant = [read[paper] for paper in choice.papers]
    drawn = [paper_claim(read[paper], pools[paper].candidates[place]) for paper, place in choice.chosen]
    claims, notes = _at_one_with_itself(workplace.verifier.hold(drawn, relevant), choice)
    protocol = _protocol(found, retrieved, read, choice, claims=(len(drawn), len(claims)))
    draft = _draft(wish, protocol, claims, relevant, workplace)
    passed = through_the_gate(draft, write, workplace)
    if passed.synthesis is None:
        way_out = _way_out("; name more papers", workplace, found, retrieved)
        raise InputError(f"no sentence that was drawn from the papers passed the audit{way_out}")
    worded = in_prose(passed.synthesis, passed.errors, draft, write, workplace)
    lost = _lost(found, retrieved)
    notes += [*_left_out(passed, passed.synthesis), *worded.notes, *lost]
    return Synthesised(worded.synthesis, tuple(notes), passed.errors, len(lost))


def _left_out(passed: Passed, synthesis: Synthesis) -> list[str]:
    """A line on each sentence that the gate stopped, and on what of the question the answer does not name."""
    notes = [f"left out, the audit does not verify it: {text}" for text in passed.dropped]
    if synthesis.unnamed:
        listed = ", ".join(f"“{text}”" for text in synthesis.unnamed)
        notes.append(f"no sentence of the answer names {listed}; see whether it answers the question")
    return notes


def _lost(found: Search, retrieved: Sequence[Retrieved]) -> list[str]:
    """A line on each paper that was not read, or of which the abstract alone was, and on each silent database."""
    unread = [item.reference for item in retrieved if item.paper is None]
    cut = [item.reference for item in retrieved if _should_be_whole(item)]
    silent = [database for database in found.databases if database.error]
    return [
        *(f"{reference.key}: not read ({reference.detail or reference.status.value})" for reference in unread),
        *(f"{reference.key}: {reference.detail}" for reference in cut),
        *(f"{database.name}: {database.error}" for database in silent),
    ]


def _checked(wish: Wish) -> Wish:
    question = collapse(wish.question)
    if len(words(question)) < _FEWEST_WORDS:
        raise SettingsError("QUESTION: fewer than three words; ask a whole question, in quotation marks")
    if len(question) > _LONGEST_QUESTION:
        raise SettingsError(f"QUESTION: longer than {_LONGEST_QUESTION} characters; ask one question at a time")
    if find_arxiv_ids(question) or find_dois(question):
        raise SettingsError("QUESTION: names a paper by its identifier; ask about what it is about")
    assignee = collapse(wish.assignee or "") or None
    if assignee and (len(assignee) > _LONGEST_ASSIGNEE or len(words(assignee)) > _MOST_NAMES):
        raise SettingsError("--assignee: a name of at most five words")
    question = question.rstrip(" ?.!") + "?"
    return wish._replace(question=question, assignee=assignee)


# ── where the papers come from ───────────────────────────────────────────────────────────────────────────────────────


def _searched(wish: Wish, workplace: Workplace) -> Search:
    """The search; or, going on with an earlier run, the one that it made on its day, where that is whole."""
    settings = workplace.settings
    years = f"{wish.first_year}-{wish.last_year}"
    # A search that a language model widened is another one.
    model = [settings.llm_model or ""] if workplace.language else []
    key = digest(wish.question, str(wish.most_papers), years, *settings.sources, *map(str, settings.papers), *model)
    if wish.resume:
        kept = workplace.store.get_text("synthesis", key)
        if kept is None:
            raise InputError("--resume: the cache has no run of this question with these options; leave --resume out")
        earlier = Search.model_validate_json(kept)
        if settings.offline or not any(map(_is_silent, earlier.databases)):
            return earlier
    found = search(
        wish.question,
        workplace,
        most=wish.most_papers,
        first_year=wish.first_year,
        last_year=wish.last_year,
        today=wish.today,
    )
    if settings.offline:
        # Nobody was asked; what a database answered earlier still counts.
        asked = tuple(database for database in found.databases if database.answered or not database.queries)
        found = found.model_copy(update={"databases": asked})
    workplace.store.put_text("synthesis", key, found.model_dump_json())
    return found


def _should_be_whole(item: Retrieved) -> bool:
    """Whether the abstract stands in for a text that arXiv has: another day it may be had."""
    return item.paper is not None and item.paper.text == "abstract" and item.reference.arxiv_id is not None


def _nothing_found(found: Search, workplace: Workplace) -> str:
    why = ", ".join(f"{reason}: {count}" for reason, count in found.excluded.items())
    if not found.screened:
        asked = "give papers with --papers, or leave out --offline"
    elif set(found.excluded) == {Exclusion.YEARS}:
        asked = "choose other years with --from and --to"
    else:
        asked = "ask in other words, in the papers’ language, and see to the spelling"
    looked_at = f"{found.screened} looked at{f'; {why}' if why else ''}"
    return f"no paper on “{found.question}” was found ({looked_at}){_way_out(f'; {asked}', workplace, found)}"


def _way_out(otherwise: str, workplace: Workplace, found: Search, retrieved: Sequence[Retrieved] = ()) -> str:
    """Who gave no answer, and that another run goes on from here; `otherwise` where nobody failed, or was asked."""
    silent = [f"{database.name} {database.error}" for database in found.databases if _is_silent(database)]
    cut = [item.reference for item in retrieved if _should_be_whole(item)]
    if cut:
        silent.append(f"of {len(cut)} papers only the abstract was read ({cut[0].key}: {cut[0].detail})")
    if workplace.settings.offline or not silent:
        return otherwise
    return f": {', '.join(silent)}; see to the network, then add --resume"


def _is_silent(database: DatabaseOutcome) -> bool:
    return database.answered < database.queries


# ── what they say ────────────────────────────────────────────────────────────────────────────────────────────────────


def _pool(item: Retrieved) -> Pool:
    """A paper's candidates without those that tell no result, or have marks of its own list of sources."""
    offered = [one for one in candidates(whole(item)) if not marked(one.text) and not tells_no_result(one.text)]
    return Pool(item.paper.title if item.paper else None, offered)


def _with_drawn(
    pools: list[Pool], read: Sequence[Retrieved], asked: Question, wish: Wish, workplace: Workplace
) -> list[Pool]:
    """The candidates with those that a language model words, where the user names one."""
    if workplace.language is None:
        return pools
    most = SENTENCES * len(pools)
    best = workplace.verifier.choose_for(asked, pools, most=most, most_papers=wish.most_papers)
    return with_drawn(pools, read, best.chosen, workplace, question=wish.question, most=wish.most_papers)


def _at_one_with_itself(claims: Sequence[PaperClaim], choice: Choice) -> tuple[list[_Weighed], list[str]]:
    """The claims, with their worth, but those that their own paper takes back, and a line on each of these."""
    back = dict(against_itself(claims))
    notes = [
        f"left out, its own paper says otherwise ({where}): {claims[number].candidate.text}"
        for number, where in back.items()
    ]
    weighed = [_Weighed(*pair) for pair in zip(claims, choice.worths, strict=True)]
    return [one for number, one in enumerate(weighed) if number not in back], notes


def _protocol(
    found: Search,
    retrieved: Sequence[Retrieved],
    read: Sequence[Retrieved],
    choice: Choice,
    *,
    claims: tuple[int, int],
) -> Protocol:
    """The protocol, with what was counted since the papers were found: `claims` are those drawn, and those kept."""
    drawn, kept = claims
    numbers = (
        ("papers whose text could be had and read", len(read)),
        ("of them, papers with a sentence on the question", len(choice.papers)),
        ("sentences drawn from these", drawn),
        ("of them, sentences that their own paper takes back elsewhere", drawn - kept),
    )
    unread = [passed_over(item, "its text could not be had or read") for item in retrieved if item.paper is None]
    speak = set(choice.papers)
    why = "no sentence of it speaks to the question, or others speak to it more"
    beside = [passed_over(item, why) for place, item in enumerate(read) if place not in speak]
    return Protocol(search=found, numbers=numbers, silent=(*unread, *beside))


def _draft(
    wish: Wish, protocol: Protocol, claims: Sequence[_Weighed], relevant: Sequence[Retrieved], workplace: Workplace
) -> Draft:
    papers = {item.paper.id: item for item in relevant if item.paper}
    keys = {name: item.reference.key for name, item in papers.items()}
    groups = workplace.verifier.group([Told(c.candidate.text, worth, c.paper) for c, worth in claims])
    lines, bundles = lines_and_bundles([claim for claim, _ in claims], groups, keys)
    made_by = provenance(workplace)
    settings = (
        ("Most sentences drawn", str(wish.most_claims)),
        ("Program", f"claimcheck {made_by.version}"),
        *(("Model", _told(model)) for model in made_by.models if model not in _asked(workplace)),
        *_helped(protocol.search, claims, workplace),
    )
    protocol = protocol.model_copy(update={"settings": settings})
    by_key = {item.reference.key: item for item in relevant}
    today = date.fromisoformat(protocol.search.date)
    return Draft(wish.question, today, wish.assignee, lines, bundles, by_key, protocol)


def _asked(workplace: Workplace) -> tuple[ModelInfo, ...]:
    return workplace.language.planned if workplace.language else ()


def _helped(found: Search, claims: Sequence[_Weighed], workplace: Workplace) -> Iterator[tuple[str, str]]:
    """Which language model did what that is in the report; going on with a search, whoever planned it then."""
    if found.plan.proposed_by:
        yield "Queries proposed by", ", ".join(map(_told, found.plan.proposed_by))
    if workplace.language and any(claim.candidate.drawn for claim, _ in claims):
        yield "Claims worded by", ", ".join(map(_told, Drawer(workplace.language).infos))


def _told(model: ModelInfo) -> str:
    return f"{model.name} ({model.digest[:12]})"
