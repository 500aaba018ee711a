"""What users sign while they look: a few reviews, notes and corrections."""

import random
from collections.abc import Mapping
from typing import Any

import httpx

VERBS = {"review": 5, "note": 3, "correct": 2}
"""What is signed, and how often in ten times."""

MOST_CHOICES = 40
"""A field with more values to choose from is not what is corrected."""


def draw_verb(chance: random.Random) -> str:
    """What is signed next."""
    return chance.choices(list(VERBS), list(VERBS.values()))[0]


async def fields_of(
    client: httpx.AsyncClient, path: str, verb: str, chance: random.Random
) -> dict[str, str] | None:
    """What the form of a verb asks for: words for a note, another choice for a correction.

    None where the entry at ``path`` has no field that can be corrected by choosing.
    """
    if verb == "note":
        return {"words": f"seen in the readout ({chance.random():.6f})"}
    if verb != "correct":
        return {}
    answer = await client.get(f"{path}.json", params={"form": "correct"})
    return _another(answer.json()["sheet"], chance) if answer.is_success else None


def _another(sheet: Mapping[str, Any], chance: random.Random) -> dict[str, str] | None:
    for one in sheet["form"]:
        values = [value for value, _ in one["choices"] if value]
        rest = [value for value in values if value != sheet["values"].get(one["name"])]
        if one["type"] == "choice" and rest and len(values) <= MOST_CHOICES:
            return {f"field.{one['name']}": chance.choice(rest)}
    return None


async def sign(
    client: httpx.AsyncClient, path: str, verb: str, token: str, fields: Mapping[str, str]
) -> httpx.Response:
    """Sign something on the entry at ``path``, as our modules do."""
    origin = str(client.base_url).rstrip("/")
    return await client.post(
        f"{path}/{verb}",
        data={**fields, "csrf_token": token},
        headers={"accept": "application/json", "origin": origin, "x-csrf-token": token},
    )
