"""What happens, told on stderr: a line that moves on a terminal, plain lines with `--verbose`, else warnings alone."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from typing import Self

from rich.console import Console
from rich.status import Status
from rich.text import Text

from claimcheck.outputs import tell
from claimcheck.render import clean
from claimcheck.settings import Settings

_PATIENCE_SECONDS = 15.0


class Progress(AbstractContextManager["Progress"]):
    """Tells the steps of a run. Off a terminal a long run still gives a sign of life every 15 seconds."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._status: Status | None = None
        self._last = time.monotonic()

    def step(self, line: str) -> None:
        """What is being done now."""
        if self._settings.quiet:
            return
        if self._settings.verbose:
            tell(f"claimcheck: {line}")
        elif self._status is not None:
            self._status.update(Text(clean(line)))
        elif time.monotonic() - self._last > _PATIENCE_SECONDS:
            self._last = time.monotonic()
            tell(f"claimcheck: {line}")

    def warn(self, line: str) -> None:
        """What the user should know even when all is done."""
        if not self._settings.quiet:
            tell(f"claimcheck: {line}")

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self._settings.quiet and not self._settings.verbose:
            self._status = Console(stderr=True).status("starting")
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()
            self._status = None
