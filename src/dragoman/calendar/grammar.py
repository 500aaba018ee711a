"""The grammar of English time expressions: from words to symbolic forms.

One rule is one named pattern and one builder. All patterns together are scanned in one pass;
at each place the first rule that fits wins, so the longer rules stand first. Month and short
weekday names need their capital: "may", "march" and "sat" are verbs otherwise.
"""

import re
from collections.abc import Callable, Iterator

from attrs import frozen

from dragoman.calendar.edtf import is_edtf
from dragoman.calendar.numerals import number_of
from dragoman.calendar.vocabulary import (
    DAY_PARTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PLURALS,
    REFS,
    RELATIONS,
    SEASONS,
    UNITS,
    WEEKDAY_CODES,
    WEEKDAYS,
)

Groups = dict[str, str]


@frozen(kw_only=True)
class Expression:
    """One time expression: offsets into the scanned text, half open, and what it means.

    ``rule`` is the name of the rule that read it.
    """

    start: int
    end: int
    form: str
    relation: str = "on"
    vague: bool = False
    rule: str = ""


def _any(words: object) -> str:
    listed = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in listed)


def _either_case(word: str) -> str:
    return f"[{word[0].upper()}{word[0]}]{word[1:]}"


_FULL_DAYS = [w for w in WEEKDAYS if w.endswith("day")]
_BRIEF_DAYS = [w for w in WEEKDAYS if not w.endswith("day")]
_M = (
    "(?:"
    + "|".join(
        form + (r"\.?" if len(word) < 5 and word not in ("june", "july", "may") else "")
        for word in sorted(MONTHS, key=len, reverse=True)
        for form in (word.capitalize(), word.upper())
    )
    + ")"
)
_W = (
    "(?:"
    + "|".join([f"(?i:{w})" for w in _FULL_DAYS])
    + "|"
    + "|".join(rf"{w.capitalize()}\b\.?" for w in sorted(_BRIEF_DAYS, key=len, reverse=True))
    + ")"
)
_Y = r"(?:1[5-9]|20)\d\d"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_TENS = "|".join(w for w, v in NUMBERS.items() if v >= 20)
_ONES = "|".join(w for w, v in NUMBERS.items() if 1 <= v < 20)
_N = (
    rf"(?i:(?:\d+(?:\.\d+)?(?:\s*½)?|(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_ONES}|a\s+dozen|half\s+an?"
    r"|an?)(?:\s+and\s+a\s+half)?)"
)
_SOME = r"(?i:several|some|a\s+few|few|many|a\s+couple\s+of|a\s+couple|dozens\s+of)"
_U = r"(?i:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies))"
_UC = r"(?i:week(?!end)|weekend|month|quarter|year|decade|century)"
_P = rf"(?i:(?:{_any(PARTS)}))"
_DP = rf"(?i:(?:{_any(DAY_PARTS)}))"
_CLOCK = r"(?i:(?:2[0-3]|[01]?\d)(?:[:.][0-5]\d(?::[0-5]\d)?)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b)|(?:2[0-3]|[01]?\d):[0-5]\d(?:\s?(?:GMT|UTC|EST|EDT|CET|CEST|local\s+time))?)"
_DASH = r"\s?[–—-]\s?"


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
    from dragoman.calendar.forms import part_of

    return f"date:{part_of(edtf, part.removeprefix(':'))}" if part else f"date:{edtf}"


def _month_of_year(g: Groups) -> str:
    years = {"last": -1, "this": 0, "next": 1}[g["which"].casefold()]
    return f"month:{_month_of(g['m']):02d}:{'this' if years == 0 else _which(g)}"


def _which(g: Groups) -> str:
    word = (g.get("which") or "").casefold()
    return {"past": "last", "previous": "last", "coming": "next", "this coming": "next",
            "this past": "last", "upcoming": "next", "following": "next"}.get(word, word)  # fmt: skip


def _weekday(g: Groups) -> str:
    which = f":{_which(g)}" if g.get("which") else ""
    return f"weekday:{_weekday_of(g['w'])}{which}{_at(g)}"


def _weekday_of_week(g: Groups) -> str:
    shift = {"last": -1, "this": 0, "next": 1}[_which(g)]
    code = _weekday_of(g["w"])
    return f"weekday:{code}:this" if shift == 0 else f"weekday:{code}:{_which(g)}"


def _weekdays(g: Groups) -> str:
    return f"range:weekday:{_weekday_of(g['w'])}|weekday:{_weekday_of(g['w2'])}"


_TODAY = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2,
    "the day after tomorrow": 2, "overnight": 0, "this day": 0,
}  # fmt: skip


