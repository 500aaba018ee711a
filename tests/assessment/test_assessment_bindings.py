"""What binds, what is held out or withheld, what is tied: told and merely looking like it."""

import pytest
from assessment_builder import MARN, OSKANDER, VINT, File

from dragoman.assessment.bindings import Bindings, find_bindings, may_bind
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import (
    Act,
    Firmness,
    Named,
    Negotiation,
    Ratification,
    SegmentKind,
)


def told(
    text: str, speaker: Named | None = None, act: Act = Act.ASSERT, file: File | None = None
) -> Bindings:
    """What one sentence tells; all of it said by ``speaker``, or by the narrator."""
    file = file or File()
    file.document("a", "2031-03-18")
    file.paragraph("a", text)
    if speaker is not None:
        file.say("a", speaker, act, words=text)
    return bindings_of(file)


def bindings_of(file: File) -> Bindings:
    contents = file.contents()
    return find_bindings(contents, Witnesses(contents))


CONSTRAINTS = [
    ("Any deal must be approved by Ormark's Assembly.", None, "ratification", "ORM"),
    ("The accord needs the consent of the Senate of Velland.", None, "ratification", "VEL"),
    ("Ormark cannot sign without a referendum.", None, "ratification", "ORM"),
    ("It would have to be put to a referendum in Velland.", None, "ratification", "VEL"),
    ("Any treaty must be ratified by our parliament.", MARN, "ratification", "VEL"),
    (
        "The deal requires a two-thirds majority in the Assembly of Ormark.",
        None,
        "ratification",
        "ORM",
    ),
    ("Velland's parliament must first ratify the text.", None, "ratification", "VEL"),
    ("The text is subject to ratification by Ormark's lower house.", None, "ratification", "ORM"),
    (
        "Neither Ormark's Assembly nor its premier will ever sign such a paper.",
        None,
        "ratification",
        "ORM",
    ),
    ("The Assembly of Ormark would never accept that.", None, "ratification", "ORM"),
    ("A new election cycle will begin in Velland.", None, "election", "VEL"),
    ("The constitution of Velland forbids ceding land.", None, "constitution", "VEL"),
    ("Ceding the skerries is barred by our constitution.", OSKANDER, "constitution", "ORM"),
    (
        "Ormark could not lease the port without changing its constitution.",
        None,
        "constitution",
        "ORM",
    ),
    ("Ormark's prime minister faces re-election in May.", None, "election", "ORM"),
    ("Velland cannot give way before the November vote.", None, "election", "VEL"),
    ("Ormark goes to the polls in June.", None, "election", "ORM"),
    (
        "A poll by the Quay Institute found that 62 per cent of voters in Velland oppose the deal.",
        None,
        "opinion",
        "VEL",
    ),
    ("No Velland government would survive that.", None, "opinion", "VEL"),
    ("A decree of 2029 forbids Ormark's envoys to talk to the rebels.", None, "law", "ORM"),
    ("The sale is forbidden by Ormark's export law.", None, "law", "ORM"),
    (
        "The International Criminal Court issued an arrest warrant for Bertil Oskander.",
        None,
        "law",
        "ORM",
    ),
    ("A court in Ormark has blocked the release of the boat.", None, "law", "ORM"),
    ("Lifting the ban requires unanimity among the members of Caldmere.", None, "alliance", "CAL"),
    ("Velland needs the agreement of its allies.", None, "alliance", "VEL"),
]

LOOKALIKES = [
    ("Ormark's Assembly approved the budget on Monday.", None),
    ("Velland's parliament debated fish for six hours.", None),
    ("Ormark does not need the consent of parliament.", None),
    ("Velland held elections in May.", None),
    ("Ormark must hold elections before any peace deal, Velland said.", None),
    ("The constitution of the new company was signed in Velland.", None),
    ("Three per cent of the catch in Velland was lost.", None),
    ("62 per cent of the boats in Velland want repair.", None),
    ("The law of the sea was discussed in Ormark.", None),
    ("He went to law school in Velland.", None),
    ("The merger requires the approval of the company's shareholders.", None),
    ("Police obtained an arrest warrant for Kurt Brandauer.", None),
    ("Freedoms enshrined in Velland's constitution were praised.", None),
    ("Only 19 per cent of readers knew that he opposed the poll tax.", None),
    ("A court in Ormark heard the case for two days.", None),
    ("Velland thanked its allies.", None),
    ("The members of the delegation must be approved by 9 a.m. in Ormark.", None),
    ("Must the deal be approved by Ormark's Assembly?", None),
    ("The talks must go ahead, Ormark's parliament heard.", None),
]


