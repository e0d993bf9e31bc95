"""JUnit XML, read back by a parser of it."""

import pytest
from junitparser import Error, Failure, JUnitXml, Skipped

from claimcheck.render.junit import render_junit


def read(file):
    return JUnitXml.fromstring(render_junit(file, width=100, color=False).encode())


@pytest.fixture
def suite(file):
    (suite,) = read(file)
    return suite


def test_a_report_is_a_suite_and_a_claim_a_case_with_its_place(suite, file):
    assert (suite.name, suite.tests, suite.failures, suite.errors, suite.skipped) == ("review.md", 6, 1, 0, 2)
    cases = list(suite)
    assert [case.name for case in cases[:5]] == [f"{claim.text} ({claim.id})" for claim in file.audits[0].claims]
    assert {case.classname for case in cases} == {"review.md"}
    assert [case._elem.get("line") for case in cases] == ["5", "7", "8", "11", "13", "22"]


def test_an_error_of_a_claim_is_its_failure(suite):
    (failure,) = list(suite)[1].result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("CC103", "“from 74% to 92%” here, “74%” in 2305.10601v2 p. 1")
    assert failure.text == (
        "review.md:7:3 CC103 error “from 74% to 92%” here, “74%” in 2305.10601v2 p. 1"
        " Take the number from the quoted passage."
    )


def test_verified_claims_pass_and_unchecked_ones_are_skipped_with_the_reason(suite):
    cases = list(suite)
    assert cases[0].is_passed
    assert [(type(case.result[0]), case.result[0].message) for case in cases[3:5]] == [
        (Skipped, "paper missing"),
        (Skipped, "cites nothing"),
    ]


def test_a_finding_of_no_claim_is_a_case_of_its_own_and_a_warning_fails_nothing(suite):
    case = list(suite)[5]
    assert case.name == "CC302 no text to be had of 2310.02226 (not among the papers given, and offline)"
    assert case.is_passed
    assert case.system_out.startswith("review.md:22:1 CC302 warning no text to be had of 2310.02226")


def test_several_errors_of_one_claim_are_told_in_one_failure_and_win_over_skipping(file):
    (audit,) = file.audits
    error = audit.findings[0].model_copy(update={"claim_id": audit.claims[3].id})
    other = error.model_copy(update={"rule": "CC101", "message": "no support"})
    (suite,) = read(file.model_copy(update={"audits": (audit.model_copy(update={"findings": (error, other)}),)}))
    (failure,) = list(suite)[3].result
    assert isinstance(failure, Failure)
    assert [line.split(" ")[1] for line in failure.text.splitlines()] == ["CC103", "CC101"]


def test_a_pdf_has_no_lines_and_a_report_that_could_not_be_read_is_an_error(paged_file):
    paged, broken = read(paged_file)
    assert {case._elem.get("line") for case in paged} == {None}
    assert "review.md:7:3 (page 3) CC103" in list(paged)[1].result[0].text
    ((error,),) = [case.result for case in broken]
    assert isinstance(error, Error)
    assert error.message == "scan.pdf: no text layer"
    assert (broken.tests, broken.errors) == (1, 1)


def test_a_claim_in_a_file_that_the_report_includes_has_that_files_name(file):
    (audit,) = file.audits
    claim = audit.claims[0]
    place = claim.location.model_copy(update={"file": "sections/intro.tex"})
    report = audit.report.model_copy(update={"path": "paper/main.tex", "format": "latex"})
    moved = audit.model_copy(update={"report": report, "claims": (claim.model_copy(update={"location": place}),)})
    (suite,) = read(file.model_copy(update={"audits": (moved,)}))
    assert next(iter(suite))._elem.get("file") == "paper/sections/intro.tex"


def test_a_long_claim_has_a_short_name(file, hostile_audit):
    (suite,) = read(file.model_copy(update={"audits": (hostile_audit("word " * 1000),)}))
    assert len(next(iter(suite)).name) < 250
