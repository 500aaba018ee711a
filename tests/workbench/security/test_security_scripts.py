"""No word of a text, a name, a note or an address becomes part of a page's program."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import lxml.html
import pytest
from hostile import BIDI, MARKUP, PAYLOADS, addresses, routes_of

from dragoman.workbench.rendering import STATIC
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


def test_no_page_takes_part_in_an_attack(hostile: Client) -> None:
    seen = 0
    for address in addresses(hostile):
        answer = hostile.get(address)
        assert answer.status_code in (200, 400, 404), (address, answer.status_code, answer.text[:300])
        kind = answer.headers["content-type"].split(";")[0]
        if kind == "text/html":
            assert list(faults_in(answer.text)) == [], address
            assert "1349033" not in answer.text, f"{address} sets a template found in a text"
            assert BIDI not in answer.text, address
            seen += "canary" in answer.text
        elif kind == "application/json":
            answer.json()
        else:
            assert "attachment" in answer.headers.get("content-disposition", "") or kind in (
                "text/css",
            ), (address, kind)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "'self'" in answer.headers["content-security-policy"]
    assert seen > 20, "the attacks did not come to the pages"


def test_no_parameter_of_an_address_acts(hostile: Client) -> None:
    for route in routes_of(hostile):
        if "GET" not in (route.methods or ()) or route.path in ("/live",) or "token" in route.path:
            continue
        path = re.sub(r"{\w+(?::\w+)?}", quote(MARKUP, safe=""), route.path)
        for payload in PAYLOADS:
            names = ("q", "page", "party", "noun", "state", "kind", "on", "since", "until", "at",
                     "change", "who", "verb", "issue", "party", "back", "next", "setting", "form")  # fmt: skip
            query = "&".join(f"{name}={quote(payload)}" for name in names)
            for one in (path, *(f"{path}?{name}={quote(payload)}" for name in names), f"{path}?{query}"):
                answer = hostile.get(one)
                assert answer.status_code < 500, (one, answer.text[:200])
                if answer.headers["content-type"].startswith("text/html"):
                    assert list(faults_in(answer.text)) == [], one
                for name, value in answer.headers.items():
                    assert "\n" not in value, name


SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML|srcdoc"
    r"|createContextualFragment|setTimeout\(\s*[\"'`]|setInterval\(\s*[\"'`]|importScripts"
    r"|setAttribute\(\s*[\"'](?:on|style|src|href)|localStorage|postMessage"
)


@pytest.mark.parametrize("name", sorted(one.name for one in STATIC.iterdir() if one.name.endswith(".js")))
def test_no_module_turns_words_into_markup(name: str) -> None:
    text = (STATIC / name).read_text("utf-8")
    assert SINKS.findall(text) == []
