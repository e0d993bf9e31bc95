"""Over HTTP: what servers do not understand, refuse, break or draw out."""

from __future__ import annotations

import time

import pytest
from pydantic import SecretStr

from claimcheck.language import Endpoint
from claimcheck.language.endpoint import NoReplyError
from tests.servers.llm import LoopbackLanguageModel, Manner, not_enough

MESSAGES = [{"role": "system", "content": "Judge."}, {"role": "user", "content": "A question."}]
SCHEMA = {"type": "object", "properties": {}}


@pytest.fixture
def server():
    with LoopbackLanguageModel(not_enough) as opened:
        yield opened


@pytest.fixture
def endpoint(server):
    opened = Endpoint(server.url, "small", SecretStr("sk-secret"), seconds=0.5, pause=0.001)
    yield opened
    opened.close()


def complete(endpoint):
    return endpoint.complete(MESSAGES, SCHEMA, 100)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://host:1234", "http://host:1234/v1/chat/completions"),
        ("http://host/", "http://host/v1/chat/completions"),
        ("http://host/v1", "http://host/v1/chat/completions"),
        ("http://host/v1/", "http://host/v1/chat/completions"),
        ("https://host/api", "https://host/api/v1/chat/completions"),
        ("https://host/v1beta/openai/", "https://host/v1beta/openai/chat/completions"),
        ("https://host/v1/chat/completions", "https://host/v1/chat/completions"),
    ],
)
def test_the_address_is_taken_as_people_write_it(given, asked):
    assert Endpoint(given, "small").url == asked


def test_a_reply_comes_with_its_tokens(endpoint, server):
    done = complete(endpoint)
    assert (done.tokens_in, done.tokens_out) == server.tokens
    assert "not_enough" in done.text


@pytest.mark.parametrize(
    ("understands", "forms"),
    [
        ({"json_schema", "json_object"}, ["json_schema"]),
        ({"json_object"}, ["json_schema", "json_object"]),
        (set(), ["json_schema", "json_object", None]),
    ],
)
def test_schema_then_json_mode_then_plain_text_and_what_works_is_remembered(endpoint, server, understands, forms):
    server.understands = frozenset(understands | {"temperature", "seed", "max_tokens"})
    complete(endpoint)
    complete(endpoint)
    asked = [request.get("response_format", {}).get("type") for request in server.requests]
    assert asked == [*forms, forms[-1]]
    told = "JSON Schema" in server.requests[-1]["messages"][0]["content"]
    assert told == (forms[-1] != "json_schema")


def test_a_parameter_that_a_server_does_not_know_is_left_out(endpoint, server):
    server.understands = frozenset({"json_schema"})
    complete(endpoint)
    last = server.requests[-1]
    assert not {"temperature", "seed", "max_tokens"} & set(last)
    assert (last["max_completion_tokens"], last["response_format"]["type"]) == (100, "json_schema")


def test_a_question_that_is_too_long_teaches_nothing_about_how_to_ask(endpoint, server):
    server.misbehave(Manner.TOO_LONG, times=3)
    with pytest.raises(NoReplyError, match=r"does not take the question \(HTTP 400\)") as caught:
        complete(endpoint)
    assert not caught.value.closes
    complete(endpoint)
    assert server.requests[-1]["response_format"]["type"] == "json_schema"


@pytest.mark.parametrize("manner", [Manner.TOO_MANY_REQUESTS, Manner.SERVER_ERROR, Manner.CUT_OFF])
def test_what_may_pass_is_asked_for_again(endpoint, server, manner):
    server.misbehave(manner, times=2)
    complete(endpoint)
    assert len(server.requests) == 3


def test_a_server_that_throttles_on_and_on_is_not_asked_for_ever(endpoint, server):
    server.misbehave(Manner.TOO_MANY_REQUESTS, times=20)
    with pytest.raises(NoReplyError, match="slow down") as caught:
        complete(endpoint)
    assert caught.value.closes
    assert len(server.requests) == 3


def test_a_server_that_breaks_on_a_schema_is_asked_without_one(endpoint, server):
    server.misbehave(Manner.SERVER_ERROR, times=3)
    complete(endpoint)
    assert server.requests[-1]["response_format"]["type"] == "json_object"


@pytest.mark.parametrize(
    ("manner", "says"),
    [
        (Manner.UNAUTHORIZED, "set CLAIMCHECK_LLM_KEY"),
        (Manner.NOT_FOUND, "look at --llm and --llm-model"),
        (Manner.REDIRECT, "no redirect is followed"),
    ],
)
def test_a_refusal_says_what_to_do_and_nothing_that_the_server_wrote(endpoint, server, manner, says):
    server.misbehave(manner)
    with pytest.raises(NoReplyError, match=says) as caught:
        complete(endpoint)
    assert caught.value.closes
    assert "secret" not in str(caught.value)
    assert len(server.requests) == 1


def test_no_redirect_takes_text_or_key_to_another_server(endpoint, server):
    with LoopbackLanguageModel() as other:
        server.elsewhere = f"{other.url}/v1/chat/completions"
        server.misbehave(Manner.REDIRECT)
        with pytest.raises(NoReplyError):
            complete(endpoint)
        assert other.requests == []


@pytest.mark.parametrize("manner", [Manner.SLOW, Manner.DRIP])
def test_a_reply_has_its_time_and_no_more(endpoint, server, manner):
    server.misbehave(manner)
    server.seconds = 1.0 if manner is Manner.SLOW else 0.2
    start = time.monotonic()
    with pytest.raises(NoReplyError, match="in time") as caught:
        complete(endpoint)
    assert time.monotonic() - start < 2
    assert caught.value.charged
    assert len(server.requests) == 1


def test_a_huge_reply_is_not_taken(endpoint, server):
    server.misbehave(Manner.HUGE)
    with pytest.raises(NoReplyError, match="larger than 1 MB"):
        complete(endpoint)


def test_a_reply_that_is_no_completion_is_named(endpoint, server):
    server.misbehave(Manner.NO_CHOICES)
    with pytest.raises(NoReplyError, match="no chat completion"):
        complete(endpoint)


def test_a_key_that_no_header_can_hold_is_not_printed(server):
    endpoint = Endpoint(server.url, "small", SecretStr("sk-seçret\n"))
    with pytest.raises(NoReplyError, match="the key") as caught:
        complete(endpoint)
    assert "sk-" not in str(caught.value)
