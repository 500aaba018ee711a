"""How marked passages are scored."""

import re

import pytest
from attrs import evolve
from passage_reading import Finder, Marked, settings_of
from passage_scoring import (
    Counted,
    Done,
    Hung,
    Met,
    Page,
    Said,
    Sheet,
    Span,
    dice,
    pairs_of,
    summed,
    tally,
    words_of,
)
from passages import Measured, lines, main, measure, rows_of, show_errors

from dragoman.model import (
    Act,
    Bound,
    Channel,
    Condition,
    Contact,
    ContactStatus,
    Measure,
    Mention,
    Participant,
    Party,
    Passage,
    Quantity,
    Relation,
    Report,
    Statement,
    cut,
)

TEXT = (
    "Arven will open the harbour, said Minister Oda Brill, but only if Toll pays 3 million marks. "
    "She met the envoy of Toll in Sund on Monday. They talk again by telephone next week."
)


def at(words: str) -> Span:
    """Where words stand in the text."""
    found = re.search(re.escape(words), TEXT)
    assert found is not None
    return found.span()


PAGE = Page(
    id="P002",
    document="reporting/invented.txt",
    start=0,
    end=len(TEXT),
    words=words_of(TEXT, 0, len(TEXT)),
    sentences=(at(TEXT[:92]), at(TEXT[93:137]), at(TEXT[138:])),
)
SAID = Said(
    contents=(at("Arven will open the harbour"),),
    speakers=(at("Minister Oda Brill"),),
    act="promise",
    issues=frozenset({"maritime", "trade"}),
)
MET = Met(
    mentions=(at("met"),),
    channel="meeting",
    status="held",
    participants=((at("She"),), (at("the envoy of Toll"),)),
    place=(at("Sund"),),
)
HUNG = Hung(words=(at("only if Toll pays 3 million marks"),), relation="only if")
COUNTED = Counted(words=(at("3 million marks"),), bound="exact")
DONE = Done(triggers=(at("pays"),), type="AID", actor=(at("Toll"),))
SHEET = Sheet(
    statement=(SAID,), contact=(MET,), deed=(DONE,), condition=(HUNG,), quantity=(COUNTED,)
)


def f1(marked: Sheet, found: Sheet, name: str) -> float:
    return rows_of(tally(PAGE, marked, found))[name][2]


def test_a_sheet_scores_full_marks_against_itself() -> None:
    rows = rows_of(tally(PAGE, SHEET, SHEET))
    empty = {name for name, row in rows.items() if row == (0.0, 0.0, 0.0)}
    assert empty == {"host", "mediator", "day", "recipient"}
    assert {row for name, row in rows.items() if name not in empty} == {(1.0, 1.0, 1.0)}


def test_dice_counts_words_and_not_characters() -> None:
    one, two = (at("Arven will open the harbour"),), (at("open the harbour, said"),)
    assert dice(PAGE.words, one, two) == pytest.approx(2 * 3 / (5 + 4))
    assert dice(PAGE.words, one, ()) == 0.0


def test_contents_that_share_less_than_half_are_two_statements() -> None:
    shorter = evolve(SAID, contents=(at("harbour"),))
    assert f1(Sheet(statement=(SAID,)), Sheet(statement=(shorter,)), "statement") == 0.0
    longer = evolve(SAID, contents=(at("open the harbour"),))
    assert f1(Sheet(statement=(SAID,)), Sheet(statement=(longer,)), "statement") == 1.0


def test_a_mark_pairs_with_one_find_only_and_with_the_best() -> None:
    near = evolve(SAID, contents=(at("will open the harbour"),), act="predict")
    found = Sheet(statement=(near, SAID))
    assert pairs_of(PAGE, "statement", Sheet(statement=(SAID,)), found) == [(SAID, SAID)]
    assert rows_of(tally(PAGE, SHEET, found))["statement"][:2] == (0.5, 1.0)


