"""Claims that a language model draws from papers, beside the papers' own sentences.

The model reads a few excerpts of each paper. What it says of them counts only where its quotation stands in the paper
and the paper, held against the claim by the verifier, bears it out. From there on it is a candidate like any sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from claimcheck.extract import drawn_candidates, excerpts
from claimcheck.language import Drawer
from claimcheck.model import Candidate, Retrieved
from claimcheck.tasks.paper_claims import paper_claim, whole
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Pool

# So many sentences of a paper, the best ones, are read with what stands around them.
SENTENCES = 6


def with_drawn(  # noqa: PLR0913 - what is drawn from, and the limits
    pools: Sequence[Pool],
    read: Sequence[Retrieved],
    chosen: Sequence[tuple[int, int]],
    workplace: Workplace,
    *,
    question: str | None,
    most: int,
) -> list[Pool]:
    """The pools, each with what the language model draws from its paper and the paper bears out.

    Args:
        pools: the candidates of each paper.
        read: the papers, each once.
        chosen: the best candidates, as numbers of pool and candidate; their papers are read before others.
        workplace: with a language model; without one the pools stay as they are.
        question: what the claims should help to answer, if it is known.
        most: how many papers are read at most.
    """
    if workplace.language is None:
        return list(pools)
    papers = list(dict.fromkeys([*(paper for paper, _ in chosen), *range(len(pools))]))[:most]
    drawer = Drawer(workplace.language)

    def drawn(paper: int) -> tuple[Candidate, ...]:
        pool, document = pools[paper], whole(read[paper])
        best = [pool.candidates[place].span for one, place in chosen if one == paper]
        texts = excerpts(document, best[:SENTENCES])
        return drawn_candidates(document, drawer(question, pool.title, texts), pool.candidates) if texts else ()

    found: list[tuple[int, Candidate]] = []
    with ThreadPoolExecutor(workplace.settings.jobs, thread_name_prefix="claimcheck-draw") as threads:
        for number, (paper, offered) in enumerate(zip(papers, threads.map(drawn, papers), strict=True), 1):
            workplace.progress(f"drawing claims from paper {number} of {len(papers)}")
            found += [(paper, candidate) for candidate in offered]
    claims = [paper_claim(read[paper], candidate) for paper, candidate in found]
    borne_out = workplace.verifier.grounded(claims, read)
    kept = [pair for pair, stands in zip(found, borne_out, strict=True) if stands]
    return [
        Pool(pool.title, [*pool.candidates, *(candidate for paper, candidate in kept if paper == place)])
        for place, pool in enumerate(pools)
    ]
