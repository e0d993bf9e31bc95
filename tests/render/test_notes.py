"""The notes of annotated copies."""

from claimcheck.render import paper_notes, report_notes

THRESHOLDS = {"verified": 0.7, "review": 0.3}


def test_each_passage_that_decided_a_claim_is_noted_in_its_paper(audit):
    notes = paper_notes([audit], THRESHOLDS)
    assert list(notes) == ["a" * 64]
    first, second = notes["a" * 64]
    assert (first.page, first.tone, first.title) == (1, "verified", "claimcheck: ✓ verified")
    assert second.words == audit.claims[1].evidence[0].quotation
    assert second.note == (
        "Claim 2: ✗ contradicted\n“On Game of 24 the success rate rises from 74% to 92%.”\n"
        "This passage contradicts the claim.\nVery unlikely to be supported, 3 in 100; contradicted, 94 in 100.\n"
        "Differs: the claim has “from 74% to 92%”, the source “74%”."
    )


def test_claims_that_lean_on_one_passage_share_its_note_and_the_worst_gives_the_colour(audit):
    (passage,) = audit.claims[0].evidence
    against = passage.model_copy(update={"stance": "contradict"})
    worse = audit.claims[1].model_copy(update={"evidence": (against,)})
    audit = audit.model_copy(update={"claims": (audit.claims[0], worse, *[audit.claims[0]] * 30)})
    (note,) = paper_notes([audit], THRESHOLDS)["a" * 64]
    assert note.tone == "contradicted"
    assert note.title == "claimcheck: ✓ verified, ✗ contradicted"
    assert note.note.endswith("And 12 more claims.")


def test_the_claims_of_a_paged_report_are_noted_and_those_of_others_not(audit):
    assert report_notes(audit, THRESHOLDS) == []
    place = audit.claims[2].location.model_copy(update={"page": 4})
    paged = audit.model_copy(update={"claims": (audit.claims[2].model_copy(update={"location": place}),)})
    (note,) = report_notes(paged, THRESHOLDS)
    assert (note.page, note.words, note.tone) == (4, paged.claims[0].text, "review")
    assert note.note.startswith("Claim 3: ? unverified (review)\n")
    assert "“initial decisions play a pivotal role” 2201.11903, abstract only" in note.note


def test_hostile_words_do_not_reach_a_note(hostile_audit):
    audit = hostile_audit("\u202eevil\x1b[31m\x00")
    papers = (audit.papers[0].model_copy(update={"id": audit.claims[0].evidence[0].paper}),)
    (notes,) = paper_notes([audit.model_copy(update={"papers": papers})], THRESHOLDS).values()
    assert not {"\u202e", "\x1b", "\x00"} & set(notes[0].note + notes[0].title)
