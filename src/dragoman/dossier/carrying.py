"""Carrying: what a dossier gives along with its records, so that another can be made of them."""

from collections.abc import Iterator

from attrs import frozen

from dragoman.dossier import describing, documents
from dragoman.dossier.dossier import Dossier
from dragoman.model import Document, Skip
from dragoman.model.carried import RawBytes, SettingsVersion, TakenIn, bytes_of_text, is_hash_of

Carried = RawBytes | SettingsVersion | Skip | TakenIn
"""What goes along, each as a record of its own."""


@frozen(kw_only=True)
class Luggage:
    """What goes along with the records of ``dossier``; made by :func:`pack`.

    ``corrected`` are the ids of documents that analysts have corrected.
    """

    dossier: Dossier
    corrected: frozenset[str]
    with_bytes: bool = False
    with_settings: bool = True

    def of_document(self, document: Document) -> Iterator[Carried]:
        """What stands behind a document's own record: how it was taken in, then its bytes."""
        if document.id in self.corrected:
            with self.dossier._reading() as connection:
                plain = documents.fetch(connection, [document.id])
            yield from map(_taken_in, plain)
        if self.with_bytes and bytes_of_text(document) is None:
            raw = self.dossier.raw(document.id)
            if is_hash_of(document.sha256, raw):  # else it came here without its bytes
                yield RawBytes(document=document.id, raw=raw)

    def of_all(self) -> Iterator[Carried]:
        """The settings, oldest first, and the files that were skipped, by path."""
        if self.with_settings:
            for version in self.dossier.settings_versions():
                yield SettingsVersion(toml=version.toml, who=version.who, put_at=version.put_at)
        yield from self.dossier.skips()


def pack(dossier: Dossier, *, with_bytes: bool = False, with_settings: bool = True) -> Luggage:
    """What goes along with the records of a dossier.

    ``with_bytes`` takes along the bytes of those documents whose text does not give them; without
    it a page or a PDF arrives as its text alone. ``with_settings`` takes all signed versions.
    """
    with dossier._reading() as connection:
        corrected = frozenset(describing.corrections(connection))
    return Luggage(
        dossier=dossier, corrected=corrected, with_bytes=with_bytes, with_settings=with_settings
    )


def _taken_in(document: Document) -> TakenIn:
    return TakenIn(
        document=document.id,
        title=document.title,
        outlet=document.outlet,
        published_at=document.published_at,
        modified_at=document.modified_at,
        known_by=document.known_by,
        genre=document.genre,
        because=document.because,
    )
