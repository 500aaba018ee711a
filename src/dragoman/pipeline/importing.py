"""Negotiation files of other programs as the text of a ``negotiation.toml``."""

from pathlib import Path

from dragoman.exchange import decide_as_toml, read_decide, read_genius, to_negotiation_toml


def import_settings(path: Path) -> str:
    """A GENIUS domain (a folder, or one of its XML files) or a Decide table as TOML.

    Raises:
        BadIssueSpace: what it says cannot be used, or not written as a sum over options.
        UnreadableDocument: it is neither.
        OSError: it cannot be opened.
    """
    if path.is_dir() or path.suffix.lower() == ".xml":
        return to_negotiation_toml(read_genius(path if path.is_dir() else path.parent))
    return decide_as_toml(read_decide(path))
