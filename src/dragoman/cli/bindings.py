"""constraints, leverage: what binds the parties, what they hold out, withhold or tie together."""

import click

from dragoman.cli.knowing import Days, days_options
from dragoman.cli.listings import Listing, print_listing
from dragoman.cli.options import dossier_option, json_option
from dragoman.dossier import Place
from dragoman.model import ConstraintKind, Entry, Hold


@click.command(
    epilog="\b\nExamples:\n  dragoman constraints --party ORM --dossier talks.dragoman"
    "\n  dragoman constraints --kind ratification --json"
)
@click.option("--party", help="Only what binds this party (id).")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in ConstraintKind]), help="Only this kind."
)
@days_options
@json_option
@dossier_option
def constraints(
    dossier_path: Place, as_json: bool, days: Days, party: str | None, kind: str | None
) -> None:
    """What binds each party from outside the room: ratification, elections, law, allies."""

    def keep(entry: Entry) -> bool:
        right_party = party is None or getattr(entry, "party", None) == party
        return right_party and (kind is None or getattr(entry, "constraint_kind", None) == kind)

    asked = Listing(
        noun="constraints",
        keep=keep,
        lines=lambda brief: [item.line for item in brief.constraints],
        filters={"party": party, "kind": kind},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)


@click.command(
    epilog="\b\nExamples:\n  dragoman leverage --party VEL --dossier talks.dragoman"
    "\n  dragoman leverage --hold threatened --json"
    "\n  dragoman leverage --tied"
)
@click.option("--party", help="Only what this party (id) holds or ties.")
@click.option("--hold", type=click.Choice([hold.value for hold in Hold]), help="Only held so.")
@click.option("--tied", is_flag=True, help="What is tied to other matters instead.")
@days_options
@json_option
@dossier_option
def leverage(
    dossier_path: Place,
    as_json: bool,
    days: Days,
    party: str | None,
    hold: str | None,
    tied: bool,
) -> None:
    """What each party holds out, withholds or threatens; with --tied what it ties together."""
    if tied and hold:
        raise click.UsageError("--hold is about what is held, --tied about what is tied; give one")

    def keep(entry: Entry) -> bool:
        holder = getattr(entry, "tied_by" if tied else "held_by", None)
        right_party = party is None or holder == party
        return right_party and (hold is None or getattr(entry, "hold", None) == hold)

    asked = Listing(
        noun="linkages" if tied else "leverages",
        keep=keep,
        lines=lambda brief: [i.line for i in (brief.linkages if tied else brief.leverages)],
        filters={"party": party, "hold": hold},
        as_json=as_json,
        days=days,
    )
    print_listing(dossier_path, asked)
