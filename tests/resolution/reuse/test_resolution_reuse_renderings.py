"""Two renderings of one statement."""

from dragoman.model import Act, Document, Named, Passage, Polarity, ReuseKind, Statement, entry_id
from dragoman.resolution.reuse import find_renderings

MARN = Named(id="p-marn", name="Ilse Marn", party="VEL")
FIRST = (
    "We will release the 14 sailors of the Grey Petrel once Ormark reopens the harbour of Lyrby."
)
SECOND = (
    "Once Ormark has reopened Lyrby harbour, the Grey Petrel's 14 sailors are going to be released."
)
HEADS = {one: Document(id=one, published_at="2031-03-04") for one in "ab"}


def said(document: str, words: str, speaker: Named = MARN, **fields: object) -> Statement:
    passage = Passage(document=document, start=0, end=len(words), exact=words, role="content")
    return Statement(
        id=entry_id("statement", [passage]),
        passages=(passage,),
        act=Act.PROMISE,
        speakers=(speaker,),
        **fields,  # type: ignore[arg-type]
    )


def test_two_translations_of_one_statement_are_tied() -> None:
    (reuse,) = find_renderings([said("a", FIRST), said("b", SECOND)], HEADS)
    assert reuse.reuse_kind is ReuseKind.RENDERING
    assert {p.document for p in reuse.passages} == {"a", "b"}
    assert reuse.folded_to is None


def test_another_speaker_another_day_or_a_denial_is_another_statement() -> None:
    other = Named(id="p-vasker", name="Lene Vasker", party="VEL")
    late = {**HEADS, "b": Document(id="b", published_at="2031-03-09")}
    assert find_renderings([said("a", FIRST), said("b", SECOND, other)], HEADS) == ()
    assert find_renderings([said("a", FIRST), said("b", SECOND)], late) == ()
    denied = said("b", SECOND, polarity=Polarity.NEGATED)
    assert find_renderings([said("a", FIRST), denied], HEADS) == ()


def test_two_things_said_on_one_day_stay_two() -> None:
    other = (
        "The talks on tariffs with Caldmere start in Elddal, and I shall lead our delegation there."
    )
    assert find_renderings([said("a", FIRST), said("b", other)], HEADS) == ()
