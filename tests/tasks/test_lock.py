"""The lock file: the same text and models, or a line that names what changed."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from claimcheck.errors import InputError
from claimcheck.settings import Settings
from claimcheck.tasks.gate import Asked, audit_under_policy
from claimcheck.tasks.workplace import Workplace
from tests.conftest import FIXTURES
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, source
from tests.sources import latex_of

TITLE = "Naming Birds from Ten Clips: Bird Song Classification with Few Labels"
REPORT = (
    "# Birds\n\nPre-training took 6.5 hours on a single consumer graphics card [1].\n\n"
    "Subtitles helped second-language students most when the lecture had no slides [2].\n\n"
    f"## References\n\n1. {TITLE}. 2024. arXiv:2401.99004\n2. Subtitles and Students. 2024. arXiv:2402.99005\n"
)
PAPER = FIXTURES / "papers" / "2401.99004.pdf"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    shutil.copy(PAPER, tmp_path / "papers")
    (tmp_path / "review.md").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """One cache for all, so that not every test verifies anew; those that are about the cache name their own."""
    return tmp_path_factory.mktemp("warm")


@pytest.fixture
def audited(folder, warm):
    def call(*, lock=False, name="review.md", cache=None, **fields):
        fields = {"papers": (folder / "papers",), "offline": True} | fields
        with Workplace(Settings(cache=folder / cache if cache else warm, **fields)) as workplace:
            return audit_under_policy([Path(name)], workplace, Asked(lock=lock)).file

    return call


@pytest.fixture
def locked(audited):
    return audited(lock=True)


def test_a_locked_audit_gives_the_same_result_also_in_a_new_cache(folder, audited, locked):
    before = (folder / "claimcheck.lock").read_bytes()
    assert audited(locked=True).model_dump_json() == locked.model_dump_json()
    assert audited(locked=True, cache="new").model_dump_json() == locked.model_dump_json()
    assert audited(lock=True).model_dump_json() == locked.model_dump_json()
    assert (folder / "claimcheck.lock").read_bytes() == before


def test_the_file_has_papers_by_id_version_and_digest_models_and_thresholds_and_no_path(folder, locked):
    text = (folder / "claimcheck.lock").read_text(encoding="utf-8")
    content = json.loads(text)
    (paper,) = content["papers"].values()
    assert (paper["paper"]["id"], paper["paper"]["version"]) == ("2401.99004", 3)
    assert paper["paper"]["sha256"] == locked.audits[0].papers[0].sha256
    assert content["claimcheck"] == locked.claimcheck.model_dump(mode="json")
    assert str(folder) not in text


def test_a_latex_source_in_the_folder_is_locked_with_its_pdf(folder, audited):
    packed = folder / "papers" / "2401.99004.tar.gz"
    packed.write_bytes(source(latex_of("2401.99004")))
    before = audited(lock=True)
    assert before.audits[0].references[0].detail.startswith("from its LaTeX source")
    again = audited(locked=True, cache="new")
    assert again.model_dump_json() == before.model_dump_json()
    # What marks passages in a paper needs the PDF.
    assert again.audits[0].papers[0].pdf == before.audits[0].papers[0].pdf == sha256(PAPER.read_bytes()).hexdigest()
    packed.write_bytes(source(latex_of("2401.99004") | {"more.tex": "More."}))
    with pytest.raises(InputError, match="changed or gone"):
        audited(locked=True)


def test_a_file_under_another_name_is_the_same_paper(folder, audited, locked):
    (folder / "papers" / "2401.99004.pdf").rename(folder / "papers" / "birds.pdf")
    assert audited(locked=True).model_dump_json() == locked.model_dump_json()


def test_a_newer_file_beside_it_is_left_alone(folder, audited, locked):
    with (folder / "papers" / "2401.99004v9.pdf").open("wb") as file:
        file.write(PAPER.read_bytes() + b"%")
    assert audited(locked=True).model_dump_json() == locked.model_dump_json()


def test_a_paper_that_came_after_the_lock_is_left_out(folder, audited, locked):
    (folder / "papers" / "2402.99005.txt").write_text("Subtitles and Students\n\nSubtitles helped students.\n")
    assert audited(locked=True).model_dump_json() == locked.model_dump_json()


@pytest.mark.parametrize(
    "change", [lambda path: path.write_bytes(PAPER.read_bytes() + b"%"), lambda path: path.unlink()]
)
def test_a_paper_that_changed_or_is_gone_is_named(folder, audited, locked, change):  # noqa: ARG001 - it made the lock
    change(folder / "papers" / "2401.99004.pdf")
    with pytest.raises(InputError, match=r"^2401\.99004v3 “Naming Birds.*: changed or gone, nothing in --papers has"):
        audited(locked=True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Subtitles and Students. 2024", "Subtitles and Students. 2023", "the entry of 2402.99005 changed"),
        ("arXiv:2402.99005", "arXiv:2402.99006", "2402.99006 is not in claimcheck.lock"),
    ],
)
def test_an_entry_that_changed_or_is_new_is_named(folder, audited, locked, old, new, said):  # noqa: ARG001 - as above
    (folder / "review.md").write_text(REPORT.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=rf"^review\.md: .*{said}"):
        audited(locked=True)


def test_a_report_whose_words_changed_is_held_against_the_same_papers(folder, audited, locked):
    (folder / "review.md").write_text(REPORT.replace("6.5 hours", "9.5 hours"), encoding="utf-8")
    again = audited(locked=True)
    assert again.audits[0].papers == locked.audits[0].papers
    assert again.audits[0].claims[0].verdict != locked.audits[0].claims[0].verdict


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c["claimcheck"].update(version="0.0.1"), "claimcheck is .*, locked is 0.0.1"),
        (lambda c: c["claimcheck"]["models"][0].update(digest="ab"), "the model .* is .*, locked is ab"),
        (lambda c: c["claimcheck"]["models"].pop(), "the model .* is .*, locked is none"),
        (lambda c: c["claimcheck"]["thresholds"].update(verified=0.1), "the threshold verified is .*, locked is 0.1"),
        (lambda c: c["reports"].clear(), "not in claimcheck.lock"),
        (lambda c: c["papers"].clear(), "damaged at 2401.99004"),
        (lambda c: c["reports"]["review.md"]["2402.99005"]["found"].update(x=1), "damaged at 2402.99005"),
        (lambda c: next(iter(c["papers"].values())).update(text="ab"), "is read otherwise"),
        (lambda c: c.update(version=2), "no lock"),
        (lambda c: c.update(extra=2), "no lock"),
    ],
)
def test_another_program_model_threshold_or_a_damaged_lock_is_named(folder, audited, locked, change, said):  # noqa: ARG001
    content = json.loads((folder / "claimcheck.lock").read_text(encoding="utf-8"))
    change(content)
    (folder / "claimcheck.lock").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        audited(locked=True)


def test_without_a_lock_it_says_how_to_make_one(audited):
    with pytest.raises(InputError, match=r"^claimcheck\.lock: no such lock; make one with audit --lock"):
        audited(locked=True)


def test_only_a_lock_is_written_over(folder, audited):
    for content in (REPORT, "[]", '{"version": 1}'):
        (folder / "claimcheck.lock").write_text(content, encoding="utf-8")
        with pytest.raises(InputError, match=r"claimcheck\.lock: exists and is no lock; name another file"):
            audited(lock=True)
        assert (folder / "claimcheck.lock").read_text(encoding="utf-8") == content
    (folder / "claimcheck.lock").write_text('{"version": 0, "papers": {}, "reports": {}}', encoding="utf-8")
    assert audited(lock=True).model_dump_json() == audited(locked=True).model_dump_json()


def test_no_lock_is_written_where_a_report_could_not_be_read(folder, audited):
    assert audited(lock=True, name="missing.md").audits[0].error
    assert not (folder / "claimcheck.lock").exists()


def test_fetched_papers_and_what_arxiv_said_are_had_again_without_arxiv(audited):
    papers = {
        "2401.99004": LoopbackPaper(title=TITLE, abstract="An abstract.", versions={3: PAPER.read_bytes()}),
    }
    with LoopbackArxiv(papers) as arxiv:
        named = {name.removeprefix("CLAIMCHECK_").lower(): value for name, value in arxiv.environment.items()}
        options = named | {"arxiv_pace": 0, "papers": (), "offline": False, "cache": "own"}
        online = audited(lock=True, **options)
        asked = len(arxiv.requests)
        assert [f.rule for f in online.audits[0].findings if f.rule == "CC303"] == ["CC303"]
        again = audited(**options | {"locked": True, "offline": True})
        assert again.model_dump_json() == online.model_dump_json()
        assert len(arxiv.requests) == asked
    with pytest.raises(InputError, match="nothing in the cache or --papers has its locked SHA-256"):
        audited(**options | {"locked": True, "offline": True, "cache": "other"})
    at_hand = audited(locked=True, cache="other")
    assert at_hand.model_dump_json() == online.model_dump_json()
