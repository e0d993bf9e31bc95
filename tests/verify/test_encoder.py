"""The same text gets the same vectors, whatever stood beside it."""

from __future__ import annotations

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.model import Passage
from claimcheck.store import Store
from claimcheck.verify.alignment import alignment
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.head import Head
from claimcheck.verify.search import Index

TEXTS = [
    "Pauses between paragraphs raised recall by 3.1 points.",
    "The calibration network brings the error of the probes down.",
    "A.",
    "Fine-tuning with ten clips for each species reaches a macro-F1 of 0.68, which closes most of the gap.",
] * 3


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return Encoder(Store(tmp_path_factory.mktemp("store")))


def passage(text):
    return Passage(text=text, quotation=text, span=(0, len(text)))


def test_vectors_are_of_length_one_and_do_not_depend_on_the_order_of_asking(encoder, tmp_path):
    first = encoder.tokens(TEXTS[0])
    other = Encoder(Store(tmp_path))
    for text in reversed(TEXTS):
        again = other.tokens(text)
    assert np.array_equal(first.vectors, again.vectors)
    assert np.allclose(np.linalg.norm(first.vectors, axis=1), 1, atol=1e-5)


def test_a_papers_vectors_are_kept_and_found_again_to_the_bit(encoder):
    made = encoder.paper("key", TEXTS)
    kept = Encoder(encoder._store).paper("key", TEXTS)
    assert made.shape == (len(TEXTS), 384)
    assert np.array_equal(made, kept)


def test_alignment_names_the_words_without_a_counterpart(encoder):
    scores = alignment(
        "Subtitles raised recall.", [passage("Pauses raised recall."), passage("Subtitles raised recall.")],
        encoder=encoder, idf=Head().idf,
    )  # fmt: skip
    assert scores[0].unmatched == ("Subtitles",)
    assert scores[1].unmatched == ()
    assert scores[0].value < scores[1].value > 0.98


def test_search_finds_by_words_and_by_sense(encoder):
    texts = [
        "Bees dance.",
        "The automobile needs fuel.",
        "Table 4 lists nDCG@10 of the hybrid system.",
        "Birds sing at dawn.",
        "Rain fell.",
    ]
    index = Index("some paper", [passage(t) for t in texts], encoder)
    assert index.search("A car runs on petrol.")[0] == 1
    assert index.search("nDCG@10 of the hybrid")[0] == 2
    assert index.search("Rain fell.", depth=2)[0] == 4


def test_an_empty_paper_is_searched_without_complaint(encoder):
    assert Index("empty", [], encoder).search("anything") == []


def test_another_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="no-such-model"):
        Encoder(Store(tmp_path), str(tmp_path / "no-such-model")).tokens("x")


def test_a_sentence_with_the_claims_numbers_is_found_however_it_is_worded(encoder):
    filler = [passage(f"The same prompt raises accuracy on task {name} in our setting.") for name in "ABCDEFGHIJKLMNOP"]
    wanted = passage("MultiArith went from 17.7% to 78.7%, a leap that surprised all of us a good deal.")
    index = Index("numbers", [*filler, wanted], encoder)
    assert len(filler) in index.search("The same prompt raises accuracy from 17.7% to 78.7% in our setting.")


def test_table_rows_take_half_of_the_places_at_most(encoder):
    rows = [Passage(text=f"Recall {i}.5 points", quotation=f"{i}.5", span=(0, 3), kind="row") for i in range(12)]
    sentences = [passage(f"Birds number {i} sing at dawn in the garden behind the house.") for i in range(12)]
    index = Index("rows", [*rows, *sentences], encoder)
    chosen = index.search("Recall rose by 3.5 points")
    assert sum(i < len(rows) for i in chosen) == 4
    assert len(chosen) == 8
