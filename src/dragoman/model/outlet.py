"""Outlet: who published."""

from enum import StrEnum

from attrs import frozen


class Reliability(StrEnum):
    """Admiralty letter for an outlet or speaker; the analyst's judgement, never computed."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


@frozen(kw_only=True)
class Outlet:
    """Who published. ``stands_with`` is a party id or None; it and ``reliability`` are the
    analyst's, from ``negotiation.toml`` or a signed decision."""

    name: str
    country: str | None = None
    stands_with: str | None = None
    reliability: Reliability | None = None
