"""Statements: attributions understood, and what the narrator says in his own voice.

An attribution gives one statement for each sentence of its content, so that an entry opens its
own sentence. The narrator's sentences count only where they touch an issue through a measure.
"""

from collections.abc import Iterator

from attrs import define, field
from spacy.tokens import Token

from dragoman.extraction.acts import (
    Said,
    act_of,
    is_first_person,
    is_negative,
    is_question,
    is_silence,
    is_unreal,
)
from dragoman.extraction.acts_words import terms
from dragoman.extraction.conditions import conditions_of, find_hinges
from dragoman.extraction.issues import issues_of
from dragoman.extraction.measures import Laid, is_negated, measures_in
from dragoman.extraction.narrated import narrated_units
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.units import Unit, root_of, units_of
from dragoman.extraction.whose import FOR_NOBODY, is_thing, named, speaks_for_nobody, who_is
from dragoman.model import (
    Act,
    Firmness,
    Named,
    Passage,
    Polarity,
    Statement,
    When,
    entry_id,
)

_REFUSING = frozenset({"rule", "refuse", "reject", "deny", "oppose", "decline"})
"""Cues whose own negation leaves the content as it is ("did not rule out talks")."""

_BINDING = frozenset({Act.PROMISE, Act.PROPOSE})
"""Acts that need an issue when a mere noun is promised ("offered condolences")."""

_FULL = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_HELD = frozenset({Act.DEMAND})


def state(reading: Reading) -> list[Statement]:
    """The statements of one text, in text order.

    Needs the attributions on the desk with their ids; times and quantities are used where laid.
    """
    found: list[Statement] = []
    for one in reading.attributed:
        for unit in units_of(reading, one):
            found.extend(_Understanding(reading=reading, unit=unit).statement())
    for unit in narrated_units(reading):
        found.extend(_Understanding(reading=reading, unit=unit).statement())
    unique = {one.id: one for one in reversed(found)}
    return sorted(unique.values(), key=_place)


def _place(statement: Statement) -> tuple[int, int]:
    contents = [p for p in statement.passages if p.role == "content"]
    return min(p.start for p in contents), -max(p.end for p in contents)


def _is_thin(complement: str) -> bool:
    """Whether a cue took a mere phrase: with no issue in it, that says nothing to the file."""
    return complement in {"object", "as", "small", "ing"} or complement.startswith("prep:")


