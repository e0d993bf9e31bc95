"""What a synthesis says of itself, in words."""

import pytest

from claimcheck.model import DatabaseOutcome, Query
from claimcheck.model.synthesis import Protocol, Source
from claimcheck.render import synthesis_blocks as shapes
from claimcheck.render import synthesis_text as words
from tests.render.syntheses import in_words, searched, statement, strand, synthesis, two_papers


def texts(made):
    return [block.text for block in words.blocks(made) if isinstance(block, shapes.Paragraph)]


def one(papers=1, against=0, **more):
    sources = (Source(number=1, paper="a", title="Bees"),)
    found = strand("Bees", statement("Bees count [1].", 1, 0), papers=papers, against=against)
    return synthesis(found, sources=sources, **more)


@pytest.mark.parametrize(
    ("papers", "against", "said"),
    [
        (1, 0, "Low: one paper alone says so, and none is found to say otherwise."),
        (2, 0, "Moderate: two papers say so, each by itself, and none is found to say otherwise."),
        (14, 0, "High: 14 papers say so, each by itself, and none is found to say otherwise."),
        (3, 1, "Contested: three papers say so, each by itself, and one says otherwise."),
    ],
)
def test_how_sure_it_is_follows_from_how_many_papers_say_so(papers, against, said):
    assert said in texts(one(papers, against))


def test_papers_that_speak_of_the_same_thing_undecided_are_not_said_to_agree():
    sources = (Source(number=1, paper="a", title="Bees"), Source(number=2, paper="b", title="Wasps"))
    both = strand("Bees", statement("Bees count [1].", 1, 0), statement("Bees cannot count [2].", 2, 1))
    told = texts(synthesis(both, sources=sources))
    assert any("whether the others that speak of it agree is not decided" in text for text in told)
    assert not any("none is found to say otherwise." in text for text in told if text.startswith("Low"))
    assert "Bees count [1]. Bees cannot count [2]." in told


def test_the_abstract_counts_what_the_report_holds():
    abstract = texts(two_papers())[2]
    assert "findings from 2 papers" in abstract
    assert "4 claims were extracted from the source literature; 4 were verified" in abstract
    assert "Another paper of the list supports one of them, and another one contradicts one." in abstract
    assert "1 claim was extracted" in texts(one())[1]


def test_a_report_of_one_paper_and_one_group_speaks_of_no_others():
    told = texts(one())
    assert not any("nother paper of the list" in text for text in told)
    assert any("The one group of findings rests on one paper alone. Sentences" in text for text in told)
    assert any("The one group of findings is contested. Sentences" in text for text in texts(one(against=1)))
    assert any("The one group of findings rests on several papers. Sentences" in text for text in texts(one(papers=2)))


def test_the_table_shows_as_many_contradicted_claims_as_the_abstract_counts():
    made = two_papers()
    (counted,) = (text for text in texts(made) if text.startswith("This report synthesises"))
    rows = [block for block in words.blocks(made) if isinstance(block, shapes.Table)][-1].rows
    assert counted.endswith("another one contradicts one.")
    (denied,) = (row[4] for row in rows if "✗" in row[4])
    assert denied.startswith("✗ [2], by what stands against it in the results; ↺ [2] p. 3, ")


def test_what_is_asked_about_and_not_named_is_told_behind_the_answer():
    made = one(unnamed=("energy “use”", "hives", "arXiv:2403.99001"))
    paragraphs = [block for block in words.blocks(made) if isinstance(block, shapes.Paragraph)]
    (place,) = (i for i, block in enumerate(paragraphs) if block.lead == "Not named.")
    assert paragraphs[place - 1].lead == "How sure."
    assert paragraphs[place].text.startswith("The question asks about “energy ‘use’”, “hives” and “…”, which")
    assert "Not named." not in [block.lead for block in words.blocks(one()) if isinstance(block, shapes.Paragraph)]


def test_who_was_searched_and_what_was_screened_is_said_in_a_sentence():
    asked = [DatabaseOutcome(name=name, queries=3, answered=3, found=40) for name in ("arXiv", "OpenAlex", "Crossref")]
    said = " ".join(texts(one(protocol=Protocol(search=searched(*asked)))))
    assert "On 2026-03-31 arXiv, OpenAlex and Crossref were searched with the queries below. 120 records were" in said
    assert "1 work screened by title and abstract; none were excluded." in said


def test_what_other_papers_have_against_a_finding_stands_apart():
    paragraphs = texts(two_papers())
    assert "From papers that say otherwise:" in paragraphs
    assert any("They part on “better” and “worse”." in text for text in paragraphs)