def test_an_act_counts_only_where_the_statement_is_found_too() -> None:
    other = evolve(SAID, act="threaten")
    rows = rows_of(tally(PAGE, Sheet(statement=(SAID,)), Sheet(statement=(other,))))
    assert rows["statement"][2] == 1.0
    assert rows["act"] == (0.0, 0.0, 0.0)
    assert rows["act: promise"] == rows["act: threaten"] == (0.0, 0.0, 0.0)
    missed = rows_of(tally(PAGE, Sheet(statement=(SAID,)), Sheet()))
    assert missed["act: promise"] == (0.0, 0.0, 0.0)


def test_the_mean_of_labels_leaves_out_acts_that_nobody_marked() -> None:
    found = Sheet(statement=(SAID, evolve(SAID, contents=(at("They talk again"),), act="praise")))
    rows = rows_of(tally(PAGE, Sheet(statement=(SAID,)), found))
    assert rows["act, mean of labels"] == (1.0, 1.0, 1.0)
    assert rows["act"][0] == 0.5


def test_issues_of_a_missed_statement_count_end_to_end_only() -> None:
    other = Said(contents=(at("They talk again"),), act="predict", issues=frozenset({"process"}))
    found = evolve(SAID, issues=frozenset({"trade", "territory"}))
    rows = rows_of(tally(PAGE, Sheet(statement=(SAID, other)), Sheet(statement=(found,))))
    assert rows["issue"] == (0.5, 0.5, 0.5)
    assert rows["issue end to end"][:2] == pytest.approx((0.5, 1 / 3))
    assert rows["issue: territory"] == (0.0, 0.0, 0.0)


def test_a_speaker_is_right_where_the_words_overlap_or_neither_names_one() -> None:
    named = Sheet(statement=(SAID,))
    unnamed = Sheet(statement=(evolve(SAID, speakers=()),))
    partly = Sheet(statement=(evolve(SAID, speakers=(at("Oda Brill"),)),))
    assert f1(named, partly, "speaker of paired") == 1.0
    assert f1(unnamed, unnamed, "speaker of paired") == 1.0
    assert f1(named, unnamed, "speaker of paired") == 0.0


def test_contacts_pair_within_a_sentence_only_when_the_channel_agrees() -> None:
    near = evolve(MET, mentions=(at("on Monday"),))
    far = evolve(MET, mentions=(at("talk"),))
    by_phone = evolve(near, channel="call")
    marked = Sheet(contact=(MET,))
    assert f1(marked, Sheet(contact=(near,)), "contact") == 1.0
    assert f1(marked, Sheet(contact=(far,)), "contact") == 0.0
    assert f1(marked, Sheet(contact=(by_phone,)), "contact") == 0.0
    assert f1(marked, Sheet(contact=(evolve(MET, channel="call"),)), "channel of paired") == 0.0


def test_one_participant_answers_one_mark() -> None:
    both = evolve(MET, participants=((at("She"), at("the envoy of Toll")),))
    rows = rows_of(tally(PAGE, Sheet(contact=(MET,)), Sheet(contact=(both,))))
    assert rows["participants"][:2] == (1.0, 0.5)


def test_a_place_that_only_one_side_names_is_missed_or_false() -> None:
    placeless = evolve(MET, place=())
    assert f1(Sheet(contact=(MET,)), Sheet(contact=(placeless,)), "place") == 0.0
    assert rows_of(tally(PAGE, SHEET, Sheet(contact=(MET,))))["place"] == (1.0, 1.0, 1.0)


def test_the_figure_is_the_mean_against_both_readers() -> None:
    other = evolve(SHEET, statement=())
    one = measured(first=SHEET, second=other, found=SHEET)
    line = lines([one])["statement"]
    assert line.figure == (0.5, 0.5, 0.5)
    assert line.marked == 0.5
    assert line.readers[2] == 0.0
    assert line.interval == (0.5, 0.5)


def test_counts_are_summed_before_shares_are_taken() -> None:
    total = summed([tally(PAGE, SHEET, SHEET), tally(PAGE, SHEET, Sheet())])
    assert rows_of(total)["deed"] == pytest.approx((1.0, 0.5, 2 / 3))


