"""Sentences that tell that a position moved: "no longer asks for", "had ruled out … now says".

A statement shows where somebody stands; how that moved is mostly told by the sentence around it,
or by the one beside it ("Before the call she had ruled out any withdrawal").
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dragoman.assessment.authors import authors_of
from dragoman.assessment.bindings.desk import Desk
from dragoman.assessment.bindings.naming import Naming, is_governed, says_we, subject_before
from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.matters import Matters
from dragoman.assessment.positions.about import About
from dragoman.assessment.positions.joining import Turn, join_turns
from dragoman.assessment.positions.pairs import (
    Named,
    Stand,
    figures_of,
    moved_figures,
    moved_stands,
    telling,
)
from dragoman.assessment.positions.shifts import (
    Words,
    clause_of,
    movement_of,
    outright,
    states_before,
    states_now,
    wording,
)
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Basis, Contents, Movement, Stance, Voice

_WIDE = frozenset({"process", "settlement", "bilateral-relations"})
_STANCE = {
    Movement.SOFTENED: Stance.OPEN,
    Movement.HARDENED: Stance.AGAINST,
    Movement.CONDITION_ATTACHED: Stance.OPEN,
    Movement.CONDITION_LIFTED: Stance.FOR,
}
_LEAD = 25
"""What a condition is put on stands before it, where the words begin so far into a sentence."""
_CONDITION = re.compile(r"\b(?:condition|requirement)s?$", re.IGNORECASE)
_SAME = ""
"""The issue of a movement that names none: that of the party's last one."""
_OLD = re.compile(r"\b(?:in|since|back in) (?:19|20)\d\d\b|\b(?:years?|decades?) (?:ago|earlier)\b")


_FIGURE_TOLD = re.compile(r"\b(?:figure|offers?|bids?|demands?|asks?|wants?|insists?)\b", re.I)
_SETTLED = re.compile(
    r"\b(?:accord|agreement|deal|settlement|agreed|signed|under the|treaty|pact)\b", re.I
)
"""What both have settled on is nobody's figure any more."""


def find_turns(contents: Contents, witnesses: Witnesses) -> list[Turn]:
    """Every movement that a sentence tells, told again joined to the first telling."""
    desk = Desk(contents, witnesses)
    reader = _Reader(contents, desk, witnesses)
    texts: defaultdict[str, list[Told]] = defaultdict(list)
    for told in desk.sentences:
        texts[told.passage.document].append(told)
    found: list[Turn] = []
    for _, group in sorted(texts.items()):
        found += reader.turns(sorted(group, key=lambda one: one.passage))
    return join_turns([*found, *reader.turns_between()])


