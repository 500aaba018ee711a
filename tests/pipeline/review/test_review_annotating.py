"""Annotations made elsewhere: placed exactly under their creator's name, or reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from review_talks import BY_RULES, read_talks, write_talks

from dragoman.dossier import Dossier, note, question
from dragoman.errors import BadRequest
from dragoman.exchange import annotation_collection
from dragoman.model import Decision, Document, Statement, Verb
from dragoman.pipeline import contents_of, go_on
from dragoman.pipeline.review import orphans_of
from dragoman.pipeline.review.annotating import Lot, Placed, import_annotations

NOW = "2031-07-01T12:00:00+00:00"
COURIER = "https://example.org/courier"


def take(dossier: Dossier, found: Any, **options: Any) -> tuple[Placed, ...]:
    values: dict[str, Any] = {"who": "Tov", "decided_at": NOW}
    return import_annotations(dossier, json.dumps(found), **(values | options))


def remark(exact: str | None, body: Any = "as in March", **more: Any) -> dict[str, Any]:
    """An annotation as a browser tool writes it."""
    target: dict[str, Any] = {"source": more.pop("source", COURIER)}
    if exact is not None:
        quote = {"type": "TextQuoteSelector", "exact": exact}
        around = {key: more.pop(key) for key in ("prefix", "suffix") if key in more}
        target["selector"] = [{"type": "RangeSelector"}, quote | around]
    plain = {"type": "TextualBody", "value": body, "purpose": "commenting"}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example.org/1",
        "type": "Annotation",
        "creator": {"type": "Person", "name": "Ansa"},
        "created": "2031-06-20T08:30:00Z",
        "body": plain if isinstance(body, str) else body,
        "target": target,
    } | more


def statement(dossier: Dossier, words: str) -> Statement:
    return next(
        one
        for one in contents_of(dossier).statements
        if any(p.role == "content" and words in p.exact for p in one.passages)
    )


def content(entry: Statement) -> str:
    return next(p.exact for p in entry.passages if p.role == "content")


def test_a_remark_on_a_statement_is_a_note_on_it_under_its_creators_name(talks: Dossier) -> None:
    said = statement(talks, "halve the quota")
    (placed,) = take(talks, remark(content(said)))
    assert (placed.lot, placed.entry) == (Lot.NOTED, said)
    (decision,) = talks.decisions()
    assert (decision.verb, decision.who, decision.why) == (Verb.NOTE, "Ansa", "as in March")
    assert decision.decided_at == "2031-06-20T08:30:00.000000+00:00"
    assert decision.target.entry == said.id
    assert decision.because == ("web annotation https://notes.example.org/1, taken in by Tov",)
    go_on(talks, choice=BY_RULES)
    assert orphans_of(contents_of(talks)) == ()


def test_a_remark_where_no_entry_stands_is_on_the_document_at_its_words(talks: Dossier) -> None:
    (placed,) = take(talks, remark("left the harbour house before dusk"))
    assert isinstance(placed.entry, Document)
    (decision,) = talks.decisions()
    (passage,) = decision.target.passages
    assert (decision.target.noun, passage.exact) == (
        "document",
        "left the harbour house before dusk",
    )
    assert talks.document(passage.document).text[passage.start : passage.end] == passage.exact
    assert [one["target"]["selector"][0]["exact"] for one in _remarks(talks)] == [passage.exact]


def test_a_remark_on_the_whole_page_is_on_the_document(talks: Dossier) -> None:
    (placed,) = take(talks, remark(None, source=f"{COURIER}/#comments"))
    assert placed.lot is Lot.NOTED
    assert isinstance(placed.entry, Document)


def test_the_same_file_twice_changes_nothing(talks: Dossier) -> None:
    found = [remark("left the harbour house before dusk"), remark(None, created=None)]
    assert {one.lot for one in take(talks, found)} == {Lot.NOTED}
    before = talks.decisions()
    again = take(talks, found, decided_at="2031-07-09T12:00:00+00:00")
    assert {one.lot for one in again} == {Lot.KNOWN}
    assert talks.decisions() == before


def test_a_dry_run_signs_nothing(talks: Dossier) -> None:
    (placed,) = take(talks, remark("left the harbour house before dusk"), is_dry_run=True)
    assert placed.lot is Lot.NOTED
    assert talks.decisions() == []


def test_words_that_stand_twice_are_placed_by_what_stands_around_them(talks: Dossier) -> None:
    text = next(d for d in talks.documents() if d.url == COURIER).text
    assert text.count("Ormark") > 1
    (lost,) = take(talks, remark("Ormark"))
    assert lost.lot is Lot.ORPHANED
    assert {one.exact for one in lost.candidates} == {"Ormark"}
    assert len(lost.candidates) == text.count("Ormark")
    around = remark("Ormark", prefix="Marn said that ", suffix=" must halve")
    (placed,) = take(talks, around)
    assert placed.lot is Lot.NOTED


def test_a_small_word_is_not_found_inside_others(talks: Dossier) -> None:
    (placed,) = take(talks, remark("by", prefix="She arrived ", suffix=" the morning"))
    assert placed.lot is Lot.NOTED
    assert [p.exact for p in talks.decisions()[0].target.passages] == ["by"]
    (lost,) = take(talks, remark("e"))
    assert len(lost.candidates) == 20


def test_words_that_are_not_there_are_reported_and_never_attached(talks: Dossier) -> None:
    (lost,) = take(talks, remark("left the harbour house before dawn"))
    assert (lost.lot, lost.candidates, talks.decisions()) == (Lot.ORPHANED, (), [])


def test_a_few_words_in_other_surroundings_are_not_those(talks: Dossier) -> None:
    (lost,) = take(talks, remark("morning ferry", prefix="took the ", suffix=" to Caldmere"))
    assert lost.lot is Lot.ORPHANED
    assert [one.exact for one in lost.candidates] == ["morning ferry"]


def test_a_page_that_the_dossier_does_not_have_is_named(talks: Dossier) -> None:
    (placed,) = take(talks, remark("left the harbour", source="https://example.org/other"))
    assert placed.lot is Lot.ELSEWHERE
    assert str(placed) == "annotation 1 by Ansa: on no document here"


def test_line_ends_of_a_page_are_no_difference(talks: Dossier) -> None:
    (placed,) = take(talks, remark("left the harbour\n   house before dusk"))
    assert placed.lot is Lot.NOTED


def test_markup_and_control_signs_never_come_in(talks: Dossier) -> None:
    bad = "<img src=x onerror=alert(1)><p>Not <b>so</b>\u202e\x00</p><script>alert(2)</script>"
    html = {"type": "TextualBody", "value": bad, "format": "text/html"}
    take(talks, [remark(None, html), remark(None, "<script>alert(3)</script>", id="b")])
    first, second = talks.decisions()
    assert first.why == "Not so"
    assert second.why == "<script>alert(3)</script>"


def test_hypothesis_files_with_replies_are_read(talks: Dossier) -> None:
    row = {
        "id": "abc",
        "user": "acct:ansa@notes.example.org",
        "created": "2031-06-20T08:30:00.123456+00:00",
        "uri": COURIER,
        "text": "as in March",
        "tags": ["quota"],
        "target": remark("left the harbour house before dusk")["target"],
    }
    row["target"] = [row["target"]]
    answer = row | {"id": "def", "text": "no, May", "tags": [], "references": ["abc"]}
    assert [one.lot for one in take(talks, {"total": 2, "rows": [row, answer]})] == [Lot.NOTED] * 2
    first, second = talks.decisions()
    assert (first.who, first.why) == ("ansa@notes.example.org", "as in March\n\n[quota]")
    assert (second.target.noun, second.target.entry) == ("decision", first.id)


def test_what_says_nothing_is_passed_over(talks: Dossier) -> None:
    highlight = remark("morning ferry", []) | {"motivation": "highlighting"}
    assert [one.lot for one in take(talks, highlight)] == [Lot.SILENT]


def _remarks(dossier: Dossier) -> list[dict[str, Any]]:
    found = annotation_collection(contents_of(dossier), kinds=frozenset({"decision"}))
    items: list[dict[str, Any]] = found["first"]["items"]
    return items


def test_our_own_export_comes_back_to_the_same_entries(talks: Dossier) -> None:
    said = statement(talks, "halve the quota")
    talks.decide(note(said, who="Tov", why="which one?"))
    contents = contents_of(talks)
    collection = annotation_collection(contents)
    placed = take(talks, collection)
    assert {one.lot for one in placed} == {Lot.ENTRY, Lot.KNOWN}
    items = collection["first"]["items"]
    told = {"statement", "contact", "deed"}
    for one, item in zip(placed, items, strict=True):
        name = next((b["source"] for b in item["body"] if "source" in b), "")
        if one.lot is Lot.ENTRY and name.split(":")[2] in told:
            assert one.entry is not None
            assert name == f"urn:dragoman:{one.entry.kind}:{one.entry.id}"
    assert len(talks.decisions()) == 1


def test_questions_of_the_program_come_back_as_no_remark(talks: Dossier) -> None:
    asked = {
        "id": "urn:dragoman:annotation:1",
        "type": "Annotation",
        "motivation": "questioning",
        "creator": {"type": "Software", "name": "Dragoman"},
        "body": [
            {"type": "TextualBody", "value": "are these one?", "purpose": "questioning"},
            {
                "type": "SpecificResource",
                "source": "urn:dragoman:question:q1",
                "purpose": "identifying",
            },
        ],
        "target": remark("left the harbour house before dusk")["target"],
    }
    (placed,) = take(talks, asked)
    assert placed.lot in (Lot.ENTRY, Lot.ORPHANED)
    assert talks.decisions() == []


def test_remarks_travel_to_another_dossier_of_the_same_texts(
    talks: Dossier, tmp_path: Path
) -> None:
    said = statement(talks, "halve the quota")
    contact = next(
        c for c in contents_of(talks).contacts if len({p.document for p in c.passages}) > 1
    )
    asked = question(said, who="Ansa", why="which quota?", decided_at=NOW)
    talks.decide_all([asked, note(asked, who="Bo", why="cod", decided_at=NOW)])
    talks.decide(note(contact, who="Bo", why="the first", decided_at=NOW))
    path = read_talks(tmp_path / "other.dragoman", write_talks(tmp_path / "texts"))
    with Dossier.open(path) as other:
        collection = annotation_collection(contents_of(talks), kinds=frozenset({"decision"}))
        assert {one.lot for one in take(other, collection)} <= {Lot.NOTED, Lot.KNOWN}
        kept = {_what(decision) for decision in other.decisions()}
        assert kept == {_what(decision) for decision in talks.decisions()}


def _what(decision: Decision) -> tuple[str, str, str, str]:
    return (decision.verb, decision.who, decision.why, decision.target.noun)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("{", "no JSON"),
        ('{"a": 1}', "no annotations"),
        ('[{"type": "Annotation"}, 3]', "no annotations"),
        ('{"type": "AnnotationCollection", "first": "https://x.example.org/1"}', "only names"),
        ("[" * 100_000, "no JSON"),
    ],
)
def test_a_file_that_holds_none_is_refused(talks: Dossier, raw: str, told: str) -> None:
    with pytest.raises(BadRequest, match=told):
        import_annotations(talks, raw, who="Tov")


def test_an_instant_to_come_is_not_believed(talks: Dossier) -> None:
    take(talks, remark(None, created="2999-01-01T00:00:00Z"))
    assert talks.decisions()[0].decided_at == NOW


def test_half_a_selector_and_odd_values_break_nothing(talks: Dossier) -> None:
    odd = [
        remark(None) | {"target": target}
        for target in (3, None, [None], {"selector": 7}, {"source": {"id": 5}}, ["urn:x"])
    ]
    place = {"type": "TextPositionSelector", "start": -1, "end": "x"}
    odd.append(remark(None) | {"target": {"source": COURIER, "selector": place}})
    assert len(take(talks, odd)) == len(odd)
