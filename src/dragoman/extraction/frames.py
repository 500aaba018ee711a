"""Frames: who does what to whom in one clause, read off the parse.

A frame stands on a verb ("A suspended strikes"), on a noun that a light verb carries ("A carried
out strikes on B") or on a noun of action ("the suspension of strikes by A"). Its roles are token
indexes, so that each reader of a frame names them by its own lights; ``carrier`` is the light
verb. What stands above it, from the modal to the verb of saying, tells whether it is done, by
:mod:`dragoman.extraction.moods`.
"""

from collections.abc import Iterable

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.frame_roles import (
    agent_of,
    carried_by,
    patient_of,
    recipient_of,
    theme_of,
)
from dragoman.extraction.frame_words import acted, is_wearing
from dragoman.extraction.moods import Modality, Tense, mood_of


@frozen(kw_only=True)
class Frame:
    """One predicate and its roles; all roles are token indexes into the Doc.

    ``patient`` is what is acted on, ``recipient`` to whom or against whom, ``theme`` the head of
    the clause or phrase that it is about ("urged B to [halt]"). ``action`` is the verb's lemma
    with its particle, also for a noun. ``modalities`` go from the deed outwards ("may refuse to
    halt": refused, possible), ``cues`` are the words of saying above it, innermost first; none
    for the narrator's own. ``negated`` counts every negation between the deed and the first cue.
    """

    predicate: int
    action: str
    carrier: int | None = None
    agent: int | None = None
    patient: int | None = None
    theme: int | None = None
    recipient: int | None = None
    negated: bool = False
    modalities: tuple[Modality, ...] = ()
    tense: Tense | None = None
    hypothetical: bool = False
    cues: tuple[int, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it is told as a thing of the past that happened."""
        unreal = self.negated or self.modalities or self.hypothetical
        return self.tense is Tense.PAST and not unreal

    @property
    def is_narrated(self) -> bool:
        """Whether nobody but the narrator tells it, as far as the syntax goes."""
        return not self.cues


def frames_in(tokens: Iterable[Token]) -> list[Frame]:
    """The frames whose predicates stand among some tokens, in text order, each once."""
    found: dict[int, Frame] = {}
    for token in tokens:
        frame = frame_of(token)
        if frame is not None:
            found.setdefault(frame.predicate, frame)
    return [found[index] for index in sorted(found)]


def frame_of(token: Token) -> Frame | None:
    """The frame of a verb or noun of action; None for other words.

    A light verb gives the frame of the noun that it carries; a cue of nothing but "be" has none.
    """
    carried = _carried(token)
    if carried is not None:
        return frame_at(carried, token)
    if token.pos_ in {"VERB", "AUX"}:
        return None if _is_helper(token) else frame_at(token, None)
    return frame_at(token, carried_by(token)) if acted(token) is not None else None


def _carried(verb: Token) -> Token | None:
    """The noun of action that a light verb carries, active or passive."""
    if verb.pos_ != "VERB" or not is_wearing(verb):
        return None
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass"} and acted(child) is not None:
            return child
    return None


def _is_helper(token: Token) -> bool:
    """Whether a verb does nothing of its own: an auxiliary, "be" as a link, "according to"."""
    if token.dep_ in {"aux", "auxpass", "prep", "amod", "case", "compound"}:
        return True
    return token.lemma_.lower() == "be"


def frame_at(predicate: Token, carrier: Token | None) -> Frame:
    """The frame of a word that is known to be a predicate; ``carrier`` is its light verb."""
    governor = carrier if carrier is not None else predicate
    mood = mood_of(governor, predicate)
    agent = agent_of(predicate, carrier)
    patient = patient_of(predicate, carrier)
    theme = theme_of(governor)
    recipient = recipient_of(predicate, carrier)
    return Frame(
        predicate=predicate.i,
        action=acted(predicate) or predicate.lemma_.lower(),
        carrier=_index(carrier),
        agent=_index(agent),
        patient=_index(patient),
        theme=_index(theme) if theme != patient else None,
        recipient=_index(recipient) if recipient not in (patient, theme) else None,
        negated=mood.negated,
        modalities=mood.modalities,
        tense=mood.tense,
        hypothetical=mood.hypothetical,
        cues=mood.cues,
    )


def _index(token: Token | None) -> int | None:
    return token.i if token is not None else None
