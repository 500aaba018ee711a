"""One list of nouns serves all that goes through a dossier's entries."""

from attrs import fields

from dragoman.model import KINDS, Contents
from dragoman.model.nouns import FIELDS, PARTS, WHO

NO_ENTRIES = {"negotiation", "as_of", "skips"}


def test_every_noun_has_its_field_and_every_field_its_noun() -> None:
    assert set(FIELDS.values()) == {one.name for one in fields(Contents)} - NO_ENTRIES
    assert set(FIELDS) == set(KINDS) - {"report"}


def test_a_field_holds_the_records_of_its_noun() -> None:
    for noun, name in FIELDS.items():
        assert KINDS[noun].__name__ in str(getattr(fields(Contents), name).type)


def test_parts_and_names_are_nouns() -> None:
    assert {*PARTS, *WHO} <= set(FIELDS)
