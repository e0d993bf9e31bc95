"""References that print no arXiv id, and what is said wrongly of papers, through the command line and over loopback."""

from __future__ import annotations

import json

from tests.conftest import FIXTURES
from tests.servers.arxiv import LoopbackArxiv, LoopbackPaper, Manner
from tests.servers.catalogues import LoopbackCatalogues, LoopbackWork

_SLOWER = "Slower Is Not Clearer: Speaking Rate and Listeners' Recall in Synthetic Reading Aloud"
_PROBES = "Calibrating Ten-Euro Soil Moisture Probes with a Neighbourhood Network"
_REPORT = f"""# What listeners recall of synthetic reading aloud

Slower reading did not improve listeners' recall [1]. The network was trained on 60 probes
in 12 market gardens, followed over 31 weeks [2]. Wasps see well at dusk [3].
Ants count their steps on the way home [4]. Bees dance less in rain [5].

## References

1. Nora Quill (2024). {_SLOWER}.
2. A. Invented and B. Madeup. "{_PROBES}." arXiv:2405.99002v1, 2024.
3. C. Marsh (2019). Wasps at dusk over the northern lakes. https://doi.org/10.1000/wasps.1
4. D. Lind (2018). Steps of desert ants and how far home is.
5. E. Orr (2017). A dance of bees that nobody has catalogued.
"""
_WORKS = (
    LoopbackWork(
        "Wasps at dusk over the northern lakes",
        authors=("C. Marsh",),
        year=2019,
        doi="10.1000/wasps.1",
        abstract="Wasps see well at dusk. We filmed them over three lakes.",
        retracted_by="10.1000/notice",
    ),
    LoopbackWork("Steps of desert ants and how far home is", authors=("Dora Lind",), year=2018, doi="10.1000/ants.1"),
)


def _papers():
    def pdf(name):
        return (FIXTURES / "papers" / f"{name}.pdf").read_bytes()

    return {
        "2403.99001": LoopbackPaper(_SLOWER, authors=("Nora Quill", "T. Ember"), versions={1: pdf("2403.99001")}),
        "2405.99002": LoopbackPaper(
            _PROBES,
            authors=("Ada Example",),
            versions={1: pdf("2405.99002"), 2: pdf("2311.99003")},
        ),
    }


def _audit(run, folder, *options, misbehave=()):
    (folder / "report.md").write_text(_REPORT)
    with LoopbackArxiv(_papers()) as arxiv, LoopbackCatalogues(_WORKS) as catalogues:
        for service in misbehave:
            catalogues.misbehave(service, Manner.SERVER_ERROR)
        environment = arxiv.environment | catalogues.environment | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        arguments = ("audit", "report.md", "--cache", folder / "cache", "--format", "json", *options)
        done = run(*arguments, cwd=folder, env=environment)
        asked = len(arxiv.requests) + len(catalogues.requests)
        again = run(*arguments, "--offline", cwd=folder, env=environment)
        assert len(arxiv.requests) + len(catalogues.requests) == asked
    assert done.returncode in {1, 3}, done.stderr
    return json.loads(done.stdout)["audits"][0], json.loads(again.stdout)["audits"][0], catalogues


def test_every_reference_becomes_a_work_and_what_is_wrong_with_it_is_said(run, tmp_path):
    audit, again, _ = _audit(run, tmp_path)

    references = list(audit["references"])
    assert [reference["status"] for reference in references] == ["read", "read", "read", "missing", "unidentified"]
    assert [reference["paper"] for reference in references] == [
        "2403.99001",
        "2405.99002",
        "10.1000/wasps.1",
        None,
        None,
    ]
    assert [(paper["source"], paper["text"]) for paper in audit["papers"]] == [
        ("arxiv", "full"), ("arxiv", "full"), ("openalex", "abstract"),
    ]  # fmt: skip
    said = {(finding["rule"], finding["level"], finding["reference_key"]) for finding in audit["findings"]}
    keys = [reference["key"] for reference in references]
    assert {
        ("CC302", "warning", keys[3]),
        ("CC302", "warning", keys[4]),
        ("CC305", "error", keys[2]),
        ("CC309", "warning", keys[1]),
    } <= said
    # The newest version, here another text, no longer has what verified the claim.
    assert audit["claims"][1]["verdict"] == "verified"
    [outdated] = [finding for finding in audit["findings"] if finding["rule"] == "CC306"]
    assert (outdated["level"], outdated["reference_key"]) == ("warning", keys[1])
    assert "no longer in it: “" in outdated["message"]
    assert "CC303" not in {rule for rule, _, _ in said}
    assert again["references"] == references
    assert again["findings"] == audit["findings"]


def test_with_all_catalogues_down_the_audit_goes_on_and_nothing_is_called_invented(run, tmp_path):
    audit, _, catalogues = _audit(run, tmp_path, misbehave=("openalex", "crossref", "semantic-scholar"))

    assert [reference["status"] for reference in audit["references"]] == [
        "read", "read", "missing", "unidentified", "unidentified",
    ]  # fmt: skip
    assert "OpenAlex gave no answer (HTTP 500)" in audit["references"][4]["detail"]
    assert not {"CC303", "CC304", "CC305"} & {finding["rule"] for finding in audit["findings"]}
    assert catalogues.requests


def test_sources_names_fewer_and_a_wrong_name_is_one_line(run, tmp_path):
    _, _, catalogues = _audit(run, tmp_path, "--sources", "arxiv,crossref")
    assert {request.path.split("/")[1] for request in catalogues.requests} == {"crossref"}

    done = run("audit", "report.md", "--sources", "google", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--sources" in done.stderr
    assert "semantic-scholar" in done.stderr


def test_fetch_takes_a_doi_and_copies_the_version_on_arxiv(run, tmp_path):
    work = LoopbackWork(_SLOWER, authors=("Nora Quill",), year=2024, doi="10.1000/slower", arxiv_id="2403.99001")
    with LoopbackArxiv(_papers()) as arxiv, LoopbackCatalogues([work]) as catalogues:
        environment = arxiv.environment | catalogues.environment | {"CLAIMCHECK_ARXIV_PACE": "0.01"}
        arguments = ("--to", tmp_path / "here", "--cache", tmp_path / "cache")
        done = run("fetch", "https://doi.org/10.1000/slower", *arguments, env=environment)
        unknown = run("fetch", "10.1000/nothing", *arguments, env=environment)
    assert done.returncode == 0, done.stderr
    assert [file.name for file in (tmp_path / "here").iterdir()] == ["2403.99001v1.pdf"]
    assert unknown.returncode == 3
    assert "other registries of DOIs were not asked" in unknown.stdout
