"""Titles without a name: "the Vellandic president", "the envoy", "Ormark's chief negotiator"."""

from attrs import define, field

from dragoman.extraction.offices import Offices, Parties
from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.model import Person

_NEAR = 6
"""Sentences back in which a bare title ("the minister") looks for its bearer."""
_TOP = ("head of state", "head of government")
_LEADERS = frozenset(["leader", "counterpart", "strongman", "ruler"])
_DEFINITE = frozenset(["the", "his", "her", "their", "its"])
_INSIDE = ("JJ", "NN", "NNP", "VBG", "VBN", "HYPH", "JJS", "JJR", "POS", "NNS", "NNPS")


@define(kw_only=True)
class Titles:
    """Resolves titles on one desk. Mentions of people are looked up by sentence."""

    reading: Reading
    sheet: Sheet
    parties: Parties
    offices: Offices = field(init=False)
    _covered: set[int] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        words = self.reading.gazetteer.words
        self.offices = Offices(sheet=self.sheet, words=words, parties=self.parties)
        self._covered = {
            at
            for mention in self.reading.names.mentions
            if mention.noun in ("person", "unnamed", "organisation")
            for at in range(*mention.span)
        }

    def resolve(self) -> list[NameMention]:
        """The mentions that titles make, resolved where one bearer is likelier than all others."""
        found = []
        for index, word in enumerate(self.sheet.lower):
            if index in self._covered or self.sheet.quiet[index] or not self._is_title(index, word):
                continue
            title = self._phrase(index)
            if title is not None:
                found.append(title)
        return found

    def _is_title(self, index: int, word: str) -> bool:
        sheet = self.sheet
        if word != "counterpart" and not self._is_one(word, sheet.tag[index]):
            return False
        after = index + 1 < len(sheet) and self.offices.is_head(index + 1)
        inside = sheet.dep[index] in ("compound", "nmod", "amod") and sheet.head[index] > index
        return not after and not inside

    def _is_one(self, word: str, tag: str) -> bool:
        """Whether an office word means one officer; the tagger takes "Ministers" for one too."""
        heads = self.offices.words.office_heads
        several = word.endswith("s") and word[:-1] in heads
        return word in heads and not several and tag in ("NN", "NNP")

    def _phrase(self, index: int) -> NameMention | None:
        """The mention of the noun phrase whose head is the office word at ``index``."""
        start = self._start(index)
        party = self._party(start, index)
        definite = self.sheet.lower[start] in _DEFINITE or self._is_possessed(start, index)
        bare = not definite and self._is_headed(start, index)
        if not (definite or bare or (party and start in self.parties)):
            return None
        end = self._end(index)
        who = self._bearer(index, start, party)
        if who is None and (party is None or bare):
            return None
        return NameMention(
            span=Tokens(start, end),
            head=index,
            noun="person",
            refers_to=who,
            how="title",
            score=0.7 if who else 0.5,
            party=None if who else party,
        )

    def _start(self, index: int) -> int:
        sheet = self.sheet
        start = index
        while start > 0 and not sheet.starts[start] and index - start < 7:
            before = start - 1
            fits = before in self.parties or sheet.tag[before] in _INSIDE
            if not fits and sheet.lower[before] not in _DEFINITE and sheet.tag[before] != "DT":
                break
            start = before
            if sheet.tag[before] in ("DT", "PRP$") and before not in self.parties:
                break
        return start

    def _is_headed(self, start: int, index: int) -> bool:
        """Whether a title begins its sentence like a name: "[Foreign Secretary] meets …"."""
        sheet = self.sheet
        capitals = all(sheet.is_capital(at) for at in range(start, index + 1))
        return sheet.starts[start] and capitals and index > start

    def _is_possessed(self, start: int, index: int) -> bool:
        return any(self.sheet.tag[at] == "POS" for at in range(start, index))

    def _party(self, start: int, index: int) -> str | None:
        before = (self.parties[at] for at in range(index - 1, start - 1, -1) if at in self.parties)
        return next(before, None) or self._party_behind(index)

    def _party_behind(self, index: int) -> str | None:
        """The party in "the president of Ormark"."""
        sheet, at = self.sheet, index + 1
        if at + 1 >= len(sheet) or sheet.lower[at] != "of":
            return None
        at += 2 if sheet.lower[at + 1] == "the" else 1
        return self.parties.get(at)

    def _end(self, index: int) -> int:
        if self._party_behind(index) is None:
            return index + 1
        end = index + 2 + (self.sheet.lower[index + 2] == "the")
        party = self.parties[end]
        while self.parties.get(end) == party:
            end += 1
        return end

    def _bearer(self, index: int, start: int, party: str | None) -> str | None:
        """The one person in the text who bears the title, None when it may be several."""
        word = self.sheet.lower[index]
        people = [e for e in self.reading.names.entities.values() if isinstance(e, Person)]
        if word == "counterpart":
            return _only([p for p in people if p.party == party and p.party]) if party else None
        fitting = [p for p in people if self._bears(p, word, start, index)]
        if party is not None:
            return _only([p for p in fitting if p.party == party])
        if len(fitting) == 1:
            return fitting[0].id
        return self._nearest({p.id for p in fitting}, start)

    def _bears(self, person: Person, word: str, start: int, index: int) -> bool:
        """Whether one of the person's offices is the one that the title names."""
        if not person.represents:
            return False
        modifiers = {
            self.sheet.lower[at]
            for at in range(start, index)
            if at not in self.parties and self.sheet.lower[at] in self.offices.words.office_words
        }
        told = self._told(start, index)
        return any(self._is_office(held, word, told, modifiers) for held in self._held(person))

    def _told(self, start: int, index: int) -> str:
        """The words of the title that are office words, as they would be listed."""
        named = [self.sheet.lower[at] for at in range(start, index + 1) if at not in self.parties]
        return " ".join(word for word in named if word not in ("-", *_DEFINITE))

    def _is_office(self, held: str, word: str, told: str, modifiers: set[str]) -> bool:
        """Whether the office held is the one told; "the general" is no general secretary."""
        if word in _LEADERS:
            return self._rank(held) in _TOP
        words = held.replace("-", " ").split(" of ")[0].split(" for ")[0].split()
        if word not in words or not modifiers <= set(words):
            return False
        return "and" in words or self._rank(held.replace("-", " ")) == self._rank(told)

    def _held(self, person: Person) -> list[str]:
        """The office that the text gives, else those that one so called is known to hold."""
        if person.office:
            return [person.office.lower()]
        known = self.reading.gazetteer.holders(person.names[0], self.reading.year)
        return [one.office for one in known if one.party == person.party]

    def _rank(self, office: str) -> str:
        ranks = self.offices.words.offices
        words = office.split(" of ")[0].split(" for ")[0].split()
        pair = " ".join(words[-2:])
        return ranks.get(office) or ranks.get(pair) or ranks.get(words[-1] if words else "", "")

    def _nearest(self, ids: set[str], before: int) -> str | None:
        """The bearer mentioned last; None when two stand in that same sentence."""
        sentence = self.sheet.sentence
        last: dict[int, set[str]] = {}
        for mention in self.reading.names.mentions:
            if mention.refers_to in ids and mention.span.start < before:
                last.setdefault(sentence[mention.span.start], set()).add(str(mention.refers_to))
        if not last or sentence[before] - max(last) > _NEAR:
            return None
        nearest = last[max(last)]
        return next(iter(nearest)) if len(nearest) == 1 else None


def _only(people: list[Person]) -> str | None:
    return people[0].id if len(people) == 1 else None
