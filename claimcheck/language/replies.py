"""What a language model answers: found in whatever it writes around it, and held to its form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from claimcheck.words import stands_in

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
# So many opening braces are tried, and so many characters are looked at.
_MOST_TRIES, _LONGEST = 50, 100_000


class ReplyError(Exception):
    """A reply that does not have its form; the message says what is wrong, for the model to mend."""


class Reply(BaseModel):
    """Base of all answers; what a model adds beyond the fields is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


R = TypeVar("R", bound=Reply)
# Words for people: cut where they are too long, as that is no reason to ask again.
Words = Annotated[str, AfterValidator(lambda text: " ".join(text.split())[:400])]


def schema_of(reply: type[Reply]) -> dict[str, Any]:
    """The JSON Schema to ask for: closed and with every key required, as strict servers want it."""
    made = reply.model_json_schema()
    for part in (made, *made.get("$defs", {}).values()):
        for word in ("title", "description"):
            part.pop(word, None)
        if "properties" in part:
            part |= {"required": list(part["properties"]), "additionalProperties": False}
            for field in part["properties"].values():
                for word in ("title", "default"):
                    field.pop(word, None)
    return made


def parse(text: str, reply: type[R]) -> R:
    """The first object in a text that has the form of a reply.

    Raises:
        ReplyError: there is none; with what is wrong with the first object, if there is one.
    """
    fault = "it holds no JSON object"
    for number, found in enumerate(_objects(_THOUGHT.sub("", text[:_LONGEST]))):
        try:
            return reply.model_validate_json(found)
        except ValidationError as error:
            fault = _faults(error) if number == 0 else fault
    raise ReplyError(fault)


def _objects(text: str) -> Iterator[str]:
    """The whole JSON objects in a text, the outermost of them, in ASCII: half a surrogate pair is seen as such."""
    decoder = json.JSONDecoder()
    place = text.find("{")
    for _ in range(_MOST_TRIES):
        if place < 0:
            return
        try:
            found, end = decoder.raw_decode(text, place)
            plain = json.dumps(found)
        except (ValueError, RecursionError):
            end = place + 1
        else:
            yield plain
        place = text.find("{", end)


def _faults(error: ValidationError) -> str:
    faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()[:5])
    return "; ".join(faults)[:500]


def places(quotation: str, texts: list[str]) -> tuple[int, ...]:
    """Which of the texts a quotation stands in, word for word (see `stands_in`)."""
    return tuple(place for place, text in enumerate(texts) if stands_in(quotation, text))
