"""One deed told by several documents, with and without its day."""

from attrs import evolve
from resolution_builder import Story, settle

from dragoman.model import Anchor, Contents, Deed, Quantity, Verb
from dragoman.resolution import Edge


def _drones(number: float) -> Quantity:
    return Quantity(text=f"{number} drones", value=number, unit="drone")


def _in(story: Story, place: str) -> Deed:
    story.deeds[-1] = evolve(story.deeds[-1], place=story.place(place))
    return story.deeds[-1]


def _two(first: tuple[str, str | None], second: tuple[str, str | None], *place: str) -> Contents:
    one, two = Story("a", first[1]), Story("b", second[1])
    for story, words in ((one, first[0]), (two, second[0])):
        story.deed("VEL", words)
        if place:
            _in(story, place[0])
    return settle(one, two)


def test_undated_deeds_of_one_place_and_object_told_in_one_week_are_one() -> None:
    depot = ("the harbour depot", "2031-03-19"), ("a harbour depot", "2031-03-20")
    assert len(_two(*depot, "Sund").deeds) == 1


def test_undated_deeds_told_weeks_apart_are_two() -> None:
    depot = ("the harbour depot", "2031-03-19"), ("a harbour depot", "2031-05-20")
    assert len(_two(*depot, "Sund").deeds) == 2


def test_undated_deeds_to_other_objects_are_two() -> None:
    other = ("the harbour depot", "2031-03-19"), ("an army school", "2031-03-20")
    assert len(_two(*other, "Sund").deeds) == 2


def test_texts_without_a_day_join_on_a_common_number() -> None:
    one, two = Story("a"), Story("b")
    one.deed("VEL", "the harbour depot", None, _drones(90))
    two.deed("VEL", "a harbour depot", None, _drones(90))
    assert len(settle(one, two).deeds) == 1


def test_an_unnamed_doer_is_the_one_that_another_text_names() -> None:
    one, two = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    one.deed("VEL", "the harbour depot", "2031-03-18")
    two.deed("VEL", "a harbour depot", "2031-03-18")
    _in(one, "Sund")
    two.deeds[-1] = evolve(_in(two, "Sund"), actor=None)
    (deed,) = settle(one, two).deeds
    assert deed.actor is not None


def _edged(*verbs: Verb) -> Contents:
    one, two = Story("a", "2031-03-19"), Story("b", "2031-03-19")
    first = one.deed("VEL", "the harbour depot", "2031-03-18")
    second = two.deed("VEL", "a harbour depot", "2031-03-18")
    edges = [
        Edge(
            first=Anchor(noun="deed", entry=first.id),
            second=Anchor(noun="deed", entry=second.id),
            verb=verb,
            why="the depots are two",
        )
        for verb in verbs
    ]
    return settle(one, two, edges=edges)


def test_an_unsure_edge_keeps_deeds_apart_and_the_question_open_with_its_note() -> None:
    assert len(_edged().deeds) == 1
    unsure = _edged(Verb.UNSURE)
    assert len(unsure.deeds) == 2
    (question,) = unsure.questions
    assert "the depots are two" in question.why
    assert set(question.candidates) == {deed.id for deed in unsure.deeds}


def test_a_later_edge_takes_the_place_of_an_unsure_one() -> None:
    same = _edged(Verb.UNSURE, Verb.SAME)
    assert (len(same.deeds), same.questions) == (1, ())
    different = _edged(Verb.UNSURE, Verb.DIFFERENT)
    assert (len(different.deeds), different.questions) == (2, ())


def test_same_joins_what_speaks_against_it() -> None:
    one, two, three = Story("a"), Story("b"), Story("c")
    first = one.deed("VEL", "the harbour depot", "2031-03-18")
    second = two.deed("ORM", "an army school", "2031-06-18")
    third = three.deed("VEL", "a quay", "2031-09-18")
    edges = [
        Edge(
            first=Anchor(noun="deed", entry=first.id),
            second=Anchor(noun="deed", entry=other.id),
            verb=Verb.SAME,
        )
        for other in (second, third)
    ]
    (deed,) = settle(one, two, three, edges=edges).deeds
    assert deed.documents == ("a", "b", "c")
