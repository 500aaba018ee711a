"""The small sentence model: alike sentences have near vectors, whatever else is read."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from dragoman.encoder import SentenceModel, sentences_folder


@cache
def model() -> SentenceModel:
    folder = sentences_folder()
    assert folder is not None
    return SentenceModel.load(folder)


def near(one: str, two: str) -> float:
    return float(model().embed(one) @ model().embed(two))


def test_a_vector_has_length_one_and_384_figures() -> None:
    vector = model().embed("The bridge over the Lom is open again.")
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


def test_sentences_on_one_matter_lie_nearer_than_others() -> None:
    captives = "All captured soldiers will be sent home."
    assert near(captives, "The prisoners of war return to their families.") > 0.4
    assert near(captives, "Cheese may be imported without duty.") < 0.2


def test_a_text_has_the_same_vector_whatever_was_read_before() -> None:
    fresh = SentenceModel.load(sentences_folder() or Path())
    text = "Neither side will move its guns."
    model().embed("Something else altogether, and rather longer than the other sentence.")
    assert np.array_equal(model().embed(text), fresh.embed(text))


def test_an_empty_text_and_one_that_is_too_long_have_vectors_too() -> None:
    long = "peace and quiet " * 200
    assert np.isfinite(model().embed("")).all()
    assert near(long, long + "fish") == pytest.approx(1, abs=1e-4)


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"trunk\.onnx"):
        SentenceModel.load(tmp_path)


def test_the_model_is_small() -> None:
    folder = sentences_folder()
    assert folder is not None
    assert sum(file.stat().st_size for file in folder.iterdir()) < 24_000_000
