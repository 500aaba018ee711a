"""FollowTheMoney: entities that its own library accepts, and settings out of them."""

import json
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve
from followthemoney import model
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import BadRequest
from dragoman.exchange.followthemoney import (
    Refusals,
    entity_lines,
    making,
    read_entities,
    settings_of,
)
from dragoman.exchange.followthemoney.days import Days, days_of, partial
from dragoman.model import (
    Act,
    Certainty,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Document,
    Genre,
    Measure,
    Named,
    Negotiation,
    Organisation,
    Participant,
    Party,
    PartyRole,
    Person,
    PersonProfile,
    Place,
    Statement,
    When,
    cut,
)
from dragoman.model.handling import Handling, Marking

TEXT = "Ilse Marn said Velland would lift the ban."
DOCUMENT = Document(
    id="d1", path="folder/a.txt", text=TEXT, language="en", genre=Genre.NEWS, title="The ban",
    sha256="3b8c", outlet="Gazette", published_at="2025-06-04T10:00:00+02:00",
    url="https://news.example/a",
)  # fmt: skip
HERE = (cut(TEXT, 0, 9, document="d1", role="speaker"),)
MARN = Person(
    id="p1", names=("Ilse Marn", "Envoy Marn", "Marn"), party="VEL", office="envoy", passages=HERE
)
VEY = Person(id="p2", names=("Tomas Vey",), party="USA", office="minister")
CONTENTS = Contents(
    negotiation=Negotiation(
        persons=(PersonProfile(name="Ilse Marn", office="envoy", since="2025-01", until="2025-09"),)
    ),
    documents=(DOCUMENT,),
    parties=(
        Party(id="VEL", names=("Velland", "Port Vell"), role=PartyRole.SIDE),
        Party(id="USA", names=("United States", "Washington")),
    ),
    persons=(MARN, VEY, Person(id="p3", names=("A. Reader",), party="VEL", represents=False)),
    organisations=(Organisation(id="o1", names=("Harbour Board",), party="VEL"),),
    places=(Place(id="l1", names=("Sundholm",)),),
    contacts=(
        Contact(
            id="c1", channel=Channel.TALKS, status=ContactStatus.HELD, passages=HERE,
            participants=(
                Participant(id="p1", name="Ilse Marn", party="VEL"),
                Participant(id="p2", name="Tomas Vey", party="USA"),
                Participant(id="p3", name="A. Reader", certainty=Certainty.ALTERNATIVE),
            ),
            place=Named(id="l1", name="Sundholm"),
            happened_on=When(text="in June", edtf="2025-06"), documents=("d1",),
        ),
    ),
    deeds=(
        Deed(
            id="e1", plover_type="SANCTION", actor=Named(id="USA", name="United States"),
            recipient=Named(id="VEL", name="Velland"), passages=HERE,
            measure=Measure(action="impose", object="sanctions on landings"),
            happened_on=When(text="by June", edtf="2025-06-01", relation="by"),
        ),
        Deed(id="e2", plover_type="SANCTION", recipient=Named(id="VEL", name="Velland"),
             measure=Measure(action="cancel", object="the visit")),
    ),
    statements=(
        Statement(id="s1", act=Act.PROMISE, party="VEL", passages=(
            cut(TEXT, 15, 41, document="d1", role="content"),
        )),
    ),
)  # fmt: skip


def made(contents: Contents = CONTENTS, **options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in entity_lines(contents, **options)]


def of(schema: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one["properties"] | {"id": one["id"]} for one in entities if one["schema"] == schema]


def test_every_entity_passes_the_librarys_own_validation() -> None:
    for one in made(with_text=True):
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate(cast(Any, one))
        assert proxy.to_dict()["properties"].keys() == one["properties"].keys()
        assert all(proxy.has(name) for name in proxy.schema.required)


def test_every_reference_is_to_an_entity_of_the_file() -> None:
    entities = made()
    ids = {one["id"] for one in entities}
    for one in entities:
        for name, values in one["properties"].items():
            if model.get(one["schema"]).get(name).type.name == "entity":  # type: ignore[union-attr]
                assert set(values) <= ids, (one["schema"], name)


def test_ids_stay_the_same_and_differ_with_the_prefix() -> None:
    first, again, other = made(), made(), made(prefix="desk")
    assert [one["id"] for one in first] == [one["id"] for one in again]
    assert not {one["id"] for one in first} & {one["id"] for one in other}


def test_a_document_is_an_article_without_its_text_unless_asked() -> None:
    (article,) = of("Article", made())
    assert article["title"] == ["The ban"]
    assert article["publisher"] == ["Gazette"]
    assert article["publishedAt"] == ["2025-06-04T08:00:00"]
    assert article["sourceUrl"] == ["https://news.example/a"]
    assert "bodyText" not in article
    assert of("Article", made(with_text=True))[0]["bodyText"] == [TEXT]


def test_a_state_is_a_public_body_and_an_invented_one_an_organisation() -> None:
    entities = made()
    (state,) = of("PublicBody", entities)
    assert (state["country"], state["name"], state["weakAlias"]) == (
        ["us"], ["United States"], ["Washington"],
    )  # fmt: skip
    assert "Velland" in [one["name"][0] for one in of("Organization", entities)]


