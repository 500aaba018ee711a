"""Whether a deed is told as done or under way, not planned, denied, demanded or supposed.

Nor an accident, which nobody does, nor an attack in words.
"""

from spacy.tokens import Token

from dragoman.extraction.deeds.candidates import Candidate, is_active_participle, verb_over
from dragoman.extraction.deeds.parties import doer
from dragoman.extraction.deeds.words import DEED_NOUNS, deed_words, word_set
from dragoman.extraction.frame_words import frame_words
from dragoman.extraction.frames import frame_at
from dragoman.extraction.moods import Tense
from dragoman.extraction.reading import Reading
from dragoman.extraction.tense import tense_of
from dragoman.extraction.verb_forms import MODAL, is_negative
from dragoman.model import SegmentKind

_SUPPOSING = frozenset({"if", "unless", "whether", "until", "allegedly", "once"})
_WHICHEVER = frozenset({"any", "every", "no", "whichever"})
_CLAUSES = ("ccomp", "xcomp", "acl", "pcomp", "prep", "dobj", "advcl")
_BE_NOW = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m"})
_IMPLYING = frame_words("implied", "done") | {"use", "leave", "find", "see"}
_GOING_ON = ("continue", "keep")
_MORE = frozenset({"further", "another", "next", "new"})
_FAR = 6


def is_told(reading: Reading, found: Candidate) -> bool:
    """Whether the text tells of a candidate as done or under way."""
    if found.verb.sent[-1].text == "?" or is_supposed(found.verb):
        return False
    if found.is_nominal:
        return _is_noun_told(reading, found)
    if found.trigger.pos_ != "VERB" and _words(found.trigger) & (deed_words("untold") - _MORE):
        return False
    return _is_verb_told(reading, found)


def _is_verb_told(reading: Reading, found: Candidate) -> bool:
    """Past, perfect or under way; a participle when a doer or a day vouches for it."""
    verb = found.verb
    if is_active_participle(verb):
        return _is_along(verb)
    bare = not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    if bare and verb.dep_ in ("acl", "amod", "advcl") and verb.tag_ == "VBN":
        return _is_participle_told(reading, found)
    if verb.tag_ == "VBG" and verb.dep_ in ("acl", "advcl", "pcomp", "conj"):
        return _is_along(verb)
    frame = found.frame
    if frame.negated or frame.modalities or frame.hypothetical:
        return False
    if bare and verb.tag_ == "VBG" and verb.dep_ != "xcomp":
        return False
    if reading.kind(verb) is SegmentKind.HEADLINE and verb.tag_ in ("VBZ", "VBP", "VBD"):
        return True
    if verb.dep_ == "xcomp" and verb.head.lemma_ not in _IMPLYING:
        return False
    if frame.tense is Tense.PAST:
        return tense_of(verb) != "future"
    if frame.tense is None and bare and verb.tag_ == "VBN":
        return any(c.dep_ == "nsubj" for c in verb.children)
    return frame.tense is Tense.PRESENT and _is_under_way(reading, found)


def _is_under_way(reading: Reading, found: Candidate) -> bool:
    """As in: "A is shelling B"; "A provides B with arms" where A is named."""
    verb = found.verb
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if helpers & _BE_NOW and (verb.tag_ == "VBG" or "being" in helpers):
        return True
    if verb.tag_ == "VB" and verb.dep_ == "xcomp":
        return verb.head.tag_ == "VBG" or verb.head.lemma_ in _GOING_ON
    who = doer(reading, found.agent)
    return verb.tag_ in ("VBZ", "VBP") and who is not None and not who.described


def _is_participle_told(reading: Reading, found: Candidate) -> bool:
    """As in: "The ship seized by B", "areas besieged by A", "the crew detained last week"."""
    verb = found.verb
    head = found.patient if found.patient is not None else verb.head
    if _words(head) & deed_words("untold") or is_negative(verb):
        return False
    if any(c.dep_ == "agent" for c in verb.children):
        return True
    dated = any(
        (verb.left_edge.i <= timed.span.start <= verb.right_edge.i and ":past" in timed.when.form)
        or "-1" in timed.when.form
        for timed in reading.times
        if verb.i < timed.span.start < verb.i + 4
    )
    placed = any(c.dep_ == "prep" and c.lower_ in ("in", "within", "at") for c in verb.children)
    return dated or placed


