"""Somebody without a name: "a senior official", "two European diplomats", "sources close to …"."""

from attrs import frozen

from dragoman.extraction.offices import Parties
from dragoman.extraction.reading import Tokens
from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_CLOSE = frozenset(["close", "familiar", "briefed", "involved", "knowledgeable", "aware"])
_DEFINITE = frozenset(["the", "his", "her", "their", "its", "my", "our", "your", "this", "that"])
_NP = frozenset(
    "DT JJ JJS JJR NN NNS NNP NNPS CD VBG VBN HYPH PRP$ RB POS RBS PDT ,".split()  # noqa: SIM905
)
"""Tags that stand before the noun in its phrase (Penn Treebank)."""


@frozen(kw_only=True)
class Nameless:
    """Somebody unnamed on ``span``; ``party`` where a nationality stands with the noun."""

    span: Tokens
    head: int
    party: str | None


def find_unnamed(sheet: Sheet, words: Words, parties: Parties, covered: set[int]) -> list[Nameless]:
    """Find the unnamed. A definite singular ("the envoy") is somebody known and left out."""
    found = []
    for index, word in enumerate(sheet.lower):
        group = words.unnamed.get(word)
        if group is None or index in covered or sheet.quiet[index]:
            continue
        if sheet.tag[index] not in ("NN", "NNS", "NNPS") or _is_inside_compound(sheet, index):
            continue
        start = _start(sheet, index)
        end = _end(sheet, index, group)
        if group == "source" and not _is_voice(sheet, word, start, index, end):
            continue
        if sheet.tag[index] == "NN" and _is_definite(sheet, start, index):
            continue
        party = _party(parties, start, index) if group != "expert" else None
        found.append(Nameless(span=Tokens(start, end), head=index, party=party))
    return found


def _is_inside_compound(sheet: Sheet, index: int) -> bool:
    return sheet.dep[index] in ("compound", "nmod") and sheet.head[index] > index


def _start(sheet: Sheet, index: int) -> int:
    """The first token of the noun phrase that ends in the noun."""
    start = index
    while start > 0 and not sheet.starts[start] and index - start < 8:
        before = start - 1
        inside = _within(sheet, before, index) and sheet.tag[before] in _NP
        if not inside:
            break
        start = before
    while start < index and sheet.text[start] == ",":
        start += 1
    return start


def _within(sheet: Sheet, at: int, head: int) -> bool:
    """Whether a token hangs, over few steps, on the head."""
    for _ in range(4):
        if at == head:
            return True
        above = sheet.head[at]
        if above == at:
            return False
        at = above
    return False


def _end(sheet: Sheet, index: int, group: str) -> int:
    """Take in "close to the talks", "familiar with the matter"."""
    after = index + 1
    if after < len(sheet) and sheet.lower[after] in _CLOSE and not sheet.starts[after]:
        end = after + 1
        while end < len(sheet) and end < after + 9 and _goes_on(sheet, end):
            end += 1
        return end
    if group == "source" and after < len(sheet) and sheet.lower[after] in ("in", "with", "from"):
        end = after + 1
        while end < len(sheet) and end < after + 5 and _goes_on(sheet, end):
            end += 1
        return end
    return after


def _goes_on(sheet: Sheet, at: int) -> bool:
    if sheet.starts[at]:
        return False
    return sheet.tag[at] in (
        "IN",
        "TO",
        "DT",
        "JJ",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP$",
        "POS",
        "VBN",
    )


def _is_voice(sheet: Sheet, word: str, start: int, index: int, end: int) -> bool:
    """Whether "people" or "a source" is somebody who tells: closeness, or the word itself."""
    if word in ("source", "sources"):
        before = sheet.lower[index - 1] if index else ""
        return before not in (
            "energy",
            "power",
            "water",
            "information",
            "open",
            "income",
            "food",
        ) and (end > index + 1 or sheet.dep[index] in ("nsubj", "pobj", "agent", "dobj", "ROOT"))
    return sheet.lower[index + 1 : index + 2] != [] and sheet.lower[index + 1] in _CLOSE


def _is_definite(sheet: Sheet, start: int, index: int) -> bool:
    return any(sheet.lower[at] in _DEFINITE or sheet.tag[at] == "POS" for at in range(start, index))


def _party(parties: Parties, start: int, index: int) -> str | None:
    return next((parties[at] for at in range(index - 1, start - 1, -1) if at in parties), None)
