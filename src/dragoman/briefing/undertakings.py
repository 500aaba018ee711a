"""Sentences about commitments, from their fullest form to their shortest."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.days import phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import Form, Phrase, phrase_of
from dragoman.briefing.predicates import predicate
from dragoman.briefing.standpoints import statement_phrase
from dragoman.briefing.wording import LINE_WORDS, clip, count_words, joined, quoted, tidy
from dragoman.model import Act, AgreementStage, Commitment, Mark, Measure, Stage

_BOTH = (Mark.BOTH_SIDES, Mark.INDEPENDENT)
"""Marks that bear out a confirmation by both; a third's word for it is given as that."""

_UNDERTAKEN = {Act.ACCEPT, Act.PROMISE, Act.PROPOSE}


def measure_words(measure: Measure, lookup: Lookup, room: int) -> str:
    """A measure in the words of its document, else as agent, action, object and recipient."""
    if measure.passage and measure.passage.exact.strip():
        return quoted(measure.passage.exact, room)
    doing = "not to " if measure.negated else ""
    recipient = f"for {lookup.party(measure.recipient)}" if measure.recipient else ""
    parts = (f"{doing}{tidy(measure.action)}", tidy(measure.object), tidy(recipient))
    words = " ".join(part for part in parts if part)
    return clip(words, room) if words else "something not given"


def last_stage(series: Sequence[Stage]) -> str:
    """The stage that a series has reached, empty while it has none."""
    return series[-1].stage if series else ""


def commitment_sentences(
    commitment: Commitment, lookup: Lookup, room: int = LINE_WORDS
) -> Iterator[str]:
    """Who undertook what, how far it is agreed and kept; without a full stop.

    ``room`` is the number of words that the sentence may have.
    """
    kept = last_stage(commitment.compliance)
    kept = f" ({kept})" if kept else ""
    for tail in (_due(commitment, lookup) + kept, kept):
        yield _undertaking(commitment, lookup, room - count_words(tail)) + tail


def _due(commitment: Commitment, lookup: Lookup) -> str:
    """By when; nothing where the quoted words say it themselves."""
    due = commitment.due_on
    words = commitment_phrase(commitment, lookup).text.lower()
    if due is None or (due.edtf and due.text and tidy(due.text).lower() in words):
        return ""
    if not due.edtf or due.relation not in ("until", "during", "since"):
        return f", due {phrase(due)}"
    return f", {phrase(due)}"


def _undertaking(commitment: Commitment, lookup: Lookup, room: int) -> str:
    bound = [lookup.party(party) for party in commitment.parties]
    who = joined([*bound[:3], *(["others"] if len(bound) > 3 else [])]) or "parties not named"
    words = commitment_phrase(commitment, lookup)
    if not words.text:
        return _unquoted(commitment, who, lookup, room)
    match last_stage(commitment.agreement):
        case AgreementStage.PROPOSED:
            lead = f"It was proposed that {_proposing(who, words)}"
            return f"{lead} {words.shown(room - count_words(lead))}".replace("  ", " ")
        case AgreementStage.WITHDRAWN:
            lead = f"{who} took back an undertaking:"
            return f"{lead} {words.shown(room - count_words(lead))}"
        case AgreementStage.SIGNED:
            lead = f"{who} signed" if words.form is Form.NOUN else f"{who} signed an undertaking:"
            return f"{lead} {words.shown(room - count_words(lead))}"
        case AgreementStage.CONFIRMED_BY_BOTH if lookup.mark(commitment) in _BOTH:
            told = predicate(Act.ACCEPT, words, room - count_words(f"{who} as both sides said"))
            if told.startswith("agreed "):
                return f"{who} agreed, as both sides said, {told.removeprefix('agreed ')}"
            return f"Both sides said that {who} {told}"
    act, cue = _act(commitment, lookup)
    return f"{who} {predicate(act, words, room - count_words(who), cue)}"


def _proposing(who: str, words: Phrase) -> str:
    """What a proposal's quoted words are to their sentence: an infinitive, a clause, a thing."""
    return {Form.TO: who, Form.THAT: "", Form.SPEECH: ""}.get(words.form, f"{who} undertake")


def _unquoted(commitment: Commitment, who: str, lookup: Lookup, room: int) -> str:
    """An undertaking for which no document has words: an analyst's own entry."""
    measure = next(iter(commitment.measures), Measure())
    told = measure_words(measure, lookup, max(room - 10, 5))
    stage = last_stage(commitment.agreement) or "promised"
    did = {"claimed by one": "agreed", "confirmed by both": "agreed, as both sides said"}
    if stage == AgreementStage.PROPOSED:
        return f"It was proposed that {who} undertake: {told}"
    if stage == AgreementStage.WITHDRAWN:
        return f"{who} took back an undertaking: {told}"
    return f"{who} {did.get(stage, stage)}: {told}"


def commitment_phrase(commitment: Commitment, lookup: Lookup) -> Phrase:
    """The words of the undertaking: a speaker's own, else the measure's, else the account's."""
    for statement in lookup.said(_told_in(commitment)):
        if statement.act in _UNDERTAKEN and len(statement.measures) < 2:
            return statement_phrase(statement)
    found = [m.passage.exact for m in commitment.measures if m.passage and not m.negated]
    found += [p.exact for p in commitment.passages if p.role in ("content", "measure", "outcome")]
    phrases = [phrase_of(words) for words in found if words.strip()]
    return next(iter(phrases), Phrase(""))


def _told_in(commitment: Commitment) -> list[str]:
    """Ids of the statements behind the series, the furthest stage first."""
    return [id for stage in reversed(commitment.agreement) for id in stage.statements]


def _act(commitment: Commitment, lookup: Lookup) -> tuple[str, str]:
    """What the parties did, and the document's word for it."""
    for statement in lookup.said(_told_in(commitment)):
        if statement.act in _UNDERTAKEN:
            return statement.act, lookup.cue(statement)
    claimed = (AgreementStage.CLAIMED_BY_ONE, AgreementStage.CONFIRMED_BY_BOTH)
    agreed = last_stage(commitment.agreement) in claimed
    return (Act.ACCEPT if agreed else Act.PROMISE), ""
