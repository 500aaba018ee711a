"""What every chart of the deal space gives: a title, a drawing, its words and its table."""

from attrs import frozen


@frozen(kw_only=True)
class Figure:
    """One chart.

    ``drawing`` is cleaned SVG (or, for a matrix, an escaped HTML table); empty where there is
    nothing to draw, and then ``empty`` says what will stand there and the next step. ``columns``
    and ``rows`` are the table behind it, ``key`` explains the marks, ``aside`` what is left out.
    """

    name: str
    title: str
    alternative: str
    drawing: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    key: str = ""
    aside: str = ""
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.drawing


@frozen(kw_only=True)
class Reach:
    """A number that is only known to lie from ``low`` to ``high``, both included.

    ``middle`` is the likeliest, None where only the ends are known.
    """

    low: float
    high: float
    middle: float | None = None

    @property
    def point(self) -> float:
        """Where the mark stands: ``middle``, else half way."""
        return (self.low + self.high) / 2 if self.middle is None else self.middle

    @property
    def is_known(self) -> bool:
        """Whether it is a single number."""
        return self.low == self.high
