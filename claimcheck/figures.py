"""Figures, of an evaluation or a self-test, written out: a table for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from claimcheck import outputs
from claimcheck.errors import SettingsError

FORMATS = ("table", "json")
_Found = TypeVar("_Found")


def parse(printed: str, inputs: Iterable[Path]) -> list[outputs.Output]:
    """The outputs that `--format` asks for where there are figures alone to print.

    Raises:
        SettingsError: another format than `table` and `json`; or as `outputs.parse`.
    """
    for part in printed.split(","):
        name = part.strip().partition("=")[0]
        if name not in FORMATS:
            raise SettingsError(f"--format knows no {name!r} here; choose from {', '.join(FORMATS)}")
    return outputs.parse(printed, inputs)


def write(
    found: _Found,
    wanted: Sequence[outputs.Output],
    made_by: tuple[Callable[..., str], Callable[[_Found], str]],
    *,
    width: int,
    color: bool,
) -> None:
    """Writes figures in every form that is wanted.

    Args:
        found: the figures.
        wanted: what `parse` gave.
        made_by: what makes the table of them (with `width` and `color`), and what makes the JSON.
        width: of the table, in columns.
        color: whether a table on stdout is coloured; one in a file never is.

    Raises:
        InputError: a file cannot be written.
    """
    table, as_json = made_by
    for name, file in wanted:
        text = as_json(found) if name == "json" else table(found, width=width, color=color and file is None)
        outputs.write(text, file)
