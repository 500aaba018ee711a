"""The first screen of the brief in a notebook: what stands, what is contested, what is new."""

from collections.abc import Iterator

from attrs import frozen

from dragoman.briefing import Footnotes, Lookup, counts, first_screen, heading, knowledge
from dragoman.briefing.content import FirstList
from dragoman.model import Contents
from dragoman.model.nouns import FIELDS
from dragoman.notebook.rows import Row, plain_line, row_of


@frozen(kw_only=True)
class ScreenList:
    """One of the lists; ``aside`` says what it leaves out, ``empty`` what will stand there."""

    title: str
    rows: tuple[Row, ...]
    aside: str = ""
    empty: str = ""


@frozen(kw_only=True)
class Screen:
    """The negotiation's name, up to when the file knows, what it rests on, and the lists."""

    name: str
    known: str
    rests: str
    lists: tuple[ScreenList, ...]

    def text(self) -> str:
        """The screen in plain lines."""
        return "\n".join([self.name, self.known, self.rests, *self._lists()])

    def _lists(self) -> Iterator[str]:
        for one in self.lists:
            yield f"\n{one.title}"
            yield from (plain_line(row) for row in one.rows)
            yield from filter(None, (one.aside, one.empty if not one.rows else ""))


def screen_of(contents: Contents) -> Screen:
    """The first screen of the brief on these contents."""
    lookup = Lookup(contents)
    footnotes = Footnotes(lookup)
    entries = (entry for name in FIELDS.values() for entry in getattr(contents, name))
    lists = first_screen(footnotes, {entry.id: entry.id for entry in entries})
    known, age = knowledge(lookup)
    return Screen(
        name=heading(lookup),
        known=f"{known} {age}",
        rests=counts(lookup),
        lists=tuple(_list(one, footnotes) for one in lists),
    )


def _list(one: FirstList, footnotes: Footnotes) -> ScreenList:
    more = ", ".join(f"{more.count} {more.label}" for more in one.more)
    told = (one.note, f"and {more} more" if more else "")
    return ScreenList(
        title=one.title,
        rows=tuple(row_of(line, footnotes) for line in one.lines),
        aside=" ".join(filter(None, told)),
        empty=one.empty,
    )
