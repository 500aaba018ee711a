"""Who stands behind an entry: lines of witness, the digit, the stages of a contact, the copies."""

import pytest
from attrs import evolve

from dragoman.briefing import Brief, compose, render_html, render_markdown
from dragoman.briefing.attesting import accounts_words, attesting_facts
from dragoman.briefing.content import Fact, Item
from dragoman.briefing.lookup import Lookup
from dragoman.model import (
    Contact,
    ContactStage,
    ContactStatus,
    Contents,
    Corroboration,
    Credibility,
    Line,
    LineKind,
    Mark,
    Outlet,
    Reliability,
    ReuseKind,
    TextReuse,
    When,
)


def line(name: str, *documents: str, kind: LineKind = LineKind.SPEAKER, party: str = "") -> Line:
    return Line(line_kind=kind, origin=name, name=name, documents=documents, party=party or None)


def attested(contents: Contents, *lines: Line, **more: object) -> Contents:
    """The contents with the first contact attested by these lines."""
    kept = {"mark": Mark.INDEPENDENT, "documents": ("d1", "d2"), **more}
    target = contents.contacts[0].id
    found = Corroboration(id="c", target=target, lines=lines, **kept)  # type: ignore[arg-type]
    others = tuple(c for c in contents.corroborations if c.target != target)
    return evolve(contents, corroborations=(*others, found))


def facts(item: Item) -> dict[str, Fact]:
    return {fact.label: fact for fact in item.facts}


def contact_of(brief: Brief, contents: Contents) -> Item:
    return next(i for i in brief.contacts if i.line.entry_id == contents.contacts[0].id)


def test_a_wire_is_told_with_all_that_carry_it(arven: Contents) -> None:
    wire = line("Strait Wire", "d1", "d2", kind=LineKind.WIRE)
    judge = line("Judge Tollivar", "d3", party="CAL")
    contents = attested(arven, wire, judge)
    told = accounts_words(contents.corroborations[-1], Lookup(contents))
    assert told.startswith("the wire Strait Wire, told also by Port Vell Courier and Castle Quay")
    assert "; Judge Tollivar (Caldmere), in " in told


def test_several_heard_in_one_text_are_told_once_with_that_text(arven: Contents) -> None:
    courier = arven.documents[0].outlet or ""
    lines = (line("Ilse Marn", "d1", party="VEL"), line(courier, "d1", kind=LineKind.OUTLET))
    contents = attested(arven, *lines)
    told = accounts_words(contents.corroborations[-1], Lookup(contents))
    assert told == f"Ilse Marn (Velland) and the text itself, all in {courier}"


def test_one_text_that_tells_for_itself_needs_no_further_word(arven: Contents) -> None:
    contents = attested(arven, line("Port Vell Courier", "d1", kind=LineKind.OUTLET))
    assert accounts_words(contents.corroborations[-1], Lookup(contents)) == ""


def test_a_contact_shows_its_digit_with_words(arven: Contents) -> None:
    because = "told by two independent accounts and contradicted by none"
    contents = attested(
        arven, credibility=Credibility.PROBABLY_TRUE, credibility_because=because, why="told by two"
    )
    shown = facts(contact_of(compose(contents), contents))
    assert shown["Credibility"].text == f"2, probably true: {because}"
    assert "told by two" not in shown["Carried by"].text


def test_hearsay_says_why_beside_its_digit(arven: Contents) -> None:
    contents = attested(
        arven,
        mark=Mark.HEARSAY,
        why="rests on speakers who are not named",
        credibility=Credibility.CANNOT_BE_JUDGED,
    )
    found = list(attesting_facts(contents.contacts[0], Lookup(contents)))
    assert found[0].text.endswith("rests on speakers who are not named")


def _with_history(contents: Contents, *stages: ContactStage) -> Contents:
    first: Contact = evolve(contents.contacts[0], history=stages)
    return evolve(contents, contacts=(first, *contents.contacts[1:]))


def test_a_contact_tells_its_stages_with_the_days_of_the_telling(arven: Contents) -> None:
    planned = ContactStage(
        status=ContactStatus.PLANNED, on=When(text="", edtf="2025-06-02"), documents=("d1",)
    )
    off = ContactStage(status=ContactStatus.CANCELLED, documents=("d2",))
    contents = _with_history(arven, planned, off)
    item = contact_of(compose(contents), contents)
    assert facts(item)["First"].text == "planned, told on 2 June 2025"
    assert facts(item)["Then"].text == "cancelled, told in a text without a day"
    assert facts(item)["Then"].citations
    assert item.line.under == (
        "first planned (told on 2 June 2025), then cancelled (told in a text without a day)",
    )


def test_a_lone_stage_is_no_history(arven: Contents) -> None:
    contents = _with_history(arven, ContactStage(status=ContactStatus.HELD))
    item = contact_of(compose(contents), contents)
    assert "First" not in facts(item)
    assert item.line.under == ()


def _reuse(kind: ReuseKind, because: str = "original by credit line: names TASS") -> TextReuse:
    return TextReuse(
        id="r", document="d2", original="d1", reuse_kind=kind, of_original=0.5, of_document=0.62,
        because=(because,),
    )  # fmt: skip


@pytest.mark.parametrize("kind", list(ReuseKind))
def test_every_kind_of_reuse_is_told_with_its_share_and_how_it_is_known(
    kind: ReuseKind, arven: Contents
) -> None:
    brief = compose(evolve(arven, reuses=(_reuse(kind),)))
    told = next(s for s in brief.documents if s.id == "d2").remarks[0]
    assert "document 1" in told
    assert told.endswith("(62 per cent of its words; original by credit line: names TASS)")
    assert told in render_html(brief)


def test_the_original_names_who_took_over_a_part(arven: Contents) -> None:
    brief = compose(evolve(arven, reuses=(_reuse(ReuseKind.WIRE_INSIDE),)))
    assert "taken over in part by document 3" in brief.documents[0].remarks


def test_a_letter_stands_beside_the_outlet_that_an_analyst_rated(arven: Contents) -> None:
    outlet = Outlet(name=arven.documents[0].outlet or "", reliability=Reliability.B)
    rated = evolve(arven.negotiation, outlets=(outlet,))
    brief = compose(evolve(arven, negotiation=rated))
    assert [sheet.reliability for sheet in brief.documents][:2] == ["B", ""]
    assert "(reliability B)" in render_html(brief)
    assert "reliability B" in render_markdown(brief)
    assert "reliability" not in render_html(compose(arven))


def test_each_side_of_a_dispute_is_counted(arven: Contents) -> None:
    target = arven.discrepancies[0].id
    why = "two independent accounts (A, B) against one account (C), copies folded"
    found = Corroboration(id="c", target=target, mark=Mark.CONTESTED, why=why)
    others = tuple(c for c in arven.corroborations if c.target != target)
    brief = compose(evolve(arven, corroborations=(*others, found)))
    shown = next(d for d in brief.discrepancies if d.line.entry_id == target)
    assert shown.accounts == f"T{why[1:]}."
    for page in (render_html(brief), render_markdown(brief)):
        assert "against one account" in page


def test_what_is_contested_without_two_sides_says_that_accounts_differ(arven: Contents) -> None:
    contents = attested(evolve(arven, discrepancies=()), mark=Mark.CONTESTED)
    (shown,) = compose(contents).first_screen[1].lines
    assert shown.entry_id == arven.contacts[0].id
    assert "accounts differ" in shown.text
