import gzip
import json
import time

import pytest

from claimcheck.model import Passage
from claimcheck.verify.quantities import joined, missing, quantities, unbound


def passage(text: str, kind: str = "sentence") -> Passage:
    return Passage(text=text, quotation=text, span=(0, len(text)), kind=kind)


def values_of(claim: str, text: str) -> float:
    return quantities(claim, [passage(text)])[0].value


def test_the_difference_of_two_printed_numbers_need_not_be_found():
    assert missing("rose from 36.4 to 55.9 (+19.5)", [passage("rose from 36.4 to 55.9")]) == ()


def test_a_signed_number_that_is_no_difference_must_be_found():
    assert missing("rose from 36.4 to 55.9 (+12.5)", [passage("rose from 36.4 to 55.9")]) == ("+12.5",)


def test_number_words_and_digits_of_compounds_need_not_be_found():
    assert missing("two bees of a 3-kinase in MEK 1/2", [passage("bees")]) == ()


def test_what_is_missing_may_stand_in_any_of_the_passages():
    claim = "It rose from 12% to 34% in 56 days."
    assert missing(claim, [passage("It was 12%."), passage("In 56 days it changed.")]) == ("34%",)


@pytest.mark.parametrize(
    ("claim", "text", "value", "conflict"),
    [
        ("Accuracy reached 81%.", "Accuracy reached 81.2%.", 1.0, None),
        ("Accuracy reached 81%.", "Accuracy reached 79%.", 0.0, ("81%", "79%")),
        # A share is no count, however near.
        ("Of the singers, six died.", "Of the singers, 5.7% fell ill, and two died.", 1.0, ("six", "two")),
        ("BERT has 340M parameters.", "The small one has 110M parameters.", 0.0, ("340M", "110M")),
        ("Bees count four landmarks.", "Bees count five landmarks.", 1.0, ("four", "five")),
        ("It has 12 layers.", "It has 12 layers and 24 heads.", 1.0, None),
        ("12 layers were trained.", "24 heads were learned.", 0.0, None),
        ("Accuracy reached 81%.", "Accuracy reached 3x.", 0.0, None),
        ("Accuracy rose.", "Accuracy reached 79%.", 1.0, None),
        ("It rose from 12% to 34%.", "It rose from 12%.", 0.5, None),
    ],
)
def test_a_conflict_is_another_number_of_the_same_unit_and_noun_and_nothing_else(claim, text, value, conflict):
    (score,) = quantities(claim, [passage(text)])
    assert score.value == pytest.approx(value)
    assert (score.conflict and (score.conflict.claim, score.conflict.source)) == conflict
    assert score.conflict is None or score.conflict.kind == "quantity"


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("The median boiling time at 2,400 m was 6.2 minutes.", 1.0),
        ("The median boiling time at 2,400 m was 4.9 minutes.", 0.5),
        ("At sea level the median boiling time was 4.9 minutes.", 1.0),
        ("It took 4.9 minutes at sea level versus 6.2 minutes at 2,400 m.", 1.0),
    ],
)
def test_a_number_that_a_result_is_compared_with_belongs_to_the_other_side(claim, value):
    said = "At 2,400 m the median boiling time was 6.2 minutes, against 4.9 minutes at sea level."
    assert values_of(claim, said) == value


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("The copper kettle reached 92.3%.", 1.0),
        ("The steel kettle reached 92.3%.", 0.0),
        ("The steel kettle reached 84.1%.", 1.0),
        ("The kettle reached 92.3%.", 1.0),
    ],
)
def test_a_number_of_one_thing_is_none_of_another_of_its_kind(claim, value):
    assert values_of(claim, "The copper kettle reached 92.3% efficiency and the steel kettle 84.1%.") == value


@pytest.mark.parametrize(
    ("claim", "value"),
    [
        ("The hybrid system reaches an nDCG@10 of 0.534 on Dogwood.", 1.0),
        ("The hybrid system reaches an nDCG@10 of 0.534 on Alder.", 0.5),
        ("The hybrid system reaches an nDCG@10 of 0.534.", 1.0),
        ("The hybrid system reaches 0.509 on Alder and 0.534 on Dogwood.", 1.0),
    ],
)
def test_a_number_of_a_row_stands_in_the_column_that_the_claim_names(claim, value):
    header, cells = ("System", "Alder", "Dogwood"), ("Hybrid", "0.509", "0.534")
    text = " ".join(("nDCG@10", *header, *cells))
    row = Passage(text=text, quotation="-", span=(0, 9), kind="row", header=header, cells=cells)
    assert quantities(claim, [row])[0].value == value
    without = row.model_copy(update={"header": ()})
    assert quantities(claim, [without])[0].value == 1.0


