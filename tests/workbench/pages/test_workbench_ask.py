"""Ask: the question as understood, its answers, and what else could be asked."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

from dragoman.dossier import Dossier
from dragoman.model import Contents
from dragoman.pipeline import contents_of
from dragoman.pipeline.asking import Asking, Field, Term, search_contents
from dragoman.pipeline.asking.entries import GROUPS
from workbench_client import Client


def _asked(client: Client, question: str, more: str = "") -> dict:  # type: ignore[type-arg]
    return client.sheet(f"/ask?q={quote(question)}{more}")  # type: ignore[no-any-return]


def test_an_answer_opens_the_document_at_its_sentence(client: Client) -> None:
    sheet = _asked(client, "what does Ilse Marn demand")
    assert [part["text"] for part in sheet["parts"]] == ['who:"Ilse Marn"', "act:demand"]
    assert sheet["rows"]
    said = [one for row in sheet["rows"] for one in row["sentences"]]
    assert any("withdraw its patrol boats" in one["words"] for one in said)
    page = client.get(f"/ask?q={quote('what does Ilse Marn demand')}").text
    assert f'data-beside href="{said[0]["href"].replace("&", "&amp;")}"' in page
    assert "here" in client.get(said[0]["href"].partition("#")[0]).text
    assert {row["kind"] for row in sheet["rows"]} == {"statement"}


def test_each_part_can_be_taken_away(client: Client) -> None:
    sheet = _asked(client, 'who:Marn act:demand "quota" -cod')
    left = {part["text"]: parse_qs(urlsplit(part["href"]).query)["q"][0] for part in sheet["parts"]}
    assert left["act:demand"] == 'who:"Ilse Marn" "quota" -cod'
    assert left["“quota”"] == 'who:"Ilse Marn" act:demand -cod'
    assert left["not “cod”"] == 'who:"Ilse Marn" act:demand "quota"'
    assert _asked(client, "kind:contact")["parts"] == [{"text": "kind:contact", "href": "/ask"}]


def test_words_are_ruled_out_in_a_field_of_their_own(client: Client) -> None:
    every = _asked(client, "quota")
    fewer = _asked(client, "quota", "&without=" + quote('tonnes "Ilse Marn"'))
    assert fewer["asked"] == 'quota -tonnes -"Ilse Marn"'
    assert 0 < fewer["paging"]["total"] < every["paging"]["total"]


def test_where_nothing_is_found_what_fewer_parts_find_is_told(client: Client) -> None:
    sheet = _asked(client, "who:Marn act:demand zeppelin")
    assert sheet["rows"] == []
    assert sheet["nothing"] == ["no match for: “zeppelin”"]
    (wider,) = sheet["wider"]
    assert wider["label"] == "“zeppelin”"
    question = parse_qs(urlsplit(wider["href"]).query)["q"][0]
    assert _asked(client, question)["paging"]["total"] == wider["count"] > 0
    page = client.get("/ask?q=who:Marn+act:demand+zeppelin").text
    assert "Nothing found" in page


def test_a_question_that_cannot_be_asked_can_be_mended_in_its_place(client: Client) -> None:
    answer = client.get("/ask?q=who:Nobody")
    assert answer.status_code == 200
    assert "no person or party or organisation" in answer.text
    assert 'value="who:Nobody"' in answer.text
    assert "did you mean channel" in _asked(client, "chanel:call")["trouble"]


def test_every_example_and_every_value_finds_as_many_as_it_says(client: Client) -> None:
    sheet = client.sheet("/ask")
    assert len(sheet["examples"]) >= 3
    values = [value for field in sheet["fields"] for value in field["values"]]
    assert {field["name"] for field in sheet["fields"]} == {field.value for field in Field}
    for one in (*sheet["examples"], *values):
        question = parse_qs(urlsplit(one["href"]).query)["q"][0]
        found = _asked(client, question)
        assert found["trouble"] == "", one
        assert found["paging"]["total"] == one["count"], one
    assert any("Velland" in one["text"] or "Ormark" in one["text"] for one in sheet["examples"])


def test_answers_come_a_page_at_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row["entry"] for row in _asked(client, "kind:statement")["rows"]]
    monkeypatch.setattr("dragoman.workbench.pages.ask.PER_PAGE", 2)
    first = _asked(client, "kind:statement", "&page=1&without=zzz")
    second = _asked(client, "kind:statement", "&page=2&without=zzz")
    assert [r["entry"] for r in (*first["rows"], *second["rows"])] == whole[:4]
    assert second["paging"]["first"] == 3
    last = _asked(client, "kind:statement", "&page=999&without=zzz")
    assert last["paging"]["page"] == last["paging"]["pages"]
    assert last["rows"][-1]["entry"] == whole[-1]


HOSTILE = ("<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "\u202egnp.exe", "\x00")


@pytest.mark.parametrize("text", [*HOSTILE, *(f"who:{one}" for one in HOSTILE), '-"<b>"'])
def test_a_hostile_question_comes_back_as_text(client: Client, text: str) -> None:
    for path in (f"/ask?q={quote(text)}", f"/ask?q=quota&without={quote(text)}"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert '"-&#34;<b>' not in answer.text


@pytest.mark.parametrize("query", ["page=x", "page=1.5", f"q={'a' * 501}"])
def test_a_query_that_cannot_be_read_is_refused_in_words(client: Client, query: str) -> None:
    for path in (f"/ask?{query}", f"/ask.json?{query}"):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "too long" in answer.text or "page" in answer.text


def test_an_empty_dossier_says_how_to_begin(empty: Client) -> None:
    assert "Nothing is on file that could be asked for" in empty.get("/ask").text
    assert empty.get("/ask?q=quota").status_code == 200
    assert "Nothing found" in empty.get("/ask?q=quota").text


@pytest.fixture
def contents(client: Client) -> Contents:
    with Dossier.open(client.app.state.shelf.place) as dossier:
        return contents_of(dossier, may_lag=True)


def test_the_indexes_find_what_looking_at_each_entry_finds(contents: Contents) -> None:
    asking = Asking(contents)
    every = [entry for name in GROUPS for entry in getattr(contents, name)]
    texts = [
        "who:VEL", "who:VEL who:ORM", "who:VEL who:Marn", "-who:VEL", "act:demand",
        "act:demand kind:position",
        "issue:cod-quota -act:deny", "since:2025-06-03", "until:2025-06", "mark:contested",
        "is:planned,held", "place:Sundholm", "to:ORM", 'outlet:"Port Vell Courier"',
        "who:VEL,ORM kind:contact channel:meeting", "who:Marn who:Vey since:2025-06",
    ]  # fmt: skip
    found = 0
    for text in texts:
        terms = asking.understood(text).terms
        quick = asking.entries.fitting(terms)
        slow = {id(entry) for entry in every if asking.matching.holds(entry, terms)}
        assert {id(entry) for entry in quick} == slow, text
        found += len(quick)
    assert found > 20


def test_no_value_finds_anything_for_a_field_that_nothing_has(contents: Contents) -> None:
    term = Term(field=Field.ISSUE, values=("no-such-issue",), shown="no-such-issue")
    assert Asking(contents).entries.fitting([term]) == []


def test_the_same_is_found_however_often_it_is_asked(contents: Contents) -> None:
    asking = Asking(contents)

    def answer() -> list[str]:
        found = asking.answer("quota", lambda words: search_contents(contents, words, 100)).found
        return [one.line.entry.id for one in found]

    first = answer()
    assert first
    assert answer() == first
