"""The parties named do not fit the matter: who asked for a call, who agreed, whose officer."""

import re
from collections.abc import Iterator

from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import matter_stems
from dragoman.assessment.wording import listed, pattern_of
from dragoman.model import DiscrepancyKind

_SHARED = 2


class Initiators:
    """At whose request or on whose initiative a contact was."""

    kind = DiscrepancyKind.IDENTITY
    name = "who asked for it"
    is_within_party = True
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The party that a sentence names as the one who asked."""
        found = pattern_of("asked for contact").search(line.text)
        if found is None or line.is_wished(found.start()) or line.is_negated(found.start()):
            return
        named = found["by"] or found["own"] or found["agent"] or found["subject"] or ""
        parties = lines.witnesses.roster.parties_in(named)
        family = family_of(line.text) or family_of(line.around)
        if len(parties) == 1 and family:
            name = lines.witnesses.roster.called(parties[0])
            yield Told(
                point=(family,),
                value=parties[0],
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"who asked for the {family}",
                says=f"{name} asked for it",
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two parties."""
        return (
            "each account names another party as the one who asked for it"
            * (one.value != two.value)
            or None
        )


class Parties:
    """Between whom a contact was, and who agreed to a thing in it."""

    kind = DiscrepancyKind.IDENTITY
    name = "parties"
    is_within_party = True
    shares = 1
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The pair that met, and the one that agreed at a contact."""
        yield from self._met(line, lines)
        yield from self._agreed(line, lines)

    def _met(self, line: Line, lines: Lines) -> Iterator[Told]:
        family = family_of(line.text)
        place = next((m[1] for m in _PLACE.finditer(line.text)), "")
        days = line.days()
        pair = frozenset(line.parties)
        if family != "meeting" or not place or not days or len(pair) != 2 or line.is_headline:
            return
        found = pattern_of("meetings").search(line.text)
        if found is None or line.is_wished(found.start()) or line.is_future(found.start()):
            return
        names = " and ".join(lines.witnesses.roster.called(party) for party in line.parties)
        yield Told(
            point=("met", place, days[0][1].isoformat()),
            value=(pair, matter_stems(line.text)),
            line=line,
            start=found.start(),
            end=found.end(),
            matter=f"between whom the {found[0].casefold()} in {place} was",
            says=names,
        )

    def _agreed(self, line: Line, lines: Lines) -> Iterator[Told]:
        found = pattern_of("agreed at").search(line.text)
        if found is None:
            return
        verb = max(found.start("did"), found.start("did2"))
        if line.is_wished(verb):
            return
        before = list(lines.witnesses.roster.named_in(line.text[:verb]))
        if not before or line.is_negated(verb):
            return
        family = family_of(line.text)
        party = before[-1][1]
        yield Told(
            point=("agreed", family),
            value=(party, matter_stems(line.text[verb:])),
            line=line,
            start=verb,
            end=found.end(),
            matter=f"who agreed in the {family}",
            says=f"{lines.witnesses.roster.called(party)} agreed",
        )

    def differ(self, one: Told, two: Told) -> str | None:
        """Pairs with one party in common on one matter; one who agreed and was no party to it."""
        (mine, words), (theirs, others) = one.value, two.value
        if len(words & others) < _SHARED:
            return None
        if one.point[0] == "met":
            return "the accounts name another party" if len(mine & theirs) == 1 else None
        outside = mine not in two.line.setting or theirs not in one.line.setting
        if mine == theirs or not outside:
            return None
        return "each account names another party, of which one had no part in it"


class Places:
    """Which parties dealt with each other at a place: "the delegations of A and B agreed in C"."""

    kind = DiscrepancyKind.IDENTITY
    name = "parties at a place"
    is_within_party = True
    shares = 1
    days_apart = 12
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The whole pair that a sentence names, or the one party that it has agree there."""
        text = line.text
        roster = lines.witnesses.roster
        for found in _DEALT.finditer(text):
            place, verb = found["place"], found.start("verb")
            if lines.is_party(place) or line.is_wished(verb) or line.is_future(verb):
                continue
            if line.is_negated(verb) or line.is_headline:
                continue
            before = roster.parties_in(line.clause_before(verb))
            pair = _BETWEEN.search(text[: found.end()])
            named = roster.parties_in(pair["pair"]) if pair else ()
            if found["verb"].startswith("met") and len(before) == 1:
                named = (*before, *roster.parties_in(text[found.end("verb") : found.end()]))
            if not named and len(before) == _PAIR and " and " in line.clause_before(verb):
                named = before
            whole = len(set(named)) == _PAIR
            parties = frozenset(named if whole else before[-1:])
            if parties:
                yield Told(
                    point=(place,),
                    value=(parties, whole, matter_stems(text)),
                    line=line,
                    start=verb,
                    end=found.end(),
                    matter=f"which parties dealt with each other in {place}",
                    says=" and ".join(sorted(roster.called(party) for party in parties)),
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """A pair, and another one or a party outside it, on one matter."""
        (mine, whole, words), (theirs, other_whole, others) = one.value, two.value
        if not (whole or other_whole) or mine <= theirs or theirs <= mine:
            return None
        near = matter_stems(one.line.around) & matter_stems(two.line.around)
        if len(words & others) <= _SHARED and len(near) <= _SHARED:
            return None
        return "the accounts name other parties"


class Sides:
    """Whose officer somebody is."""

    kind = DiscrepancyKind.IDENTITY
    name = "side of a person"
    is_within_party = True
    shares = 0
    days_apart = 30
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The country that stands beside office and name."""
        roster = lines.witnesses.roster
        for found in _OFFICER.finditer(line.text):
            if found["head"].casefold() not in listed("office heads"):
                continue
            words = f"{found['before']} {found['of'] or ''}"
            parties = roster.parties_in(words)
            name = found["name"]
            if len(parties) == 1 and not lines.is_party(name):
                yield Told(
                    point=(name,),
                    value=parties[0],
                    line=line,
                    start=found.start(),
                    end=found.end(),
                    matter=f"for whom {name} speaks",
                    is_narrated=True,
                    says=" ".join(found[0].split()),
                )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two countries."""
        return "one person cannot hold office for both" if one.value != two.value else None


_PAIR = 2
_PLACE = re.compile(r"\b(?:in|at) ([A-Z][\w-]+)")
_DEALT = re.compile(
    r"\b(?P<verb>agreed|accepted|signed|met|consented|reached|concluded)\b[^.;]{0,110}?\b(?:in|at) "
    r"(?P<place>(?!January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
    r"[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
_BETWEEN = re.compile(
    r"\b(?:delegations|negotiators|teams|envoys|representatives|talks|officials|ministers|"
    r"governments|agreement|deal|treaty|pact) (?:of|from|between) "
    r"(?P<pair>[^,.;]{3,60}?)(?=,| (?:had|have|has|met|agreed|signed|accepted|in|at)\b)"
)
_OFFICER = re.compile(
    r"(?P<before>(?:[A-Z][\w'’-]+ ){0,3}(?:[\w-]+ ){0,2}?)(?P<head>[A-Za-z]+) "
    r"(?P<name>[A-Z][\w'’-]+ [A-Z][\w'’-]+)(?: of (?P<of>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?))?"
)
