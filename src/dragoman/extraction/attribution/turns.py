"""Interview turns: who asks and who answers."""

from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.model import AttributionKind, SegmentKind

_LABEL = SegmentKind.BYLINE
"""What a turn's label is set apart as."""

_SETS_OFF = frozenset({":", "—", "–", "―"})
_TOLD = 40
"""Tokens that the description of a speaker may have, between the name and the colon."""


def find_turns(reading: Reading) -> list[Attributed]:
    """One attribution for each answer whose speaker is known; its cue is the label's colon."""
    return [
        Attributed(
            contents=[span],
            speakers=[speaker] if speaker else [],
            cues=[colon] if colon else [],
            kind=AttributionKind.DIRECT,
            turn=True,
            speaker_ids=_ids(reading, stretch),
            score=0.9,
            because=("interview turn",),
        )
        for stretch in reading.stretches
        if stretch.kind is SegmentKind.ANSWER and stretch.speaker
        for speaker, colon, span in [_parts(reading, stretch)]
        if span.start < span.end
    ]


def _parts(reading: Reading, stretch: Stretch) -> tuple[Tokens | None, Tokens | None, Tokens]:
    """The label, its colon, and the words; a label may stand as a byline over its turn."""
    whole = _tokens(reading, stretch)
    name = (stretch.speaker or "").split(",")[0].split()
    for index in range(whole.start, min(whole.end, whole.start + 40)):
        if reading.doc[index].text == ":":
            label = Tokens(whole.start, index)
            if name and name[-1] in reading.span(label).text:
                return label, Tokens(index, index + 1), Tokens(index + 1, whole.end)
            break
    above = _label_over(reading, stretch)
    return above, _colon_behind(reading, above), whole


def _label_over(reading: Reading, stretch: Stretch) -> Tokens | None:
    """The nearest label above a turn that names its speaker."""
    above = [s for s in reading.stretches if s.end <= stretch.start and s.kind is _LABEL]
    for label in reversed(above):
        start = reading.view.text.find(stretch.speaker or "", label.start, label.end)
        if start >= 0:
            end = start + len(stretch.speaker or "")
            found = reading.doc.char_span(start, end, alignment_mode="expand")
            return Tokens(found.start, found.end) if found is not None else None
    return None


def _colon_behind(reading: Reading, label: Tokens | None) -> Tokens | None:
    """The colon or dash that sets a label off, a bracket or description between them or none."""
    if label is None:
        return None
    for index in range(label.end, min(label.end + _TOLD, len(reading.doc))):
        if reading.doc[index].text in _SETS_OFF:
            return Tokens(index, index + 1)
        if reading.doc[index].is_space:
            return None
    return None


def _tokens(reading: Reading, stretch: Stretch) -> Tokens:
    found = reading.doc.char_span(stretch.start, stretch.end, alignment_mode="contract")
    return Tokens(found.start, found.end) if found is not None else Tokens(0, 0)


def _ids(reading: Reading, stretch: Stretch) -> list[str]:
    """The person whom the turn's label names: by his whole name, or by surname; capitals or not."""
    name = (stretch.speaker or "").split(",")[0].strip().casefold()
    known = [(e.id, [n.casefold() for n in e.names]) for e in reading.names.entities.values()]
    whole = [identity for identity, names in known if name in names]
    if whole:
        return whole[:1]
    last = name.split()[-1:]
    close = [i for i, names in known if last and any(n.split()[-1:] == last for n in names)]
    return close if len(close) == 1 else []
