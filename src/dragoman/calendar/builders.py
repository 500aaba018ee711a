"""From the groups of a matched pattern to a symbolic form (see :mod:`.forms`)."""

import re
from collections.abc import Callable

from dragoman.calendar.edtf import is_edtf
from dragoman.calendar.forms import part_of
from dragoman.calendar.numerals import number_of
from dragoman.calendar.vocabulary import (
    DAY_PARTS,
    MONTHS,
    ORDINALS,
    PARTS,
    PLURALS,
    REFS,
    SEASONS,
    UNITS,
    WEEKDAY_CODES,
    WEEKDAYS,
)

Groups = dict[str, str]


def _month_of(text: str) -> int:
    return MONTHS[text.rstrip(".").casefold()]


def _weekday_of(text: str) -> str:
    return WEEKDAY_CODES[WEEKDAYS[text.rstrip(".").casefold()]]


def _unit_of(text: str) -> str:
    word = text.casefold()
    return PLURALS.get(word) or UNITS.get(word) or UNITS[word.removesuffix("s")]


def _part_of(text: str | None) -> str:
    words = " ".join((text or "").casefold().replace("-", " ").split())
    return f":{PARTS[words]}" if words in PARTS else ""


def _clock_of(text: str) -> str:
    found = re.match(r"(\d+)(?:[:.](\d\d))?", text)
    hour, minute = (int(part or 0) for part in found.groups()) if found else (0, 0)
    if "p" in text.casefold() and hour < 12:
        hour += 12
    elif "a" in text.casefold() and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _at(g: Groups) -> str:
    if g.get("clock"):
        return f"@{_clock_of(g['clock'])}"
    return f"@{DAY_PARTS[g['dp'].casefold()]}" if g.get("dp") else ""


def _ymd(year: str, month: str, day: str) -> str:
    return f"{int(year):04d}-{_month_of(month):02d}-{int(day):02d}"


def _iso(g: Groups) -> str | None:
    return f"date:{g['iso']}" if is_edtf(g["iso"]) else None


def _figures(g: Groups) -> str | None:
    """A day in figures; between 3/4 and 4/3 nobody can tell, so one part must be above 12."""
    a, b, year = int(g["a"]), int(g["b"]), g["y"]
    if g["sep"] == "/" and a <= 12 and b <= 12 and a != b:
        return None
    day, month = (a, b) if b <= 12 else (b, a)
    full = year if len(year) == 4 else f"{'19' if int(year) > 50 else '20'}{year}"
    edtf = f"{full}-{month:02d}-{day:02d}"
    return f"date:{edtf}" if is_edtf(edtf) else None


def _full(g: Groups) -> str | None:
    edtf = _ymd(g["y"], g["m"], g["d"])
    return f"date:{edtf}{_at(g)}" if is_edtf(edtf) else None


def _yearless(g: Groups) -> str | None:
    edtf = _ymd("2024", g["m"], g["d"])
    return f"day:{edtf[5:]}{_at(g)}" if is_edtf(edtf) else None


def _days(g: Groups) -> str | None:
    first, second = g.get("m") or g["m2"], g.get("m2") or g["m"]
    if g.get("y"):
        edtf = f"{_ymd(g['y'], first, g['d'])}/{_ymd(g['y'], second, g['d2'])}"
        return f"date:{edtf}" if is_edtf(edtf) else None
    low, high = _ymd("2024", first, g["d"]), _ymd("2024", second, g["d2"])
    return f"range:day:{low[5:]}|day:{high[5:]}" if is_edtf(f"{low}/{high}") else None


def _month(g: Groups) -> str:
    part, number = _part_of(g.get("p")), _month_of(g["m"])
    if g.get("y"):
        return _within(f"{int(g['y']):04d}-{number:02d}", part)
    direction = f":{g['which'].casefold()}" if g.get("which") else ""
    return f"month:{number:02d}{part}{direction.replace('coming', 'next').replace('past', 'last')}"


