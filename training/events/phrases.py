"""Invented sentences for every root, filled with names so that they say nothing of anybody."""

import random
import re
import tomllib
from pathlib import Path

import attrs
from rows import Offsets, Sample

from dragoman.encoder.events import ROOTS
from dragoman.gazetteer.tables import rows as table
from dragoman.gazetteer.tables import several

_LINKS = (" while ", "; ", ", and ", ", days after ", " as ", ", hours before ", ". ")
_SLOT = re.compile(r"\[([ST]):(\w+)\]")
_INNER = re.compile(r"\{(\w+)\}")


def phrases(rng: random.Random, times: int) -> list[Sample]:
    """Each sentence of phrases.txt, filled ``times`` times over."""
    folder = Path(__file__).parent
    names = tomllib.loads((folder / "names.toml").read_text("utf-8"))
    countries = lands()
    lines = (folder / "phrases.txt").read_text("utf-8").splitlines()
    parts = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    return [
        _filled(ROOTS.index(root), text, names, countries, rng)
        for _ in range(times)
        for root, text in parts
    ]


def joined(samples: list[Sample], rng: random.Random, count: int) -> list[Sample]:
    """Sentences with two events, of which one is marked: so that the marks decide."""
    found = []
    for _ in range(count):
        first, second = rng.sample(samples, 2)
        link = rng.choice(_LINKS)
        text = first.text.rstrip(".") + link
        away = len(text)
        lowered = second.text.startswith(("The ", "A ")) and link != ". "
        whole = text + (second.text[0].lower() if lowered else second.text[0]) + second.text[1:]
        if rng.random() < 0.5:
            found.append(attrs.evolve(first, text=whole, whole=False))
        else:
            source, target = (_moved(span, away) for span in (second.source, second.target))
            marked = attrs.evolve(second, text=whole, source=source or (0, 0), target=target)
            found.append(attrs.evolve(marked, whole=False))
    return found


def _moved(span: Offsets | None, away: int) -> Offsets | None:
    return None if span is None else (span[0] + away, span[1] + away)


def lands() -> list[tuple[str, str]]:
    """Countries and their adjectives."""
    known = [(row["label"], several(row["adjectives"])) for row in table("countries")]
    return [(label, adjectives[0]) for label, adjectives in known if adjectives]


def _filled(
    root: int,
    text: str,
    names: dict[str, list[str]],
    countries: list[tuple[str, str]],
    rng: random.Random,
) -> Sample:
    out, at, spans = "", 0, dict[str, Offsets]()
    for slot in _SLOT.finditer(text):
        out, at = out + text[at : slot.start()], slot.end()
        name = _name(rng.choice(names[slot[2]]), names, rng.choice(countries), rng)
        if not out:
            name = name[0].upper() + name[1:]
        spans[slot[1]] = (len(out), len(out) + len(name))
        out += name
    return Sample(
        text=out + text[at:], source=spans["S"], target=spans.get("T"), root=root, whole=True
    )


def _name(
    pattern: str, names: dict[str, list[str]], country: tuple[str, str], rng: random.Random
) -> str:
    known = {"state": country[0], "nation": country[1], "person": rng.choice(names["person"])}
    return _INNER.sub(lambda inner: known[inner[1]], pattern)
