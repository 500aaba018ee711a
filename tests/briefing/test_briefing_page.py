"""The HTML page: safe, self-contained, complete."""

import base64
import hashlib
import re
from itertools import pairwise

import pytest
from attrs import evolve
from lxml import html

from dragoman.briefing import Brief, compose, render_html
from dragoman.model import Contents, Document, Named, Negotiation, Party, Person, cut

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'></title></mark>"
NO_LINK = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd"]


def tree(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


@pytest.fixture(scope="module")
def page(brief: Brief) -> str:
    return render_html(brief)


def attacked(arven: Contents) -> Contents:
    """The dossier with every free text replaced or lengthened by markup."""
    documents = [
        evolve(d, title=ATTACK, outlet=ATTACK, path=f"in/{ATTACK}.txt", known_by=ATTACK,
               language='en"><script>', url="javascript:alert(1)", text=d.text + ATTACK)
        for d in arven.documents
    ]  # fmt: skip
    contacts = [
        evolve(c, participants=tuple(evolve(p, name=ATTACK, id=None) for p in c.participants),
               place=Named(name=ATTACK), topics=(ATTACK,))
        for c in arven.contacts
    ]  # fmt: skip
    return evolve(
        arven,
        negotiation=evolve(arven.negotiation, name=ATTACK),
        documents=tuple(documents),
        contacts=tuple(contacts),
        parties=tuple(evolve(p, names=(ATTACK,)) for p in arven.parties),
        persons=tuple(
            evolve(p, names=(ATTACK, ATTACK + "2"), office=ATTACK) for p in arven.persons
        ),
        positions=tuple(evolve(p, measure=ATTACK, issue=ATTACK) for p in arven.positions),
        commitments=tuple(evolve(c, issue=ATTACK, id=ATTACK + c.id) for c in arven.commitments),
        discrepancies=tuple(evolve(d, matter=ATTACK, why=ATTACK) for d in arven.discrepancies),
        findings=tuple(evolve(f, why=ATTACK, finding_kind=ATTACK) for f in arven.findings),
        questions=tuple(evolve(q, asks=ATTACK, why=ATTACK) for q in arven.questions),
        skips=tuple(evolve(s, path=ATTACK, reason=ATTACK) for s in arven.skips),
        decisions=tuple(evolve(d, who=ATTACK, why=ATTACK) for d in arven.decisions),
    )


def test_markup_in_any_text_stays_text(arven: Contents) -> None:
    root = tree(render_html(compose(attacked(arven))))
    assert len(root.xpath("//script")) == 1
    assert not root.xpath("//img|//iframe|//object|//embed|//base|//link")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert not root.xpath("//@style")
    assert ATTACK in root.xpath("string(//h1)")


def test_the_only_script_and_style_are_those_that_the_policy_names(page: str) -> None:
    root = tree(page)
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(contents) == 1
        digest = base64.b64encode(hashlib.sha256(contents[0].encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy


def test_the_page_fetches_nothing(page: str) -> None:
    root = tree(page)
    assert not root.xpath("//@src|//@srcset|//@data|//@poster|//@action|//@formaction")
    outward = [h for h in root.xpath("//@href") if not h.startswith("#")]
    assert outward == ["https://courier.example/a?b=1&c=2"] * len(outward)
    style = root.xpath("string(//style)")
    assert "@import" not in style
    assert "url(" not in style
    assert all(a.get("rel") == "noopener noreferrer nofollow" for a in root.xpath("//a[@rel]"))


@pytest.mark.parametrize("url", NO_LINK)
def test_an_address_that_is_not_http_is_shown_and_never_linked(arven: Contents, url: str) -> None:
    documents = (evolve(arven.documents[0], url=url), *arven.documents[1:])
    root = tree(render_html(compose(evolve(arven, documents=documents))))
    assert not [h for h in root.xpath("//@href") if not h.startswith("#")]
    assert url in root.xpath("string(//*[@class='address'])")


def test_control_and_override_characters_are_shown(arven: Contents) -> None:
    nasty = "Mar\u202en\x00 \x1b[31m\u2066x"
    persons = (Person(id="a", names=(nasty,)),)
    first = arven.documents[0]
    documents = (evolve(first, title=nasty, text=first.text + nasty), *arven.documents[1:])
    page = render_html(compose(evolve(arven, persons=persons, documents=documents)))
    assert not set("\x00\x1b\u202e\u2066") & set(page)
    assert "Mar⟨U+202E⟩n␀ ␛[31m⟨U+2066⟩x" in tree(page).xpath("string(//section[@id='people'])")


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    root = tree(page)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in root.xpath("//@href") if href.startswith("#")}
    assert targets <= set(ids)


def test_every_citation_marks_its_passage_in_the_document(page: str, brief: Brief) -> None:
    root = tree(page)
    for note in brief.notes:
        marks = root.xpath(
            f"//article//mark[contains(concat(' ', @data-notes, ' '), ' {note.number} ')]"
        )
        outer = [m for m in marks if not any(m in other.iterdescendants() for other in marks)]
        assert "".join(m.text_content() for m in outer) == note.exact


def test_overlapping_passages_keep_the_text_as_it_is(page: str, arven: Contents) -> None:
    root = tree(page)
    for number, document in enumerate(arven.documents, 1):
        if not document.copy_of:
            shown = root.xpath(f"string(//article[@id='document-{number}']//div[@class='text'])")
            assert " ".join(shown.split()) == " ".join(document.text.split())


def test_headings_and_tables_are_told_to_a_screen_reader(page: str) -> None:
    root = tree(page)
    levels = [int(h.tag[1]) for h in root.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(th.get("scope") for th in root.xpath("//th"))
    assert root.xpath("//html/@lang") == ["en-GB"]
    assert root.xpath("//nav/@aria-label")
    charts = root.xpath("//svg[contains(@class, 'chart')]")
    assert len(charts) == 2
    assert all(svg.get("role") == "img" and svg.get("aria-label") for svg in charts)


def test_an_empty_dossier_says_what_will_stand_there() -> None:
    root = tree(render_html(compose(Contents())))
    assert not root.xpath("//svg[contains(@class, 'chart')]")
    empty = [p.text_content() for p in root.xpath("//*[@class='empty']")]
    assert len(empty) >= 12
    assert any("dragoman add" in words for words in empty)


def test_a_very_large_document_shows_only_what_is_cited(arven: Contents) -> None:
    words = "Velland accepted the offer."
    text = "\n".join(["Nothing to see here at all."] * 9000 + [words] + ["After."] * 9000)
    start = text.index(words)
    big = Document(id="big", text=text, title="Big")
    passage = cut(text, start, start + len(words), document="big", role="content")
    contact = evolve(arven.contacts[0], documents=("big",), passages=(passage,))
    contents = Contents(documents=(big,), contacts=(contact,))
    page = render_html(compose(contents))
    assert len(page) < 100_000
    assert "characters not shown" in page
    assert tree(page).xpath("string(//article//mark)") == words


def test_words_from_right_to_left_are_isolated(arven: Contents) -> None:
    parties = (Party(id="VEL", names=("ולנד",)), *arven.parties[:2])
    contents = evolve(arven, negotiation=Negotiation(), parties=parties)
    first = compose(contents).contacts[0].line.text
    assert "\u2068ולנד\u2069" in first


def test_a_passage_that_is_not_in_place_cites_the_document_as_a_whole(arven: Contents) -> None:
    lost = evolve(arven.contacts[0].passages[0], exact="Somebody else", start=0, end=13)
    contact = evolve(arven.contacts[0], passages=(lost,))
    brief = compose(evolve(arven, contacts=(contact,), commitments=(), positions=()))
    page = render_html(brief)
    assert brief.notes[0].start is None
    assert f'href="#document-{brief.notes[0].document}"' in page
