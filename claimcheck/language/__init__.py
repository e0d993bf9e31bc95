"""The language model, for whoever names one: no room, but a tool that tasks hand to the rooms as a plain function.

A prompt and marked data go in; an answer of a given form comes out, or None. None is no error: a model that cannot be
reached, answers amiss twice or has used up its money leaves its step undone, is counted, and is told of in the end.
Nothing is sent anywhere but to the endpoint that the user named. Raises `InputError` for a folder of prompts, or a
prompt in it, that cannot be used.
"""

from claimcheck.language.budget import Budget, Prices
from claimcheck.language.claims import Claims
from claimcheck.language.client import LanguageModel
from claimcheck.language.drawer import Drawer
from claimcheck.language.endpoint import Endpoint
from claimcheck.language.judge import Judge
from claimcheck.language.parts import Parts
from claimcheck.language.planner import Planner
from claimcheck.language.prompts import Prompts
from claimcheck.language.refer import Referents
from claimcheck.language.reviewer import READERS, Reviewer
from claimcheck.language.writer import Given, Proposed, Writer

__all__ = [
    "READERS",
    "Budget",
    "Claims",
    "Drawer",
    "Endpoint",
    "Given",
    "Judge",
    "LanguageModel",
    "Parts",
    "Planner",
    "Prices",
    "Prompts",
    "Proposed",
    "Referents",
    "Reviewer",
    "Writer",
]