def marked(page: Page, *, first: Sheet, second: Sheet, found: Sheet) -> Marked:
    return Marked(page=page, humans=(first, second), found=found, text=TEXT)


def measured(*, first: Sheet, second: Sheet, found: Sheet) -> Measured:
    return measure(marked(PAGE, first=first, second=second, found=found))


def test_errors_of_the_closed_half_are_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    closed = evolve(PAGE, id="P003")
    show_errors([marked(closed, first=SHEET, second=SHEET, found=Sheet())], "deed", 5)
    assert capsys.readouterr().out == ""
    show_errors([marked(PAGE, first=SHEET, second=SHEET, found=Sheet())], "deed", 5)
    assert "P002 missed AID" in capsys.readouterr().out


def test_a_passage_of_the_closed_half_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["nowhere", "--errors", "5", "--passage", "P003"])
    assert refused.value.code == 2
    assert "closed half" in capsys.readouterr().err


def test_a_find_that_the_second_reader_marked_is_not_false(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_errors([marked(PAGE, first=Sheet(), second=SHEET, found=SHEET)], "contact", 5)
    assert capsys.readouterr().out == ""


def test_missing_data_is_said_and_not_raised(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere"]) == 2
    assert "give the shared folder" in capsys.readouterr().err


def passage(words: str, role: str) -> Passage:
    return cut(TEXT, *at(words), document="d", role=role)


def finder() -> Finder:
    """A report on the text: one promise on a condition, one meeting."""
    hanging = Condition(
        relation=Relation.ONLY_IF,
        on=Measure(),
        passage=passage("only if Toll pays 3 million marks", "condition"),
    )
    promise = Statement(
        id="s",
        act=Act.PROMISE,
        passages=(passage("Arven will open the harbour", "content"),),
        conditions=(hanging,),
    )
    meeting = Contact(
        id="c",
        channel=Channel.MEETING,
        status=ContactStatus.HELD,
        passages=(passage("met", "mention"), passage("telephone", "mention")),
        participants=(Participant(id="TOL", name="Toll", party="TOL"), Participant(name="Ull")),
    )
    toll = Mention(id="m", noun="party", refers_to="TOL", passages=(passage("Toll in", "mention"),))
    report = Report(
        id="r",
        document="d",
        text_sha256="",
        gazetteer="",
        parties=(Party(id="TOL", names=("Toll",)),),
        statements=(promise, evolve(promise, id="again")),
        contacts=(meeting,),
        mentions=(toll,),
    )
    marks = Quantity(text="", bound=Bound.MORE_THAN, passage=passage("3 million marks", "quantity"))
    return Finder(report=report, quantities=(marks,))


def test_entries_belong_to_the_passage_in_which_they_start() -> None:
    first, second = (
        finder().sheet(evolve(PAGE, start=start, end=end)) for start, end in ((0, 92), (93, 137))
    )
    assert len(first.statement) == 2
    assert first.quantity == (evolve(COUNTED, bound="over"),)
    assert first.contact == ()
    assert not [*second.statement, *second.condition, *second.quantity]
    assert [one.mentions for one in second.contact] == [(at("met"),)]


def test_a_condition_that_two_statements_carry_counts_once() -> None:
    assert finder().sheet(PAGE).condition == (HUNG,)


def test_participants_stand_where_the_passage_names_them() -> None:
    inside = finder().sheet(evolve(PAGE, start=93, end=137)).contact[0]
    outside = finder().sheet(evolve(PAGE, start=138)).contact[0]
    assert inside.participants == ((at("Toll in"),),)
    assert outside.participants == ()


def test_only_the_examples_are_read_with_settings() -> None:
    settings = settings_of("examples/arven/reporting/01-sundholm-talks.txt")
    assert settings is not None
    assert settings.parent.name == "arven"
    assert settings_of("reporting/000.txt") is None
