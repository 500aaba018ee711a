"""Offices: "Ormark's fisheries minister", before a name, behind it, or alone."""

from attrs import evolve, frozen

from dragoman.extraction.sheet import Sheet
from dragoman.gazetteer import Words

_LINKS = ("of", "for", "to", "on")
_INNER = (*_LINKS, "the", "and")
"""Words with small letters inside the object of a title."""
_STOPS = frozenset('.,;:()[]"“”—–?!') | {"who", "which", "that", "whose", "where", "when", "--"}
_BARE = frozenset(
    ["of", "for", "the", "and", "a", "an", "its", "his", "her", "their", "'s", "’s", "-"]
)
"""Words with which an office does not begin."""
_REACH = 9
"""Tokens before a name in which its title may stand."""
_SPEAKING = ("minister", "envoy", "spokesperson")
"""Ranks whose holders speak for a side, whatever else they do."""
_LONGEST = 28
"""Tokens behind a name in which an apposition may stand."""


@frozen(kw_only=True)
class Title:
    """An office phrase on the tokens ``[start, end)``, its nationality left out.

    ``head`` is the office's head word. ``party`` is the party named with it. ``expert`` marks an
    occupation that represents nobody, ``past`` a former office. ``owner`` is the token of the
    one whose officer it is ("[Orr]'s envoy", "[its] envoy"), when that is no party's name.
    """

    start: int
    end: int
    head: int
    words: str
    party: str | None = None
    expert: bool = False
    past: bool = False
    owner: int | None = None


Parties = dict[int, str]
"""The party named at a token, for those tokens that stand in the name of one."""


