"""The brief as a Word file: real footnotes, real headings, and nothing that does harm."""

import io
import re
import zipfile
from datetime import date

import pytest
from attrs import evolve
from docx import Document as open_docx
from lxml import etree

from dragoman.briefing import compose
from dragoman.briefing.content import (
    Brief,
    Cell,
    DocumentSheet,
    Fact,
    FirstList,
    Item,
    LaneMark,
    Line,
    Matrix,
    Note,
    RoadMap,
    Row,
    TimeLine,
)
from dragoman.briefing.word import render_docx
from dragoman.model import Contents, Mark
from dragoman.model.handling import Handling, Marking

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def note(number: int, **more: object) -> Note:
    values = {"document": 1, "noun": "contact", "label": "Harbour Post, 3 May 2031"}
    return Note(number=number, **(values | more))  # type: ignore[arg-type]


def sheet(**more: object) -> DocumentSheet:
    values = {
        "number": 1,
        "anchor": "document-1",
        "id": "d1",
        "outlet": "Harbour Post",
        "title": "Talks",
        "day": "3 May 2031",
        "known_by": "dateline",
        "genre": "news",
        "language": "en",
        "address": "https://post.example.org/a",
        "url": "https://post.example.org/a",
    }
    return DocumentSheet(**(values | more))  # type: ignore[arg-type]


def item(number: int, text: str, *citations: int, facts: tuple[Fact, ...] = ()) -> Item:
    line = Line(mark=Mark.ONE_ACCOUNT, text=text, citations=citations)
    return Item(number=number, anchor=f"contact-{number}", line=line, facts=facts)


def made(**more: object) -> Brief:
    return evolve(compose(Contents()), **more)  # type: ignore[arg-type]


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def tree(raw: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(raw)[name])


def words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def test_every_part_is_well_formed_and_every_relationship_leads_somewhere() -> None:
    brief = made(
        contacts=(item(1, "They met.", 1),),
        notes=(note(1, exact="met", start=0, end=3),),
        documents=(sheet(),),
        time_line=TimeLine(
            title="One contact held",
            alternative="A point on 3 May",
            marks=(LaneMark(number=1, lane="call", start=date(2031, 5, 3), end=date(2031, 5, 3),
                            status="held", label="They met."),),
        ),
    )  # fmt: skip
    found = parts(render_docx(brief))
    for name, raw in found.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(raw)
    for name in [name for name in found if name.endswith(".rels")]:
        owner = re.sub(r"_rels/(.*)\.rels$", r"\1", name)
        used = set(re.findall(rb'r:(?:id|embed)="([^"]+)"', found.get(owner, b"")))
        given = {one.get("Id").encode() for one in etree.fromstring(found[name])}
        assert used <= given, name
        for one in etree.fromstring(found[name]):
            if one.get("TargetMode") != "External":
                folder = owner.rpartition("/")[0]
                assert f"{folder}/{one.get('Target')}".lstrip("/") in found
    types = etree.fromstring(found["[Content_Types].xml"])
    assert "/word/footnotes.xml" in {one.get("PartName") for one in types}


def test_another_library_reads_it_and_finds_real_headings() -> None:
    opened = open_docx(io.BytesIO(render_docx(made(name="Quota talks"))))
    styles = [(one.text, one.style.name if one.style else "") for one in opened.paragraphs]
    assert ("Quota talks", "Title") in styles
    assert ("Contacts", "Heading 1") in styles
    assert ("Established", "Heading 2") in styles
    assert opened.core_properties.title == "Quota talks: brief"


def test_a_citation_is_a_footnote_and_its_repetition_refers_to_it() -> None:
    brief = made(
        contacts=(item(1, "They met.", 1, 2), item(2, "They met again.", 2)),
        notes=(note(1, exact="met", start=0, end=3), note(2, label="Sound Gazette, 4 May 2031")),
        documents=(sheet(),),
    )
    raw = render_docx(brief)
    body, notes = tree(raw), tree(raw, "word/footnotes.xml")
    cited = [one.get(f"{W}id") for one in body.iter(f"{W}footnoteReference")]
    assert cited == ["1", "2"]
    told = {one.get(f"{W}id"): words(one) for one in notes.iter(f"{W}footnote")}
    assert set(told) == {"-1", "0", "1", "2"}
    assert told["1"].strip() == "Harbour Post, 3 May 2031: “met”. https://post.example.org/a"
    fields = [one.text for one in body.iter(f"{W}instrText")]
    assert fields == [" NOTEREF _Note2 \\f \\h "]
    assert "_Note2" in {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}


