"""The audit log: everything that counts is in it, nobody can write into it, no secret is."""

import logging

import pytest
from access_app import PASSWORD, Clock, browser, csrf, deed, entered, log_in
from starlette.applications import Starlette

from dragoman.dossier.team import Deed, Team
from dragoman.workbench.access.policy import Visit


def lines(store: Team) -> list[tuple[str, str, str]]:
    told = [one for one in store.deeds() if one.what != "account added"]
    return [(one.who, one.what, one.target) for one in reversed(told)]


def test_what_people_do_is_written_down(app: Starlette, store: Team) -> None:
    client = entered(app, "Anna")
    form = {"csrf_token": csrf(client)}
    client.get("/page")
    client.get("/export?kind=docx")
    client.post("/correct", data=form)
    client.post("/settings", data=form)
    client.post("/logout", data=form)
    log_in(browser(app), "anna", "wrong")
    assert lines(store) == [
        ("Anna", "login", ""),
        ("Anna", "export", "/export?kind=docx"),
        ("Anna", "correct", "/correct"),
        ("Anna", "set refused", "/settings"),
        ("Anna", "logout", ""),
        ("", "login failed", "Anna"),
    ]
    assert {one.address for one in store.deeds() if one.what != "account added"} == {"192.0.2.7"}


def test_a_handler_may_say_more_than_the_action(app: Starlette, store: Team) -> None:
    client = entered(app, "Edda")
    client.post("/settings", data={"csrf_token": csrf(client)})
    last = store.deeds(limit=1)[0]
    assert (last.what, last.target) == ("settings changed", "negotiation.toml")
    assert last.detail == "two parties more"
    assert [one.what for one in store.deeds(who="Edda")] == ["settings changed", "login"]


def test_an_unknown_name_is_not_written_down_for_it_may_be_a_password(
    app: Starlette, store: Team
) -> None:
    log_in(browser(app), PASSWORD, PASSWORD)
    assert lines(store) == [("", "login failed", "")]


def test_no_secret_is_logged_or_shown(
    app: Starlette, store: Team, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = entered(app, "Edda")
    secret = next(iter(client.cookies.values()))
    shown = client.get("/audit").text + client.get("/audit.json").text + str(store.deeds())
    for told in (shown, caplog.text):
        assert PASSWORD not in told
        assert secret not in told
        assert "argon2" not in told


def test_editors_read_the_log_page_by_page(app: Starlette, store: Team) -> None:
    for number in range(150):
        store.note(Deed(who="Anna", done_at="x", address="", what="note", target=f"n{number}"))
    client = entered(app, "Edda")
    first = client.get("/audit.json?who=Anna").json()
    assert [one["target"] for one in first["deeds"]] == [f"n{n}" for n in range(149, 49, -1)]
    second = client.get(f"/audit.json?who=Anna&before={first['older']}").json()
    assert [one["target"] for one in second["deeds"]] == [f"n{n}" for n in range(49, -1, -1)]
    assert second["older"] is None
    assert "Older lines" in client.get("/audit").text
    assert "No line fits" in client.get("/audit?who=Nobody").text


@pytest.mark.parametrize("name", ["Rhea", "Anna"])
def test_others_do_not(app: Starlette, name: str) -> None:
    client = entered(app, name)
    assert client.get("/audit").status_code == 403
    assert client.get("/audit.json").status_code == 403
    assert client.head("/audit").status_code == 403


@pytest.mark.parametrize("value", ["'; DROP TABLE deeds; --", "%00", "\ud800", "9" * 40, "-1", "é"])
@pytest.mark.parametrize("field", ["who", "what", "before"])
def test_no_filter_of_the_log_is_sql(app: Starlette, field: str, value: str) -> None:
    client = entered(app, "Edda")
    encoded = {field: value.encode("utf-8", "surrogatepass")}
    assert client.get("/audit.json", params=encoded).status_code == 200
    assert client.get("/audit", params=encoded).status_code == 200
    assert client.get("/audit.json").json()["deeds"]


def test_nobody_forges_a_line_with_line_ends(app: Starlette, store: Team) -> None:
    policy = app.state.policy
    visit = Visit(user=None, secret="x" * 43, address="1\n2", policy=policy)
    policy.note(visit, "export", "a.docx\r\n2027-01-01 Edda login", "<b>x</b>")
    text = entered(app, "Edda").get("/audit").text
    row = next(part for part in text.split("<tr>") if "a.docx" in part)
    assert "a.docx\r\n2027-01-01 Edda login</td>" in row
    assert "&lt;b&gt;" in row
    assert len(store.deeds(what="export")) == 1


def test_what_fails_is_not_written_down_as_done(app: Starlette, store: Team, clock: Clock) -> None:
    client = entered(app, "Anna")
    client.get("/fail")
    client.post("/correct", data={})
    assert [what for _, what, _ in lines(store)] == ["login"]


def test_the_endless_target_is_cut(app: Starlette, store: Team) -> None:
    client = entered(app, "Anna")
    client.get("/export?" + "x" * 5000)
    assert len(store.deeds(limit=1)[0].target) == 500
    store.note(deed())
