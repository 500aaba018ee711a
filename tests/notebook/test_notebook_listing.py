"""Listings: sequences that can be called to narrow them, and tables with typed columns."""

import builtins
import csv
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import dragoman as dm
from dragoman.columns import RECORD, columns_of
from dragoman.errors import BadRequest
from dragoman.model import Contact, Position
from dragoman.notebook import Listing, NegotiationFile
from workbench_talks import contact, everything, position, write_talks


def ids(listing: Listing[Any]) -> list[str]:
    return [entry.id for entry in listing]


def test_a_listing_is_a_sequence_of_the_nouns_records(talks: NegotiationFile) -> None:
    assert len(talks.positions) == 3
    assert {type(one) for one in talks.positions} == {Position}
    assert talks.positions[0] in talks.positions
    assert isinstance(talks.positions[:2], Listing)
    assert ids(talks.positions[1:]) == ids(talks.positions)[1:]


def test_contacts_stand_by_day_and_those_without_one_last(tmp_path: Path) -> None:
    days = {"a": None, "b": "2025-07", "c": "2025-05-25/2025-05-28", "d": "2025-06-03"}
    made = [contact(id, day) for id, day in days.items()]
    talks = dm.open(write_talks(tmp_path / "t.dragoman", [*everything()[:4], *made]))
    assert ids(talks.contacts) == ["c", "d", "b", "a"]


def test_positions_stand_by_issue_and_party(talks: NegotiationFile) -> None:
    assert ids(talks.positions) == ["p-old", "p-orm", "p-vel"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"party": "VEL"}, ["p-vel"]),
        ({"party": "Velland"}, ["p-vel"]),
        ({"party": ["VEL", "ORM"], "issue": "quota"}, ["p-orm", "p-vel"]),
        ({"issue": "Patrol boats"}, ["p-old"]),
        ({"who": "Marn"}, ["p-old", "p-orm", "p-vel"]),
        ({"since": "2025-06-04"}, ["p-old", "p-orm"]),
        ({"until": "2025-06-03"}, ["p-vel"]),
        ({"state": "softened"}, ["p-vel"]),
        ({"mark": "one account"}, ["p-old", "p-orm", "p-vel"]),
        ({"outlet": "Port Vell Courier", "party": "ORM"}, ["p-old", "p-orm"]),
        ({}, ["p-old", "p-orm", "p-vel"]),
    ],
)
def test_a_listing_is_narrowed_in_the_words_of_ask(
    talks: NegotiationFile, asked: dict[str, Any], found: list[str]
) -> None:
    assert ids(talks.positions(**asked)) == found


def test_contacts_are_narrowed_by_channel_state_and_place(talks: NegotiationFile) -> None:
    assert ids(talks.contacts(channel="call")) == ["cancelled", "denied"]
    assert ids(talks.contacts(state="planned")) == ["planned"]
    assert ids(talks.contacts(place="Sundholm")) == ["held"]


def test_discrepancies_are_narrowed_by_the_parties_of_their_statements(
    talks: NegotiationFile,
) -> None:
    assert ids(talks.discrepancies(party="VEL", state="denial")) == ["dispute"]
    assert ids(talks.discrepancies(party="CAL")) == []


def test_a_record_can_be_picked_by_any_test_of_ones_own(talks: NegotiationFile) -> None:
    late = talks.commitments(lambda one: one.overdue_since is not None)
    assert ids(late) == ["first"]
    assert late.title == "1 commitment, picked"


def test_narrowing_twice_narrows_further(talks: NegotiationFile) -> None:
    assert ids(talks.positions(issue="quota")(party="ORM")) == ["p-orm"]


def test_an_issue_that_only_other_nouns_are_on_gives_an_empty_listing(
    talks: NegotiationFile,
) -> None:
    assert ids(talks.deeds(issue="quota")) == []


def test_a_name_that_nobody_has_is_an_error_with_what_comes_nearest(
    talks: NegotiationFile,
) -> None:
    with pytest.raises(BadRequest, match=r"no party 'Ruritania' .* nearest: .*ORM"):
        talks.positions(party="Ruritania")


def test_a_misspelt_name_is_taken_with_a_warning(talks: NegotiationFile) -> None:
    with pytest.warns(UserWarning, match="took 'Vellund' for VEL"):
        assert ids(talks.positions(party="Vellund")) == ["p-vel"]


def test_a_quotation_mark_cannot_smuggle_in_a_field(talks: NegotiationFile) -> None:
    with pytest.raises(BadRequest, match="quotation mark"):
        talks.positions(party='VEL" issue:"patrols')


def test_a_listing_in_hand_stays_as_it_was_and_the_file_shows_what_stands(
    place: Path, talks: NegotiationFile
) -> None:
    before = talks.contacts
    write = {"status": "held"}
    signed = dm.correct(place, "planned", write, who="A. Analyst")
    assert signed.who == "A. Analyst"
    assert before[4].status == "planned"
    assert talks.decisions[0].id == signed.id


