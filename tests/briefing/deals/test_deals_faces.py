"""The deal space in the terminal, in Markdown, as a page of its own and within the brief."""

import io
import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from attrs import evolve
from deal_records import (
    blocked,
    composed,
    contents,
    issue,
    judged,
    judgement,
    negotiation,
    package,
    quoted,
    space,
)
from rich.console import Console

from dragoman.briefing import Note, compose, deal_sheet, print_deals, render_deals, render_html
from dragoman.briefing.deals.content import DealSheet
from dragoman.briefing.deals.setting import deals_as_markdown
from dragoman.model import Negotiation, PartyProfile

EVIL = "<b>no</b> “quota” | [x](javascript:y)\x00\u202e {{ 7 * 7 }}"
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Checks that elements close in order, and gathers ids, links and elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.hrefs: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags[tag] += 1
        self.attributes.update(found.keys())
        if "id" in found:
            self.ids[found["id"] or ""] += 1
        if (found.get("href") or "").startswith("#"):
            self.hrefs.append((found["href"] or "")[1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def evil() -> Negotiation:
    """Every label is an attack."""
    issues = (
        issue("quota", EVIL, none=EVIL, half="half of the catch"),
        issue("observers", "مراقبون", none="لا", all="every vessel"),
    )
    parties = (PartyProfile(id="VEL", names=(EVIL,)), PartyProfile(id="ORM", names=("Ormark",)))
    return negotiation(name=EVIL, issues=issues, parties=parties)


def evil_sheet() -> DealSheet:
    draft = package(EVIL, "quota.none", "observers.all", grounds=(quoted(),))
    spaced = space(
        drafts=(draft,),
        judgements=(judgement("VEL.power", 0, 1, judged(EVIL)),),
        questions=(EVIL,),
        notes=(EVIL,),
        what_if=(EVIL,),
        frontier_note=EVIL,
    )
    return deal_sheet(contents(evil()), spaced)


def printed(sheet: DealSheet, width: int, *, whole: bool = True) -> str:
    out = io.StringIO()
    print_deals(sheet, Console(file=out, width=width, color_system=None), whole=whole)
    return out.getvalue()


@pytest.mark.parametrize("found", [space(), blocked()], ids=["zone", "no zone"])
def test_the_page_is_well_formed_and_every_link_leads_somewhere(found: object) -> None:
    page = Page(render_deals(deal_sheet(contents(), found)))  # type: ignore[arg-type]
    assert max(page.ids.values()) == 1
    assert set(page.hrefs) <= set(page.ids)
    assert page.tags["figure"] == 5
    assert not page.attributes["style"]
    assert not page.tags["script"]


def test_every_drawing_has_a_title_a_key_and_words_and_its_table_can_be_opened() -> None:
    text = render_deals(deal_sheet(contents(), space()))
    assert text.count("<figcaption") == 5
    assert len(re.findall(r'class="chart" role="img" aria-label="[^"]{20,}"', text)) == 4
    assert text.count("The chart as a table</summary>") == 3, "scatter, strip, tornado"


def test_attacks_in_labels_stay_words_on_the_page() -> None:
    text = render_deals(evil_sheet())
    page = Page(text)
    assert "b" not in page.tags
    assert not page.tags["script"]
    assert "\x00" not in text
    assert "\u202e" not in text
    assert "{{ 7 * 7 }}" in "".join(page.words)


def test_the_brief_holds_the_section_with_its_charts_under_its_policy() -> None:
    whole = contents()
    brief = evolve(compose(whole), deals=composed(blocked()), notes=deal_notes())
    page = Page(render_html(brief))
    assert max(page.ids.values()) == 1
    assert "deals-blocks" in page.ids
    assert not page.attributes["style"]
    missing = {href for href in page.hrefs if href not in page.ids}
    assert not {href for href in missing if not re.fullmatch(r"p\d+|document-\d+", href)}


def deal_notes() -> tuple[Note, ...]:
    return deal_sheet(contents(), blocked()).notes


def test_markdown_keeps_its_tables_whole_whatever_the_labels_say() -> None:
    text = render_deals(evil_sheet(), as_markdown=True)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert rows
    widths = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    tables = text.split("\n\n")
    for table in tables:
        found = [line for line in table.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in found}) <= 1
    assert min(widths) >= 3
    assert "<b>" not in text
    assert not re.search(r"(?<!\\)\]\(|javascript:", text)


def test_markdown_cites_as_footnotes_that_exist() -> None:
    text = render_deals(deal_sheet(contents(), blocked()), as_markdown=True)
    cited = set(re.findall(r"(?<!^)\[\^(\d+)\](?!:)", text))
    told = set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert cited == told == {"1"}


@pytest.mark.parametrize("width", [30, 50, 80, 200])
def test_the_terminal_says_the_same_at_every_width(width: int) -> None:
    shown = " ".join(printed(deal_sheet(contents(), space()), width).split())
    assert "2 of 4 packages lie in the zone" in shown
    assert max(map(len, printed(deal_sheet(contents(), space()), width).splitlines())) <= width


def test_a_narrow_terminal_names_the_column_of_each_cell() -> None:
    shown = " ".join(printed(deal_sheet(contents(), space()), 50).split())
    assert "Velland; Packages it would accept: 3; Share of all: 75%" in shown


def test_the_short_form_is_the_summary_with_its_notes_alone() -> None:
    shown = printed(deal_sheet(contents(), space()), 80, whole=False)
    assert "What bounds the zone" not in shown
    assert "[1] Port Vell Courier" in shown


def test_attacks_in_labels_do_not_reach_the_terminal() -> None:
    shown = printed(evil_sheet(), 80)
    assert "\x00" not in shown
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_without_preferences_the_section_says_how_to_begin() -> None:
    text = "\n".join(deals_as_markdown(None))
    assert "dragoman deals" in text
    out = io.StringIO()
    print_deals(None, Console(file=out, width=80))
    assert "--draft" in out.getvalue()


def test_composing_is_the_same_each_time() -> None:
    assert composed(space()) == composed(space())
    pages = {render_deals(deal_sheet(contents(), blocked())) for _ in range(2)}
    assert len(pages) == 1


def test_no_label_of_an_id_is_left_in_the_sentences() -> None:
    sheet = composed(blocked())
    said = json.dumps([line.text for one in sheet.parts for line in one.lines])
    assert not re.search(r"\b(VEL|ORM)\b|quota\.half", said)
