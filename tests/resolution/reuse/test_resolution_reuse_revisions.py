"""What changed between versions."""

from hypothesis import given, settings
from hypothesis import strategies as st
from reuse_texts import ASKED, LEAD, NEXT, PAST, STORY, article

from dragoman.resolution.reuse import RevisionKind, compare_versions


def test_a_changed_number_is_shown_word_by_word() -> None:
    newer = article("a", LEAD, ASKED.replace("40 thousand", "45 thousand"), NEXT)
    (revision,) = compare_versions(article("a", LEAD, ASKED, NEXT), newer)
    assert revision.kind is RevisionKind.CHANGED
    assert revision.words == (("40", "45"),)
    assert revision.after is not None
    assert newer.text[revision.after.start : revision.after.end] == revision.after.exact


def test_added_and_dropped_sentences_stand_at_their_place() -> None:
    found = compare_versions(article("a", LEAD, ASKED, NEXT), article("a", LEAD, NEXT, PAST))
    assert [r.kind.value for r in found] == ["dropped", "added", "added"]


def test_a_sentence_set_elsewhere_is_moved_not_new() -> None:
    found = compare_versions(article("a", LEAD, ASKED, NEXT), article("a", ASKED, NEXT, LEAD))
    assert [r.kind.value for r in found] == ["moved"]


def test_a_new_headline_counts() -> None:
    newer = article("a", *STORY)
    older = article("a", *STORY)
    assert compare_versions(older, newer) == ()
    renamed = article("other", *STORY)
    assert [r.kind.value for r in compare_versions(older, renamed)] == ["changed"]


@settings(max_examples=30, deadline=None)
@given(kept=st.lists(st.sampled_from(STORY), unique=True), old=st.permutations(STORY))
def test_every_difference_is_told_by_words_that_stand_there(
    kept: list[str], old: list[str]
) -> None:
    older, newer = article("a", *old), article("a", *kept)
    for revision in compare_versions(older, newer):
        for passage, text in ((revision.before, older.text), (revision.after, newer.text)):
            assert passage is None or text[passage.start : passage.end] == passage.exact
