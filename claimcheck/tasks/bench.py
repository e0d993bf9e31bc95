"""What `evaluate` and `calibrate` work on: a store of their own, and files to write that were checked beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from claimcheck.errors import SettingsError
from claimcheck.settings import Settings
from claimcheck.tasks.workplace import Say, Workplace


@contextmanager
def bench(settings: Settings, progress: Say, warn: Say, *, keep: bool) -> Iterator[Workplace]:
    """A workplace whose store is thrown away in the end, or with `keep` the one of the settings.

    Thousands of rows would fill the user's own cache with what no audit ever asks for, and cost money: what is measured
    is the verifier without a language model.
    """
    with TemporaryDirectory(prefix="claimcheck-", ignore_cleanup_errors=True) as folder:
        own = settings.model_copy(update={"llm": None} if keep else {"llm": None, "cache": Path(folder)})
        with Workplace(own, progress, warn) as workplace:
            yield workplace


def check_targets(files: Mapping[str, Path | None], inputs: Sequence[Path]) -> None:
    """Refuses, before an hour of work, a file that cannot be written or would replace another one of the run.

    Args:
        files: by the option that names each; None for an option that was not given.
        inputs: files that are read.

    Raises:
        SettingsError: which option, and what is wrong with its file.
    """
    taken = {path.resolve(): "an input" for path in inputs}
    for option, file in files.items():
        if file is None:
            continue
        if file.is_dir() or not file.parent.is_dir():
            what = "a folder; name a file in it" if file.is_dir() else "its folder does not exist; make it first"
            raise SettingsError(f"{option} {file}: {what}")
        if file.resolve() in taken:
            raise SettingsError(f"{option} {file}: that is {taken[file.resolve()]}; name another file")
        taken[file.resolve()] = f"the file of {option}"
