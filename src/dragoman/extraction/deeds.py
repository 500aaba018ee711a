"""Step 6: what was done, not said: strikes, deliveries, withdrawals, releases, signatures.

Only what the text tells as done counts: not what is threatened, planned, denied, demanded or
supposed. Types and modes follow PLOVER; who did it to whom comes from the syntax.
"""

from collections.abc import Iterator

from attrs import define, field
from spacy.tokens import Token

from dragoman.extraction.contacts.circumstances import phrase
from dragoman.extraction.deed_nominal import is_told, object_of, owner_of
from dragoman.extraction.deed_parties import Who, owner_before, place_of, who_is, who_towards, whose
from dragoman.extraction.deed_reality import is_accident, is_done, is_of_words
from dragoman.extraction.deed_words import (
    DEED_NOUNS,
    DEED_VERBS,
    NAMED_DEEDS,
    PARTITIVE,
    SUFFERED,
    TARGETS,
    Sense,
)
from dragoman.extraction.issues import issues_of
from dragoman.extraction.reading import Reading, Timed, Tokens
from dragoman.model import Deed, Measure, Passage, Quantity, SegmentKind, entry_id

_SKIPPED = (SegmentKind.BOILERPLATE, SegmentKind.BYLINE)
_UNDATED = ("dur:", "set:", "ref:", "clock:")


@define(kw_only=True)
class _Draft:
    """A deed while the text is being read."""

    trigger: Token
    verb: Token
    sense: Sense
    actor: Who | None
    recipient: Who | None
    place: Who | None
    time: Timed | None
    passages: list[Passage] = field(factory=list)
    quantities: list[Quantity] = field(factory=list)


def find_deeds(reading: Reading) -> list[Deed]:
    """The deeds that a text tells of as done, one for each trigger family, parties and day."""
    drafts: dict[tuple[str | None, ...], _Draft] = {}
    for token in reading.doc:
        if token.pos_ in ("VERB", "NOUN") and reading.kind(token) not in _SKIPPED:
            draft = _draft(reading, token)
            if draft is not None:
                same = drafts.setdefault(_key(draft), draft)
                same.passages += [p for p in _passages(reading, draft) if p not in same.passages]
                same.quantities += [q for q in _counts(reading, draft) if q not in same.quantities]
    return [_deed(reading, draft) for draft in drafts.values()]


def _key(draft: _Draft) -> tuple[str | None, ...]:
    when = draft.time.when if draft.time else None
    actor, recipient, place = (
        (who.named.id or who.named.name) if who else None
        for who in (draft.actor, draft.recipient, draft.place)
    )
    day = (when.edtf or when.form) if when else None
    return draft.sense.type, draft.sense.mode, actor, recipient, place, day


def _draft(reading: Reading, token: Token) -> _Draft | None:
    if token.pos_ == "VERB":
        return _from_verb(reading, token)
    return _from_noun(reading, token)


def _from_verb(reading: Reading, verb: Token) -> _Draft | None:
    senses = DEED_VERBS.get(verb.lemma_.lower())
    if not senses or not is_done(reading, verb):
        return None
    if is_accident(verb):
        return None
    passive = _is_passive(verb)
    patient = _patient(verb, passive=passive)
    if is_of_words(reading, verb, patient):
        return None
    sense = next((s for s in senses if _fits(reading, s, verb, patient)), None)
    if sense is None:
        return None
    actor = _agent(reading, verb, passive=passive)
    recipient = _recipient(reading, verb, patient, sense)
    return _checked(reading, verb, verb, sense, actor, recipient, patient)


def _is_passive(verb: Token) -> bool:
    """Whether the verb's doer stands after "by", if at all."""
    if any(c.dep_ == "auxpass" for c in verb.children) or verb.dep_ == "acl":
        return True
    joined = verb.dep_ == "conj" and verb.tag_ == "VBN"
    own = any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children)
    return joined and not own and _is_passive(verb.head)


def _patient(verb: Token, *, passive: bool) -> Token | None:
    wanted = "nsubjpass" if passive else "dobj"
    patient = next((c for c in verb.children if c.dep_ == wanted), None)
    if patient is None and verb.dep_ == "acl":
        return verb.head
    if patient is None and passive and verb.dep_ == "conj":
        return _patient(verb.head, passive=True)
    if patient is None and verb.lemma_ == "withdraw":
        return next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return patient


def _fits(reading: Reading, sense: Sense, verb: Token, patient: Token | None) -> bool:
    """Whether the object is one that this sense of the verb takes."""
    if sense.none:
        out = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod")}
        return patient is None and (not sense.particle or sense.particle in out)
    if patient is None:
        return False
    if verb.lemma_ == "pull" and not any(c.lower_ in ("out", "back") for c in verb.children):
        return False
    if sense.particle:
        particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
        if sense.particle not in particles:
            return False
    if sense.any or _is_one_of(patient, sense.objects):
        return True
    return sense.party and whose(reading, patient) is not None


