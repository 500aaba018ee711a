"""Measures: who does what to what, from a clause or a noun of action.

Heads are found by walking down from the root of some words through shells ("is ready to",
"agreed to", "want to") to the verbs and nouns that name the deed; a coordination gives several.
"""

from collections.abc import Iterator

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.actions import action_of, nominal, spelt, words
from dragoman.extraction.antecedents import thing_behind
from dragoman.extraction.attribution.spans import noun_phrase, subtree
from dragoman.extraction.frame_roles import is_passive_form, named_by
from dragoman.extraction.issues import issues_of
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.whose import phrase, who_is
from dragoman.model import Measure, Quantity, When

_SUBORDINATE = frozenset({"advcl", "relcl", "acl", "parataxis"})
_NEGATIVE = frozenset({"no", "neither", "nor", "never", "without"})
_TO_WHOM = frozenset({"to", "for", "from", "with"})
_OF_WHAT = frozenset({"of", "over", "on", "to", "in"})
_NOT_OF_WHAT = frozenset({"by", "in", "at", "during", "since"})
_MOST = 6


@frozen(kw_only=True)
class Laid:
    """A measure on the desk: its head token and its words."""

    head: int
    span: Tokens
    measure: Measure


def measures_in(
    reading: Reading,
    span: Tokens,
    *,
    own: str | None = None,
    agent: str | None = None,
    holes: tuple[Tokens, ...] = (),
) -> list[Laid]:
    """The measures that some words name, in order.

    ``own`` is the party of "we"; ``agent`` does what names no doer of its own; words in
    ``holes`` (conditions, inner attributions) are passed over.
    """
    found: list[Laid] = []
    seen: set[int] = set()
    for root in _roots(reading, span):
        for head in _heads(root, span):
            if head.i in seen or any(hole.covers(head.i) for hole in holes):
                continue
            seen.add(head.i)
            laid = _measure(reading, head, span, own, agent, holes)
            if laid is not None and len(found) < _MOST:
                found.append(laid)
    return sorted(found, key=lambda laid: laid.head)


def _roots(reading: Reading, span: Tokens) -> Iterator[Token]:
    for token in reading.span(span):
        if not span.covers(token.head.i) or token.head.i == token.i:
            if not token.is_punct and token.pos_ not in {"SCONJ", "CCONJ", "ADP", "PART"}:
                yield token
            elif token.pos_ == "ADP":
                yield from (c for c in token.children if span.covers(c.i) and c.dep_ == "pobj")


def _heads(token: Token, span: Tokens) -> Iterator[Token]:
    """The tokens that name what is done, under a root."""
    if not span.covers(token.i):
        return
    inner = list(_inner(token, span))
    if inner:
        for one in inner:
            yield from _heads(one, span)
    else:
        yield token
    for child in token.children:
        row = child.dep_ == "conj" or (child.dep_ == "appos" and nominal(child) is not None)
        if row and span.covers(child.i):
            yield from _heads(child, span)