def test_a_score_names_the_numbers_without_counterpart_as_printed():
    (score,) = quantities("It rose from 12% to 34.0% of 1,234.", [passage("It was 12%.")])
    assert score.unmatched == ("34.0%", "1,234")


def test_what_a_conflict_names_stands_by_the_number_that_both_have():
    text = "Recall fell by 4.4 points at 200 words a minute and by 3.1 points at 170 words a minute."
    (found,) = quantities("Recall fell by 4.1 points at 170 words a minute.", _sentences(text))
    assert found.conflict is not None
    assert (found.conflict.claim, found.conflict.source) == ("4.1 points", "3.1 points")


def test_there_is_one_score_a_passage_in_order():
    scores = quantities("81% of bees", [passage("81% of bees"), passage("nothing"), passage("0.81 of bees")])
    assert [score.value for score in scores] == [1.0, 0.0, 1.0]


PALM = (
    "increasing the accuracy on MultiArith from 17.7% to 78.7% and GSM8K from 10.4% to 40.7% with large InstructGPT "
    "model (text-davinci-002), as well as similar magnitudes of improvements with another model, PaLM."
)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The model has an accuracy of 62%.", "We use 62% of the data for training and reach an accuracy of 55%."),
        ("Accuracy rises from 17.7% to 78.7% with PaLM.", PALM),
        ("GSM8K accuracy rises from 17.7% to 78.7%.", PALM),
        (
            "Mortality of treated patients was 12%.",
            "Mortality was 12% in the placebo group and 8% in the treated group.",
        ),
        ("Wasps reach 62%.", "Bees reach 62% while wasps reach 55%."),
        ("Recall reached 91%.", "Precision was 91% and recall was 64%."),
        ("There were 38 deaths.", "There were 38 cases and 12 deaths."),
        ("Error fell to 3%.", "Accuracy was lower (P = .03)."),
        ("Accuracy was 80% in German.", "Accuracy was 80% in French."),
        ("We trained 12 layers.", "We trained for 12 epochs."),
    ],
)
def test_a_number_that_stands_there_for_something_else_is_no_support(claim, text):
    (score,) = quantities(claim, [passage(text)])
    assert score.value == 0.0
    assert score.unmatched
    assert unbound(claim, [passage(text)])[0] == score.unmatched[0]
    assert missing(claim, [passage(text)]) == ()


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("InstructGPT rises from 17.7% to 78.7% on MultiArith.", PALM),
        (
            "Mortality of treated patients was 8%.",
            "Mortality was 12% in the placebo group and 8% in the treated group.",
        ),
        ("The proteins weigh 23, 15 and 216 kD.", "Three frames encode proteins of 23, 15 and 216 kd."),
        ("It scored 62%.", "The accuracy of our model was 62%."),
        ("F1 was 90.2.", "We reach an F1 of 0.902."),
        ("Over 40 bees danced.", "Of the bees, 46 bees danced."),
        ("The effect was clear (p < 0.05).", "The effect was clear (P<.01)."),
        ("About 10 people died.", "There were 10 recorded deaths."),
        ("The gain is 5-7%.", "The gain is between 5% and 7%."),
    ],
)
def test_a_number_for_the_same_thing_in_other_words_is_support(claim, text):
    (score,) = quantities(claim, [passage(text)])
    assert (score.value, score.unmatched, score.conflict) == (1.0, (), None)
    assert unbound(claim, [passage(text)]) == missing(claim, [passage(text)]) == ()


