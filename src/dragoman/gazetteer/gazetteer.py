"""Gazetteer: general names and the dossier's own, as one body of knowledge."""

from collections.abc import Iterator

from attrs import evolve, field, frozen

from dragoman.gazetteer.adjectives import is_adjective_form, stem
from dragoman.gazetteer.holders import Holder, HolderIndex
from dragoman.gazetteer.names import Form, KnownName, Namesake
from dragoman.gazetteer.tables import rows, several, tables_digest
from dragoman.gazetteer.words import Words
from dragoman.model import Negotiation, PartyProfile, PersonProfile, digest

_FORM_OF_METONYM = {"seat": Form.SEAT, "room": Form.RESIDENCE}
_LANDS = ("territory", "region")


@frozen(kw_only=True)
class Gazetteer:
    """Who and what a spelling can stand for.

    ``digest`` changes whenever the tables or the dossier's parties and people change; cached
    reports are keyed by it. ``names`` holds every spelling once: the dossier's own rank first,
    then countries, bodies, residences, seats, places. ``kinds`` tells lands, blocs, armed groups
    and so on apart, by party id.
    """

    digest: str
    names: dict[str, KnownName] = field(repr=False)
    labels: dict[str, str] = field(repr=False)
    persons: dict[str, PersonProfile] = field(repr=False, factory=dict)
    namesakes: dict[str, tuple[Namesake, ...]] = field(repr=False, factory=dict)
    kinds: dict[str, str] = field(repr=False, factory=dict)
    words: Words = field(repr=False, factory=Words.load)
    _stems: dict[str, str] = field(repr=False, factory=dict)
    _same: dict[str, str] = field(repr=False, factory=dict)

    @classmethod
    def load(cls, negotiation: Negotiation | None = None) -> "Gazetteer":
        """Read the tables and lay the dossier's own names over them."""
        given = negotiation or Negotiation()
        general = list(_general())
        same = _same_party(given, general)
        names = {name.text: name for name in _own(given)}
        for name in general:
            party = same.get(name.party or "", name.party)
            moved = KnownName(text=name.text, form=name.form, party=party)
            names.setdefault(name.text, moved)
        return cls(
            digest=_digest(given),
            names=names,
            labels=_labels()
            | {party.id: _bare(party.names[0]) for party in given.parties if party.names},
            persons={person.name: person for person in given.persons},
            namesakes=_namesakes(),
            same=same,
            kinds={same.get(row["id"], row["id"]): row["what"] for row in rows("organisations")}
            | {same.get(row["code"], row["code"]): "land" for row in rows("countries")},
            stems={stem(_bare(p.names[0])): p.id for p in given.parties if p.names},
        )

    def party_name(self, party: str) -> str:
        """The English label of a party ("Norway"); the id itself when nothing is known.

        A dossier's own label wins, its article dropped ("the Union" becomes "Union").
        """
        return self.labels.get(party, party)

    def party_of_word(self, word: str) -> str | None:
        """The party that a spelling stands for ("Norwegian", "Oslo"), or None.

        Places that are no seat stand for nobody. An adjective made from a dossier's own party
        ("Arvenian") is understood although no list has it.
        """
        known = self.names.get(word)
        if known is not None:
            return known.party if known.form not in (Form.PLACE, Form.PERSON) else None
        return self.party_of_adjective(word)

    def holders(self, name: str, year: int | None = None) -> tuple[Holder, ...]:
        """The widely known people whom a full name, or a surname alone, can mean.

        Their parties go by the dossier's ids. With a ``year``, those who may have held their
        office then come alone, if there are any.
        """
        index = HolderIndex.load()
        found = index.by_name(name) or index.by_surname(name)
        then = tuple(one for one in found if year is not None and one.may_hold_in(year)) or found
        return tuple(evolve(one, party=self._same.get(one.party, one.party)) for one in then)

    def country_of(self, name: KnownName) -> str | None:
        """The country in which a name lies when it is meant as a place, None when unknown.

        A party that no list has is taken for its own land.
        """
        party = name.party or ""
        if name.own or self.kinds.get(party) == "land" or (party and party not in self.labels):
            return party
        return next(
            (row["country"] or None for row in rows("places") if row["name"] == name.text), None
        )

    def party_of_adjective(self, word: str) -> str | None:
        """The dossier's party from whose label an unlisted adjective is made, or None."""
        if not is_adjective_form(word):
            return None
        return next((party for root, party in self._stems.items() if word.startswith(root)), None)


