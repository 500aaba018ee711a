import pytest

from dragoman.errors import DossierDamaged, DossierLocked, DossierUnreachable
from dragoman.pipeline.engines.patience import patient


class Flaky:
    """Fails as told, then answers."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.pauses: list[float] = []
        self.lines: list[str] = []

    def __call__(self) -> str:
        if self.errors:
            raise self.errors.pop(0)
        return "answer"

    def told(self, what: str, _done: int, _total: int | None) -> None:
        self.lines.append(what)


def away() -> DossierUnreachable:
    return DossierUnreachable("postgresql://db/desk", "the server broke off")


def test_a_dossier_that_is_away_is_waited_for_and_that_is_said() -> None:
    flaky = Flaky(away(), DossierLocked("talks.dragoman"), away())
    assert patient(flaky, flaky.told, sleep=flaky.pauses.append) == "answer"
    assert flaky.pauses == [0.5, 1, 2]
    assert flaky.lines[:2] == [
        "waiting for the dossier (the server broke off)",
        "waiting for the dossier (another program is writing to it)",
    ]


def test_what_is_there_is_not_waited_for() -> None:
    flaky = Flaky()
    assert patient(flaky, flaky.told, sleep=flaky.pauses.append) == "answer"
    assert (flaky.pauses, flaky.lines) == ([], [])


def test_patience_ends() -> None:
    flaky = Flaky(*(away() for _ in range(99)))
    with pytest.raises(DossierUnreachable, match="broke off"):
        patient(flaky, longest_s=20, sleep=flaky.pauses.append)
    assert sum(flaky.pauses) == 20
    assert max(flaky.pauses) <= 15


def test_other_errors_come_at_once() -> None:
    flaky = Flaky(DossierDamaged("talks.dragoman", "broken"))
    with pytest.raises(DossierDamaged):
        patient(flaky, sleep=flaky.pauses.append)
    assert flaky.pauses == []
