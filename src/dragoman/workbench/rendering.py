"""Rendering: a sheet set as a page, or given as JSON."""

import contextlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

import msgspec
from attrs import frozen
from jinja2 import ChoiceLoader, Environment, PackageLoader, TemplateError
from starlette.requests import Request

from dragoman.briefing import asset, environment, visible
from dragoman.workbench.citations import document_href, entry_href

STATIC = files("dragoman.workbench") / "static"


@frozen(kw_only=True)
class Way:
    """One line of the navigation."""

    href: str
    label: str
    name: str
    count: int | None = None
    is_here: bool = False


@cache
def templates() -> Environment:
    """The workbench's templates, which may use those of the brief; everything is escaped."""
    brief = environment()
    made: Environment = brief.overlay(
        auto_reload=False,
        loader=ChoiceLoader(
            [PackageLoader("dragoman.workbench"), brief.loader or PackageLoader("")]
        ),
    )
    made.filters = {**brief.filters, "query": _query, "shown": visible}
    made.globals = {**brief.globals, "document_href": document_href, "entry_href": entry_href}
    return made


def _query(query: Any, **changes: Any) -> str:
    """A page's query as an address' ending, with some parameters changed; defaults left out."""
    import attrs

    values: list[tuple[str, str]] = []
    for field in attrs.fields(type(query)):
        value = changes.get(field.name, getattr(query, field.name))
        if value == field.default or value is None or value == () or value == "":
            continue
        many = value if isinstance(value, tuple | list) else (value,)
        values += [(field.name, _plain(one)) for one in many]
    return f"?{urlencode(values)}" if values else "?"


def _plain(value: Any) -> str:
    return str(getattr(value, "value", value))


def compile_templates() -> None:
    """Compile all templates: the first to ask for a page shall not wait for it."""
    for name in PackageLoader("dragoman.workbench").list_templates():
        with contextlib.suppress(TemplateError):  # its own page says so, and no other
            templates().get_template(name)


def set_page(template: str, **values: Any) -> str:
    """The page that a template makes of a sheet and the frame around it."""
    return templates().get_template(template).render(**values)


def as_json(values: Any) -> bytes:
    """Plain JSON of a sheet: attrs records as objects, enums by value, days in ISO 8601."""
    return msgspec.json.encode(values)


def static_files() -> Iterable[str]:
    """The names of the files that pages load."""
    return sorted(one.name for one in STATIC.iterdir() if one.is_file())


@cache
def static_file(name: str) -> bytes | None:
    """A file that pages load; the brief's own style sheet is one of them. None for no such file."""
    if name == "brief.css":
        return asset(name).encode()
    if name not in static_files():
        return None
    return (STATIC / name).read_bytes()


def is_part(request: Request) -> bool:
    """Whether only the page's main part is asked for, as our module does when it refreshes."""
    return request.headers.get("x-part") == "main"
