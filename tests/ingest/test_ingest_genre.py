"""What kind of text a document is."""

import pytest

from dragoman.ingest.genre import genre_named, genre_of
from dragoman.ingest.turns import speaker_of
from dragoman.model import Genre

NEWS = (
    "The delegations of Velland and Ormark met on Tuesday in the old customs house of Sundholm. "
    "Neither side would say afterwards what had come of it.\n\n"
    'Envoy Ilse Marn told reporters on the quay: "We have laid an offer on the table."\n\n'
    "The press release of the Ormarkish side mentions no offer.\n\n"
    "They will meet again in June, according to the mediator."
)


def test_a_report_is_news() -> None:
    assert genre_of(NEWS, "Talks end at Sundholm without a paper") is Genre.NEWS


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Readout of Envoy Marn's call with Secretary Oskander", "Envoy Marn spoke with him."),
        ("Telephone conversation with President of Ormark Tor Brandal", "The presidents spoke."),
        ("Secretary Oskander's Meeting with Vellandic Envoy Marn", "The secretary met her."),
        (None, "The following is attributable to spokesperson Lene Vasker:\n\nThe envoy called."),
        (
            None,
            "Foreign Minister Tor Brandal spoke by telephone today with Envoy Ilse Marn.",
        ),
        (None, "Today, President Aud Rikke held a telephone call with her Ormarkish counterpart."),
        (None, "The President met this morning with the foreign minister of Velland."),
    ],
)
def test_an_official_account_is_a_readout(title: str | None, body: str) -> None:
    assert (
        genre_of(f"{body}\n\nThey discussed the quota and agreed to go on.", title) is Genre.READOUT
    )


@pytest.mark.parametrize(
    "head",
    [
        "FOR IMMEDIATE RELEASE\n\nVelland publishes its offer\n\n",
        "Press release\n\nVelland publishes its offer\n\n",
        "PRESS STATEMENT\n\n",
        "Velland publishes its offer\n\nMedia release no. 14/2025\n\n",
        "Joint statement by Velland and Ormark\n\n",
        "**Embargoed until 14 May, noon**\n\n",
    ],
)
def test_a_press_offices_heading_makes_a_press_release(head: str) -> None:
    assert genre_of(head + NEWS) is Genre.PRESS_RELEASE


TURNS = [
    ("MARN", "We have laid an offer on the table, and it has a door."),
    ("OSKANDER", "I have not seen a door, only the lock that is on it."),
    ("TOLLIVAR", "Let us take the second paper now, if nobody objects."),
    ("MARN", "Nobody does, I think, and the numbers are in annex two."),
    ("OSKANDER", "The numbers are those of 2019, which I thank you for."),
    ("TOLLIVAR", "Then the meeting is adjourned until the first of June."),
]


def test_many_named_turns_make_a_transcript() -> None:
    body = "\n\n".join(f"{name}: {said}" for name, said in TURNS)
    assert genre_of(body) is Genre.TRANSCRIPT
    assert genre_of(body, language="de") is Genre.TRANSCRIPT


@pytest.mark.parametrize(
    "label", ["Transcript: press conference at Sundholm", "Remarks by Envoy Marn"]
)
def test_a_label_makes_a_transcript(label: str) -> None:
    assert genre_of(f"{label}\n\nThank you all for coming to Sundholm today.") is Genre.TRANSCRIPT


EXCHANGES = [
    (
        "What did you lay on the table?",
        "I laid an offer there. It has a door and a lock, as I said.",
    ),
    (
        "And the door is the quota?",
        "We call it that, yes. My government would let half the fleet in.",
    ),
    ("Why not all of it?", "Nobody who has seen the catch records would ask me that question."),
    ("What happens in June?", "I shall be back, and I trust that the other side will be back too."),
]


def test_questions_and_answers_in_the_first_person_make_an_interview() -> None:
    bold = "\n\n".join(f"**{asked}**\n\n{said}" for asked, said in EXCHANGES)
    named = bold.replace("**What did", "**Courier: What did", 1).replace(
        "I laid", "Ilse Marn: I laid", 1
    )
    letters = "\n\n".join(f"Q: {asked}\n\nA: {said}" for asked, said in EXCHANGES)
    for body in (bold, named, letters):
        assert genre_of(f"The envoy on doors and locks.\n\n{body}") is Genre.INTERVIEW


@pytest.mark.parametrize(
    "label", ["INTERVIEW", "Interview with Ilse Marn, chief negotiator", "Q&A"]
)
def test_a_label_makes_an_interview(label: str) -> None:
    assert genre_of(f"{label}\n\nThe envoy speaks about doors.\n\n{NEWS}") is Genre.INTERVIEW


