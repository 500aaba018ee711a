"""Parties, places, issues, deeds, copies."""

from attrs import evolve
from resolution_builder import Story, settle

from dragoman.model import Issue, Negotiation, PartyProfile, Quantity
from dragoman.resolution import resolve

QUOTA = Issue(id="quota", label="Quota", keywords=("tonnes of cod", "quota"), parent="resources")


def _issues(words: str, *generic: str) -> tuple[str, ...]:
    story = Story("a")
    story.statement(story.person("Ilse Marn", "VEL"), words, issues=generic)
    return settle(story, negotiation=Negotiation(issues=(QUOTA,))).statements[0].issues


def test_the_dossiers_issue_stands_before_its_generic_one() -> None:
    assert _issues("9,000 tonnes of cod", "trade", "resources") == ("quota", "trade", "resources")


def test_a_statement_without_generic_issues_takes_the_dossiers_by_keyword() -> None:
    assert _issues("the Quotas must rise") == ("quota",)


def test_a_keyword_under_another_generic_issue_or_inside_a_word_is_no_match() -> None:
    assert _issues("the quota of refugees", "refugees") == ("refugees",)
    assert _issues("quotations from the treaty", "resources") == ("resources",)


def test_measures_take_the_dossiers_issue() -> None:
    story = Story("a")
    story.statement(story.person("Ilse Marn", "VEL"), "a higher quota", issues=("resources",))
    contents = settle(story, negotiation=Negotiation(issues=(QUOTA,)))
    assert contents.statements[0].measures[0].issue == "quota"


def test_an_issue_with_a_generic_id_adds_nothing_where_its_words_are_missing() -> None:
    renamed = Issue(id="trade", label="Fish trade", keywords=("tariff",), parent="trade")
    story = Story("a")
    story.statement(story.person("Ilse Marn", "VEL"), "a tariff", issues=("sanctions",))
    contents = settle(story, negotiation=Negotiation(issues=(renamed,)))
    assert contents.statements[0].issues == ("sanctions",)


def test_the_dossier_names_its_parties_even_before_a_text_does() -> None:
    profile = PartyProfile(id="ISL", names=("Isle of Sund", "Sund"), colour="blue")
    contents = settle(Story("a"), negotiation=Negotiation(parties=(profile,)))
    isle = next(party for party in contents.parties if party.id == "ISL")
    assert (isle.names, isle.colour) == (("Isle of Sund", "Sund"), "blue")


def test_places_of_one_name_are_one() -> None:
    first, second = Story("a", "2031-01-01"), Story("b", "2031-01-02")
    first.place("Port Vell")
    second.place("port  vell")
    assert len(settle(first, second).places) == 1


def test_copies_and_superseded_versions_are_passed_over() -> None:
    first, copy, old = Story("a"), Story("b"), Story("c")
    for story in (first, copy, old):
        story.person(f"Ilse {story.document.id * 3}", "VEL")
    heads = {
        "a": evolve(first.document, supersedes="c"),
        "b": evolve(copy.document, copy_of="a"),
        "c": old.document,
    }
    reports = [story.report() for story in (first, copy, old)]
    contents = resolve(reports, heads, Negotiation())
    assert [p.names[0] for p in contents.persons] == ["Ilse aaa"]
    assert len(contents.documents) == 3


def test_the_file_knows_up_to_its_newest_day() -> None:
    contents = settle(Story("a", "2031-01-01"), Story("b"), Story("c", "2031-02-01T10:00:00Z"))
    assert contents.as_of == "2031-02-01"


def _drones(value: float) -> Quantity:
    return Quantity(text=f"{value:g} drones", value=value, unit="drone", of="drones")


def test_a_deed_told_twice_of_one_day_is_one() -> None:
    first, second = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first.deed("VEL", "the harbour depot", "2031-03-18", _drones(90))
    second.deed("VEL", "a harbour depot", "2031-03-18", _drones(90))
    (deed,) = settle(first, second).deeds
    assert deed.documents == ("a", "b")


def test_deeds_of_other_days_or_numbers_are_two() -> None:
    first, second, third = (Story(name, "2031-03-19") for name in "abc")
    first.deed("VEL", "the harbour depot", "2031-03-18", _drones(90))
    second.deed("VEL", "the harbour depot", "2031-03-18", _drones(140))
    third.deed("VEL", "the harbour depot", "2031-03-17", _drones(90))
    assert len(settle(first, second, third).deeds) == 3
