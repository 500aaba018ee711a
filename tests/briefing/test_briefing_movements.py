"""How movement, order and what is overdue stand in the brief."""

from attrs import evolve

from dragoman.briefing import compose
from dragoman.briefing.charts import draw_road_map
from dragoman.briefing.content import RoadMap, Step
from dragoman.briefing.movements import moved_words, series_lines
from dragoman.model import (
    Basis,
    Contents,
    Movement,
    Party,
    Position,
    PositionStage,
    Stance,
    When,
)


def _stage(day: str, movement: Movement, stance: Stance = Stance.FOR) -> PositionStage:
    return PositionStage(
        stance=stance,
        movement=movement,
        basis=Basis.OWN_WORDS,
        on=When(text=day, edtf=day),
        why="is for what it had refused",
    )


def _position(party: str, *series: PositionStage) -> Position:
    return Position(
        id=f"{party}-quota",
        party=party,
        issue="quota",
        stance=Stance.FOR,
        basis=Basis.OWN_WORDS,
        measure="raise the catch",
        series=series,
    )


def _contents(*positions: Position) -> Contents:
    parties = (Party(id="ORM", names=("Ormark",)), Party(id="VEL", names=("Velland",)))
    return Contents(positions=positions, parties=parties)


NEW, AGAIN = (
    _stage("2031-03-01", Movement.NEW, Stance.AGAINST),
    _stage("2031-03-09", Movement.RESTATED, Stance.AGAINST),
)
SOFT = _stage("2031-03-20", Movement.SOFTENED)


def test_the_matrix_says_who_moved_last_and_the_cell_bears_its_sign() -> None:
    matrix = compose(_contents(_position("VEL", NEW, SOFT))).matrix
    assert matrix.title == "Quota: Velland softened on 20 March 2031"
    (cell,) = matrix.rows[0].cells
    assert cell is not None
    assert (cell.arrow, cell.moved) == ("↘", "softened, 20 March 2031")


def test_the_matrix_says_since_when_nobody_moved() -> None:
    found = _contents(_position("ORM", NEW, AGAIN), _position("VEL", NEW, AGAIN))
    assert compose(found).matrix.title == "Quota: the two sides have not moved since 1 March 2031"


def test_a_lone_stage_is_no_movement_and_no_series() -> None:
    position = _position("VEL", NEW)
    assert moved_words(position) == ("", "")
    assert series_lines(position) == ()
    assert compose(_contents(position)).matrix.title == "Positions on 1 issue"


def test_a_listing_shows_the_series_below_the_line() -> None:
    (item,) = compose(_contents(_position("VEL", NEW, SOFT))).positions
    assert item.line.under == (
        "1 March 2031: new (against); in its own words",
        "20 March 2031: softened (for) – is for what it had refused; in its own words",
    )
    assert [f.label for f in item.facts if "own words" in f.text][-1] == "20 March 2031"


def test_the_road_map_goes_from_left_to_right_only_where_there_is_an_order() -> None:
    first = Step(number=1, label="Velland: release", stage="signed", compliance="completed")
    second = Step(number=2, label="Ormark: lift", stage="claimed by one", compliance="")
    road = RoadMap(title="t", alternative="a", steps=(first, second))
    assert ">signed<" in draw_road_map(road)
    ordered = evolve(road, steps=(first, evolve(second, after=(1,), column=1)))
    drawn = draw_road_map(ordered)
    assert ">first<" in drawn
    assert ">after 1<" in drawn
    assert ">signed<" not in drawn
