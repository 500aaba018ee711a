"""Merge and split: signed, carried out, taken back, and there again after re-reading."""

import pytest
from attrs import evolve
from review_talks import BY_RULES

from dragoman.dossier import Dossier, edges, judged_different, judged_split, note
from dragoman.errors import BadRequest
from dragoman.model import Anchor, Contents, Entry, Passage, Verb
from dragoman.pipeline import contents_of, go_on, rebuild
from dragoman.pipeline.review import JOINED, entries_in, members_of, merge, orphans_of, split
from dragoman.resolution.edges import Edge, ties_for

NOUNS = ("contact", "deed", "person", "commitment")


def of(contents: Contents, noun: str) -> list[Entry]:
    return list(entries_in(contents, {noun}))


def merged(contents: Contents, noun: str) -> Entry:
    """The one entry of a noun that several documents tell."""
    (found,) = [one for one in of(contents, noun) if len(members_of(one)) > 1]
    return found


def put_together(dossier: Dossier) -> Contents:
    go_on(dossier, choice=BY_RULES)
    return contents_of(dossier)


def places(entry: Entry) -> set[str]:
    return {passage.document for passage in entry.passages}


@pytest.mark.parametrize("noun", NOUNS)
def test_a_member_leaves_into_an_entry_of_its_own_and_comes_back(talks: Dossier, noun: str) -> None:
    before = contents_of(talks)
    whole = merged(before, noun)
    leaving = members_of(whole)[0]
    talks.decide(split(whole, [leaving.id], who="Tov", why="another one"))
    after = put_together(talks)
    assert len(of(after, noun)) == len(of(before, noun)) + 1
    assert {leaving.document} in [places(one) for one in of(after, noun)]
    assert places(whole) - {leaving.document} in [places(one) for one in of(after, noun)]
    assert orphans_of(after) == ()
    rebuild(talks, choice=BY_RULES, is_reread=True)
    assert of(contents_of(talks), noun) == of(after, noun)
    talks.undo("Tov")
    assert of(put_together(talks), noun) == of(before, noun)


@pytest.mark.parametrize("noun", NOUNS)
def test_two_become_one_and_two_again(talks: Dossier, noun: str) -> None:
    before = contents_of(talks)
    entries = of(before, noun)
    assert len(entries) >= 2
    talks.decide_all(merge(entries, who="Tov"))
    after = put_together(talks)
    (whole,) = of(after, noun)
    assert places(whole) == {place for one in entries for place in places(one)}
    assert orphans_of(after) == ()
    rebuild(talks, choice=BY_RULES, is_reread=True)
    assert of(contents_of(talks), noun) == [whole]
    for _ in entries[1:]:
        talks.undo("Tov")
    assert of(put_together(talks), noun) == entries


def test_members_that_leave_together_are_one_entry(talks: Dossier) -> None:
    whole = merged(contents_of(talks), "contact")
    first, second, third = members_of(whole)
    talks.decide(split(whole, [first.id, third.id], who="Tov"))
    found = [places(one) for one in of(put_together(talks), "contact")]
    assert {first.document, third.document} in found
    assert {second.document} in found


def test_what_left_can_be_split_again_and_merged_again(talks: Dossier) -> None:
    whole = merged(contents_of(talks), "contact")
    first, second, third = members_of(whole)
    talks.decide(split(whole, [first.id, third.id], who="Tov"))
    left = next(one for one in of(put_together(talks), "contact") if len(members_of(one)) == 2)
    talks.decide(split(left, [members_of(left)[0].id], who="Tov"))
    apart = [one for one in of(put_together(talks), "contact") if places(one) <= places(whole)]
    assert sorted(len(places(one)) for one in apart) == [1, 1, 1]
    talks.decide_all(merge(apart, who="Tov"))
    assert places(whole) in [places(one) for one in of(put_together(talks), "contact")]
    assert second.document in places(whole)


def test_a_split_whose_words_are_gone_splits_nothing_and_is_orphaned(talks: Dossier) -> None:
    whole = merged(contents_of(talks), "contact")
    far = tuple(evolve(p, start=p.start + 5000, end=p.end + 5000) for p in whole.passages)
    gone = Anchor(noun="contact", entry=whole.id, passages=far)
    last = evolve(gone, passages=members_of(whole)[-1].passages)
    for leaving, staying in ((gone, last), (last, gone)):
        talks.decide(judged_split(leaving, staying, who="Tov"))
        after = put_together(talks)
        assert whole in of(after, "contact")
        assert [one.why for one in orphans_of(after)] == [
            "nothing stands any more at one of its sides"
        ]
        talks.undo("Tov")