def _today(g: Groups) -> str:
    words = " ".join(g["today"].casefold().split())
    at = "@NI" if words in ("tonight", "overnight") else _at(g)
    return f"rel:day:{_TODAY[words]:+d}{at}"


def _this_part(g: Groups) -> str:
    shift = -1 if g["which"].casefold() == "last" else 0
    return f"rel:day:{shift:+d}{_at(g)}"


def _rel(g: Groups) -> str:
    which = _which(g)
    shift = {"last": -1, "this": 0, "current": 0, "next": 1, "the": 0, "": 0}[which]
    return f"rel:{_unit_of(g['u'])}:{shift:+d}{_part_of(g.get('p'))}"


def _season(g: Groups) -> str:
    number, part = SEASONS[g["s"].casefold()], _part_of(g.get("p"))
    if g.get("y"):
        return _within(f"{int(g['y']):04d}-{number}", part)
    which = f":{_which(g)}" if g.get("which") else ""
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


def _designator(unit: str, count: str) -> str:
    if unit in ("second", "minute", "hour"):
        return f"PT{count}{unit[0].upper()}"
    scale = {"fortnight": 2, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    letter = {"fortnight": "W", "quarter": "M", "decade": "Y", "century": "Y"}.get(
        unit, "WE" if unit == "weekend" else unit[0].upper()
    )
    value = count if count == "X" else f"{float(count) * scale:g}"
    return f"P{value}{letter}"


def _count(g: Groups) -> str:
    value = number_of(g["n"]) if g.get("n") else None
    if g.get("half") and value is not None:
        value += 0.5
    return f"{value:g}" if value is not None else "X"


def _dur(g: Groups) -> str:
    return f"dur:{_designator(_unit_of(g['u']), _count(g))}"


def _set(g: Groups) -> str:
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


_RULES: tuple[tuple[str, str, Callable[[Groups], str | None]], ...] = (
    ("iso", r"(?P<iso>\d{4}-\d{2}-\d{2}(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)", _iso),
    ("figures", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?!\d)", _figures),
    ("days dm", rf"(?P<d>{_D})(?:\s+(?P<m>{_M}))?(?:{_DASH}|\s+(?:to|and|until|through)\s+)"
     rf"(?P<d2>{_D})\s+(?P<m2>{_M})(?:,?\s+(?P<y>{_Y}))?", _days),
    ("days md", rf"(?P<m>{_M})\s+(?P<d>{_D})(?:{_DASH}|\s+(?:to|and|until|through)\s+)"
     rf"(?:(?P<m2>{_M})\s+)?(?P<d2>{_D})(?!\d)(?:,?\s+(?P<y>{_Y}))?", _days),
    ("full dm", rf"(?:{_W}(?:\s+{_DP})?,?\s+)?(?:the\s+)?(?P<d>{_D})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{_M}),?\s+"
     rf"(?P<y>{_Y})", _full),
    ("full md", rf"(?:{_W}(?:\s+{_DP})?,?\s+)?(?P<m>{_M})\s+(?P<d>{_D})(?:st|nd|rd|th)?,?\s+(?P<y>{_Y})", _full),
    ("day dm", rf"(?:{_W}(?:\s+{_DP})?,?\s+)?(?:the\s+)?(?P<d>{_D})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{_M})\b",
     _yearless),
    ("day md", rf"(?:{_W}(?:\s+{_DP})?,?\s+)?(?P<m>{_M})\s+(?P<d>{_D})(?:st|nd|rd|th)?(?![\d:,]\d)\b", _yearless),
    ("months", rf"(?P<m>{_M})(?:\s+(?P<y1>{_Y}))?(?:{_DASH}|\s+(?:to|and|through|until)\s+)(?P<m2>{_M})"
     rf"(?:\s+(?P<y>{_Y}))?\b", _months),
    ("month year", rf"(?:(?P<p>{_P})[-\s]+)?(?P<m>{_M})(?:,|\s+of)?\s+(?P<y>{_Y})\b", _month),
    ("month of year", rf"(?P<m>{_M})(?:\s+of)?\s+(?P<which>last|this|next)\s+year", _month_of_year),
    ("month", rf"(?:(?P<p>{_P})[-\s]+)?(?:(?P<which>(?i:last|next|this|past|coming))\s+)?(?P<m>{_M})\b(?!\s+(?:\d|{_M}))", _month),
    ("weekdays", rf"(?P<w>{_W})(?:{_DASH}|\s+(?:to|through|until)\s+)(?P<w2>{_W})\b", _weekdays),
    ("weekday of week", rf"(?P<w>{_W})(?:\s+of)?\s+(?P<which>(?i:last|this|next))\s+week", _weekday_of_week),
    ("every", rf"(?i:every|each)\s+(?:other\s+)?(?:(?P<w>{_W})|(?:(?P<n>{_N})\s+)?(?P<u>{_U}))\b", _set),
    ("clock day", rf"(?P<clock>{_CLOCK})\s+(?:on\s+)?(?P<w>{_W})\b", _weekday),
    ("day clock", rf"(?P<w>{_W})\s+(?:at\s+)?(?P<clock>{_CLOCK})", _weekday),
    ("weekday", rf"(?:(?i:early|late)\s+)?(?:(?P<which>(?i:last|next|this\s+coming|this\s+past|this|past|coming|upcoming))\s+)?"
     rf"(?P<w>{_W})(?:\s+(?P<dp>{_DP})\b)?", _weekday),
    ("today", r"(?:(?i:early|late|later|earlier)\s+)?(?P<today>(?i:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|"
     rf"today|yesterday|tomorrow|tonight|overnight))(?:\s+(?P<dp>{_DP}))?\b", _today),
    ("this morning", rf"(?:(?i:early|late|later|earlier)\s+)?(?P<which>(?i:this|last))\s+(?P<dp>(?i:morning|afternoon|evening|night))\b",
     _this_part),
    ("quarter", rf"(?:the\s+)?(?:(?P<nth>(?i:first|second|third|fourth))[-\s]+quarter|Q(?P<q>[1-4]))"
     rf"(?:(?:\s+of|,)?\s+(?P<y>{_Y}))?\b", _quarter),
    ("half", rf"(?:the\s+)?(?P<nth>(?i:first|second))\s+half\s+of\s+(?P<y>{_Y})\b", _half),
    ("season", rf"(?:(?P<p>{_P})\s+)?(?:(?P<which>(?i:last|next|this|the))\s+)(?P<s>(?i:{_any(SEASONS)}))\b(?!\s+(?:of|in)\b)", _season),
    ("season year", rf"(?:(?P<p>{_P})\s+)?(?:the\s+)?(?P<s>(?i:{_any(SEASONS)}))(?:\s+of)?\s+(?P<y>{_Y})\b", _season),
    ("ago", rf"(?:(?:{_SOME}|(?P<n>{_N}))(?:\s+|-))(?P<u>{_U})\s+(?P<dir>(?i:ago|from\s+now|hence))\b", _shifted("ago")),
    ("then", rf"(?:(?:{_SOME}|(?P<n>{_N}))\s+)(?P<u>{_U})\s+(?P<dir>(?i:earlier|later|before|after\s+that|after))\b(?!\s+(?:than|yesterday))", _then),
    ("then day", r"(?:the\s+)(?P<which>(?i:following|next|previous|preceding|same))\s+(?P<u>(?i:day|night|morning|evening))\b",
     lambda g: "then:day:" + ({"previous": "-1", "preceding": "-1", "same": "+0"}.get(g["which"].casefold(), "+1"))),
    ("span", rf"(?:the\s+)?(?P<which>(?i:last|past|previous|next|coming|following|preceding|recent))\s+(?:(?:{_SOME}|(?P<n>{_N}))\s+)"
     rf"(?P<u>{_U})\b", _span),
    ("span open", r"(?:the\s+)?(?P<which>(?i:last|past|next|coming|following|recent))\s+(?P<u>(?i:hours|days|weeks|months|years|decades))\b",
     _span),
    ("span one", r"(?:the\s+)(?P<which>(?i:last|past|coming|next))\s+(?P<u>(?i:week|month|year|decade|quarter|hour|century))\b",
     lambda g: _span({**g, "n": "1"})),
    ("rel", rf"(?:(?P<p>{_P})\s+)?(?P<which>(?i:last|next|this|past|coming|current|previous|the\s+current))\s+(?P<u>{_UC})\b",
     lambda g: _rel({**g, "which": g["which"].split()[-1]})),
    ("rel part", rf"(?P<p>{_P})\s+(?:the\s+)?(?P<u>{_UC})\b", _rel),
    ("weekend", r"(?:the\s+)(?:(?i:weekend))\b", lambda _: "weekend"),
    ("decade", r"(?:the\s+)?(?:(?P<p>(?i:early|mid|late))[-\s]+)?(?P<dec>(?:1[5-9]|20)\d0|'[1-9]0)s\b", _decade),
    ("years", rf"(?P<y>{_Y})[–—/-](?P<y2>{_Y}|\d\d)(?![\d-])", _years),
    ("year", rf"(?:(?P<p>{_P})\s+)?(?<![\d$€£.,-])(?P<y>{_Y})(?![\d%]|[.,]\d|-\d)", _year),
    ("often", r"(?P<often>(?i:daily|weekly|monthly|hourly|yearly|annually|annual))\b", _set),
    ("hour and a half", r"(?P<n>an?|one)\s+(?P<u>hour|day|week|month|year|decade)\s+(?P<half>and\s+a\s+half)\b", _dur),
    ("dur", rf"(?:(?P<n>{_N})(?:\s+full)?(?:\s+|-))(?P<u>{_U})(?:[-\s](?=old\b))?(?<!\b[Aa] second)\b", _dur),
    ("dur some", rf"(?:{_SOME})\s+(?P<u>{_U})\b", _dur),
    ("dur open", r"(?P<u>(?i:minutes|hours|days|weeks|months|years|decades|centuries))\b", _dur),
    ("ref", rf"(?P<ref>(?i:{_any(REFS)}))\b(?!\s+(?:(?:{_SOME}|{_N})\s+)?{_U}\b)", _ref),
    ("clock", rf"(?P<clock>{_CLOCK})(?!\d)", _clock),
    ("noon", r"(?P<dp>(?i:noon|midday|midnight))\b", lambda g: "clock:" + {"midnight": "00:00"}.get(g["dp"].casefold(), "12:00")),
)  # fmt: skip

_SINGLE = {name: re.compile(pattern) for name, pattern, _ in _RULES}
_BUILDERS = {name: build for name, _, build in _RULES}
_NAMED = re.compile(r"\(\?P<\w+>")
_SCANNER = re.compile(
    r"(?<![\w$€£])(?:"
    + "|".join(
        f"(?P<r{i}>{_NAMED.sub('(?:', pattern)})" for i, (_, pattern, _) in enumerate(_RULES)
    )
    + ")"
)
_RELATION = re.compile(rf"(?:^|\s)(?P<r>(?i:{_any(RELATIONS)}))(?:\s+the)?\s*$")
_BLURRED = (":early", ":mid", ":late", "x", "ref:", "set:")


def scan(text: str) -> Iterator[Expression]:
    """The time expressions in a text, from left to right, not overlapping.

    Only forms are found here; whether "May" is a verb is for the caller, who has syntax.
    """
    place = 0
    while found := _SCANNER.search(text, place):
        expression = _read(text, found)
        place = expression.end if expression else found.start() + 1
        if expression:
            yield expression


def _read(text: str, found: re.Match[str]) -> Expression | None:
    name = _RULES[int((found.lastgroup or "r0")[1:])][0]
    again = _SINGLE[name].match(text, found.start())
    if again is None:
        return None
    form = _BUILDERS[name](again.groupdict(""))
    if form is None:
        return None
    start, end = again.span()
    relation = relation_before(text[max(0, start - 20) : start])
    vague = any(mark in form for mark in _BLURRED) and not form.startswith("dur:")
    return Expression(
        start=start, end=end, form=form, relation=relation, vague=vague, rule=name
    )


def relation_before(text: str) -> str:
    """The relation that the words right before a time express; ``on`` where there are none."""
    found = _RELATION.search(text)
    return RELATIONS[" ".join(found["r"].casefold().split())] if found else "on"


def parse_expression(text: str) -> str | None:
    """The symbolic form of a text that is one time expression, None when it is none.

    A preposition before it and a full stop after it are allowed.

    >>> parse_expression("by the end of April"), parse_expression("two weeks ago")
    ('month:04:end', 'ago:week:-2')
    """
    expression = recognise(text)
    return expression.form if expression else None


def recognise(text: str) -> Expression | None:
    """The expression that a whole text is, with its relation and vagueness; None when it is none."""
    found = next(scan(text), None)
    if found is None or text[found.end :].strip(" .,;"):
        return None
    before = _RELATION.sub("", text[: found.start]).strip().casefold()
    return found if before in ("", "the", "in the", "between", "around", "about") else None


def trigger_words() -> frozenset[str]:
    """Lower-case words of which at least one stands in every expression without a figure."""
    words = {*MONTHS, *WEEKDAYS, *SEASONS, *DAY_PARTS, *UNITS, *PLURALS, *_TODAY}
    words |= {f"{unit}s" for unit in UNITS} | {f"{name}." for name in MONTHS}
    words |= {word for phrase in REFS for word in phrase.split() if len(word) > 3 or word == "now"}
    often = {"daily", "weekly", "monthly", "hourly", "yearly", "annually", "annual"}
    return frozenset(words | often)
