"""Pronouns: he and she to a person, its and it to a party, when one is clearly likelier.

Candidates are weighed (``salience``) under the constraint that a pronoun does not mean another
argument of its own verb. Where two stand close, the pronoun says so and names both. Somebody
whom the text does not name ("a soldier", "the envoy") is a candidate too, so that "he" is not
given to a named bystander; then the pronoun stays open.
"""

from attrs import define, field

from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.extraction.salience import (
    SUBJECTS,
    Candidate,
    Salience,
    subject_before,
    verb_of,
)
from dragoman.extraction.sheet import Sheet
from dragoman.model import Person, SegmentKind

_PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_NEUTRAL = frozenset(["it", "its", "itself"])
_REFLEXIVE = ("himself", "herself", "itself")
_REACH = 3
"""Sentences back that are searched, within the segment and the one before it."""
_MARGIN = 1.5
"""How far the likeliest must be ahead of the next."""
_EMPTY = frozenset(["be", "seem", "appear", "take", "remain", "become", "happen", "turn", "follow"])
"""Verbs whose "it" mostly means nothing ("it seems")."""
_APPOSED = 12
"""Tokens behind a pronoun in which a fronted clause ends."""


@define(kw_only=True)
class Pronouns:
    """Resolves the pronouns of one desk, from left to right, so that chains hold."""

    reading: Reading
    sheet: Sheet
    quoted: list[bool]
    _people: dict[int, list[Candidate]] = field(factory=dict)
    _parties: dict[int, str] = field(factory=dict)
    _gender: dict[str, str] = field(factory=dict)
    _counts: dict[str, int] = field(factory=dict)
    _rivals: dict[str, tuple[str, ...]] = field(factory=dict)
    _salience: Salience = field(init=False)

    def __attrs_post_init__(self) -> None:
        words = self.reading.gazetteer.words
        self._salience = Salience(
            sheet=self.sheet, words=words, quoted=self.quoted, counts=self._counts
        )
        taken: set[int] = set()
        for mention in self.reading.names.mentions:
            taken |= set(range(*mention.span)) if mention.noun != "party" else set()
            self._take(mention)
        self._take_nobodies(taken)
        for entity in self.reading.names.entities.values():
            if isinstance(entity, Person):
                self._gender[entity.id] = self._gender_of(entity, words.given_names)

    def _take(self, mention: NameMention) -> None:
        """Make a mention a candidate."""
        who, head = mention.refers_to, self._head(mention)
        if mention.how == "apposition":
            return
        if mention.noun == "party" and who is not None:
            self._parties[head] = who
        elif mention.noun == "person" and who is not None:
            self._hold(head, who)
            self._counts[who] = self._counts.get(who, 0) + 1
        elif mention.noun in ("person", "unnamed") and self.sheet.tag[head] in ("NN", "NNP"):
            self._hold(head, f"?{head}")

    def _head(self, mention: NameMention) -> int:
        """The head of a mention's words; "envoy" where the name behind it is an apposition."""
        head, above = mention.head, self.sheet.head[mention.head]
        return above if self.sheet.dep[head] == "appos" and mention.span.covers(above) else head

    def _take_nobodies(self, taken: set[int]) -> None:
        """Make whoever is called by an office alone a candidate: "the envoy"."""
        words, sheet = self.reading.gazetteer.words, self.sheet
        for index, word in enumerate(sheet.lower):
            if sheet.tag[index] != "NN" or index in taken or sheet.dep[index] == "compound":
                continue
            if word in words.office_heads or word in words.unnamed or word in words.kin:
                self._hold(index, f"?{index}")
                self._gender[f"?{index}"] = words.kin.get(word, "")

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
        return known[0].gender if len({one.gender for one in known}) == 1 else ""

    def _hold(self, index: int, who: str) -> None:
        joined = self.sheet.dep[index] == "conj" or any(
            self.sheet.dep[at] == "conj" for at in self.sheet.children(index, index, index + 8)
        )
        candidate = Candidate(index=index, who=who, quoted=self.quoted[index], joined=joined)
        self._people.setdefault(self.sheet.sentence[index], []).append(candidate)

    def resolve(self) -> list[NameMention]:
        """The mentions that pronouns make."""
        found = []
        for index, word in enumerate(self.sheet.lower):
            if self.sheet.quiet[index]:
                continue
            if word in _PERSONAL:
                mention = self._personal(index, _PERSONAL[word])
            elif word in _NEUTRAL:
                mention = self._neutral(index, word)
            else:
                continue
            if mention is not None:
                found.append(mention)
        return found

    def _neutral(self, index: int, word: str) -> NameMention | None:
        """The mention of a party that "it" or "its" makes."""
        if word == "it" and self._is_empty(index):
            return None
        who = self._subject_before(index)
        if who is None:
            return None
        self._parties[index] = who
        return _pronoun(index, "party", who)

    def _personal(self, index: int, gender: str) -> NameMention | None:
        """The mention that "he" or "she" makes: of one person, or unsure between several."""
        likely = self._likely(index, gender)
        if not likely:
            return None
        if len(likely) > 1:
            who = f"?{index}"
            self._rivals[who] = likely
        else:
            who = likely[0]
        self._hold(index, who)
        rivals = tuple(sorted({name for one in likely for name in self._named(one)}))
        if len(likely) == 1 and who[0] != "?":
            self._gender[who] = self._gender.get(who) or gender
            return _pronoun(index, "person", who)
        return _unsure(index, rivals) if rivals else None

    def _named(self, who: str) -> tuple[str, ...]:
        """The entities that a candidate means: itself, the rivals of an unsure one, or none."""
        if who[0] != "?":
            return (who,)
        return tuple(name for one in self._rivals.get(who, ()) for name in self._named(one))

    def _likely(self, index: int, gender: str) -> tuple[str, ...]:
        """The likeliest candidates: one, or all that stand within the margin of the first."""
        weights: dict[str, float] = {}
        for candidate in [*self._near(index), *self._ahead(index)]:
            if self._gender.get(candidate.who, "") not in ("", gender):
                continue
            if self._is_barred(candidate, index):
                continue
            weight = self._salience.weight(candidate, index)
            weights[candidate.who] = max(weight, weights.get(candidate.who, weight))
        best = max(weights.values(), default=0.0)
        return tuple(who for who, weight in weights.items() if best - weight < _MARGIN)

    def _near(self, index: int) -> list[Candidate]:
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

    def _is_barred(self, candidate: Candidate, index: int) -> bool:
        """The constraints: another argument of the pronoun's verb, or the speaker of its quote."""
        sheet = self.sheet
        if self._has_the_word(candidate.who, index):
            return True
        same = sheet.sentence[candidate.index] == sheet.sentence[index]
        if self.quoted[index] and not candidate.quoted and same:
            return True
        if sheet.lower[index] in _REFLEXIVE:
            return not same
        if sheet.tag[index] == "PRP$" and self._is_own_apposition(candidate, index):
            return True
        if sheet.tag[index] == "PRP$" or not same:
            return False
        return self._is_argument(candidate.index, index)

    def _is_argument(self, at: int, index: int) -> bool:
        """Whether both are arguments of one verb, said or meant ("urged [Vey] to help him")."""
        sheet, verb = self.sheet, verb_of(self.sheet, index)
        if verb_of(sheet, at) == verb:
            return True
        if sheet.dep[verb] != "xcomp" or self._salience.is_subject(index):
            return False
        over = sheet.head[verb]
        subject = self._salience.is_subject(at)
        bidding = sheet.lemma[over] in self.reading.gazetteer.words.causality["bidden"]
        objects = any(
            sheet.dep[at] in ("dobj", "dative") for at in sheet.children(over, over, index)
        )
        doer = (not subject) if bidding and objects else subject
        return verb_of(sheet, at) == over and doer

    def _has_the_word(self, who: str, index: int) -> bool:
        """Whether the person speaks in this turn, and so would say "I"."""
        stretch = self.reading.stretch(index)
        speaker = stretch.speaker if stretch else None
        entity = self.reading.names.entities.get(who)
        return speaker is not None and entity is not None and speaker in entity.names

    def _is_own_apposition(self, candidate: Candidate, index: int) -> bool:
        """Whether "his" stands in what describes the candidate: "[Orr], his envoy"."""
        described = self.reading.names.at(index + 1)
        apposed = described is not None and described.how == "apposition"
        return apposed and described is not None and described.refers_to == candidate.who

    def _ahead(self, index: int) -> list[Candidate]:
        """The main subject behind a fronted clause: "Where he stays, [Orr] said …"."""
        sheet = self.sheet
        number = sheet.sentence[index]
        fronted = sheet.text[index : index + _APPOSED]
        if sheet.dep[sheet.head[index]] == "ROOT" or "," not in fronted:
            return []
        held = self._people.get(number, ())
        if any(one.index < index for one in held):
            return []
        return [
            one
            for one in held
            if self._salience.is_subject(one.index) and sheet.dep[sheet.head[one.index]] == "ROOT"
        ]

    def _is_empty(self, index: int) -> bool:
        """Whether "it" means nothing ("it is clear that", "it seems")."""
        sheet = self.sheet
        if sheet.dep[index] not in SUBJECTS:
            return True
        return sheet.dep[index] == "expl" or sheet.lemma[sheet.head[index]] in _EMPTY

    def _subject_before(self, index: int) -> str | None:
        """The party that is the nearest subject before, in the sentence or the one before it."""
        at = subject_before(self.sheet, index)
        return self._parties.get(at) if at is not None and self._is_in_reach(at, index) else None


def _pronoun(index: int, noun: str, who: str) -> NameMention:
    return NameMention(
        span=Tokens(index, index + 1),
        head=index,
        noun=noun,
        refers_to=who,
        how="pronoun",
        score=0.6,
    )


def _unsure(index: int, rivals: tuple[str, ...]) -> NameMention:
    """A pronoun that means one of several, nobody knows which."""
    return NameMention(
        span=Tokens(index, index + 1),
        head=index,
        noun="person",
        how="pronoun, unsure",
        score=0.6 / (len(rivals) + 1),
        rivals=rivals,
    )
