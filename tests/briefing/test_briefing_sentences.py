"""What the brief says, and how long it may be."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.briefing import Brief, compose, render_markdown
from dragoman.briefing.days import day_words, how_known, phrase
from dragoman.briefing.disputes import discrepancy_sentences
from dragoman.briefing.encounters import contact_sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import Form, phrase_of
from dragoman.briefing.predicates import verb
from dragoman.briefing.quoting import surroundings, telling_span
from dragoman.briefing.standpoints import position_sentences
from dragoman.briefing.undertakings import commitment_sentences
from dragoman.briefing.wording import clip, count_words, fitting, quoted, visible
from dragoman.model import (
    Account,
    Basis,
    Channel,
    Commitment,
    Contact,
    ContactStatus,
    Contents,
    Corroboration,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Mark,
    Measure,
    Named,
    Participant,
    Passage,
    Position,
    Stage,
    Stance,
    When,
)

NOTHING = Lookup(Contents())


def lines(brief: Brief, id: str) -> list[str]:
    return [line.text for first in brief.first_screen if first.id == id for line in first.lines]


def test_each_line_has_at_most_25_words_and_a_citation(brief: Brief) -> None:
    found = [line for first in brief.first_screen for line in first.lines]
    assert len(found) >= 10
    for line in found:
        assert count_words(line.text) <= 25
        assert line.citations
        assert line.mark
        assert line.text[0].isupper()
        assert line.text.endswith((".", "…"))


def test_what_both_sides_confirm_comes_first_among_what_is_established(brief: Brief) -> None:
    assert lines(brief, "established")[0] == (
        "Bertil Oskander (Ormark) and Ilse Marn (Velland) held a call, mediated by Ansa Tollivar, "
        "on 12 June 2025."
    )


def test_alternatives_of_one_party_are_joined_by_or(brief: Brief) -> None:
    assert "Ilse Marn or Corin Aldersey" in lines(brief, "established")[2]


def test_hearsay_stands_last_among_what_one_side_says(brief: Brief) -> None:
    marks = [line.mark for line in brief.first_screen[2].lines]
    assert marks == sorted(marks, key=lambda mark: mark is Mark.HEARSAY)
    assert Mark.HEARSAY in marks


def test_who_alone_tells_it_stands_at_the_end(brief: Brief) -> None:
    told = lines(brief, "one-side")
    assert told[0] == (
        "It was proposed that Velland “release the trawler Grey Petrel by 15 July” – "
        "Arven Shipping News alone."
    )
    assert "Ormark refused “observers on every larger vessel”, the text said – Castle Quay" in (
        " ".join(told)
    )


def test_a_party_that_alone_tells_of_a_contact_is_named(arven: Contents) -> None:
    known = tuple(
        evolve(c, mark=Mark.ONE_ACCOUNT, parties=("VEL",)) if c.target == "c1" else c
        for c in arven.corroborations
    )
    told = lines(compose(evolve(arven, corroborations=known)), "one-side")
    assert told[0].endswith("on 12 June 2025; Velland alone said so.")


def test_a_text_without_an_outlet_is_one_text(arven: Contents) -> None:
    bare = tuple(evolve(d, outlet=None) for d in arven.documents)
    told = lines(compose(evolve(arven, documents=bare)), "one-side")
    assert all(line.endswith(("one text).", "one text)…")) for line in told)


def test_new_is_what_only_the_newest_day_tells(brief: Brief) -> None:
    new = brief.first_screen[3]
    assert [line.entry_id for line in new.lines] == ["m1", "m2"]
    assert new.title == "New since 13 June 2025"
    assert "30 June 2025" in new.note


def test_a_new_line_says_what_has_changed(brief: Brief) -> None:
    changed, first_told = (line.text for line in brief.first_screen[3].lines)
    assert changed.endswith("– new: kept so far.")
    assert "new:" not in first_told


def test_what_an_older_document_tells_too_is_not_new(arven: Contents) -> None:
    told_before = evolve(arven.contacts[0], id="c9", documents=("d1", "d4"))
    new = compose(evolve(arven, contacts=(told_before,))).first_screen[3]
    assert "c9" not in [line.entry_id for line in new.lines]


def test_a_copy_is_never_a_second_document(arven: Contents) -> None:
    told_twice = evolve(arven.contacts[0], id="c9", documents=("d5", "d1"))
    item = compose(evolve(arven, contacts=(told_twice,))).contacts[0]
    assert [fact.text for fact in item.facts if fact.label == "Carried by"] == [
        "1 document; 1 copy not counted"
    ]
    assert len(item.line.citations) == 1


def test_without_days_nothing_is_called_new(arven: Contents) -> None:
    undated = tuple(evolve(d, published_at=None) for d in arven.documents)
    new = compose(evolve(arven, documents=undated)).first_screen[3]
    assert not new.lines
    assert new.empty.startswith("No document gives its day")


def test_no_list_is_longer_than_seven_lines_and_more_leads_to_the_section(arven: Contents) -> None:
    many = tuple(evolve(arven.positions[0], id=f"q{n}") for n in range(20))
    brief = compose(evolve(arven, positions=many, commitments=(), contacts=()))
    alone = brief.first_screen[2]
    assert len(alone.lines) == 7
    assert [(more.count, more.section) for more in alone.more] == [(13, "positions")]


def test_a_contact_about_which_little_is_known_says_so() -> None:
    bare = Contact(id="c", channel=Channel.MEETING, status=ContactStatus.HELD)
    assert fitting(contact_sentences(bare, NOTHING)) == (
        "A meeting was held (day not given); who took part was not given."
    )


@pytest.mark.parametrize("status", list(ContactStatus))
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("count", [0, 1, 2, 30])
def test_every_kind_of_contact_makes_a_short_sentence(
    status: ContactStatus, channel: Channel, count: int
) -> None:
    people = tuple(Participant(name=f"Somebody Longname {n}", party=f"P{n}") for n in range(count))
    contact = Contact(id="c", channel=channel, status=status, participants=people)
    sentence = fitting(contact_sentences(contact, NOTHING))
    assert count_words(sentence) <= 25
    assert sentence.endswith(".")


def test_all_who_mediated_are_named_and_none_of_them_as_a_side() -> None:
    sides = [Participant(name=name, party=name) for name in ("Ormark", "Velland")]
    third = Participant(name="Tassia", party="Tassia", role="mediator")
    contact = Contact(
        id="c", channel=Channel.TALKS, status=ContactStatus.HELD, participants=(*sides, third),
        mediator=Named(name="Caldmere"),
    )  # fmt: skip
    assert fitting(contact_sentences(contact, NOTHING)) == (
        "Ormark and Velland held talks, mediated by Caldmere and Tassia (day not given)."
    )


def test_a_plan_without_a_day_says_so() -> None:
    plan = Contact(id="c", channel=Channel.TALKS, status=ContactStatus.CANCELLED)
    assert fitting(contact_sentences(plan, NOTHING)) == (
        "A round of talks was cancelled (day not given)."
    )


def test_a_bare_thing_is_told_in_the_words_around_it(arven: Contents) -> None:
    passage = arven.statements[1].passages[0]
    said = evolve(arven.statements[1], measures=(Measure(action="end", passage=passage),))
    position = evolve(arven.positions[0], measure="the patrols")
    lookup = Lookup(evolve(arven, statements=(said,)))
    assert fitting(position_sentences(position, lookup)).startswith(
        "Velland (Ilse Marn) demanded “an end to the patrols off the Outer Skerries”"
    )


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("stance", list(Stance))
@pytest.mark.parametrize("measure", ["", "a quota of a third", "word " * 200])
def test_every_kind_of_position_makes_a_short_sentence(
    basis: Basis, stance: Stance, measure: str
) -> None:
    position = Position(
        id="p", party="VEL", issue="military-aid", stance=stance, basis=basis, measure=measure
    )
    sentence = fitting(position_sentences(position, NOTHING))
    assert count_words(sentence) <= 25
    assert "VEL" in sentence
    assert "military aid" in sentence


def test_a_commitment_and_a_discrepancy_without_details_make_sentences() -> None:
    bare = Commitment(id="m", parties=(), measures=())
    assert fitting(commitment_sentences(bare, NOTHING)) == (
        "Parties not named promised: something not given."
    )
    accounts = (Account(says="x " * 80), Account(says="y " * 80))
    odd = Discrepancy(id="x", discrepancy_kind=DiscrepancyKind.OUTCOME, matter="m " * 90,
                      accounts=accounts, why="")  # fmt: skip
    assert count_words(fitting(discrepancy_sentences(odd, NOTHING))) <= 25


def test_the_verbs_are_those_of_the_house_for_everybody() -> None:
    assert verb("reject") == "refused"
    assert verb("threaten") == verb("accuse") == verb("assert") == "said"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "(day not given)"),
        (When(text="Tuesday"), "on a Tuesday"),
        (When(text="last week"), "(“last week”, day not given)"),
        (When(text="x", edtf="2025-03-18"), "on 18 March 2025"),
        (When(text="x", edtf="2025-03"), "in March 2025"),
        (When(text="x", edtf="2025"), "in 2025"),
        (When(text="x", edtf="2025-03-18", relation="by"), "by 18 March 2025"),
        (When(text="x", edtf="2025-03-12/2025-03-18"), "between 12 and 18 March 2025"),
        (When(text="x", edtf="no day"), "in no day"),
    ],
)
def test_a_day_is_said_as_it_is_known(when: When | None, words: str) -> None:
    assert phrase(when) == words


def test_how_a_day_is_known_is_told() -> None:
    when = When(text="Thursday", edtf="2025-06-12", relative_to="document")
    assert how_known(when) == (
        "12 June 2025 (the text says “Thursday”, counted from the document's day)"
    )
    assert day_words(None) == "day not given"


@given(st.text(max_size=300), st.integers(1, 30))
def test_a_cut_quotation_never_grows_and_never_breaks_out(text: str, words: int) -> None:
    short = quoted(text, words)
    assert count_words(short) <= words
    assert short.count("“") == short.count("”") == 1


@given(st.text())
def test_visible_text_holds_no_acting_character(text: str) -> None:
    shown = visible(text)
    assert not set(shown) & set("\x00\x07\x08\x1b\x7f\x9b\u202a\u202b\u202d\u202e\u2066\u2069")
    assert visible(shown) == shown


@given(st.text(), st.integers(1, 40))
def test_a_clip_is_the_beginning_of_its_text(text: str, words: int) -> None:
    short = clip(text, words).rstrip("\u2069…")
    assert " ".join(text.split()).startswith(" ".join(short.split()).rstrip(" ,;:–-."))


def test_the_sentence_before_and_after_a_passage_is_given() -> None:
    text = "One fell. Two rose. Three sat down and wept. Four left. Five stayed."
    start = text.index("sat")
    before, after = surroundings(text, start, start + 8)
    assert before == "Two rose. Three "
    assert after == " and wept. Four left. "


def test_passages_of_one_sentence_are_cited_together() -> None:
    text = "Marn and Oskander spoke. Later they met in Sundholm."
    document = Document(id="d", text=text)

    def of(words: str, role: str) -> Passage:
        start = text.index(words)
        return Passage(document="d", start=start, end=start + len(words), exact=words, role=role)

    passages = [of("Oskander", "participant"), of("Marn", "participant"), of("spoke", "cue"),
                of("Sundholm", "place")]  # fmt: skip
    assert telling_span(passages, document) == (0, 23)


def test_copies_are_no_further_account(brief: Brief) -> None:
    copy = brief.documents[1]
    assert "copy of document 1" in copy.remarks[0]
    assert not copy.blocks
    assert all(note.document != copy.number for note in brief.notes)


def test_the_age_of_the_newest_document_is_told(brief: Brief) -> None:
    assert brief.as_of == "Knows what was published up to 2 July 2025."
    assert brief.age.startswith("The newest document is of 30 June 2025, 2 days earlier.")


@pytest.mark.parametrize(
    ("names", "status", "told"),
    [
        (("Orm",), ContactStatus.HELD, "Orm visited Sundholm (day not given)."),
        (
            ("Orm",),
            ContactStatus.PLANNED,
            "A visit by Orm to Sundholm was planned (day not given).",
        ),
        (("Orm",), ContactStatus.UNDER_WAY, "A visit by Orm to Sundholm was under way."),
        (
            ("Orm", "Vel"),
            ContactStatus.HELD,
            "Orm and Vel met on a visit to Sundholm (day not given).",
        ),
        (
            ("Orm", "Vel"),
            ContactStatus.SUGGESTED,
            "A meeting between Orm and Vel on a visit to Sundholm was suggested (day not given).",
        ),
    ],
)
def test_a_visit_goes_to_a_place(names: tuple[str, ...], status: ContactStatus, told: str) -> None:
    people = tuple(Participant(name=name, party=name) for name in names)
    visit = Contact(
        id="c", channel=Channel.VISIT, status=status, participants=people,
        place=Named(name="Sundholm"),
    )  # fmt: skip
    assert fitting(contact_sentences(visit, NOTHING)) == told


def test_a_gist_of_ours_is_no_quotation(arven: Contents) -> None:
    words = "no envoy of Ormark sat at the table"
    passage = Passage(document="d1", start=0, end=len(words), exact=words)
    accounts = (
        Account(says="Ormark not there", documents=("d1",), passages=(passage,)),
        Account(says="sat at the table", documents=("d1",), passages=(passage,)),
    )
    dispute = Discrepancy(
        id="x", discrepancy_kind=DiscrepancyKind.PRESENCE, matter="whether Ormark took part",
        accounts=accounts, why="",
    )  # fmt: skip
    assert fitting(discrepancy_sentences(dispute, Lookup(arven))) == (
        "Whether Ormark took part: Ormark not there, Port Vell Courier said; Port Vell Courier "
        "said “sat at the table”."
    )


@pytest.mark.parametrize(
    ("matter", "lead"),
    [
        ("whether it is so that Envoy Marn had said that there was no number …", "Port Vell"),
        ("how many: boats", "How many boats: "),
        ("on which day: the envoy of Velland went to the island of Sundholm", "On which day: "),
    ],
)
def test_a_matter_that_repeats_an_account_does_not_lead_the_line(
    matter: str, lead: str, arven: Contents
) -> None:
    accounts = (Account(says="nine", documents=("d1",)), Account(says="ten", documents=("d2",)))
    dispute = Discrepancy(
        id="x", discrepancy_kind=DiscrepancyKind.NUMBER, matter=matter, accounts=accounts, why=""
    )
    assert fitting(discrepancy_sentences(dispute, Lookup(arven))).startswith(lead)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("the path to a truce would begin with the mines", Form.THAT),
        ("the plan to have the mines cleared", Form.NOUN),
        ("the boats that would come", Form.NOUN),
        ("The envoy named the number and I nodded", Form.SPEECH),
        ("That is not nothing", Form.SPEECH),
        ("that nothing was agreed", Form.THAT),
    ],
)
def test_the_form_of_quoted_words_is_told_by_their_own_verb(words: str, form: Form) -> None:
    assert phrase_of(words).form is form


def test_every_note_is_cited_by_something(arven: Contents) -> None:
    everywhere = tuple(
        Passage(document=d.id, start=0, end=4, exact=d.text[:4]) for d in arven.documents
    )
    assert len(everywhere) > 3
    brief = compose(evolve(arven, persons=(evolve(arven.persons[0], passages=everywhere),)))
    page = render_markdown(brief).split("\n[^1]: ")[0]
    for note in brief.notes:
        assert f"[^{note.number}]" in page, note


def test_a_third_alone_does_not_make_both_sides_say_so(arven: Contents) -> None:
    agreed = evolve(
        arven.commitments[0],
        agreement=(Stage(stage="confirmed by both", passages=arven.commitments[0].passages),),
    )
    found = Corroboration(id="k", target=agreed.id, mark=Mark.ONE_ACCOUNT, parties=("CAL",))
    kept = tuple(c for c in arven.corroborations if c.target != agreed.id)
    contents = evolve(arven, corroborations=(*kept, found))
    told = fitting(commitment_sentences(agreed, Lookup(contents)))
    assert "both sides" not in told
