import json

import pytest

from dragoman.dossier import Dossier
from workbench_client import Client, seated


def _contact(client: Client) -> dict[str, object]:
    return client.cards("contact")[0]


def _stamp(client: Client, entry_id: object) -> str:
    state: str = client.sheet(f"/entries/{entry_id}")["card"]["stamp"]["state"]
    return state


@pytest.mark.parametrize(("what", "state"), [("review", "reviewed"), ("accept", "approved")])
def test_a_decision_is_in_the_log_and_on_the_page_at_once(
    client: Client, talks: object, what: str, state: str
) -> None:
    card = _contact(client)
    answer = client.post(f"/entries/{card['id']}/{what}", {"why": "read it", "seen": ""})
    assert answer.status_code == 200, answer.text
    assert _stamp(client, card["id"]) == state
    with Dossier.open(str(talks)) as dossier:
        (decision,) = dossier.decisions()
    assert (decision.who, decision.why) == ("A. Lone", "read it")
    assert decision.id == answer.json()["decision"]


def test_a_correction_shows_before_the_accounts_are_put_together(client: Client) -> None:
    card = _contact(client)
    answer = client.post(f"/entries/{card['id']}/correct", {"field.status": "cancelled"})
    assert answer.status_code == 200, answer.text
    sheet = client.sheet(f"/entries/{card['id']}")
    assert sheet["fields"]["status"] == "cancelled"
    assert "cancelled" in sheet["card"]["text"]
    assert "not worked in yet" in client.get("/overview").text


def test_a_correction_that_changes_nothing_is_refused_in_words(client: Client) -> None:
    card = _contact(client)
    answer = client.post(f"/entries/{card['id']}/correct", {"field.status": card["status"]})
    assert answer.status_code == 400
    assert "nothing was changed" in answer.json()["error"]


def test_a_rejected_entry_leaves_its_page_and_the_queue(client: Client) -> None:
    card = _contact(client)
    assert client.post(f"/entries/{card['id']}/reject", {"why": "a quote"}).status_code == 200
    assert client.get(f"/entries/{card['id']}").status_code == 404
    assert card["id"] not in [one["id"] for one in client.cards("contact")]


def test_the_second_of_two_sees_both_and_nothing_is_overwritten(talks: object) -> None:
    with seated(talks, who="First") as first, seated(talks, who="Second") as second:  # type: ignore[arg-type]
        card = _contact(first)
        path = f"/entries/{card['id']}/correct"
        assert _contact(second)["id"] == card["id"]
        mine = {"field.status": "denied", "seen": ""}
        assert first.post(path, {"field.status": "cancelled", "seen": ""}).status_code == 200
        answer = second.post(path, mine)
        assert answer.status_code == 409
        told = answer.json()
        assert [one["who"] for one in told["theirs"]] == ["First"]
        assert json.loads(told["theirs"][0]["after"]) == {"status": "cancelled"}
        page = second.submit(path, mine)
        assert page.status_code == 409
        assert "First" in page.text
        assert "denied" in page.text
        assert second.post(path, {**mine, "seen": told["seen"]}).status_code == 200
    with Dossier.open(str(talks)) as dossier:
        assert [one.who for one in dossier.decisions()] == ["First", "Second"]


def test_undo_takes_back_ones_own_latest_decision(client: Client, talks: object) -> None:
    card = _contact(client)
    client.post(f"/entries/{card['id']}/review")
    assert client.post("/undo").json()["done"] == "Taken back: A. Lone: review."
    assert _stamp(client, card["id"]) == "suggested"
    assert client.post("/undo").status_code == 400


def test_a_note_and_a_question_on_it_stand_in_one_thread(client: Client) -> None:
    card = _contact(client)
    note = client.post(f"/entries/{card['id']}/note", {"words": "see <b>Gazette</b>"}).json()
    asked = {"words": "which one?", "kind": "question"}
    assert client.post(f"/decisions/{note['decision']}/reply", asked).status_code == 200
    (thread,) = client.sheet(f"/entries/{card['id']}")["thread"]
    assert [thread["words"], thread["replies"][0]["words"]] == ["see <b>Gazette</b>", "which one?"]
    assert client.sheet(f"/entries/{card['id']}")["card"]["open_questions"] == 1
    page = client.get(f"/entries/{card['id']}").text
    assert "see &lt;b&gt;Gazette&lt;/b&gt;" in page


def test_a_form_without_script_goes_back_where_it_came_from(client: Client) -> None:
    card = _contact(client)
    answer = client.submit(f"/entries/{card['id']}/review", {"back": "/review?noun=contact"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/review?noun=contact")


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "x"])
def test_a_form_never_leads_to_another_host(client: Client, back: str) -> None:
    card = _contact(client)
    answer = client.submit(f"/entries/{card['id']}/review", {"back": back})
    assert answer.headers["location"] == "/overview"


def test_two_entries_are_said_to_be_the_same(client: Client, talks: object) -> None:
    first, second = (card["id"] for card in client.cards("statement")[:2])
    answer = client.post("/pairs", {"entry": [first, second], "judged": "unsure"})
    assert answer.status_code == 200, answer.text
    with Dossier.open(str(talks)) as dossier:
        assert [one.verb.value for one in dossier.decisions()] == ["unsure"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"label": "TLP:PURPLE"}, "choose"), ({}, "missing")],
)
def test_a_handling_mark_that_is_none_is_refused(
    client: Client, fields: dict[str, str], words: str
) -> None:
    card = _contact(client)
    answer = client.post(f"/entries/{card['id']}/handle", fields)
    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_a_handling_mark_shows_on_the_entry(client: Client) -> None:
    card = _contact(client)
    assert client.post(f"/entries/{card['id']}/handle", {"label": "TLP:AMBER"}).status_code == 200
    assert client.sheet(f"/entries/{card['id']}")["card"]["handling"] == "TLP:AMBER"


def test_the_letter_is_hidden_while_the_digit_is_set(client: Client) -> None:
    assert client.post("/outlets/rate", {"outlet": "Port Vell Courier", "letter": "B"}).is_success
    card = _contact(client)
    document = client.sheet(f"/entries/{card['id']}")["places"][0]
    seen = client.get(document["href"].split("#")[0]).text
    assert '<span class="letter">B</span>' in seen
    page = client.get(f"/entries/{card['id']}?setting=digit").text
    assert "letter" not in page.replace("letters of outlets", "")
    assert "blind=true" in page
    blind = client.get(document["href"].split("#")[0].replace("?at", "?blind=true&at")).text
    assert '<span class="letter">' not in blind
    assert client.post(f"/entries/{card['id']}/digit", {"digit": "2"}).status_code == 200
    assert client.sheet(f"/entries/{card['id']}")["credibility"] == "2"


def test_a_day_given_to_a_document_shows_at_once(client: Client) -> None:
    row = client.sheet("/documents")["rows"][0]
    assert client.get(f"/entries/{row['id']}?form=correct").status_code == 200
    answer = client.post(f"/entries/{row['id']}/correct", {"field.published_at": "2025-06-30"})
    assert answer.status_code == 200, answer.text
    rows = {one["id"]: one for one in client.sheet("/documents")["rows"]}
    assert (rows[row["id"]]["day"], rows[row["id"]]["known_by"]) == (
        "30 June 2025",
        "A. Lone's word",
    )
    bad = client.post(f"/entries/{row['id']}/correct", {"field.published_at": "soon"})
    assert bad.status_code == 400
