"""What is new: first told since, or changed since, and never what was told before."""

from attrs import evolve

from dragoman.briefing import Since, compose, what_is_new
from dragoman.briefing.content import FirstList
from dragoman.briefing.lookup import Lookup
from dragoman.model import ComplianceStage, ContactStatus, Contents, Entry, Stage


def known_before(contents: Contents, *known: str, **more: object) -> dict[str, str | None]:
    since = Since(title="then", known=frozenset(known), **more)  # type: ignore[arg-type]
    lookup = Lookup(contents)
    entries: list[Entry] = [
        *contents.contacts, *contents.commitments, *contents.positions, *contents.discrepancies
    ]  # fmt: skip
    return {entry.id: what_is_new(entry, since, lookup) for entry in entries}


def test_what_only_later_documents_tell_is_first_told(arven: Contents) -> None:
    assert known_before(arven, "d1", "d2", "d3")["m2"] == "first told since"


def test_what_all_documents_tell_is_not_new(arven: Contents) -> None:
    everything = [document.id for document in arven.documents]
    assert set(known_before(arven, *everything).values()) == {None}


def test_a_stage_on_a_later_document_is_new(arven: Contents) -> None:
    assert known_before(arven, "d1", "d2", "d3")["m1"] == "kept so far"
    assert known_before(arven, "d1", "d3", "d4")["m1"] == "confirmed by both"


def test_another_side_makes_a_dispute_new_again(arven: Contents) -> None:
    assert "account" in str(known_before(arven, "d1")["x2"])


def test_a_planned_contact_that_was_held_is_new(arven: Contents) -> None:
    twice = evolve(arven.contacts[0], documents=("d1", "d4"))
    contents = evolve(arven, contacts=(twice,))
    planned = {twice.id: ContactStatus.PLANNED}
    told = known_before(contents, "d1", "d2", "d3", earlier=planned)
    assert told[twice.id] == f"{twice.status.value}, planned before"
    assert known_before(contents, "d1", "d2", "d3")[twice.id] is None


def due(contents: Contents) -> FirstList:
    return next(first for first in compose(contents).first_screen if first.id == "due")


def test_nothing_broken_is_said_so(arven: Contents) -> None:
    assert due(arven).empty.startswith("Nothing that was undertaken")


def test_overdue_and_broken_undertakings_stand_on_the_first_screen(arven: Contents) -> None:
    first, second = arven.commitments
    broken = Stage(stage=ComplianceStage.REPORTED_BROKEN, passages=first.passages[:1])
    contents = evolve(
        arven,
        commitments=(
            evolve(first, overdue_since="2025-07-16"),
            evolve(second, compliance=(broken,)),
        ),
    )
    assert [line.entry_id for line in due(contents).lines] == [second.id, first.id]


def test_a_break_that_was_mended_is_not_listed(arven: Contents) -> None:
    first, second = arven.commitments
    series = (Stage(stage=ComplianceStage.REPORTED_BROKEN), Stage(stage="kept so far"))
    assert not due(evolve(arven, commitments=(evolve(first, compliance=series), second))).lines


def test_since_names_the_list_and_what_brought_nothing(arven: Contents) -> None:
    everything = frozenset(document.id for document in arven.documents)
    since = Since(title="the last brief", known=everything, nothing="No document since.")
    new = compose(arven, since).first_screen[3]
    assert (new.title, new.empty) == ("New since the last brief", "No document since.")
