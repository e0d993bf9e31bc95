"""An OpenAI-compatible endpoint on loopback, with a small "model" in it and every bad manner at a switch.

The shape of questions and replies follows OpenAI's API reference; the manners were read in the issues of llama.cpp,
Ollama and vLLM.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler
from types import MappingProxyType
from typing import Any, Self

from claimcheck.language import Prompts
from tests.servers.quiet import QuietServer

Answer = dict[str, Any]


class Manner(Enum):
    """One way to misbehave; the comment says what is sent."""

    GARBAGE = auto()  # words without any JSON
    BROKEN = auto()  # JSON that has not the form asked for
    TALKS = auto()  # the right JSON, in a fence, with thoughts before it and words behind it
    NO_USAGE = auto()  # the right reply, without its tokens
    NO_CHOICES = auto()  # JSON that is no chat completion
    HUGE = auto()  # a reply of two megabytes
    SLOW = auto()  # the right reply, after a while
    DRIP = auto()  # the right reply, in pieces with pauses between
    CUT_OFF = auto()  # half of the body, then the connection is closed
    TOO_MANY_REQUESTS = auto()  # 429
    SERVER_ERROR = auto()  # 500
    UNAUTHORIZED = auto()  # 401, with the key in the message
    NOT_FOUND = auto()  # 404
    TOO_LONG = auto()  # 400, as for a question longer than the model's context
    REDIRECT = auto()  # 307 to another server


_STATUS = {
    Manner.TOO_MANY_REQUESTS: 429,
    Manner.SERVER_ERROR: 500,
    Manner.UNAUTHORIZED: 401,
    Manner.NOT_FOUND: 404,
    Manner.TOO_LONG: 400,
    Manner.REDIRECT: 307,
}
_PASSAGE = re.compile(r"\n\[passage \d+ (\w+)\]\n(.*?)\n\[end \1\]\n", re.DOTALL)
_BROKEN = '{"verdict": "probably", "passages": "all of them"}'


class LoopbackLanguageModel:
    """Serves one model on a free port of 127.0.0.1 while its block lasts.

    Args:
        answer: what the model says of the user's message; without it, that the first passage supports the claim.
        answers: the same where it is asked by the prompt of that name.
        understands: the kinds of `response_format` and the parameters that the server knows; others are refused.

    What it reads in a report beyond the rules is at a switch of its own, `reads`: nothing.
    """

    def __init__(
        self,
        answer: Callable[[str], Answer] | None = None,
        understands: frozenset[str] = frozenset({"json_schema", "json_object", "temperature", "seed", "max_tokens"}),
        answers: Mapping[str, Callable[[str], Answer]] = MappingProxyType({}),
    ) -> None:
        self.answer = answer or supported
        self.answers = answers
        self.reads: Callable[[str], Answer | None] = reads_nothing_more
        self.understands = understands
        self.requests: list[Answer] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.elsewhere = "http://127.0.0.1:9/"
        self.seconds = 1.0
        self.tokens = (900, 60)
        self._spells: deque[Manner] = deque()
        self._lock = threading.Lock()
        self._server = QuietServer(_Handler, self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The base address, without `/v1`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def misbehave(self, *manners: Manner, times: int = 1) -> None:
        """The next requests get these manners, one each; the whole row `times` times."""
        self._spells.extend(manners * times)

    def enter(self, path: str, headers: dict[str, str], body: Answer) -> Manner | None:
        """Notes a request and says how to misbehave, if at all."""
        with self._lock:
            self.requests.append(body)
            self.headers.append(headers)
            self.paths.append(path)
            return self._spells.popleft() if self._spells else None

    def asked(self, prompt: str) -> list[Answer]:
        """The requests that were made by a prompt, by the name of its file."""
        return [request for request in self.requests if _by(prompt, request)]

    def say(self, body: Answer) -> Answer:
        """What the model says to a question."""
        # The last message may be the one that asks for an answer in the right form.
        user = next(message["content"] for message in body["messages"] if message["role"] == "user")
        answer = next((answer for prompt, answer in self.answers.items() if _by(prompt, body)), None)
        return answer(user) if answer else self.reads(user) or self.answer(user)

    def refused(self, body: Answer) -> str | None:
        """What the server complains of, where it does not know a part of the question."""
        form = body.get("response_format", {}).get("type")
        if form and form not in self.understands:
            return f"'response_format.type' {form} is not supported"
        for name in ("temperature", "seed", "max_tokens"):
            if name in body and name not in self.understands:
                return f"Unsupported parameter: '{name}'"
        return None


def _by(prompt: str, body: Answer) -> bool:
    return str(body["messages"][0]["content"]).startswith(Prompts().get(prompt).text)


def passages(message: str) -> list[str]:
    """The passages that a user's message holds."""
    return [text for _, text in _PASSAGE.findall(message)]


def data(message: str, name: str) -> list[str]:
    """The texts that a user's message holds under names of a pattern."""
    return [text for _, text in re.findall(rf"\n\[{name} (\w+)\]\n(.*?)\n\[end \1\]\n", message, re.DOTALL)]


