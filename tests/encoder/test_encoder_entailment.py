"""The trained reader of pairs on invented sentences."""

from functools import cache
from pathlib import Path

import pytest

from dragoman.encoder import EntailmentModel, SentenceModel, entailment_folder, sentences_folder
from dragoman.encoder.entailment import FILES, MOST, PROPOSED, lay
from dragoman.encoder.pairs import RIVALS

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
    assert model().clashes([(one, two)])[0] < 0.4


def test_a_clash_is_the_same_from_both_sides() -> None:
    pairs = [(SPOKE, "There was no call on Sunday."), ("It rains in Quell.", SPOKE)]
    back = [(two, one) for one, two in pairs]
    assert model().clashes(pairs) == pytest.approx(model().clashes(back))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Velland has accepted the plan.", "Velland has rejected the plan."),
        ("The call lasted more than an hour.", "The call lasted twenty minutes."),
        ("Velland freed 140 prisoners.", "Velland freed ninety prisoners."),
        ("They met on Sunday in Quell.", "They met on Monday in Quell."),
    ],
)
def test_a_plain_contradiction_is_proposed(one: str, two: str) -> None:
    assert model().clashes([(one, two)])[0] >= PROPOSED


@pytest.mark.parametrize(
    "text",
    [
        SPOKE,
        "No boat was hit, and nobody was hurt.",
        "Velland freed 140 of the 200 prisoners on Monday.",
        "All miners were freed; some of them are still in hospital.",
    ],
)
def test_no_account_is_proposed_against_itself(text: str) -> None:
    assert model().clashes([(text, text)])[0] < PROPOSED
    assert model().clashes([(text, f"{text[:-1]}, the mayor of Quell said.")])[0] < PROPOSED


def test_the_words_are_weighed_beside_the_net() -> None:
    pair = ("Velland freed 140 prisoners.", "Velland freed ninety prisoners.")
    figures = model().clash_figures(pair)
    assert model().clashes([pair]) == [model().table.clashes(figures)]
    without = [*figures]
    without[1 + RIVALS.index("numbers clash")] = 0.0
    assert model().table.clashes(without) < model().table.clashes(figures)


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


@pytest.mark.parametrize("missing", FILES)
def test_a_folder_without_one_of_the_files_cannot_be_opened(tmp_path: Path, missing: str) -> None:
    folder = entailment_folder()
    assert folder is not None
    for name in set(FILES) - {missing}:
        (tmp_path / name).symlink_to(folder / name)
    with pytest.raises(OSError, match=missing):
        EntailmentModel.load(tmp_path)


def test_the_model_is_small() -> None:
    folder = entailment_folder()
    assert folder is not None
    assert sum(file.stat().st_size for file in folder.iterdir()) < 5_500_000
