"""Reasons lead back to their sentences; what cannot be found is said."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Act, Contents, Document, Statement, cut
from dragoman.pipeline.grounds import GroundKind, resolve_because, sentence_around

TEXT = (
    "Mr. Dahl came at noon. He said that the lock\nwould stay shut. “We waited,” he said.\n\n"
    "Nobody else spoke."
)
PAPER = Document(
    id="d1",
    path="news/02-lock.txt",
    title="The lock: a row",
    outlet="Canal Post",
    published_at="2031-04-05T10:00:00+00:00",
    text=TEXT,
)


def said(id_: str, words: str) -> Statement:
    start = TEXT.index(words)
    passage = cut(TEXT, start, start + len(words), document="d1", role="content")
    return Statement(id=id_, passages=(passage,), act=Act.ASSERT)


ONE, TWO = said("ab12cd34", "the lock\nwould stay shut"), said("ab99ee00", "We waited")
CONTENTS = Contents(documents=(PAPER,), statements=(ONE, TWO))


def test_an_id_or_its_unique_beginning_opens_the_sentence() -> None:
    for wanted in ("ab12cd34", "ab12", "ab12…"):
        ground = resolve_because(CONTENTS, f"statement:{wanted}")
        assert ground.entry == "ab12cd34"
        assert ground.sentence == "He said that the lock would stay shut."
        assert (ground.outlet, ground.day, ground.is_lost) == ("Canal Post", "2031-04-05", False)


def test_an_unknown_or_shared_id_is_lost_and_says_why() -> None:
    twin = Contents(documents=(PAPER,), statements=(ONE, said("ab12ffff", "We waited")))
    assert "2 entries" in resolve_because(twin, "statement:ab12").why
    assert "no entry" in resolve_because(CONTENTS, "statement:ffffffff").why
    assert "too short" in resolve_because(CONTENTS, "statement:ab").why
    assert resolve_because(CONTENTS, "statement:ab").is_lost


def test_a_quotation_is_found_by_file_path_or_title_whatever_the_marks_and_spaces() -> None:
    for name in ("02-lock.txt", "news/02-lock.txt", "The lock: a row"):
        ground = resolve_because(CONTENTS, f'quote:{name}: "We  waited,"')
        assert ground.passage is not None
        assert "We waited" in ground.passage.exact
        assert ground.sentence == "“We waited,” he said."
        assert not ground.is_lost


def test_words_over_a_line_break_are_found() -> None:
    ground = resolve_because(CONTENTS, "quote:02-lock.txt: the lock would stay shut")
    assert ground.passage is not None
    assert TEXT[ground.passage.start : ground.passage.end] == "the lock\nwould stay shut"


def test_words_that_are_not_there_are_lost_but_keep_their_document() -> None:
    ground = resolve_because(CONTENTS, "quote:02-lock.txt: the lock will open")
    assert ground.is_lost
    assert ground.document == "d1"
    assert "does not hold" in ground.why
    assert "no document" in resolve_because(CONTENTS, "quote:03.txt: the lock").why


def test_an_analysts_reason_stands_by_itself() -> None:
    ground = resolve_because(CONTENTS, "analyst: told us so")
    assert (ground.kind, ground.reason, ground.is_lost) == (GroundKind.ANALYST, "told us so", False)


def test_a_reason_of_no_known_kind_is_kept_and_marked() -> None:
    ground = resolve_because(CONTENTS, "they said so")
    assert (ground.reason, ground.is_lost) == ("they said so", True)


def test_a_title_ends_no_sentence() -> None:
    assert sentence_around(TEXT, 4, 8) == "Mr. Dahl came at noon."


@given(st.text(max_size=80))
def test_no_reason_whatever_raises(words: str) -> None:
    for kind in ("statement:", "quote:", "quote:02-lock.txt:", "analyst:", ""):
        assert resolve_because(CONTENTS, f"{kind}{words}").words == f"{kind}{words}"
