"""Plurals: "they", "both leaders", "the two sides" for those who stand together, and one of two.

A mention of several names them all. "They" means the plural or joined subject before it; "both"
and "the two" mean the only two of their kind in the sentence before; "the former" and "the
latter" count them. Whatever else a plural may mean stays open.
"""

from collections.abc import Iterator

from attrs import define, field

from dragoman.extraction.reading import NameMention, Reading, Tokens
from dragoman.extraction.salience import SUBJECTS
from dragoman.extraction.sheet import Sheet

_THEY = frozenset(["they", "their", "them", "theirs", "themselves"])
_PARTS = (*SUBJECTS, "dobj", "pobj", "conj", "dative", "appos", "agent", "attr", "ROOT")
_PLURAL = ("NNS", "NNPS")
_GROUPS = ("armed group", "movement")
_SIDES = frozenset(
    ["sides", "countries", "nations", "states", "governments", "parties", "capitals", "neighbours",
     "neighbors", "delegations", "powers", "blocs", "groups", "allies", "rivals", "enemies"]
)  # fmt: skip
_STEPS = 8


@define(kw_only=True)
class Plurals:
    """Resolves plurals on one desk."""

    reading: Reading
    sheet: Sheet
    _heads: dict[int, NameMention] = field(factory=dict)
    _by_sentence: dict[int, list[NameMention]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for mention in self.reading.names.mentions:
            if mention.refers_to is None or mention.how == "apposition":
                continue
            if mention.noun not in ("person", "party") or "pronoun" in mention.how:
                continue
            self._heads[mention.head] = mention
            if self.sheet.dep[mention.head] in _PARTS:
                number = self.sheet.sentence[mention.head]
                self._by_sentence.setdefault(number, []).append(mention)

    def resolve(self) -> Iterator[NameMention]:
        """The mentions that plurals and ordinals make."""
        for index, word in enumerate(self.sheet.lower):
            if self.sheet.quiet[index]:
                continue
            mention = None
            if word in _THEY:
                mention = self._they(index)
            elif word == "both" or (word == "two" and self._is_the(index)):
                mention = self._pair(index, word)
            elif word in ("former", "latter") and self._is_the(index):
                mention = self._one_of_two(index, last=word == "latter")
            if mention is not None:
                yield mention

    def _is_the(self, index: int) -> bool:
        return index > 0 and self.sheet.lower[index - 1] == "the"

    def _they(self, index: int) -> NameMention | None:
        """Those whom "they" means: the subject before, where it is plural or joined."""
        sheet = self.sheet
        floor = sheet.sentence[index] - 1
        for at in range(index - 1, -1, -1):
            if sheet.sentence[at] < floor:
                return None
            if sheet.dep[at] in SUBJECTS and sheet.tag[at] not in ("WP", "WDT", "EX", "DT"):
                if sheet.lower[at] in _THEY:
                    continue
                return self._plural(at, index)
        return None

    def _plural(self, at: int, index: int) -> NameMention | None:
        listed = list(self._listed(at))
        found = [self._heads.get(one) for one in listed]
        several = [one for one in found if one is not None]
        if len(several) < len(found) or len({one.noun for one in several}) != 1:
            return None
        ids = list(dict.fromkeys(str(one.refers_to) for one in several))
        if len(ids) > 1:
            return _joint(Tokens(index, index + 1), index, several[0].noun, ids)
        if several[0].noun != "party" or not self._is_plural(at, ids[0]):
            return None
        return NameMention(
            span=Tokens(index, index + 1),
            head=index,
            noun="party",
            refers_to=ids[0],
            how="pronoun",
            score=0.6,
        )

    def _listed(self, at: int) -> Iterator[int]:
        """A token and those joined to it by "and"."""
        yield at
        for _ in range(_STEPS):
            joined = self.sheet.children(at, at + 1, at + 20)
            after = next((one for one in joined if self.sheet.dep[one] == "conj"), None)
            if after is None:
                return
            yield after
            at = after

    def _is_plural(self, at: int, party: str) -> bool:
        kind = self.reading.gazetteer.kinds.get(party)
        return self.sheet.tag[at] in _PLURAL or kind in _GROUPS

    def _pair(self, index: int, word: str) -> NameMention | None:
        """The two of one kind whom "both leaders" or "the two sides" mean."""
        sheet = self.sheet
        head = self._noun(index)
        if head is None and (word == "two" or index + 1 in self._heads):
            return None
        if head is None and sheet.dep[index] in ("preconj", "cc", "det"):
            return None
        kinds = ("person", "party") if head is None else (self._kind(head),)
        ids = next((ids for kind in kinds if len(ids := self._before(index, kind)) > 1), [])
        if len(ids) != 2:
            return None
        start, end = index - (word == "two"), index + 1 if head is None else head + 1
        noun = next(kind for kind in kinds if self._before(index, kind) == ids)
        return _joint(Tokens(start, end), end - 1, noun, ids)

    def _noun(self, index: int) -> int | None:
        """The plural noun behind "both" or "the two", over one adjective."""
        for at in range(index + 1, min(index + 3, len(self.sheet))):
            if self.sheet.tag[at] == "NNS" and at not in self._heads:
                return at
            if self.sheet.tag[at] != "JJ":
                return None
        return None

    def _kind(self, head: int) -> str:
        """Whether a noun means people or parties; "none" for things."""
        words, word = self.reading.gazetteer.words, self.sheet.lower[head]
        if word in _SIDES:
            return "party"
        single = word.removesuffix("s")
        people = word in ("men", "women") or single in words.office_heads or single in words.kin
        return "person" if people else "none"

    def _before(self, index: int, kind: str) -> list[str]:
        """The people or parties named in this sentence before, else in the one before it."""
        number = self.sheet.sentence[index]
        for sentence in (number, number - 1):
            named = self._by_sentence.get(sentence, ())
            ids = [str(one.refers_to) for one in named if one.noun == kind and one.head < index]
            if ids:
                return list(dict.fromkeys(ids))
        return []

    def _one_of_two(self, index: int, *, last: bool) -> NameMention | None:
        """The first or the second of the two named before; "the former minister" is neither."""
        sheet, after = self.sheet, index + 1
        if after < len(sheet) and sheet.tag[after][:2] in ("NN", "JJ"):
            return None
        for kind in ("person", "party"):
            ids = self._before(index, kind)
            if len(ids) == 2 or (last and len(ids) > 2):
                return NameMention(
                    span=Tokens(index - 1, index + 1),
                    head=index,
                    noun=kind,
                    refers_to=ids[-1 if last else 0],
                    how="pronoun",
                    score=0.6,
                )
        return None


def _joint(span: Tokens, head: int, noun: str, ids: list[str]) -> NameMention:
    return NameMention(
        span=span, head=head, noun=noun, how="pronoun", score=0.6, together=tuple(ids)
    )
