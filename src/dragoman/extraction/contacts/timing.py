"""When a contact is, and how long it lasts, from the expression that governs it."""

import attrs
from spacy.tokens import Token

from dragoman.calendar import anchor
from dragoman.extraction.contacts.circumstances import beside, holders_of
from dragoman.extraction.contacts.cues import Cue
from dragoman.extraction.reading import Reading, Timed, Tokens
from dragoman.extraction.times import moved
from dragoman.model import ContactStatus, Quantity

_UNDATED = ("dur:", "set:", "ref:", "clock:")
_LASTING = frozenset({"last", "take", "run", "continue", "go", "speak", "talk", "meet", "be"})


def time_of(reading: Reading, cue: Cue) -> Timed | None:
    """The time that governs the contact; never the nearest one by distance alone."""
    holders = {holder.i for holder in (*holders_of(cue), *beside(reading, cue))}
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
