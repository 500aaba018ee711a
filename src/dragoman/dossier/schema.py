"""The tables. Their names say what may be thrown away: ``truth_`` never, the rest any time.

Only types that SQLite's STRICT tables and PostgreSQL both have. Texts of documents are stored
as UTF-8 bytes, since PostgreSQL's TEXT takes no NUL and a document may hold one; records are
stored as JSON texts, in which NUL is escaped.
"""

from sqlalchemy import (
    REAL,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()


def _table(name: str, *parts: Column[object] | Index) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


DOCUMENTS = _table(
    "truth_documents",
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("address", Text),
    Column("sha256", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("fold", Text, nullable=False),
    Column("published_key", Text, nullable=False),
    Column("copy_of", Text, ForeignKey("truth_documents.id")),
    Column("supersedes", Text, ForeignKey("truth_documents.id")),
    Column("superseded_by", Text, ForeignKey("truth_documents.id")),
    Column("body", Text, nullable=False),
    Index("documents_by_address", "address"),
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
    Column("document", Text, ForeignKey("truth_documents.id"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
)
"""The stored text (UTF-8) and the bytes as they came."""

DECISIONS = _table(
    "truth_decisions",
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("who", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("noun", Text, nullable=False),
    Column("target", Text),
    Column("withdraws", Text, ForeignKey("truth_decisions.id")),
    Column("body", Text, nullable=False),
    Index("decisions_by_target", "verb", "target"),
    Index("decisions_by_withdrawn", "withdraws"),
)
"""The log of signed decisions, in the order of signing; rows are never taken out."""

SETTINGS = _table(
    "truth_settings",
    Column("sequence", Integer, primary_key=True),
    Column("who", Text, nullable=False),
    Column("put_at", Text, nullable=False),
    Column("toml", Text, nullable=False),
)
"""Each signed version of ``negotiation.toml``."""

SKIPS = _table(
    "noted_skips",
    Column("path", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("advice", Text, nullable=False),
)
"""Files that could not be taken in or read: the latest word on each path."""

NOTES = _table(
    "noted_marks",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small things worth keeping over a rebuild: when a brief was last written, how quick it was."""

REPORTS = _table(
    "cached_reports",
    Column("document", Text, ForeignKey("truth_documents.id"), primary_key=True),
    Column("reader_name", Text, primary_key=True),
    Column("reader_version", Text, primary_key=True),
    Column("gazetteer", Text, primary_key=True),
    Column("shape", Text, nullable=False),
    Column("text_sha256", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""Reports as zlib-compressed JSON. ``shape`` is a digest of the record's fields, so that a report
of an older model is read anew instead of failing to decode."""

ENTRIES = _table(
    "derived_entries",
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("document", Text, ForeignKey("truth_documents.id")),
    Column("score", REAL),
    Column("body", Text, nullable=False),
    Index("entries_by_id", "id"),
    Index("entries_by_document", "document"),
)
"""All that follows from truth. ``document`` is None for entries that rest on several."""

SEARCHABLE = _table(
    "derived_searchable",
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Index("searchable_by_entry", "kind", "id", unique=True),
)
"""The number of each entry in the full-text index (``searching``); a number is never used for
another entry while the index holds it."""

MARKS = _table(
    "derived_marks",
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""What the derived entries were computed from (``entries.truth_state``)."""
