"""What is put before the reader, under which heading, and in which words accounts differ."""

import pytest
from attrs import evolve
from lxml import html

from dragoman.briefing import Brief, compose, render_html
from dragoman.briefing.composing import ASSESSMENTS_AT_MOST
from dragoman.briefing.disputes import discrepancy_sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.ranking import rank
from dragoman.briefing.wording import fitting
from dragoman.model import (
    Account,
    Act,
    Assessment,
    Attribution,
    AttributionKind,
    Channel,
    Contact,
    ContactStatus,
    Contents,
    Deed,
    Discrepancy,
    DiscrepancyKind,
    Measure,
    Named,
    Negotiation,
    Participant,
    Party,
    Person,
    Quantity,
    Stage,
    Statement,
    When,
    cut,
)


def first_lines(contents: Contents, id: str = "one-side") -> list[str]:
    brief = compose(contents)
    return [line.entry_id for first in brief.first_screen if first.id == id for line in first.lines]


def test_no_kind_of_entry_crowds_the_others_out(arven: Contents) -> None:
    calls = tuple(evolve(arven.contacts[0], id=f"call{n}") for n in range(9))
    found = first_lines(evolve(arven, contacts=calls))
    assert sum(id.startswith("call") for id in found) == 3
    assert {"p1", "p2", "p3", "m2"} <= set(found)


def test_a_contact_of_one_known_side_stands_in_its_section_only(arven: Contents) -> None:
    brief = compose(arven)
    assert "c3" not in first_lines(arven)
    assert "c3" in [item.line.entry_id for item in brief.contacts]
    assert any(more.section == "contacts" for more in brief.first_screen[2].more)


def test_a_position_of_one_word_stands_in_its_section_only(arven: Contents) -> None:
    passage = evolve(arven.statements[1].passages[0], exact="end", end=0, start=0)
    said = evolve(arven.statements[1], passages=(passage,))
    bare = evolve(arven, statements=(said,), positions=arven.positions[:1])
    assert "p1" not in first_lines(bare)


def test_the_same_words_are_not_told_as_commitment_and_position(arven: Contents) -> None:
    stage = Stage(stage="claimed by one", statements=("s1",))
    same = evolve(arven.commitments[1], id="m9", agreement=(stage,))
    found = first_lines(evolve(arven, commitments=(same,)))
    assert "m9" in found
    assert "p2" not in found


def test_heads_come_before_envoys(arven: Contents) -> None:
    premiers = tuple(
        Person(id=id, names=(id,), party=party, office="prime minister")
        for id, party in (("a", "VEL"), ("b", "ORM"))
    )
    takers = tuple(Participant(id=p.id, name=p.id, party=p.party) for p in premiers)
    summit = evolve(arven.contacts[0], id="z", participants=takers)
    lookup = Lookup(evolve(arven, persons=premiers))
    assert rank(summit, lookup) < rank(arven.contacts[0], lookup)


def test_a_dossier_without_a_name_is_headed_by_its_parties(arven: Contents) -> None:
    brief = compose(evolve(arven, negotiation=Negotiation()))
    assert brief.name == "Talks between Ormark and Velland"
    assert "negotiation.toml" in brief.name_note
    assert not compose(arven).name_note


def test_more_than_three_parties_are_headed_as_others() -> None:
    parties = tuple(Party(id=f"P{n}", names=(f"Land{n}",)) for n in range(5))
    takers = tuple(Participant(id=p.id, name=p.names[0], party=p.id) for p in parties)
    met = evolve(_meeting(), participants=takers)
    assert compose(Contents(parties=parties, contacts=(met,))).name == (
        "Talks between Land0, Land1, Land2 and others"
    )


def _meeting() -> Contact:
    return Contact(id="c", channel=Channel.MEETING, status=ContactStatus.HELD)


