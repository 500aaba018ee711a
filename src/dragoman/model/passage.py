"""Passage: a span of one document."""

from attrs import evolve, field, frozen
from attrs.validators import ge


@frozen(kw_only=True, order=True)
class Passage:
    """A span of one document.

    Offsets count code points of ``Document.text``, half open:
    ``text[start:end] == exact``. The quoted context follows W3C annotation-model
    section 4.2.4 (TextQuoteSelector). ``document`` is the document's id; ``role`` says what
    the span does in the entry that carries it (speaker, cue, content, mention, condition,
    participant, place, day, measure, outcome, topic, quantity).
    """

    document: str
    start: int = field(validator=ge(0))
    end: int = field()
    exact: str
    role: str = ""
    prefix: str = field(default="", order=False)
    suffix: str = field(default="", order=False)

    @end.validator
    def _check_end(self, _attribute: object, value: int) -> None:
        if value < self.start:
            raise ValueError(f"passage ends at {value}, before its start {self.start}")

    def moved(self, by: int) -> "Passage":
        """The same words ``by`` code points further on, as in a text of which this is a part."""
        return evolve(self, start=self.start + by, end=self.end + by)

    def covers(self, other: "Passage") -> bool:
        """Whether ``other`` lies within this passage (same document, closed comparison)."""
        return (
            self.document == other.document and self.start <= other.start and other.end <= self.end
        )


CONTEXT = 32
"""Code points of quoted context kept on either side."""


def cut(text: str, start: int, end: int, *, document: str, role: str = "") -> Passage:
    """Cut the passage ``text[start:end]`` with its context.

    >>> cut("Moscow refused.", 7, 14, document="d1", role="cue").exact
    'refused'

    Raises:
        ValueError: the span does not lie in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}..{end} is outside a text of {len(text)} characters")
    return Passage(
        document=document,
        start=start,
        end=end,
        exact=text[start:end],
        role=role,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )
