"""The formats of ``export``: what goes with which option, and how each is written."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
from attrs import frozen

from dragoman.cli.sharing import contents_to_share
from dragoman.dossier import Dossier
from dragoman.dossier.carrying import Luggage, pack
from dragoman.errors import BadRequest
from dragoman.exchange import write_tables
from dragoman.model import Contents
from dragoman.model.handling import Marking
from dragoman.pipeline import negotiation_of, write_whole
from dragoman.pipeline.outgoing import Records, Sharing, record_lines, unread_by
from dragoman.pipeline.review import decision_lines
from dragoman.pipeline.sharing.travelling import shared_decision_lines

CANONICAL, DECISIONS = "canonical", "decisions"
CSV, PARQUET = "csv", "parquet"
FOLLOWTHEMONEY = "followthemoney"
ANNOTATION, JSONL, PLOVER = Records.ANNOTATION.value, Records.JSONL.value, Records.PLOVER.value
POLECAT, CSL, TIMELINE = "polecat", "csl", "timeline"
FORMATS = (
    JSONL,
    PARQUET,
    CSV,
    FOLLOWTHEMONEY,
    PLOVER,
    POLECAT,
    ANNOTATION,
    CSL,
    TIMELINE,
    CANONICAL,
    DECISIONS,
)


@frozen(kw_only=True)
class Wanted:
    """What is to be written, and where; ``out`` None is the standard output, or ``tables``."""

    form: str
    kinds: frozenset[str] | None = None
    as_of: date | None = None
    sharing: Sharing
    out: Path | None = None
    with_bytes: bool = False
    with_text: bool = False
    prefix: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether it is made for somebody else."""
        return self.sharing.at_most is not None

    def require_sense(self) -> None:
        """Refuse options that do not go together.

        Raises:
            click.UsageError: as said.
        """
        form = self.form
        if self.as_of is not None and form in (CANONICAL, DECISIONS):
            raise click.UsageError(f"--as-of does not go with --format {form}, which is the file")
        if self.is_shared and form == CANONICAL:
            raise click.UsageError(
                f"--share-as does not go with --format {CANONICAL}, which is the whole file; "
                f"share --format {JSONL}"
            )
        if self.kinds and form not in (JSONL, ANNOTATION):
            raise click.UsageError(
                f"--kind narrows --format {JSONL} and {ANNOTATION} only; leave it out for {form}"
            )
        if self.with_bytes and (form not in (JSONL, PARQUET) or self.kinds or self.is_shared):
            raise click.UsageError(
                f"--with-bytes goes with --format {JSONL} and {PARQUET} of the whole file; leave "
                "out --kind, and --share-as, which must not send what stands behind a text"
            )
        if (self.with_text or self.prefix) and form != FOLLOWTHEMONEY:
            raise click.UsageError(f"--with-text and --prefix go with --format {FOLLOWTHEMONEY}")


def write_export(dossier: Dossier, wanted: Wanted) -> None:
    """Write what is wanted, and say on stderr what was written."""
    if wanted.form in (CSV, PARQUET):
        _folder(dossier, wanted)
    elif wanted.form == FOLLOWTHEMONEY:
        _entities(dossier, wanted)
    elif wanted.form in (POLECAT, CSL, TIMELINE):
        _outside(dossier, wanted)
    else:
        _give(_lines(dossier, wanted), wanted.out)


def _give(lines: Iterable[str], out: Path | None) -> None:
    """Lines (without ends) to a file, whole or not at all, or to the standard output."""
    if out is None:
        for line in lines:
            click.echo(line)
        return
    write_whole(out, (f"{line}\n" for line in lines))
    click.echo(f"wrote {out}", err=True)


def _lines(dossier: Dossier, wanted: Wanted) -> Iterator[str]:
    if wanted.form == CANONICAL:
        yield from (line.decode("utf-8").rstrip("\n") for line in dossier.canonical())
        return
    if wanted.form == DECISIONS and not wanted.is_shared:
        yield from decision_lines(dossier)
        return
    if wanted.form == DECISIONS:
        yield from shared_decision_lines(*contents_to_share(dossier, wanted.sharing, wanted.as_of))
        return
    form = Records(wanted.form)
    unread = unread_by(form, wanted.kinds)
    contents, marking = contents_to_share(dossier, wanted.sharing, wanted.as_of, without=unread)
    luggage = _luggage(dossier, wanted) if form is Records.JSONL else None
    yield from record_lines(contents, form, marking, wanted.kinds, luggage)


