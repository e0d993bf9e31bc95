"""The bytes of papers."""

import hashlib

import pytest

from claimcheck.retrieve import originals
from claimcheck.store import Store


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "cache") as opened:
        yield opened


def test_papers_are_found_in_the_store_and_in_the_users_folders_each_once(tmp_path, store):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.pdf").write_bytes(b"%PDF-1.7 one")
    (folder / "again.pdf").write_bytes(b"%PDF-1.7 one")
    fetched = store.put_file(b"%PDF-1.7 two")
    own = hashlib.sha256(b"%PDF-1.7 one").hexdigest()
    found = list(originals([own, fetched, "0" * 64], store=store, papers=[folder]))
    assert found == [(fetched, b"%PDF-1.7 two"), (own, b"%PDF-1.7 one")]


def test_a_file_that_has_changed_or_cannot_be_read_is_not_taken(tmp_path, store):
    folder = tmp_path / "papers"
    (folder / "folder.pdf").mkdir(parents=True)
    (folder / "one.pdf").write_bytes(b"%PDF-1.7 changed")
    assert list(originals([hashlib.sha256(b"%PDF-1.7 one").hexdigest()], store=store, papers=[folder])) == []
