"""Faults inside one text: a missing day, a day that cannot be, a name that looks misspelt."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from dragoman.calendar import interval, is_edtf
from dragoman.extraction.reading import Reading, Tokens
from dragoman.model import Contact, Finding, Passage, Person, entry_id

_RELATIVE = ("weekday:", "day:", "rel:", "ago:", "month:", "span:", "weekend")
_SHORTEST = 5
"""Letters: of shorter names one changed letter is likelier another name than a slip."""


def find_faults(reading: Reading, contacts: Iterable[Contact]) -> list[Finding]:
    """The faults of a text. Few and sure: each names what was compared with what.

    ``contacts`` are those of this text; one whose day cannot be placed for want of a day of
    publication is named in the finding.
    """
    return [*_missing_day(reading, list(contacts)), *_coming_day(reading), *_misspelt(reading)]


def _missing_day(reading: Reading, contacts: list[Contact]) -> Iterator[Finding]:
    """No day of publication; says how many relative times hang on it."""
    document = reading.document
    if document.published_at is not None:
        return
    hanging = [
        timed for timed in reading.times
        if timed.when.edtf is None and timed.when.form.startswith(_RELATIVE)
    ]  # fmt: skip
    passages = [reading.passage(timed.span, "day") for timed in hanging]
    words = ", ".join(dict.fromkeys(f'"{timed.when.text}"' for timed in hanging[:3]))
    tail = f"; {len(hanging)} relative times cannot be placed ({words})" if hanging else ""
    undated = sum(1 for c in contacts if c.happened_on is None or c.happened_on.edtf is None)
    tail += f"; {undated} contacts stay without a day" if undated else ""
    yield _finding(
        "missing day",
        passages or [_beginning(reading)],
        f"the text gives no day of publication{tail}",
        "give published_at in a sidecar file or in the front matter",
    )


def _coming_day(reading: Reading) -> Iterator[Finding]:
    """Published after it was retrieved: one of the two days is wrong."""
    published, retrieved = reading.document.published_at, reading.document.retrieved_at
    if not (published and retrieved and is_edtf(published) and is_edtf(retrieved)):
        return
    first, last = interval(published)[0], interval(retrieved)[1]
    if first is not None and last is not None and (first - last).days > 1:
        yield _finding(
            "day in the future",
            [_beginning(reading)],
            f"published on {published[:10]}, after it was retrieved on {retrieved[:10]}",
            "check the day of publication",
        )


def _beginning(reading: Reading) -> Passage:
    """The first words of the text: what a finding about the whole text points to."""
    filled = [token.i for token in reading.doc if not token.is_space][:6]
    if not filled:
        return Passage(document=reading.document.id, start=0, end=0, exact="", role="document")
    return reading.passage(Tokens(filled[0], filled[-1] + 1), "document")


def _misspelt(reading: Reading) -> Iterator[Finding]:
    """Names one letter away from a name that the text, or the negotiation, gives somebody."""
    known = {name for profile in reading.gazetteer.persons.values()
             for name in (profile.name, *profile.aliases)}  # fmt: skip
    spellings = _spellings(reading)
    told: set[str] = set()
    for seen in spellings:
        near = next((name for name in sorted(known) if _is_slip(seen, name)), None)
        if near is not None and seen not in known:
            told.add(seen)
            yield _variant(spellings[seen], seen, near, "the negotiation's people")
    for first, second in combinations(sorted(spellings), 2):
        if not told & {first, second} and _is_slip(first, second):
            rare, usual = sorted((first, second), key=lambda n: (len(spellings[n]), _is_plain(n)))
            told.add(rare)
            yield _variant(spellings[rare], rare, usual, "another name in this text")


def _spellings(reading: Reading) -> dict[str, list[Passage]]:
    """Full names of persons as the text spells them, with where they stand."""
    found: dict[str, list[Passage]] = {}
    for mention in reading.names.mentions:
        entity = reading.names.entities.get(mention.refers_to or "")
        if mention.noun != "person" or not (entity is None or isinstance(entity, Person)):
            continue
        name = _name_in(reading, mention.span)
        if name is not None:
            found.setdefault(reading.text(name), []).append(reading.passage(name, "mention"))
    return found


def _name_in(reading: Reading, span: Tokens) -> Tokens | None:
    """The run of capitalised name words at the end of a mention, offices left out."""
    start = span.end
    while start > span.start and reading.doc[start - 1].pos_ == "PROPN":
        start -= 1
    start = max(start, span.end - 2)
    return Tokens(start, span.end) if span.end - start == 2 else None


def _is_slip(seen: str, known: str) -> bool:
    """Whether two full names differ by one letter, or by accents only, in one of their words."""
    if seen == known or len(seen.split()) != len(known.split()):
        return False
    pairs = [(a, b) for a, b in zip(seen.split(), known.split(), strict=True) if a != b]
    if len(pairs) != 1:
        return False
    a, b = (_folded(word) for word in pairs[0])
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST or a[0] != b[0] or _is_plural(a, b):
        return False
    return DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1


def _is_plural(a: str, b: str) -> bool:
    return a.rstrip("s") == b.rstrip("s")


def _folded(word: str) -> str:
    """Lower case without accents; letters that do not decompose are written plainly."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    folded = "".join(c for c in plain if not unicodedata.combining(c))
    return folded.replace("w", "v")


_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "’": "'"})


def _is_plain(name: str) -> bool:
    return name.isascii()


def _variant(passages: list[Passage], seen: str, usual: str, where: str) -> Finding:
    return _finding(
        "misspelt name",
        passages,
        f'"{seen}" is one letter away from "{usual}" ({where})',
        f'read it as "{usual}", or add it as an alias',
    )


def _finding(kind: str, passages: list[Passage], why: str, suggestion: str) -> Finding:
    return Finding(
        id=entry_id("finding", passages),
        passages=tuple(passages),
        score=0.9,
        because=(kind,),
        finding_kind=kind,
        why=why,
        suggestion=suggestion,
    )
