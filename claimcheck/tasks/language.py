"""The language model of a run, from the settings: none, unless the user named one."""

from __future__ import annotations

from collections.abc import Callable

from claimcheck.language import Budget, Endpoint, LanguageModel, Prices, Prompts
from claimcheck.settings import Settings
from claimcheck.store import Store


def language_model(settings: Settings, store: Store, warn: Callable[[str], None]) -> LanguageModel | None:
    """The model that the settings name, or None.

    Args:
        settings: the settings in force.
        store: keeps its answers.
        warn: called with a line where it is given up.

    Raises:
        InputError: the user's own prompts cannot be used.
    """
    if settings.llm is None or settings.llm_model is None:
        return None
    into, out = settings.llm_price_in, settings.llm_price_out
    prices = Prices(into, out) if into is not None and out is not None else None
    return LanguageModel(
        Endpoint(settings.llm, settings.llm_model, settings.llm_key, seconds=settings.llm_timeout),
        store,
        Prompts(settings.prompts),
        Budget(prices, settings.max_cost),
        offline=settings.offline,
        warn=warn,
    )
