import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from dragoman.dossier import liveness
from dragoman.dossier.liveness import is_alive, this_process

pytestmark = pytest.mark.skipif(os.name != "posix", reason="looks at POSIX processes")


def test_this_process_lives_and_a_killed_one_does_not_even_before_its_burial() -> None:
    assert is_alive(this_process()) in (True, None)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        started = liveness._started(child.pid)
        assert started is not None
        one = evolve(this_process(), number=child.pid, started=started)
        assert is_alive(one) is not False
        os.kill(child.pid, signal.SIGKILL)
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_alive(one) is False
    assert is_alive(one) is False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_another_process_with_the_same_number_is_not_it() -> None:
    assert is_alive(evolve(this_process(), started="1")) is False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_machine_that_was_started_anew_has_lost_its_processes() -> None:
    assert is_alive(evolve(this_process(), boot="another")) is False


@pytest.mark.parametrize("change", [{"machine": "elsewhere"}, {"space": "container"}])
def test_what_cannot_be_seen_from_here_is_unknown(change: dict[str, Any]) -> None:
    assert is_alive(evolve(this_process(), **change)) is None


def test_a_name_with_brackets_does_not_confuse(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "7 (a) b) (c) S " + " ".join(str(n) for n in range(4, 53))
    monkeypatch.setattr(liveness, "_read", lambda _path: line)
    assert liveness._started_on_linux(7) == "22"
    monkeypatch.setattr(liveness, "_read", lambda _path: line.replace(" S ", " Z "))
    assert liveness._started_on_linux(7) is None


def test_where_the_system_shows_no_processes_their_number_still_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(liveness, "_read", lambda _path: "")
    assert liveness._started_on_linux(os.getpid()) == ""
    assert liveness._started_on_linux(2**22 + 1) is None


def test_elsewhere_psutil_tells_it() -> None:
    pytest.importorskip("psutil")
    assert liveness._started_by_psutil(os.getpid())
    assert liveness._started_by_psutil(2**22 + 1) is None
