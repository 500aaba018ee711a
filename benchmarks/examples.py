"""Precision and recall per kind on the shipped examples, against ``expected.toml``.

    python benchmarks/examples.py examples/ukraine-2025 examples/arven

``expected.toml`` was made by two readers who saw no output (its head says how far they agreed).
"""

import argparse
import json
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from marks import Desk, Figures, Mark, best_pairs, contact_score, same_name, same_speaker, touches

from dragoman.dossier import Dossier
from dragoman.model import Contents, DiscrepancyKind
from dragoman.pipeline import add_paths, contents_of, find_negotiation, go_on

KINDS = (
    "statement",
    "contact",
    "deed",
    "person",
    "position",
    "commitment",
    "discrepancy",
    "finding",
)


def read_example(folder: Path) -> Contents:
    """Read an example the whole way, in a dossier that is thrown away."""
    with (
        tempfile.TemporaryDirectory() as place,
        Dossier.create(Path(place) / "example.dragoman") as dossier,
    ):
        settings = find_negotiation(folder)
        if settings is not None:
            dossier.put_settings(settings.read_text(encoding="utf-8"), "benchmark")
        add_paths(dossier, [folder / "reporting"])
        go_on(dossier)
        return contents_of(dossier)


def compare(folder: Path) -> tuple[dict[str, Figures], dict[str, float]]:
    """Figures per kind, and shares of the paired statements and contacts whose fields agree."""
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    contents = read_example(folder)
    parents = {i.id: i.parent for i in contents.negotiation.issues if i.parent}
    desk = Desk(contents=contents, parents=parents)
    read = _files_read(contents)
    marks: dict[str, list[Mark]] = {
        kind: [m for m in expected.get(kind, []) if m.get("document", "") in read | {""}]
        for kind in KINDS
    }
    marks["person"] = _one_each(marks["person"])
    known = {kind.value for kind in DiscrepancyKind}
    marks["discrepancy"] = [m for m in marks["discrepancy"] if m["kind"] in known]
    pairs = {kind: PAIRERS[kind](desk, marks[kind]) for kind in KINDS}
    figures = {
        kind: Figures(marked=len(marks[kind]), found=found, paired=len(paired))
        for kind, (paired, found) in pairs.items()
    }
    return figures, _fields(desk, pairs["statement"][0], pairs["contact"][0])


def _files_read(contents: Contents) -> set[str]:
    """The file names that count: copies and superseded versions carry no entries."""
    old = {document.supersedes for document in contents.documents}
    return {
        Path(document.path or "").name
        for document in contents.documents
        if document.copy_of is None and document.id not in old
    }


def _one_each(marks: list[Mark]) -> list[Mark]:
    """One mark a person, whatever the number of documents: the first one."""
    kept: list[Mark] = []
    for mark in marks:
        if not any(same_name(mark["name"], other["name"]) for other in kept):
            kept.append(mark)
    return kept


def _statements(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = [s for s in desk.contents.statements if s.voice == "speaker"]

    def score(mark: Mark, entry: Any) -> float:
        contents = [p for p in entry.passages if p.role == "content"]
        if not touches(contents, desk.at(mark, mark["content"])) or not same_speaker(mark, entry):
            return 0.0
        return 1.0 + bool(entry.act == mark["act"])

    return best_pairs(marks, entries, score), len(entries)


def _contacts(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    told = [(c, {desk.file(d) for d in c.documents}) for c in desk.contents.contacts]
    files = {contact.id: names for contact, names in told}
    copies = [c for c, names in told for _ in names]
    paired = best_pairs(marks, copies, lambda m, c: contact_score(desk, m, c, files[c.id]))
    return paired, len(copies)


def _deeds(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = list(desk.contents.deeds)

    def score(mark: Mark, entry: Any) -> float:
        near = touches(entry.passages, desk.at(mark, mark["anchor"]), near=120)
        return float(near and entry.plover_type == mark["type"])

    return best_pairs(marks, entries, score), len(entries)


def _persons(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = list(desk.contents.persons)

    def score(mark: Mark, entry: Any) -> float:
        named = any(same_name(mark["name"], name) for name in entry.names)
        return float(named) + (named and (entry.party or "") == mark["party"])

    return best_pairs(marks, entries, score), len(entries)


def _positions(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = [p for p in desk.contents.positions if p.stance != "unclear"]

    def score(mark: Mark, entry: Any) -> float:
        issue = desk.issues([mark["issue"]]) & desk.issues([entry.issue])
        fits = entry.party == mark["party"] and issue and entry.stance == mark["stance"]
        return float(bool(fits)) + (entry.issue == mark["issue"]) if fits else 0.0

    return best_pairs(marks, entries, score), len(entries)


def _commitments(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = list(desk.contents.commitments)

    def score(mark: Mark, entry: Any) -> float:
        common = len(set(mark["parties"]) & set(entry.parties))
        issue = desk.issues([mark["issue"]]) & desk.issues([entry.issue or ""])
        if not issue or 2 * common < len(mark["parties"]):
            return 0.0
        return common / len(set(mark["parties"]) | set(entry.parties))

    return best_pairs(marks, entries, score), len(entries)


def _discrepancies(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = list(desk.contents.discrepancies)

    def score(mark: Mark, entry: Any) -> float:
        if entry.discrepancy_kind != mark["kind"]:
            return 0.0
        places = [desk.at(mark, words) for words in mark["anchors"]]
        hits = [
            {n for n, place in enumerate(places) if touches(account.passages, place, near=120)}
            for account in entry.accounts
        ]
        return float(len(set().union(*hits)) >= 2)

    return best_pairs(marks, entries, score), len(entries)


def _findings(desk: Desk, marks: list[Mark]) -> tuple[list[Any], int]:
    entries = list(desk.contents.findings)

    def score(mark: Mark, entry: Any) -> float:
        file = desk.file(entry.passages[0].document) if entry.passages else ""
        return float(file == mark["document"] and entry.finding_kind == mark["kind"])

    return best_pairs(marks, entries, score), len(entries)


PAIRERS = {
    "statement": _statements,
    "contact": _contacts,
    "deed": _deeds,
    "person": _persons,
    "position": _positions,
    "commitment": _commitments,
    "discrepancy": _discrepancies,
    "finding": _findings,
}


def _fields(desk: Desk, statements: list[Any], contacts: list[Any]) -> dict[str, float]:
    def share(hits: list[bool]) -> float:
        return round(sum(hits) / len(hits), 3) if hits else 0.0

    return {
        "act of paired statements": share([m["act"] == e.act for m, e in statements]),
        "party of paired statements": share([m["party"] == (e.party or "") for m, e in statements]),
        "an issue of paired statements": share(
            [
                bool(desk.issues(m["issues"]) & desk.issues(e.issues))
                for m, e in statements
                if m["issues"]
            ]
        ),
        "status of paired contacts": share([m["status"] == e.status for m, e in contacts]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        figures, fields = compare(folder)
        print(f"{folder.name:<14} marked  found  paired  precision  recall    F1")
        for kind, f in figures.items():
            print(
                f"  {kind:<12} {f.marked:>6} {f.found:>6} {f.paired:>7}"
                f" {f.precision:>10.3f} {f.recall:>7.3f} {f.f1:>5.3f}"
            )
        print(json.dumps(fields, indent=2))


if __name__ == "__main__":
    main()
