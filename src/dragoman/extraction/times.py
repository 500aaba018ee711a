"""Step 7: the times that a text gives, in symbolic forms and where possible as days."""

import re

import attrs
from spacy.tokens import Span, Token

from dragoman.calendar import Expression, anchor, scan
from dragoman.calendar import trigger_words as _trigger_words
from dragoman.extraction.numbers import table
from dragoman.extraction.reading import Reading, Timed, Tokens
from dragoman.extraction.tense import is_deferred, is_finite, is_promised, tense_of
from dragoman.extraction.time_bases import base_of, bounds_of
from dragoman.model import When

_LABELS = frozenset(table("labels")["words"])
_TRIGGERS = _trigger_words()
_DIRECTED = ("weekday:", "day:", "month:", "season:", "weekend", "holiday:", "quarter:")
_NAMED = re.compile(r":(?:last|next|this|past|future|y[+-]\d)")
_MARCHED = {"on", "for", "against", "towards"}
_PERSONAL = {"may", "april", "june", "august", "march", "jan", "mar", "sat", "sun", "mon", "wed"}


def find_times(reading: Reading) -> list[Timed]:
    """The time expressions of a text in order; their days follow the document's own.

    Only sentences that hold a calendar word or a year are scanned, so most cost nothing.
    """
    found: list[Timed] = []
    for sentence in reading.doc.sents:
        if any(_is_trigger(token) for token in sentence):
            _scan(reading, sentence, found)
    return found if reading.document.published_at else _bounded(reading, found)


def _bounded(reading: Reading, found: list[Timed]) -> list[Timed]:
    """Without a day of publication the text's own dated times bound the relative ones."""
    day = bounds_of(reading, found)
    if day is None:
        return found
    return [attrs.evolve(timed, when=anchor(timed.when, day)) for timed in found]


def _is_trigger(token: Token) -> bool:
    if token.lower_ in _TRIGGERS:
        return True
    first = token.text[0]
    return (first.isdigit() or first == "'") and any(c.isdigit() for c in token.text)


def _scan(reading: Reading, sentence: Span, found: list[Timed]) -> None:
    expressions = list(scan(sentence.text))
    for index, expression in enumerate(expressions):
        span = _span(reading, sentence, expression)
        if span is None or not _is_time(reading, span, expression):
            continue
        following = expressions[index + 1] if index + 1 < len(expressions) else None
        form, relation = _meant(span, expression, _reckoned_from(sentence, expression, following)
                                or base_of(expression, span, found))  # fmt: skip
        tokens = Tokens(span.start, span.end)
        when = _when(reading, tokens, form, relation, vague=expression.vague)
        found.append(Timed(span=tokens, when=when))


def _span(reading: Reading, sentence: Span, expression: Expression) -> Span | None:
    """The tokens of an expression; less a full stop and another noun's article."""
    start, end = (sentence.start_char + at for at in (expression.start, expression.end))
    span = reading.doc.char_span(start, end, alignment_mode="expand")
    if span is not None and len(span) > 1 and span[-1].text == ".":
        span = span[:-1]
    if span is not None and len(span) > 1 and _is_article_of_another(span):
        span = span[1:]
    return span


def _is_article_of_another(span: Span) -> bool:
    """As in: "The 3 June talks", whose article is the talks' own."""
    return span[0].lower_ == "the" and span[0].head.i >= span.end


def _when(reading: Reading, tokens: Tokens, form: str, relation: str, *, vague: bool) -> When:
    when = When(
        text=reading.text(tokens),
        form=form,
        relation=relation,
        vague=vague,
        relative_to=None if form.startswith(("date:", "dur:", "set:")) else "document",
        passage=reading.passage(tokens, "day"),
    )
    return anchor(when, reading.document.published_at)


def _reckoned_from(
    sentence: Span, expression: Expression, following: Expression | None
) -> str | None:
    """The form of the time right behind "two weeks after", from which it is reckoned."""
    if following is None or not expression.form.startswith("then:"):
        return None
    between = sentence.text[expression.end : following.start].split()
    return following.form if between[:1] in (["before"], ["after"]) and len(between) < 3 else None


def _meant(span: Span, expression: Expression, base: str | None) -> tuple[str, str]:
    """Form and relation once the verb is known: "on Tuesday" lies ahead after "will meet"."""
    form, relation = expression.form, expression.relation
    if base is not None:
        shift = form if form.startswith("then:") else f"then:{form.partition(':')[2]}"
        if form.startswith("clock:"):
            shift = f"then:day:+0@{form.removeprefix('clock:')}"
        return f"{shift}<{base.partition('@')[0]}", relation
    if form.startswith(("range:", "then:")):
        return form, "on" if relation == "since" and form.startswith("range:") else relation
    if form.startswith("dur:"):
        return _reckoned(span, form, relation)
    plain, at, clock = form.partition("@")
    if plain.startswith(_DIRECTED) and not _NAMED.search(plain):
        tense = _direction(span, plain, relation)
        return (f"{plain}:{tense}{at}{clock}" if tense else form), relation
    return form, relation


