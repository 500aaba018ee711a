"""Understanding: from a unit of speech to the statement it makes."""

import re
from collections.abc import Iterator

from attrs import define, field
from spacy.tokens import Token

from dragoman.extraction.acts import PLAIN, act_of
from dragoman.extraction.conditions import conditions_of, hinges_in, holes_of
from dragoman.extraction.manner import (
    addressee_of,
    firmness_of,
    is_hypothetical,
    polarity_of,
    stated_on,
    tokens_of,
)
from dragoman.extraction.measures import Laid, measures_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.relevance import (
    bears_on_the_talks,
    is_denied,
    is_mere_pronoun,
    is_nameless_echo,
    is_nobodys,
    is_told_by_a_thing,
    is_topic_only,
    only_reports,
)
from dragoman.extraction.said import Said
from dragoman.extraction.steps import steps_of
from dragoman.extraction.topics import Topics
from dragoman.extraction.units import Unit, root_of
from dragoman.extraction.unsaid import is_question, is_silence, is_unreal
from dragoman.extraction.untold_acts import act_by_net, unblaming
from dragoman.extraction.verb_forms import has_duty, is_future, subject_of
from dragoman.extraction.whose import (
    FIRST,
    FOR_NOBODY,
    OWNERS,
    ids_within,
    is_agent,
    is_bare_body,
    is_doer,
    is_expert,
    named,
    speaks_for_nobody,
    who_is,
)
from dragoman.model import Act, AttributionKind, Named, Passage, Person, Statement, entry_id

_HELD = frozenset({Act.DEMAND})
_BARE = frozenset({Act.ASSERT, Act.ASSESS})
_ONE = frozenset({"he", "she"})
_SPEECH = 25
"""Tokens from which on reported words are a speech."""
_MARKS = re.compile(r"[^\w%'’-]+")


