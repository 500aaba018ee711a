"""W3C Web Annotation: the shape of the standard, and passages that are found again."""

import json
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.exchange.web_annotation import (
    annotation_collection,
    annotation_lines,
    locate_by_position,
    locate_by_quote,
)
from dragoman.model import (
    Account,
    Act,
    Anchor,
    Contents,
    Decision,
    Discrepancy,
    DiscrepancyKind,
    Document,
    Negotiation,
    Question,
    Reader,
    Statement,
    Verb,
    cut,
)
from dragoman.model.handling import Handling, Marking

TEXT = "Envoy Marn said 🐟 Velland demands a quota. Ormark refused the quota, 𝕆skander said."


def statement(text: str, words: str, id: str = "s1", document: str = "d1") -> Statement:
    start = text.index(words)
    passage = cut(text, start, start + len(words), document=document, role="content")
    return Statement(
        id=id, act=Act.DEMAND, passages=(passage,), reader=Reader(name="rules", version="7")
    )


def document(text: str = TEXT, **more: Any) -> Document:
    return Document(id="d1", text=text, sha256="ab" * 32, language="en", **more)


def decision(verb: Verb, why: str, id: str = "n1", **more: Any) -> Decision:
    values: dict[str, Any] = {
        "who": "Anna",
        "decided_at": "2031-06-01T09:00:00+00:00",
        "target": Anchor(noun="statement", entry="s1"),
    }
    return Decision(id=id, verb=verb, why=why, **(values | more))


