"""The index: what a decision leaves as it was is handed on, what it touches is made anew."""

from attrs import evolve

from dragoman.dossier import anchor_of
from dragoman.dossier.signing import sign
from dragoman.model import Contact, Contents, Negotiation, Statement, Verb
from dragoman.workbench.happenings import entry_day, happening_label
from dragoman.workbench.moving import as_said_by
from dragoman.workbench.snapshot import Snapshot
from workbench_talks import DOCUMENT, contact, everything


def snapshot() -> Snapshot:
    """A snapshot of the dispute."""
    made = everything()
    fields: dict[str, list[object]] = {}
    plural = {"party": "parties", "discrepancy": "discrepancies"}
    for entry in made:
        fields.setdefault(plural.get(entry.kind, f"{entry.kind}s"), []).append(entry)
    values = {name: tuple(found) for name, found in fields.items() if name != "mentions"}
    contents = Contents(negotiation=Negotiation(), documents=(DOCUMENT,), **values)  # type: ignore[arg-type]
    return Snapshot(contents=contents, state="1")


def test_a_rejected_contact_leaves_the_time_line_and_not_what_was_said() -> None:
    before = snapshot()
    before.prepare()
    held = before.entry("held")
    decision = sign(Verb.REJECT, anchor_of(held), who="A. Lone", decided_at="2025-07-01T10:00:00Z")
    after = before.with_decisions([decision], "2")
    assert "held" not in {one.entry.id for one in after.index.happenings}
    assert "held" in {one.entry.id for one in before.index.happenings}
    assert after.index.__dict__["said_by"] is before.index.said_by
    assert dict(after.index.facet("contacts.status"))["held"] == 2


def test_a_rejected_person_is_gone_from_every_index() -> None:
    before = snapshot()
    before.prepare()
    marn = before.entry("marn")
    decision = sign(Verb.REJECT, anchor_of(marn), who="A. Lone", decided_at="2025-07-01T10:00:00Z")
    after = before.with_decisions([decision], "2")
    assert "marn" not in {one.id for one in after.index.people}


def test_the_day_of_an_entry_is_its_own_else_that_of_its_document() -> None:
    found = snapshot()
    spans = {id: entry_day(found.entry(id), found.lookup) for id in ("held", "s2", "p-vel")}
    assert [day.isoformat() for pair in spans.values() for day in pair if day] == [
        "2025-06-03", "2025-06-03", "2025-06-04", "2025-06-04", "2025-06-03", "2025-06-03",
    ]  # fmt: skip


def test_a_position_before_its_first_word_is_none() -> None:
    from datetime import date

    found = snapshot()
    position = next(p for p in found.contents.positions if p.id == "p-vel")
    assert as_said_by(position, date(2025, 5, 27), found.lookup) is None
    then = as_said_by(position, date(2025, 5, 28), found.lookup)
    assert then is not None
    assert (then.stance, then.statements, then.documents) == ("against", ("s2",), (DOCUMENT.id,))


def test_a_contact_is_labelled_by_who_and_how_it_stands() -> None:
    found = snapshot()
    labels = {one.entry.id: happening_label(one, found.lookup) for one in found.index.happenings}
    assert labels["cancelled"] == "call, cancelled: Velland and Ormark"
    assert labels["deed"] == "mobilize: Ormark"
    assert isinstance(found.entry("s1"), Statement)
    assert isinstance(evolve(contact("x", None)), Contact)
