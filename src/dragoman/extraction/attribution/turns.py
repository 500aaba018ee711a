"""Interview turns: who asks and who answers."""

from dragoman.extraction.reading import Attributed, Reading, Stretch, Tokens
from dragoman.model import AttributionKind, SegmentKind


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
    """The label before the colon, where it stands in the stretch itself, and the words after."""
    whole = _tokens(reading, stretch)
    for index in range(whole.start, min(whole.end, whole.start + 40)):
        if reading.doc[index].text == ":":
            label = Tokens(whole.start, index)
            name = (stretch.speaker or "").split(",")[0].split()
            if name and name[-1] in reading.span(label).text:
                return label, Tokens(index + 1, whole.end)
            break
    return None, whole


def _tokens(reading: Reading, stretch: Stretch) -> Tokens:
    found = reading.doc.char_span(stretch.start, stretch.end, alignment_mode="contract")
    return Tokens(found.start, found.end) if found is not None else Tokens(0, 0)


def _ids(reading: Reading, stretch: Stretch) -> list[str]:
    """The person whom the turn's label names: by the mention in it, or by surname."""
    name = (stretch.speaker or "").split(",")[0].strip()
    for entity in reading.names.entities.values():
        if any(known == name for known in entity.names):
            return [entity.id]
    words = name.split()
    close = [
        entity.id
        for entity in reading.names.entities.values()
        if words and any(known.split()[-1:] == words[-1:] for known in entity.names)
    ]
    return close if len(close) == 1 else []
