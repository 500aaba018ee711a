"""Which engine is asked for, and what the engine inline does."""

import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from engine_works import Echo

from dragoman.errors import BadRequest, EngineFailed
from dragoman.pipeline.engines import Inline, Item, engine_of, require_engine
from dragoman.pipeline.engines.work import Done


@pytest.mark.parametrize(
    ("text", "workers", "said"),
    [
        ("threads", None, "no engine 'threads'"),
        ("inline=here", None, "no engine"),
        ("ray=", None, "no engine 'ray='"),
        ("inline", 4, "works alone"),
        ("processes", 0, "cannot work"),
    ],
)
def test_an_engine_that_is_not_there_is_refused(text: str, workers: int | None, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        engine_of(text, workers)


def test_ray_that_is_not_installed_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(BadRequest, match=r"pip install 'dragoman\[ray\]'"):
        require_engine("ray=auto")


def test_asking_for_an_engine_starts_and_imports_nothing() -> None:
    if "ray" in sys.modules:
        pytest.skip("another test has imported it")
    require_engine("ray")
    assert "ray" not in sys.modules


def test_a_wrong_engine_is_a_usage_error_of_the_command(tmp_path: object) -> None:
    from dragoman.cli.files import read

    told = CliRunner().invoke(read, ["--engine", "steam", "--dossier", "none.dragoman"])
    assert told.exit_code == 2
    assert "no engine 'steam'; choose from inline, processes, ray" in told.output


def test_inline_answers_in_order_and_opens_the_work_once() -> None:
    opened = []

    class Counted(Echo):
        def open(self):  # type: ignore[no-untyped-def]
            opened.append(self)
            return super().open()

    def items() -> Iterator[Item]:
        for word in (b"one", b"two", b"three"):
            yield Item(key=word.decode(), body=word)

    with Inline() as engine:
        work = Counted()
        assert [one.body for one in engine.run(work, items())] == [b"ONE", b"TWO", b"THREE"]
        list(engine.run(work, items()))
        assert len(opened) == 1
        list(engine.run(Counted(), items()))
        assert len(opened) == 1  # the same work, by its fields
        list(engine.run(Counted(failing=b"other"), items()))
        assert len(opened) == 2


def test_inline_an_item_that_fails_is_answered_with_why_and_the_rest_goes_on() -> None:
    wanted = [Item(key="a", body=b"broken"), Item(key="b", body=b"fine")]
    failed, fine = Inline().run(Echo(), wanted)
    assert failed.body is None
    assert failed.failure is not None
    assert failed.failure.startswith("ValueError: this one is broken (engine_works.py:")
    assert fine.answer() == b"FINE"
    with pytest.raises(EngineFailed, match="no answer to a: ValueError"):
        failed.answer()


def test_an_item_weighs_what_it_holds_unless_it_says_otherwise() -> None:
    assert Item(key="a", body=b"four").weight == 4
    assert Item(key="a", body=b"four", weight=9).weight == 9
    assert Done(key="a").seconds == 0
