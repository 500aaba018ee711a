"""How a contact stood when it was told: announced, then held; planned, then called off."""

from collections.abc import Iterator

from dragoman.briefing.content import Fact
from dragoman.briefing.days import day_words
from dragoman.briefing.footnotes import Footnotes
from dragoman.model import Contact, ContactStage


def history_facts(contact: Contact, footnotes: Footnotes) -> Iterator[Fact]:
    """Each stage with the day on which it was first told, and its sentences; none for a lone one.

    The day is that of the telling, not that of the contact.
    """
    if len(contact.history) < 2:
        return
    for place, stage in enumerate(contact.history):
        yield Fact(
            label="Then" if place else "First",
            text=_told(stage),
            citations=footnotes.cite_passages(stage.passages, "contact", stage.documents),
        )


def history_line(contact: Contact) -> tuple[str, ...]:
    """The stages as one plain line: "first planned (told on 12 March 2025), then held (…)"."""
    if len(contact.history) < 2:
        return ()
    told = [f"{stage.status.value} (told {_day(stage)})" for stage in contact.history]
    return (f"first {', then '.join(told)}",)


def _told(stage: ContactStage) -> str:
    return f"{stage.status.value}, told {_day(stage)}"


def _day(stage: ContactStage) -> str:
    day = day_words(stage.on.edtf) if stage.on and stage.on.edtf else ""
    return f"on {day}" if day else "in a text without a day"