@pytest.mark.parametrize(("text", "speaker", "kind", "party"), CONSTRAINTS)
def test_what_binds_is_found(
    text: str, speaker: Named | None, kind: str, party: str | None
) -> None:
    found = [(c.constraint_kind.value, c.party) for c in told(text, speaker).constraints]
    assert found == [(kind, party)]


@pytest.mark.parametrize(("text", "speaker"), LOOKALIKES)
def test_what_only_looks_like_it_binds_nobody(text: str, speaker: Named | None) -> None:
    assert told(text, speaker).constraints == ()


LEVERAGES = [
    (
        "Velland still holds the frozen reserves of Ormark.",
        None,
        "withheld",
        "VEL",
        "ORM",
        "frozen",
    ),
    (
        "Velland would lift sanctions on Ormark if the boat were released.",
        None,
        "held out",
        "VEL",
        "ORM",
        "sanctions",
    ),
    (
        "Ormark froze arms deliveries to Velland until the talks resume.",
        None,
        "withheld",
        "ORM",
        "VEL",
        "arms",
    ),
    (
        "Velland threatened Ormark with tariffs unless it opens the port.",
        None,
        "threatened",
        "VEL",
        "ORM",
        "tariffs",
    ),
    (
        "Ormark suspended intelligence sharing with Velland.",
        None,
        "withheld",
        "ORM",
        "VEL",
        "intelligence sharing",
    ),
    ("We will cut off gas to Velland unless it pays.", OSKANDER, "threatened", "ORM", "VEL", "gas"),
    (
        "Ormark offered loans to Velland in return for fishing rights.",
        None,
        "held out",
        "ORM",
        "VEL",
        "loans",
    ),
    (
        "Velland will not lift its sanctions until Ormark withdraws.",
        None,
        "withheld",
        "VEL",
        "ORM",
        "its sanctions",
    ),
    (
        "Ormark warned that it would impose new sanctions on Velland.",
        None,
        "threatened",
        "ORM",
        "VEL",
        "new sanctions",
    ),
    (
        "Velland is ready to release frozen assets once Ormark signs.",
        None,
        "held out",
        "VEL",
        "ORM",
        "frozen assets",
    ),
]

NO_LEVERAGE = [
    ("Velland holds a fair of frozen fish.", None, Act.ASSERT),
    ("Ormark delivered arms to Velland.", None, Act.ASSERT),
    ("Velland imposed sanctions on Ormark in 2029.", None, Act.ASSERT),
    ("The storm cut off power in Velland.", None, Act.ASSERT),
    ("Sanctions could be lifted if Ormark gave way.", None, Act.ASSERT),
    ("Velland could lift its sanctions if Ormark gave way.", None, Act.ASSERT),
    ("Ormark should lift sanctions.", MARN, Act.DEMAND),
    ("that Velland had suspended aid to Ormark", MARN, Act.DENY),
    ("Will Velland lift sanctions if Ormark signs?", None, Act.ASSERT),
    ("Ormark suspended the talks with Velland.", None, Act.ASSERT),
    ("Frozen assets were on the table in Velland.", None, Act.ASSERT),
    ("Velland would welcome trade if peace came.", None, Act.ASSERT),
]


@pytest.mark.parametrize(("text", "speaker", "hold", "held_by", "over", "thing"), LEVERAGES)
def test_what_is_held_out_or_withheld_is_found(
    text: str, speaker: Named | None, hold: str, held_by: str, over: str, thing: str
) -> None:
    (found,) = told(text, speaker).leverages
    assert (found.hold.value, found.held_by, found.over) == (hold, held_by, over)
    assert (found.measure.object or "").startswith(thing)


@pytest.mark.parametrize(("text", "speaker", "act"), NO_LEVERAGE)
def test_what_only_looks_like_it_is_no_leverage(text: str, speaker: Named | None, act: Act) -> None:
    assert told(text, speaker, act).leverages == ()


LINKAGES = [
    (
        "Ormark tied the grain deal to the release of prisoners.",
        "ORM",
        ("trade", "prisoners"),
        False,
    ),
    (
        "Velland made sanctions relief conditional on a ceasefire.",
        "VEL",
        ("sanctions", "ceasefire"),
        False,
    ),
    (
        "There will be no talks on the border until the prisoners are home, Ormark said.",
        None,
        ("territory", "prisoners"),
        False,
    ),
    ("Velland refused to link the truce to the tariffs.", "VEL", ("ceasefire", "trade"), True),
    (
        "Ormark said the quota and the prisoners are two separate matters.",
        None,
        ("resources", "prisoners"),
        True,
    ),
]

