"""The whole reader on short texts: every step after the other, names by the real gazetteer."""

from dragoman.extraction import RuleReader
from dragoman.gazetteer import Gazetteer
from dragoman.model import Contact, ContactStatus, Document, Report

READER = RuleReader(gazetteer=Gazetteer.load())


def report_of(text: str, day: str | None = "2025-03-20") -> Report:
    return READER.read(Document(id="d", text=text, language="en", published_at=day))


def contacts_in(text: str, day: str | None = "2025-03-20") -> tuple[Contact, ...]:
    return report_of(text, day).contacts


def the_one_in(text: str) -> Contact:
    found = contacts_in(text)
    assert len(found) == 1, found
    return found[0]


def test_every_entry_is_signed_by_the_reader_and_reads_what_stands_there() -> None:
    text = "Norway and Sweden held talks in Geneva. Norway demanded that Sweden lift the ban."
    report = report_of(text)
    entries = [*report.segments, *report.mentions, *report.statements, *report.contacts]
    assert report.contacts
    assert report.statements
    assert {entry.reader for entry in entries} == {READER.identity}
    assert all(text[p.start : p.end] == p.exact for e in entries for p in e.passages)


def test_reading_twice_gives_the_same_report() -> None:
    text = "Norway said on Tuesday that it would accept a quota only if Sweden lifted the ban."
    assert report_of(text) == report_of(text)


def test_a_text_without_words_gives_an_empty_report() -> None:
    report = report_of("\n \x00 \n", day=None)
    assert report.statements == ()
    assert report.contacts == ()


def test_another_round_after_talks_of_different_sides_names_nobody() -> None:
    found = contacts_in(
        "Norway and Sweden held talks in Geneva. Norway and Denmark held talks in Vienna. "
        "Another round of talks is planned in Lima."
    )
    assert [contact.status for contact in found] == [ContactStatus.HELD, ContactStatus.HELD]


def test_the_sides_before_a_noun_of_talking_are_no_places() -> None:
    found = the_one_in("Tomas Vey took part in the France-Norway negotiations in Geneva.")
    assert {p.party for p in found.participants} >= {"FRA", "NOR"}


def test_a_length_between_verb_and_day_does_not_hide_the_day() -> None:
    found = the_one_in("France and Norway met for three hours on Wednesday in Geneva.")
    assert found.happened_on is not None
    assert found.happened_on.text == "Wednesday"


def test_a_day_reckoned_from_another_is_given_in_the_words_of_the_text() -> None:
    found = contacts_in(
        "France and Norway held a call on Tuesday, one week after Sweden and Denmark met in Lima.",
        day=None,
    )
    met = next(contact for contact in found if contact.place is not None)
    assert met.happened_on is not None
    assert met.happened_on.text == "Tuesday, one week after"


def test_a_time_behind_since_does_not_date_the_contact() -> None:
    found = the_one_in(
        "Officials of France and Norway held their first meeting since the war two years ago."
    )
    assert found.happened_on is None


def test_the_presidents_are_nobody_where_different_presidents_met_before() -> None:
    found = contacts_in(
        "President Ilse Marn of Norway met President Oskar Brandt of Sweden in Geneva. President "
        "Ilse Marn received President Tomas Vey of Denmark in Vienna. That would contradict what "
        "the presidents had agreed in Lima."
    )
    assert all(contact.place is None or contact.place.name != "Lima" for contact in found)


def test_a_length_is_no_day_to_reckon_from() -> None:
    found = contacts_in(
        "The call between France and Norway lasted over an hour and a half on Tuesday, precisely "
        "one week after delegations from Sweden and Denmark held talks in Lima.",
    )
    met = next(contact for contact in found if contact.place is not None)
    assert met.happened_on is not None
    assert "hour" not in met.happened_on.text
