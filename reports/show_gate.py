"""Walks the gate through a scratch repository: what was typed, how it ended, what was said.

python reports/show_gate.py OUT.md     (from the root of the checkout; the words between the blocks are written by hand)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRONG = "Fine-tuning with ten clips for each species reaches a macro-F1 of 0.78 [4]."
WAIVERS = """[[waiver]]
rule = "CC102"
claim = "In the six gardens that watered by the corrected readings…"
reason = "the erratum of May turns the sign"
who = "Ada"
expires = 2026-06-30

[[waiver]]
rule = "CC103"
claim = "A claim that was taken out long ago."
reason = "see the erratum"
"""
SETTINGS = 'papers = ["papers"]\noffline = true\nformat = "json=audit.json"\ncache = "{cache}"\n'
_MOST = 12


class Walk:
    """A scratch repository, and what happened in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "scratch"
        self.folder.mkdir()
        self.lines: list[str] = []
        shutil.copytree(ROOT / "fixtures" / "papers", self.folder / "papers")
        shutil.copy(ROOT / "fixtures" / "synthesis.md", self.folder / "review.md")
        self.write("claimcheck.toml", SETTINGS.format(cache=folder / "cache"))
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("commit", "-qm", "first")

    def git(self, *arguments: str) -> None:
        """A command of git, whose output nobody reads."""
        identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *identity, *arguments], cwd=self.folder, check=True)  # noqa: S603, S607 - our own

    def write(self, name: str, text: str) -> None:
        """A file of the repository."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, old: str, new: str) -> None:
        """A change of the report, shown."""
        text = (self.folder / "review.md").read_text(encoding="utf-8")
        self.write("review.md", text.replace(old, new))
        self.lines.append(f"# review.md: {old} → {new}")

    def run(self, arguments: str, **environment: str) -> None:
        """A command, its exit code and what it said, the first lines of it."""
        command = [sys.executable, "-m", "claimcheck", *arguments.split()]
        named = os.environ | {"PYTHONPATH": str(ROOT)} | environment
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=self.folder, env=named, capture_output=True, text=True, check=False
        )
        said = [line for line in (done.stdout + done.stderr).splitlines() if ": verifying" not in line]
        shown = said[:_MOST] + ([f"… {len(said) - _MOST} more lines"] if len(said) > _MOST else [])
        before = "".join(f"{name}={value} " for name, value in environment.items())
        self.lines += [f"$ {before}claimcheck {arguments}", *shown, f"[exit {done.returncode}]", ""]

    def section(self, title: str) -> None:
        """A heading, with what follows in a block of its own."""
        self.lines += ["```", "", f"## {title}", "", "```text"] if self.lines else [f"## {title}", "", "```text"]


def walk(scene: Walk) -> None:
    """All of it, in the order in which a repository meets it."""
    scene.section("Without anything, and with a baseline")
    scene.run("audit review.md")
    scene.run("audit review.md --baseline base.json")
    scene.run("audit review.md --baseline base.json --write-baseline")
    shutil.copy(scene.folder / "audit.json", scene.folder / "old.json")
    scene.run("audit review.md --baseline base.json --fail-on note")
    scene.edit(WRONG, WRONG.replace("0.78", "0.68"))
    scene.run("audit review.md --baseline base.json --fail-on note")
    scene.run("audit review.md --baseline base.json --update-baseline")
    scene.section("Only what a change touches")
    scene.run("audit review.md --since HEAD --min-verified 0.9")
    scene.run("diff old.json audit.json")
    scene.git("commit", "-qam", "second")
    scene.run("audit review.md --since HEAD --min-verified 0.9")
    scene.edit("by 3.1 points at 170 words", "by 9.1 points at 170 words")
    scene.run("audit review.md --since HEAD")
    scene.run("audit review.md --changed other.md")
    scene.run("audit review.md --since no-such-branch")
    shutil.copy(scene.folder / "audit.json", scene.folder / "new.json")
    scene.run("diff old.json new.json")
    scene.git("checkout", "-q", "review.md")
    scene.section("Waivers")
    scene.edit("0.019 m³/m³ [2].", "0.019 m³/m³ [2]. <!-- claimcheck: ignore[CC103] recalibrated since -->")
    scene.write("claimcheck-waivers.toml", WAIVERS)
    scene.run("audit review.md --fail-on CC102,CC103,CC501", CLAIMCHECK_TODAY="2026-06-30")
    scene.run("audit review.md --fail-on CC102,CC103,CC501", CLAIMCHECK_TODAY="2026-07-01")
    scene.section("Levels, and rules that cannot act")
    scene.run("audit review.md --level CC101=note,CC107=off --fail-on error,CC303,CC404,CC107")
    scene.section("A lock")
    scene.run("audit review.md --lock")
    shutil.copy(scene.folder / "audit.json", scene.folder / "locked.json")
    scene.run("audit review.md --locked")
    same = (scene.folder / "audit.json").read_bytes() == (scene.folder / "locked.json").read_bytes()
    scene.lines += [f"# the same bytes: {same}", ""]
    with (scene.folder / "papers" / "2405.99002.pdf").open("ab") as file:
        file.write(b"%")
    scene.lines.append("# one byte is added to papers/2405.99002.pdf")
    scene.run("audit review.md --locked")
    scene.lines.append("```")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        scene = Walk(Path(made))
        walk(scene)
        Path(sys.argv[1]).write_text("\n".join(scene.lines) + "\n", encoding="utf-8")
