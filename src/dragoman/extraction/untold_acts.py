"""The act of words whose cue and frame do not tell it: "said", a quotation without a cue.

The rules of ``extraction.acts`` speak first; where all of them are silent, a small net reads the
content. What it takes for an undertaking or a claim upon others is, in the mouth of somebody who
speaks for no side, a forecast or a judgement.
"""

from typing import Protocol

from dragoman.encoder import Acted
from dragoman.extraction.acts_words import terms
from dragoman.extraction.said import Said
from dragoman.model import Act

SURE, BINDING = 0.5, 0.8
"""Shares from which the net is believed; below them the words merely assert. What binds a side or
refuses needs more: a commitment that nobody made does more harm than one that is missed."""

_BINDING = frozenset({Act.ACCEPT, Act.REJECT, Act.PROMISE, Act.PROPOSE, Act.THREATEN})

_ONLOOKERS = {
    Act.DEMAND: Act.ASSESS,
    Act.PROPOSE: Act.ASSESS,
    Act.PROMISE: Act.PREDICT,
    Act.THREATEN: Act.PREDICT,
    Act.ACCEPT: Act.ASSERT,
    Act.REJECT: Act.ASSESS,
}
"""What an expert or the narrator does by words that would bind a party."""


class ActTyper(Protocol):
    """Tells the act of a content; ``digest`` tells one typer from another."""

    digest: str

    def classify(self, content: str) -> Acted:
        """The likeliest act of a content that is read by itself."""
        ...


def act_by_net(typer: ActTyper | None, content: str, *, onlooker: bool) -> tuple[Act, str] | None:
    """The act and why, or None where there is no net or it is not sure.

    ``onlooker`` says that whoever speaks stands for no party.
    """
    if typer is None:
        return None
    found = typer.classify(content)
    act = Act(found.act)
    if found.score < (BINDING if act in _BINDING and not onlooker else SURE):
        return None
    if onlooker:
        act = _ONLOOKERS.get(act, act)
    return act, f"model of acts {found.score:.2f}"


def unblaming(said: Said) -> Act:
    """What words do that the net takes for a reproach though they blame nobody.

    They judge where they weigh ("a brutal attack"), else they tell a fact.
    """
    weighing = terms("judging") | terms("reproving") | terms("praising")
    return Act.ASSESS if said.words & weighing else Act.ASSERT
