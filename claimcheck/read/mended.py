"""Text under construction that remembers where in the document each run of it stands."""

from __future__ import annotations

from claimcheck.model import Piece


class Mended:
    """A block's text, put together from runs as they stand in the document and from what was mended."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[list[int]] = []
        self.length = 0

    @property
    def text(self) -> str:
        """What has been written so far."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def tail(self) -> str:
        """The last part that was written."""
        return self._parts[-1] if self._parts else ""

    def pieces(self, length: int | None = None) -> tuple[Piece, ...]:
        """The pieces of the first `length` characters, by default of all."""
        end = self.length if length is None else length
        behind = [*(plain for plain, _, _ in self._runs[1:]), self.length]
        return tuple(
            # What has more characters in the document than are read keeps them: they are an entity.
            Piece(plain=plain, source=source, length=size if size > after - plain else min(size, end - plain))
            for (plain, source, size), after in zip(self._runs, behind, strict=False)
            if plain < end
        )

    def copy(self, text: str, source: int) -> None:
        """Adds text that stands in the document as it is."""
        last = self._runs[-1] if self._runs else None
        if last and last[2] and last[0] + last[2] == self.length and last[1] + last[2] == source:
            last[2] += len(text)
        else:
            self._runs.append([self.length, source, len(text)])
        self._add(text)

    def put(self, text: str, source: int, length: int = 0) -> None:
        """Adds text that was made from what stands at `source`, of a length if that is to be told."""
        self._runs.append([self.length, source, length])
        self._add(text)

    def blank(self) -> None:
        """Adds a blank that the document does not have, unless one stands there."""
        if self.length and not self.tail.endswith(" "):
            self._add(" ")

    def drop_last(self) -> None:
        """Takes the last character back."""
        text = self.text[:-1]
        self._parts, self.length = [text], len(text)
        last = self._runs[-1]
        last[2] = max(0, min(last[2], self.length - last[0]))

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self.length += len(text)
