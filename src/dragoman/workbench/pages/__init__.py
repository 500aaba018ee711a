"""The pages, in the order of the navigation."""

from dragoman.workbench.pages import document, documents, entry, overview
from dragoman.workbench.pages.page import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    documents.PAGE,
    document.PAGE,
    entry.PAGE,
)