def test_the_settings_name_the_separators_of_the_footnotes() -> None:
    found = tree(render_docx(made()), "word/settings.xml")
    assert [one.get(f"{W}id") for one in found.iter(f"{W}footnote")] == ["-1", "0"]


def test_an_empty_file_is_a_document_with_its_empty_states() -> None:
    opened = open_docx(io.BytesIO(render_docx(compose(Contents()))))
    told = [paragraph.text for paragraph in opened.paragraphs]
    assert "No contact was found." in told
    assert "No document yet." in told


def test_the_same_brief_gives_the_same_bytes_and_no_time_of_day() -> None:
    brief = made(contacts=(item(1, "They met.", 1),), notes=(note(1),), documents=(sheet(),))
    raw = render_docx(brief)
    assert raw == render_docx(brief)
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_names_no_author_and_no_machine() -> None:
    core = parts(render_docx(made()))["docProps/core.xml"].decode()
    for name in ("creator", "lastModifiedBy", "created", "modified", "description"):
        assert name not in core
    assert "docProps/app.xml" not in parts(render_docx(made()))


@pytest.mark.parametrize(
    "nasty",
    [
        "a\x00b\x1bc",
        "half \ud800 pair",
        "\ufffe and \uffff",
        "]]>&<w:p/>\"'",
        "{{ jinja }} {% raw %}",
        "mail\u202egnp.exe",
        "\U0001f4a9" * 50,
        "tab\tnew\nline\r",
    ],
)
def test_no_text_breaks_the_file(nasty: str) -> None:
    brief = made(
        name=nasty,
        first_screen=(FirstList(id="x", title=nasty, lines=(Line(mark=None, text=nasty),)),),
        contacts=(item(1, nasty, 1, facts=(Fact(label=nasty, words=nasty, text=nasty),)),),
        notes=(note(1, label=nasty, exact=nasty, start=0, end=1),),
        documents=(sheet(outlet=nasty, title=nasty, language=nasty, known_by=nasty),),
        matrix=Matrix(
            title=nasty,
            parties=(nasty,),
            rows=(Row(issue=nasty, cells=(None,)),),
        ),
    )
    raw = render_docx(brief)
    assert "\u202e" not in words(tree(raw))
    assert len(open_docx(io.BytesIO(raw)).tables) == 3


def test_right_to_left_words_are_runs_of_their_own() -> None:
    raw = render_docx(made(name="Talks with \u2068محمد جواد ظريف\u2069 in Vienna"))
    rtl = [words(run) for run in tree(raw).iter(f"{W}r") if run.find(f"{W}rPr/{W}rtl") is not None]
    assert "محمد جواد ظريف" in rtl
    assert "\u2068" not in words(tree(raw))


@pytest.mark.parametrize("url", ['https://a.example.org/?q=<a>&b="c" d|e{f}', "http://ü.example/ж"])
def test_addresses_are_links_that_every_reader_accepts(url: str) -> None:
    brief = made(contacts=(item(1, "x", 1),), notes=(note(1),), documents=(sheet(url=url),))
    rels = etree.fromstring(parts(render_docx(brief))["word/_rels/footnotes.xml.rels"])
    targets = [one.get("Target") for one in rels]
    assert len(targets) == 1
    assert re.fullmatch(r"https?://[\w.%/?=&\-]+", targets[0], re.ASCII)


def test_only_plain_addresses_of_documents_are_links() -> None:
    brief = made(
        contacts=(item(1, "x", 1),),
        notes=(note(1),),
        documents=(sheet(url=None, address="javascript:alert(1)"),),
    )
    found = parts(render_docx(brief))
    assert not any(b"External" in raw for raw in found.values())


