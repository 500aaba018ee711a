"""Stages that exclude each other: signed and yet to be signed, a second round before the first."""

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span, Token

from dragoman.calendar import interval
from dragoman.extraction.faults.finding import finding, tables
from dragoman.extraction.narrated import covered_by_speech
from dragoman.extraction.reading import Reading, Timed, Tokens
from dragoman.extraction.verb_forms import is_negative
from dragoman.model import Finding

KIND = "stage that does not fit"


def contrary_stages(reading: Reading) -> Iterator[Finding]:
    """What the narrator tells of one pact or one series of rounds and cannot both be."""
    yield from _signed_and_not(reading)
    yield from _rounds_out_of_order(reading)


def _signed_and_not(reading: Reading) -> Iterator[Finding]:
    """Read "the signed agreement" here and "the agreement has yet to be signed" there."""
    spoken = covered_by_speech(reading)
    signed: dict[str, Token] = {}
    unsigned: dict[str, Token] = {}
    for token in reading.doc:
        if token.lemma_.lower() not in tables()["pacts"]["words"] or spoken[token.i]:
            continue
        is_signed = _is_signed(token)
        if is_signed is not None:
            (signed if is_signed else unsigned).setdefault(_pact(token), token)
    for name in signed.keys() & unsigned.keys():
        pair = sorted((signed[name], unsigned[name]), key=lambda t: t.i)
        yield finding(
            KIND,
            [reading.passage(_around(token), "measure") for token in pair],
            f"the {name} is told as signed and as not yet signed in one text",
            "check whether it has been signed, or whether two texts are meant",
        )


def _pact(token: Token) -> str:
    """A pact by its noun and what stands before it, "signed" left out."""
    kept = [c.lower_ for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    return " ".join([*(w for w in kept if w not in {"signed", "unsigned"}), token.lemma_.lower()])


def _is_signed(token: Token) -> bool | None:
    """Whether a definite pact is told as signed; None where nothing is told."""
    if not any(c.lower_ in {"the", "this", "that"} for c in token.lefts):
        return None
    words = {c.lower_ for c in token.lefts if c.dep_ == "amod"}
    if words & {"signed", "unsigned"}:
        return "signed" in words
    verb = token.head
    if token.dep_ == "nsubjpass" and verb.lemma_.lower() == "sign":
        return _is_done(verb)
    yet = verb.lemma_.lower() == "have" and token.dep_ == "nsubj"
    below = next((c for c in verb.rights if c.dep_ == "xcomp" and c.lemma_ == "sign"), None)
    if yet and below is not None and any(c.lower_ == "yet" for c in verb.children):
        return False
    return None


def _is_done(verb: Token) -> bool | None:
    auxiliaries = {c.lower_ for c in verb.lefts if c.dep_ in {"aux", "auxpass"}}
    if is_negative(verb):
        return False if auxiliaries & {"has", "have", "was", "is"} else None
    if auxiliaries & {"will", "would", "to", "may", "could", "should", "might", "can", "must"}:
        return None
    return True if auxiliaries & {"was", "been"} else None


def _around(token: Token) -> Tokens:
    """The words from a pact's article to what is told of it."""
    start, end = token.left_edge.i, token.i + 1
    if token.dep_ in {"nsubjpass", "nsubj"}:
        signing = [c.i for c in (token.head, *token.head.rights) if c.lemma_ == "sign"]
        end = max([end, *(index + 1 for index in signing)])
    return Tokens(start, end)


def _rounds_out_of_order(reading: Reading) -> Iterator[Finding]:
    """Read "the second round, on 3 June" where the first was on 10 June."""
    told: dict[str, dict[int, tuple[Tokens, Timed]]] = {}
    for sentence in reading.doc.sents:
        rounds = list(_rounds(sentence))
        days = [t for t in reading.times if t.when.edtf and _is_day(t) and _within(t, sentence)]
        if len(rounds) == 1 and len(days) == 1:
            number, name, span = rounds[0]
            told.setdefault(name, {}).setdefault(number, (span, days[0]))
    for name, numbered in told.items():
        order = sorted(numbered)
        for one, other in pairwise(order):
            (first, day), (second, later) = numbered[one], numbered[other]
            if _day(later) < _day(day):
                yield finding(
                    KIND,
                    [reading.passage(first, "topic"), reading.passage(second, "topic")],
                    f"{name} {other} lies on {later.when.text}, before {name} {one} on "
                    f"{day.when.text}",
                    "check the two days",
                )


def _rounds(sentence: Span) -> Iterator[tuple[int, str, Tokens]]:
    for token in sentence:
        number = tables()["rounds"]["words"].get(token.lower_)
        noun = token.head
        if number and token.dep_ == "amod" and noun.lemma_.lower() in tables()["rounds"]["of"]:
            yield number, noun.lemma_.lower(), Tokens(token.i, noun.i + 1)


def _within(timed: Timed, sentence: Span) -> bool:
    return sentence.start <= timed.span.start < sentence.end


def _is_day(timed: Timed) -> bool:
    return len(timed.when.edtf or "") == len("2025-03-20")


def _day(timed: Timed) -> str:
    first = interval(timed.when.edtf or "")[0]
    return first.isoformat() if first is not None else ""
