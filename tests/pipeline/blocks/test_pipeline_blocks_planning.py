"""Which documents are put together at once."""

import random
from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import (
    Channel,
    Contact,
    ContactStatus,
    Deed,
    Named,
    Participant,
    Party,
    Passage,
    Report,
    Statement,
    Voice,
)
from dragoman.model.statement import Act
from dragoman.pipeline.blocks.planning import Profile, plan_blocks, profile_of

profiles = st.lists(
    st.builds(
        Profile,
        document=st.text("abcdef", min_size=1, max_size=4),
        parties=st.sets(st.sampled_from(["ORM", "VEL", "CAL"]), max_size=2).map(
            lambda found: tuple(sorted(found))
        ),
        day=st.sampled_from(["", "2031-03-01", "2031-03-02", "2031-09-30", "2031", "no day"]),
    ),
    unique_by=lambda one: one.document,
    max_size=40,
)


@given(profiles, st.integers(1, 12))
def test_every_document_is_in_one_block_of_no_more_than_allowed(
    given_profiles: list[Profile], most: int
) -> None:
    plan = plan_blocks(given_profiles, {}, most)
    placed = [one for block in plan for one in block.documents]
    assert sorted(placed) == sorted(one.document for one in given_profiles)
    assert all(len(block.documents) <= most for block in plan)
    for block in plan:
        assert not set(block.guests) & set(block.documents)
        assert set(block.guests) <= set(placed)


@given(profiles, st.integers(1, 12), st.randoms(use_true_random=False))
def test_the_plan_hangs_on_the_documents_and_not_on_their_order(
    given_profiles: list[Profile], most: int, chance: random.Random
) -> None:
    other = list(given_profiles)
    chance.shuffle(other)
    assert plan_blocks(given_profiles, {}, most) == plan_blocks(other, {}, most)


def of(parties: tuple[str, ...], day: str, name: str) -> Profile:
    return Profile(document=name, parties=parties, day=day)


def test_texts_on_the_same_two_parties_stand_together() -> None:
    told = [
        of(("ORM", "VEL") if n % 2 else ("CAL", "VEL"), f"2031-03-{n + 1:02}", f"d{n}")
        for n in range(8)
    ]
    plan = plan_blocks(told, {}, 4)
    assert {block.documents for block in plan} == {
        ("d0", "d2", "d4", "d6"),
        ("d1", "d3", "d5", "d7"),
    }


def test_a_text_on_one_party_stands_with_those_of_the_same_weeks() -> None:
    told = [
        *(of(("ORM", "VEL"), "2031-03-03", f"v{n}") for n in range(3)),
        *(of(("CAL", "ORM"), "2031-09-01", f"c{n}") for n in range(3)),
        of(("ORM",), "2031-09-03", "alone"),
    ]
    (block,) = (b for b in plan_blocks(told, {}, 4) if "alone" in b.documents)
    assert block.documents == ("alone", "c0", "c1", "c2")


def test_a_long_talk_is_cut_where_nothing_was_told_for_longest() -> None:
    first = date(2031, 1, 1)
    days = [first + timedelta(days=n) for n in range(11)]
    days += [first + timedelta(days=60 + n) for n in range(9)]
    told = [of(("ORM", "VEL"), day.isoformat(), f"d{n:02}") for n, day in enumerate(days)]
    plan = plan_blocks(told, {}, 14)
    assert [len(block.documents) for block in plan] == [11, 9]
    assert all(not block.guests for block in plan)


def test_the_last_weeks_before_a_cut_are_guests_behind_it() -> None:
    first = date(2031, 1, 1)
    told = [
        of(("ORM", "VEL"), (first + timedelta(days=n)).isoformat(), f"d{n:02}") for n in range(40)
    ]
    one, two = plan_blocks(told, {}, 20)
    assert one.guests == ()
    assert two.guests == tuple(one.documents[-5:])


def test_a_text_stands_where_the_one_that_it_took_words_from_does() -> None:
    told = [
        *(of(("ORM", "VEL"), "2031-03-03", f"v{n}") for n in range(3)),
        *(of(("CAL", "FAR"), "2031-03-03", f"c{n}") for n in range(3)),
    ]
    plan = plan_blocks(told, {"c2": "v0"}, 4)
    assert ("c2", "v0", "v1", "v2") in {block.documents for block in plan}


def test_a_profile_names_the_two_parties_of_whom_most_is_told() -> None:
    where = Passage(document="d", start=0, end=1, exact="x")
    report = Report(
        id="r",
        document="d",
        text_sha256="",
        gazetteer="",
        parties=(Party(id="FAR", names=("Farland",), passages=(where, where)),),
        contacts=(
            Contact(
                id="c",
                channel=Channel.CALL,
                status=ContactStatus.HELD,
                participants=(
                    Participant(id="0123456789abcdef", name="Marn", party="VEL"),
                    Participant(id="ORM", name="Ormark"),
                ),
            ),
        ),
        statements=(Statement(id="s", act=Act.DEMAND, voice=Voice.SPEAKER, party="VEL"),),
        deeds=(Deed(id="e", plover_type="AID", actor=Named(id="CAL", name="Caldmere")),),
    )
    found = profile_of(msgspec.json.encode(report), {"d": "2031-03-03"})
    assert found == Profile(document="d", parties=("ORM", "VEL"), day="2031-03-03")


def test_a_person_is_no_party_of_a_profile() -> None:
    report = Report(
        id="r",
        document="d",
        text_sha256="",
        gazetteer="",
        deeds=(Deed(id="e", plover_type="AID", actor=Named(id="0123456789abcdef", name="Marn")),),
    )
    assert profile_of(msgspec.json.encode(report), {}).parties == ()
