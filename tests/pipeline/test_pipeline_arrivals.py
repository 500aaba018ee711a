"""What kind of file it is: by what is in it, not by its name."""

import json
from pathlib import Path

import pytest

from dragoman.errors import BadRequest
from dragoman.pipeline.arrivals import format_of

LONG = "x" * 2**21
ENTITY = {"id": "a", "schema": "Person", "properties": {"name": ["Ana Reyes"]}}
ITEM = {"id": "a", "type": "article-newspaper", "title": "The ban"}
REMARK = {"type": "Annotation", "@context": "http://www.w3.org/ns/anno.jsonld"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (json.dumps({"kind": "document", "id": "d"}), "jsonl"),
        ("\ufeff" + json.dumps({"kind": "handling"}) + "\n{}", "jsonl"),
        ('{"kind":"document","text":"' + LONG + '"}', "jsonl"),
        (json.dumps(ENTITY) + "\n" + json.dumps(ENTITY), "followthemoney"),
        (json.dumps({**ENTITY, "properties": {"bodyText": [LONG]}}), "followthemoney"),
        (json.dumps(REMARK), "web-annotation"),
        (json.dumps({**REMARK, "items": [LONG]}), "web-annotation"),
        (json.dumps([REMARK], indent=2), "web-annotation"),
        (json.dumps({"total": 1, "rows": [{"uri": "https://a.example"}]}), "web-annotation"),
        (json.dumps([ITEM, {**ITEM, "note": LONG}], indent=2), "csl"),
        ("[\n" + json.dumps(ITEM) + ",\n" + json.dumps({"note": LONG}) + "\n]", "csl"),
    ],
)
def test_a_file_is_known_by_its_beginning(tmp_path: Path, text: str, form: str) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    assert format_of(path) == form


@pytest.mark.parametrize("text", ["", "[", "[1, 2]", "{", "words {", "[" * 100_000, "{}", "null"])
def test_what_is_none_of_them_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRequest, match="is unknown"):
        format_of(path)
