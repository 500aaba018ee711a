"""The trained tagger and linker on invented texts."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.encoder import AttributionModel, Found, attribution_folder

pytestmark = pytest.mark.skipif(
    attribution_folder() is None, reason="the attribution model's files are not installed"
)


@cache
def _model() -> AttributionModel:
    folder = attribution_folder()
    assert folder is not None
    return AttributionModel.load(folder)


def _find(text: str) -> list[Found]:
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, at + len(line)))
        at += len(line) + 1
    return _model().find(text, lines)


def _words(text: str, found: Found) -> tuple[str, str, str]:
    speaker = " | ".join(text[slice(*span)] for span in found.speakers)
    content = " | ".join(text[slice(*span)] for span in found.contents)
    return speaker, text[slice(*found.cue)], content


def test_speaker_cue_and_content_are_found() -> None:
    text = "Foreign Minister Olin Marsk said on Tuesday that the dam would stay shut."
    (found,) = _find(text)
    speaker, cue, content = _words(text, found)
    assert "Olin Marsk" in speaker
    assert "said" in cue
    assert content.endswith("the dam would stay shut")
    assert 0.5 < found.score <= found.cue_score <= 1


def test_a_quotation_that_is_interrupted_has_two_contents() -> None:
    text = "“The dam stays shut,” the minister said. “We will not open it before the spring.”"
    found = _find(text)[0]
    assert len(found.contents) == 2
    assert _words(text, found)[0] == "the minister"


def test_of_a_chain_the_outermost_link_is_found() -> None:
    text = "The Courier reported that Marsk had told Vere that the dam would stay shut."
    (found,) = _find(text)
    assert _words(text, found)[0] == "The Courier"
    assert "Marsk had told Vere" in _words(text, found)[2]


def test_a_speech_longer_than_what_the_linker_sees_is_carried_on_to_its_end() -> None:
    sentences = " ".join(f"We opened gate number {n} in the spring." for n in range(30))
    text = f"Marsk said: “{sentences}”\nThe river rose."
    (found,) = [one for one in _find(text) if "said" in _words(text, one)[1]]
    assert text[slice(*found.contents[-1])].rstrip().endswith("number 29 in the spring.”")


def test_a_text_without_speech_gives_nothing() -> None:
    assert _find("The river is 300 kilometres long and rises in the hills.") == []
    assert _find("") == []
    assert _find(" \n \n") == []


def test_the_same_text_gives_the_same_figures_whatever_was_read_before() -> None:
    text = "Marsk said the dam would stay shut."
    first = _find(text)
    _find("Vere denied it. " * 50)
    assert _find(text) == first


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("Marsk said“”\"':,.\n -—Éß漢\u200b42"), max_size=300))
def test_whatever_the_text_ranges_lie_inside_it_and_hold_words(text: str) -> None:
    for found in _find(text):
        for start, end in (found.cue, *found.speakers, *found.contents):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


def test_a_folder_without_a_model_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"encoder\.onnx"):
        AttributionModel.load(tmp_path)


def test_a_broken_file_is_told_so(tmp_path: Path) -> None:
    for name in ("encoder.onnx", "linker.onnx", "vocabulary.txt"):
        (tmp_path / name).write_bytes(b"broken")
    with pytest.raises(OSError, match="no model that can be opened"):
        AttributionModel.load(tmp_path)
