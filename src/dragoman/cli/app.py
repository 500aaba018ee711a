"""The command group, and how errors and endings are told.

Exit codes: 0 done, 1 failed, 2 usage, 3 done with skips (each named).
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from dragoman.cli.on_demand import GroupOnDemand, Place
from dragoman.errors import DragomanError

EPILOG = """\b
Begin here:
  dragoman brief FOLDER      read a folder of articles, write brief.html
  dragoman contacts          who talked to whom
  dragoman positions         who wants what, on which issue
"""


PLACES = {
    name: Place(f"dragoman.cli.{module}", summary)
    for name, module, summary in (
        (
            "brief",
            "briefs",
            "Read FOLDER (files, folders, globs), put the accounts together, write the brief.",
        ),
        (
            "serve",
            "serving",
            "Open the workbench in the browser; Ctrl-C ends it.",
        ),
        (
            "team",
            "team",
            "Accounts of the people who work on a dossier together, and the log of what they did.",
        ),
        ("init", "files", "Make an empty dossier, or give an existing one new settings."),
        ("add", "files", "Take files, folders or globs into the dossier (made when missing)."),
        (
            "fetch",
            "fetching",
            "Fetch pages from the web, or what is new in feeds, into the dossier.",
        ),
        ("read", "files", "Read what has not been read yet and put the accounts together."),
        (
            "contacts",
            "listings",
            "Who talked to whom, where, when, on what; held, planned or denied.",
        ),
        (
            "positions",
            "listings",
            "Where each party stands on each issue, by its strongest statement.",
        ),
        (
            "commitments",
            "listings",
            "What was undertaken or agreed, how far, and whether it is kept.",
        ),
        ("discrepancies", "listings", "Where accounts cannot all hold, and why."),
        (
            "constraints",
            "bindings",
            "What binds each party from outside the room: ratification, elections, law, allies.",
        ),
        (
            "leverage",
            "bindings",
            "What each party holds out, withholds or threatens; with --tied what it ties together.",
        ),
        (
            "hypotheses",
            "hypotheses",
            "Competing hypotheses with the entries picked for and against each; counts, no odds.",
        ),
        (
            "deals",
            "deals",
            "Which packages all could accept, what blocks the rest, and what would have to move.",
        ),
        (
            "ask",
            "asking",
            "Ask the file: QUESTION in fields or in words; the answer is entries and sentences.",
        ),
        (
            "revisions",
            "sides",
            "What changed between a DOCUMENT (id, path or url) and the version before it.",
        ),
        (
            "readouts",
            "sides",
            "Official readouts of a CONTACT side by side, with what only one of them says.",
        ),
        ("correct", "corrections", "Correct, accept, reject, join or add an entry."),
        (
            "undo",
            "corrections",
            "Take back the latest decision that still holds; run again for the one before it.",
        ),
        (
            "log",
            "decisions",
            "List the decisions: who, when, what, why; those taken back are marked.",
        ),
        (
            "remove",
            "files",
            "Take a DOCUMENT (id, path or url) out of the file; `undo` brings it back.",
        ),
        (
            "mark",
            "sharing",
            "Put the handling mark LABEL (TLP) on each TARGET.",
        ),
        ("export", "exports", "Write the dossier's records for other programs."),
        (
            "import",
            "importing",
            "Make a dossier of what `export` wrote, or take in what another program gives.",
        ),
        (
            "extract",
            "exports",
            "Read FILES without a dossier; print each text's report as JSON, or explain it.",
        ),
        (
            "check",
            "upkeep",
            "Prove that every passage is at its offsets and that nothing stored is broken.",
        ),
        (
            "copy",
            "copying",
            "Copy the dossier A to B, between files, PostgreSQL and archives, with nothing left "
            "out.",
        ),
        (
            "rebuild",
            "upkeep",
            "Throw away everything computed and compute it again from texts and decisions.",
        ),
    )
}
"""Each command's module and its line in ``dragoman --help``."""


@click.group(
    cls=GroupOnDemand,
    places=PLACES,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda *given: import_module("dragoman.cli.version").show(*given),
    help="Show the version with models, data and libraries, and exit.",
)
def dragoman() -> None:
    """Reads the reporting on a negotiation and keeps the file on it."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and end the process with its exit code."""
    _write_utf8()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code and shows no traceback."""
    try:
        result = dragoman.main(args=arguments, prog_name="dragoman", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _told("stopped; what was reported as added is safe, run it again to go on", 1)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - the reader left
        return 0
    except DragomanError as error:
        return _told(str(error), 1)
    except OSError as error:
        return _told(_disk(error), 1)
    except MemoryError:
        return _told("out of memory; read fewer or smaller files at a time", 1)
    except Exception as error:  # a fault of ours: still no traceback for the user
        if os.environ.get("DRAGOMAN_DEBUG"):
            raise
        return _told(
            f"a fault in the program ({type(error).__name__}: {error}); "
            "nothing stored was harmed; please report it, with DRAGOMAN_DEBUG=1 set for details",
            1,
        )
    return result if isinstance(result, int) else 0


def _told(message: str, code: int) -> int:
    click.echo(f"dragoman: {message}", err=True)
    return code


def _disk(error: OSError) -> str:
    where = error.filename or "the output"
    if error.errno == errno.ENOSPC:
        return f"{where}: the disk is full; make room and run it again"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"{where}: cannot be written; choose another place (--out, --dossier)"
    return f"{where}: {error.strerror or error}; check the path and run it again"


def _write_utf8() -> None:
    """Write UTF-8 whatever the code page of the terminal is (Windows); no character fails."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