def _is_along(verb: Token) -> bool:
    """As in: "ambushed a patrol, killing four": a participle is as done as what governs it."""
    if any(c.dep_ == "neg" for c in verb.children):
        return False
    above = verb.head
    if verb.dep_ == "pcomp":
        if above.lower_ not in ("by", "after", "since", "while", "in", "for"):
            return False
        above = above.head
    if is_active_participle(verb):
        above = verb_over(verb) or above
    elif above.pos_ not in ("VERB", "AUX"):
        above = next((a for a in above.ancestors if a.pos_ in ("VERB", "AUX")), above)
    return _is_real(above) and above.lemma_.lower() not in deed_words("unreal")


def _is_real(verb: Token) -> bool:
    """Whether a governing verb tells of something real, past or present."""
    if verb.pos_ not in ("VERB", "AUX"):
        return True
    if {c.lower_ for c in verb.children if c.dep_ == "aux"} & MODAL or is_negative(verb):
        return False
    frame = frame_at(verb, None)
    return not (frame.modalities or frame.hypothetical or frame.negated) and (
        frame.tense in (Tense.PAST, Tense.PRESENT)
    )


def _is_noun_told(reading: Reading, found: Candidate) -> bool:
    """Whether a noun by itself tells of something done.

    "The attack must stop", "an end to attacks" and "the planned release" tell of nothing done.
    """
    noun, frame = found.trigger, found.frame
    if _words(noun) & deed_words("untold") or frame.negated or frame.hypothetical:
        return False
    if _is_past_doubt(noun):
        return True
    if frame.modalities:
        return False
    step = noun
    while step.dep_ == "conj" and step.head.pos_ in ("NOUN", "PROPN"):
        step = step.head
    if step.dep_ in ("nsubj", "nsubjpass") and step.head.pos_ in ("VERB", "AUX"):
        if any(c.lemma_.lower() in deed_words("aims") for c in step.head.children):
            return False
        told = _is_real(step.head) and step.head.lemma_.lower() not in deed_words("untold")
        return told and (_is_fresh(noun) or frame_at(step.head, None).tense is Tense.PAST)
    if step.dep_ == "pobj":
        return _is_after(found, step) and _is_specific(found)
    if step.dep_ == "dobj" and step.head.lower_ == "following" and step.head.dep_ != "ROOT":
        return _is_specific(found)
    if step.dep_ in ("dobj", "attr", "appos", "dep"):
        return _is_real(step.head) and _is_vouched(step.head, found) and _is_specific(found)
    headline = reading.kind(noun) is SegmentKind.HEADLINE
    return (headline or step.dep_ == "ROOT") and _is_specific(found) and _is_fresh(noun)


def _is_past_doubt(noun: Token) -> bool:
    """As in: "this attack", "the recent strikes": known, whatever is asked or planned about it."""
    harm = any(s.type == "ASSAULT" for s in DEED_NOUNS.get(noun.lemma_.lower(), ()))
    return harm and bool(_words(noun) & deed_words("known"))


def _is_after(found: Candidate, step: Token) -> bool:
    """Behind a preposition: after one that presupposes it, or definite under a real verb."""
    verbs = (a for a in step.ancestors if a.pos_ in ("VERB", "AUX") and a.dep_ != "prep")
    verb = next((a for a in verbs if a.lower_ not in deed_words("after_which")), None)
    if verb is not None and not _is_real(verb):
        return False
    if step.head.lower_ in deed_words("after_which"):
        return True
    return _is_fresh(found.trigger) or found.agent is not None


