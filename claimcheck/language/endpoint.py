"""An OpenAI-compatible endpoint: one question over HTTP, asked again where that may help, within limits.

Servers differ in what they understand. The reply is asked for by JSON Schema, then in JSON mode, then as plain text;
a parameter that a server complains of is left out. What an endpoint understood is remembered for its next question.
No redirect is followed: the text goes where the user said, or nowhere.
"""

from __future__ import annotations

import json
import logging
import math
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr, ValidationError

if TYPE_CHECKING:
    import httpx

_CONNECT_SECONDS, _LONGEST_WAIT_SECONDS = 10.0, 60.0
_ATTEMPTS = 3
_LARGEST = 1_000_000
_FORMS = ("json_schema", "json_object", "text")
# May be left out where a server does not know them, or knows the last under another name.
_PARAMETERS = {"temperature": 0, "seed": 7}
_SERVER_ERROR = 500
# What is said of a question that is too long, or holds something unknown; some servers break instead.
REFUSED = frozenset({400, 422})
_NOT_UNDERSTOOD = REFUSED | {500, 501}
_HINTS: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "it wants a key, or another one: set CLAIMCHECK_LLM_KEY",
    HTTPStatus.FORBIDDEN: "it refuses: look at CLAIMCHECK_LLM_KEY and at what the key may do",
    HTTPStatus.NOT_FOUND: "it knows no such address or model: look at --llm and --llm-model",
}
_MOST_TOKENS = 10_000_000
Messages = Sequence[Mapping[str, str]]

logging.getLogger("stamina").addHandler(logging.NullHandler())


