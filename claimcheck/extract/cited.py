"""What sentences cite, and what those of one paragraph lend each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cited:
    """What a sentence cites: `strong` by an identifier, a number or author and year; `weak` by a mere name.

    `unknown` are marks of author and year, or numbers, that no reference answers to, in a report without a list of
    sources.
    `speakers` are the references that it names as saying what it says; only where they were asked for.
    """

    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def together(own: list[Cited]) -> tuple[str, ...]:
    """What the sentences of a paragraph cite by their marks, each once."""
    return tuple(dict.fromkeys(key for cited in own for key in cited.strong))


def nearest(own: list[Cited]) -> list[tuple[str, ...]]:
    """For each sentence of a paragraph what the nearest one with a mark cites.

    The mark often stands at the end of the last of several sentences, so those behind a sentence come first.
    """
    behind: list[tuple[str, ...]] = []
    for cited in reversed(own):
        behind.append(cited.strong or (behind[-1] if behind else ()))
    behind.reverse()
    before: tuple[str, ...] = ()
    near = []
    for cited, ahead in zip(own, behind, strict=True):
        near.append(ahead or before)
        before = cited.strong or before
    return near
