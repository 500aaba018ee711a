"""Settling: how ``negotiation.toml`` comes into a dossier, is edited, tried out and signed.

The form's fields and edits stand in ``form`` and ``editing``, versions in ``versions``, what new
settings would do to the file in ``trying``; they are imported where they are used.
"""

from dragoman.pipeline.settling.taking_over import BY_PROGRAM, take_over_settings

__all__ = ["BY_PROGRAM", "take_over_settings"]
