"""What each document is on, as its report tells it, read for the plan of the blocks."""

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from dragoman.model import Document
from dragoman.pipeline.blocks.material import Material
from dragoman.pipeline.blocks.planning import Profile, profile_of
from dragoman.pipeline.progress import Progress, told

_PAGE = 200


def profiles_of(
    material: Material, heads: Mapping[str, Document], progress: Progress
) -> Iterator[Profile]:
    """A profile for each document that has a report and is no copy of another.

    Raises:
        DossierDamaged: a report cannot be read back.
    """
    ids = [one for one in material.counting if one in heads and heads[one].copy_of is None]
    days = {head.id: (head.published_at or "").split("/")[0] for head in heads.values()}
    pages = (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE))
    packed = (body for page in pages for body in material.packed(page))
    for body in told(packed, "planning the blocks", progress, len(ids)):
        try:
            yield profile_of(zlib.decompress(body), days)
        except (zlib.error, msgspec.MsgspecError):
            list(material.reports(ids))  # raises with the dossier's own words
            raise


def newest_day(heads: Iterable[Document]) -> str | None:
    """The day of the newest document that has one (EDTF)."""
    from dragoman.resolution.ranking import day_of

    return max((day for head in heads if (day := day_of(head))), default=None)
