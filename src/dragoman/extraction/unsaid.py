"""Unsaid: cues under which nothing is said: questions, silence, and what only might be said."""

from spacy.tokens import Span, Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.verb_forms import MODAL, is_negative

_ASKING = frozenset({"whether", "if", "what", "who", "why", "how", "when", "where", "which"})
_JOINTS = frozenset({"preconj", "cc", "advmod", "det"})
_NONE = frozenset({"neither", "nor", "no", "nobody", "none"})
_SUPPOSING = frozenset({"if", "unless", "whether"})
_STANDING = frozenset({"would", "will", "'d", "'ll"})
"""Auxiliaries under which a stance is a stance still: "would accept", "would not recognise"."""


def is_unreal(cue: Token | None) -> bool:
    """Whether the act of the cue is not told as done: "might accept", "if it refused to …".

    "Neither accepted nor rejected" tells of neither. "Would accept" is a stance, unless an "if"
    hangs on it.
    """
    token = cue
    if cue is not None and _is_left_open(cue):
        return True
    if cue is not None and cue.tag_ == "VB" and any(c.lower_ == "to" for c in cue.lefts):
        return True
    for _ in range(3):
        if token is None or token.pos_ not in {"VERB", "AUX", "ADJ"}:
            return False
        if any(_makes_unreal(child, token) for child in token.children):
            return True
        if token.dep_ not in {"xcomp", "conj", "acomp"}:
            return False
        token = token.head
    return False


def _makes_unreal(child: Token, verb: Token) -> bool:
    if child.dep_ == "mark":
        return child.lower_ in _SUPPOSING
    if child.dep_ != "aux" or child.lower_ not in MODAL:
        return False
    return not (child.lower_ in _STANDING and _is_stance(verb))


def _is_stance(verb: Token) -> bool:
    """Whether a verb takes a stand, with nothing that it is supposed under."""
    supposed = any(c.dep_ == "advcl" and c.left_edge.lower_ in _SUPPOSING for c in verb.children)
    perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "be"} for c in verb.children)
    return verb.lemma_.lower() in terms("stances") and not (supposed or perfect)


def _is_left_open(cue: Token) -> bool:
    """Read "neither accepted nor rejected it": neither of the two was done."""
    spread = (cue, cue.head) if cue.dep_ == "conj" else (cue,)
    joints = {c.lower_ for verb in spread for c in verb.children if c.dep_ in _JOINTS}
    return {"neither", "nor"} <= joints


def is_told_by_none(speaker: Span) -> bool:
    """Whether a speaker's words name none at all: "neither side", "no one", "none of them".

    What none of them says is no statement of theirs, and less so its contrary. "No 10" is a name.
    """
    first = speaker[0]
    if first.i and first.nbor(-1).lower_ in _NONE and first.nbor(-1).dep_ != "ROOT":
        return True
    counted = len(speaker) > 1 and speaker[1].like_num and speaker[1].text.isdigit()
    return first.lower_ in _NONE and not counted


def is_question(cue: Token | None, complement: str, root: Token) -> bool:
    """Whether the cue asks: "asked whether", "wondered why"; "asked that X be" demands."""
    if cue is None or cue.lemma_.lower() not in {"ask", "wonder", "question", "inquire"}:
        return False
    first = root.left_edge.lower_
    return complement.endswith("that") and first in _ASKING


def is_withheld(cue: Token | None) -> bool:
    """Whether one is told not to say something: "would not say if", "could not confirm"."""
    return cue is not None and says(cue) and is_negative(cue)


def is_silence(cue: Token | None, root: Token) -> bool:
    """Whether nothing was said: "declined to comment", "refused to confirm"."""
    if cue is None or cue.lemma_.lower() not in {"decline", "refuse"}:
        return False
    return root.lemma_.lower() in terms("silent")
