import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.identifiers import (
    ArxivId,
    arxiv_id_from_file_name,
    file_name,
    find_arxiv_ids,
    find_dois,
    find_malformed_arxiv_ids,
    parse_arxiv_id,
)

# Every form in which a report can print an id, with "{}" where the id stands.
FORMS = [
    "{}",
    "arXiv:{}",
    "arXiv: {}",
    "ARXIV {}",
    "arXiv.{}",
    "arXiv id: {}",
    "arXiv preprint arXiv:{}",
    "https://arxiv.org/abs/{}",
    "http://www.arxiv.org/pdf/{}",
    "https://arxiv.org/pdf/{}.pdf",
    "arxiv.org/html/{}",
    "https://arxiv.org/e-print/{}",
    "https://arxiv.org/src/{}",
    "https://export.arxiv.org/abs/{}",
    "https://browse.arxiv.org/format/{}",
    "https://ar5iv.org/abs/{}",
    "https://ar5iv.labs.arxiv.org/html/{}",
    "https://alphaxiv.org/abs/{}",
    "https://huggingface.co/papers/{}",
    "https://doi.org/10.48550/arXiv.{}",
    "http://dx.doi.org/10.48550/ARXIV.{}",
    "10.48550/arXiv.{}",
]

months = st.integers(1, 12)
new_ids = st.builds(
    lambda year, month, number: f"{year:02d}{month:02d}.{number:05d}",
    st.integers(15, 29),
    months,
    st.integers(1, 99_999),
)
old_ids = st.builds(
    lambda archive, year, month, number: f"{archive}/{year:02d}{month:02d}{number:03d}",
    st.sampled_from(["hep-th", "math", "cs", "astro-ph", "cond-mat", "quant-ph", "q-bio", "cmp-lg"]),
    st.integers(92, 99),
    months,
    st.integers(1, 999),
)
versions = st.one_of(st.none(), st.integers(1, 99))


@given(st.one_of(new_ids, old_ids), versions, st.sampled_from(FORMS))
def test_every_written_form_leads_back_to_the_same_id(identifier, version, form):
    meant = ArxivId(identifier, version)
    assert parse_arxiv_id(form.format(meant)) == meant
    assert parse_arxiv_id(str(meant)) == meant


@given(st.one_of(new_ids, old_ids), versions, st.sampled_from(FORMS))
def test_an_id_in_a_sentence_is_found_once_with_its_place(identifier, version, form):
    printed = form.format(ArxivId(identifier, version))
    text = f"As the work ({printed}), and no other, tells."
    (found,) = find_arxiv_ids(text)
    assert (found.value, found.version) == (identifier, version)
    assert text[found.start : found.end] == printed


@given(st.one_of(new_ids, old_ids), versions)
def test_an_id_outlives_being_made_a_file_name(identifier, version):
    meant = ArxivId(identifier, version)
    assert arxiv_id_from_file_name(file_name(str(meant)) + ".pdf") == meant


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("<https://arxiv.org/abs/2406.12708>", "2406.12708"),
        ("[2406.12708]", "2406.12708"),
        ("https://arxiv.org/abs/2406.12708/", "2406.12708"),
        ("https://arxiv.org/abs/2406.12708v2?context=cs.CL", "2406.12708v2"),
        ("https://arxiv.org/pdf/2406.12708v2#page=3", "2406.12708v2"),
        ("  2406.12708 ", "2406.12708"),
        ("math.GT/0309136", "math/0309136"),
        ("https://arxiv.org/abs/cs.CL/0102003v1", "cs/0102003v1"),
        ("HEP-TH/9901001", "hep-th/9901001"),
        ("doi:10.48550/arXiv.2406.12708", "2406.12708"),
        ("https://www.alphaxiv.org/abs/2406.12708", "2406.12708"),
        ("arXiv:2406.12708v1 [cs.CL]", "2406.12708v1"),
        ("0704.0001", "0704.0001"),
    ],
)
def test_what_stands_around_an_id_is_taken_off_it(printed, canonical):
    assert str(parse_arxiv_id(printed)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "arXiv:",
        "2406.127",
        "2406.127081",
        "2413.12708",
        "2400.12708",
        "hep-th/990100",
        "2406.1270",
        "1301.12345",
        "0612.1234",
        "0703.1234",
        "nobody/9901001",
        "2406.12708v0",
    ],
)
def test_what_is_no_id_is_parsed_as_none(text):
    assert parse_arxiv_id(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "12406.12708",
        "3.2406.12708",
        "2406.12708.5",
        "2406.12708-9",
        "x2406.12708",
        "2406.12708x",
        "2406.127081",
        "10.1234/2406.12708",
        "https://example.org/2406.12708/data",
        "a-2001.12345",
    ],
)
def test_no_id_is_taken_out_of_the_middle_of_a_number_or_an_address(text):
    assert find_arxiv_ids(f"See {text} for more.") == []


@pytest.mark.parametrize(
    "text",
    [
        "a loss of 1909.08053%",
        "it took 1909.08053 ms",
        "it took 1909.08053 s",
        "it took 1909.08053 hours",
        "it took 1909.08053 minutes",
        "files of 1909.08053 MB",
        "y = 1909.08053",
        "about ~1909.08053",
        "it costs $1909.08053",
        "1909.08053 ± 3",
        "a table of 1909.08053 × 12",
        "the ratio 1234.5678",
        "an offset of 4512.3456",
        "in 0512.3456 of them",
    ],
)
def test_a_bare_number_that_stands_like_a_quantity_is_no_id(text):
    assert find_arxiv_ids(text) == []


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("0123456789"))
def test_a_longer_number_never_holds_an_id(whole, decimals, digit):
    assert find_arxiv_ids(f"the value {digit}{whole:06d}.{decimals:06d} was read") == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("https://arxiv.org/abs/2406.12708/", ["2406.12708"]),
        ("1909.08053/1909.08054", ["1909.08053", "1909.08054"]),
        ("_2406.12708_", ["2406.12708"]),
        ("arXiv-2406.12708", ["2406.12708"]),
    ],
)
def test_slashes_and_underscores_beside_an_id_hide_none(text, ids):
    assert [found.value for found in find_arxiv_ids(f"see {text} for more")] == ids


