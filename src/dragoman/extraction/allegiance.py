"""Allegiance: for whom people stand, as far as only the whole text can tell.

Four signs, surest first: a widely known holder of an office; an officer of a side or of somebody
whose party is known by now ("its spokesman", "Orr's envoy"); an office that names a side's arm or
kind ("army spokesman"); a head or officer of state in a text that is about one land alone.
"""

from collections import Counter

from attrs import frozen

from dragoman.extraction.groups import Groups
from dragoman.extraction.people import Somebody
from dragoman.extraction.persons import PersonFinder
from dragoman.extraction.salience import subject_before
from dragoman.gazetteer import Holder

_OFTEN = 2
"""Mentions from which the only land of a text is its subject."""

_OWNERS = {"its": "", "their": "", "whose": "", "his": "m", "her": "f"}
"""Possessives and the gender they show."""

_STATE = frozenset(["army", "navy", "military", "government", "presidential"])
"""Words in an office that make its holder a state's, where no other army is named."""

_OPPOSED = "opposition"
"""How offices begin whose holders do not speak for their country."""


def settle(finder: PersonFinder, groups: Groups, lands: frozenset[str], year: int | None) -> None:
    """Give the people found a party where the text around them leaves one.

    ``groups`` knows which party an arm or kind means; ``lands`` are the parties that are lands
    although no list has them; ``year`` is the document's, None when unknown.
    """
    settled = _Settled(finder=finder, groups=groups, lands=lands, year=year)
    settled.known()
    settled.owned()
    settled.officers()
    settled.heads()


@frozen(kw_only=True)
class _Settled:
    finder: PersonFinder
    groups: Groups
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
        """Let "Orr's envoy" and "its envoy" stand for the party for which Orr, or it, stands."""
        for owner, who in self.finder.owned:
            if who.party is not None or who.expert:
                continue
            if self.finder.sheet.tag[owner] in ("PRP$", "WP$"):
                who.party = self._meant(owner, who)
            else:
                who.party = self._borne(owner, "")

    def _borne(self, at: int, gender: str) -> str | None:
        """The party of the person whose name ends at the token, unless of another gender."""
        bearers = {one.end - 1: one.who for one in self.finder.sightings}
        bearer = bearers.get(at)
        if bearer is None or bearer.expert or (gender and bearer.gender not in ("", gender)):
            return None
        return bearer.party

    def _meant(self, owner: int, who: Somebody) -> str | None:
        """The party that "its", "their" or "whose" means, or that of "his" or "her" bearer."""
        word = self.finder.sheet.lower[owner]
        at = self._referent(owner, who)
        if at is None or word not in _OWNERS:
            return None
        gender = _OWNERS[word]
        party = None if gender else self._named().get(at)
        return party if party or word == "its" else self._borne(at, gender)

    def _named(self) -> dict[int, str]:
        """The party at each token of a name, and at the head of an arm of one."""
        arms = {at: party for held in self.groups.arms.values() for at, party in held}
        return arms | self.finder.offices.parties

    def _referent(self, owner: int, who: Somebody) -> int | None:
        """The token that a possessive goes back to: the subject before that is not ``who``.

        None for two that are joined, since their officer stands for neither alone.
        """
        sheet = self.finder.sheet
        if sheet.tag[owner] == "WP$":
            return owner - 2 if sheet.text[owner - 1] == "," else owner - 1
        own = {at for one in self.finder.sightings if one.who is who for at in range(*one[:2])}
        at = subject_before(sheet, owner)
        while at is not None and at in own:
            at = subject_before(sheet, at)
        joined = at is not None and any(
            sheet.dep[one] == "conj" for one in sheet.children(at, at, owner)
        )
        return None if joined else at

    def officers(self) -> None:
        """Let an "army negotiator" stand for the one side whose army, or that kind, is named."""
        for who in self.finder.people.all:
            if who.party is not None or who.expert or who.past:
                continue
            words = (who.office or "").lower().replace("-", " ").split()
            if _OPPOSED not in words:
                meant = (self.groups.behind(word) for word in words)
                who.party = next(filter(None, meant), None) or self._state(who)

    def heads(self) -> None:
        """Let a president whose country goes unsaid stand for the only land of the text.

        So does an officer of the state ("army commander"). A land that has another head is not
        meant, nor one named a single time.
        """
        land = self._only_land()
        if land is None:
            return
        heads = [who for who in self.finder.people.all if self._is_head(who)]
        if len(heads) == 1 and heads[0].party is None:
            heads[0].party = land
        for who in self.finder.people.all:
            if who.party is None and self._is_of_state(who):
                who.party = land

    def _only_land(self) -> str | None:
        """The only land of the text, None for several or for one named a single time."""
        named = Counter(self.finder.offices.parties.values())
        kinds = self.finder.gazetteer.kinds
        lands = [one for one in named if kinds.get(one) == "land" or one in self.lands]
        return lands[0] if len(lands) == 1 and named[lands[0]] >= _OFTEN else None

    def _state(self, who: Somebody) -> str | None:
        """The one land of which the text names an arm, for an officer of another of its arms."""
        if not self._is_of_state(who):
            return None
        arms = (self.groups.arms.get(word, ()) for word in _STATE)
        lands = {party for held in arms for _, party in held}
        return lands.pop() if len(lands) == 1 else None

    def _is_of_state(self, who: Somebody) -> bool:
        """Whether the office is a state's ("government spokesman") and no other's arm is named."""
        words = (who.office or "").lower().split()
        told = _STATE.intersection(words)
        free = not any(self.groups.arms.get(word) for word in told)
        return bool(told) and free and not (who.expert or who.past or _OPPOSED in words)

    def _is_head(self, who: Somebody) -> bool:
        """Whether somebody is a head of state by a bare title ("President Orr")."""
        told = self.finder.gazetteer.words.offices.get((who.office or "").lower())
        return told == "head of state" and not who.expert and not who.past


def _agree(known: tuple[Holder, ...]) -> bool:
    """Whether those of one surname are one person, or of one party and gender: "Assad"."""
    return len({(one.party, one.gender) for one in known}) == 1 or (
        len({one.name for one in known}) == 1
    )
