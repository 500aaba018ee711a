"""One person under several spellings."""

import pytest
from resolution_builder import Story, settle

from dragoman.model import Anchor, Contents, Negotiation, PersonProfile, Verb
from dragoman.resolution import Edge


def _names(contents: Contents) -> set[str]:
    return {person.names[0] for person in contents.persons}


def _told(*people: tuple[str, str | None]) -> Contents:
    stories = []
    for number, (name, party) in enumerate(people):
        story = Story(f"d{number}", f"2031-05-{number + 1:02d}")
        story.person(name, party)
        stories.append(story)
    return settle(*stories)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Caroline Livitt", "Karoline Leavitt"),
        ("Sergei Oskander", "Sergey Oskander"),
        ("Volodymyr Maskelsky", "Volodymyr Maskelskyy"),
        ("Władimir Tarbeck", "Vladimir Tarbeck"),
        ("Sergej Lawrin", "Sergey Lavrin"),
        ("J. Tollivar", "Jon Tollivar"),
        ("Ilse Anna Marn", "Ilse Marn"),
        ("Marn Ilse", "Ilse Marn"),
    ],
)
def test_spellings_of_one_person_of_one_party_are_joined(first: str, second: str) -> None:
    assert len(_told((first, "VEL"), (second, "VEL")).persons) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ilham Oskander", "Heydar Oskander"),
        ("Boris Oskander", "Sergei Oskander"),
        ("Jan Marn", "Jon Marn"),
        ("Ilse Marn", "Ilse Varn"),
        ("Ilse Lee", "Ilse Leo"),
        ("Bertil Vance", "Bertil Pence"),
        ("Viktor Petrov", "Viktoria Petrova"),
    ],
)
def test_namesakes_and_lookalikes_stay_apart(first: str, second: str) -> None:
    assert len(_told((first, "VEL"), (second, "VEL")).persons) == 2


def test_a_nickname_takes_one_office_and_is_else_asked_about() -> None:
    def told(first: str | None, second: str | None) -> Contents:
        one, two = Story("a"), Story("b")
        one.person("Mike Aldersey", "VEL", first)
        two.person("Michael Aldersey", "VEL", second)
        return settle(one, two)

    assert len(told("fleet adviser", "fleet adviser").persons) == 1
    unsure = told("fleet adviser", None)
    assert (len(unsure.persons), len(unsure.questions)) == (2, 1)
    apart = told("fleet adviser", "archbishop")
    assert (len(apart.persons), len(apart.questions)) == (2, 0)


def test_a_bare_surname_in_another_languages_spelling_joins() -> None:
    contents = _told(("Andriy Yermolin", "VEL"), ("Jermolin", None))
    assert _names(contents) == {"Andriy Yermolin"}
    assert contents.persons[0].party == "VEL"


def test_like_names_of_two_parties_stay_apart_and_are_asked_about() -> None:
    contents = _told(("Karoline Leavitt", "VEL"), ("Caroline Livitt", "ORM"))
    assert len(contents.persons) == 2
    (question,) = contents.questions
    assert set(question.candidates) == {person.id for person in contents.persons}


def test_a_bare_surname_joins_the_only_full_name() -> None:
    contents = _told(("Bertil Oskander", "ORM"), ("Oskander", None))
    assert _names(contents) == {"Bertil Oskander"}


def test_a_bare_surname_of_another_party_stays_apart() -> None:
    assert len(_told(("Bertil Oskander", "ORM"), ("Oskander", "VEL")).persons) == 2


def test_a_bare_surname_that_two_bear_stays_apart_and_is_asked_about() -> None:
    contents = _told(("Bertil Oskander", "ORM"), ("Ilham Oskander", "ORM"), ("Oskander", "ORM"))
    assert len(contents.persons) == 3
    (question,) = contents.questions
    assert len(question.candidates) == 3


def test_a_surname_with_its_particle_is_a_bare_surname() -> None:
    contents = _told(("Hedda von der Quorn", "ORM"), ("von der Quorn", None))
    assert _names(contents) == {"Hedda von der Quorn"}


def test_the_dossier_gives_spelling_party_and_office() -> None:
    profile = PersonProfile(
        name="Ilse Marn", aliases=("Marn",), party="VEL", office="chief negotiator"
    )
    first, second = Story("a"), Story("b")
    first.person("Ilse Marn", "ORM", "envoy")
    second.person("Marn", None)
    contents = settle(first, second, negotiation=Negotiation(persons=(profile,)))
    (person,) = contents.persons
    assert (person.names[0], person.party, person.office) == (
        "Ilse Marn",
        "VEL",
        "chief negotiator",
    )


def test_a_spelling_may_be_like_one_of_the_dossiers_and_unlike_another() -> None:
    profile = PersonProfile(name="Volodymyr Maskelsky", aliases=("Waldo Maskelsky",), party="VEL")
    story = Story("a")
    story.person("Volodymyr Maskelskiy", "VEL")
    assert len(settle(story, negotiation=Negotiation(persons=(profile,))).persons) == 1
    assert _names(settle(story, negotiation=Negotiation(persons=(profile,)))) == {
        "Volodymyr Maskelsky"
    }