def _luggage(dossier: Dossier, wanted: Wanted) -> Luggage | None:
    """What goes along with the records; None with a part of them, or with what is shared.

    Settings that name a day of their own would narrow the view of another day once more.
    """
    if wanted.is_shared or wanted.kinds:
        return None
    is_plain = wanted.as_of is None or negotiation_of(dossier).as_of is None
    return pack(dossier, with_bytes=wanted.with_bytes, with_settings=is_plain)


def _folder(dossier: Dossier, wanted: Wanted) -> None:
    """Tables, and what may be done with them; what is shared needs a folder of its own.

    Raises:
        BadRequest: files of another export would lie beside them.
    """
    folder = wanted.out or Path("tables")
    is_alone = wanted.is_shared or wanted.form == PARQUET
    if is_alone and folder.is_dir() and any(folder.iterdir()):
        harm = "shared too" if wanted.is_shared else "taken for a part of this export"
        raise BadRequest(
            f"{folder} holds other files, which would be {harm}; name a new folder with --out"
        )
    contents, marking = contents_to_share(dossier, wanted.sharing, wanted.as_of)
    written = _tables(dossier, wanted, contents, marking, folder)
    if marking is not None:
        write_whole(folder / "HANDLING.txt", (f"{line}\n" for line in marking.lines))
    click.echo(f"wrote {len(written)} tables to {folder}", err=True)


def _tables(
    dossier: Dossier, wanted: Wanted, contents: Contents, marking: Marking | None, folder: Path
) -> list[Path]:
    if wanted.form == CSV:
        return write_tables(contents, folder)
    # pyarrow takes a third of a second to import, which no other export should wait for.
    from dragoman.exchange.parquet import write_parquet

    luggage = _luggage(dossier, wanted)
    if luggage is None:
        return write_parquet(contents, folder, marking=marking)
    return write_parquet(
        contents, folder, marking=marking, behind=luggage.of_document, rest=luggage.of_all()
    )


def _outside(dossier: Dossier, wanted: Wanted) -> None:
    """What tools of other fields read: event tables, bibliographies, timelines."""
    contents, marking = contents_to_share(dossier, wanted.sharing, wanted.as_of)
    if wanted.form == POLECAT:
        from dragoman.exchange.polecat import polecat_lines

        _give(polecat_lines(contents), wanted.out)
        _tell_handling(marking, wanted.out)
    elif wanted.form == CSL:
        from dragoman.exchange.csl import csl_lines

        _give(csl_lines(contents, marking), wanted.out)
    else:
        from dragoman.pipeline.timeline import timeline_of

        _give([timeline_of(contents, marking)], wanted.out)


def _tell_handling(marking: Marking | None, out: Path | None) -> None:
    """How a file may be handled that has no place for it: in a file beside it, and on stderr."""
    if marking is None:
        return
    if out is not None and (out.is_file() or not out.exists()):
        beside = out.with_name(f"{out.name}.HANDLING.txt")
        write_whole(beside, (f"{line}\n" for line in marking.lines))
    for line in marking.lines:
        click.echo(line, err=True)


def _entities(dossier: Dossier, wanted: Wanted) -> None:
    """FollowTheMoney entities, and how many values its library refused."""
    from dragoman.exchange.followthemoney import Refusals, entity_lines

    contents, marking = contents_to_share(dossier, wanted.sharing, wanted.as_of)
    refusals = Refusals()
    _give(
        entity_lines(
            contents,
            prefix=wanted.prefix,
            with_text=wanted.with_text,
            marking=marking,
            refusals=refusals,
        ),
        wanted.out,
    )
    for line in refusals.lines:
        click.echo(f"dragoman: {line}", err=True)
