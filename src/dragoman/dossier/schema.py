"""The tables. Their names say what may be thrown away: ``truth_`` never, the rest any time.

Only types that SQLite's STRICT tables and PostgreSQL both have. Texts of documents are stored
as UTF-8 bytes, since PostgreSQL's TEXT takes no NUL and a document may hold one; records are
stored as JSON texts, in which NUL is escaped; for other texts see ``StoredText``.
"""

from typing import Any

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)

from dragoman.dossier.stored_text import StoredText

METADATA = MetaData()


def _numbered(table: str) -> Column[int]:
    """A column that counts the rows without a gap, in the order of committing.

    The next number is taken under the write lock; a sequence of PostgreSQL's would leave gaps.
    """
    following = text(f"(SELECT coalesce(max(sequence), 0) + 1 FROM {table})")  # noqa: S608
    return Column("sequence", Integer, primary_key=True, autoincrement=False, default=following)


def _table(name: str, *parts: Column[Any] | Index) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


DOCUMENTS = _table(
    "truth_documents",
    Column("id", StoredText, primary_key=True),
    Column("state", StoredText, nullable=False),
    Column("address", StoredText),
    Column("sha256", StoredText, nullable=False),
    Column("text_sha256", StoredText, nullable=False),
    Column("fingerprint", StoredText, nullable=False),
    Column("fold", StoredText, nullable=False),
    Column("published_key", StoredText, nullable=False),
    Column("copy_of", StoredText, ForeignKey("truth_documents.id")),
    Column("supersedes", StoredText, ForeignKey("truth_documents.id")),
    Column("superseded_by", StoredText, ForeignKey("truth_documents.id")),
    Column("body", StoredText, nullable=False),
    Index("documents_by_address", "address", postgresql_using="hash"),
    Index("documents_by_bytes", "sha256", "fold"),
    Index("documents_by_fingerprint", "fingerprint", "fold"),
    Index("documents_by_fold", "fold", "state", "superseded_by", "published_key"),
    Index("documents_by_day", "published_key", "id"),
    Index("documents_by_original", "copy_of"),
    Index("documents_by_older", "supersedes"),
    Index("documents_by_newer", "superseded_by"),
)
"""One row a document. ``body`` is the record without its text; ``fold`` labels a group of copies;
``published_key`` sorts by publication (see ``lineage``); ``state`` is kept, removed or purged."""

CONTENTS = _table(
    "truth_contents",
    Column("document", StoredText, ForeignKey("truth_documents.id"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)
"""The stored text (UTF-8) and the bytes as they came."""

DECISIONS = _table(
    "truth_decisions",
    _numbered("truth_decisions"),
    Column("id", StoredText, nullable=False, unique=True),
    Column("who", StoredText, nullable=False),
    Column("decided_at", StoredText, nullable=False),
    Column("verb", StoredText, nullable=False),
    Column("noun", StoredText, nullable=False),
    Column("target", StoredText),
    Column("withdraws", StoredText, ForeignKey("truth_decisions.id")),
    Column("body", StoredText, nullable=False),
    Index("decisions_by_target", "verb", "target"),
    Index("decisions_by_withdrawn", "withdraws"),
)
"""The log of signed decisions, in the order of signing; rows are never taken out."""

SETTINGS = _table(
    "truth_settings",
    _numbered("truth_settings"),
    Column("who", StoredText, nullable=False),
    Column("put_at", StoredText, nullable=False),
    Column("toml", StoredText, nullable=False),
)
"""Each signed version of ``negotiation.toml``."""

SKIPS = _table(
    "noted_skips",
    Column("path", StoredText, primary_key=True),
    Column("reason", StoredText, nullable=False),
    Column("advice", StoredText, nullable=False),
)
"""Files that could not be taken in or read: the latest word on each path."""

NOTES = _table(
    "noted_marks",
    Column("name", StoredText, primary_key=True),
    Column("value", StoredText, nullable=False),
)
"""Small things worth keeping over a rebuild: when a brief was last written, how quick it was."""

REPORTS = _table(
    "cached_reports",
    Column("document", StoredText, ForeignKey("truth_documents.id"), primary_key=True),
    Column("reader_name", StoredText, primary_key=True),
    Column("reader_version", StoredText, primary_key=True),
    Column("gazetteer", StoredText, primary_key=True),
    Column("shape", StoredText, nullable=False),
    Column("text_sha256", StoredText, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Reports as zlib-compressed JSON. ``shape`` is a digest of the record's fields, so that a report
of an older model is read anew instead of failing to decode."""

ENTRIES = _table(
    "derived_entries",
    Column("kind", StoredText, primary_key=True),
    Column("id", StoredText, primary_key=True),
    Column("document", StoredText, ForeignKey("truth_documents.id")),
    Column("score", REAL),
    Column("body", StoredText, nullable=False),
    Index("entries_by_id", "id"),
    Index("entries_by_document", "document"),
)
"""All that follows from truth. ``document`` is None for entries that rest on several."""

SEARCHABLE = _table(
    "derived_searchable",
    Column("number", Integer, primary_key=True),
    Column("kind", StoredText, nullable=False),
    Column("id", StoredText, nullable=False),
    Index("searchable_by_entry", "kind", "id", unique=True),
)
"""SQLite only: the number of each entry in the full-text index (``sqlite_words``); a number is
never used for another entry while the index holds it."""

MARKS = _table(
    "derived_marks",
    Column("name", StoredText, primary_key=True),
    Column("value", StoredText, nullable=False),
)
"""What the derived entries were computed from (``entries.truth_state``)."""

CLAIMS = _table(
    "passing_claims",
    Column("queue", StoredText, primary_key=True),
    Column("item", StoredText, primary_key=True),
    Column("claimer", StoredText, nullable=False),
    Column("claimed_at", StoredText, nullable=False),
)
"""What a program has in its hands now: documents that it reads (``queue`` names the reader) and
work that only one may do. A row whose claimer lives no more is anyone's (``claims``). No foreign
key: a document may be removed or buried while somebody reads it."""

PASSING = (CLAIMS,)
"""Tables of the moment: neither copied nor exported; to empty them while nobody works is safe."""
