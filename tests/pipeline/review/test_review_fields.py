"""Forms for correcting and adding: what they ask, and what is meant by what was typed."""

from enum import StrEnum
from typing import Any

import attrs
import pytest
from review_talks import BY_RULES

from dragoman.dossier import Dossier, correction
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import KINDS, Contact, Statement
from dragoman.pipeline import contents_of, go_on, rebuild
from dragoman.pipeline.correcting import add_at
from dragoman.pipeline.review import FieldType, addable, fields_for, parsed, values_of
from dragoman.pipeline.review.fields import _rows

LIKELY: dict[FieldType, str] = {
    FieldType.TEXT: "words",
    FieldType.LONG_TEXT: "many words",
    FieldType.NUMBER: "2",
    FieldType.YES_NO: "yes",
    FieldType.TEXTS: "one\ntwo",
    FieldType.DAY: "2031-05",
    FieldType.NAME: "Ilse Marn",
    FieldType.NAMES: "Ilse Marn\nSomebody Else",
    FieldType.MEASURE: "a quota",
    FieldType.MEASURES: "a quota\na ban",
    FieldType.ACCOUNTS: "it was\nit was not",
}


@pytest.mark.parametrize("noun", sorted(_rows()))
def test_the_fields_of_a_noun_are_its_own_and_hold_all_that_it_needs(noun: str) -> None:
    own = {field.name: field for field in attrs.fields(KINDS[noun])}
    asked = {field.name: field for field in fields_for(noun)}
    assert asked.keys() <= own.keys()
    needed = {name for name, field in own.items() if field.default is attrs.NOTHING} - {"id"}
    assert {name for name, field in asked.items() if field.is_required} == needed
    for name, field in asked.items():
        kind = own[name].type
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            assert {value for value, _ in field.choices} - {""} == {one.value for one in kind}


@pytest.mark.parametrize("noun", addable())
def test_every_noun_can_be_added_on_selected_words_and_stays(talks: Dossier, noun: str) -> None:
    contents = contents_of(talks)
    sent: dict[str, Any] = {}
    for field in fields_for(noun, contents):
        values = [value for value, _ in field.choices if value]
        if field.type is FieldType.CHOICE:
            sent[field.name] = values[0] if values else ""
        elif field.type is FieldType.CHOICES:
            sent[field.name] = values[:1]
        else:
            sent[field.name] = LIKELY[field.type]
    document = contents.documents[0]
    start = document.text.index("Caldmere")
    made = add_at(
        talks,
        noun,
        document.id,
        start,
        start + 8,
        parsed(noun, sent, contents),
        more=[("day", start + 12, start + 22)],
        who="Tov",
    )
    orphans = go_on(talks, choice=BY_RULES).orphans
    assert orphans == ()
    added = talks.entry(made.target.entry or "")
    assert added.kind == noun
    assert [one.exact for one in added.passages] == [
        "Caldmere",
        document.text[start + 12 : start + 22],
    ]
    rebuild(talks, choice=BY_RULES, is_reread=True)
    assert talks.entry(added.id) == added
    assert talks.check() == []


def test_a_form_that_was_not_touched_changes_nothing(talks: Dossier) -> None:
    contents = contents_of(talks)
    for noun in addable():
        for entry in talks.entries(noun):
            assert parsed(noun, values_of(entry), contents, entry) == {}


def test_only_what_was_changed_is_signed(talks: Dossier) -> None:
    contents = contents_of(talks)
    contact = contents.contacts[0]
    form = {**values_of(contact), "status": "planned", "happened_on": "2031-05-10"}
    changes = parsed("contact", form, contents, contact)
    assert changes.keys() == {"status", "happened_on"}
    talks.decide(correction(contact, changes, who="Tov"))
    go_on(talks, choice=BY_RULES)
    now = talks.entry(contact.id)
    assert isinstance(now, Contact)
    assert contact.happened_on is not None
    assert now.happened_on is not None
    assert (now.status.value, now.happened_on.edtf) == ("planned", "2031-05-10")
    assert now.happened_on.text == contact.happened_on.text


