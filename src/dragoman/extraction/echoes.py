"""Echoes: definite nouns that point back: "the fund", "the newspaper", "the two ministers".

A person is taken up by an office or by what the text has told of him, a body by the kind word of
its name or by what it is. The nearest bearer counts; where two stand in one sentence, nobody.
"""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

from dragoman.extraction.descriptions import described
from dragoman.extraction.reading import NameMention, Reading
from dragoman.gazetteer import Words
from dragoman.model import Organisation, Party, Person

_DEFINITE = frozenset({"the", "this", "that", "these", "both"})
_REACH = 6
"""Sentences back in which a person is taken up by an office."""
_FAR = 40
"""Sentences back in which one is taken up by a word of the own name or by a description."""
_NEAR = 3
"""Sentences back in which a body is taken up by a word for any such body."""

Test = Callable[[str], bool]


@cache
def words_of(table: str) -> Any:
    """One table of ``data/echoes.toml``."""
    text = files(__package__).joinpath("data/echoes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)[table]


def echoed(reading: Reading, head: Token) -> str | None:
    """The id of the one whom a definite noun takes up; None for all other words."""
    if not _is_definite(reading, head):
        return None
    arm = _arm(reading, head)
    if arm is not None:
        return arm
    signs = (
        (_by_office, _REACH),
        (_by_description, _FAR),
        (_by_own_kind, _FAR),
        (_by_sort, _NEAR),
    )
    found = (_nearest(reading, head, sign(reading, head), reach) for sign, reach in signs)
    return next((who for who in found if who is not None), None)


def _is_definite(reading: Reading, head: Token) -> bool:
    """Whether a noun is a definite singular; "police" needs no article."""
    if head.lower_ == "police":
        return True
    creed = head.tag_ == "NNP" and head.text in Words.load().creeds
    own = [head, *(c for c in head.lefts if c.dep_ == "poss")]
    return (head.tag_ == "NN" or creed) and any(c.lower_ in _DEFINITE for o in own for c in o.lefts)


def _qualifiers(head: Token) -> set[str]:
    """The words that tell which one: "the [teachers'] union"."""
    return {c.lower_ for c in head.lefts if c.pos_ in {"ADJ", "PROPN", "NOUN"}}


def _arm(reading: Reading, head: Token) -> str | None:
    """The party whose arm alone the text has named so: "the Orr administration"."""
    if head.lower_ not in Words.load().sides or _qualifiers(head):
        return None
    named = {
        mention.refers_to
        for mention in reading.names.mentions
        if mention.noun == "party" and mention.span.end - mention.span.start > 1
        if mention.head < head.i and reading.doc[mention.head].lower_ == head.lower_
    }
    return named.pop() if len(named) == 1 else None


def _nearest(reading: Reading, head: Token, test: Test, reach: int) -> str | None:
    """The one that passes in the nearest sentence before, None when two do."""
    for sentence in sentences_before(head, reach):
        named = (m.refers_to for m in named_in(reading, sentence, head))
        found = {known for known in named if known is not None and test(known)}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def sentences_before(head: Token, reach: int) -> Iterator[range]:
    """The sentence of a token as far as the token, then those before it."""
    start = head.sent.start
    yield range(start, head.i)
    for _ in range(reach):
        if start == 0:
            return
        sentence = head.doc[start - 1].sent
        start = sentence.start
        yield range(start, sentence.end)


def named_in(reading: Reading, sentence: range, head: Token) -> Iterator[NameMention]:
    """The mentions over the tokens of a sentence, those around the head left out."""
    for index in sentence:
        mention = reading.names.at(index)
        if mention is not None and not mention.span.covers(head.i):
            yield mention


def _by_office(reading: Reading, head: Token) -> Test:
    """Persons whose office or form of address is the noun, and no other one."""
    words = Words.load()
    told = {c.lower_ for c in head.lefts if c.lower_ in words.office_words}
    party = _party_told(reading, head)

    def test(known: str) -> bool:
        entity = reading.names.entities.get(known)
        if not isinstance(entity, Person):
            return False
        if party is not None and entity.party not in (None, party):
            return False
        return any(head.lower_ in held and told <= held for held in _offices(entity))

    return test


def _offices(person: Person) -> Iterator[set[str]]:
    """The words of what a person is: the office without what follows "of", "at" or "for"."""
    office = (person.office or "").lower().replace("-", " ")
    for link in (" of ", " at ", " for ", " in "):
        office = office.split(link)[0]
    yield set(office.replace(",", " ").split())
    for passage in person.passages:
        yield set(words_of("seats").get(passage.exact.split()[0].lower().rstrip("."), ()))


def _party_told(reading: Reading, head: Token) -> str | None:
    """The party that stands in the noun phrase ("the Ormarkish analyst")."""
    mentions = [reading.names.at(child.i) for child in head.lefts]
    parties = [reading.names.party_of(m.refers_to) for m in mentions if m is not None]
    return next((party for party in parties if party), None)


def _by_description(reading: Reading, head: Token) -> Test:
    """The one person of whom the text has told the noun, or one like it.

    A capitalised word that is no place must have been told too: "the Reform nominee".
    """
    rows = [set(row) for row in words_of("alike") if head.lower_ in row]
    nouns = {head.lower_}.union(*rows)
    strict = {
        c.lower_
        for c in head.lefts
        if c.text[0].isupper() and c.dep_ != "det" and reading.names.at(c.i) is None
    }
    fitting = {
        known
        for known, words in described(reading, head.i).items()
        if words & nouns and strict <= words
    }
    exact = {known for known in fitting if len(fitting) == 1}
    return exact.__contains__


def _by_own_kind(reading: Reading, head: Token) -> Test:
    """Bodies whose name's kind word is the noun ("Grain Fund": "the fund")."""
    words = Words.load()
    told = _qualifiers(head)
    sided = head.lower_ in words.sides or head.lower_ in words.groups

    def test(known: str) -> bool:
        entity = reading.names.entities.get(known)
        if not isinstance(entity, Organisation | Party) or (sided and entity.kind == "party"):
            return False
        return any(
            head.lower_ in _kind_words(name) and told <= set(name.lower().split())
            for name in entity.names
        )

    return test


def _kind_words(name: str) -> set[str]:
    """The words in which a name says what it names: the last, and the one before "of" or "for"."""
    words = name.lower().split()
    before = {words[at - 1] for at, word in enumerate(words) if word in ("of", "for") and at}
    return {words[-1], *before} if len(words) > 1 else set()


def _by_sort(reading: Reading, head: Token) -> Test:
    """Organisations that are what the noun says: an outlet for "the newspaper"."""
    words, told = Words.load(), _qualifiers(head)
    kinds = words.groups.get(head.lower_, frozenset()).union(words_of("kinds").get(head.lower_, ()))

    def test(known: str) -> bool:
        entity = reading.names.entities.get(known)
        if not isinstance(entity, Organisation):
            return False
        named = {name: set(name.lower().split()) for name in entity.names}
        if any(words.side_kind(name) in kinds and told <= own for name, own in named.items()):
            return True
        outlet = any(
            name in words.telling or own & set(words_of("press_words"))
            for name, own in named.items()
        )
        wanted = words_of("press") if outlet else words_of("bodies")
        return not told and head.lower_ in wanted

    return test
