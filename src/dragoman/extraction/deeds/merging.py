"""One deed, one entry: the words of a text that tell of the same deed come together.

A deed told twice has the same type, and nothing that speaks against it: actor, recipient, place,
day, number and object fit where both give them. What two words of one clause tell is one deed
("a strike on B killed four", "seized and towed the boat").
"""

from spacy.tokens import Token

from dragoman.extraction.deeds.drafts import Draft
from dragoman.extraction.deeds.parties import Who
from dragoman.extraction.reading import Reading

_FAR = 120
"""Tokens over which "the attack" points back to an attack."""
_POINTING = frozenset({"the", "this", "that", "such", "these", "those"})


def merge(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that tell of an earlier one, which takes them in."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in reversed(kept) if _is_same(reading, k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _take_in(same, draft)
    return kept


def _take_in(kept: Draft, other: Draft) -> None:
    """Let a draft take in another: it gains what it lacks."""
    kept.also.append(other)
    kept.actor = _better(kept.actor, other.actor)
    kept.recipient = _better(kept.recipient, other.recipient)
    kept.place = kept.place or other.place
    kept.time = kept.time or other.time
    kept.mode = kept.mode or other.mode


def _better(one: Who | None, two: Who | None) -> Who | None:
    """The one that is named, else the first that is there."""
    if one is None or (one.described and two is not None and not two.described):
        return two
    return one


def _is_same(reading: Reading, kept: Draft, new: Draft) -> bool:
    told = (kept, *kept.also)
    if any(_is_one_clause(one, new) for one in told):
        return True
    if kept.type != new.type or not _fits_time(kept, new):
        return False
    if not (_fits(kept.actor, new.actor) and _fits(kept.recipient, new.recipient)):
        return False
    if not (_fits(kept.place, new.place) and _fits_number(reading, kept, new)):
        return False
    if _points_back(new) and new.found.trigger.i - told[-1].found.trigger.i < _FAR:
        return True
    return _is_told_again(kept, new)


def _is_one_clause(kept: Draft, new: Draft) -> bool:
    """As in: "A strike on B killed four", "violating the truce by shelling B"."""
    if kept.type != new.type:
        return False
    one, two = kept.found, new.found
    if one.trigger == two.verb or two.trigger == one.verb:
        return True
    if one.trigger in (two.agent, two.patient) or two.trigger in (one.agent, one.patient):
        return True
    return two.trigger.head == one.trigger and two.trigger.dep_ in ("conj", "advcl", "xcomp") and (
        _object(two) == _object(one) or _object(two) is None
        or two.trigger.dep_ == "advcl"
        or (two.trigger.i - one.trigger.i == 2)
    )  # fmt: skip


def _object(found: object) -> Token | None:
    patient: Token | None = getattr(found, "patient", None)
    return patient


def _is_told_again(kept: Draft, new: Draft) -> bool:
    """Whether both give enough in common to be one deed: two of actor, recipient, place, day,
    object."""
    shared = sum(
        _key(one) is not None and _key(one) == _key(two)
        for one, two in (
            (kept.actor, new.actor),
            (kept.recipient, new.recipient),
            (kept.place, new.place),
        )
    )
    shared += kept.time is not None and new.time is not None
    one, two = kept.found.patient, new.found.patient
    things = one is not None and two is not None and one.lemma_.lower() == two.lemma_.lower()
    if one is not None and two is not None and not things and one.pos_ == two.pos_ == "NOUN":
        return False
    lemma = kept.found.trigger.lemma_.lower() == new.found.trigger.lemma_.lower()
    return shared + things + lemma >= (3 if not things else 2)


def _points_back(new: Draft) -> bool:
    """Whether it is "the attack" and nothing more, or "this strike"."""
    found = new.found
    if not found.is_nominal or found.trigger.tag_ not in ("NN", "NNS", "NNP"):
        return False
    words = {c.lower_ for c in found.trigger.children}
    return bool(words & _POINTING) and new.actor is None


def _key(who: Who | None) -> str | None:
    if who is None:
        return None
    return who.named.party or who.named.id or who.named.name.lower()


def _fits(one: Who | None, two: Who | None) -> bool:
    if one is None or two is None or one.described != two.described:
        return True
    return _key(one) == _key(two)


def _fits_time(one: Draft, two: Draft) -> bool:
    if one.time is None or two.time is None:
        return True
    first, second = one.time.when, two.time.when
    return (first.edtf or first.form) == (second.edtf or second.form)


def _fits_number(reading: Reading, one: Draft, two: Draft) -> bool:
    first, second = _numbers(reading, one), _numbers(reading, two)
    return not first or not second or bool(first & second)


def _numbers(reading: Reading, draft: Draft) -> set[float]:
    """The numbers of the draft's object."""
    patient = draft.found.patient
    if patient is None:
        return set()
    return {
        c.quantity.value
        for c in reading.quantities
        if c.head == patient.i and c.quantity.value is not None
    }
