"""Handling marks: what each thing is marked, and that nothing stricter leaves the file."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from outgoing import CANARIES, everything_out, write_dossier

from dragoman.dossier import Dossier, addition, anchor_of, note, rating, sign
from dragoman.errors import BadRequest
from dragoman.model import (
    Anchor,
    Contents,
    Decision,
    Document,
    Entry,
    Hypothesis,
    Reliability,
    Skip,
    Verb,
)
from dragoman.model.handling import Handling, Marking, Withheld, read_handling, strictest
from dragoman.pipeline import contents_of, for_sharing, handlings, marking_of, share, signed_mark
from dragoman.pipeline.handling import DOSSIER

DAY = "2031-06-01T09:00:00+00:00"


@pytest.fixture(scope="session")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dossier(tmp_path_factory.mktemp("marked"))


@pytest.fixture
def dossier(_read: Path, tmp_path: Path) -> Iterator[Dossier]:
    with Dossier.open(Path(shutil.copy(_read, tmp_path / "talks.dragoman"))) as opened:
        yield opened


@pytest.fixture(scope="session")
def contents(_read: Path) -> Contents:
    with Dossier.open(_read) as opened:
        return contents_of(opened)


def titled(contents: Contents, title: str) -> Document:
    return next(one for one in contents.documents if one.title == title)


def marked(contents: Contents, target: Entry | Anchor, mark: Handling) -> Contents:
    decision = signed_mark(target, mark, who="Anna", decided_at=DAY)
    return evolve(contents, decisions=(*contents.decisions, decision))


def secretive(contents: Contents) -> tuple[Contents, list[Decision]]:
    """Decisions with canaries in every field that a person can fill, on what is open too."""
    secret = titled(contents, "Quetzalcoatlus memo")
    openly = titled(contents, "Talks on the quota go on")
    claim = Hypothesis(id="h" * 16, claim="Thornwick was offered to Xylophonia.")
    said = note(openly, who="Anna", decided_at=DAY, why="compare the Quetzalcoatlus memo")
    decisions = [
        signed_mark(secret, Handling.RED, who="Anna", decided_at=DAY),
        signed_mark(DOSSIER, Handling.GREEN, who="Anna", decided_at=DAY),
        note(secret, who="Anna", decided_at=DAY, why="a harmless remark: canaryfile"),
        said,
        sign(
            Verb.NOTE,
            Anchor(noun="decision", entry=said.id),
            who="Bo",
            decided_at=DAY,
            why="and the wobbegong?",
        ),
        addition(claim, who="Anna", decided_at=DAY, why="12345"),
        rating("Zanzibarque Wire", Reliability.F, who="Anna", decided_at=DAY),
    ]
    skip = Skip(path="inbox/canaryfile.pdf", reason="encrypted", advice="ask")
    return evolve(contents, skips=(skip,)), decisions


def leaks(contents: Contents, withheld: Withheld, place: Path) -> list[tuple[str, str]]:
    marking = Marking(mark=withheld.at_most, withheld=withheld)
    return [
        (form, word)
        for form, text in everything_out(contents, marking, place)
        for word in CANARIES
        if word in text.casefold()
    ]


def test_the_labels_are_those_of_first_in_their_order() -> None:
    assert [mark.value for mark in Handling] == [
        "TLP:CLEAR",
        "TLP:GREEN",
        "TLP:AMBER",
        "TLP:AMBER+STRICT",
        "TLP:RED",
    ]
    assert Handling.AMBER_STRICT.is_within(Handling.RED)
    assert not Handling.AMBER_STRICT.is_within(Handling.AMBER)
    assert strictest([Handling.GREEN, None, Handling.AMBER]) is Handling.AMBER
    assert strictest([None]) is None


@pytest.mark.parametrize("text", ["tlp:amber+strict", "AMBER+STRICT", " TLP: Amber+Strict "])
def test_a_label_is_read_however_it_is_typed(text: str) -> None:
    assert read_handling(text) is Handling.AMBER_STRICT


def test_the_label_of_the_first_protocol_is_read_as_todays() -> None:
    assert read_handling("TLP:WHITE") is Handling.CLEAR


def test_a_label_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadRequest, match="'PINK' is no handling mark; choose from TLP:CLEAR"):
        read_handling("PINK")


def test_without_any_mark_nothing_is_known_and_nothing_is_shared(contents: Contents) -> None:
    marks = handlings(contents)
    assert marks.strictest is None
    assert all(marks.of(one.id) is None for one in contents.documents)
    assert marking_of(contents) is None
    shared, withheld = for_sharing(contents, Handling.RED)
    assert (len(shared.documents), len(shared.statements), len(shared.decisions)) == (0, 0, 0)
    assert withheld.count("document") == 4


def test_an_entry_is_as_strict_as_the_strictest_document_it_rests_on(contents: Contents) -> None:
    secret = titled(contents, "Quetzalcoatlus memo")
    marks = handlings(marked(contents, secret, Handling.RED))
    contact = next(one for one in contents.contacts if len(one.documents) > 1)
    alike = {secret.id, titled(contents, "Memo").id}
    assert alike & set(contact.documents)
    assert marks.of(contact.id) is Handling.RED
    told = next(one for one in contents.statements if one.passages[0].document in alike)
    assert marks.of(told.id) is Handling.RED
    openly = titled(contents, "Envoys meet")
    said = next(one for one in contents.statements if one.passages[0].document == openly.id)
    assert marks.of(said.id) is None
    assert marks.is_unsure(said.id)


def test_what_follows_from_a_statement_is_as_strict_as_the_statement(contents: Contents) -> None:
    position = next(one for one in contents.positions if one.statements)
    said = next(one for one in contents.statements if one.id == position.statements[0])
    marks = handlings(marked(contents, said, Handling.AMBER_STRICT))
    assert marks.of(position.id) is Handling.AMBER_STRICT
    assert marks.own == {said.id: Handling.AMBER_STRICT}


def test_a_copy_carries_the_mark_of_its_original_even_under_a_milder_one(
    contents: Contents,
) -> None:
    secret, copy = titled(contents, "Quetzalcoatlus memo"), titled(contents, "Memo")
    assert {secret.copy_of, copy.copy_of} & {secret.id, copy.id}
    both = marked(marked(contents, secret, Handling.RED), copy, Handling.CLEAR)
    assert handlings(both).of(copy.id) is Handling.RED


def test_the_later_mark_holds_and_a_withdrawn_one_does_not(contents: Contents) -> None:
    openly = titled(contents, "Envoys meet")
    first = signed_mark(openly, Handling.RED, who="Anna", decided_at="2031-06-01T09:00:00+00:00")
    later = signed_mark(openly, Handling.GREEN, who="Bo", decided_at="2031-06-02T09:00:00+00:00")
    both = evolve(contents, decisions=(first, later))
    assert handlings(both).of(openly.id) is Handling.GREEN
    back = sign(
        Verb.WITHDRAW,
        later.target,
        who="Bo",
        decided_at="2031-06-03T09:00:00+00:00",
        withdraws=later.id,
    )
    again = evolve(contents, decisions=(first, later, back))
    assert handlings(again).of(openly.id) is Handling.RED


def test_a_mark_that_cannot_be_read_counts_as_the_strictest(contents: Contents) -> None:
    openly = titled(contents, "Envoys meet")
    odd = sign(Verb.HANDLE, anchor_of(openly), who="Anna", decided_at=DAY, after='"TLP:PUCE"')
    assert handlings(evolve(contents, decisions=(odd,))).of(openly.id) is Handling.RED


def test_the_dossiers_own_mark_stands_for_what_has_none(contents: Contents) -> None:
    secret = titled(contents, "Quetzalcoatlus memo")
    both = marked(marked(contents, DOSSIER, Handling.GREEN), secret, Handling.RED)
    marks = handlings(both)
    assert marks.of(titled(contents, "Envoys meet").id) is Handling.GREEN
    assert not marks.is_unsure(titled(contents, "Envoys meet").id)
    assert marks.of(secret.id) is Handling.RED


def test_a_page_on_everything_bears_the_strictest_mark_and_counts_the_unmarked(
    contents: Contents,
) -> None:
    marking = marking_of(marked(contents, titled(contents, "Envoys meet"), Handling.AMBER))
    assert marking is not None
    assert marking.mark is Handling.AMBER
    assert marking.lines[-1].startswith("3 documents have no mark")


def test_no_canary_leaves_the_file_when_it_is_put_together_afresh(
    dossier: Dossier, tmp_path: Path
) -> None:
    full, decisions = secretive(contents_of(dossier))
    dossier.put_skips(full.skips)
    for decision in decisions:
        dossier.decide(decision)
    shared, withheld = share(dossier, Handling.AMBER)
    assert leaks(shared, withheld, tmp_path / "tables") == []
    assert withheld.count("document") == 2
    assert {one.title for one in shared.documents} == {"Talks on the quota go on", "Envoys meet"}


def test_no_canary_leaves_contents_that_are_filtered(contents: Contents, tmp_path: Path) -> None:
    full, decisions = secretive(contents)
    hypothesis = Hypothesis(id="h" * 16, claim="Thornwick was offered to Xylophonia.")
    told = evolve(full, decisions=tuple(decisions), hypotheses=(hypothesis,))
    shared, withheld = for_sharing(told, Handling.AMBER)
    assert leaks(shared, withheld, tmp_path) == []
    assert shared.statements
    assert shared.hypotheses == ()


def test_the_whole_file_does_hold_the_canaries(contents: Contents, tmp_path: Path) -> None:
    """Else the two tests above would prove nothing."""
    full, decisions = secretive(contents)
    told = evolve(full, decisions=tuple(decisions))
    found = {word for _, word in leaks(told, Withheld(at_most=Handling.RED), tmp_path)}
    assert found == set(CANARIES)


def test_what_other_documents_tell_stays_when_one_of_them_is_withheld(dossier: Dossier) -> None:
    before = contents_of(dossier)
    merged = next(one for one in before.contacts if len(one.documents) > 2)
    dossier.decide(signed_mark(titled(before, "Quetzalcoatlus memo"), Handling.RED, who="Anna"))
    shared, _ = share(dossier, Handling.AMBER, unmarked=Handling.GREEN)
    left = next(one for one in shared.contacts if one.happened_on == merged.happened_on)
    secret = {titled(before, "Quetzalcoatlus memo").id, titled(before, "Memo").id}
    assert set(left.documents) == set(merged.documents) - secret
    assert shared.as_of == "2031-05-14"


def test_nothing_is_stored_by_sharing(dossier: Dossier) -> None:
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(
        signed_mark(titled(contents_of(dossier), "Quetzalcoatlus memo"), Handling.RED, who="Anna")
    )
    before = list(dossier.canonical())
    share(dossier, Handling.AMBER)
    assert list(dossier.canonical()) == before


def test_a_mark_on_a_statement_blackens_its_sentence_in_the_open_text(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = contents_of(dossier)
    said = next(
        one
        for one in before.statements
        if any("release the crew" in passage.exact for passage in one.passages)
    )
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(signed_mark(said, Handling.RED, who="Anna"))
    shared, withheld = share(dossier, Handling.AMBER)
    marking = Marking(mark=Handling.AMBER, withheld=withheld)
    for form, text in everything_out(shared, marking, tmp_path / "tables"):
        assert "release the crew" not in text, form
        assert "trawler" not in text, form
    document = titled(shared, "Talks on the quota go on")
    original = titled(before, "Talks on the quota go on")
    assert len(document.text) == len(original.text)
    assert "█" in document.text
    assert document.sha256 == ""
    assert withheld.blackened >= 1
    for entry in (*shared.statements, *shared.contacts, *shared.segments, *shared.mentions):
        for passage in entry.passages:
            text = titled_text(shared, passage.document)
            assert text[passage.start : passage.end] == passage.exact


def titled_text(contents: Contents, id: str) -> str:
    return next(one.text for one in contents.documents if one.id == id)


def test_a_mark_on_a_person_blackens_every_sentence_with_the_name(
    dossier: Dossier, tmp_path: Path
) -> None:
    before = contents_of(dossier)
    person = next(one for one in before.persons if "Bertil Oskander" in one.names)
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(signed_mark(person, Handling.RED, who="Anna"))
    shared, withheld = share(dossier, Handling.AMBER)
    marking = Marking(mark=Handling.AMBER, withheld=withheld)
    for form, text in everything_out(shared, marking, tmp_path / "tables"):
        assert "Oskander" not in text, form
    assert any("Ilse Marn" in name for one in shared.persons for name in one.names)


def test_a_mark_on_a_position_takes_the_judgement_out_and_leaves_the_text(
    dossier: Dossier,
) -> None:
    before = contents_of(dossier)
    position = before.positions[0]
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(signed_mark(position, Handling.RED, who="Anna"))
    shared, withheld = share(dossier, Handling.AMBER)
    assert position.id not in {one.id for one in shared.positions}
    assert withheld.count("position") >= 1
    assert withheld.blackened == 0
    assert len(shared.documents) == len(before.documents)


def test_estimates_stay_only_on_request_and_only_where_their_grounds_are_shared(
    dossier: Dossier,
) -> None:
    table = """[preference.VEL.quota]
