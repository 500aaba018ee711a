"""Pronouns: he and she to a person, its and it to a party, when one is clearly likelier.

Weights after Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution":
recency, subject before object, parallel parts; with their constraint that a pronoun does not
mean another argument of its own verb. Where two stand close, the pronoun stays unresolved.
"""

from attrs import define, field, frozen

from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.model import Person, SegmentKind

_PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_NEUTRAL = frozenset(["it", "its", "itself"])
_SUBJECTS = ("nsubj", "nsubjpass")
_REACH = 3
"""Sentences back that are searched, within the segment and the one before it."""
_RECENT = 4.0
_SUBJECT = 4.0
_OBJECT = 1.0
_PARALLEL = 1.5
_TOPIC = 1.0
_OTHER_VOICE = -3.0
_MARGIN = 1.5
"""How far the likeliest must be ahead of the next."""


@frozen(kw_only=True)
class _Candidate:
    """A mention that a pronoun may mean."""

    index: int
    who: str
    subject: bool
    quoted: bool


@define(kw_only=True)
class Pronouns:
    """Resolves the pronouns of one desk, from left to right, so that chains hold."""

    reading: Reading
    sheet: Sheet
    quoted: list[bool]
    _people: dict[int, list[_Candidate]] = field(factory=dict)
    _parties: dict[int, list[_Candidate]] = field(factory=dict)
    _gender: dict[str, str] = field(factory=dict)
    _counts: dict[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for mention in self.reading.names.mentions:
            if mention.refers_to is None or mention.how == "apposition":
                continue
            if mention.noun == "person":
                self._hold(self._people, mention.head, mention.refers_to)
                self._counts[mention.refers_to] = self._counts.get(mention.refers_to, 0) + 1
            elif mention.noun == "party":
                self._hold(self._parties, mention.head, mention.refers_to)
        given = self.reading.gazetteer.words.given_names
        for entity in self.reading.names.entities.values():
            if isinstance(entity, Person):
                self._gender[entity.id] = self._gender_of(entity, given)

    def _gender_of(self, person: Person, given: dict[str, str]) -> str:
        """The gender that form of address or given name shows, empty when unknown."""
        honorifics = self.reading.gazetteer.words.honorifics
        for passage in person.passages:
            shown = honorifics.get(passage.exact.split()[0], "")
            if shown:
                return shown
        first = person.names[0].split()
        if len(first) > 1 and given.get(first[0]):
            return given[first[0]]
        known = self.reading.gazetteer.holders(person.names[0], self.reading.year)
        return known[0].gender if len({one.name for one in known}) == 1 else ""

    def _hold(self, held: dict[int, list[_Candidate]], index: int, who: str) -> None:
        candidate = _Candidate(
            index=index,
            who=who,
            subject=self._is_subject(index),
            quoted=self.quoted[index],
        )
        held.setdefault(self.sheet.sentence[index], []).append(candidate)

    def _is_subject(self, index: int) -> bool:
        """Whether the token is a subject, or joined to one by "and"."""
        dep = self.sheet.dep
        joined = dep[index] == "conj" and dep[self.sheet.head[index]] in _SUBJECTS
        return joined or dep[index] in _SUBJECTS

    def resolve(self) -> list[NameMention]:
        """The mentions that pronouns make."""
        found = []
        for index, word in enumerate(self.sheet.lower):
            who = None
            noun = "person"
            if word in _PERSONAL:
                who = self._person(index, _PERSONAL[word])
            elif word in _NEUTRAL:
                noun = "party"
                who = (
                    None if word == "it" and self._is_empty(index) else self._subject_before(index)
                )
            if who is None:
                continue
            found.append(
                NameMention(
                    span=Tokens(index, index + 1),
                    head=index,
                    noun=noun,
                    refers_to=who,
                    how="pronoun",
                    score=0.6,
                )
            )
            self._hold(self._people if noun == "person" else self._parties, index, who)
        return found

    def _person(self, index: int, gender: str) -> str | None:
        """The person whom "he" or "she" at ``index`` means."""
        weights: dict[str, float] = {}
        for candidate in [*self._near(index), *self._ahead(index)]:
            if self._gender.get(candidate.who, "") not in ("", gender):
                continue
            if self._is_barred(candidate, index):
                continue
            weight = self._weight(candidate, index)
            weights[candidate.who] = max(weight, weights.get(candidate.who, weight))
        who = _clear(weights)
        if who is not None and not self._gender.get(who):
            self._gender[who] = gender
        return who

    def _near(self, index: int) -> list[_Candidate]:
        sentence = self.sheet.sentence[index]
        numbers = range(max(0, sentence - _REACH), sentence + 1)
        return [
            one
            for number in numbers
            for one in self._people.get(number, ())
            if one.index < index and self._is_in_reach(one.index, index)
        ]

    def _is_in_reach(self, before: int, index: int) -> bool:
        """Whether no interview turn lies between the two."""
        first, second = self.reading.stretch(before), self.reading.stretch(index)
        if first is second or first is None or second is None:
            return first is second
        turned = {SegmentKind.QUESTION, SegmentKind.ANSWER}
        if first.kind in (SegmentKind.HEADLINE, SegmentKind.CAPTION, SegmentKind.BYLINE):
            return False
        return first.kind == second.kind or bool({first.kind, second.kind} & turned)

    def _is_barred(self, candidate: _Candidate, index: int) -> bool:
        """The constraints: another argument of the pronoun's verb, or the speaker of its quote."""
        sheet = self.sheet
        if self._has_the_word(candidate.who, index):
            return True
        same = sheet.sentence[candidate.index] == sheet.sentence[index]
        if self.quoted[index] and not candidate.quoted and same:
            return True
        if sheet.lower[index] in ("himself", "herself", "itself"):
            return not same
        if sheet.tag[index] == "PRP$" and self._is_own_apposition(candidate, index):
            return True
        if sheet.tag[index] == "PRP$" or not same:
            return False
        return _verb(sheet, candidate.index) == _verb(sheet, index)

    def _has_the_word(self, who: str, index: int) -> bool:
        """Whether the person speaks in this turn, and so would say "I"."""
        stretch = self.reading.stretch(index)
        speaker = stretch.speaker if stretch else None
        entity = self.reading.names.entities.get(who)
        return speaker is not None and entity is not None and speaker in entity.names

    def _is_own_apposition(self, candidate: _Candidate, index: int) -> bool:
        """Whether "his" stands in what describes the candidate: "[Orr], his envoy"."""
        described = self.reading.names.at(index + 1)
        apposed = described is not None and described.how == "apposition"
        return apposed and described is not None and described.refers_to == candidate.who

    def _ahead(self, index: int) -> list[_Candidate]:
        """The main subject behind a fronted clause: "Where he stays, [Orr] said …"."""
        sheet = self.sheet
        number = sheet.sentence[index]
        if sheet.dep[sheet.head[index]] == "ROOT" or "," not in sheet.text[index : index + 12]:
            return []
        return [
            one
            for one in self._people.get(number, ())
            if one.index > index
            and one.subject
            and sheet.dep[sheet.head[one.index]] == "ROOT"
            and not any(other.index < index for other in self._people[number])
        ]

    def _weight(self, candidate: _Candidate, index: int) -> float:
        sheet = self.sheet
        weight = -_RECENT * (sheet.sentence[index] - sheet.sentence[candidate.index])
        weight += _SUBJECT if candidate.subject else _OBJECT
        both = candidate.subject and self._is_subject(index)
        if both or sheet.dep[candidate.index] == sheet.dep[index]:
            weight += _PARALLEL
        if candidate.quoted != self.quoted[index]:
            weight += _OTHER_VOICE
        if self._counts.get(candidate.who, 0) > 2:
            weight += _TOPIC
        return weight

    def _is_empty(self, index: int) -> bool:
        """Whether "it" means nothing ("it is clear that", "it seems")."""
        sheet = self.sheet
        if sheet.dep[index] not in _SUBJECTS:
            return True
        lemma = sheet.lemma[sheet.head[index]]
        return sheet.dep[index] == "expl" or lemma in (
            "be",
            "seem",
            "appear",
            "take",
            "remain",
            "become",
            "happen",
            "turn",
            "follow",
        )

    def _subject_before(self, index: int) -> str | None:
        """The party that is the nearest subject before, in the sentence or the one before it."""
        sheet = self.sheet
        at = index - 1
        floor = sheet.sentence[index] - 1
        while at >= 0 and sheet.sentence[at] >= floor:
            if sheet.dep[at] in _SUBJECTS and sheet.tag[at] not in ("WP", "WDT", "EX", "DT"):
                return self._party_at(at) if self._is_in_reach(at, index) else None
            at -= 1
        return None

    def _party_at(self, index: int) -> str | None:
        held = self._parties.get(self.sheet.sentence[index], ())
        found = next((one.who for one in held if one.index == index), None)
        return found if self.quoted[index] == self.quoted[index] else None


def _verb(sheet: Sheet, index: int) -> int:
    """The verb of which the token is an argument, over one preposition."""
    above = sheet.head[index]
    if sheet.dep[index] == "pobj":
        above = sheet.head[above]
    if sheet.dep[index] == "conj":
        return _verb(sheet, above)
    return above


def _clear(weights: dict[str, float]) -> str | None:
    """The heaviest when it is ahead of the next by the margin."""
    ranked = sorted(weights.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]
