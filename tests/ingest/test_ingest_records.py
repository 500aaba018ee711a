"""JSON files."""

import hashlib
import json
from pathlib import Path

import pytest

from dragoman.ingest import Taken, take
from dragoman.model import Document, Skip

BODY = "The delegations met on Tuesday.\n\nThey parted without a paper, and nobody was surprised."


def taken(folder: Path, name: str, content: str | bytes) -> list[Taken | Skip]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(take(path))


def documents(folder: Path, name: str, content: str | bytes) -> list[Document]:
    return [t.document for t in taken(folder, name, content) if isinstance(t, Taken)]


@pytest.mark.parametrize(
    "names",
    [
        ("title", "text", "url", "outlet", "published_at", "modified_at", "language"),
        ("headline", "body", "link", "source", "date", "updated", "lang"),
        (
            "headline",
            "articleBody",
            "url",
            "publisher",
            "datePublished",
            "dateModified",
            "inLanguage",
        ),
        ("Title", "Content", "URL", "site_name", "pubDate", "lastmod", "Language"),
    ],
)
def test_the_usual_field_names_are_read(tmp_path: Path, names: tuple[str, ...]) -> None:
    values = ("Talks end", BODY, "https://vell.example/a", "Courier", "2025-05-14T08:00:00Z",
              "Thu, 15 May 2025 09:00:00 +0200", "en-GB")  # fmt: skip
    (document,) = documents(tmp_path, "a.json", json.dumps(dict(zip(names, values, strict=True))))
    assert document.title == "Talks end"
    assert document.text == BODY
    assert document.url == "https://vell.example/a"
    assert document.outlet == "Courier"
    assert (document.published_at, document.known_by) == ("2025-05-14T08:00:00Z", "JSON field")
    assert document.modified_at == "2025-05-15T09:00:00+02:00"
    assert document.language == "en"


def test_objects_and_lists_in_fields_are_understood(tmp_path: Path) -> None:
    article = {
        "title": {"rendered": "Talks &amp; trouble"},
        "content": {"rendered": f"<p>{BODY.replace(chr(10) * 2, '</p><p>')}</p>"},
        "source": {"id": None, "name": "Courier"},
        "publishedAt": 1742371200,
    }
    (document,) = documents(tmp_path, "a.json", json.dumps(article))
    assert document.title == "Talks & trouble"
    assert document.text == BODY
    assert document.outlet == "Courier"
    assert document.published_at == "2025-03-19T08:00:00Z"


def test_each_line_is_a_document_of_its_own(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Day {n}", "text": f"{BODY} {n}"}) for n in range(3)]
    found = taken(tmp_path, "a.jsonl", "\r\n".join(lines) + "\r\n\r\n")
    assert [t.raw.decode() for t in found if isinstance(t, Taken)] == lines
    got = [t.document for t in found if isinstance(t, Taken)]
    assert len({d.id for d in got}) == 3
    assert len({d.path for d in got}) == 3
    assert got[0].sha256 == hashlib.sha256(lines[0].encode()).hexdigest()


def test_a_line_put_in_before_it_does_not_make_an_article_another(tmp_path: Path) -> None:
    line = json.dumps({"text": BODY})
    other = json.dumps({"text": BODY + " More."})
    (alone,) = documents(tmp_path, "a.jsonl", line)
    _, second = documents(tmp_path, "a.jsonl", f"{other}\n{line}")
    assert (second.id, second.path) == (alone.id, alone.path)


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    good = json.dumps({"text": BODY})
    bad = ["{not json", '"a string"', "[]", '{"title": "no text"}', "\x00\x01\x02\x03\x04"]
    found = taken(tmp_path, "a.ndjson", "\n".join([good, *bad, good[:-1] + ', "id": 7}']))
    skips = [s for s in found if isinstance(s, Skip)]
    assert [s.path.rsplit(":", 1)[1] for s in skips] == ["2", "3", "4", "5", "6"]
    assert len(found) - len(skips) == 2


@pytest.mark.parametrize("wrapper", ["{}", '{{"articles": {}}}', '{{"status": "ok", "items": {}}}'])
def test_an_array_gives_many_documents(tmp_path: Path, wrapper: str) -> None:
    array = json.dumps([{"id": n, "text": f"{BODY} {n}"} for n in range(3)])
    assert len(documents(tmp_path, "a.json", wrapper.format(array))) == 3


def test_a_json_file_with_one_article_a_line_is_read_by_lines(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"text": f"{BODY} {n}"}) for n in range(2))
    assert len(documents(tmp_path, "a.json", lines)) == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "is not JSON"),
        ("[" * 100_000, "is nested too deep"),
        ('{"name": "a package", "version": 1}', "has no article text"),
        ("[]", "holds no articles"),
        ("42", "is not a JSON object"),
        ('{"kind": "statement", "id": "x", "passages": []}', "is an export that dragoman wrote"),
    ],
)
def test_what_is_no_article_gives_one_line(tmp_path: Path, content: str, reason: str) -> None:
    (skip,) = taken(tmp_path, "a.json", content)
    assert isinstance(skip, Skip)
    assert skip.reason.startswith(reason)


def test_an_export_of_a_thousand_lines_gives_one_line(tmp_path: Path) -> None:
    line = '{"kind": "statement", "id": "x", "passages": []}\n'
    assert len(taken(tmp_path, "a.jsonl", line * 1000)) == 1


def test_lone_surrogates_are_replaced(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, "a.json", '{"text": "The talks \\ud800 ended on Tuesday."}')
    assert document.text == "The talks \ufffd ended on Tuesday."


def test_a_sidecar_speaks_for_all_articles_but_never_gives_their_address(tmp_path: Path) -> None:
    (tmp_path / "a.meta.toml").write_text('outlet = "Courier"\nurl = "https://vell.example/a"')
    lines = "\n".join(json.dumps({"text": f"{BODY} {n}"}) for n in range(2))
    got = documents(tmp_path, "a.jsonl", lines)
    assert [(d.outlet, d.url) for d in got] == [("Courier", None)] * 2


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_file_of_lines_without_any_article_gives_one_line(tmp_path: Path, name: str) -> None:
    (skip,) = taken(tmp_path, name, '{"entity": "Ormark"}\n{"entity": "Velland"}\n')
    assert isinstance(skip, Skip)
    assert skip.reason == "none of its 2 lines holds an article"
