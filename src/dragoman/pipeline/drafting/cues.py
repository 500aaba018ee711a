"""The words of a sentence that show a stance: verbs, adjectives, nouns, predicates, refusals."""

from collections.abc import Iterator
from functools import cache

from attrs import frozen
from spacy.tokens import Span, Token

from dragoman.pipeline.drafting.negating import (
    has_modal,
    is_final,
    is_for_to,
    is_guessed,
    is_neither,
    is_unreal_past,
    negation,
)
from dragoman.pipeline.drafting.records import Force
from dragoman.pipeline.drafting.vocabulary import pattern, phrase_pattern, rows, words

_FORCES = {
    "demand": Force.DEMANDED,
    "offer": Force.OFFERED,
    "accept": Force.ACCEPTED,
    "promise": Force.OFFERED,
    "reject": Force.REJECTED,
}
_JUDGED = (
    ("red", Force.REJECTED),
    ("reject", Force.REJECTED),
    ("accept", Force.ACCEPTED),
    ("demand", Force.DEMANDED),
)
_STATES = ("be", "remain", "seem", "stay")
_MAYBE = frozenset({"could", "might", "may", "perhaps", "possibly", "conceivably"})
_CLAUSES = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "prep", "dobj", "pobj", "attr", "acomp", "oprd"}
)


@frozen(kw_only=True)
class Cue:
    """A place that shows a stance.

    ``head`` is the token whose subject holds it; ``is_of_thing`` says that the subject is instead
    what the stance is about ("that is unacceptable"). ``force`` already heeds a negation.
    """

    head: Token
    force: Force
    kind: str
    is_of_thing: bool = False
    is_soft: bool = False
    is_final: bool = False


def find_cues(sentence: Span) -> Iterator[Cue]:
    """Every cue of a sentence, in order; those inside another one's clause are left out."""
    if sentence.text.rstrip(" \"”'’)").endswith("?"):
        return
    by_place: dict[int, Cue] = {}
    for token in sentence:
        cue = _judging(token) or _verb(token) or _adjective(token) or _noun(token)
        cue = cue or _refusal(token)
        if cue is not None:
            by_place[token.i] = cue
    for cue in _predicates(sentence):
        by_place.setdefault(cue.head.i, cue)
    for _, cue in sorted(by_place.items()):
        if not _governed(cue.head, by_place) and not is_guessed(cue.head):
            turned = _turned(cue, by_place)
            if turned is not None:
                yield turned


@cache
def _verb_rows() -> dict[str, list[tuple[str, Force]]]:
    found: dict[str, list[tuple[str, Force]]] = {}
    for name, force in _FORCES.items():
        for row in rows("verbs")[name]:
            lemma, _, particle = row.partition("+")
            found.setdefault(lemma, []).append((particle, force))
    for row in rows("verbs")["offer_number"]:
        lemma, _, particle = row.partition("+")
        found.setdefault(lemma, []).append((particle, Force.OFFERED))
    return found


def _verb(token: Token) -> Cue | None:
    if token.pos_ not in ("VERB", "AUX") or token.tag_ == "MD":
        return None
    found = _verb_rows().get(token.lemma_.lower())
    if found is None:
        return None
    beside = {
        child.lower_
        for child in token.children
        if child.dep_ in ("prt", "prep", "advmod", "dative", "prepc")
    }
    if token.i + 1 < len(token.doc):
        beside.add(token.nbor(1).lower_)
    fitting = [(p, f) for p, f in found if not p or p in beside]
    if not fitting or not _is_meant(token, max(fitting)[0]):
        return None
    particle, force = max(fitting, key=lambda row: len(row[0]))
    row = f"{token.lemma_.lower()}+{particle}" if particle else token.lemma_.lower()
    if row in rows("verbs")["offer_number"] and not (_has_number(token) and has_modal(token)):
        return None
    return _withnegation(token, force, "verb", is_red=row in words("verbs", "red"))


