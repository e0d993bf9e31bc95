from __future__ import annotations

import email.utils
import time

import pytest

from claimcheck.retrieve import Endpoints
from claimcheck.retrieve import web as web_module
from claimcheck.retrieve.web import HostError, Manners, StatusError, Web, WebError
from tests.servers.arxiv import LoopbackArxiv, Manner

_LIMIT = 1_000_000


@pytest.fixture
def waits():
    """What was waited for, in seconds, without waiting."""
    return []


@pytest.fixture
def told():
    return []


@pytest.fixture
def web(store, waits, told):
    """The way out at a pace of nothing: all that is waited for is what a server or a failure asks for."""
    with Web(store, Endpoints(pace_seconds=0.0), told.append, waits.append) as opened:
        yield opened


@pytest.fixture
def ask(web, arxiv):
    """Fetches one PDF and says how many requests that took."""

    def get(name="2305.10601v1"):
        try:
            return web.get(f"{arxiv.pdf}/{name}", limit=_LIMIT, check=lambda _: None).body
        finally:
            get.requests = len(arxiv.requests)

    return get


def test_a_body_comes_back_whole_with_its_type(web, arxiv):
    answer = web.get(f"{arxiv.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)

    assert (answer.body, answer.content_type) == (arxiv.papers["2305.10601"].versions[1], "application/pdf")


def test_the_server_is_told_who_asks(ask, arxiv):
    ask()

    assert arxiv.requests[0].headers["User-Agent"].startswith("claimcheck/")


@pytest.mark.parametrize("manner", [Manner.TOO_MANY_REQUESTS, Manner.UNAVAILABLE])
def test_a_throttle_waits_as_long_as_the_server_asks(ask, arxiv, waits, told, manner):
    arxiv.misbehave("pdf", manner, times=2, retry_after="7")

    assert ask()
    assert waits == [7.0, 7.0]
    assert "going on in 7 s" in told[0]


def test_a_date_to_wait_for_is_understood(ask, arxiv, waits):
    arxiv.misbehave("pdf", Manner.UNAVAILABLE, retry_after=email.utils.formatdate(time.time() + 20, usegmt=True))

    assert ask()
    assert 15 < waits[0] <= 20


@pytest.mark.parametrize("retry_after", ["86400", "9" * 400])
def test_nobody_is_made_to_wait_for_hours(ask, arxiv, waits, retry_after):
    arxiv.misbehave("pdf", Manner.TOO_MANY_REQUESTS, retry_after=retry_after)

    assert ask()
    assert waits == [60.0]


@pytest.mark.parametrize("retry_after", [None, "soon", "-5", "Mon, 01 Jan 2020 00:00:00 +99999999999999"])
def test_without_a_time_to_wait_the_wait_starts_at_the_pace_and_doubles(store, arxiv, waits, retry_after):
    arxiv.misbehave("pdf", Manner.TOO_MANY_REQUESTS, times=3, retry_after=retry_after)

    with Web(store, Endpoints(pace_seconds=0.001), sleep=waits.append) as web:
        web.get(f"{arxiv.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)

    assert [wait for wait in waits if wait in {0.001, 0.002, 0.004}] == [0.001, 0.002, 0.004]


@pytest.mark.parametrize("manner", [Manner.SERVER_ERROR, Manner.CUT_OFF, Manner.BAD_GZIP])
def test_what_may_pass_is_asked_for_again(ask, arxiv, manner):
    arxiv.misbehave("pdf", manner, times=3)

    assert ask() == arxiv.papers["2305.10601"].versions[1]
    assert ask.requests == 4


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Manner.SERVER_ERROR, "HTTP 500"),
        (Manner.CUT_OFF, "the connection broke off"),
        (Manner.BAD_GZIP, "the answer is packed wrongly"),
    ],
)
def test_four_attempts_are_enough_and_the_next_paper_is_still_asked_for(ask, arxiv, manner, reason):
    arxiv.misbehave("pdf", manner, times=4)

    with pytest.raises(WebError, match=reason):
        ask()

    assert ask.requests == 4
    assert ask()


