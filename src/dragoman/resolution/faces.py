"""What is known of one spelling of a person before it is joined to others."""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import define, field

from dragoman.model import Person, PersonProfile
from dragoman.resolution.spelling import Tokens, split_name

FaceKey = tuple[str, ...]
"""The words of the name; a last part after a bar keeps a face apart from its namesake."""


@define(kw_only=True)
class Face:
    """All persons of the reports who are written alike, and what the texts say of them.

    ``profile`` is the number of the dossier's person with this spelling, or None.
    """

    key: FaceKey
    tokens: Tokens
    persons: list[Person] = field(factory=list)
    parties: Counter[str] = field(factory=Counter)
    offices: Counter[str] = field(factory=Counter)
    profile: int | None = None

    @property
    def party(self) -> str | None:
        """The party that most texts give."""
        return most_frequent(self.parties)

    @property
    def is_full(self) -> bool:
        """Whether it is more than a bare surname."""
        return len(self.tokens) > 1

    def add(self, person: Person) -> None:
        """Count what one text says of this person."""
        self.persons.append(person)
        if person.party:
            self.parties[person.party] += 1
        if person.office:
            self.offices[person.office] += 1


def most_frequent(counts: Counter[str]) -> str | None:
    """The most frequent text; of equals the longer, then the first in the alphabet."""
    return min(counts, key=lambda text: (-counts[text], -len(text), text), default=None)


def gather_faces(
    persons: Iterable[Person], profiles: Sequence[PersonProfile], apart: frozenset[str]
) -> dict[FaceKey, Face]:
    """Sort persons by spelling. Ids in ``apart`` get a face of their own (an analyst's edge)."""
    faces: dict[FaceKey, Face] = {}
    for number, profile in enumerate(profiles):
        for name in (profile.name, *profile.aliases):
            _add_profile(faces, split_name(name), number, profile)
    for person in persons:
        tokens = split_name(person.names[0]) if person.names else ()
        tokens = tokens or (f"|{person.id}",)
        # Bare surnames are told apart by party: two ministers may share one.
        extra = (f"|{person.party or ''}",) if len(tokens) == 1 else ()
        extra = (f"|{person.id}",) if person.id in apart else extra
        key = tokens + extra
        faces.setdefault(key, Face(key=key, tokens=tokens)).add(person)
    return faces


def _add_profile(
    faces: dict[FaceKey, Face], tokens: Tokens, number: int, profile: PersonProfile
) -> None:
    if not tokens:
        return
    key = tokens if len(tokens) > 1 else (*tokens, f"|{number}")
    face = faces.setdefault(key, Face(key=key, tokens=tokens))
    if face.profile is not None:
        return
    face.profile = number
    if profile.party:
        face.parties[profile.party] += 1
    if profile.office:
        face.offices[profile.office] += 1
