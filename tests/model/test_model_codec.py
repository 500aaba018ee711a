"""Records to JSON and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import (
    KINDS,
    Act,
    Condition,
    Measure,
    Named,
    Quantity,
    Relation,
    Report,
    Statement,
    When,
    cut,
    decode,
    encode,
    entry_id,
    from_builtins,
    to_builtins,
)

TEXT = "Velland said on Tuesday that it would lift the ban once 140 boats had left."


def statement(**changes: object) -> Statement:
    passage = cut(TEXT, 0, 7, document="d1", role="speaker")
    when = When(text="on Tuesday", form="weekday:tue:past", relative_to="document")
    lift = Measure(agent="VEL", action="lift", object="the ban")
    left = Measure(action="leave", extent=Quantity(text="140 boats", value=140, unit="boat"))
    values: dict[str, object] = {
        "id": entry_id("statement", [passage]),
        "passages": (passage,),
        "act": Act.PROMISE,
        "speakers": (Named(id="VEL", name="Velland", party="VEL"),),
        "measures": (lift,),
        "conditions": (Condition(relation=Relation.ONCE, on=left, measure=lift),),
        "stated_on": when,
    }
    return Statement(**(values | changes))  # type: ignore[arg-type]


def test_a_nested_record_survives_the_round_trip() -> None:
    entry = statement()
    assert decode(encode(entry)) == entry


def test_a_report_keeps_the_entries_in_it() -> None:
    report = Report(id="r", document="d1", text_sha256="", gazetteer="", statements=(statement(),))
    assert decode(encode(report)) == report


def test_a_score_is_written_to_three_decimals() -> None:
    assert to_builtins(statement(score=0.98765))["score"] == 0.988


def test_every_line_begins_with_its_kind() -> None:
    assert next(iter(to_builtins(statement()).items())) == ("kind", "statement")


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no record of kind 'rumour'.*statement"):
        from_builtins({"kind": "rumour"})


def test_a_value_that_does_not_fit_is_refused() -> None:
    values = to_builtins(statement()) | {"act": "mumble"}
    with pytest.raises(ValueError, match="mumble"):
        from_builtins(values)


def test_kinds_are_the_nouns_in_lower_case() -> None:
    assert all(kind == noun.kind and kind == kind.lower() for kind, noun in KINDS.items())


@given(st.text(max_size=40), st.data())
def test_a_cut_passage_reads_what_stands_at_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = cut(text, start, end, document="d")
    assert text[passage.start : passage.end] == passage.exact
    assert text.endswith(passage.exact + passage.suffix, 0, end + len(passage.suffix))
    assert text.startswith(passage.prefix, start - len(passage.prefix))


def test_a_passage_cannot_be_cut_outside_the_text() -> None:
    with pytest.raises(ValueError, match="outside a text of 5 characters"):
        cut("Moscow"[:5], 2, 9, document="d")


def test_the_id_of_an_entry_hangs_on_spans_and_not_on_their_order() -> None:
    one = cut(TEXT, 0, 7, document="d1", role="speaker")
    two = cut(TEXT, 8, 12, document="d1", role="cue")
    assert entry_id("statement", [one, two]) == entry_id("statement", [two, one])
    assert entry_id("statement", [one]) != entry_id("attribution", [one])
    assert entry_id("statement", [one]) != entry_id("statement", [one], ordinal=1)


def test_a_passage_of_a_part_is_moved_to_its_place_in_the_whole() -> None:
    part = cut(TEXT[8:], 0, 4, document="d1", role="cue")
    moved = part.moved(8)
    assert TEXT[moved.start : moved.end] == moved.exact == "said"
    assert (moved.role, moved.document) == ("cue", "d1")
