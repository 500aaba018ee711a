"""Accounts: both sides of a discrepancy next to each other, each in its own words."""

from typing import TYPE_CHECKING, Any

from attrs import frozen

from dragoman.briefing import Footnotes, Lookup, dispute_of
from dragoman.errors import UnknownEntry
from dragoman.model import Discrepancy
from dragoman.notebook.rows import Row, plain_line, row_of
from dragoman.notebook.sentences import Sentence, sentences_behind

if TYPE_CHECKING:
    from dragoman.notebook.file import NegotiationFile


@frozen(kw_only=True)
class Teller:
    """One account: who gives it, what it comes to, in whose words, and where they stand."""

    who: str
    says: str
    words: str
    sentences: tuple[Sentence, ...] = ()


@frozen(kw_only=True, repr=False)
class Accounts:
    """The accounts of one matter that cannot all hold, and why they cannot.

    ``kind`` is how they differ; ``independent`` counts the independent accounts on each side.
    """

    row: Row
    kind: str
    tellers: tuple[Teller, ...]
    why: str
    independent: str = ""

    def __repr__(self) -> str:
        """The matter in one line."""
        return f"<{self.kind}: {self.row.text}>"

    def __str__(self) -> str:
        """The accounts in plain lines."""
        told = [
            f"  {one.who}: {one.says} “{one.words}”".replace("  “”", "") for one in self.tellers
        ]
        rest = (self.why, self.independent)
        return "\n".join([plain_line(self.row), *told, *filter(None, rest)])

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(str(self))

    def _repr_html_(self) -> str:
        """The accounts side by side, each opening its sentence. No script, all of it escaped."""
        from dragoman.notebook.setting import set_accounts

        return set_accounts(self)


def accounts_of(discrepancy: Discrepancy | str, file: "NegotiationFile") -> Accounts:
    """The accounts of a discrepancy, or of its id.

    Raises:
        UnknownEntry: no discrepancy has this id.
    """
    found = file.entry(discrepancy) if isinstance(discrepancy, str) else discrepancy
    if not isinstance(found, Discrepancy):
        raise UnknownEntry(found.id)
    footnotes = Footnotes(Lookup(file.holding.around([found])))
    dispute = dispute_of(found, "", footnotes)
    return Accounts(
        row=row_of(dispute.line, footnotes),
        kind=dispute.label,
        tellers=tuple(
            Teller(
                who=side.who,
                says=side.says,
                words=side.words,
                sentences=sentences_behind(side.citations, footnotes),
            )
            for side in dispute.sides
        ),
        why=dispute.why,
        independent=dispute.accounts,
    )
