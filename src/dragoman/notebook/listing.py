"""Listing: the entries of one noun, to walk through, to narrow, and to hand on as a table."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, SupportsIndex, TypeVar, overload

from attrs import evolve, field, frozen

from dragoman.model import Contents, Entry
from dragoman.notebook.holding import Holding
from dragoman.notebook.narrowing import Value, narrowed
from dragoman.pipeline.asking.question import Field

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

E_co = TypeVar("E_co", bound=Entry, covariant=True)

SHOWN = 10
"""Rows that a listing shows of itself."""


@frozen(kw_only=True, eq=False, repr=False)
class Listing(Sequence[E_co], Generic[E_co]):
    """The entries of one noun: a sequence of frozen records that can also be called to narrow it.

    ``talks.positions`` has all of them, ``talks.positions(party="VEL")`` those of one party,
    ``talks.positions[:5]`` five. What is in hand does not change any more; the file, asked again,
    gives what stands then. Contacts, deeds and statements stand by day (those without one last),
    positions by issue and party, everything else by id.
    """

    noun: type[E_co]
    name: str
    entries: tuple[E_co, ...]
    holding: Holding = field(repr=False)
    asked: tuple[str, ...] = ()

    def __call__(
        self,
        keep: Callable[[E_co], bool] | None = None,
        /,
        *,
        party: Value = None,
        who: Value = None,
        to: Value = None,
        issue: Value = None,
        act: Value = None,
        channel: Value = None,
        place: Value = None,
        outlet: Value = None,
        mark: Value = None,
        state: Value = None,
        since: str | None = None,
        until: str | None = None,
    ) -> "Listing[E_co]":
        """The entries that fit all that is given; all of them where nothing is.

        The words are those of ``dragoman ask``: names or ids, one or several of which any will do.
        ``who`` is a person or a party, ``mark`` one of the five marks of certainty, ``state`` what
        ask calls ``is:`` ("held", "for", "softened", "overdue", "denial"); ``since`` and ``until``
        are days or months in EDTF, both included. ``keep`` is asked of each record.

        Raises:
            BadRequest: a name or value that the file does not know, with what comes nearest.
        """
        asked: dict[Field, Value] = {
            Field.PARTY: party,
            Field.WHO: who,
            Field.TO: to,
            Field.ISSUE: issue,
            Field.ACT: act,
            Field.CHANNEL: channel,
            Field.PLACE: place,
            Field.OUTLET: outlet,
            Field.MARK: mark,
            Field.IS: state,
            Field.SINCE: since,
            Field.UNTIL: until,
        }
        found = narrowed(self.entries, self.name, asked, self.holding)
        kept = found if keep is None else tuple(one for one in found if keep(one))
        return evolve(self, entries=kept, asked=(*self.asked, *_told(asked, keep)))

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[E_co]:
        return iter(self.entries)

    @overload
    def __getitem__(self, place: SupportsIndex) -> E_co: ...
    @overload
    def __getitem__(self, place: slice) -> "Listing[E_co]": ...
    def __getitem__(self, place: SupportsIndex | slice) -> "E_co | Listing[E_co]":
        if isinstance(place, slice):
            return evolve(self, entries=self.entries[place])
        return self.entries[place]

    def __eq__(self, other: object) -> bool:
        """Whether the other listing or tuple has the same records in the same order."""
        if isinstance(other, Listing):
            return self.entries == other.entries
        return self.entries == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(entry.id for entry in self.entries))

    # --- as a table ----------------------------------------------------------------------------

    def to_arrow(self) -> "pyarrow.Table":
        """An Arrow table with the typed columns of the noun (:mod:`dragoman.columns`).

        No rows for no entries, and the same columns. The column ``record`` of the archive form,
        the whole entry as JSON, is left out.
        """
        from dragoman.columns import RECORD, table_of

        return table_of(self.noun.kind, self.entries).drop_columns([RECORD])

    def to_polars(self) -> "polars.DataFrame":
        """A Polars frame: days as Date, lists as List(String), scores as Float64.

        Raises:
            BadRequest: Polars is not installed (``pip install 'dragoman[notebooks]'``).
        """
        from dragoman.notebook.packages import require_polars

        frame: polars.DataFrame = require_polars().from_arrow(self.to_arrow())
        return frame

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas frame whose columns keep their Arrow types.

        Raises:
            BadRequest: pandas is not installed.
        """
        from dragoman.notebook.packages import require_pandas

        typed = require_pandas().ArrowDtype
        frame: pandas.DataFrame = self.to_arrow().to_pandas(types_mapper=typed)
        return frame

    def to_csv(self, path: str | PathLike[str]) -> Path:
        """A CSV file as ``dragoman export --format csv`` writes it; returns where it is.

        Raises:
            OSError: it cannot be written.
        """
        from dragoman.notebook.packages import write_csv

        return write_csv(self.entries, self.noun.kind, Path(path))

    # --- as something to look at ---------------------------------------------------------------

    def around(self, entries: Iterable[Entry]) -> Contents:
        """What the lines of these entries rest on."""
        return self.holding.around(tuple(entries))

    def __repr__(self) -> str:
        """How many there are, and of what: nothing is loaded for it."""
        return f"<{self.title}>"

    @property
    def title(self) -> str:
        """How many entries there are, and what they were narrowed by."""
        from dragoman.briefing import counted

        noun = self.noun.kind.replace("_", " ")
        many = self.name.replace("_", " ")
        asked = f", {', '.join(self.asked)}" if self.asked else ""
        return f"{counted(len(self), noun, many)}{asked}"

    def __str__(self) -> str:
        """The first entries as lines, with their marks and ids."""
        from dragoman.notebook.rows import plain_lines

        return plain_lines(self.title, self.entries, SHOWN, self.around)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """The first entries as a table; each opens its sentence. No script, all of it escaped."""
        from dragoman.notebook.setting import set_listing

        return set_listing(self)


def _told(asked: dict[Field, Value], keep: object) -> Iterator[str]:
    """What was asked, in words for a title."""
    for name, value in asked.items():
        if value is not None:
            shown = value if isinstance(value, str) else " or ".join(value)
            yield f"{name.value} {shown}"
    if keep is not None:
        yield "picked"
