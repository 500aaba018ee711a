"""The gazetteer: general names, and those of a dossier laid over them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import Form, Gazetteer, KnownName, is_adjective_of, slug
from dragoman.gazetteer.tables import rows
from dragoman.model import Negotiation, PartyProfile, PersonProfile

ARVEN = Negotiation(
    parties=(
        PartyProfile(id="VEL", names=("Velland", "the Vellandic side", "Port Vell")),
        PartyProfile(id="CAL", names=("Caldmere",)),
    ),
    persons=(PersonProfile(name="Ilse Marn", aliases=("Marn",), party="VEL"),),
)


@pytest.mark.parametrize(
    ("word", "party"),
    [
        ("Norway", "NOR"), ("Norwegian", "NOR"), ("Norwegians", "NOR"), ("Oslo", "NOR"),
        ("Foggy Bottom", "USA"), ("Quai d'Orsay", "FRA"), ("Blue House", "KOR"),
        ("ECOWAS", "ECOWAS"), ("M23", "M23"), ("Houthi", "HOUTHIS"), ("Knesset", "ISR"),
        ("U.S.", "USA"), ("us", None), ("turkey", None), ("Odesa", None),
    ],
)  # fmt: skip
def test_a_word_leads_to_the_party_it_stands_for(word: str, party: str | None) -> None:
    assert Gazetteer.load().party_of_word(word) == party


def test_an_invented_country_ranks_first_with_its_aliases_and_adjective() -> None:
    gazetteer = Gazetteer.load(ARVEN)
    assert gazetteer.party_of_word("Port Vell") == "VEL"
    assert gazetteer.party_of_word("Vellandic") == "VEL"
    assert gazetteer.names["Velland"].own


def test_an_adjective_that_no_list_has_is_made_from_the_label() -> None:
    assert Gazetteer.load(ARVEN).party_of_word("Caldmerian") == "CAL"
    assert Gazetteer.load(ARVEN).party_of_word("Calderan") is None


def test_a_dossier_may_call_a_known_country_by_another_id() -> None:
    given = Negotiation(parties=(PartyProfile(id="NO", names=("Norway",)),))
    assert Gazetteer.load(given).party_of_word("Norwegian") == "NO"


def test_labels_are_our_own_and_fall_back_to_the_id() -> None:
    gazetteer = Gazetteer.load(ARVEN)
    assert gazetteer.party_name("NOR") == "Norway"
    assert gazetteer.party_name("VEL") == "Velland"
    assert gazetteer.party_name("XQQ") == "XQQ"


def test_the_digest_changes_with_parties_and_people_and_not_with_their_order() -> None:
    turned = Negotiation(parties=ARVEN.parties[::-1], persons=ARVEN.persons)
    fewer = Negotiation(parties=ARVEN.parties)
    assert Gazetteer.load(ARVEN).digest == Gazetteer.load(turned).digest
    assert len({Gazetteer.load(given).digest for given in (ARVEN, fewer, None)}) == 3


@pytest.mark.parametrize(
    ("word", "label", "fits"),
    [
        ("Vellandic", "Velland", True),
        ("Tassian", "Tassia", True),
        ("Caldmerian", "Caldmere", True),
        ("Velland", "Velland", False),
        ("Velmish", "Velland", False),
        ("Orrish", "Orr", False),
    ],
)
def test_an_adjective_keeps_four_letters_of_its_name(word: str, label: str, fits: bool) -> None:
    assert is_adjective_of(word, label) is fits


def test_the_word_before_of_tells_what_kind_of_side_a_body_is() -> None:
    words = Gazetteer.load().words
    assert words.side_kind("Federation of Shipping Companies") == "federation"
    assert words.side_kind("Kestrel Coal Ltd") == "company"
    assert words.side_kind("Institute of Sea Law") is None


@given(st.text(max_size=40))
def test_a_slug_is_capitals_and_hyphens_and_its_own_slug(name: str) -> None:
    made = slug(name)
    assert made == slug(made)
    assert " " not in made


def test_a_place_of_a_party_that_no_list_has_lies_in_its_own_land() -> None:
    name = KnownName(text="Velland", form=Form.LABEL, party="VELLAND")
    assert Gazetteer.load().country_of(name) == "VELLAND"


def test_brussels_stands_for_the_union_and_lies_in_belgium() -> None:
    gazetteer = Gazetteer.load()
    brussels = gazetteer.names["Brussels"]
    assert (brussels.form, brussels.party) == (Form.SEAT, "EU")
    assert gazetteer.country_of(brussels) == "BEL"


@pytest.mark.parametrize(
    "table",
    ["countries", "organisations", "bodies", "metonyms", "places", "namesakes", "offices",
     "office_words", "honorifics", "experts", "independent", "bodies_words", "unnamed", "groups",
     "given_names", "sides", "placing", "office_holders", "powers",
     "dealings", "creeds", "telling"],
)  # fmt: skip
def test_every_row_says_where_it_was_taken_from(table: str) -> None:
    assert rows(table)
    assert all(row["taken_from"] for row in rows(table))


def test_codes_are_iso_alpha_3_with_a_wikidata_item() -> None:
    for row in rows("countries"):
        assert len(row["code"]) == 3, row
        assert row["item"].startswith("Q"), row


def test_every_party_in_the_tables_is_one_that_has_a_label() -> None:
    known = {row["code"] for row in rows("countries")} | {
        row["id"] for row in rows("organisations")
    }
    for table, column in (("bodies", "party"), ("metonyms", "party"), ("office_holders", "party"),
                          ("places", "country")):  # fmt: skip
        missing = {row[column] for row in rows(table)} - known - {""}
        assert not missing, (table, missing)
