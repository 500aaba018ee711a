from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dossier import anchor_of, match_anchor
from dragoman.dossier.anchors import head_word, main_passage
from dragoman.model import (
    Act,
    Attribution,
    AttributionKind,
    Channel,
    Contact,
    ContactStatus,
    Entry,
    Party,
    Passage,
    Person,
    Statement,
    cut,
    entry_id,
)

TEXT = (
    "Envoy Marn said Ormark had told Velland that the quota must fall. "
    "The catch limit stays, Envoy Tov said. Marn met Tov in Port Vell."
)


def span(words: str, role: str, document: str = "d1") -> Passage:
    start = TEXT.index(words)
    return cut(TEXT, start, start + len(words), document=document, role=role)


def statement(words: str, ordinal: int = 0) -> Statement:
    passages = (span(words, "content"),)
    return Statement(id=entry_id("statement", passages, ordinal), passages=passages, act=Act.ASSERT)


def attribution(speaker: str, cue: str, content: str) -> Attribution:
    passages = (span(speaker, "speaker"), span(cue, "cue"), span(content, "content"))
    return Attribution(
        id=entry_id("attribution", passages),
        passages=passages,
        attribution_kind=AttributionKind.INDIRECT,
    )


def person(name: str, *passages: Passage) -> Person:
    return Person(id=f"id of {name}", names=(name,), passages=passages)


def test_an_entry_is_its_own_match() -> None:
    entries = [statement("the quota must fall"), statement("The catch limit stays")]
    for entry in entries:
        assert match_anchor(anchor_of(entry), entries).entry == entry


def test_a_shifted_boundary_keeps_the_entry_while_the_head_word_is_inside() -> None:
    anchor = anchor_of(statement("Velland that the quota must fall"))
    assert anchor.head == "fall"
    shorter = statement("the quota must fall")
    assert match_anchor(anchor, [shorter, statement("The catch limit stays")]).entry == shorter


def test_a_boundary_that_drops_the_head_word_leaves_the_decision_orphaned() -> None:
    anchor = anchor_of(statement("the quota must fall"))
    cut_short = statement("the quota must")
    match = match_anchor(anchor, [cut_short])
    assert match.entry is None
    assert match.candidates == (cut_short,)


def test_the_head_word_elsewhere_in_the_text_is_not_the_head_word() -> None:
    anchor = anchor_of(statement("Envoy Tov said"))
    other = statement("Marn met Tov in Port Vell")
    assert match_anchor(anchor, [other]).entry is None


def test_another_role_or_noun_or_document_is_no_match() -> None:
    one = statement("the quota must fall")
    anchor = anchor_of(one)
    passage = one.passages[0]
    for other in (
        evolve(one, id="x", passages=(evolve(passage, role="cue"),)),
        evolve(one, id="x", passages=(evolve(passage, document="d2"),)),
        Attribution(id="x", passages=(passage,), attribution_kind=AttributionKind.DIRECT),
    ):
        assert match_anchor(anchor, [other]).entry is None


def test_nested_attributions_are_told_apart_by_speaker_and_cue() -> None:
    outer = attribution("Envoy Marn", "said", "Ormark had told Velland that the quota must fall")
    inner = attribution("Ormark", "told", "the quota must fall")
    shifted = [
        attribution("Marn", "said", "Ormark had told Velland that the quota must fall"),
        attribution("Ormark", "had told", "that the quota must fall"),
    ]
    assert match_anchor(anchor_of(outer), shifted).entry == shifted[0]
    assert match_anchor(anchor_of(inner), shifted).entry == shifted[1]


def test_several_that_fit_are_candidates_and_none_is_guessed() -> None:
    anchor = anchor_of(statement("quota must fall"))
    fitting = [statement("the quota must fall"), statement("that the quota must fall")]
    match = match_anchor(anchor, fitting)
    assert match.entry is None
    assert set(match.candidates) == set(fitting)


