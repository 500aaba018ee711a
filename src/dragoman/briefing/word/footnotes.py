"""Real footnotes: each note stands once, at the foot of the page that first cites it.

A later citation of it is a cross-reference (NOTEREF) with the same number.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from attrs import Factory, define

from dragoman.briefing.content import DocumentSheet, Note
from dragoman.briefing.word.runs import run
from dragoman.briefing.wording import words_of

_REFERENCE = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~-._"
LONGEST_URL = 90
"""Characters of an address that is printed whole; of a longer one only the host is."""


def _separator(id: int, kind: str, element: str) -> str:
    return (
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:before="0" '
        f'w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{element}/></w:r></w:p>'
        "</w:footnote>"
    )


@define
class Notes:
    """The notes of one Word file, numbered in the order in which the text first cites them.

    ``notes`` are the brief's, by number from 1; ``sheets`` its documents by theirs.
    """

    notes: Sequence[Note]
    sheets: Mapping[int, DocumentSheet]
    _numbers: dict[int, int] = Factory(dict)
    _links: dict[str, str] = Factory(dict)

    def cite(self, numbers: Sequence[int]) -> str:
        """The runs of these citations, a comma between them, those cited before first."""
        comma = f"<w:r>{_REFERENCE}<w:t>,</w:t></w:r>"
        known = sorted((n for n in numbers if n in self._numbers), key=self._numbers.__getitem__)
        fresh = [number for number in numbers if number not in self._numbers]
        return comma.join(self._one(number) for number in (*known, *fresh))

    def _one(self, number: int) -> str:
        if number in self._numbers:
            return _again(self._numbers[number])
        own = self._numbers[number] = len(self._numbers) + 1
        return (
            f'<w:bookmarkStart w:id="{own}" w:name="_Note{own}"/>'
            f'<w:r>{_REFERENCE}<w:footnoteReference w:id="{own}"/></w:r>'
            f'<w:bookmarkEnd w:id="{own}"/>'
        )

    @property
    def links(self) -> Mapping[str, str]:
        """The relationships that the footnotes need: id to plain http(s) address."""
        return {id: url for url, id in self._links.items()}

    def body(self) -> str:
        """The footnotes with their separators, in order."""
        told = "".join(self._footnote(own, number) for number, own in self._numbers.items())
        first = _separator(-1, "separator", "separator")
        return first + _separator(0, "continuationSeparator", "continuationSeparator") + told

    def _footnote(self, own: int, number: int) -> str:
        note = self.notes[number - 1]
        sheet = self.sheets.get(note.document)
        language = sheet.language if sheet else ""
        words = ""
        if note.exact:
            quoted = run(words_of(note.exact), style="Quotation", language=language)
            words = f"{run(': “')}{quoted}{run('”')}"
        return (
            f'<w:footnote w:id="{own}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f"<w:r>{_REFERENCE}<w:footnoteRef/></w:r>{run(' ' + note.label)}{words}"
            f"{run('.')}{self._address(sheet.url if sheet else None)}</w:p></w:footnote>"
        )

    def _address(self, url: str | None) -> str:
        if url is None:
            return ""
        safe = quote(url, safe=_URL_CHARACTERS)
        id = self._links.setdefault(safe, f"rIdLink{len(self._links) + 1}")
        shown = safe if len(safe) <= LONGEST_URL else urlsplit(safe).hostname or safe[:LONGEST_URL]
        return f'{run(" ")}<w:hyperlink r:id="{id}">{run(shown, style="Hyperlink")}</w:hyperlink>'


def _again(number: int) -> str:
    """A cross-reference to a note that stands on an earlier page."""
    code = escape(f" NOTEREF _Note{number} \\f \\h ")
    return (
        f'<w:r>{_REFERENCE}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{_REFERENCE}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r>{_REFERENCE}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{_REFERENCE}<w:t>{number}</w:t></w:r>"
        f'<w:r>{_REFERENCE}<w:fldChar w:fldCharType="end"/></w:r>'
    )
