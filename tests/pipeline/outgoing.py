"""A small file with one confidential text, and everything that can go out of a file."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve

from dragoman.briefing import compose, render_html, render_markdown
from dragoman.briefing.selections import Form, render_selection
from dragoman.briefing.telling import told_sentences
from dragoman.briefing.word import render_docx
from dragoman.dossier import Dossier
from dragoman.exchange import (
    annotation_lines,
    contents_lines,
    marking_line,
    plover_lines,
    write_tables,
)
from dragoman.model import Contents
from dragoman.model.handling import Marking
from dragoman.pipeline import RULES, ReaderChoice, add_paths, go_on
from dragoman.pipeline.sharing.travelling import shared_decision_lines

OPEN = """---
outlet: Harbour Post
url: https://post.example.org/1
title: Talks on the quota go on
published: 2031-05-13
---
Envoy Ilse Marn met Foreign Minister Bertil Oskander in Sundholm on 12 May 2031.

"Velland demands a quota of 9,000 tonnes," Ilse Marn said.

Bertil Oskander said that Ormark would release the crew of the trawler.
"""
OTHER = """---
outlet: Sound Gazette
url: https://gazette.example.org/1
title: Envoys meet
published: 2031-05-14
---
Foreign Minister Bertil Oskander and Envoy Ilse Marn met in Sundholm on 12 May 2031.

"Ormark rejects the quota of 9,000 tonnes," Bertil Oskander said.
"""
SECRET = """---
outlet: Zanzibarque Wire
url: https://zanzibarque.example.org/1
title: Quetzalcoatlus memo
published: 2031-05-20
---
Envoy Ilse Marn met Foreign Minister Bertil Oskander in Sundholm on 12 May 2031.

"Velland will accept a quota of 12345 tonnes," adviser Xylophonia Brandywine said.

The wobbegong delegation left Thornwick on 19 May 2031.
"""
COPY = (
    SECRET.replace("Zanzibarque Wire", "Evening Echo")
    .replace("Quetzalcoatlus memo", "Memo")
    .replace("zanzibarque.", "echo.")
)
SETTINGS = """name = "Quota talks"
[[party]]
id = "VEL"
names = ["Velland", "Quetzalcoatlus side"]
role = "side"
[[party]]
id = "ORM"
names = ["Ormark"]
role = "side"
[[person]]
name = "Xylophonia Brandywine"
party = "VEL"
[[outlet]]
name = "Zanzibarque Wire"
[[issue]]
id = "quota"
label = "Fishing quota"
keywords = ["quota", "wobbegong"]
parent = "resources"
"""
CANARIES = (
    "zanzibarque",
    "quetzalcoatlus",
    "12345",
    "xylophonia",
    "brandywine",
    "wobbegong",
    "thornwick",
    "canaryfile",
)
"""Words that stand in what is confidential, and nowhere else."""


def write_dossier(place: Path) -> Path:
    """A dossier of two open texts, a confidential one and its copy, read by rules."""
    texts = place / "texts"
    texts.mkdir(parents=True)
    for name, text in (
        ("open.txt", OPEN),
        ("other.txt", OTHER),
        ("canaryfile.txt", SECRET),
        ("echo.txt", COPY),
    ):
        (texts / name).write_text(text, "utf-8")
    path = place / "talks.dragoman"
    with Dossier.create(path) as dossier:
        dossier.put_settings(SETTINGS, "Anna")
        add_paths(dossier, [str(texts)])
        go_on(dossier, choice=ReaderChoice(name=RULES))
    return path


def everything_out(
    contents: Contents, marking: Marking | None, place: Path
) -> Iterator[tuple[str, str]]:
    """Each form in which contents can go out, by name, as text."""
    brief = evolve(compose(contents), marking=marking)
    yield "html", render_html(brief)
    yield "markdown", render_markdown(brief)
    yield from _unzipped("docx", render_docx(brief))
    sections = [
        one.id for name in ("contacts", "statements", "persons") for one in getattr(contents, name)
    ]
    if sections:
        for form in (Form.HTML, Form.MARKDOWN):
            page = render_selection(contents, sections, form, marking=marking)
            yield f"selection {form}", page.decode("utf-8")
        page = render_selection(contents, sections, Form.WORD, marking=marking)
        yield from _unzipped("selection docx", page)
    yield "jsonl", "\n".join(contents_lines(contents))
    yield "plover", "\n".join(plover_lines(contents))
    told = told_sentences(contents)
    kinds = frozenset({"statement", "contact", "mention", "segment", "person", "decision"})
    yield "annotations", "\n".join(annotation_lines(contents, told=told, marking=marking))
    yield "all annotations", "\n".join(annotation_lines(contents, kinds=kinds, marking=marking))
    yield "decisions", "\n".join(shared_decision_lines(contents, marking))
    if marking is not None:
        yield "marking", marking_line(marking)
    for path in write_tables(contents, place):
        yield path.name, path.read_text("utf-8-sig")


def _unzipped(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for part in package.namelist():
            yield f"{name} {part}", package.read(part).decode("utf-8", "replace")
