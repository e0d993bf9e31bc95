from pathlib import Path

import pytest

from claimcheck.errors import SettingsError
from claimcheck.settings import Settings, load_settings


def test_without_anything_the_defaults_hold(tmp_path):
    assert load_settings({}, {}, tmp_path) == Settings()
    assert load_settings({"jobs": None, "papers": ()}, {"CLAIMCHECK_JOBS": ""}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("given", "environment", "file", "jobs"),
    [
        ({"jobs": 9}, {"CLAIMCHECK_JOBS": "5"}, "jobs = 4", 9),
        ({"jobs": None}, {"CLAIMCHECK_JOBS": "5"}, "jobs = 4", 5),
        ({}, {"CLAIMCHECK_JOBS": ""}, "jobs = 4", 4),
        ({}, {}, "", Settings().jobs),
    ],
)
def test_the_command_line_wins_then_the_environment_then_the_file_then_the_default(
    tmp_path, given, environment, file, jobs
):
    (tmp_path / "claimcheck.toml").write_text(file)
    assert load_settings(given, environment, tmp_path).jobs == jobs


def test_each_setting_takes_its_own_highest_source(tmp_path):
    (tmp_path / "claimcheck.toml").write_text('fail-on = "never"\nmin_verified = 0.5\njobs = 3\n')
    found = load_settings({"jobs": 7}, {"CLAIMCHECK_FAIL_ON": "warning"}, tmp_path)
    assert (found.jobs, found.fail_on, found.min_verified) == (7, "warning", 0.5)


def test_a_table_in_pyproject_is_read_and_claimcheck_toml_wins_over_it(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.claimcheck]\njobs = 5\noffline = true\n')
    assert load_settings({}, {}, tmp_path).jobs == 5
    (tmp_path / "claimcheck.toml").write_text("jobs = 6\n")
    found = load_settings({}, {}, tmp_path)
    assert (found.jobs, found.offline) == (6, False)


def test_the_environment_gives_lists_numbers_and_truth_values(tmp_path):
    environment = {
        "CLAIMCHECK_PAPERS": "one:two/papers.json",
        "CLAIMCHECK_OFFLINE": "true",
        "CLAIMCHECK_MIN_VERIFIED": "0.9",
        "CLAIMCHECK_CACHE": "elsewhere",
        "CLAIMCHECK_ARXIV_API": "http://127.0.0.1:1/api/query",
        "CLAIMCHECK_ARXIV_PACE": "0",
        "CLAIMCHECK_DATA": "no setting, and no fault",
    }
    found = load_settings({}, environment, tmp_path)
    assert found.papers == (Path("one"), Path("two/papers.json"))
    assert (found.offline, found.min_verified, found.cache) == (True, 0.9, Path("elsewhere"))
    assert (found.arxiv_api, found.arxiv_pace) == ("http://127.0.0.1:1/api/query", 0.0)


def test_all_faults_of_all_sources_come_in_one_line_that_names_each(tmp_path):
    (tmp_path / "claimcheck.toml").write_text('fail_onn = "error"\nembedder = 5\n')
    with pytest.raises(SettingsError) as caught:
        load_settings({"min_verified": 1.5}, {"CLAIMCHECK_JOBS": "many"}, tmp_path)
    message = str(caught.value)
    for named in (
        "--min-verified",
        "CLAIMCHECK_JOBS",
        "claimcheck.toml: fail_onn: no such setting",
        "claimcheck.toml: embedder",
    ):
        assert named in message
    assert "\n" not in message


@pytest.mark.parametrize("content", [b"jobs = = 3", b"\xff\xfe\x00", b"[tool"])
def test_a_broken_pyproject_is_for_other_tools_to_complain_of(tmp_path, content):
    (tmp_path / "pyproject.toml").write_bytes(content)
    assert load_settings({}, {}, tmp_path) == Settings()


def test_a_broken_pyproject_in_which_a_gate_is_set_opens_no_gate(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.claimcheck]\nfail_on = "note"\n[tool.x\n')
    with pytest.raises(SettingsError, match=r"pyproject\.toml: cannot be read"):
        load_settings({}, {}, tmp_path)


@pytest.mark.parametrize("name", ["claimcheck.toml", "pyproject.toml"])
def test_a_byte_order_mark_before_settings_is_none_of_them(tmp_path, name):
    head = "[tool.claimcheck]\n" if name == "pyproject.toml" else ""
    (tmp_path / name).write_text(f"{head}jobs = 5\n", encoding="utf-8-sig")
    assert load_settings({}, {}, tmp_path).jobs == 5


@pytest.mark.parametrize("content", [b"jobs = = 3", b"\xff\xfe\x00", b"[tool"])
def test_a_broken_claimcheck_toml_is_an_error_that_names_it(tmp_path, content):
    (tmp_path / "claimcheck.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"claimcheck\.toml: cannot be read") as caught:
        load_settings({}, {}, tmp_path)
    assert "\n" not in str(caught.value)


def test_a_pyproject_without_our_table_says_nothing(tmp_path):
    (tmp_path / "pyproject.toml").write_text('tool = "no table"\n')
    assert load_settings({}, {}, tmp_path) == Settings()


@pytest.mark.parametrize("jobs", [0, 65, -1])
def test_a_number_out_of_its_range_is_refused(tmp_path, jobs):
    with pytest.raises(SettingsError, match="--jobs"):
        load_settings({"jobs": jobs}, {}, tmp_path)


def test_the_digest_changes_with_what_can_change_a_verdict_and_with_nothing_else():
    plain = Settings().digest()
    assert Settings(cache=Path("there"), arxiv_api="http://x", jobs=3, no_color=True, fail_on="note").digest() == plain
    assert Settings(embedder="other").digest() != plain


LLM = {"llm": "http://127.0.0.1:1", "llm_model": "small"}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"llm": "http://127.0.0.1:1"}, "--llm: name the model there too, with --llm-model"),
        ({"llm_model": "small"}, "--llm-model: name its endpoint too"),
        ({**LLM, "llm": "localhost:8080"}, "--llm: name an address like http://127.0.0.1:8080"),
        ({**LLM, "llm": "file:///etc/passwd"}, "--llm: "),
        ({**LLM, "llm": "http://[::1"}, "--llm: "),
        ({**LLM, "llm": "http://host:99999"}, "--llm: "),
        ({**LLM, "llm": "http://me:secret@host"}, "--llm: "),
        ({**LLM, "llm": "http://host/v1?key=secret"}, "--llm: "),
        ({**LLM, "max_cost": 1.0}, "--max-cost: the prices are not known"),
        ({**LLM, "max_cost": -1.0}, "--max-cost: "),
    ],
)
def test_a_language_model_is_named_whole_or_not_at_all(tmp_path, given, says):
    with pytest.raises(SettingsError) as caught:
        load_settings(given, {}, tmp_path)
    assert says in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_limit_holds_where_prices_are_known_and_harms_nobody_without_a_model(tmp_path):
    prices = {"CLAIMCHECK_LLM_PRICE_IN": "0.5", "CLAIMCHECK_LLM_PRICE_OUT": "2"}
    assert load_settings({**LLM, "max_cost": 1.0}, prices, tmp_path).max_cost == 1.0
    assert load_settings({"max_cost": 1.0}, {}, tmp_path).llm is None


