import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.errors import DocumentError
from claimcheck.read.decode import LARGEST_TEXT, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("naïve — ✓".encode(), "naïve — ✓"),
        (codecs.BOM_UTF16_LE + "naïve ✓".encode("utf-16-le"), "\ufeffnaïve ✓"),
        (codecs.BOM_UTF16_BE + "naïve ✓".encode("utf-16-be"), "\ufeffnaïve ✓"),
        (codecs.BOM_UTF8 + "naïve ✓".encode(), "\ufeffnaïve ✓"),
        ("“naïve” – 5 €".encode("cp1252"), "“naïve” – 5 €"),
        ("naïve ".encode("latin-1") + b"\x81", "naïve \x81"),
    ],
)
def test_each_encoding_is_read_and_gives_the_same_bytes_back(data, text):
    decoded = decode(data, name="report.md")
    assert decoded.text == text
    assert decoded.text.encode(decoded.encoding) == data


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.encode().strip()))
def test_any_text_in_utf_8_comes_back_to_its_bytes(text):
    decoded = decode(text.encode(), name="report.md")
    assert decoded.text.encode(decoded.encoding) == text.encode()


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_a_text_that_gives_them_back_or_an_error_of_one_line(data):
    try:
        decoded = decode(data, name="report.md")
    except DocumentError as error:
        message = str(error)
    else:
        assert decoded.text.encode(decoded.encoding) == data
        return
    assert message.startswith("report.md: ")
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_refused(data):
    with pytest.raises(DocumentError, match=r"^report\.md: the file is empty$"):
        decode(data, name="report.md")


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"PK\x03\x04" + bytes(range(32)) * 20])
def test_a_binary_file_is_refused_with_the_way_out(data):
    with pytest.raises(DocumentError, match=r"^report\.md: a binary file.*give Markdown"):
        decode(data, name="report.md")


def test_a_few_control_characters_do_not_make_a_text_binary():
    assert decode(b"bees count " * 60 + b"\x00", name="report.md").text.endswith("\x00")


def test_utf_16_that_breaks_off_is_refused_with_the_way_out():
    with pytest.raises(DocumentError, match=r"not valid utf-16-le; save it as UTF-8"):
        decode(codecs.BOM_UTF16_LE + b"\x00\xd8a", name="report.md")


def test_a_text_above_the_limit_is_refused_and_one_at_the_limit_is_read():
    assert len(decode(b"a" * LARGEST_TEXT, name="report.md").text) == LARGEST_TEXT
    with pytest.raises(DocumentError, match="the limit is 20 MB"):
        decode(b"a" * (LARGEST_TEXT + 1), name="report.md")
