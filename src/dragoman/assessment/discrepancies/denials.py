"""One account says that something is so, was agreed or was done; another says that it was not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from dragoman.assessment.discrepancies.clashes import Clash, are_two_accounts, side_of
from dragoman.assessment.discrepancies.discussed import undiscussed
from dragoman.assessment.discrepancies.sayings import Saying, Sayings, are_rivals, gap, narrow
from dragoman.assessment.labels import Labels, bare
from dragoman.assessment.negations import negated_terms, said_terms
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import (
    content_words,
    has_like_words,
    is_listed,
    measure_words,
    shorten,
    statement_words,
    subject_words,
    turns_content,
)
from dragoman.model import Act, DiscrepancyKind, Measure, Polarity, Statement

_TELLING = frozenset({Act.ASSERT, Act.ASSESS, Act.PROMISE, Act.ACCEPT, Act.ACCUSE, Act.PRAISE})
_AFFIRMING = _TELLING | {Act.DEMAND, Act.PROPOSE}
"""A demand takes for granted what it names: "spare the surrounded soldiers"."""
_NEXT = 250
"""Within so many code points a short denial ("its troops are not surrounded") points back."""
_AGREED = re.compile(
    r"\b(?:agreed|agreement|settled on|struck|reached a deal|accepted|said yes|signed)\b",
    re.IGNORECASE,
)
_UNAGREED = re.compile(
    r"\b(?:has|have|had|did|was|were)(?: not|n['’]t)(?: been| yet)? agree(?:d)?\b|\bnever agreed\b|"
    r"\bno (?:such )?(?:agreement|deal|accord)\b|\bnothing (?:was|had been|has been) agreed\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|did|does|do|would|will|could|can)(?: not|n['’]t) ",
    re.IGNORECASE,
)
_YET = re.compile(r"\b(?:yet|so far|still|until now|to date)\b", re.IGNORECASE)
_NAMES = re.compile(r"\b[A-Z]\w+")
_DAYS = 7
"""Accounts of one agreement are told within so many days of one another."""


def find_denials(sayings: Sayings, labels: Labels, witnesses: Witnesses) -> Iterator[Clash]:
    """Denials beside what they deny, on the same matter and by different people."""
    affirmed = _Affirmed(sayings.all)
    for denial in sayings.all:
        if not _denies(denial.statement) or undiscussed(denial.statement, denial.text) is not None:
            continue
        rivals = [
            other
            for other in affirmed.near(denial)
            if are_rivals(denial, other, witnesses)
            and _contradicts(denial, other, sayings)
            and not _came_later(denial, other)
        ]
        clash = _clash(denial, rivals, sayings, labels, witnesses)
        if clash is not None:
            yield clash


def _denies(statement: Statement) -> bool:
    """Whether a statement says that something is not so."""
    if statement.act is Act.DENY or _UNAGREED.search(statement_words(statement)):
        return True
    negated = statement.polarity is Polarity.NEGATED or any(m.negated for m in statement.measures)
    return statement.act in (Act.ASSERT, Act.ASSESS) and negated


class _Affirmed:
    """Affirming sayings, found by document, contact, issue and subject word."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._by_key: defaultdict[tuple[str, str], list[Saying]] = defaultdict(list)
        for saying in sayings:
            statement = saying.statement
            if statement.act in _AFFIRMING and statement.polarity is Polarity.AFFIRMED:
                for key in _keys(saying):
                    self._by_key[key].append(saying)

    def near(self, denial: Saying) -> list[Saying]:
        """What may be about the same matter, in the order of the texts."""
        found = {s.statement.id: s for key in _keys(denial) for s in self._by_key.get(key, ())}
        return sorted(found.values(), key=lambda s: (s.document, s.start, s.statement.id))


def _keys(saying: Saying) -> Iterator[tuple[str, str]]:
    statement = saying.statement
    yield "document", saying.document
    if statement.about:
        yield "about", statement.about
    if _AGREED.search(saying.text):
        for word in saying.words:
            if not is_listed(word, "agreeing"):
                yield "agreed", word
    for issue in saying.issues:
        yield "issue", issue
    for measure in statement.measures:
        if measure.agent:
            for word in subject_words(measure):
                yield f"agent {measure.agent}", word


def _came_later(denial: Saying, other: Saying) -> bool:
    """Whether "not yet" has been overtaken by what another tells on a later day."""
    is_later = bool(denial.day and other.day and other.day > denial.day)
    return is_later and bool(_YET.search(denial.text))


