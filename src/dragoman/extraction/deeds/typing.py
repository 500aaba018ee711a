"""What the lexicon does not know, the net types; where both speak, they are compared."""

from dragoman.extraction.deeds.candidates import Candidate
from dragoman.extraction.deeds.drafts import Draft, draft_of
from dragoman.extraction.deeds.parties import Who, whose
from dragoman.extraction.deeds.words import Sense, deed_words
from dragoman.extraction.events import EventTyper, typed
from dragoman.extraction.reading import Reading

MATERIAL = frozenset(
    {"AID", "YIELD", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "COOPERATE"}
)
"""Roots that are deeds; the others are said, or are contacts."""

SURE = 0.75
"""Least share at which the net's word alone makes a deed: of two named ones of different parties.
On 1,560 sentences of old news (TempEval-3) a share of half gave more wrong deeds than right."""

KNOWN, UNSURE, ALONE = 0.8, 0.6, 0.7
"""Scores: by the lexicon; where the net disagrees; by the net alone, times its share."""

_ROOTS = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}


def root_of(plover_type: str) -> str:
    """The net's root for one of PLOVER's sixteen types."""
    return _ROOTS.get(plover_type, plover_type)


def typed_by_net(reading: Reading, typer: EventTyper, found: Candidate) -> Draft | None:
    """The deed of a verb that the lexicon does not know, if the net is sure of one."""
    if found.is_nominal or found.verb.lemma_.lower() in deed_words("idle"):
        return None
    source = whose(reading, found.agent) if found.agent is not None else None
    target = _target(reading, found)
    if source is None or target is None or _is_one_side(source, target):
        return None
    event = typed(typer, reading, source.span, target.span)
    if event is None or event.root not in MATERIAL or event.score < SURE:
        return None
    kind = "CONCEDE" if event.root == "YIELD" else event.root
    sense = Sense(type=kind, mode=None, objects=frozenset(), kinds=frozenset({"any"}))
    why = (f"{found.verb.lemma_.lower()}: typed {event.root} by the net",)
    draft = draft_of(reading, found, sense, ALONE * event.score, why)
    if draft is not None:
        draft.recipient = draft.recipient or target
    return draft


def _target(reading: Reading, found: Candidate) -> Who | None:
    ends = (found.patient, found.recipient)
    return next((who for t in ends if t is not None and (who := whose(reading, t))), None)


def _is_one_side(source: Who, target: Who) -> bool:
    """Whether both are one, or of one party: the net cannot tell who helps himself."""
    one, two = source.named, target.named
    return one == two or (one.party is not None and one.party == two.party)


def compared(reading: Reading, typer: EventTyper, draft: Draft) -> None:
    """Lower the score of a deed whose type the net doubts; the lexicon's type stays."""
    if draft.actor is None or draft.recipient is None:
        return
    event = typed(typer, reading, draft.actor.span, draft.recipient.span)
    if event is not None and event.root != root_of(draft.type) and event.score >= SURE:
        draft.score = UNSURE
        draft.because = (*draft.because, f"the net says {event.root}")
