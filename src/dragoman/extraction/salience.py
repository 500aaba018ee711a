"""Salience: how likely a person mentioned before is the one whom a pronoun means.

Weights after Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution":
recency, subject before object, parallel parts. Verbs add their own: whom one blames is "he" in
"because he", who is urged does what follows (``causality.tsv``), who says is "he" in what is said.
"""

from collections.abc import Iterator

from attrs import define, frozen

from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "iobj", "dative", "pobj", "nsubjpass")
_INNER = ("relcl", "acl")
_CLAUSES = ("ccomp", "xcomp", "advcl", "pcomp", "prep", "agent")
_REASONS = frozenset(["because", "since", "as", "for", "after"])
_DUTIES = frozenset(["must", "should", "ought", "need"])
_ASKING = frozenset(["ask", "question", "quiz"])
_RECENT = 4.0
_SUBJECT = 4.0
_EMBEDDED = 2.0
_OBJECT = 1.0
_PARALLEL = 1.5
_TOPIC = 1.0
_OTHER_VOICE = -3.0
_SAYS = 3.0
_SIGN = 7.0
_STEPS = 4


def subject_before(sheet: Sheet, index: int) -> int | None:
    """The nearest subject before a token, in its sentence or the one before; None for none."""
    floor = sheet.sentence[index] - 1
    for at in range(index - 1, -1, -1):
        if sheet.sentence[at] < floor:
            return None
        if sheet.dep[at] in SUBJECTS and sheet.tag[at] not in ("WP", "WDT", "EX", "DT"):
            return at
    return None


@frozen(kw_only=True)
class Candidate:
    """A mention that a pronoun may mean; ``who`` is an entity's id, or "?" and a token's index
    for somebody who is nobody that the text names. ``several``: the mention joins others."""

    index: int
    who: str
    quoted: bool
    joined: bool = False


@define(kw_only=True)
class Salience:
    """Weighs candidates on one sheet. ``counts`` tells how often each is mentioned."""

    sheet: Sheet
    words: Words
    quoted: list[bool]
    counts: dict[str, int]

    def weight(self, candidate: Candidate, index: int) -> float:
        """The weight of a candidate for the pronoun at ``index``."""
        sheet, at = self.sheet, candidate.index
        weight = -_RECENT * (sheet.sentence[index] - sheet.sentence[at]) + self._standing(at, index)
        subject = self.is_subject(at)
        if (subject and self.is_subject(index)) or sheet.dep[at] == sheet.dep[index]:
            weight += _PARALLEL
        if candidate.quoted != self.quoted[index]:
            weight += _OTHER_VOICE
        if self.counts.get(candidate.who, 0) > 2:
            weight += _TOPIC
        if sheet.sentence[at] == sheet.sentence[index]:
            weight += self._by_verb(at, index)
        return weight

    def _standing(self, at: int, index: int) -> float:
        """The weight of a part in its sentence; an inner clause's subject counts less outside."""
        if not self.is_subject(at):
            return _OBJECT
        verb = verb_of(self.sheet, at)
        inner = self.sheet.dep[verb] in _INNER and not self.is_under(index, verb)
        return _EMBEDDED if inner else _SUBJECT

    def is_subject(self, index: int) -> bool:
        """Whether the token is a subject, or joined to one by "and"."""
        dep = self.sheet.dep
        joined = dep[index] == "conj" and dep[self.sheet.head[index]] in SUBJECTS
        return joined or dep[index] in SUBJECTS

    def is_under(self, index: int, top: int) -> bool:
        """Whether the token hangs, over any steps, on ``top``."""
        while index != top:
            above = self.sheet.head[index]
            if above == index:
                return False
            index = above
        return True

    def _by_verb(self, at: int, index: int) -> float:
        """What the verbs above the pronoun say for a candidate that is their subject or object."""
        for verb, clause in self.above(index):
            if verb_of(self.sheet, at) != verb or at > index:
                continue
            if self.is_subject(at) and self.sheet.dep[at] != "nsubjpass":
                return self._for_subject(verb, clause)
            if self.sheet.dep[at] in _OBJECTS:
                return self._for_object(verb, clause, index)
        return 0.0

    def above(self, index: int) -> Iterator[tuple[int, int]]:
        """The verbs above the pronoun's own clause, each with the top of what hangs on it."""
        sheet, at = self.sheet, index
        for _ in range(2 * _STEPS):
            over = sheet.head[at]
            if over == at:
                return
            if sheet.tag[over][:2] == "VB" and sheet.dep[at] in _CLAUSES:
                yield over, at
            at = over

    def _for_subject(self, verb: int, clause: int) -> float:
        lemma, causes = self.sheet.lemma[verb], self.words.causality
        if self.is_reason(clause):
            return _SIGN if lemma in causes["subject"] else 0.0
        says = self.sheet.dep[clause] == "ccomp" and lemma in self.words.dealings["say"]
        return _SAYS if says and not self._is_bidden(verb, clause) else 0.0

    def _for_object(self, verb: int, clause: int, index: int) -> float:
        lemma, causes = self.sheet.lemma[verb], self.words.causality
        if self.is_reason(clause) or self.sheet.dep[clause] == "prep":
            owned = self.sheet.tag[index] == "PRP$" or self.is_reason(clause)
            return _SIGN if lemma in causes["object"] and owned else 0.0
        bidden = self.sheet.dep[clause] == "xcomp" and lemma in causes["bidden"]
        return _SIGN if bidden or self._is_bidden(verb, clause) else 0.0

    def is_reason(self, clause: int) -> bool:
        """Whether the clause gives a reason ("because he …")."""
        sheet = self.sheet
        marks = [
            at for at in sheet.children(clause, clause - 12, clause) if sheet.dep[at] == "mark"
        ]
        return sheet.dep[clause] == "advcl" and any(sheet.lower[at] in _REASONS for at in marks)

    def _is_bidden(self, verb: int, clause: int) -> bool:
        """Whether "told him that he must", "asked him whether he" stand here."""
        sheet, lemma = self.sheet, self.sheet.lemma[verb]
        if sheet.dep[clause] != "ccomp":
            return False
        parts = sheet.children(clause, clause - 12, clause)
        if lemma in _ASKING:
            return any(sheet.lower[at] in ("whether", "if", "why", "how", "what") for at in parts)
        told = lemma in self.words.causality["bidden"] or lemma == "tell"
        duty = any(sheet.lemma[at].lower() in _DUTIES for at in (*parts, clause))
        return told and (
            duty or (sheet.lemma[clause] == "have" and sheet.lower[clause + 1] == "to")
        )


def verb_of(sheet: Sheet, index: int) -> int:
    """The verb of which the token is an argument, over one preposition and over "and"."""
    for _ in range(_STEPS):
        if sheet.dep[index] != "conj":
            break
        index = sheet.head[index]
    above = sheet.head[index]
    return sheet.head[above] if sheet.dep[index] == "pobj" else above
