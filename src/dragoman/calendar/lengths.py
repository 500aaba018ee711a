"""From the groups of a matched pattern to the forms of lengths, shifts and repetitions."""

from math import ceil

from dragoman.calendar.numerals import number_of
from dragoman.calendar.reading import Groups, at, month_of, unit_of, weekday_of

_LETTERS = {"fortnight": "W", "quarter": "M", "decade": "Y", "century": "Y"}
_BACK = ("ago", "earlier", "before", "last", "past", "previous", "preceding", "recent")
_CLOCK_UNITS = ("second", "minute", "hour")
_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV"}


def designator(unit: str, count: str) -> str:
    """The ISO 8601 length of so many units; ``X`` where how many is open."""
    if unit in _CLOCK_UNITS:
        return f"PT{count}{unit[0].upper()}"
    scale = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    letter = "WE" if unit == "weekend" else _LETTERS.get(unit, unit[0].upper())
    if count == "X":
        letter = {"decade": "E", "century": "C", "quarter": "Q"}.get(unit, letter)
        return f"PX{letter}"
    return f"P{float(count) * scale:g}{letter}"


def _count(g: Groups, name: str = "n") -> str:
    text = g.get(name) or ""
    value = number_of(text) if text else None
    if value is not None and g.get("half"):
        value += 0.5
    return f"{value:g}" if value is not None else "X"


def length(g: Groups) -> str:
    """A length of time; two of them where a range is given ("two to three weeks")."""
    unit = unit_of(g["u"])
    if g.get("n2") or g.get("two"):
        high = _count(g, "n2") if g.get("n2") else "2"
        return f"dur:{designator(unit, _count(g))}/{designator(unit, high)}"
    if g.get("n3"):
        return f"dur:{designator(unit, _count(g, 'n3'))}"
    if "n" in g and not g["n"]:
        return f"dur:{designator(unit, '1')}"
    if g.get("long") and g["u"].casefold() == unit:
        return f"dur:{designator(unit, '1')}"
    return f"dur:{designator(unit, _count(g))}"


def repeated(g: Groups) -> str:
    """A set of times: "every Thursday", "each July", "daily", "Tuesday nights"."""
    if g.get("w"):
        return f"set:{weekday_of(g['w'])}{at({**g, 'dp': g.get('dp') or g.get('dp2', '')})}"
    if g.get("m"):
        return f"set:{month_of(g['m']):02d}"
    if g.get("often"):
        return f"set:{designator(_OFTEN.get(g['often'].casefold(), 'year'), '1')}"
    if g["u"].casefold() in _PARTS:
        return f"set:P1D@{_PARTS[g['u'].casefold()]}"
    return f"set:{designator(unit_of(g['u']), _count(g) if g.get('n') else '1')}"


def ago(g: Groups) -> str:
    """So many units before or after the document's day."""
    return _shifted(g, "ago")


def span(g: Groups) -> str:
    """The run of so many units up to the document's day, or from it on."""
    words = {**g, "dir": g["which"]}
    return _shifted({**words, "n": g["n2"]} if g.get("n2") else words, "span")


def span_one(g: Groups) -> str:
    """As in: "The past year", one unit back."""
    return span({**g, "n": "1"})


def _shifted(g: Groups, kind: str) -> str:
    unit, count = unit_of(g["u"]), _count(g)
    sign = "-" if g["dir"].split()[0].casefold() in _BACK else "+"
    if count == "X":
        return f"span:{'day' if unit in _CLOCK_UNITS else unit}:{sign}x"
    if float(count) != int(float(count)):
        return f"span:{unit}:{sign}{ceil(float(count))}"
    return f"{kind}:{unit}:{sign}{int(float(count))}"


def then(g: Groups) -> str:
    """So many units before or after another time of the text."""
    back = (g.get("dir") or "").casefold().split()[:1] in (["earlier"], ["before"])
    return f"then:{unit_of(g['u'])}:{'-' if back else '+'}{_count(g)}"


def year_ago(g: Groups) -> str:
    """As in: "A year ago"; a caller with the text around knows of which period."""
    return "then:year:-1" if g.get("dir2") or g["dir"] != "ago" else "ago:year:-1"
