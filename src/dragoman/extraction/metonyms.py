"""Metonyms: whether "Moscow" is the place or those who govern from it.

The signs are syntactic (Leveling and Hartrumpf 2008, "On metonymy recognition for geographic
information retrieval": locative prepositions against subjects of acts of speech and will).
"""

from dragoman.extraction.lookup import Known
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Form, Gazetteer

_STEPS = 8
"""Conjuncts over which one climbs to the first of a list."""
_FACING = ("between", "with", "by", "among", "against")
"""Prepositions behind which a name is a side, whatever they hang on."""
_COMPASS = ("Northern", "Southern", "Eastern", "Western", "Central")


def reading_of(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> tuple[str, str | None]:
    """What a known spelling means here: its noun (party, place, organisation, none) and party.

    For a place the second value is its country.
    """
    other = _namesake(sheet, known, gazetteer)
    if other is not None:
        return other
    name = known.name
    if name.form is Form.PLACE:
        return "place", name.party
    if name.form is Form.BODY:
        return "organisation", name.party
    if name.form in (Form.ADJECTIVE, Form.PEOPLE, Form.GROUP):
        return "party", name.party
    if is_place(sheet, known, gazetteer, seat=name.form in (Form.SEAT, Form.RESIDENCE)):
        return "place", gazetteer.country_of(name)
    return "party", name.party


def idle_formats(sheet: Sheet, known: list[Known], gazetteer: Gazetteer) -> frozenset[str]:
    """The formats ("the E3") that act nowhere in the text: just tables at which others sit."""
    formats = [one for one in known if gazetteer.kinds.get(one.name.party or "") == "format"]
    actors = {one.name.party for one in formats if _is_actor(sheet, one)}
    return frozenset(one.name.party or "" for one in formats if one.name.party not in actors)


def _is_actor(sheet: Sheet, known: Known) -> bool:
    owner = known.end < len(sheet) and sheet.tag[known.end] == "POS"
    return owner or any(sheet.dep[at] == "nsubj" for at in range(known.start, known.end))


def is_persons_namesake(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> bool:
    """Whether the spelling is part of a person's name that is known to hold it."""
    noun, _ = _namesake(sheet, known, gazetteer) or ("", None)
    return noun == "person"


def _namesake(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> tuple[str, str | None] | None:
    """Another meaning of the spelling, when a cue word stands in the same sentence."""
    for namesake in gazetteer.namesakes.get(known.name.text, ()):
        if known.name.own:
            return None
        if namesake.noun in ("person", "none"):
            words = set(sheet.text[max(0, known.start - 1) : known.end + 1])
        else:
            words = _sentence(sheet, known.start)
        if namesake.cues & words:
            return namesake.noun, namesake.party
    return None


def _sentence(sheet: Sheet, index: int) -> set[str]:
    number = sheet.sentence[index]
    low = high = index
    while low > 0 and sheet.sentence[low - 1] == number:
        low -= 1
    while high < len(sheet) and sheet.sentence[high] == number:
        high += 1
    return set(sheet.text[low:high])


def is_place(sheet: Sheet, known: Known, gazetteer: Gazetteer, *, seat: bool) -> bool:
    """Whether the name is meant as a place. A ``seat`` is one sooner than a country's name.

    In a list ("in Velland and Ormark") the first name speaks for those that follow it.
    """
    words = gazetteer.words.placing
    head = _head(sheet, known)
    dep, above = sheet.dep[head], sheet.head[head]
    if _is_terrain(sheet, known, words):
        return True
    if _after_preposition(sheet, known, words) or _beside_place(sheet, known, gazetteer):
        return True
    if seat and _before_country(sheet, known, gazetteer):
        return True
    if dep == "conj":
        first = _listed_first(sheet, known, gazetteer)
        if first is not None:
            return is_place(sheet, first, gazetteer, seat=seat)
    if dep in ("dobj", "nsubjpass"):
        verb = sheet.lemma[above]
        return verb in words["goal"] or (seat and verb in words["struck"]) or _is_told(sheet, head)
    if dep in ("compound", "nmod", "amod") and above >= known.end:
        noun = sheet.lower[above]
        return noun in words["matter"] or (seat and noun in words["site"])
    if dep == "poss":
        noun = sheet.lower[above]
        return noun in words["part"] or (seat and noun in words["site"])
    if dep == "pobj":
        return _is_told(sheet, head)
    return seat and dep in ("npadvmod", "appos", "ROOT", "dep") and not _acts(sheet, known)


def _head(sheet: Sheet, known: Known) -> int:
    """The token of the name that hangs on one outside it."""
    inside = range(known.start, known.end)
    return next((at for at in inside if sheet.head[at] not in inside), known.end - 1)


def _listed_first(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> Known | None:
    """The name with which the list of ``known`` begins, None when that is no place or party."""
    at = _head(sheet, known)
    for _ in range(_STEPS):
        if sheet.dep[at] != "conj":
            break
        at = sheet.head[at]
    start = at
    while start > 0 and sheet.head[start - 1] == at and sheet.dep[start - 1] == "compound":
        start -= 1
    name = gazetteer.names.get(" ".join(sheet.text[start : at + 1]))
    named = name is not None and name.form in (Form.LABEL, Form.SEAT, Form.PLACE)
    if at >= known.start or not (named or sheet.entity[at] in ("GPE", "LOC")):
        return None
    return Known(start, at + 1, name if named and name is not None else known.name)


def _is_told(sheet: Sheet, head: int) -> bool:
    """Whether an adjective or "a" says that a land is spoken of: "a free and safe [Velland]"."""
    before, adjective = head - 1, False
    while before >= 0 and sheet.tag[before] in ("JJ", "CC", "VBN", "NN") and before > head - 6:
        adjective = adjective or (sheet.tag[before] == "JJ" and sheet.head[before] == head)
        before -= 1
    if before >= 0 and sheet.lower[before] in ("a", "an"):
        return True
    return adjective and sheet.text[head - 1].islower()


def _is_terrain(sheet: Sheet, known: Known, words: dict[str, frozenset[str]]) -> bool:
    """Whether a capitalised word of terrain follows at once: "the [Arven] River"."""
    after = known.end
    inside = after < len(sheet) and not sheet.starts[after] and sheet.is_capital(after)
    return inside and sheet.lower[after] in words["terrain"]


def _before_country(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> bool:
    """Whether the name's own country follows behind a comma: "[Oslo], Norway"."""
    if sheet.text[known.end : known.end + 1] != [","]:
        return False
    after = gazetteer.names.get(" ".join(sheet.text[known.end + 1 : known.end + 2]))
    return after is not None and after.form is Form.LABEL and after.party == known.name.party


def _top(sheet: Sheet, index: int) -> int:
    """The noun that a chain of modifiers ends in: "talks" in "the US-Russia talks"."""
    while sheet.dep[index] in ("compound", "nmod") and sheet.head[index] > index:
        index = sheet.head[index]
    return index


def _acts(sheet: Sheet, known: Known) -> bool:
    """Whether a finite verb follows at once, as in a headline that was parsed amiss."""
    return known.end < len(sheet) and sheet.tag[known.end] in ("VBZ", "VBD", "VBP", "MD", "POS")


def _after_preposition(sheet: Sheet, known: Known, words: dict[str, frozenset[str]]) -> bool:
    """Whether a preposition right before the name (an article between) makes it a place."""
    at = known.start - 1
    while at >= 0 and sheet.lower[at] in (
        "the",
        "nearby",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "downtown",
        "both",
    ):
        at -= 1
    if at < 0 or (known.end < len(sheet) and sheet.tag[known.end] == "POS"):
        return False
    head = _head(sheet, known)
    before = sheet.lower[at]
    above = sheet.head[head]
    if sheet.dep[head] in ("compound", "nmod") and above >= known.end:
        named = sheet.tag[_top(sheet, above)] in ("NNP", "NNPS") and before in words["at"]
        return named or sheet.lower[above] in words["site"]
    if before == "from" and sheet.starts[at]:
        return True
    if before == "of" and at and sheet.lower[at - 1] in ("outside", "inside", "out"):
        return True
    if sheet.tag[at] not in ("IN", "TO", "RP", "RB"):
        return False
    governor = _governor(sheet, at)
    if before in words["motion"]:
        return sheet.lemma[governor].lower() in words["mover"]
    if before in words["at"]:
        return before != "in" or sheet.lemma[governor] not in words["belief"]
    return before not in _FACING and sheet.lower[governor] in words["site"]


def _governor(sheet: Sheet, preposition: int) -> int:
    """What a preposition hangs on, over those to which it is joined: "to A and [to] B"."""
    above = sheet.head[preposition]
    while sheet.dep[preposition] == "conj" and above < preposition:
        preposition, above = above, sheet.head[above]
    return above


def _beside_place(sheet: Sheet, known: Known, gazetteer: Gazetteer) -> bool:
    """Whether the name completes a place ("Bergen, Norway") or is part of a land ("Western …")."""
    at = known.start - 1
    if at >= 0 and sheet.text[at] in _COMPASS:
        return True
    if at < 1 or sheet.text[at] != "," or known.name.form is not Form.LABEL:
        return False
    before = gazetteer.names.get(sheet.text[at - 1])
    if before is not None and before.form not in (Form.PLACE, Form.SEAT):
        return False
    sited = sheet.lower[at - 1] in gazetteer.words.placing["division"]
    return (sited or sheet.entity[at - 1] in ("GPE", "LOC")) and sheet.dep[_head(sheet, known)] in (
        "appos",
        "npadvmod",
        "conj",
        "pobj",
    )
