"""A draft for one who has texts and nothing else: parties, issues, options as suggestions."""

import re
import tomllib
from pathlib import Path

import pytest
from attrs import evolve

import dragoman
from dragoman.errors import BadNegotiation, BadRequest
from dragoman.extraction.syntax import load_model
from dragoman.model import Contents
from dragoman.pipeline.drafting import draft_settings
from dragoman.pipeline.drafting.inserting import put_options, without_earlier
from dragoman.pipeline.drafting.phrasing import bare, id_of, label_of, parts
from dragoman.pipeline.drafting.suggesting import is_alike
from dragoman.pipeline.negotiation import parse_negotiation

TEXTS = {
    "1.txt": (
        "2031-03-04",
        "Norway and Iceland far apart",
        "Norway demanded a ceasefire of 60 days on Monday. Iceland rejected a ceasefire of 60 "
        "days and offered a pause of strikes on power stations.\n\n"
        "Norway called for the lifting of all sanctions. Iceland wants it.",
    ),
    "2.txt": (
        "2031-03-19",
        "Iceland moves",
        "Iceland has accepted a 60-day ceasefire, its foreign ministry said. Norway said that "
        "a ceasefire of 60 days was what it demanded.\n\n"
        "Experts believe that Norway will accept a ceasefire of ten days.\n\n"
        "Norway no longer insists on a ceasefire of 90 days.",
    ),
}


def contents_of_texts(place: Path, settings: str = "") -> Contents:
    folder = place / "reporting"
    folder.mkdir()
    if settings:
        (place / "negotiation.toml").write_text(settings, "utf-8")
    for name, (day, title, text) in TEXTS.items():
        head = f'---\noutlet: Tarn Herald\npublished_at: {day}\ntitle: "{title}"\n---\n'
        (folder / name).write_text(f"{head}{title}\n\n{text}\n", "utf-8")
    return dragoman.read(folder, dossier=place / "d.dragoman").contents


@pytest.fixture(scope="module")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    return contents_of_texts(tmp_path_factory.mktemp("bare"))


@pytest.fixture(scope="module")
def begun(contents: Contents) -> str:
    return draft_settings(contents, "").text


def ceasefire_lines(text: str) -> str:
    return text.partition('id = "ceasefire"')[2].partition("\n]")[0]


def test_the_first_line_says_what_to_do_next(begun: str) -> None:
    assert begun.splitlines()[0].startswith("# Next: fill in options, run `dragoman init")


def test_parties_are_listed_with_names_and_no_guessed_role(begun: str) -> None:
    parties = parse_negotiation(begun).parties
    assert {party.names[0] for party in parties} == {"Norway", "Iceland"}
    assert all(party.role is None for party in parties)


def test_options_stay_suggestions_so_that_no_number_is_guessed(begun: str) -> None:
    issues = {issue.id: issue for issue in parse_negotiation(begun).issues}
    assert issues["ceasefire"].parent == "ceasefire"
    assert all(issue.options == () for issue in issues.values())
    assert re.search(r"# \{id = \"[a-z0-9-]+\", label = \".*60.*\", value = \},", begun)


def test_a_suggestion_says_who_is_for_it_and_who_against_with_outlet_and_day(begun: str) -> None:
    told = ceasefire_lines(begun)
    assert "for: Norway demanded it: Tarn Herald, 4 March 2031: “Norway demanded" in told
    assert "against: Iceland refused it: Tarn Herald, 4 March 2031: “" in told
    assert "for: Iceland accepted it: Tarn Herald, 19 March 2031: “" in told


def test_one_thing_in_two_wordings_is_one_suggestion(begun: str) -> None:
    assert len(re.findall(r"# \{id = .*60", ceasefire_lines(begun))) == 1


def test_analysts_dropped_demands_and_pointing_words_suggest_nothing(begun: str) -> None:
    assert "ten days" not in begun
    assert "90 days" not in begun
    assert 'label = "it"' not in begun


def test_a_suggestion_becomes_an_option_without_its_mark_and_with_a_value(begun: str) -> None:
    line = next(line for line in begun.splitlines() if line.strip().startswith("# {id"))
    with pytest.raises(BadNegotiation, match="not valid TOML"):
        parse_negotiation(begun.replace(line, line.replace("# ", "", 1)))
    filled = line.replace("# ", "", 1).replace("value = ", "value = 50 ")
    options = [i.options for i in parse_negotiation(begun.replace(line, filled)).issues]
    assert [option.value for found in options for option in found] == [50]


def test_each_issue_is_asked_about(contents: Contents) -> None:
    drafted = draft_settings(contents, "")
    assert "Which are the ways in which “Ceasefire” could end, from 0 to 100?" in drafted.questions
    assert len(set(drafted.questions)) == len(drafted.questions)
    assert all(f"{n}. {q}" in drafted.text for n, q in enumerate(drafted.questions, start=1))


def test_drafting_again_changes_nothing_but_the_questions(contents: Contents, begun: str) -> None:
    again = draft_settings(contents, begun).text
    assert parse_negotiation(again) == parse_negotiation(begun)
    assert draft_settings(contents, again).text == again
    assert again.count("# {id = ") == begun.count("# {id = ")


def test_filled_options_are_scored_the_next_time(contents: Contents, begun: str) -> None:
    filled = begun.replace(
        'id = "ceasefire"\n',
        'id = "ceasefire"\nstatus_quo = "none"\n',
    )
    start = filled.index("options = [", filled.index('id = "ceasefire"')) + len("options = [")
    options = (
        '\n{ id = "none", label = "no ceasefire", value = 0 },'
        '\n{ id = "sixty", label = "a ceasefire of 60 days", value = 60 },'
    )
    filled = filled[:start] + options + filled[start:]
    scored = parse_negotiation(draft_settings(contents, filled).text)
    assert {p.issue for p in scored.preferences} == {"ceasefire"}
    assert not draft_settings(contents, filled).text.startswith("# Next")


