"""The marks of certainty, the same in every face (look, "Marks of certainty")."""

from dragoman.model import Mark

GLYPHS = {
    Mark.BOTH_SIDES: "●",
    Mark.INDEPENDENT: "◕",
    Mark.ONE_ACCOUNT: "◑",
    Mark.HEARSAY: "◌",
    Mark.CONTESTED: "◇",
}
LETTERS = {
    Mark.BOTH_SIDES: "[B]",
    Mark.INDEPENDENT: "[I]",
    Mark.ONE_ACCOUNT: "[1]",
    Mark.HEARSAY: "[h]",
    Mark.CONTESTED: "[?]",
}
"""For terminals that cannot show the shapes."""

_MEANINGS = {
    Mark.BOTH_SIDES: "confirmed by both sides' own accounts",
    Mark.INDEPENDENT: "independent accounts agree",
    Mark.ONE_ACCOUNT: "one account",
    Mark.HEARSAY: "hearsay or unnamed",
    Mark.CONTESTED: "contested",
}
LEGEND = tuple(_MEANINGS.items())

SHAPES = {mark: f"mark-{mark.value.replace(' ', '-')}" for mark in Mark}
"""The id of each mark's drawing in the page."""


def meaning(mark: Mark) -> str:
    """What a mark says, in words."""
    return _MEANINGS[mark]
