r"""PostgreSQL's full text: a generated column of stems beside each entry, with a GIN index.

The column follows its row, whoever writes there. So that both databases answer alike, its text
search configuration knows Porter's stems, as FTS5 does, and no stop words (a phrase of an
agreement hangs on its "not" and "without"), and ``plain_words`` splits at punctuation and leaves
out accents before PostgreSQL's own parser sees a text (it would else keep hosts, paths and signed
numbers whole).

Of one entry the first ``MOST`` code points are indexed: a ``tsvector`` holds one megabyte.
"""

from sqlalchemy import Connection, text

from dragoman.dossier.words import Hit, Words, plain

MOST = 100_000
"""Code points of an entry that are indexed. A word takes at most ten bytes a code point."""

_TOKENS = "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part"

_PUNCTUATION = (
    r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8"
    r"\u00bb\u00bf\u00d7\u00f7\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020"
    r"\uff01-\uff0f]+"
)

_PLAIN_JSON = r"""CREATE FUNCTION plain_json(body text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE WHEN strpos(body, '\u0000') = 0 THEN body::jsonb ELSE
    regexp_replace(body, '(?<!\\)((?:\\\\)*)\\u0000', '\1 ', 'g')::jsonb END"""
"""JSON of a stored record; ``jsonb`` takes no NUL, so a blank stands for it."""

_PLAIN_WORDS = f"""CREATE FUNCTION plain_words(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(regexp_replace(
        regexp_replace(normalize(left(words, {MOST}), NFD), '[\\u0300-\\u036f]', '', 'g'),
        '{_PUNCTUATION}', ' ', 'g'), '\\m([a-z]s|[aeiou]y)\\M', '\\10', 'gi')"""
"""Words as FTS5 sees them. It stems no word of two letters; a figure behind "us" and "as" keeps
PostgreSQL from making "u" and "a" of them."""

_ENTRY_WORDS = """CREATE FUNCTION entry_words(kind text, body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN CASE kind
    WHEN 'segment' THEN plain_words(plain_json(body) #>> '{passages,0,exact}')
    WHEN 'statement' THEN plain_words((SELECT string_agg(word #>> '{}', ' ') FROM (
        SELECT jsonb_path_query(plain_json(body), '$.speakers[*].name') AS word UNION ALL
        SELECT jsonb_path_query(plain_json(body), '$.passages[*].exact')) AS both_words)) END"""


def statements(schema: str) -> tuple[str, ...]:
    """What makes the index in a schema (quoted) whose tables stand."""
    return (
        _PLAIN_JSON,
        _PLAIN_WORDS,
        _ENTRY_WORDS,
        "CREATE TEXT SEARCH DICTIONARY word_stem (TEMPLATE = snowball, Language = porter)",
        "CREATE TEXT SEARCH CONFIGURATION word_stems (COPY = pg_catalog.simple)",
        f"ALTER TEXT SEARCH CONFIGURATION word_stems ALTER MAPPING FOR {_TOKENS} WITH word_stem",
        f"""ALTER TABLE derived_entries ADD COLUMN words tsvector GENERATED ALWAYS AS
        (to_tsvector('{schema.replace("'", "''")}.word_stems', entry_words(kind, body))) STORED""",
        "CREATE INDEX entries_by_words ON derived_entries USING gin (words) "
        "WITH (fastupdate = off)",
    )


def wipe(_connection: Connection) -> None:
    """Nothing: the index goes with its rows."""


def forget(_connection: Connection) -> None:
    """Nothing: the rewriting of the tables after a purge makes the index anew."""


def search(connection: Connection, words: Words, limit: int) -> list[Hit]:
    """The entries that hold the words, best first."""
    given = {f"wanted_{n}": plain(one) for n, one in enumerate(words.wanted)}
    given |= {f"unwanted_{n}": plain(one) for n, one in enumerate(words.unwanted)}
    phrase = {name: f"phraseto_tsquery('word_stems', plain_words(:{name}))" for name in given}
    wanted = [phrase[name] for name in given if name.startswith("wanted")]
    unwanted = [f"!!{phrase[name]}" for name in given if name.startswith("unwanted")]
    query = " && ".join((*wanted, *unwanted))
    has_words = " AND ".join(f"numnode({one}) > 0" for one in wanted)
    found = text(
        f"SELECT kind, id, -ts_rank(words, {query}, 1) AS rank FROM derived_entries "  # noqa: S608
        f"WHERE words @@ ({query}) AND {has_words} ORDER BY rank, kind, id LIMIT :limit"
    )
    rows = connection.execute(found, {**given, "limit": limit})
    return [Hit(kind=row.kind, id=row.id, rank=row.rank) for row in rows]
