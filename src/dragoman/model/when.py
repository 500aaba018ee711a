"""When: a time as the text gives it."""

from attrs import frozen

from dragoman.model.passage import Passage


@frozen(kw_only=True)
class When:
    """A time as the text gives it.

    ``edtf`` is an EDTF level 1 string (day, month, year, or interval ``a/b``; ``..`` for an open
    end), or None while it is unknown: "Tuesday" in an undated text stays "a Tuesday". ``form``
    is the symbolic meaning before anchoring, as ``dragoman.calendar`` writes it (``weekday:tue``);
    ``relative_to`` is ``"document"``, an entry's id, or None for an absolute time. ``relation`` is
    one of on, before, after, by, since, until, during. ``vague`` marks a blurred extent
    ("in the coming weeks").
    """

    text: str
    edtf: str | None = None
    relative_to: str | None = None
    relation: str = "on"
    vague: bool = False
    form: str = ""
    passage: Passage | None = None