def test_the_head_row_of_a_table_repeats_and_no_row_is_torn() -> None:
    cell = Cell(
        stance="for", act="demand", conditional=True, sentences=3, anchor="p", mark=Mark.BOTH_SIDES
    )
    row = Row(issue="Quota", cells=(None, cell))
    matrix = Matrix(title="Who stands where", parties=("Velland", "Ormark"), rows=(row,))
    body = tree(render_docx(made(matrix=matrix)))
    table = next(body.iter(f"{W}tbl"))
    rows = list(table.iter(f"{W}tr"))
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(one.find(f"{W}trPr/{W}cantSplit") is not None for one in rows)
    assert words(rows[1]).endswith("● for if (3)")


def test_a_wide_matrix_is_set_as_several_tables() -> None:
    parties = tuple(f"Party {number}" for number in range(14))
    row = Row(issue="Quota", cells=(None,) * 14)
    body = tree(render_docx(made(matrix=Matrix(title="t", parties=parties, rows=(row,)))))
    assert [len(list(table.iter(f"{W}gridCol"))) for table in body.iter(f"{W}tbl")] == [7, 7, 3]


def test_a_drawing_has_its_text_alternative_and_its_table() -> None:
    mark = LaneMark(
        number=1, lane="call", start=date(2031, 5, 3), end=None, status="held", label="x"
    )
    line = TimeLine(title="One call", alternative="A call on 3 May & after", marks=(mark,))
    raw = render_docx(made(contacts=(item(1, "They met."),), time_line=line))
    drawn = next(tree(raw).iter(f"{WP}docPr"))
    assert drawn.get("descr") == "A call on 3 May & after"
    assert parts(raw)["word/media/chart1.png"].startswith(b"\x89PNG")
    assert words(next(tree(raw).iter(f"{W}tbl"))).startswith("No.ContactDay")


def test_a_road_map_without_steps_is_not_drawn() -> None:
    road = RoadMap(title="None", alternative="")
    assert not any("media" in name for name in parts(render_docx(made(road_map=road))))


def test_the_handling_mark_stands_on_every_page_and_before_anything_else() -> None:
    raw = render_docx(made(marking=Marking(mark=Handling.AMBER_STRICT)))
    for part in ("word/header1.xml", "word/footer1.xml"):
        assert "TLP:AMBER+STRICT" in words(tree(raw, part))
    first = next(tree(raw).iter(f"{W}p"))
    assert words(first).startswith("TLP:AMBER+STRICT: may go to")
    assert "TLP:AMBER+STRICT" in parts(raw)["docProps/core.xml"].decode()


def test_pages_are_numbered_and_the_language_is_set() -> None:
    raw = render_docx(made())
    footer = parts(raw)["word/footer1.xml"].decode()
    assert 'w:instr=" PAGE "' in footer
    assert 'w:instr=" NUMPAGES "' in footer
    assert 'w:lang w:val="en-GB"' in parts(raw)["word/styles.xml"].decode()


def test_lists_begin_at_one_in_each_section() -> None:
    brief = made(contacts=(item(1, "a"),), deeds=(item(1, "b"), item(2, "c")))
    body = tree(render_docx(brief))
    used = [one.get(f"{W}val") for one in body.iter(f"{W}numId")]
    assert used == ["2", "3", "3"]


def test_ten_thousand_footnotes_are_no_trouble() -> None:
    notes = tuple(note(number, exact="met", start=0, end=3) for number in range(1, 10_001))
    items = tuple(item(number, "They met.", number) for number in range(1, 10_001))
    raw = render_docx(made(contacts=items, notes=notes, documents=(sheet(),)))
    found = tree(raw, "word/footnotes.xml")
    assert len(found) == 10_002
    assert len(parts(raw)["word/_rels/footnotes.xml.rels"]) < 1000


def test_a_note_has_the_same_number_as_in_the_page(brief: Brief) -> None:
    notes = tree(render_docx(brief), "word/footnotes.xml")
    told = [words(one) for one in notes.iter(f"{W}footnote") if int(one.get(f"{W}id")) > 0]
    assert len(told) == len(brief.notes) > 5
    for note_, text in zip(brief.notes, told, strict=True):
        assert text.strip().startswith(note_.label)