def test_only_what_is_asked_for_is_read(
    talks: NegotiationFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.dossier import Dossier

    read: list[str] = []
    own = Dossier.entries

    def watched(self: Dossier, kind: Any) -> Any:
        read.append(kind if isinstance(kind, str) else kind.kind)
        return own(self, kind)

    monkeypatch.setattr(Dossier, "entries", watched)
    monkeypatch.setattr(Dossier, "documents", lambda *_: pytest.fail("texts were read"))
    talks.positions(party="VEL").to_polars()
    assert sorted(set(read)) == ["party", "position"]


# --- tables ---------------------------------------------------------------------------------------


def test_a_frame_has_typed_columns(talks: NegotiationFile) -> None:
    frame = talks.contacts.to_polars()
    assert frame.schema["happened_from"] == pl.Date
    assert frame.schema["participants_parties"] == pl.List(pl.String)
    assert frame.schema["score"] == pl.Float64
    assert not any(kind == pl.Object for kind in frame.schema.values())
    assert frame.filter(pl.col("status") == "held")["happened_from"][0].isoformat() == "2025-06-03"


def test_an_empty_listing_keeps_its_columns(talks: NegotiationFile) -> None:
    empty = talks.contacts(state="suggested").to_polars()
    assert empty.is_empty()
    assert empty.schema == talks.contacts.to_polars().schema


@pytest.mark.parametrize("name", [one for one in dir(NegotiationFile) if one.endswith("s")])
def test_every_noun_goes_into_a_frame(talks: NegotiationFile, name: str) -> None:
    listing = getattr(talks, name)
    if not isinstance(listing, Listing):
        return
    frame = listing.to_polars()
    wanted = [one.name for one in columns_of(listing.noun.kind) if one.name != RECORD]
    assert frame.columns == wanted
    assert len(frame) == len(listing)


def test_arrow_and_pandas_have_the_same_rows(talks: NegotiationFile) -> None:
    pandas = pytest.importorskip("pandas")
    frame = talks.positions.to_pandas()
    assert list(frame["id"]) == talks.positions.to_arrow()["id"].to_pylist()
    assert isinstance(frame["conditional"].dtype, pandas.ArrowDtype)


def test_csv_has_a_row_for_each_entry(talks: NegotiationFile, tmp_path: Path) -> None:
    path = talks.positions.to_csv(tmp_path / "positions.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["p-old", "p-orm", "p-vel"]


def test_without_polars_the_error_says_what_to_install(
    talks: NegotiationFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(BadRequest, match=r"polars is not installed; pip install 'dragoman\["):
        talks.positions.to_polars()


# --- to look at -----------------------------------------------------------------------------------


def test_the_plain_form_shows_lines_with_marks_and_ids(talks: NegotiationFile) -> None:
    shown = str(talks.contacts).splitlines()
    assert shown[0] == "6 contacts"
    assert any(line.startswith("◑ ") and line.endswith("[held]") for line in shown)


def test_repr_reads_nothing(talks: NegotiationFile, monkeypatch: pytest.MonkeyPatch) -> None:
    listing = talks.contacts(channel="call")
    monkeypatch.setattr(builtins, "open", lambda *_: pytest.fail("something was read"))
    assert repr(listing) == "<2 contacts, channel call>"


def test_the_table_shows_ten_and_says_how_to_see_the_rest(tmp_path: Path) -> None:
    many = [contact(f"c{n:02}", f"2025-06-{n + 1:02}") for n in range(14)]
    shown = dm.open(write_talks(tmp_path / "m.dragoman", [*everything()[:4], *many]))
    page = shown.contacts._repr_html_()
    assert page.count('<td class="id"') == 10
    assert "4 more; slice them, or take all with to_polars()." in page


def test_an_empty_listing_says_what_to_do(talks: NegotiationFile) -> None:
    page = talks.contacts(state="suggested")._repr_html_()
    assert "0 contacts, is suggested" in page
    assert "No contact stands here." in page
    assert "<table" not in page


def test_a_line_of_the_table_opens_its_sentence_with_the_passage_marked(
    talks: NegotiationFile,
) -> None:
    page = talks.contacts(state="held")._repr_html_()
    assert "<details>" in page
    assert "<mark>Velland and Ormark held talks in Sundholm</mark>" in page


def test_what_a_text_says_is_never_markup(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=y>"
    made = contact("c1", "2025-06-01", place=None, topics=(evil,), channel="call")
    talks = dm.open(write_talks(tmp_path / "e.dragoman", [*everything()[:4], made]))
    person = talks.persons[0]
    assert isinstance(made, Contact)
    listing = Listing(
        noun=type(person),
        name="persons",
        entries=(type(person)(id="p", names=(evil,)),),
        holding=talks.holding,
    )
    page = listing._repr_html_()
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_lines_from_what_few_entries_rest_on_are_those_of_the_whole_file(
    place: Path, talks: NegotiationFile
) -> None:
    from dragoman.notebook.rows import rows_of

    whole = dm.open(place).contents
    for name in ("contacts", "positions", "commitments", "discrepancies", "statements", "deeds"):
        entries = getattr(talks, name).entries
        few = talks.holding.around(entries)
        assert few is not whole
        assert few.mentions == ()
        assert list(rows_of(entries, few)) == list(rows_of(entries, whole)), name


def test_an_entry_that_quotes_nothing_is_opened_by_its_statements(tmp_path: Path) -> None:
    bare = position("bare", "VEL", "patrols", documents=(), passages=())
    talks = dm.open(write_talks(tmp_path / "t.dragoman", [*everything(), bare]))
    assert talks.sentence("bare").exact == "demanded a quota"
