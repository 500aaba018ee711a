"""Reading texts as work for an engine: documents go in, packed reports come out.

Who reads is named by a recipe, from which each worker makes a reader of its own. A worker whose
reader has another name, version or gazetteer than the driver's refuses the work: the same text
must give the same report, whoever reads it.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

import msgspec
from attrs import frozen

from dragoman.dossier import PackedReport
from dragoman.dossier.reports import shape
from dragoman.errors import EngineFailed
from dragoman.model import Document, Reader
from dragoman.pipeline.engines.work import Done, Item

if TYPE_CHECKING:
    from dragoman.extraction import TextReader


class Recipe(Protocol):
    """How a reader is made, wherever it is needed; it is pickled with the work."""

    def make(self) -> "TextReader":
        """The reader. What it needs is loaded here, once in each worker."""


@frozen(eq=False)
class AtHand:
    """A reader that is there already: for the engine inline, or one that can be pickled."""

    reader: "TextReader"

    def make(self) -> "TextReader":
        """The reader itself."""
        return self.reader


@frozen(kw_only=True)
class ReadTexts:
    """The work of reading: the recipe of the reader, and what the driver knows of it."""

    row: ClassVar[type] = PackedReport
    """What an answer is, field by field: on a cluster they are columns of record batches."""

    recipe: Recipe
    identity: Reader
    gazetteer_digest: str
    shape: str

    @classmethod
    def by(cls, recipe: Recipe, reader: "TextReader") -> "ReadTexts":
        """Reading by this recipe, which must give a reader like this one."""
        return cls(
            recipe=recipe,
            identity=reader.identity,
            gazetteer_digest=reader.gazetteer_digest,
            shape=shape(),
        )

    def open(self) -> Callable[[bytes], bytes]:
        """Make the reader.

        Raises:
            EngineFailed: it would read otherwise than the driver's.
        """
        reader = self.recipe.make()
        for what, ours, theirs in (
            ("reader", _told(reader.identity), _told(self.identity)),
            ("gazetteer", reader.gazetteer_digest, self.gazetteer_digest),
            ("shape of records", shape(), self.shape),
        ):
            if ours != theirs:
                raise EngineFailed(
                    f"a worker would read otherwise: its {what} is {ours}, the driver's {theirs}; "
                    "install the same version of dragoman and its models everywhere"
                )
        return partial(_read, reader)


def _told(reader: Reader) -> str:
    return f"{reader.name} {reader.version}"


def _read(reader: "TextReader", body: bytes) -> bytes:
    document = msgspec.msgpack.decode(body, type=Document)
    return msgspec.msgpack.encode(PackedReport.of(reader.read(document)))


def item_of(document: Document) -> Item:
    """The item that a document is; its weight is the length of its text."""
    return Item(
        key=document.id, body=msgspec.msgpack.encode(document), weight=len(document.text) + 1
    )


def report_of(done: Done) -> PackedReport:
    """The report that answers an item.

    Raises:
        EngineFailed: there is none.
    """
    return msgspec.msgpack.decode(done.answer(), type=PackedReport)
