"""What binds the parties, what they can hold out or withhold, what they tie together."""

from dragoman.assessment.bindings.finding import Bindings, find_bindings, may_bind

__all__ = ["Bindings", "find_bindings", "may_bind"]
