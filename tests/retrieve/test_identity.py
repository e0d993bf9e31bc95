from __future__ import annotations

import json
import re

import pytest

from claimcheck.retrieve.identity import (
    Front,
    Identity,
    front,
    has_title,
    identify,
    is_misnamed,
    is_named_in,
    is_same_title,
)
from tests.retrieve.helpers import INFLATION, STAR, TREE, document, reference

_SKELETON = Front(
    "Skeleton-of-Thought: Prompting LLMs for Efficient Parallel Generation",
    "Xuefei Ning\nAbstract\nThis work aims at decreasing the end-to-end generation latency by parallel decoding.",
)
_LATENT = Front(
    "Training Large Language Models to Reason in a Continuous Latent Space",
    "Shibo Hao\nAbstract\nWe introduce a new paradigm called Coconut (chain of continuous thought).",
)
_STIMULI = Front(
    "Large Language Models Understand and Can Be Enhanced by Emotional Stimuli",
    "Cheng Li\nAbstract\nWe call it “EmotionPrompt”, which combines the prompt with emotional stimuli.",
)
_CHARACTERS = Front(
    "From Language Models over Tokens to Language Models over Characters",
    "Tim Vieira\nAbstract\nModern language models are distributions over token strings; tokenization compresses.",
)
_GRAVITY = Front(INFLATION, "Saad Eddine Baddis\nAbstract\nWe study inflation in rescaled gravity.")


@pytest.mark.parametrize(
    ("printed", "paper"),
    [
        ("Tree of Thoughts", Front(TREE, "Shunyu Yao")),
        (f"{TREE} (DEEP READ)", Front(TREE, "Shunyu Yao")),
        ("Tree of Thoughts: Deliberate Problem Solving with LLMs", Front(TREE, "Shunyu Yao")),
        (
            "SCRATCHPADS for Intermediate Computation",
            Front(f"Show Your Work: {'Scratchpads for Intermediate Computation'}", ""),
        ),
        ("From Explicit CoT", Front("Explicit Chain of Thought", "")),
        (TREE, Front(None, f"Published somewhere\n{TREE}\nShunyu Yao")),
        (None, _GRAVITY),
        ("A Survey of Large Language Models", _GRAVITY),
    ],
)
def test_a_shortened_expanded_or_absent_title_names_the_same_paper(printed, paper):
    assert identify(reference(printed), paper) is Identity.SAME


@pytest.mark.parametrize(
    ("printed", "paper"),
    [
        ("Skeleton-of-Thought: Large Language Models Can Do Parallel Decoding", _SKELETON),
        ("Coconut (Chain of Continuous Thought)", _LATENT),
        ("EmotionPrompt (Li et al., 2023)", _STIMULI),
        ("From Tokens to Characters: Towards Lossless Compression in Tokenization", _CHARACTERS),
    ],
)
def test_a_later_or_invented_title_of_the_same_work_is_only_retitled(printed, paper):
    assert identify(reference(printed), paper) is Identity.RETITLED


@pytest.mark.parametrize(
    "printed",
    ["Graph of Thoughts", "Graph of Thoughts: Solving Elaborate Problems with Large Language Models", STAR, TREE],
)
def test_a_title_that_shares_nothing_with_the_first_page_names_another_paper(printed):
    assert identify(reference(printed), _GRAVITY) is Identity.OTHER


def test_a_printed_author_above_the_abstract_speaks_for_the_same_paper():
    paper = Front("Rationales for Everybody", "Eric Zelikman\nAbstract\nBootstrapping with rationales.")
    named = reference("Bootstrapping with Quiet Introspection and Rationales", authors=("Zelikman, E.",))

    assert identify(named, paper) is Identity.RETITLED
    assert identify(named.model_copy(update={"authors": ("Besta, M.",)}), paper) is Identity.OTHER


def test_a_name_that_every_paper_mentions_is_no_proof():
    paper = Front(INFLATION, "Abstract\nWe asked ChatGPT and LLaMA about gravity.")

    assert identify(reference("ChatGPT: Who Wrote This Essay?"), paper) is Identity.OTHER


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("tree of thoughts: deliberate problem solving with large language models", TREE),
        ("Tree of Thoughts", TREE),
        ("Tree of Thoughts: Delibrate Problem Solving with Large Language Models", TREE),
        (
            "Evaluating LLM Biases in Persona-Steered Generation",
            "Evaluating Large Language Model Biases in Persona-Steered Generation",
        ),
        ("STaR", STAR),
    ],
)
def test_a_title_finds_its_paper(printed, title):
    assert has_title(printed, Front(title, ""))


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Open Foundation Model Family Report Version 2", "Open Foundation Model Family Report Version 3"),
        ("Thoughts", TREE),
        ("Graph of Thoughts: Deliberate Problem Solving with Graphs", TREE),
        ("A Study", "A Study"),
        ("", TREE),
    ],
)
def test_a_title_finds_no_other_paper(printed, title):
    assert not has_title(printed, Front(title, ""))


