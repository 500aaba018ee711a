"""Bodies: organisations known by the telling word of their name ("… Ministry", "Centre for …")."""

from attrs import frozen

from dragoman.extraction.lookup import Known
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Form, Words

_LINKS = ("of", "for", "on")
_JOINERS = ("of", "for", "on", "the", "and", "&", "in", "-", "'s", "’s")
_LONGEST = 14


@frozen(kw_only=True)
class Body:
    """An organisation on the tokens ``[start, end)``; ``what`` is state, party or independent."""

    start: int
    end: int
    what: str
    party: str | None = None


def find_bodies(sheet: Sheet, known: list[Known], words: Words) -> list[Body]:
    """Find organisations by the institution word in a run of capitalised words.

    A spelling that the gazetteer knows as a whole is not looked at again; one inside a longer
    name ("Velland Institute") becomes part of it. A state's body takes the party whose
    adjective or name stands in it; others stand for nobody until the text says so.
    """
    covered = {at: one for one in known for at in range(one.start, one.end)}
    found: list[Body] = []
    index = 0
    while index < len(sheet):
        what = _telling(sheet, index, words)
        whole = covered.get(index)
        if what is None or (whole is not None and whole.end - whole.start > 1):
            index += 1
            continue
        body = _body(sheet, index, what, covered, words)
        if body is None:
            index += 1
            continue
        found.append(body)
        index = body.end
    return found


def _telling(sheet: Sheet, index: int, words: Words) -> str | None:
    """What the institution word at ``index`` tells, None where there is none."""
    if sheet.quiet[index] or sheet.loud[index] or not sheet.is_capital(index):
        return None
    pair = " ".join(sheet.lower[index : index + 2])
    return words.institution_words.get(pair) or words.institution_words.get(sheet.lower[index])


def _body(
    sheet: Sheet, index: int, what: str, covered: dict[int, Known], words: Words
) -> Body | None:
    start = index
    joins = words.side_kind(sheet.lower[index]) not in ("company", None)
    while start > 0 and (further := _further(sheet, start, index, covered, joins)) < start:
        start = further
    while start < index and sheet.starts[start] and sheet.tag[start] in ("DT", "IN", "PRP$"):
        start += 1
    end = _end(sheet, index + 1, words)
    if end - start < 2 or (start + 1 == index and end == index + 1 and sheet.lower[start] == "the"):
        return None
    kinds = {kind for at in range(start, end) if (kind := _telling(sheet, at, words))}
    what = "independent" if "independent" in kinds else what
    party = _party(start, end, covered) if what == "state" else None
    return Body(start=start, end=end, what=what, party=party)


def _further(sheet: Sheet, start: int, index: int, covered: dict[int, Known], joins: bool) -> int:
    """Where the name begins when one looks one step further left; ``start`` when it ends there.

    Steps over the genitive of a plural ("Workers' Union", but not "Norway's Union") and, where
    the kind of body ``joins``, over "and" between two words behind an article ("the Justice and
    Equality Movement").
    """
    before = start - 1
    if _is_part(sheet, before, index):
        return before
    if before < 1 or sheet.sentence[before] != sheet.sentence[index]:
        return start
    named = _is_part(sheet, before - 1, index) and before - 1 not in covered
    if sheet.tag[before] == "POS" and named and _is_plural(sheet.lower[before - 1]):
        return before - 1
    article = sheet.lower[before - 2 : before - 1] == ["the"]
    pair = named and article and start == index - 1 and not sheet.text[before - 1].isupper()
    if joins and pair and sheet.lower[before] == "and":
        return before - 1
    return start


def _is_plural(word: str) -> bool:
    return word.endswith(("s", "men")) or word in ("people", "children", "lord")


def _is_part(sheet: Sheet, at: int, index: int) -> bool:
    """Whether the token before belongs to the name."""
    if sheet.sentence[at] != sheet.sentence[index] or index - at > _LONGEST:
        return False
    if sheet.text[at] in ("-", "&") and at > 0:
        return sheet.is_capital(at - 1)
    return sheet.is_capital(at) and sheet.tag[at] in ("NNP", "NNPS", "JJ", "NN", "NNS")


def _end(sheet: Sheet, end: int, words: Words) -> int:
    """The end of the name: capitals, and links that lead to more capitals."""
    while end < len(sheet) and not sheet.starts[end] and sheet.lower[end] not in words.office_heads:
        if sheet.is_capital(end) and sheet.tag[end] in ("NNP", "NNPS", "JJ", "NN", "NNS"):
            end += 1
        elif sheet.lower[end] in _JOINERS and (after := _over_joiners(sheet, end, words)):
            end = after
        else:
            break
    return end


def _over_joiners(sheet: Sheet, at: int, words: Words) -> int | None:
    """Where the name goes on behind one or two joiners, None when it does not."""
    if sheet.lower[at] in ("the", "and", "in", "&", "'s", "’s"):
        linked = any(word in _LINKS for word in sheet.lower[max(0, at - 5) : at])
        if not linked or sheet.lower[at] in ("the", "'s", "’s"):
            return None
    nearest = at + 1
    if nearest < len(sheet) and sheet.lower[nearest] == "the":
        nearest += 1
    capital = nearest < len(sheet) and not sheet.starts[nearest] and sheet.is_capital(nearest)
    if capital and sheet.entity[nearest] in ("DATE", "TIME"):
        return None
    if not capital or (sheet.lower[at] == "and" and _is_another(sheet, nearest, words)):
        return None
    return nearest + 1


def _is_another(sheet: Sheet, at: int, words: Words) -> bool:
    """Whether the capitals behind "and" are the name of a second body."""
    while at < len(sheet) and sheet.is_capital(at) and not sheet.starts[at]:
        if _telling(sheet, at, words):
            return True
        at += 1
    return False


def _party(start: int, end: int, covered: dict[int, Known]) -> str | None:
    """The party whose name or adjective stands in the body's name."""
    for at in range(start, end):
        one = covered.get(at)
        if one is not None and one.name.form is not Form.PLACE:
            return one.name.party
    return None