def _is_vouched(verb: Token, found: Candidate) -> bool:
    """Whether the verb over a noun leaves it done: the noun is definite, or the verb is factive."""
    lemma = verb.lemma_.lower()
    if lemma in deed_words("unreal") | deed_words("unvouching"):
        return False
    return lemma in deed_words("unconcerned") or _is_fresh(found.trigger)


def _is_fresh(noun: Token) -> bool:
    """Whether a noun names one deed rather than a kind: "the", "recent", "A's"."""
    return bool(_words(noun) & deed_words("fresh")) or any(c.dep_ == "poss" for c in noun.children)


def _is_specific(found: Candidate) -> bool:
    """Whether a noun by itself says anything of who, whom or where."""
    if found.agent is not None or found.patient is not None or found.recipient is not None:
        return True
    placed = any(c.dep_ == "prep" and c.lower_ in ("in", "at", "near", "inside")
                 for c in found.trigger.children)  # fmt: skip
    was = found.trigger.dep_ == "attr" and found.trigger.head.tag_ == "VBD"
    return placed or was or (_is_fresh(found.trigger) and found.trigger.tag_ == "NN")


def _words(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children}


def is_supposed(verb: Token) -> bool:
    """Whether the clause hangs on an "if" or on a verb that does not vouch for it."""
    step = verb
    for _ in range(_FAR):
        marks = {c.lower_ for c in step.children if c.dep_ in ("mark", "advmod")}
        if marks & _SUPPOSING or _is_as_soon_as(step) or _is_inverted(step):
            return True
        if step.head == step or (step.dep_ == "relcl" and not _words(step.head) & _WHICHEVER):
            return False
        if step.dep_ == "relcl":
            return True
        unreal = step.head.lemma_.lower() in deed_words("unreal")
        if unreal and step.dep_ in _CLAUSES and not _is_aside(step):
            return True
        step = step.head
    return False


def _is_inverted(clause: Token) -> bool:
    """As in: "Had A bombed it, B would have left"."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    had = next((c for c in clause.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    return subject is not None and had is not None and had.i < subject.i


def _is_as_soon_as(clause: Token) -> bool:
    mark = next((c for c in clause.children if c.dep_ == "mark" and c.lower_ == "as"), None)
    return mark is not None and mark.i > 0 and mark.nbor(-1).lower_ in ("soon", "long")


def _is_aside(step: Token) -> bool:
    """A circumstance ("after the attack", "when A seized B") is no part of what is demanded."""
    if step.dep_ == "advcl":
        return True
    return step.dep_ == "prep" and step.lower_ in deed_words("after_which") - {"from"}


_BY_WORDS = ("attack", "assault", "target", "strike", "hit", "raid", "shoot")


def is_of_words(reading: Reading, found: Candidate) -> bool:
    """As in: "Attacked her opponent as a fraud", "A attacked B for his remarks"."""
    verb, patient = found.verb, found.patient
    if found.suffered and found.trigger.lemma_.lower() in ("fire", "attack"):
        return any(c.lower_ in ("from", "for", "over") for c in verb.children)
    if found.trigger.pos_ != "VERB" and found.trigger.lemma_.lower() in ("attack", "assault"):
        calling = any(c.dep_ == "advcl" and c.lower_ == "calling" for c in verb.children)
        if patient is not None and patient.lemma_.lower() in word_set("papers"):
            return True
        return calling or bool(_words(found.trigger) & deed_words("of_words"))
    if verb.lemma_ not in _BY_WORDS:
        return False
    mention = reading.names.at(patient.i) if patient is not None else None
    if mention is not None and mention.noun in ("person", "unnamed"):
        return verb.lemma_ != "shoot"
    return any(c.dep_ == "prep" and c.lower_ in ("as", "for", "over") for c in verb.children)


def is_accident(verb: Token) -> bool:
    """As in: "A quake killed 40 people", "80 were killed in a crash": nobody did it."""
    near = [c for c in verb.children if c.dep_ == "nsubj"]
    near += [t for c in verb.children if c.dep_ in ("prep", "agent") for t in c.children]
    return any(token.lemma_.lower() in deed_words("accidents") for token in near)
