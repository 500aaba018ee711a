"""One party's GENIUS profile: weights, evaluations, regions, reservation and discount."""

from collections.abc import Mapping, Sequence

from lxml import etree

from dragoman.exchange.genius_domain import (
    IDENTITY,
    NOTHING,
    Bound,
    Curve,
    Evaluation,
    GeniusIssue,
    GeniusProfile,
    IssueKind,
    ProfileKind,
    Region,
    Table,
    Value,
)
from dragoman.exchange.genius_issues import bounds_of, holder, kind_of
from dragoman.exchange.genius_xml import Reader

_PARAMETERS: dict[str, tuple[tuple[str, float], ...]] = {
    "linear": (("offset", 0.0), ("slope", 1.0)),
    "quadratic": (("offset", 0.0), ("a1", 1.0), ("a2", 1.0)),
    "triangular": (("start", 0.0), ("end", 1.0), ("middle", 1.0)),
}
"""Form -> its parameters by name, in the order of ``parameter0`` and on, with their defaults."""


def read_profile(
    root: "etree._Element", file: str, issues: Sequence[GeniusIssue], gaps: Sequence[int]
) -> GeniusProfile:
    """The profile, laid on the domain's issues.

    Raises:
        BadIssueSpace: an issue or value that the domain does not have, bounds wider than the
            domain's, a form that is not known, a number that is none, or nothing that is of worth.
    """
    name = file.rsplit(".", 1)[0]
    reader = Reader(file, party=name)
    place = holder(root)
    given = _evaluations(place, reader, issues)
    regions = _regions(place, reader, issues)
    if not given and not regions:
        raise reader.fault("nothing says what any package is worth")
    weights, bias = _weights(place, reader, issues, gaps)
    has_tables = any(isinstance(evaluation, Table) for evaluation in given.values())
    found = [(weights.get(i.number, 1.0), given.get(i.name)) for i in issues]
    if given and not has_tables:
        found = [(w if e else 0.0, e or NOTHING) for w, e in found]
    elif given:
        found = [(w, e or _missing(i)) for (w, e), i in zip(found, issues, strict=True)]
        bias += sum(weights.get(number, 1.0) for number in gaps)
    return GeniusProfile(
        name=name,
        file=file,
        kind=_kind(given, regions),
        weights=tuple(weight for weight, _ in found),
        evaluations=tuple(evaluation for _, evaluation in found),
        regions=regions,
        bias=bias,
        reservation=_last_number(root, "reservation", reader),
        discount=_last_number(root, "discount_factor", reader),
    )


def _missing(issue: GeniusIssue) -> Evaluation:
    """An issue without an evaluation beside others with tables: NegMAS takes a number as it is."""
    return None if issue.kind is IssueKind.DISCRETE else IDENTITY


def _kind(given: Mapping[str, Evaluation], regions: Sequence[Region]) -> ProfileKind:
    if given and regions:
        return ProfileKind.BOTH
    return ProfileKind.REGIONS if regions else ProfileKind.ADDITIVE


def _last_number(root: "etree._Element", tag: str, reader: Reader) -> float | None:
    found = root.findall(tag)
    return reader.number(found[-1], "value") if found else None


def _weights(
    place: "etree._Element", reader: Reader, issues: Sequence[GeniusIssue], gaps: Sequence[int]
) -> tuple[dict[int, float], float]:
    """Weight by issue number; weights of numbers that no issue has add up to the bias."""
    numbers = {issue.number for issue in issues} | set(gaps)
    weights: dict[int, float] = {}
    bias = 0.0
    for element in place.findall("weight"):
        number, value = reader.whole(element, "index"), reader.number(element, "value")
        if number in numbers:
            weights[number] = value
        else:
            bias += value
    return weights, bias


def _evaluations(
    place: "etree._Element", reader: Reader, issues: Sequence[GeniusIssue]
) -> dict[str, Evaluation]:
    by_name = {issue.name: issue for issue in issues}
    found: dict[str, Evaluation] = {}
    for element in place.findall("issue"):
        name = reader.text(element, "name")
        if name not in by_name:
            raise reader.fault("the domain has no issue of this name", name)
        evaluation = _evaluation(element, reader, by_name[name])
        if evaluation is not None:
            found[name] = evaluation
    return found