class _Reader:
    """Reads the sentences of one paragraph after another."""

    def __init__(self, contents: Contents, desk: Desk, witnesses: Witnesses) -> None:
        self._desk = desk
        self._witnesses = witnesses
        self._matters = Matters(contents)
        self._authors = authors_of(contents, witnesses)
        self._about = About(contents)
        self._stands: list[tuple[Stand, Told, Words]] = []
        self._figures: list[tuple[Named, Told, Words]] = []

    def turns(self, group: Sequence[Told]) -> Iterator[Turn]:
        """The movements that the sentences of a text tell, at most one of a kind each."""
        for number, told in enumerate(group):
            if told.text.rstrip(" \"”'’").endswith("?") or _OLD.search(told.text):
                continue
            kinds: set[str] = set()
            for words, party in (
                *self._outright(told, group, number),
                *self._first_time(told, group, number),
                *self._contrasts(told, group, number),
            ):
                if words.says not in kinds and not kinds & _LIKE.get(words.says, frozenset()):
                    kinds.add(words.says)
                    yield from self._turn(told, words, party, group, number)
            self._keep(told, group, number)

    def _keep(self, told: Told, group: Sequence[Told], number: int) -> None:
        """Keep what a sentence of a known day says is given, refused, demanded or named."""
        day = self._witnesses.published(told.passage.document)
        key = told.passage.document, told.passage.start
        if not day or self._desk.speech.is_told(told, told.passage) is False:
            return
        states = [w for w in states_now(told.text) if not _is_before(told.text, w.start)]
        for words in states:
            first, last = clause_of(told.text, words.start, words.end)
            issue = self._nearest(told, first, last)
            party = self._party(told, words.start, group, number)
            if issue is None or party is None or issue in _WIDE:
                continue
            if self._basis(told, words, party) is Basis.ANALYST:
                continue
            text = told.text[first:last]
            self._stands.append(
                (
                    Stand(
                        party=party,
                        issue=issue,
                        state=words.says,
                        day=day,
                        text=text,
                        key=key,
                        words=telling(text),
                    ),
                    told,
                    words,
                )
            )
        is_named = bool(states) or _FIGURE_TOLD.search(told.text) is not None
        if not is_named or _SETTLED.search(told.text):
            return
        for place, value, unit in figures_of(told.text):
            issue = self._nearest(told, 0, len(told.text))
            party = self._party(told, place, group, 0)
            if issue is not None and party is not None:
                self._figures.append(
                    (
                        Named(
                            party=party,
                            issue=issue,
                            value=value,
                            unit=unit,
                            day=day,
                            text=told.text[place : place + 20],
                            key=key,
                        ),
                        told,
                        Words(place, place + 1, ""),
                    )
                )

    def turns_between(self) -> Iterator[Turn]:
        """The movements between what sentences of different days say."""
        names = frozenset(w.casefold() for w in self._witnesses.roster.words())
        stands = {(s.key, s.state, s.text): (told, words) for s, told, words in self._stands}
        for stand, movement, old in moved_stands((s for s, _, _ in self._stands), names):
            told, words = stands[stand.key, stand.state, stand.text]
            why = f"before: “{' '.join(old.split())}”"
            yield self._made(told, words, stand.party, stand.issue, movement, why)
        figures = {(n.key, n.value): (told, words) for n, told, words in self._figures}
        for figure, movement, old in moved_figures([n for n, _, _ in self._figures]):
            told, words = figures[figure.key, figure.value]
            why = f"another figure before: “{' '.join(old.split())}”"
            yield self._made(told, words, figure.party, figure.issue, movement, why)

    def _outright(
        self, told: Told, group: Sequence[Told], number: int
    ) -> Iterator[tuple[Words, str]]:
        for words in outright(told.text):
            party = self._party(told, words.start, group, number)
            if party is not None:
                yield words, party

    def _first_time(
        self, told: Told, group: Sequence[Told], number: int
    ) -> Iterator[tuple[Words, str]]:
        """Read "agreed for the first time to …"; meeting for the first time is no movement."""
        said = wording("first time").search(told.text)
        if said is None or re.match(r" (?:since|in (?:\w+ ){1,2}years)", told.text[said.end() :]):
            return
        first, last = clause_of(told.text, said.start(), said.end())
        kinds = {"gives": "softened", "demands": "hardened", "refuses": "hardened"}
        for words in states_now(told.text[first:last]):
            party = self._party(told, first + words.start, group, number)
            if party is not None and not told.text[first:][words.start :].startswith("sign"):
                yield Words(first + words.start, first + words.end, kinds[words.says]), party
                return

    def _contrasts(
        self, told: Told, group: Sequence[Told], number: int
    ) -> Iterator[tuple[Words, str]]:
        """What holds now against what a clause beside it says was so before."""
        for near in (number, number + 1, number - 1):
            if not 0 <= near < len(group):
                continue
            for old in states_before(group[near].text):
                if near != number and _is_answered(group[near].text, old):
                    continue
                told_now = self._against(told, group, number, near, old)
                if told_now is not None:
                    yield told_now
                    return

    def _against(
        self, told: Told, group: Sequence[Told], number: int, near: int, old: Words
    ) -> tuple[Words, str] | None:
        first, last = clause_of(group[near].text, old.start, old.end)
        before = self._holder(group[near], old, near == number)
        for words in states_now(told.text):
            if near == number and first <= words.start < last:
                continue
            if near != number and _is_before(told.text, words.start):
                continue
            movement = movement_of(old.says, words.says)
            party = self._party(told, words.start, group, number) or before
            if movement is not None and party is not None and before in (None, party):
                return Words(words.start, words.end, movement.value), party
        return None

    def _holder(self, told: Told, old: Words, is_same: bool) -> str | None:
        """Whose earlier stand some words tell; None where only a participle tells of it."""
        named = self._desk.named(told)
        first, _ = clause_of(told.text, old.start, old.end)
        inside = [n for n in named if old.start <= n.start < old.end]
        if inside:
            return inside[-1].party
        own = [n for n in named if first <= n.start < old.start]
        if own or not is_same:
            return subject_before(told, own or named, old.start)
        if re.match(r"[;,]? ?(?:who|which|where|when)\b", told.text[first:]):
            return None
        return None

    def _party(self, told: Told, place: int, group: Sequence[Told], number: int) -> str | None:
        """Whose deed the verb at a place is: its subject, "we", an owner, or the last named."""
        named = self._desk.named(told)
        first, _ = clause_of(told.text, place, place)
        if says_we(told.text[max(first, place - 60) : place + 12]):
            own = self._desk.speaker_party(told.span(place, place + 1))
            return own or self._authors.get(told.passage.document)
        subject = subject_before(told, named, place)
        if subject is not None:
            return subject if subject in self._witnesses.parties else None
        inside = [n for n in named if first <= n.start and n.end <= place]
        owners = [n for n in inside if _owns(told, n)] or inside
        if owners and len({n.party for n in owners}) == 1:
            return owners[-1].party
        own = self._desk.speaker_party(told.span(place, place + 1))
        if own is not None or number == 0:
            return own
        return _last_subject(group[number - 1], self._desk.named(group[number - 1]))

    def _turn(
        self, told: Told, words: Words, party: str, group: Sequence[Told], number: int
    ) -> Iterator[Turn]:
        issue = self._issue(told, words, party, group, number)
        if issue is None or party not in self._witnesses.parties:
            return
        teller = self._desk.speech.speaker(told.span(words.start, words.end))
        if teller is not None and any(map(self._witnesses.is_expert, teller.speakers)):
            return  # what an expert reads into it is an assessment
        why = f"the words say so: “{' '.join(told.text[words.start : words.end].split())}”"
        yield self._made(told, words, party, issue, Movement(words.says), why)

    def _made(
        self, told: Told, words: Words, party: str, issue: str, movement: Movement, why: str
    ) -> Turn:
        finding = self._desk.finding(told, words.start, words.end)
        return Turn(
            party=party,
            issue=issue,
            movement=movement,
            why=why,
            words=told.text[words.start : words.end],
            day=finding.day,
            basis=self._basis(told, words, party),
            stance=_STANCE.get(movement, Stance.UNCLEAR),
            passages=(told.span(0, len(told.text.rstrip()), "content"),),
        )

    def _issue(
        self, told: Told, words: Words, party: str, group: Sequence[Told], number: int
    ) -> str | None:
        """What moved: by the words behind, in the sentence, in statements, in those beside it."""
        _, last = clause_of(told.text, words.start, words.end)
        turned = words.says == "condition attached" and words.start > _LEAD
        stretches: tuple[tuple[int, int], ...] = (
            (words.start, last),
            (words.start, len(told.text)),
            (0, len(told.text)),
        )
        if turned:
            stretches = ((0, words.start), *stretches)
        for is_own in (True, False):
            for start, end in stretches:
                if (issue := self._nearest(told, start, end, is_own=is_own)) is not None:
                    return issue
        stated = self._matters.issue_at(told.passage)
        if stated is not None and stated not in _WIDE:
            return stated
        if _CONDITION.search(told.text[words.start : words.end]):
            return _SAME
        for near in (number + 1, number - 1, number - 2):
            if 0 <= near < len(group):
                other = group[near]
                if party not in {one.party for one in self._desk.named(other)}:
                    continue
                if (issue := self._nearest(other, 0, len(other.text))) in self._about.own:
                    return issue
        return stated or self._matters.issue_of(told.passage) or _SAME

    def _nearest(
        self, told: Told, start: int, end: int, *, is_own: bool | None = None
    ) -> str | None:
        """The issue named first in a stretch of a sentence: the dossier's own before others."""
        found = self._about.named(told.text, start, end)
        own = [issue for _, issue in found if issue in self._about.own]
        narrow = [issue for _, issue in found if issue not in _WIDE]
        if is_own is not None:
            return next(iter(own if is_own else narrow), None)
        return next(iter(own or narrow), None)

    def _basis(self, told: Told, words: Words, party: str) -> Basis:
        """How the movement is known: in the party's own words, by the other side, or told."""
        statement = self._desk.speech.speaker(told.span(words.start, words.end))
        if statement is None or statement.voice is not Voice.SPEAKER:
            own = self._authors.get(told.passage.document)
            if own is None:
                return Basis.NARRATOR
            return Basis.OWN_WORDS if own == party else Basis.OTHER_SIDE
        if self._witnesses.is_anonymous(statement):
            return Basis.LEAK
        if statement.party == party:
            return Basis.OWN_WORDS
        is_side = statement.party in self._witnesses.parties
        return Basis.OTHER_SIDE if is_side else Basis.ANALYST


