"""Whether a condition was set, by whom, which way it points, and whether two files are linked."""

import re
from collections.abc import Iterator
from functools import cache

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.roots import same_root
from dragoman.assessment.discrepancies.stems import kinds_of_matter
from dragoman.assessment.wording import listed, pattern_of, shorten
from dragoman.model import DiscrepancyKind

_AFTER = re.compile(
    r"\b(?:only |not )?(?:after|once|if|when|as soon as|following|provided(?: that)?|"
    r"on (?:the )?condition that|until|unless|before)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3
_MOST_WORDS = 5
_NOT_BEFORE = re.compile(r"\b(?:not|no|never|n['’]t)\b[^.;]*\b(?:before|until|unless)\b", re.I)


class Conditions:
    """Conditions and links that are told and denied, and which way they point."""

    kind = DiscrepancyKind.CONDITION
    name = "condition"
    is_within_party = False
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """What a sentence tells of conditions and links."""
        yield from self._set(line, lines)
        yield from self._order(line, lines)

    def _set(self, line: Line, lines: Lines) -> Iterator[Told]:
        text = line.text
        without = pattern_of("unconditional").search(text)
        found = without or pattern_of("conditional").search(text)
        if found is None or line.is_wished(found.start()):
            return
        is_told = pattern_of("will hold").search(text[: found.start()])
        if not is_told and lines.is_asked(line, found.start(), found.end()):
            return
        is_set = without is None and not line.is_negated(found.start())
        kinds = (
            _files(text[: found.start()])
            or (_files(line.around) if is_set else _files(text))
            or _files(line.around)
        )
        says = "with a condition" if is_set else "no condition"
        for kind in kinds[:3]:
            yield Told(
                point=("on", kind),
                value=is_set,
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"whether a condition was attached ({kind})",
                says=says,
            )
        party = _setter(line, lines, found)
        if party and pattern_of("setting a condition").search(text):
            name = lines.witnesses.roster.called(party)
            yield Told(
                point=("by", party),
                value=is_set,
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"whether {name} set a condition",
                says=f"{name} set {'a' if is_set else 'no'} condition",
            )

    def _order(self, line: Line, lines: Lines) -> Iterator[Told]:
        text = line.text
        for found in _AFTER.finditer(text):
            if not line.is_negated(found.start()) or _NOT_BEFORE.search(text):
                yield from self._first(line, lines, found)

    def _first(self, line: Line, lines: Lines, found: re.Match[str]) -> Iterator[Told]:
        text = line.text
        word = found[0].casefold()
        if not word.startswith(("only", "once", "not", "until", "unless", "before", "after")):
            return
        clause = line.clause_before(found.start())
        first = kinds_of_matter(text[found.end() :])
        then = kinds_of_matter(clause)
        if word == "before" and not _NOT_BEFORE.search(text):
            first, then = then, first
        if first and then and first[0] != then[-1]:
            pair = sorted((first[0], then[-1]))
            yield Told(
                point=("order", *pair),
                value=first[0],
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"which comes first, {pair[0]} or {pair[1]}",
                says=f"{first[0]} first",
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Set and not set, one way and the other, linked and not."""
        if one.value == two.value:
            return None
        return {
            "on": "one account tells of a condition, the other of none",
            "by": "one account says that it set a condition, the other that it set none",
            "order": "each account puts the other thing first",
        }[one.point[0]]


class Attached:
    """Conditions that are told and denied on one matter, whatever it is."""

    kind = DiscrepancyKind.CONDITION
    name = "condition on a matter"
    is_within_party = False
    shares = 1
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Under each telling word of what it is on, whether a condition was attached to it."""
        without = pattern_of("unconditional").search(line.text)
        found = without or pattern_of("conditional").search(line.text)
        if found is None or line.is_wished(found.start()):
            return
        will_hold = pattern_of("to come").search(line.text[: found.start()])
        if not will_hold and lines.is_asked(line, found.start(), found.end()):
            return
        is_set = without is None and not line.is_negated(found.start())
        clause = line.clause_before(found.start())
        roots = _matter(clause, lines) or _matter(line.text[: found.start()], lines)
        for one in sorted(roots)[:_MOST_WORDS]:
            yield Told(
                point=("on", one),
                value=(is_set, roots),
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"whether it hangs on a condition: {shorten(line.text, 10)}",
                says="with a condition" if is_set else "no condition",
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Set and not set on one thing: half of the shorter description of it is shared."""
        (is_set, roots), (other_set, others) = one.value, two.value
        shared = len(roots & others)
        if is_set == other_set or 2 * shared < min(len(roots), len(others)):
            return None
        return "one account tells of a condition, the other of none"


def _matter(clause: str, lines: Lines) -> frozenset[str]:
    """The roots of the words for what the condition is on; names of parties are left out."""
    words = (word for word in _WORD.findall(clause) if word not in lines.party_words)
    return frozenset(
        same_root(w) for w in words if len(w) > _SHORT and w.casefold() not in _plain()
    )


@cache
def _plain() -> frozenset[str]:
    names = ("plain", "telling nothing", "words of telling")
    return frozenset(word for name in names for word in listed(name))


def _files(text: str) -> tuple[str, ...]:
    """The kinds of matter that a condition can be on; a target of strikes is none."""
    return tuple(kind for kind in kinds_of_matter(text) if not kind.startswith("target"))


def _setter(line: Line, lines: Lines, found: re.Match[str]) -> str | None:
    """Who set it: after "set by", else the party named last before it."""
    text = line.text
    by = pattern_of("set by").search(text)
    if by and (parties := lines.witnesses.roster.parties_in(text[by.end() :])):
        return parties[0]
    before = lines.witnesses.roster.parties_in(text[: found.start()])
    return before[-1] if before else None
