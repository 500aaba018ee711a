"""What changed between versions; readouts paragraph against paragraph."""

from dragoman.resolution import Edit, revise, side_by_side
from dragoman.resolution.paragraphs import paragraphs_of

OLD = """The envoys met on Monday for two hours.

They agreed on a quota of 9,000 tonnes of cod for the season.

The weather was fine."""
NEW = """The envoys met on Monday for two hours.

They agreed on a quota of 9,200 tonnes of cod for the season.

A correction: an earlier version gave another number."""


def test_only_changed_words_are_marked() -> None:
    edited, come_or_gone, *rest = revise(OLD, NEW)
    changed = [(w.edit, w.text) for w in edited.words if w.edit is not Edit.KEPT]
    assert changed == [(Edit.GONE, "9,000"), (Edit.COME, "9,200")]
    assert {one.old is None for one in (come_or_gone, *rest)} == {True, False}


def test_both_versions_can_be_read_back_from_the_words() -> None:
    for one in revise(OLD, NEW):
        old = "".join(w.text for w in one.words if w.edit is not Edit.COME)
        new = "".join(w.text for w in one.words if w.edit is not Edit.GONE)
        assert one.old is None or old.split() == one.old.text.split()
        assert one.new is None or new.split() == one.new.text.split()


def test_layout_is_no_change() -> None:
    assert revise(OLD, OLD.replace(" two", "\xa0two").replace("\n\n", "\n \n\n")) == ()


def test_a_paragraph_that_stands_elsewhere_is_moved() -> None:
    first, second, third = OLD.split("\n\n")
    (moved,) = revise(OLD, "\n\n".join([third, first, second]))
    assert [word.edit for word in moved.words] == [Edit.MOVED]


ONE = """The ministers agreed that the patrol boats leave the strait by 1 July.

They discussed the return of the crew. Velland raised the ban on landings."""
OTHER = """Both sides spoke of the return of the crew.

Nothing was said about lighthouses.

The patrol boats are to leave the strait by 1 July, the ministers agreed."""


def test_paragraphs_on_one_matter_stand_in_one_row() -> None:
    rows = side_by_side([paragraphs_of(ONE), paragraphs_of(OTHER)])
    boats = next(row for row in rows if row[0] and "patrol boats" in row[0].paragraph.text)
    crew = next(row for row in rows if row[0] and "crew" in row[0].paragraph.text)
    assert boats[1] is not None
    assert "patrol boats" in boats[1].paragraph.text
    assert crew[1] is not None
    assert "crew" in crew[1].paragraph.text


def test_each_paragraph_stands_once() -> None:
    texts = [paragraphs_of(text) for text in (ONE, OTHER, OTHER)]
    rows = side_by_side(texts)
    for number, paragraphs in enumerate(texts):
        laid = [row[number].paragraph for row in rows if row[number] is not None]  # type: ignore[union-attr]
        assert sorted(laid, key=lambda one: one.start) == list(paragraphs)


def test_what_only_one_says_is_marked() -> None:
    rows = side_by_side([paragraphs_of(ONE), paragraphs_of(OTHER)])
    alone = [told.piece.text for row in rows for cell in row if cell for told in cell.sentences
             if told.is_alone]  # fmt: skip
    assert sorted(alone) == [
        "Nothing was said about lighthouses.",
        "Velland raised the ban on landings.",
    ]


def test_offsets_are_those_of_the_text() -> None:
    for row in side_by_side([paragraphs_of(ONE), paragraphs_of(OTHER)]):
        for text, cell in zip((ONE, OTHER), row, strict=True):
            for told in cell.sentences if cell else ():
                assert text[told.piece.start : told.piece.end] == told.piece.text
