"""Together: several who speak as one: "the two ministers", "both sides", "A and B's teams".

They are those named last in one sentence, when the noun fits each of them; "both" and "the two"
ask for exactly two.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.extraction.echoes import named_in, sentences_before, words_of
from dragoman.extraction.reading import Reading
from dragoman.gazetteer import Words
from dragoman.model import Organisation, Person

_TWO = frozenset({"both", "two", "pair", "duo"})
_ALL = frozenset({"the", "these", "both", "two", "three", "all"})
_LEADING = ("head of state", "head of government")
_HIGH = (*_LEADING, "minister")
"""Ranks that a person is believed to hold although the text has told no office."""
_REACH = 3
"""Sentences back in which those are named who speak together."""


def together(reading: Reading, head: Token) -> list[str]:
    """The ids of those whom a plural stands for; empty for all other words."""
    if head.tag_ not in {"NNS", "NNPS"} and head.lower_ not in _TWO:
        return []
    joined = _joined(reading, head)
    if joined:
        return joined
    lefts = {child.lower_ for child in head.lefts}
    if not (lefts & _ALL or head.lower_ in _TWO) or lefts - _ALL:
        return []
    two = head.lower_ in _TWO or bool(lefts & _TWO)
    for sentence in sentences_before(head, _REACH):
        known = dict.fromkeys(m.refers_to for m in named_in(reading, sentence, head))
        ones = _fitting(reading, head, [one for one in known if one is not None])
        if ones:
            return ones if len(ones) == 2 or (len(ones) > 2 and not two) else []
    return []


def _joined(reading: Reading, head: Token) -> list[str]:
    """The parties whose arms speak: "the governments of A and B", "Norwegian and Danish teams"."""
    if head.lemma_.lower() not in words_of("parties"):
        return []
    owners = [c for c in head.lefts if c.dep_ in {"amod", "compound", "nmod", "poss"}]
    owners += [n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    mentions = [reading.names.at(t.i) for one in owners for t in (one, *one.conjuncts)]
    ids = _parties(reading, [m.refers_to for m in mentions if m is not None])
    return ids if len(ids) > 1 else []


def _parties(reading: Reading, ids: Iterable[str | None]) -> list[str]:
    """The parties that some entities are or speak for, as far as the text names them."""
    parties = dict.fromkeys(reading.names.party_of(known) for known in ids)
    return [one for one in parties if one is not None and one in reading.names.entities]


def _fitting(reading: Reading, head: Token, ids: list[str]) -> list[str]:
    """Those of one sentence whom the noun can mean; all of its people or none."""
    known = [reading.names.entities[one] for one in ids]
    lemma = head.lemma_.lower()
    if lemma in words_of("parties"):
        return _parties(reading, ids)
    if lemma in words_of("bodies"):
        return [one.id for one in known if isinstance(one, Organisation)]
    people = [one for one in known if isinstance(one, Person)]
    return [one.id for one in people] if all(_is_one(reading, p, head) for p in people) else []


def _is_one(reading: Reading, person: Person, head: Token) -> bool:
    """Whether a person is one of "the ministers", "the leaders", "both"."""
    if head.lower_ in _TWO or head.lemma_.lower() in ("man", "woman"):
        return True
    ranks, lemma = Words.load().offices, head.lemma_.lower()
    if not person.office:
        return person.represents and (lemma == "leader" or ranks.get(lemma) in _HIGH)
    office = person.office.lower().split(" of ")[0].split(" for ")[0].removesuffix("s")
    held = ranks.get(office) or ranks.get(office.split()[-1], "")
    if lemma == "leader":
        return held in _LEADING
    return bool(held) and (lemma in office.split() or ranks.get(lemma) == held)
