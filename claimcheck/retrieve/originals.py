"""The bytes of papers, for those who need more of them than their text: from the store, or the user's own folders."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from claimcheck.retrieve.folder import open_shelf, read_file
from claimcheck.store import Store


def originals(wanted: Collection[str], *, store: Store, papers: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """The papers with these SHA-256 digests that are still at hand, one at a time, each once.

    Args:
        wanted: digests of papers' bytes.
        store: keeps what was fetched.
        papers: the user's own folders and `papers.json` files.

    Raises:
        InputError: something in `papers` cannot be used.
    """
    left = dict.fromkeys(wanted)
    for sha256 in tuple(left):
        if (data := store.get_file(sha256)) is not None:
            del left[sha256]
            yield sha256, data
    for path in own_files(papers) if left else ():
        try:
            data = read_file(path)
        except ValueError:
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in left:
            del left[sha256]
            yield sha256, data
        if not left:
            return


def own_files(papers: Sequence[Path]) -> list[Path]:
    """The files of papers that the user has, each once.

    Raises:
        InputError: something in `papers` cannot be used.
    """
    return list(dict.fromkeys(entry.file for entry in open_shelf(papers).entries if entry.file))
