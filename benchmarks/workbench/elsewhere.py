"""A colleague at the command line: signs a note now and then in the dossier that is served."""

import asyncio
import random
from pathlib import Path

from dragoman.dossier import Dossier, note

WHO = "B. Elsewhere"


async def decide_elsewhere(path: Path, every_s: float) -> None:
    """Sign a note every so many seconds until told to stop."""
    chance, contacts = random.Random(0), await asyncio.to_thread(_contacts, path)
    while True:
        await asyncio.sleep(every_s)
        await asyncio.to_thread(_note, path, chance.choice(contacts))


def _contacts(path: Path) -> list[str]:
    from dragoman.model import Contact

    with Dossier.open(path) as dossier:
        return [contact.id for contact in dossier.entries(Contact)]


def _note(path: Path, entry_id: str) -> None:
    with Dossier.open(path) as dossier:
        dossier.decide(note(dossier.entry(entry_id), who=WHO, why="told by a colleague"))
