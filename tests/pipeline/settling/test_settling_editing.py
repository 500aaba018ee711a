"""A form worked into negotiation.toml: what is not touched stays as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline import parse_negotiation
from dragoman.pipeline.settling.blocks import in_order, joined, split
from dragoman.pipeline.settling.editing import edited
from dragoman.pipeline.settling.form import Group, form_of

TEXT = """# who talks
name = "Talks"   # so called
as_of = 2025-06-30

[[party]]
id = "A"
names = ["Aland", "the [Alandic] side"]

[[party]]
id = "B"
names = [
    "Beland",  # the larger
    "[[not a header]]",
]

# ---- people
[[person]]
name = "Ann"
party = "A"
from = "2025-01"

[preference.A]
reservation = 0.4

[[issue]]
id = "cod"
label = "Cod"
options = [
    {id = "none", label = "none", value = 0},
    {id = "all", label = "all", value = 100},
]

[preference.A.cod]
weight = 1

[[ratification]]
party = "A"
body = "Diet"
[[ratification.faction]]
id = "left"
seats = 12

[preference.B]
reservation = 0.2
"""


def filled(text: str) -> dict[str, str]:
    """The form as it would be sent back."""
    form = form_of(text)
    found = {value.name: value.text for value in form.top}

    def take(group: Group) -> None:
        for row in group.rows:
            found.update({value.name: value.text for value in row.values})
            if row.inner:
                take(row.inner)

    for group in form.groups:
        take(group)
    return found


def lines_that_differ(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [b for b in before if b not in after], [a for a in after if a not in before]


def test_a_form_sent_back_as_it_came_leaves_every_letter() -> None:
    made = edited(TEXT, filled(TEXT))
    assert (made.text, made.faults) == (TEXT, {})


def test_one_field_changes_one_line() -> None:
    made = edited(TEXT, filled(TEXT) | {"person.0.from": "2025-02"})
    assert lines_that_differ(TEXT, made.text) == (['from = "2025-01"'], ['from = "2025-02"'])


def test_a_row_taken_out_leaves_the_comment_before_the_next() -> None:
    made = edited(TEXT, {"party.1.gone": "1"})
    assert "Beland" not in made.text
    assert "# ---- people" in made.text
    assert [party.id for party in parse_negotiation(made.text).parties] == ["A"]


def test_new_rows_stand_behind_their_like_and_before_the_next_heading() -> None:
    given_ = {"party.new0.id": "C", "party.new0.names": "Celand\r\nCorrin"}
    made = edited(TEXT, given_)
    assert made.faults == {}
    assert made.text.index('id = "C"') < made.text.index("# ---- people")
    assert parse_negotiation(made.text).parties[2].names == ("Celand", "Corrin")


def test_options_and_factions_are_edited_where_they_stand() -> None:
    given_ = {
        "issue.0.options.0.gone": "1",
        "issue.0.options.1.value": "90,5",
        "issue.0.options.new0.id": "half",
        "issue.0.options.new0.label": "half",
        "ratification.0.faction.0.seats": "13",
        "ratification.0.faction.new0.id": "right",
        "ratification.0.faction.new0.seats": "9",
    }
    settings = parse_negotiation(edited(TEXT, given_).text)
    options = [(one.id, one.value) for one in settings.issues[0].options]
    assert options == [("all", 90.5), ("half", None)]
    factions = [(one.id, one.seats) for one in settings.ratifications[0].factions]
    assert factions == [("left", 13), ("right", 9)]


def test_faults_are_told_by_field_and_all_at_once() -> None:
    given_ = {
        "as_of": "soon",
        "party.0.names": " ",
        "person.0.party": "Z",
        "issue.0.options.0.value": "much",
        "person.new0.office": "envoy",
    }
    faults = edited(TEXT, given_).faults
    assert set(faults) == {*given_, "person.new0.name"} - {"person.new0.office"}
    twice = edited(TEXT, {"party.new0.id": "A", "party.new0.names": "Again"}).faults
    assert list(twice) == ["party"]


def test_lists_written_in_one_line_are_edited_too() -> None:
    text = 'party = [{id = "A", names = ["Aland"]}]\n'
    made = edited(text, {"party.0.role": "side", "party.new0.id": "B", "party.new0.names": "Bel"})
    assert made.faults == {}
    assert [one.id for one in parse_negotiation(made.text).parties] == ["A", "B"]


def test_an_inner_table_away_from_its_row_is_refused() -> None:
    text = '[[ratification]]\nparty = "A"\nbody = "D"\n[[outlet]]\nname = "O"\n'
    text += '[[ratification.faction]]\nid = "f"\nseats = 1\n'
    made = edited(text, {"outlet.0.reliability": "B"})
    assert list(made.faults) == [""]


@given(st.text(max_size=30))
def test_any_words_go_into_the_file_and_come_back(words: str) -> None:
    made = edited(TEXT, {"person.0.office": words})
    if not made.faults:
        office = parse_negotiation(made.text).persons[0].office
        assert (office or "") == words.strip()


def test_blocks_are_the_text_again_and_know_headers_from_values() -> None:
    blocks = split(TEXT)
    assert joined(blocks) == TEXT
    assert [block.path for block in blocks][:4] == ["", "party", "party", "person"]
    tricky = 'a = """\n[x]\n"""\nb = [\n  [1],\n]\n[t] # [[u]]\nc = "]"\n'
    assert [block.path for block in split(tricky)] == ["", "t"]


def test_tables_moved_by_the_library_go_back_to_their_places() -> None:
    import tomlkit

    document = tomlkit.parse(TEXT)
    document["preference"]["B"]["reservation"] = 0.3
    moved = tomlkit.dumps(document)
    expected = TEXT.replace("reservation = 0.2", "reservation = 0.3")
    assert moved != expected  # the library brings the tables of one name together
    assert in_order(TEXT, moved) == expected
