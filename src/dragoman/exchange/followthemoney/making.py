"""Making entities: each value cleaned by the library, each entity validated before it is given."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from attrs import define, field

from dragoman.errors import BadRequest

Values = str | None | Iterable[str | None]


@define
class Refusals:
    """Values that FollowTheMoney refused, and entities that lack what it requires, counted.

    ``written`` counts the entities that were given, by schema.
    """

    values: Counter[str] = field(factory=Counter)
    entities: Counter[str] = field(factory=Counter)
    written: Counter[str] = field(factory=Counter)

    @property
    def lines(self) -> tuple[str, ...]:
        """What was written and what was not, a line each."""
        told = ", ".join(f"{count} {schema}" for schema, count in sorted(self.written.items()))
        lines = [f"entities: {told or 'none'}"]
        lines += [
            f"{count} values left out, which FollowTheMoney does not take: {what}"
            for what, count in sorted(self.values.items())
        ]
        lines += [
            f"{count} entities left out, which lack what FollowTheMoney requires: {what}"
            for what, count in sorted(self.entities.items())
        ]
        return tuple(lines)


def library() -> Any:
    """The library's model of schemata.

    Raises:
        BadRequest: it is not installed.
    """
    try:
        from followthemoney import model
    except ImportError as error:
        raise BadRequest(
            "followthemoney is not installed; pip install 'dragoman[followthemoney]'"
        ) from error
    return model


@define(kw_only=True)
class Maker:
    """Makes entities with ids of one kind. ``prefix`` goes into every id."""

    prefix: str = ""
    refusals: Refusals = field(factory=Refusals)
    _model: Any = field(factory=library)

    def id_of(self, *parts: str) -> str:
        """The id of what the parts name: the same for the same parts and prefix."""
        from followthemoney.util import make_entity_id

        made: str = make_entity_id("dragoman", *parts, key_prefix=self.prefix or None) or ""
        return made

    def country(self, code: str | None) -> str | None:
        """A state by its ISO 3166 code as the library writes it; None for what is no state."""
        from followthemoney.types import registry

        if code is None or len(code) not in (2, 3):
            return None
        found: str | None = registry.country.clean(code)
        return found

    def lines(self, schema: str, id: str, properties: Mapping[str, Values]) -> Iterator[str]:
        """The entity as one JSON line; nothing where it lacks what its schema requires."""
        from followthemoney.exc import InvalidData

        proxy = self._model.make_entity(schema)
        proxy.id = id
        for name, values in properties.items():
            for value in [values] if isinstance(values, str) else (values or ()):
                if value:
                    self._add(proxy, name, value)
        lacking = [name for name in proxy.schema.required if not proxy.has(name)]
        made = proxy.to_dict()
        try:
            proxy.schema.validate(made)
        except InvalidData as error:
            lacking += [f"a valid {name}" for name in error.errors.get("properties", ("form",))]
        if lacking:
            self.refusals.entities[f"{schema} without {', '.join(lacking)}"] += 1
            return
        self.refusals.written[schema] += 1
        yield msgspec.json.encode(made, order="sorted").decode("utf-8")

    def _add(self, proxy: Any, name: str, value: str) -> None:
        kind = proxy.schema.get(name)
        cut = _cut(value, kind.type)
        added = proxy.unsafe_add(kind, _sound(cut))
        is_valid = added is not None and kind.type.validate(added)
        if not is_valid:
            proxy.remove(name, added)
            self.refusals.values[f"{proxy.schema.name}.{name}"] += 1
        elif cut != value:
            self.refusals.values[f"the end of {proxy.schema.name}.{name}, which is too long"] += 1


def _sound(value: str) -> str | None:
    from followthemoney.util import sanitize_text

    sound: str | None = sanitize_text(value)
    return sound


def _cut(value: str, kind: Any) -> str:
    """Words no longer than the library's indexes hold; a whole text may be as long as it is."""
    longest = kind.max_length if kind.name in ("name", "string", "address") else None
    return value if longest is None or len(value) <= longest else value[: longest - 1] + "…"