def _inner(token: Token, span: Tokens) -> Iterator[Token]:
    """Where a shell, light verb or verb of saying leads on to."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ" and lemma in words("shell_adjective"):
        yield from (c for c in token.children if c.dep_ in {"xcomp", "ccomp"})
    elif token.pos_ in {"VERB", "AUX"}:
        phrasal = any(c.dep_ == "prt" for c in token.children)
        for child in token.children:
            if phrasal and child.dep_ == "dobj":
                continue
            if span.covers(child.i):
                yield from _below(lemma, child)


def _below(lemma: str, child: Token) -> Iterator[Token]:
    """The tokens that a child of a verb leads on to; none where the verb is the deed itself."""
    if child.dep_ in {"xcomp", "ccomp"}:
        if (
            lemma in words("performing")
            or lemma in words("shell" if child.dep_ == "xcomp" else "idle")
            or (child.dep_ == "ccomp" and lemma == "agree")
        ):
            yield child
    elif child.dep_ == "acomp" and child.lemma_.lower() in words("shell_adjective"):
        yield from (c for c in child.children if c.dep_ in {"xcomp", "ccomp"})
    elif child.dep_ == "prep" and lemma in {"agree", "insist", "call"}:
        yield from (c for c in child.children if c.dep_ in {"pobj", "pcomp"})
    elif child.dep_ in {"dobj", "attr"} and _leads_on(lemma, child):
        yield child


def _leads_on(lemma: str, child: Token) -> bool:
    light = lemma in words("light") | words("performing") or lemma == "be"
    return light and child.pos_ == "NOUN" and nominal(child) is not None


def _is_idle(verb: Token) -> bool:
    """Whether a verb names nothing that is done ("be", "seem")."""
    is_word = verb.lemma_.isalpha() and verb.pos_ != "AUX"
    return not is_word or verb.lemma_.lower() in words("idle")


def _measure(
    reading: Reading,
    head: Token,
    span: Tokens,
    own: str | None,
    agent: str | None,
    holes: tuple[Tokens, ...],
) -> Laid | None:
    verbal = head.pos_ in {"VERB", "AUX"}
    if verbal and _is_idle(head):
        return None
    action = action_of(head) if verbal else nominal(head)
    if action is None and head.pos_ not in {"NOUN", "PROPN"}:
        return None
    words_span = _clear_of(holes, head, _own_words(head, span))
    pronoun = _pronoun(head, action, verbal=verbal)
    thing = thing_behind(reading, pronoun) if pronoun is not None else None
    issues = issues_of(reading.span(words_span)) or _issues_behind(reading, thing)
    if action is None and not issues:
        return None
    doer = None if is_passive_form(head) else agent
    if thing is None or pronoun is None or pronoun.dep_ != "poss":
        doer = _agent(reading, head, span, own) or doer
    what = _object(reading, head, verbal, action, words_span.end)
    if thing is not None:
        what = phrase(reading, thing)
    if verbal and what is None and not issues:
        return None
    measure = Measure(
        agent=doer,
        action=spelt(action) if action else None,
        object=what,
        recipient=_recipient(reading, head, own, doer),
        extent=_extent(reading, words_span),
        period=_period(reading, words_span),
        issue=issues[0] if issues else None,
        negated=is_negated(head, span),
        passage=reading.passage(words_span, "measure"),
    )
    return Laid(head=head.i, span=words_span, measure=measure)


def _pronoun(head: Token, action: str | None, *, verbal: bool) -> Token | None:
    """The pronoun that stands for what is acted on: "halt it", "its cessation"."""
    roles = {"dobj", "nsubjpass"} if verbal else {"poss"}
    if not verbal and action not in words("theme"):
        return None
    return next((c for c in head.children if c.dep_ in roles and c.pos_ == "PRON"), None)


def _issues_behind(reading: Reading, thing: Token | None) -> tuple[str, ...]:
    """The issues of what a pronoun stands for."""
    return issues_of(reading.span(noun_phrase(thing))) if thing is not None else ()


def _own_words(head: Token, span: Tokens) -> Tokens:
    """The words of a measure: its subtree within the span, without clauses that hang on it."""
    start, end = subtree(head)
    for child in head.children:
        if child.dep_ in _SUBORDINATE or child.dep_ == "conj":
            edge = subtree(child)
            if edge.start > head.i:
                end = min(end, _before_comma(head, edge.start))
            else:
                start = max(start, edge.end)
    start, end = max(start, span.start), min(end, span.end)
    doc = head.doc
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].dep_ in {"cc", "mark"}):
        end -= 1
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in {"mark", "cc"}):
        start += 1
    return Tokens(start, max(end, head.i + 1))


def _clear_of(holes: tuple[Tokens, ...], head: Token, span: Tokens) -> Tokens:
    """A measure's words without a condition that stands before or behind its head."""
    start, end = span
    for hole in holes:
        if head.i < hole.start < end:
            end = hole.start
        elif start < hole.end <= head.i:
            start = hole.end
    return Tokens(start, end)


def _before_comma(head: Token, index: int) -> int:
    while index > head.i + 1 and head.doc[index - 1].is_punct:
        index -= 1
    return index


