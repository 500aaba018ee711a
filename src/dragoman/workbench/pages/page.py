"""Page: what makes a page of the workbench, and the query that it is asked with."""

from collections.abc import Awaitable, Callable
from typing import Any

import attrs
import msgspec
from attrs import frozen
from starlette.requests import Request

from dragoman.errors import BadRequest
from dragoman.workbench.desk import Desk


@frozen(kw_only=True)
class Plain:
    """The query of a page that takes none."""


@frozen(kw_only=True)
class Page:
    """One page: ``/path`` as HTML, ``/path.json`` with the same sheet as JSON.

    ``make`` composes a plain record (the *sheet*) from a desk and a query; it may not depend on who
    asks. ``query`` is an attrs class whose fields, all with defaults but those of the path, are
    the parameters that the page takes. ``label`` is its name in the navigation, empty for a page
    that does not stand there; ``count`` counts what stands on it. ``is_slow`` has it made in a
    thread. ``instead`` gives the address at which this user sees the page (None for the one asked
    for); it is asked with the request and the shelf. ``warm`` makes what the page takes long to
    make the first time; it is called in a thread, before anybody asks.
    """

    name: str
    path: str
    label: str = ""
    query: type[Any] = Plain
    make: Callable[[Desk, Any], Any]
    count: Callable[[Desk], int] | None = None
    action: str = "look"
    is_slow: bool = False
    instead: Callable[[Request, Any], Awaitable[str | None]] | None = None
    warm: Callable[[Desk], object] | None = None

    @property
    def template(self) -> str:
        """The file that sets the sheet."""
        return f"{self.name}.html.j2"


def read_query(request: Request, query: type[Any]) -> Any:
    """The parameters of a request as the record that a page wants; others are passed over.

    A parameter that is given empty counts as not given, as forms send them.

    Raises:
        BadRequest: a value does not fit; the message names the parameter.
    """
    values: dict[str, Any] = {}
    for field in attrs.fields(query):
        if field.name in request.path_params:
            values[field.name] = request.path_params[field.name]
            continue
        given = [value for value in request.query_params.getlist(field.name) if value != ""]
        if given:
            values[field.name] = given if _is_plural(field.type) else given[-1]
    try:
        return msgspec.convert(values, query, strict=False)
    except msgspec.ValidationError as error:
        raise BadRequest(
            f"this address cannot be read: {error}; go back and choose again"
        ) from error


def _is_plural(kind: Any) -> bool:
    return str(kind).startswith("tuple")
