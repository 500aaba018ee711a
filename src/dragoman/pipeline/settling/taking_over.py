"""Taking over a folder's ``negotiation.toml`` into its dossier."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from dragoman.dossier import Dossier
from dragoman.pipeline.negotiation import find_negotiation, load_negotiation

BY_PROGRAM = "taken over from the folder"
"""Who signs settings that nobody gave on purpose."""


def take_over_settings(
    dossier: Dossier,
    places: Sequence[str | PathLike[str]],
    *,
    settings: Path | None = None,
    who: str = BY_PROGRAM,
) -> Path | None:
    """Sign ``settings`` into the dossier, else the first ``negotiation.toml`` of the folders.

    Returns the file that stands now, None when there is none; unchanged settings are not signed
    anew.

    Raises:
        BadNegotiation: the file is broken; the settings that the dossier keeps stay as they are.
        DossierError: the dossier cannot be written.
    """
    folders = [Path(place) for place in places if Path(place).is_dir()]
    found = [settings] if settings else [find_negotiation(folder) for folder in folders]
    path = next((candidate for candidate in found if candidate is not None), None)
    if path is None:
        return None
    load_negotiation(path)
    text = path.read_text(encoding="utf-8-sig")
    if text != dossier.settings():
        dossier.put_settings(text, who)
    return path
