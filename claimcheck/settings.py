"""Every option, its default and its environment name, in one place.

The command line wins, then the environment (`CLAIMCHECK_CACHE`, …), then `claimcheck.toml` or `[tool.claimcheck]` in a
`pyproject.toml` of the working folder, then the default.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from claimcheck.errors import SettingsError

PREFIX = "CLAIMCHECK_"
_ADDRESS = re.compile(r"https?://[^/?#@\s]+(?:/[^?#@\s]*)?", re.IGNORECASE)
_OPTIONS = {"levels": "level"}  # given one at a time
# Who is asked for papers, in this order; the last one by searches alone.
SOURCES = ("arxiv", "openalex", "crossref", "semantic-scholar", "europe-pmc")


class Settings(BaseModel):
    """The settings of one run; the environment name of a field is `CLAIMCHECK_` and its name in capitals.

    `levels` gives rules another level than their own, as a table in the file and as `CC107=note,CC203=off` elsewhere.
    `today` is the day by which waivers expire, where it is not that of the clock (UTC).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    papers: tuple[Path, ...] = ()
    offline: bool = False
    cache: Path = Field(default_factory=lambda: Path(platformdirs.user_cache_dir("claimcheck")))
    format: str = "table"
    fail_on: str = "error"
    annotate: Path | None = None
    min_verified: float | None = Field(default=None, ge=0, le=1)
    levels: dict[str, Literal["error", "warning", "note", "off"]] = Field(default_factory=dict)
    baseline: Path | None = None
    waivers: Path | None = None
    since: str | None = None
    locked: bool = False
    lock_file: Path = Path("claimcheck.lock")
    today: date | None = None
    embedder: str | None = None
    entailment: str | None = None
    calibration: Path | None = None
    llm: str | None = None
    llm_model: str | None = None
    llm_key: SecretStr | None = Field(default=None, exclude=True)
    llm_price_in: float | None = Field(default=None, ge=0)
    llm_price_out: float | None = Field(default=None, ge=0)
    llm_timeout: float = Field(default=300.0, gt=0, le=3600)
    max_cost: float | None = Field(default=None, ge=0)
    prompts: Path | None = None
    jobs: int = Field(default=2, ge=1, le=64)
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False
    arxiv_api: str = "https://export.arxiv.org/api/query"
    arxiv_pdf: str = "https://arxiv.org/pdf"
    arxiv_eprint: str = "https://arxiv.org/e-print"
    arxiv_pace: float = Field(default=3.0, ge=0, le=3600)
    sources: tuple[str, ...] = SOURCES
    openalex_api: str = "https://api.openalex.org"
    crossref_api: str = "https://api.crossref.org"
    semantic_scholar_api: str = "https://api.semanticscholar.org/graph/v1"
    europe_pmc_api: str = "https://www.ebi.ac.uk/europepmc/webservices/rest"
    sources_pace: float = Field(default=1.0, ge=0, le=3600)

    @field_validator("sources", mode="before")
    @classmethod
    def _known_sources(cls, value: object) -> object:
        names = value.split(",") if isinstance(value, str) else value
        if not isinstance(names, (list, tuple)):
            return value
        names = [str(name).strip().lower().replace("_", "-") for name in names]
        if names in (["none"], []):
            return ()
        if unknown := [name for name in names if name not in SOURCES]:
            raise ValueError(f"knows no {unknown[0]!r}; choose from {', '.join(SOURCES)}, or give none")
        return tuple(name for name in SOURCES if name in names)

    @field_validator("levels", mode="before")
    @classmethod
    def _named_levels(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return {str(k).upper(): v for k, v in value.items()} if isinstance(value, dict) else value
        pairs = [part.partition("=") for part in value.split(",") if part.strip()]
        return {rule.strip().upper(): level.strip() for rule, _, level in pairs}

    def digest(self) -> str:
        """A digest of what can change a verdict; never of folders, hosts or looks."""
        what = {"embedder": self.embedder, "entailment": self.entailment}
        if self.llm:
            what["llm_model"] = self.llm_model
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:16]


