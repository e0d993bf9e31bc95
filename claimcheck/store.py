"""The cache: one SQLite file in WAL mode beside content-addressed files.

What was fetched, parsed, embedded or scored is kept under a kind and a key, the key being a digest of the input and of
what made it; files lie under the digest of their bytes. A cache that cannot be written (a full disk, a read-only
folder) costs time and nothing else: what is new is then kept in memory for this run, and `warning` says so once.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Self

from claimcheck.errors import InputError
from claimcheck.files import write_whole

_LAYOUT = """
DROP TABLE IF EXISTS memo;
CREATE TABLE IF NOT EXISTS kept
  (kind TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL, crc INTEGER NOT NULL, PRIMARY KEY (kind, key))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pace (name TEXT PRIMARY KEY, next REAL NOT NULL) WITHOUT ROWID;
"""
_FIND = "SELECT value, crc FROM kept WHERE kind=? AND key=?"
_BUSY_SECONDS = 30.0


def digest(*parts: str | bytes) -> str:
    """SHA-256 of the parts, each with its length before it, so that no two lists of parts share a digest."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


class Store:
    """A cache folder, opened. Safe to use from several threads and several processes at once.

    Args:
        folder: where the cache lies; made if absent.
        warn: called with one line the first time that something cannot be kept.

    Raises:
        InputError: the folder is a file, or holds something that is no cache of ours.
    """

    def __init__(self, folder: Path, warn: Callable[[str], None] = lambda _: None) -> None:
        self.folder = folder
        self._warn = warn
        self._lock = threading.RLock()
        self._memory: dict[tuple[str, str], bytes] = {}
        self._files: dict[str, bytes] = {}
        self._broken = False
        self._database = self._open()

    def _open(self) -> sqlite3.Connection | None:
        try:
            if self.folder.exists() and not self.folder.is_dir():
                raise InputError(f"{self.folder}: the cache must be a folder; name another with --cache")
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self._cannot_keep(error)
            return None
        path = self.folder / "cache.sqlite"
        try:
            return self._connect(path)
        except sqlite3.OperationalError as error:
            self._cannot_keep(error)
            return self._connect_for_reading(path)
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"{path}: no cache of claimcheck ({error}); remove it or name another with --cache"
            ) from error

    @staticmethod
    def _connect(path: Path) -> sqlite3.Connection:
        database = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        # Two that turn a new file to WAL at once are told "locked" without the wait that they asked for.
        give_up = time.monotonic() + _BUSY_SECONDS
        while True:
            try:
                database.execute("PRAGMA journal_mode=WAL")
                break
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
                time.sleep(0.02)
        database.execute("PRAGMA synchronous=NORMAL")
        database.executescript(_LAYOUT)
        database.execute("INSERT OR REPLACE INTO pace VALUES ('opened', 0)")
        return database

    @staticmethod
    def _connect_for_reading(path: Path) -> sqlite3.Connection | None:
        try:
            # `immutable` lets SQLite read a WAL database in a folder where it may not make its side files.
            database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            database.execute("SELECT 1 FROM kept LIMIT 1")
        except sqlite3.Error:
            return None
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database; what was kept stays."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    @property
    def writable(self) -> bool:
        """Whether what is new can be kept beyond this run."""
        return self._database is not None and not self._broken

    # ── small values ─────────────────────────────────────────────────────────────────────────────────────────────────

    def get(self, kind: str, key: str) -> bytes | None:
        """What is kept under a kind and key, or None; a value that is damaged counts as absent."""
        with self._lock:
            if (kept := self._memory.get((kind, key))) is not None or self._database is None:
                return kept
            try:
                row = self._database.execute(_FIND, (kind, key)).fetchone()
            except sqlite3.DatabaseError as error:
                self._cannot_keep(error)
                return None
        return bytes(row[0]) if row and zlib.crc32(row[0]) == row[1] else None

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keeps a value; the last one under a key wins."""
        with self._lock:
            if self._database is not None and not self._broken:
                try:
                    row = (kind, key, value, zlib.crc32(value))
                    self._database.execute("INSERT OR REPLACE INTO kept VALUES (?,?,?,?)", row)
                except sqlite3.DatabaseError as error:
                    self._cannot_keep(error)
                else:
                    return
            self._memory[kind, key] = value

    def get_text(self, kind: str, key: str) -> str | None:
        """As `get`, for text."""
        value = self.get(kind, key)
        return value.decode("utf-8", "surrogatepass") if value is not None else None

    def put_text(self, kind: str, key: str, value: str) -> None:
        """As `put`, for text."""
        self.put(kind, key, value.encode("utf-8", "surrogatepass"))

    def get_json(self, kind: str, key: str) -> dict[str, object] | None:
        """As `get`, for a JSON object."""
        value = self.get(kind, key)
        return dict(json.loads(value)) if value is not None else None

    def put_json(self, kind: str, key: str, value: dict[str, object]) -> None:
        """As `put`, for a JSON object."""
        self.put(kind, key, json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))

    # ── files ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def put_file(self, data: bytes) -> str:
        """Keeps bytes and gives their SHA-256, by which `get_file` finds them."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        with self._lock:
            # What lies there may be damaged: then it is written anew.
            if not self._broken and self.get_file(sha256) is None:
                try:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(path, data)
                except OSError as error:
                    self._cannot_keep(error)
            if self.get_file(sha256) is None:
                self._files[sha256] = data
        return sha256

    def get_file(self, sha256: str) -> bytes | None:
        """The bytes with that digest, or None; bytes that no longer match it count as absent."""
        if (data := self._files.get(sha256)) is not None:
            return data
        try:
            data = self._path(sha256).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def _path(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256

    # ── pace ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def reserve(self, name: str, seconds: float) -> float:
        """Takes the next free moment for `name`, at least `seconds` after the one before, across all processes.

        Returns:
            How many seconds from now that moment lies; the caller waits.
        """
        with self._lock:
            now = time.time()
            if self._database is None or self._broken:
                key = ("pace", name)
                moment = max(now, float(self._memory.get(key, b"0")))
                self._memory[key] = str(moment + seconds).encode()
                return moment - now
            try:
                self._database.execute("BEGIN IMMEDIATE")
                row = self._database.execute("SELECT next FROM pace WHERE name=?", (name,)).fetchone()
                # A clock that was set back must not make anybody wait for hours.
                moment = max(now, min(row[0], now + 100 * seconds)) if row else now
                self._database.execute("INSERT OR REPLACE INTO pace VALUES (?,?)", (name, moment + seconds))
                self._database.execute("COMMIT")
            except sqlite3.DatabaseError as error:
                self._cannot_keep(error)
                return seconds
            return moment - now

    def _cannot_keep(self, error: Exception) -> None:
        if not self._broken:
            self._broken = True
            self._warn(f"{self.folder}: the cache cannot be written ({error}); going on without keeping anything")
