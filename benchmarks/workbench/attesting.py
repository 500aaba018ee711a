"""How well each entry is attested."""

from collections.abc import Iterable, Mapping

from workbench.reading import Library

from dragoman.model import (
    Corroboration,
    Credibility,
    Discrepancy,
    Entry,
    Line,
    LineKind,
    Mark,
    digest,
)


def corroborate(library: Library, entries: Iterable[Entry]) -> list[Corroboration]:
    """One for each entry: contacts, deeds, positions, commitments, discrepancies, bindings."""
    outlets = {text.document.id: text.document.outlet or "" for text in library.texts}
    return [_corroboration(entry, outlets) for entry in entries]


def _corroboration(entry: Entry, outlets: Mapping[str, str]) -> Corroboration:
    passages = (passage.document for passage in entry.passages)
    documents = tuple(dict.fromkeys(getattr(entry, "documents", ()) or passages))
    number = len({outlets[one] for one in documents})
    is_contested = isinstance(entry, Discrepancy)
    mark = Mark.INDEPENDENT if number > 1 else Mark.ONE_ACCOUNT
    lines = tuple(
        Line(line_kind=LineKind.OUTLET, origin=outlets[one], name=outlets[one], documents=(one,))
        for one in documents[:8]
    )
    digit = Credibility.PROBABLY_TRUE if number > 1 else Credibility.POSSIBLY_TRUE
    return Corroboration(
        id=digest("corroboration", entry.id),
        target=entry.id,
        mark=Mark.CONTESTED if is_contested else mark,
        documents=documents,
        why=f"told by {number} outlets" if number > 1 else "told by one document only",
        lines=lines,
        credibility=None if is_contested else digit,
        credibility_because="" if is_contested else "nothing contradicts it",
    )