@pytest.mark.parametrize(("manner", "status"), [(Manner.BAD_REQUEST, 400), (Manner.NOT_FOUND, 404)])
def test_what_will_not_change_is_asked_for_once(ask, arxiv, manner, status):
    arxiv.misbehave("pdf", manner, times=4)

    with pytest.raises(StatusError) as caught:
        ask()

    assert caught.value.status == status
    assert ask.requests == 1


def test_after_a_refusal_the_host_is_never_asked_again(ask, arxiv):
    arxiv.misbehave("pdf", Manner.FORBIDDEN)

    for _ in range(2):
        with pytest.raises(HostError, match=r"refused by the server \(HTTP 403\)"):
            ask()

    assert ask.requests == 1


def test_a_host_that_throttles_on_and_on_is_left_alone(ask, arxiv):
    arxiv.misbehave("pdf", Manner.UNAVAILABLE, times=99)

    for _ in range(2):
        with pytest.raises(HostError, match=r"it asks to slow down \(HTTP 503\)"):
            ask()

    assert ask.requests == 4


def test_a_server_that_is_not_there_has_a_reason_without_its_name(web, waits):
    with LoopbackArxiv({}) as gone:
        pass

    with pytest.raises(HostError) as caught:
        web.get(f"{gone.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)

    assert str(caught.value) == "no connection"
    assert len(waits) == 3


@pytest.mark.parametrize("manner", [Manner.REDIRECT_LOOP, Manner.REDIRECT_TO_FILE])
def test_redirects_are_few_and_never_leave_the_web(ask, arxiv, manner):
    arxiv.misbehave("pdf", manner, times=99)

    with pytest.raises(WebError, match=r"redirects in a loop|no http or https"):
        ask()

    assert ask.requests <= 6


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "nowhere", "http://", "http://[", "http://a..b/", "ftp://127.0.0.1/x"]
)
def test_an_address_that_is_none_is_a_reason_too(web, address):
    with pytest.raises(WebError):
        web.get(address, limit=_LIMIT, check=lambda _: None)


def _refuse_all(_):
    raise WebError("not what was asked for")


_SECRET = "someone:secret@"


@pytest.mark.parametrize("manner", list(Manner))
def test_what_goes_wrong_names_no_more_of_an_address_than_its_host(web, arxiv, told, manner):
    arxiv.misbehave("pdf", manner, times=99, seconds=0.0)
    address = f"{arxiv.pdf.replace('://', f'://{_SECRET}')}/2305.10601v1?key=hidden"

    try:
        web.get(address, limit=10, check=_refuse_all)
    except WebError as error:
        told.append(str(error))

    assert told
    for part in ("secret", "someone", "/pdf", "2305.10601", "hidden", "://"):
        assert part not in " ".join(told)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTP_PROXY", f"nonsense://{_SECRET}proxy:1"),
        ("HTTP_PROXY", f"http://{_SECRET}proxy:port"),
        ("SSL_CERT_FILE", "/secret/file"),
    ],
)
def test_a_proxy_or_certificate_of_no_use_is_a_reason_that_shows_no_password(ask, monkeypatch, name, value):
    monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv(name, value)

    with pytest.raises(HostError) as caught:
        ask()

    assert str(caught.value) == "the proxy or the certificates that the environment sets cannot be used"


