"""What turns a stance or takes it back: negations, guesses, suppositions, unreal pasts."""

from spacy.tokens import Token

from dragoman.pipeline.drafting.vocabulary import phrase_pattern, words

MODALS = frozenset(
    {"will", "would", "can", "could", "shall", "may", "might", "'ll", "’ll", "wo", "ca"}
)
_NOT_ONLY = ("only", "just", "merely")


def negation(token: Token) -> str | None:
    """The word that negates a verb ("no longer" apart), or its subject ("nobody"); else None."""
    chain = [token]
    if token.dep_ in ("xcomp", "acomp") and token.head.pos_ in ("VERB", "AUX", "ADJ"):
        chain.append(token.head)
    for one in chain:
        for child in one.children:
            if child.i < token.i or child.dep_ == "neg":
                if child.lower_ in ("longer",) and child.i and child.nbor(-1).lower_ == "no":
                    return "no longer"
                if child.dep_ == "neg" or child.lower_ in ("never", "not", "hardly"):
                    following = child.nbor(1) if child.i + 1 < len(child.doc) else None
                    if following is None or following.lower_ not in _NOT_ONLY:
                        return child.lower_
            if child.dep_ in ("nsubj", "nsubjpass") and (
                child.lower_ in ("nobody", "none", "neither")
                or any(c.lower_ in ("no", "neither") for c in child.children)
            ):
                return "no"
    return None


def is_neither(token: Token) -> bool:
    """As in: "neither accepted nor rejected"; it shows nothing."""
    around = [*token.children, *(token.head.children if token.dep_ == "conj" else ())]
    subjects = [c for c in around if c.dep_ == "nsubj"]
    return any(
        c.lower_ in ("neither", "nor", "either")
        for c in around
        if c.dep_ in ("preconj", "cc", "nsubj")
    ) or any(c.lower_ == "neither" for s in subjects for c in s.children)


def is_unreal_past(token: Token) -> bool:
    """As in: "would have accepted", "had wanted"."""
    aux = {c.lower_ for c in token.children if c.dep_ == "aux"}
    return bool(aux & {"would", "could", "might", "should"} and aux & {"have", "'ve"})


def is_for_to(token: Token) -> bool:
    """As in: "it is hard for Velland to offer less"."""
    return token.tag_ == "VB" and any(
        c.dep_ == "mark" and c.lower_ == "for" for c in token.children
    )


def is_final(token: Token) -> bool:
    """Whether the clause around a cue leaves no room."""
    span = [t for t in token.subtree if abs(t.i - token.i) <= 12]
    near = " ".join(t.text for t in span)
    return phrase_pattern("final", "words").search(near) is not None


def is_guessed(token: Token) -> bool:
    """Whether a clause is somebody's guess, a question, hearsay or only supposed."""
    here = token
    while True:
        marks = {c.lower_ for c in here.children if c.dep_ in ("mark", "advmod")}
        if here.dep_ == "advcl" and marks & words("turning", "supposing"):
            return True
        if here.dep_ == "ccomp" and marks & {"whether", "if"}:
            return True
        if here.tag_ == "VB" and any(
            c.lower_ == "should" and c.i < here.i and c.i == c.sent.start for c in here.children
        ):
            return True
        if here.head.i == here.i:
            return False
        above = here.head
        if here.dep_ in ("ccomp", "xcomp") and above.lemma_ in words("turning", "doubting"):
            return True
        if here.dep_ in ("ccomp", "xcomp") and above.lemma_ in words("turning", "working"):
            return True
        if here.dep_ in ("ccomp", "csubj", "advcl") and is_untrue(above):
            return True
        if here.dep_ in ("acl", "relcl", "ccomp") and above.lemma_ in words(
            "turning", "doubting_nouns"
        ):
            return here.dep_ != "relcl"
        here = above


def has_modal(verb: Token) -> bool:
    """Whether a verb stands with "will", "would", "could" and the like."""
    return any(c.lower_ in MODALS for c in verb.children if c.dep_ in ("aux", "auxpass"))


def is_untrue(token: Token) -> bool:
    """Whether what stands under it is said not to be so: "it is not true that we offered"."""
    near = (token, *token.children)
    if any(t.lower_ in ("untrue", "false", "wrong", "nonsense", "incorrect") for t in near):
        return True
    has_truth = any(t.lower_ in ("true", "right", "correct") for t in near)
    return has_truth and any(t.dep_ == "neg" for t in (*near, *token.head.children))