def load_settings(given: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings in force.

    Args:
        given: what the command line names, by field; None for what it does not name.
        environment: the process's environment.
        folder: where `claimcheck.toml` or `pyproject.toml` is looked for.

    Raises:
        SettingsError: with all faults of all three sources in one message.
    """
    origin = {
        name: f"--{_OPTIONS.get(name, name).replace('_', '-')}"
        for name, value in given.items()
        if value not in (None, ())
    }
    merged, origins = _from_file(folder)
    for name in Settings.model_fields:
        variable = PREFIX + name.upper()
        if environment.get(variable):
            value: Any = environment[variable]
            merged[name], origins[name] = (tuple(value.split(":")) if name == "papers" else value), variable
    merged |= {name: given[name] for name in origin}
    origins |= origin
    if isinstance(merged.get("papers"), str):
        merged["papers"] = (merged["papers"],)
    _expand_home(merged, origins)
    try:
        settings = Settings.model_validate(merged)
    except ValidationError as error:
        faults = []
        for fault in error.errors():
            name = str(fault["loc"][0])
            reason = "no such setting" if fault["type"] == "extra_forbidden" else fault["msg"].lower()
            reason = reason.removeprefix("value error, ")
            faults.append(f"{origins.get(name, name)}: {reason}")
        raise SettingsError("; ".join(faults)) from error
    _check_language_model(settings, origins)
    return settings


def _check_language_model(settings: Settings, origins: Mapping[str, str]) -> None:
    """Makes sure that text and key go only where the user means them to go, and that a limit can be kept."""
    if "toml" in origins.get("llm_key", ""):
        raise SettingsError(f"{origins['llm_key']}: a key has no place in a file; set {PREFIX}LLM_KEY")
    if settings.llm and not _is_address(settings.llm):
        raise SettingsError(
            f"{origins['llm']}: name an address like http://127.0.0.1:8080, with no password or query in it"
        )
    if settings.llm and not settings.llm_model:
        raise SettingsError(f"{origins['llm']}: name the model there too, with --llm-model")
    if settings.llm_model and not settings.llm and origins["llm_model"] == "--llm-model":
        raise SettingsError("--llm-model: name its endpoint too, with --llm URL")
    if settings.llm and settings.llm_key and "toml" in origins["llm"]:
        # Whoever may change a report's repository must not be able to have the key sent to himself.
        raise SettingsError(
            f"{origins['llm']}: a key goes only where --llm or {PREFIX}LLM says; name the endpoint there"
        )
    if settings.llm and settings.max_cost is not None and None in {settings.llm_price_in, settings.llm_price_out}:
        raise SettingsError(
            f"{origins['max_cost']}: the prices are not known; set llm_price_in and llm_price_out, a million tokens,"
            f" in claimcheck.toml or as {PREFIX}LLM_PRICE_IN and {PREFIX}LLM_PRICE_OUT"
        )


def _is_address(url: str) -> bool:
    try:
        return bool(_ADDRESS.fullmatch(url)) and urlsplit(url).port != 0
    except ValueError:
        return False


def _expand_home(merged: dict[str, Any], origins: Mapping[str, str]) -> None:
    for name in ("cache", "papers", "calibration", "prompts", "baseline", "waivers", "lock_file", "annotate"):
        value = merged.get(name)
        try:
            if isinstance(value, (str, Path)):
                merged[name] = Path(value).expanduser()
            elif isinstance(value, (list, tuple)):
                merged[name] = tuple(Path(str(part)).expanduser() for part in value)
        except RuntimeError as error:
            raise SettingsError(f"{origins.get(name, name)}: {error}") from error


def _from_file(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    for path, table in ((folder / "claimcheck.toml", ()), (folder / "pyproject.toml", ("tool", "claimcheck"))):
        text = ""
        try:
            text = path.read_text(encoding="utf-8-sig")
            content: Any = tomllib.loads(text)
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            # A broken pyproject.toml is for other tools to complain of, unless a gate is set in it.
            if table and "tool.claimcheck" not in text:
                continue
            raise SettingsError(f"{path.name}: cannot be read ({error}); mend or remove it") from error
        for key in table:
            content = content.get(key, {}) if isinstance(content, dict) else {}
        if content and not isinstance(content, dict):
            raise SettingsError(f"{path.name}: [{'.'.join(table)}] must be a table of settings")
        if content:
            values = {str(key).replace("-", "_"): value for key, value in content.items()}
            return values, {key: f"{path.name}: {key}" for key in values}
    return {}, {}