def _is_meant(token: Token, particle: str) -> bool:
    """Whether a verb that can mean something else shows a stance here."""
    lemma = token.lemma_.lower()
    if lemma in words("verbs", "needs_modal") and not has_modal(token):
        return False
    if token.dep_ in ("amod", "compound"):
        return False
    if token.dep_ == "pcomp" and token.head.lower_ not in ("by", "after", "before", "in", "while"):
        return False
    marks = {t.lower_ for c in token.children if c.dep_ in ("ccomp", "advcl") for t in c.children}
    if lemma == "ask" and (
        marks & {"whether", "what", "who", "how", "why", "if"} or _has_prep(token, "about")
    ):
        return False
    if lemma in words("verbs", "needs_unreal"):
        told = [c for c in token.children if c.dep_ == "ccomp" and c.i > token.i]
        past = {"VBD"} if lemma == "insist" else {"VBD", "VBZ", "VBP"}
        return not any(_finite(c).tag_ in past and not has_modal(c) for c in told)
    return True


def _has_prep(verb: Token, word: str) -> bool:
    return any(c.dep_ == "prep" and c.lower_ == word for c in verb.children)


def _finite(verb: Token) -> Token:
    return next((c for c in verb.children if c.dep_ in ("aux", "auxpass")), verb)


def _has_number(token: Token) -> bool:
    return any(t.like_num or t.lower_ in ("half", "full", "%") for t in token.subtree)


def _judging(token: Token) -> Cue | None:
    """As in: "called an amnesty unacceptable"; the object is what it is about."""
    if token.lemma_.lower() not in words("judging", "verbs") or token.pos_ != "VERB":
        return None
    if negation(token) is not None or is_unreal_past(token):
        return None
    told = " ".join(t.text for t in token.subtree if t.i > token.i)
    for name, force in _JUDGED:
        if phrase_pattern("judging", name).search(told) is not None:
            return Cue(head=token, force=force, kind="judging", is_final=name == "red")
    return None


def _adjective(token: Token) -> Cue | None:
    is_told = token.pos_ in ("ADJ", "VERB", "ADP") and token.head.lemma_ in _STATES
    is_bare = token.pos_ == "ADJ" and token.dep_ in ("conj", "amod", "advcl", "ROOT")
    if not (is_told or is_bare):
        return None
    for name in ("accept", "reject", "demand"):
        if token.lower_ in words("adjectives", name):
            behind = [
                c for c in token.children if c.dep_ in ("xcomp", "prep", "ccomp") and c.i > token.i
            ]
            if not behind:
                return None
            if any(c.lemma_ in words("turning", "talking") for c in behind):
                return None
            cue = _withnegation(
                token.head if token.dep_ == "acomp" else token, _FORCES[name], "adjective"
            )
            soft = token.lower_ in ("open", "inclined", "reluctant", "disposed")
            return (
                None
                if cue is None
                else Cue(
                    head=token,
                    force=cue.force,
                    kind="adjective",
                    is_soft=cue.is_soft or soft,
                    is_final=cue.is_final,
                )
            )
    return None


def _noun(token: Token) -> Cue | None:
    if token.pos_ != "NOUN" or token.dep_ == "compound":
        return None
    for name in ("demand", "offer", "reject"):
        if token.lemma_.lower() in words("nouns", name):
            behind = [
                c
                for c in token.children
                if c.dep_ in ("prep", "acl", "relcl", "appos") and c.i > token.i
            ]
            governing = token.head.lemma_.lower()
            behind += _moved_to(token)
            if not behind or governing in words("turning", "dropping") or owned_by(token) is None:
                return None
            return Cue(head=token, force=_FORCES[name], kind="noun")
    return None


def _moved_to(noun: Token) -> list[Token]:
    """The end of a move: "raised its offer to 5 per cent"."""
    if noun.dep_ != "dobj" or noun.head.lemma_.lower() not in words("nouns", "moving"):
        return []
    return [c for c in noun.head.children if c.dep_ == "prep" and c.lower_ == "to"]


def moved_to(noun: Token) -> Token | None:
    """Where a move of an offer or demand ends, None without one."""
    return next(iter(_moved_to(noun)), None)


