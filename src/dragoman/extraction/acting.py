"""Acting: the signs in a sentence that somebody bargains or speaks as a side.

The subject of a verb of bargaining or telling acts, the "by" of a passive, whoever stands in
"talks between A and B" or "a deal with A", and, less surely, whoever is accused or urged. The
words are in ``dealings.tsv``.
"""

from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_JOINED = 25
"""Tokens behind a verb in which a second verb of the same subject is looked for."""
_STEPS = 6
"""Conjuncts over which one climbs to the first of a list."""
_GIVING = ("make", "put", "submit", "table", "present", "send", "give", "issue")

DEALS, TELLS = 2, 1
"""Weights: bargaining is a side's business; anybody may tell something."""


def acting(sheet: Sheet, start: int, end: int, words: Words) -> int:
    """How strongly the name on ``[start, end)`` acts here: 0, ``TELLS`` or ``DEALS``."""
    head = _first_of_list(sheet, _head(sheet, start, end))
    above = sheet.head[head]
    if sheet.dep[head] == "nsubj":
        return _by_verbs(sheet, above, words)
    if sheet.dep[head] == "pobj" and sheet.lower[above] == "by":
        return DEALS if sheet.lemma[sheet.head[above]] in words.dealings["deal"] else 0
    if sheet.dep[head] == "pobj" and sheet.lower[above] in ("between", "with"):
        return DEALS if sheet.lemma[sheet.head[above]] in words.dealings["talks"] else 0
    if sheet.dep[head] == "dobj":
        return TELLS if sheet.lemma[above] in words.dealings["at"] else 0
    return 0


def acting_through(sheet: Sheet, start: int, end: int, words: Words) -> int:
    """As :func:`acting`, or by one's people: "[NUM] negotiators rejected", "[NUM]'s lawyers"."""
    head = _head(sheet, start, end)
    above = sheet.head[head]
    noun = sheet.lower[above]
    people = noun in words.office_heads or noun in words.sides or noun in words.unnamed
    if sheet.dep[head] in ("compound", "nmod", "poss") and people:
        return acting(sheet, above, above + 1, words)
    return acting(sheet, start, end, words)


def _head(sheet: Sheet, start: int, end: int) -> int:
    """The token of the name that hangs on one outside it."""
    inside = range(start, end)
    return next((at for at in inside if sheet.head[at] not in inside), end - 1)


def _first_of_list(sheet: Sheet, index: int) -> int:
    for _ in range(_STEPS):
        if sheet.dep[index] != "conj":
            return index
        index = sheet.head[index]
    return index


def _by_verbs(sheet: Sheet, verb: int, words: Words) -> int:
    """The weight of a verb and of those joined to it."""
    joined = [
        at
        for at in range(verb + 1, min(verb + _JOINED, len(sheet)))
        if sheet.head[at] == verb and sheet.dep[at] in ("conj", "xcomp")
    ]
    lemmas = {sheet.lemma[at].lower() for at in (verb, *joined)}
    if lemmas & words.dealings["deal"] or _makes(sheet, verb, words):
        return DEALS
    return TELLS if lemmas & words.dealings["say"] else 0


def _makes(sheet: Sheet, verb: int, words: Words) -> bool:
    """Whether the verb's object is an offer or a demand: "made new offers"."""
    if sheet.lemma[verb] not in _GIVING:
        return False
    behind = range(verb + 1, min(verb + _JOINED, len(sheet)))
    goods = words.dealings["goods"]
    return any(
        sheet.head[at] == verb and sheet.dep[at] == "dobj" and sheet.lemma[at] in goods
        for at in behind
    )