def _months(g: Groups) -> str | None:
    low, high = _month_of(g["m"]), _month_of(g["m2"])
    if g.get("y"):
        edtf = f"{g.get('y1') or g['y']}-{low:02d}/{g['y']}-{high:02d}"
        return f"date:{edtf}" if is_edtf(edtf) else None
    return f"range:month:{low:02d}|month:{high:02d}"


def _within(edtf: str, part: str) -> str:
    """A part of a dated period, reckoned at once (it needs no document day)."""
    return f"date:{part_of(edtf, part.removeprefix(':'))}" if part else f"date:{edtf}"


def _month_of_year(g: Groups) -> str:
    years = {"last": -1, "this": 0, "next": 1}[g["which"].casefold()]
    return f"month:{_month_of(g['m']):02d}:{'this' if years == 0 else _which(g)}"


def _which(g: Groups) -> str:
    word = " ".join((g.get("which") or "").casefold().split())
    return _WHICH.get(word, word)


_WHICH = {
    "past": "last",
    "previous": "last",
    "this past": "last",
    "coming": "next",
    "this coming": "next",
    "upcoming": "next",
    "following": "next",
}


def _weekday(g: Groups) -> str:
    which = f":{_which(g)}" if g.get("which") else ""
    return f"weekday:{_weekday_of(g['w'])}{which}{_at(g)}"


def _weekday_of_week(g: Groups) -> str:
    shift = {"last": -1, "this": 0, "next": 1}[_which(g)]
    code = _weekday_of(g["w"])
    return f"weekday:{code}:this" if shift == 0 else f"weekday:{code}:{_which(g)}"


def _weekdays(g: Groups) -> str:
    return f"range:weekday:{_weekday_of(g['w'])}|weekday:{_weekday_of(g['w2'])}"


TODAY_WORDS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2,
    "the day after tomorrow": 2, "overnight": 0, "this day": 0,
}  # fmt: skip


def _today(g: Groups) -> str:
    words = " ".join(g["today"].casefold().split())
    at = "@NI" if words in ("tonight", "overnight") else _at(g)
    return f"rel:day:{TODAY_WORDS[words]:+d}{at}"


def _this_part(g: Groups) -> str:
    shift = -1 if g["which"].casefold() == "last" else 0
    return f"rel:day:{shift:+d}{_at(g)}"


def _rel(g: Groups) -> str:
    which = _which({"which": g.get("which", "").rpartition(" ")[2]})
    shift = {"last": -1, "this": 0, "current": 0, "next": 1, "the": 0, "": 0}[which]
    return f"rel:{_unit_of(g['u'])}:{shift:+d}{_part_of(g.get('p'))}"


def _season(g: Groups) -> str:
    number, part = SEASONS[g["s"].casefold()], _part_of(g.get("p"))
    if g.get("y"):
        return _within(f"{int(g['y']):04d}-{number}", part)
    which = f":{_which(g)}" if _which(g) not in ("", "the") else ""
    return f"season:{number}{part}{which}"


def _quarter(g: Groups) -> str:
    number = int(g["q"]) if g.get("q") else ORDINALS[g["nth"].casefold()]
    if not g.get("y"):
        return f"quarter:{number}"
    low, high = 3 * number - 2, 3 * number
    return f"date:{int(g['y']):04d}-{low:02d}/{int(g['y']):04d}-{high:02d}"


def _half(g: Groups) -> str | None:
    low, high = ("01", "06") if g["nth"].casefold() == "first" else ("07", "12")
    return f"date:{g['y']}-{low}/{g['y']}-{high}"


_LETTERS = {"fortnight": "W", "quarter": "M", "decade": "Y", "century": "Y"}


def _designator(unit: str, count: str) -> str:
    if unit in ("second", "minute", "hour"):
        return f"PT{count}{unit[0].upper()}"
    scale = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    letter = "WE" if unit == "weekend" else _LETTERS.get(unit, unit[0].upper())
    value = count if count == "X" else f"{float(count) * scale:g}"
    return f"P{value}{letter}"


