"""A GENIUS domain as the text of a ``negotiation.toml``."""

import numpy as np

from dragoman.exchange.genius_domain import GeniusDomain, GeniusIssue, IssueKind, Value
from dragoman.exchange.genius_worth import Floats, raw_reservation, raw_worth
from dragoman.exchange.toml_text import TAKEN, number, plain, quoted, unique_ids


def to_negotiation_toml(domain: GeniusDomain) -> str:
    """The domain as ``negotiation.toml``: parties, issues, and what each option is worth to whom.

    For each party and issue the worst option scores 0 and the best 1; the weight is the
    difference between the two in the raw utility. So the sum of weight times score is the raw
    utility less one number for the party, which the text gives; the reservation is moved by the
    same number. Nothing else is scaled: raw utilities come out to within rounding.

    Raises:
        BadIssueSpace: the domain is no sum over options (see ``raw_worth``).
    """
    worth, reservation = raw_worth(domain), raw_reservation(domain)
    parties = unique_ids((p.name for p in domain.profiles), "PARTY")
    issues = unique_ids((issue.name for issue in domain.issues), "issue", TAKEN)
    options = [unique_ids(map(str, issue.values), "option") for issue in domain.issues]
    lines = [*_head(domain), f"name = {quoted(domain.name)}", ""]
    for party, profile in zip(parties, domain.profiles, strict=True):
        lines += ["[[party]]", f"id = {quoted(party)}", f"names = [{quoted(profile.name)}]", ""]
    for key, issue, ids in zip(issues, domain.issues, options, strict=True):
        lines += _issue(key, issue, ids)
    for place, party in enumerate(parties):
        rows = [table[place] for table in worth]
        lines += _party(domain, place, party, float(reservation[place]), rows)
        for key, ids, row in zip(issues, options, rows, strict=True):
            lines += _preference(party, key, ids, row)
    return "\n".join(lines)


def _head(domain: GeniusDomain) -> list[str]:
    return [
        f"# Read from the GENIUS domain {plain(domain.name)} ({plain(domain.file)}).",
        "# Scores run from 0 (the party's worst option of the issue) to 1 (its best); the weight",
        "# is the raw difference between the two. Sum of weight times score = raw utility less the",
        "# number that stands with each party; its reservation is moved by the same number.",
    ]


def _issue(key: str, issue: GeniusIssue, ids: list[str]) -> list[str]:
    rows = [
        f"    {{ id = {quoted(option)}, label = {quoted(str(value))}{_scale(issue, value)} }},"
        for option, value in zip(ids, issue.values, strict=True)
    ]
    head = ["[[issue]]", f"id = {quoted(key)}", f"label = {quoted(issue.name)}", "options = ["]
    return [*head, *rows, "]", ""]


def _scale(issue: GeniusIssue, value: Value) -> str:
    """A whole number's place from 0 to 100; texts have no place that the domain would give."""
    if issue.kind is not IssueKind.INTEGER or isinstance(value, str) or len(issue.values) < 2:
        return ""
    first = float(issue.values[0])
    return f", value = {number(100 * (value - first) / (float(issue.values[-1]) - first))}"


def _party(
    domain: GeniusDomain, place: int, party: str, reservation: float, rows: list[Floats]
) -> list[str]:
    profile = domain.profiles[place]
    moved = sum(float(row.min()) for row in rows)
    given = (
        "GENIUS takes 0 where none is given"
        if profile.reservation is None
        else f"reservation {profile.reservation:g}"
    )
    reason = f"analyst: read from {profile.file}; {given}; raw utility is {moved!r} more"
    return [
        f"[preference.{quoted(party)}]",
        f"reservation = {number(reservation - moved)}",
        f"because = [{quoted(reason)}]",
        "",
    ]


def _preference(party: str, key: str, ids: list[str], row: Floats) -> list[str]:
    low, span = float(row.min()), float(row.max() - row.min())
    scores = (row - low) / span if span > 0 else np.ones_like(row)
    pairs = ", ".join(
        f"{quoted(option)} = {number(float(score))}"
        for option, score in zip(ids, scores, strict=True)
    )
    return [
        f"[preference.{quoted(party)}.{quoted(key)}]",
        f"weight = {number(span)}",
        f"score = {{ {pairs} }}",
        "",
    ]
