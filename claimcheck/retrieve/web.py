"""Asking a server politely: one request at a time, at a pace that all processes keep, within limits.

Throttles, server errors, broken connections and answers cut short are asked for again, a few times, no sooner than the
server says. A refusal (403) ends all asking at that host for the rest of the run. No answer is trusted in size or time.
"""

from __future__ import annotations

import email.utils
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from importlib import metadata
from typing import TYPE_CHECKING, Any, Self

from claimcheck.retrieve.endpoints import Endpoints
from claimcheck.store import Store

if TYPE_CHECKING:
    import httpx

_CONNECT_SECONDS, _READ_SECONDS, _WHOLE_SECONDS = 10.0, 30.0, 120.0
_LONGEST_WAIT_SECONDS = 60.0
# For one service among several that may know the answer.
_HURRIED_SECONDS, _HURRIED_ATTEMPTS = 10.0, 2
_WORTH_TELLING_SECONDS = 5.0
_ATTEMPTS = 4
_MOST_REDIRECTS = 5
_SERVER_ERROR = 500
_PACKED = frozenset({"", "identity", "gzip", "x-gzip"})

# Without a handler of their own, Python prints the warnings of these libraries to stderr.
for _library in ("stamina", "arxiv"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class WebError(Exception):
    """An answer that could not be had; the message is the reason and names no address, proxy or password."""


class StatusError(WebError):
    """The server answered with a status that no asking again will change."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class SizeError(WebError):
    """The answer is larger than what is taken."""


class HostError(WebError):
    """The server refuses, throttles on and on or cannot be reached: it is not asked again in this run."""


class PassingError(WebError):
    """Something that may go better a moment later.

    Attributes:
        wait: seconds that the server asks to wait, or None where it does not say.
        at_host: whether it is the server that is in trouble, not this one answer.
    """

    def __init__(self, reason: str, *, wait: float | None = None, at_host: bool = False) -> None:
        super().__init__(reason)
        self.wait = wait
        self.at_host = at_host


@dataclass(frozen=True)
class Answer:
    """A whole body with status 200, unpacked."""

    body: bytes
    content_type: str
    status_code: int = HTTPStatus.OK

    @property
    def content(self) -> bytes:
        """The body, under the name that the arXiv client asks for."""
        return self.body


@dataclass(frozen=True)
class Manners:
    """How one service is asked.

    Attributes:
        service: whose pace is kept.
        pace_seconds: least time between two requests, for all processes that share the store.
        hurried: give up sooner, for others may answer as well.
        refusal: the option that forbids asking; None where it is allowed.
    """

    service: str
    pace_seconds: float
    hurried: bool = False
    refusal: str | None = None


class Web:
    """The only way out to the network; leaving the block closes its connection.

    Args:
        store: keeps the pace, across all processes that share it.
        endpoints: where to ask, how often and at what pace.
        progress: told of requests, and of waits that a user would notice.
        sleep: waits so many seconds.
        offline: open no socket; whoever would ask looks at it first.
        manners: which service is asked, and how; arXiv where nothing is said.
    """

    def __init__(  # noqa: PLR0913 (one value for each thing that a test or a service sets)
        self,
        store: Store,
        endpoints: Endpoints,
        progress: Callable[[str], None] = lambda _: None,
        sleep: Callable[[float], None] = time.sleep,
        *,
        offline: bool = False,
        manners: Manners | None = None,
    ) -> None:
        self._store = store
        self.endpoints = endpoints
        self.progress = progress
        self._manners = manners or Manners("arxiv", endpoints.pace_seconds)
        self.refusal = "--offline" if offline else self._manners.refusal
        self.offline = self.refusal is not None
        self._sleep = sleep
        self._closed_hosts: dict[str, str] = {}
        self._client: httpx.Client | None = None
        self._watch = _Watch()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def get(self, url: str, *, limit: int, check: Callable[[Answer], None], spare: bool = False) -> Answer:
        """The answer to one request, asked for again where that may help.

        Args:
            url: an http or https address.
            limit: the largest body that is taken, in bytes.
            check: looks at a body with status 200; raises a `WebError` where it is not what was asked for.
            spare: what is asked for can be done without: a refusal ends the asking in this folder of the host alone.

        Raises:
            WebError: with the reason; `StatusError` and `HostError` tell the two kinds that callers act on.
        """
        import stamina  # noqa: PLC0415 (heavy: a run that fetches nothing must not pay for it)

        if self.offline:
            raise WebError(f"{self.refusal} forbids asking")
        host = url.partition("://")[2].partition("/")[0]
        place = url.rpartition("/")[0] if spare else host
        if reason := self._closed_hosts.get(host) or self._closed_hosts.get(place):
            raise HostError(reason)
        attempts = _HURRIED_ATTEMPTS if self._manners.hurried else _ATTEMPTS
        tries = _Tries(self._manners, attempts, self._wait)
        try:
            for attempt in stamina.retry_context(on=tries.wait_after, attempts=attempts, timeout=None):
                with attempt:
                    answer = self._ask(url, limit)
                    check(answer)
        except PassingError as error:
            if not error.at_host:
                raise
            self._closed_hosts[place] = str(error)
            raise HostError(str(error)) from error
        except HostError as error:
            self._closed_hosts[place] = str(error)
            raise
        return answer

    def _wait(self, seconds: float) -> None:
        # The moment is taken from the shared pace too, so that no other process asks in the meantime.
        self._store.reserve(self._manners.service, seconds)
        if seconds >= _WORTH_TELLING_SECONDS:
            self.progress(f"the server is in trouble or asks to slow down: going on in {seconds:.0f} s")
        self._sleep(seconds)

    def _ask(self, url: str, limit: int) -> Answer:
        import httpx  # noqa: PLC0415 (heavy, and not needed offline)

        service, pace = self._manners.service, self._manners.pace_seconds
        if pace > 0 and (wait := self._store.reserve(service, pace)) > 0:
            self._sleep(wait)
        allowed = 2 * _HURRIED_SECONDS if self._manners.hurried else _WHOLE_SECONDS
        try:
            with (
                self._watch.over(allowed),
                self._connection().stream("GET", url, extensions={"trace": self._watch.notice}) as response,
            ):
                _look_at_status(response)
                body = _read_whole(response, limit)
                return Answer(body, response.headers.get("content-type", ""))
        except httpx.TimeoutException as error:
            raise PassingError("no answer in time", at_host=True) from error
        except httpx.TooManyRedirects as error:
            raise WebError("it redirects in a loop") from error
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, UnicodeError) as error:
            raise WebError("it leads to an address that is no http or https") from error
        except httpx.DecodingError as error:
            raise PassingError("the answer is packed wrongly") from error
        except (httpx.ConnectError, httpx.ProxyError) as error:
            raise PassingError("no connection", at_host=True) from error
        except httpx.TransportError as error:
            raise PassingError("the connection broke off") from error

    def _connection(self) -> httpx.Client:
        import httpx  # noqa: PLC0415 (heavy, and not needed offline)

        if self._client is None:
            try:
                client = httpx.Client(
                    headers={"User-Agent": f"claimcheck/{_version()}", "Accept-Encoding": "gzip"},
                    timeout=httpx.Timeout(
                        _HURRIED_SECONDS if self._manners.hurried else _READ_SECONDS, connect=_CONNECT_SECONDS
                    ),
                    limits=httpx.Limits(max_connections=1),
                    follow_redirects=True,
                    max_redirects=_MOST_REDIRECTS,
                )
            except (ValueError, ImportError, OSError, httpx.InvalidURL) as error:
                # The words of the error show the proxy's address, and who may use it.
                raise HostError("the proxy or the certificates that the environment sets cannot be used") from error
            self._client = self._open.enter_context(client)
        return self._client


class _Watch:
    """Breaks off a request that takes too long as a whole.

    The client's own limits are for one read each: who sends a byte now and then would never be done.
    """

    _OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete")

    def __init__(self) -> None:
        # A connection serves several requests.
        self._socket: socket.socket | None = None

    def notice(self, event: str, info: Mapping[str, Any]) -> None:
        """What the client's transport tells of its steps."""
        if event in self._OPENED:
            self._socket = info["return_value"].get_extra_info("socket")

    @contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Watches over what is asked in the block.

        Raises:
            PassingError: it took longer.
        """
        late = threading.Event()

        def break_off() -> None:
            late.set()
            if self._socket is not None:
                with suppress(OSError):
                    # Not the socket's own method: that of TLS takes away what the reading thread still uses.
                    socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

        timer = threading.Timer(seconds, break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:
            if late.is_set():
                raise PassingError(f"not done after {seconds:.0f} s") from error
            raise
        finally:
            timer.cancel()
        if late.is_set():
            # A body without a length ends where the connection does: this one was cut.
            raise PassingError(f"not done after {seconds:.0f} s")


class _Tries:
    """Decides whether and when a failed request is made again; the wait doubles where the server names none."""

    def __init__(self, manners: Manners, attempts: int, wait: Callable[[float], None]) -> None:
        self._left = attempts - 1
        self._backoff = manners.pace_seconds
        self._hurried = manners.hurried
        self._wait = wait

    def wait_after(self, error: Exception) -> float | bool:
        """Waits as long as it takes, so that nothing is left to wait for."""
        if not isinstance(error, PassingError) or self._left <= 0:
            return False
        if self._hurried and (error.wait or 0.0) > _HURRIED_SECONDS:
            return False
        self._left -= 1
        self._wait(min(self._backoff if error.wait is None else error.wait, _LONGEST_WAIT_SECONDS))
        self._backoff *= 2
        return 0.0


def _look_at_status(response: httpx.Response) -> None:
    status = response.status_code
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        wait = _seconds(response.headers.get("retry-after"))
        raise PassingError(f"it asks to slow down (HTTP {status})", wait=wait, at_host=True)
    if status >= _SERVER_ERROR:
        raise PassingError(f"HTTP {status}")
    if status == HTTPStatus.FORBIDDEN:
        raise HostError("refused by the server (HTTP 403)")
    if status != HTTPStatus.OK:
        raise StatusError(status)


def _read_whole(response: httpx.Response, limit: int) -> bytes:
    # Each layer of packing may hide a thousand times its size, before anything is counted: one was asked for.
    if response.headers.get("content-encoding", "identity").strip().lower() not in _PACKED:
        raise WebError("the answer is packed in a way that was not asked for")
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > limit:
            raise SizeError(f"larger than {limit // 1_000_000} MB")
    return bytes(body)


def _seconds(retry_after: str | None) -> float | None:
    """What a Retry-After header asks for, as seconds from now; it gives seconds or a date."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return min(float(retry_after), _LONGEST_WAIT_SECONDS)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, moment - time.time())


def _version() -> str:
    try:
        return metadata.version("claimcheck-papers")
    except metadata.PackageNotFoundError:
        return "unknown"
