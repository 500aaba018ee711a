"""No word of a text, a name, a note or an address becomes part of a page's program."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import attrs
import lxml.html
import pytest
from hostile import BIDI, MARKUP, PAYLOADS, addresses, routes_of

from dragoman.workbench.live.stream import _line
from dragoman.workbench.pages import PAGES
from dragoman.workbench.rendering import STATIC
from dragoman.workbench.tidings import Tiding
from workbench_client import Client

ELEMENTS = {"img", "iframe", "object", "embed", "base", "math", "style", "foreignobject"}


def faults_in(page: str) -> Iterator[str]:
    """What in a page acts and should not: elements, attributes, addresses."""
    tree = lxml.html.fromstring(page.encode())
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.lower()
        if tag in ELEMENTS:
            yield f"<{tag}>"
        if tag == "script" and (element.text or not str(element.get("src")).startswith("/static/")):
            yield f"script: {element.text}"
        if tag == "meta" and element.get("http-equiv"):
            yield "meta http-equiv"
        yield from _attributes(element)


def _attributes(element: lxml.html.HtmlElement) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name.startswith("on") or name in ("style", "srcdoc", "srcset"):
            yield f"{name}={value}"
        if name in ("href", "src", "action", "formaction", "xlink:href"):
            scheme = urlsplit(value.strip()).scheme
            if scheme not in ("", "http", "https") or value.startswith("//"):
                yield f"{name}={value}"
        if name in ("class", "id") and re.search(r"[\"'<>]|canary", value):
            yield f"{name}={value}"


def test_the_test_sees_what_acts() -> None:
    page = f'<p>{MARKUP}<a href="javascript:x()">a</a><p style="x"></p>'
    assert len(list(faults_in(page))) >= 6


OWN = ("<style>", "meta http-equiv")
"""What a file that is handed out may hold besides: it stands alone, with a policy of its own."""
FILED = re.compile(r"attachment; filename=\"[^\"<>/\\\r\n]+\"(; filename\*=UTF-8''[\w.%-]+)?", re.I)
FIELDS = re.compile(r"<textarea.*?</textarea>|value=\"[^\"]*\"", re.DOTALL)
"""What is there to be changed stands as it is."""


def _file_faults(page: str) -> list[str]:
    """What acts in a file that is handed out, beyond the program's own."""
    ours = [one for one in faults_in(page) if not one.startswith("script:") or "canary" in one]
    return [one for one in ours if one not in OWN]


def test_no_page_takes_part_in_an_attack(hostile: Client) -> None:
    seen = 0
    for address in addresses(hostile):
        answer = hostile.get(address)
        text = answer.text
        assert answer.status_code in (200, 400, 404), (address, answer.status_code, text[:300])
        kind = answer.headers["content-type"].split(";")[0]
        filed = answer.headers.get("content-disposition", "")
        if filed:
            assert FILED.fullmatch(filed), (address, filed)
            assert kind != "text/html" or _file_faults(text) == [], address
        elif kind == "text/html":
            assert list(faults_in(text)) == [], address
            assert BIDI not in FIELDS.sub("", text), address
            seen += "canary" in text
        else:
            assert kind in ("application/json", "text/css"), (address, kind)
        assert "1349033" not in text, f"{address} sets a template found in a text"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "'self'" in answer.headers["content-security-policy"]
    assert seen > 20, "the attacks did not come to the pages"


def test_no_parameter_of_an_address_acts(hostile: Client) -> None:
    parameters = {page.path: [one.name for one in attrs.fields(page.query)] for page in PAGES}
    for route in routes_of(hostile):
        if "GET" not in (route.methods or ()) or "token" in route.path:
            continue
        if route.path == "/live" or route.path.endswith(".json"):
            continue
        path = re.sub(r"{\w+(?::\w+)?}", quote(MARKUP, safe=""), route.path)
        names = [*parameters.get(route.path.removesuffix(".json"), ()), "next"]
        for payload in PAYLOADS[:2]:
            query = "&".join(f"{name}={quote(payload)}" for name in names)
            for one in (
                path,
                *(f"{path}?{name}={quote(payload)}" for name in names),
                f"{path}?{query}",
            ):
                answer = hostile.get(one)
                assert answer.status_code < 500, (one, answer.text[:200])
                is_file = "content-disposition" in answer.headers
                if answer.headers["content-type"].startswith("text/html"):
                    told = _file_faults(answer.text) if is_file else list(faults_in(answer.text))
                    assert told == [], one
                for name, value in answer.headers.items():
                    assert "\n" not in value, name


SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML|srcdoc"
    r"|createContextualFragment|setTimeout\(\s*[\"'`]|setInterval\(\s*[\"'`]|importScripts"
    r"|setAttribute\(\s*[\"'](?:on|style|src|href)|localStorage|postMessage"
)


@pytest.mark.parametrize(
    "name", sorted(one.name for one in STATIC.iterdir() if one.name.endswith(".js"))
)
def test_no_module_turns_words_into_markup(name: str) -> None:
    text = (STATIC / name).read_text("utf-8")
    assert SINKS.findall(text) == []


@pytest.mark.parametrize(
    "words", ["a\n\ndata: b", "a\r\nevent: state\rid: 1", "\u2028\x00", MARKUP]
)
def test_what_pages_are_told_stays_on_one_line(words: str) -> None:
    """A line end in a file's name would begin a message of its own in the stream."""
    line = _line(Tiding(kind="trouble", about={"words": words, "path": words}))
    assert re.fullmatch(rb"event: trouble\ndata: [^\r\n]+\n\n", line)
    assert json.loads(line.split(b"data: ", 1)[1])["words"] == words
