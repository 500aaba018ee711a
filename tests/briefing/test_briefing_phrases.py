"""The words of documents in sentences of ours: their grammar, their verbs, their cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.briefing.labels import place_phrase
from dragoman.briefing.phrases import Form, Phrase, cut_at_clause, phrase_of, tables
from dragoman.briefing.predicates import predicate
from dragoman.briefing.wording import count_words
from dragoman.model import Act


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("full control over the four straits", Form.NOUN),
        ("the general truce which the mediators had proposed", Form.NOUN),
        ("to the release of both crews", Form.NOUN),
        ("to release both crews", Form.TO),
        ("that Ormark withdraw its boats", Form.THAT),
        ("Velland would keep every promise", Form.THAT),
        ("no patrol would come within twelve miles", Form.THAT),
        ("We will not unload a single crate", Form.SPEECH),
        ("The truce could be prolonged", Form.SPEECH),
        ("agreed to a pause of thirty days", Form.VERB),
        ("", Form.NOUN),
    ],
)
def test_the_first_words_tell_what_grammar_a_quotation_needs(words: str, form: Form) -> None:
    assert phrase_of(words).form is form


@pytest.mark.parametrize(
    ("act", "words", "cue", "told"),
    [
        (Act.DEMAND, "an end to the patrols", "insists on", "demanded “an end to the patrols”"),
        (Act.DEMAND, "that Ormark leave", "demanded", "demanded that “Ormark leave”"),
        (Act.DEMAND, "that the crews must go home", "said", "said that “the crews must go home”"),
        (Act.PROMISE, "to free the crews", "promised", "promised to “free the crews”"),
        (Act.ACCEPT, "a pause of thirty days", "agreed to", "agreed to “a pause of thirty days”"),
        (Act.ACCEPT, "agreed on a pause for ports", "", "agreed on “a pause for ports”"),
        (Act.REJECT, "the general truce", "did not accept", "refused “the general truce”"),
        (Act.REJECT, "to sign", "refuses", "refused to “sign”"),
        (Act.DENY, "that a quota was agreed", "denied", "denied that “a quota was agreed”"),
        (Act.DENY, "that it was not discussed", "claims", "said that “it was not discussed”"),
        (Act.PROPOSE, "a third of the catch", "offered", "offered “a third of the catch”"),
        (Act.PROMISE, "We will go home", "said", "said: “We will go home”"),
        (Act.PROMISE, "We will go home", "promised", "promised: “We will go home”"),
        (Act.THREATEN, "to close the port", "threatened", "said that it would “close the port”"),
        (Act.ASSERT, "that talks went well", "said", "said that “talks went well”"),
        (Act.DENY, "that talks were held", "did not confirm", "did not say that “talks were held”"),
        (Act.DEMAND, "a truce", "did not call for", "“did not call for … a truce”"),
    ],
)
def test_the_verb_fits_the_act_and_never_says_more_than_the_text(
    act: Act, words: str, cue: str, told: str
) -> None:
    assert predicate(act, phrase_of(words), 25, cue) == told


def test_a_quotation_is_cut_where_a_reader_can_stop() -> None:
    text = "the end of all attacks on power stations but it waits for details of the offer"
    assert cut_at_clause(text, 12) == "the end of all attacks on power stations…"
    assert cut_at_clause("a pause in the use of long range guns", 5) == "a pause in the use…"
    assert cut_at_clause("short", 5) == "short"


def test_long_words_can_lose_their_middle_instead_of_their_end() -> None:
    told = phrase_of("My talk today with the secretary of the other side was excellent and useful")
    assert told.ends(9) == "“My talk today … other side was excellent and useful”"


def test_a_stray_quotation_mark_is_dropped_and_a_pair_is_kept() -> None:
    assert phrase_of('to "end the dispute in one day."').text == "end the dispute in one day"
    assert phrase_of('a vow to "end it in a day."').text == "a vow to end it in a day"
    assert phrase_of('his "final" offer of a quota').text == 'his "final" offer of a quota'


@given(st.text(max_size=200), st.integers(1, 25), st.sampled_from(list(Act)))
def test_any_words_make_a_predicate_with_whole_quotation_marks(
    words: str, room: int, act: Act
) -> None:
    told = predicate(act, phrase_of(words), room)
    assert told.count("“") == told.count("”")
    assert count_words(Phrase(phrase_of(words).text).shown(room)) <= room


def test_every_row_of_the_word_lists_says_where_it_was_taken_from() -> None:
    rows = [*tables()["act"], *tables()["words"]]
    assert rows
    assert all(row["taken_from"] for row in rows)


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("Sundholm", "in Sundholm"),
        ("White House", "at the White House"),
        ("the Summer Palace", "at the Summer Palace"),
        ("Palace of Nations", "at the Palace of Nations"),
        ("Outer Airport", "at Outer Airport"),
        ("United States", "in the United States"),
    ],
)
def test_a_place_takes_its_preposition_and_article(place: str, told: str) -> None:
    assert place_phrase(place) == told
