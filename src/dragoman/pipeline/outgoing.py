"""What goes out: the contents that may, and the same contents as pages and records.

Whoever sends something (a command, a page) asks here, so that both send the same.
"""

import io
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from dragoman.briefing import Brief, render_html, render_markdown
from dragoman.briefing.selections import Form
from dragoman.briefing.telling import told_sentences
from dragoman.dossier import Dossier
from dragoman.dossier.carrying import Luggage
from dragoman.exchange import (
    annotation_lines,
    carried_line,
    contents_lines,
    marking_line,
    plover_lines,
    write_tables,
)
from dragoman.model import Contents, DealSpace
from dragoman.model.handling import Handling, Marking
from dragoman.pipeline.progress import Progress, silent
from dragoman.pipeline.sharing import share

NEVER = (1980, 1, 1, 0, 0, 0)
"""The instant of every file in a zip: two of the same contents are the same to the byte."""


class Records(StrEnum):
    """How records can be written for other programs."""

    JSONL = "jsonl"
    PLOVER = "plover"
    ANNOTATION = "web-annotation"


@frozen(kw_only=True)
class Sharing:
    """How strict a thing may be to go out; ``at_most`` None shares nothing and filters nothing.

    ``unmarked`` is how things without a mark are treated, None as the dossier says; ``estimates``
    keeps the analysts' own numbers on the parties.
    """

    at_most: Handling | None = None
    unmarked: Handling | None = None
    estimates: bool = False


def shared_contents(
    dossier: Dossier,
    sharing: Sharing,
    *,
    as_of: date | None = None,
    without: Collection[str] = (),
    progress: Progress = silent,
) -> tuple[Contents, Marking]:
    """What the dossier holds, or held on a day, as far as it may go out, and what it says of it.

    Raises:
        DossierError: the dossier cannot be read.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    assert sharing.at_most is not None  # noqa: S101 - whoever shares says how strictly
    contents, withheld = share(
        dossier,
        sharing.at_most,
        unmarked=sharing.unmarked,
        estimates=sharing.estimates,
        as_of=as_of,
        without=without,
        progress=progress,
    )
    return contents, Marking(mark=sharing.at_most, withheld=withheld)


def deal_space_for(contents: Contents, progress: Progress = silent) -> DealSpace | None:
    """The deal space of a brief; None where nobody put numbers in.

    Raises:
        BadIssueSpace: the numbers cannot be reckoned with.
    """
    if not (contents.negotiation.preferences or contents.negotiation.stakes):
        return None
    # SciPy and the solver take half a second to import, which no other brief should wait for.
    from dragoman.pipeline.deals import deals_for_brief

    return deals_for_brief(contents, progress=progress)


def brief_as(composed: Brief, form: Form) -> bytes:
    """A composed brief as HTML, Markdown (both UTF-8) or Word."""
    if form is Form.WORD:
        # python-docx takes a moment to import, which no other brief should wait for.
        from dragoman.briefing.word import render_docx

        return render_docx(composed)
    text = render_markdown(composed) if form is Form.MARKDOWN else render_html(composed)
    return text.encode("utf-8")


def unread_by(form: Records, kinds: Collection[str] | None = None) -> tuple[str, ...]:
    """Fields of the contents that records of this form have no use for."""
    if form is Records.PLOVER or (form is Records.ANNOTATION and kinds is None):
        return ("mentions", "segments")
    return ()


def record_lines(
    contents: Contents,
    form: Records,
    marking: Marking | None,
    kinds: frozenset[str] | None = None,
    luggage: Luggage | None = None,
) -> Iterator[str]:
    """The records as lines without their ends; how they may be handled stands first.

    ``kinds`` (nouns in lower case) narrows them, PLOVER excepted. ``luggage`` goes along with JSON
    lines that are not narrowed, so that a dossier can be made of them (``dragoman import``).
    """
    if form is Records.ANNOTATION:
        told = told_sentences(contents)
        yield from annotation_lines(contents, kinds=kinds, told=told, marking=marking)
        return
    if marking is not None:
        yield marking_line(marking)
    if form is Records.PLOVER:
        yield from plover_lines(contents)
    elif luggage is None or kinds is not None:
        yield from contents_lines(contents, kinds)
    else:
        yield from contents_lines(contents, behind=luggage.of_document)
        yield from map(carried_line, luggage.of_all())


def zipped_tables(contents: Contents, marking: Marking | None) -> bytes:
    """The CSV tables in one zip file, and how they may be handled in ``HANDLING.txt``."""
    made = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(made, "w") as packed:
        if marking is not None:
            _pack(packed, "HANDLING.txt", "".join(f"{line}\n" for line in marking.lines).encode())
        for path in write_tables(contents, Path(folder)):
            _pack(packed, path.name, path.read_bytes())
    return made.getvalue()


def _pack(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    packed.writestr(zipfile.ZipInfo(name, NEVER), content, zipfile.ZIP_DEFLATED)
