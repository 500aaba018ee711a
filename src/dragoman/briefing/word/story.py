"""The running text of a Word file, paragraph by paragraph."""

from collections.abc import Sequence

from attrs import Factory, define

from dragoman.briefing.content import Line
from dragoman.briefing.marks import GLYPHS
from dragoman.briefing.word.footnotes import Notes
from dragoman.briefing.word.pictures import Picture
from dragoman.briefing.word.runs import attribute, run

TEXT_WIDTH = 9298
"""Twentieths of a point between the margins of an A4 sheet."""

_EMU_PER_TWIP = 635
_BULLETS = 1
"""The number of the list of bullets; numbered lists follow it."""


@define
class Story:
    """Paragraphs, lists, tables and pictures in order; ``notes`` takes the citations."""

    notes: Notes
    lists: int = 0
    pictures: list[Picture] = Factory(list)
    _parts: list[str] = Factory(list)

    @property
    def body(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def paragraph(self, runs: str, style: str = "", *, properties: str = "") -> None:
        """A paragraph of ready runs; nothing for none."""
        if runs:
            self._parts.append(paragraph(runs, style, properties))

    def text(self, text: str, style: str = "") -> None:
        """A paragraph of one text; nothing for an empty one."""
        if text:
            self.paragraph(run(text), style)

    def heading(self, text: str, level: int = 1) -> None:
        """A real heading, so that it stands in Word's list of them."""
        self.text(text, f"Heading{level}")

    def line(self, line: Line) -> str:
        """The runs of a line: its mark, its words, its notes."""
        mark = run(f"{GLYPHS[line.mark]} ", style="Mark") if line.mark else ""
        return f"{mark}{run(line.text)}{self.notes.cite(line.citations)}"

    def marked(self, line: Line) -> None:
        """A line of a list whose mark of certainty stands where a bullet would."""
        if line.mark is None:
            self.bullet(self.line(line))
            return
        mark = run(GLYPHS[line.mark], style="Mark")
        told = f"{run(line.text)}{self.notes.cite(line.citations)}"
        self.paragraph(f"{mark}<w:r><w:tab/></w:r>{told}", "MarkedLine")

    def bullet(self, runs: str, style: str = "ListBullet") -> None:
        """An entry of a list of bullets."""
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{_BULLETS}"/></w:numPr>'
        self.paragraph(runs, style, properties=listed)

    def begin_list(self) -> int:
        """The number of a new numbered list, which begins at 1."""
        self.lists += 1
        return _BULLETS + self.lists

    def numbered(self, runs: str, list_number: int) -> None:
        """An entry of a numbered list."""
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>'
        self.paragraph(runs, "Entry", properties=f"<w:keepNext/>{listed}")

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[int], title: str
    ) -> None:
        """A table of ready runs; its head row repeats on each page. ``shares`` are per cent."""
        widths = [TEXT_WIDTH * share // 100 for share in shares]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        top = _row([run(head) for head in heads], widths, is_head=True)
        told = "".join(_row(row, widths) for row in rows)
        self._parts.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Listing"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={attribute(title[:250])}/></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{top}{told}</w:tbl>{paragraph('', 'AfterTable')}"
        )

    def picture(self, picture: Picture | None) -> None:
        """A drawing with its text alternative, as wide as the text; nothing for none."""
        if picture is None:
            return
        self.pictures.append(picture)
        number = len(self.pictures)
        across = TEXT_WIDTH * _EMU_PER_TWIP
        down = across * picture.height // picture.width
        self._parts.append(paragraph(_drawing(picture, number, across, down), "Picture"))


def paragraph(runs: str, style: str = "", properties: str = "") -> str:
    """One paragraph of ready runs; ``properties`` follow the style."""
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    own = f"<w:pPr>{chosen}{properties}</w:pPr>" if chosen or properties else ""
    return f"<w:p>{own}{runs}</w:p>"


def _row(cells: Sequence[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    style = "TableHead" if is_head else "TableText"
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(runs, style)}</w:tc>'
        for runs, width in zip(cells, widths, strict=True)
    )
    repeats = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{told}</w:tr>"


def _drawing(picture: Picture, number: int, across: int, down: int) -> str:
    alternative, title = attribute(picture.alternative), attribute(picture.title)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Chart {number}" '
        f"descr={alternative} title={title}/>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Chart {number}" '
        f"descr={alternative}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="rIdChart{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
