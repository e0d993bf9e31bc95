import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.extract import extract
from claimcheck.read import read_document
from tests.extract.helpers import SOURCES, claims, extracted, only

REPORT = (
    """# Bees

## Counting Bees (2404.08335)

- **Key Finding**: Bees count up to four. They remember it for 3 days.

## Comparison

Bees count further than ants do [2].
"""
    + SOURCES
)


def test_claims_stand_in_the_order_of_the_report_with_their_numbers():
    assert [(c.number, c.text) for c in claims(REPORT)] == [
        (1, "Bees count up to four."),
        (2, "They remember it for 3 days."),
        (3, "Bees count further than ants do [2]."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_claim_stands_where_its_location_says(end):
    text = REPORT.replace("\n", end)
    for claim in claims(text):
        where = claim.location
        assert where.line == where.end_line
        assert text.split(end)[where.line - 1][where.column - 1 : where.end_column - 1] == claim.text


def test_a_claim_over_two_lines_has_its_first_and_its_last():
    claim = only("# R\n\nBees count\nto four [1]." + SOURCES)
    assert claim.text == "Bees count to four [1]."
    assert (claim.location.line, claim.location.column) == (3, 1)
    assert (claim.location.end_line, claim.location.end_column) == (4, 13)


def test_ids_outlive_edits_elsewhere():
    before = {claim.text: claim.id for claim in claims(REPORT)}
    edited = REPORT.replace("# Bees\n", "# Bees and more\n\nMoths can be seen around lamps at night [5].\n")
    edited = edited.replace("Bees count up to four.", "**Bees** count up\n  to “four”.")
    after = {claim.text: claim.id for claim in claims(edited)}
    assert len(after) == 4
    assert after["Bees count further than ants do [2]."] == before["Bees count further than ants do [2]."]
    assert after["They remember it for 3 days."] == before["They remember it for 3 days."]
    assert after["Bees count up to “four”."] == before["Bees count up to four."]


def test_the_same_words_again_have_the_same_id_with_a_counter():
    first, second, third = claims("# R\n\nBees count [1]. Bees count [1].\n\n- bees **count** [1]." + SOURCES)
    assert (second.id, third.id) == (f"{first.id}-2", f"{first.id}-3")


def test_a_sentence_that_ends_in_dots_is_cut_off():
    assert only("# R\n\nBees count up to four landmarks and then they … [1]…" + SOURCES).truncated
    assert not only("# R\n\nBees count up to four landmarks [1]." + SOURCES).truncated


def test_a_cell_of_citations_is_no_part_of_what_a_row_says():
    claim = only("# R\n\n| System | Recall | Source |\n|---|---|---|\n| BeeNet | 0.79 | [1] |\n" + SOURCES)
    assert (claim.text, claim.statement) == ("BeeNet | 0.79 | [1]", "System: BeeNet; Recall: 0.79")
    assert claim.cites == ("2404.08335",)


def test_a_row_of_a_comparison_is_a_claim_about_the_paper_it_names():
    text = (
        "# R\n\n| Paper | Data set | Score |\n|---|---|---|\n| Marsh et al. [1] | HiveCam | 81 |\n| All | other | 3 |\n"
    )
    claim = only(text + SOURCES)
    assert claim.statement == "Paper: Marsh et al.; Data set: HiveCam; Score: 81"
    assert (claim.cites, claim.cited_by) == (("2404.08335",), "row")
    assert claim.location.line == 5


def test_what_is_said_below_an_item_that_names_a_paper_is_said_of_that_paper():
    item = "1. **Counting** (Marsh et al., 2024)\n\n   Bees count up to four.\n\n   - they forget it after 3 days\n\n"
    found = claims(
        f"# R\n\n## Insects\n\n{item}2. **Wasps** (Smith et al., 2021)\n\n   Wasps count up to three." + SOURCES
    )
    assert {claim.text: claim.cites for claim in found if "(" not in claim.text} == {
        "Bees count up to four.": ("2404.08335",),
        "they forget it after 3 days": ("2404.08335",),
        "Wasps count up to three.": ("10.1000/ants.1",),
    }


def test_claims_can_come_from_any_document_such_as_a_plain_text():
    text = 'Counting Bees\n\nBees count to four [1].\n\nReferences\n\n[1] "Counting bees." arXiv:2404.08335\n'
    (claim,) = claims(text, "report.txt")
    assert (claim.text, claim.cites) == ("Bees count to four [1].", ("2404.08335",))


def test_a_document_without_claims_gives_none():
    found = extracted("# Only a title\n")
    assert (found.claims, found.references, found.table, found.title) == ((), (), None, "Only a title")


@given(st.text("ab[1]2404.08335:|*#-\n \t✓?.", max_size=150).filter(str.strip))
def test_no_report_breaks_the_extraction_and_no_number_is_left_out(text):
    found = extracted(f"# R\n\n{text}" + SOURCES)
    assert [claim.number for claim in found.claims] == list(range(1, len(found.claims) + 1))
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    keys = {reference.key for reference in found.references}
    assert all(set(claim.cites) <= keys for claim in found.claims)


# ── worked reports ───────────────────────────────────────────────────────────────────────────────────────────────────

DATA = Path(os.environ.get("CLAIMCHECK_DATA", "."))
worked = pytest.mark.skipif(
    "CLAIMCHECK_DATA" not in os.environ, reason="CLAIMCHECK_DATA names no folder of worked reports"
)


@worked
def test_the_seed_report_gives_its_twelve_claims_with_what_is_printed_of_them():
    path = DATA / "seed" / "report.txt"
    found = extract(read_document(path.read_bytes(), path.name))
    assert len(found.claims) == 12
    assert sum(claim.truncated for claim in found.claims) == 7
    assert [claim.printed.verified for claim in found.claims].count(True) == 2
    assert all(claim.cited_by == "list" and len(claim.cites) == 3 for claim in found.claims)
    assert {count.what: count.value for count in found.counts} == {"papers": 15, "claims": 12, "verified": 2}
    assert [r.arxiv_id for r in found.references] == ["2603.09625v2", "2603.23521v1", "2410.01534v2"]
    assert found.question.startswith("Does increasing synthetic caption entropy")


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).lower().strip()


def _overlap(one: str, other: str) -> bool:
    """Whether one text holds the other, or half of the shorter one's words in a row."""
    one, other = sorted((_bare(one), _bare(other)), key=len)
    words = one.split()
    half = max(1, len(words) // 2)
    return one in other or any(
        f" {' '.join(words[i : i + half])} " in f" {other} " for i in range(len(words) - half + 1)
    )


_ABOUT_THE_ENTRY = re.compile(r"\b(?:authors?|years?|titles?)\b", re.IGNORECASE)


@worked
def test_nearly_every_statement_that_people_judged_is_among_the_claims():
    missed, total = [], 0
    for gold in sorted(DATA.glob("cases/*/gold.jsonl")):
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
        for name in {row["file"] for row in rows}:
            path = gold.parent / name
            if path.suffix != ".md":
                continue
            found = extract(read_document(path.read_bytes(), path.name)).claims
            for row in rows:
                if row["file"] != name or _ABOUT_THE_ENTRY.search(row["note"] or ""):
                    continue
                total += 1
                here = [c for c in found if c.location.line <= row["line"] <= c.location.end_line]
                if not any(_overlap(row["claim"], c.text) for c in here):
                    missed.append(f"{row['id']} {path.name}:{row['line']} {row['claim']}")
    assert total > 50
    assert len(missed) <= total * 0.05, "\n".join(missed)


@worked
def test_every_worked_report_is_extracted_without_a_crash():
    paths = sorted(DATA.glob("cases/*/*.md"))
    assert paths
    for path in paths:
        found = extract(read_document(path.read_bytes(), path.name))
        assert all(claim.text.strip() and claim.statement.strip() for claim in found.claims), path.name


def test_the_name_of_a_work_with_its_mark_is_no_claim_and_its_items_are_of_that_work():
    text = "# R\n\n- **Bees** (Marsh et al., 2024)\n\n  They count up to four landmarks.\n" + SOURCES
    found = extracted(text)
    assert [(c.text, c.cites, c.cited_by) for c in found.claims] == [
        ("They count up to four landmarks.", ("2404.08335",), "paragraph")
    ]
    assert {s.text: s.reason for s in found.skipped}["Bees (Marsh et al., 2024)"] == "no_statement"
