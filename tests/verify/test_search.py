"""The passages that matter are found by words, by sense and by numbers, and most of a paper is never embedded."""

from __future__ import annotations

import pytest

from claimcheck.model import Passage
from claimcheck.verify.encoder import Encoder
from claimcheck.verify.search import SHORTLIST, Index


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def passage(text, kind="sentence"):
    return Passage(text=text, quotation=text, span=(0, len(text)), kind=kind)


def numbers(found):
    return [number for number, _ in found]


def test_search_finds_by_words_and_by_sense(encoder):
    texts = [
        "Bees dance.",
        "The automobile needs fuel.",
        "Table 4 lists nDCG@10 of the hybrid system.",
        "Birds sing at dawn.",
        "Rain fell.",
    ]
    index = Index([passage(t) for t in texts], encoder)
    assert numbers(index.search("A car runs on petrol."))[0] == 1
    assert numbers(index.search("nDCG@10 of the hybrid"))[0] == 2
    assert numbers(index.search("Rain fell.", depth=2))[0] == 4


def test_an_empty_paper_is_searched_without_complaint(encoder):
    assert Index([], encoder).search("anything") == []


def test_only_a_shortlist_of_a_long_paper_is_embedded():
    encoder = Encoder()
    texts = [f"Sentence number {i} tells of the weather in village {i}, where it rained." for i in range(300)]
    wanted = passage("The automobile needs fuel, and petrol is dear.")
    found = Index([*map(passage, texts), wanted], encoder).search("A car runs on petrol.")
    assert numbers(found)[0] == len(texts)
    assert len(encoder._kept) <= 3 * SHORTLIST


def test_another_model_has_no_static_vectors_and_still_embeds_a_shortlist_alone(monkeypatch):
    encoder = Encoder()
    monkeypatch.setattr(encoder, "static", lambda _: None)  # as `Encoder.static` answers for another model
    texts = [f"Sentence number {i} tells of the weather in village {i}, where it rained." for i in range(300)]
    wanted = passage("The car runs on petrol, which is dear.")
    found = Index([*map(passage, texts), wanted], encoder).search("A car runs on petrol.")
    assert numbers(found)[0] == len(texts)
    assert len(encoder._kept) <= 2 * SHORTLIST + 1


def test_a_sentence_with_the_claims_numbers_is_found_however_it_is_worded(encoder):
    filler = [passage(f"The same prompt raises accuracy on task {i} in our setting.") for i in range(60)]
    wanted = passage("MultiArith went from 17.7% to 78.7%, a leap that surprised all of us a good deal.")
    index = Index([*filler, wanted], encoder)
    assert len(filler) in numbers(index.search("The same prompt raises accuracy from 17.7% to 78.7% in our setting."))


def test_table_rows_take_half_of_the_places_at_most(encoder):
    rows = [passage(f"Recall {i}.5 points", "row") for i in range(12)]
    sentences = [passage(f"Birds number {i} sing at dawn in the garden behind the house.") for i in range(12)]
    chosen = numbers(Index([*rows, *sentences], encoder).search("Recall rose by 3.5 points"))
    assert sum(i < len(rows) for i in chosen) == 4
    assert len(chosen) == 8


def test_a_paper_about_the_same_thing_is_nearer_than_another(encoder):
    birds = Index([passage("Birds sing at dawn in the garden."), passage("Owls hunt at night.")], encoder)
    cars = Index([passage("The automobile needs fuel."), passage("Tyres wear out.")], encoder)
    assert birds.nearness("Songbirds sing at dawn.") > cars.nearness("Songbirds sing at dawn.")
    assert Index([], encoder).nearness("anything") == 0.0


@pytest.mark.parametrize(("depth", "most"), [(1, 1), (3, 1), (8, 4)])
def test_the_half_is_of_the_places_that_there_are(encoder, depth, most):
    rows = [passage(f"hybrid {i} nDCG@10 0.53{i}", kind="row") for i in range(6)]
    index = Index([*rows, *(passage(f"Village {i} has a well.") for i in range(6))], encoder)
    found = numbers(index.search("The hybrid has an nDCG@10 of 0.53.", depth=depth))
    assert (len(found), sum(number < 6 for number in found)) == (depth, most)
