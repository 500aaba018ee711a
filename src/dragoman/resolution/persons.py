"""One person under several spellings becomes one entry; who is unsure stays apart."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from attrs import frozen

from dragoman.model import Mention, Person, PersonProfile, Question, digest
from dragoman.resolution.edges import Edge, left_open, ties_for
from dragoman.resolution.faces import Face, FaceKey, gather_faces, most_frequent
from dragoman.resolution.grouping import Groups
from dragoman.resolution.ranking import Order
from dragoman.resolution.same_person import (
    agree,
    blocked_pairs,
    is_nickname_only,
    is_one_person,
    is_one_surname,
    weigh_names,
)
from dragoman.resolution.spelling import (
    Likeness,
    block_keys,
    compare_short,
    is_transliteration,
)

_MOST_ASKED = 3
"""A surname that more bear is no question that an analyst could answer at a glance."""


@frozen(kw_only=True)
class People:
    """The persons of the dossier, and which of them each person of a report is."""

    persons: tuple[Person, ...]
    renamed: dict[str, str]
    questions: tuple[Question, ...]


def resolve_persons(
    persons: Sequence[Person],
    mentions: Sequence[Mention],
    profiles: Sequence[PersonProfile],
    edges: Sequence[Edge],
    order: Order,
) -> People:
    """Join the spellings of each person. Near-linear: only names in one block are compared."""
    aliases = [
        (passage, mention.refers_to)
        for mention in mentions
        if mention.noun == "person" and mention.refers_to
        for passage in mention.passages
    ]
    ties = ties_for("person", edges, persons, aliases)
    apart = frozenset(ties.different)
    desk = _Desk(gather_faces(sorted(persons, key=order.key), profiles, apart))
    desk.different = {key: ties.different[p.id] for key, p in desk.lone(apart)}
    desk.join_signed(ties.same)
    desk.leave_open(ties.unsure)
    desk.join_profiles()
    desk.join_full()
    desk.join_short()
    return desk.finish(profiles, order)


class _Desk:
    """Faces on their way to becoming persons."""

    def __init__(self, faces: dict[FaceKey, Face]) -> None:
        self.faces = dict(sorted(faces.items()))
        self.groups: Groups[FaceKey] = Groups(self.faces)
        self.of_person = {p.id: key for key, face in self.faces.items() for p in face.persons}
        self.different: dict[FaceKey, frozenset[str]] = {}
        self.doubts: list[tuple[FaceKey, tuple[FaceKey, ...], str]] = []

    def lone(self, apart: frozenset[str]) -> Iterator[tuple[FaceKey, Person]]:
        """The faces made for one person because an analyst keeps that person apart."""
        for key, face in self.faces.items():
            for person in face.persons:
                if person.id in apart:
                    yield key, person

    def join_signed(self, same: Sequence[tuple[str, str]]) -> None:
        """An analyst's "same" wins over everything."""
        for first, second in same:
            if first in self.of_person and second in self.of_person:
                self.groups.join(self.of_person[first], self.of_person[second])

    def leave_open(self, unsure: Sequence[tuple[str, str, str]]) -> None:
        """What an analyst could not tell stays a question, with the analyst's note."""
        for first, second, note in unsure:
            if first in self.of_person and second in self.of_person:
                keys = self.of_person[first], self.of_person[second]
                self.doubts.append((keys[0], keys[1:], left_open(note)))

    def join_profiles(self) -> None:
        """All spellings that the dossier gives for one person are that person."""
        by_profile: defaultdict[int, list[FaceKey]] = defaultdict(list)
        for key, face in self.faces.items():
            if face.profile is not None:
                by_profile[face.profile].append(key)
        for keys in by_profile.values():
            for key in keys[1:]:
                self.groups.join(keys[0], key)

    def join_full(self) -> None:
        """Join full names, the most alike first."""
        full = [face for face in self.faces.values() if face.is_full]
        ranked = sorted(
            (-int(likeness), one.key, two.key)
            for one, two in blocked_pairs(full)
            if (likeness := weigh_names(one, two))
        )
        for _, first, second in ranked:
            self._weigh(first, second)

    def _weigh(self, one: FaceKey, two: FaceKey) -> None:
        first, second = self.faces[one], self.faces[two]
        if self.groups.head(one) == self.groups.head(two):
            return
        if is_nickname_only(first, second):
            self.doubts.append((one, (two,), "the given names differ, and no office tells"))
        elif self._clash(one, two):
            return
        elif is_one_person(first, second):
            self.groups.join(one, two)
        else:
            self.doubts.append((one, (two,), "the names are alike, but nothing else tells"))

    def _clash(self, one: FaceKey, two: FaceKey) -> bool:
        """Whether the groups of two faces hold members that cannot be one person."""
        first = [self.faces[key] for key in self.groups.members(one)]
        second = [self.faces[key] for key in self.groups.members(two)]
        profiles = {f.profile for f in (*first, *second) if f.profile is not None}
        return (
            len(profiles) > 1
            or self._is_signed_apart(first, second)
            or not agree(first, second)
            or not agree(second, first)
        )

    def _is_signed_apart(self, first: list[Face], second: list[Face]) -> bool:
        if not self.different:
            return False
        ids = {person.id for face in second for person in face.persons}
        return any(self.different.get(face.key, frozenset()) & ids for face in first)

    def join_short(self) -> None:
        """Join bare surnames to the one full name they can stand for, then to each other."""
        index: defaultdict[str, set[FaceKey]] = defaultdict(set)
        for face in self.faces.values():
            if face.is_full or face.profile is not None:
                for key in block_keys(face.tokens):
                    index[key].add(face.key)
        left = [
            face
            for face in self.faces.values()
            if not face.is_full and face.profile is None and not self._settle(face, index)
        ]
        for first, second in blocked_pairs(left):
            if is_one_surname(first, second) and not self._clash(first.key, second.key):
                self.groups.join(first.key, second.key)

    def _settle(self, face: Face, index: dict[str, set[FaceKey]]) -> bool:
        """Find whom a bare surname stands for. True when it is joined or asked about."""
        if len(self.groups.members(face.key)) > 1:
            return True
        near = {k for key in block_keys(face.tokens) for k in index.get(key, ())}
        fits = sorted(key for key in near if self._stands_for(face, key))
        heads = self._narrow(face, sorted({self.groups.head(key) for key in fits}))
        if len(heads) == 1:
            self.groups.join(face.key, heads[0])
        elif heads:
            why = f"the texts give the surname only, and {len(heads)} persons bear it"
            self.doubts.append((face.key, tuple(heads), why))
        return bool(heads)

    def _stands_for(self, face: Face, key: FaceKey) -> bool:
        other = self.faces[key]
        party = self._party(key)
        if self._is_signed_apart([face], [self.faces[k] for k in self.groups.members(key)]):
            return False
        likeness = compare_short(face.tokens[0], other.tokens)
        if likeness is Likeness.EQUAL:
            return face.party is None or party is None or face.party == party
        if likeness is not Likeness.LIKELY:
            return False
        if face.party is None and is_transliteration(face.tokens[0], other.tokens[-1]):
            return True
        return face.party is not None and face.party == party

    def _party(self, key: FaceKey) -> str | None:
        parties: Counter[str] = Counter()
        for member in self.groups.members(key):
            parties.update(self.faces[member].parties)
        return most_frequent(parties)

    def _narrow(self, face: Face, heads: list[FaceKey]) -> list[FaceKey]:
        """Of several candidates keep those of the same party, office, or in the dossier."""
        tests: tuple[Callable[[FaceKey], bool], ...] = (
            lambda key: face.party is not None and self._party(key) == face.party,
            lambda key: any(face.offices.keys() & f.offices.keys() for f in self._faces(key)),
            lambda key: any(f.profile is not None for f in self._faces(key)),
        )
        for is_better in tests:
            if len(heads) > 1:
                heads = [key for key in heads if is_better(key)] or heads
        return heads

    def _faces(self, key: FaceKey) -> list[Face]:
        return [self.faces[member] for member in self.groups.members(key)]

    def finish(self, profiles: Sequence[PersonProfile], order: Order) -> People:
        """Merge each group into one person, and put the doubts as questions."""
        merged: dict[FaceKey, Person] = {}
        renamed: dict[str, str] = {}
        for keys in self.groups.all():
            faces = [self.faces[key] for key in sorted(keys)]
            members = sorted((p for f in faces for p in f.persons), key=order.key)
            if not members:
                continue
            number = next((f.profile for f in faces if f.profile is not None), None)
            person = merge_persons(members, profiles[number] if number is not None else None, order)
            merged[self.groups.head(keys[0])] = person
            renamed.update((member.id, person.id) for member in members)
        return People(
            persons=tuple(sorted(merged.values(), key=lambda person: person.id)),
            renamed=renamed,
            questions=tuple(self._questions(merged)),
        )

    def _questions(self, merged: dict[FaceKey, Person]) -> Iterator[Question]:
        asked: set[frozenset[str]] = set()
        for key, others, why in self.doubts:
            heads = {self.groups.head(k) for k in (key, *others)}
            people = sorted((merged[h] for h in heads if h in merged), key=lambda p: p.id)
            ids = tuple(person.id for person in people)
            if not 2 <= len(ids) <= _MOST_ASKED or frozenset(ids) in asked:
                continue
            asked.add(frozenset(ids))
            names = " and ".join(sorted(person.names[0] for person in people))
            yield Question(
                id=digest("question", "person", *ids),
                passages=tuple(person.passages[0] for person in people if person.passages),
                asks=f"are {names} the same person?",
                why=why,
                candidates=ids,
            )


def merge_persons(members: Sequence[Person], profile: PersonProfile | None, order: Order) -> Person:
    """One person out of ``members`` (earliest stored first); the dossier's profile rules."""
    names = Counter(name for member in members for name in dict.fromkeys(member.names))
    firsts = Counter(member.names[0] for member in members if member.names)
    full = Counter({name: n for name, n in firsts.items() if " " in name})
    label = profile.name if profile else most_frequent(full or firsts)
    rest = sorted(names, key=lambda name: (-names[name], name))
    parties = Counter(member.party for member in members if member.party)
    offices = Counter(member.office for member in members if member.office)
    speaking = sum(1 if member.represents else -1 for member in members)
    scores = [member.score for member in members if member.score is not None]
    return Person(
        id=members[0].id,
        passages=order.passages(members),
        reader=members[0].reader,
        score=max(scores, default=None),
        because=tuple(sorted({why for member in members for why in member.because})),
        names=tuple(dict.fromkeys([*([label] if label else []), *rest])),
        party=(profile.party if profile else None) or most_frequent(parties),
        office=(profile.office if profile else None) or most_frequent(offices),
        represents=speaking >= 0 or bool(profile and profile.party),
    )