def test_somebody_is_named_by_an_id_or_a_name_and_keeps_the_party(talks: Dossier) -> None:
    contents = contents_of(talks)
    marn = next(p for p in contents.persons if "Ilse Marn" in p.names)
    label = marn.names[0]
    for typed in (marn.id, label, label.upper()):
        (made,) = parsed("statement", {"act": "deny", "speakers": typed}, contents)["speakers"]
        assert made == {"id": marn.id, "name": label, "party": "VEL"}
    (new,) = parsed("statement", {"act": "deny", "speakers": ["Nobody Known"]}, contents)[
        "speakers"
    ]
    assert new == {"name": "Nobody Known"}


def test_a_field_can_be_emptied(talks: Dossier) -> None:
    contents = contents_of(talks)
    statement = next(one for one in contents.statements if one.party)
    assert parsed("statement", {"party": ""}, contents, statement) == {"party": None}
    contact = contents.contacts[0]
    assert parsed("contact", {"happened_on": " "}, contents, contact) == {"happened_on": None}
    assert parsed("contact", {"participants": []}, contents, contact) == {"participants": []}


@pytest.mark.parametrize(
    ("noun", "sent", "why"),
    [
        ("statement", {}, "'What it does' is blank"),
        ("statement", {"act": " "}, "'What it does' is blank"),
        ("statement", {"act": "sing"}, "cannot be 'sing'; choose from accept"),
        ("statement", {"act": "deny", "party": "XXX"}, "cannot be 'XXX'"),
        ("statement", {"act": "deny", "stated_on": "Tuesday"}, "reads like 2025-03-18"),
        ("statement", {"act": "deny", "hypothetical": "perhaps"}, "is yes or no"),
        ("commitment", {"parties": ["VEL"], "measures": "x", "implementation": "two"}, "a number"),
        ("segment", {}, "no fields of 'segment'"),
    ],
)
def test_what_does_not_fit_is_refused(
    talks: Dossier, noun: str, sent: dict[str, Any], why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        parsed(noun, sent, contents_of(talks))


def test_the_choices_are_the_dossiers(talks: Dossier) -> None:
    contents = contents_of(talks)
    fields = {field.name: field for field in fields_for("statement", contents)}
    assert {value for value, _ in fields["party"].choices} == {
        "",
        *(p.id for p in contents.parties),
    }
    assert ("cod-quota", "Cod quota") in fields["issues"].choices
    assert ("ceasefire", "ceasefire") in fields["issues"].choices
    assert {value for value, _ in fields["about"].choices} == {
        "",
        *(c.id for c in contents.contacts),
    }


def test_words_are_selected_by_code_points_and_trimmed(talks: Dossier) -> None:
    document = next(one for one in contents_of(talks).documents if "Sundholm" in one.text)
    start = document.text.index(" Sundholm ")
    made = add_at(talks, "place", document.id, start, start + 10, {"names": ["Sundholm"]}, who="T")
    assert [(one.exact, one.start) for one in made.target.passages] == [("Sundholm", start + 1)]
    for start, end in ((5, 5), (-1, 4), (0, 10**6), (9, 3)):
        with pytest.raises(BadRequest, match="no words at"):
            add_at(talks, "place", document.id, start, end, {"names": ["S"]}, who="T")
    with pytest.raises(UnknownEntry):
        add_at(talks, "place", "nothing", 0, 4, {"names": ["S"]}, who="T")
    with pytest.raises(BadRequest, match="can be added by hand"):
        add_at(talks, "segment", document.id, 0, 4, {}, who="T")
    with pytest.raises(BadRequest, match="does not make a statement"):
        add_at(talks, "statement", document.id, 0, 4, {"act": "sing"}, who="T")
    assert talks.entries(Statement)