def test_a_member_of_one_document_has_its_tellings_as_parts() -> None:
    from dragoman.model import Channel, Contact, ContactStatus

    spans = [(10, 14, "call", "mention"), (16, 20, "Marn", "participant")]
    spans += [(90, 94, "call", "mention"), (96, 99, "Vey", "participant")]
    passages = tuple(
        Passage(document="d1", start=start, end=end, exact=words, role=role)
        for start, end, words, role in spans
    )
    held = Contact(id="c", passages=passages, channel=Channel.CALL, status=ContactStatus.HELD)
    (member,) = members_of(held)
    assert [[one.exact for one in part.passages] for part in member.parts] == [
        ["call", "Marn"],
        ["call", "Vey"],
    ]
    decision = split(held, [member.parts[0].id], who="Tov")
    assert decision.target.passages == passages[:2]
    with pytest.raises(BadRequest, match="not all"):
        split(held, [member.id], who="Tov")
    with pytest.raises(BadRequest, match="no member 'x'"):
        split(held, ["x"], who="Tov")


def test_only_what_is_joined_is_merged(talks: Dossier) -> None:
    contents = contents_of(talks)
    with pytest.raises(BadRequest, match="never merged"):
        merge(contents.statements[:2], who="Tov")
    with pytest.raises(BadRequest, match="two or more"):
        merge(contents.contacts[:1], who="Tov")
    with pytest.raises(BadRequest, match="two or more"):
        merge([contents.contacts[0], contents.deeds[0]], who="Tov")
    assert members_of(contents.statements[0]) == ()
    assert set(NOUNS) < set(JOINED)


def test_a_same_that_never_came_about_is_told(talks: Dossier) -> None:
    contents = contents_of(talks)
    first, second = contents.contacts[:2]
    talks.decide_all(merge([first, second], who="Tov"))
    assert [one.why for one in orphans_of(contents_of(talks, may_lag=True))] == [
        "both are still two entries"
    ]


def test_a_later_difference_parts_what_was_joined_whole() -> None:
    def account(name: str, start: int) -> Anchor:
        return Anchor(noun="contact", entry=name, passages=(told(start),))

    def told(start: int) -> Passage:
        return Passage(document="d", start=start, end=start + 4, exact="call", role="mention")

    from dragoman.model import Channel, Contact, ContactStatus

    entries = [
        Contact(id=name, passages=(told(at),), channel=Channel.CALL, status=ContactStatus.HELD)
        for name, at in (("a", 0), ("b", 10), ("c", 20))
    ]
    pair = Anchor(noun="contact", entry="a", passages=(told(0), told(10)))
    same = Edge(first=pair, second=account("c", 20), verb=Verb.SAME)
    assert ties_for("contact", [same], entries).same == (("a", "b"), ("b", "c"))
    apart = Edge(first=pair, second=account("c", 20), verb=Verb.DIFFERENT)
    ties = ties_for("contact", [same, apart], entries)
    assert ties.same == (("a", "b"),)
    assert ties.is_forbidden(["b"], ["c"])
    assert ties_for("contact", [same, apart, same], entries).different == {}
    ends = Anchor(noun="contact", entry="a", passages=(told(0), told(20)))
    parted = Edge(first=ends, second=account("b", 10), verb=Verb.SPLIT)
    ties = ties_for("contact", [same, parted], entries)
    assert ties.same == (("a", "c"),)
    assert ties.different == {"a": {"b"}, "b": {"a", "c"}, "c": {"b"}}


def test_edges_of_programs_come_before_those_of_people(talks: Dossier) -> None:
    first, second = contents_of(talks).contacts[:2]
    (same,) = merge([first, second], who="Tov")
    proposed = evolve(judged_different(first, second, who="Tov"), program="linker 1.0")
    assert [verb for _, _, verb, _ in edges([same, proposed])] == [Verb.DIFFERENT, Verb.SAME]


def test_a_note_on_a_merged_entry_stays_with_it_when_a_member_leaves(talks: Dossier) -> None:
    whole = merged(contents_of(talks), "contact")
    talks.decide(note(whole, who="Tov", why="look"))
    talks.decide(split(whole, [members_of(whole)[0].id], who="Tov"))
    after = put_together(talks)
    assert orphans_of(after) == ()
