"""Times are anchored in the day of the document that gives them."""

from attrs import evolve

from dragoman.calendar import anchor
from dragoman.model import Contact, Deed, Measure, Report, Statement, When


def anchor_report(report: Report, day: str | None) -> Report:
    """The report with each ``When`` of statements, contacts and deeds anchored in ``day``.

    ``day`` is the document's day as EDTF, None when unknown: then "Tuesday" stays "a Tuesday".
    """
    return evolve(
        report,
        statements=tuple(_statement(s, day) for s in report.statements),
        contacts=tuple(_contact(c, day) for c in report.contacts),
        deeds=tuple(_deed(d, day) for d in report.deeds),
    )


def _when(when: When | None, day: str | None) -> When | None:
    return anchor(when, day) if when is not None else None


def _measure(measure: Measure, day: str | None) -> Measure:
    return evolve(measure, period=_when(measure.period, day)) if measure.period else measure


def _statement(statement: Statement, day: str | None) -> Statement:
    return evolve(
        statement,
        stated_on=_when(statement.stated_on, day),
        measures=tuple(_measure(m, day) for m in statement.measures),
    )


def _contact(contact: Contact, day: str | None) -> Contact:
    return evolve(contact, happened_on=_when(contact.happened_on, day))


def _deed(deed: Deed, day: str | None) -> Deed:
    return evolve(
        deed,
        happened_on=_when(deed.happened_on, day),
        measure=_measure(deed.measure, day) if deed.measure else None,
    )
