"""Who the speakers are: from the words of a speaker to the entities they stand for.

A sieve, surer signs first: the mention at the head of the words, through a paper its maker, a
name beside the head, the speaker of the quotation for "I", what a definite noun or a pronoun
points back to. Where nothing fits, nobody is named.
"""

from collections.abc import Callable, Iterable, Sequence

from spacy.tokens import Token

from dragoman.extraction.attribution.issuers import DOCUMENTS, FINDINGS, STANCES, issuers_of
from dragoman.extraction.attribution.spans import noun_phrase
from dragoman.extraction.attribution.voices import FIRST, SECOND, voice_of
from dragoman.extraction.echoes import echoed
from dragoman.extraction.reading import Attributed, Reading, Tokens
from dragoman.extraction.together import together
from dragoman.gazetteer import Words

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MEMBERS = frozenset({"member", "members"})
_LISTING = frozenset({"including", "like"})
_AGAIN = frozenset({"it", "they", "both"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STEPS = 4
"""How many pronouns and papers one speaker may be behind."""


def identify(
    reading: Reading, spans: Iterable[Tokens], found: Sequence[Attributed] = (), steps: int = _STEPS
) -> list[str]:
    """The ids of the entities that the words of a speaker name; of a coordination all.

    ``found`` are the attributions of the text, whose contents tell whose "I" it is.
    """
    ids: list[str] = []
    for span in spans:
        span = antecedent(reading, span)
        root = reading.span(span).root
        for head in [root, *(c for c in root.conjuncts if span.covers(c.i))]:
            ids += _known(reading, head, span, found, steps)
    return list(dict.fromkeys(ids))


def _known(
    reading: Reading, head: Token, span: Tokens, found: Sequence[Attributed], steps: int
) -> list[str]:
    """The entities at a head, by the first sign that tells any."""
    lemma = head.lemma_.lower()
    if lemma in DOCUMENTS | FINDINGS | STANCES:
        return issuers_of(reading, head, span)
    if head.pos_ == "PRON" and head.lower_ in FIRST | SECOND:
        return _voice(reading, head, found, steps)
    mention = reading.names.at(head.i)
    if mention is not None and mention.refers_to:
        return [mention.refers_to]
    signs: list[Callable[[], list[str]]] = [
        lambda: _beside(reading, head, span) if mention is None else [],
        lambda: _whole(reading, head),
        lambda: _listed(reading, head),
        lambda: _staff(reading, head),
        lambda: _again(reading, head, found, steps) if head.lower_ in _AGAIN else [],
        lambda: together(reading, head),
        lambda: [known] if (known := echoed(reading, head)) else [],
    ]
    return next((ids for sign in signs if (ids := sign())), [])


def _voice(reading: Reading, head: Token, found: Sequence[Attributed], steps: int) -> list[str]:
    """Whose "I" it is; "we" of one who speaks for a party is the party."""
    spans, ids = voice_of(reading, head, found)
    if not ids and spans and steps:
        ids = identify(reading, spans, found, steps - 1)
    if head.lower_ not in ("we", "us", "our", "ours"):
        return ids
    parties = [reading.names.party_of(known) for known in ids]
    sides = [p for p in dict.fromkeys(parties) if p is not None and p in reading.names.entities]
    bodies = [known for known in ids if reading.names.entities[known].kind == "organisation"]
    return sides or bodies


def _beside(reading: Reading, head: Token, span: Tokens) -> list[str]:
    """A name that stands beside the head as its apposition, or a person's before it."""
    for one in reading.names.within(span):
        beside = reading.doc[one.head]
        person = one.noun == "person" and beside.dep_ in {"compound", "nmod"}
        if one.refers_to and beside.head.i == head.i and (beside.dep_ == "appos" or person):
            return [one.refers_to]
    return []


def _whole(reading: Reading, head: Token) -> list[str]:
    """The body whose members all speak: "the members of the council"; not "two members of"."""
    lefts = {child.lower_ for child in head.lefts}
    if head.lower_ not in _MEMBERS or lefts - {"the"}:
        return []
    return _mentioned(reading, _objects(head, {"of"}))


def _staff(reading: Reading, head: Token) -> list[str]:
    """The body whose board or team speaks, and the campaign of whom "her campaign" means."""
    if head.lower_ not in Words.load().sides and head.lower_ != "campaign":
        return []
    owners = [c for c in head.lefts if c.dep_ in {"compound", "nmod", "poss"}]
    named = [reading.names.entities[known] for known in _mentioned(reading, owners)]
    bodies = [one.id for one in named if one.kind == "organisation"]
    surnames = {one.names[0].split()[-1] for one in named if one.kind == "person"}
    campaigns = {f"{surname} campaign" for surname in surnames}
    staffs = [e.id for e in reading.names.entities.values() if campaigns & set(e.names)]
    return bodies or staffs


def _listed(reading: Reading, head: Token) -> list[str]:
    """Those who are listed behind the head: "other unions, including A and B"."""
    return _mentioned(reading, _objects(head, _LISTING))


def _objects(head: Token, words: Iterable[str]) -> list[Token]:
    """The nouns behind one of some prepositions, with those joined to them."""
    preps = [child for child in head.rights if child.dep_ == "prep" and child.lower_ in words]
    nouns = [c for prep in preps for c in prep.children if c.dep_ == "pobj"]
    return [each for noun in nouns for each in (noun, *noun.conjuncts)]


def _mentioned(reading: Reading, tokens: Iterable[Token]) -> list[str]:
    mentions = [reading.names.at(token.i) for token in tokens]
    return [m.refers_to for m in mentions if m is not None and m.refers_to]


def _again(reading: Reading, head: Token, found: Sequence[Attributed], steps: int) -> list[str]:
    """Those whom "it" and "they" take up: the subject before, of this sentence or the last."""
    subject = _subject_before(head)
    if subject is None or not steps or reading.kind(subject) != reading.kind(head):
        return []
    ids = identify(reading, [noun_phrase(subject)], found, steps - 1)
    people = [known for known in ids if reading.names.entities[known].kind == "person"]
    if head.lower_ == "it":
        return ids if len(ids) == 1 and not people else []
    return ids if len(ids) > 1 or (head.lower_ == "they" and not people) else []


def _subject_before(head: Token) -> Token | None:
    """The first subject of another clause before a pronoun, else the last sentence's main one."""
    sentence = head.sent
    for token in sentence.doc[sentence.start : head.i]:
        if token.dep_ in _SUBJECTS and token.head.i != head.head.i and token.pos_ != "PRON":
            return token
    if sentence.start == 0:
        return None
    before = sentence.doc[sentence.start - 1].sent
    main = [c for c in before.root.children if c.dep_ in _SUBJECTS]
    return next((c for c in main if c.lower_ not in _AGAIN), None) or next(
        (t for t in before if t.dep_ in _SUBJECTS), None
    )


def antecedent(reading: Reading, span: Tokens) -> Tokens:
    """What "who" or "which" stands for; for a noun that tells what somebody is, that somebody.

    The span itself for all others.
    """
    root = reading.span(span).root
    if root.lower_ not in _RELATIVE or span.end - span.start > 2:
        return span
    verb = root.head
    for _ in range(3):
        if verb.dep_ == "relcl" and verb.head.i < root.i:
            return noun_phrase(_told_of(reading, verb.head))
        verb = verb.head
    return span


def _told_of(reading: Reading, noun: Token) -> Token:
    """The subject behind "is a lawyer": "Vey is a lawyer who …" speaks of Vey."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be" or reading.names.at(noun.i) is not None:
        return noun
    return next((c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i), noun)
