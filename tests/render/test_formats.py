"""The table of formats."""

import json

import pytest

from claimcheck.errors import SettingsError
from claimcheck.render import FORMATS, render_html, render_json, render_markdown, render_terminal, renderer


@pytest.fixture
def two(file):
    return file.model_copy(update={"audits": file.audits * 2})


def test_each_format_holds_every_audit(two):
    (audit, _) = two.audits
    assert renderer("table")(two, width=80, color=False) == "\n".join(
        [render_terminal(audit, width=80, color=False)] * 2
    )
    assert renderer("markdown")(two, width=80, color=False) == "\n".join([render_markdown(audit)] * 2)
    assert renderer("html")(two, width=80, color=False) == render_html(two)
    assert renderer("json")(two, width=80, color=False) == render_json(two)
    assert len(json.loads(render_json(two))["audits"]) == 2


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_ends_with_a_newline_and_is_plain_without_colour(two, name):
    text = renderer(name)(two, width=100, color=False)
    assert text.endswith("\n")
    assert "\x1b" not in text


@pytest.mark.parametrize("name", ["word", "", "TABLE", "json\n"])
def test_an_unknown_format_is_named_with_the_choices(name):
    with pytest.raises(SettingsError) as caught:
        renderer(name)
    assert str(caught.value) == f"--format knows no {name!r}; choose from {', '.join(FORMATS)}"