def items(contents: Contents, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = annotation_collection(contents, **more)["first"]["items"]
    return found


def one_statement(**more: Any) -> Contents:
    said = statement(TEXT, "Velland demands a quota")
    return Contents(documents=(document(**more),), statements=(said,))


def test_the_collection_has_the_shape_of_the_standard() -> None:
    collection = annotation_collection(
        evolve(one_statement(), negotiation=Negotiation(name="Quota talks"))
    )
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["label"] == "Quota talks"
    assert collection["total"] == 1
    page = collection["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == collection["id"]
    assert page["startIndex"] == 0
    assert collection["last"] == page["id"]


def test_every_annotation_has_what_the_standard_asks_for() -> None:
    found = items(one_statement(), told={"s1": "Velland demanded a quota."})[0]
    assert found["type"] == "Annotation"
    assert found["id"].startswith("urn:dragoman:annotation:")
    assert found["motivation"] == ["classifying", "describing"]
    purposes = {body["purpose"]: body.get("value", body.get("source")) for body in found["body"]}
    assert purposes == {
        "classifying": "statement",
        "describing": "Velland demanded a quota.",
        "identifying": "urn:dragoman:statement:s1",
    }
    assert found["creator"]["type"] == "Software"
    assert found["creator"]["name"] == "rules 7"
    assert "created" not in found


def test_both_selectors_choose_the_passage_in_code_points() -> None:
    found = items(one_statement())[0]
    quote, place = found["target"]["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert quote["exact"] == "Velland demands a quota"
    assert quote["prefix"] == TEXT[: TEXT.index("Velland")][-32:]
    assert place["type"] == "TextPositionSelector"
    assert (place["start"], place["end"]) == (TEXT.index("Velland"), TEXT.index(". Ormark"))
    assert len(place["dragoman:textSha256"]) == 64


@given(
    text=st.text(min_size=1, max_size=200),
    span=st.tuples(st.integers(0, 200), st.integers(1, 40)),
)
def test_an_annotation_finds_its_passage_again(text: str, span: tuple[int, int]) -> None:
    text = text.encode("utf-8", "replace").decode()
    start = min(span[0], len(text) - 1)
    end = min(start + span[1], len(text))
    passage = cut(text, start, end, document="d1", role="content")
    said = Statement(id="s1", act=Act.ASSERT, passages=(passage,))
    contents = Contents(documents=(document(text),), statements=(said,))
    raw = json.loads("\n".join(annotation_lines(contents)))
    found = raw["first"]["items"][0]
    assert locate_by_position(found) == (start, end)
    by_quote = locate_by_quote(found, text)
    assert by_quote is not None
    assert text[slice(*by_quote)] == passage.exact


def test_the_quotation_finds_the_right_one_of_equal_words() -> None:
    text = "Ormark said no. " * 3 + "Then Ormark said no. At last Ormark said no."
    start = text.index("Then ") + 5
    passage = cut(text, start, start + 14, document="d1")
    said = Statement(id="s1", act=Act.REJECT, passages=(passage,))
    found = items(Contents(documents=(document(text),), statements=(said,)))[0]
    assert locate_by_quote(found, text) == (start, start + 14)
    assert locate_by_quote(found, "another text") is None


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://post.example.org/a", "https://post.example.org/a"),
        (None, "urn:sha256:" + "ab" * 32),
        ("javascript:alert(1)", "urn:sha256:" + "ab" * 32),
        ("http://[broken", "urn:sha256:" + "ab" * 32),
    ],
)
def test_the_target_is_a_plain_address_or_the_hash(url: str | None, address: str) -> None:
    target = items(one_statement(url=url))[0]["target"]
    assert target["source"]["id"] == address
    assert target["source"]["dragoman:document"] == "urn:dragoman:document:d1"
    assert "state" not in target


def test_the_state_says_when_the_document_was_retrieved() -> None:
    target = items(one_statement(retrieved_at="2031-05-03T10:00:00Z"))[0]["target"]
    assert target["state"] == {"type": "TimeState", "sourceDate": "2031-05-03T10:00:00Z"}


def test_notes_comment_and_questions_ask_under_the_name_of_the_analyst() -> None:
    contents = evolve(
        one_statement(),
        decisions=(
            decision(Verb.NOTE, "as in March"),
            decision(Verb.ASK, "which quota?", "n2"),
            decision(Verb.NOTE, "cod", "n3", target=Anchor(noun="decision", entry="n2"), who="Bo"),
        ),
    )
    remarks = items(contents)[1:]
    assert [one["motivation"] for one in remarks] == ["commenting", "questioning", "replying"]
    assert remarks[0]["body"][0]["value"] == "as in March"
    assert remarks[0]["creator"] == {"type": "Person", "name": "Anna"}
    assert remarks[0]["created"] == "2031-06-01T09:00:00+00:00"
    assert remarks[2]["target"] == "urn:dragoman:decision:n2"


def test_a_note_that_was_taken_back_is_not_told() -> None:
    back = decision(Verb.WITHDRAW, "", "w1", withdraws="n1", decided_at="2031-06-02T09:00:00+00:00")
    contents = evolve(one_statement(), decisions=(decision(Verb.NOTE, "as in March"), back))
    assert len(items(contents)) == 1


def test_what_an_analyst_added_has_the_analyst_as_creator() -> None:
    contents = evolve(one_statement(), decisions=(decision(Verb.ADD, "missed"),))
    found = items(contents)[0]
    assert found["creator"] == {"type": "Person", "name": "Anna"}
    assert found["created"] == "2031-06-01T09:00:00+00:00"


def test_questions_of_the_program_ask() -> None:
    passage = cut(TEXT, 0, 10, document="d1")
    question = Question(id="q1", asks="are these the same?", why="no day", passages=(passage,))
    found = items(Contents(documents=(document(),), questions=(question,)))[0]
    assert found["motivation"] == "questioning"
    assert found["body"][0]["value"] == "are these the same?"


def test_both_sides_of_a_discrepancy_are_annotated() -> None:
    sides = tuple(
        Account(says=words, passages=(statement(TEXT, words).passages[0],))
        for words in ("demands a quota", "refused the quota")
    )
    dispute = Discrepancy(
        id="x1", discrepancy_kind=DiscrepancyKind.DENIAL, matter="quota", accounts=sides, why="no"
    )
    found = items(Contents(documents=(document(),), discrepancies=(dispute,)))
    exact = [one["target"]["selector"][0]["exact"] for one in found]
    assert exact == ["demands a quota", "refused the quota"]


def test_a_passage_that_is_lost_keeps_its_quotation_alone() -> None:
    said = statement(TEXT, "Velland demands a quota")
    moved = evolve(said, passages=(evolve(said.passages[0], exact="something else"),))
    found = items(Contents(documents=(document(),), statements=(moved,)))[0]
    assert [one["type"] for one in found["target"]["selector"]] == ["TextQuoteSelector"]


def test_kinds_narrow_the_entries_and_the_marking_stands_on_the_collection() -> None:
    marking = Marking(mark=Handling.GREEN)
    none = annotation_collection(one_statement(), kinds=frozenset({"deed"}), marking=marking)
    assert none["total"] == 0
    assert "first" not in none
    assert none["dragoman:handling"] == "TLP:GREEN"
    assert json.loads("".join(annotation_lines(one_statement(), kinds=frozenset({"deed"})))) == (
        annotation_collection(one_statement(), kinds=frozenset({"deed"}))
    )


def test_the_lines_are_the_collection_and_the_same_each_time() -> None:
    contents = evolve(
        one_statement(),
        statements=(statement(TEXT, "Marn"), statement(TEXT, "Ormark refused", "s2")),
    )
    lines = list(annotation_lines(contents))
    assert json.loads("\n".join(lines)) == annotation_collection(contents)
    assert lines == list(annotation_lines(contents))
    assert len({one["id"] for one in items(contents)}) == 2
