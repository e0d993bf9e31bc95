"""The language model of a run: none, unless the settings name one."""

from __future__ import annotations

import pytest

from claimcheck.errors import InputError
from claimcheck.settings import Settings
from claimcheck.tasks.bench import bench
from claimcheck.tasks.language import language_model
from claimcheck.tasks.workplace import Workplace

NAMED = {"llm": "http://127.0.0.1:9", "llm_model": "small"}


def test_nobody_is_asked_unless_named(tmp_path):
    with Workplace(Settings(cache=tmp_path, llm_model="small", max_cost=1.0)) as workplace:
        assert workplace.language is None
        assert language_model(Settings(), workplace.store, print) is None


def test_the_model_that_is_named_judges(tmp_path):
    with Workplace(Settings(cache=tmp_path, **NAMED)) as workplace:
        assert workplace.language
        assert workplace.verifier._judge


def test_what_was_asked_is_told_in_the_end_and_nothing_where_nothing_was(tmp_path):
    told = []
    with Workplace(Settings(cache=tmp_path, **NAMED), warn=told.append):
        pass
    assert told == []


def test_prompts_that_cannot_be_used_are_named_at_once(tmp_path):
    with pytest.raises(InputError, match=r"holds none of .*\bjudge\.md"):
        Workplace(Settings(cache=tmp_path, prompts=tmp_path, **NAMED))


def test_figures_are_measured_without_a_language_model(tmp_path):
    for keep in (True, False):
        with bench(Settings(cache=tmp_path, **NAMED), print, print, keep=keep) as workplace:
            assert workplace.language is None