def _general() -> Iterator[KnownName]:
    """Every general spelling, the likelier reading of a spelling first."""
    for row in rows("countries"):
        yield from _forms(row["code"], Form.LABEL, row["label"], *several(row["names"]))
        yield from _forms(row["code"], Form.PEOPLE, *several(row["people"]))
    for row in rows("organisations"):
        form = Form.LABEL if row["what"] in _LANDS else Form.GROUP
        yield from _forms(row["id"], form, *several(row["names"]))
        yield from _forms(row["id"], Form.PEOPLE, *several(row["people"]))
    for row in rows("bodies"):
        yield from _forms(row["party"], Form.BODY, row["name"])
    for row in rows("metonyms"):
        form = _FORM_OF_METONYM.get(row["what"], Form.RESIDENCE)
        yield from _forms(row["party"], form, row["word"])
    for row in rows("countries"):
        yield from _forms(row["code"], Form.SEAT, *several(row["seats"]))
        yield from _forms(row["code"], Form.ADJECTIVE, *several(row["adjectives"]))
    yield from _forms("EUROPE", Form.ADJECTIVE, "European")
    for row in rows("places"):
        yield from _forms(row["country"] or None, Form.PLACE, row["name"])


def _forms(party: str | None, form: Form, *texts: str) -> Iterator[KnownName]:
    for text in texts:
        yield KnownName(text=_bare(text), form=form, party=party)


def _own(given: Negotiation) -> Iterator[KnownName]:
    """The spellings of ``negotiation.toml``; "the Arvenian side" also gives "Arvenian"."""
    for person in given.persons:
        for text in (person.name, *person.aliases):
            yield KnownName(
                text=text, form=Form.PERSON, party=person.party, person=person.name, own=True
            )
    for party in given.parties:
        for text in party.names:
            bare = _bare(text)
            if bare.endswith(" side") and bare.count(" ") == 1:
                adjective = bare.removesuffix(" side")
                yield KnownName(text=adjective, form=Form.ADJECTIVE, party=party.id, own=True)
            yield KnownName(text=bare, form=_own_form(bare), party=party.id, own=True)


def _own_form(text: str) -> Form:
    """The general form of a spelling, as far as one knows it; else a label."""
    return _general_forms().get(text, Form.LABEL)


def _general_forms() -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for name in _general():
        forms.setdefault(name.text, name.form)
    return forms


def _same_party(given: Negotiation, general: list[KnownName]) -> dict[str, str]:
    """General ids that the dossier calls otherwise, by a shared name ("RUS" -> "RU")."""
    ids = {party.id for party in given.parties}
    codes = {name.text: name.party for name in general if name.form in (Form.LABEL, Form.GROUP)}
    same = {}
    for party in given.parties:
        for text in party.names:
            code = codes.get(_bare(text))
            if code is not None and code not in ids:
                same[code] = party.id
    return same


def _labels() -> dict[str, str]:
    countries = {row["code"]: row["label"] for row in rows("countries")}
    return countries | {row["id"]: row["label"] for row in rows("organisations")}


def _namesakes() -> dict[str, tuple[Namesake, ...]]:
    found: dict[str, tuple[Namesake, ...]] = {}
    for row in rows("namesakes"):
        namesake = Namesake(
            noun=row["noun"], cues=frozenset(several(row["cues"])), party=row["country"] or None
        )
        found[row["name"]] = (*found.get(row["name"], ()), namesake)
    return found


def _bare(text: str) -> str:
    """A name without its article."""
    return text[4:] if text[:4] in ("the ", "The ") and text != "The Gambia" else text


def _digest(given: Negotiation) -> str:
    parties = sorted(_party_line(party) for party in given.parties)
    persons = sorted(_person_line(person) for person in given.persons)
    return digest("gazetteer", tables_digest(), *parties, "people", *persons)


def _party_line(party: PartyProfile) -> str:
    return "\x1e".join((party.id, *party.names))


def _person_line(person: PersonProfile) -> str:
    fields = (person.party or "", person.office or "", person.since or "", person.until or "")
    return "\x1e".join((person.name, *person.aliases, *fields))
