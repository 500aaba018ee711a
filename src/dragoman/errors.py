"""Everything that can go wrong, in one tree.

::

    DragomanError
    ├── BadRequest (ValueError)             the caller asked for something that cannot be
    │   ├── UnknownEntry (KeyError)         no entry has this id
    │   ├── BadNegotiation                  negotiation.toml cannot be used
    │   ├── BadIssueSpace                   the deal space cannot be reckoned from what was put in
    │   ├── NothingToUndo                   no decision is left to take back
    │   ├── DecisionOvertaken               somebody else has decided on the same entry meanwhile
    │   └── SettingsOvertaken               somebody else has signed other settings meanwhile
    ├── UnreadableDocument (ValueError)     a file holds no text that can be taken in
    ├── FetchRefused (ValueError)           an address that is not fetched, for safety's sake
    ├── FetchFailed (ConnectionError)       an address was asked and gave nothing that can be used
    ├── PassageLost (LookupError)           a passage is not at its offsets any more
    ├── EngineFailed (RuntimeError)         the workers cannot do what they were given
    └── DossierError (OSError)              the file on disk
        ├── DossierMissing                  there is none at this path
        ├── DossierLocked                   somebody else is writing
        ├── DossierTooNew                   written by a newer version of the program
        ├── DossierDamaged                  not a dossier, or broken
        │   └── ArchiveDamaged              not an archive of one, or broken
        ├── DossierUnreachable              the server that keeps it does not answer
        └── DossierReadOnly                 the disk is full or does not take writes

A message is lower case, gives the value seen, and says what to do next. A bad *text* is never an
exception beyond ingest: it is a finding or a skip on the dossier, and the rest goes on.
"""

from collections.abc import Sequence
from typing import Any


class DragomanError(Exception):
    """The root: every error this program raises on purpose."""


class BadRequest(DragomanError, ValueError):
    """The caller asked for something that cannot be."""


class UnknownEntry(BadRequest, KeyError):
    """No entry has this id."""

    def __init__(self, entry: str) -> None:
        self.entry = entry
        super().__init__(f"no entry {entry!r}; list the ids with a listing's --json")

    def __str__(self) -> str:
        return str(self.args[0])


class BadNegotiation(BadRequest):
    """``negotiation.toml`` cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}; mend the file and run the command again")


class BadIssueSpace(BadRequest):
    """The deal space cannot be reckoned from what was put in.

    ``issue`` and ``party`` name where the fault is; each is None where it is not of one.
    """

    def __init__(self, reason: str, *, issue: str | None = None, party: str | None = None) -> None:
        self.reason = reason
        self.issue = issue
        self.party = party
        at = [f"party {party!r}"] * (party is not None) + [f"issue {issue!r}"] * (issue is not None)
        super().__init__(f"{', '.join(at)}: {reason}" if at else reason)


class NothingToUndo(BadRequest):
    """No decision is left to take back."""

    def __init__(self) -> None:
        super().__init__("there is no decision left to undo")


class DecisionOvertaken(BadRequest):
    """Somebody has decided on the same entry meanwhile.

    ``decisions`` (``dragoman.model.Decision``, oldest first, at least one) are those that the one
    who decides has not seen.
    """

    def __init__(self, decisions: Sequence[Any]) -> None:
        self.decisions = tuple(decisions)
        newest = self.decisions[-1]
        super().__init__(
            f"{newest.who} decided on this meanwhile ({newest.verb}, {newest.decided_at}); "
            "look at both, then decide again"
        )


class SettingsOvertaken(BadRequest):
    """Somebody else has signed other settings than those that were looked at.

    ``toml`` is what stands now, None for no settings, ``who`` signed it at ``put_at``.
    """

    def __init__(self, toml: str | None, who: str, put_at: str) -> None:
        self.toml, self.who, self.put_at = toml, who, put_at
        super().__init__(
            f"other settings were signed meanwhile by {who or 'nobody'}; look at both, then sign "
            "again"
        )


class UnreadableDocument(DragomanError, ValueError):
    """A file holds no text that can be taken in."""

    def __init__(self, path: str, reason: str, advice: str) -> None:
        self.path = path
        self.reason = reason
        self.advice = advice
        super().__init__(f"{path}: {reason}; {advice}")


class FetchRefused(DragomanError, ValueError):
    """An address that is not fetched, for safety's sake; the network was not asked for it."""

    def __init__(self, url: str, reason: str, advice: str) -> None:
        self.url = url
        self.reason = reason
        self.advice = advice
        super().__init__(f"{url}: {reason}; {advice}")


class FetchFailed(DragomanError, ConnectionError):
    """An address was asked and gave nothing that can be used; ``status`` is HTTP's, if any."""

    def __init__(self, url: str, reason: str, advice: str, *, status: int | None = None) -> None:
        self.url = url
        self.reason = reason
        self.advice = advice
        self.status = status
        super().__init__(f"{url}: {reason}; {advice}")


class PassageLost(DragomanError, LookupError):
    """A passage is not at its offsets any more."""

    def __init__(self, document: str, start: int, end: int, exact: str) -> None:
        self.document = document
        self.start = start
        self.end = end
        self.exact = exact
        super().__init__(
            f"document {document} does not read {exact[:40]!r} at {start}..{end}; "
            "run `dragoman rebuild`"
        )


class EngineFailed(DragomanError, RuntimeError):
    """The workers cannot do what they were given, or one piece of work has no answer."""


class DossierError(DragomanError, OSError):
    """The file on disk. ``path`` is where."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__(f"{path}: {message}")

    def __str__(self) -> str:
        return str(self.args[0])


class DossierMissing(DossierError):
    """There is no dossier at this path."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "no dossier here; make one with `dragoman init`")


class DossierLocked(DossierError):
    """Somebody else is writing."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "another program is writing to it; wait for it, then try again")


class DossierTooNew(DossierError):
    """Written by a newer version of the program."""

    def __init__(self, path: str, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(
            path,
            f"written by a newer version (format {found}, this one knows {known}); "
            "install the newer dragoman, or export it there as JSON lines",
        )


class DossierDamaged(DossierError):
    """Not a dossier, or broken."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, f"{reason}; restore it from a backup or begin anew")


class ArchiveDamaged(DossierDamaged):
    """A folder that is no archive of a dossier, or one whose files are not as they were written."""

    def __init__(self, path: str, reason: str) -> None:
        self.reason = reason
        DossierError.__init__(
            self,
            path,
            f"{reason}; copy the dossier there anew, or restore the folder from a backup",
        )


class DossierUnreachable(DossierError):
    """The server that keeps it cannot be reached, or broke off; what was not answered for is not
    stored."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            path, f"{reason}; see that the server runs and lets you in, then run the command again"
        )


class DossierReadOnly(DossierError):
    """The disk is full or does not take writes."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, f"{reason}; make room or choose another place with --dossier")
