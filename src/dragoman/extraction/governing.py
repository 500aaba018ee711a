"""Which time expression governs an event: by dependency, never by nearness.

"On Friday Marn said that the fleet, which sailed in May, would return on 3 June": Friday is the
saying's, May the sailing's, 3 June the returning's. A nominal has its own time ("the 3 June
talks", "Friday's strike", "the talks on 3 June"), which is not its verb's: rejecting the 3 June
draft happened on some other day.
"""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from dragoman.extraction.reading import Reading, Timed

_UNDATED = ("dur:", "set:", "ref:", "clock:")
_SIDES = ("before", "after")
_PASSED = ("ADP", "ADV", "SCONJ", "DET", "NUM")
_BEFORE_NOUN = ("compound", "nmod", "amod", "poss", "nummod")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "csubj", "pcomp")
_PHASES = frozenset({"begin", "start", "continue", "resume", "stop", "finish", "cease", "manage"})
_OWN = frozenset({"of", "from", "since", "dated"})
_FARTHEST = 6


def time_of(reading: Reading, *heads: Token) -> Timed | None:
    """The time at which something happened whose heads are given: its verb, its noun, or both.

    Lengths, sets, vague references ("recently") and bounds ("after 3 June", see
    :func:`bound_of`) are no such time, nor is one reckoned from another that is unknown.
    """
    for head in heads:
        for holder in _holders(head):
            if (found := _best(_times_at(reading, holder), holder)) is not None:
                return found
    return next((shared for head in heads if (shared := _fronted(reading, head))), None)


def bound_of(reading: Reading, *heads: Token) -> Timed | None:
    """Before or after what dated thing: "after the talks in Port Vell on 3 June", "by then".

    The time is the other thing's; its ``relation`` is ``before`` or ``after``.
    """
    for head in heads:
        for timed in _governed(reading, head):
            if timed.when.relation in _SIDES:
                return timed
        for child in head.children:
            if child.lower_ in _SIDES and child.dep_ == "prep":
                objects = (c for c in child.children if c.dep_ in ("pobj", "pcomp"))
                if (found := _side(reading, child.lower_, next(objects, None))) is not None:
                    return found
            if child.dep_ == "advcl":
                mark = next((c.lower_ for c in child.children if c.dep_ == "mark"), "")
                if (found := _side(reading, mark, child)) is not None:
                    return found
    return None


def _side(reading: Reading, word: str, other: Token | None) -> Timed | None:
    if other is None or word not in _SIDES:
        return None
    found = time_of(reading, other)
    return found and attrs.evolve(found, when=attrs.evolve(found.when, relation=word))


def _holders(head: Token) -> Iterator[Token]:
    """The head, and the verb that only says that it began, went on or ended."""
    yield head
    if head.dep_ == "xcomp" and head.head.lemma_ in _PHASES:
        yield head.head
    if head.lemma_ in _PHASES:
        yield from (child for child in head.children if child.dep_ == "xcomp")


def _times_at(reading: Reading, holder: Token) -> list[Timed]:
    return [
        timed for timed in _governed(reading, holder)
        if timed.when.relation not in _SIDES and not _is_of_the_telling(timed, holder)
    ]  # fmt: skip


def _governed(reading: Reading, holder: Token) -> Iterator[Timed]:
    """The dated times of the holder's sentence that it governs."""
    sentence = holder.sent
    for timed in reading.times:
        if timed.span.end <= sentence.start or not _is_dated(timed):
            continue
        if timed.span.start >= sentence.end:
            return
        if governor(reading, timed) == holder:
            yield timed


def _best(found: list[Timed], holder: Token) -> Timed | None:
    """Of several, the first behind a verb; a noun's own stand first before it."""
    if holder.pos_ not in ("VERB", "AUX"):
        return found[0] if found else None
    behind = (timed for timed in found if timed.span.start > holder.i)
    return next(behind, found[0] if found else None)


def _is_dated(timed: Timed) -> bool:
    form = timed.when.form
    return not form.startswith(_UNDATED) and (not form.startswith("then:") or "<" in form)


def governor(reading: Reading, timed: Timed) -> Token | None:
    """The verb or noun that a time expression modifies; None where it modifies none.

    Names have no time: what the parser hangs on "Marn" or "Port Vell", and on a noun that is
    only counted, belongs to what stands above.
    """
    token = reading.span(timed.span).root
    before_noun = token.dep_ in _BEFORE_NOUN and token.head.i >= timed.span.end
    if before_noun and _is_timeless(reading, token.head):
        token = _torn_off(reading, timed) or token
        before_noun = token.dep_ in _BEFORE_NOUN
    word = ""
    for _ in range(_FARTHEST):
        if token.head == token:
            return token if token.pos_ in ("VERB", "AUX") and token.i != timed.span.start else None
        above = token.head
        word = above.lower_ if above.dep_ == "prep" else word
        token = above
        if timed.span.covers(token.i) or token.pos_ in _PASSED or _is_of_time(reading, token):
            continue
        if before_noun or word in _OWN or not _is_timeless(reading, token):
            return token
        if token.dep_ in _CLAUSES:
            return token
    return None


def _torn_off(reading: Reading, timed: Timed) -> Token | None:
    """The preposition of "On 3 June Velland signed", where the parser reads "June Velland"."""
    before = reading.doc[timed.span.start - 1] if timed.span.start else None
    torn = before is not None and before.dep_ == "prep" and not any(
        child.dep_ == "pobj" and timed.span.covers(child.i) for child in before.children
    )  # fmt: skip
    return before if torn else None


def _is_of_time(reading: Reading, token: Token) -> bool:
    """Whether a token belongs to another time expression ("at 10 on the morning of Friday")."""
    return token.pos_ != "VERB" and token.ent_type_ in ("DATE", "TIME") and any(
        timed.span.covers(token.i) for timed in reading.times
    )  # fmt: skip


def _is_timeless(reading: Reading, token: Token) -> bool:
    """Whether nothing can be dated by a noun: a name, a pronoun, or so many of something."""
    if token.pos_ in ("PROPN", "PRON"):
        return True
    if token.pos_ != "NOUN":
        return False
    mention = reading.names.at(token.i)
    if mention is not None and mention.noun in ("person", "place", "party"):
        return True
    counted = any(one.head == token.i for one in reading.quantities)
    return counted and token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj")


def _is_of_the_telling(timed: Timed, verb: Token) -> bool:
    """As in: "Said on Monday he would meet B": Monday is when it was said."""
    if verb.dep_ != "ccomp":
        return False
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), verb)
    return verb.head.i < timed.span.start < subject.left_edge.i


def _fronted(reading: Reading, head: Token) -> Timed | None:
    """As in: "On Friday A left and B won": an opening time holds for the joined verb too."""
    if head.dep_ != "conj" or head.pos_ != "VERB" or head.head.pos_ != "VERB":
        return None
    first = head.head
    subject = next((c for c in first.children if c.dep_ in ("nsubj", "nsubjpass")), first)
    fronted = (t for t in _times_at(reading, first) if t.span.end <= subject.i)
    return next(fronted, None) or _fronted(reading, first)
