"""One question, one answer: kept, bounded in money, and never in the way."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from claimcheck.language import Budget, Prices, Prompts
from claimcheck.language.replies import Reply
from tests.servers.llm import Manner

DATA = [("claim", "Bees can count to four."), ("passage 1", "Bees counted up to four landmarks in all trials.")]


class Verdict(Reply):
    verdict: str
    passages: tuple[int, ...]


def ask(model, data=DATA):
    return model.ask("judge.md", data, Verdict)


def test_an_answer_comes_back_in_its_form_and_is_not_asked_for_again(model, server):
    first = ask(model())
    assert (first.verdict, first.passages) == ("supported", (1,))
    again = model()
    assert ask(again) == first
    assert len(server.requests) == 1
    assert "1 answer (1 from the cache); 0 tokens in and 0 out" in again.account()


def test_the_question_has_the_prompt_as_system_message_and_the_data_beside_it(model, server):
    ask(model())
    system, user = server.requests[0]["messages"]
    assert (system["role"], system["content"]) == ("system", Prompts().get("judge.md").text)
    assert user["role"] == "user"
    assert DATA[1][1] in user["content"]
    assert DATA[1][1] not in system["content"]
    assert (server.requests[0]["temperature"], server.requests[0]["model"]) == (0, "small")


@pytest.mark.parametrize("change", ["model", "prompt", "data", "endpoint"])
def test_another_model_prompt_input_or_endpoint_is_asked_anew(model, server, tmp_path, change):
    ask(model())
    (tmp_path / "judge.md").write_text("Judge kindly.")
    if change == "model":
        ask(model(name="large"))
    elif change == "prompt":
        ask(model(prompts=Prompts(tmp_path)))
    elif change == "endpoint":
        ask(model(url=f"{server.url}/other/v1"))
    else:
        ask(model(), [*DATA, ("passage 2", "More.")])
    assert len(server.requests) == 2


def test_a_bad_reply_is_shown_its_fault_once(model, server):
    server.misbehave(Manner.BROKEN)
    assert ask(model()).verdict == "supported"
    shown, wrong = server.requests[1]["messages"][2:]
    assert shown["role"] == "assistant"
    assert "passages: Input should be a valid array" in wrong["content"]


@pytest.mark.parametrize("manner", [Manner.BROKEN, Manner.GARBAGE])
def test_after_a_second_bad_reply_the_step_goes_on_without_and_says_so(model, server, manner):
    server.misbehave(manner, times=2)
    asked = model()
    assert ask(asked) is None
    assert len(server.requests) == 2
    assert "1 not used: the model did not have the form asked for" in asked.account()
    assert ask(model()) is None
    assert len(server.requests) == 2, "the next run knows it already"


def test_words_around_the_answer_do_no_harm(model, server):
    server.misbehave(Manner.TALKS)
    assert ask(model()).verdict == "supported"
    assert len(server.requests) == 1


def test_tokens_and_cost_are_told(model):
    asked = model(Budget(Prices(2.0, 10.0)))
    ask(asked)
    assert asked.account() == (
        "language model small: 1 answer (0 from the cache); 900 tokens in and 60 out; cost 0.0024"
    )


def test_where_the_server_counts_nothing_the_figures_say_about(model, server):
    server.misbehave(Manner.NO_USAGE)
    asked = model(Budget(Prices(2.0, 10.0)))
    ask(asked)
    assert "about " in asked.account()


def test_no_call_is_made_that_could_pass_the_limit(model, server):
    # A reply of 1,024 tokens at 10 a million, and some 700 tokens in at 2, might cost 0.012.
    asked = model(Budget(Prices(2.0, 10.0), 0.014))
    assert ask(asked)
    for number in range(5):
        ask(asked, [("claim", f"Claim {number}.")])
    assert len(server.requests) == 1
    assert "5 left undone: --max-cost 0.014 would be passed" in asked.account()


def test_replies_that_are_lost_are_paid_for_and_not_asked_for_beyond_the_limit(model, server):
    server.misbehave(Manner.CUT_OFF, times=2)
    asked = model(Budget(Prices(2.0, 10.0)))
    assert ask(asked)
    spent = float(asked.account().partition("cost about ")[2])
    assert len(server.requests) == 3
    assert spent > 2 * 1024 * 10 / 1e6
    server.misbehave(Manner.CUT_OFF, times=2)
    asked = model(Budget(Prices(2.0, 10.0), 0.014), name="dear")
    assert ask(asked) is None
    assert len(server.requests) == 4
    assert "1 left undone: the connection broke off" in asked.account()


def test_a_limit_of_nothing_asks_nothing(model, server):
    assert ask(model(Budget(Prices(1.0, 1.0), 0.0))) is None
    assert server.requests == []


def test_what_costs_nothing_is_never_stopped(model):
    asked = model(Budget(Prices(0.0, 0.0), 0.0))
    assert ask(asked)


def test_offline_only_what_was_answered_before_is_known(model, server):
    ask(model())
    asked = model(offline=True)
    assert ask(asked)
    assert ask(asked, DATA[:1]) is None
    assert len(server.requests) == 1
    assert "1 left undone: --offline" in asked.account()


def test_an_endpoint_that_is_not_there_is_told_of_once(model, told):
    asked = model(url="http://127.0.0.1:9")
    for number in range(3):
        assert ask(asked, [("claim", f"Claim {number}.")]) is None
    assert told == ["--llm: no connection; going on without the language model"]
    assert "3 left undone: no connection" in asked.account()


def test_a_server_that_fails_again_and_again_is_given_up(model, server, told):
    server.misbehave(Manner.NO_CHOICES, times=10)
    asked = model()
    for number in range(6):
        ask(asked, [("claim", f"Claim {number}.")])
    assert len(server.requests) == 3
    assert told == ["--llm: its reply is no chat completion; going on without the language model"]


def test_questions_that_are_too_long_do_not_end_the_asking(model, server, told):
    server.misbehave(Manner.TOO_LONG, times=9)
    asked = model()
    for number in range(3):
        assert ask(asked, [("claim", f"Claim {number}.")]) is None
    assert ask(asked)
    assert told == []


def test_from_several_threads_every_question_is_answered_once(model, server):
    asked = model()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda n: ask(asked, [("claim", f"Claim {n}.")]), range(24)))
    assert all(found)
    assert len(server.requests) == 24
    assert "24 answers (0 from the cache); 21600 tokens in and 1440 out" in asked.account()


def test_what_could_not_be_had_is_asked_for_in_the_next_run(model, server):
    server.misbehave(Manner.NO_CHOICES)
    assert ask(model()) is None
    assert ask(model())


def test_the_provenance_names_model_and_prompt_once_they_were_used(model):
    asked = model()
    assert asked.infos == ()
    names = [info.name for info in asked.planned]
    assert names[0] == "small"
    assert "prompts/judge.md, version 1" in names
    ask(asked)
    prompt = Prompts().get("judge.md")
    assert [(info.name, info.digest) for info in asked.infos][1:] == [("prompts/judge.md, version 1", prompt.digest)]
    assert asked.infos[0].name == "small"


def test_nothing_was_asked_nothing_is_told(model):
    assert model().account() == ""


def test_the_cache_holds_the_answer_and_neither_key_nor_address(model, server, store):
    ask(model(key=SecretStr("sk-very-secret")))
    assert server.headers[0]["Authorization"] == "Bearer sk-very-secret"
    kept = [value for (value,) in store._database.execute("SELECT value FROM kept WHERE kind='language'")]
    assert json.loads(kept[0]) == {"verdict": "supported", "passages": [1]}
    everything = b"".join(path.read_bytes() for path in store.folder.iterdir() if path.is_file())
    assert b"sk-very-secret" not in everything
