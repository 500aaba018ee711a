"""Offices that one person cannot hold at once: "President X" here, "Foreign Minister X" there."""

from collections.abc import Iterator

from dragoman.extraction.faults.finding import finding, tables
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.model import Finding, Passage, Person

KIND = "office that does not fit"


def unfitting_offices(reading: Reading) -> Iterator[Finding]:
    """Persons to whom the text gives two offices that exclude each other, right before the name."""
    held: dict[str, dict[str, tuple[str, Passage]]] = {}
    for mention in reading.names.mentions:
        entity = reading.names.entities.get(mention.refers_to or "")
        if mention.how == "pronoun" or not isinstance(entity, Person):
            continue
        found = _office_of(reading, mention)
        if found is not None:
            kind, words, span = found
            offices = held.setdefault(entity.id, {})
            offices.setdefault(kind, (words, reading.passage(span, "mention")))
    for person, offices in held.items():
        if len(offices) > 1:
            yield _contrary(reading, person, list(offices.values()))


def _office_of(reading: Reading, mention: NameMention) -> tuple[str, str, Tokens] | None:
    """The kind of office told before a person's name, its words, and where both stand."""
    name = mention.span.end
    while name > mention.span.start and reading.doc[name - 1].pos_ == "PROPN":
        name -= 1
    for start in range(max(0, mention.span.end - 6, mention.span.start - 3), mention.span.end):
        for kind, forms in tables()["offices"]["rows"]:
            for form in forms:
                end = start + len(form.split())
                if end < mention.span.end and _is_told(reading, start, end, form):
                    return kind, form, Tokens(start, mention.span.end)
    return None


def _is_told(reading: Reading, start: int, end: int, form: str) -> bool:
    """Whether an office stands here as a title: capitalised, present, and of nobody's deputy."""
    doc = reading.doc
    if [t.lower_ for t in doc[start:end]] != form.split() or not doc[start].text[:1].isupper():
        return False
    near = {t.lower_ for t in doc[max(0, start - 3) : start]} | {doc[end].lower_}
    named = doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper()
    return named and not near & set(tables()["offices"]["past"])


def _contrary(reading: Reading, person: str, offices: list[tuple[str, Passage]]) -> Finding:
    (one, first), (other, second) = offices[:2]
    name = reading.names.name_of(person) or person
    return finding(
        KIND,
        [first, second],
        f"{name} is {one} in one place of this text and {other} in another",
        "check which office fits, or whether two people are meant",
    )