def test_entries_on_the_same_words_are_told_apart_by_their_ids_only() -> None:
    twins = [statement("the quota must fall", 0), statement("the quota must fall", 1)]
    assert match_anchor(anchor_of(twins[1]), twins).entry == twins[1]
    stranger = evolve(anchor_of(twins[0]), entry="gone")
    assert match_anchor(stranger, twins).entry is None
    assert len(match_anchor(stranger, twins).candidates) == 2


def test_candidates_are_the_nearest_of_the_noun_in_the_document() -> None:
    anchor = anchor_of(statement("The catch limit stays"))
    near, far = statement("the quota must fall"), statement("Ormark had told Velland")
    elsewhere = evolve(near, passages=(evolve(near.passages[0], document="d2"),))
    assert match_anchor(anchor, [far, elsewhere, near]).candidates == (near, far)


def test_a_merged_entry_is_found_by_the_larger_share_of_its_passages() -> None:
    first, second, third = (
        span("Envoy Marn", "mention"),
        span("Marn met", "mention"),
        span("Envoy Tov", "mention", "d2"),
    )
    anchor = anchor_of(person("Marn", first, second, third))
    most = person("Ilse Marn", first, second, span("Port Vell", "mention"))
    least = person("Tov", third)
    assert match_anchor(anchor, [least, most]).entry == most
    match = match_anchor(anchor, [least])
    assert match.entry is None
    assert match.candidates == ()


def test_a_merged_entry_split_in_equal_halves_is_left_to_the_analyst() -> None:
    first, second = span("Envoy Marn", "mention"), span("Marn met", "mention")
    anchor = anchor_of(person("Marn", first, second))
    halves = [person("one", first), person("two", second)]
    match = match_anchor(anchor, halves)
    assert match.entry is None
    assert set(match.candidates) == set(halves)


def test_a_grown_contact_keeps_its_decisions() -> None:
    told = span("Marn met Tov in Port Vell", "cue")
    before = Contact(id="c1", passages=(told,), channel=Channel.MEETING, status=ContactStatus.HELD)
    after = evolve(before, id="c0", passages=(evolve(told, document="d0"), told))
    assert match_anchor(anchor_of(before), [after]).entry == after


def test_an_entry_without_passages_is_found_by_its_id_alone() -> None:
    one = Party(id="VEL", names=("Velland",))
    other = Party(id="ORM", names=("Ormark",))
    assert match_anchor(anchor_of(one), [other, one]).entry == one
    assert match_anchor(anchor_of(one), [other]).entry is None


def test_a_party_is_found_by_its_code_wherever_it_is_mentioned() -> None:
    one = Party(id="VEL", names=("Velland",), passages=(span("Velland", "mention"),))
    now = evolve(one, passages=(span("Port Vell", "mention", "d2"),))
    assert match_anchor(anchor_of(one), [now]).entry == now


def test_the_head_is_the_last_capitalised_word_after_the_first() -> None:
    assert head_word("The quota of Ormark falls") == "Ormark"
    assert head_word("«The quota falls»,") == "falls"
    assert head_word("Moscow") == "Moscow"
    assert head_word("лидеры Ормарка ушли") == "Ормарка"
    assert head_word("…") == ""


def test_the_main_passage_is_the_content_before_the_cue() -> None:
    one = attribution("Ormark", "told", "the quota must fall")
    assert main_passage(one.passages) == one.passages[2]
    assert main_passage(()) is None


_WORDS = st.integers(min_value=0, max_value=len(TEXT))


@given(bounds=st.tuples(_WORDS, _WORDS), shift=st.tuples(_WORDS, _WORDS))
def test_a_lone_shifted_entry_matches_exactly_when_it_holds_the_head(
    bounds: tuple[int, int], shift: tuple[int, int]
) -> None:
    def made(start: int, end: int) -> Entry:
        passage = cut(TEXT, start, end, document="d1", role="content")
        return Statement(id=entry_id("statement", [passage]), passages=(passage,), act=Act.DENY)

    old, new = made(*sorted(bounds)), made(*sorted(shift))
    head = head_word(old.passages[0].exact)
    match = match_anchor(anchor_of(old), [new])
    if match.entry is not None:
        assert head in new.passages[0].exact
    if new.passages[0].covers(old.passages[0]):
        assert match.entry == new
