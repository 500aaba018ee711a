"""Sentences about deeds and about what is judged or forecast, in the words of the text."""

from collections.abc import Iterator

from dragoman.briefing.days import phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.naming import is_telling_name
from dragoman.briefing.phrases import Phrase, content_of, phrase_of
from dragoman.briefing.predicates import predicate
from dragoman.briefing.quoting import is_in_place, own_sentence
from dragoman.briefing.wording import LINE_WORDS, capital, count_words, joined, tidy
from dragoman.model import Act, Assessment, Deed, Passage


def deed_sentences(deed: Deed, lookup: Lookup) -> Iterator[str]:
    """What was done and on which day; who tells it where it is not the narrator."""
    told = f", {speakers} said" if (speakers := _speakers(deed, lookup)) else ""
    day = f", {phrase(deed.happened_on)}" if deed.happened_on else " (day not given)"
    for tail in (_tail(day, told), day, told):
        room = LINE_WORDS - count_words(tail)
        yield _done(deed, lookup, room) + tail


def _tail(day: str, told: str) -> str:
    """Day and teller; the brackets of an unknown day close the line."""
    return told + day if day.startswith(" (") else day + told


def _speakers(deed: Deed, lookup: Lookup) -> str:
    statement = lookup.by_attribution.get(deed.attribution or "")
    if statement is None:
        return ""
    return joined([lookup.named(s) for s in statement.speakers[:2] if is_telling_name(s)])


def _done(deed: Deed, lookup: Lookup, room: int) -> str:
    """The clause that tells it; without one, who did what to whom by the names."""
    words = _telling(deed, lookup)
    if words:
        return Phrase(phrase_of(words).text).shown(room)
    actor = lookup.named(deed.actor) if deed.actor else "somebody not named"
    kind = tidy(deed.plover_mode or deed.plover_type).replace("-", " ").lower()
    recipient = f" ({lookup.named(deed.recipient)})" if deed.recipient else ""
    return f"{capital(actor)}: {kind}{recipient}"


def _telling(deed: Deed, lookup: Lookup) -> str:
    """The words that tell it; of a bare noun ("strikes") the sentence in which it stands."""
    passage = deed.measure.passage if deed.measure else None
    if passage is None:
        found: list[Passage] = [p for p in deed.passages if p.role in ("measure", "content")]
        passage = found[0] if found else None
    if passage is None:
        return ""
    document = lookup.documents.get(passage.document)
    if count_words(passage.exact) > 2 or document is None or not is_in_place(passage, document):
        return passage.exact
    return own_sentence(document.text, passage.start, passage.end)


def assessment_sentences(assessment: Assessment, lookup: Lookup) -> Iterator[str]:
    """Who judged or expected what, in his or her words; without a full stop."""
    author = lookup.named(assessment.author) if assessment.author else "the text"
    yield f"{author} {_judged(assessment, lookup, LINE_WORDS - count_words(author))}"


def _judged(assessment: Assessment, lookup: Lookup, room: int) -> str:
    statement = lookup.statements.get(assessment.statement or "")
    words = phrase_of((content_of(statement) if statement else "") or assessment.claim)
    return predicate(Act.ASSESS, words, room)
