"""Joins the parts of drafting: evidence, numbers, conditions, bodies, questions, text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dragoman.errors import BadNegotiation
from dragoman.model import (
    Basis,
    Choice,
    Contents,
    Document,
    Estimate,
    Issue,
    Negotiation,
    PartyRole,
    Proviso,
)
from dragoman.pipeline.drafting.bodies import find_ratifications, words_of
from dragoman.pipeline.drafting.finding import Found, find_evidence
from dragoman.pipeline.drafting.matching import Likeness
from dragoman.pipeline.drafting.questions import ask
from dragoman.pipeline.drafting.records import Draft, Evidence, Verdict
from dragoman.pipeline.drafting.scoring import judge_issue, preference_of, settle_reds
from dragoman.pipeline.drafting.writing import (
    HEAD,
    QUESTIONS,
    clean,
    write_preference,
    write_proviso,
    write_ratification,
)
from dragoman.pipeline.negotiation import parse_negotiation
from dragoman.pipeline.progress import Progress, silent

_SURE = Estimate(low=0.7, high=1.0)
_LESS_SURE = Estimate(low=0.4, high=0.9)


def draft(
    contents: Contents, *, likeness: Likeness | None = None, progress: Progress = silent
) -> Draft:
    """Fill the deal space of a negotiation from what its dossier holds.

    Tables that the negotiation has already are left out; nothing of them is changed. ``likeness``
    compares the meaning of two texts (:func:`usual_likeness`); without it words and numbers alone
    decide. Cost: some milliseconds for each paragraph that names an issue.
    """
    found = find_evidence(contents, likeness, progress)
    issues = {issue.id: issue for issue in contents.negotiation.issues if issue.options}
    parties = _parties(contents.negotiation, contents, found)
    judged = _judged(contents, issues, parties, found)
    given = {(p.party, p.issue) for p in contents.negotiation.preferences}
    fresh = {k: v for k, v in judged.items() if k not in given and any(x.score for x in v)}
    documents = {document.id: document for document in contents.documents}
    because = {k: _because(v, documents) for k, v in fresh.items()}
    provisos = _provisos(found, contents.negotiation, documents)
    ratifications = find_ratifications(contents, parties)
    questions = ask(contents, parties, judged, found, ratifications)
    tables = [
        *(write_preference(k[0], issues[k[1]], v, because[k], documents) for k, v in fresh.items()),
        *(write_proviso(one, told, documents) for one, told in provisos),
        *(write_ratification(one, words_of(contents, one)) for one in ratifications),
    ]
    return Draft(
        stakes=(),
        preferences=tuple(preference_of(*k, v, because[k]) for k, v in fresh.items()),
        provisos=tuple(one for one, _ in provisos),
        ratifications=ratifications,
        questions=questions,
        evidence=tuple(e for e in found.evidence if (e.party, e.issue) in judged),
        text=text_of(tables, questions),
        tables=tuple(tables),
    )


def _judged(
    contents: Contents, issues: Mapping[str, Issue], parties: Sequence[str], found: Found
) -> dict[tuple[str, str], tuple[Verdict, ...]]:
    """The verdicts of each party and issue of which something was found."""
    by_key: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for one in found.evidence:
        by_key[one.party, one.issue].append(one)
    return {
        (party, id_): settle_reds(issue, judge_issue(issue, by_key[party, id_], contents.as_of))
        for party in parties
        for id_, issue in issues.items()
        if by_key[party, id_]
    }


def append_draft(existing: str, drafted: Draft) -> str:
    """The text of a ``negotiation.toml`` with the draft behind it, checked that it can be read.

    Raises:
        BadNegotiation: the two do not go together, as where the file gives ``preference`` in one
            line, to which TOML lets nothing be added.
    """
    parse_negotiation(existing)
    whole = existing.rstrip("\n") + "\n\n" + drafted.text
    try:
        parse_negotiation(whole)
    except BadNegotiation as error:
        raise BadNegotiation(
            "negotiation.toml",
            f"the draft cannot be added ({error.reason}); write preference, condition and "
            "ratification as tables of their own",
        ) from error
    return whole


def usual_likeness() -> Likeness | None:
    """How alike two texts are by the shipped sentence model; None where it is not installed."""
    from dragoman.encoder import SentenceModel, sentences_folder

    folder = sentences_folder()
    if folder is None:
        return None
    model = SentenceModel.load(folder)
    return lambda one, other: float(model.embed(one) @ model.embed(other))


def _parties(negotiation: Negotiation, contents: Contents, found: Found) -> list[str]:
    """Sides first, then everybody else of whom something was found; in the negotiation's order."""
    listed = {p.id: p.role for p in negotiation.parties} or {p.id: p.role for p in contents.parties}
    spoken = {e.party for e in found.evidence}
    sides = [
        p for p, role in listed.items() if role is PartyRole.SIDE or (role is None and p in spoken)
    ]
    return [*sides, *(p for p in listed if p not in sides and p in spoken)]


def _because(verdicts: Iterable[Verdict], documents: dict[str, Document]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ground_of(e, documents) for v in verdicts for e in v.evidence))


def ground_of(one: Evidence, documents: dict[str, Document]) -> str:
    """What a piece of evidence is called in ``because``: its statement, else its very words."""
    if one.stand.statement is not None:
        return f"statement:{one.stand.statement}"
    document = documents[one.stand.sentence.document]
    name = (
        (document.path or "").replace("\\", "/").rpartition("/")[2] or document.title or document.id
    )
    return f"quote:{clean(name)}: {clean(one.stand.sentence.exact)}"


def _provisos(
    found: Found, negotiation: Negotiation, documents: dict[str, Document]
) -> list[tuple[Proviso, tuple[Evidence, ...]]]:
    """The conditions that the negotiation does not list yet; those not strict stay out."""
    known = {(p.party, str(p.choice)) for p in negotiation.provisos}
    made: dict[tuple[str, str], tuple[Proviso, tuple[Evidence, ...]]] = {}
    for one, other, strict in found.ties:
        choice = Choice(issue=one.issue, option=one.option)
        key = (one.party, str(choice))
        if not strict or key in known or key in made:
            continue
        is_own = one.stand.basis in (Basis.OWN_WORDS, Basis.SPOKESPERSON)
        proviso = Proviso(
            party=one.party,
            choice=choice,
            only_with=(Choice(issue=other.issue, option=other.option),),
            sure=_SURE if is_own else _LESS_SURE,
            because=(ground_of(one, documents),),
        )
        made[key] = (proviso, (one,))
    return list(made.values())


def text_of(tables: Sequence[str], questions: Sequence[str]) -> str:
    """The text of a draft: its tables, then the questions as numbered comments."""
    asked = [f"# {number}. {question}" for number, question in enumerate(questions, start=1)]
    lines = [*HEAD, *tables, "", QUESTIONS, *asked]
    return "\n".join(lines) + "\n"
