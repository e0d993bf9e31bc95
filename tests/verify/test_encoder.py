"""The same text gets the same vectors, whatever stood beside it, and the ones that sentence-transformers gives."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from claimcheck.errors import ModelError
from claimcheck.model import Passage
from claimcheck.verify.alignment import alignment
from claimcheck.verify.encoder import Encoder

TEXTS = [
    "Pauses between paragraphs raised recall by 3.1 points.",
    "The calibration network brings the error of the probes down.",
    "A.",
    "Fine-tuning with ten clips for each species reaches a macro-F1 of 0.68, which closes most of the gap.",
    "Pauses between sentences lowered recall by 1.3 points.",
]


@pytest.fixture(scope="module")
def encoder():
    return Encoder()


def passage(text):
    return Passage(text=text, quotation=text, span=(0, len(text)))


def test_vectors_are_the_same_to_the_last_bit_in_any_company_and_order(encoder):
    alone = [Encoder().tokens(text) for text in TEXTS[:2]] + [encoder.tokens(text) for text in TEXTS[2:]]
    together = Encoder().tokens_of(TEXTS)
    backwards = Encoder().tokens_of(TEXTS[::-1] * 3)[: len(TEXTS)][::-1]
    for one, other, third in zip(alone, together, backwards, strict=True):
        assert np.array_equal(one.vectors, other.vectors)
        assert np.array_equal(one.sentence, other.sentence)
        assert np.array_equal(one.vectors, third.vectors)
        assert np.allclose(np.linalg.norm(one.vectors, axis=1), 1, atol=1e-5)


def test_vectors_are_those_of_sentence_transformers(encoder):
    from claimcheck.verify.network import packaged_folder  # noqa: PLC0415

    named = Encoder(str(packaged_folder()), offline=True)
    for text in TEXTS:
        ours, theirs = encoder.tokens(text), named.tokens(text)
        assert (ours.ids, ours.spans) == (theirs.ids, theirs.spans)
        assert float(ours.sentence @ theirs.sentence) > 0.99999
        assert (np.sum(ours.vectors * theirs.vectors, axis=1) > 0.9999).all()


def test_the_packaged_model_runs_without_torch():
    code = (
        "import sys\nfrom claimcheck.verify.encoder import Encoder\n"
        "print(Encoder().tokens('It rains.').vectors.shape)\n"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "(3, 384)"), done.stderr


def test_what_is_kept_is_bounded_and_asked_for_again_is_made_again(monkeypatch):
    monkeypatch.setattr("claimcheck.verify.encoder._MOST_KEPT", 40)
    encoder = Encoder()
    first = encoder.tokens_of(TEXTS)
    assert 0 < encoder._pieces <= 40
    assert encoder._pieces == sum(len(kept.result().ids) + 1 for kept in encoder._kept.values())
    assert TEXTS[-1] in encoder._kept
    assert TEXTS[0] not in encoder._kept
    again = encoder.tokens_of(TEXTS)
    assert all(np.array_equal(a.vectors, b.vectors) for a, b in zip(first, again, strict=True))


def test_threads_that_want_the_same_texts_make_each_of_them_once(encoder, monkeypatch):
    encoder.tokens(TEXTS[0])  # the model is loaded
    other, counted, lock = Encoder(), Counter(), threading.Lock()

    def made(texts):
        with lock:
            counted.update(texts)
        time.sleep(0.05)
        return encoder._packaged(texts)

    monkeypatch.setattr(other, "_packaged", made)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(other.tokens_of, [TEXTS, TEXTS[::-1], TEXTS[2:], TEXTS[:3]]))
    assert counted == Counter(TEXTS)
    assert all(np.array_equal(a.vectors, b.vectors) for a, b in zip(found[0], found[1][::-1], strict=True))


def test_what_failed_once_is_tried_again(encoder, monkeypatch):
    other = Encoder()

    def fails(_):
        raise ModelError("no memory")

    monkeypatch.setattr(other, "_packaged", fails)
    with pytest.raises(ModelError, match="no memory"):
        other.tokens_of(TEXTS)
    monkeypatch.setattr(other, "_packaged", encoder._packaged)
    assert np.array_equal(other.tokens(TEXTS[0]).vectors, encoder.tokens(TEXTS[0]).vectors)


def test_alignment_names_the_words_without_a_counterpart(encoder):
    scores = alignment(
        "Subtitles raised recall.", [passage("Pauses raised recall."), passage("Subtitles raised recall.")],
        encoder=encoder,
    )  # fmt: skip
    assert scores[0].unmatched == ("Subtitles",)
    assert scores[1].unmatched == ()
    assert scores[0].value < scores[1].value > 0.98


def test_static_vectors_are_nearer_for_texts_that_share_words(encoder):
    recall, error, pauses = (encoder.static([TEXTS[i]])[0] for i in (0, 1, 4))
    assert recall @ pauses > recall @ error
    assert np.linalg.norm(recall) == pytest.approx(1, abs=1e-5)


def test_another_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelError, match="no-such-model"):
        Encoder(str(tmp_path / "no-such-model")).tokens("x")
