"""Who works on a dossier together: accounts, sessions and the audit log.

They never lie in the dossier itself, which may be handed on: beside a file ``talks.dragoman``
stands ``talks.dragoman.team``; in a PostgreSQL database they have the schema ``dragoman_team``.
"""

from dragoman.dossier.team.names import cleaned, fold
from dragoman.dossier.team.records import Account, Deed, Role, Session
from dragoman.dossier.team.team import Team

__all__ = ["Account", "Deed", "Role", "Session", "Team", "cleaned", "fold"]
