"""From files to documents in the dossier."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import define, field

from dragoman.dossier import Dossier
from dragoman.model import Skip
from dragoman.pipeline.progress import Progress, silent, told

if TYPE_CHECKING:
    from dragoman.ingest import Taken


@define(kw_only=True)
class Intake:
    """What came of adding files: documents by outcome (new, known, copy, version), and skips."""

    outcomes: Counter[str] = field(factory=Counter)
    document_ids: list[str] = field(factory=list)
    skips: list[Skip] = field(factory=list)


def now() -> str:
    """The instant as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def add_paths(
    dossier: Dossier, paths: Iterable[str | Path], *, progress: Progress = silent
) -> Intake:
    """Take in files, folders and globs; a file that cannot be taken in is a skip.

    A document is safely stored when it is counted: each is a transaction of its own.

    Raises:
        DossierError: the dossier cannot be written.
    """
    from dragoman.ingest import gather, take

    intake = Intake()
    retrieved_at = now()
    files: list[Path] = []
    for found in told(gather(paths), "looking for files", progress):
        if isinstance(found, Skip):
            intake.skips.append(found)
        else:
            files.append(found)
    for path in told(files, "taking in", progress, len(files)):
        for taken in take(path, retrieved_at=retrieved_at):
            _store(dossier, taken, intake)
    dossier.put_skips(intake.skips)
    return intake


def _store(dossier: Dossier, taken: "Taken | Skip", intake: Intake) -> None:
    if isinstance(taken, Skip):
        intake.skips.append(taken)
        return
    added = dossier.add_document(taken.document, taken.raw)
    intake.outcomes[added.outcome.value] += 1
    intake.document_ids.append(added.document_id)
