"""What an agreed term covers: all or some, this and that or this of that, with and without."""

import re
from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.discrepancies.lines import Line, Lines
from dragoman.assessment.discrepancies.rivals import Told
from dragoman.assessment.discrepancies.stems import kinds_of_matter, matter_stems
from dragoman.assessment.wording import pattern_of
from dragoman.model import DiscrepancyKind

_OBJECT_END = re.compile(
    r"(?<!\band)(?<!\bor)\s+(?:for|in|during|until|till|after|from|by|as|that|which|if|while|when|within|with|before|"
    r"starting|beginning|under|but|on (?:condition|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday)|will|would|shall|is|are|was|were)\b|[,.;:“”\"()–—]"
)
_ONLY = re.compile(r"\b(?:only|solely|exclusively|limited to|confined to|nothing but)\b", re.I)
_ALL = re.compile(r"\b(?:all|any|every|the entire|across the board)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|\band\b|\bas well as\b|\bor\b|\balong with\b)\s*")


@frozen
class Scope:
    """What a halt is to cover: ``parts`` are its objects, each as stems; none for all of it.

    ``teller`` is the party whose account it is.
    """

    parts: tuple[frozenset[str], ...]
    teller: str | None
    is_all: bool
    is_only: bool

    @property
    def is_total(self) -> bool:
        """Whether it covers all strikes."""
        return self.is_all and not self.parts

    @property
    def whole(self) -> frozenset[str]:
        """All stems."""
        return frozenset().union(*self.parts)


class Scopes:
    """What an agreed halt is to cover."""

    kind = DiscrepancyKind.MEANING
    name = "what a halt covers"
    is_within_party = False
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """The objects of a halt to strikes in a sentence that tells of it as agreed or ordered."""
        text = line.text
        for found in pattern_of("halt of strikes").finditer(text):
            start = found.start()
            told = any(pattern_of(name).search(text[:start]) for name in ("agreed", "declared"))
            named = pattern_of("truce").match(text[start:])
            is_so = (told or named) and not _is_open(line, lines, start, found.end())
            answered = not is_so and _is_taken_up(line)
            if not is_so and not answered:
                continue
            obj = _object(text, found)
            quantifier = f"{text[max(0, start - 12) : start]} {found[0]}"
            scope = Scope(
                parts=tuple(p for part in _AND.split(obj) if (p := matter_stems(part))),
                teller=lines.witness(line, start, found.end()).party,
                is_all=bool(_ALL.search(quantifier)),
                is_only=bool(_ONLY.search(quantifier) or _ONLY.search(obj)),
            )
            if scope.parts or scope.is_all:
                stop = found.end() + (0 if found["on3"] else len(obj))
                yield Told(
                    point=("halt",),
                    value=scope,
                    line=line,
                    start=start,
                    end=stop,
                    matter="what the halt to strikes covers",
                    says=" ".join(text[start:stop].split()),
                    is_narrated=answered,
                )
            return

    def differ(self, one: Told, two: Told) -> str | None:
        """Coordination against compound; all against some; another qualifier of the same head."""
        mine, theirs = one.value, two.value
        if (mine.is_total and theirs.parts) or (theirs.is_total and mine.parts):
            return "one account covers all strikes, the other only some"
        if not mine.parts or not theirs.parts or not mine.whole & theirs.whole:
            return None
        if _is_split(mine, theirs) or _is_split(theirs, mine):
            return "one account names two things where the other names one kind of them"
        if (mine.is_only or theirs.is_only) and mine.whole != theirs.whole:
            return "one account limits it to less than the other names"
        narrow, wide = sorted((mine, theirs), key=lambda scope: len(scope.parts))
        own = narrow.teller != wide.teller
        if own and len(narrow.parts) < len(wide.parts) and {*narrow.parts} < {*wide.parts}:
            return "each side's own account has the halt cover more or less"
        return None


def _object(text: str, found: re.Match[str]) -> str:
    """What the halted strikes are on, or where; empty where nothing follows."""
    if found["on3"]:
        return str(found["what3"])
    if not (found["on"] or found["on2"]):
        return ""
    after = text[found.end() :]
    end = _OBJECT_END.search(after)
    return after[: end.start() if end else len(after)]


def _is_split(one: Scope, two: Scope) -> bool:
    """Whether two parts of one stand as a single part in the other: "A and B" against "A B"."""
    return any(
        first < part and second <= part and first != second
        for part in two.parts
        for first in one.parts
        for second in one.parts
    ) and len(one.parts) > len(two.parts)


