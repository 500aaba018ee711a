"""Who negotiates on what, where nobody has listed it: parties and issues to begin with."""

from collections import Counter

from attrs import frozen

from dragoman.gazetteer.adjectives import is_adjective_of
from dragoman.gazetteer.gazetteer import Gazetteer
from dragoman.gazetteer.names import Form
from dragoman.model import Contents, Issue, Party, PartyProfile, PartyRole
from dragoman.pipeline.drafting.vocabulary import words

MOST_PARTIES = 6
MOST_ISSUES = 8
_MOST_NAMES = 4
_SHARE = 0.1
"""A party is listed that is spoken of at least this share as often as the one most spoken of."""
_GIVEN = frozenset({Form.LABEL, Form.GROUP})
"""Spellings that are the party and nothing else; a seat ("Geneva") may be meant as a place."""
_MOST_CAPITALS = 5
"""A longer word in capitals is out of a headline, and no abbreviation."""


@frozen(kw_only=True)
class Cast:
    """The parties to begin with, the most spoken of first, and the names of those left out."""

    parties: tuple[PartyProfile, ...] = ()
    others: tuple[str, ...] = ()


def cast_parties(contents: Contents) -> Cast:
    """The parties that take positions, speak, and meet most.

    A role is given only where an entry tells it: a contact's mediator, or the party's own.
    """
    told = _count_parties(contents)
    listed = sorted((p for p in contents.parties if told[p.id]), key=lambda p: (-told[p.id], p.id))
    least = _SHARE * told[listed[0].id] if listed else 0.0
    kept = [p for p in listed if told[p.id] >= least][:MOST_PARTIES]
    gazetteer, mediators = Gazetteer.load(), _mediators(contents)
    return Cast(
        parties=tuple(
            PartyProfile(
                id=party.id,
                names=_names(party, gazetteer),
                role=party.role or (PartyRole.MEDIATOR if party.id in mediators else None),
            )
            for party in kept
        ),
        others=tuple(p.names[0] for p in listed if p not in kept),
    )


def cast_issues(contents: Contents, suggested: Counter[str]) -> tuple[Issue, ...]:
    """The generic issues on which most positions are taken, then most is suggested or said."""
    held = Counter(position.issue for position in contents.positions)
    told = Counter(issue for s in contents.statements for issue in dict.fromkeys(s.issues))
    able = sorted(
        (held.keys() | suggested.keys()) - words("suggesting", "no_outcome"),
        key=lambda issue: (-held[issue], -suggested[issue], -told[issue], issue),
    )
    return tuple(
        Issue(id=issue, label=issue_label(issue), parent=issue) for issue in able[:MOST_ISSUES]
    )


def issue_label(issue: str) -> str:
    """A generic issue in words.

    >>> issue_label("military-aid")
    'Military aid'
    """
    return issue.replace("-", " ").capitalize()


def _count_parties(contents: Contents) -> Counter[str]:
    """How often each party holds a position, states something, takes part in a contact."""
    told = Counter(position.party for position in contents.positions)
    told.update(s.party for s in contents.statements if s.party)
    for contact in contents.contacts:
        told.update({one.party for one in contact.participants if one.party})
    return told


def _mediators(contents: Contents) -> set[str]:
    """The parties that some contact was mediated by and that hold no position themselves."""
    found = {c.mediator.party or c.mediator.id for c in contents.contacts if c.mediator}
    return {one for one in found if one} - {position.party for position in contents.positions}


def _names(party: Party, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The label, and further forms that are names of the party and of nothing else."""
    more = [name for name in party.names[1:] if _is_name(name, party, gazetteer)]
    by_case = {name.casefold(): name for name in sorted(more, key=str.isupper, reverse=True)}
    by_case.pop(party.names[0].casefold(), None)
    more = [name for name in more if name in by_case.values()]
    return (party.names[0], *more)[:_MOST_NAMES]


def _is_name(name: str, party: Party, gazetteer: Gazetteer) -> bool:
    known = gazetteer.names.get(name)
    if known is not None:
        return known.form in _GIVEN and known.party == party.id
    parts = name.split()
    if name.isupper() and len(name) > _MOST_CAPITALS:
        return False
    is_proper = all(part[:1].isupper() and part.isalpha() for part in parts)
    return is_proper and not any(is_adjective_of(part, party.names[0]) for part in parts)