def _is_one_of(patient: Token, words: frozenset[str]) -> bool:
    """Whether the object is one of these, or a batch of them ("200 trucks of aid")."""
    if patient.lemma_.lower() in words or patient.lower_ in words:
        return True
    if patient.lemma_.lower() not in PARTITIVE:
        return False
    inner = [t for c in patient.children if c.dep_ == "prep" and c.lower_ == "of"
             for t in c.children]  # fmt: skip
    inner += [c for c in patient.children if c.dep_ in ("compound", "nmod")]
    return any(t.lemma_.lower() in words or t.lower_ in words for t in inner)


def _from_noun(reading: Reading, noun: Token) -> _Draft | None:
    senses = DEED_NOUNS.get(noun.lemma_.lower())
    if not senses:
        return _named(reading, noun)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        sense = next((s for s in senses if verb.lemma_ in s.verbs), None)
        if sense is None or not is_done(reading, verb):
            return _named(reading, noun)
        recipient = who_towards(reading, noun) or who_towards(reading, verb)
        return _checked(reading, noun, verb, sense, _agent(reading, verb), recipient, noun)
    return _suffered(reading, noun, senses[0]) or _named(reading, noun)


def _named(reading: Reading, noun: Token) -> _Draft | None:
    """As in: "The seizure of the boat by A raised …", "after A's attack on B"."""
    senses = NAMED_DEEDS.get(noun.lemma_.lower())
    if not senses or not is_told(reading, noun):
        return None
    patient = object_of(noun)
    sense = next((s for s in senses if _names_it(reading, s, patient)), None)
    if sense is None:
        return None
    actor = owner_of(reading, noun)
    towards = who_towards(reading, noun)
    recipient = towards or (whose(reading, patient) if patient is not None else None)
    return _checked(reading, noun, noun, sense, actor, recipient, patient)


def _names_it(reading: Reading, sense: Sense, patient: Token | None) -> bool:
    """Whether what a noun names was done to something that this sense takes."""
    if patient is None:
        return False
    return _is_one_of(patient, sense.objects) or (
        sense.party and whose(reading, patient) is not None
    )


def _suffered(reading: Reading, noun: Token, sense: Sense) -> _Draft | None:
    """As in: "B was subjected to attacks by A", "B came under attack"."""
    step = noun
    while step.dep_ == "conj":
        step = step.head
    if step.dep_ == "pobj" and step.head.head.lemma_ in SUFFERED:
        verb = step.head.head
    elif step.dep_ == "dobj" and step.head.lemma_ in SUFFERED:
        verb = step.head
    else:
        return None
    if (verb.lemma_ == "come" and step.head.lower_ != "under") or not is_done(reading, verb):
        return None
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    victim = _victim(reading, subject) if subject is not None else None
    by = [c for holder in (noun, verb) for c in holder.children if c.lower_ in ("by", "from")]
    doer = next((t for c in by for t in c.children), None)
    actor = whose(reading, doer) if doer is not None else owner_before(reading, noun)
    return _checked(reading, noun, verb, sense, actor, victim, subject) if victim else None


def _victim(reading: Reading, subject: Token) -> Who | None:
    """Only a named party or place, or what stands in one, can come under attack."""
    if reading.names.at(subject.i) is not None or subject.lemma_.lower() in TARGETS:
        return whose(reading, subject)
    return None


def _checked(
    reading: Reading,
    trigger: Token,
    verb: Token,
    sense: Sense,
    actor: Who | None,
    recipient: Who | None,
    patient: Token | None,
) -> _Draft | None:
    """The draft, unless nobody known does or suffers it, or it would be done to oneself."""
    place = place_of(reading, (verb, trigger, patient))
    if recipient is None and place is not None and sense.type == "ASSAULT" and place.named.party:
        recipient = who_is(reading, place.named.party, place.span, whole=False)
    if actor is None and not _is_known_enough(reading, verb, sense, recipient):
        return None
    if actor and recipient and actor.named.party == recipient.named.party:
        if sense.type in ("ASSAULT", "COERCE", "SANCTION") and actor.named.party:
            return None
        recipient = None
    return _Draft(
        trigger=trigger,
        verb=verb,
        sense=sense,
        actor=actor,
        recipient=recipient,
        place=place,
        time=_time(reading, (verb, trigger)),
    )


def _is_known_enough(reading: Reading, verb: Token, sense: Sense, recipient: Who | None) -> bool:
    """Whether a deed of an unknown actor is worth telling: to whom, or how many of what."""
    if recipient is not None:
        return sense.type in ("ASSAULT", "COERCE", "SANCTION", "RETREAT")
    counted = {c.i for c in verb.children if c.dep_ in ("nsubjpass", "dobj")}
    numbered = any(counted_one.head in counted for counted_one in reading.quantities)
    return numbered and verb.lemma_ in ("launch", "fire", "exchange", "swap", "release", "free")


