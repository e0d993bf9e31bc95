"""A row's evidence is its paper, and every passage of it is known by its sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.tasks.pairs import as_claim, as_document, sentence_at, statement
from claimcheck.verify.passages import passages

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@given(st.lists(TEXT | st.text("ab c.\n", min_size=30, max_size=2000), min_size=1, max_size=12))
def test_every_passage_holds_words_of_one_sentence_and_leads_back_to_it(sentences):
    document = as_document(sentences)
    for passage in passages(document):
        source = sentences[sentence_at(sentences, passage.span)]
        start, end = passage.span
        assert document.text[start:end] in source
        assert " ".join(source.split()).find(passage.text) >= 0


def test_short_sentences_do_not_join_and_one_of_a_few_letters_is_no_passage():
    sentences = ["Too short.", "Bees can count.", "", "Wasps can count as well.", "word " * 400]
    found = passages(as_document(sentences))
    assert [sentence_at(sentences, passage.span) for passage in found] == [1, 3, 4, 4, 4]


def test_marks_of_citations_are_no_part_of_what_is_claimed():
    assert statement("Bees [3] can\ncount [CIT].") == "Bees can count."
    assert statement("[3]") == "[3]"


def test_rows_with_the_same_evidence_cite_the_same_paper_and_others_another():
    one, two, three = (
        as_claim({"claim": "Bees can count.", "evidence": evidence}, 1)
        for evidence in (["Bees count.", "It rained."], ["Bees count.", "It rained."], ["Bees count. It rained."])
    )
    assert one[0].cites == two[0].cites == (one[1].reference.key,)
    assert one[0].cites != three[0].cites
