"""A whole ``negotiation.toml``: what the user has, what it lacks to begin with, and the draft."""

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import evolve

from dragoman.errors import BadRequest
from dragoman.model import Contents, Issue, Negotiation
from dragoman.pipeline.drafting.casting import Cast, cast_issues, cast_parties
from dragoman.pipeline.drafting.draft import append_draft, draft, text_of
from dragoman.pipeline.drafting.inserting import put_options, without_earlier
from dragoman.pipeline.drafting.matching import Likeness
from dragoman.pipeline.drafting.records import Drafted
from dragoman.pipeline.drafting.skeleton import (
    NEXT,
    Teller,
    write_issue,
    write_options,
    write_parties,
)
from dragoman.pipeline.drafting.suggesting import Suggestion, find_keywords, find_suggestions
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.progress import Progress, silent

Suggested = Mapping[str, Sequence[Suggestion]]
_NO_TEXTS = "the dossier holds no texts to draft from; add some with `dragoman brief FOLDER`"
_UNREAD = "no text of the dossier has been read; run `dragoman read`, then draft again"


def draft_settings(
    contents: Contents,
    existing: str,
    *,
    likeness: Likeness | None = None,
    progress: Progress = silent,
) -> Drafted:
    """The text of a ``negotiation.toml`` filled from the dossier as far as that goes.

    ``existing`` is the text so far, "" without one; nothing that it says is changed. Parties and
    issues are begun where it has none; an issue without options is given what the texts speak of
    as comments. ``likeness`` as in :func:`draft`. Cost: that of :func:`draft`, and without options
    some ten milliseconds for each paragraph in which somebody states something.

    Raises:
        BadNegotiation: ``existing`` cannot be read, or lets nothing be added.
        BadRequest: the dossier has no texts, or none has been read.
    """
    if not contents.documents:
        raise BadRequest(_NO_TEXTS)
    if not contents.segments:
        raise BadRequest(_UNREAD)
    begun, asked = _begun(contents, existing, progress)
    known = evolve(contents, negotiation=parse_negotiation(begun))
    drafted = draft(known, likeness=likeness, progress=progress)
    questions = (*asked, *drafted.questions)
    told = evolve(drafted, text=text_of(drafted.tables, questions))
    return Drafted(text=append_draft(begun, told).lstrip("\n"), questions=questions)


def _begun(contents: Contents, existing: str, progress: Progress) -> tuple[str, tuple[str, ...]]:
    """The text with parties, issues and suggestions where it lacks them; what is left to ask."""
    own, begun = parse_negotiation(existing), without_earlier(existing)
    lacking = [issue for issue in own.issues if not issue.options]
    cast = Cast() if own.parties else cast_parties(contents)
    asked = [] if own.parties else [_who(cast)]
    tables = [] if own.parties else write_parties(cast.parties, cast.others)
    if lacking or not own.issues:
        parties = own.parties or cast.parties
        known = evolve(contents, negotiation=evolve(own, parties=parties))
        suggested = find_suggestions(known, progress=progress)
        teller = Teller(parties, {document.id: document for document in contents.documents})
        begun = _with_options(begun, own, suggested, teller)
        issues = lacking or cast_issues(contents, _counted(suggested))
        tables += [] if own.issues else _issue_tables(contents, issues, suggested, teller)
        asked += [_ways(issue) for issue in issues] or [_WHAT]
    if not any(issue.options for issue in own.issues):
        begun = f"{NEXT}\n{begun}"
    return (begun.rstrip("\n") + "\n" + "\n".join(tables)).strip("\n") + "\n", tuple(asked)


def _with_options(existing: str, own: Negotiation, suggested: Suggested, teller: Teller) -> str:
    """The text with suggestions in each issue that has no options."""
    parents = Counter(issue.parent for issue in own.issues)
    for number, issue in enumerate(own.issues):
        if issue.options:
            continue
        found = suggested.get(issue.id, ())
        if not found and issue.parent and parents[issue.parent] == 1:
            found = suggested.get(issue.parent, ())
        existing = put_options(existing, number, write_options(found, teller))
    return existing


def _issue_tables(
    contents: Contents, issues: Sequence[Issue], suggested: Suggested, teller: Teller
) -> list[str]:
    return [
        line
        for issue in issues
        for line in write_issue(
            issue,
            suggested.get(issue.id, ()),
            teller,
            find_keywords(contents, issue.id),
        )
    ]


def _counted(suggested: Suggested) -> Counter[str]:
    return Counter(
        {issue: sum(s.n_statements for s in found) for issue, found in suggested.items()}
    )


_WHAT = "What is negotiated? No position was found; write an [[issue]] table for each thing."


def _who(cast: Cast) -> str:
    if not cast.parties:
        return "Who negotiates with whom? No party was found; write a [[party]] table for each."
    names = [party.names[0] for party in cast.parties if party.role is None]
    if not names:
        return "Are these all the parties to the deal?"
    return (
        f"Who of these is a side to the deal, who mediates or stands outside: {', '.join(names)}?"
    )


def _ways(issue: Issue) -> str:
    return f"Which are the ways in which “{issue.label}” could end, from 0 to 100?"
