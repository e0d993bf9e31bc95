import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.quantities import quantities, told, unbound

HEADER = ("Method", "GSM8K", "SVAMP", "Latency (ms)")


def row(*cells: str, header: tuple[str, ...] = HEADER) -> Passage:
    text = " ".join((*header, *cells))
    return Passage(text=text, quotation=text, span=(0, len(text)), kind="row", header=header, cells=cells)


SPARSE, DENSE = row("SparseGate", "62.4", "71.0", "18"), row("DenseGate", "58.1", "71.5", "27")


@pytest.mark.parametrize(
    "claim",
    [
        "DenseGate reaches 62.4 on GSM8K.",
        "DenseGate has a latency of 18 ms.",
        "DenseGate reaches 62.4 while SparseGate falls behind.",
        "MoeGate reaches 62.4 on GSM8K.",
    ],
)
def test_the_number_of_one_row_is_not_that_of_another(claim):
    assert quantities(claim, [SPARSE, DENSE])[0].value == 0.0
    assert unbound(claim, [SPARSE, DENSE]) != ()


@pytest.mark.parametrize(
    "claim",
    [
        "SparseGate reaches 62.4 on GSM8K.",
        "The proposed model reaches 62.4 on GSM8K.",
        "SparseGate has a latency of 18 ms.",
        "SparseGate outperforms DenseGate with 62.4 on GSM8K.",
        "Sparse-Gate reaches 62.4 on GSM8K.",
    ],
)
def test_a_claim_that_names_the_row_or_none_has_its_number(claim):
    assert quantities(claim, [SPARSE, DENSE])[0].value == 1.0


def test_a_claim_of_two_rows_finds_in_each_what_is_of_it():
    claim = "SparseGate has a latency of 18 ms, DenseGate one of 27 ms."
    assert [score.value for score in quantities(claim, [SPARSE, DENSE])] == [0.5, 0.5]
    assert unbound(claim, [SPARSE, DENSE]) == ()


@pytest.mark.parametrize(
    ("claim", "cells", "other", "value"),
    [
        ("The steel kettle reached 92.3.", "Copper kettle", "Steel kettle", 0.0),
        ("The copper kettle reached 92.3.", "Copper kettle", "Steel kettle", 1.0),
        ("Llama 7B reached 92.3.", "Llama 13B", "Llama 7B", 0.0),
        ("BERT-Large reached 92.3.", "BERTLARGE", "BERT", 1.0),
        ("Chain of thought reached 92.3, above standard prompting.", "CoT", "Standard prompting", 1.0),
        ("SparseGate reached 92.3.", "Ours", "Baseline", 1.0),
        ("Mould reached 92.3.", "2017", "2018", 1.0),
    ],
)
def test_rows_are_told_apart_by_the_words_in_which_their_names_differ(claim, cells, other, value):
    found = [row(cells, "92.3", header=("System", "Score")), row(other, "84.1", header=("System", "Score"))]
    assert quantities(claim, found)[0].value == value


def test_a_row_of_another_table_says_nothing_about_this_one():
    other = row("Steel kettle", "84.1", header=("Vessel", "Year"))
    assert quantities("The steel pan reached 62.4.", [row("Pan", "62.4", "1", "2"), other])[0].value == 1.0


def test_long_tables_are_read_in_bounded_time():
    rows = [row("Gate " * 400 + str(i), "62.4", "1", "2") for i in range(20)]
    begin = time.process_time()
    quantities("The gate reached 62.4, the other one 62.4. " * 20, rows)
    assert time.process_time() - begin < 3


NAMED = row("P", "GPT-3.5", "Llama2-70B", header=("Setting", "First", "Second"))
CAPTIONED = SPARSE.model_copy(
    update={"text": "Table 2: Accuracy. — Method GSM8K SVAMP Latency (ms) — SparseGate 62.4 71.0 18"}
)


