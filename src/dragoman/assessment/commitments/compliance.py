"""Whether a commitment is kept, in reports made after it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import Factory, frozen

from dragoman.assessment.commitments.completion import is_done
from dragoman.assessment.commitments.faring import Faring, farings_of, find_farings
from dragoman.assessment.commitments.reports import (
    Report,
    by_words,
    find_words_on,
    report_of,
)
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import has_like_words, is_listed, measure_words, subject_words
from dragoman.model import (
    Act,
    Commitment,
    ComplianceStage,
    Contents,
    Deed,
    Measure,
    Polarity,
    Stage,
    Statement,
    Voice,
)

_FORCE = frozenset({"ASSAULT", "COERCE"})
"""PLOVER types that break an undertaking to cease."""
_TELLING = frozenset({Act.ASSERT, Act.ACCUSE})
_WIDE_ISSUES = frozenset({"ceasefire", "process", "settlement", "bilateral-relations"})


@frozen(kw_only=True)
class Reports:
    """What may tell how some commitment fares: few of all the statements, and deeds by actor.

    Gathered once, since every commitment is compared with them. ``worded`` are the statements
    that tell it in words, by those words.
    """

    told: tuple[tuple[Statement, Measure, ComplianceStage | None], ...]
    deeds: Mapping[str, Sequence[Deed]]
    worded: Mapping[str, Sequence[Statement]]
    farings: Mapping[str, Sequence[Faring]] = Factory(dict)

    @classmethod
    def of(cls, contents: Contents, witnesses: Witnesses) -> "Reports":
        """Those of a dossier, in the order of its entries."""
        deeds: defaultdict[str, list[Deed]] = defaultdict(list)
        for deed in contents.deeds:
            if deed.actor and (actor := deed.actor.party or deed.actor.id):
                deeds[actor].append(deed)
        return cls(
            told=tuple(_tellings(contents.statements)),
            deeds=dict(deeds),
            worded=by_words(contents.statements),
            farings=find_farings(contents, witnesses),
        )


def _tellings(
    statements: Iterable[Statement],
) -> Iterator[tuple[Statement, Measure, ComplianceStage | None]]:
    """The measures told as kept, broken, or done once, with what they say of keeping."""
    for statement in statements:
        if statement.act not in _TELLING or statement.hypothetical:
            continue
        if statement.voice not in (Voice.SPEAKER, Voice.NARRATOR):
            continue
        for measure in statement.measures:
            stage = _told(measure, statement.polarity)
            if stage is not None or is_listed(measure.action, "doing once"):
                yield statement, measure, stage


def find_compliance(
    commitment: Commitment,
    reports: Reports,
    witnesses: Witnesses,
    charges: Iterable[Statement] = (),
) -> tuple[Stage, ...]:
    """The series of reports that the commitment is kept or broken, oldest first.

    ``charges`` are the statements that say it was broken. Where nothing is reported the series is
    empty: silence says neither.
    """
    told = {r.statement: r for r in _from_statements(commitment, reports, witnesses)}
    for report in find_words_on(commitment, reports.worded, witnesses):
        told.setdefault(report.statement, report)
    charged = (report_of(ComplianceStage.REPORTED_BROKEN, s, witnesses) for s in charges)
    told.update({r.statement: r for r in charged})
    deeds = {d.id: d for party in commitment.parties for d in reports.deeds.get(party, ())}
    found = [*_from_deeds(commitment, deeds.values(), witnesses), *told.values()]
    known = [passage for report in found for passage in report.passages]
    found.extend(
        report
        for report in farings_of(commitment, reports.farings, witnesses)
        if not any(p.covers(q) or q.covers(p) for p in report.passages for q in known)
    )
    return tuple(_stages(sorted(found, key=lambda r: (r.day or "~", r.passages))))


def _stages(reports: Iterable[Report]) -> Iterator[Stage]:
    """One step for each run of reports that say the same."""
    run: list[Report] = []
    for report in (*reports, None):
        if run and (report is None or report.stage is not run[0].stage):
            yield Stage(
                stage=run[0].stage.value,
                on=next((r.on for r in run if r.on), None),
                statements=tuple(r.statement for r in run if r.statement),
                passages=tuple(dict.fromkeys(p for r in run for p in r.passages)),
            )
            run = []
        if report is not None:
            run.append(report)


def _from_deeds(
    commitment: Commitment, deeds: Iterable[Deed], witnesses: Witnesses
) -> Iterator[Report]:
    own = commitment.passages
    for deed in deeds:
        is_own = any(p.covers(q) or q.covers(p) for p in own for q in deed.passages)
        if is_own or not _is_later(deed, commitment, witnesses):
            continue
        stage = _judge(deed, commitment)
        if stage is not None:
            yield Report(
                stage=stage,
                day=(deed.happened_on.edtf or "") if deed.happened_on else "",
                on=deed.happened_on,
                statement=None,
                passages=deed.passages,
            )


def _judge(deed: Deed, commitment: Commitment) -> ComplianceStage | None:
    """Whether a deed of a bound party keeps or breaks the commitment; None for neither."""
    if deed.plover_type in _FORCE:
        breaks = any(_is_ceasing(m) and _hits(deed, m, commitment) for m in commitment.measures)
        return ComplianceStage.REPORTED_BROKEN if breaks else None
    if deed.measure and any(
        m.action == deed.measure.action
        and m.negated == deed.measure.negated
        and has_like_words(m, deed.measure)
        for m in commitment.measures
    ):
        return done_stage(deed.measure)
    return None


def done_stage(measure: Measure) -> ComplianceStage:
    """What doing it means: an exchange is completed, a halt is kept so far."""
    once = is_listed(measure.action, "doing once") and not measure.negated
    return ComplianceStage.COMPLETED if once else ComplianceStage.KEPT_SO_FAR


def _is_ceasing(measure: Measure) -> bool:
    """Whether the measure is to leave off something."""
    return measure.negated or is_listed(measure_words(measure), "ceasing")


def _hits(deed: Deed, measure: Measure, commitment: Commitment) -> bool:
    """Whether a deed is of the kind that was to cease: it shares the object or the issue.

    Any use of force breaks a full ceasefire, but only strikes on power plants break a halt to
    strikes on power plants.
    """
    told = deed.measure.object if deed.measure and deed.measure.object else ""
    words = subject_words(Measure(object=told)) if told else frozenset[str]()
    if words & (subject_words(measure) - _manner()):
        return True
    issue = commitment.issue
    if issue is None or issue not in deed.issues:
        return False
    return issue not in _WIDE_ISSUES or issue == "ceasefire"


def _manner() -> frozenset[str]:
    """Words that say how force is used, not on what."""
    return frozenset({"strike", "attack", "fire", "fighting", "shelling", "hostilitie"})


def _is_later(deed: Deed, commitment: Commitment, witnesses: Witnesses) -> bool:
    """Whether the deed was done after the undertaking, by its day or by the text's "after"."""
    since = next((s.on.edtf for s in commitment.agreement if s.on and s.on.edtf), None)
    when = deed.happened_on
    if when is not None and when.edtf and since:
        return when.edtf.split("/")[0] > since.split("/")[-1]
    made = witnesses.first_day(commitment.documents)
    if made and not since:
        told = when.edtf.split("/")[0] if when and when.edtf else ""
        told = told or witnesses.first_day(p.document for p in deed.passages)
        if told and told > made:
            return True
    told_after = when is not None and (when.relation == "after" or bool(when.relative_to))
    documents = {witnesses.fold(p.document) for p in deed.passages}
    return told_after and bool(documents & set(commitment.documents))


