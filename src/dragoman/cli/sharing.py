"""--share-as: what may go out at a handling mark; and `mark`, which puts one on."""

from collections.abc import Callable, Collection
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

import click

from dragoman.cli.knowing import contents_at
from dragoman.cli.looking import looked_at
from dragoman.cli.options import dossier_option, printable, signature_options
from dragoman.cli.progress import shown
from dragoman.dossier import Dossier, Place, anchor_of
from dragoman.errors import BadRequest, UnknownEntry
from dragoman.model import Anchor, Contents, Decision
from dragoman.model.handling import Handling, Marking, read_handling
from dragoman.pipeline.outgoing import Sharing, shared_contents

F = TypeVar("F", bound=Callable[..., Any])


class _Label(click.ParamType):  # type: ignore[type-arg]
    """A handling mark, with or without "TLP:", in any case."""

    name = "label"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Handling:
        """The mark that is meant; a usage error where it is none."""
        try:
            return value if isinstance(value, Handling) else read_handling(str(value))
        except BadRequest as error:
            self.fail(str(error), param, ctx)


LABEL = _Label()


def sharing_options(command: F) -> F:
    """``--share-as``, ``--unmarked-as`` and ``--with-estimates``, given as one ``sharing``."""

    @click.option(
        "--share-as",
        "at_most",
        type=LABEL,
        metavar="LABEL",
        help="Leave out whatever is stricter than this mark (TLP:CLEAR, TLP:GREEN, TLP:AMBER, "
        "TLP:AMBER+STRICT, TLP:RED), and all that rests on it; the rest is put together anew, "
        "and says what is missing.",
    )
    @click.option(
        "--unmarked-as",
        "unmarked",
        type=LABEL,
        metavar="LABEL",
        help="With --share-as: treat what nobody has marked as this. Without it the dossier's own "
        "mark counts, and where it has none, what is unmarked is left out.",
    )
    @click.option(
        "--with-estimates",
        "estimates",
        is_flag=True,
        help="With --share-as: keep the analysts' own numbers on the parties (preferences, red "
        "lines) and the deal space reckoned from them.",
    )
    @wraps(command)
    def wrapped(
        *args: Any,
        at_most: Handling | None,
        unmarked: Handling | None,
        estimates: bool,
        **more: Any,
    ) -> Any:
        if at_most is None and (unmarked is not None or estimates):
            raise click.UsageError("--unmarked-as and --with-estimates go with --share-as LABEL")
        sharing = Sharing(at_most=at_most, unmarked=unmarked, estimates=estimates)
        return command(*args, sharing=sharing, **more)

    return cast(F, wrapped)


def contents_to_share(
    dossier: Dossier,
    sharing: Sharing,
    as_of: date | None,
    *,
    without: Collection[str] = (),
) -> tuple[Contents, Marking | None]:
    """What the dossier holds, or held on a day, as far as it may go out, and how it is marked.

    Without ``--share-as`` nothing is left out; the strictest mark on anything in it then counts.
    """
    from dragoman.pipeline import marking_of

    if sharing.at_most is None:
        contents = contents_at(dossier, as_of, without=without)
        return contents, marking_of(contents)
    with shown() as progress:
        contents, marking = shared_contents(
            dossier, sharing, as_of=as_of, without=without, progress=progress
        )
    if not contents.documents and dossier.document_heads():
        click.echo(
            "dragoman: every document is left out; mark them with `dragoman mark`, or say how to "
            "treat unmarked ones with --unmarked-as LABEL",
            err=True,
        )
    return contents, marking


@click.command(
    epilog="\b\nExamples:\n  dragoman mark TLP:RED articles/talks.txt --why 'given in confidence'"
    "\n  dragoman mark TLP:GREEN 3f2a9c41d07be655 9b01c2d3e4f50617"
    "\n  dragoman mark TLP:AMBER --dossier-wide    (for whatever has no mark)"
)
@click.argument("label", type=LABEL)
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@click.option(
    "--dossier-wide",
    is_flag=True,
    help="Mark the dossier itself: the mark of whatever has none.",
)
@dossier_option
@signature_options
def mark(
    label: Handling,
    targets: tuple[str, ...],
    dossier_wide: bool,
    dossier_path: Place,
    who: str,
    why: str,
) -> None:
    """Put the handling mark LABEL (TLP) on each TARGET.

    A TARGET is a document (id, path, file name or url), an entry or a decision. A mark on a
    document covers its text and all that is known from it; one on what a text tells (a statement,
    a contact, a person) covers the sentences that it stands in. `--share-as` of `brief` and
    `export` goes by the marks.
    """
    from dragoman.pipeline.handling import DOSSIER, signed_mark

    if dossier_wide is bool(targets):
        raise click.UsageError("give LABEL and a TARGET, or LABEL and --dossier-wide")
    with looked_at(dossier_path) as dossier:
        anchors = [_anchor(dossier, target) for target in targets] or [DOSSIER]
        for anchor in anchors:
            dossier.decide(signed_mark(anchor, label, who=who, why=why))
    for told in targets or ("the dossier",):
        click.echo(f"marked {label.value}: {printable(told)}")
    click.echo("`dragoman undo` takes the last one back")


def _anchor(dossier: Dossier, target: str) -> Anchor:
    """What a mark on it is tied to.

    Raises:
        BadRequest: nothing is called so, or several documents are.
    """
    heads = dossier.document_heads()
    found = [head for head in heads if target in (head.id, head.url, head.path)]
    found = found or [head for head in heads if _path(head.path).endswith(f"/{_path(target)}")]
    if len(found) > 1:
        raise BadRequest(f"{len(found)} documents are called {target!r}; give the id of one")
    if found:
        return anchor_of(found[0])
    if any(decision.id == target for decision in dossier.decisions()):
        return Anchor(noun=Decision.kind, entry=target)
    try:
        return anchor_of(dossier.entry(target))
    except UnknownEntry as error:
        raise BadRequest(
            f"{target!r} is no document (id, path, file name or url), entry or decision; "
            "list the ids with a listing's --json"
        ) from error


def _path(path: str | None) -> str:
    return (path or "").replace("\\", "/")