@pytest.mark.parametrize(
    ("claim", "row", "said"),
    [
        ("SparseGate reaches 62.4 on GSM8K.", SPARSE, "For GSM8K, SparseGate has 62.4."),
        (
            "SparseGate gets 62.4 on GSM8K and 71 on SVAMP.",
            SPARSE,
            "For GSM8K, SparseGate has 62.4. For SVAMP, SparseGate has 71.0.",
        ),
        ("It reaches 62.4.", CAPTIONED, "Table 2: Accuracy. — For GSM8K, SparseGate has 62.4."),
        ("SparseGate reaches 99.9 on GSM8K.", SPARSE, SPARSE.text),
        ("SparseGate is quick.", SPARSE, SPARSE.text),
        ("They test GPT-3.5 and Llama2-70B.", NAMED, NAMED.text),
        (
            "Ants solve 42%.",
            row("Ants", "wild", "42 ±3", header=("Animal", "Kind", "Solved (%)")),
            "For Solved (%), Ants wild has 42 ±3.",
        ),
        ("Ants solve 42%.", row("Ants", "42%", header=("Animal", "")), "Ants has 42%."),
        ("Ants solve 42%.", row("Ants", "42%", header=()), "Ants 42%"),
    ],
)
def test_a_row_says_the_cells_of_the_claims_numbers_under_their_headers(claim, row, said):
    assert told(claim, row) == said


def test_a_sentence_says_what_it_says():
    sentence = Passage(text="Ants solve 42% of them.", quotation="x", span=(0, 1))
    assert told("Ants solve 42%.", sentence) == sentence.text


NSL = row("cuda", "1.018", "0.857", header=("Language", "Ours (NSL)", "Starcoder (NSL)"))
ARC_C, ARC_E = row("Arc-C", "40.5", "71.0", "18"), row("Arc-E", "58.1", "71.5", "27")
SMALL, LARGE = row("T100 + FVT", "1.07", "2.1", "3"), row("Distil + T100 + FVT", "4.2", "5.1", "6")


@pytest.mark.parametrize(
    ("claim", "rows", "value"),
    [
        ("For GSM8K they find 40.5 with Arc-E.", (ARC_C, ARC_E), 0.0),
        ("For GSM8K they find 40.5 with Arc-C.", (ARC_C, ARC_E), 1.0),
        ("Distil + T100 + FVT reaches 1.07 on GSM8K.", (SMALL, LARGE), 0.0),
        ("T100 + FVT reaches 1.07 on GSM8K.", (SMALL, LARGE), 1.0),
        ("The authors report 71.0 (GSM8K) for SparseGate.", (SPARSE, DENSE), 0.0),
        ("The authors report 62.4 (GSM8K) for SparseGate.", (SPARSE, DENSE), 1.0),
        ("On Starcoder (NSL), cuda scores 1.018.", (NSL,), 0.0),
        ("On Starcoder (NSL), cuda scores 0.857.", (NSL,), 1.0),
    ],
)
def test_the_only_number_of_a_claim_is_about_the_row_and_the_column_that_it_names_anywhere(claim, rows, value):
    assert quantities(claim, rows)[0].value == value


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("The wax group had 120 patients.", 1.0),
        ("The chalk group had 118 patients.", 1.0),
        ("The chalk group had 120 patients.", 0.0),
        ("Itch was seen in 30 of 120 patients in the wax group.", 1.0),
        ("Itch was seen in 30 of 118 patients in the wax group.", 0.5),
        ("Itch was seen in 12 of the patients with chalk.", 1.0),
        ("Itch was seen in 30 of the patients with chalk.", 0.0),
        ("In all 120 patients were seen.", 1.0),
    ],
)
def test_the_size_of_a_group_is_that_of_its_column_and_no_part_of_its_name(claim, value):
    itch = row("Itch", "12 (10%)", "30 (25%)", header=("Outcome", "Chalk (n = 118)", "Wax (n = 120)"))
    assert quantities(claim, [itch])[0].value == value
