"""Names: who and where is mentioned in a text, by gazetteer, office, form and tagger.

The tagger of a small model confuses people, places and organisations. So surer signs come first:
the dossier's own names, the gazetteer, the telling words of institutions, titles and
appositions; what is left goes by the tagger. Within one text a name keeps its meaning.
"""

from collections.abc import Iterable
from typing import NamedTuple

from attrs import evolve

from dragoman.extraction.allegiance import settle
from dragoman.extraction.bodies import Body, find_bodies
from dragoman.extraction.groups import Groups
from dragoman.extraction.ledger import Ledger
from dragoman.extraction.lookup import Known, look_up
from dragoman.extraction.metonyms import idle_formats, is_persons_namesake, reading_of
from dragoman.extraction.offices import Offices, Parties
from dragoman.extraction.people import People, parts_of
from dragoman.extraction.persons import PersonFinder
from dragoman.extraction.reading import Names, Reading, Tokens
from dragoman.extraction.remainder import Remainder
from dragoman.extraction.runs import Runs
from dragoman.extraction.sheet import Sheet
from dragoman.extraction.sides import Side, find_sides
from dragoman.extraction.staffs import Staffs, find_police
from dragoman.extraction.terrain import Spot, Terrain
from dragoman.extraction.unlisted import Unlisted, find_unlisted
from dragoman.extraction.unnamed import find_unnamed
from dragoman.gazetteer import Form, Gazetteer


class Understood(NamedTuple):
    """A known name with what it means here: its noun and its party (or a place's country)."""

    known: Known
    noun: str
    party: str | None


_HOW = {Form.LABEL: "exact", Form.SEAT: "metonym", Form.RESIDENCE: "metonym"}


def find_names(reading: Reading) -> Names:
    """Find the mentions of a text and the entities they add up to.

    Cost: one pass over the tokens for each kind of sign; small against the parse.
    """
    sheet = Sheet.of(reading)
    gazetteer = reading.gazetteer
    known = look_up(sheet, gazetteer)
    bodies = find_bodies(sheet, known, gazetteer.words)
    known = _without_people(sheet, _outside(known, bodies), gazetteer)
    unlisted = find_unlisted(sheet, known, bodies, gazetteer)
    known = sorted([*known, *unlisted.known], key=lambda one: one.start)
    bodies = _settled(sheet, bodies, unlisted)
    understood = _understand(sheet, known, gazetteer)
    bodies = _owned(sheet, bodies, _parties(understood, []))
    parties = _parties(understood, bodies)
    kinds = Groups(sheet=sheet, gazetteer=gazetteer, parties=parties, labels=unlisted.labels)
    groups = _groups(kinds, _tokens(known) | _tokens(bodies))
    parties |= {at: group.party for group in groups for at in range(*group.span)}
    closed = _tokens(known) | _tokens(bodies)
    spots = Terrain(sheet=sheet, words=gazetteer.words, closed=closed).find()
    finder = _people_finder(sheet, reading, closed | _tokens(spots), bodies, parties)
    finder.find()
    settle(finder, kinds, frozenset(unlisted.lands.values()), reading.year)
    ledger = Ledger(reading=reading, labels=unlisted.labels)
    _note_people(ledger, finder)
    for one in understood:
        _note_known(ledger, one, finder)
    for body in bodies:
        ledger.thing("organisation", Tokens(body.start, body.end), body.end - 1, body.party, 0.8)
    for spot in spots:
        ledger.thing("place", Tokens(spot.start, spot.end), spot.end - 1, None, 0.7)
    _note_staffs(ledger, sheet, gazetteer, finder)
    sides = find_sides(sheet, gazetteer.words, parties, finder.sightings, ledger.covered())
    for side in sides:
        ledger.party(side.span, side.head, side.party, "alias")
    for group in groups:
        ledger.party(group.span, group.head, group.party, "title")
    sided = {at for side in sides for at in range(*side.span)}
    for nameless in find_unnamed(sheet, gazetteer.words, parties, _persons(finder) | sided):
        ledger.unnamed(nameless.span, nameless.head, nameless.party)
    void = {at for one in understood if one.noun == "none" for at in range(*one.known[:2])}
    for police in find_police(sheet, ledger.covered()):
        ledger.thing("organisation", police.span, police.head, None, 0.7, police.name)
    ledger.acronyms(sheet)
    _note_rest(ledger, sheet, reading, void)
    return ledger.close()


