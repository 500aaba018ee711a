"""What holds for every reading page: its twin, hostile names, empty dossiers, bad addresses."""

import re
from pathlib import Path

import attrs
import lxml.etree
import lxml.html
import pytest

from dragoman.model import Contact, Entry, Named, Participant, Person, Position
from workbench_client import Client
from workbench_talks import commitment, contact, everything, position, reading

PAGES = (
    "/timeline",
    "/timeline?around=held",
    "/timeline?kind=position&since=2025-05&until=2025-06",
    "/positions",
    "/positions?on=2025-06-03&open=p-vel",
    "/contacts",
    "/contacts?by=person",
    "/contacts?party=VEL&party=ORM",
    "/commitments",
    "/discrepancies",
    "/people",
    "/people/VEL",
    "/people/marn",
    "/people/sundholm",
)
LISTS = ("/timeline", "/positions", "/contacts", "/commitments", "/discrepancies", "/people")
HOSTILE = "<script>alert(1)</script>\"' onload=x \u202eevil"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_and_its_twin_says_the_same_state(arven: Client, path: str) -> None:
    page = arven.get(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert arven.sheet(path)


def faults(page: str) -> list[str]:
    """What the policy forbids on a page, as a browser would read it."""
    found = []
    for element in lxml.html.document_fromstring(page).iter(lxml.etree.Element):
        found += [name for name in element.attrib if name.startswith("on") or name == "style"]
        is_script = element.tag == "script" and not element.get("src")
        found += [element.tag] if is_script or element.tag == "style" else []
    return found


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_style_or_script(arven: Client, path: str) -> None:
    assert faults(arven.get(path).text) == []


@pytest.mark.parametrize("path", PAGES)
def test_every_citation_opens_a_document_on_file(arven: Client, path: str) -> None:
    page = arven.get(path).text
    for href in set(re.findall(r'data-beside href="([^"]+)"', page)):
        assert arven.get(href.partition("#")[0].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_dossier_says_what_will_stand_there(empty: Client, path: str) -> None:
    page = empty.get(path)
    assert page.status_code == 200
    assert 'class="empty"' in page.text
    assert "/add" in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/timeline?since=tomorrow",
        "/timeline?since=2025-06&until=2025-05",
        "/timeline?kind=battle",
        "/timeline?within=many",
        "/positions?on=99",
        "/positions?stance=maybe",
        "/contacts?until=2025-13",
        "/contacts?by=outlet",
        "/commitments?level=9",
        "/discrepancies?kind=quarrel",
        "/people?noun=ghost",
    ],
)
def test_an_address_that_cannot_be_read_is_refused_in_words(arven: Client, path: str) -> None:
    page = arven.get(path)
    assert page.status_code == 400
    assert "Traceback" not in page.text
    assert len(re.sub(r"<[^>]+>", "", page.text)) > 20


@pytest.mark.parametrize(
    "path", ["/timeline?around=nobody", "/positions?open=nobody", "/people/nobody"]
)
def test_what_is_not_on_file_is_not_found(arven: Client, path: str) -> None:
    assert arven.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/timeline?party=ZZZ",
        "/positions?party=ZZZ",
        "/contacts?party=ZZZ",
        "/commitments?party=ZZZ",
        "/discrepancies?party=ZZZ",
        "/people?words=zzz",
    ],
)
def test_what_fits_nothing_leads_back_to_all(arven: Client, path: str) -> None:
    page = arven.get(path)
    assert page.status_code == 200
    assert f'href="{path.partition("?")[0]}">' in page.text
    assert "how all" in page.text


def hostile() -> list[Entry]:
    """The dispute with a hostile name wherever one can stand."""
    found: list[Entry] = []
    for entry in everything():
        if isinstance(entry, Person):
            entry = attrs.evolve(entry, names=(HOSTILE, "Marn"), office=HOSTILE)
        if isinstance(entry, Contact):
            people = (
                Participant(id="marn", name=HOSTILE, party="VEL"),
                Participant(name=HOSTILE, party="ORM", role=HOSTILE),
            )
            place = Named(id="sundholm", name=HOSTILE)
            entry = attrs.evolve(entry, participants=people, topics=(HOSTILE,), place=place)
        if isinstance(entry, Position):
            entry = attrs.evolve(entry, measure=HOSTILE, issue=HOSTILE, party=HOSTILE)
        found.append(entry)
    return found


def test_hostile_names_are_words_on_every_page(tmp_path: Path) -> None:
    with reading(tmp_path, hostile()) as client:
        for path in PAGES:
            page = client.get(path)
            assert page.status_code == 200, path
            assert "<script>alert" not in page.text, path
            assert "\u202e" not in re.sub(r"<[^>]+>", "", page.text), path
            assert faults(page.text) == [], path


def test_a_hostile_query_is_words(arven: Client) -> None:
    for name in ("party", "issue", "status", "since"):
        page = arven.get(f"/timeline?{name}=%3Cscript%3Ealert(1)%3C/script%3E")
        assert page.status_code in (200, 400)
        assert "<script>alert" not in page.text


def test_more_marks_than_are_drawn_are_counted_and_paged(tmp_path: Path) -> None:
    many: list[Entry] = [
        contact(f"c{n}", f"2025-{1 + n % 9:02}-{1 + n % 27:02}") for n in range(260)
    ]
    many += [commitment(f"k{n}", None) for n in range(30)]
    many += [position(f"p{n}", "VEL" if n % 2 else "ORM", f"issue-{n}") for n in range(30)]
    with reading(tmp_path, many) as client:
        line = client.sheet("/timeline")
        assert line["lanes"] is None
        assert sum(bar["count"] for b in line["counts"]["buckets"] for bar in b["bars"]) == 260
        assert line["paging"]["pages"] == 6
        narrowed = client.sheet("/timeline?since=2025-03&until=2025-03")
        assert narrowed["counts"] is None
        assert len(narrowed["lanes"]["marks"]) == narrowed["paging"]["total"] > 20
        road = client.sheet("/commitments")
        assert (len(road["steps"]), road["omitted"]) == (24, 6)
        assert client.sheet("/positions")["matrix"]["more_issues"] == 6
        assert client.sheet("/positions?size=all")["matrix"]["more_issues"] == 0
