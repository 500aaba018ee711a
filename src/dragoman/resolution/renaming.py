"""After names are resolved: every reference points to the merged entry."""

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from dragoman.model import (
    Assessment,
    Condition,
    Contact,
    Deed,
    Measure,
    Mention,
    Named,
    Organisation,
    Participant,
    Party,
    Person,
    Place,
    Statement,
)


@frozen(kw_only=True)
class Renaming:
    """Old ids to new ones, and what the dossier calls and knows the new ones.

    ``ids`` covers persons, organisations and places; party ids are their own. ``parties`` holds
    the persons whose party is known, and None for those who speak for nobody.
    """

    ids: Mapping[str, str]
    names: Mapping[str, str]
    parties: Mapping[str, str | None]

    @classmethod
    def of(
        cls,
        ids: Mapping[str, str],
        persons: Iterable[Person],
        parties: Iterable[Party],
        others: Iterable[Organisation | Place],
    ) -> "Renaming":
        """Collect labels and parties from the merged entries."""
        names: dict[str, str] = {}
        stands_for: dict[str, str | None] = {}
        for person in persons:
            names[person.id] = person.names[0] if person.names else ""
            if person.party or not person.represents:
                stands_for[person.id] = person.party if person.represents else None
        for entry in (*parties, *others):
            names[entry.id] = entry.names[0] if entry.names else ""
        return cls(ids=ids, names=names, parties=stands_for)

    def id(self, old: str | None) -> str | None:
        """The merged id; an unknown id or word stays as it is."""
        return self.ids.get(old, old) if old is not None else None

    def named(self, named: Named | None) -> Named | None:
        """The reference under its merged id, name and party."""
        if named is None or named.id is None:
            return named
        new = self.ids.get(named.id, named.id)
        party = self.parties.get(new, named.party)
        return evolve(named, id=new, name=self.names.get(new) or named.name, party=party)

    def all_named(self, named: Iterable[Named]) -> tuple[Named, ...]:
        """Several references, one of each."""
        return tuple(dict.fromkeys(n for one in named if (n := self.named(one)) is not None))

    def participant(self, one: Participant) -> Participant:
        """The participant under the merged id, name and party; a party stands for itself."""
        if one.id is None:
            return one
        new = self.ids.get(one.id, one.id)
        party = self.parties.get(new) or one.party
        return evolve(one, id=new, name=self.names.get(new) or one.name, party=party)

    def measure(self, measure: Measure) -> Measure:
        """The measure with merged agent and recipient."""
        return evolve(measure, agent=self.id(measure.agent), recipient=self.id(measure.recipient))

    def condition(self, condition: Condition) -> Condition:
        """The condition, with those it hangs on, with merged references."""
        return evolve(
            condition,
            on=self.measure(condition.on),
            measure=self.measure(condition.measure) if condition.measure else None,
            set_by=self.id(condition.set_by),
            conditions=tuple(self.condition(inner) for inner in condition.conditions),
        )

    def statement(self, statement: Statement) -> Statement:
        """The statement; whom it is spoken for follows its one speaker when the text left it."""
        speakers = self.all_named(statement.speakers)
        party = statement.party
        spoken_for = {speaker.party for speaker in speakers}
        if len(spoken_for) == 1 and all(s.id in self.parties for s in speakers):
            (party,) = spoken_for
        return evolve(
            statement,
            speakers=speakers,
            party=party,
            reported_by=self.all_named(statement.reported_by),
            addressee=self.named(statement.addressee),
            measures=tuple(self.measure(m) for m in statement.measures),
            conditions=tuple(self.condition(c) for c in statement.conditions),
            steps=tuple(evolve(s, measure=self.measure(s.measure)) for s in statement.steps),
        )

    def contact(self, contact: Contact) -> Contact:
        """The contact with merged participants, host, mediator and place."""
        return evolve(
            contact,
            participants=tuple(self.participant(p) for p in contact.participants),
            host=self.named(contact.host),
            mediator=self.named(contact.mediator),
            place=self.named(contact.place),
        )

    def deed(self, deed: Deed) -> Deed:
        """The deed with merged actor, recipient, place and measure."""
        return evolve(
            deed,
            actor=self.named(deed.actor),
            recipient=self.named(deed.recipient),
            place=self.named(deed.place),
            measure=self.measure(deed.measure) if deed.measure else None,
        )

    def assessment(self, assessment: Assessment) -> Assessment:
        """The assessment with its merged author."""
        return evolve(assessment, author=self.named(assessment.author))

    def mention(self, mention: Mention) -> Mention:
        """The mention of the merged entry."""
        return evolve(mention, refers_to=self.id(mention.refers_to))
