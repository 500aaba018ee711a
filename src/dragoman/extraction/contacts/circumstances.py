"""Where, when, how long and on what: the circumstances that the syntax ties to a contact."""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from dragoman.calendar import anchor
from dragoman.extraction.contacts.cues import Cue, going
from dragoman.extraction.contacts.naming import is_country
from dragoman.extraction.contacts.words import (
    OUTCOME_VERBS,
    PHONES,
    TOPIC_PREPOSITIONS,
    TOPIC_VERBS,
)
from dragoman.extraction.reading import NameMention, Reading, Timed, Tokens
from dragoman.extraction.times import moved
from dragoman.model import Channel, ContactStatus, Named, Quantity

_UNDATED = ("dur:", "set:", "ref:", "clock:")
_LONGEST = 40
"""Tokens: a topic or outcome of more words is a clause that took in its neighbours."""

_LASTING = frozenset({"last", "take", "run", "continue", "go", "speak", "talk", "meet", "be"})


def holders_of(cue: Cue) -> list[Token]:
    """The tokens to which a circumstance of the contact may be attached."""
    holders = [cue.trigger, cue.outer]
    if cue.verb is not None and (cue.light or cue.outer.dep_ in ("nsubj", "nsubjpass")):
        holders.append(cue.verb)
    if cue.verb is not None and cue.outer.dep_ == "dobj" and cue.verb.lemma_ in _MAKING:
        holders.append(cue.verb)
    if cue.verb is not None and cue.trigger.lemma_.lower() in PHONES:
        holders.append(cue.verb)
    if (verb := going(cue)) is not None:
        holders.append(verb)
    for verb in holders[2:]:
        holders += [c for c in verb.children if c.dep_ == "conj" and _shares_subject(c)]
    return list(dict.fromkeys(holders))


def _shares_subject(verb: Token) -> bool:
    return verb.pos_ == "VERB" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


_MAKING = frozenset({"host", "hold", "schedule", "plan", "mediate", "broker", "cancel", "postpone"})