def test_a_discrepancy_names_the_matter_and_both_sides(brief: Brief) -> None:
    contested = [line.text for line in brief.first_screen[1].lines]
    assert contested == [
        "Whether a quota had been agreed: Ormark denied it; Velland said: “Ormark's secretary "
        "agreed to a quota of half of the 2019 catch”.",
        "The length of the call: Port Vell Courier said “over an hour”; Castle Quay Gazette said "
        "“barely twenty minutes”.",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("that the quota was not discussed", "Whether the quota was discussed: Ormark said not; "),
        ("no quota was discussed", "The quota: Ormark said that “no quota was discussed”; "),
    ],
)
def test_a_denial_that_negates_itself_is_turned_into_its_question(words: str, told: str) -> None:
    passage = cut(words, 0, len(words), document="d", role="content")
    denial = Statement(id="s", act=Act.DENY, party="ORM", passages=(passage,), attribution="a")
    dispute = Discrepancy(
        id="x", discrepancy_kind=DiscrepancyKind.DENIAL, matter="the quota", why="",
        accounts=(Account(says=words, statements=("s",)), Account(says="an end to the quota")),
    )  # fmt: skip
    cue = cut("They said so", 5, 9, document="d", role="cue")
    said = Attribution(id="a", attribution_kind=AttributionKind.INDIRECT, passages=(cue,))
    parties = (Party(id="ORM", names=("Ormark",)),)
    lookup = Lookup(Contents(statements=(denial,), attributions=(said,), parties=parties))
    sentence = fitting(discrepancy_sentences(dispute, lookup))
    assert sentence == f"{told}one text said “an end to the quota”."


def test_a_matter_that_is_a_clause_gives_way_to_the_issue(arven: Contents) -> None:
    said = evolve(arven.statements[4], issues=("observers",))
    dispute = Discrepancy(
        id="x", discrepancy_kind=DiscrepancyKind.OUTCOME, matter="that it was so", why="",
        accounts=(Account(says="", statements=("s5",)), Account(says="half of them")),
    )  # fmt: skip
    sentence = fitting(discrepancy_sentences(dispute, Lookup(evolve(arven, statements=(said,)))))
    assert sentence.startswith("Observers on board: Ormark refused “observers on every larger")


def test_deeds_and_assessments_have_their_sections(arven: Contents) -> None:
    document = arven.documents[3]
    start = document.text.index("Ormark's patrol boats")
    end = document.text.index(". Velland promised")
    passage = cut(document.text, start, end, document=document.id, role="measure")
    deed = Deed(
        id="e1", plover_type="COOPERATE", measure=Measure(passage=passage), documents=("d4",),
        passages=(passage,), quantities=(Quantity(text="twelve miles"),),
        happened_on=When(text="since the call", edtf="2025-06-12", relation="since"),
    )  # fmt: skip
    judged = tuple(
        Assessment(id=f"a{n:02}", claim="the pause may hold until autumn", passages=(passage,),
                   author=Named(name="Runa Feld"), issues=("quota",) if n else ())
        for n in range(ASSESSMENTS_AT_MOST + 3)
    )  # fmt: skip
    brief = compose(evolve(arven, deeds=(deed,), assessments=judged))
    assert brief.deeds[0].line.text == (
        "“Ormark's patrol boats had stayed outside twelve miles since the call”, "
        "since 12 June 2025."
    )
    assert len(brief.assessments) == ASSESSMENTS_AT_MOST
    assert brief.further_assessments[-1].line.entry_id == "a00"
    assert brief.assessments[0].line.text == (
        "Runa Feld said that “the pause may hold until autumn”."
    )
    page = html.document_fromstring(render_html(brief))
    assert len(page.xpath("//section[@id='assessments']//li[contains(@class, 'entry')]")) == 15


def test_a_partys_colour_stands_beside_its_name_and_only_from_the_palette(arven: Contents) -> None:
    parties = (
        evolve(arven.parties[1], colour="sky blue"),
        evolve(arven.parties[2], colour='red"/><script>'),
    )
    page = html.document_fromstring(render_html(compose(evolve(arven, parties=parties))))
    heads = page.xpath("//table[@class='matrix']//th[.//*[@class='swatch']]")
    assert [head.text_content().strip() for head in heads] == ["Ormark"]
    assert page.xpath("//th//use/@href") == ["#swatch-sky-blue"]
    assert page.xpath("//symbol[@id='swatch-sky-blue']")
