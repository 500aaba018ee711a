"""From the groups of a matched pattern to a symbolic form (see :mod:`.forms`)."""

from collections.abc import Callable

from dragoman.calendar import lengths
from dragoman.calendar.edtf import is_edtf
from dragoman.calendar.holidays import HOLIDAYS, day_of_holiday
from dragoman.calendar.reading import (
    Groups,
    at,
    clock_of,
    month_of,
    part_of_period,
    spelled_year,
    unit_of,
    weekday_of,
    which_of,
    year_shift,
)
from dragoman.calendar.vocabulary import ORDINALS, REFS, SEASONS

TODAY_WORDS = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2,
    "the day after tomorrow": 2, "overnight": 0, "this day": 0,
}  # fmt: skip


def _ymd(year: str, month: str, day: str) -> str:
    return f"{int(year):04d}-{month_of(month):02d}-{int(day):02d}"


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
    """A day of a month, with or without its year and the time of day."""
    month, day = g.get("m") or g["m2"], g.get("d") or g["d2"]
    edtf = _ymd(g.get("y") or "2024", month, day)
    if not is_edtf(edtf):
        return None
    if g.get("y"):
        return f"date:{edtf}{at(g)}"
    return f"day:{edtf[5:]}{year_shift(g.get('which') or '')}{at(g)}"


def _days(g: Groups) -> str | None:
    first, second = g.get("m") or g["m2"], g.get("m2") or g["m"]
    if g.get("y"):
        edtf = f"{_ymd(g['y'], first, g['d'])}/{_ymd(g['y'], second, g['d2'])}"
        return f"date:{edtf}" if is_edtf(edtf) else None
    low, high = _ymd("2024", first, g["d"]), _ymd("2024", second, g["d2"])
    return f"range:day:{low[5:]}|day:{high[5:]}" if is_edtf(f"{low}/{high}") else None


def _month(g: Groups) -> str:
    part, number = part_of_period(g.get("p")), month_of(g["m"])
    year = g.get("y") or spelled_year(g.get("spelled") or "")
    if year:
        return f"date:{int(year):04d}-{number:02d}{part}"
    if g.get("of"):
        return f"month:{number:02d}{part}{year_shift(g['of'])}"
    return f"month:{number:02d}{part}{f':{which_of(g)}' if g.get('which') else ''}"


def _months(g: Groups) -> str | None:
    low, high = month_of(g["m"]), month_of(g["m2"])
    if g.get("y"):
        edtf = f"{g.get('y1') or g['y']}-{low:02d}/{g['y']}-{high:02d}"
        return f"date:{edtf}" if is_edtf(edtf) else None
    return f"range:month:{low:02d}|month:{high:02d}"


def _weekday(g: Groups) -> str:
    which = f":{which_of(g)}" if g.get("which") else ""
    return f"weekday:{weekday_of(g['w'])}{which}{at(g)}"


def _weekday_of_week(g: Groups) -> str:
    return f"weekday:{weekday_of(g['w'])}:{which_of(g)}"


def _weekdays(g: Groups) -> str:
    return f"range:weekday:{weekday_of(g['w'])}|weekday:{weekday_of(g['w2'])}"


def _today(g: Groups) -> str:
    words = " ".join(g["today"].casefold().split())
    part = "@NI" if words in ("tonight", "overnight") and not g.get("clock") else at(g)
    return f"rel:day:{TODAY_WORDS[words]:+d}{part}"


def _this_part(g: Groups) -> str:
    shift = -1 if g["which"].casefold() == "last" else 0
    return f"rel:day:{shift:+d}{at(g)}"


def _holiday(g: Groups) -> str:
    name = HOLIDAYS[" ".join(g["h"].split())]
    if g.get("y"):
        return f"date:{day_of_holiday(name, int(g['y'])).isoformat()}"
    return f"holiday:{name}{f':{which_of(g)}' if g.get('which') else ''}"


def _rel(g: Groups) -> str:
    which = which_of({"which": g.get("which", "").rpartition(" ")[2]})
    shift = {"last": -1, "this": 0, "current": 0, "next": 1, "the": 0, "": 0}[which]
    return f"rel:{unit_of(g['u'])}:{shift:+d}{part_of_period(g.get('p'))}"


def _latest(g: Groups) -> str:
    """As in: "The latest quarter", the last one that is over."""
    unit = "quarter" if g["u"].casefold() == "period" else unit_of(g["u"])
    return f"rel:{unit}:-1"


def _before_last(g: Groups) -> str:
    """As in: "The week before last", two back."""
    return f"rel:{unit_of(g['u'])}:{'-2' if g['which'].startswith('before') else '+2'}"


