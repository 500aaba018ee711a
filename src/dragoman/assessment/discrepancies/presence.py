"""Who took part: there or not there, invited or not, only these, led by whom."""

import re
from collections.abc import Iterator

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.wording import listed, pattern_of
from dragoman.model import DiscrepancyKind

_NAME = re.compile(r"\b[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_HEADED = re.compile(
    r"(?P<side>[^.;]{0,120}\b(?:delegation|team|negotiators|side|mission|group|party)\b[^.;]{0,60}?)"
    r"\b(?:led|headed|chaired)\b by (?P<head>[^.;,]{3,80})"
)
"""Whose delegation stands anywhere before: "the delegation of Velland, headed by"."""
_ALL = "nobody else"
_BEFORE = 40
_BESIDE = 24
"""Within so many code points "attended as an observer" says in which part."""


class Presence:
    """Who was there, and who was not."""

    kind = DiscrepancyKind.PRESENCE
    name = "presence"
    is_within_party = True
    shares = 1
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Who is told to have been there, to have been absent, invited, alone or at the head."""
        yield from self._alone(line)
        yield from self._led(line, lines)
        yield from self._delegations(line, lines)
        for axis, name in (("there", "present"), ("invited", "invited")):
            for found in pattern_of(name).finditer(line.text):
                yield from self._who(line, lines, axis, found)
        for found in pattern_of("absent").finditer(line.text):
            yield from self._who(line, lines, "there", found)

    def _who(self, line: Line, lines: Lines, axis: str, found: re.Match[str]) -> Iterator[Told]:
        start = found.start()
        if line.is_wished(start) or line.is_future(start):
            return
        is_out = line.is_negated(start) or bool(pattern_of("absent").match(found[0]))
        is_out = is_out or bool(pattern_of("negating").search(found[0]))
        where = (
            found["who"]
            or found.groupdict().get("who3")
            or line.clause_before(start).strip()
            or line.text[:start][-_BEFORE:]
        )
        beside = line.text[found.end() : found.end() + _BESIDE]
        named = [*_named(where, lines)] or [*_named(line.text[:start], lines)]
        for key, says in dict.fromkeys([*named, *_roles(beside)]):
            did = f"{says} {'not ' if is_out else ''}{axis}"
            yield Told(
                point=(axis, key),
                value=not is_out,
                line=line,
                start=start,
                end=found.end(),
                matter=f"whether {says} {'was invited' if axis == 'invited' else 'took part'}",
                says=did,
            )
            if axis == "there" and not is_out and key not in lines.party_keys:
                yield Told(
                    point=(_ALL,),
                    value=(key, says),
                    line=line,
                    start=start,
                    end=found.end(),
                    matter="who was in the room",
                    says=did,
                )

    def _delegations(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Whose delegations a sentence has met: "talks between A and B"."""
        found = pattern_of("delegations").search(line.text)
        if found is None or line.is_wished(found.start()) or line.is_future(found.start()):
            return
        if line.is_negated(found.start()):
            return
        for party in lines.witnesses.roster.parties_in(found["pair"]):
            name = lines.witnesses.roster.called(party)
            yield Told(
                point=("there", party.casefold()),
                value=True,
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"whether {name} took part",
                says=f"{name} there",
            )

    def _alone(self, line: Line) -> Iterator[Told]:
        found = pattern_of("alone").search(line.text)
        if found and not line.is_wished(found.start()) and not line.is_future(found.start()):
            if line.is_negated(found.start()):
                return
            yield Told(
                point=(_ALL,),
                value=None,
                line=line,
                start=found.start(),
                end=found.end(),
                matter="who was in the room",
            )

    def _led(self, line: Line, lines: Lines) -> Iterator[Told]:
        headed = _HEADED.search(line.text)
        if headed and not line.is_wished(headed.end("side")):
            yield from self._leader(line, lines, headed)
            return
        for found in pattern_of("led").finditer(line.text):
            if not line.is_wished(found.start()) and not line.is_future(found.start()):
                yield from self._leader(line, lines, found)

    def _leader(self, line: Line, lines: Lines, found: re.Match[str]) -> Iterator[Told]:
        told = found.groupdict("")
        who = told["head"] or told.get("leader", "")
        names = [name for name in _NAME.findall(who) if not lines.is_party(name)]
        whose = told["side"] or told.get("team", "")
        _, _, after = whose.rpartition("delegation")
        roster = lines.witnesses.roster
        sides = roster.parties_in(after)[:1] or roster.parties_in(whose)[-1:]
        if names and sides:
            yield Told(
                point=("led", sides[0]),
                value=(names[0].split()[-1], who),
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"who led the delegation of {lines.witnesses.roster.called(sides[0])}",
                says=f"led by {names[0]}",
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """There and not there; alone and somebody else there; two heads of one delegation."""
        if one.point[0] == "led":
            (mine, head), (theirs, other_head) = one.value, two.value
            if mine in other_head or theirs in head:
                return None
            return f"“{one.says}” and “{two.says}” cannot both hold"
        if one.point[0] == _ALL:
            return _somebody_else(one, two)
        if one.value == two.value:
            return None
        did = "was invited" if one.point[0] == "invited" else "took part"
        return f"one account says that {_subject(one)} {did}, the other that it was not so"


def _subject(told: Told) -> str:
    return told.says.removesuffix(f" {told.point[0]}").removesuffix(" not")


def _somebody_else(one: Told, two: Told) -> str | None:
    """Why "alone" and a third one there cannot both hold."""
    alone, other = (one, two) if one.value is None else (two, one)
    if alone.value is not None or other.value is None:
        return None
    key, says = other.value
    if key in alone.line.text.casefold() or says in alone.line.around:
        return None
    return f"one account says that nobody else was there, the other that {says} was"


def _named(where: str, lines: Lines) -> Iterator[tuple[str, str]]:
    """Whom some words name: a person by surname, else a party, else a role ("interpreters")."""
    roster = lines.witnesses.roster
    people = [
        name
        for name in _NAME.findall(where)
        if " " in name and not any(word in listed("first words") for word in name.split())
    ]
    people = [name for name in people if not lines.is_party(name)]
    if people:
        for name in people[-2:]:
            surname = _bare(name, lines.party_words)
            if surname:
                yield surname.casefold(), surname
        return
    surnames = [n for n in _NAME.findall(where) if lines.is_surname(n)]
    if surnames:
        yield surnames[-1].split()[-1].casefold(), surnames[-1].split()[-1]
        return
    if parties := roster.parties_in(where):
        yield parties[-1].casefold(), roster.called(parties[-1])
        return
    yield from _roles(where)


def _roles(where: str) -> Iterator[tuple[str, str]]:
    """The kinds of people that some words name, as key and in the plural."""
    for role in listed("roles in the room"):
        if re.search(rf"\b{role}s?\b", where, re.IGNORECASE):
            yield role, f"{role}s"


def _bare(name: str, parties: frozenset[str]) -> str:
    """The surname in a name; empty where the words name a party or an office only."""
    word = name.split()[-1]
    return "" if word in parties or word.casefold() in listed("office heads") else word