NO_LINKAGE = [
    "The gunmen were linked to the sanctions office in Ormark.",
    "Ormark tied the score in the second half.",
    "Velland linked the port to the railway.",
    "The strikes were linked to the storm in Velland.",
    "No talks were held in Ormark until Monday.",
]


@pytest.mark.parametrize(("text", "tied_by", "issues", "negated"), LINKAGES)
def test_what_is_tied_to_another_matter_is_found(
    text: str, tied_by: str | None, issues: tuple[str, str], negated: bool
) -> None:
    (found,) = told(text).linkages
    assert (found.issue, found.other_issue, found.negated) == (*issues, negated)
    assert found.tied_by == tied_by


@pytest.mark.parametrize("text", NO_LINKAGE)
def test_what_only_looks_tied_is_no_linkage(text: str) -> None:
    assert told(text).linkages == ()


@pytest.mark.parametrize("text", [row[0] for row in (*CONSTRAINTS, *LEVERAGES, *LINKAGES)])
def test_the_cheap_look_lets_all_of_it_pass(text: str) -> None:
    assert may_bind(text)


def test_one_constraint_told_by_several_documents_is_one_entry_with_its_first_day() -> None:
    file = File()
    file.document("b", "2031-03-20")
    file.paragraph("b", "A treaty needs the approval of Ormark's parliament.")
    file.document("c", "2031-03-22", outlet="")
    file.paragraph("c", "Velland's Assembly must ratify it.")
    (ours, theirs) = sorted(
        told("Any deal must be approved by Ormark's Assembly.", file=file).constraints,
        key=lambda one: one.party or "",
    )
    assert (ours.party, ours.documents, ours.told_on) == ("ORM", ("a", "b"), "2031-03-18")
    assert theirs.party == "VEL"


def test_two_outlets_that_tell_it_are_two_accounts() -> None:
    file = File()
    file.document("b", "2031-03-20")
    file.paragraph("b", "A treaty needs the approval of Ormark's parliament.")
    found = told("Any deal must be approved by Ormark's Assembly.", file=file)
    assert [c.mark.value for c in found.corroborations] == ["independent accounts"]


def test_what_must_be_ratified_by_the_settings_is_a_constraint_without_a_sentence() -> None:
    file = File()
    rows = (Ratification(party="ORM", body="Assembly", rule="two thirds"),)
    file.negotiation = Negotiation(ratifications=rows)
    (found,) = bindings_of(file).constraints
    assert (found.party, found.body, found.because) == ("ORM", "Assembly", ("negotiation.toml",))
    assert found.quantity is not None
    assert (found.quantity.value, found.quantity.unit) == (66.7, "%")


def test_the_settings_row_takes_up_the_sentences_that_tell_of_it() -> None:
    file = File()
    file.negotiation = Negotiation(ratifications=(Ratification(party="ORM", body="Assembly"),))
    (found,) = told("Any deal must be approved by the Assembly.", file=file).constraints
    assert (found.party, found.documents) == ("ORM", ("a",))


def test_a_poll_keeps_its_figure_who_was_asked_and_who_asked() -> None:
    text = "A survey by the Quay Institute found that 62 per cent of voters in Velland oppose it."
    (found,) = told(text).constraints
    assert found.quantity is not None
    assert (found.quantity.value, found.quantity.unit) == (62.0, "%")
    assert found.quantity.of == "voters in Velland"
    assert found.body == "the Quay Institute"


def test_an_election_has_its_day() -> None:
    (found,) = told("Velland's premier faces re-election in May 2032.").constraints
    assert found.interval is not None
    assert found.interval.edtf == "2032-05"


def test_nobody_vouches_for_a_question_of_an_interviewer() -> None:
    file = File()
    file.paragraph("a", "Any deal must be approved by Ormark's Assembly.", SegmentKind.QUESTION)
    assert bindings_of(file).constraints == ()


def test_a_hedge_is_kept() -> None:
    text = "Velland could suspend aid to Ormark unless it signs."
    (found,) = told(text, OSKANDER).leverages
    assert found.firmness is Firmness.HEDGED


def test_an_expert_binds_nobody_by_speaking_of_our_parliament() -> None:
    (found,) = told("Any treaty must be ratified by our parliament.", VINT).constraints
    assert found.party is None


def test_the_order_of_documents_changes_nothing() -> None:
    def file(names: str) -> File:
        made = File()
        for name in names:
            made.document(name, "2031-03-18")
            made.paragraph(name, f"Paper {name} said Ormark suspended aid to Velland until May.")
        return made

    assert bindings_of(file("abc")).leverages == bindings_of(file("cba")).leverages
