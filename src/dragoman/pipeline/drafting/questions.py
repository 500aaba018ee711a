"""What the texts do not say, as questions to the analyst, the most important first."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dragoman.model import Contents, Issue, PartyRole, Ratification
from dragoman.pipeline.drafting.finding import Found
from dragoman.pipeline.drafting.records import Verdict
from dragoman.pipeline.drafting.writing import clean

_SHOWN = 2
"""Unsure sentences shown for each party and issue."""
Judged = Mapping[tuple[str, str], Sequence[Verdict]]


def ask(
    contents: Contents,
    parties: Sequence[str],
    judged: Judged,
    found: Found,
    ratifications: Sequence[Ratification],
) -> tuple[str, ...]:
    """Whole sentences, each naming party and issue; the issue with most statements first."""
    told = _counted(contents)
    issues = sorted(
        (i for i in contents.negotiation.issues if i.options), key=lambda i: (-told[i.id], i.id)
    )
    name = {p.id: p.names[0] for p in contents.negotiation.parties if p.names}
    sides = _sides(contents, parties)
    given = {(p.party, p.issue) for p in contents.negotiation.preferences}
    settled = {s.party for s in contents.negotiation.stakes if s.reservation is not None}
    asked: list[str] = []
    for issue in issues:
        for party in parties:
            is_silent = party not in sides and (party, issue.id) not in judged
            if is_silent or (party, issue.id) in given:
                continue
            verdicts = judged.get((party, issue.id), ())
            asked += _on_issue(name.get(party, party), party, issue, verdicts, found, contents)
    unweighed = [p for p in sides if not any(party == p for party, _ in given)]
    asked += _weights(contents, unweighed, name, issues)
    asked += [
        f"What is no agreement worth to {name.get(p, p)}? No text tells it."
        for p in sides
        if issues and p not in settled
    ]
    asked += [
        f"Who sits in the {one.body} of {name.get(one.party, one.party)}, with how many votes, "
        "and what do they want?"
        for one in (*contents.negotiation.ratifications, *ratifications)
        if not one.factions
    ]
    return tuple(dict.fromkeys(asked))


def _sides(contents: Contents, parties: Sequence[str]) -> list[str]:
    """The parties that the deal is to be between."""
    others = (PartyRole.MEDIATOR, PartyRole.GUARANTOR, PartyRole.OUTSIDE)
    roles = {p.id: p.role for p in contents.negotiation.parties}
    return [party for party in parties if roles.get(party) not in others]


def _counted(contents: Contents) -> Counter[str]:
    return Counter(issue for s in contents.statements for issue in dict.fromkeys(s.issues))


def _on_issue(
    name: str,
    party: str,
    issue: Issue,
    verdicts: Sequence[Verdict],
    found: Found,
    contents: Contents,
) -> Iterator[str]:
    unsure = [s for i, s in found.unsure if i == issue.id and s.party == party]
    for stand in unsure[:_SHOWN]:
        yield (
            f"Which option of “{issue.label}” does {name} speak of here, if any: "
            f"“{clean(stand.sentence.exact)}”"
        )
    for verdict in verdicts:
        if verdict.is_contested:
            shown = " / ".join(f"“{clean(e.stand.sentence.exact)}”" for e in verdict.evidence[:2])
            yield (
                f"Is {name} for or against “{_label(issue, verdict.option)}” on “{issue.label}”? "
                f"The texts have both on one day: {shown}"
            )
    n = _count(sum(1 for d in contents.documents if not d.copy_of), "document")
    known = {v.option for v in verdicts}
    missing = [f"“{o.label}”" for o in issue.options if o.id not in known]
    if not known:
        yield f"Where does {name} stand on “{issue.label}”? Not found in {n}."
        return
    if missing:
        what = f"What is {missing[0]}" if len(missing) == 1 else f"What are {_joined(missing)}"
        yield f"{what} worth to {name} on “{issue.label}”? Not found in {n}."
    for verdict in verdicts:
        if verdict.red is not None:
            yield (
                f"Is “{_label(issue, verdict.option)}” on “{issue.label}” truly out of the "
                f"question for {name}, and would it also refuse what goes further?"
            )


def _weights(
    contents: Contents, parties: Sequence[str], name: Mapping[str, str], issues: Sequence[Issue]
) -> Iterator[str]:
    """How much each issue weighs; how often it is spoken of stands beside, as a hint only."""
    if len(issues) < 2:
        return
    for party in parties:
        own = Counter(
            issue
            for s in contents.statements
            if s.party == party
            for issue in dict.fromkeys(s.issues)
        )
        spoken = ", ".join(f"{issue.label}: {own[issue.id]}" for issue in issues)
        yield (
            f"How much does each issue weigh for {name.get(party, party)}? Its statements by issue "
            f"({spoken}) tell what is in the news, not what counts."
        )


def _joined(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1]


def _label(issue: Issue, option: str) -> str:
    return next((o.label for o in issue.options if o.id == option), option)


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
