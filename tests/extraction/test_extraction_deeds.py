import pytest
from attrs import field, frozen
from extraction_desk import desk

from dragoman.extraction.deeds import find_deeds
from dragoman.extraction.events import Offsets, main_event
from dragoman.extraction.reading import Attributed, Tokens


def told(text: str) -> list[tuple[str | None, ...]]:
    return [
        (
            d.plover_type,
            d.plover_mode,
            d.actor.name if d.actor else None,
            d.recipient.name if d.recipient else None,
        )
        for d in find_deeds(desk(text))
    ]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Velland attacked Ormark.", ("ASSAULT", "heavy-weapons", "Velland", "Ormark")),
        ("140 Vellandic drones attacked Ormark.",
         ("ASSAULT", "heavy-weapons", "Velland", "Ormark")),
        ("Ormark launched a drone attack on Velland.",
         ("ASSAULT", "heavy-weapons", "Ormark", "Velland")),
        ("Port Vell was subjected to attacks by Ormark.",
         ("ASSAULT", "heavy-weapons", "Ormark", "Vel")),
        ("Velland delivered 20 missiles to Tassia.", ("AID", "military", "Velland", "Tassia")),
        ("Tassia sent food to Velland.", ("AID", "humanitarian", "Tassia", "Velland")),
        ("Tassia imposed sanctions on Ormark.", ("SANCTION", None, "Tassia", "Ormark")),
        ("Tassia expelled two Ormarkian diplomats.", ("SANCTION", "expel", "Tassia", "Ormark")),
        ("Ormark released 30 prisoners.", ("RETREAT", "release", "Ormark", None)),
        ("Ormark withdrew its troops.", ("RETREAT", "withdraw", "Ormark", None)),
        ("Ormark has suspended military aid to Tassia.",
         ("SANCTION", "discontinue", "Ormark", "Tassia")),
        ("Ilse Marn and Oskar Brandt signed an agreement.",
         ("AGREE", None, "Ilse Marn", "Oskar Brandt")),
        ("Marn struck a deal with Brandt.", ("AGREE", None, "Ilse Marn", "Oskar Brandt")),
        ("Velland recalled that Ormark had broken the truce.", ("ASSAULT", None, "Ormark", None)),
        ("Velland has lifted sanctions against Ormark.", ("CONCEDE", None, "Velland", "Ormark")),
        ("Ormark seized three trawlers.", ("COERCE", "seize", "Ormark", None)),
    ],
)  # fmt: skip
def test_a_deed_has_a_plover_type_an_actor_and_a_recipient(
    text: str, deed: tuple[str | None, ...]
) -> None:
    assert told(text) == [deed]


@pytest.mark.parametrize(
    "text",
    [
        "Ormark threatened to attack Velland.",
        "Velland will deliver missiles to Tassia.",
        "Ormark did not release prisoners.",
        "If Velland attacked Ormark, war would follow.",
        "Velland demanded that Ormark withdrew its troops.",
        "Ormark denied that it had attacked Port Vell.",
        "Ormark released a statement and launched a website.",
        "Velland could have attacked Ormark.",
        "Velland rejected the offer and accused Ormark of attacks.",
        "Velland plans to impose sanctions on Ormark.",
        "The plan of Tassia begins with a halt to raids, followed by the withdrawal of Ormark.",
    ],
)
def test_what_is_only_said_planned_or_denied_is_no_deed(text: str) -> None:
    assert told(text) == []


def test_the_same_deed_told_twice_is_one() -> None:
    deeds = find_deeds(
        desk("Velland attacked Ormark on Tuesday. Velland struck Ormark on Tuesday.")
    )
    assert len(deeds) == 1
    assert [p.exact for p in deeds[0].passages if p.role == "mention"] == ["attacked", "struck"]


def test_a_deed_told_by_a_speaker_keeps_the_attribution() -> None:
    reading = desk("Marn said Ormark attacked Velland.")
    reading.attributed = [Attributed(contents=[Tokens(2, 5)], id="a1")]
    assert [d.attribution for d in find_deeds(reading)] == ["a1"]


