"""The trained reader of events on invented sentences."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.encoder import EventModel, Typed, events_folder
from dragoman.encoder.events import LONGEST, MOST, ROOTS, lay
from dragoman.encoder.words import split_words

pytestmark = pytest.mark.skipif(
    events_folder() is None, reason="the model's files are not installed"
)


@cache
def _model() -> EventModel:
    folder = events_folder()
    assert folder is not None
    return EventModel.load(folder)


def _typed(text: str, source: str, target: str | None) -> Typed:
    spans = [(text.index(one), text.index(one) + len(one)) for one in (source, target) if one]
    return _model().classify(text, spans[0], spans[1] if target else None)


@pytest.mark.parametrize(
    ("root", "text", "source", "target"),
    [
        ("ASSAULT", "Ruritanian jets bombed Marsovian villages.", "Ruritanian", "Marsovian"),
        ("CONSULT", "Olin Marsk met Halla Vere in Geneva on Friday.", "Olin Marsk", "Halla Vere"),
        ("YIELD", "Chad released forty prisoners of Niger.", "Chad", "Niger"),
        ("AID", "Norway sent 40 tonnes of food to Malawi.", "Norway", "Malawi"),
        ("ACCUSE", "Peru accused Chile of moving the border posts.", "Peru", "Chile"),
        ("REQUEST", "Kenya asked Uganda to reopen the crossing.", "Kenya", "Uganda"),
        ("MOBILIZE", "Ghana massed troops on its border with Togo.", "Ghana", "Togo"),
        ("SANCTION", "Ireland suspended all aid to Laos.", "Ireland", "Laos"),
    ],
)
def test_what_a_source_does_to_a_target_is_typed(
    root: str, text: str, source: str, target: str
) -> None:
    assert _typed(text, source, target).root == root


def test_the_words_that_are_marked_decide_between_two_events() -> None:
    text = "Ghana bombed Togo while Norway sent food to Malawi."
    assert _typed(text, "Ghana", "Togo").root == "ASSAULT"
    assert _typed(text, "Norway", "Malawi").root == "AID"


def test_shares_are_one_figure_a_root_and_add_up_to_one() -> None:
    typed = _typed("Ghana bombed Togo.", "Ghana", None)
    assert len(typed.shares) == len(ROOTS)
    assert sum(typed.shares) == pytest.approx(1, abs=1e-5)
    assert typed.score == max(typed.shares)


def test_source_and_target_of_the_main_event_are_spotted() -> None:
    text = "On Friday the government of Ghana arrested two Togolese fishermen at sea."
    spotted = _model().spot(text)
    assert spotted is not None
    assert "Ghana" in text[slice(*spotted.source)]
    assert "fishermen" in text[slice(*spotted.target)]
    assert 0 < spotted.score <= 1


@pytest.mark.parametrize("text", ["", "   ", "Yes"])
def test_too_few_words_have_no_event(text: str) -> None:
    assert _model().spot(text) is None


def test_a_sentence_longer_than_the_model_sees_is_cut() -> None:
    text = "Ghana bombed Togo " + "and went on " * 300
    words = split_words(text, [(0, len(text))])
    laid = lay(_model().vocabulary, words, (0, 5), (13, 17))
    assert len(laid.ids) == MOST == len(laid.roles)
    assert _typed(text, "Ghana", "Togo").root in ROOTS


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_spans_inside_it_or_nothing(text: str) -> None:
    spotted = _model().spot(text)
    if spotted is not None:
        for start, end in (spotted.source, spotted.target):
            assert 0 <= start < end <= len(text)
            assert len(split_words(text, [(start, end)])) <= LONGEST


def test_a_folder_without_files_cannot_be_opened(tmp_path: object) -> None:
    with pytest.raises(OSError, match=r"trunk\.onnx"):
        EventModel.load(tmp_path)  # type: ignore[arg-type]
