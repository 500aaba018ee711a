"""Letters of reliability that analysts signed, laid over the settings."""

from collections.abc import Sequence

import attrs

from dragoman.dossier import rated_outlets
from dragoman.model import Decision, Negotiation


def with_ratings(negotiation: Negotiation, decisions: Sequence[Decision]) -> Negotiation:
    """The settings with the letters that decisions put on outlets.

    Nothing is computed from them.
    """
    return attrs.evolve(negotiation, outlets=rated_outlets(negotiation.outlets, decisions))
