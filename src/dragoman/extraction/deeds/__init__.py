"""Step 6: what was done, not said: strikes, deliveries, withdrawals, releases, signatures.

Only what the text tells as done or under way counts: not what is threatened, planned, denied,
demanded, supposed, or held by a plan. Types and modes follow PLOVER; who did it to whom comes from
the frames. A lexicon types what it knows; where it is silent a net may, if one is given.
"""

from collections.abc import Iterator

from dragoman.extraction.deeds.candidates import Candidate, candidates
from dragoman.extraction.deeds.drafts import Draft, draft_of
from dragoman.extraction.deeds.entries import deed_of
from dragoman.extraction.deeds.merging import merge
from dragoman.extraction.deeds.reality import is_accident, is_of_words, is_told
from dragoman.extraction.deeds.senses import sense_of
from dragoman.extraction.deeds.typing import KNOWN, compared, typed_by_net
from dragoman.extraction.events import EventTyper
from dragoman.extraction.planned import planned_units
from dragoman.extraction.reading import Reading
from dragoman.model import Deed


def find_deeds(reading: Reading, typer: EventTyper | None = None) -> list[Deed]:
    """The deeds that a text tells of as done or under way, each once, in text order."""
    return [deed_of(reading, draft) for draft in merge(reading, list(_drafts(reading, typer)))]


def _drafts(reading: Reading, typer: EventTyper | None) -> Iterator[Draft]:
    meant = {
        index for unit in planned_units(reading) for span in unit.contents for index in range(*span)
    }
    for found in candidates(reading):
        if found.is_nominal and found.trigger.i in meant:
            continue
        draft = _draft(reading, found, typer)
        if draft is not None:
            yield draft


def _draft(reading: Reading, found: Candidate, typer: EventTyper | None) -> Draft | None:
    sense = sense_of(reading, found)
    if sense is None and (typer is None or found.agent is None):
        return None
    if not is_told(reading, found) or is_accident(found.verb) or is_of_words(reading, found):
        return None
    if sense is None:
        return typed_by_net(reading, typer, found) if typer is not None else None
    why = (f"{found.trigger.lemma_.lower()}: PLOVER {sense.type}",)
    draft = draft_of(reading, found, sense, KNOWN, why)
    if draft is not None and typer is not None:
        compared(reading, typer, draft)
    return draft


__all__ = ["find_deeds"]
