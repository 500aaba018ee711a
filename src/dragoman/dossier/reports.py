"""Reports: what each text says, cached so that adding one document never re-reads the rest.

A report is good for one document (its passages carry the document's id), one reader, one version
of it, one gazetteer, and one shape of the record.
"""

from functools import cache

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, delete, insert, select

from dragoman.dossier import lineage
from dragoman.dossier.records import pack, unpack
from dragoman.dossier.schema import DOCUMENTS, REPORTS
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import KINDS, Reader, Report, digest


@cache
def shape() -> str:
    """A digest of the fields of all records: it changes when a record does."""
    schemas = msgspec.json.schema_components(KINDS.values())
    return digest(msgspec.json.encode(schemas, order="sorted").decode())


def put(connection: Connection, report: Report) -> None:
    """Cache a report; those of other versions of its reader on the same document go.

    Raises:
        BadRequest: the report names no reader, or has neither the hash of the stored text nor
            that of its bytes.
        UnknownEntry: its document is not in the dossier.
    """
    if report.reader is None:
        raise BadRequest(f"report {report.id} does not say which reader made it")
    table = DOCUMENTS.c
    stored = connection.execute(
        select(table.text_sha256, table.sha256).where(table.id == report.document)
    ).one_or_none()
    if stored is None:
        raise UnknownEntry(report.document)
    if report.text_sha256 not in stored:
        raise BadRequest(f"report {report.id} was made from another text than the stored one")
    table = REPORTS.c
    connection.execute(
        delete(REPORTS).where(
            table.document == report.document,
            table.reader_name == report.reader.name,
            (table.reader_version != report.reader.version) | (table.gazetteer == report.gazetteer),
        )
    )
    connection.execute(
        insert(REPORTS).values(
            document=report.document,
            reader_name=report.reader.name,
            reader_version=report.reader.version,
            gazetteer=report.gazetteer,
            shape=shape(),
            text_sha256=report.text_sha256,
            body=pack(report),
        )
    )


def one(connection: Connection, document_id: str, reader: Reader, gazetteer: str) -> Report | None:
    """The cached report on a document by this reader and gazetteer; None when there is none."""
    body = connection.scalar(
        select(REPORTS.c.body).where(REPORTS.c.document == document_id, _is_by(reader, gazetteer))
    )
    return None if body is None else unpack(body)


def bodies(
    connection: Connection, documents: list[str], reader: Reader, gazetteer: str
) -> list[bytes]:
    """The packed reports on these documents, in their order; those never read are left out."""
    rows = connection.execute(
        select(REPORTS.c.document, REPORTS.c.body).where(
            REPORTS.c.document.in_(documents), _is_by(reader, gazetteer)
        )
    )
    found = {row.document: row.body for row in rows}
    return [found[one] for one in documents if one in found]


def unread(connection: Connection, reader: Reader, gazetteer: str) -> list[str]:
    """The documents still to be read, by publication: no copies, superseded or removed ones."""
    cached = select(REPORTS.c.document).where(
        REPORTS.c.document == DOCUMENTS.c.id, _is_by(reader, gazetteer)
    )
    return list(connection.scalars(_read_ones().where(~cached.exists())))


def to_read(connection: Connection) -> list[str]:
    """The documents that count as witnesses: no copies, superseded or removed ones."""
    return list(connection.scalars(_read_ones()))


def _read_ones() -> Select[tuple[str]]:
    table = DOCUMENTS.c
    return (
        select(table.id)
        .where(
            table.state == lineage.KEPT,
            table.copy_of.is_(None),
            table.superseded_by.is_(None),
        )
        .order_by(table.published_key, table.id)
    )


def _is_by(reader: Reader, gazetteer: str) -> ColumnElement[bool]:
    table = REPORTS.c
    return and_(
        table.reader_name == reader.name,
        table.reader_version == reader.version,
        table.gazetteer == gazetteer,
        table.shape == shape(),
    )
