"""What is put before readers: the report's text, bounded, and what is left out is said."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcheck.judge import readable

REPORT = """# Rain

**Research question**: Does it rain on Sundays?

## Abstract

It rains on 40% of all Sundays [1].

- On Mondays it does not.

<!-- Give ten points. -->

## References

1. Wet, A. (2024). Sundays. arXiv:2401.99777.

## Appendix

We looked at the sky.
"""


def long_report(sections, words=300):
    body = "".join(f"## Section {n}\n\n{f'rain{n} ' * words}\n\n" for n in range(1, sections + 1))
    return f"# Rain\n\n{body}"


def test_the_text_goes_in_with_headings_and_items_and_without_reference_list_and_comments(read):
    found = readable(read(REPORT))
    ((name, text),) = found.parts
    assert name == "report"
    assert "## Abstract\n\nIt rains on 40% of all Sundays [1].\n\n- On Mondays it does not." in text
    assert "We looked at the sky." in text
    assert "arXiv:2401.99777" not in text
    assert "ten points" not in text
    assert dict(found.about) == {"title": "Rain", "question": "Does it rain on Sundays?"}
    assert found.note == ""


def test_a_longer_report_goes_in_by_whole_paragraphs(read):
    found = readable(read(long_report(12)))
    assert [name for name, _ in found.parts] == ["report, part 1 of 3", "report, part 2 of 3", "report, part 3 of 3"]
    assert all(5_000 < len(text) <= 9_000 for _, text in found.parts[:-1])
    assert all(sum(f"rain{n} " in f"{text} " for _, text in found.parts) == 1 for n in range(1, 13))
    assert found.note == ""


def test_of_a_very_long_one_the_beginning_and_the_end_are_read_and_that_is_said(read):
    found = readable(read(long_report(100)))
    assert len(found.parts) == 6
    assert "rain1 " in found.parts[0][1]
    assert "rain100" in found.parts[-1][1]
    read_characters = sum(len(text) for _, text in found.parts)
    assert found.note.startswith(f"read of the report: {read_characters:,} of 2")
    assert found.note.endswith("the first 5 parts and the last")


def test_a_report_without_text_has_no_parts(read, make):
    assert readable(read("<!-- nothing -->")).parts == ()
    assert readable(make.audit()).parts == ()


@settings(max_examples=30)
@given(st.integers(1, 20_000), st.sampled_from(["x", "x ", "word. ", "ü\n\n"]))
def test_a_part_is_never_longer_than_it_may_be_and_nothing_is_lost(read, number, piece):
    found = readable(read(piece * number))
    assert all(0 < len(text) <= 9_000 for _, text in found.parts)
    if not found.note:
        read_letters = sum(len("".join(text.split())) for _, text in found.parts)
        assert read_letters == len("".join((piece * number).split()))
