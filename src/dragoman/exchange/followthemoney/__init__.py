"""FollowTheMoney, the format of OpenAleph, Aleph and yente: entities out, settings in.

The library of that name is an optional extra (``dragoman[followthemoney]``); everything that is
written passes its own validation, and what it refuses is counted and said.
"""

from dragoman.exchange.followthemoney.entities import entity_lines
from dragoman.exchange.followthemoney.making import Refusals
from dragoman.exchange.followthemoney.reading import read_entities
from dragoman.exchange.followthemoney.settings import FoundSettings, settings_of

__all__ = ["FoundSettings", "Refusals", "entity_lines", "read_entities", "settings_of"]
