"""Statements that stand inside another's words, and are therefore not told as so."""

import re
from collections import defaultdict
from collections.abc import Iterable

from dragoman.model import Act, Passage, Polarity, Statement, Voice

_OPEN = frozenset({Act.DENY, Act.DEMAND, Act.PROPOSE, Act.THREATEN, Act.REJECT, Act.PREDICT})
"""Acts whose content is not told as so: "demanded that Moscow agree", "denied that they agreed"."""
_BASE_FORMS = frozenset({"agree", "accept", "promise", "pledge", "undertake", "commit"})
_WISH = re.compile(r"\b(?:must|should|could|might|may|that (?:the )?[A-Z]\w+)\s*$")
_SETTLED = frozenset({Act.ACCEPT, Act.PROMISE})


class Embedding:
    """Finds the statements inside whose content another statement stands."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._open: defaultdict[str, list[tuple[Passage, Statement]]] = defaultdict(list)
        for statement in statements:
            if _is_open(statement):
                for passage in content_of(statement):
                    self._open[passage.document].append((passage, statement))

    def is_supposed(self, statement: Statement) -> bool:
        """Whether somebody demands, denies or supposes that this was said; nobody tells it."""
        content = content_of(statement)
        if _is_wished(statement):
            return True
        return bool(content) and all(self._stands_inside(p, statement) for p in content)

    def is_inside(self, passage: Passage, told: frozenset[Act] = frozenset()) -> bool:
        """Whether words stand in what somebody else than the narrator demands or denies.

        Acts that are ``told`` do not count: who foretells what is arranged tells it.
        """
        return any(
            outer.covers(passage) and other.voice is Voice.SPEAKER and other.act not in told
            for outer, other in self._open.get(passage.document, ())
        )

    def _stands_inside(self, passage: Passage, statement: Statement) -> bool:
        length = passage.end - passage.start
        return any(
            outer.covers(passage) and outer.end - outer.start > length
            for outer, other in self._open.get(passage.document, ())
            if other.id != statement.id
        )


def _is_open(statement: Statement) -> bool:
    refused = statement.act in _SETTLED and statement.polarity is Polarity.NEGATED
    return statement.act in _OPEN or statement.hypothetical or refused


def _is_wished(statement: Statement) -> bool:
    """Whether one is only to accept: "that Moscow agree to it", "they must accept"."""
    cues = [p for p in statement.passages if p.role == "cue"]
    if statement.act not in _SETTLED or len(statement.speakers) > 1 or len(cues) != 1:
        return False
    bare = cues[0].exact.casefold().strip() in _BASE_FORMS
    return bare and _WISH.search(cues[0].prefix) is not None


def content_of(statement: Statement) -> tuple[Passage, ...]:
    """The content passages of a statement in their order."""
    return tuple(sorted(p for p in statement.passages if p.role == "content"))
