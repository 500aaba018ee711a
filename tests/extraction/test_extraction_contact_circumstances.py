"""What stands around the noun of a contact: who hosts and mediates, where, how long, whose."""

from functools import cache

from dragoman.extraction import RuleReader
from dragoman.extraction.contacts import find_contacts
from dragoman.gazetteer import Gazetteer
from dragoman.model import Contact, ContactStatus, Document

LEFT = (
    "Delegations from the Bolivian Army and Chile left Lima on Monday, after three days of "
    "indirect talks hosted by Peru and mediated by Brazil and the African Union."
)


@cache
def _reader() -> RuleReader:
    return RuleReader(gazetteer=Gazetteer.load())


@cache
def read(text: str) -> tuple[Contact, ...]:
    document = Document(id="d", text=text, language="en", published_at="2025-03-20")
    return tuple(find_contacts(_reader().lay(document)))


def only(text: str) -> Contact:
    (found,) = read(text)
    return found


def who(contact: Contact) -> list[tuple[str, str | None]]:
    return [(p.name, p.party) for p in contact.participants if p.role != "mediator"]


def helping(contact: Contact) -> list[str | None]:
    first = [contact.mediator.party] if contact.mediator else []
    return first + [p.party for p in contact.participants if p.role == "mediator"]


def test_who_left_a_city_after_talks_talked_there() -> None:
    talks = only(LEFT)
    assert who(talks) == [("Bolivian Army", "BOL"), ("Chile", "CHL")]
    assert talks.place is not None
    assert talks.place.name == "Lima"
    assert talks.duration is not None
    assert (talks.duration.value, talks.duration.unit) == (3, "day")


def test_of_several_mediators_none_is_lost_and_none_takes_the_side_of_another() -> None:
    talks = only(LEFT)
    assert talks.host is not None
    assert talks.host.party == "PER"
    assert helping(talks) == ["BRA", "AU"]
    assert "African Union" in {p.exact for p in talks.passages if p.role == "participant"}


def test_a_relative_clause_tells_who_hosts_and_mediates_and_how_long() -> None:
    talks = only(
        "Bolivia and Chile held talks in Lima. The talks, which were mediated by Brazil and lasted "
        "nine hours, ended without an accord."
    )
    assert helping(talks) == ["BRA"]
    assert talks.duration is not None
    assert talks.duration.value == 9


def test_which_c_hosted_names_the_host() -> None:
    talks = only("Bolivia and Chile held talks on trade. The talks, which Peru hosted, went well.")
    assert talks.host is not None
    assert talks.host.party == "PER"


def test_who_chairs_talks_of_his_own_side_is_no_mediator() -> None:
    talks = only(
        "Talks between Bolivia and Chile, chaired by Bolivian minister Ana Rojas, opened in Lima."
    )
    assert helping(talks) == []


def test_bodies_without_a_party_take_part_by_their_leaders_and_negotiators() -> None:
    talks = only("Leaders of the Harbour Party and the Centre Party ended talks in Oslo on Sunday.")
    assert who(talks) == [("Harbour Party", None), ("Centre Party", None)]


def test_a_second_round_that_could_take_place_is_suggested_between_the_same_sides() -> None:
    _, second = read(
        f"{LEFT} A diplomat said a second round could take place in Cairo or Quito next month."
    )
    assert second.status is ContactStatus.SUGGESTED
    assert who(second) == [("Bolivian Army", "BOL"), ("Chile", "CHL")]
    assert second.place is not None
    assert (second.place.id, second.place.name) == (None, "Cairo or Quito")
    assert second.happened_on is not None
    assert second.happened_on.edtf == "2025-04"


def test_a_second_round_of_voting_is_no_contact() -> None:
    text = "Bolivia and Chile held talks in Lima. A second round of voting will be held in May."
    assert len(read(text)) == 1


def test_a_round_after_talks_that_were_denied_follows_those_that_were_held() -> None:
    *_, third = read(
        "Bolivia and Chile held talks in Lima. Peru denied having held any talks with Brazil. "
        "The next round is scheduled for Tuesday in Quito."
    )
    assert [party for _, party in who(third)] == ["BOL", "CHL"]
    assert third.status is ContactStatus.PLANNED


def test_talks_that_one_denies_having_held_are_denied() -> None:
    assert only("Peru denied having held any talks with Brazil.").status is ContactStatus.DENIED


def test_a_summit_of_the_two_presidents_is_possible_between_the_countries_named() -> None:
    _, summit = read(
        "Bolivia and Chile held talks in Lima. Envoys said a summit of the two presidents was "
        "possible in Quito in April."
    )
    assert summit.status is ContactStatus.SUGGESTED
    assert [(p.party, p.role) for p in summit.participants] == [
        ("BOL", "principal"),
        ("CHL", "principal"),
    ]


def test_an_unlikely_meeting_is_not_told_as_held() -> None:
    text = "Bolivia and Chile held talks. A fresh meeting of the two presidents is unlikely."
    assert read(text)[-1].status in (ContactStatus.HELD, ContactStatus.DENIED)
    assert [c.status for c in read(text)] == [ContactStatus.HELD, ContactStatus.DENIED]


def test_talks_of_days_and_talks_of_hours_are_two_contacts() -> None:
    found = read(
        "Bolivia, Chile and Peru opened a two-day round of talks in Lima. The Bolivian envoy left "
        "Lima after three hours of talks with Peru."
    )
    assert [c.duration and c.duration.unit for c in found] == ["day", "hour"]


def test_the_place_by_the_day_is_the_place_of_the_talks() -> None:
    talks = only("Bolivia and Chile resumed talks on the sharing of the river in Geneva on Monday.")
    assert talks.place is not None
    assert talks.place.name == "Geneva"


def test_a_negotiator_quoted_below_a_headline_did_not_therefore_take_part() -> None:
    text = (
        "Lima talks end without truce\n\n" + LEFT + "\n\nArmy negotiator General Hugo Pinto said "
        "his side would wait."
    )
    assert all("Pinto" not in name for contact in read(text) for name, _ in who(contact))
