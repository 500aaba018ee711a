"""Reading with engines: the same reports whoever reads, each once, whatever is killed."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import attrs
import psutil
import pytest
from engine_works import Noting, NotingReader
from pile import write_pile

from dragoman.dossier import Dossier, PackedReport
from dragoman.errors import EngineFailed
from dragoman.model import Document, Report, Skip
from dragoman.pipeline import (
    ReaderChoice,
    add_paths,
    assemble,
    go_on,
    make_reader,
    negotiation_of,
    read_documents,
    take_over_settings,
)
from dragoman.pipeline.engines import Engine, Inline, engine_of
from dragoman.pipeline.engines.texts import AtHand, ReadTexts, item_of, report_of

NUMBER = 60


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with engine_of("processes", 2) as two:
        yield two


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("pile")
    write_pile(place / "texts", NUMBER)
    with Dossier.create(place / "pile.dragoman") as dossier:
        take_over_settings(dossier, [place / "texts"])
        add_paths(dossier, [place / "texts"])
    return place / "pile.dragoman"


def copied(pile: Path, name: str) -> Path:
    """A dossier of its own with the same texts, taken in at the same instant."""
    place = pile.with_name(name)
    place.write_bytes(pile.read_bytes())
    return place


def test_the_export_is_the_same_whatever_the_engine(pile: Path, engine: Engine) -> None:
    exports = []
    for name, who in (("a.dragoman", Inline()), ("b.dragoman", engine)):
        with Dossier.open(copied(pile, name)) as dossier:
            done = read_documents(dossier, NotingReader(), engine=who, recipe=Noting())
            assert done.read > NUMBER / 2
            assemble(dossier, NotingReader(), negotiation_of(dossier))
            exports.append((done.read, list(dossier.canonical())))
            assert dossier.check() == []
    assert exports[0] == exports[1]


def test_real_reading_gives_the_same_reports_byte_for_byte(tmp_path: Path, engine: Engine) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for n, name in enumerate(("courier", "gazette", "herald")):
        (texts / f"{name}.md").write_text(
            f"---\noutlet: {name}\npublished_at: 2025-06-0{n + 3}\n---\n\n"
            f"Velland's foreign minister Ada Brun met Ormark's envoy in Sundholm on {n + 1} June "
            f"2025. Brun demanded that Ormark withdraw its {n + 4} patrol boats. Ormark said it "
            "would accept a quota only if Velland lifted its ban on landings.\n",
            "utf-8",
        )
    whole = tmp_path / "whole.dragoman"
    with Dossier.create(whole) as dossier:
        add_paths(dossier, [texts])
    packed = []
    for name, who in (("a", Inline()), ("b", engine)):
        with Dossier.open(copied(whole, f"{name}.dragoman")) as dossier:
            choice = ReaderChoice(name="rules")
            assert go_on(dossier, choice=choice, engine=who).reading.read == 3
            reader = make_reader(negotiation_of(dossier), choice)
            reports = list(dossier.reports(reader.identity, reader.gazetteer_digest))
            bodies = [PackedReport.of(report).body for report in reports]
            packed.append((bodies, list(dossier.canonical())))
    assert len(packed[0][0]) == 3
    assert packed[0] == packed[1]


@pytest.mark.parametrize(
    ("differs", "said"),
    [
        ({"version": "3"}, "its reader is pattern 3, the driver's pattern 2"),
        ({"gazetteer_digest": "other"}, "its gazetteer is other, the driver's pattern"),
    ],
)
def test_a_worker_that_would_read_otherwise_is_refused(
    pile: Path, engine: Engine, differs: dict[str, Any], said: str
) -> None:
    other = AtHand(attrs.evolve(NotingReader(), **differs))
    with Dossier.open(copied(pile, "refused.dragoman")) as dossier:
        with pytest.raises(EngineFailed, match=said) as refused:
            read_documents(dossier, NotingReader(), engine=engine, recipe=other)
        assert "install the same version" in str(refused.value)
        assert not list(dossier.reports(NotingReader().identity, "pattern"))


def test_a_worker_with_other_records_is_refused() -> None:
    work = attrs.evolve(ReadTexts.by(Noting(), NotingReader()), shape="other")
    with pytest.raises(EngineFailed, match="its shape of records is"):
        work.open()


@attrs.frozen
class Failing(NotingReader):
    """Cannot read one of the texts."""

    bad: str = ""

    def read(self, document: Document) -> Report:
        if document.id == self.bad:
            raise ValueError("a fault of ours")
        return super().read(document)


def test_a_text_that_cannot_be_read_is_a_skip_and_the_rest_is_read(pile: Path) -> None:
    with Dossier.open(copied(pile, "failing.dragoman")) as dossier:
        unread = dossier.unread(NotingReader().identity, "pattern")
        done = read_documents(dossier, Failing(bad=unread[3]))
        assert done.read == len(unread) - 1
        (skip,) = done.skips
        assert skip.path == dossier.document(unread[3]).path
        assert "it could not be read: ValueError: a fault of ours" in skip.reason
        assert dossier.skips() == [skip]
        assert dossier.unread(NotingReader().identity, "pattern") == [unread[3]]
        assert read_documents(dossier, NotingReader()).read == 1


def test_a_text_in_another_language_is_skipped_before_any_worker_sees_it(
    tmp_path: Path, engine: Engine
) -> None:
    (tmp_path / "a.md").write_text("---\nlanguage: de\n---\n\nDie Gespräche gehen weiter.\n")
    with Dossier.create(tmp_path / "a.dragoman") as dossier:
        add_paths(dossier, [tmp_path / "a.md"])
        done = read_documents(dossier, NotingReader(), engine=engine, recipe=Noting())
        assert (done.read, len(done.skips)) == (0, 1)
        assert isinstance(done.skips[0], Skip)
        assert "cannot be read yet" in done.skips[0].reason


def test_progress_counts_to_the_end(pile: Path, engine: Engine) -> None:
    told: list[tuple[str, int, int | None]] = []
    with Dossier.open(copied(pile, "progress.dragoman")) as dossier:
        number = len(dossier.unread(NotingReader().identity, "pattern"))
        read_documents(
            dossier,
            NotingReader(),
            engine=engine,
            recipe=Noting(),
            progress=lambda *one: told.append(one),
        )
    assert told[0] == ("reading", 0, number)
    assert told[-1] == ("reading", number, number)
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


def test_a_document_travels_whole() -> None:
    whole = Document(id="d", path="a.md", text="Brun met Ødegård 🙂.", sha256="s", outlet="O")
    report = NotingReader().read(whole)
    answer = ReadTexts.by(Noting(), NotingReader()).open()(item_of(whole).body)
    from dragoman.pipeline.engines import Done

    assert report_of(Done(key="d", body=answer)).report() == report


DRIVER = """
import sys
from pathlib import Path
from typing import Any
from engine_works import Noting, NotingReader
from dragoman.dossier import Dossier
from dragoman.pipeline import read_documents
from dragoman.pipeline.engines import engine_of

def main():
    place, notes = map(Path, sys.argv[1:])
    with Dossier.open(place) as dossier, engine_of("processes", 2) as engine:
        recipe = Noting(notes=notes, seconds=0.02)
        read_documents(dossier, NotingReader(), engine=engine, recipe=recipe)

if __name__ == "__main__":
    main()
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="sends signals to processes")
def test_a_killed_driver_is_taken_up_where_it_was(pile: Path, tmp_path: Path) -> None:
    place, notes, script = copied(pile, "killed.dragoman"), tmp_path / "notes", tmp_path / "d.py"
    script.write_text(DRIVER, "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, str(script), str(place), str(notes)]
    chance = random.Random(3)
    for _ in range(2):
        run = subprocess.Popen(command, env=environment)
        before = notes.stat().st_size if notes.exists() else 0
        while run.poll() is None and (notes.stat().st_size if notes.exists() else 0) == before:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        children = []
        with suppress(psutil.Error):
            children = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert not psutil.wait_procs(children, timeout=10)[1]
    subprocess.run(command, env=environment, check=True)
    read = Counter(notes.read_text().splitlines())
    with Dossier.open(place) as dossier, Dossier.open(copied(pile, "whole.dragoman")) as whole:
        assert read_documents(dossier, NotingReader()).read == 0
        read_documents(whole, NotingReader())
        for one in (dossier, whole):
            assemble(one, NotingReader(), negotiation_of(one))
        assert list(dossier.canonical()) == list(whole.canonical())
        assert len(read) == len(whole.counting())
    assert max(read.values()) <= 3
