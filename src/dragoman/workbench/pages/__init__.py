"""The pages, in the order of the navigation."""

from dragoman.workbench.pages import (
    add,
    adding_entry,
    alike,
    document,
    documents,
    entry,
    log,
    overview,
    review,
    timeline,
)
from dragoman.workbench.pages.page import Page

PAGES: tuple[Page, ...] = (
    overview.PAGE,
    timeline.PAGE,
    documents.PAGE,
    document.PAGE,
    review.PAGE,
    alike.PAGE,
    adding_entry.PAGE,
    entry.PAGE,
    add.PAGE,
    log.PAGE,
)
