from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Act, Document, Passage, Statement, cut
from dragoman.workbench.reader import Paragraph, Run, paragraphs


def _document(text: str) -> Document:
    return Document(id="d", text=text)


def _statement(text: str, words: str, number: int = 1) -> Statement:
    start = text.index(words)
    passage = cut(text, start, start + len(words), document="d", role="content")
    return Statement(id=f"s{number}", act=Act.ASSERT, passages=(passage,))


def _runs(found: tuple[Paragraph, ...]) -> list[Run]:
    return [run for paragraph in found for run in paragraph.runs]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_runs_tile_every_paragraph_in_utf16_units(text: str) -> None:
    for paragraph in paragraphs(_document(text), (), ()):
        at = paragraph.runs[0].at
        for run in paragraph.runs:
            assert run.at == at
            at += run.length
            if not run.is_shown:
                assert run.length == len(run.words.encode("utf-16-le")) // 2


def test_a_shared_stretch_carries_all_its_entries() -> None:
    text = "Marn said that the quota must go."
    entries = (_statement(text, "the quota must go", 1), _statement(text, "quota", 2))
    runs = _runs(paragraphs(_document(text), (), entries))
    assert {run.words: run.entries for run in runs if run.entries} == {
        "the ": ("s1",),
        "quota": ("s1", "s2"),
        " must go": ("s1",),
    }


def test_a_character_that_must_not_act_is_told_and_keeps_its_place() -> None:
    shown = [run for run in _runs(paragraphs(_document("a\u202eb"), (), ())) if run.is_shown]
    assert [(run.words, run.at, run.length) for run in shown] == [("⟨U+202E⟩", 1, 1)]


def test_the_passage_that_was_asked_for_begins_once() -> None:
    text = "🐟 One line.\n\nAnother line."
    runs = _runs(paragraphs(_document(text), (), (_statement(text, "line"),), (2, 10)))
    here = [run for run in runs if run.is_here]
    assert "".join(run.words for run in here) == "One line"
    assert [run.begins_here for run in here] == [True, False]
    assert here[0].at == 3


def test_an_empty_passage_marks_nothing() -> None:
    passage = Passage(document="d", start=3, end=3, exact="")
    entry = Statement(id="s", act=Act.ASSERT, passages=(passage,))
    assert all(not run.entries for run in _runs(paragraphs(_document("abcdef"), (), (entry,))))
