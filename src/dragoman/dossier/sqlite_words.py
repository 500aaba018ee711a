"""SQLite's full text: an FTS5 index over the sentences of the texts and over statements.

The index keeps no words of its own: it reads them from ``derived_entries`` through a view, and
triggers keep it in step with that table, whoever writes there. What leaves the entries leaves the
index in the same transaction; a purge also merges the index, so that no word stays in its pages
(https://www.sqlite.org/fts5.html, sections 4.4.3 and 6.8).
"""

from sqlalchemy import Connection, text

from dragoman.dossier.words import Hit, Words
from dragoman.errors import BadRequest

_KINDS = "('segment', 'statement')"

_WORDS = """CASE e.kind
    WHEN 'statement' THEN (SELECT group_concat(word, ' ') FROM (
        SELECT json_extract(value, '$.name') AS word FROM json_each(e.body, '$.speakers')
        UNION ALL SELECT json_extract(value, '$.exact') FROM json_each(e.body, '$.passages')))
    ELSE json_extract(e.body, '$.passages[0].exact') END"""

_VIEW = f"""CREATE VIEW IF NOT EXISTS searchable_words AS
    SELECT s.number AS number, {_WORDS} AS words
    FROM derived_searchable s JOIN derived_entries e ON e.kind = s.kind AND e.id = s.id"""  # noqa: S608 - constants of this file

_INDEX = """CREATE VIRTUAL TABLE IF NOT EXISTS derived_words USING fts5(words,
    content='searchable_words', content_rowid='number',
    tokenize="porter unicode61 remove_diacritics 2")"""

_OLD = """INSERT INTO derived_words(derived_words, rowid, words)
    SELECT 'delete', number, words FROM searchable_words WHERE number =
    (SELECT number FROM derived_searchable WHERE kind = old.kind AND id = old.id);"""
_GONE = "DELETE FROM derived_searchable WHERE kind = old.kind AND id = old.id;"
_NEW = """INSERT INTO derived_searchable(kind, id) VALUES (new.kind, new.id);
    INSERT INTO derived_words(rowid, words) SELECT number, words FROM searchable_words
    WHERE number = (SELECT number FROM derived_searchable WHERE kind = new.kind AND id = new.id);"""

_TRIGGERS = (
    f"""CREATE TRIGGER IF NOT EXISTS words_come AFTER INSERT ON derived_entries
    WHEN new.kind IN {_KINDS} BEGIN {_NEW} END""",
    f"""CREATE TRIGGER IF NOT EXISTS words_go BEFORE DELETE ON derived_entries
    WHEN old.kind IN {_KINDS} BEGIN {_OLD} {_GONE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS words_leave BEFORE UPDATE OF kind, id, body ON derived_entries
    WHEN old.kind IN {_KINDS} BEGIN {_OLD} {_GONE} END""",
    f"""CREATE TRIGGER IF NOT EXISTS words_return AFTER UPDATE OF kind, id, body ON derived_entries
    WHEN new.kind IN {_KINDS} BEGIN {_NEW} END""",
)


def is_ready(connection: Connection) -> bool:
    """Whether the file has the index; one written before there was any is given it at opening."""
    found = text("SELECT count(*) FROM sqlite_master WHERE name = 'derived_words'")
    return bool(connection.scalar(found))


def can_index(connection: Connection) -> bool:
    """Whether this build of SQLite has FTS5."""
    found = text("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")
    return bool(connection.scalar(found))


def prepare(connection: Connection) -> None:
    """Make index and triggers, and index the entries that are there; the table is made before."""
    if not can_index(connection):
        return
    for statement in (_VIEW, _INDEX, *_TRIGGERS):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO derived_searchable(kind, id) "
        "SELECT kind, id FROM derived_entries WHERE kind IN ('segment', 'statement')"
    )
    connection.exec_driver_sql(
        "INSERT INTO derived_words(rowid, words) SELECT number, words FROM searchable_words"
    )


def wipe(connection: Connection) -> None:
    """Empty the index at once, before all entries are deleted: ten times as quick as one by one."""
    if is_ready(connection):
        connection.exec_driver_sql("INSERT INTO derived_words(derived_words) VALUES ('delete-all')")
        connection.exec_driver_sql("DELETE FROM derived_searchable")


def forget(connection: Connection) -> None:
    """Merge the index into one piece: then no page of it holds words of deleted entries."""
    if is_ready(connection):
        connection.exec_driver_sql("INSERT INTO derived_words(derived_words) VALUES ('optimize')")


def search(connection: Connection, words: Words, limit: int) -> list[Hit]:
    """The entries that hold the words, best first.

    Raises:
        BadRequest: the file has no index.
    """
    if not is_ready(connection):
        raise BadRequest("this dossier has no full-text index; run `dragoman rebuild` first")
    found = text(
        "SELECT s.kind, s.id, bm25(derived_words) AS rank FROM derived_words "
        "JOIN derived_searchable s ON s.number = derived_words.rowid "
        "WHERE derived_words MATCH :words ORDER BY rank, s.kind, s.id LIMIT :limit"
    )
    rows = connection.execute(found, {"words": words.expression(), "limit": limit})
    return [Hit(kind=row.kind, id=row.id, rank=row.rank) for row in rows]
