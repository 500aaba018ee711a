"""Interview turns: who asks and who answers."""

from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.model import AttributionKind, SegmentKind

_LABEL = SegmentKind.BYLINE
"""What a turn's label is set apart as."""


def find_turns(reading: Reading) -> list[Attributed]:
    """One attribution for each answer whose speaker is known; the turn itself is the cue."""
    return [
        Attributed(
            contents=[span],
            speakers=[speaker] if speaker else [],
            kind=AttributionKind.DIRECT,
            turn=True,
            speaker_ids=_ids(reading, stretch),
            score=0.9,
            because=("interview turn",),
        )
        for stretch in reading.stretches
        if stretch.kind is SegmentKind.ANSWER and stretch.speaker
        for speaker, span in [_parts(reading, stretch)]
        if span.start < span.end
    ]


def _parts(reading: Reading, stretch: Stretch) -> tuple[Tokens | None, Tokens]:
    """The label before the colon, in the stretch itself or as the byline over it, and the words."""
    whole = _tokens(reading, stretch)
    name = (stretch.speaker or "").split(",")[0].split()
    for index in range(whole.start, min(whole.end, whole.start + 40)):
        if reading.doc[index].text == ":":
            label = Tokens(whole.start, index)
            if name and name[-1] in reading.span(label).text:
                return label, Tokens(index + 1, whole.end)
            break
    return _label_over(reading, stretch), whole


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
