"""Building: from hinges and measures to conditions that nest, each with who set it."""

from spacy.tokens import Token

from dragoman.extraction.actions import action_of, nominal, words
from dragoman.extraction.antecedents import thing_behind
from dragoman.extraction.attribution.spans import subtree
from dragoman.extraction.conditions.hinge import Hinge
from dragoman.extraction.measures import Laid, is_negated, measures_in
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.verb_forms import has_duty, is_future, is_passive, subject_of
from dragoman.extraction.whose import phrase, who_is
from dragoman.model import Condition, Measure, Party, Relation

_DEEP = 4
_ASKED = frozenset({Relation.ONLY_IF, Relation.UNLESS, Relation.UNTIL, Relation.ONCE})


def conditions_of(
    reading: Reading, hinges: list[Hinge], laid: list[Laid], *, own: str | None, set_by: str | None
) -> tuple[Condition, ...]:
    """Conditions over the measures of a statement; those inside another one nest in it."""
    outer = [h for h in hinges if not any(other.holds(h) for other in hinges)]
    return tuple(_condition(reading, h, hinges, laid, own, set_by) for h in outer)


def _condition(
    reading: Reading,
    hinge: Hinge,
    hinges: list[Hinge],
    laid: list[Laid],
    own: str | None,
    set_by: str | None,
) -> Condition:
    inner = [h for h in hinges if hinge.holds(h)]
    direct = [h for h in inner if not any(other.holds(h) for other in inner)]
    holes = tuple(h.words for h in inner)
    on = measures_in(reading, hinge.inner, own=own, holes=holes)
    main = _main(reading, hinge, hinges, laid, own)
    setter = _setter(reading, hinge, main, own) or set_by
    return Condition(
        relation=hinge.relation,
        on=on[0].measure if on else _worded(reading, _root(reading, hinge.inner), hinge.inner, own),
        measure=main,
        set_by=setter,
        passage=reading.passage(hinge.words, "condition"),
        conditions=tuple(_condition(reading, h, inner, on, own, setter) for h in direct),
    )


def _main(
    reading: Reading, hinge: Hinge, hinges: list[Hinge], laid: list[Laid], own: str | None
) -> Measure | None:
    """The measure that hangs: the one at the hinge's head, else one under it, else its words."""
    if hinge.main is None:
        return None
    head = _behind(reading, reading.doc[hinge.main])
    chain = {token.i for token in _chain(head)}
    for one in laid:
        if one.head in chain:
            return one.measure
    clause = _clause(head, hinge)
    for one in laid:
        if clause.covers(one.head) and not hinge.words.covers(one.head):
            return one.measure
    holes = tuple(h.words for h in hinges if not h.words.covers(head.i))
    found = measures_in(reading, clause, own=own, holes=holes)
    if found:
        return found[0].measure
    return _worded(reading, head, clause, own)


def _behind(reading: Reading, head: Token) -> Token:
    """What a pronoun takes up: "it is subject to …" of a truce named before."""
    if head.pos_ != "PRON":
        return head
    return thing_behind(reading, head) or head


def _chain(head: Token) -> list[Token]:
    """A head with the verbs that it leads on to: "agreed to free", "is ready to lift"."""
    chain = [head]
    while len(chain) <= _DEEP:
        below = next((c for c in chain[-1].rights if c.dep_ in {"xcomp", "acomp"}), None)
        if below is None:
            break
        chain.append(below)
    return chain


def _clause(head: Token, hinge: Hinge) -> Tokens:
    """The words under a head, on its own side of the condition."""
    start, end = subtree(head)
    if hinge.words.start > head.i:
        end = min(end, hinge.words.start)
    else:
        start = max(start, hinge.words.end)
    for child in head.rights:
        if child.dep_ in {"advcl", "relcl", "parataxis"}:
            end = min(end, child.left_edge.i)
    while start < head.i and (head.doc[start].is_punct or head.doc[start].dep_ == "cc"):
        start += 1
    while end > head.i + 1 and (head.doc[end - 1].is_punct or head.doc[end - 1].dep_ == "cc"):
        end -= 1
    return Tokens(min(start, head.i), max(end, head.i + 1))


def _root(reading: Reading, span: Tokens) -> Token:
    return reading.span(span).root


def _worded(reading: Reading, head: Token, span: Tokens, own: str | None) -> Measure:
    """A measure in the words of the text, where they name no deed that is known."""
    verbal = head.pos_ in {"VERB", "AUX"}
    idle = not verbal or head.pos_ == "AUX" or head.lemma_.lower() in words("idle")
    subject = subject_of(head) if verbal else None
    acting = subject is not None and not is_passive(head) and subject.dep_ == "nsubj"
    agent = who_is(reading, subject, own) if subject is not None and acting and not idle else None
    there = _present(head) if idle and verbal else None
    what = there or next((c for c in head.children if c.dep_ in {"dobj", "nsubjpass"}), None)
    told = phrase(reading, what) if what is not None and not (idle and there is None) else None
    action = nominal(there) if there is not None else None
    return Measure(
        agent=agent,
        action=action if idle else action_of(head),
        object=told or (None if agent else reading.text(span).strip(" ,.;\"“”'‘’")),
        negated=is_negated(there if there is not None else head, span),
        passage=reading.passage(span, "measure"),
    )


def _present(head: Token) -> Token | None:
    """What there is, under "there will be no talks"."""
    if not any(c.dep_ == "expl" for c in head.children):
        return None
    return next((c for c in head.children if c.dep_ in {"attr", "dobj"}), None)


def _setter(reading: Reading, hinge: Hinge, main: Measure | None, own: str | None) -> str | None:
    """The other party whose condition a speaker reports: "A said B would sign only if …"."""
    agent = main.agent if main is not None else None
    known = isinstance(reading.names.entities.get(agent or ""), Party)
    if not known or agent == own or hinge.relation not in _ASKED or hinge.main is None:
        return None
    verbs = _chain(reading.doc[hinge.main])
    due = any(has_duty(verb) for verb in verbs)
    return agent if any(is_future(verb) for verb in verbs) and not due else None
