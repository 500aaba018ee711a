"""Reading FollowTheMoney entities of somebody else's making: JSON lines, checked one by one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import BadRequest
from dragoman.exchange.followthemoney.making import library

LONGEST_LINE = 2**25
"""Bytes of one entity: the library itself holds no longer text."""

MOST_VALUES = 10_000
"""Values of one entity; more is no entity but an attack, or a fault of whoever wrote it."""


def read_entities(paths: Iterable[Path]) -> Iterator[Any]:
    """The entities of some files as the library's proxies, every value cleaned by it.

    Values that it does not take are left out, as it does itself.

    Raises:
        BadRequest: a line is no entity, has an unknown schema or is too large; the message gives
            file and line. Or the library is not installed.
        OSError: a file cannot be opened.
    """
    model = library()
    for path in paths:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE + 1):
                number += 1
                where = f"{path.name}, line {number}"
                if len(line) > LONGEST_LINE:
                    raise BadRequest(f"{where} is longer than {LONGEST_LINE // 2**20} MB; split it")
                if line.strip():
                    yield _proxy(model, line.removeprefix(b"\xef\xbb\xbf"), where)


def _proxy(model: Any, line: bytes, where: str) -> Any:
    from followthemoney.exc import FollowTheMoneyException

    try:
        values = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadRequest(
            f"{where} is no JSON object on one line ({error}); write one entity a line, as "
            "`ftm` does"
        ) from error
    _require_entity(model, values, where)
    try:
        return model.get_proxy(values, cleaned=False)
    except (FollowTheMoneyException, ValueError, TypeError, AttributeError) as error:
        raise BadRequest(f"{where} is no entity of FollowTheMoney: {error}") from error


def _require_entity(model: Any, values: dict[str, Any], where: str) -> None:
    """Refuse what has the wrong shape, before the library sees it.

    Raises:
        BadRequest: as said.
    """
    schema, id, properties = values.get("schema"), values.get("id"), values.get("properties")
    if not isinstance(schema, str) or model.get(schema) is None:
        raise BadRequest(
            f"{where} has the schema {str(schema)[:40]!r}, which the installed followthemoney does "
            "not know; update it, or take the line out"
        )
    if not isinstance(id, str) or not id:
        raise BadRequest(f"{where} has no id; give each entity one")
    if not isinstance(properties, dict):
        raise BadRequest(f"{where} has no properties; write them as an object of lists")
    count = 0
    for name, held in properties.items():
        texts = held if isinstance(held, list) else [held]
        count += len(texts)
        if not all(isinstance(one, (str, int, float)) for one in texts):
            raise BadRequest(f"{where}: {name[:40]!r} holds what is no text; nest nothing in it")
    if count > MOST_VALUES:
        raise BadRequest(f"{where} has {count} values, more than {MOST_VALUES}; split it")
