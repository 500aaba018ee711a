"""All bindings at once, and how well each is attested."""

import re
from collections.abc import Iterable

from attrs import frozen

from dragoman.assessment.bindings.constraints import find_constraints
from dragoman.assessment.bindings.desk import Desk
from dragoman.assessment.bindings.leverage import find_leverages
from dragoman.assessment.bindings.linkage import find_linkages
from dragoman.assessment.witnesses import Witness, Witnesses
from dragoman.model import (
    Constraint,
    Contents,
    Corroboration,
    Leverage,
    Linkage,
    Mark,
    digest,
)

_CUES = re.compile(
    r"\b(?:ratif|parliament|assembl|senate|congress|duma|rada|bundestag|knesset|legislat|"
    r"lawmakers|cabinet|referendum|plebiscite|voters|members|constitution|basic law|election|"
    r"vote\b|ballot|mid-?term|run-off|polls?\b|polled|survey|public opinion|"
    r"survive|law\b|laws\b|statute|decree|court|warrant|"
    r"unanim|allies|article 5|veto|sanction|tariff|embargo|blockade|aid\b|arms\b|weapon|deliver|"
    r"shipment|intelligence|assets|fund|loan|payment|gas\b|licen[cs]e|threaten|suspend|froze|"
    r"withh[eo]ld|paus|link|tied\b|ties\b|tying|conditional|contingent|dependent|separate|until|"
    r"unless)",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class Bindings:
    """What was found, each tuple sorted by id; a corroboration for each entry that is told."""

    constraints: tuple[Constraint, ...] = ()
    leverages: tuple[Leverage, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    corroborations: tuple[Corroboration, ...] = ()


def find_bindings(contents: Contents, witnesses: Witnesses) -> Bindings:
    """Look for what binds, is held out or withheld, and is tied, in everything that is told."""
    desk = Desk(contents, witnesses)
    constraints, leverages = find_constraints(desk), find_leverages(desk)
    linkages = find_linkages(desk)
    return Bindings(
        constraints=tuple(constraints),
        leverages=tuple(leverages),
        linkages=tuple(linkages),
        corroborations=tuple(_corroborated([*constraints, *leverages, *linkages], witnesses)),
    )


def may_bind(text: str) -> bool:
    """Whether a stretch of text is worth looking at for bindings."""
    return _CUES.search(text) is not None


def _corroborated(
    entries: Iterable[Constraint | Leverage | Linkage], witnesses: Witnesses
) -> Iterable[Corroboration]:
    for entry in entries:
        if entry.passages:
            behind = {witnesses.behind(passage) for passage in entry.passages}
            yield _corroboration(entry, sorted(behind, key=lambda w: (w.who, w.document)))


def _corroboration(entry: Constraint | Leverage | Linkage, behind: list[Witness]) -> Corroboration:
    """The mark: unnamed speakers, several independent accounts, or one (decision 0007)."""
    named = {w.who: w.document for w in behind if w.is_named}
    count = min(len(named), len(set(named.values())))
    if not named:
        mark, why = Mark.HEARSAY, "rests on speakers who are not named"
    elif count > 1:
        mark, why = Mark.INDEPENDENT, f"told by {count} accounts independently"
    else:
        mark, why = Mark.ONE_ACCOUNT, "told by one account"
    return Corroboration(
        id=digest("corroboration", entry.id),
        target=entry.id,
        mark=mark,
        documents=entry.documents,
        parties=tuple(sorted({w.party for w in behind if w.is_speaker and w.party})),
        why=why,
    )