def _understand(sheet: Sheet, known: list[Known], gazetteer: Gazetteer) -> list[Understood]:
    """What each known name means here; a format that does not act is an organisation."""
    idle = idle_formats(sheet, known, gazetteer)
    return [
        Understood(one, "organisation", None)
        if one.name.party in idle
        else Understood(one, *reading_of(sheet, one, gazetteer))
        for one in known
    ]


def _settled(sheet: Sheet, bodies: list[Body], unlisted: Unlisted) -> list[Body]:
    """The bodies that are no sides of their own, a new land's ministries with their party."""
    sides = {at for one in unlisted.known for at in range(one.start, one.end)}
    kept = [body for body in bodies if body.start not in sides]
    return [_with_land(sheet, body, unlisted.lands) for body in kept]


def _with_land(sheet: Sheet, body: Body, lands: dict[str, str]) -> Body:
    if body.what != "state" or body.party is not None:
        return body
    words = sheet.text[body.start : body.end]
    return evolve(body, party=next((lands[word] for word in words if word in lands), None))


def _owned(sheet: Sheet, bodies: list[Body], parties: Parties) -> list[Body]:
    """The bodies, those of a state with the party behind whose genitive they stand."""
    return [
        evolve(body, party=parties.get(body.start - 2))
        if body.what == "state" and body.party is None and _is_possessed(sheet, body)
        else body
        for body in bodies
    ]


def _is_possessed(sheet: Sheet, body: Body) -> bool:
    return body.start > 1 and sheet.tag[body.start - 1] == "POS"


def _groups(groups: Groups, closed: frozenset[int]) -> list[Side]:
    """The union and "the army" where one party is meant."""
    words = groups.gazetteer.words
    arms = find_sides(groups.sheet, words, groups.parties, (), set(closed))
    taken = {at for arm in arms for at in range(*arm.span)}
    return groups.find(arms, taken | closed)


def _people_finder(
    sheet: Sheet, reading: Reading, taken: frozenset[int], bodies: list[Body], parties: Parties
) -> PersonFinder:
    gazetteer = reading.gazetteer
    free = [body for body in bodies if body.what == "independent"]
    offices = Offices(
        sheet=sheet, words=gazetteer.words, parties=parties, independent=_tokens(free)
    )
    return PersonFinder(
        sheet=sheet,
        gazetteer=gazetteer,
        offices=offices,
        people=People(),
        runs=Runs.of(sheet, offices, taken, _own_words(gazetteer)),
        year=reading.year,
    )


def _tokens(spans: Iterable[Known | Body | Spot]) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _outside(known: list[Known], bodies: list[Body]) -> list[Known]:
    """The known names that are not part of an institution's name."""
    inside = {at for body in bodies for at in range(body.start, body.end)}
    return [one for one in known if one.start not in inside]


def _without_people(sheet: Sheet, known: list[Known], gazetteer: Gazetteer) -> list[Known]:
    """Leave out names that are part of a person's ("Ada Jordan", "Paris Orr")."""
    return [one for one in known if not _is_part_of_person(sheet, one, gazetteer)]


