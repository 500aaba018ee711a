"""Chart: a drawing by the brief's own renderer, with its words and its table."""

from os import PathLike
from pathlib import Path
from typing import Any

from attrs import frozen

from dragoman.errors import BadRequest
from dragoman.notebook.tables import Table

SUFFIXES = (".svg", ".png", ".html")


@frozen(kw_only=True, repr=False)
class Chart:
    """One chart. It shows itself in a notebook and can be saved.

    ``title`` carries the answer where there is one; ``alternative`` says in words what is drawn.
    ``drawing`` is cleaned SVG, or an escaped HTML table (a matrix); empty where there is nothing
    to draw, and then ``empty`` says what will stand there. ``table`` has what is drawn in rows that
    open their sentences.
    """

    name: str
    title: str
    alternative: str
    drawing: str = ""
    key: str = ""
    aside: str = ""
    empty: str = ""
    table: Table | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether it is a drawing, and neither a table nor empty."""
        return self.drawing.startswith("<svg")

    def save(self, path: str | PathLike[str]) -> Path:
        """Write it as ``.svg``, ``.png`` or ``.html``, by the path's ending; returns the path.

        SVG and PNG are in ink on white, for a report or slides; HTML has the table too, and
        follows light and dark.

        Raises:
            BadRequest: another ending; or a picture is asked for of what is a table or empty.
            OSError: it cannot be written.
        """
        from dragoman.notebook.pictures import page_of, png_of
        from dragoman.pipeline import write_whole_bytes

        to = Path(path)
        suffix = to.suffix.lower()
        if suffix not in SUFFIXES:
            raise BadRequest(f"{to.name!r} does not end in one of {', '.join(SUFFIXES)}")
        if suffix == ".html":
            written = page_of(self).encode()
        else:
            svg = self._picture()
            written = png_of(svg) if suffix == ".png" else svg.encode()
        write_whole_bytes(to, written)
        return to

    def _picture(self) -> str:
        from dragoman.notebook.pictures import standalone

        if not self.is_drawn:
            what = "is set as a table" if self.drawing else "has nothing to draw"
            raise BadRequest(f"{self.title!r} {what}; save it as .html")
        return standalone(self)

    def __repr__(self) -> str:
        """What it shows, in words."""
        return f"<{self.title}. {self.alternative.removeprefix(self.title).lstrip('. ')}>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(f"{self.title}. {self.alternative.removeprefix(self.title).lstrip('. ')}")

    def _repr_html_(self) -> str:
        """The drawing with its title, its key and its table. No script."""
        from dragoman.notebook.setting import set_chart

        return set_chart(self)

    def _repr_svg_(self) -> str | None:
        """The drawing by itself, where a face takes no HTML; None for a table."""
        return self._picture() if self.is_drawn else None