def test_an_office_has_its_holder_and_term() -> None:
    entities = made()
    marn = next(one for one in of("Person", entities) if one["name"] == ["Ilse Marn"])
    assert (marn["alias"], marn["weakAlias"]) == (["Envoy Marn"], ["Marn"])
    held = next(one for one in of("Occupancy", entities) if one["holder"] == [marn["id"]])
    assert (held["startDate"], held["endDate"]) == (["2025-01"], ["2025-09"])
    post = next(one for one in of("Position", entities) if [one["id"]] == held["post"])
    assert post["name"] == ["envoy, Velland"]


def test_one_who_speaks_for_nobody_represents_nobody() -> None:
    entities = made()
    reader = next(one for one in of("Person", entities) if one["name"] == ["A. Reader"])
    assert reader["id"] not in {one["agent"][0] for one in of("Representation", entities)}


def test_only_those_who_certainly_took_part_are_involved_and_linked() -> None:
    entities = made()
    people = {one["name"][0]: one["id"] for one in of("Person", entities)}
    talks = next(one for one in of("Event", entities) if one["recordId"] == ["c1"])
    sure = {people["Ilse Marn"], people["Tomas Vey"]}
    assert set(talks["involved"]) == sure
    assert talks["notes"][0] == "A. Reader: alternative"
    assert talks["date"] == ["2025-06"]
    assert (talks["location"], len(talks["addressEntity"])) == (["Sundholm"], 1)
    (link,) = of("UnknownLink", entities)
    assert {link["subject"][0], link["object"][0]} == sure


def test_what_did_not_take_place_says_so_and_links_nobody() -> None:
    contact = evolve(CONTENTS.contacts[0], status=ContactStatus.DENIED)
    entities = made(evolve(CONTENTS, contacts=(contact,)))
    assert of("UnknownLink", entities) == []
    assert of("Event", entities)[0]["name"][0].startswith("denied talks")


def test_a_sanction_is_one_only_where_the_text_says_so() -> None:
    entities = made()
    (sanction,) = of("Sanction", entities)
    assert sanction["recordId"] == ["e1"]
    assert (sanction["endDate"], "startDate" in sanction) == (["2025-06-01"], False)
    assert {one["recordId"][0] for one in of("Event", entities)} == {"c1", "e1", "e2"}


def test_a_statement_is_a_note_with_its_words_and_its_proof() -> None:
    entities = made()
    (note,) = of("Note", entities)
    assert note["description"] == ["Velland would lift the ban"]
    assert note["proof"] == [of("Article", entities)[0]["id"]]


def test_how_it_may_be_handled_stands_first() -> None:
    first = made(marking=Marking(mark=Handling.AMBER))[0]
    assert first["properties"]["name"] == ["Handling: TLP:AMBER"]


def test_what_the_library_refuses_is_counted_and_the_rest_is_written() -> None:
    refusals = Refusals()
    odd = evolve(DOCUMENT, url="javascript:alert(1)", language="xx", title="x" * 3000)
    nameless = Person(id="p9", names=("\u200b",))
    entities = made(evolve(CONTENTS, documents=(odd,), persons=(nameless,)), refusals=refusals)
    assert refusals.values["Article.sourceUrl"] == 1
    assert refusals.values["Article.language"] == 1
    assert refusals.values["the end of Article.title, which is too long"] == 1
    assert of("Person", entities) == []
    assert refusals.entities["Person without name"] == 1
    assert any("javascript" in json.dumps(one) for one in entities) is False


@given(st.text(max_size=40), st.text(max_size=80))
def test_no_text_makes_an_invalid_entity(name: str, words: str) -> None:
    person = Person(id="p1", names=(name, words), office=words)
    document = evolve(
        DOCUMENT, title=words, outlet=name, text=words.encode("utf-8", "replace").decode()
    )
    for one in made(evolve(CONTENTS, persons=(person,), documents=(document,)), with_text=True):
        model.get_proxy(one, cleaned=False).schema.validate(cast(Any, one))


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (When(text="", edtf="2025-03-18"), Days(on="2025-03-18")),
        (When(text="", edtf="2025-03"), Days(on="2025-03")),
        (When(text="", edtf="2025-03-18/2025-03-20"), Days(start="2025-03-18", end="2025-03-20")),
        (When(text="", edtf="2025-03-18/.."), Days(start="2025-03-18")),
        (When(text="", edtf="../2025-03"), Days(end="2025-03")),
        (When(text="", edtf="2025-03-18~"), Days(on="2025")),
        (When(text="", edtf="2025~"), Days()),
        (When(text="", edtf="2025-22"), Days(on="2025")),
        (When(text="", edtf="2025-XX"), Days(on="2025")),
        (When(text="", edtf="202X"), Days(start="2020", end="2029")),
        (When(text="", edtf="2025-03-18T23:30:00-02:00"), Days(on="2025-03-19T01:30:00")),
        (When(text="", edtf="2025-03-18T23:30"), Days(on="2025-03-18")),
        (When(text="", edtf="2025-06-15", relation="by"), Days(end="2025-06-15")),
        (When(text="", edtf="2025-06", relation="since"), Days(start="2025-06")),
        (
            When(text="", edtf="2025-06-02/2025-06-20", vague=True),
            Days(start="2025-06", end="2025-06"),
        ),
        (When(text="Tuesday"), Days()),
        (None, Days()),
    ],
)  # fmt: skip
def test_a_time_is_never_more_exact_than_the_text(when: When | None, days: Days) -> None:
    assert days_of(when) == days
    date = model.get("Event").get("date").type  # type: ignore[union-attr]
    assert all(date.validate(value) for value in days.values.values() if value)


