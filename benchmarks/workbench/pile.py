"""Makes a dossier of many invented documents and entries, without reading a text.

    python benchmarks/workbench/pile.py OUT.dragoman [--documents 10000 --entries 100000 --seed 0]

Everything goes through the dossier's own door. Nouns and passages have the shares that they have
in the dossier made of ``examples/ukraine-2025``; five analysts have signed two decisions for every
hundred entries, and these are worked in, so that nothing is put together anew at the first look.
There are no cached reports: what would be read or put together anew, would be read by the reader
that the program has.
"""

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # run as a file: its package lies in the folder above
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from attrs import frozen
from workbench import judging, reading
from workbench.attesting import corroborate
from workbench.deciding import ANALYSTS, REVIEWED, decide
from workbench.facts import SHARES, Facts, draw_facts
from workbench.judging import Heard
from workbench.merging import contact_of, deed_of, merge_names
from workbench.reading import READER, Library
from workbench.scene import Scene, make_scene
from workbench.settings import write_settings
from workbench.texts import Written, echo, originals_of, write_texts

from dragoman.dossier import Dossier, apply_decisions
from dragoman.model import Contents, Entry, ReuseKind, TextReuse, digest
from dragoman.pipeline.remembering import KnownReader, remember_reader
from dragoman.pipeline.weighing import weigh

ECHOED = 0.05
"""Share of the documents that are copies, light edits or earlier versions of others."""

DECIDED = 0.02
"""Decisions for each entry."""

MISSED_EVERY = 250
"""Of the statements one in so many is not found, but added by hand."""

FEWEST_DOCUMENTS, FEWEST_ENTRIES = 20, 500
PUT_AT = "2024-05-02T08:00:00.000000+00:00"


@frozen(kw_only=True)
class Found:
    """The entries that were found, and those that an analyst will add by hand."""

    entries: list[Entry]
    missed: list[Entry]


def make_dossier(path: Path, documents: int, entries: int, seed: int = 0) -> None:
    """Make the dossier at ``path``; the same numbers and seed make the same one.

    Raises:
        BadRequest: there is a dossier already.
    """
    chance = random.Random(seed)
    scene = make_scene(chance, entries)
    echoed = round(documents * ECHOED)
    facts = draw_facts(chance, scene, documents - echoed, entries)
    texts = write_texts(chance, scene, facts)
    echoes = echo(chance, scene, texts, echoed)
    library = Library(texts)
    found = find(chance, scene, facts, library, entries)
    found.entries.extend(reuse(texts, echoes))
    decisions = decide(chance, _by_noun(found.entries), found.missed, round(entries * DECIDED))
    replayed = apply_decisions(found.entries, decisions)
    evidence = weigh(_contents(replayed.entries), decisions)[0]
    with Dossier.create(path) as dossier:
        for text in (*texts, *echoes):
            dossier.add_document(text.document, text.raw)
        dossier.put_settings(write_settings(chance, scene), ANALYSTS[0], put_at=PUT_AT)
        for decision in decisions:
            dossier.decide(decision)
        dossier.put_entries((*replayed.entries, *evidence))
        remember_reader(dossier, KnownReader(identity=READER, gazetteer_digest="pile"))


def find(chance: random.Random, scene: Scene, facts: Facts, library: Library, number: int) -> Found:
    """All entries but copies and evidence; mentions make up what is missing to ``number``."""
    attributions, statements = reading.read_said(library, facts)
    missed = {n for n in statements if n % MISSED_EVERY == MISSED_EVERY // 2}
    kept = {n: one for n, one in statements.items() if n not in missed}
    heard = judging.heard_in(library, ((facts.said[n].document, s) for n, s in kept.items()))
    entries: list[Entry] = [
        *attributions,
        *kept.values(),
        *(reading.read_judged(library, one) for one in facts.judged),
        *reading.read_findings(library),
        *reading.read_segments(library, round(SHARES["segments"] * number)),
        *_merged(chance, facts, library, heard, number),
    ]
    names = merge_names(scene, {})
    mentions = reading.read_mentions(library, chance, number - len(entries) - len(names))
    entries += [*merge_names(scene, reading.by_mention(mentions)), *mentions]
    return Found(entries=entries, missed=[statements[n] for n in sorted(missed)])


def _merged(
    chance: random.Random, facts: Facts, library: Library, heard: list[Heard], number: int
) -> list[Entry]:
    """What rests on several texts, and how well each of it is attested."""
    count = {name: max(2, round(share * number)) for name, share in SHARES.items()}
    contacts = [contact_of(library, talk) for talk in facts.talks]
    discrepancies = judging.discrepancies_of(chance, heard, count["discrepancies"])
    bindings = [count[name] for name in ("constraints", "leverages", "linkages")]
    attested: list[Entry] = [
        *contacts,
        *(deed_of(library, deed) for deed in facts.deeds),
        *judging.positions_of(heard),
        *judging.commitments_of(chance, heard, count["commitments"]),
        *discrepancies,
        *judging.bindings_of(heard, *bindings),
    ]
    return [
        *attested,
        *corroborate(library, attested),
        *judging.hypotheses_of(discrepancies),
        *judging.questions_of(contacts, count["questions"]),
    ]


def reuse(texts: list[Written], echoes: list[Written]) -> list[Entry]:
    """The text reuse of each light edit."""
    return [
        TextReuse(
            id=digest("reuse", edit.id, original.id),
            because=("credit line",),
            document=edit.id,
            original=original.id,
            reuse_kind=ReuseKind.LIGHT_EDIT,
            of_original=1.0,
            of_document=0.98,
            folded_to=original.id,
        )
        for edit, original in originals_of(texts, echoes)
    ]


def _by_noun(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.kind].append(entry)
    return dict(found)


def _contents(entries: Sequence[Entry]) -> Contents:
    """The nouns that analysts pick as evidence."""
    found = _by_noun(entries)
    plural = {"discrepancy": "discrepancies"}
    fields: dict[str, Any] = {
        plural.get(noun, f"{noun}s"): tuple(found.get(noun, ())) for noun in REVIEWED
    }
    return Contents(**fields)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the dossier to make; must not be there yet")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    if wanted.documents < FEWEST_DOCUMENTS or wanted.entries < FEWEST_ENTRIES:
        parser.error(f"at least {FEWEST_DOCUMENTS} documents and {FEWEST_ENTRIES} entries")
    began = time.monotonic()
    make_dossier(wanted.out, wanted.documents, wanted.entries, wanted.seed)
    with Dossier.open(wanted.out) as dossier:
        is_current = dossier.is_current()
    seconds = time.monotonic() - began
    print(f"{wanted.out}: made in {seconds:.0f} s, {'' if is_current else 'not '}up to date")


if __name__ == "__main__":
    main()
