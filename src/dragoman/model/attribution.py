"""Attribution: someone is said to have said, thought, felt or wanted something."""

from enum import StrEnum
from typing import ClassVar

from attrs import frozen

from dragoman.model.entry import Entry


class AttributionKind(StrEnum):
    """How the words are given: quoted, told, or both."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


@frozen(kw_only=True)
class Attribution(Entry):
    """Someone is said to have said, thought, felt or wanted something.

    Its passages carry the roles ``speaker``, ``cue`` and ``content`` (several of each allowed;
    a speaker or a cue may be missing). ``parent`` is the id of the attribution whose content
    holds this one. ``anonymity`` keeps the words that hide a speaker.
    """

    kind: ClassVar[str] = "attribution"

    attribution_kind: AttributionKind
    parent: str | None = None
    anonymity: str | None = None
