"""Files built to fill the memory or to run for ever cost a line, not the run."""

import io
import json
import zipfile
import zlib

import docx
import pytest

from dragoman.ingest import Taken, archive, mail, pdf, records, take_bytes, word
from dragoman.model import Skip

SENTENCE = "The delegations met on Tuesday in the old customs house of Sundholm."


def told(raw: bytes, ending: str) -> list[Taken | Skip]:
    return list(take_bytes(raw, where=f"a{ending}", ending=ending))


def reason(raw: bytes, ending: str) -> str:
    (found,) = told(raw, ending)
    assert isinstance(found, Skip), found
    return found.reason


def word_file(old: bytes = b"", new: bytes = b"", **more: bytes) -> bytes:
    file = docx.Document()
    file.add_paragraph(SENTENCE)
    file.add_table(rows=1, cols=1).cell(0, 0).text = "half"
    made, out = io.BytesIO(), io.BytesIO()
    file.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "word/document.xml":
                assert old in data
                data = data.replace(old, new, 1)
            after.writestr(name, data)
        for name, data in more.items():
            after.writestr(name, data)
    return out.getvalue()


def test_a_cell_that_claims_a_hundred_million_columns_is_refused() -> None:
    raw = word_file(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="100000000"/>')
    assert reason(raw, ".docx") == "has a table of absurd width"


def test_a_cell_over_a_few_columns_is_read() -> None:
    raw = word_file(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="3"/>')
    (found,) = told(raw, ".docx")
    assert isinstance(found, Taken)
    assert found.document.text == f"{SENTENCE}\n\nhalf"


def test_a_word_file_of_too_much_markup_or_too_many_parts_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(word, "MAX_XML_BYTES", 900_000)
    paragraphs = b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % n for n in range(30_000))
    assert reason(word_file(b"</w:body>", paragraphs + b"</w:body>"), ".docx").startswith("unpacks")
    monkeypatch.setattr(word, "MAX_PARTS", 100)
    many = word_file(**{f"x{n}": b"" for n in range(200)})
    assert reason(many, ".docx").startswith("unpacks")


@pytest.mark.parametrize("place", ["text", "attribute"])
def test_entities_that_multiply_are_not_blown_up(place: str) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE w:document [<!ENTITY e0 "lol">{entities}]><w:document'
    head += ' a="&e9;"' if place == "attribute" else ""
    raw = word_file(b"<w:document", head.encode())
    for found in told(raw, ".docx"):
        assert isinstance(found, Skip) or len(found.document.text) < 1000


def pdf_file(content: bytes, pages: int = 1) -> bytes:
    packed = zlib.compress(content, 9)
    kids = b"3 0 R " * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + end


LINE = b"BT /F1 12 Tf (The delegations met in Sundholm.) Tj ET\n"


def test_a_pdf_that_takes_too_long_is_given_up_within_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", -1.0)
    assert reason(pdf_file(LINE * 50), ".pdf").startswith("takes longer than")
    clock = iter(range(10_000))
    monkeypatch.setattr("dragoman.ingest.pdf.time.monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(pdf, "MAX_SECONDS", 20.0)
    assert reason(pdf_file(LINE * 50), ".pdf").startswith("takes longer than 20 seconds")
    assert next(clock) < 30


def test_a_pdf_that_repeats_one_page_a_million_times_or_unpacks_beyond_measure_is_refused() -> None:
    assert isinstance(told(pdf_file(LINE, pages=1), ".pdf")[0], Taken)
    assert reason(pdf_file(LINE, pages=200_000), ".pdf")
    assert reason(pdf_file(b" " * 100_000_000), ".pdf")


def test_an_archive_whose_header_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_RECORD_SECONDS", 0.05)
    raw = b"WARC/1.0\r\n" + b"X: a\r\n" * 2_000_000
    assert "takes longer than" in reason(raw, ".warc")


def test_a_million_bad_lines_are_one_line() -> None:
    raw = b"x\n" * (records.MAX_FRUITLESS + 5)
    assert reason(raw, ".jsonl") == "none of its first 100,000 lines holds an article"
    assert (
        reason(b"[" + b"0," * 2000 + b"0]", ".json") == "none of its 2,001 items holds an article"
    )


def test_bad_lines_after_an_article_are_named_up_to_a_number_and_no_article_is_lost() -> None:
    article = json.dumps({"text": SENTENCE}).encode()
    other = json.dumps({"text": SENTENCE.replace("Tuesday", "Friday")}).encode()
    found = told(b"\n".join([article, b"x\n" * 1500, other]), ".jsonl")
    skips = [one for one in found if isinstance(one, Skip)]
    assert len(found) - len(skips) == 2
    assert len(skips) == records.MAX_NAMED + 1
    assert skips[-1].reason == "500 more of its lines hold no article"


def test_a_mail_of_parts_within_parts_is_refused() -> None:
    part = b"--a\nContent-Type: multipart/mixed; boundary=a\n\n"
    raw = b"Content-Type: multipart/mixed; boundary=a\n\n" + part * (mail.MAX_NESTED + 1)
    assert reason(raw, ".eml") == "has parts within parts without end"


def test_a_mail_with_a_page_beyond_measure_is_refused() -> None:
    raw = b"Content-Type: text/html\n\n" + b"<p>words and words</p>" * 600_000
    assert "more than the 10 MB" in reason(raw, ".eml")


@pytest.mark.parametrize("raw", [b"[" * 200_000, b'{"a":' * 200_000])
def test_json_without_a_bottom_is_a_line(raw: bytes) -> None:
    assert reason(raw, ".json") == "is nested too deep"
