"""The table of office holders: its rows, and how a spelling finds them."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer.holders import Holder, HolderIndex, holders
from dragoman.gazetteer.tables import rows


def _invented(
    name: str, *surnames: str, since: int | None = None, until: int | None = None
) -> Holder:
    return Holder(
        name=name,
        surnames=surnames or (name.split()[-1],),
        party="NOR",
        office="foreign minister",
        gender="f",
        since=since,
        until=until,
    )


def test_no_term_stands_in_the_table_twice() -> None:
    terms = Counter((h.name, h.party, h.office, h.since) for h in holders())
    assert [term for term, times in terms.items() if times > 1] == []


def test_the_rows_of_one_person_agree_on_spellings_and_gender() -> None:
    said: dict[str, set[tuple[object, ...]]] = {}
    for holder in holders():
        said.setdefault(holder.name, set()).add((holder.aliases, holder.surnames, holder.gender))
    assert [name for name, ways in said.items() if len(ways) > 1] == []


def test_every_party_is_a_country_or_an_organisation_that_the_gazetteer_knows() -> None:
    known = {row["code"] for row in rows("countries")} | {
        row["id"] for row in rows("organisations")
    }
    assert {holder.party for holder in holders()} - known == set()


def test_every_term_ends_no_earlier_than_it_begins() -> None:
    terms = [(h.name, h.since, h.until) for h in holders()]
    assert [name for name, since, until in terms if since and until and since > until] == []


def test_every_year_has_four_digits_of_this_age() -> None:
    years = {year for h in holders() for year in (h.since, h.until) if year is not None}
    assert min(years) > 1940
    assert max(years) < 2027


def test_every_gender_is_m_or_f_and_no_office_is_empty() -> None:
    assert {holder.gender for holder in holders()} == {"m", "f"}
    assert all(holder.office and holder.surnames for holder in holders())


def test_no_alias_is_the_name_itself_or_a_bare_surname() -> None:
    for holder in holders():
        assert holder.name not in holder.aliases
        bare = [alias for alias in holder.aliases if " " not in alias]
        assert not bare or " " not in holder.name, (holder.name, bare)


def test_no_surname_is_a_number_or_a_suffix() -> None:
    surnames = {surname for holder in holders() for surname in holder.surnames}
    assert surnames & {"Jr", "Jr.", "Sr.", "II", "III", "IV", "VI", "XIV"} == set()


def test_a_spelling_without_its_accents_is_found() -> None:
    index = HolderIndex.load()
    assert index.by_name("recep tayyip ERDOGAN") == index.by_name("Recep Tayyip Erdoğan") != ()
    assert index.by_surname("Vucic") == index.by_surname("Vučić") != ()
    assert index.by_surname("Walesa")[0].name == "Lech Wałęsa"


def test_an_alias_finds_the_same_offices_as_the_name() -> None:
    index = HolderIndex.load()
    for holder in holders():
        for alias in holder.aliases:
            assert holder in index.by_name(alias)


def test_hyphens_dots_and_apostrophes_do_not_matter() -> None:
    index = HolderIndex.of([_invented("Ann-Mari O’Torvik"), _invented("H.R. Lund")])
    assert index.by_name("Ann Mari O'Torvik")[0].name == "Ann-Mari O’Torvik"
    assert index.by_name("H. R. Lund")[0].name == "H.R. Lund"


def test_the_arabic_article_may_be_missing_or_spelt_otherwise() -> None:
    index = HolderIndex.of([_invented("Nura al-Wafi")])
    assert len(index.by_surname("Wafi")) == len(index.by_surname("el-Wafi")) == 1
    assert len(index.by_name("Nura el-Wafi")) == len(index.by_name("Nura Wafi")) == 1


def test_a_surname_of_several_people_gives_them_all_in_the_order_of_the_table() -> None:
    index = HolderIndex.load()
    parties = {holder.party for holder in index.by_surname("Sharif")}
    names = [holder.name for holder in index.by_surname("Kim")]
    assert parties == {"PAK"}
    assert names.index("Kim Il Sung") < names.index("Kim Jong Un") < names.index("Kim Dae-jung")


def test_a_family_name_that_stands_first_is_the_surname() -> None:
    index = HolderIndex.load()
    assert {holder.name for holder in index.by_surname("Xi")} == {"Xi Jinping"}
    assert index.by_surname("Jinping") == ()


def test_a_surname_of_several_words_is_found_whole() -> None:
    assert HolderIndex.load().by_surname("von der Leyen")[-1].party == "EU"


def test_a_person_with_several_offices_gives_each() -> None:
    offices = {holder.office for holder in HolderIndex.load().by_name("Vladimir Putin")}
    assert offices == {"president", "prime minister"}


def test_a_surname_is_no_name_and_an_unknown_spelling_finds_nobody() -> None:
    index = HolderIndex.load()
    assert index.by_name("Putin") == ()
    assert index.by_name("Ylva Torvik") == index.by_surname("Torvik") == index.by_surname("") == ()


@pytest.mark.parametrize(
    ("since", "until", "year", "may"),
    [
        (2010, 2014, 2010, True),
        (2010, 2014, 2014, True),
        (2010, 2014, 2009, False),
        (2010, 2014, 2015, False),
        (2010, None, 2030, True),
        (None, 2014, 1990, True),
        (None, None, 1990, True),
    ],
)
def test_a_term_holds_through_both_its_years_and_an_unknown_end_is_open(
    since: int | None, until: int | None, year: int, may: bool
) -> None:
    assert _invented("Ylva Torvik", since=since, until=until).may_hold_in(year) is may


@given(st.sampled_from(holders()), st.sampled_from((str.upper, str.lower, str.title)))
def test_every_holder_is_found_by_name_and_surname_in_any_case(
    holder: Holder, cased: Callable[[str], str]
) -> None:
    index = HolderIndex.load()
    assert holder in index.by_name(cased(holder.name))
    assert all(holder in index.by_surname(cased(surname)) for surname in holder.surnames)


def test_the_table_counts_into_the_digest_of_the_tables(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from dragoman.gazetteer import tables

    table = tmp_path / "office_holders.tsv"
    monkeypatch.setattr(tables, "_DATA", tmp_path)
    digests = []
    for text in ("name\nYlva Torvik\n", "name\nYlva Lund\n"):
        table.write_text(text, "utf-8")
        digests.append(tables.tables_digest.__wrapped__())
    assert digests[0] != digests[1]