weight = 0.5
because = ["{because}"]
"""
    from outgoing import SETTINGS

    openly = SETTINGS + table.format(because="quote:open.txt: a quota of 9,000 tonnes")
    secretly = openly + table.replace("VEL", "ORM").format(
        because="quote:canaryfile.txt: a quota of 12345 tonnes"
    )
    dossier.put_settings(secretly, "Anna")
    before = contents_of(dossier)
    assert len(before.negotiation.preferences) == 2
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(signed_mark(titled(before, "Quetzalcoatlus memo"), Handling.RED, who="Anna"))
    without, withheld = share(dossier, Handling.AMBER)
    assert without.negotiation.preferences == ()
    assert withheld.estimates
    kept, withheld = share(dossier, Handling.AMBER, estimates=True)
    assert [one.party for one in kept.negotiation.preferences] == ["VEL"]
    assert not withheld.estimates


def test_what_was_left_out_is_counted_and_not_named(dossier: Dossier) -> None:
    before = contents_of(dossier)
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    dossier.decide(signed_mark(titled(before, "Quetzalcoatlus memo"), Handling.RED, who="Anna"))
    _, withheld = share(dossier, Handling.AMBER)
    told = " ".join(withheld.sentences)
    assert "TLP:RED or resting on it: 2 documents" in told
    assert not any(word in told.casefold() for word in CANARIES)


def test_sharing_what_is_all_mild_leaves_nothing_out(dossier: Dossier) -> None:
    dossier.decide(signed_mark(DOSSIER, Handling.GREEN, who="Anna"))
    shared, withheld = share(dossier, Handling.AMBER)
    assert withheld.is_empty
    assert "Nothing was left out." in withheld.sentences
    assert len(shared.statements) == len(contents_of(dossier).statements)


LABELS = st.sampled_from(list(Handling))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    marks=st.lists(st.one_of(st.none(), LABELS), min_size=4, max_size=4),
    limit=LABELS,
    default=st.one_of(st.none(), LABELS),
    entry_marks=st.lists(st.tuples(st.integers(0, 400), LABELS), max_size=3),
)
def test_whatever_is_marked_nothing_shared_names_what_is_withheld(
    contents: Contents,
    marks: list[Handling | None],
    limit: Handling,
    default: Handling | None,
    entry_marks: list[tuple[int, Handling]],
) -> None:
    told = contents
    for document, mark in zip(contents.documents, marks, strict=True):
        if mark is not None:
            told = marked(told, document, mark)
    every = (*contents.statements, *contents.contacts, *contents.persons, *contents.positions)
    for number, mark in entry_marks:
        told = marked(told, every[number % len(every)], mark)
    found = handlings(told, default)
    shared, withheld = for_sharing(told, limit, unmarked=default)
    kept = {one.id for one in shared.documents}
    for document in contents.documents:
        mark = found.of(document.id)
        may_go = mark is not None and mark.is_within(limit) and not found.is_unsure(document.id)
        assert (document.id in kept) is may_go
    gone = {one.id for one in contents.documents} - kept
    line = repr(shared)
    assert not any(id in line for id in gone)
    for id, mark in found.own.items():
        if not mark.is_within(limit) and id not in {one.id for one in contents.documents}:
            assert id not in line
    assert withheld.count("document") == len(gone)


def test_what_is_marked_alone_is_named_nowhere_in_what_is_shared(contents: Contents) -> None:
    for entry in (*contents.contacts, *contents.positions, *contents.statements[:6]):
        told = marked(contents, entry, Handling.RED)
        shared, _ = for_sharing(told, Handling.AMBER, unmarked=Handling.GREEN)
        assert entry.id not in repr(shared)
        assert len(shared.documents) == len(contents.documents)


def test_what_rests_on_something_unmarked_too_is_not_known_to_be_mild(contents: Contents) -> None:
    contact = next(one for one in contents.contacts if len(one.documents) > 1)
    told = marked(contents, titled(contents, "Envoys meet"), Handling.GREEN)
    assert handlings(told).of(contact.id) is Handling.GREEN
    assert handlings(told).is_unsure(contact.id)
    shared, withheld = for_sharing(told, Handling.GREEN)
    assert contact.id not in {one.id for one in shared.contacts}
    assert {one.title for one in shared.documents} == {"Envoys meet"}
    assert withheld.count("document") == 3


def test_a_mark_on_a_note_keeps_the_note_in_and_answers_to_it(contents: Contents) -> None:
    openly = titled(contents, "Envoys meet")
    said = note(openly, who="Anna", decided_at=DAY, why="They met.")
    answer = sign(
        Verb.NOTE, Anchor(noun="decision", entry=said.id), who="Bo", decided_at=DAY, why="They met."
    )
    told = evolve(contents, decisions=(said, answer))
    shared, _ = for_sharing(told, Handling.AMBER, unmarked=Handling.GREEN)
    assert [one.id for one in shared.decisions] == [said.id, answer.id]
    secret = marked(told, Anchor(noun="decision", entry=said.id), Handling.RED)
    shared, withheld = for_sharing(secret, Handling.AMBER, unmarked=Handling.GREEN)
    assert shared.decisions == ()
    assert withheld.count("decision") == 3


def test_a_letter_on_an_outlet_of_withheld_documents_alone_is_not_told(contents: Contents) -> None:
    letters = tuple(
        rating(name, Reliability.B, who="Anna", decided_at=DAY)
        for name in ("Harbour Post", "Envoys meet")
    )
    told = evolve(contents, decisions=letters)
    shared, _ = for_sharing(told, Handling.AMBER, unmarked=Handling.GREEN)
    assert [one.target.entry for one in shared.decisions] == ["Harbour Post"]


def test_a_withdrawal_goes_with_what_it_takes_back(contents: Contents) -> None:
    openly = titled(contents, "Envoys meet")
    said = note(openly, who="Anna", decided_at=DAY, why="They met.")
    back = sign(
        Verb.WITHDRAW,
        said.target,
        who="Anna",
        decided_at="2031-06-02T09:00:00+00:00",
        withdraws=said.id,
        why="see the wobbegong",
    )
    secret = titled(contents, "Quetzalcoatlus memo")
    told = marked(evolve(contents, decisions=(said, back)), secret, Handling.RED)
    shared, _ = for_sharing(told, Handling.AMBER, unmarked=Handling.GREEN)
    assert not {said.id, back.id} & {one.id for one in shared.decisions}