def test_a_stretch_is_no_one_day() -> None:
    assert partial("2025-03-18/2025-03-20") is None


def read(tmp_path: Path, *lines: str) -> Any:
    path = tmp_path / "entities.ftm.json"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return settings_of(read_entities([path]))


def test_our_own_export_comes_back_as_parties_and_persons(tmp_path: Path) -> None:
    found = read(tmp_path, *entity_lines(CONTENTS))
    tables = tomllib.loads(found.toml)
    parties = {row["id"]: row for row in tables["party"]}
    assert parties["VEL"]["names"] == ["Velland", "Port Vell"]
    assert parties["VEL"]["role"] == "side"
    assert set(parties) == {"VEL", "USA"}
    marn = next(row for row in tables["person"] if row["name"] == "Ilse Marn")
    assert marn == {
        "name": "Ilse Marn", "aliases": ["Envoy Marn", "Marn"], "party": "VEL",
        "office": "envoy", "from": "2025-01", "to": "2025-09",
    }  # fmt: skip
    assert any("3 Event" in line and "no sentence" in line for line in found.told)


def entity(schema: str, id: str, **properties: Any) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties})


def test_a_person_of_one_country_stands_for_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        entity("Person", "p", name=["Ana Reyes"], nationality=["mx"], position=["minister"]),
        entity("Person", "q", name=["B. Both"], nationality=["mx", "us"]),
    )
    tables = tomllib.loads(found.toml)
    assert [row["id"] for row in tables["party"]] == ["MEX"]
    assert [row.get("party") for row in tables["person"]] == ["MEX", None]


def test_circles_of_organisations_end(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        entity("Organization", "a", name=["League A"], parent=["b"]),
        entity("Organization", "b", name=["League B"], parent=["a"]),
        entity("Membership", "m", member=["a"], organization=["b"]),
        entity("Membership", "n", member=["b"], organization=["a"]),
        entity("Person", "p", name=["Ana Reyes"]),
        entity("Membership", "o", member=["p"], organization=["a"], startDate=["2024-05"]),
    )
    tables = tomllib.loads(found.toml)
    assert tables["person"] == [{"name": "Ana Reyes", "party": "LEAGUE-A", "from": "2024-05"}]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1]", "no JSON object"),
        ('{"id": "a", "schema": "Person"', "no JSON object"),
        ('{"id": "a", "schema": "Dragon", "properties": {}}', "schema 'Dragon'"),
        ('{"id": "a", "schema": ["Person"], "properties": {}}', "schema"),
        ('{"schema": "Person", "properties": {}}', "has no id"),
        ('{"id": 7, "schema": "Person", "properties": {}}', "has no id"),
        ('{"id": "a", "schema": "Person", "properties": []}', "has no properties"),
        (entity("Person", "a", name=[{"x": 1}]), "'name' holds what is no text"),
        (entity("Person", "a", name=["x"] * 20_000), "has 20000 values"),
        ('{"id": "a", "x": ' + "[" * 100_000 + "]" * 100_000 + "}", "no JSON object"),
        (entity("Event", "a", name=["talks"]), "no person and no party"),
    ],
)
def test_what_is_no_entity_is_refused_with_its_line(
    tmp_path: Path, line: str, message: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        read(tmp_path, line)
    assert message in str(caught.value)
    assert "line 1" in str(caught.value) or "no person" in str(caught.value)


def test_too_many_for_one_file_are_refused(tmp_path: Path) -> None:
    lines = [entity("Person", str(n), name=[f"Person {n} " + "x" * 200]) for n in range(5000)]
    with pytest.raises(BadRequest, match="5000 persons"):
        read(tmp_path, *lines)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4))
def test_any_names_make_settings_that_can_be_read(names: list[str]) -> None:
    proxies = [
        model.get_proxy(
            {"id": "p", "schema": "Person", "properties": {"name": names}}, cleaned=False
        ),
        model.get_proxy({"id": "z", "schema": "Person", "properties": {"name": ["Zoe"]}}),
    ]  # fmt: skip
    tomllib.loads(settings_of(proxies).toml)


def test_without_the_library_there_is_a_clear_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "followthemoney", None)
    with pytest.raises(BadRequest, match=r"pip install 'dragoman\[followthemoney\]'"):
        making.library()