def owned_by(noun: Token) -> Token | None:
    """Whose it is: "Velland's demand", "the demand of Velland", "Velland came with a plan"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by") and child.i == noun.i + 1:
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "with":
        verb = verb.head
    elif noun.dep_ != "dobj":
        return None
    if verb.lemma_.lower() not in words("nouns", "bringing"):
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj"), None)


def _refusal(token: Token) -> Cue | None:
    """As in: "we will never hand over", "Velland cannot sign", "nobody here will leave"."""
    if token.pos_ != "VERB" or not has_modal(token) or token.lemma_ in words("turning", "talking"):
        return None
    negated = negation(token)
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if (
        negated is None
        or subject is None
        or token.lemma_ in ("say", "know", "happen", "wait", "comment")
    ):
        return None
    return Cue(head=token, force=Force.REJECTED, kind="refusal", is_final=is_final(token))


def _predicates(sentence: Span) -> Iterator[Cue]:
    text, base = sentence.text, sentence.start_char
    taken: list[tuple[int, int]] = []
    for name, force in (
        ("red", Force.REJECTED),
        ("reject", Force.REJECTED),
        ("accept", Force.ACCEPTED),
        ("demand", Force.DEMANDED),
    ):
        for match in pattern("predicates", name).finditer(text):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            taken.append(match.span())
            before = text[: match.start()].split()[-3:]
            if any(w.casefold().strip(",") in ("not", "n't", "never", "hardly") for w in before):
                continue
            span = sentence.doc.char_span(
                base + match.start(), base + match.end(), alignment_mode="expand"
            )
            verb = next(
                (t for t in span or () if t.pos_ in ("VERB", "AUX") and _has_subject(t)), None
            )
            if verb is None and span is not None:
                top = span.root
                verb = next((t for t in (top, *top.ancestors) if _has_subject(t)), None)
            if verb is not None:
                yield Cue(
                    head=verb,
                    force=force,
                    kind="predicate",
                    is_of_thing=True,
                    is_final=name == "red",
                    is_soft=False,
                )


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "csubj", "csubjpass") for c in token.children)


def _withnegation(token: Token, force: Force, kind: str, *, is_red: bool = False) -> Cue | None:
    """The cue with its negation heeded; None where it then shows nothing."""
    if is_unreal_past(token) or is_neither(token) or is_for_to(token):
        return None
    soft = any(c.lower_ in _MAYBE for c in token.children)
    negated = negation(token)
    if negated is None:
        return Cue(
            head=token,
            force=force,
            kind=kind,
            is_soft=soft,
            is_final=force is Force.REJECTED and (is_red or is_final(token)),
        )
    if negated == "no longer":
        return Cue(head=token, force=force, kind="dropped", is_soft=soft)
    if force is Force.ACCEPTED or token.lemma_ in (
        "want",
        "let",
        "allow",
        "permit",
        "grant",
        "tolerate",
    ):
        return Cue(
            head=token, force=Force.REJECTED, kind=kind, is_soft=False, is_final=is_final(token)
        )
    return None


def _governed(token: Token, cues: dict[int, Cue]) -> bool:
    """Whether the clause of a token belongs to that of another cue."""
    here = token
    while here.dep_ in _CLAUSES and here.head.i != here.i:
        here = here.head
        if here.i in cues:
            return not cues[here.i].is_of_thing
    return False


def _turned(cue: Cue, cues: dict[int, Cue]) -> Cue | None:
    """The cue with what a verb under it makes of it: "agreed to drop", "refused to reject"."""
    under = [c for c in cue.head.children if c.dep_ == "xcomp"]
    for verb in under:
        if verb.lemma_ in words("turning", "talking"):
            return None
        yields = {*words("turning", "dropping"), *words("turning", "yielding")}
        if cue.force is Force.REJECTED and verb.lemma_ in yields:
            return Cue(head=cue.head, force=Force.DEMANDED, kind=cue.kind, is_soft=cue.is_soft)
        if verb.lemma_ in words("turning", "dropping"):
            return Cue(head=cue.head, force=Force.OFFERED, kind="dropped", is_soft=cue.is_soft)
        inner = cues.get(verb.i)
        if inner is not None and inner.force is Force.REJECTED and inner.kind == "verb":
            if cue.force is Force.REJECTED:
                return None
            return Cue(head=inner.head, force=Force.REJECTED, kind=cue.kind, is_soft=cue.is_soft)
    return cue
