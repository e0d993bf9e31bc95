"""`evaluate` on a few invented rows, through the whole verifier: figures, files, floors and what goes wrong."""

from __future__ import annotations

import gzip
import json
from xml.etree import ElementTree as ET

import pytest

FIGURES = {
    "rows", "auroc", "macro_f1", "balanced_accuracy", "brier", "ece", "verified", "unsupported_verified",
    "refuted_verified", "hit_at_1", "hit_at_3", "hit_at_10", "mrr", "rows_per_second",
}  # fmt: skip

HARBOUR = [
    "The harbour of Velmouth was surveyed in the spring of 1987 by a crew of nine divers.",
    "The survey found that the mean depth at low tide had fallen from 14.2 to 11.8 metres.",
    "Dredging reduced the share of silt in the samples from 38% to 21% within two years.",
    "Neither the weather nor the state of the boats is described in the log of the survey.",
    "The mussel beds north of the pier recovered after the dredging had come to an end.",
]
LIBRARY = [
    "The reading room of the library is open from nine in the morning until late at night.",
    "A new catalogue raised the number of loans from 410 to 560 books a week.",
    "Readers who used the new catalogue found their book in 3.1 minutes on average.",
    "The old card index was moved to the cellar, where it stands to this day.",
    "Loans of maps did not increase after the new catalogue had been introduced.",
]
# Claim, evidence, label, rationale.
ROWS = [
    ("The mean depth at low tide had fallen from 14.2 to 11.8 metres [3].", HARBOUR, "SUPPORT", [1]),
    ("Dredging reduced the share of silt in the samples from 38% to 21%.", HARBOUR, "SUPPORT", [2]),
    ("The mussel beds north of the pier recovered after the dredging.", HARBOUR, "SUPPORT", [4]),
    ("Dredging reduced the share of silt in the samples from 38% to 12%.", HARBOUR, "REFUTE", [2]),
    ("The mean depth at low tide had risen from 11.8 to 14.2 metres.", HARBOUR, "REFUTE", [1]),
    ("Herring catches in the bay doubled after the war.", HARBOUR, "NOINFO", []),
    ("A new catalogue raised the number of loans to 560 books a week.", LIBRARY, "SUPPORT", [1]),
    ("Readers found their book in 3.1 minutes on average with the new catalogue.", LIBRARY, "SUPPORT", [2]),
    ("The old card index was moved to the cellar.", LIBRARY, "SUPPORT", [3]),
    ("A new catalogue lowered the number of loans from 560 to 410 books a week.", LIBRARY, "REFUTE", [1]),
    ("Loans of maps increased after the new catalogue had been introduced.", LIBRARY, "REFUTE", [4]),
    ("The library was founded by a merchant of wool.", LIBRARY, "NOINFO", []),
    ("海港的平均深度在低潮时下降了许多，沙土的比例也下降了。", HARBOUR, "NOINFO", []),
]
QUERIES = [
    ("What share of silt did the samples have after dredging?", HARBOUR, [2]),
    ("How many books are lent a week?", LIBRARY, [1]),
]


def _lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    pairs = [
        {"id": f"row-{i}", "claim": claim, "evidence": evidence, "label": label, "rationale": rationale, "title": None}
        for i, (claim, evidence, label, rationale) in enumerate(ROWS)
    ]
    queries = [{"query": query, "sentences": sentences, "gold": gold} for query, sentences, gold in QUERIES]
    (folder / "invented.dev.jsonl").write_bytes(_lines(pairs))
    (folder / "search.jsonl.gz").write_bytes(gzip.compress(_lines(queries)))
    return folder


