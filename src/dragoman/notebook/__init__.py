"""The public Python API: verbs, the file that they open, its listings and its charts.

``import dragoman`` imports this package and nothing behind it: the verbs import what they need
when they are called, the classes come when they are asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.notebook.verbs import brief, correct, deals, extract, open, read

if TYPE_CHECKING:
    from dragoman.notebook.accounts import Accounts
    from dragoman.notebook.answers import Answers
    from dragoman.notebook.charts import Chart
    from dragoman.notebook.deal_sheet import DealPage, Deals
    from dragoman.notebook.file import NegotiationFile
    from dragoman.notebook.listing import Listing
    from dragoman.notebook.plots import Plots
    from dragoman.notebook.sentences import Sentence

__all__ = [
    "Accounts",
    "Answers",
    "Chart",
    "DealPage",
    "Deals",
    "Listing",
    "NegotiationFile",
    "Plots",
    "Sentence",
    "brief",
    "correct",
    "deals",
    "extract",
    "open",
    "read",
]

_PLACES = {
    "Accounts": "accounts",
    "Answers": "answers",
    "Chart": "charts",
    "DealPage": "deal_sheet",
    "Deals": "deal_sheet",
    "Listing": "listing",
    "NegotiationFile": "file",
    "Plots": "plots",
    "Sentence": "sentences",
}


def __getattr__(name: str) -> Any:
    """Import a class when it is first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
