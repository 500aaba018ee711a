"""Accounts, sessions and the audit log, in a file and in a PostgreSQL schema of their own."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from dragoman.dossier import Dossier
from dragoman.dossier.team import Account, Deed, Role, Session, Team, cleaned, fold
from dragoman.errors import BadRequest, DossierDamaged, DossierError, DossierTooNew

AT = "2027-01-15T08:00:00.000000+00:00"
LATER = "2027-01-15T09:00:00.000000+00:00"


def deed(what: str = "account added", who: str = "T. Est", done_at: str = AT) -> Deed:
    return Deed(who=who, done_at=done_at, address="terminal", what=what)


def begun(account: Account, name: str, *, seen_at: str = AT, begun_at: str = AT) -> Session:
    return Session(id=name, account=account, begun_at=begun_at, seen_at=seen_at, address="a")


@pytest.fixture
def team(new_place: Callable[[], str | Path]) -> Iterator[Team]:
    place = new_place()
    Dossier.create(place).close()
    with Team.of(place) as opened:
        yield opened


@pytest.fixture
def edda(team: Team) -> Account:
    return team.add("Edda", Role.EDITOR, "digest", deed())


def test_an_account_is_found_under_every_spelling(team: Team, edda: Account) -> None:
    for name in ("Edda", "EDDA", " edda ", "Ｅdda"):
        assert team.credentials(name) == (edda, "digest")
    assert team.credentials("Edd") is None
    assert team.accounts() == [edda]


@pytest.mark.parametrize("name", ["edda", "EDDA", "Ｅｄｄａ", "Edda "])
def test_a_look_alike_of_a_taken_name_is_refused(team: Team, edda: Account, name: str) -> None:
    with pytest.raises(BadRequest, match="taken"):
        team.add(name, Role.READER, "d", deed())


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "...",
        "Edd\u0430",  # a Cyrillic a
        "\u0395dda",  # a Greek Epsilon
        "Edda\u200b",
        "Edda\u202etxt",
        "Edda\r\nEve logged in",
        "Edda\tEve",
        "Edda\u2028Eve",
        "Edda\x85Eve",
        "Ed\x00da",
        "\u00adEdda",
        "x" * 65,
        "Edda<script>",
        "\ud800",
    ],
)
def test_a_name_that_could_pass_for_another_or_break_a_line_is_refused(
    team: Team, name: str
) -> None:
    with pytest.raises(BadRequest):
        team.add(name, Role.READER, "d", deed())
    assert team.accounts() == []


@pytest.mark.parametrize(
    "name", ["Анна Петрова", "أحمد", "李明", "佐藤さくら", "O'Neill-Łaski", "a.b@c", "Éva 2"]
)
def test_names_of_every_script_are_taken(team: Team, name: str) -> None:
    made = team.add(name, Role.READER, "d", deed())
    assert made.name == name
    assert team.credentials(name.upper()) is not None


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    try:
        kept = cleaned(name)
    except BadRequest:
        return
    assert cleaned(kept) == kept
    assert fold(kept) == fold(name)


def test_a_name_of_somebody_who_left_stays_theirs(team: Team, edda: Account) -> None:
    team.add("Anna", Role.ANALYST, "d", deed())
    team.remove("anna", deed("account removed"))
    assert team.credentials("Anna") is None
    assert [one.name for one in team.accounts()] == ["Edda"]
    with pytest.raises(BadRequest, match="left on 2027-01-15"):
        team.add("Anna", Role.READER, "d2", deed())
    again = team.add("Anna", Role.READER, "d2", deed(), is_again=True)
    assert team.credentials("Anna") == (again, "d2")


def test_there_is_always_an_editor(team: Team, edda: Account) -> None:
    with pytest.raises(BadRequest, match="last editor"):
        team.remove("Edda", deed())
    with pytest.raises(BadRequest, match="last editor"):
        team.set_role("Edda", Role.ANALYST, deed())
    assert team.set_role("Edda", Role.EDITOR, deed()) == edda
    team.add("Olga", Role.EDITOR, "d", deed())
    assert team.remove("Edda", deed()).removed_at == AT


def test_an_unknown_name_changes_nothing(team: Team, edda: Account) -> None:
    before = team.deeds()
    changes: tuple[Callable[[], Account], ...] = (
        lambda: team.remove("Nobody", deed()),
        lambda: team.set_role("Nobody", Role.READER, deed()),
        lambda: team.set_password("Nobody", "d", deed()),
    )
    for change in changes:
        with pytest.raises(BadRequest, match="no account"):
            change()
    assert team.deeds() == before


def test_a_session_knows_the_role_as_it_is_now(team: Team, edda: Account) -> None:
    team.add("Olga", Role.EDITOR, "d", deed())
    team.begin_session(begun(edda, "s1"), deed("login", "Edda"))
    team.set_role("Edda", Role.READER, deed())
    found = team.session("s1")
    assert found is not None
    assert found.account.role == Role.READER
    assert team.session("s2") is None


def test_a_session_begun_while_its_account_is_removed_does_not_hold(
    team: Team, edda: Account
) -> None:
    anna = team.add("Anna", Role.ANALYST, "d", deed())
    team.remove("Anna", deed())
    team.begin_session(begun(anna, "late"), deed("login", "Anna"))
    assert team.session("late") is None


def test_sessions_end_one_by_one_all_at_once_and_with_the_password(
    team: Team, edda: Account
) -> None:
    def names() -> list[str]:
        return sorted(one.id for one in team.sessions(edda))

    for name in ("s1", "s2", "s3"):
        team.begin_session(begun(edda, name), deed("login", "Edda"))
    team.begin_session(begun(edda, "s4"), deed("login", "Edda"), replaces="s1")
    assert names() == ["s2", "s3", "s4"]
    team.end_session("s2", deed("logout", "Edda"))
    assert names() == ["s3", "s4"]
    team.set_password("Edda", "d2", deed(), kept_session="s4")
    assert names() == ["s4"]
    assert team.end_sessions(edda, deed("logout everywhere", "Edda")) == 1
    assert names() == []


def test_an_account_has_so_many_sessions_and_no_more(team: Team, edda: Account) -> None:
    for number in range(25):
        at = f"2027-01-15T08:00:{number:02}.000000+00:00"
        team.begin_session(begun(edda, f"s{number}", seen_at=at), deed("login", "Edda"))
    assert [one.id for one in team.sessions(edda)] == [f"s{n}" for n in range(24, 4, -1)]


def test_stale_sessions_are_swept(team: Team, edda: Account) -> None:
    team.begin_session(begun(edda, "old", seen_at=LATER), deed())
    team.begin_session(begun(edda, "idle", begun_at=LATER), deed())
    team.begin_session(begun(edda, "fresh", seen_at=LATER, begun_at=LATER), deed())
    team.touch("fresh", LATER)
    team.end_stale(begun_before=LATER, seen_before=LATER)
    assert [one.id for one in team.sessions(edda)] == ["fresh"]


def test_every_change_of_an_account_is_in_the_log(team: Team, edda: Account) -> None:
    team.add("Anna", Role.READER, "d", deed())
    team.set_role("anna", Role.ANALYST, deed("role changed"))
    team.set_password("anna", "d2", deed("password set"))
    team.remove("anna", deed("account removed"))
    told = [(one.what, one.target) for one in reversed(team.deeds())]
    assert told == [
        ("account added", "Edda"),
        ("account added", "Anna"),
        ("role changed", "Anna"),
        ("password set", "Anna"),
        ("account removed", "Anna"),
    ]


def test_the_log_is_read_from_the_end_by_who_and_what(team: Team) -> None:
    for number in range(6):
        one = deed("export" if number % 2 else "login", "Edda" if number < 4 else "Anna")
        team.note(attrs.evolve(one, target=str(number)))
    assert [one.target for one in team.deeds(limit=2)] == ["5", "4"]
    last = team.deeds(limit=2)[-1].number
    assert [one.target for one in team.deeds(before=last, limit=2)] == ["3", "2"]
    assert [one.target for one in team.deeds(who="Edda", what="export")] == ["3", "1"]


@pytest.mark.parametrize("statement", ["UPDATE deeds SET who = 'Eve'", "DELETE FROM deeds"])
def test_the_log_is_only_ever_added_to(team: Team, statement: str) -> None:
    team.note(deed("export"))
    with pytest.raises(DossierError, match="only ever added"), team._writing() as connection:
        connection.execute(text(statement))
    assert [one.who for one in team.deeds()] == ["T. Est"]


def test_where_somebody_has_come_from_is_known_for_a_while(team: Team, edda: Account) -> None:
    team.note(attrs.evolve(deed("login", "Edda"), address="192.0.2.1"))
    assert team.has_come_from(edda, "192.0.2.1", AT)
    assert not team.has_come_from(edda, "192.0.2.1", LATER)
    assert not team.has_come_from(edda, "192.0.2.2", AT)
    assert not team.has_come_from(attrs.evolve(edda, name="Anna"), "192.0.2.1", AT)


def test_two_doors_see_the_same_team(new_place: Callable[[], str | Path]) -> None:
    place = new_place()
    Dossier.create(place).close()
    with Team.of(place) as one, Team.of(place) as other:
        one.add("Edda", Role.EDITOR, "digest", deed())
        assert [account.name for account in other.accounts()] == ["Edda"]


def test_the_dossier_itself_holds_nothing_of_the_team(path: Path) -> None:
    Dossier.create(path).close()
    before = path.read_bytes()
    with Team.of(path) as team:
        team.add("Edda", Role.EDITOR, "digest of a password", deed())
        assert team.home == path.with_name("talks.dragoman.team")
    assert path.read_bytes() == before
    with Dossier.open(path) as dossier:
        assert dossier.check() == []


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_the_file_is_for_its_owner_s_eyes_only(path: Path) -> None:
    with Team.of(path) as team:
        team.add("Edda", Role.EDITOR, "digest", deed())
        for file in path.parent.glob("*.team*"):
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_of_another_program_is_left_alone(path: Path) -> None:
    other = path.with_name("talks.dragoman.team")
    other.write_text("not a database at all, " * 100)
    with pytest.raises(DossierDamaged):
        Team.of(path)
    assert other.read_text().startswith("not a database")
    other.unlink()
    Dossier.create(other).close()
    with pytest.raises(DossierDamaged, match="not the file of a team"):
        Team.of(path)
    other.unlink()
    other.mkdir()
    with pytest.raises(DossierDamaged, match="folder"):
        Team.of(path)


def test_a_newer_file_is_refused(path: Path) -> None:
    with Team.of(path) as team, team._writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version=9")
    with pytest.raises(DossierTooNew):
        Team.of(path)


def test_an_empty_file_of_an_interrupted_start_is_completed(path: Path) -> None:
    path.with_name("talks.dragoman.team").touch()
    with Team.of(path) as team:
        assert team.accounts() == []