def test_offline_nothing_is_asked(store, arxiv):
    with Web(store, Endpoints(), offline=True) as web, pytest.raises(WebError, match="--offline forbids asking"):
        web.get(f"{arxiv.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)

    assert arxiv.requests == []


def test_a_slow_server_is_given_up(ask, arxiv, monkeypatch):
    monkeypatch.setattr(web_module, "_READ_SECONDS", 0.1)
    arxiv.misbehave("pdf", Manner.SLOW, times=99, seconds=0.5)

    with pytest.raises(HostError, match="no answer in time"):
        ask()


@pytest.mark.parametrize("manner", [Manner.DRIP, Manner.DRIP_HEADERS])
def test_a_server_that_drips_is_given_up(ask, arxiv, monkeypatch, manner):
    monkeypatch.setattr(web_module, "_WHOLE_SECONDS", 0.2)
    monkeypatch.setattr(web_module, "_ATTEMPTS", 2)
    arxiv.misbehave("pdf", manner, times=99, seconds=0.05)
    begin = time.monotonic()

    with pytest.raises(WebError, match="not done after"):
        ask()
    assert time.monotonic() - begin < 2  # the headers alone would take ten seconds

    arxiv.calm()
    assert ask()


def test_a_body_that_is_packed_twice_is_not_unpacked(ask, arxiv):
    arxiv.misbehave("pdf", Manner.TWICE_PACKED, times=99)

    with pytest.raises(WebError, match="packed in a way"):
        ask()
    assert ask.requests == 1


def test_a_body_that_is_too_large_is_dropped_at_once(web, arxiv):
    with pytest.raises(WebError, match="larger than"):
        web.get(f"{arxiv.pdf}/2305.10601v1", limit=10, check=lambda _: None)

    assert len(arxiv.requests) == 1


def test_requests_keep_the_pace_that_is_shared_through_the_store(store, arxiv, waits):
    url = f"{arxiv.pdf}/2305.10601v1"
    with Web(store, Endpoints(), sleep=waits.append) as one, Web(store, Endpoints(), sleep=waits.append) as other:
        one.get(url, limit=_LIMIT, check=lambda _: None)
        other.get(url, limit=_LIMIT, check=lambda _: None)
        one.get(url, limit=_LIMIT, check=lambda _: None)

    assert len(waits) == 2
    assert 2 < waits[0] <= 3
    assert 5 < waits[1] <= 6


def test_while_one_waits_for_the_server_all_others_do(store, arxiv, waits):
    arxiv.misbehave("pdf", Manner.UNAVAILABLE, retry_after="30")
    url = f"{arxiv.pdf}/2305.10601v1"
    with Web(store, Endpoints(), sleep=waits.append) as web:
        web.get(url, limit=_LIMIT, check=lambda _: None)

    assert store.reserve("arxiv", 3) > 30


def test_ctrl_c_ends_the_asking(store, arxiv):
    arxiv.misbehave("pdf", Manner.UNAVAILABLE, times=99, retry_after="30")

    def interrupt(_):
        raise KeyboardInterrupt

    def interrupt_the_check(_):
        raise KeyboardInterrupt

    url = f"{arxiv.pdf}/2305.10601v1"
    with Web(store, Endpoints(pace_seconds=0.0), sleep=interrupt) as web, pytest.raises(KeyboardInterrupt):
        web.get(url, limit=_LIMIT, check=lambda _: None)
    arxiv.calm()
    with Web(store, Endpoints(pace_seconds=0.0)) as web, pytest.raises(KeyboardInterrupt):
        web.get(url, limit=_LIMIT, check=interrupt_the_check)

    assert len(arxiv.requests) == 2


def test_nothing_is_said_on_stderr_by_the_libraries(ask, arxiv, capfd):
    arxiv.misbehave("pdf", Manner.UNAVAILABLE)

    ask()

    assert capfd.readouterr() == ("", "")


def test_services_keep_paces_of_their_own(store, arxiv, waits):
    url = f"{arxiv.pdf}/2305.10601v1"
    one, other = (Manners(name, 3.0) for name in ("one", "other"))
    with (
        Web(store, Endpoints(), sleep=waits.append, manners=one) as first,
        Web(store, Endpoints(), sleep=waits.append, manners=other) as second,
    ):
        first.get(url, limit=_LIMIT, check=lambda _: None)
        second.get(url, limit=_LIMIT, check=lambda _: None)

    assert waits == []


@pytest.mark.parametrize(("retry_after", "requests"), [("3", 2), ("54000", 1)])
def test_one_service_among_several_is_given_up_sooner(store, arxiv, waits, retry_after, requests):
    arxiv.misbehave("pdf", Manner.TOO_MANY_REQUESTS, times=99, retry_after=retry_after)
    manners = Manners("one", 0.0, hurried=True)
    with Web(store, Endpoints(), sleep=waits.append, manners=manners) as web, pytest.raises(HostError):
        web.get(f"{arxiv.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)

    assert len(arxiv.requests) == requests
    assert sum(waits) <= 10


def test_an_option_that_forbids_asking_is_named(store, arxiv):
    manners = Manners("arxiv", 0.0, refusal="--sources")
    with Web(store, Endpoints(), manners=manners) as web, pytest.raises(WebError, match="--sources forbids asking"):
        web.get(f"{arxiv.pdf}/2305.10601v1", limit=_LIMIT, check=lambda _: None)