def _from_statements(
    commitment: Commitment, reports: Reports, witnesses: Witnesses
) -> Iterator[Report]:
    for statement, measure, stage in reports.told:
        if stage is not None and _is_about(measure, statement, commitment):
            yield report_of(stage, statement, witnesses)
        elif is_done(measure, statement, commitment):
            yield report_of(ComplianceStage.COMPLETED, statement, witnesses)


def _told(measure: Measure, polarity: Polarity) -> ComplianceStage | None:
    """What "has violated", "is keeping", "did not comply" say."""
    if is_listed(measure.action, "keeping"):
        kept = True
    elif is_listed(measure.action, "breaking"):
        kept = False
    else:
        return None
    if measure.negated or polarity is Polarity.NEGATED:
        kept = not kept
    return ComplianceStage.KEPT_SO_FAR if kept else ComplianceStage.REPORTED_BROKEN


def _is_about(measure: Measure, statement: Statement, commitment: Commitment) -> bool:
    if statement.about == commitment.id:
        return True
    if measure.agent not in commitment.parties:
        return False
    issue = measure.issue or next(iter(statement.issues), None)
    shares = any(subject_words(measure) & subject_words(m) for m in commitment.measures)
    return shares and (issue is None or commitment.issue is None or issue == commitment.issue)
