# ruff: noqa: S608 - every part of these statements is a constant of this package
"""The views in PostgreSQL's SQL. Every column but the score is a text."""

from dragoman.dossier.views import COLUMNS, DECISION_FIELDS, DOCUMENT_FIELDS

_PLAIN_TEXT = r"""CREATE FUNCTION plain_text(stored bytea) RETURNS text
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    DECLARE nul integer;
    BEGIN
        LOOP
            nul := position('\x00'::bytea IN stored);
            EXIT WHEN nul = 0;
            stored := overlay(stored PLACING '\x20'::bytea FROM nul FOR 1);
        END LOOP;
        RETURN convert_from(stored, 'UTF8');
    END $$"""
"""A document's text; PostgreSQL's texts take no NUL, so a blank stands for it."""

_BODY = "LATERAL (SELECT plain_json(body) AS body OFFSET 0) AS record"
"""The record of a row, parsed once for all columns."""


def _joined(path: str, mark: str = "; ") -> str:
    return (
        f"(SELECT string_agg(value #>> '{{}}', '{mark}') "
        f"FROM jsonb_path_query(record.body, '{path}') AS value)"
    )


def _column(name: str, path: str) -> str:
    form, _, rest = path.rpartition(":")
    match form:
        case "list":
            value = _joined(f"{rest}[*]")
        case "names":
            value = _joined(f"{rest}[*].name")
        case "words":
            value = _joined(f'$.passages[*] ? (@.role == "{rest}").exact', " … ")
        case "last":
            value = f"(jsonb_path_query_first(record.body, '{rest}[last].stage') #>> '{{}}')"
        case _:
            value = f"(jsonb_path_query_first(record.body, '{path}') #>> '{{}}')"
    return f"{value} AS {name}"


def _fields(names: tuple[str, ...]) -> str:
    return ", ".join(f"record.body ->> '{name}' AS {name}" for name in names)


def _view(name: str, noun: str, columns: dict[str, str]) -> str:
    own = [name for name in ("id", "document", "score") if name not in columns]
    every = ", ".join((*own, *(_column(column, path) for column, path in columns.items())))
    return (
        f"CREATE VIEW {name} AS SELECT {every} "
        f"FROM derived_entries AS entry, {_BODY.replace('(body)', '(entry.body)')} "
        f"WHERE kind = '{noun}'"
    )


STATEMENTS = (
    _PLAIN_TEXT,
    f"""CREATE VIEW documents AS
    SELECT d.id, {_fields(DOCUMENT_FIELDS)}, d.copy_of, d.supersedes, d.superseded_by, d.sha256,
    plain_text(c.text) AS text
    FROM truth_documents d JOIN truth_contents c ON c.document = d.id,
    {_BODY.replace("(body)", "(d.body)")} WHERE d.state = 'kept'""",
    f"""CREATE VIEW decisions AS
    SELECT sequence, id, who, decided_at, verb, noun, target, withdraws, {_fields(DECISION_FIELDS)}
    FROM truth_decisions AS d, {_BODY.replace("(body)", "(d.body)")}""",
    "CREATE VIEW skips AS SELECT path, reason, advice FROM noted_skips",
    *(_view(name, noun, columns) for name, (noun, columns) in COLUMNS.items()),
)
"""The statements that make the views; ``plain_json`` (``postgresql_words``) stands before."""
