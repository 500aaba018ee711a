"""Selections: only what was chosen, in the brief's own words, and saying so."""

import io
from datetime import date

import pytest
from docx import Document as open_docx

from dragoman.briefing import compose
from dragoman.briefing.selecting import SECTIONS, Selection, chosen_ids, select
from dragoman.briefing.selections import Form, compose_selection, render_selection
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Contents
from dragoman.model.handling import Handling, Marking


def test_a_selection_holds_the_chosen_entries_and_says_so(arven: Contents) -> None:
    chosen = [arven.contacts[0].id, arven.discrepancies[0].id]
    page = render_selection(arven, chosen, Form.HTML).decode()
    every = compose(arven)
    assert "This is a selection: 2 entries of the" in page
    assert every.name in page
    lines = {item.line.entry_id: item.line.text for item in every.contacts}
    excerpt = compose_selection(arven, chosen)
    assert [item.line.text for item in excerpt.groups[0].items] == [lines[chosen[0]]]
    assert [dispute.line.entry_id for dispute in excerpt.disputes] == [chosen[1]]
    assert len(excerpt.groups) == 1


def test_only_what_is_chosen_is_cited(arven: Contents) -> None:
    excerpt = compose_selection(arven, [arven.contacts[0].id])
    assert 0 < len(excerpt.notes) < len(compose(arven).notes)
    assert {note.document for note in excerpt.notes} == {one.number for one in excerpt.documents}
    assert all(one.text == "" for one in excerpt.documents)


@pytest.mark.parametrize("form", list(Form))
def test_every_form_has_the_first_lines_and_the_mark(arven: Contents, form: Form) -> None:
    marking = Marking(mark=Handling.AMBER)
    raw = render_selection(arven, [arven.persons[0].id], form, marking=marking)
    if form is Form.WORD:
        text = "\n".join(one.text for one in open_docx(io.BytesIO(raw)).paragraphs)
    else:
        text = raw.decode()
    assert text.index("TLP:AMBER") < text.index("This is a selection: 1 entry of the")
    assert compose(arven).as_of in text


def test_markdown_of_a_selection_has_its_notes_and_nothing_else(arven: Contents) -> None:
    text = render_selection(arven, [arven.contacts[0].id], Form.MARKDOWN).decode()
    assert "## Contacts" in text
    assert "## Positions" not in text
    assert "[^1]: " in text


def test_the_beginning_of_an_id_is_enough_where_one_entry_has_it(arven: Contents) -> None:
    id = arven.statements[0].id
    if len(id) > 6:
        assert chosen_ids(arven, Selection(entries=(id[:-1],))) <= {id}


def test_an_id_that_no_entry_has_is_refused(arven: Contents) -> None:
    with pytest.raises(UnknownEntry, match="nosuchentry"):
        compose_selection(arven, ["nosuchentry"])


def test_nothing_chosen_is_refused(arven: Contents) -> None:
    with pytest.raises(BadRequest, match="nothing is chosen"):
        compose_selection(arven, [])


def test_a_section_that_is_none_is_refused_with_those_there_are(arven: Contents) -> None:
    with pytest.raises(BadRequest, match="no section 'calls'; choose from contact, position"):
        compose_selection(arven, Selection(sections=("calls",)))


@pytest.mark.parametrize("noun", list(SECTIONS))
def test_a_section_is_every_entry_of_its_noun(arven: Contents, noun: str) -> None:
    entries = getattr(arven, SECTIONS[noun])
    ids = chosen_ids(arven, Selection(sections=(noun,)))
    assert ids == {entry.id for entry in entries}


def test_a_party_and_an_issue_narrow_together(arven: Contents) -> None:
    position = arven.positions[0]
    chosen = Selection(sections=("position",), parties=(position.party,), issues=(position.issue,))
    ids = chosen_ids(arven, chosen)
    wanted = {
        one.id
        for one in arven.positions
        if (one.party, one.issue) == (position.party, position.issue)
    }
    assert ids == wanted


def test_days_bound_a_selection_and_what_has_no_day_is_left_out(arven: Contents) -> None:
    chosen = Selection(sections=("contact",), first=date(1900, 1, 1), last=date(2999, 1, 1))
    dated = {one.id for one in arven.contacts if one.happened_on and one.happened_on.edtf}
    assert chosen_ids(arven, chosen) == dated
    before = Selection(sections=("contact",), last=date(1900, 1, 1))
    assert chosen_ids(arven, before) == frozenset()


def test_a_selection_of_contents_keeps_what_the_entries_rest_on(arven: Contents) -> None:
    position = arven.positions[0]
    kept = select(arven, [position.id])
    assert [one.id for one in kept.positions] == [position.id]
    assert {one.id for one in kept.statements} == set(position.statements) & {
        one.id for one in arven.statements
    }
    assert kept.contacts == () == kept.discrepancies
    assert {one.id for one in kept.documents} >= {p.document for p in position.passages}
