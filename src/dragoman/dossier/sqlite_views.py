# ruff: noqa: S608 - every part of these statements is a constant of this package
"""The views in SQLite's SQL (``json_extract``, ``json_each``)."""

from dragoman.dossier.views import COLUMNS, DECISION_FIELDS, DOCUMENT_FIELDS


def _column(name: str, path: str) -> str:
    form, _, rest = path.rpartition(":")
    match form:
        case "list":
            value = f"(SELECT group_concat(value, '; ') FROM json_each(body, '{rest}'))"
        case "names":
            value = (
                "(SELECT group_concat(json_extract(value, '$.name'), '; ') "
                f"FROM json_each(body, '{rest}'))"
            )
        case "words":
            value = (
                "(SELECT group_concat(json_extract(value, '$.exact'), ' … ') "
                "FROM json_each(body, '$.passages') "
                f"WHERE json_extract(value, '$.role') = '{rest}')"
            )
        case "last":
            value = f"json_extract(body, '{rest}[#-1].stage')"
        case _:
            value = f"json_extract(body, '{path}')"
    return f"{value} AS {name}"


def _view(name: str, noun: str, columns: dict[str, str]) -> str:
    plain = ", ".join(_column(column, path) for column, path in columns.items())
    return (
        f"CREATE VIEW {name} AS SELECT id, document, score, {plain} "
        f"FROM derived_entries WHERE kind = '{noun}'"
    )


_DOCUMENTS = ", ".join(f"json_extract(d.body, '$.{name}') AS {name}" for name in DOCUMENT_FIELDS)

_DECISIONS = ", ".join(f"json_extract(body, '$.{name}') AS {name}" for name in DECISION_FIELDS)

VIEWS = (
    f"""CREATE VIEW documents AS
    SELECT d.id, {_DOCUMENTS}, d.copy_of, d.supersedes, d.superseded_by, d.sha256,
    CAST(c.text AS TEXT) AS text
    FROM truth_documents d JOIN truth_contents c ON c.document = d.id WHERE d.state = 'kept'""",
    f"""CREATE VIEW decisions AS
    SELECT sequence, id, who, decided_at, verb, noun, target, withdraws,
    {_DECISIONS} FROM truth_decisions""",
    "CREATE VIEW skips AS SELECT path, reason, advice FROM noted_skips",
    *(_view(name, noun, columns) for name, (noun, columns) in COLUMNS.items()),
)
"""The statements that make the views."""
