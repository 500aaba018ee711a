"""The issues of a GENIUS domain file."""

from collections.abc import Sequence
from itertools import pairwise

from lxml import etree

from dragoman.exchange.genius_domain import GeniusIssue, IssueKind, Value
from dragoman.exchange.genius_xml import Reader


def read_issues(
    root: "etree._Element", file: str
) -> tuple[tuple[GeniusIssue, ...], tuple[int, ...]]:
    """The issues by their number, and the numbers below the highest that no issue has.

    Raises:
        BadIssueSpace: no issue, a name or number used twice, a value or bound missing.
    """
    reader = Reader(file)
    place = holder(root)
    if place.find("objective") is not None:
        raise reader.fault("objectives within an objective; put every issue below the first one")
    found = [_issue(element, reader) for element in place.findall("issue")]
    if not found:
        raise reader.fault("the domain has no issue")
    issues = sorted(found, key=lambda issue: issue.number)
    for one, other in pairwise(issues):
        if one.number == other.number:
            raise reader.fault(f"number {one.number} is also that of {one.name!r}", other.name)
    names = [issue.name for issue in issues]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise reader.fault("two issues have this name", twice)
    numbers = {issue.number for issue in issues}
    gaps = tuple(n for n in range(1, issues[-1].number) if n not in numbers)
    return tuple(issues), gaps


def holder(root: "etree._Element") -> "etree._Element":
    """The element whose children are the issues: the objective, else the utility space."""
    space = root if root.tag == "utility_space" else root.find("utility_space")
    if space is None:
        return root
    objectives = space.findall("objective")
    return objectives[0 if root.tag != "utility_space" else -1] if objectives else space


def kind_of(element: "etree._Element", reader: Reader, name: str) -> IssueKind:
    """The issue's kind, discrete where the file does not say."""
    given = element.get("type", IssueKind.DISCRETE.value)
    try:
        return IssueKind(given)
    except ValueError:
        raise reader.fault(f"type {given!r} is not discrete, integer or real", name) from None


def bounds_of(element: "etree._Element", reader: Reader, name: str) -> tuple[float, float] | None:
    """Both bounds, from the issue or its ``<range>``; None where neither is given."""
    places = [element, *element.findall("range")]
    ends = []
    for key in ("lowerbound", "upperbound"):
        given = [value for place in places if (value := place.get(key)) is not None]
        ends.append(reader.as_number(given[-1], key, name) if given else None)
    low, high = ends
    if low is None and high is None:
        return None
    if low is None or high is None:
        raise reader.fault(f"{'lowerbound' if low is None else 'upperbound'} is missing", name)
    if low > high:
        raise reader.fault(f"lowerbound {low:g} is above upperbound {high:g}", name)
    return low, high


def _issue(element: "etree._Element", reader: Reader) -> GeniusIssue:
    name = reader.text(element, "name")
    number = reader.whole(element, "index", name)
    if not 1 <= number <= LARGEST_NUMBER:
        raise reader.fault(f"index {number} is not between 1 and {LARGEST_NUMBER}", name)
    kind = kind_of(element, reader, name)
    if kind is IssueKind.DISCRETE:
        return GeniusIssue(
            name=name, number=number, kind=kind, values=_items(element, reader, name)
        )
    ends = bounds_of(element, reader, name)
    if ends is None:
        raise reader.fault("lowerbound and upperbound are missing", name)
    low, high = ends
    values: Sequence[Value] = ()
    if kind is IssueKind.INTEGER:
        if not (low.is_integer() and high.is_integer()):
            raise reader.fault(f"bounds {low:g} and {high:g} are not whole numbers", name)
        values = range(int(low), int(high) + 1)
    return GeniusIssue(name=name, number=number, kind=kind, values=values, low=low, high=high)


LARGEST_NUMBER = 10_000
"""Indices above this are a mistake; the gaps below an index are listed one by one."""


def _items(element: "etree._Element", reader: Reader, name: str) -> tuple[str, ...]:
    """The values in the file's order; one that is repeated counts once."""
    items = [reader.text(item, "value", name) for item in element.findall("item")]
    if not items:
        raise reader.fault("a discrete issue without an item", name)
    return tuple(dict.fromkeys(items))