def test_an_answer_in_a_models_words_stands_first_and_leaves_out_no_paper_and_no_doubt():
    made = two_papers().model_copy(update={"answer": (0, 1), "certainty": "contested"})
    told = {
        block.lead: block.text
        for block in words.blocks(in_words(made, ("Bees count four landmarks [1].", (0,))))
        if isinstance(block, shapes.Paragraph)
    }
    assert told["Answer."] == "Bees count four landmarks [1]."
    assert told["Also in the papers:"] == "The authors of [2] write: “Bees counted landmarks.” Wasps count better [1]."
    assert told["But others say:"] == "Wasps count worse [2]."
    assert told["How sure."].startswith(
        "Contested, as the least sure of these findings. Of group 1 of the results, two papers say so"
    )


def test_the_methods_say_who_worded_the_answer_and_what_it_took():
    made = in_words(two_papers(), ("Bees count [1], [2].", (0, 1)), dropped=2, model="small[1] arXiv:2403.99001")
    said = " ".join(texts(made))
    assert "worded by the language model small1 … with the prompt answer.md, version 1, digest 0123456789ab" in said
    assert "what did not pass was left out (2 sentences)" in said
    assert "themselves; a language model worded the answer of them." in said
    assert "language model" not in " ".join(texts(two_papers())).replace("without a language model", "")


def test_the_protocol_has_queries_databases_dates_and_numbers():
    asked = DatabaseOutcome(name="OpenAlex", queries=3, answered=2, found=40, error="stopped answering")
    protocol = Protocol(search=searched(asked, queries=(Query(text="bees count", form="exact"),)))
    tables = [block for block in words.blocks(one(protocol=protocol)) if isinstance(block, shapes.Table)]
    assert ("bees count", "exact", "2026-03-31") in tables[0].rows
    assert ("OpenAlex", "2 of 3 answered", "40", "stopped answering") in tables[1].rows
    assert ("works kept", "1") in tables[2].rows
    assert ("Years", "any to 2024") in tables[3].rows


def test_what_a_language_model_did_is_told_and_marked_where_it_stands():
    asked = DatabaseOutcome(name="OpenAlex", queries=2, answered=2, found=4)
    queries = (Query(text="bees count", form="exact"), Query(text="hymenoptera", form="wider", proposed=True))
    worded = strand("Bees", statement("Bees count [1].", 1, 0, drawn=True), statement("Bees fly [1].", 1, 1))
    sources = (Source(number=1, paper="a", title="Bees"),)
    made = synthesis(worded, sources=sources, protocol=Protocol(search=searched(asked, queries=queries)))
    tables = [block for block in words.blocks(made) if isinstance(block, shapes.Table)]
    assert ("hymenoptera", "wider, by the language model", "2026-03-31") in tables[0].rows
    assert [row[3] for row in tables[-1].rows] == ["p. 2, worded by a language model", "p. 2"]
    assert any(
        "sentences of the papers themselves; a language model worded one of them anew, which the table of claims marks,"
        " and proposed one of the queries, which the table of queries marks." in text
        for text in texts(made)
    )
    assert any(text.startswith("A language model read excerpts of each paper") for text in texts(made))


def test_without_a_language_model_nothing_is_said_of_one_but_that_there_was_none():
    told = [text for text in texts(two_papers()) if "language model" in text]
    assert len(told) == 1
    assert "from sentences of the papers themselves, without a language model." in told[0]


def test_queries_that_nobody_was_asked_are_not_told_of():
    queries = (Query(text="hymenoptera", form="wider", proposed=True),)
    assert any(
        "without a language model" in text for text in texts(one(protocol=Protocol(search=searched(queries=queries))))
    )


def test_an_entry_says_what_is_known_and_keeps_its_quotation_marks_apart():
    first, second = two_papers().sources
    assert words.entry(first) == (
        "Ada Marsh, Bo Lind. “Bees that ‘count’: a study.” Journal of Bees. 2021. doi:10.1000/bees_1"
    )
    assert words.entry(second) == "“Wasps & landmarks.” 2024. arXiv:2403.99001."


def test_the_answer_leaves_out_what_its_statements_say_is_no_part_of_it():
    sources = (Source(number=1, paper="a", title="Bees"), Source(number=2, paper="b", title="Wasps"))
    aside = statement("Wasps cannot count [2].", 2, 1, answers=False)
    told = texts(synthesis(strand("Bees", statement("Bees count [1].", 1, 0), aside), sources=sources))
    assert "Bees count [1]." in told


def test_how_sure_each_group_is_is_told_by_its_number_and_for_like_ones_once():
    sources = (Source(number=1, paper="a", title="Bees"), Source(number=2, paper="b", title="Wasps"))
    bees, wasps = statement("Bees count [1].", 1, 0), statement("Wasps count [2].", 2, 1)
    hornets = statement("Hornets count [1].", 1, 2)
    strands = strand("Bees", bees), strand("Wasps", wasps, papers=2), strand("Hornets", hornets)
    told = texts(synthesis(*strands, sources=sources, answer=(0, 1, 2)))
    assert (
        "Low, as the least sure of these findings. Of groups 1 and 3 of the results, one paper alone says so, and none"
        " is found to say otherwise. Of group 2 of the results, two papers say so, each by itself, and none is found to"
        " say otherwise."
    ) in told
