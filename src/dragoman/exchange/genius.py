"""GENIUS domains (ANAC scenarios): a folder with the issues in one XML file, a party in each other.

What is read is what NegMAS 0.16 reads (``Scenario.load``); where the two would differ, the file is
refused with a reason. ``benchmarks/genius.py`` lays both side by side.
"""

from pathlib import Path

from lxml import etree

from dragoman.errors import UnreadableDocument
from dragoman.exchange.genius_domain import (
    Bound,
    Curve,
    GeniusDomain,
    GeniusIssue,
    GeniusProfile,
    IssueKind,
    ProfileKind,
    Region,
    Table,
)
from dragoman.exchange.genius_issues import read_issues
from dragoman.exchange.genius_profiles import read_profile
from dragoman.exchange.genius_toml import to_negotiation_toml
from dragoman.exchange.genius_worth import Rules, raw_reservation, raw_worth, reckon_worth
from dragoman.exchange.genius_xml import open_genius

__all__ = [
    "Bound",
    "Curve",
    "GeniusDomain",
    "GeniusIssue",
    "GeniusProfile",
    "IssueKind",
    "ProfileKind",
    "Region",
    "Rules",
    "Table",
    "raw_reservation",
    "raw_worth",
    "read_genius",
    "reckon_worth",
    "to_negotiation_toml",
]


def read_genius(folder: Path) -> GeniusDomain:
    """Read the domain and every profile of a folder; profiles stand in the order of file names.

    Raises:
        UnreadableDocument: the folder or a file cannot be read, there is no domain file or more
            than one, or no profile.
        BadIssueSpace: what a file says cannot be; names the file, the issue and the profile.
    """
    roots = {path: open_genius(path) for path in _files(folder)}
    domains = [(p, r) for p, r in roots.items() if r is not None and r.tag != "utility_space"]
    profiles = [(p, r) for p, r in roots.items() if r is not None and r.tag == "utility_space"]
    path, root = _only(domains, folder)
    if not profiles:
        raise UnreadableDocument(
            str(folder), "no profile (root utility_space) here", "put one XML file for each party"
        )
    issues, gaps = read_issues(root, path.name)
    return GeniusDomain(
        name=folder.resolve().name,
        file=path.name,
        issues=issues,
        profiles=tuple(read_profile(r, p.name, issues, gaps) for p, r in profiles),
        gaps=gaps,
        passed_over=tuple(p.name for p, r in roots.items() if r is None),
    )


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UnreadableDocument(str(folder), "not a folder", "name the folder of the domain")
    found = [path for path in folder.iterdir() if path.suffix.lower() == ".xml" and path.is_file()]
    return sorted(found, key=lambda path: path.name)


def _only(
    domains: "list[tuple[Path, etree._Element]]", folder: Path
) -> "tuple[Path, etree._Element]":
    if len(domains) != 1:
        names = ", ".join(path.name for path, _ in domains) or "none"
        raise UnreadableDocument(
            str(folder),
            f"needs one domain file (root negotiation_template), found {names}",
            "keep one domain in a folder",
        )
    return domains[0]
