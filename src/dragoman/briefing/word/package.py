"""The parts of a Word file (Office Open XML, ECMA-376) put into one package."""

import io
import zipfile
from importlib.resources import files

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from dragoman.briefing.word.runs import attribute, run
from dragoman.briefing.word.story import Story, paragraph
from dragoman.model.handling import Handling

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The day that every file in the package bears, so that it tells no time and stays the same."""

_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="454"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/>'
)
_PAGE = (
    '<w:headerReference w:type="default" r:id="rIdHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1304" w:bottom="1304" '
    'w:left="1304" w:header="624" w:footer="567" w:gutter="0"/>'
)


def package(story: Story, *, title: str, label: str) -> bytes:
    """The file: ``title`` and ``label`` (a handling mark or empty) stand on every page."""
    built = OpcPackage()
    body = _part("/word/document.xml", CT.WML_DOCUMENT_MAIN, _document(story))
    built.load_rel(RT.OFFICE_DOCUMENT, body, "rIdDocument")
    properties = _part("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, _core(title, label))
    built.load_rel(RT.CORE_PROPERTIES, properties, "rIdCore")
    styles = (files(__package__) / "styles.xml").read_bytes()
    notes = _footnotes(story)
    for id, kind, part in (
        ("rIdStyles", RT.STYLES, Part(PackURI("/word/styles.xml"), CT.WML_STYLES, styles)),
        ("rIdSettings", RT.SETTINGS, _wml("settings", CT.WML_SETTINGS, "settings", _SETTINGS)),
        ("rIdNumbering", RT.NUMBERING, _numbering(story.lists)),
        ("rIdFootnotes", RT.FOOTNOTES, notes),
        ("rIdHeader", RT.HEADER, _wml("header1", CT.WML_HEADER, "hdr", _top(title, label))),
        ("rIdFooter", RT.FOOTER, _wml("footer1", CT.WML_FOOTER, "ftr", _foot(label))),
    ):
        body.load_rel(kind, part, id)
    for number, picture in enumerate(story.pictures, 1):
        part = Part(PackURI(f"/word/media/chart{number}.png"), CT.PNG, picture.png)
        body.load_rel(RT.IMAGE, part, f"rIdChart{number}")
    return _timeless(built)


def _part(name: str, content_type: str, xml: str) -> Part:
    return Part(PackURI(name), content_type, (_HEAD + xml).encode("utf-8"))


def _wml(name: str, content_type: str, root: str, content: str) -> Part:
    return _part(f"/word/{name}.xml", content_type, f"<w:{root} {_SPACES}>{content}</w:{root}>")


def _document(story: Story) -> str:
    section = f"<w:sectPr>{_PAGE}</w:sectPr>"
    return f"<w:document {_SPACES}><w:body>{story.body}{section}</w:body></w:document>"


def _footnotes(story: Story) -> Part:
    part = _wml("footnotes", CT.WML_FOOTNOTES, "footnotes", story.notes.body())
    for id, url in story.notes.links.items():
        part.load_rel(RT.HYPERLINK, url, id, is_external=True)
    return part


def _numbering(lists: int) -> Part:
    """Bullets, and one numbered list for each section, which begins at 1."""
    kinds = _kind(0, "bullet", "•") + _kind(1, "decimal", "%1.")
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbered = "".join(
        f'<w:num w:numId="{2 + n}"><w:abstractNumId w:val="1"/>{begin}</w:num>'
        for n in range(lists)
    )
    bullets = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return _wml("numbering", CT.WML_NUMBERING, "numbering", f"{kinds}{bullets}{numbered}")


def _kind(id: int, form: str, text: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:tabs>'
        '<w:tab w:val="num" w:pos="454"/></w:tabs><w:ind w:left="454" w:hanging="454"/></w:pPr>'
        '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/></w:rPr></w:lvl></w:abstractNum>'
    )


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


COLOURS = {
    Handling.CLEAR: "FFFFFF",
    Handling.GREEN: "33FF00",
    Handling.AMBER: "FFC000",
    Handling.AMBER_STRICT: "FFC000",
    Handling.RED: "FF2B2B",
}
"""The colours of the labels on black (FIRST, TLP 2.0); the words alone carry the meaning."""

_TAB = "<w:r><w:tab/></w:r>"


def _top(title: str, label: str) -> str:
    """The name, and the handling mark at the right, as FIRST asks for."""
    return paragraph(f"{run(title, style='Label')}{_TAB}{_TAB}{_marked(label)}", "Header")


def _foot(label: str) -> str:
    pages = f"{run('Page ')}{_field('PAGE')}{run(' of ')}{_field('NUMPAGES')}"
    return paragraph(f"{pages}{_TAB}{_TAB}{_marked(label)}", "Footer")


def _marked(label: str) -> str:
    """The label in its colour on black, in 12 point (FIRST, TLP 2.0, "in documents")."""
    if not label:
        return ""
    colour = COLOURS[Handling(label)]
    return (
        f'<w:r><w:rPr><w:b/><w:bCs/><w:color w:val="{colour}"/><w:sz w:val="24"/>'
        f'<w:szCs w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/></w:rPr>'
        f'<w:t xml:space="preserve"> {label} </w:t></w:r>'
    )


def _core(title: str, label: str) -> str:
    """Title, language and mark; no author, no time, no machine."""
    name, mark = (attribute(text)[1:-1] for text in (title, label))
    keywords = f"<cp:keywords>{mark}</cp:keywords>" if mark else ""
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{name}</dc:title>{keywords}<dc:language>en-GB</dc:language>"
        "</cp:coreProperties>"
    )


def _timeless(built: OpcPackage) -> bytes:
    """The package's bytes with the same day on every file in it."""
    first, last = io.BytesIO(), io.BytesIO()
    built.save(first)
    with zipfile.ZipFile(first) as given, zipfile.ZipFile(last, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            made.writestr(entry, given.read(name))
    return last.getvalue()
