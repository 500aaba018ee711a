"""Names in plain letters, without what is no part of them, and how alike two of them are."""

import pytest

from dragoman.gazetteer.tables import rows
from dragoman.resolution.parties import fold
from dragoman.resolution.spelling import (
    Likeness,
    block_keys,
    compare_names,
    compare_words,
    sound,
    split_name,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ilse Marn", ("ilse", "marn")),
        ("Mr. Dr Ilse Marn", ("ilse", "marn")),
        ("The Rt. Hon. Lady Quorn", ("quorn",)),
        ("Her Excellency Ilse Marn", ("ilse", "marn")),
        ("President Marn", ("marn",)),
        ("Rear-Admiral Jon Tarbeck", ("jon", "tarbeck")),
        ("Lt.-Gen. Jon Tarbeck", ("jon", "tarbeck")),
        ("Gov.Jon Tarbeck", ("jon", "tarbeck")),
        ("“Señor Jon Tarbeck", ("jon", "tarbeck")),
    ],
)
def test_forms_of_address_are_no_part_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert split_name(name) == words


@pytest.mark.parametrize("name", ["Gen Nakatani", "Sen Marn", "Don Marn", "Sheikh Marn", "Sir"])
def test_a_word_that_may_be_the_name_stays(name: str) -> None:
    assert split_name(name) == tuple(name.casefold().split())


def test_a_form_of_address_alone_stays() -> None:
    assert split_name("Gen.") == ("gen",)
    assert split_name("H.E.") == ("he",)


def test_no_given_name_is_taken_for_a_form_of_address() -> None:
    given = [row["name"] for row in rows("given_names")]
    lost = [name for name in given if len(split_name(f"{name} Quorn")) < 2]
    # "Al" is the article of Arabic names far more often than a short form of Albert.
    assert set(lost) <= {"Al"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Sean O’Neil", ("sean", "oneil")),
        ("J.D. Tarbeck", ("jd", "tarbeck")),
        ("Levon Ter-Petrosyan", ("levon", "ter", "petrosyan")),
        ("Łukasz Ørsted", ("lukasz", "orsted")),
        ("İlham Əliyev", ("ilham", "aliyev")),
        ("Шевченко", ("shevchenko",)),
        ("Ursula von der Leyen", ("ursula", "von", "der", "leyen")),
        ("von der Leyen", ("leyen",)),
        ("…", ()),
    ],
)
def test_a_name_is_split_into_plain_words(name: str, words: tuple[str, ...]) -> None:
    assert split_name(name) == words


def test_organisations_fold_to_plain_letters_without_the_article() -> None:
    assert fold("The  Ministère  des Ports") == fold("Ministere des ports") == "ministere des ports"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("livitt", "leavitt"),
        ("mohammad", "muhamed"),
        ("chernivtsi", "tchernivtsi"),
        ("yousef", "youssouf"),
    ],
)
def test_words_that_sound_alike_and_look_alike_are_likely_one(first: str, second: str) -> None:
    assert sound(first) == sound(second)
    assert compare_words(first, second) is Likeness.LIKELY


@pytest.mark.parametrize(("first", "second"), [("tarbeck", "torvik"), ("carlos", "charlies")])
def test_words_that_only_share_some_letters_are_two(first: str, second: str) -> None:
    assert compare_words(first, second) is Likeness.NONE


@pytest.mark.parametrize(
    "spellings",
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Andriy Yermak", "Andrij Jermak"),
        ("Sergey Lavrov", "Sergei Lawrow"),
        ("Mikhail Bogdanov", "Michail Bogdanow"),
        ("Abbas Araghchi", "Abbas Araqchi"),
    ],
)
def test_spellings_of_one_name_meet_in_a_block_and_are_alike(spellings: tuple[str, str]) -> None:
    first, second = (split_name(name) for name in spellings)
    assert block_keys(first) & block_keys(second)
    assert compare_names(first, second) >= Likeness.LIKELY
