"""Handle: a dossier opened and closed, and its transactions for reading and for writing."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from dragoman.dossier import opening
from dragoman.dossier.closing import Closing
from dragoman.dossier.faults import translated
from dragoman.dossier.places import Place, PlaceText, place_of
from dragoman.dossier.transactions import WRITES
from dragoman.errors import BadRequest


class Handle(Closing):
    """An open place with its transactions; threads may share it, each has its own ones.

    ``path`` is where it lies; its text may be shown to the user, a password is never in it.
    """

    def __init__(self, path: Place, opened: opening.Opened) -> None:
        super().__init__(path, opened.engine)
        self.path = path
        self.notices = opened.notices
        self.takes_writes = opened.takes_writes
        self._writing_in = threading.local()

    @property
    def folder(self) -> Path | None:
        """The folder that it lies in, for what must not leave it; None on a server or where it
        takes no writes."""
        is_file = isinstance(self.path, Path) and self.takes_writes
        return self.path.resolve().parent if is_file and isinstance(self.path, Path) else None

    @classmethod
    def create(cls, place: PlaceText) -> Self:
        """Make a dossier at a path or ``postgresql://`` URL; raises as ``opening.create``."""
        found = place_of(place)
        return cls(found, opening.create(found))

    @classmethod
    def open(cls, place: PlaceText) -> Self:
        """Open a dossier at a path or ``postgresql://`` URL; raises as ``opening.enter``."""
        found = place_of(place)
        return cls(found, opening.enter(found))

    @classmethod
    def open_or_create(cls, place: PlaceText) -> Self:
        """Open the dossier, or make it where nothing is."""
        if not cls.is_at(place):
            with suppress(BadRequest):  # another program was quicker
                return cls.create(place)
        return cls.open(place)

    @staticmethod
    def is_at(place: PlaceText) -> bool:
        """Whether anything is there, be it a dossier or not. Raises ``DossierUnreachable``."""
        return opening.is_taken(place_of(place))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection for reading: while this dossier writes, the writing one.

        A second connection would wait for the first where there is no write-ahead log.
        """
        if writer := getattr(self._writing_in, "connection", None):
            yield writer
            return
        with translated(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with translated(self.path), self._engine.connect() as connection:
            connection.execution_options(**{WRITES: True})
            with connection.begin():
                self._writing_in.connection = connection
                try:
                    yield connection
                finally:
                    self._writing_in.connection = None
