"""import: a dossier made of records, and what other programs' files give."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from attrs import frozen

from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, reader_options, signature_options
from dragoman.cli.progress import shown
from dragoman.dossier import Place
from dragoman.errors import BadRequest
from dragoman.pipeline import ReaderChoice, go_on
from dragoman.pipeline.arrivals import (
    CSL,
    FOLLOWTHEMONEY,
    FORMATS,
    JSONL,
    PARQUET,
    WEB_ANNOTATION,
    format_of,
)


@frozen(kw_only=True)
class Given:
    """What the user gave."""

    paths: tuple[Path, ...]
    dossier: Place
    out: Path | None
    who: str
    why: str
    choice: ReaderChoice
    is_dry_run: bool = False
    overrule: bool = False

    @property
    def one(self) -> Path:
        """The one file or folder, where several make no sense.

        Raises:
            click.UsageError: there are several.
        """
        if len(self.paths) > 1:
            raise click.UsageError("give one file or folder at a time")
        return self.paths[0]


@click.command(
    "import",
    epilog="\b\nExamples:\n  dragoman import whole.jsonl --dossier new.dragoman"
    "\n  dragoman import tables.parquet/ --dossier new.dragoman"
    "\n  dragoman import entities.ftm.json --out negotiation.toml"
    "\n  dragoman import notes.jsonld --dossier talks.dragoman --dry-run"
    "\n  dragoman import citations.json --dossier talks.dragoman --by 'A. Analyst'",
)
@click.argument(
    "paths",
    metavar="FILE|FOLDER...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What the files are; found out by looking at them where it is not said.",
)
@dossier_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="With followthemoney: where the negotiation.toml is written (default: standard output).",
)
@click.option(
    "--dry-run",
    "is_dry_run",
    is_flag=True,
    help="With web-annotation and csl: only show what would be.",
)
@click.option(
    "--overrule",
    is_flag=True,
    help="With csl: believe the citation also where the dossier says otherwise.",
)
@signature_options
@reader_options
def import_(
    paths: tuple[Path, ...],
    form: str | None,
    dossier_path: Place,
    out: Path | None,
    is_dry_run: bool,
    overrule: bool,
    who: str,
    why: str,
    choice: ReaderChoice,
) -> None:
    """Make a dossier of what `export` wrote, or take in what another program gives.

    JSON lines and a folder of Parquet files become a new dossier, with texts, entries, settings,
    signed decisions and handling marks as they were; every hash and every passage is checked, and
    nothing is left when one does not hold. FollowTheMoney entities become [[party]] and [[person]]
    rows for a negotiation.toml. Web annotations become signed notes in the dossier, and citations
    (CSL-JSON) corrections of what it says of its documents.
    """
    forms = {form or format_of(path) for path in paths}
    if len(forms) > 1:
        raise click.UsageError(
            f"the files are of several formats ({', '.join(sorted(forms))}); import them in turn"
        )
    (found,) = forms
    given = Given(
        paths=paths,
        dossier=dossier_path,
        out=out,
        who=who,
        why=why,
        choice=choice,
        is_dry_run=is_dry_run,
        overrule=overrule,
    )
    _require_sense(found, given)
    _TAKERS[found](given)


def _require_sense(found: str, given: Given) -> None:
    """Refuse options that do not go with the format."""
    if given.out is not None and found != FOLLOWTHEMONEY:
        raise click.UsageError(f"--out goes with --format {FOLLOWTHEMONEY}; this is {found}")
    if given.is_dry_run and found not in (WEB_ANNOTATION, CSL):
        raise click.UsageError(f"--dry-run goes with {WEB_ANNOTATION} and {CSL}; this is {found}")
    if given.overrule and found != CSL:
        raise click.UsageError(f"--overrule goes with --format {CSL}; this is {found}")


def _records(given: Given) -> None:
    """A new dossier."""
    from dragoman.pipeline.receiving import import_records

    path = given.one
    with shown() as progress:
        done = import_records(given.dossier, path, who=given.who, progress=progress)
    click.echo(
        f"{given.dossier}: {done.documents} documents, {done.decisions} decisions and "
        f"{done.entries} entries taken in"
    )
    if done.without_bytes:
        click.echo(
            f"{done.without_bytes} documents came as their text alone, without the bytes of their "
            "files",
            err=True,
        )
    for line in done.told:
        click.echo(printable(line), err=True)
    if done.is_excerpt:
        click.echo(f"an excerpt: the dossier is marked {done.mark}, as it was", err=True)


def _entities(given: Given) -> None:
    """A ``negotiation.toml``."""
    from dragoman.exchange.followthemoney import read_entities, settings_of
    from dragoman.pipeline import parse_negotiation, write_whole

    found = settings_of(read_entities(given.paths))
    parse_negotiation(found.toml, where="the settings made of the entities")
    if given.out is None:
        click.echo(found.toml, nl=False)
    else:
        if given.out.exists():
            raise BadRequest(f"{given.out} is there already; name another file with --out")
        write_whole(given.out, [found.toml])
        click.echo(f"wrote {given.out}", err=True)
    for line in found.told:
        click.echo(f"dragoman: {printable(line)}", err=True)


def _annotations(given: Given) -> None:
    """Signed notes."""
    from dragoman.pipeline.review.annotating import Lot, import_annotations

    raw = given.one.read_bytes()
    with looked_at(given.dossier) as dossier:
        placed = import_annotations(dossier, raw, who=given.who, is_dry_run=given.is_dry_run)
    for one in placed:
        if one.lot not in (Lot.ENTRY, Lot.KNOWN):  # what the dossier itself wrote is only counted
            click.echo(printable(str(one)))
    _tell_lots((one.lot for one in placed), given)


def _references(given: Given) -> None:
    """Corrections of what the dossier says of its documents; these are read anew."""
    from dragoman.pipeline.review.referencing import import_references

    raw = given.one.read_bytes()
    with looked_at(given.dossier) as dossier:
        tied = import_references(
            dossier,
            raw,
            who=given.who,
            why=given.why,
            overrule=given.overrule,
            is_dry_run=given.is_dry_run,
        )
        if not given.is_dry_run and any(one.decision is not None for one in tied):
            with shown() as progress:
                go_on(dossier, choice=given.choice, progress=progress)
    for one in tied:
        click.echo(printable(str(one)))
    _tell_lots((one.tie for one in tied), given)


def _tell_lots(lots: Iterable[str], given: Given) -> None:
    """How many had which lot."""
    counts = Counter(lots)
    told = ", ".join(f"{count} {lot}" for lot, count in sorted(counts.items()))
    click.echo(told or "nothing in it")
    if given.is_dry_run:
        click.echo("nothing was signed (--dry-run)")


_TAKERS: Mapping[str, Callable[[Given], None]] = {
    JSONL: _records,
    PARQUET: _records,
    FOLLOWTHEMONEY: _entities,
    WEB_ANNOTATION: _annotations,
    CSL: _references,
}