class Extents:
    """Whether an agreed truce is full or partial, and whether a deal covers a thing."""

    kind = DiscrepancyKind.MEANING
    name = "what a term covers"
    is_within_party = False
    shares = 2
    days_apart = 4
    compares_days = True

    def read(self, line: Line, lines: Lines) -> Iterator[Told]:
        """Full or partial beside the thing agreed; what is said to be covered or left out."""
        yield from self._full(line, lines)
        yield from self._covers(line, lines)

    def _full(self, line: Line, lines: Lines) -> Iterator[Told]:
        found = pattern_of("kind of truce").search(line.text)
        if found is None or _is_open(line, lines, found.start(), found.end()):
            return
        agreed = pattern_of("agreed").search(line.text)
        is_so = pattern_of("is so").search(line.text[: found.start()])
        if agreed or is_so:
            is_full = bool(found["full"])
            yield Told(
                point=("full",),
                value=is_full,
                line=line,
                start=found.start(),
                end=found.end(),
                matter="whether the truce is full or partial",
                says=found[0],
            )

    def _covers(self, line: Line, lines: Lines) -> Iterator[Told]:
        text = line.text
        if not (pattern_of("deal").search(line.around) or pattern_of("truce").search(line.around)):
            return
        yield from self._covered(line, lines)
        for name in ("covering", "leaving out"):
            for found in pattern_of(name).finditer(text):
                if _is_wish(line, lines, found.start(), found.end()):
                    continue
                if pattern_of("still talked about").search(text):
                    continue
                out = name == "leaving out" or line.is_negated(found.start())
                after = text[found.end() :]
                end = _OBJECT_END.search(after)
                obj = after[: end.start() if end else len(after)]
                stems = matter_stems(obj)
                for key in sorted(stems)[:4]:
                    yield Told(
                        point=("covers", key),
                        value=(not out, stems),
                        line=line,
                        start=found.start(),
                        end=found.end(),
                        matter=f"whether it covers {' '.join(obj.split())}",
                        says=f"{'does not cover' if out else 'covers'} {' '.join(obj.split())}",
                    )

    def _covered(self, line: Line, lines: Lines) -> Iterator[Told]:
        """What a sentence says is covered or not, the thing first."""
        found = pattern_of("covered").search(line.text)
        if found is None or _is_wish(line, lines, found.start(), found.end()):
            return
        out = bool(pattern_of("negating").search(found[0])) or found[0].endswith("exempt")
        words = line.clause_before(found.start())
        stems = matter_stems(words)
        for key in sorted(stems)[:6]:
            yield Told(
                point=("covers", key),
                value=(not out, stems),
                line=line,
                start=found.start(),
                end=found.end(),
                matter=f"whether it covers {' '.join(words.split())}",
                says=" ".join((words + found[0]).split()),
            )

    def differ(self, one: Told, two: Told) -> str | None:
        """Full and partial; covered and left out."""
        if one.point[0] == "full":
            return "full and partial cannot both be agreed" if one.value != two.value else None
        (mine, stems), (theirs, others) = one.value, two.value
        least = min(len(stems), len(others))
        kinds = set(kinds_of_matter(one.line.around)) & set(kinds_of_matter(two.line.around))
        if mine == theirs or 2 * len(stems & others) < least or not kinds:
            return None
        return "one account says that it is covered, the other that it is not"


def _is_taken_up(line: Line) -> bool:
    """Whether a proposal in the sentence is accepted in the next one of its paragraph."""
    if not pattern_of("wishing").search(line.text):
        return False
    after = " ".join(line.around.split()).partition(line.text.strip())[2].lstrip('. ”"')
    following = re.split(r"[.!?]\s", after, maxsplit=1)[0]
    answer = pattern_of("taken up").search(following)
    return answer is not None and not pattern_of("negating").search(following[: answer.start()])


def _is_wish(line: Line, lines: Lines, start: int, end: int) -> bool:
    return line.is_wished(start) or lines.is_asked(line, start, end)


def _is_open(line: Line, lines: Lines, start: int, end: int) -> bool:
    """Whether the words are wished, asked for, denied, or still talked about."""
    talked = pattern_of("still talked about")
    if talked.search(line.clause_before(start)) or talked.search(line.text[end:]):
        return True
    return _is_wish(line, lines, start, end) or line.is_negated(start)
