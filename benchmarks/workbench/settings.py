"""The settings of the invented negotiation, with preferences, so that there is a deal space."""

import random
from collections.abc import Iterator

from pile_world import party_id
from workbench.scene import SIDES, Matter, Scene

OPTIONS = ("none", "some", "half", "all")
WEIGHED = 6
"""Issues with settled options: the sides' preferences span 4 to the power of 6 packages."""

PEOPLE = 40
COLOURS = ("bluish green", "orange", "sky blue", "reddish purple", "yellow", "black")


def write_settings(chance: random.Random, scene: Scene) -> str:
    """The text of ``negotiation.toml``."""
    weighed = scene.matters[:WEIGHED]
    sides = [party_id(label) for label in scene.parties[:SIDES]]
    parts = [
        'name = "Invented talks"',
        *_parties(scene),
        *_persons(scene),
        *(f'[[outlet]]\nname = "{outlet}"' for outlet in scene.outlets),
        *(_issue(matter, matter in weighed) for matter in scene.matters),
        *(part for side in sides for part in _preferences(chance, side, weighed)),
        _package("small", "some", weighed),
        _package("large", "half", weighed),
    ]
    return "\n\n".join(parts) + "\n"


def _parties(scene: Scene) -> Iterator[str]:
    for number, label in enumerate(scene.parties):
        role = "side" if number < SIDES else "outside"
        colour = f'\ncolour = "{COLOURS[number]}"' if number < len(COLOURS) else ""
        yield (
            f'[[party]]\nid = "{party_id(label)}"\nnames = ["{label}", "the {label} side"]\n'
            f'role = "{role}"{colour}'
        )


def _persons(scene: Scene) -> Iterator[str]:
    for one in scene.persons[:PEOPLE]:
        yield (
            f'[[person]]\nname = "{one.name}"\naliases = ["{one.surname}"]\n'
            f'party = "{one.party}"\noffice = "{one.office}"'
        )


def _issue(matter: Matter, is_weighed: bool) -> str:
    head = (
        f'[[issue]]\nid = "{matter.id}"\nlabel = "{matter.label}"\n'
        f'keywords = ["{matter.label}"]\nparent = "{matter.parent}"'
    )
    if not is_weighed:
        return head
    rows = (
        f'{{id = "{option}", label = "{option}", value = {100 * place // 3}}}'
        for place, option in enumerate(OPTIONS)
    )
    return f'{head}\nstatus_quo = "none"\noptions = [{", ".join(rows)}]'


def _preferences(chance: random.Random, side: str, matters: tuple[Matter, ...]) -> Iterator[str]:
    because = 'because = ["analyst: invented"]'
    yield f"[preference.{side}]\nreservation = [0.2, 0.4]\npower = [0.5, 0.9]\n{because}"
    for matter in matters:
        low = round(chance.uniform(0.1, 0.3), 2)
        best = chance.randrange(len(OPTIONS))
        scores = (
            f"{option} = {round(1 - abs(place - best) / 3, 2)}"
            for place, option in enumerate(OPTIONS)
        )
        worst = OPTIONS[0] if best > 1 else OPTIONS[-1]
        yield (
            f"[preference.{side}.{matter.id}]\nweight = [{low}, {round(low + 0.15, 2)}]\n"
            f"score = {{ {', '.join(scores)} }}\nred_lines = {{ {worst} = 0.5 }}\n{because}"
        )


def _package(name: str, option: str, matters: tuple[Matter, ...]) -> str:
    options = ", ".join(f'{matter.id} = "{option}"' for matter in matters)
    return (
        f'[[package]]\nid = "{name}"\nlabel = "the {name} package"\n'
        f'options = {{ {options} }}\nbecause = ["analyst: invented"]'
    )
