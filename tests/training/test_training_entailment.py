"""What training makes of marked pairs, invented accounts and sentences that nobody paired."""

import random
from pathlib import Path

import edited_pairs
import invented_pairs
import pytest
from gold_pairs import CONTRADICTS, FOLDS, NEUTRAL, fold_of, only, rows, stance_pairs

ACCOUNTS = "= {A} left {L}.\nP {L} was left by {A}.\nC {A} is still in {L}.\nN {B} left {L}.\n"


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "right"), [("rte", only(NEUTRAL, CONTRADICTS)), ("snli", only(NEUTRAL))]
)
def test_in_some_sets_one_means_only_that_it_does_not_follow(
    tmp_path: Path, name: str, right: tuple[bool, ...]
) -> None:
    path = _file(tmp_path / name, "train.txt", "It rains.\tIt is cold.\t1\n")
    assert [sample.right for sample in rows(path)] == [right]


def test_a_headline_comes_before_its_claim(tmp_path: Path) -> None:
    text = 'claim\theadline\tstance\nA "cow" flew\tCow stays down\tagainst\n'
    (sample,) = stance_pairs(_file(tmp_path, "train.tsv", text))
    assert (sample.first, sample.second) == ("Cow stays down", 'A "cow" flew')
    assert sample.is_stance
    assert sample.right == (False, True, False)


def test_claims_fall_into_all_folds() -> None:
    assert {fold_of(f"claim {number}") for number in range(60)} == set(range(FOLDS))


def test_accounts_are_filled_and_the_same_lot_gives_the_same_pairs(tmp_path: Path) -> None:
    path = _file(tmp_path, "accounts.txt", ACCOUNTS)
    found = invented_pairs.invented(path, random.Random(4), 5)
    assert found == invented_pairs.invented(path, random.Random(4), 5)
    assert not [s for s in found if set("{}") & set(s.first + s.second)]
    clashes = [s for s in found if s.right == only(CONTRADICTS)]
    assert any("still" in s.first + s.second for s in clashes)


def test_all_accounts_can_be_filled() -> None:
    path = Path(invented_pairs.__file__).with_name("accounts.txt")
    found = invented_pairs.invented(path, random.Random(0), 1)
    assert len(found) > 5 * len(invented_pairs.blocks(path))


def test_what_is_feared_or_was_long_ago_is_no_contradiction(tmp_path: Path) -> None:
    path = _file(tmp_path, "accounts.txt", "= {A} left.\nC {A} is still in {L}.\n")
    for sample in invented_pairs.invented(path, random.Random(1), 60):
        text = sample.first + sample.second
        if "feared" in text or "hopes" in text or "Ten years earlier" in text:
            assert sample.right == only(NEUTRAL)


def test_another_number_contradicts_and_a_year_is_left_alone() -> None:
    lines = [["In 2014 the coast guard of the islands stopped 40 boats near the reef."]]
    rng = random.Random(2)
    found = [s for _ in range(40) for s in edited_pairs.edits(lines, rng, 1)]
    clashes = [s for s in found if s.right == only(CONTRADICTS)]
    assert clashes
    assert all("2014" in s.first and "2014" in s.second for s in found if "boats" in s.second)
    assert all(s.first != s.second for s in found)


def test_neighbours_are_neutral_and_never_the_same_sentence() -> None:
    text = [f"This is sentence number {number} of a text with enough words." for number in range(6)]
    for sample in edited_pairs.neighbours([text], random.Random(0), 30):
        assert sample.right == only(NEUTRAL)
        assert sample.first != sample.second