def test_a_key_stands_in_the_environment_alone_and_is_never_shown(tmp_path):
    found = load_settings(LLM, {"CLAIMCHECK_LLM_KEY": "sk-secret"}, tmp_path)
    assert found.llm_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(found) + str(found) + found.model_dump_json()
    assert found.digest() == load_settings(LLM, {}, tmp_path).digest()
    (tmp_path / "claimcheck.toml").write_text('llm-key = "sk-secret"\n')
    with pytest.raises(SettingsError, match="a key has no place in a file; set CLAIMCHECK_LLM_KEY") as caught:
        load_settings({}, {}, tmp_path)
    assert "sk-secret" not in str(caught.value)


def test_a_file_in_the_folder_cannot_have_the_key_sent_elsewhere(tmp_path):
    (tmp_path / "claimcheck.toml").write_text('llm = "http://elsewhere"\nllm_model = "small"\n')
    assert load_settings({}, {}, tmp_path).llm == "http://elsewhere"
    key = {"CLAIMCHECK_LLM_KEY": "sk-secret"}
    with pytest.raises(SettingsError, match="a key goes only where --llm or CLAIMCHECK_LLM says"):
        load_settings({}, key, tmp_path)
    assert load_settings(LLM, key, tmp_path).llm == LLM["llm"]


def test_the_digest_tells_which_language_model_was_named():
    named = Settings(llm="http://here", llm_model="small")
    assert named.digest() != Settings().digest()
    assert named.digest() == Settings(llm="http://there", llm_model="small").digest()
    assert named.digest() != Settings(llm="http://here", llm_model="large").digest()


@pytest.mark.parametrize(
    ("given", "environment", "file"),
    [
        ({"levels": "cc107=note, CC203=off"}, {}, ""),
        ({}, {"CLAIMCHECK_LEVELS": "CC107=note,CC203=off"}, ""),
        ({}, {}, '[levels]\nCC107 = "note"\ncc203 = "off"\n'),
        ({"levels": "CC107=note,CC203=off"}, {"CLAIMCHECK_LEVELS": "CC107=error"}, '[levels]\nCC107 = "warning"\n'),
    ],
)
def test_levels_come_from_all_three_sources(tmp_path, given, environment, file):
    (tmp_path / "claimcheck.toml").write_text(file)
    assert load_settings(given, environment, tmp_path).levels == {"CC107": "note", "CC203": "off"}


@pytest.mark.parametrize("levels", ["CC107", "CC107=grave", "=note=", 3])
def test_a_level_that_is_none_is_refused_with_the_option(tmp_path, levels):
    with pytest.raises(SettingsError, match="--level"):
        load_settings({"levels": levels}, {}, tmp_path)


def test_the_day_of_expiry_can_be_given(tmp_path):
    assert str(load_settings({}, {"CLAIMCHECK_TODAY": "2026-07-01"}, tmp_path).today) == "2026-07-01"
    with pytest.raises(SettingsError, match="CLAIMCHECK_TODAY"):
        load_settings({}, {"CLAIMCHECK_TODAY": "someday"}, tmp_path)


@pytest.mark.parametrize(
    ("given", "sources"),
    [
        ("openalex", ("openalex",)),
        ("Crossref, arXiv", ("arxiv", "crossref")),
        ("semantic_scholar", ("semantic-scholar",)),
        ("none", ()),
    ],
)
def test_fewer_sources_are_named_with_commas_in_any_order(tmp_path, given, sources):
    assert load_settings({"sources": given}, {}, tmp_path).sources == sources
    assert load_settings({}, {"CLAIMCHECK_SOURCES": given}, tmp_path).sources == sources
    (tmp_path / "claimcheck.toml").write_text(f"sources = {given.split(',')}\n")
    assert load_settings({}, {}, tmp_path).sources == sources


@pytest.mark.parametrize("given", ["google", "arxiv,google", ",", 3])
def test_a_source_that_is_none_is_refused_in_one_line(tmp_path, given):
    with pytest.raises(SettingsError, match="--sources") as caught:
        load_settings({"sources": given}, {}, tmp_path)
    assert "\n" not in str(caught.value)