@pytest.mark.parametrize(
    ("claim", "text", "value"),
    [
        ("Over 40 bees danced.", "In all 460 bees danced.", 0.0),
        ("Over 1.2 million adults use it.", "More than 1.5 million adults use it.", 0.0),
        ("Over 40 bees danced.", "In all 39 bees danced.", 0.0),
    ],
)
def test_a_bound_is_borne_out_only_by_a_number_near_it_on_the_right_side(claim, text, value):
    assert values_of(claim, text) == value


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("At least 12% of them danced.", "Of them 12% danced."),
        ("It was tried on at least five tasks.", "It was tried on five tasks."),
        ("More than 40 bees danced.", "In all 40 bees danced."),
    ],
)
def test_a_bound_that_only_the_claim_has_is_not_borne_out(claim, text):
    assert values_of(claim, text) == 0.0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("At least 12% of them danced.", "Between 12% and 20% of them danced."),
        ("At least 12 bees danced.", "12 or more bees danced."),
        ("It took over 12 months.", "It took 12 months."),
        ("The effect was clear (p < 0.05).", "The effect was clear (P = .05)."),
        ("More than 40% danced.", "Of them, 40.3% danced."),
        ("It was tried on five tasks.", "It was tried on at least five tasks."),
    ],
)
def test_a_bound_is_borne_out_by_one_or_by_what_lies_beyond(claim, text):
    assert values_of(claim, text) == 1.0


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Cortisol rose by 260 nmol.", "Cortisol rose from 210 to 260 nmol."),
        ("Mould fell by 19%.", "Mould fell from 31% to 19%."),
        ("Mould fell by 31%.", "Mould fell from 31% to 19%."),
        ("It reduced the loss to 12%.", "It reduced the loss by 12%."),
        ("It reduced the loss to 12%.", "There was a 12% reduction in loss."),
        ("An increase in heat of 12% was seen.", "Heat increased to 12%."),
    ],
)
def test_how_far_something_went_is_not_where_it_ended(claim, text):
    (score,) = quantities(claim, [passage(text)])
    assert (score.value, score.conflict) == (0.0, None)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It rose by 5 to 10%.", "It rose by 5-10%."),
        ("It was cut by up to 12%.", "It was reduced by 12%."),
        ("It rose to 260.", "It rose from 210 to 260."),
        ("It increased 12%.", "It increased by 12%."),
        ("It was reported by 12 patients.", "Reports fell on 12 patients."),
        ("It fell by up to 12% compared to 31%.", "It fell by 12%, compared to 31%."),
    ],
)
def test_a_change_told_in_other_words_is_the_same_change(claim, text):
    assert values_of(claim, text) == 1.0


@pytest.mark.parametrize(
    ("claim", "text", "conflict"),
    [
        ("It lifts accuracy (74% → 92%).", "Accuracy rose from 4% to 74% with it.", ("74% → 92%", "4% to 74%")),
        ("It fell from 12% to 34%.", "It went from 34% to 12%.", ("12% to 34%", "34% to 12%")),
        ("It rose to 80% from 60%.", "It rose from 60% to 80%.", None),
        ("It was 68%, up from 51%.", "It rose from 51% to 68%.", None),
        ("It was 51%, down from 68%.", "It was 68%, up from 51%.", ("51%, down from 68%", "68%, up from 51%")),
        ("Values from 60% to 80% were seen.", "Values ranged from 80% to 60%.", None),
    ],
)
def test_the_two_ends_of_a_change_are_bound_to_their_order(claim, text, conflict):
    (score,) = quantities(claim, [passage(text)])
    assert (score.conflict and (score.conflict.claim, score.conflict.source)) == conflict


def test_a_change_told_otherwise_is_unbound_until_some_passage_has_it():
    claim, other, right = (
        "It fell from 12% to 34%.",
        passage("It went from 34% to 12%."),
        passage("From 12% to 34% it fell."),
    )
    assert "12% to 34%" in unbound(claim, [other])
    assert unbound(claim, [other, right]) == ()


