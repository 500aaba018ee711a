"""A side that makes its yielding hang on the end of what it gets itself.

"Velland agreed to a truce, conditional on suspending arms deliveries", where the text tells of
arms for Velland and for nobody else: the sense is turned, "suspending" for "resuming".
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.faults.finding import finding, tables
from dragoman.extraction.reading import Reading
from dragoman.model import Condition, Finding, Passage, Relation, Statement

KIND = "garbled condition"
_ASKED = frozenset({Relation.ONLY_IF, Relation.IN_RETURN_FOR, Relation.ONCE, Relation.AFTER})
_TOWARDS = frozenset({"for", "to"})


def own_losses(reading: Reading, statements: Sequence[Statement]) -> Iterator[Finding]:
    """Conditions by which a side asks for the end of its own supplies."""
    ending = frozenset(tables()["ending"]["words"])
    asked = [
        c
        for s in statements
        for c in s.conditions
        if c.relation in _ASKED and c.on.action in ending and not c.on.negated and c.passage
    ]
    if not asked:
        return
    gained = _gained(reading)
    for condition in asked:
        told = gained.get(condition.set_by or "")
        if told is not None and _is_its_own(reading, condition, gained):
            yield _turned(reading, condition, told)


def _gained(reading: Reading) -> dict[str, Passage]:
    """For each party that the text names as one who gets something, where it says so first."""
    found: dict[str, Passage] = {}
    for token in reading.doc:
        party = _towards(reading, token)
        if party is not None:
            found.setdefault(party, reading.passage(subtree(token), "measure"))
    return found


def _towards(reading: Reading, token: Token) -> str | None:
    """The party that "arms for Velland" and "aid to Velland" go to."""
    if token.lemma_.lower() not in tables()["gains"]["words"] or token.pos_ != "NOUN":
        return None
    for link in token.rights:
        if link.dep_ in {"prep", "dative"} and link.lower_ in _TOWARDS:
            whom = next((c for c in link.children if c.dep_ == "pobj"), None)
            mention = reading.names.at(whom.i) if whom is not None else None
            if mention is not None and mention.refers_to:
                return reading.names.party_of(mention.refers_to)
    return None


def _is_its_own(reading: Reading, condition: Condition, gained: dict[str, Passage]) -> bool:
    """Whether what is to end is a supply, nobody else's by its words, and nobody else's at all."""
    words = (condition.on.object or "").lower().split()
    if not set(words) & set(tables()["gains"]["words"]):
        return False
    passage = condition.passage
    named = Counter(
        reading.names.party_of(mention.refers_to)
        for mention in reading.names.mentions
        if passage is not None and passage.covers(reading.passage(mention.span))
    )
    others = (set(named) | set(gained)) - {None, condition.set_by}
    return not others


def _turned(reading: Reading, condition: Condition, told: Passage) -> Finding:
    name = reading.names.name_of(condition.set_by) or condition.set_by
    passages = [condition.passage] if condition.passage is not None else []
    return finding(
        KIND,
        [*passages, told],
        f'{name} is told to ask for the end of what it gets itself in this text ("{told.exact}")',
        "check the verb of the condition and whose condition it is",
    )
