"""Which contact a statement is about."""

from resolution_builder import Story, settle

MARN, OSKANDER, QUORN = ("Ilse Marn", "VEL"), ("Bertil Oskander", "ORM"), ("Hedda Quorn", "ORM")


def _about(words: str, *, calls: int = 1) -> str | None:
    story = Story("a")
    story.contact((MARN, OSKANDER), "2031-03-18")
    if calls > 1:
        story.contact((MARN, OSKANDER), "2031-04-18")
    story.contact((MARN, QUORN), "2031-03-18")
    story.statement(story.persons[0], words)
    return settle(story).statements[0].about


def test_channel_and_name_tie_a_statement_to_its_contact() -> None:
    assert _about("my phone call with Oskander was productive") is not None


def test_a_channel_alone_a_name_alone_or_two_calls_tie_nothing() -> None:
    assert _about("the phone call was productive") is None
    assert _about("Oskander was productive") is None
    assert _about("my phone call with Oskander was productive", calls=2) is None
