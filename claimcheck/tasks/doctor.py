"""`claimcheck doctor`: what is installed, what is found, and what a first run will download."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from claimcheck import __version__
from claimcheck.errors import InputError, ModelError
from claimcheck.tasks.workplace import Workplace
from claimcheck.verify import Verifier

_PACKAGES = (
    "onnxruntime", "tokenizers", "torch", "sentence-transformers", "pymupdf", "arxiv", "httpx", "rapidfuzz", "bm25s",
    "pydantic", "rich",
)  # fmt: skip


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `ok` is False where something has to be done."""

    name: str
    found: str
    ok: bool = True


def examine(workplace: Workplace) -> Iterator[Check]:
    """Looks at everything that an audit needs, without the network and without loading a model."""
    yield Check("claimcheck", __version__)
    supported = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("Python", sys.version.split()[0] + ("" if supported else "; 3.11 to 3.13 are supported"), supported)
    for package in _PACKAGES:
        try:
            yield Check(package, version(package))
        except PackageNotFoundError:
            yield Check(package, f"not installed; run `pip install {package}`", ok=False)
    yield from _models(workplace.verifier)
    yield _cache(workplace)
    settings = workplace.settings
    yield Check("keys", f"CLAIMCHECK_LLM_KEY is {'set' if settings.llm_key else 'not set'}; no other is asked for")
    yield Check(
        "language model", f"{settings.llm_model} at {settings.llm}" if settings.llm else "none named, none needed"
    )
    what = (
        "nothing (--offline)"
        if settings.offline
        else "only the cited papers, about 1 to 3 MB each, one every 3 seconds"
    )
    yield Check("a first run downloads", what)
    yield Check("services asked for papers", "none (--offline)" if settings.offline else ", ".join(settings.sources))


def _models(verifier: Verifier) -> Iterator[Check]:
    for name, check in (
        ("embedding model", verifier.encoder.check),
        ("entailment model", verifier.entailment.check),
        ("calibrated head", verifier.head.check),
    ):
        try:
            info = check()
        except (InputError, ModelError) as error:
            yield Check(name, str(error), ok=False)
        else:
            yield Check(name, f"{info.name}, digest {info.digest[:12]}")


def _cache(workplace: Workplace) -> Check:
    folder = workplace.settings.cache
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0
    writable = workplace.store.writable
    return Check(
        "cache",
        f"{folder}, {size / 1e6:.1f} MB" + ("" if writable else "; not writable: nothing will be kept"),
        writable,
    )
