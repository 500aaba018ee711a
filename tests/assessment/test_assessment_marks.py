"""The mark of certainty in front of each line."""

from assessment_builder import MARN, OSKANDER, File
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.assessment import assess
from dragoman.assessment.endings import find_endings
from dragoman.model import Act, Mark, Named


def test_own_accounts_of_both_sides_confirm_a_call() -> None:
    file = File()
    call = file.contact("a", "b")
    file.say("a", MARN, Act.ASSERT, "speak", "with the minister", about=call.id)
    file.say("b", OSKANDER, Act.ASSERT, "speak", "with the envoy", about=call.id)
    mark = file.mark_of(call)
    assert (mark.mark, mark.parties) == (Mark.BOTH_SIDES, ("ORM", "VEL"))
    assert mark.why == "confirmed by the accounts of Ormark and Velland"


def test_words_passed_on_by_the_other_side_are_not_the_partys_own_account() -> None:
    file = File()
    call = file.contact("a", "b")
    file.say("a", MARN, Act.ASSERT, "speak", "with the minister", about=call.id)
    file.say("b", OSKANDER, Act.ASSERT, "speak", "there", about=call.id, reported_by=(MARN,))
    assert file.mark_of(call).parties == ("VEL",)


def test_two_outlets_are_independent_and_a_copy_is_none() -> None:
    file = File()
    file.document("a")
    file.document("b", copy_of="a")
    assert file.mark_of(file.contact("a", "b")).mark is Mark.ONE_ACCOUNT
    mark = file.mark_of(file.contact("a", "c"))
    assert (mark.mark, mark.documents) == (Mark.INDEPENDENT, ("a", "c"))
    assert mark.why == "told by two accounts independently"


def test_two_documents_of_one_outlet_are_one_account() -> None:
    file = File()
    file.document("a", outlet="Grey Wire")
    file.document("b", outlet="Grey Wire")
    assert file.mark_of(file.contact("a", "b")).mark is Mark.ONE_ACCOUNT


def test_documents_without_an_outlet_are_said_to_be_so() -> None:
    file = File()
    call = file.contact("a", "b")
    file.documents = {k: evolve(d, outlet=None) for k, d in file.documents.items()}
    assert file.mark_of(call).why.endswith("whether their outlets are independent is not known")


def test_two_outlets_that_cite_one_speaker_are_one_witness_to_the_deed() -> None:
    file = File()
    first = file.strike("a", "ORM", "a depot", "2031-03-18")
    second = file.strike("b", "ORM", "a depot", "2031-03-18")
    deed = evolve(first, passages=(*first.passages, *second.passages), documents=("a", "b"))
    file.deeds = [deed]
    assert file.mark_of(deed).mark is Mark.INDEPENDENT
    for passage in deed.passages:
        cited = file.say(passage.document, MARN, Act.ASSERT, "strike", "a depot")
        content = evolve(passage, role="content")
        file.statements[-1] = evolve(cited, passages=(content,))
    mark = file.mark_of(deed)
    assert (mark.mark, mark.why) == (
        Mark.ONE_ACCOUNT,
        "told by 2 documents, all on one account",
    )


def test_unnamed_speakers_are_hearsay() -> None:
    file = File()
    hidden = Named(name="an official", party="VEL")
    file.say("a", hidden, Act.PROMISE, "halt", "patrols", unnamed=True)
    (commitment,) = file.judge().commitments
    assert file.mark_of(commitment).mark is Mark.HEARSAY


def test_one_statement_in_two_outlets_is_attested_twice() -> None:
    file = File()
    for document in "ab":
        file.say(document, MARN, Act.DEMAND, "raise", "the quota", issue="quota")
    (position,) = file.judge().positions
    assert file.mark_of(position).mark is Mark.INDEPENDENT


def test_a_good_word_after_a_negation_is_a_bad_ending() -> None:
    assert {e.is_good for e in find_endings("without any real progress")} == {False}
    assert {e.is_good for e in find_endings("nothing was agreed")} == {False}
    assert {e.is_good for e in find_endings("a constructive call")} == {True}
    assert not find_endings("the envoys met")


@given(data=st.data())
def test_the_order_of_entries_makes_no_difference(data: st.DataObject) -> None:
    file = File()
    call = file.contact("a", "b", outcomes=("progress", "no progress"))
    for document, speaker in (("a", MARN), ("b", OSKANDER)):
        file.say(document, speaker, Act.ACCEPT, "halt", "patrols", about=call.id, issue="x")
        file.say(document, speaker, Act.DEMAND, "raise", "the quota", issue="quota")
        file.strike(document, "VEL", "a depot", "2031-03-18")
    contents = file.contents()
    shuffled = evolve(
        contents,
        statements=tuple(data.draw(st.permutations(contents.statements))),
        deeds=tuple(data.draw(st.permutations(contents.deeds))),
        documents=tuple(data.draw(st.permutations(contents.documents))),
    )
    assert assess(shuffled) == assess(contents)
