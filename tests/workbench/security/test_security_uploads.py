"""What is sent up is taken as words and bytes, never as a place, a header or a way to stop us."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx2 as httpx
import pytest
from hostile import ids_of

from dragoman.dossier import Dossier
from workbench_client import ORIGIN, Client
from workbench_talks import reading

PARTS = "multipart/form-data; boundary=X"
ENCODED = "application/x-www-form-urlencoded"
END = b"--X--\r\n"


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with reading(tmp_path_factory.mktemp("uploads")) as client:
        client.post("/undo")
        yield client


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    head = b'--X\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n' % (name, more)
    return head + value + b"\r\n"


def sent(client: Client, path: str, body: bytes, kind: str = PARTS) -> httpx.Response:
    """Send a body made by hand, with the token."""
    token = client._signed({})["csrf_token"]
    headers = {"accept": "application/json", "origin": ORIGIN, "x-csrf-token": token}
    return client.http.post(path, content=body, headers={**headers, "content-type": kind})


NAMES = (
    "../../../../etc/cron.d/evil.txt",
    "/etc/passwd.txt",
    "..\\..\\windows\\evil.txt",
    "C:\\evil.txt",
    "a\x00.txt",
    'a"; filename="b.txt',
    "a\r\nSet-Cookie: x=1.txt",
    "..",
    ".",
    "con.txt",
    "a" * 3000 + ".txt",
    "\u202egnp.txt",
    "%2e%2e%2fevil.txt",
    "$(touch evil).txt",
    "-rf.txt",
    "<script>canary()</script>.txt",
)


def test_a_files_name_is_never_a_place(talk: Client, tmp_path: Path) -> None:
    place = Path(talk.app.state.shelf.place)
    before = sorted(one.name for one in place.parent.iterdir())
    for number, name in enumerate(NAMES):
        raw = f"Velland and Ormark met, for the {number}th time.\n".encode()
        shown = name.encode().replace(b'"', b"%22").replace(b"\r\n", b"%0D%0A")
        answer = sent(talk, "/add/files", part(b"file", raw, b'; filename="%s"' % shown) + END)
        assert answer.status_code in (200, 400), (name, answer.text)
        starred = b"; filename*=UTF-8''" + quote(name, safe="").encode()
        answer = sent(talk, "/add/files", part(b"file", raw + b"!", starred) + END)
        assert answer.status_code in (200, 400), (name, answer.text)
    with Dossier.open(place) as dossier:
        paths = [one.path for one in dossier.documents() if one.path]
    assert len(paths) > len(NAMES)
    for path in paths:
        assert ".." not in path.split("/"), path
        assert not path.startswith("/"), path
        assert path.isprintable(), path
    assert sorted(one.name for one in place.parent.iterdir()) == before
    page = talk.get("/documents").text
    assert "<script>canary" not in page


def test_only_files_of_ours_come_from_static(talk: Client) -> None:
    app = "..%2f..%2fapp.py"
    for name in (app, "%2e%2e/app.py", "..%5capp.py", "/etc/passwd", "%2fetc%2fpasswd",
                 "workbench.css%00.js", "WORKBENCH.CSS", "a" * 4000,
                 "....//app.py", "..%252fapp.py"):  # fmt: skip
        answer = talk.get(f"/static/{name}")
        assert answer.status_code in (400, 404), name
        assert "import" not in answer.text
        assert "root:" not in answer.text
    assert talk.get("/static/workbench.css").status_code == 200


ODD_IDS = (
    "..%2f..%2fetc%2fpasswd s1%2f..%2fheld s1%00 s1.json .json .. %2e%2e s1%2ejson s1%0d%0aX:y s1;x"
)


@pytest.mark.parametrize("id", ODD_IDS.split())
def test_an_id_with_dots_and_slashes_finds_nothing_else(talk: Client, id: str) -> None:
    for path in ("/entries/{}", "/documents/{}", "/people/{}", "/entries/{}.json"):
        answer = talk.http.get(path.format(id), follow_redirects=False)
        assert answer.status_code in (200, 303, 400, 404)
        if answer.status_code == 200:
            assert answer.headers["content-type"].startswith(("application/json", "text/html"))
            assert "root:" not in answer.text
        assert "x-y" not in answer.headers
        assert "x" not in answer.headers


def test_codecs_are_not_for_the_sender_to_choose(talk: Client) -> None:
    """Python knows dozens; some fail with errors of their own, some make what cannot be stored."""
    for codec in ("unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "zlib",
                  "utf-7", "utf-16", "rot13", "mbcs", "x\x00", "\x7f"):  # fmt: skip
        body = part(b"words", b"abc-\\ud800\xff") + END
        answer = sent(talk, "/entries/s1/note", body, f"{PARTS}; charset={codec}")
        assert answer.status_code in (400, 415), (codec, answer.text)
    for codec in ("utf-8", "UTF-8", '"utf-8"'):
        fine = sent(
            talk, "/entries/s1/note", part(b"words", b"a") + END, f"{PARTS}; charset={codec}"
        )
        assert fine.status_code == 200, codec


BODIES = {
    "no boundary": (part(b"words", b"a") + END, "multipart/form-data"),
    "a long boundary": (b"--" + b"b" * 9000, f"multipart/form-data; boundary={'b' * 9000}"),
    "garbage": (b"garbage", PARTS),
    "no end": (part(b"words", b"a")[:-2], PARTS),
    "thousand fields": (b"".join(part(b"f%d" % n, b"x") for n in range(1100)) + END, PARTS),
    "a huge name of a field": (part(b"n" * 100_000, b"x") + END, PARTS),
    "many headers": (b"--X\r\n" + b"A: b\r\n" * 5000 + b"\r\n\r\n" + END, PARTS),
    "thousands of pairs": (b"&".join(b"a=%d" % n for n in range(5000)), ENCODED),
    "broken escapes": (b"words=%ff%zz%00%ed%a0%80%", ENCODED),
    "JSON": (b'{"words": "a"}', "application/json"),
    "deep JSON": (b"[" * 100_000, "application/json"),
    "text": (b"words=a", "text/plain"),
    "XML": (b"<a/>", "application/xml"),
    "nothing": (b"words=a", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_a_strange_body_is_refused_in_words(talk: Client, name: str) -> None:
    body, kind = BODIES[name]
    answer = sent(talk, "/entries/s1/note", body, kind)
    assert answer.status_code in (200, 400, 415), (name, answer.text)
    assert answer.json(), name


def test_more_files_than_a_form_may_hold_are_refused_in_words(talk: Client) -> None:
    one = part(b"file", b"x", b'; filename="a.txt"')
    answer = sent(talk, "/add/files", one * 1001 + END)
    assert answer.status_code == 400
    assert "1000" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/entries/s1/note", "/undo", "/pairs"])
def test_a_form_of_two_megabytes_is_refused_where_no_page_sends_one(
    talk: Client, path: str
) -> None:
    answer = sent(talk, path, part(b"words", b"x" * 2_000_000) + END)
    assert answer.status_code == 413
    encoded = sent(talk, path, b"words=" + b"x" * 2_000_000, "application/x-www-form-urlencoded")
    assert encoded.status_code == 413


def test_a_text_as_long_as_may_be_pasted_is_taken(talk: Client) -> None:
    text = ("Velland and Ormark met again.\n" * 70_000)[:1_900_000].encode()
    answer = sent(talk, "/add/paste", part(b"text", text) + END)
    assert answer.status_code == 200, answer.text
    assert answer.json()["documents"]


def _bomb(name: str, megabytes: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b"\x00" * (megabytes << 20))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("bomb.docx", _bomb("word/document.xml", 300)),
        pytest.param("bomb.warc.gz", b"", marks=pytest.mark.slow),
        ("bomb.pdf", b"%PDF-1.4\n" + b"[" * 500_000),
        ("bomb.html", b"<div>" * 200_000),
        ("bomb.eml", b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 100_000),
        ("bomb.json", b"[" * 500_000),
        ("lies.pdf", b"<html><script>canary()</script>"),
        ("lies.docx", b"\x7fELF" * 100),
        ("empty.txt", b""),
    ],
)
def test_a_bomb_is_skipped_in_words_or_taken_as_text(talk: Client, name: str, raw: bytes) -> None:
    if name.endswith(".gz"):  # given up after half a minute
        raw = gzip.compress(b"WARC/1.0\r\n" + b"\x00" * (300 << 20), 9)
    body = part(b"file", raw, b'; filename="%s"' % name.encode()) + END
    answer = sent(talk, "/add/files", body)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["documents"] or told["skips"][0]["advice"], told
    assert talk.get("/documents").status_code == 200


def test_a_log_of_decisions_with_rubbish_is_refused_whole(talk: Client) -> None:
    before = len(talk.sheet("/log")["rows"])
    for raw in (
        b"[" * 100_000,
        b"\xff\xfe",
        b"null\n3\n",
        b"{}\n",
        b'{"a":"\\ud800"}\n',
        b"\x00" * 100,
    ):
        body = part(b"file", raw, b'; filename="x.jsonl"') + END
        answer = sent(talk, "/log/import", body)
        assert answer.status_code == 400, (raw[:20], answer.text)
    assert len(talk.sheet("/log")["rows"]) == before


def test_a_download_cannot_be_named_by_a_text(talk: Client) -> None:
    for path in ("/log/decisions.jsonl",):
        answer = talk.get(f"{path}?name={quote('a.html')}")
        assert answer.headers["content-disposition"] == 'attachment; filename="decisions.jsonl"'
        assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert ids_of(talk)["/documents/"]
