"""The brief as a Word document (Office Open XML, ECMA-376), with real footnotes."""

from dragoman.briefing.word.document import render_docx, render_excerpt_docx

__all__ = ["render_docx", "render_excerpt_docx"]
