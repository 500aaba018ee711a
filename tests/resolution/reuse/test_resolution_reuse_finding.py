"""Copies and look-alikes."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_texts import ASKED, LEAD, NEXT, OWN, PAST, QUOTE, STORY, article, reuses, said_of

from dragoman.model import Anchor, Genre, ReuseKind, Verb
from dragoman.resolution import Edge
from dragoman.resolution.reuse import fold_copies


def test_another_headline_and_credit_line_make_a_copy() -> None:
    two = article(
        "b", f"SUNDHOLM (The a) - {LEAD}", *STORY[1:], "(Reporting by Orla Vint)", day=None
    )
    assert said_of(article("a", *STORY), two) == ("b", "a", "copy")


def test_a_few_words_changed_make_a_light_edit() -> None:
    edited = [p.replace("ended", "finished").replace("asked for", "sought") for p in STORY]
    found = said_of(article("a", *STORY, day="2031-03-04"), article("b", *edited, day="2031-03-05"))
    assert found == ("b", "a", "light edit")


def test_one_changed_word_and_a_credit_line_in_a_text_of_twenty_words() -> None:
    first = "The envoy left after two hours without talking to the press and drove to the airport."
    second = first.replace("talking", "speaking") + " (Northern Wire)"
    found = said_of(article("a", first, day="2031-03-04"), article("b", second, day="2031-03-05"))
    assert found is not None
    assert ReuseKind(found[2]).is_copy


def test_the_first_paragraphs_alone_are_a_cut_down_of_the_earlier_text() -> None:
    short = article("b", LEAD, ASKED, day="2031-03-05")
    assert said_of(article("a", *STORY, day="2031-03-04"), short) == ("b", "a", "cut-down")


def test_a_wire_inside_a_longer_story_leaves_the_story_a_witness() -> None:
    story = article("b", *OWN[:2], LEAD, ASKED, *OWN[2:], day="2031-03-05")
    wire = article("a", LEAD, ASKED, day="2031-03-04")
    (reuse,) = reuses([story, wire])
    assert (reuse.document, reuse.original) == ("b", "a")
    assert reuse.reuse_kind is ReuseKind.WIRE_INSIDE
    assert reuse.folded_to is None
    taken = [p for p in reuse.passages if p.role == "reused"]
    assert all(story.text[p.start : p.end] == p.exact for p in taken)
    assert all("Hanna Tov" not in p.exact for p in taken)


def test_a_credit_in_the_text_outweighs_the_days() -> None:
    late = article("a", *STORY, day="2031-03-06", outlet="Northern Wire")
    early = article("b", *STORY[:-1], f"{NEXT} Northern Wire reported.", day="2031-03-05")
    (reuse,) = reuses([late, early])
    assert reuse.original == "a"
    assert reuse.because[0] == "original by credit line: names Northern Wire"


def test_a_readout_is_the_original_of_the_article_that_prints_it() -> None:
    readout = article("z", *STORY, day="2031-03-05", genre=Genre.READOUT)
    (reuse,) = reuses([readout, article("a", *STORY, day="2031-03-05")])
    assert reuse.original == "z"


def test_an_unknown_original_is_said_to_be_unknown() -> None:
    (reuse,) = reuses([article("a", *STORY), article("b", *STORY)])
    assert "not known" in reuse.because[0]


SERIAL = (
    "{0} spoke by telephone with {1} on {2}. The leaders discussed the situation in the strait and "
    "the exchange of prisoners. They noted the importance of keeping the channel open. {0} thanked "
    "{1} for the release of {3} sailors."
)


def test_serial_readouts_in_one_formula_are_two_matters() -> None:
    values = (
        ("Orla Vint", "Bertil Oskander", "Tuesday", "12"),
        ("Orla Vint", "Tove Halm", "Friday", "31"),
    )
    one, two = (article(n, SERIAL.format(*v)) for n, v in zip("ab", values, strict=True))
    (reuse,) = reuses([one, two])
    assert reuse.reuse_kind is ReuseKind.SAME_FORMULA
    assert "day changed: Tuesday / Friday" in reuse.because
    assert reuse.folded_to is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("40 thousand", "70 thousand"), ("on Tuesday", "on Friday"), ("Castle Quay", "Elddal")],
)
def test_a_changed_number_day_or_place_is_no_copy(old: str, new: str) -> None:
    one = article("a", LEAD, ASKED, NEXT)
    found = said_of(one, article("b", *(p.replace(old, new) for p in (LEAD, ASKED, NEXT))))
    assert found is not None
    assert not ReuseKind(found[2]).is_copy


def test_a_denied_sentence_is_no_copy() -> None:
    first = (
        "The envoy said that she had met the minister of Ormark in the harbour on Tuesday evening."
    )
    second = first.replace("had met", "had not met")
    found = said_of(article("a", first), article("b", second))
    assert found is not None
    assert not ReuseKind(found[2]).is_copy


def test_a_number_in_words_is_the_same_number() -> None:
    spelled = [p.replace("three days", "3 days").replace("two seasons", "2 seasons") for p in STORY]
    found = said_of(article("a", *STORY), article("b", *spelled))
    assert found is not None
    assert ReuseKind(found[2]).is_copy


def test_a_name_under_another_spelling_is_the_same_name() -> None:
    spelled = [p.replace("Sundholm", "Sundholmm") for p in STORY]
    found = said_of(article("a", *STORY), article("b", *spelled))
    assert found is not None
    assert ReuseKind(found[2]).is_copy


def test_a_note_makes_it_a_corrected_version() -> None:
    note = "Correction: an earlier version of this story gave a wrong number."
    right = [p.replace("40 thousand", "45 thousand") for p in STORY]
    found = said_of(
        article("a", *STORY, day="2031-03-04"), article("b", *right, note, day="2031-03-04")
    )
    assert found is not None
    assert found[2] == "corrected version"


def test_the_same_quotation_in_two_stories_is_a_shared_statement() -> None:
    two = article("b", *OWN[:2], QUOTE, *OWN[2:])
    found = said_of(article("a", LEAD, ASKED, QUOTE, NEXT), two)
    assert found is not None
    assert found[2] == "shared statement"


def test_background_from_an_earlier_story_does_not_fold() -> None:
    later = article("b", *OWN, PAST, day="2031-04-04")
    found = said_of(article("a", *STORY, day="2031-03-04"), later)
    assert found == ("b", "a", "shared passage")


def test_independent_reports_on_one_event_are_not_tied() -> None:
    other = (
        "Three days of negotiations over fishing rights collapsed in Sundholm late on Tuesday.",
        "Castle Quay wants its boats to land 40 thousand tonnes of cod; Port Vell will not go "
        "beyond 25 thousand, people who took part in the session said.",
        "Diplomats expect another attempt in summer. Harbours on both coasts stay closed.",
    )
    assert said_of(article("a", *STORY), article("b", *other)) is None


def _edge(verb: Verb) -> Edge:
    first, second = (Anchor(noun="document", entry=one) for one in "ab")
    return Edge(first=first, second=second, verb=verb)


def test_a_signed_different_keeps_two_copies_apart() -> None:
    pile = [article("a", *STORY), article("b", *STORY)]
    assert reuses(pile, [_edge(Verb.DIFFERENT)]) == ()


def test_a_signed_same_folds_what_no_rule_would() -> None:
    pile = [article("a", *STORY, day="2031-03-04"), article("b", *OWN, day="2031-03-05")]
    (reuse,) = reuses(pile, [_edge(Verb.SAME)])
    assert (reuse.document, reuse.folded_to) == ("b", "a")
    assert reuse.because[0] == "signed by an analyst: the same"


def test_a_chain_of_edits_folds_to_its_first() -> None:
    days = ("2031-03-04", "2031-03-05", "2031-03-06")
    second = [p.replace("ended", "finished") for p in STORY]
    third = [p.replace("officials", "diplomats") for p in second]
    pile = [
        article(n, *t, day=d) for n, t, d in zip("abc", (STORY, second, third), days, strict=True)
    ]
    found = reuses(pile)
    assert fold_copies(found, {d.id: d for d in pile}) == {"b": "a", "c": "a"}
    assert {r.document: r.folded_to for r in found if r.folded_to} == {"b": "a", "c": "a"}


def test_a_group_never_takes_in_two_that_are_kept_apart() -> None:
    pile = [article(n, *STORY, day=f"2031-03-0{d}") for d, n in enumerate("cab", start=1)]
    found = reuses(pile, [_edge(Verb.DIFFERENT)])
    roots = {r.document: r.folded_to for r in found if r.folded_to}
    assert roots.get("a", "a") != roots.get("b", "b")


def test_forty_reprints_of_one_wire_fold_to_one() -> None:
    pile = [article(f"d{n:02}", *STORY, day=f"2031-03-{n % 28 + 1:02}") for n in range(40)]
    found = reuses(pile)
    assert {r.folded_to for r in found if r.reuse_kind.is_copy} == {"d00"}
    assert len({r.document for r in found if r.folded_to}) == 39


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 999))
def test_the_order_of_documents_makes_no_difference(seed: int) -> None:
    pile = [
        article("a", *STORY),
        article("b", LEAD, ASKED, day="2031-03-05"),
        article("c", *OWN[:2], LEAD, ASKED, *OWN[2:], day="2031-03-06"),
        article("d", *OWN, PAST, day="2031-04-04"),
        article("e", *STORY),
    ]
    mixed = list(pile)
    random.Random(seed).shuffle(mixed)
    assert reuses(mixed) == reuses(pile)


def test_a_story_with_a_quarter_of_its_own_is_more_than_an_edited_copy() -> None:
    wire = article("a", *STORY, day="2031-03-04")
    (reuse,) = reuses([wire, article("b", *OWN[:2], *STORY, OWN[2], day="2031-03-05")])
    assert reuse.of_document > 0.5
    assert reuse.reuse_kind is ReuseKind.WIRE_INSIDE


def test_a_reprint_with_a_paragraph_of_its_own_is_not_lost() -> None:
    wire = article("a", *STORY, day="2031-03-04")
    (reuse,) = reuses([wire, article("b", *STORY, OWN[1], day="2031-03-05")])
    assert reuse.of_document > 0.75
    assert reuse.reuse_kind is ReuseKind.WIRE_INSIDE
    assert reuse.folded_to is None