def test_day_place_and_quantity_come_from_the_syntax() -> None:
    (deed,) = find_deeds(desk("Ormark seized three trawlers near Port Vell on Monday."))
    assert deed.place is not None
    assert deed.place.name == "Port Vell"
    assert deed.happened_on is not None
    assert deed.happened_on.edtf == "2025-03-17"
    assert [q.value for q in deed.quantities] == [3]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Two hospitals in Halin were hit on Monday.",
         ("ASSAULT", "heavy-weapons", None, "Tas")),
        ("A Vellandic strike on Castle Quay killed four people.",
         ("ASSAULT", "heavy-weapons", "Velland", "Orm")),
        ("The seizure of the trawler by Ormark raised tensions.",
         ("COERCE", "seize", "Ormark", None)),
        ("Ormark freed its captives after the release of two Ormarkian fishermen by Velland.",
         ("RETREAT", "release", "Velland", "Ormark")),
        ("Ormark closed the strait in 2019.", ("COERCE", "restrict", "Ormark", None)),
        ("Ormark raised tariffs on Velland.", ("SANCTION", None, "Ormark", "Velland")),
        ("Tassia delivered 200 trucks of aid to Velland.",
         ("AID", "humanitarian", "Tassia", "Velland")),
        ("The Vellandic trawler, seized last week, was empty.",
         ("COERCE", "seize", None, "Velland")),
        ("Ormark delivered its records to Velland.",
         ("COOPERATE", "intelligence", "Ormark", "Velland")),
    ],
)  # fmt: skip
def test_a_deed_told_in_the_passive_or_by_a_noun_is_found(
    text: str, deed: tuple[str | None, ...]
) -> None:
    assert deed in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The attack on Port Vell must stop.",
        "Marn called for the release of two fishermen by Ormark.",
        "Any seizure of the trawler by Ormark would end the talks.",
        "The alleged attack on Port Vell by Ormark ended the talks.",
        "An earthquake killed 40 people in Halin.",
        "Forty people were killed in Halin in a crash.",
        "Marn attacked Brandt for his remarks.",
        "Marn attacked the Ormarkian plan as a trick.",
        "Ormark walked its dogs.",
    ],
)
def test_words_accidents_and_what_is_not_done_are_no_deeds(text: str) -> None:
    assert told(text) == []


def test_who_has_no_name_is_called_as_the_text_calls_him() -> None:
    assert told("The two armies exchanged 175 prisoners each.") == [
        ("RETREAT", "release", "The two armies", None)
    ]
    assert told("Gunmen abducted two monitors.") == [("COERCE", "seize", "Gunmen", "two monitors")]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Velland attacked Ormark. The attack killed four people.",
         [["attacked", "attack", "killed"]]),
        ("Velland attacked Ormark on Monday. Velland attacked Ormark on Tuesday.",
         [["attacked"], ["attacked"]]),
        ("Ormark freed 30 prisoners. Ormark freed 30 prisoners on Monday.", [["freed", "freed"]]),
        ("Ormark freed 30 prisoners. Ormark later freed 12 prisoners.", [["freed"], ["freed"]]),
        ("Ormark seized a trawler. Ormark seized a tanker.", [["seized"], ["seized"]]),
    ],
)  # fmt: skip
def test_one_deed_is_one_entry_with_all_its_words(text: str, mentions: list[list[str]]) -> None:
    deeds = find_deeds(desk(text))
    assert [[p.exact for p in d.passages if p.role == "mention"] for d in deeds] == mentions


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("Both coastguards have raised their state of readiness.",
         ("MOBILIZE", "troops", "Both coastguards", None)),
        ("Marn condemned the attack on an aid convoy in Halin.",
         ("ASSAULT", "heavy-weapons", None, "Tas")),
        ("Velland is at the front of the effort, having sent 40 generators to Tassia.",
         ("AID", "humanitarian", "Velland", "Tassia")),
        ("The agreement signed between Velland and Ormark was welcomed.",
         ("AGREE", None, "Velland", "Ormark")),
        ("The army stormed Port Vell, killing 15 trainees.", ("ASSAULT", None, "The army", "Vel")),
        ("Marn's arrest in Halin has ended the talks.", ("COERCE", "arrest", None, "Ilse Marn")),
        ("Velland received 20 missiles from Tassia.", ("AID", None, "Tassia", "Velland")),
        ("Ormark is using drones to shell Port Vell.",
         ("ASSAULT", "heavy-weapons", "Ormark", "Vel")),
    ],
)  # fmt: skip
def test_nouns_participles_and_the_unnamed_tell_of_deeds(
    text: str, deed: tuple[str | None, ...]
) -> None:
    assert deed in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Had Ormark bombed Port Vell, Velland would have left.",
        "The talks resume as soon as Ormark has freed the prisoners.",
        "Any prisoner that Ormark freed would be welcome.",
        "The release of the Ormarkian prisoners remains the main demand.",
        "Marn voiced her support for Ormark.",
        "Did Ormark attack Velland?",
        "Marn launched a scathing attack on Ormark, calling it a bully.",
        "A new plan lifted sanctions on Velland.",
        "Marn considered expelling three Ormarkian diplomats.",
    ],
)
def test_conditions_words_and_wishes_are_no_deeds(text: str) -> None:
    assert told(text) == []


