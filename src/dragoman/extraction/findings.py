"""Faults inside one text: days here; names, conditions, offices and the rest in ``faults``."""

from collections.abc import Iterable, Iterator

from dragoman.calendar import interval, is_edtf
from dragoman.extraction.faults.conditions import garbled_conditions
from dragoman.extraction.faults.finding import finding
from dragoman.extraction.faults.losses import own_losses
from dragoman.extraction.faults.names import misspelt_names
from dragoman.extraction.faults.offices import unfitting_offices
from dragoman.extraction.faults.parties import unfitting_parties
from dragoman.extraction.faults.stages import contrary_stages
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Contact, Finding, Passage, Statement

_RELATIVE = ("weekday:", "day:", "rel:", "ago:", "month:", "span:", "weekend")


def find_faults(
    reading: Reading, contacts: Iterable[Contact], statements: Iterable[Statement] = ()
) -> list[Finding]:
    """The faults of a text. Few and sure: each names what was compared with what.

    ``contacts`` and ``statements`` are those of this text; a contact whose day cannot be placed
    for want of a day of publication is named in the finding.
    """
    met, said = list(contacts), list(statements)
    found = [
        *_missing_day(reading, met),
        *_coming_day(reading),
        *misspelt_names(reading),
        *unfitting_offices(reading),
        *contrary_stages(reading),
        *unfitting_parties(reading, met, said),
        *garbled_conditions(reading, said),
        *own_losses(reading, said),
    ]
    return list({one.id: one for one in found}.values())


def _missing_day(reading: Reading, contacts: list[Contact]) -> Iterator[Finding]:
    """No day of publication; says how many relative times hang on it."""
    document = reading.document
    if document.published_at is not None:
        return
    hanging = [
        timed for timed in reading.times
        if timed.when.form.startswith(_RELATIVE)
    ]  # fmt: skip
    passages = [reading.passage(timed.span, "day") for timed in hanging]
    words = ", ".join(dict.fromkeys(f'"{timed.when.text}"' for timed in hanging[:3]))
    tail = f"; {len(hanging)} relative times cannot be placed ({words})" if hanging else ""
    undated = sum(1 for c in contacts if c.happened_on is None or c.happened_on.edtf is None)
    tail += f"; {undated} contacts stay without a day" if undated else ""
    yield finding(
        "missing day",
        passages or [_beginning(reading)],
        f"the text gives no day of publication{tail}",
        "give published_at in a sidecar file or in the front matter",
    )


def _coming_day(reading: Reading) -> Iterator[Finding]:
    """Published after it was retrieved: one of the two days is wrong."""
    published, retrieved = reading.document.published_at, reading.document.retrieved_at
    if not (published and retrieved and is_edtf(published) and is_edtf(retrieved)):
        return
    first, last = interval(published)[0], interval(retrieved)[1]
    if first is not None and last is not None and (first - last).days > 1:
        yield finding(
            "day in the future",
            [_beginning(reading)],
            f"published on {published[:10]}, after it was retrieved on {retrieved[:10]}",
            "check the day of publication",
        )


def _beginning(reading: Reading) -> Passage:
    """The first words of the text: what a finding about the whole text points to."""
    filled = [token.i for token in reading.doc if not token.is_space][:6]
    if not filled:
        return Passage(document=reading.document.id, start=0, end=0, exact="", role="document")
    return reading.passage(Tokens(filled[0], filled[-1] + 1), "document")
