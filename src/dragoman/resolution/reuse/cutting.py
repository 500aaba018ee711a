"""Cutting: the words and sentences of a body, headline, bylines and credit lines left out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property

from attrs import define, frozen

from dragoman.calendar.vocabulary import NUMBERS
from dragoman.resolution.reuse.words import furniture

FEWEST_WORDS = 8
"""A line of fewer words without a full stop is a heading, a byline or a credit."""

_FRONT_MATTER = re.compile(
    r"\A\ufeff?(?:---|\+\+\+)[^\S\n]*\n.*?\n(?:---|\+\+\+)[^\S\n]*\n", re.DOTALL
)
_GAP = re.compile(r"\n[^\S\n]*\n\s*|\Z")
_LINE = re.compile(r"\S[^\n]*")
_ITEM = re.compile(r"(?:[-*•–·]|\d{1,2}[.)])\s|#")
_SENTENCE_END = re.compile(r"[.!?…。؟][\"'”’»)\]*_]*\s*\Z")
_BREAK = re.compile(r"(?<=[.!?…。؟])[\"'”’»)\]]*\s+(?=[\"'“‘«(\[—–-]{0,2}\s?[^\W_])")
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sen|Rep|Gov|No|vs|Jr|Sr))\.\Z")
_DATELINE = re.compile(
    r"(?P<place>[^().;:!?\n]{2,60}?)\s*(?P<agency>\([^()]{2,40}\))?\s*[-–—]{1,2}\s+(?=\S)"
)
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£]")
_OPENING, _CLOSING, _EITHER = "“«„", "”»", '"'


@frozen(slots=True)
class Word:
    """One word: ``form`` is what is compared; offsets are code points of the stored text.

    ``is_capital``: it begins with a capital. ``is_first``: it opens a sentence or a quotation, so
    that its capital says nothing. ``is_quoted``: it stands in quotation marks.
    """

    form: str
    start: int
    end: int
    is_capital: bool
    is_first: bool
    is_quoted: bool


@frozen(slots=True)
class Sentence:
    """A sentence as a run of words: ``words[first:last]`` of its cutting."""

    first: int
    last: int
    paragraph: int


@define
class Cutting:
    """The body of a text, cut. ``is_corrected`` says that a note in it tells of a correction."""

    document: str
    text: str
    words: list[Word]
    sentences: list[Sentence]
    is_corrected: bool = False

    @cached_property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return [word.form for word in self.words]

    def forms_of(self, sentence: Sentence) -> list[str]:
        """The words of one sentence."""
        return self.forms[sentence.first : sentence.last]

    def shown(self, sentence: Sentence) -> str:
        """The words of a sentence as they are written, on one line."""
        start, end = self.words[sentence.first].start, self.words[sentence.last - 1].end
        return " ".join(self.text[start:end].split())


def cut_text(document: str, text: str, *, is_whole: bool = False) -> Cutting:
    """Cut the stored text of a document.

    Front matter, headline, bylines, day lines and credit lines are left out, so that the same wire
    under another headline is the same; where nothing else is left, they are the body.
    ``is_whole`` keeps them. Languages that part no words are not served: such a text makes few
    words and is never compared.
    """
    blocks = list(_blocks(text))
    kept = [span for span in _without_headline(blocks, text) if not _is_furniture(text, span)]
    made = Cutting(document, text, [], [])
    for number, span in enumerate(blocks if is_whole else kept or blocks):
        _take(made, span, number, is_lead=number == 0 and not is_whole)
    made.is_corrected = any(furniture("correction").match(text[a:b]) for a, b in blocks)
    return made


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the paragraphs: parted by blank lines, and by lines that end or stand alone."""
    head = _FRONT_MATTER.match(text)
    begin = head.end() if head else 0
    for gap in _GAP.finditer(text, begin):
        yield from _lines_joined(text, begin, gap.start())
        begin = gap.end()


def _lines_joined(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs of one chunk: a line that is full goes on in the next."""
    span: tuple[int, int] | None = None
    before = ""
    for line in _LINE.finditer(text, begin, end):
        stop = line.start() + len(line[0].rstrip())
        if span is None:
            span = (line.start(), stop)
        elif _ends_block(before) or _ITEM.match(line[0]):
            yield span
            span = (line.start(), stop)
        else:
            span = (span[0], stop)
        before = text[line.start() : stop]
    if span is not None:
        yield span


def _ends_block(line: str) -> bool:
    return len(line) < 40 or _SENTENCE_END.search(line) is not None


def _without_headline(blocks: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The blocks without a first one that does not end as a sentence does."""
    if len(blocks) < 2:
        return blocks
    start, end = blocks[0]
    first = text[start:end]
    is_marked = first.startswith("#") or not first.rstrip("\"'”’» ").endswith((".", "…"))
    return blocks[1:] if is_marked and len(first) <= 250 else blocks


def _is_furniture(text: str, span: tuple[int, int]) -> bool:
    block = text[span[0] : span[1]]
    if furniture("line").fullmatch(block) or furniture("correction").match(block):
        return True
    is_long = len(_WORD.findall(block)) >= FEWEST_WORDS
    return not is_long and not _SENTENCE_END.search(block) and not _ITEM.match(block)


def _take(made: Cutting, span: tuple[int, int], paragraph: int, *, is_lead: bool) -> None:
    """Add the words and sentences of one paragraph."""
    start, end = span
    if is_lead and (dateline := _DATELINE.match(made.text, start, min(end, start + 120))):
        place = dateline["place"].split(",")[0]
        if (place.isupper() and len(place) > 2) or dateline["agency"]:
            start = dateline.end()
    quotes = _Quotes(made.text, start)
    for first, last in _sentences(made.text, start, end):
        begin, is_first = len(made.words), True
        for match in _WORD.finditer(made.text, first, last):
            opens = made.text[match.start() - 1 : match.start()] in ("“", "«", "„", '"')
            made.words.append(
                Word(
                    _form(match[0]),
                    match.start(),
                    match.end(),
                    match[0][0].isupper(),
                    is_first or opens,
                    quotes.is_inside(match.start()),
                )
            )
            is_first = False
        if len(made.words) > begin:
            made.sentences.append(Sentence(begin, len(made.words), paragraph))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _BREAK.finditer(text, start, end):
        if not _SHORT.search(text, max(start, match.start() - 6), match.start()):
            yield start, match.end()
            start = match.end()
    yield start, end


def _form(word: str) -> str:
    """A word as it is compared: folded, a number word as its number, "1,000" as "1000"."""
    folded = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    if folded[0].isdigit():
        return re.sub(r",(?=\d{3}(?!\d))", "", folded)
    if folded.endswith("'s"):
        folded = folded[:-2]
    return str(NUMBERS[folded]) if NUMBERS.get(folded, 0) > 1 else folded


@define
class _Quotes:
    """Whether a place in a paragraph stands in quotation marks; asked in rising order."""

    text: str
    at: int
    is_open: bool = False

    def is_inside(self, place: int) -> bool:
        for mark in self.text[self.at : place]:
            if mark in _OPENING:
                self.is_open = True
            elif mark in _CLOSING:
                self.is_open = False
            elif mark in _EITHER:
                self.is_open = not self.is_open
        self.at = place
        return self.is_open