def test_an_issue_without_options_gets_its_suggestions_in_its_own_table(contents: Contents) -> None:
    own = '# mine\n[[issue]]\nid = "ceasefire"\nlabel = "Truce"   # my words\n'
    own += '\n[[outlet]]\nname = "X"\n'
    text = draft_settings(contents, own).text
    assert text.index("# mine") < text.index('label = "Truce"   # my words')
    assert text.index("# {id = ") < text.index("[[outlet]]")
    assert [issue.label for issue in parse_negotiation(text).issues] == ["Truce"]
    assert "ways in which “Truce” could end" in text


def test_inline_tables_are_left_alone_and_told_in_comments() -> None:
    own = 'issue = [{ id = "a", label = "A" }]\n'
    text = put_options(own, 0, ["options = [", '    # {id = "x", label = "x", value = },', "]"])
    assert tomllib.loads(text) == tomllib.loads(own)
    assert '# {id = "x"' in text


def test_a_header_in_a_long_text_is_not_taken_for_a_table() -> None:
    own = 'name = """\n[[issue]]\n"""\n[[issue]]\nid = "a"\nlabel = "A"\n'
    text = put_options(own, 0, ["options = [", '    # {id = "x", label = "x", value = },', "]"])
    assert parse_negotiation(text) == parse_negotiation(own)


def test_windows_lines_and_rare_separators_stay_what_they_say(contents: Contents) -> None:
    own = 'name = "a\u2028b"\r\n[[issue]]\r\nid = "ceasefire"\r\nlabel = "Truce"\r\n'
    text = draft_settings(contents, own).text
    assert parse_negotiation(text).name == "a\u2028b"
    assert text.index("# {id = ") < text.index("# Drafted by")
    again = draft_settings(contents, text.replace("\n", "\r\n")).text
    assert again == draft_settings(contents, text).text


def test_an_option_is_suggested_under_the_issue_that_its_own_words_name(begun: str) -> None:
    sanctions = begun.partition('id = "sanctions"')[2].partition("\n]")[0]
    assert "lifting of all sanctions" in sanctions
    assert "sanctions" not in ceasefire_lines(begun)


def test_what_the_user_wrote_below_a_question_stays() -> None:
    own = "# Questions to the analyst\n# 1. Who?\n# 2. What?\n# -> the dockers\n"
    assert without_earlier(own) == "# -> the dockers\n"


def test_settings_that_cannot_be_read_are_refused(contents: Contents) -> None:
    with pytest.raises(BadNegotiation, match="not valid TOML"):
        draft_settings(contents, "name = ")


def test_a_dossier_without_texts_or_unread_says_so(contents: Contents) -> None:
    with pytest.raises(BadRequest, match="holds no texts to draft from; add some"):
        draft_settings(Contents(), "")
    with pytest.raises(BadRequest, match="no text of the dossier has been read; run"):
        draft_settings(evolve(contents, segments=()), "")


def test_texts_without_a_position_still_give_a_file_and_questions(contents: Contents) -> None:
    silent = evolve(contents, positions=(), statements=(), contacts=(), attributions=())
    drafted = draft_settings(silent, "")
    assert parse_negotiation(drafted.text).issues == ()
    assert drafted.questions[0].startswith("Who negotiates with whom?")
    assert drafted.questions[1].startswith("What is negotiated?")


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("At the same time, on full control over the region", "full control over the region"),
        ("a proposal that both sides stop strikes", "both sides stop strikes"),
        ("Moss Bay agree to a ceasefire at once", "a ceasefire at once"),
        ("the port's plan on Wednesday by 64 votes", "the port's plan"),
        ("these demands", None),
        ("them on a third of the vessels", None),
        ("a gesture", None),
        ("to travel to the coast in two weeks", None),
        ("it's possible", None),
    ],
)  # fmt: skip
def test_labels_are_a_few_of_the_texts_words_or_none(words: str, label: str | None) -> None:
    assert label_of(load_model()(bare(words))) == label


def test_a_long_label_is_cut_where_a_part_ends() -> None:
    long = (
        "the harbours of the north and all of the old quays of the southern shore with their cranes"
    )
    label = label_of(load_model()(long))
    assert label is not None
    assert len(label.split()) <= 15
    assert label.endswith("…")


def test_things_side_by_side_are_parted_and_additions_are_not() -> None:
    assert parts("control of the bay, as well as on a halt to supplies") == [
        "control of the bay",
        "a halt to supplies",
    ]
    assert parts("the whole bay, with its fields") == ["the whole bay, with its fields"]


def test_ids_are_plain_and_numbers_tell_labels_apart() -> None:
    assert id_of("Étang de l'Île: 9,200 tonnes") == "etang-de-lile-9200"
    assert id_of("…") == "option"
    assert not is_alike("a ceasefire of 30 days", "a ceasefire of 60 days")
    assert not is_alike("no quota", "a quota")


def test_labels_are_alike_by_most_of_their_words_or_by_one_quantity() -> None:
    assert is_alike("the general truce", "a general truce along the front")
    assert not is_alike("the general truce", "a truce for the power stations of the north")
    assert is_alike(
        "a quota of 9,200 tonnes",
        "a yearly catch limit or quota, as agreed before, of 9,200 tonnes",
    )