def test_an_explainer_with_questions_as_headings_is_no_interview() -> None:
    answers = (
        "The envoy laid an offer on the table which the other side has not accepted so far.",
        'Half of the catch of 2019. "I will not sell our cod," the secretary said about it.',
        "The Assembly would have to agree by two thirds, and its eastern members will not.",
        'The two meet again in June. "We shall see," the mediator told reporters on the quay.',
    )
    parts = zip((asked for asked, _ in EXCHANGES), answers, strict=True)
    body = "\n\n".join(f"{asked}\n\n{said}" for asked, said in parts)
    assert genre_of(body, "Four questions about Sundholm") is not Genre.INTERVIEW


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Experts weigh in on the Sundholm talks", ""),
        ("After Sundholm: what to expect of the next round", ""),
        ("Why Ormark cannot say yes", ""),
        ("Five takeaways from the Sundholm talks", ""),
        ("Analysis: the lock and the door", ""),
        ("The lock and the door", "Opinion\n\n"),
        ("The lock and the door", "Analysis of the second round of talks in Sundholm.\n\n"),
        ("The lock and the door", "Political analysts gave an assessment of the talks.\n\n"),
    ],
)
def test_headline_and_label_make_an_analysis(title: str, head: str) -> None:
    assert genre_of(head + NEWS, title) is Genre.ANALYSIS


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Oskander doubts analysis of catch records", NEWS),
        ("Marn gives interview to Ormarkish television", NEWS),
        ("Talks end", f"The call with the president came late.\n\n{NEWS}"),
        ("Marn meets Oskander", f"Envoy Ilse Marn met Bertil Oskander on Tuesday.\n\n{NEWS}"),
        ("Court publishes transcript", NEWS),
        ("How are the talks going?", NEWS),
    ],
)
def test_a_lookalike_stays_news(title: str, body: str) -> None:
    assert genre_of(body, title) is Genre.NEWS


def test_a_text_in_another_language_without_turns_has_no_genre() -> None:
    assert genre_of("Die Gespräche endeten am Dienstag ohne Ergebnis.", language="de") is None


def test_a_field_may_name_the_genre() -> None:
    assert genre_named("Op-Ed") is Genre.ANALYSIS
    assert genre_named("AnalysisNewsArticle") is Genre.ANALYSIS
    assert genre_named("World") is None


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("MARN: We have an offer.", "MARN"),
        (
            "Ilse Marn, chief negotiator of Velland: We have an offer.",
            "Ilse Marn, chief negotiator of Velland",
        ),
        (
            "Tatra Kowal, a journalist from the Courier: And now?",
            "Tatra Kowal, a journalist from the Courier",
        ),
        ("The envoy put it in these few words: no deal.", None),
        ("It was late. The envoy said: no deal.", None),
        ("At 10:30 they left", None),
        ("Marn:", None),
    ],
)
def test_a_speaker_is_told_from_a_colon_in_prose(line: str, speaker: str | None) -> None:
    assert speaker_of(line) == speaker


@pytest.mark.parametrize(
    ("outlet", "url", "genre"),
    [
        ("Ministry of Foreign Affairs of Velland", None, Genre.PRESS_RELEASE),
        (None, "https://www.mfa.vell.example/statements/14", Genre.PRESS_RELEASE),
        (None, "https://www.gov.vl/news/14", Genre.PRESS_RELEASE),
        ("Port Vell Courier", "https://courier.example/gov/14", Genre.NEWS),
        ("Government Times", None, Genre.NEWS),
    ],
)
def test_what_an_official_body_publishes_is_not_news(
    outlet: str | None, url: str | None, genre: Genre
) -> None:
    body = "Velland condemns the seizure of the trawler.\n\nIts crew must be released at once."
    assert genre_of(body, "Velland condemns seizure", outlet=outlet, url=url) is genre


def test_an_official_account_of_a_call_is_a_readout_without_the_word() -> None:
    body = "Foreign Minister Brandal spoke by phone with Envoy Marn.\n\nThey discussed the quota."
    title = "Foreign Minister Brandal and Envoy Marn"
    assert genre_of(body, title, outlet="Foreign Ministry of Ormark") is Genre.READOUT
    assert genre_of(body, title, outlet="Castle Quay Gazette") is Genre.NEWS


def test_the_press_asking_a_named_speaker_makes_a_transcript() -> None:
    body = "QUESTION: Was there a call?\n\nSECRETARY OSKANDER: There was one, and it was short."
    assert genre_of(body, outlet="Foreign Ministry of Ormark") is Genre.TRANSCRIPT
