"""Sentences that are claims after all: named by number, and by words that they say."""

from __future__ import annotations

import pytest

from claimcheck.language.claims import Claims

SENTENCES = ["We plan to see it.", "It is a hope that bees count to seven in the dark.", "Ants find 92% of the nests."]
COUNT = {"sentence": 2, "finding": "bees count to seven"}
NESTS = {"sentence": 3, "finding": "Ants find 92% of the nests"}


@pytest.fixture
def find(model, server):
    def ask(*findings):
        server.reads = lambda _: {"findings": list(findings)}
        ask.model = model(name=str(findings)[:200])
        return Claims(ask.model)(SENTENCES)

    return ask


def test_the_sentences_that_are_claims_in_their_order(find):
    assert find(NESTS, COUNT, NESTS) == (1, 2)
    assert find() == ()


@pytest.mark.parametrize(
    "finding",
    [
        {"sentence": 1, "finding": "bees count to seven"},  # of another sentence
        {"sentence": 3, "finding": "Ants find 29% of the nests"},
        {"sentence": 3, "finding": "Ants"},
        {"sentence": 3, "finding": ""},
        {"sentence": 0, "finding": "Ants find 92% of the nests"},
        {"sentence": -1, "finding": "Ants find 92% of the nests"},
        {"sentence": 4, "finding": "Ants find 92% of the nests"},
    ],
)
def test_words_that_the_sentence_does_not_say_find_nothing(find, finding):
    assert find(finding, COUNT) == (1,)
    assert "1 not used: the model finds a claim in words that the sentence does not say" in find.model.account()


def test_sentences_are_numbered_data_and_bounded(find, server, model):
    find()
    system, user = server.requests[0]["messages"]
    assert [text in user["content"] for text in SENTENCES] == [True] * 3
    assert SENTENCES[2] not in system["content"]
    Claims(model(name="other"))(["b" * 9_000] * 12)
    assert len(server.requests[-1]["messages"][1]["content"]) < 9_000
