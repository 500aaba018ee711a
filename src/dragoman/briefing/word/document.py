"""The brief as one Word file."""

from dragoman.briefing.content import Brief


def render_docx(brief: Brief) -> bytes:
    """Set the brief as a Word file: the same sections, sentences and notes as the page.

    The same brief gives the same bytes. It names no author and no machine.
    """
    raise NotImplementedError
