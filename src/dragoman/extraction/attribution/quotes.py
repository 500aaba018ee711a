"""Quotations: where quoted words begin and end, over sentences and paragraphs."""

from collections.abc import Iterable

from attrs import frozen
from spacy.tokens import Doc

from dragoman.extraction.reading import Tokens

CLOSERS = {
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "''": "''",
    "``": "''",
    '"': '"',
    "”": "”",
    "‘": "’",
    "'": "'",
}
"""Opening mark to the marks that may close it (Unicode 16, section 6.2, table 6-3)."""

SPEECH = 6
"""Quoted words from which on a quotation counts as speech with no comma or colon to say so."""


@frozen(kw_only=True)
class Quotation:
    """Quoted words, marks included. ``closed`` is False where the closing mark is missing.

    ``carries_on`` is True when the next paragraph opens with a mark though this one is not
    closed: the convention of print for one speech over several paragraphs.
    """

    span: Tokens
    closed: bool = True
    carries_on: bool = False

    @property
    def words(self) -> int:
        """The number of tokens between the marks."""
        return self.span.end - self.span.start - 1 - int(self.closed)


def find_quotations(doc: Doc, paragraphs: Iterable[Tokens]) -> list[Quotation]:
    """The quotations of a text, in order and disjoint; nested marks stay inside the outer ones.

    An opening mark with no closing one in its paragraph holds to the paragraph's end.
    """
    found: list[Quotation] = []
    for paragraph in paragraphs:
        opened = _quotations_in(doc, paragraph)
        if found and not found[-1].closed and opened and opened[0].span.start == paragraph.start:
            last = found[-1]
            found[-1] = Quotation(span=last.span, closed=False, carries_on=True)
        found.extend(opened)
    return found


def _quotations_in(doc: Doc, paragraph: Tokens) -> list[Quotation]:
    found: list[Quotation] = []
    index = paragraph.start
    while index < paragraph.end:
        if not _opens(doc, index, paragraph):
            index += 1
            continue
        end = _closing(doc, index, paragraph)
        if end is None and doc[index].text in "'‘":
            index += 1
            continue
        stop = paragraph.end if end is None else end + 1
        found.append(Quotation(span=Tokens(index, stop), closed=end is not None))
        index = stop
    return found


def _opens(doc: Doc, index: int, paragraph: Tokens) -> bool:
    token = doc[index]
    if token.text not in CLOSERS or index + 1 >= paragraph.end:
        return False
    if token.whitespace_ and token.text != "“":
        return False
    if token.text in "»”" and index > paragraph.start and not doc[index - 1].whitespace_:
        return False
    if index == paragraph.start:
        return True
    before = doc[index - 1]
    return bool(before.whitespace_) or before.is_space or before.text in "([—–-:…"


def _closing(doc: Doc, opening: int, paragraph: Tokens) -> int | None:
    """The closing mark; a straight one closes a typographic quotation that has no other."""
    if doc[opening].text != "“":
        return _first_closing(doc, opening, paragraph, CLOSERS[doc[opening].text])
    balanced = _balanced(doc, opening, paragraph)
    if balanced is not None:
        return balanced
    first = _first_closing(doc, opening, paragraph, "”")
    return first if first is not None else _first_closing(doc, opening, paragraph, '"')


def _balanced(doc: Doc, opening: int, paragraph: Tokens) -> int | None:
    """The mark that closes a quotation with whole quotations in the same marks inside it."""
    depth = 0
    for index in range(opening, paragraph.end):
        mark = doc[index].text
        depth += (mark == "“") - (mark == "”")
        if not depth:
            return index
    return None


def _first_closing(doc: Doc, opening: int, paragraph: Tokens, marks: str) -> int | None:
    for index in range(opening + 1, paragraph.end):
        token = doc[index]
        if token.text in marks or (len(token.text) == 2 and token.text == marks):
            if token.text in "'’" and not _ends_word(doc, index, paragraph):
                continue
            if token.text == '"' and _opens(doc, index, paragraph) and not _ends(doc, index):
                return None
            return index
    return None


def _ends_word(doc: Doc, index: int, paragraph: Tokens) -> bool:
    """Whether a single mark may close: an apostrophe before a letter may not."""
    at_end = index + 1 >= paragraph.end
    return at_end or bool(doc[index].whitespace_) or doc[index + 1].is_punct


def _ends(doc: Doc, index: int) -> bool:
    return not doc[index - 1].whitespace_


def is_speech(doc: Doc, quotation: Quotation) -> bool:
    """Whether quoted words are speech: long, or led in by a comma or colon, or a sentence.

    Scare quotes, titles of works and nicknames are not.
    """
    start, end = quotation.span
    led_in = start > 0 and doc[start - 1].text in {",", ":"}
    if quotation.words >= SPEECH:
        return led_in or not is_title(doc, quotation)
    last = doc[end - 2].text if quotation.closed else doc[end - 1].text
    after = doc[end].text if end < len(doc) else ""
    ends_sentence = last in {".", "!", "?", ",", "…"}
    if after == "," and _is_clause_at_the_head(doc, quotation):
        return True
    return (quotation.words >= 2 and (led_in or ends_sentence)) or (
        ends_sentence and after not in {"", "."}
    )


def is_title(doc: Doc, quotation: Quotation) -> bool:
    """Whether quoted words are set as the title of a work: capitals on all but the small words."""
    words = [t for t in doc[quotation.span.start : quotation.span.end] if t.is_alpha]
    full = [t for t in words if len(t) > 3 or t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ"}]
    stopped = doc[quotation.span.end - 2].text in {".", "!", "?", ","}
    titled = sum(t.is_title for t in full) >= 0.75 * len(full)
    return len(full) >= 3 and titled and not stopped


def _is_clause_at_the_head(doc: Doc, quotation: Quotation) -> bool:
    """Whether a quotation opens its sentence and has a verb: "The gates stay shut", he said."""
    start, end = quotation.span
    opens = start == 0 or doc[start].is_sent_start or doc[start - 1].is_space
    return bool(opens) and any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])