def _agent(reading: Reading, verb: Token, *, passive: bool = False) -> Who | None:
    """Who did it: the subject, or the one after "by"; a shared subject for joined verbs."""
    if passive:
        agents = [t for c in verb.children if c.dep_ == "agent" for t in c.children]
        return next((who for t in agents if (who := whose(reading, t))), None)
    step = verb
    for _ in range(3):
        subject = next((c for c in step.children if c.dep_ == "nsubj"), None)
        if subject is not None:
            relative = subject.lower_ in ("who", "which", "that") and step.dep_ == "relcl"
            return whose(reading, step.head if relative else subject)
        if step.dep_ != "conj" or any(c.dep_ == "nsubjpass" for c in step.children):
            return None
        step = step.head
    return None


def _recipient(reading: Reading, verb: Token, patient: Token | None, sense: Sense) -> Who | None:
    """To whom: for gifts and penalties the one after "to" or "on", otherwise the object's."""
    towards = who_towards(reading, verb)
    if towards is None and patient is not None:
        towards = who_towards(reading, patient)
    if sense.type in ("AID", "MOBILIZE") or towards is not None:
        return towards
    if sense.type == "ASSAULT" and (felt := _under_attack(reading, verb)) is not None:
        return felt
    if sense.type == "AGREE" or verb.lemma_ in ("exchange", "swap"):
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        joined = [c for c in subject.children if c.dep_ == "conj"] if subject is not None else []
        return whose(reading, joined[0]) if joined else None
    return whose(reading, patient) if patient is not None else None


def _under_attack(reading: Reading, verb: Token) -> Who | None:
    """As in: "A strike on B killed four": B, rather than the four."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_.lower() not in NAMED_DEEDS:
        return None
    return who_towards(reading, subject)


def _time(reading: Reading, heads: tuple[Token, ...]) -> Timed | None:
    """The time that the syntax ties to the deed."""
    wanted = {head.i for head in heads}
    for timed in reading.times:
        if timed.when.form.startswith(_UNDATED) or timed.when.relation in ("before", "after"):
            continue
        step = reading.span(timed.span).root
        for _ in range(3):
            step = step.head
            if step.pos_ not in ("ADP", "ADV", "SCONJ") and not timed.span.covers(step.i):
                break
        if step.i in wanted:
            return timed
    return None


def _counts(reading: Reading, draft: _Draft) -> Iterator[Quantity]:
    """The quantities of the nouns that hang on the deed's verb."""
    heads = {c.i for c in draft.verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")}
    for counted in reading.quantities:
        if counted.head in heads:
            yield counted.quantity


def _passages(reading: Reading, draft: _Draft) -> Iterator[Passage]:
    yield reading.passage(Tokens(draft.trigger.i, draft.trigger.i + 1), "mention")
    yield reading.passage(_clause(draft), "measure")
    for who in (draft.actor, draft.recipient):
        if who is not None:
            yield reading.passage(who.span, "participant")
    if draft.place is not None:
        yield reading.passage(draft.place.span, "place")
    if draft.time is not None:
        yield reading.passage(draft.time.span, "day")


def _clause(draft: _Draft) -> Tokens:
    """The deed's own clause: from its subject to its last object, cut at joined clauses."""
    verb = draft.verb
    near = [
        c
        for c in verb.children
        if c.dep_
        in ("nsubj", "nsubjpass", "dobj", "agent", "prep", "dative", "aux", "auxpass", "prt")
    ]
    start = min((c.left_edge.i for c in near), default=verb.i)
    end = max((c.right_edge.i for c in near), default=verb.i) + 1
    return Tokens(min(start, verb.i), max(end, verb.i + 1))


def _attribution(reading: Reading, trigger: Token) -> str | None:
    """The innermost attribution in whose content the deed is told."""
    inside = [
        (content.end - content.start, found.id)
        for found in reading.attributed
        for content in found.contents
        if content.covers(trigger.i) and found.id
    ]
    return min(inside)[1] if inside else None


def _deed(reading: Reading, draft: _Draft) -> Deed:
    clause = _clause(draft)
    obj = next((c for c in draft.verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    actor = draft.actor.named if draft.actor else None
    recipient = draft.recipient.named if draft.recipient else None
    measure = Measure(
        agent=(actor.party or actor.name) if actor else None,
        action=draft.verb.lemma_.lower(),
        object=reading.text(phrase(reading, obj)) if obj is not None else None,
        recipient=(recipient.party or recipient.name) if recipient else None,
        passage=reading.passage(clause, "measure"),
    )
    return Deed(
        id=entry_id("deed", draft.passages),
        passages=tuple(draft.passages),
        score=0.8,
        because=(f"{draft.trigger.lemma_.lower()}: PLOVER {draft.sense.type}",),
        plover_type=draft.sense.type,
        plover_mode=draft.sense.mode,
        actor=actor,
        recipient=recipient,
        measure=measure,
        place=draft.place.named if draft.place else None,
        happened_on=draft.time.when if draft.time else None,
        quantities=tuple(draft.quantities),
        issues=issues_of(reading.span(clause)),
        attribution=_attribution(reading, draft.trigger),
        documents=(reading.document.id,),
    )