def _year_end(_g: Groups) -> str:
    return "rel:year:+0:end"


def _season(g: Groups) -> str:
    number, part = SEASONS[g["s"].casefold()], part_of_period(g.get("p") or g.get("p2"))
    year = g.get("y") or spelled_year(g.get("spelled") or "")
    if year:
        return f"date:{int(year):04d}-{number}{part}"
    which = f":{which_of(g)}" if which_of(g) not in ("", "the") else ""
    return f"season:{number}{part}{which}"


def _quarter(g: Groups) -> str:
    number = int(g["q"]) if g.get("q") else ORDINALS[g["nth"].casefold()]
    year = g.get("y") or g.get("y1")
    if year:
        return f"date:{int(year):04d}-{3 * number - 2:02d}/{int(year):04d}-{3 * number:02d}"
    if g.get("back"):
        return f"then:year:-1<quarter:{number}:past"
    return f"quarter:{number}{year_shift(g.get('of') or '')}"


def _half(g: Groups) -> str:
    low, high = ("01", "06") if g["nth"].casefold() == "first" else ("07", "12")
    if g.get("y"):
        return f"date:{g['y']}-{low}/{g['y']}-{high}"
    return f"range:month:{low}{year_shift(g['of'])}|month:{high}{year_shift(g['of'])}"


_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
         "nineties")  # fmt: skip


def _decade(g: Groups) -> str:
    part = part_of_period(g.get("p"))
    if g.get("words"):
        return f"date:19{_TENS.index(g['words'].casefold()) + 2}X{part}"
    century = g["dec"][:2] if len(g["dec"]) == 4 else "19"
    return f"date:{century}{g['dec'][-2]}X{part}"


def _century(g: Groups) -> str:
    number = int(g["c"]) if g.get("c") else ORDINALS[g["nth"].casefold()]
    return f"date:{number - 1:02d}XX{part_of_period(g.get('p'))}"


def _year(g: Groups) -> str | None:
    year = g.get("y") or spelled_year(g.get("spelled") or g.get("spelled2") or "")
    return f"date:{int(year):04d}{part_of_period(g.get('p'))}" if year else None


def _years(g: Groups) -> str | None:
    second = g["y2"] if len(g["y2"]) == 4 else g["y"][:2] + g["y2"]
    return f"date:{g['y']}/{second}" if is_edtf(f"{g['y']}/{second}") else None


def _ref(g: Groups) -> str:
    return f"ref:{REFS[' '.join(g['ref'].casefold().split())]}"


def _clock(g: Groups) -> str:
    return f"clock:{clock_of(g['clock'])}"


def _weekend(_g: Groups) -> str:
    return "weekend"


_THEN_DAY = {"morning": "@MO", "afternoon": "@AF", "evening": "@EV", "night": "@NI"}
_THEN_SHIFT = {"previous": "-1", "preceding": "-1", "same": "+0", "that": "+0", "the": "+0"}


def _then_day(g: Groups) -> str:
    """A unit reckoned from another time: "the next day", "that week", "the following month"."""
    word = g["u"].casefold()
    unit = "day" if word in _THEN_DAY else unit_of(word)
    if g["which"] == "the" and unit != "quarter":
        return f"rel:{unit}:+0"
    return f"then:{unit}:{_THEN_SHIFT.get(g['which'].casefold(), '+1')}{_THEN_DAY.get(word, '')}"


def _then_weekday(g: Groups) -> str:
    shift = _THEN_SHIFT.get(g["which"].casefold(), "+1")
    return f"then:{weekday_of(g['w'])}:{shift}"


def _week_of(g: Groups) -> str | None:
    day = _full(g)
    return f"then:week:+0<{day}" if day else None


BUILDERS: dict[str, Callable[[Groups], str | None]] = {
    "ago": lengths.ago,
    "before_last": _before_last,
    "century": _century,
    "clock": _clock,
    "days": _days,
    "decade": _decade,
    "dur": lengths.length,
    "figures": _figures,
    "full": _full,
    "half": _half,
    "holiday": _holiday,
    "iso": _iso,
    "latest": _latest,
    "month": _month,
    "months": _months,
    "quarter": _quarter,
    "ref": _ref,
    "rel": _rel,
    "repeated": lengths.repeated,
    "season": _season,
    "span": lengths.span,
    "span_one": lengths.span_one,
    "then": lengths.then,
    "then_day": _then_day,
    "then_weekday": _then_weekday,
    "this_part": _this_part,
    "today": _today,
    "week_of": _week_of,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "year": _year,
    "year_ago": lengths.year_ago,
    "year_end": _year_end,
    "years": _years,
}
"""The builders by the name that the rules (``rules.toml``) give them."""