_LIKE = {
    "softened": frozenset({"dropped", "condition lifted", "hardened"}),
    "dropped": frozenset({"softened", "hardened", "condition lifted"}),
    "hardened": frozenset({"dropped", "condition attached", "softened"}),
    "condition lifted": frozenset({"softened", "dropped"}),
    "condition attached": frozenset({"hardened"}),
}
"""Kinds that one sentence does not tell beside each other: they are one movement."""


def _is_before(text: str, place: int) -> bool:
    """Whether the words at a place stand in a clause on what was so before."""
    return any(
        old.start <= place < clause_of(text, old.start, old.end)[1] for old in states_before(text)
    )


def _is_answered(text: str, old: Words) -> bool:
    """Whether a sentence itself says what has come of what was so before."""
    first, last = clause_of(text, old.start, old.end)
    return any(
        movement_of(old.says, new.says) is not None
        for new in states_now(text)
        if not first <= new.start < last
    )


def _owns(told: Told, one: Naming) -> bool:
    return re.match(r"['’]s?\s", told.text[one.end : one.end + 3]) is not None


def _last_subject(told: Told, named: Sequence[Naming]) -> str | None:
    """The party that a sentence is mostly about: the first named that no preposition governs."""
    for one in named:
        if not is_governed(told.text[max(0, one.start - 40) : one.start]):
            return one.party
    return None