@pytest.mark.parametrize(
    ("claim", "text", "conflict"),
    [
        ("It lasted 12 months.", "It lasted 12 years.", ("12 months", "12 years")),
        (
            "The wheels held 2.57 milligrams of salt.",
            "The wheels held 2.57 grams of salt.",
            ("2.57 milligrams", "2.57 grams"),
        ),
        ("It costs 300 dollars a cellar.", "It costs 300 euros a cellar.", None),
        ("It sold 5 million books.", "It sold 5 billion books.", ("5 million", "5 billion")),
        ("The patients were 35.6% female.", "Of the patients 64.4% were male.", None),
        ("More than 40 bees danced.", "In all 30 bees danced.", ("40", "30")),
        ("Sleep correlated with age (r = 0.31).", "Sleep correlated with age (r = -0.31).", None),
        ("The F1 was 0.6 here.", "The F1 was 0.68 here.", None),
        ("The F1 was 0.6 here.", "The F1 was 0.78 here.", ("0.6", "0.78")),
        ("In all 60 bees danced.", "More than 50 bees danced.", None),
        ("Patients with type 1 diabetes improved.", "Patients with type 2 diabetes improved.", ("1", "2")),
        ("Accuracy was 62%.", "We use 62% of the data and reach an accuracy of 55%.", ("62%", "55%")),
    ],
)
def test_a_conflict_knows_units_bounds_complements_and_stages(claim, text, conflict):
    (score,) = quantities(claim, [passage(text)])
    assert (score.conflict and (score.conflict.claim, score.conflict.source)) == conflict


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The mean age of the nurses was 54 years.", "The mean age of the nurses was 54.2 years."),
        ("Participants lost about 5 kg of weight.", "Participants lost 4.8 kg of weight on average."),
        ("About 40% of the adults smoked.", "Of the adults, 38.6% smoked."),
        ("About 5,000 women took part in the trial.", "A total of 4,870 women took part in the trial."),
        ("Each query takes close to 100 ms.", "Each query takes 103 ms."),
        ("Patients were followed for over 11 years.", "Patients were followed for 11.6 years."),
        ("Patients older than 65 were excluded.", "Patients over 65 years of age were excluded."),
        ("It lowered systolic blood pressure by 9.6 mm Hg.", "It lowered blood pressure by 9.6/5.3 mm Hg."),
        ("Mean blood pressure was 128/82 mm Hg.", "Mean blood pressure was 128/82 mmHg."),
        ("Its mass is 1.3 × 10^12 solar masses.", "It has a mass of (1.3 ± 0.2) × 10^12 solar masses."),
        ("The rate was 5 × 10^-8 per site.", "The rate per site was 5 × 10−8."),
        ("Mean IQ was 98.4 in the exposed and 101.7 in the unexposed group.",
         "Mean IQ was 98.4 (SD = 14.2) in the exposed and 101.7 (SD = 13.9) in the unexposed group."),
        ("The accuracy on the test set was 0.912.", "The accuracy was 0.912 (SD 0.011) on the test set."),
        ("They took part in no fewer than 12 sessions.", "They took part in at least 12 sessions."),
        ("Coverage was at most 60% in all regions.", "Coverage did not exceed 60% in any region."),
        ("Spending rose to £3.4 million.", "Spending rose to £3.4m."),
        ("The ratio was 0.74 (95% CI 0.61 to 0.90).", "The ratio was 0.74 [95% CI 0.61-0.90]."),
        ("Between 2003 and 2017, cases fell by 12 per 100,000.",
         "Between 2003 and 2017, cases fell from 42 to 30 per 100,000."),
    ],
)  # fmt: skip
def test_a_number_is_rounded_and_printed_in_many_ways(claim, text):
    found = quantities(claim, [passage(text)])[0]
    assert (found.value, found.conflict) == (1.0, None)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The mean age was 11.3 years.", "The mean age was 54.2 (SD 11.3) years."),
        ("The mean age was 11.3 years.", "The mean age was 54.2 years, with a standard deviation of 11.3 years."),
        ("The hazard ratio was 0.90.", "The hazard ratio was 0.74 [95% CI 0.61-0.90]."),
        ("The hazard ratio was 0.90.", "The hazard ratio was 0.74 (95% CI, 0.61 to 0.90; P = 0.002)."),
        ("The hazard ratio was 0.90.", "The hazard ratio was 0.74 (95% CI 0.61-0.90, p=0.002)."),
        ("The hazard ratio was 0.90.", "The hazard ratio was 0.74, 95% CI 0.61-0.90, p=0.002."),
        ("The hazard ratio was 0.95.", "The hazard ratio was 0.74 (95% CI 0.61-0.90)."),
        ("At most 12 sessions were held.", "No fewer than 12 sessions were held."),
        ("Coverage was above 60% in all regions.", "Coverage did not exceed 60% in any region."),
        ("Between 2003 and 2017, incidence rose from 30.6 to 42.1.",
         "Between 2003 and 2017, incidence declined from 42.1 to 30.6."),
        ("The dose was 2 mGy.", "The dose was 2 Gy."),
        ("The gene is 1.4 Mb long.", "The gene is 1.4 kb long."),
        ("The mean age was less than 54 years.", "The mean age was 54.2 years."),
        ("Patients had 2 relapses a year.", "Patients had 1.6 relapses a year."),
        ("The mast is 3.4m high.", "The mast cost £3.4m."),
    ],
)  # fmt: skip
def test_the_end_of_an_interval_a_spread_or_another_bound_or_unit_is_another_number(claim, text):
    found = quantities(claim, [passage(text)])[0]
    assert found.value < 1 or found.conflict