def _agent(reading: Reading, head: Token, span: Tokens, own: str | None) -> str | None:
    doer = _doer(head, span)
    return who_is(reading, doer, own) if doer is not None else None


def _doer(head: Token, span: Tokens) -> Token | None:
    """The token that names who does it: subject, by-phrase, owner, or the shell's subject."""
    by = named_by(head)
    if by is not None:
        return by
    if head.pos_ not in {"VERB", "AUX"}:
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        return owner or _shell_subject(head, span)
    if is_passive_form(head):
        return None
    own = next((c for c in head.children if c.dep_ == "nsubj"), None)
    return own if own is not None else _shell_subject(head, span)


def _shell_subject(head: Token, span: Tokens) -> Token | None:
    """The subject of the verb above ("X agreed to …"), the object where one is told to."""
    token = head
    for _ in range(4):
        if token.dep_ not in {"xcomp", "acomp", "conj", "dobj", "attr", "pobj", "pcomp", "prep"}:
            return None
        above = token.head
        if token.dep_ == "xcomp":
            told = next((c for c in above.rights if c.dep_ == "dobj" and c.i < token.i), None)
            if told is not None:
                return told
        token = above
        if not span.covers(token.i):
            return None
        if token.pos_ in {"VERB", "AUX"}:
            subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                return subject
    return None


def _object(
    reading: Reading, head: Token, verbal: bool, action: str | None, end: int
) -> str | None:
    """The words of what is acted on, up to a condition that begins at ``end``."""
    for child in head.children:
        if child.dep_ in {"dobj", "nsubjpass"}:
            return phrase(reading, child, end)
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ not in _NOT_OF_WHAT - (
            set() if verbal else {"in"}
        ):
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            if inner is not None and (verbal or child.lower_ in _OF_WHAT):
                return phrase(reading, inner, end)
    if verbal:
        return None
    kept = {c.dep_ for c in head.lefts}
    described = bool(kept & {"compound", "amod"}) and "poss" not in kept
    return phrase(reading, head, end) if action is None or described else None


def _recipient(reading: Reading, head: Token, own: str | None, doer: str | None) -> str | None:
    for child in head.rights:
        if child.dep_ == "dative":
            whom = next((c for c in child.children if c.dep_ == "pobj"), child)
            return who_is(reading, whom, own)
    spread = [head, *(c for c in head.rights if c.dep_ == "dobj")]
    for child in (c for one in spread for c in one.rights):
        if child.dep_ == "prep" and child.lower_ in _TO_WHOM:
            inner = next((c for c in child.children if c.dep_ == "pobj"), None)
            mention = reading.names.at(inner.i) if inner is not None else None
            if inner is not None and mention is not None and mention.refers_to:
                found = who_is(reading, inner, own)
                return found if found != doer else None
    return None


def _extent(reading: Reading, span: Tokens) -> Quantity | None:
    for counted in reading.quantities:
        if counted.span.start >= span.start and counted.span.end <= span.end:
            return counted.quantity
    return None


def _period(reading: Reading, span: Tokens) -> When | None:
    for timed in reading.times:
        if timed.span.start >= span.start and timed.span.end <= span.end:
            return timed.when
    return None


def is_negated(head: Token, span: Tokens) -> bool:
    """Whether an odd number of negations stands over a measure, within the words.

    "Not to withdraw" is negated; "will not refuse to withdraw" is not.
    """
    count, token = 0, head
    for _ in range(5):
        count += sum(_denies(child) for child in token.children)
        if token.i != head.i and token.lemma_.lower() in {"refuse", "decline", "fail"}:
            count += 1
        if token.i != head.i and token.lower_ in {"unwilling", "unable", "unlikely"}:
            count += 1
        count += token.dep_ == "pcomp" and token.head.lower_ == "without"
        if token.dep_ not in {"xcomp", "acomp", "ccomp", "dobj", "attr"}:
            break
        if not span.covers(token.head.i):
            break
        token = token.head
    return count % 2 == 1


def _denies(child: Token) -> bool:
    if child.dep_ == "neg":
        return True
    return child.dep_ in {"det", "advmod", "preconj"} and child.lower_ in _NEGATIVE
