"""Sentences about commitments and discrepancies, from their fullest form to their shortest."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.days import phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import LINE_WORDS, clip, count_words, joined, quoted, tidy, words_of
from dragoman.model import (
    Account,
    AgreementStage,
    Commitment,
    Discrepancy,
    DiscrepancyKind,
    Measure,
    Stage,
)

_ROOM_FOR_MEASURE = (14, 9, 5)
"""Words of the undertaking itself, from the fullest sentence to the shortest."""

_BY_ONE = "By one account, "

_DIFFERED = {
    DiscrepancyKind.DENIAL: "Accounts differed on",
    DiscrepancyKind.OUTCOME: "Accounts differed on",
    DiscrepancyKind.NUMBER: "Accounts gave different numbers for",
}


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
    commitment: Commitment, lookup: Lookup, *, alone: bool = False
) -> Iterator[str]:
    """Who undertook what, how far it is agreed and kept; without a full stop.

    ``alone`` leaves out that one account tells it: the sentence around it says so.
    """
    due = f", due {phrase(commitment.due_on)}" if commitment.due_on else ""
    kept = last_stage(commitment.compliance)
    kept = f" ({kept})" if kept else ""
    for tail in (due + kept, kept):
        for room in _ROOM_FOR_MEASURE:
            told = _undertaking(commitment, lookup, room)
            yield (told.removeprefix(_BY_ONE) if alone else told) + tail


def _undertaking(commitment: Commitment, lookup: Lookup, room: int) -> str:
    bound = [lookup.party(party) for party in commitment.parties]
    who = joined([*bound[:3], *(["others"] if len(bound) > 3 else [])])
    what = joined([measure_words(m, lookup, room) for m in commitment.measures[:1]])
    what = what or "something not given"
    match last_stage(commitment.agreement):
        case AgreementStage.PROPOSED:
            return f"It was proposed that {who or 'parties not named'} undertake: {what}"
        case AgreementStage.WITHDRAWN:
            return f"{_subject(who)} took back an undertaking: {what}"
        case AgreementStage.SIGNED:
            return f"{_subject(who)} signed an undertaking: {what}"
        case AgreementStage.CONFIRMED_BY_BOTH:
            return f"{_subject(who)} agreed, as both sides said: {what}"
        case AgreementStage.CLAIMED_BY_ONE:
            return f"{_BY_ONE}{who or 'parties not named'} agreed: {what}"
    return f"{_subject(who)} promised: {what}"


def _subject(who: str) -> str:
    return who or "Parties not named"


def discrepancy_sentences(discrepancy: Discrepancy, lookup: Lookup) -> Iterator[str]:
    """What accounts differ on, with what each says; without a full stop."""
    lead = _DIFFERED[discrepancy.discrepancy_kind]
    matter = tidy(discrepancy.matter).rstrip(" .…") or "one matter"
    sides = [(_teller(a, lookup), words_of(a.says)) for a in discrepancy.accounts[:2]]
    if len(sides) == 2 and all(says for _, says in sides):
        for matter_room, says_room in ((8, 12), (8, 8), (6, 6), (4, 6), (4, 5)):
            against = " against ".join(quoted(says, says_room) for _, says in sides)
            yield f"{lead} {clip(matter, matter_room)}: {against}"
    yield f"{lead} {clip(matter, LINE_WORDS - count_words(lead))}"


def _teller(account: Account, lookup: Lookup) -> str:
    """Who tells one account: the parties or people who speak, else the outlets."""
    statements = lookup.said(account.statements)
    names = [lookup.named_with_party(s) for st in statements for s in st.speakers]
    names = names or [lookup.party(st.party) for st in statements if st.party]
    outlets = [lookup.document_label(id) for id in lookup.originals(account.documents)]
    found = list(dict.fromkeys(names or outlets))
    return joined([*found[:3], *([f"{len(found) - 3} more"] if len(found) > 3 else [])])


def tellers(discrepancy: Discrepancy, lookup: Lookup) -> list[str]:
    """Who tells each account of a discrepancy, in its order."""
    return [_teller(a, lookup) or "an account not named" for a in discrepancy.accounts]