def test_in_the_row_of_a_table_every_number_counts_and_none_is_a_conflict():
    text = "Table 1: Accuracy — Model MultiArith GSM8K — InstructGPT 78.7% 40.7%"
    (row,) = quantities("PaLM has a recall of 78.7%.", [passage(text, "row")])
    assert (row.value, row.conflict) == (1.0, None)
    (other,) = quantities("InstructGPT has an accuracy of 77%.", [passage(text, "row")])
    assert (other.value, other.conflict) == (0.0, None)


def _sentences(*texts: str, gap: int = 1) -> list[Passage]:
    found, place = [], 0
    for text in texts:
        found.append(Passage(text=text, quotation=text, span=(place, place + len(text))))
        place += len(text) + gap
    return found


def test_two_neighbours_are_one_passage_where_each_has_a_number_of_the_claim_that_the_other_lacks():
    claim = "Of 1,200 bees, 96.3% sing."
    first, second = "We count 1,200 bees.", "The share that sings is 96.3%."
    both = joined(claim, _sentences(first, second))
    assert both is not None
    assert both.text == both.quotation == f"{first} {second}"
    assert both.span == (0, len(both.text))
    assert quantities(claim, [both])[0].value == 1.0


@pytest.mark.parametrize(
    "pair",
    [
        _sentences("We count 1,200 bees.", "Many of them sing."),
        _sentences("Of 1,200 bees, 96.3% sing.", "The share that sings is 96.3%."),
        # Not in one breath: something stands between them.
        _sentences("We count 1,200 bees.", "The share that sings is 96.3%.", gap=3),
        _sentences("We count 1,200 bees."),
        # What is told of them is something else.
        _sentences("We count 1,200 bees, 40 hives and 3 queens.", "The share that sings is 96.3%."),
        [p.model_copy(update={"kind": "row"}) for p in _sentences("We count 1,200 bees.", "The share is 96.3%.")],
    ],
)
def test_other_pairs_stay_two_passages(pair):
    assert joined("Of 1,200 bees, 96.3% sing.", pair) is None


def test_a_number_is_named_once_among_the_unmatched():
    (score,) = quantities("It rose to 92% (92%).", [passage("It rose.")])
    assert score.unmatched == ("92%",)


def test_conflicts_of_quantities_stand_mostly_in_refuted_pairs(data):
    found = {"SUPPORT": 0, "REFUTE": 0, "NOINFO": 0}
    with gzip.open(data / "data" / "nli_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if '"vitaminc"' in line][::13]
    for row in rows:
        (score,) = quantities(row["hypothesis"], [passage(row["premise"])])
        found[row["label"]] += score.conflict is not None
    assert found["REFUTE"] > 50
    assert found["REFUTE"] / (found["REFUTE"] + found["SUPPORT"]) > 0.9


@pytest.mark.parametrize(
    "piece",
    [
        "from 1% to 2% ",
        "10-6 ",
        "n^2 ",
        "1 000 ",
        "F1 of 2 ",
        "per 1 ",
        "(1-2) ",
        "rose in ",
        "rose by 1 to ",
        "more than 1 ",
    ],
)
def test_hostile_repetitions_are_compared_in_bounded_time(piece):
    begin = time.process_time()
    quantities(piece * (4_000 // len(piece)), [passage(piece * (4_000 // len(piece)) + ".")])
    assert time.process_time() - begin < 3


def test_the_dose_of_a_day_is_no_other_than_that_of_each_time():
    text = "Hens were given 500 mg of wax twice daily."
    assert quantities("The daily dose of wax was 1,000 mg for hens.", [passage(text)])[0].conflict is None
    assert quantities("Hens were given 1,000 mg of wax twice daily.", [passage(text)])[0].conflict is not None
