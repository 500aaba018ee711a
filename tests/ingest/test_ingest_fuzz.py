"""Whatever the bytes, taking never raises and what is taken holds together."""

import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ingest import Taken, fingerprint, take
from dragoman.ingest.readers import ENDINGS
from dragoman.model import Skip, document_id

FRAGMENTS = (
    b"<html>",
    b"<article><p>",
    b"</p>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"---\n",
    b"+++\n",
    b"[",
    b"{",
    b'{"text": "',
    b'"}',
    b"\r\n",
    b"\n\n",
    b"Date: Wed, 14 May 2025 17:30:00 +0100\n",
    b"\x00",
    b"Content-Type: multipart/mixed; boundary=a\n",
    b"--a\n",
    b"%PDF-1.4\n",
    b"1 0 obj<</Type/Catalog",
    b"PK\x03\x04",
    b"The talks ended on Tuesday, she said. ",
    "Переговоры. ".encode(),
    b"\xe2\x80\xae",
    b'<script type="application/ld+json">',
    b"</script>",
    b"<meta charset=utf-7>",
    b"2025-99-99 ",
    b"=?utf-8?q?=ff?=",
    b"Subject: ",
    b"outlet: &a [*a]\n",
    b'"datePublished": "',
    b"<time datetime=",
)

scraps = st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=12), max_size=25).map(b"".join)


def check(ending: str, raw: bytes, sidecar: bytes | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(raw)
        if sidecar is not None:
            path.with_name("a.meta.toml").write_bytes(sidecar)
        for found in take(path):
            assert isinstance(found, Taken | Skip)
            if isinstance(found, Skip):
                assert found.reason
                assert "\n" not in str(found).strip()
                continue
            document = found.document
            assert document.text.strip()
            document.text.encode("utf-8")
            address = document.url or document.path or ""
            assert document.id == document_id(document.sha256, address)
            assert (document.published_at is None) == (document.known_by is None)


@pytest.mark.parametrize("ending", sorted(ENDINGS))
@settings(deadline=None, max_examples=40)
@given(raw=scraps)
def test_no_bytes_make_taking_fail(ending: str, raw: bytes) -> None:
    check(ending, raw)


@settings(deadline=None, max_examples=40)
@given(raw=st.binary(max_size=200), sidecar=scraps)
def test_no_sidecar_makes_taking_fail(raw: bytes, sidecar: bytes) -> None:
    check(".txt", raw, sidecar)


@settings(deadline=None, max_examples=40)
@given(body=scraps)
def test_no_word_file_makes_taking_fail(body: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", body)
        archive.writestr("word/document.xml", body)
    check(".docx", out.getvalue())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "title", "url", "date", "source", "id", "articles", "kind", "genre"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=80)
@given(value=json_values)
def test_no_json_makes_taking_fail(value: object) -> None:
    check(".json", json.dumps(value).encode())
    check(".jsonl", json.dumps(value).encode() + b"\n{}\n")


readable = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(
    lambda text: any(map(str.isalnum, text)) and "\ufffd" not in text and "\ufeff" not in text
)


@settings(deadline=None)
@given(text=readable, codec=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_text_comes_back_as_it_was_written(text: str, codec: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode(codec))
        (found,) = take(path)
        if isinstance(found, Taken):
            assert found.document.text == text
        else:
            assert found.reason == "holds no words"


@settings(deadline=None)
@given(text=st.text())
def test_every_text_has_a_fingerprint(text: str) -> None:
    assert len(fingerprint(text)) == 32
    assert fingerprint(text) == fingerprint(f"{text}\n \n")
