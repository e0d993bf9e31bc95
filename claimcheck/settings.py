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
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from claimcheck.errors import SettingsError

PREFIX = "CLAIMCHECK_"
_ADDRESS = re.compile(r"https?://[^/?#@\s]+(?:/[^?#@\s]*)?", re.IGNORECASE)


class Settings(BaseModel):
    """The settings of one run; the environment name of a field is `CLAIMCHECK_` and its name in capitals."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    papers: tuple[Path, ...] = ()
    offline: bool = False
    cache: Path = Field(default_factory=lambda: Path(platformdirs.user_cache_dir("claimcheck")))
    format: str = "table"
    fail_on: str = "error"
    min_verified: float | None = Field(default=None, ge=0, le=1)
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
    arxiv_pace: float = Field(default=3.0, ge=0, le=3600)

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
    origin = {name: f"--{name.replace('_', '-')}" for name, value in given.items() if value not in (None, ())}
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
    for name in ("cache", "papers", "calibration", "prompts"):
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
        try:
            content: Any = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            if table:  # a broken pyproject.toml is for other tools to complain of
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
