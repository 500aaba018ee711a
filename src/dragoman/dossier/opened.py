"""What an open dossier is, whichever database holds it."""

from attrs import frozen
from sqlalchemy import Engine

FORMAT = 1
"""The number of the format that this version reads and writes."""

READ_ONLY = "opened for reading only: this place takes no writes"


@frozen(kw_only=True)
class Opened:
    """An open dossier and what the user should know about the place it lies in."""

    engine: Engine
    notices: tuple[str, ...] = ()

    @property
    def takes_writes(self) -> bool:
        """Whether it was opened for writing too."""
        return READ_ONLY not in self.notices