@pytest.fixture(scope="module")
def first(run, folder):
    """One run that writes everything there is to write."""
    done = run(
        "evaluate", "invented.dev.jsonl", "search.jsonl.gz", "--offline", "--cache", "cache",
        "--format", "table,json=figures.json", "--predictions", "said.jsonl", "--plot", "curve.svg",
        "--write-floors", "floors.json",
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def figures(first, folder):  # noqa: ARG001 - the run that wrote them
    return json.loads((folder / "figures.json").read_text(encoding="utf-8"))


def test_every_set_is_called_by_its_file_and_has_the_figures_of_the_contract(figures):
    assert list(figures) == ["sets", "models", "thresholds"]
    assert list(figures["sets"]) == ["invented", "search"]
    for one in figures["sets"].values():
        assert set(one) >= FIGURES
    assert all(set(model) == {"name", "digest"} for model in figures["models"])
    assert 0 < figures["thresholds"]["verified"] <= 1


def test_labelled_pairs_go_through_the_verifier_and_queries_through_the_search_alone(figures):
    pairs, queries = figures["sets"]["invented"], figures["sets"]["search"]
    assert (pairs["rows"], queries["rows"]) == (len(ROWS), len(QUERIES))
    assert pairs["auroc"] > 0.7
    assert pairs["hit_at_3"] >= 0.8
    assert pairs["unchecked"] == 1  # the claim that is not in Latin letters
    assert pairs["intervals"]["auroc"][0] <= pairs["auroc"] <= pairs["intervals"]["auroc"][1]
    assert (pairs["mrr"], queries["auroc"], queries["verified"]) == (None, None, None)
    assert (queries["hit_at_1"], queries["hit_at_10"], queries["mrr"]) == (1.0, 1.0, 1.0)


def test_the_predictions_are_of_every_pair_in_order_and_give_the_figures_again(folder, figures):
    said = [json.loads(line) for line in (folder / "said.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in said] == [f"row-{i}" for i in range(len(ROWS))]
    assert all(list(one) == ["id", "verdict", "confidence", "probabilities"] for one in said)
    assert said[-1] == {"id": "row-12", "verdict": "unchecked", "confidence": None, "probabilities": None}
    for one in said[:-1]:
        assert one["confidence"] == one["probabilities"]["support"]
        assert sum(one["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    gaps = [((one["confidence"] or 0.0) - (row[2] == "SUPPORT")) ** 2 for one, row in zip(said, ROWS, strict=True)]
    assert figures["sets"]["invented"]["brier"] == pytest.approx(sum(gaps) / len(gaps), abs=1e-4)


def test_the_table_goes_to_stdout_and_the_diagram_to_its_file(first, folder, figures):
    assert "invented" in first.stdout
    assert f"{figures['sets']['invented']['auroc']:.3f}" in first.stdout
    assert "\x1b" not in first.stdout
    root = ET.parse(folder / "curve.svg").getroot()
    assert "invented" in "".join(root.itertext())


def test_a_second_run_gives_the_same_figures_but_for_the_speed(run, folder, figures):
    done = run("evaluate", "invented.dev.jsonl", "search.jsonl.gz", "--offline", "--format", "json", cwd=folder)
    again = json.loads(done.stdout)
    for one in (*again["sets"].values(), *figures["sets"].values()):
        one.pop("rows_per_second", None)
    assert again == figures


@pytest.mark.usefixtures("first")
def test_the_users_cache_stays_as_it_is_unless_it_is_named(run, folder):
    cache = folder / "mine"
    done = run("evaluate", "search.jsonl.gz", "--offline", cwd=folder, env={"CLAIMCHECK_CACHE": str(cache)})
    assert done.returncode == 0, done.stderr
    assert not cache.exists()
    assert (folder / "cache" / "cache.sqlite").exists()


@pytest.mark.usefixtures("first")
def test_floors_hold_on_the_run_that_pinned_them_and_a_higher_one_ends_with_1(run, folder):
    command = ("evaluate", "invented.dev.jsonl", "search.jsonl.gz", "--offline", "--cache", "cache", "--floors")
    held = run(*command, "floors.json", cwd=folder)
    assert (held.returncode, held.stderr.splitlines()[-1]) == (0, "claimcheck: all pinned figures of 2 sets hold")
    pinned = json.loads((folder / "floors.json").read_text(encoding="utf-8"))
    pinned["floors"]["invented"]["auroc"] = 1.5
    pinned["data"]["search"] = "0" * 64
    (folder / "higher.json").write_text(json.dumps(pinned), encoding="utf-8")
    short = run(*command, "higher.json", "--quiet", cwd=folder)
    assert short.returncode == 1
    assert [line.split(": ")[1] for line in short.stderr.splitlines()] == ["invented", "search"]
    assert "auroc" in short.stderr
    assert "SHA-256" in short.stderr


@pytest.mark.usefixtures("first")
def test_a_sample_is_the_same_for_the_same_seed(run, folder):
    drawn = []
    for seed in (1, 1, 2):
        done = run(
            "evaluate", "invented.dev.jsonl", "--offline", "--cache", "cache", "--sample", 6, "--seed", seed,
            "--predictions", "drawn.jsonl", cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        drawn.append([json.loads(line)["id"] for line in (folder / "drawn.jsonl").read_text().splitlines()])
    assert len(drawn[0]) == 6
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.jsonl",), "missing.jsonl: no such file"),
        (("broken.jsonl",), "broken.jsonl:2: not JSON"),
        (("search.jsonl.gz", "broken.jsonl"), "broken.jsonl:2: not JSON"),
        (("search.jsonl.gz", "--format", "sarif"), "'sarif'"),
        (("search.jsonl.gz", "--format", "table,json"), "stdout"),
        (("search.jsonl.gz", "--plot", "no/curve.svg"), "--plot no/curve.svg"),
        (("search.jsonl.gz", "--predictions", "search.jsonl.gz"), "an input"),
        (("search.jsonl.gz", "--floors", "broken.jsonl"), "broken.jsonl"),
        (("search.jsonl.gz", "--sample", "2", "--write-floors", "new.json"), "--sample"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_one_line_before_any_work(run, folder, arguments, said):
    (folder / "broken.jsonl").write_bytes(_lines([{"query": "a", "sentences": ["b"], "gold": [0]}]) + b"{not json\n")
    done = run("evaluate", *arguments, "--offline", cwd=folder)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
