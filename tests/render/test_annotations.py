"""Findings as code hosts and CI want them."""

from claimcheck.render.annotations import by_weight, failures, of_audit, place_of


def test_findings_of_all_reports_come_by_weight_and_then_in_reading_order(file):
    (audit,) = file.audits
    error, warning = audit.findings
    note = warning.model_copy(update={"level": "note"})
    reports = [audit.model_copy(update={"findings": findings}) for findings in ((note, warning), (warning, error))]
    found = by_weight(file.model_copy(update={"audits": tuple(reports)}))
    assert [annotation.finding for annotation in found] == [error, warning, warning, note]
    assert [annotation.audit is reports[1] for annotation in found] == [True, False, True, False]
    assert [annotation.finding for annotation in of_audit(reports[0])] == [note, warning]


def test_a_text_file_has_a_region_and_a_pdf_a_page_in_the_message(file, paged_file):
    (text, *_), (paged, *_) = by_weight(file), by_weight(paged_file)
    assert (text.path, text.region, text.message) == ("review.md", text.finding.location, text.finding.message)
    assert (paged.region, paged.message) == (None, f"page 3: {text.finding.message}")
    place = paged_file.audits[0].claims[0].location
    assert (place_of(file.audits[0], place), place_of(paged_file.audits[0], place)) == (
        ("review.md", 5),
        ("review.md", None),
    )


def test_reports_that_could_not_be_read_are_named(file, paged_file):
    assert failures(file) == []
    assert failures(paged_file) == [("scan.pdf", "scan.pdf: no text layer")]
