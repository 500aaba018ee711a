"""How high those stand who talk: leaders, ministers, officials or experts."""

from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.contacts.groups import office_of
from dragoman.extraction.contacts.naming import Taker
from dragoman.extraction.contacts.words import LEADERS, RANKS
from dragoman.extraction.reading import Reading
from dragoman.model import Channel, Level, Person

_ORDER = (Level.LEADERS, Level.MINISTERS, Level.OFFICIALS, Level.EXPERTS)
_LESSER = ("deputy", "vice", "assistant", "under", "former", "junior")


def level_of(reading: Reading, cues: list[Cue], takers: list[Taker]) -> Level | None:
    """The level that the words beside the contact give, else the lower of the sides' highest."""
    for cue in cues:
        for holder in (cue.trigger, cue.outer):
            for child in holder.children:
                if child.i < holder.i and child.lower_ in RANKS:
                    return Level(RANKS[child.lower_])
    if any(cue.channel is Channel.SUMMIT for cue in cues):
        return Level.LEADERS
    best: dict[str, Level] = {}
    for taker in takers:
        rank = _rank(reading, taker)
        if rank is not None:
            known = best.get(taker.side, rank)
            best[taker.side] = min(known, rank, key=_ORDER.index)
    return max(best.values(), key=_ORDER.index, default=None)


def _rank(reading: Reading, taker: Taker) -> Level | None:
    """The rank of one participant, by his office or by what he is called."""
    office = taker.office
    person = reading.names.entities.get(taker.participant.id or "")
    if not office and isinstance(person, Person):
        office = office_of(reading, person)
    words = office.replace("-", " ").split()
    leads = any(office.endswith(one) or f"{one} of" in office or f"{one}s" in office
                for one in LEADERS)  # fmt: skip
    if leads and not {*words}.intersection(_LESSER) and " for " not in office:
        return Level.LEADERS
    ranks = [RANKS[word] for word in (*words, *(w.removesuffix("s") for w in words))
             if word in RANKS]  # fmt: skip
    if not ranks:
        return None
    lowest = max((Level(rank) for rank in ranks), key=_ORDER.index)
    junior = lowest is Level.MINISTERS and {*words}.intersection(("deputy", "assistant", "junior"))
    return Level.OFFICIALS if junior else lowest
