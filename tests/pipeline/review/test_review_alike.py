"""Apply to all like this: what is alike, what would become of each, and all in one go."""

from typing import Any

import pytest

from dragoman.dossier import Dossier
from dragoman.errors import BadRequest, DecisionOvertaken
from dragoman.model import Act, Contents, Named, Passage, Statement, Verb
from dragoman.pipeline.review import Change, Narrow, alike, decisions_for, preview

PROMISE = Change(fields={"act": "promise"})


def said(id_: str, cue: str = "said", document: str = "d1", **fields: Any) -> Statement:
    start = 40 * int(id_[1:])
    passages = (
        Passage(document=document, start=start, end=start + 9, exact="the quota", role="content"),
        Passage(document=document, start=start + 10, end=start + 14, exact=cue, role="cue"),
    )
    values = {"act": Act.ASSERT, "speakers": (Named(id="p1", name="Marn"),), **fields}
    return Statement(id=id_, passages=passages, **values)


ONE = said("s1", because=("act: plain assertion", "cue say+that"))
SAME_WORDS = said("s2", "Said", "d2", because=("act: own future",))
SAME_RULE = said("s3", "told", because=("act: plain assertion",), speakers=(Named(name="Vey"),))
OTHER_ACT = said("s4", act=Act.DENY, because=("act: plain assertion",))
CONTENTS = Contents(statements=(ONE, SAME_WORDS, SAME_RULE, OTHER_ACT))


def ids(*narrow: Narrow, change: Change = PROMISE) -> list[str]:
    return [one.id for one in alike(CONTENTS, ONE, change, narrow)]


def test_the_caller_says_how_narrow() -> None:
    assert ids(Narrow.WORDS) == ["s2"]
    assert ids(Narrow.RULE) == ["s3"]
    assert ids(Narrow.DOCUMENT) == ["s3"]
    assert ids(Narrow.SPEAKER) == ["s2"]
    assert ids(Narrow.WORDS, Narrow.DOCUMENT) == []
    assert ids() == ["s2", "s3"]


def test_what_has_another_value_before_is_not_alike() -> None:
    assert "s4" not in ids(Narrow.DOCUMENT)
    assert ids(Narrow.DOCUMENT, change=Change(verb=Verb.ACCEPT)) == ["s3", "s4"]


def test_nothing_is_like_an_entry_without_a_rule() -> None:
    bare = said("s5")
    contents = Contents(statements=(bare, said("s6")))
    assert alike(contents, bare, PROMISE, [Narrow.RULE]) == ()


def test_a_signed_line_is_no_rule() -> None:
    corrected = said("s7", because=(*ONE.because, "corrected by Tov, 2031-05-01"))
    contents = Contents(statements=(ONE, corrected))
    assert alike(contents, ONE, Change(verb=Verb.REVIEW), [Narrow.RULE]) == (corrected,)


def test_a_preview_shows_before_and_after_and_signs_nothing() -> None:
    (like,) = preview([SAME_WORDS], PROMISE)
    assert (like.before, like.after) == ({"act": "assert"}, {"act": "promise"})
    with pytest.raises(BadRequest, match="cannot be corrected so"):
        preview([ONE], Change(fields={"act": "sing"}))
    with pytest.raises(BadRequest, match="say which"):
        preview([ONE], Change())
    with pytest.raises(BadRequest, match="one entry at a time"):
        preview([ONE], Change(verb=Verb.SAME))


def test_all_alike_are_decided_in_one_go_or_not_at_all(talks: Dossier) -> None:
    entries = talks.entries(Statement)
    made = decisions_for(entries, Change(verb=Verb.REVIEW), who="Tov", why="seen")
    talks.decide_all(made[-1:])
    with pytest.raises(DecisionOvertaken):
        talks.decide_all(
            made[:-1] + decisions_for(entries[-1:], PROMISE, who="Marn"),
            {entry.id: () for entry in entries},
        )
    assert len(talks.decisions()) == 1
    talks.decide_all(made)
    assert [one.verb for one in talks.decisions()] == ["review"] * len(entries)
