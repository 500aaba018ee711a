"""Persons: which runs of capitals are people, what they are called, and for whom they stand."""

from typing import NamedTuple

from attrs import define, field

from dragoman.extraction.offices import Offices, Title
from dragoman.extraction.people import People, Somebody, parts_of
from dragoman.extraction.runs import Run, Runs
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Gazetteer

_ROLES = frozenset(["nsubj", "nsubjpass", "agent", "poss", "pobj", "dobj", "conj", "appos", "ROOT"])

_CALLED = ("known", "called", "referred")
_SEVERAL = 0.6
"""The score of a short form that several bear (:meth:`People.short`)."""
_CALL = 7
"""Tokens between a name and the other name that the text gives."""


class Sighting(NamedTuple):
    """A mention of a person: tokens of title and name, the name's own tokens, and how known.

    ``rivals`` are others of the same surname whom an unsure short form may mean.
    """

    start: int
    end: int
    name: Run
    who: Somebody
    how: str
    score: float
    rivals: tuple[Somebody, ...] = ()


@define(kw_only=True)
class PersonFinder:
    """Finds people on one sheet: full and titled names first, then short forms."""

    sheet: Sheet
    gazetteer: Gazetteer
    offices: Offices
    runs: Runs
    people: People
    sightings: list[Sighting] = field(factory=list)
    appositions: list[tuple[Title, Somebody]] = field(factory=list)
    left: list[Run] = field(factory=list)
    owned: list[tuple[int, Somebody]] = field(factory=list)
    year: int | None = None

    def find(self) -> None:
        """Fill ``sightings`` and ``appositions``; ``left`` holds the runs that are nobody."""
        self._seed()
        runs = [run for run in self.runs.find() if not self._is_thing(run)]
        waiting = [run for run in runs if not self._take_full(run)]
        named = self.people.all
        for run in waiting:
            if not self._take_short(run, bool(named)):
                self.left.append(run)
        self.sightings.sort(key=lambda one: one.start)

    def _is_thing(self, run: Run) -> bool:
        """Whether a word in or beside it makes the name a ship's, a tribe's or an outlet's."""
        sheet, words = self.sheet, self.gazetteer.words
        before = sheet.lower[run.start - 1] if run.start else ""
        after = sheet.lower[run.end] if run.end < len(sheet) else ""
        vessels = words.placing["vessel"]
        if before in vessels or sheet.lower[run.start] in vessels:
            return True
        tribe = words.side_kinds.get(after.removesuffix("s")) == "tribe"
        return tribe or " ".join(self._words(run)) in words.telling

    def _seed(self) -> None:
        """The dossier's own people, known by their names and aliases."""
        for profile in self.gazetteer.persons.values():
            one = Somebody(
                name=profile.name,
                parts=parts_of(profile.name.split()),
                party=profile.party,
                office=profile.office,
            )
            self.people.add(one)
            for alias in profile.aliases:
                self.people.alias(one, parts_of(alias.split()))

    def _words(self, run: Run) -> list[str]:
        return self.sheet.text[run.start : run.end]

    def _take_full(self, run: Run) -> bool:
        """Take a run of several words, or one with a title, when the signs are strong."""
        parts = parts_of(self._words(run))
        if not parts:
            return False
        honorific = self._honorific(run.start)
        front = run.start - len(honorific)
        title = self.offices.before(front) or self.offices.with_object(front)
        left = self._left_apposition(run, title.start if title else front)
        behind = self.offices.behind(run.end) or left
        closed = left is not None and self.sheet.text[run.end : run.end + 1] == [","]
        told = title or honorific or (closed and len(parts) > 1)
        if not (told or self._is_person(run, parts, behind)):
            return False
        self._sight(run, parts, title, behind, honorific)
        return True

    def _honorific(self, start: int) -> list[str]:
        """The forms of address right before the name."""
        found: list[str] = []
        honorifics = self.gazetteer.words.honorifics
        while start - len(found) > 0 and self.sheet.text[start - len(found) - 1] in honorifics:
            found.append(self.sheet.text[start - len(found) - 1])
        return found

    def _left_apposition(self, run: Run, front: int) -> Title | None:
        """The office before the comma: "Ormark's fisheries minister, [Tomas Vey],"."""
        sheet, at = self.sheet, front - 1
        if at < 2 or sheet.text[at] != "," or sheet.starts[front]:
            return None
        if run.end < len(sheet) and sheet.text[run.end] not in ",.)" and run.end - run.start < 2:
            return None
        over = self._over_place(at)
        return self.offices.before(at) or self.offices.with_object(at) or self.offices.before(over)

    def _over_place(self, at: int) -> int:
        """Step back over "in Ormark" before the comma of "the envoy in Ormark, [Vey],"."""
        back = at - 1
        while back > 0 and back in self.runs.taken:
            back -= 1
        return back if back < at - 1 and self.sheet.lower[back] in ("in", "to", "at") else 0

    def _is_person(self, run: Run, parts: tuple[str, ...], behind: Title | None) -> bool:
        known = self.people.same(parts) if len(parts) > 1 else None
        if known is not None:
            return True
        if len(parts) < 2 or self.sheet.text[run.end - 1] in self.gazetteer.words.creeds:
            return False
        if self.people.surnamed(parts) is not None:
            return True
        first = self.sheet.text[run.start]
        namesakes = self.gazetteer.namesakes.get(first, ())
        if any(one.noun == "person" and one.cues & set(self._words(run)) for one in namesakes):
            return True
        entities = [self.sheet.entity[at] for at in range(run.start, run.end)]
        people = entities.count("PERSON")
        return (
            first in self.gazetteer.words.given_names
            or (behind is not None and not any(kind in ("GPE", "LOC") for kind in entities[-1:]))
            or people * 2 >= len(entities)
        )

    def _sight(
        self,
        run: Run,
        parts: tuple[str, ...],
        title: Title | None,
        behind: Title | None,
        honorific: list[str],
    ) -> None:
        name = self._name(run)
        who = self.people.same(parts) if len(parts) > 1 else None
        how = "exact"
        if who is None and len(parts) == 1:
            who, _ = self.people.short(parts, run.start, self._shown(honorific))
            how = "short form" if who is not None and len(who.parts) > 1 else "exact"
        if who is None:
            who = self.people.add(Somebody(name=name, parts=parts))
            how = "exact"
        who.wear(name, parts)
        self.people.reindex(who)
        self._learn(who, title, behind, honorific)
        self._lead(run, who)
        start = title.start if title else run.start - len(honorific)
        self.sightings.append(Sighting(start, run.end, run, who, how, 0.95 if title else 0.9))
        who.last = run.start
        if behind is not None:
            self._appose(behind, who)

    def _shown(self, honorific: list[str]) -> str:
        """The gender that a form of address shows, empty for none."""
        genders = (self.gazetteer.words.honorifics[word] for word in honorific)
        return next(filter(None, genders), "")

    def _learn(
        self, who: Somebody, title: Title | None, behind: Title | None, honorific: list[str]
    ) -> None:
        words = self.gazetteer.words
        for one in (title, behind):
            if one is not None:
                self._tell(who, one)
        who.expert = who.expert or any(word.lower() in words.experts for word in honorific)
        first = who.name.split()[0] if " " in who.name else ""
        who.gender = who.gender or self._shown(honorific) or words.given_names.get(first, "")

    def _lead(self, run: Run, who: Somebody) -> None:
        """Let "the … Movement, led by [Orr]," give the person a party where nothing else does."""
        words, at = self.sheet.lower, run.start - 2
        if at < 2 or words[at] not in ("led", "headed") or words[at + 1] != "by":
            return
        party = self.offices.parties.get(at - 2 if words[at - 1] == "," else at - 1)
        if who.party is None and not who.expert:
            who.party = party

    def _appose(self, title: Title, who: Somebody) -> None:
        if title.words:
            self.appositions.append((title, who))

    def _tell(self, who: Somebody, title: Title) -> None:
        """Give the person what the title tells; whose officer it is becomes clear at the end."""
        rank = self.gazetteer.words.offices.get(self.sheet.lower[title.head])
        office = None if rank == "counterpart" else title.words
        who.tell(party=title.party, office=office, expert=title.expert, past=title.past)
        if title.owner is not None and who.party is None:
            self.owned.append((title.owner, who))

    def _take_short(self, run: Run, named: bool) -> bool:
        """Take a run as the short form of somebody, or as a surname that nothing introduces."""
        parts = parts_of(self._words(run))
        if not parts:
            return False
        who, score = self.people.short(parts, run.start) if named else (None, 0.0)
        who, score = (other, 0.9) if (other := self._other_name(run)) else (who, score)
        if who is None and not self._is_surname(run):
            return False
        if who is None:
            who, score = self.people.add(Somebody(name=self._name(run), parts=parts)), 0.6
        who.forms[self._name(run)] += 1
        who.last = run.start
        how = "short form" if len(parts) < len(who.parts) else "exact"
        rivals = self.people.rivals(who, parts) if how == "short form" and score == _SEVERAL else ()
        if rivals:
            how, score = "short form, unsure", score / len(rivals) / 2
        self.sightings.append(Sighting(run.start, run.end, run, who, how, score, rivals))
        behind = self.offices.behind(run.end)
        if behind is not None:
            who.tell(
                party=behind.party, office=behind.words, expert=behind.expert, past=behind.past
            )
            self._appose(behind, who)
        return True

    def _other_name(self, run: Run) -> Somebody | None:
        """The person just named whom the text calls so as well: "…, known as [Hemo]"."""
        sheet = self.sheet
        at = run.start - 1 - (run.start > 0 and sheet.text[run.start - 1] in ("“", '"', "‘", "'"))
        known = at > 2 and sheet.lower[at] == "as" and sheet.lower[at - 1] in _CALLED
        if not known and sheet.lower[at] != "nicknamed":
            return None
        near = [
            one
            for one in self.sightings
            if at - _CALL <= one.end <= at and sheet.sentence[one.end - 1] == sheet.sentence[at]
        ]
        who = max(near, key=lambda one: one.end).who if near else None
        if who is not None:
            self.people.alias(who, parts_of(self._words(run)))
        return who

    def _is_surname(self, run: Run) -> bool:
        """Whether a single unknown word is a person: the tagger says so, and so does its part."""
        sheet, last = self.sheet, run.end - 1
        if len(sheet.text[last]) < 4 or sheet.tag[last] != "NNP":
            return False
        placed = sheet.entity[last] in ("GPE", "LOC", "FAC")
        if not placed and self.gazetteer.holders(self._name(run), self.year):
            return not sheet.starts[last] or sheet.entity[last] != ""
        if sheet.loud[last] or sheet.dep[last] not in _ROLES:
            return False
        if run.start and sheet.lower[run.start - 1] in self.gazetteer.words.placing["at"]:
            return False
        if sheet.entity[last] == "PERSON" and not sheet.starts[last]:
            return True
        return self._is_mostly_person(sheet.text[last])

    def _is_mostly_person(self, word: str) -> bool:
        """Whether the tagger takes the word for a person twice, and more often than otherwise."""
        sheet = self.sheet
        labels = [sheet.entity[at] for at in range(len(sheet)) if sheet.text[at] == word]
        people = labels.count("PERSON")
        return people > 1 and 2 * people > len([label for label in labels if label])

    def _name(self, run: Run) -> str:
        """The name as one would write it: words in capitals with small letters again."""
        pieces = []
        for at in range(run.start, run.end):
            word = self.sheet.text[at]
            pieces.append(word.title() if word.isupper() and len(word) > 3 else word)
            pieces.append("" if self.sheet.glued[at] else " ")
        return "".join(pieces).strip()