@frozen(kw_only=True)
class Offices:
    """Reads office phrases on one sheet. ``independent`` holds the tokens of institutions that
    represent nobody."""

    sheet: Sheet
    words: Words
    parties: Parties
    independent: frozenset[int] = frozenset()

    def is_head(self, index: int) -> bool:
        """Whether an office or occupation can end in this token."""
        word = self.sheet.lower[index]
        if self.sheet.text[index] in self.words.office_heads:
            return self.sheet.entity[index] != "TIME"
        return word in self.words.office_heads or word in self.words.expert_heads

    def is_modifier(self, index: int) -> bool:
        """Whether the token may stand inside an office phrase before its head."""
        return self.sheet.lower[index] in self.words.office_words or self.is_head(index)

    def before(self, name: int) -> Title | None:
        """The title that ends right before the token ``name``: "Foreign Minister [Vey]"."""
        index = name - 1
        low = max(0, name - _REACH)
        head = None
        while index >= low and self._is_title(index, head, name):
            if self._is_office(index) and (head is None or self.sheet.lower[index + 1] in _LINKS):
                head = index
            index -= 1
        if head is None:
            return None
        start = self._own_start(index + 1, head)
        return self._title(start, name, head, low=max(0, index - 3))

    def with_object(self, end: int) -> Title | None:
        """The title whose object ends before ``end``: "Minister for the Outer Isles[, Vey]"."""
        sheet, index = self.sheet, end - 1
        low = max(0, end - _REACH)
        while index > low and (sheet.is_capital(index) or sheet.lower[index] in _INNER):
            if sheet.lower[index] in _LINKS and self._is_office(index - 1):
                break
            index -= 1
        head = index - 1
        if index <= low or sheet.lower[index] not in _LINKS or not self._is_office(head):
            return None
        if sheet.sentence[head] != sheet.sentence[end - 1] or end - index < 2:
            return None
        start = head
        while start > 0 and not sheet.starts[start] and self._is_title(start - 1, head, end):
            start -= 1
        return self._title(self._own_start(start, head), end, head, low=max(0, start - 3))

    def _is_title(self, index: int, head: int | None, name: int) -> bool:
        """Whether the token at ``index`` belongs to the title before ``name``."""
        sheet = self.sheet
        if sheet.sentence[index] != sheet.sentence[name] or sheet.text[index] in _STOPS:
            return False
        if self.is_modifier(index) or index in self.parties:
            return True
        if sheet.text[index] == "-" and sheet.glued[index]:
            return True
        if sheet.lower[index] in ("of", "for") and index + 1 < name:
            return self._links(index, head)
        if sheet.lower[index] in ("the", "and") and sheet.lower[index - 1] in ("of", "for"):
            return True
        near = head is not None and sheet.head[index] == head and index < head
        return near and sheet.dep[index] in ("compound", "amod", "nmod")

    def _links(self, index: int, head: int | None) -> bool:
        """Whether "of" stands inside the title: "Secretary of State [Orr]"."""
        return index > 0 and self.is_head(index - 1) and (head is None or head > index)

    def _is_office(self, index: int) -> bool:
        """Whether the token can be the head: an office word that no other head follows."""
        return self.is_head(index) and index not in self.parties

    def _own_start(self, start: int, head: int) -> int:
        """The first token that is neither nationality nor article."""
        while start < head and (start in self.parties or not self._begins(start)):
            start += 1
        joined = start > 1 and self.sheet.text[start - 1] == "-" and self.sheet.glued[start - 1]
        return start - 2 if joined and start - 2 not in self.parties else start

    def _begins(self, index: int) -> bool:
        return self.sheet.lower[index] not in _BARE

    def behind(self, end: int) -> Title | None:
        """The apposition after a name that ends before ``end``: "[Vey], the minister of …,"."""
        sheet = self.sheet
        if end + 1 >= len(sheet) or sheet.text[end] not in (",", "(", "—", "–", "-", "--"):
            return None
        if sheet.lower[end + 1] == "who":
            return self._clause(end + 1)
        title = self.phrase(end + 1)
        return None if title is None or self._names_another(title) else title

    def _names_another(self, title: Title) -> bool:
        """Whether the phrase is the title of the next one in a list: "[Orr], envoy Ada Vey"."""
        after = title.head + 1
        if after >= len(self.sheet) or self.sheet.tag[after] != "NNP":
            return False
        return after not in self.parties and not self.is_modifier(after)

    def _clause(self, start: int) -> Title | None:
        """What "who teaches at …" and "who speaks for …" tell; no office words."""
        sheet = self.sheet
        end = start + 1
        while end < min(len(sheet), start + _LONGEST) and sheet.text[end] not in _STOPS:
            end += 1
        scope = range(start, end)
        verb = sheet.lemma[start + 1 : start + 2]
        if any(at in self.independent for at in scope) or verb in (["teach"], ["study"]):
            return Title(start=start, end=start, head=start, words="", expert=True)
        if sheet.lower[start + 2 : start + 3] == ["for"]:
            party = next((self.parties[at] for at in scope if at in self.parties), None)
            return Title(start=start, end=start, head=start, words="", party=party)
        return None

    def phrase(self, start: int) -> Title | None:
        """The office phrase that begins at ``start``, its end at the comma or verb after it."""
        sheet = self.sheet
        head = None
        expert = speaks = False
        index = start
        while index < min(len(sheet), start + _LONGEST) and not self._closes(index, start):
            if self._is_office(index) and (head is None or self._joined(head, index)):
                head = index if head is None else head
                expert = expert or self._is_expert(index)
                speaks = speaks or self._speaks(index, start)
            elif head is None and sheet.tag[index] in ("IN", "TO", "CD"):
                return None
            index += 1
        if head is None:
            return None
        title = self._title(self._own_start(start, head), index, head, low=start)
        if speaks:
            return evolve(title, expert=False)
        return title if not expert else _as_expert(title)

    def _closes(self, index: int, start: int) -> bool:
        sheet = self.sheet
        if sheet.sentence[index] != sheet.sentence[start] or sheet.text[index] in _STOPS:
            return True
        if sheet.text[index].isspace():
            return True
        return sheet.tag[index] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT")

    def _joined(self, head: int, index: int) -> bool:
        """Whether the head word at ``index`` is a later one of the same phrase."""
        between = self.sheet.lower[head + 1 : index]
        return not any(word in _LINKS or word == "at" for word in between)

    def _is_expert(self, index: int) -> bool:
        word = self.sheet.lower[index]
        if word in self.words.office_heads and word in self.words.expert_heads:
            pair = f"{self.sheet.lower[index - 1]} {word}"
            return pair in self.words.experts
        return word in self.words.expert_heads

    def _speaks(self, index: int, start: int) -> bool:
        """Whether a word is an office of a side that outweighs an occupation: "a nurse and union
        delegate". A former office does not."""
        sheet, words = self.sheet, self.words
        past = any(words.office_words.get(sheet.lower[at], False) for at in range(start, index))
        rank = words.offices.get(sheet.lower[index])
        return rank in _SPEAKING and not past and not self._is_expert(index)

    def _title(self, start: int, end: int, head: int, *, low: int) -> Title:
        sheet = self.sheet
        if head + 1 < end and self._extends(head):
            head = self._last_head(head, end)
        end = self._own_end(head, end)
        modifiers = range(min(low, start), head)
        scope = range(min(low, start), end)
        free = any(index in self.independent for index in scope)
        expert = self._is_expert(head) or free
        party = None if free else self._party(low, start, head, end)
        past = any(self.words.office_words.get(sheet.lower[at], False) for at in modifiers)
        words = " ".join(sheet.text[start:end]).replace(" - ", "-").replace(" '", "'")
        return Title(
            start=start,
            end=end,
            head=head,
            words=words.replace(" ’", "’"),
            party=None if expert else party,
            expert=expert,
            past=past,
            owner=None if party or expert else self._owner(min(low, start), head),
        )

    def _owner(self, low: int, head: int) -> int | None:
        """The token before the possessive that stands nearest before the head."""
        for index in range(head - 1, max(low - 1, 1), -1):
            if self.sheet.tag[index] in ("POS", "PRP$", "WP$"):
                return index - (self.sheet.tag[index] == "POS")
        return None

    def _extends(self, head: int) -> bool:
        """Whether the next word is a head too ("chief negotiator")."""
        return head + 1 < len(self.sheet) and self.is_head(head + 1)

    def _last_head(self, head: int, end: int) -> int:
        while head + 1 < end and self.is_head(head + 1):
            head += 1
        return head

    def _own_end(self, head: int, end: int) -> int:
        """Cut the phrase at the first preposition that is no "of" or "for"."""
        for index in range(head + 1, end):
            if self.sheet.tag[index] == "IN" and self.sheet.lower[index] not in _LINKS:
                return index
        return end

    def _party(self, low: int, start: int, head: int, end: int) -> str | None:
        """The party named with the office: the nearest before the head, else behind "of"."""
        for index in range(head - 1, low - 1, -1):
            if index in self.parties:
                return self.parties[index]
            if index < start and self.sheet.text[index] in _STOPS:
                break
        behind = (self.parties[at] for at in range(head + 1, end) if at in self.parties)
        return next(behind, None)


def _as_expert(title: Title) -> Title:
    return evolve(title, party=None, expert=True, owner=None)
