"""Closing: what lets go of its database at the end of a ``with``."""

from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from dragoman.dossier.faults import translated
from dragoman.dossier.places import Place


class Closing:
    """What holds an engine on a place until it is closed."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self._place = place
        self._engine = engine

    def close(self) -> None:
        """Let go of the file or the server."""
        with translated(self._place):
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()
