"""Moods: whether what a frame tells is done, due, meant, refused, supposed or only said.

Read from the words above a deed. Verbs that imply it ("was forced to withdraw", "managed to
halt") leave it done, "failed to" undoes it (Karttunen 1971); a verb of saying ends the search,
for what stands above that is another voice's.
"""

from collections.abc import Iterator
from enum import StrEnum

from attrs import define, field, frozen
from spacy.tokens import Token

from dragoman.extraction.attribution.lexicon import says
from dragoman.extraction.frame_words import frame_words, modal_words
from dragoman.extraction.verb_forms import is_negative, is_past

_UP = frozenset({"xcomp", "acomp", "pcomp", "dobj", "pobj", "prep", "ccomp", "conj", "attr", "acl",
                 "nsubjpass", "oprd", "agent", "dative"})  # fmt: skip
_SUPPOSING = frozenset({"if", "unless", "whether", "until", "once", "provided"})
_CONTRARY = frozenset({"without", "instead", "rather"})
_FAR = 12


class Modality(StrEnum):
    """What stands between a deed and its being done."""

    DUE = "due"
    POSSIBLE = "possible"
    COMING = "coming"
    READY = "ready"
    MEANT = "meant"
    WISHED = "wished"
    ASKED = "asked"
    REFUSED = "refused"
    THREATENED = "threatened"
    ALLOWED = "allowed"
    ENDED = "ended"


class Tense(StrEnum):
    """When, by the governing verb: past (perfects too), present, future."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


@frozen(kw_only=True)
class Mood:
    """What the words above a predicate say of it; fields as in ``frames.Frame``."""

    negated: bool
    modalities: tuple[Modality, ...]
    tense: Tense | None
    hypothetical: bool
    cues: tuple[int, ...]


def mood_of(governor: Token, predicate: Token) -> Mood:
    """The mood of a predicate; ``governor`` is its light verb, else the predicate itself."""
    climb = _Climb()
    if predicate.i != governor.i:
        climb.look_at_noun(predicate)
    climb.up(governor)
    tense = climb.tense
    if tense is Tense.PAST and climb.modalities:
        tense = None
    return Mood(
        negated=climb.negations % 2 == 1,
        modalities=tuple(dict.fromkeys(climb.modalities)),
        tense=tense,
        hypothetical=climb.supposed or _is_imagined(governor),
        cues=tuple(climb.cues),
    )


@define(kw_only=True)
class _Climb:
    """One way up from a predicate: what was met, innermost first."""

    negations: int = 0
    modalities: list[Modality] = field(factory=list)
    tense: Tense | None = None
    supposed: bool = False
    cues: list[int] = field(factory=list)

    def look_at_noun(self, noun: Token) -> None:
        """Take in what hangs on a noun of action: "no", "the planned"."""
        words = {c.lower_ for c in noun.lefts}
        self.negations += bool(words & {"no", "neither"})
        if words & frame_words("coming"):
            self.modalities.append(Modality.POSSIBLE)

    def up(self, start: Token) -> None:
        """Climb from the predicate to the root of its sentence."""
        below, token = None, start
        for _ in range(_FAR):
            if not self.cues:
                self._take(token, below)
            elif below is not None and _is_cue_over(token, below):
                self.cues.append(token.i)
            self.supposed |= _is_supposing(token)
            adjunct = token.dep_ == "prep" and token.lower_ in frame_words("adjunct")
            if token.head.i == token.i:
                return
            if token.dep_ not in _UP or adjunct:
                self._look_beyond(token)
                return
            below, token = token, token.head

    def _look_beyond(self, token: Token) -> None:
        """A circumstance or a subject shares the voice of the clause above, not its mood."""
        for above in token.ancestors:
            if _is_clausal(above) and _is_cue_over(above, _under(above, token)):
                self.cues.append(above.i)
            self.supposed |= _is_supposing(above) and above.dep_ != "ROOT"
        if self.tense is None and _shares_its_time(token) and not is_negative(token.head):
            self.tense = Tense.PAST if tense_in(token.head) is Tense.PAST else None

    def _take(self, token: Token, below: Token | None) -> None:
        lemma = token.lemma_.lower()
        if below is not None and _is_cue_over(token, below):
            if lemma in modal_words() and not _is_flat(token, below):
                self.modalities.append(Modality(modal_words()[lemma]))
            self.cues.append(token.i)
            return
        verbal = token.pos_ in {"VERB", "AUX"}
        joined = below is not None and below.dep_ == "conj"
        if token.pos_ in {"NOUN", "PROPN"} and not joined:
            self.look_at_noun(token)
        if verbal and not (joined and _has_own_time(below)):
            self._take_verb(token)
        if below is not None and not joined:
            self._take_word(lemma, token)

    def _take_verb(self, verb: Token) -> None:
        self.negations += is_negative(verb)
        for child in verb.children:
            if child.dep_ == "aux":
                self.modalities.extend(_modal(child))
        self.negations += verb.dep_ == "pcomp" and verb.head.lower_ in _CONTRARY
        if self.tense is None:
            self.tense = tense_in(verb)

    def _take_word(self, lemma: str, token: Token) -> None:
        """Take in a governing word ("agreed to", "failed to", "the refusal to")."""
        if lemma in frame_words("implied", "not_done"):
            self.negations += 1
        elif lemma in modal_words() and lemma not in frame_words("implied", "done"):
            self.modalities.append(Modality(modal_words()[lemma]))


def tense_in(verb: Token) -> Tense | None:
    """The tense that a verb form itself shows; None for infinitives and participles."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if auxiliaries & frame_words("auxiliaries", "coming"):
        return Tense.FUTURE
    if is_past(verb):
        return Tense.PAST
    if verb.tag_ == "VBN" and not auxiliaries and verb.dep_ in {"acl", "ROOT", "advcl"}:
        return Tense.PAST
    if verb.tag_ in {"VBZ", "VBP"} or auxiliaries & {"is", "are", "am", "'s", "'re", "'m"}:
        return Tense.PRESENT
    return None


