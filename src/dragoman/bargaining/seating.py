"""Seating: who must agree, who sits in bodies that must approve, and how many seats it takes."""

from dragoman.bargaining.chambers import needed_seats
from dragoman.errors import BadIssueSpace
from dragoman.model import Negotiation, Ratification


def list_factions(negotiation: Negotiation) -> list[str]:
    """The factions of all bodies, in order.

    Raises:
        BadIssueSpace: two share an id, or one has that of a party.
    """
    listed = {party.id for party in negotiation.parties}
    sits_in: dict[str, str] = {}
    for row in negotiation.ratifications:
        for faction in row.factions:
            if faction.id in sits_in:
                raise BadIssueSpace(
                    f"two factions have this id, in {sits_in[faction.id]} and in {row.body}; "
                    "give each its own id and its own preferences, the same ones if need be",
                    party=faction.id,
                )
            if faction.id in listed:
                raise BadIssueSpace(
                    f"is a [[party]] and a faction of {row.body} at once; give the faction an id "
                    "of its own",
                    party=faction.id,
                )
            sits_in[faction.id] = row.body
    return list(sits_in)


def list_parties(negotiation: Negotiation, factions: list[str]) -> list[str]:
    """The parties with preferences: in the order of ``[[party]]``, else as first named."""
    named = [s.party for s in negotiation.stakes] + [p.party for p in negotiation.preferences]
    listed = [party.id for party in negotiation.parties]
    order = [p for p in listed if p in named] if listed else list(dict.fromkeys(named))
    return [party for party in order if party not in factions]


def seats_needed(body: Ratification) -> float | None:
    """The seats that must accept in a body, None where its rule is not understood.

    Raises:
        BadIssueSpace: seats or a share that cannot be, with party and body.
    """
    seats = tuple(faction.seats for faction in body.factions)
    try:
        return needed_seats(body.rule, body.needs, seats, body=body.body)
    except BadIssueSpace as error:
        raise BadIssueSpace(f"in {body.body}: {error.reason}", party=body.party) from error