class NoReplyError(Exception):
    """A reply that could not be had; the message is the reason and holds nothing that the server wrote.

    Attributes:
        status: of the answer, where there was one.
        said: what the server complained of, for finding what it does not understand.
        wait: seconds after which it may go better; None where asking again is of no use.
        closes: the endpoint is of no use for the rest of the run.
        charged: the model may have worked, so that it may have cost something.
    """

    def __init__(  # noqa: PLR0913 - what can be known of a failure, each by its name
        self,
        reason: str,
        *,
        status: int = 0,
        said: str = "",
        wait: float | None = None,
        closes: bool = False,
        charged: bool = False,
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.said = said
        self.wait = wait
        self.closes = closes
        self.charged = charged


@dataclass(frozen=True)
class Completion:
    """What a model wrote, and the tokens it took; None where the server does not count them."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


@dataclass(frozen=True)
class _Manner:
    """How an endpoint wants to be asked: the form of the reply, and what is left out."""

    form: int = 0
    without: frozenset[str] = frozenset()
    proven: bool = False

    def humbler(self, said: str) -> _Manner | None:
        """What to try where this was not understood."""
        known = (*_PARAMETERS, "max_tokens")
        named = [name for name in known if name in said and name not in self.without]
        if named and not re.search("response_format|schema|grammar", said):
            return replace(self, without=self.without | {named[0]})
        return replace(self, form=self.form + 1) if self.form + 1 < len(_FORMS) else None


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message


class _Usage(BaseModel):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Answer(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None


class Endpoint:
    """A model at an address.

    Args:
        url: the base address, with or without `/v1`.
        model: the name of the model there.
        key: sent as a bearer token.
        seconds: how long one reply may take.
        pause: seconds before a request is made again, doubled each time, where the server names none.
    """

    def __init__(
        self, url: str, model: str, key: SecretStr | None = None, *, seconds: float = 300.0, pause: float = 2.0
    ) -> None:
        self.url = _address(url)
        self.model = model
        self._key = key
        self._seconds = seconds
        self._pause = pause
        self._manner = _Manner()
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def complete(
        self,
        messages: Messages,
        schema: Mapping[str, Any],
        most_tokens: int,
        again: Callable[[], bool] = lambda: True,
    ) -> Completion:
        """What the model writes.

        Args:
            messages: role and content of each.
            schema: JSON Schema of the reply; a wish, which not every server can grant.
            most_tokens: the longest reply.
            again: whether to ask once more where a reply was lost that may have cost something.

        Raises:
            NoReplyError: there was no reply.
        """
        manner = self._manner
        while True:
            try:
                completion = self._patiently(_body(self.model, messages, schema, most_tokens, manner), again)
            except NoReplyError as error:
                unsure = error.status in _NOT_UNDERSTOOD and (error.status < _SERVER_ERROR or not manner.proven)
                humbler = manner.humbler(error.said) if unsure else None
                if humbler is None:
                    raise
                manner = humbler
            else:
                # Only what worked is kept: a question that was too long says nothing about how to ask.
                self._manner = replace(manner, proven=True)
                return completion

    def close(self) -> None:
        """Closes the connections."""
        if self._client:
            self._client.close()

    def _patiently(self, body: bytes, again: Callable[[], bool]) -> Completion:
        import stamina  # noqa: PLC0415 - heavy: a run that asks nothing need not pay for it

        tries = iter(range(_ATTEMPTS - 1))

        def wait(error: Exception) -> float | bool:
            number = next(tries, None)
            if not isinstance(error, NoReplyError) or error.wait is None or number is None:
                return False
            if error.charged and not again():
                return False
            return min(max(error.wait, 0.0), _LONGEST_WAIT_SECONDS) or self._pause * 2**number

        for attempt in stamina.retry_context(on=wait, attempts=_ATTEMPTS, timeout=None):
            with attempt:
                return _read(self._post(body))
        raise AssertionError("stamina ends with an answer or an error")

    def _post(self, body: bytes) -> bytes:
        deadline = time.monotonic() + self._seconds
        with _named_errors(), self._connection().stream("POST", self.url, content=body) as response:
            _look_at_status(response)
            return _bounded(response, deadline)

    def _connection(self) -> httpx.Client:
        with self._lock:
            self._client = self._client or self._connected()
            return self._client

    def _connected(self) -> httpx.Client:
        import httpx  # noqa: PLC0415 - heavy: a run that asks nothing need not pay for it

        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key.get_secret_value()}"
        try:
            timeout = httpx.Timeout(self._seconds, connect=min(_CONNECT_SECONDS, self._seconds))
            return httpx.Client(headers=headers, timeout=timeout, follow_redirects=False)
        except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
            # The words of the error may show the key, or the address of a proxy and who may use it.
            raise NoReplyError(
                "the key, the proxy or the certificates that are set cannot be used", closes=True
            ) from error


def _address(url: str) -> str:
    base = url.rstrip("/")
    if base.endswith("/chat/completions"):
        return base
    versioned = any(re.match(r"v\d", part) for part in urlsplit(base).path.split("/"))
    return f"{base}{'' if versioned else '/v1'}/chat/completions"


def _body(model: str, messages: Messages, schema: Mapping[str, Any], most_tokens: int, manner: _Manner) -> bytes:
    form = _FORMS[manner.form]
    body: dict[str, Any] = {"model": model, "messages": list(messages), "stream": False}
    body |= {name: value for name, value in _PARAMETERS.items() if name not in manner.without}
    body["max_completion_tokens" if "max_tokens" in manner.without else "max_tokens"] = most_tokens
    if form == "json_schema":
        wish = {"name": "reply", "strict": True, "schema": schema}
        body["response_format"] = {"type": form, "json_schema": wish}
    else:
        told = f"{messages[0]['content']}\n\nThe JSON Schema of the answer: {json.dumps(schema)}"
        body["messages"] = [{**messages[0], "content": told}, *messages[1:]]
        if form == "json_object":
            body["response_format"] = {"type": form}
    return json.dumps(body).encode()


def _look_at_status(response: httpx.Response) -> None:
    status = response.status_code
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        raise NoReplyError(f"it asks to slow down (HTTP {status})", status=status, wait=_seconds(response), closes=True)
    if status >= _SERVER_ERROR:
        raise NoReplyError(f"HTTP {status}", status=status, wait=0.0)
    if hint := _HINTS.get(status):
        raise NoReplyError(f"{hint} (HTTP {status})", status=status, closes=True)
    if response.is_redirect:
        raise NoReplyError(
            f"it leads elsewhere (HTTP {status}), and no redirect is followed", status=status, closes=True
        )
    said = _bounded(response, time.monotonic() + _CONNECT_SECONDS).decode("utf-8", "replace")
    raise NoReplyError(f"it does not take the question (HTTP {status})", status=status, said=said)


def _bounded(response: httpx.Response, deadline: float) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > _LARGEST:
            raise NoReplyError(f"its reply is larger than {_LARGEST // 1_000_000} MB", charged=True)
        if time.monotonic() > deadline:
            raise NoReplyError("its reply was not done in time", charged=True)
    return bytes(body)


@contextmanager
def _named_errors() -> Iterator[None]:
    import httpx  # noqa: PLC0415 - as above

    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
        raise NoReplyError("no connection", closes=True) from error
    except httpx.TimeoutException as error:
        raise NoReplyError("no reply in time", charged=True) from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
        raise NoReplyError("its address is no http or https", closes=True) from error
    except httpx.DecodingError as error:
        raise NoReplyError("its reply is packed wrongly", charged=True) from error
    except httpx.TransportError as error:
        raise NoReplyError("the connection broke off", wait=0.0, charged=True) from error


def _read(body: bytes) -> Completion:
    try:
        answer = _Answer.model_validate_json(body)
        text = answer.choices[0].message.content or ""
    except (ValidationError, IndexError) as error:
        raise NoReplyError("its reply is no chat completion", charged=True) from error
    usage = answer.usage or _Usage()
    return Completion(text, _counted(usage.prompt_tokens), _counted(usage.completion_tokens))


def _counted(tokens: int | None) -> int | None:
    return tokens if tokens is not None and 0 <= tokens <= _MOST_TOKENS else None


def _seconds(response: httpx.Response) -> float:
    """What a Retry-After header asks for; 0 where it says nothing that can be used."""
    try:
        seconds = float(response.headers.get("retry-after", 0))
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) else _LONGEST_WAIT_SECONDS