def _direction(span: Span, form: str, relation: str) -> str | None:
    """Behind or ahead; a month before a noun ("the June trip") says nothing under "to"."""
    if is_deferred(span, relation):
        return "future"
    loose = form.startswith(("month:", "season:")) and span.root.dep_ in ("compound", "nmod")
    if loose or form.startswith("quarter:"):
        return tense_of(span.root) if is_finite(span.root) else None
    return tense_of(span.root)


def _reckoned(span: Span, form: str, relation: str) -> tuple[str, str]:
    """As in: "In two weeks" with a future verb is a day, "within two weeks" a deadline."""
    first = span.doc[span.start - 1].lower_ if span.start else ""
    unit, count = _whole(form)
    if unit is None or first not in ("in", "within"):
        return form, "on" if relation in ("on", "during") else relation
    if first == "within":
        return f"span:{unit}:+{count}", "by"
    return (f"ago:{unit}:+{count}", "on") if is_promised(span.root) else (form, "on")


_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def _whole(form: str) -> tuple[str | None, str]:
    """Unit and count of a length in whole days, weeks, months or years."""
    length = form.removeprefix("dur:P")
    count = length[:-1]
    return (_UNITS.get(length[-1:]) if count.isdigit() else None), count


def _is_time(reading: Reading, span: Span, expression: Expression) -> bool:
    """Whether what looks like a time is one; the words alone cannot tell "May" from "may".

    "This Week" in capitals is the name of a programme.
    """
    mention = reading.names.at(span.start)
    if mention is not None and mention.noun != "place":
        inside = mention.span.start <= span.start and span.end <= mention.span.end
        if inside and mention.span != Tokens(span.start, span.end):
            return False
    if expression.rule == "rel" and all(token.is_title for token in span):
        return False
    if len(span) == 1 and span[0].lower_ in _PERSONAL:
        return span[0].tag_ in ("NNP", "NNPS") and _is_dated(span[0])
    if expression.rule == "year":
        return _is_year(span)
    return expression.rule not in _CHECKS or _CHECKS[expression.rule](span)


def _follows(span: Span) -> str:
    """The word after a span, in lower case."""
    return span.doc[span.end].lower_ if span.end < len(span.doc) else ""


def _is_dated(token: Token) -> bool:
    """Whether a lone month name stands as a time: after a preposition, or as an adverbial."""
    if _follows(token.doc[token.i : token.i + 1]) in _MARCHED:
        return False
    if token.ent_type_ == "PERSON" or (len(token) == 3 and token.lower_ != "may"):
        return token.ent_type_ == "DATE"
    return token.ent_type_ == "DATE" or token.dep_ in ("pobj", "npadvmod", "compound", "poss")


def _is_year(span: Span) -> bool:
    year = span[-1]
    before = year.nbor(-1) if year.i else None
    if before is not None and before.lower_ in _LABELS and len(span) == 1:
        return False
    following = year.nbor(1) if year.i + 1 < len(year.doc) else None
    counted = year.dep_ == "nummod" and year.head.i > year.i and year.head.tag_ == "NNS"
    money = span.start > 0 and span.doc[span.start - 1].is_currency
    if following is not None and following.lower_ in ("percent", "%", "people", "per"):
        return False
    return not counted and not money


def _is_adverb(span: Span) -> bool:
    """As in: "Now" and "soon" by themselves, not "as soon as", "soon after", "now that"."""
    if span[0].lower_ not in ("now", "soon"):
        return True
    return _follows(span) not in ("as", "after", "before", "that", "-")


def _is_often(span: Span) -> bool:
    return not span[0].text[0].isupper() or span[0].is_sent_start is True


def _is_length(span: Span) -> bool:
    """Not "a second", mostly an ordinal, nor "three-quarters of", nor "700 seats a week"."""
    last, first = span[-1].lower_, span[0]
    if last == "second" or (last in ("quarter", "quarters") and _follows(span) in ("of", "to")):
        return False
    before = span.doc[span.start - 1] if span.start else None
    rated = (
        before is not None and before.tag_ in ("CD", "NNS", "NN") and first.lower_ in ("a", "an")
    )
    return not rated


def _is_season(span: Span) -> bool:
    return span[-1].lower_ != "fall" or span[0].lower_ != "the"


_CHECKS = {
    "ref": _is_adverb,
    "often": _is_often,
    "dur": _is_length,
    "season": _is_season,
}


def moved(when: When, form: str, day: str | None) -> When:
    """The time ``when`` with another form, anchored anew; text and passage stay."""
    return anchor(attrs.evolve(when, form=form, edtf=None), day)
