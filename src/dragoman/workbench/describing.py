"""Describing: what every JSON twin takes and gives, as an OpenAPI 3.1 document at
``/openapi.json``.

It is made from the records themselves, a page's query and its sheet, so it says what the pages do.
"""

import re
import typing
from collections.abc import Iterable
from enum import Enum
from typing import Any

import attrs
import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dragoman.workbench.access import Action, may, requires
from dragoman.workbench.pages.page import Page

TEMPLATE = "#/components/schemas/{name}"
ERROR = {
    "type": "object",
    "properties": {"error": {"type": "string"}},
    "required": ["error"],
}
REFUSALS = {
    "400": "A parameter cannot be read; the words say which.",
    "401": "Nobody is logged in.",
    "403": "The role does not allow it.",
    "404": "No such entry is in the dossier any more.",
    "503": "The dossier cannot be read just now.",
}


def described(pages: Iterable[Page]) -> dict[str, Any]:
    """The description of the twins of these pages, as plain JSON."""
    every = tuple(pages)
    kinds = [record for page in every for record in (sheet_of(page), page.query)]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=TEMPLATE)
    paths = {
        f"{page.path}.json": {"get": _operation(page, sheet, _resolved(query, components))}
        for page, sheet, query in zip(every, schemas[::2], schemas[1::2], strict=True)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dragoman's workbench",
            "version": "1",
            "description": "Every page has a JSON twin: the same sheet, for programs.",
        },
        "paths": paths,
        "components": {"schemas": {**components, "Error": ERROR}},
    }


def sheet_of(page: Page) -> Any:
    """The record that a page composes, as its ``make`` says."""
    return typing.get_type_hints(page.make)["return"]


def _resolved(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    name = schema.get("$ref", "").rpartition("/")[2]
    found: dict[str, Any] = components[name] if name else schema
    return found


def _operation(page: Page, sheet: dict[str, Any], query: dict[str, Any]) -> dict[str, Any]:
    body = {
        "type": "object",
        "properties": {
            "page": {"const": page.name},
            "state": {"type": "string"},
            "query": {"type": "object"},
            "sheet": sheet,
        },
        "required": ["page", "state", "query", "sheet"],
    }
    answers = {"200": _answer("The sheet of the page.", body)}
    error = {"$ref": TEMPLATE.format(name="Error")}
    answers |= {status: _answer(words, error) for status, words in REFUSALS.items()}
    return {
        "operationId": page.name,
        "summary": page.label or page.name,
        "description": (page.query.__doc__ or "").strip(),
        "parameters": [_parameter(f, page, query) for f in attrs.fields(page.query)],
        "responses": answers,
    }


def _answer(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _parameter(field: Any, page: Page, query: dict[str, Any]) -> dict[str, Any]:
    is_path = field.name in re.findall(r"{(\w+)(?::\w+)?}", page.path)
    schema = dict(query["properties"][field.name])
    if not is_path and field.default is not attrs.NOTHING:
        default = field.default
        schema["default"] = default.value if isinstance(default, Enum) else default
    return {
        "name": field.name,
        "in": "path" if is_path else "query",
        "required": is_path,
        "schema": schema,
    }


def description(pages: tuple[Page, ...]) -> Route:
    """The route ``/openapi.json``; it names the pages that the user may see."""

    @requires(Action.LOOK)
    async def tell(request: Request) -> Response:
        user = request.state.user
        seen = tuple(page for page in pages if may(user, Action(page.action)))
        body = msgspec.json.encode(described(seen))
        return Response(body, media_type="application/json")

    return Route("/openapi.json", tell, name="openapi")
