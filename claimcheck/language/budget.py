"""What the language model was asked to do so far: tokens, what they cost, and whether the next call still fits."""

from __future__ import annotations

import threading
from dataclasses import dataclass

# English has about four characters a token; a third is on the safe side until the server's own counts are known.
_TOKENS_A_CHARACTER = 1 / 3
_MILLION = 1_000_000


@dataclass(frozen=True)
class Prices:
    """The price of a million tokens, in and out, in whatever currency the limit is in."""

    into: float
    out: float

    def cost(self, into: int, out: int) -> float:
        """What so many tokens cost."""
        return (into * self.into + out * self.out) / _MILLION


@dataclass(frozen=True)
class Call:
    """A call as it was estimated before it was made: characters and tokens in, most tokens out, its cost."""

    characters: int
    into: int
    out: int
    cost: float


class Budget:
    """Counts tokens and cost, across threads, and refuses a call that might pass the limit.

    Args:
        prices: None where they are not known; then there can be no limit.
        limit: the most that may be spent.
    """

    def __init__(self, prices: Prices | None = None, limit: float | None = None) -> None:
        self._prices = prices
        self.limit = limit
        self._lock = threading.Lock()
        self._rate = _TOKENS_A_CHARACTER
        self._pending = 0.0
        self.into = self.out = 0
        self.estimated = False

    @property
    def cost(self) -> float | None:
        """What was spent; None where no prices are known."""
        return self._prices.cost(self.into, self.out) if self._prices else None

    def reserve(self, characters: int, most_out: int) -> Call | None:
        """Sets aside what a call may cost at most; None where that would pass the limit."""
        with self._lock:
            into = int(characters * self._rate) + 1
            cost = self._prices.cost(into, most_out) if self._prices else 0.0
            if self.limit is not None and (self.cost or 0.0) + self._pending + cost > self.limit:
                return None
            self._pending += cost
            return Call(characters, into, most_out, cost)

    def settle(self, call: Call, into: int | None, out: int | None) -> None:
        """Counts what a call really took; what the server does not say is taken to be as estimated."""
        with self._lock:
            self._pending -= call.cost
            if into is None or out is None:
                self.estimated = True
            elif call.characters:
                self._rate = max(self._rate, into / call.characters)
            self.into += call.into if into is None else into
            self.out += call.out if out is None else out
