"""Segments: what each stretch of a text is, and who has the word in an interview."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extraction.reading import Stretch
from dragoman.extraction.segments import split
from dragoman.extraction.view import View
from dragoman.model import Document, Genre, SegmentKind

K = SegmentKind
PROSE = (
    "The delegations of Velland and Ormark met on Monday in the customs house of Sundholm and "
    "talked about cod, about observers and about the patrol boats off the Skerries for six hours."
)


def segments(text: str, **given: object) -> list[tuple[SegmentKind, str]]:
    return [(s.kind, words) for s, words in stretches(text, **given)]


def stretches(text: str, **given: object) -> list[tuple[Stretch, str]]:
    view = View.of(text)
    document = Document(id="d", text=text, **given)  # type: ignore[arg-type]
    return [(s, view.text[s.start : s.end]) for s in split(view, document)]


def test_front_matter_navigation_and_exercise_lines_are_boilerplate() -> None:
    text = (
        f"---\ntitle: x\n---\nExercise text, not a news report.\n\nHome > World > Talks\n\n{PROSE}"
    )
    assert [kind for kind, _ in segments(text)] == [K.BOILERPLATE] * 3 + [K.PARAGRAPH]


def test_a_headline_has_no_full_stop_and_stands_before_the_prose() -> None:
    found = segments(f"Cod talks resume\n\n{PROSE}\n\nWhat comes next\n\n{PROSE}")
    assert [kind for kind, _ in found] == [K.HEADLINE, K.PARAGRAPH, K.HEADLINE, K.PARAGRAPH]


def test_a_repeated_headline_and_the_title_are_headlines() -> None:
    title = "Talks end. Nothing is agreed."
    found = segments(f"{title}\n\n{PROSE}", title=title)
    assert found[0][0] is K.HEADLINE


def test_a_text_of_one_line_is_prose() -> None:
    assert segments("Velland and Ormark meet")[0][0] is K.PARAGRAPH


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ada Orr, diplomatic correspondent", K.BYLINE),
        ("Published: 14 May 2025, 17:30", K.BYLINE),
        ("Photo: Castle Quay harbour / Getty Images", K.CAPTION),
        ("Images source: © port authority", K.CAPTION),
        ("Read more: the long quarrel over cod", K.BOILERPLATE),
        ("Share on Facebook", K.BOILERPLATE),
        ("Related content", K.BOILERPLATE),
        ("(Reporting by Ada Orr in Halin; Editing by Jo Lind)", K.BOILERPLATE),
        ("Was this newsletter forwarded to you? Sign up here.", K.BOILERPLATE),
        ("Unsubscribe | Manage preferences | View in browser", K.BOILERPLATE),
        ("Get our Quay Morning newsletter in your inbox", K.BOILERPLATE),
        ("Tel. +44 20 7946 0000", K.BOILERPLATE),
        ("Subject: Statement by the ministry", K.BYLINE),
        ("09:12 BST", K.BYLINE),
        ("2h ago", K.BYLINE),
        ("Diplomatic correspondent", K.BYLINE),
        ("A trawler off the Skerries. Photo: Quay Press", K.CAPTION),
        ("© 2025 Port Vell Courier. All rights reserved", K.BOILERPLATE),
        ("Editor's note: an earlier version gave the wrong tonnage.", K.EDITOR_NOTE),
        ("Share prices fell after the talks broke down in Sundholm.", K.PARAGRAPH),
        ("By Friday the envoys had agreed on nothing at all.", K.PARAGRAPH),
    ],
)
def test_furniture_is_told_from_prose(line: str, kind: SegmentKind) -> None:
    assert segments(f"Head\n\n{PROSE}\n\n{line}\n\n{PROSE}")[-2] == (kind, line)


def test_lines_just_above_a_picture_credit_are_captions() -> None:
    found = segments(f"{PROSE}\n\nMarn and Vey\nMarn and Vey\nPhoto: © harbour office\n\n{PROSE}")
    assert [kind for kind, _ in found] == [K.PARAGRAPH, *[K.CAPTION] * 3, K.PARAGRAPH]


def test_a_dateline_stands_apart_from_its_paragraph() -> None:
    found = segments(f"SUNDHOLM, May 14 (Quillon Wire) — {PROSE}")
    assert found == [(K.BYLINE, "SUNDHOLM, May 14 (Quillon Wire) —"), (K.PARAGRAPH, PROSE)]


def test_an_editors_note_in_brackets_is_a_segment_of_its_own() -> None:
    found = segments(f"{PROSE} Nothing was signed [that changed on Friday - ed. note]. {PROSE}")
    assert [kind for kind, _ in found] == [K.PARAGRAPH, K.EDITOR_NOTE, K.PARAGRAPH]
    assert found[1][1] == "[that changed on Friday - ed. note]"


def test_hard_wrapped_lines_are_one_paragraph_and_long_lines_are_not() -> None:
    wrapped = "\n".join(PROSE[at : at + 60] for at in range(0, len(PROSE), 60))
    assert len(segments(wrapped)) == 1
    assert len(segments(f"{PROSE}\n{PROSE}")) == 2


def test_titles_of_other_pages_below_a_heading_of_links_are_boilerplate() -> None:
    found = segments(f"{PROSE}\n\nMore on this story\nWho owns the cod?\nA history\n\n{PROSE}")
    assert [kind for kind, _ in found] == [K.PARAGRAPH, *[K.BOILERPLATE] * 3, K.PARAGRAPH]


@pytest.mark.parametrize(
    "headline", ["Port Vell turns down the offer of Ormark", "VELLAND SAYS NO"]
)
def test_a_headline_without_a_blank_line_is_not_merged_with_the_lead(headline: str) -> None:
    wrapped = (
        "The envoy of Velland turned the offer down on\nMonday and wanted observers on every\n"
        "vessel above fifteen metres, she said."
    )
    kinds = [kind for kind, _ in segments(f"{headline}\n{wrapped}")]
    assert kinds == [K.HEADLINE, K.PARAGRAPH]


def test_a_lead_with_a_dateline_and_no_full_stop_is_no_headline() -> None:
    found = segments(f"SUNDHOLM (Quillon) — {PROSE} They will meet again\n\n{PROSE}")
    assert [kind for kind, _ in found] == [K.BYLINE, K.PARAGRAPH, K.PARAGRAPH]


def test_all_who_ask_in_a_transcript_ask() -> None:
    text = (
        "MODERATOR: Thank you for coming.\n\nQ: Is the offer withdrawn?\n\nMARN: It is not.\n\n"
        "Q: And the boats?\n\nMARN: They stay.\n"
    )
    turns = [s.kind for s, _ in stretches(text, genre=Genre.TRANSCRIPT) if s.kind is not K.BYLINE]
    assert turns == [K.QUESTION, K.QUESTION, K.ANSWER, K.QUESTION, K.ANSWER]


def test_lists_and_quote_blocks_are_told_apart() -> None:
    found = segments(f"{PROSE}\n\n- no boats\n- no nets\n\n> We were told so.\n")
    assert [kind for kind, _ in found] == [K.PARAGRAPH, K.LIST, K.LIST, K.QUOTE]


def test_named_turns_say_who_asks_and_who_answers() -> None:
    text = (
        "Ada Orr, a journalist from the Courier: The talks ended early.\n\n"
        "Tomas Vey, head of the Sea Forum: They did, and I regret it.\n"
    )
    turns = [(s.kind, s.speaker) for s, _ in stretches(text)]
    assert turns == [
        (K.BYLINE, None), (K.QUESTION, "Ada Orr"), (K.BYLINE, None), (K.ANSWER, "Tomas Vey"),
    ]  # fmt: skip


def test_a_transcript_keeps_a_speaker_until_the_next_label() -> None:
    text = (
        "MARN: We want six miles.\n\nThat is all.\n\nVEY: No.\n\n"
        "MARN: Then we go home.\n\nVEY: Go.\n"
    )
    turns = [(s.speaker, w) for s, w in stretches(text, genre=Genre.TRANSCRIPT) if s.speaker]
    assert turns[1] == ("MARN", "That is all.")
    assert turns[-1] == ("VEY", "Go.")


def test_a_list_of_countries_with_colons_is_no_script() -> None:
    text = f"{PROSE}\n\nVelland: wants six miles.\n\nOrmark: wants a quota.\n\n{PROSE}"
    assert {kind for kind, _ in segments(text)} == {K.PARAGRAPH}


def test_bold_paragraphs_are_the_questions_even_without_a_question_mark() -> None:
    text = (
        "Tomas Vey heads the Sea Forum.\n\n**Will it hold?**\n\nI doubt it.\n\n"
        "**It held for a week.**\n\nIt did.\n"
    )
    kinds = [(s.kind, s.speaker) for s, _ in stretches(text)][1:]
    assert kinds == [
        (K.QUESTION, None), (K.ANSWER, "Tomas Vey"), (K.QUESTION, None), (K.ANSWER, "Tomas Vey"),
    ]  # fmt: skip


def test_unlabelled_turns_alternate_and_what_is_unsure_stays_the_narrators() -> None:
    text = (
        "Ada Orr, a journalist: Where do we stand?\n\nTomas Vey, a jurist: At the start.\n\n"
        "Will Ormark give way?\n\nIt will not, not this year.\n\n"
        "However, there is time until the autumn.\n\nThe fleet sails in May.\n\n"
        "I would not bet on it.\n"
    )
    found = [(s.kind, w) for s, w in stretches(text) if s.kind is not K.BYLINE][2:]
    assert [kind for kind, _ in found] == [K.QUESTION, K.ANSWER, K.ANSWER, K.PARAGRAPH, K.ANSWER]


def test_questions_as_headings_of_an_article_make_no_interview() -> None:
    text = f"Will the truce hold?\n\n{PROSE}\n\nWho watches it?\n\n{PROSE}\n\nWhat then?\n\n{PROSE}"
    assert not {kind for kind, _ in segments(text)} & {K.QUESTION, K.ANSWER}


@given(st.text(st.sampled_from("Aa b.?:\n-[]>*#“”"), max_size=120))
def test_segments_are_sorted_disjoint_and_not_empty(text: str) -> None:
    last = 0
    for stretch, words in stretches(text):
        assert last <= stretch.start < stretch.end
        assert words.strip()
        last = stretch.end


def test_a_few_questions_to_the_reader_make_no_interview() -> None:
    told = [f"The council met {n} times, and I was there with my notebook." for n in range(14)]
    asked = ["So what would you do?", "Who pays for the dam?", "And who will open it?"]
    text = "\n\n".join([*told[:5], asked[0], *told[5:9], asked[1], *told[9:], asked[2]])
    assert {s.kind for s, _ in stretches(text)} == {K.PARAGRAPH}


def test_rows_of_a_table_are_no_turns() -> None:
    rows = ["Olin: 1,769 votes.", "Vere: 1,501 votes.", "Olin: 12 seats.", "Vere: 11 seats."]
    assert K.ANSWER not in {s.kind for s, _ in stretches("\n\n".join(rows))}


def test_a_label_behind_a_quotation_mark_is_a_label() -> None:
    text = "\n\n".join(
        ['"VERE: Will the dam be opened?', '"OLIN: It will stay shut.', '"VERE: Until when?']
    )
    turns = [(s.kind, s.speaker) for s, _ in stretches(text) if s.kind is not K.BYLINE]
    assert turns == [(K.QUESTION, "VERE"), (K.ANSWER, "OLIN"), (K.QUESTION, "VERE")]


def test_a_headline_on_a_phone_is_no_telephone_number() -> None:
    assert K.BOILERPLATE not in {s.kind for s, _ in stretches("Phone call ends the dam dispute")}
    assert [s.kind for s, _ in stretches("Tel: +44 20 7946 0000")] == [K.BOILERPLATE]
