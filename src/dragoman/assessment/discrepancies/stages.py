"""A stage or an office that other accounts contradict: signed, in force, still on, former."""

import re
from collections.abc import Iterator

from dragoman.assessment.discrepancies.lines import Line, Lines, family_of
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import kinds_of_matter
from dragoman.assessment.wording import listed, pattern_of
from dragoman.model import DiscrepancyKind

_OFFICE = re.compile(
    r"(?P<past>(?i:former|ex|then|outgoing|acting|interim)[ -])?(?P<words>(?:[A-Za-z]+ ){0,2})"
    r"(?P<head>[A-Za-z]+),? (?P<name>[A-Z][\w'’-]+ [A-Z][\w'’-]+)"
)
_SHORT = 12
_BESIDE = 40
_NOTHING = re.compile(r"\b(?:nothing|no contract|no paper)\b[^.;]{0,24}$", re.IGNORECASE)
_PAST = frozenset({"former", "ex"})


class Stages:
    """How far a deal has come and whether a contact still stands."""

    kind = DiscrepancyKind.STATUS
    name = "stage"
    is_within_party = False
    shares = 2
    days_apart = 3
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The stages that a sentence tells of: signed, draft or final, in force, still on."""
        text = line.text
        yield from self._point(line, lines, "signed", "signing", "signed")
        if pattern_of("deal").search(line.around) or pattern_of("truce").search(line.around):
            yield from self._point(line, lines, "in force", "in force", "in force")
            yield from self._ripe(line, lines)
        yield from self._settled(line, lines)
        named = pattern_of("appointments").search(text)
        thing = named[0].casefold() if named else family_of(text)
        yield from self._off(line, lines, thing or "plan")

    def _point(
        self, line: Line, lines: Lines, point: str, pattern: str, says: str
    ) -> Iterator[Told]:
        matches = list(pattern_of(pattern).finditer(line.text))
        # What is initialled is not yet signed; the sentence may tell of both.
        firm = [m for m in matches if not m[0].casefold().startswith("initial")]
        found = next(iter(firm or matches), None)
        if found is None or line.is_wished(found.start()) or line.is_future(found.start()):
            return
        if lines.is_asked(line, found.start(), found.end()) or not _is_of_deal(line, found.start()):
            return
        is_so = not line.is_negated(found.start())
        yield Told(
            point=(point,),
            value=(int(is_so), kinds_of_matter(line.text)),
            line=line,
            start=found.start(),
            end=found.end(),
            matter=f"whether it is {says}",
            says=says if is_so else f"not {says}",
        )

    def _settled(self, line: Line, lines: Lines) -> Iterator[Told]:
        """A deal that is there, or no more than a draft or minutes of one."""
        off, on = pattern_of("unsettled").search(line.text), pattern_of("settled").search(line.text)
        found = off or on
        if found is None or line.is_wished(found.start()) or line.is_future(found.start()):
            return
        if lines.is_wanted(line, found.start(), found.end()):
            return
        is_so = off is None and not line.is_negated(found.start())
        yield Told(
            point=("settled",),
            value=(int(is_so), ()),
            line=line,
            start=found.start(),
            end=found.end(),
            matter="whether there is a settled agreement",
            says="settled" if is_so else "no more than a draft",
        )

    def _ripe(self, line: Line, lines: Lines) -> Iterator[Told]:
        text = line.text
        draft = pattern_of("draft").search(text)
        found = draft or pattern_of("final").search(text)
        if found is None or not pattern_of("is so").search(text):
            return
        if line.is_wished(found.start()) or line.is_future(found.start()):
            return
        if not _is_of_deal(line, found.start()):
            return
        negated = line.is_negated(found.start())
        is_final = negated if draft and not draft[0].startswith("not") else not (draft or negated)
        yield Told(
            point=("final",),
            value=(int(is_final), kinds_of_matter(text)),
            line=line,
            start=found.start(),
            end=found.end(),
            matter="whether the agreement is final",
            says="final" if is_final else "not final",
        )

    def _off(self, line: Line, lines: Lines, thing: str) -> Iterator[Told]:
        text = line.text
        off, on = pattern_of("called off").search(text), pattern_of("goes ahead").search(text)
        found = off or on
        if found is None or line.is_wished(found.start()):
            return
        is_on = off is None
        if line.is_negated(found.start()) and not pattern_of("negating").match(found[0]):
            is_on = not is_on
        yield Told(
            point=("on",),
            value=(int(is_on), (thing,) if thing != "plan" else ()),
            line=line,
            start=found.start(),
            end=found.end(),
            matter=f"whether the {thing} goes ahead",
            says="goes ahead" if is_on else "off",
        )

    def differ(self, one: Told, two: Told) -> str | None:
        """Two stages, the lower told no earlier: a deal that ripens is no discrepancy."""
        (mine, kinds), (theirs, others) = one.value, two.value
        if mine == theirs or (kinds and others and not set(kinds) & set(others)):
            return None
        low, high = (one, two) if mine < theirs else (two, one)
        if low.line.day and high.line.day and low.line.day < high.line.day:
            return None
        return f"“{high.says}” and “{low.says}” cannot both hold"


def _is_of_deal(line: Line, start: int) -> bool:
    """Whether the words are of a deal: one is named in the clause, or the sentence is short."""
    clause = line.text[: start + _BESIDE]
    named = pattern_of("deal").search(clause) or pattern_of("truce").search(clause)
    named = named or _NOTHING.search(line.text[:start])
    return bool(named) or len(line.text.split()) <= _SHORT


class Offices:
    """Which office somebody holds, or held."""

    kind = DiscrepancyKind.STATUS
    name = "office"
    is_within_party = True
    shares = 1
    days_apart = 10
    compares_days = False

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The office that stands before a name."""
        for found in _OFFICE.finditer(line.text):
            head = found["head"].casefold()
            if head not in listed("office heads") or lines.is_party(found["name"]):
                continue
            words = found["words"].casefold().split()
            past = {(found["past"] or "").strip(" -").casefold()} | {*words}
            yield Told(
                point=(found["name"],),
                value=(
                    bool(past & _PAST),
                    head,
                    frozenset(w for w in words if w in listed("portfolios")),
                ),
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"which office {found['name']} holds",
                is_narrated=True,
                says=" ".join(found[0].split()[-6:]),
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Former and in office; two portfolios under one head."""
        (past, head, of), (other_past, other_head, other_of) = one.value, two.value
        if head != other_head:
            return None
        if past != other_past:
            return "one account calls the office a former one, the other a present one"
        if of and other_of and not of & other_of:
            return "each account gives another office"
        return None
