"""The clause around a cue: who is its subject, and what it is about."""

import re
from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.pipeline.drafting.cues import Cue, moved_to, owned_by
from dragoman.pipeline.drafting.records import Force
from dragoman.pipeline.drafting.vocabulary import phrase_pattern, words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_ASIDE = ("parataxis", "cc", "preconj", "intj", "dep", "discourse")


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, also where a verb above has it ("wants to", "and rejected")."""
    own = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if own is not None:
        return own
    if verb.dep_ == "pcomp" and verb.head.head.pos_ in ("VERB", "AUX"):
        return subject_of(verb.head.head)
    if verb.dep_ in ("conj", "xcomp", "acomp", "advcl", "aux") and verb.head.i != verb.i:
        return subject_of(verb.head)
    if verb.dep_ in ("acl", "relcl", "amod"):
        return verb.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb's own subject is what the thing is done to."""
    return any(c.dep_ in ("nsubjpass", "csubjpass") for c in verb.children)


def agent_of(verb: Token) -> Token | None:
    """Who does it, of a passive: "rejected by Velland"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def content_of(cue: Cue) -> str:
    """What a stance is about, in the text's words."""
    head = cue.head
    if cue.is_of_thing:
        subject = next((c for c in head.children if c.dep_ in _SUBJECTS), None)
        thing = _told(subject) if subject is not None else ""
        if cue.force is not Force.DEMANDED:
            return thing
        return f"{thing} {_told(head, without=(*_SUBJECTS, 'ccomp', *_ASIDE))}"
    if cue.kind == "noun" and (end := moved_to(head)) is not None:
        return _told(end)
    if cue.kind == "noun":
        return _told(
            head, without=("poss", "det", "relcl"), leave_out=(owned_by(head),), drop_head=True
        )
    if cue.kind == "judging":
        return _judged(head)
    if is_passive(head):
        return " ".join(_told(c) for c in head.children if c.dep_ in ("nsubjpass", "csubjpass"))
    antecedent = _antecedent(head)
    particles = () if cue.kind == "refusal" else ("prt",)
    own = _told(
        head,
        without=(
            *_SUBJECTS,
            *particles,
            "neg",
            "aux",
            "auxpass",
            "conj",
            "relcl",
            "agent",
            *_ASIDE,
        ),
        drop_head=cue.kind != "refusal",
    )
    shared = _shared_object(head) if len(own.split()) < 2 else ""
    return " ".join(part for part in (antecedent, own, shared) if part).strip()


def _judged(verb: Token) -> str:
    """What is judged: the words between the verb and the judgement."""
    told = "".join(t.text_with_ws for t in verb.subtree if t.i > verb.i)
    found = [
        match.start()
        for name in ("red", "reject", "accept", "demand")
        if (match := phrase_pattern("judging", name).search(told)) is not None
    ]
    return told[: min(found, default=0)].strip(' ,"“')


def _antecedent(verb: Token) -> str:
    """The noun that "which" stands for in "…, which Velland rejects"."""
    if verb.dep_ != "relcl":
        return ""
    for child in verb.children:
        if child.dep_ in ("dobj", "pobj") and child.lower_ in ("which", "that", "whom"):
            return _told(verb.head, without=("relcl",))
    return ""


def _shared_object(verb: Token) -> str:
    """The object of a verb beside it: "considered and rejected the offer"."""
    others = [c for c in verb.children if c.dep_ == "conj"]
    if verb.dep_ == "conj":
        others.append(verb.head)
    return next(
        (
            _told(c)
            for o in others
            for c in o.children
            if c.dep_ in ("dobj", "prep") and c.i > verb.i
        ),
        "",
    )


def _told(
    top: Token,
    *,
    without: Iterable[str] = (),
    leave_out: Iterable[Token | None] = (),
    drop_head: bool = False,
) -> str:
    """The words of a subtree in order, less the branches that tell something else."""
    left_out: set[int] = {top.i} if drop_head else set()
    for child in top.children:
        if child.dep_ in without or any(
            child is not None and o is not None and (child.i == o.i or child.i == o.head.i)
            for o in leave_out
        ):
            left_out.update(t.i for t in child.subtree)
    kept = [t for t in top.subtree if t.i not in left_out]
    text = "".join(t.text_with_ws for t in kept)
    return re.sub(r"\s+", " ", text).strip(" ,;:.-–—\"“”'")


def split_condition(text: str) -> tuple[str, str, str]:
    """What is offered, the words between, and what it hangs on; the last two empty without one."""
    by = phrase_pattern("conditions", "after").pattern
    fronted = re.match(rf"\W*(?P<by>{by})\s+(?P<on>[^,]+),\s*(?P<main>.+)", text, re.IGNORECASE)
    if fronted:
        return fronted["main"], fronted["by"].casefold(), fronted["on"]
    found = next(
        (
            m
            for m in phrase_pattern("conditions", "after").finditer(text)
            if m.start() > 0 and not text[: m.start()].casefold().endswith("at ")
        ),
        None,
    )
    if found is None:
        return text, "", ""
    return (
        text[: found.start()].strip(" ,;–-"),
        " ".join(found[0].casefold().split()),
        text[found.end() :].strip(),
    )


def tail_condition(sentence: str, said: str) -> tuple[str, str]:
    """A condition that stands right behind some words of the sentence, with what joins it."""
    end = said.split()[-3:]  # the last words tell where it stands
    if not end:
        return "", ""
    at = re.search(r"\W+".join(re.escape(word.strip(",.;")) for word in end), sentence)
    if at is None:
        return "", ""
    strict = phrase_pattern("conditions", "strict").pattern
    found = re.match(
        rf"[^;.]{{0,60}}?(?P<by>(?:but )?{strict})\s+(?P<on>[^;]+?)(?=, (?:and|but)\b|;|$)",
        sentence[at.end() :],
        re.IGNORECASE,
    )
    return (found["by"].casefold(), found["on"].strip(' ."”')) if found else ("", "")


def is_strict(connective: str) -> bool:
    """Whether the words between say "not otherwise"."""
    return connective in words("conditions", "strict")
