"""One text as it is written: what was put where, in code points."""

from string import Formatter

from attrs import define, field, frozen


@frozen(kw_only=True)
class Span:
    """Words of a text, half open."""

    start: int
    end: int


@frozen(kw_only=True)
class Naming:
    """A name in the text, and whom it stands for."""

    span: Span
    noun: str
    refers_to: str
    how: str


@define
class Page:
    """A text that grows. ``paragraphs`` are those ended so far, the next begins at ``begun``."""

    parts: list[str] = field(factory=list)
    length: int = 0
    paragraphs: list[Span] = field(factory=list)
    namings: list[Naming] = field(factory=list)
    begun: int = 0

    def say(self, template: str, **words: str) -> dict[str, Span]:
        """Write a sentence; where the words of each slot stand."""
        spans: dict[str, Span] = {}
        if self.length > self.begun:
            self._put(" ")
        for literal, slot, _, _ in Formatter().parse(template):
            self._put(literal)
            if slot:
                spans[slot] = self._put(words[slot])
        return spans

    def name(self, span: Span, noun: str, refers_to: str, how: str = "exact") -> None:
        """Note that the words are a name."""
        self.namings.append(Naming(span=span, noun=noun, refers_to=refers_to, how=how))

    def end_paragraph(self) -> None:
        """End the paragraph; an empty one is none."""
        if self.length > self.begun:
            self.paragraphs.append(Span(start=self.begun, end=self.length))
            self._put("\n\n")
            self.begun = self.length

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def _put(self, words: str) -> Span:
        self.parts.append(words)
        self.length += len(words)
        return Span(start=self.length - len(words), end=self.length)


def within(span: Span, outer: str, inner: str) -> Span:
    """Where ``inner`` stands inside the span whose words are ``outer``."""
    start = span.start + outer.index(inner)
    return Span(start=start, end=start + len(inner))
