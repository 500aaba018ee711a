"""Kinds of work and readers that the benchmarks and tests of the engines give to workers.

They stand in a module of their own, since workers import them by name.
"""

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from attrs import evolve, field, frozen
from pile_reader import PatternReader

from dragoman.model import Document, Reader, Report


@frozen(kw_only=True)
class Idle:
    """Does nothing, and answers with the length of what it got."""

    def open(self) -> Callable[[bytes], bytes]:
        """The work: an answer, nothing else."""
        return lambda body: str(len(body)).encode()


@frozen(kw_only=True)
class Echo:
    """Answers in capitals after ``seconds``; a body of ``killing`` ends the worker, one of
    ``failing`` fails. Each item begun is noted in ``notes``, a line of its body each."""

    seconds: float = 0.0
    notes: Path | None = None
    killing: bytes = b"poison"
    failing: bytes = b"broken"
    refuses: str = ""

    def open(self) -> Callable[[bytes], bytes]:
        """The work; raises what ``refuses`` says."""
        if self.refuses:
            raise OSError(self.refuses)
        return self._perform

    def _perform(self, body: bytes) -> bytes:
        if self.notes is not None:
            note(self.notes, body)
        time.sleep(self.seconds)
        if body == self.killing:
            os.kill(os.getpid(), 9)
        if body == self.failing:
            raise ValueError("this one is broken")
        return body.upper()


def note(path: Path, line: bytes) -> None:
    """Append a line to a file that several processes write to, in one piece."""
    place = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(place, line + b"\n")
    finally:
        os.close(place)


@frozen(kw_only=True)
class Noting:
    """A recipe of the pattern reader that notes what it read, and takes its time over it."""

    notes: Path | None = None
    seconds: float = 0.0
    version: str = PatternReader.identity.version

    def make(self) -> "NotingReader":
        """The reader."""
        return NotingReader(notes=self.notes, seconds=self.seconds, version=self.version)


@frozen(kw_only=True)
class NotingReader:
    """Reads as ``PatternReader``; each text begun is noted by its id."""

    notes: Path | None = None
    seconds: float = 0.0
    version: str = PatternReader.identity.version
    gazetteer_digest: str = PatternReader.gazetteer_digest
    _inner: PatternReader = field(factory=PatternReader, eq=False)

    @property
    def identity(self) -> Reader:
        """The pattern reader's, or that of another version."""
        return evolve(PatternReader.identity, version=self.version)

    def read(self, document: Document) -> Report:
        """The report; the note is made once it is."""
        time.sleep(self.seconds * random.uniform(0.5, 1.5))
        report = evolve(self._inner.read(document), reader=self.identity)
        if self.notes is not None:
            note(self.notes, document.id.encode())
        return report
