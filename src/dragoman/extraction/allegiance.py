"""Allegiance: for whom people stand, as far as only the whole text can tell.

Three signs, surest first: a widely known holder of an office; an officer of somebody whose party
is known by now ("Orr's envoy"); a head of state in a text that is about one land alone.
"""

from collections import Counter

from attrs import frozen

from dragoman.extraction.people import Somebody
from dragoman.extraction.persons import PersonFinder
from dragoman.gazetteer import Holder

_OFTEN = 2
"""Mentions from which the only land of a text is its subject."""

_OPPOSED = "opposition"
"""How offices begin whose holders do not speak for their country."""


def settle(finder: PersonFinder, lands: frozenset[str], year: int | None) -> None:
    """Give the people found a party where the text around them leaves one.

    ``lands`` are the parties that are lands although no list has them; ``year`` is the
    document's, None when unknown.
    """
    settled = _Settled(finder=finder, lands=lands, year=year)
    settled.known()
    settled.owned()
    settled.heads()


@frozen(kw_only=True)
class _Settled:
    finder: PersonFinder
    lands: frozenset[str]
    year: int | None

    def known(self) -> None:
        """Give widely known people their party and gender where the text names none."""
        for who in self.finder.people.all:
            known = self._holders(who)
            if not known or (len(who.parts) == 1 and not _agree(known)):
                continue
            who.gender = who.gender or known[0].gender
            ruling = tuple(one for one in known if not one.office.startswith(_OPPOSED))
            if who.party is None and not who.expert and not who.past:
                who.party = self._held_for(who, ruling)

    def _held_for(self, who: Somebody, known: tuple[Holder, ...]) -> str | None:
        """The party of the office that is meant, of several that one person has held.

        By the office that the text gives, by the parties that it names, then by the term that
        has no end; None when none of these leaves one.
        """
        named = set(self.finder.offices.parties.values())
        words = set((who.office or "").lower().split())
        sieves = (
            known,
            [one for one in known if one.office.split(" of ")[0].split()[-1] in words],
            [one for one in known if one.party in named],
            [one for one in known if one.until is None],
        )
        for kept in sieves:
            parties = {one.party for one in kept}
            if len(parties) == 1:
                return parties.pop()
        return None

    def _holders(self, who: Somebody) -> tuple[Holder, ...]:
        """Those whom the fullest form of the name means, else another form, else a shorter one."""
        forms = (who.title(), *who.full_forms())
        shorter = [form.rsplit(" ", 1)[0] for form in forms if form.count(" ") > 1]
        known = self.finder.gazetteer.holders
        found = (known(form, self.year) for form in (*forms, *shorter))
        return next(filter(None, found), ())

    def owned(self) -> None:
        """Let "Orr's envoy" stand for the party for which Orr stands."""
        bearers = {one.end - 1: one.who for one in self.finder.sightings}
        for owner, who in self.finder.owned:
            bearer = bearers.get(owner)
            if bearer is not None and who.party is None and not who.expert and not bearer.expert:
                who.party = bearer.party

    def heads(self) -> None:
        """Let a president whose country goes unsaid stand for the only land of the text.

        A land that has another head is not meant, nor one named a single time.
        """
        named = Counter(self.finder.offices.parties.values())
        kinds = self.finder.gazetteer.kinds
        lands = [one for one in named if kinds.get(one) == "land" or one in self.lands]
        if len(lands) != 1 or named[lands[0]] < _OFTEN:
            return
        heads = [who for who in self.finder.people.all if self._is_head(who)]
        if len(heads) == 1 and heads[0].party is None:
            heads[0].party = lands[0]

    def _is_head(self, who: Somebody) -> bool:
        """Whether somebody is a head of state by a bare title ("President Orr")."""
        told = self.finder.gazetteer.words.offices.get((who.office or "").lower())
        return told == "head of state" and not who.expert and not who.past


def _agree(known: tuple[Holder, ...]) -> bool:
    """Whether those of one surname are one person, or of one party and gender: "Assad"."""
    return len({(one.party, one.gender) for one in known}) == 1 or (
        len({one.name for one in known}) == 1
    )
