"""Which passwords are taken, and how often one may try."""

import pytest
from access_app import QUICK
from argon2 import PasswordHasher

from dragoman.errors import BadRequest
from dragoman.workbench.access import brakes
from dragoman.workbench.access.brakes import Buckets, FailureBrake
from dragoman.workbench.access.origins import bucket_of
from dragoman.workbench.access.passwords import Passwords, require_sound


@pytest.mark.parametrize(
    "password",
    [
        "elevenchars",
        "A. Analyst 1",
        "aanalystaanalyst",
        "aaaaaaaaaaaaaaa",
        "abababababab",
        "123456789012",
        "abcdefghijklm",
        "password1234",
        "dragoman2026",
        "qwertyuiopas",
        "x y" * 400,
        "a walk\x00 by the river",
    ],
)
def test_what_everybody_tries_is_refused_without_being_repeated(password: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        require_sound(password, "A. Analyst")
    assert password not in str(refusal.value)


@pytest.mark.parametrize(
    "password",
    [
        "a walk by the river",
        "correcthorsebattery",
        "пароль из слов",
        "!?%&/()=*+~#'",
        "x1 y2 z3 a4 b5",
    ],
)
def test_any_mix_of_signs_is_taken(password: str) -> None:
    require_sound(password, "A. Analyst")


def test_the_library_s_own_parameters_are_used() -> None:
    digest = Passwords().digest("a walk by the river")
    default = PasswordHasher()
    assert digest.startswith("$argon2id$")
    assert f"m={default.memory_cost},t={default.time_cost},p={default.parallelism}" in digest


def test_a_password_is_right_however_the_keyboard_composes_it() -> None:
    passwords = Passwords(QUICK)
    digest = passwords.digest("ein Café am Fluß")
    assert passwords.is_right(digest, "ein Café am Fluß")
    assert not passwords.is_right(digest, "ein Cafe am Fluß")
    assert not passwords.is_right(None, "ein Café am Fluß")
    assert not passwords.is_right("not a digest", "ein Café am Fluß")


def test_a_bucket_gives_what_it_holds_and_fills_again() -> None:
    bucket = Buckets(burst=3, per_s=0.5)
    assert [bucket.take("a", 0) for _ in range(4)] == [0, 0, 0, 2]
    assert bucket.take("b", 0) == 0
    assert bucket.take("a", 1) == 1
    assert bucket.take("a", 2) == 0
    assert [bucket.take("a", 1000) for _ in range(4)] == [0, 0, 0, 2]


def test_a_clock_that_is_set_back_gives_nothing_away() -> None:
    bucket = Buckets(burst=1, per_s=1)
    assert bucket.take("a", 1000) == 0
    assert bucket.take("a", 0) > 0
    assert bucket.take("a", 1000.5) > 0


def test_the_wait_doubles_up_to_an_hour() -> None:
    brake = FailureBrake()
    now, waits = 0.0, []
    for _ in range(20):
        wait_s = brake.begin("a", now)
        waits.append(wait_s)
        now += wait_s
        assert not wait_s or brake.begin("a", now) == 0
    assert waits[:7] == [0, 0, 0, 0, 0, 1, 2]
    assert max(waits) == 3600
    assert brake.begin("a", now + 86401) == 0


def test_a_hundred_guesses_in_a_row_take_days() -> None:
    brake, now = FailureBrake(), 0.0
    for _ in range(100):
        now += brake.begin("a", now)
        brake.begin("a", now)
    assert now > 3 * 86400


def test_a_brake_forgets_the_oldest_key_when_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(brakes, "MOST_KEYS", 10)
    bucket = Buckets(burst=1, per_s=0.001)
    assert [bucket.take(str(n), 0) for n in range(11)] == [0] * 11
    assert bucket.take("10", 0) > 0
    assert bucket.take("0", 0) == 0


def test_one_line_counts_as_one_address() -> None:
    assert bucket_of("2001:db8:1:2::a") == bucket_of("2001:db8:1:2:ffff::1")
    assert bucket_of("2001:db8:1:2::a") != bucket_of("2001:db8:1:3::a")
    assert bucket_of("::ffff:192.0.2.1") == bucket_of("192.0.2.1") == "192.0.2.1"
    assert bucket_of("") == ""
