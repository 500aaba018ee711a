"""Engines: one interface to work that falls into pieces, done here, in processes or on Ray.

A :class:`Work` is what to do, an :class:`Item` one piece of it, a :class:`Done` its answer. What
comes out is the same whatever the engine; only how long it takes differs.
"""

from dragoman.pipeline.engines.choosing import DEFAULT, ENGINES, engine_of, require_engine
from dragoman.pipeline.engines.inline import Inline
from dragoman.pipeline.engines.work import Done, Engine, Item, Perform, Work

__all__ = [
    "DEFAULT",
    "ENGINES",
    "Done",
    "Engine",
    "Inline",
    "Item",
    "Perform",
    "Work",
    "engine_of",
    "require_engine",
]
