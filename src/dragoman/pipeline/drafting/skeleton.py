"""The first lines of a ``negotiation.toml``: parties, issues, and options as suggestions."""

from collections.abc import Mapping, Sequence

from dragoman.calendar import describe
from dragoman.model import Basis, Document, Issue, PartyProfile
from dragoman.pipeline.drafting.phrasing import id_of
from dragoman.pipeline.drafting.records import Force, Stand
from dragoman.pipeline.drafting.suggesting import Suggestion
from dragoman.pipeline.drafting.writing import clean, listed, text

MOST_OPTIONS = 6
"""Suggestions an issue."""
_MOST_SHOWN = 4
"""Sentences shown under a suggestion."""
NEXT = (
    "# Next: fill in options, run `dragoman init --negotiation FILE`, then "
    "`dragoman deals --draft` again: it then scores them."
)
HINT = (
    "    # A line below becomes an option without its # and with a value, from 0 to 100, in order."
)
MARK = "# {id = "
"""Begins a suggestion: an issue that has one is not given them again."""
_ROLE = (
    '# role = "side"                # side, mediator, guarantor or outside: not told by the texts'
)
_DID = {
    Force.DEMANDED: "demanded",
    Force.OFFERED: "offered",
    Force.ACCEPTED: "accepted",
    Force.REJECTED: "refused",
}
_ON_WORD = {
    Basis.OTHER_SIDE: ", by another side's account",
    Basis.LEAK: ", by an unnamed account",
    Basis.NARRATOR: ", as the text tells it",
    Basis.ANALYST: ", by an analyst's account",
}


def write_parties(parties: Sequence[PartyProfile], others: Sequence[str]) -> list[str]:
    """A ``[[party]]`` table each; who is left out is named in a comment."""
    lines: list[str] = []
    for party in parties:
        role = f"role = {text(party.role.value)}" if party.role else _ROLE
        lines += [
            "",
            "[[party]]",
            f"id = {text(party.id)}",
            f"names = {listed(clean(name) for name in party.names)}",
            role,
        ]
    if others:
        told = clean(", ".join(others))
        lines += ["", f"# Spoken of less, and left out: {told}."]
    return lines


def write_issue(
    issue: Issue, suggested: Sequence[Suggestion], teller: "Teller", keywords: Sequence[str] = ()
) -> list[str]:
    """An ``[[issue]]`` table whose options are still comments."""
    lines = ["", "[[issue]]", f"id = {text(issue.id)}", f"label = {text(clean(issue.label))}"]
    if issue.parent:
        lines.append(f"parent = {text(issue.parent)}")
    if keywords:
        lines.append(f"keywords = {listed(keywords)}")
    return lines + write_options(suggested, teller)


def write_options(suggested: Sequence[Suggestion], teller: "Teller") -> list[str]:
    """``options`` with nothing but comments in it, so that no number is guessed."""
    if not suggested:
        return ["options = [", "    # No demand, offer or refusal on it was found.", "]"]
    return ["options = [", HINT, *(f"    {line}" for line in suggestions(suggested, teller)), "]"]


def suggestions(suggested: Sequence[Suggestion], teller: "Teller") -> list[str]:
    """Each suggestion as an option behind a ``#``, its sentences below; ids are told apart."""
    lines: list[str] = []
    taken: set[str] = set()
    for one in suggested[:MOST_OPTIONS]:
        id_ = free_id(id_of(one.label), taken)
        taken.add(id_)
        lines.append(f"{MARK}{text(id_)}, label = {text(clean(one.label))}, value = }},")
        lines += [f"#     {line}" for line in teller.lines(one.stands)]
    return lines


def free_id(wanted: str, taken: set[str]) -> str:
    """The id itself, or the first of "id-2", "id-3" … that is not taken.

    >>> free_id("all", {"all", "all-2"})
    'all-3'
    """
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


class Teller:
    """Tells who demanded or refused a thing, in which outlet, on which day, in which words."""

    def __init__(self, parties: Sequence[PartyProfile], documents: Mapping[str, Document]) -> None:
        self._names = {party.id: party.names[0] for party in parties if party.names}
        self._documents = documents

    def lines(self, stands: Sequence[Stand]) -> list[str]:
        """For and against, newest first, a sentence once for each party."""
        told = {(s.party, s.sentence.exact): s for s in reversed(stands)}
        ordered = [s for s in stands if told[s.party, s.sentence.exact] is s]
        shown = [self._line(stand) for stand in ordered[:_MOST_SHOWN]]
        more = len(ordered) - len(shown)
        return [*shown, f"and {more} more"] if more > 0 else shown

    def _line(self, stand: Stand) -> str:
        document = self._documents[stand.sentence.document]
        outlet = document.outlet or document.title or document.path or document.id
        day = describe(stand.on) if stand.on else "day unknown"
        who = self._names.get(stand.party, stand.party)
        side = "against" if stand.force is Force.REJECTED else "for"
        hangs = f" ({clean(f'{stand.hung_by} {stand.hangs_on}')})" if stand.hangs_on else ""
        return clean(
            f"{side}: {who} {_DID[stand.force]} it{hangs}{_ON_WORD.get(stand.basis, '')}: "
            f"{outlet}, {day}: “{stand.sentence.exact}”"
        )