def _contradicts(denial: Saying, other: Saying, sayings: Sayings) -> bool:
    """Whether ``other`` says what the denial denies."""
    if other.statement.act in _TELLING and _is_same_claim(denial, other):
        return True
    unagreed = _UNAGREED.search(denial.text) or turns_content(denial.statement)
    if unagreed and _AGREED.search(denial.text):
        return _is_same_agreement(denial, other, sayings)
    return _is_answered(denial, other)


def _is_same_claim(denial: Saying, other: Saying) -> bool:
    """Whether a measure of the other has the words, the doer and the number of one denied."""
    one, two = denial.statement, other.statement
    if one.about and two.about and one.about != two.about:
        return False
    flipped = one.act is Act.DENY or one.polarity is Polarity.NEGATED
    wanted = two.act in (Act.ASSERT, Act.ACCUSE)
    for denied in one.measures:
        agreed = is_listed(denied.action, "agreeing")
        if not (flipped or denied.negated) or not (wanted or agreed):
            continue
        # A plain negation ("will not deliver") is a refusal as often as a denial.
        if one.act is not Act.DENY and not agreed:
            continue
        if any(_is_like(denied, told) for told in two.measures):
            return True
    return False


def _is_like(denied: Measure, told: Measure) -> bool:
    if told.negated or (denied.agent and told.agent and denied.agent != told.agent):
        return False
    if denied.extent and told.extent and not denied.extent.fits(told.extent):
        return False
    return has_like_words(denied, told)


def _is_same_agreement(denial: Saying, other: Saying, sayings: Sayings) -> bool:
    """Whether the other tells of the agreement that is denied: one narrow issue, one subject.

    Two telling words in common make up for an issue that is not known.
    """
    told = other.statement.act in _TELLING and _AGREED.search(other.text)
    if not told or _UNAGREED.search(other.text):
        return False
    abouts = (denial.statement.about, other.statement.about)
    if all(abouts) and abouts[0] != abouts[1]:
        return False
    close = denial.day is None or other.day is None or abs((denial.day - other.day).days) <= _DAYS
    shared = {w for w in denial.words & other.words if not is_listed(w, "agreeing")}
    shared -= {word.casefold() for word in _NAMES.findall(denial.text)}
    return close and len(shared) >= (1 if narrow(denial.issues & other.issues) else 2)


def _is_answered(denial: Saying, other: Saying) -> bool:
    """Whether the denial takes up the other's very words in the same breath.

    "Its troops are not surrounded" beside "the surrounded troops"; "no distress call is in the
    log" beside "it was answering a distress call".
    """
    if denial.document != other.document or gap(denial, other) > _NEXT:
        return False
    told = said_terms(other.text)
    if any(term <= told for term in negated_terms(denial.text)):
        return True
    if not turns_content(denial.statement) or negated_terms(other.text):
        return False
    denied = said_terms(denial.text)
    shared = denied & told
    return len(shared) > 1 and 3 * len(shared) >= 2 * len(denied)


def _clash(
    denial: Saying, rivals: list[Saying], sayings: Sayings, labels: Labels, witnesses: Witnesses
) -> Clash | None:
    statement = denial.statement
    mine = side_of(statement, witnesses, f"{labels.teller(statement)}: not so")
    sides = [
        side_of(r.statement, witnesses, f"{labels.teller(r.statement)}: it is so") for r in rivals
    ]
    others = tuple(side for side in sides if are_two_accounts(mine, side))
    if not others:
        return None
    contact = sayings.contacts.get(statement.about or "")
    issue = next(iter(i for i in statement.issues if i in denial.issues), "")
    words = " ".join(sorted(content_words(_matter(denial))))
    return Clash(
        kind=DiscrepancyKind.DENIAL,
        matter=_matter(denial),
        about=f"{statement.party or mine.witness.who}:{issue}:{words}",
        first=others,
        second=(mine,),
        why="one account says that it is so, the other denies it",
        targets=(contact.id,) if contact else (),
        day=denial.day,
    )


def _matter(denial: Saying) -> str:
    """What is denied, as a question: "whether a quota was agreed"."""
    clause = bare(denial.text)
    turned = _NOT.sub(r"\1 ", clause, count=1)
    if turned != clause:
        return shorten(f"whether {turned}", 12)
    if denial.statement.act is Act.DENY:
        is_clause = denial.text.lower().startswith("that ")
        return shorten(f"whether {clause}" if is_clause else clause, 12)
    measure = next((m for m in denial.statement.measures), None)
    return shorten(measure_words(measure) if measure else clause, 12)
