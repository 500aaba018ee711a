"""The timeline of a dossier: the brief's own sentences on the slides of TimelineJS."""

from dragoman.briefing.telling import told_sentences
from dragoman.exchange.timeline import timeline_json
from dragoman.model import Contents
from dragoman.model.handling import Marking


def timeline_of(contents: Contents, marking: Marking | None = None) -> str:
    """Contacts, deeds and what falls due as one JSON text for TimelineJS.

    Its ``events`` are empty where nothing has a day, which TimelineJS itself does not show.
    """
    return timeline_json(contents, told_sentences(contents), marking=marking)
