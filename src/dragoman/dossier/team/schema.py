"""The tables of a team: in a file of their own beside the dossier, or in a schema of their own.

A dossier that is handed on holds none of them: no digest of a password leaves the server with it.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("removed_at", Text),
    sqlite_strict=True,
)
"""One row a person, kept when they leave. ``password`` is an encoded argon2 digest."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("account", Text, ForeignKey("accounts.key"), nullable=False),
    Column("begun_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("address", Text, nullable=False),
    Index("sessions_by_account", "account", "seen_at"),
    sqlite_strict=True,
)
"""``id`` is the SHA-256 of the secret in the cookie, so that who reads the table cannot enter."""

DEEDS = Table(
    "deeds",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("who", Text, nullable=False),
    Column("done_at", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Index("deeds_by_who", "who", "what", "address"),
    Index("deeds_by_what", "what"),
    sqlite_strict=True,
)
"""The audit log; triggers refuse to change or delete a row (``homes``)."""
