"""How long a rebuild will take: by the pace of the last one, else by a short trial."""

import time
from itertools import islice

from attrs import frozen

from dragoman.dossier import Dossier
from dragoman.pipeline.assembling import put_together
from dragoman.pipeline.blocks import Material
from dragoman.pipeline.reading import USUAL, ReaderChoice, make_reader, negotiation_of
from dragoman.pipeline.remembering import pace_s, reading_pace_s

TRIAL = 40
"""Reports that a trial puts together."""

READING_S = 2.0
"""Seconds to read a text where none was timed yet: an article of 700 words by the trained reader
on one core (docs/decisions, what reading may cost)."""


@frozen(kw_only=True)
class Estimate:
    """What a rebuild has before it.

    ``seconds`` is what it should take; ``is_measured`` says that an earlier rebuild was timed.
    """

    documents: int
    cached: int
    unread: int
    seconds: float
    is_measured: bool

    def __str__(self) -> str:
        pace = "the last rebuild's pace" if self.is_measured else "a short trial"
        return (
            f"{self.documents:,} documents: {self.cached:,} reports cached, "
            f"{self.unread:,} texts to read; about {_told(self.seconds)} by {pace}"
        )


def estimate(
    dossier: Dossier, *, choice: ReaderChoice = USUAL, is_reread: bool = False
) -> Estimate:
    """Reckon what a rebuild will take; where nothing was timed yet a few reports are tried.

    Raises:
        DossierError: the dossier cannot be read.
        BadNegotiation: the kept settings do not fit this version of the program.
    """
    negotiation = negotiation_of(dossier)
    reader = make_reader(negotiation, choice)
    heads = dossier.document_heads()
    counting = dossier.counting()
    missing = dossier.unread(reader.identity, reader.gazetteer_digest)
    unread = len(counting) if is_reread else len(missing)
    pace = pace_s(dossier)
    trial = 0.0
    if pace is None:
        lacking = set(missing)
        known = list(islice((one for one in counting if one not in lacking), TRIAL))
        material = Material.at_hand(
            list(dossier.reports(reader.identity, reader.gazetteer_digest, known)),
            {head.id: head for head in heads if head.id in set(known)},
            (),
            reader.identity,
        )
        began = time.monotonic()
        put_together(material, negotiation)
        trial = (time.monotonic() - began) / max(len(known), 1)
    reading = reading_pace_s(dossier) or READING_S
    return Estimate(
        documents=len(heads),
        cached=len(counting) - unread,
        unread=unread,
        seconds=(pace if pace is not None else trial) * len(counting) + reading * unread,
        is_measured=pace is not None,
    )


def _told(seconds: float) -> str:
    if seconds < 90:
        return f"{max(round(seconds), 1)} s"
    return f"{round(seconds / 60)} min"
