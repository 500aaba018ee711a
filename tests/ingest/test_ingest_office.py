"""Word and PDF files."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from dragoman.ingest import Taken, take
from dragoman.model import Document, Skip

SENTENCE = "The delegations met on Tuesday in the old customs house of Sundholm."


def taken(folder: Path, name: str, raw: bytes) -> Taken | Skip:
    path = folder / name
    path.write_bytes(raw)
    (found,) = take(path)
    return found


def document(folder: Path, name: str, raw: bytes) -> Document:
    found = taken(folder, name, raw)
    assert isinstance(found, Taken), found
    return found.document


def skip(folder: Path, name: str, raw: bytes) -> Skip:
    found = taken(folder, name, raw)
    assert isinstance(found, Skip)
    return found


def word() -> bytes:
    file = docx.Document()
    file.add_heading("Talks end at Sundholm", 0)
    file.add_paragraph(SENTENCE)
    table = file.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Velland", "half", "Ormark", "all"), strict=True):
        cell.text = text
    file.add_paragraph("They parted without a paper.")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    xref = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + xref + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_a_word_file_keeps_headings_paragraphs_and_tables_in_order(tmp_path: Path) -> None:
    found = document(tmp_path, "a.docx", word())
    assert found.text.split("\n\n") == [
        "Talks end at Sundholm",
        SENTENCE,
        "Velland\thalf\nOrmark\tall",
        "They parted without a paper.",
    ]
    assert found.title == "Talks end at Sundholm"
    assert found.published_at is None


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    assert skip(tmp_path, "a.docx", out.getvalue()).reason == "unpacks to an absurd size"


def test_a_zip_that_is_no_word_file_and_a_torn_one_give_one_line(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "text")
    assert "is not a sound .docx file" in skip(tmp_path, "a.docx", out.getvalue()).reason
    assert skip(tmp_path, "b.docx", word()[:3000]).reason.startswith("is ")


def test_an_old_word_file_is_named(tmp_path: Path) -> None:
    raw = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    assert "old or locked Office file" in skip(tmp_path, "a.docx", raw).reason


def test_entities_in_a_word_file_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    hostile = f'<!DOCTYPE w:document [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode("utf-8", "surrogateescape")
            if name == "word/document.xml":
                data = data.replace("<w:document", f"{hostile}<w:document", 1)
                data = data.replace("without a paper", "&e; without a paper")
            new.writestr(name, data.encode("utf-8", "surrogateescape"))
    found = taken(tmp_path, "a.docx", out.getvalue())
    assert isinstance(found, Skip) or "the secret" not in found.document.text


def test_a_pdf_gives_its_text_layer(tmp_path: Path) -> None:
    found = document(tmp_path, "a.pdf", pdf("Talks end at Sundholm", SENTENCE))
    assert SENTENCE in found.text
    assert found.title == "Talks end at Sundholm"


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    found = skip(tmp_path, "a.pdf", out.getvalue())
    assert found.reason.startswith("has no text layer")
    assert "OCR" in found.advice


@pytest.mark.parametrize("algorithm", ["RC4-128"])
def test_a_locked_pdf_says_so(tmp_path: Path, algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(SENTENCE))))
    writer.encrypt("secret", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    assert skip(tmp_path, "a.pdf", out.getvalue()).reason == "is locked with a password"


def test_a_torn_pdf_gives_one_line(tmp_path: Path) -> None:
    assert skip(tmp_path, "a.pdf", pdf(SENTENCE)[:120]).path.endswith("a.pdf")