@define(kw_only=True)
class Understanding:
    """The working out of one statement."""

    reading: Reading
    unit: Unit
    topics: Topics
    speakers: tuple[Named, ...] = ()
    party: str | None = None
    because: list[str] = field(factory=list)

    def statement(self) -> Iterator[Statement]:
        """The statement, or nothing where the words say nothing to the file."""
        root = root_of(self.reading, self.unit.contents)
        if root is None or self._says_nothing(root):
            return
        self.speakers = tuple(self._speakers())
        self.party = self._party()
        act, rule = self._act(root)
        issues = self.topics.of(self.unit)
        self.because = [*self.unit.because, *self.because, f"act: {rule}", *issues.because]
        for_nobody = FOR_NOBODY in self.because
        laid = self._measures(act)
        if for_nobody and act in _BARE:
            laid = [one for one in laid if one.measure.issue]
        words = list(tokens_of(self.reading, self.unit))
        if is_mere_pronoun(words, act):
            return
        if only_reports(self.reading, self.unit, root, act, for_nobody=for_nobody):
            return
        if not bears_on_the_talks(self.unit, act, issues, words, for_nobody=for_nobody):
            return
        if self.unit.one is None and not self._is_worth_telling(act, root, laid, issues.found):
            return
        yield self._built(act, root, laid, issues.found)

    def _act(self, root: Token) -> tuple[Act, str]:
        """The act by rule; where none speaks, by the net."""
        if self.unit.act is not None:
            self._stands_for()
            return self.unit.act, self.unit.because[-1]
        said = self._said(root)
        act, rule = act_of(said)
        if rule != PLAIN:
            return act, rule
        by_net = act_by_net(self.reading.acts, said.text, onlooker=not said.stands_for)
        if by_net is not None and by_net[0] is Act.ACCUSE and not self._blames_one():
            return unblaming(said), f"{by_net[1]}, nobody blamed"
        if self.unit.one is None and by_net is not None and self._is_chronicle(root):
            return act, rule
        return by_net or (act, rule)

    def _blames_one(self) -> bool:
        """Whether the words name a doer who is not the speaker: else nobody is accused."""
        return any(
            is_doer(self.reading, token) and not self._is_speakers(token)
            for token in tokens_of(self.reading, self.unit)
        )

    def _is_worth_telling(
        self, act: Act, root: Token, laid: list[Laid], issues: tuple[str, ...]
    ) -> bool:
        """Whether the narrator's own words count: his judgements, what is to be done, and all
        that a declaration says; that something happened is a deed or a contact."""
        if self.unit.declared:
            return act is not Act.ASSERT or (bool(issues) and not self._is_chronicle(root))
        if not issues:
            return False
        if act is not Act.ASSERT or hinges_in(self.reading, self._with_tail()):
            return True
        return any(one.measure.action for one in laid) and (is_future(root) or has_duty(root))

    def _is_chronicle(self, root: Token) -> bool:
        """Whether even a declaration merely tells what somebody did: "the minister visited A"."""
        subject = subject_of(root)
        named_one = subject is not None and self.reading.names.at(subject.i) is not None
        return root.tag_ == "VBD" and named_one

    def _says_nothing(self, root: Token) -> bool:
        cue, one = self.unit.cue, self.unit.one
        return (
            is_silence(cue, root)
            or (is_unreal(cue) and self.unit.act is None)
            or is_nobodys(self.reading, self.unit)
            or is_denied(self.reading, one)
            or is_question(cue, self.unit.complement, root)
            or is_told_by_a_thing(self.reading, one)
            or is_nameless_echo(self.reading, one)
            or is_topic_only(self.unit, root)
        )

    def _built(self, act: Act, root: Token, laid: list[Laid], issues: tuple[str, ...]) -> Statement:
        passages = self._passages()
        own = self.party or next((s.id for s in self.speakers if s.party), None)
        hinges = hinges_in(self.reading, self._with_tail())
        one = self.unit.one
        return Statement(
            id=entry_id("statement", passages, self.unit.ordinal),
            passages=passages,
            score=one.score if one else 0.6,
            because=(*self.because, *(hinge.because for hinge in hinges)),
            act=act,
            voice=self.unit.voice,
            attribution=one.id or None if one else None,
            speakers=self.speakers,
            party=self.party,
            reported_by=tuple(self._chain()),
            addressee=addressee_of(self.reading, self.unit),
            polarity=polarity_of(self.unit, root),
            firmness=firmness_of(self.reading, self.unit),
            hypothetical=is_hypothetical(self.unit, root),
            issues=issues,
            measures=tuple(one.measure for one in laid),
            conditions=conditions_of(
                self.reading, hinges, laid, own=self.party, set_by=self._set_by(own)
            ),
            steps=steps_of(self.reading, self.unit.contents, own=self.party),
            stated_on=stated_on(self.reading, self.unit),
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
        ids = one.speaker_ids or ids_within(self.reading, spans[:1])
        if not ids:
            yield from (named(self.reading, span, None) for span in spans[:1])
            return
        span = spans[0] if spans else self.unit.contents[0]
        yield from (named(self.reading, span, known) for known in ids)

    def _party(self) -> str | None:
        parties = {speaker.party for speaker in self.speakers}
        if self.unit.declared:
            return self.unit.declared_by
        return parties.pop() if len(parties) == 1 else None

    def _said(self, root: Token) -> Said:
        words = list(tokens_of(self.reading, self.unit))
        return Said(
            cue=self.unit.cue,
            complement=self.unit.complement,
            root=root,
            own=self._is_own(root),
            stands_for=self._stands_for(),
            told=not (self.speakers or self.unit.declared),
            other=self._is_others(root),
            words=frozenset(t.lemma_.lower() for t in words),
            text=_plain(" ".join(self.reading.text(span) for span in self.unit.contents)),
            expert=self._is_expert(),
            quoted=self._is_quoted(),
            end=self.unit.contents[-1].end,
        )

    def _stands_for(self) -> bool:
        """Whether anyone speaks for a side; the narrator and the unnamed many do not."""
        if self.unit.one is None or not self.speakers:
            return self.unit.declared
        if any(speaker.party for speaker in self.speakers):
            return True
        span = self._speaker_span()
        nobody = self.unit.one.turn or all(
            speaks_for_nobody(self.reading, span, s.id) for s in self.speakers
        )
        if nobody:
            self.because.append(FOR_NOBODY)
        return not nobody

    def _is_expert(self) -> bool:
        if self.unit.one is None or not self.speakers:
            return False
        if self.unit.one.turn and not any(speaker.party for speaker in self.speakers):
            return True
        return all(is_expert(self.reading, self._speaker_span(), s.id) for s in self.speakers)

    def _speaker_span(self) -> Tokens:
        one = self.unit.one
        return one.speakers[0] if one is not None and one.speakers else self.unit.contents[0]

    def _is_quoted(self) -> bool:
        one = self.unit.one
        return one is not None and (one.turn or one.kind is AttributionKind.DIRECT)

    def _is_own(self, root: Token) -> bool:
        """Whether what the content is about is the speaker's own doing."""
        subject = subject_of(root)
        if subject is None:
            return self.unit.cue is not None and root.dep_ == "xcomp"
        return any(self._is_speakers(token) for token in (subject, *subject.conjuncts))

    def _is_speakers(self, subject: Token) -> bool:
        if subject.lower_ in FIRST:
            return True
        mention = self.reading.names.at(subject.i)
        if mention is not None and mention.refers_to:
            ids = {s.id for s in self.speakers}
            party = self.reading.names.party_of(mention.refers_to)
            return mention.refers_to in ids or (party is not None and party == self.party)
        party = who_is(self.reading, subject)
        if self.party is None and self._holds_forth():
            return party in self.reading.names.entities and subject.pos_ == "PROPN"
        if party is not None and (party == self.party or self._is_own_body(subject)):
            return True
        if is_agent(subject) and any(c.lower_ in OWNERS for c in subject.lefts):
            return self._refers_back(subject)
        return subject.lower_ in self._own_pronouns() and self._refers_back(subject)

    def _holds_forth(self) -> bool:
        """Whether one whose side is unknown makes a speech: a party in it is then his own."""
        one = self.unit.one
        if one is None or not self._stands_for():
            return False
        longest = max(span.end - span.start for span in one.contents)
        return longest >= _SPEECH

    def _own_pronouns(self) -> frozenset[str]:
        """How a reporter takes a speaker up: a person as "he", a party as "it" or "they"."""
        entities = self.reading.names.entities
        people = [isinstance(entities.get(s.id or ""), Person) for s in self.speakers]
        if any(people):
            return _ONE if len(people) == 1 else frozenset({"they"})
        return _ONE | {"it", "they"}

    def _is_own_body(self, subject: Token) -> bool:
        """Read "the army would not withdraw" by a side's minister: it is his side's army."""
        return self.party is not None and is_bare_body(subject)

    def _is_others(self, root: Token) -> bool:
        """Whether another named party or person is to do what the content says."""
        subject = next((c for c in root.children if c.dep_ == "nsubj"), None)
        if subject is None or self._is_own(root):
            return False
        if subject.lower_ == "you":
            return True
        mention = self.reading.names.at(subject.i)
        named_one = mention is not None and mention.noun != "unnamed"
        party = who_is(self.reading, subject) in set(self.reading.names.entities)
        return named_one or party or is_agent(subject)

    def _refers_back(self, subject: Token) -> bool:
        """Read "X said it would …": an unresolved pronoun right under the cue is the speaker."""
        if self._is_quoted() or self.unit.cue is None:
            return False
        return subject.head.head.i == self.unit.cue.i

    def _measures(self, act: Act) -> list[Laid]:
        agent = None if act in _HELD and not self._is_own_wish() else self.party
        if self.unit.complement == "object-to":
            agent = self._steered() or agent
        holes = holes_of(self.reading, self._with_tail())
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

    def _passages(self) -> tuple[Passage, ...]:
        one = self.unit.one
        found = [self.reading.passage(span, "content") for span in self.unit.contents]
        if one is not None:
            found += [self.reading.passage(span, "speaker") for span in one.speakers]
            found += [self.reading.passage(span, "cue") for span in one.cues]
        return tuple(found)


def _plain(text: str) -> str:
    """The words in lower case between single spaces, one at each end."""
    return f" {_MARKS.sub(' ', text.lower()).replace('’', chr(39)).strip()} "
