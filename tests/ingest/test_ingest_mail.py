"""Mails."""

from email.message import EmailMessage
from pathlib import Path

from dragoman.ingest import Taken, take
from dragoman.model import Document, Skip

BODY = "The delegations met on Tuesday in the old customs house.\n\nThey parted without a paper.\n"


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Port Vell Courier <news@vell.example>"
    message["Subject"] = headers.get("subject", "Talks end at Sundholm")
    message["Date"] = headers.get("date", "Wed, 14 May 2025 17:30:00 +0100")
    return message


def taken(folder: Path, raw: bytes) -> list[Taken | Skip]:
    path = folder / "a.eml"
    path.write_bytes(raw)
    return list(take(path))


def one(folder: Path, raw: bytes) -> Document:
    (found,) = taken(folder, raw)
    assert isinstance(found, Taken), found
    return found.document


def test_a_plain_mail_gives_text_subject_and_instant(tmp_path: Path) -> None:
    message = mail()
    message.set_content(BODY)
    document = one(tmp_path, message.as_bytes())
    assert document.text == BODY
    assert document.title == "Talks end at Sundholm"
    assert (document.published_at, document.known_by) == (
        "2025-05-14T17:30:00+01:00",
        "mail header",
    )
    assert document.outlet is None


def test_marks_of_forwarding_are_no_part_of_the_title(tmp_path: Path) -> None:
    message = mail(subject="Fwd: Re: =?utf-8?q?Gespr=C3=A4che_enden?=")
    message.set_content(BODY)
    assert one(tmp_path, message.as_bytes()).title == "Gespräche enden"


def test_the_declared_charset_reads_the_body(tmp_path: Path) -> None:
    text = "Переговоры завершены во вторник, сообщил секретарь.\n"
    message = mail()
    message.set_content(text, charset="windows-1251")
    assert one(tmp_path, message.as_bytes()).text == text


def test_an_unknown_charset_is_guessed(tmp_path: Path) -> None:
    head = b"Subject: Talks\r\nContent-Type: text/plain; charset=x-nonsense\r\n\r\n"
    text = "They parted – without a word – on Tuesday."
    assert one(tmp_path, head + text.encode("cp1252")).text == text


def test_a_page_is_read_where_the_plain_part_is_a_stub(tmp_path: Path) -> None:
    message = mail()
    message.set_content("View this mail in your browser.")
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY.strip().split("\n\n"))
    message.add_alternative(f"<html><body><h1>T</h1>{paragraphs}</body></html>", subtype="html")
    assert "without a paper" in one(tmp_path, message.as_bytes()).text


def test_attachments_are_left_out(tmp_path: Path) -> None:
    message = mail()
    message.set_content(BODY)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    assert one(tmp_path, message.as_bytes()).text == BODY


def test_a_mail_without_text_gives_one_line(tmp_path: Path) -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    (skip,) = taken(tmp_path, message.as_bytes())
    assert isinstance(skip, Skip)
    assert skip.reason == "the mail has no text"


def test_a_day_that_is_none_stays_unknown(tmp_path: Path) -> None:
    head = b"Subject: Talks\r\nDate: yesterday\r\n\r\n"
    document = one(tmp_path, head + BODY.encode())
    assert (document.published_at, document.known_by) == (None, None)