def _count(g: Groups) -> str:
    value = number_of(g["n"]) if g.get("n") else None
    if g.get("half") and value is not None:
        value += 0.5
    return f"{value:g}" if value is not None else "X"


def _dur(g: Groups) -> str:
    return f"dur:{_designator(_unit_of(g['u']), _count(g))}"


def _repeated(g: Groups) -> str:
    if g.get("w"):
        return f"set:{_weekday_of(g['w'])}"
    if g.get("often"):
        unit = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
        return f"set:{_designator(unit.get(g['often'].casefold(), 'year'), '1')}"
    return f"set:{_designator(_unit_of(g['u']), _count(g) if g.get('n') else '1')}"


def _shifted(kind: str) -> Callable[[Groups], str | None]:
    """Builder for so many units before or after something."""

    def build(g: Groups) -> str | None:
        unit, count = _unit_of(g["u"]), _count(g)
        sign = "-" if g["dir"].split()[0].casefold() in _BACK else "+"
        if count == "X" or float(count) != int(float(count)) or unit in _CLOCK_UNITS:
            return f"span:{'day' if unit in _CLOCK_UNITS else unit}:{sign}x"
        return f"{kind}:{unit}:{sign}{int(float(count))}"

    return build


_BACK = ("ago", "earlier", "before", "last", "past", "previous", "preceding", "recent")
_CLOCK_UNITS = ("second", "minute", "hour")


def _then(g: Groups) -> str:
    sign = "-" if (g.get("dir") or "").split()[:1] in (["earlier"], ["before"]) else "+"
    if g.get("which") and g["which"].casefold() in ("previous", "preceding"):
        sign = "-"
    count = _count(g) if g.get("n") else "1"
    return f"then:{_unit_of(g['u'])}:{sign}{count}"


def _span(g: Groups) -> str | None:
    return _shifted("span")({**g, "dir": g["which"]})


def _decade(g: Groups) -> str:
    digits = g["dec"][-2:] if g["dec"].startswith("'") else g["dec"]
    century = g["dec"][:2] if len(g["dec"]) == 4 else "19"
    return _within(f"{century}{digits[-2]}X", _part_of(g.get("p")))


def _year(g: Groups) -> str:
    return _within(g["y"], _part_of(g.get("p")))


def _years(g: Groups) -> str | None:
    second = g["y2"] if len(g["y2"]) == 4 else g["y"][:2] + g["y2"]
    return f"date:{g['y']}/{second}" if is_edtf(f"{g['y']}/{second}") else None


def _ref(g: Groups) -> str:
    return f"ref:{REFS[' '.join(g['ref'].casefold().split())]}"


def _clock(g: Groups) -> str:
    return f"clock:{_clock_of(g['clock'])}"


def _ago(g: Groups) -> str | None:
    return _shifted("ago")(g)


def _weekend(_g: Groups) -> str:
    return "weekend"


def _then_day(g: Groups) -> str:
    shift = {"previous": "-1", "preceding": "-1", "same": "+0"}
    return f"then:day:{shift.get(g['which'].casefold(), '+1')}"


def _span_one(g: Groups) -> str | None:
    return _span({**g, "n": "1"})


def _noon(g: Groups) -> str:
    return "clock:00:00" if g["dp"].casefold() == "midnight" else "clock:12:00"


BUILDERS: dict[str, Callable[[Groups], str | None]] = {
    "ago": _ago,
    "clock": _clock,
    "days": _days,
    "decade": _decade,
    "dur": _dur,
    "figures": _figures,
    "full": _full,
    "half": _half,
    "iso": _iso,
    "month": _month,
    "month_of_year": _month_of_year,
    "months": _months,
    "noon": _noon,
    "quarter": _quarter,
    "ref": _ref,
    "rel": _rel,
    "repeated": _repeated,
    "season": _season,
    "span": _span,
    "span_one": _span_one,
    "then": _then,
    "then_day": _then_day,
    "this_part": _this_part,
    "today": _today,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "year": _year,
    "yearless": _yearless,
    "years": _years,
}
"""The builders by the name that the rules (``rules.toml``) give them."""