def place_of(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """Where: "in Port Vell", "at Castle Quay", or what is visited."""
    holders = holders_of(cue)
    if cue.is_verb and cue.channel is Channel.VISIT:
        holders = [cue.trigger]
    else:
        holders += _beside(reading, cue)
    if (where := _where(reading, cue)) is not None:
        return where
    for holder in holders:
        for child in holder.children:
            if child.dep_ == "npadvmod" and child.lower_ == "time":
                child = next((c for c in child.children if c.dep_ == "prep"), child)
            if child.dep_ == "prep" and child.lower_ in ("in", "at", "to"):
                if child.lower_ == "to" and cue.channel is not Channel.VISIT:
                    continue
                found = _located(reading, child)
                if found is not None:
                    return found
            elif child.dep_ == "dobj" and cue.is_verb and cue.trigger.lemma_ == "visit":
                mention = reading.names.at(child.i)
                if mention is not None and mention.noun in ("place", "party"):
                    return _placed(reading, mention)
    return _before(reading, cue) or _gone_to(reading, cue)


def _gone_to(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "Flew to C to see B", "travelled to C for talks with B"."""
    verb = going(cue)
    for child in verb.children if verb is not None else ():
        if child.dep_ == "prep" and child.lower_ in ("to", "in", "at"):
            found = _located(reading, child)
            if found is not None:
                return found
    return None


def _beside(reading: Reading, cue: Cue) -> list[Token]:
    """Named persons after the trigger: the parser often hangs "in C" and "on Friday" on them."""
    found = []
    for holder in dict.fromkeys((cue.trigger, cue.outer)):
        for child in holder.children:
            inner = [child] if child.dep_ == "dobj" else list(child.children)
            if child.i < holder.i or child.dep_ not in ("dobj", "prep"):
                continue
            for token in (t for one in inner for t in (one, *one.conjuncts)):
                mention = reading.names.at(token.i)
                if mention is not None and mention.noun in ("person", "party"):
                    found.append(token)
    return found


def _where(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """As in: "In C, where A and B met"."""
    verb = cue.verb
    if verb is None or verb.dep_ != "relcl":
        return None
    if not any(c.dep_ == "advmod" and c.lower_ == "where" for c in verb.children):
        return None
    mention = reading.names.at(verb.head.i)
    if mention is None or mention.noun not in ("place", "party"):
        return None
    return _placed(reading, mention)


def _located(reading: Reading, preposition: Token) -> tuple[Named, Tokens] | None:
    for target in preposition.children:
        if target.dep_ == "pobj":
            mention = reading.names.at(target.i)
            if mention is not None and _is_somewhere(mention, target):
                return _placed(reading, mention)
    return None


def _is_somewhere(mention: NameMention, target: Token) -> bool:
    if mention.noun == "place":
        return True
    return mention.noun in ("party", "organisation") and target.pos_ == "PROPN"


def _before(reading: Reading, cue: Cue) -> tuple[Named, Tokens] | None:
    """A lone place before the noun ("the White House meeting")."""
    if cue.is_verb:
        return None
    for child in cue.trigger.children:
        if child.i < cue.trigger.i and child.dep_ in ("compound", "nmod"):
            mention = reading.names.at(child.i)
            if mention is None or mention.span.end > cue.trigger.i:
                continue
            alone = (
                len(list(reading.names.within(Tokens(cue.trigger.left_edge.i, cue.trigger.i)))) == 1
            )
            seat = mention.how == "metonym" or mention.noun == "place"
            if alone and seat and not is_country(reading, mention):
                return _placed(reading, mention)
    return None


def _placed(reading: Reading, mention: NameMention) -> tuple[Named, Tokens]:
    names = reading.names
    words = reading.text(mention.span)
    if mention.noun == "party" and mention.how == "metonym":
        return Named(name=words, party=names.party_of(mention.refers_to)), mention.span
    name = names.name_of(mention.refers_to) or words
    return Named(
        id=mention.refers_to, name=name, party=names.party_of(mention.refers_to)
    ), mention.span


def time_of(reading: Reading, cue: Cue) -> Timed | None:
    """The time that governs the contact; never the nearest one by distance alone."""
    holders = {holder.i for holder in (*holders_of(cue), *_beside(reading, cue))}
    if (over := _during(cue)) is not None:
        holders.add(over.i)
    found = [
        timed
        for timed in reading.times
        if _is_dated(timed)
        and _governor(reading, timed) in holders
        and not _is_of_the_telling(timed, cue)
        and not _is_since(reading, timed)
    ]
    if not found:
        return _reckoned(reading, cue)
    behind = [timed for timed in found if timed.span.start > cue.trigger.i]
    return behind[0] if behind and cue.is_verb else found[0]


def _is_dated(timed: Timed) -> bool:
    form = timed.when.form
    if form.startswith(_UNDATED) or timed.when.relation in ("before", "after"):
        return False
    return not form.startswith("then:") or "<" in form


def _is_since(reading: Reading, timed: Timed) -> bool:
    """As in: "The first meeting since the war two years ago": that is when the war was."""
    start = timed.span.start
    for token in reversed(reading.doc[max(start - _SINCE, 0) : start]):
        if token.is_punct or token.is_sent_end:
            return False
        if token.lower_ == "since":
            return True
    return False


_SINCE = 10  # tokens between "since" and a time in one phrase, at most


def _is_of_the_telling(timed: Timed, cue: Cue) -> bool:
    """As in: "Said on Monday he would meet B": Monday is when it was said."""
    verb = cue.verb
    if verb is None or verb.dep_ != "ccomp":
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), verb)
    return verb.head.i < timed.span.start < subject.left_edge.i


def directed(reading: Reading, timed: Timed | None, status: ContactStatus | None) -> Timed | None:
    """The time as the contact's status turns it: a planned summit "in April" lies ahead."""
    if timed is None or not timed.when.form.startswith(_TURNABLE):
        return timed
    fields = [f for f in timed.when.form.split(":") if f not in ("past", "future")]
    if status is None or {"last", "next", "this"}.intersection(fields):
        return timed
    ahead = status in (ContactStatus.PLANNED, ContactStatus.SUGGESTED)
    if status is ContactStatus.CANCELLED or status is ContactStatus.DENIED:
        return timed
    form = f"{':'.join(fields)}:{'future' if ahead else 'past'}"
    when = moved(timed.when, form, reading.document.published_at)
    return Timed(span=timed.span, when=when)


_TURNABLE = ("weekday:", "day:", "month:", "season:", "weekend", "quarter:")


def _during(cue: Cue) -> Token | None:
    """The verb under which a contact is the occasion ("said in talks with B on Friday")."""
    outer = cue.outer
    if outer.dep_ == "pobj" and outer.head.lower_ in ("during", "in", "at"):
        verb = outer.head.head
        return verb if verb.pos_ == "VERB" else None
    return None


def _governor(reading: Reading, timed: Timed) -> int | None:
    """The noun or verb that a time is attached to; a length between them is passed over."""
    token = reading.span(timed.span).root
    for _ in range(6):
        if token.head == token:
            return None
        token = token.head
        if token.ent_type_ == "TIME" and token.pos_ == "NOUN":
            continue
        if not timed.span.covers(token.i) and token.pos_ not in (
            "ADP",
            "ADV",
            "SCONJ",
            "DET",
            "NUM",
        ):
            return None if token.ent_type_ == "DATE" else token.i
    return None


def _reckoned(reading: Reading, cue: Cue) -> Timed | None:
    """As in: "On Tuesday, one week after A and B held talks": a week before that Tuesday."""
    verb = cue.verb
    if verb is None or verb.dep_ != "advcl":
        return None
    mark = next(
        (c for c in verb.children if c.dep_ == "mark" and c.lower_ in ("after", "before")), None
    )
    shift = _over(reading, mark) if mark is not None else None
    dated = (t for t in reading.times if not t.when.form.startswith(("dur:", "then:")))
    base = next((t for t in dated if _governor(reading, t) == verb.head.i), None)
    if shift is None or base is None or mark is None:
        return None
    unit, count = shift.when.form.removeprefix("then:").split(":")
    sign = "-" if mark.lower_ == "after" else "+"
    form = f"then:{unit}:{sign}{count[1:]}<{base.when.form}"
    span = shift.span
    if base.span.start < span.start:
        span = Tokens(base.span.start, mark.i + 1)
    when = attrs.evolve(shift.when, text=reading.text(span), form=form, edtf=None, relation="on")
    return Timed(span=span, when=anchor(when, reading.document.published_at))


def _over(reading: Reading, mark: Token) -> Timed | None:
    return next(
        (t for t in reading.times
         if t.span.end == mark.i and t.when.form.startswith("then:") and "<" not in t.when.form),
        None,
    )  # fmt: skip


def duration_of(reading: Reading, cue: Cue) -> Quantity | None:
    """How long: "lasted an hour", "a two-hour meeting", "spoke for 90 minutes"."""
    holders = {holder.i for holder in holders_of(cue)}
    for counted in reading.quantities:
        if counted.quantity.unit not in ("minute", "hour", "day", "week"):
            continue
        if counted.head in (cue.trigger.i, cue.outer.i):
            return counted.quantity
        over = _holder(reading, counted.span)
        if over is not None and over.i in holders and over.lemma_ in _LASTING:
            return counted.quantity
    return None


def _holder(reading: Reading, span: Tokens) -> Token | None:
    """The verb or noun over a length of time, through "for" and "over"."""
    token = reading.span(span).root
    for _ in range(3):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ != "ADP" and not span.covers(token.i):
            return token
    return None


def topics_of(reading: Reading, cue: Cue) -> Iterator[Tokens]:
    """On what: "talks on X", "the meeting focused on X", "they discussed X", "aimed at X"."""
    if cue.trigger.lemma_.lower() in PHONES:
        return
    holders = holders_of(cue)
    for holder in holders:
        for child in holder.children:
            if child.dep_ == "prep" and child.i > holder.i and _is_topical(child, holder, cue):
                yield from _objects(reading, child)
            elif child.dep_ == "acl" and child.lemma_ in ("aim", "devote", "dedicate"):
                for link in child.children:
                    if link.dep_ == "prep":
                        yield from _objects(reading, link)
    if cue.is_verb and cue.trigger.lemma_ == "discuss":
        yield from _phrases(reading, cue.trigger, ("dobj", "ccomp"))
    if cue.verb is not None:
        yield from _purposes(reading, cue.verb)


def _is_topical(preposition: Token, holder: Token, cue: Cue) -> bool:
    if holder.pos_ == "VERB" and holder.lemma_ in TOPIC_VERBS:
        return preposition.lower_ in ("on", "upon", "around", "with")
    if holder.pos_ == "VERB" and not cue.light:
        return False
    if preposition.lower_ not in TOPIC_PREPOSITIONS or (
        preposition.lower_ == "over" and holder != cue.trigger
    ):
        return False
    target = next((c for c in preposition.children if c.dep_ in ("pobj", "pcomp")), None)
    if target is not None and target.lemma_ in PHONES | {"sideline", "margin", "phone"}:
        return False
    return target is not None and not any(t.ent_type_ in ("DATE", "TIME") for t in (target,))


def _objects(reading: Reading, preposition: Token) -> Iterator[Tokens]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp") and child.ent_type_ not in ("DATE", "TIME"):
            yield phrase(reading, child)


def _purposes(reading: Reading, verb: Token) -> Iterator[Tokens]:
    """As in: "Met to discuss X" and "discussed X" of the same subjects."""
    for child in verb.children:
        if child.dep_ in ("advcl", "xcomp") and child.lemma_ == "discuss":
            yield from _phrases(reading, child, ("dobj", "ccomp"))


def _phrases(reading: Reading, verb: Token, deps: tuple[str, ...]) -> Iterator[Tokens]:
    for child in verb.children:
        if child.dep_ in deps:
            yield phrase(reading, child)


def phrase(reading: Reading, head: Token) -> Tokens:
    """The words that belong to a head, cut before a relative clause and at the sensible length."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    for child in head.children:
        if child.dep_ == "relcl" and child.i > head.i:
            end = min(end, child.left_edge.i)
    end = min(end, start + _LONGEST)
    doc = reading.doc
    while end > start + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ in ("cc", "prep", "det")):
        end -= 1
    while start < end - 1 and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return Tokens(start, end)


def outcomes_of(reading: Reading, cue: Cue) -> Iterator[Tokens]:
    """What came of it: "the talks yielded no progress", "ended without a deal"."""
    verb = cue.verb
    if cue.is_verb or verb is None or cue.outer.dep_ != "nsubj":
        return
    if verb.lemma_ in OUTCOME_VERBS and any(
        c.dep_ in ("dobj", "prep", "xcomp") and c.i > verb.i for c in verb.children
    ):
        yield _from_verb(reading, verb)


def _from_verb(reading: Reading, verb: Token) -> Tokens:
    """The verb and what follows it, up to the next clause."""
    end = max(
        (phrase(reading, c).end for c in verb.children
         if c.i > verb.i and c.dep_ in ("dobj", "prep", "xcomp", "prt", "attr", "acomp")),
        default=verb.i + 1,
    )  # fmt: skip
    return Tokens(verb.i, min(end, verb.i + _LONGEST))