def test_a_chain_of_likenesses_does_not_join_its_unlike_ends() -> None:
    contents = _told(("Karolina Oskander", "VEL"), ("K. Oskander", "VEL"), ("Kurt Oskander", "VEL"))
    assert len(contents.persons) == 2


def test_two_persons_of_the_dossier_are_never_joined() -> None:
    profiles = (
        PersonProfile(name="Sergei Oskander", party="ORM"),
        PersonProfile(name="Sergey Oskander", party="ORM"),
    )
    first, second = Story("a"), Story("b")
    first.person("Sergei Oskander", "ORM")
    second.person("Sergey Oskander", "ORM")
    assert len(settle(first, second, negotiation=Negotiation(persons=profiles)).persons) == 2


def test_the_most_frequent_full_form_is_the_label_without_a_dossier() -> None:
    contents = _told(
        ("Sergei Oskander", "ORM"), ("Sergey Oskander", "ORM"), ("Sergey Oskander", "ORM")
    )
    assert _names(contents) == {"Sergey Oskander"}


def test_the_merged_id_is_the_earliest_stored_one_and_references_follow() -> None:
    early, late = Story("z", "2031-01-01"), Story("a", "2031-06-01")
    first = early.person("Ilse Marn", "VEL")
    second = late.person("Marn", None)
    late.statement(second, "the quota must rise")
    contents = settle(late, early)
    assert [person.id for person in contents.persons] == [first.id]
    (statement,) = contents.statements
    assert statement.speakers[0].id == first.id
    assert statement.speakers[0].name == "Ilse Marn"
    assert statement.party == "VEL"


def test_an_expert_speaks_for_nobody() -> None:
    story = Story("a")
    expert = story.person("Orla Vint", "VEL", "professor", represents=False)
    story.statement(expert, "the quota must rise")
    contents = settle(story)
    assert contents.statements[0].party is None
    assert contents.persons[0].represents is False


def test_an_analyst_may_say_that_two_spellings_differ_or_are_one() -> None:
    first, second, third = Story("a"), Story("b"), Story("c")
    one = first.person("Sergei Oskander", "ORM")
    two = second.person("Sergey Oskander", "ORM")
    three = third.person("Nils Quorn", "ORM")
    edges = [
        Edge(
            first=Anchor(noun="person", passages=one.passages, head="Oskander"),
            second=Anchor(noun="person", passages=two.passages, head="Oskander"),
            verb=Verb.DIFFERENT,
        ),
        Edge(
            first=Anchor(noun="person", entry=one.id),
            second=Anchor(noun="person", entry=three.id),
            verb=Verb.SAME,
        ),
    ]
    contents = settle(first, second, third, edges=edges)
    assert {person.id for person in contents.persons} == {one.id, two.id}


@pytest.mark.parametrize(
    ("first", "second", "office"),
    [
        ("Bill Quorn", "Brenda Quorn", "president"),
        ("Mark Aldersey", "Mike Aldersey", "foreign minister"),
        ("Alexander Vane", "Alexandra Vane", "envoy"),
        ("Paul Varga", "Paula Varga", "minister"),
        ("George H. W. Tolland", "George W. Tolland", "president"),
        ("John Tolland Sr.", "John Tolland Jr.", "senator"),
        ("Kim Jong-il", "Kim Jong-un", "leader"),
    ],
)
def test_successors_spouses_and_sons_in_one_office_stay_apart(
    first: str, second: str, office: str
) -> None:
    one, two = Story("a", "2029-05-01"), Story("b", "2031-05-01")
    one.person(first, "VEL", office)
    two.person(second, "VEL", office)
    assert len(settle(one, two).persons) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ермолин", "Andriy Yermolin"),
        ("Сергей Лаврин", "Sergey Lavrin"),
        ("Abbas Tareghchi", "Abbas Tareqchi"),
        ("Alexander Lukarenko", "Aleksandr Lukarenka"),
        ("Владимир Тарбецкий", "Volodymyr Tarbetskyy"),
        ("Bill Aldersey", "William Aldersey"),
    ],
)
def test_scripts_and_two_languages_forms_of_a_name_are_one_person(first: str, second: str) -> None:
    one, two = Story("a"), Story("b")
    one.person(first, "VEL", "chief of staff")
    two.person(second, "VEL", "chief of staff")
    assert len(settle(one, two).persons) == 1


def test_an_unsure_edge_keeps_persons_apart_and_asks_with_the_analysts_note() -> None:
    one, two = Story("a"), Story("b")
    first, second = one.person("Ilse Marn", "VEL"), two.person("Ilse Marn", "VEL")
    edge = Edge(
        first=Anchor(noun="person", entry=first.id),
        second=Anchor(noun="person", entry=second.id),
        verb=Verb.UNSURE,
        why="two of that name sit in the Assembly",
    )
    contents = settle(one, two, edges=[edge])
    assert len(contents.persons) == 2
    (question,) = contents.questions
    assert "two of that name" in question.why


def test_an_edge_must_be_same_or_different() -> None:
    anchor = Anchor(noun="person", entry="x")
    with pytest.raises(ValueError, match="verb"):
        Edge(first=anchor, second=anchor, verb=Verb.NOTE)
