"""The trained reader of pairs on invented sentences."""

from functools import cache
from pathlib import Path

import pytest

from dragoman.encoder import EntailmentModel, SentenceModel, entailment_folder, sentences_folder
from dragoman.encoder.entailment import MOST, PROPOSED, lay

pytestmark = pytest.mark.skipif(
    entailment_folder() is None or sentences_folder() is None,
    reason="the models' files are not installed",
)

SPOKE = "Ilse Marn and Odo Brandt spoke on the telephone on Sunday about the herring quota."


def _opened() -> EntailmentModel:
    folder = entailment_folder()
    assert folder is not None
    return EntailmentModel.load(folder)


model = cache(_opened)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Velland has accepted the plan.", "Velland has rejected the plan."),
        (SPOKE, "Ilse Marn and Odo Brandt did not speak with each other on Sunday."),
        ("Velland said its boats had left the bay.", "Boats of Velland are still in the bay."),
        ("All miners have been freed.", "Two miners are still held, their families said."),
    ],
)
def test_what_cannot_hold_beside_another_account_clashes(one: str, two: str) -> None:
    assert model().clashes([(one, two)])[0] > 0.5


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (SPOKE, "Odo Brandt and Ilse Marn talked by telephone."),
        ("At least thirty houses burnt down in Quell.", "In Quell, 41 houses burnt down."),
        ("Velland has accepted the plan.", "Ormark had feared that Velland would reject the plan."),
        (SPOKE, "Fishermen in Ormark are mending their nets."),
    ],
)
def test_what_can_hold_beside_another_account_does_not(one: str, two: str) -> None:
    assert model().clashes([(one, two)])[0] < 0.1


def test_a_clash_is_the_same_from_both_sides() -> None:
    pairs = [(SPOKE, "There was no call on Sunday."), ("It rains in Quell.", SPOKE)]
    back = [(two, one) for one, two in pairs]
    assert model().clashes(pairs) == pytest.approx(model().clashes(back))


def test_only_what_the_net_is_nearly_sure_of_is_proposed() -> None:
    pairs = [("Velland has accepted the plan.", "Velland has rejected the plan."), (SPOKE, SPOKE)]
    assert [share >= PROPOSED for share in model().clashes(pairs)] == [True, False]


def test_shares_add_up_to_one() -> None:
    pairs = [(SPOKE, "They spoke."), ("", ""), ("One.", "Two " * 400)]
    for one in model().judge(pairs):
        assert one.entails + one.neutral + one.contradicts == pytest.approx(1, abs=1e-5)
    for stance in model().stance(pairs):
        assert stance.affirms + stance.denies + stance.observes == pytest.approx(1, abs=1e-5)


def test_a_shorter_account_follows_from_a_longer_one_and_not_the_other_way() -> None:
    long, short = "Ilse Marn resigned on Sunday after the vote in Quell.", "Ilse Marn resigned."
    there, back = model().judge([(long, short), (short, long)])
    assert there.entails > 0.5 > back.entails


def test_a_headline_affirms_denies_or_reports_a_claim() -> None:
    claim = "A wolf has been seen in the park of Quell."
    headlines = ["Wolf seen in Quell park", "No, there is no wolf in the park: it was a hoax"]
    first, second = model().stance([(headline, claim) for headline in headlines])
    assert first.affirms > max(first.denies, first.observes)
    assert second.denies > max(second.affirms, second.observes)


def test_no_figure_depends_on_what_else_is_asked() -> None:
    pairs = [(SPOKE, "There was no call."), ("It rains.", "It is dry " * 30), ("Yes.", "No.")]
    together = model().judge(pairs)
    assert together == [_opened().judge([pair])[0] for pair in pairs]
    assert together == list(reversed(_opened().judge(list(reversed(pairs)))))


def test_nothing_asked_is_nothing_told() -> None:
    assert not model().judge([])
    assert not model().stance([])
    assert not model().clashes([])


def test_of_two_long_texts_both_beginnings_are_read() -> None:
    vocabulary = model().sentences.vocabulary
    ids, sides = lay(vocabulary, "peace " * 300, "war " * 300)
    assert len(ids) == len(sides) == MOST
    assert abs(sides.count(1) - sides.count(2)) <= 1
    short = lay(vocabulary, "peace " * 300, "war")[1]
    assert short.count(2) == 2
    assert len(short) == MOST


def test_a_sentence_model_that_is_open_can_be_shared() -> None:
    folder, sentences = entailment_folder(), sentences_folder()
    assert folder is not None
    assert sentences is not None
    shared = EntailmentModel.load(folder, SentenceModel.load(sentences))
    assert shared.digest == model().digest != ""
    assert shared.judge([(SPOKE, "They spoke.")]) == model().judge([(SPOKE, "They spoke.")])


def test_a_folder_without_the_file_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"entailment\.onnx"):
        EntailmentModel.load(tmp_path)


def test_the_model_is_small() -> None:
    folder = entailment_folder()
    assert folder is not None
    assert sum(file.stat().st_size for file in folder.iterdir()) < 5_500_000
