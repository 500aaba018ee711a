"""Preview: what new settings change in the text and ask of the file, before an editor signs."""

from typing import TYPE_CHECKING

from attrs import frozen

from dragoman.workbench.pages.settings_lines import Piece, pieces

if TYPE_CHECKING:
    from dragoman.pipeline.settling.trying import Effect

SOON_S = 20.0
"""A trial that takes no longer begins by itself."""


@frozen(kw_only=True)
class PreviewSheet:
    """New settings before they are signed. ``seen`` are those that they were made from.

    ``theirs`` is what somebody else changed of those meanwhile, by ``their_name``; then ``seen``
    is theirs, and signing puts these in their place. ``both`` is the text with the changes of
    both, None where they touch the same lines.
    """

    text: str
    of: str
    seen: str
    why: str
    pieces: tuple[Piece, ...]
    parts: tuple[str, ...]
    n_documents: int
    n_again: int
    reading: str
    together: str
    begins_by_itself: bool
    theirs: tuple[Piece, ...] = ()
    their_name: str = ""
    their_day: str = ""
    both: str | None = None


def preview_of(
    base: str, text: str, of: str, seen: str, effect: "Effect", why: str = ""
) -> PreviewSheet:
    """The preview of a text made from ``base``."""
    return PreviewSheet(
        text=text,
        of=of,
        seen=seen,
        why=why,
        pieces=pieces(base, text),
        parts=effect.parts,
        n_documents=effect.n_documents,
        n_again=effect.n_again,
        reading=duration(effect.reading_s),
        together=duration(effect.together_s),
        begins_by_itself=effect.together_s <= SOON_S,
    )


def duration(seconds: float) -> str:
    """So long, in words.

    >>> duration(0.4), duration(42), duration(400), duration(9000)
    ('about a second', 'about 42 seconds', 'about 7 minutes', 'about 2.5 hours')
    """
    if seconds < 1.5:
        return "about a second"
    if seconds < 90:
        return f"about {seconds:.0f} seconds"
    if seconds < 5400:
        return f"about {seconds / 60:.0f} minutes"
    return f"about {seconds / 3600:.1f} hours"