def reads_nothing_more(message: str) -> Answer | None:
    """No claim, no name and no parts; None for what is no question on how a report reads."""
    if data(message, "words"):
        return {"stands_for": ""}
    if data(message, "sentence to part"):
        return {"parts": []}
    return {"findings": []} if data(message, r"sentence \d+") else None


def reads(
    *, claims: tuple[str, ...] = (), name: str = "", parts: tuple[tuple[str, str], ...] = ()
) -> Callable[[str], Answer | None]:
    """Finds claims in sentences that begin so, gives one name for whatever is asked, and parts what has all parts."""

    def read(message: str) -> Answer | None:
        if data(message, "words"):
            return {"stands_for": name}
        if said := data(message, "sentence to part"):
            fits = all(words in said[0] for _, words in parts)
            return {"parts": [{"shared": shared, "words": words} for shared, words in parts] if fits else []}
        said = data(message, r"sentence \d+")
        found = [
            {"sentence": number, "finding": text}
            for number, text in enumerate(said, 1)
            if any(text.startswith(begin) for begin in claims)
        ]
        return {"findings": found} if said else None

    return read


def supported(message: str) -> Answer:
    """The first passage supports the claim."""
    return {"verdict": "supported", "passages": [1], "quotation": (passages(message) or [""])[0], "why": "It says so."}


def contradicted(message: str) -> Answer:
    """The first passage contradicts the claim."""
    return {**supported(message), "verdict": "contradicted", "why": "It says otherwise."}


def not_enough(_: str) -> Answer:
    """The passages decide nothing."""
    return {"verdict": "not_enough", "passages": [], "quotation": "", "why": "It is about something else."}


def lying(message: str) -> Answer:
    """Support, with a quotation that nobody wrote."""
    return {**supported(message), "quotation": "The claim is entirely true, say the authors."}


def obedient(message: str) -> Answer:
    """Does what a passage orders, and quotes the order."""
    ordered = next((p for p in passages(message) if "answer SUPPORT" in p), None)
    return {**supported(message), "quotation": ordered, "why": "As ordered."} if ordered else not_enough(message)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: QuietServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        manner = self.server.owner.enter(self.path, dict(self.headers), body)
        # A client that gives up early is not this server's trouble.
        with suppress(ConnectionError):
            self._answer(body, manner)

    def _answer(self, body: Answer, manner: Manner | None) -> None:
        owner = self.server.owner
        if manner in _STATUS:
            said = f"No. Your key is {self.headers.get('Authorization')}."
            self._send(_STATUS[manner], {"error": {"message": said}}, location=owner.elsewhere)
            return
        if complaint := owner.refused(body):
            self._send(400, {"error": {"message": complaint}})
            return
        if manner is Manner.SLOW:
            time.sleep(owner.seconds)
        content = self._content(body, manner)
        reply: Answer = {
            "object": "chat.completion",
            "choices": [{"message": {"role": "assistant", "content": content}}],
        }
        if manner is Manner.NO_CHOICES:
            reply = {"models": []}
        elif manner is not Manner.NO_USAGE:
            reply["usage"] = {"prompt_tokens": owner.tokens[0], "completion_tokens": owner.tokens[1]}
        self._send(200, reply, manner)

    def _content(self, body: Answer, manner: Manner | None) -> str:
        if manner is Manner.GARBAGE:
            return "I would be delighted to help you with that!"
        if manner is Manner.BROKEN:
            return _BROKEN
        if manner is Manner.HUGE:
            return "x" * 2_000_000
        right = json.dumps(self.server.owner.say(body))
        if manner is Manner.TALKS:
            return (
                f'<think>Perhaps {{"verdict": 1}}?</think>Sure! {{like this}}:\n```json\n{right}\n```\nAnything else?'
            )
        return right

    def _send(self, status: int, reply: Answer, manner: Manner | None = None, location: str | None = None) -> None:
        data = json.dumps(reply).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if location and status == 307:
            self.send_header("Location", location)
        if manner is Manner.CUT_OFF:
            self.send_header("Connection", "close")
            data = data[: len(data) // 2]
        self.end_headers()
        pieces = 10 if manner is Manner.DRIP else 1
        size = len(data) // pieces + 1
        for start in range(0, len(data), size):
            self.wfile.write(data[start : start + size])
            time.sleep(self.server.owner.seconds if pieces > 1 else 0)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


_STATEMENT = re.compile(r"\n\[statement (\d+), [^\n]* (\w+)\]\n(.*?)\n\[end \2\]\n", re.DOTALL)


def statements(message: str) -> dict[int, str]:
    """The numbered statements that a user's message holds, for whoever words an answer of them."""
    return {int(number): text for number, _, text in _STATEMENT.findall(message)}


def wording(write: Callable[[dict[int, str]], list[tuple[str, list[int]]]]) -> Callable[[str], Answer]:
    """Words an answer as told; a judge's question is answered with support, every other one with nothing."""

    def answer(message: str) -> Answer:
        if given := statements(message):
            return {"sentences": [{"text": text, "statements": numbers} for text, numbers in write(given)]}
        return supported(message) if passages(message) else {}

    return answer
