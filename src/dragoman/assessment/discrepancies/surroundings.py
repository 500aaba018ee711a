"""What is known of the texts that sentences stand in: their parties, what is said and asked."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Act, Contact, Contents, Firmness, Passage, Statement, Voice

_NOT_TOLD = frozenset({Act.DEMAND, Act.PROPOSE, Act.PREDICT, Act.THREATEN})
_MOST_PARTIES = 4
_LESS_OFTEN = 10
_SHORT_TEXT = 3000
"""In a text of so few code points every party that is named counts."""
"""A party named so many times less often than the first is not what a text is about."""


def settings_of(contents: Contents, witnesses: Witnesses) -> dict[str, frozenset[str]]:
    """The parties that each document names most, persons counted for theirs.

    The party that publishes a text belongs to it, whether the text names it or not.
    """
    party_of = {p.id: p.party for p in contents.persons if p.party}
    party_of |= {party.id: party.id for party in contents.parties}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mention in contents.mentions:
        for id_ in (mention.refers_to, *mention.together):
            if (party := party_of.get(id_ or "")) and mention.passages:
                counts[mention.passages[0].document][party] += 1
    found = {document: _foremost(count) for document, count in counts.items()}
    for document in contents.documents:
        short = document.text if len(document.text) <= _SHORT_TEXT else ""
        named = frozenset(witnesses.roster.parties_in(f"{document.outlet or ''}\n{short}"))
        found[document.id] = found.get(document.id, frozenset()) | named
    return found


def _foremost(count: Counter[str]) -> frozenset[str]:
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PARTIES]
    return frozenset(party for party, times in ranked if times * _LESS_OFTEN >= ranked[0][1])


def stretches_of(
    contents: Contents,
) -> tuple[dict[str, list[Passage]], dict[str, list[tuple[Passage, Statement]]]]:
    """By document: what is asked or foretold, and the content of each statement."""
    asked: defaultdict[str, list[Passage]] = defaultdict(list)
    said: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
    for statement in contents.statements:
        open_ = (
            statement.act in _NOT_TOLD
            or statement.hypothetical
            or statement.firmness is not Firmness.FIRM
            or statement.voice in (Voice.INTERVIEWER, Voice.EDITOR)
        )
        for passage in statement.passages:
            if passage.role == "content":
                if statement.voice is Voice.SPEAKER:
                    said[passage.document].append((passage, statement))
                if open_:
                    asked[passage.document].append(passage)
    return dict(asked), dict(said)


def wanted_in(contents: Contents) -> dict[str, list[Passage]]:
    """By document: what is demanded, proposed, threatened, supposed or asked."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for statement in contents.statements:
        is_open = (
            statement.act in _NOT_TOLD - {Act.PREDICT}
            or (statement.act is Act.PREDICT and statement.firmness is not Firmness.FIRM)
            or statement.hypothetical
            or statement.voice in (Voice.INTERVIEWER, Voice.EDITOR)
        )
        for passage in statement.passages if is_open else ():
            if passage.role == "content":
                found[passage.document].append(passage)
    return dict(found)


def places_of(contacts: Iterable[Contact]) -> dict[str, list[tuple[int, str]]]:
    """By document: where contacts are mentioned."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for contact in contacts:
        for passage in contact.passages:
            if passage.role in ("mention", "outcome", "topic", "day"):
                found[passage.document].append((passage.start, contact.id))
    return dict(found)