def test_contexts_follow_the_mode_and_the_issues_of_the_sentence() -> None:
    (deed,) = find_deeds(desk("Tassia imposed sanctions on Ormark."))
    assert deed.contexts == ("economic",)
    (deed,) = find_deeds(desk("Velland delivered 20 missiles to Tassia."))
    assert deed.contexts[0] == "military"


@frozen(kw_only=True)
class _Word:
    root: str
    score: float


@frozen(kw_only=True)
class _Spot:
    source: Offsets
    target: Offsets
    score: float = 0.5


@frozen(kw_only=True)
class _Typer:
    """A net that says the same of every pair, and remembers which it was asked."""

    word: _Word
    digest: str = "fake"
    asked: list[tuple[str, str | None]] = field(factory=list)

    def classify(self, text: str, source: Offsets, target: Offsets | None) -> _Word:
        self.asked.append((text[slice(*source)], text[slice(*target)] if target else None))
        return self.word

    def spot(self, text: str) -> _Spot:
        return _Spot(source=(0, text.index(" ")), target=(text.rindex(" ") + 1, len(text) - 1))


def test_where_the_lexicon_is_silent_a_sure_net_types_the_deed() -> None:
    typer = _Typer(word=_Word(root="COERCE", score=0.9))
    (deed,) = find_deeds(desk("Velland humbled Ormark."), typer)
    assert (deed.plover_type, deed.plover_mode, deed.score) == ("COERCE", None, 0.63)
    assert deed.because == ("humble: typed COERCE by the net",)
    assert typer.asked == [("Velland", "Ormark")]


@pytest.mark.parametrize("word", [_Word(root="COERCE", score=0.6), _Word(root="ACCUSE", score=1.0)])
def test_an_unsure_net_and_words_make_no_deed(word: _Word) -> None:
    assert find_deeds(desk("Velland humbled Ormark."), _Typer(word=word)) == []


def test_the_net_is_not_asked_of_what_is_not_done_or_not_named() -> None:
    typer = _Typer(word=_Word(root="COERCE", score=0.9))
    text = "Velland may humble Ormark. Marn humbled Velland. It humbled Ormark. Velland slept."
    assert find_deeds(desk(text), typer) == []
    assert typer.asked == []


def test_a_net_that_disagrees_lowers_the_score_and_leaves_the_type() -> None:
    (deed,) = find_deeds(
        desk("Velland attacked Ormark."), _Typer(word=_Word(root="AID", score=0.9))
    )
    assert (deed.plover_type, deed.score) == ("ASSAULT", 0.6)
    assert "the net says AID" in deed.because


def test_the_main_event_of_a_bare_sentence_has_source_root_and_target() -> None:
    reading = desk("Velland has humbled proud Ormark.")
    typer = _Typer(word=_Word(root="COERCE", score=0.8))
    event = main_event(reading, next(iter(reading.doc.sents)), typer)
    assert event is not None
    assert (reading.text(event.source), reading.text(event.target)) == ("Velland", "Ormark")
    assert (event.root, event.score) == ("COERCE", 0.4)