def _evaluation(element: "etree._Element", reader: Reader, issue: GeniusIssue) -> Evaluation:
    kind = kind_of(element, reader, issue.name)
    items, curves = element.findall("item"), element.findall("evaluator")
    _check_bounds(element, reader, issue)
    if items and (kind is not IssueKind.DISCRETE or issue.kind is IssueKind.REAL):
        raise reader.fault(f"values listed one by one, but the issue is {issue.kind.value}",
                           issue.name)  # fmt: skip
    if curves and issue.kind is IssueKind.DISCRETE:
        raise reader.fault("a curve over values that are no numbers", issue.name)
    if items and curves:
        raise reader.fault("both values listed and a curve", issue.name)
    if curves:
        return _curve(curves[-1], reader, issue.name)
    return _table(items, reader, issue) if items else None


def _check_bounds(element: "etree._Element", reader: Reader, issue: GeniusIssue) -> None:
    """Bounds narrower than the domain's change nothing, as in NegMAS; wider ones are refused."""
    ends = bounds_of(element, reader, issue.name)
    if ends is None or issue.low is None or issue.high is None:
        return
    if ends[0] < issue.low or ends[1] > issue.high:
        raise reader.fault(
            f"bounds {ends[0]:g} to {ends[1]:g} leave the domain's {issue.low:g} to "
            f"{issue.high:g}", issue.name,
        )  # fmt: skip


def _table(items: "list[etree._Element]", reader: Reader, issue: GeniusIssue) -> Table:
    known = frozenset(issue.values) if isinstance(issue.values, tuple) else issue.values
    worths: dict[Value, float] = {}
    for item in items:
        value: Value = (
            reader.text(item, "value", issue.name)
            if issue.kind is IssueKind.DISCRETE
            else reader.whole(item, "value", issue.name)
        )
        if value not in known:
            raise reader.fault(f"the domain has no value {value!r}", issue.name)
        worths[value] = reader.number(item, "evaluation", issue.name)
    return Table(worths=worths)


def _curve(element: "etree._Element", reader: Reader, issue: str) -> Curve:
    form = reader.text(element, "ftype", issue)
    if form not in _PARAMETERS:
        raise reader.fault(f"ftype {form!r} is not {', '.join(_PARAMETERS)}", issue)
    return Curve(
        form=form,
        parameters=tuple(
            _parameter(element, reader, issue, named=form == "linear", at=at)
            for at in enumerate(_PARAMETERS[form])
        ),
    )


def _parameter(
    element: "etree._Element",
    reader: Reader,
    issue: str,
    *,
    named: bool,
    at: tuple[int, tuple[str, float]],
) -> float:
    """By its name or its number; of a line the name goes before, else the number."""
    position, (name, default) = at
    keys = (name, f"parameter{position}")
    for key in keys if named else reversed(keys):
        if element.get(key) is not None:
            return reader.number(element, key, issue)
    return default


def _regions(
    place: "etree._Element", reader: Reader, issues: Sequence[GeniusIssue]
) -> tuple[Region, ...]:
    positions = {issue.number: at for at, issue in enumerate(issues)}
    found = []
    for utility in (*place.findall("utility"), *place.findall("utility_function")):
        for part in utility.findall("ufun"):
            _check_part(part, reader)
            weight = reader.number(part, "weight") if part.get("weight") is not None else 1.0
            found += [_region(r, reader, positions, weight) for r in part]
    return tuple(found)


def _check_part(part: "etree._Element", reader: Reader) -> None:
    form, joined = part.get("type", "none"), part.get("aggregation", "sum")
    if form != "PlainUfun":
        raise reader.fault(f"<ufun> of type {form!r} is not PlainUfun")
    if joined != "sum":
        raise reader.fault(f"<ufun> joined by {joined!r}, not by sum")


def _region(
    element: "etree._Element", reader: Reader, positions: Mapping[int, int], weight: float
) -> Region:
    if element.tag != "hyperRectangle":
        raise reader.fault(f"<{element.tag}> in a <ufun>, not hyperRectangle")
    bounds = {}
    for side in element:
        number = reader.whole(side, "index")
        if number not in positions:
            raise reader.fault(f"<{side.tag}> index {number}: the domain has no such issue")
        bounds[number] = Bound(
            issue=positions[number],
            low=reader.number(side, "min"),
            high=reader.number(side, "max"),
            is_outside=side.tag == "EXCLUDES",
        )
    return Region(bounds=tuple(bounds.values()), worth=reader.number(element, "utility") * weight)