def test_ids_in_a_row_are_all_found_in_order():
    text = "(1909.08053, arXiv:2001.12345v2; hep-th/9901001)(2406.12708)"
    assert [(f.value, f.version) for f in find_arxiv_ids(text)] == [
        ("1909.08053", None),
        ("2001.12345", 2),
        ("hep-th/9901001", None),
        ("2406.12708", None),
    ]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("arXiv:2413.12345", "2413.12345"),
        ("arXiv:2406.1270812", "2406.1270812"),
        ("arXiv: 2406.12.", "2406.12"),
        ("https://arxiv.org/abs/24061.2708", "24061.2708"),
        ("https://arxiv.org/pdf/2400.12345.pdf", "2400.12345.pdf"),
        ("https://doi.org/10.48550/arXiv.2499.12345", "2499.12345"),
        ("arXiv:24O6.12708", "24O6.12708"),
        ("arXiv:2406.12708v0", "2406.12708v0"),
        ("arXiv:2406.1270", "2406.1270"),
        ("arXiv:1301.12345", "1301.12345"),
        ("arXiv:0612.12345", "0612.12345"),
        ("arXiv:hep-th/990100", "hep-th/990100"),
        ("https://arxiv.org/html/2413.12345", "2413.12345"),
    ],
)
def test_what_stands_for_an_id_and_is_none_is_malformed(text, wrong):
    (found,) = find_malformed_arxiv_ids(f"see {text}")
    assert found.value == wrong
    assert find_arxiv_ids(text) == []


@given(st.one_of(new_ids, old_ids), versions, st.sampled_from(FORMS))
def test_no_true_id_is_malformed(identifier, version, form):
    assert find_malformed_arxiv_ids(f"See {form.format(ArxivId(identifier, version))}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "arXiv papers of 2024",
        "the arXiv, 15 papers",
        "https://arxiv.org/list/cs.CL/2406",
        "arXiv: 15 papers, Scholar: 10",
        "arXiv: 2024",
        "arXiv: 2024.05.01",
        "https://arxiv.org/html/2406.12708v1/x1.png",
    ],
)
def test_arxiv_named_beside_a_number_is_no_malformed_id(text):
    assert find_malformed_arxiv_ids(text) == []


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/XYZ123", "10.1000/xyz123"),
        ("doi:10.1000/xyz.", "10.1000/xyz"),
        ("DOI: 10.1000/xyz;", "10.1000/xyz"),
        ("<https://doi.org/10.1000/xyz>", "10.1000/xyz"),
        ("http://dx.doi.org/10.1000/xyz", "10.1000/xyz"),
        ("(10.1000/xyz)", "10.1000/xyz"),
        ("(see 10.1016/S0140-6736(05)17709-5).", "10.1016/s0140-6736(05)17709-5"),
        ("**10.1000/abc**", "10.1000/abc"),
        ("<https://doi.org/10.1000%2Fxyz>", "10.1000/xyz"),
    ],
)
def test_a_doi_is_found_in_lower_case_without_what_stands_around_it(text, doi):
    (found,) = find_dois(text)
    assert found.value == doi
    assert text[found.start : found.end].lower().replace("%2f", "/").endswith(doi)


@pytest.mark.parametrize("text", ["10.48550/arXiv.2406.12708", "110.1000/abc", "10.1/abc", "a ratio of 10.2/3"])
def test_an_arxiv_doi_and_a_mere_number_are_no_doi(text):
    assert find_dois(text) == []


@given(st.text(max_size=60))
def test_a_file_name_is_never_a_path(identifier):
    name = file_name(identifier)
    assert name
    assert not name.startswith(".")
    assert not set(name) & set("/\\:\0\n")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2305.10601v2_tree.pdf", "2305.10601v2"),
        ("arXiv-2305.10601.txt", "2305.10601"),
        ("papers/2305.10601.pdf", "2305.10601"),
        ("hep-th-9901001v3.pdf", "hep-th/9901001v3"),
        ("math.GT_0309136v1.pdf", "math/0309136v1"),
        ("2305.106012.pdf", "None"),
        ("thoughts.pdf", "None"),
    ],
)
def test_a_file_is_known_by_the_id_that_its_name_begins_with(name, found):
    assert str(arxiv_id_from_file_name(name)) == found


@pytest.mark.parametrize("find", [find_arxiv_ids, find_dois, find_malformed_arxiv_ids])
@pytest.mark.parametrize(
    "piece",
    [
        "_a",
        "-a",
        "arxiv" + " " * 500,
        "arXiv:2406.12708 ",
        "arxiv ",
        "arxiv.org/abs/",
        "10.1000/",
        "10.1000/" + ")" * 50_000,
        "2406.",
        "a" * 50 + ".",
    ],
)
def test_hostile_repetitions_take_no_time(find, piece):
    begin = time.process_time()
    find(piece * (100_000 // len(piece)))
    assert time.process_time() - begin < 2
