"""Reports: what each text says, cached so that adding one document never re-reads the rest.

A report is good for one document (its passages carry the document's id), one reader, one version
of it, one gazetteer, and one shape of the record.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import ColumnElement, Connection, Select, and_, delete, insert, select

from dragoman.dossier import lineage
from dragoman.dossier.documents import PAGE
from dragoman.dossier.records import pack, unpack
from dragoman.dossier.schema import DOCUMENTS, REPORTS
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Reader, Report
from dragoman.model.shape import shape as shape


@frozen(kw_only=True)
class PackedReport:
    """A report as it is stored, so that it can travel and be kept without being unpacked.

    ``body`` is compressed JSON (``records.pack``); the fields are the columns of the table.
    """

    document: str
    reader_name: str
    reader_version: str
    gazetteer: str
    shape: str
    text_sha256: str
    body: bytes

    @classmethod
    def of(cls, report: Report) -> "PackedReport":
        """The report packed. Raises ``BadRequest`` when it names no reader."""
        if report.reader is None:
            raise BadRequest(f"report {report.id} does not say which reader made it")
        return cls(
            document=report.document,
            reader_name=report.reader.name,
            reader_version=report.reader.version,
            gazetteer=report.gazetteer,
            shape=shape(),
            text_sha256=report.text_sha256,
            body=pack(report),
        )

    def report(self) -> Report:
        """The report unpacked. Raises ``BrokenRecord`` when the bytes are none."""
        return unpack(self.body)


def put(connection: Connection, packed: Sequence[PackedReport]) -> None:
    """Cache reports; those of other versions of their reader on the same documents go.

    One on a document that was purged meanwhile is left out, and nothing of it is kept.

    Raises:
        BadRequest: one has neither the hash of the stored text nor that of its bytes, or was made
            by a program whose records have other fields.
        UnknownEntry: its document is not in the dossier.
    """
    for begin in range(0, len(packed), PAGE):
        page = packed[begin : begin + PAGE]
        stored = _stored(connection, [one.document for one in page])
        kept = [one for one in page if _is_wanted(one, stored)]
        for (name, version, gazetteer), ids in _by_reader(kept).items():
            table = REPORTS.c
            connection.execute(
                delete(REPORTS).where(
                    table.document.in_(ids),
                    table.reader_name == name,
                    (table.reader_version != version) | (table.gazetteer == gazetteer),
                )
            )
        if kept:
            connection.execute(insert(REPORTS), [asdict(one) for one in kept])


def _stored(connection: Connection, ids: list[str]) -> dict[str, Any]:
    table = DOCUMENTS.c
    rows = connection.execute(
        select(table.id, table.text_sha256, table.sha256, table.state).where(table.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _is_wanted(one: PackedReport, stored: Mapping[str, Any]) -> bool:
    """Whether its document still has words. Raises as ``put``."""
    found = stored.get(one.document)
    if found is None:
        raise UnknownEntry(one.document)
    if one.text_sha256 not in (found.text_sha256, found.sha256):
        raise BadRequest(f"a report on {one.document} was made from another text than the stored")
    if one.shape != shape():
        raise BadRequest(
            f"a report on {one.document} has other fields (shape {one.shape}); "
            "read it with the same version of dragoman"
        )
    return bool(found.text_sha256)


def _by_reader(packed: Iterable[PackedReport]) -> dict[tuple[str, str, str], list[str]]:
    """The documents of the reports, by reader, version and gazetteer."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in packed:
        key = one.reader_name, one.reader_version, one.gazetteer
        found.setdefault(key, []).append(one.document)
    return found


def one(connection: Connection, document_id: str, reader: Reader, gazetteer: str) -> Report | None:
    """The cached report on a document by this reader and gazetteer; None when there is none."""
    body = connection.scalar(
        select(REPORTS.c.body).where(REPORTS.c.document == document_id, is_by(reader, gazetteer))
    )
    return None if body is None else unpack(body)


def bodies(
    connection: Connection, documents: list[str], reader: Reader, gazetteer: str
) -> list[bytes]:
    """The packed reports on these documents, in their order; those never read are left out."""
    rows = connection.execute(
        select(REPORTS.c.document, REPORTS.c.body).where(
            REPORTS.c.document.in_(documents), is_by(reader, gazetteer)
        )
    )
    found = {row.document: row.body for row in rows}
    return [found[one] for one in documents if one in found]


def unread(connection: Connection, reader: Reader, gazetteer: str) -> list[str]:
    """The documents still to be read, by publication: no copies, superseded or removed ones."""
    cached = select(REPORTS.c.document).where(
        REPORTS.c.document == DOCUMENTS.c.id, is_by(reader, gazetteer)
    )
    return list(connection.scalars(_read_ones().where(~cached.exists())))


def to_read(connection: Connection) -> list[str]:
    """The documents that count as witnesses: no copies, superseded or removed ones."""
    return list(connection.scalars(_read_ones()))


def _read_ones() -> Select[tuple[str]]:
    table = DOCUMENTS.c
    return select(table.id).where(is_witness()).order_by(table.published_key, table.id)


def is_witness() -> ColumnElement[bool]:
    """That a document is to be read: no copy, superseded or removed one."""
    table = DOCUMENTS.c
    return and_(table.state == lineage.KEPT, table.copy_of.is_(None), table.superseded_by.is_(None))


def is_by(reader: Reader, gazetteer: str) -> ColumnElement[bool]:
    """That a report is this reader's with this gazetteer, and of the shape of now."""
    table = REPORTS.c
    return and_(
        table.reader_name == reader.name,
        table.reader_version == reader.version,
        table.gazetteer == gazetteer,
        table.shape == shape(),
    )