def _modal(auxiliary: Token) -> Iterator[Modality]:
    for name in ("due", "possible", "coming"):
        if auxiliary.lower_ in frame_words("auxiliaries", name):
            yield Modality(name)


def _is_cue_over(token: Token, below: Token) -> bool:
    """Whether a word reports what stands below it: "said that …", "the claim that …"."""
    if below.dep_ not in {"ccomp", "acl"} and not (below.dep_ == "xcomp" and says(token)):
        return False
    if below.dep_ == "xcomp":
        return False
    if token.pos_ == "NOUN":
        return below.dep_ == "acl" and any(c.lower_ == "that" for c in below.children)
    implied = frame_words("implied", "done") | frame_words("implied", "not_done")
    return token.pos_ == "VERB" and token.lemma_.lower() not in implied | {"let", "see", "ensure"}


def _is_flat(cue: Token, below: Token) -> bool:
    """Read "insisted that it was withdrawn": finite and indicative, so told as a fact."""
    auxiliaries = {c.lower_ for c in below.children if c.dep_ in {"aux", "auxpass"}}
    bare = below.tag_ == "VB" and "to" not in auxiliaries
    return not (bare or auxiliaries & {"to", "be", "should"})


def _is_supposing(token: Token) -> bool:
    marks = (c.lower_ for c in token.children if c.dep_ in {"mark", "advmod"})
    return any(mark in _SUPPOSING for mark in marks) and token.dep_ in {"advcl", "ccomp", "pcomp"}


def _is_imagined(verb: Token) -> bool:
    """Read "would have struck" and "would strike if …": the main clause of a supposition."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & {"would", "could", "'d"} and "have" in auxiliaries:
        return True
    conditional = any(c.dep_ == "advcl" and _is_supposing(c) for c in verb.children)
    return conditional and bool(auxiliaries & {"would", "could", "might"})


def _has_own_time(below: Token | None) -> bool:
    """Whether a joined verb bears its own tense: "halted the talks and will resume them"."""
    if below is None:
        return False
    subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in below.children)
    finite = below.tag_ in {"VBD", "VBZ", "VBP"}
    return subject or finite or any(c.dep_ == "aux" for c in below.children)


def _shares_its_time(token: Token) -> bool:
    """Read "the attack killed four" and "after seizing it, A left": as past as the verb above."""
    behind = token.lower_ in frame_words("adjunct", "behind_us")
    return token.dep_ in {"nsubj", "advcl"} or (token.dep_ == "prep" and behind)


def _is_clausal(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"}


def _under(above: Token, token: Token) -> Token:
    """The child of ``above`` over ``token``."""
    for step in (token, *token.ancestors):
        if step.head.i == above.i:
            return step
    return token