def test_a_reference_without_a_title_of_its_own_names_the_paper_whose_title_it_holds():
    raw = f"[7] E. Zelikman, Y. Wu. {STAR}. In NeurIPS, 2022."

    assert is_named_in(raw, Front(STAR, ""))
    assert not is_named_in(raw, Front("Bootstrapping Reasoning", ""))


def test_title_and_first_page_are_found_with_or_without_a_heading():
    assert front(document(TREE, "Shunyu Yao")) == Front(TREE, f"{TREE}\nShunyu Yao")
    assert front(document(TREE, "Shunyu Yao", titled=False)).title is None
    assert len(front(document(TREE, "many words " * 5000)).head) == 6000


def _printed_titles(case):
    """Titles beside ids: in a heading with its id, or in a heading above a line that gives the source."""
    heading = None
    for line in (case / "literature_review.md").read_text().splitlines():
        if match := re.match(r"#+ (?:\d+\.\s*)?(?:Paper: )?(.*)", line):
            heading = match[1]
            if match := re.match(r"(.+?) \([^()]*?(\d{4}\.\d{4,5})", heading):
                yield match[2], match[1]
        elif heading and (match := re.match(r"- \*\*Source\*\*: arXiv[: (]+(\d{4}\.\d{4,5})", line)):
            yield match[1], heading


def test_on_six_reviews_every_paper_is_known_and_other_papers_are_told_apart(data):
    pymupdf = pytest.importorskip("pymupdf")
    fronts, printed = {}, set()
    for case in sorted((data / "cases").iterdir()):
        for entry in json.loads((case / "papers.json").read_text()).values():
            if entry["file"]:
                with pymupdf.open(case / entry["file"]) as paper:
                    fronts[entry["arxiv_id"]] = Front(entry["title"], paper[0].get_text().replace("-\n", ""))
        printed |= set(_printed_titles(case))
    rows = [json.loads(line) for line in (data / "wrong_id.jsonl").read_text().splitlines()]
    wrong = {row["printed_id"] for row in rows if "right paper" not in row["how_known"]}

    pairs = [(a, b, identify(reference(t), fronts[b]) is Identity.OTHER) for a, t in printed for b in fronts]
    right = [refused for one, other, refused in pairs if one == other and one not in wrong]
    mistaken = [refused for one, other, refused in pairs if one == other and one in wrong]
    shuffled = [refused for one, other, refused in pairs if one != other]

    assert len(right) > 50
    assert not any(right)
    assert len(mistaken) >= 2
    assert all(mistaken)
    assert sum(shuffled) / len(shuffled) > 0.9


@pytest.mark.parametrize(
    ("printed", "title", "whole"),
    [
        (TREE, TREE.upper(), True),
        (TREE, f"RETRACTED: {TREE}", True),
        (f"{TREE} (NeurIPS 2023)", TREE, True),
        (TREE, TREE.replace("Deliberate", "Deliberat"), True),
        ("Tree of Thoughts", TREE, False),
        ("STaR", STAR, False),
    ],
)
def test_a_title_in_a_catalogue_is_the_printed_one(printed, title, whole):
    assert is_same_title(printed, title, whole=whole)


@pytest.mark.parametrize(
    ("printed", "title", "whole"),
    [
        ("Tree of Thoughts", TREE, True),
        ("Language Models are Few-Shot Learners", "Language Models are Zero-Shot Learners", False),
        ("Learning Symmetric Rules of Large Games", "Learning Asymmetric Rules of Large Games", False),
        ("Findings of the Shared Task 2019", "Findings of the Shared Task 2020", False),
        ("A Survey of Large Language Models", "Large Language Models", False),
        ("Introduction", "Introduction", True),
        (TREE, f"Reply to {TREE}", False),
    ],
)
def test_a_near_miss_in_a_catalogue_is_another_work(printed, title, whole):
    assert not is_same_title(printed, title, whole=whole)


@pytest.mark.parametrize(
    ("printed", "paper", "misnamed"),
    [
        ("From Tokens to Characters: Towards Lossless Compression in Tokenization", _CHARACTERS, True),
        ("Skeleton-of-Thought: Large Language Models Can Do Parallel Decoding", _SKELETON, False),
        ("EmotionPrompt: Leveraging Psychology to Make Models Better", _STIMULI, False),
        ("Coconut (Chain of Continuous Thought) - reasoning in latent space", _LATENT, False),
        ("Language Models over Characters", _CHARACTERS, False),
        (_CHARACTERS.title, _CHARACTERS, False),
        (None, _CHARACTERS, False),
    ],
)
def test_a_title_that_is_shortened_or_informal_is_not_misnamed(printed, paper, misnamed):
    assert is_misnamed(reference(printed), paper, [paper.title]) == misnamed