def _is_part_of_person(sheet: Sheet, one: Known, gazetteer: Gazetteer) -> bool:
    if one.name.own or one.end - one.start > 1 or one.name.form in (Form.ADJECTIVE, Form.PEOPLE):
        return False
    given = gazetteer.words.given_names
    before = sheet.text[one.start - 1] if one.start else ""
    person = sheet.entity[one.start] == "PERSON"
    if before in gazetteer.words.honorifics or is_persons_namesake(sheet, one, gazetteer):
        return True
    joined = one.start and sheet.dep[one.start - 1] == "compound" and before[:1].isupper()
    if person and joined and sheet.entity[one.start - 1] == "PERSON":
        return before not in gazetteer.names
    if before in given and not sheet.starts[one.start] and before not in gazetteer.names:
        return True
    after = one.end
    follows = (
        after < len(sheet)
        and not sheet.starts[after]
        and sheet.tag[after] == "NNP"
        and sheet.is_capital(after)
        and sheet.lower[after] not in gazetteer.words.office_words
        and sheet.lower[after] not in gazetteer.words.office_heads
    )
    name = one.name.text in given or (person and sheet.entity[one.end : one.end + 1] == ["PERSON"])
    return follows and name and sheet.text[after] not in gazetteer.names


def _parties(understood: list[Understood], bodies: list[Body]) -> Parties:
    """The party named at each token of a known name or a state's body."""
    named = {
        at: one.party
        for one in understood
        if one.party and one.noun != "none" and one.known.name.form is not Form.PLACE
        for at in range(one.known.start, one.known.end)
    }
    return named | {
        at: body.party for body in bodies if body.party for at in range(body.start, body.end)
    }


def _own_words(gazetteer: Gazetteer) -> frozenset[str]:
    """The words of the names of the dossier's people."""
    names = [name.text for name in gazetteer.names.values() if name.form is Form.PERSON]
    return (
        frozenset(
            word for name in names for word in name.split() if word[0].isupper() and len(word) > 1
        )
        - gazetteer.words.honorifics.keys()
        - {word.title() for word in gazetteer.words.office_heads}
    )


def _note_people(ledger: Ledger, finder: PersonFinder) -> None:
    for sight in finder.sightings:
        span = Tokens(sight.start, sight.end)
        head = sight.name.end - 1
        ledger.person(span, head, sight.who, sight.how, sight.score, sight.rivals)
    for title, who in finder.appositions:
        ledger.person(Tokens(title.start, title.end), title.head, who, "apposition", 0.9)


def _note_known(ledger: Ledger, one: Understood, finder: PersonFinder) -> None:
    """Note a known name; one that is also a surname in this text means that person."""
    name = one.known.name
    span, head = Tokens(one.known.start, one.known.end), one.known.end - 1
    bearer = None
    if one.noun == "party" and not name.own and len(name.text) > 3:
        bearer = finder.people.surnamed(parts_of([name.text]))
    if bearer is not None and name.form in (Form.LABEL, Form.SEAT):
        ledger.person(span, head, bearer, "short form", 0.6)
    elif one.noun == "party" and one.party:
        ledger.party(span, head, one.party, _HOW.get(name.form, "alias"))
    elif one.noun in ("place", "organisation"):
        ledger.thing(one.noun, span, head, one.party, 0.9, name.text)


def _note_staffs(ledger: Ledger, sheet: Sheet, gazetteer: Gazetteer, finder: PersonFinder) -> None:
    """Note the campaigns of the people, which are bodies of their own."""
    for staff in Staffs(sheet=sheet, words=gazetteer.words).find(finder.sightings):
        ledger.thing("organisation", staff.span, staff.head, None, 0.8, staff.name)


def _persons(finder: PersonFinder) -> set[int]:
    """The tokens of people and their titles."""
    spans = [(one.start, one.end) for one in finder.sightings]
    spans += [(title.start, title.end) for title, _ in finder.appositions]
    return {at for start, end in spans for at in range(start, end)}


def _note_rest(ledger: Ledger, sheet: Sheet, reading: Reading, void: set[int]) -> None:
    """Places and organisations that only the tagger and the towns' table know."""
    words = reading.gazetteer.words
    rest = Remainder(sheet=sheet, words=words, covered=ledger.covered() | void)
    for one in rest.find(reading.doc):
        ledger.thing(one.noun, one.span, one.span.end - 1, one.country, 0.5)