@define(kw_only=True)
class _Understanding:
    """The working out of one statement."""

    reading: Reading
    unit: Unit
    speakers: tuple[Named, ...] = ()
    party: str | None = None
    because: list[str] = field(factory=list)

    def statement(self) -> Iterator[Statement]:
        """The statement, or nothing where the words say nothing."""
        root = root_of(self.reading, self.unit.contents)
        cue = self.unit.cue
        if root is None or is_silence(cue, root) or is_unreal(cue):
            return
        if is_question(cue, self.unit.complement, root):
            return
        self.speakers = tuple(self._speakers())
        self.party = self._party()
        said = self._said(root)
        act, rule = act_of(said)
        self.because = [*self.unit.because, *self.because, f"act: {rule}"]
        laid = self._measures(act)
        if FOR_NOBODY in self.because and act in {Act.ASSERT, Act.ASSESS}:
            laid = [one for one in laid if one.measure.issue]
        issues = self._issues()
        if self._is_things_doing():
            return
        if act in _BINDING and not issues and self.unit.complement == "object":
            return
        if not issues and _is_thin(self.unit.complement):
            names_little = sum(t.pos_ in _FULL for t in self._tokens()) < 2
            if act is Act.ASSERT or names_little:
                return
        if self.unit.one is None and not self._worth_telling(issues, laid):
            return
        yield self._built(act, root, laid, issues)

    def _worth_telling(self, issues: tuple[str, ...], laid: list[Laid]) -> bool:
        return bool(issues) and any(one.measure.action for one in laid)

    def _built(self, act: Act, root: Token, laid: list[Laid], issues: tuple[str, ...]) -> Statement:
        passages = self._passages()
        own = self.party or next((s.id for s in self.speakers if s.party), None)
        hinges = [h for span in self._with_tail() for h in find_hinges(self.reading, span)]
        one = self.unit.one
        return Statement(
            id=entry_id("statement", passages, self.unit.ordinal),
            passages=passages,
            score=one.score if one else 0.6,
            because=tuple(self.because),
            act=act,
            voice=self.unit.voice,
            attribution=one.id or None if one else None,
            speakers=self.speakers,
            party=self.party,
            reported_by=tuple(self._chain()),
            addressee=self._addressee(),
            polarity=self._polarity(root),
            firmness=self._firmness(),
            hypothetical=self._is_hypothetical(root),
            issues=issues,
            measures=tuple(one.measure for one in laid),
            conditions=conditions_of(
                self.reading, hinges, laid, own=self.party, set_by=self._set_by(own)
            ),
            stated_on=self._stated_on(),
        )

    def _set_by(self, own: str | None) -> str | None:
        if self.unit.one is not None:
            return own
        subject = self.unit.subject
        found = who_is(self.reading, subject) if subject is not None else None
        return found if found in self.reading.names.entities else None

    def _speakers(self) -> Iterator[Named]:
        one = self.unit.one
        if one is None:
            return
        spans = one.speakers
        if not one.speaker_ids:
            yield from (named(self.reading, span, None) for span in spans[:1])
            return
        span = spans[0] if spans else self.unit.contents[0]
        yield from (named(self.reading, span, known) for known in one.speaker_ids)

    def _party(self) -> str | None:
        parties = {speaker.party for speaker in self.speakers}
        return parties.pop() if len(parties) == 1 else None

    def _said(self, root: Token) -> Said:
        words = frozenset(t.lemma_.lower() for t in self._tokens())
        return Said(
            cue=self.unit.cue,
            complement=self.unit.complement,
            root=root,
            own=self._is_own(root),
            stands_for=self._stands_for(),
            told=not self.speakers,
            other=self._is_others(root),
            words=words,
        )

    def _stands_for(self) -> bool:
        """Whether anyone speaks for a side; the narrator and the unnamed many do not."""
        one = self.unit.one
        if one is None or not self.speakers:
            return False
        if any(speaker.party for speaker in self.speakers):
            return True
        span = one.speakers[0] if one.speakers else self.unit.contents[0]
        nobody = all(speaks_for_nobody(self.reading, span, s.id) for s in self.speakers)
        if nobody:
            self.because.append(FOR_NOBODY)
        return not nobody

    def _is_things_doing(self) -> bool:
        """Whether a thing is said to want or promise; a paper may still say something."""
        one = self.unit.one
        if one is None or one.speaker_ids or not one.speakers:
            return False
        wants = _is_thin(self.unit.complement) or self.unit.complement in {"to", "object-to"}
        return wants and self.party is None and is_thing(self.reading, one.speakers[0])

    def _is_own(self, root: Token) -> bool:
        """Whether what the content is about is the speaker's own doing."""
        subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None:
            return self.unit.cue is not None and root.dep_ == "xcomp"
        if is_first_person(subject):
            return True
        mention = self.reading.names.at(subject.i)
        if mention is not None and mention.refers_to:
            ids = {s.id for s in self.speakers}
            party = self.reading.names.party_of(mention.refers_to)
            return mention.refers_to in ids or (party is not None and party == self.party)
        party = who_is(self.reading, subject)
        if party is not None and party == self.party:
            return True
        return subject.lower_ in {"it", "they", "he", "she"} and self._refers_back(subject)

    def _is_others(self, root: Token) -> bool:
        """Whether another named party or person is to do what the content says."""
        subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
        if subject is None or self._is_own(root):
            return False
        if subject.lower_ == "you":
            return True
        mention = self.reading.names.at(subject.i)
        return (mention is not None and mention.noun != "unnamed") or (
            who_is(self.reading, subject) in set(self.reading.names.entities)
        )

    def _refers_back(self, subject: Token) -> bool:
        """Read "X said it would …": an unresolved pronoun right under the cue is the speaker."""
        return self.unit.cue is not None and subject.head.head.i == self.unit.cue.i

    def _tokens(self) -> Iterator[Token]:
        for span in self.unit.contents:
            yield from self.reading.span(span)

    def _measures(self, act: Act) -> list[Laid]:
        agent = None if act in _HELD and not self._is_own_wish() else self.party
        if self.unit.complement == "object-to":
            agent = self._steered() or agent
        holes = tuple(h.span for span in self._with_tail() for h in find_hinges(self.reading, span))
        holes += self.unit.inner
        laid: list[Laid] = []
        if self.unit.complement == "as":
            return laid
        for span in self.unit.contents:
            laid.extend(measures_in(self.reading, span, own=self.party, agent=agent, holes=holes))
        return laid

    def _is_own_wish(self) -> bool:
        return self.unit.complement in {"to"}

    def _steered(self) -> str | None:
        """Whom "urged X to" steers: the doer of what is demanded."""
        cue = self.unit.cue
        if cue is None:
            return None
        told = next((c for c in cue.rights if c.dep_ == "dobj"), None)
        return who_is(self.reading, told) if told is not None else None

    def _with_tail(self) -> list[Tokens]:
        """The contents, the last one with what hangs on it to the end of its clause."""
        return [*self.unit.contents, *self.unit.tail]

    def _issues(self) -> tuple[str, ...]:
        tokens = [t for span in self._with_tail() for t in self.reading.span(span)]
        return issues_of(tokens)

    def _chain(self) -> Iterator[Named]:
        one, seen = self.unit.one, 0
        while one is not None and one.parent is not None and seen < 8:
            one = self.reading.attributed[one.parent]
            seen += 1
            for span in one.speakers[:1]:
                known = one.speaker_ids[0] if one.speaker_ids else None
                yield named(self.reading, span, known)
            if not one.speakers and one.speaker_ids:
                yield named(self.reading, one.contents[0], one.speaker_ids[0])

    def _addressee(self) -> Named | None:
        cue = self.unit.cue
        if cue is None or cue.pos_ != "VERB":
            return None
        told = {"tell", "inform", "assure", "warn", "urge", "promise", "ask", "remind", "call"}
        for child in cue.rights:
            onto = cue.lemma_.lower() == "call" and child.lower_ == "on"
            fits = child.dep_ in {"dobj", "dative"} and cue.lemma_.lower() in told - {"call"}
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if (
                child.dep_ == "prep"
                and (child.lower_ == "to" or onto)
                and inner is not None
                and (
                    cue.lemma_.lower() in {"say", "call", "promise", "write", "appeal", "complain"}
                )
            ):
                child, fits = inner, True
            if fits and not any(span.covers(child.i) for span in self.unit.contents):
                return self._named_at(child)
        return None

    def _named_at(self, token: Token) -> Named | None:
        mention = self.reading.names.at(token.i)
        if mention is not None and mention.refers_to:
            return named(self.reading, mention.span, mention.refers_to)
        words = who_is(self.reading, token)
        return Named(name=words) if words else None

    def _polarity(self, root: Token) -> Polarity:
        inside = next((s for s in self.unit.contents if s.covers(root.i)), self.unit.contents[0])
        negated = is_negated(root, inside)
        cue = self.unit.cue
        if cue is not None and is_negative(cue) and cue.lemma_.lower() not in _REFUSING:
            negated = not negated
        return Polarity.NEGATED if negated else Polarity.AFFIRMED

    def _firmness(self) -> Firmness:
        tokens = [t for t in self._tokens() if t.pos_ != "PROPN"]
        words = {t.lemma_.lower() for t in tokens} | {t.lower_ for t in tokens}
        cue = self.unit.cue
        if cue is not None:
            words.add(cue.lemma_.lower())
            words.update(c.lower_ for c in cue.children if c.dep_ in {"advmod", "aux"})
            if cue.lemma_.lower() == "rule" and is_negative(cue):
                return Firmness.POSSIBLE
        if words & terms("possible"):
            return Firmness.POSSIBLE
        return Firmness.HEDGED if words & terms("hedged") else Firmness.FIRM

    def _is_hypothetical(self, root: Token) -> bool:
        """Whether the content holds in an imagined case only ("if …, X would")."""
        cue = self.unit.cue
        shifted = cue is not None and cue.tag_ == "VBD"
        unreal = not shifted and any(
            c.dep_ == "aux" and c.lower_ in {"would", "could"} for c in root.children
        )
        for child in root.children:
            if child.dep_ == "advcl":
                mark = next((c for c in child.children if c.dep_ == "mark"), None)
                if (
                    mark is not None
                    and mark.lower_ == "if"
                    and (unreal or any(t.lower_ == "were" for t in child.subtree))
                ):
                    return True
        return root.lower_ == "were" and any(c.lower_ == "if" for c in root.children)

    def _stated_on(self) -> When | None:
        """The time that governs the cue: in its sentence, outside every content."""
        cue = self.unit.cue
        one = self.unit.one
        if cue is None or one is None:
            return None
        near = [
            timed
            for timed in self.reading.times
            if cue.sent.start <= timed.span.start < cue.sent.end
            and not any(span.overlaps(timed.span) for span in one.contents)
            and self._governs(cue, timed.span)
        ]
        best = min(near, key=lambda t: abs(t.span.start - cue.i), default=None)
        return best.when if best is not None else None

    def _governs(self, cue: Token, span: Tokens) -> bool:
        token = self.reading.span(span).root
        for _ in range(3):
            if token.head.i == cue.i:
                return True
            token = token.head
        return False

    def _passages(self) -> tuple[Passage, ...]:
        one = self.unit.one
        found = [self.reading.passage(span, "content") for span in self.unit.contents]
        if one is not None:
            found += [self.reading.passage(span, "speaker") for span in one.speakers]
            found += [self.reading.passage(span, "cue") for span in one.cues]
        return tuple(found)
