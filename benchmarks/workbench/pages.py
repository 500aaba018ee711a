"""Which pages users open, how often, and what can be opened from them.

No id and no filter is known beforehand: both are found in the pages themselves, as a user finds
them, so that the load fits any dossier.
"""

import random
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from attrs import Factory, define, field, frozen

LISTS = {
    "/overview": 12,
    "/timeline": 6,
    "/positions": 8,
    "/contacts": 8,
    "/commitments": 6,
    "/discrepancies": 6,
    "/people": 5,
    "/documents": 6,
    "/review": 8,
    "/ask": 6,
    "/deals": 3,
    "/add": 1,
    "/settings": 1,
    "/log": 2,
    "/out": 1,
}
"""Pages that stand in the navigation, and how often in about a hundred visits they are opened."""

ONES = {"/entries/": 20, "/documents/": 16, "/people/": 6}
"""Where single entries, documents and people stand, and how often one is opened."""

FORMS = {
    "/entries/": ("?form=correct", "/alike?verb=review"),
    "/documents/": ("/add?start=0&end=40", "/add?start=20&end=60&noun=contact"),
}
"""What is opened from a single entry or document to decide on it."""

FORM_SHARE = 0.1
"""Of the visits to single entries and documents so many open one of their forms."""

TWIN_SHARE = 0.08
"""Of all visits so many are to the JSON twin."""

FILTERED_SHARE = 0.3
FURTHER_SHARE = 0.3
"""Of the visits to a list so many are filtered, and so many are to a further page of it."""

NOT_ALONE = frozenset({"unmarked"})
"""Choices that mean nothing without another one."""

WORDS = ("trawlers", "patrol boats", "border posts", "denied", "winter", "president returned")
"""What is asked for: most of it stands in ``pile.py``'s texts."""


@define
class Seen(HTMLParser):
    """What a page offers: ``links``, the values of its ``choices``, its free ``inputs``.

    Choices and inputs are those of forms that ask, not of forms that sign. ``token`` is the one
    that every request must carry that signs something.
    """

    links: list[str] = field(factory=list)
    choices: dict[str, list[str]] = field(factory=dict)
    inputs: list[str] = field(factory=list)
    token: str = ""
    _select: str = ""
    _is_signing: bool = False

    def __attrs_pre_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, options and fields to write in."""
        given = dict(attrs)
        name = given.get("name") or ""
        if tag == "a" and (given.get("href") or "").startswith(("/", "?")):
            self.links.append(given["href"] or "")
        elif tag == "meta" and name == "csrf":
            self.token = given.get("content") or ""
        elif tag == "form":
            self._is_signing = (given.get("method") or "get").lower() == "post"
        elif self._is_signing:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            self.choices.setdefault(self._select, []).append(given["value"] or "")
        elif tag == "input" and given.get("type", "text") in ("text", "search") and name:
            self.inputs.append(name)

    def handle_endtag(self, tag: str) -> None:
        """Leave a list of options, or a form."""
        if tag == "select":
            self._select = ""
        elif tag == "form":
            self._is_signing = False


def see(html: str) -> Seen:
    """What a page offers."""
    seen = Seen()
    seen.feed(html)
    seen.close()
    return seen


@frozen(kw_only=True)
class Visit:
    """One page to open. ``name`` is what its figures are gathered under."""

    name: str
    path: str


@define
class Catalogue:
    """What was seen of a server: its lists, and the entries and documents that can be opened."""

    lists: dict[str, Seen] = Factory(dict)
    ones: dict[str, list[str]] = Factory(dict)

    def add(self, path: str, html: str) -> None:
        """Note what the page at a list's path offers."""
        seen = see(html)
        self.lists[path] = seen
        for begin in ONES:
            found = {link.split("#")[0] for link in seen.links if _is_one(link, begin)}
            known = self.ones.setdefault(begin, [])
            known += sorted(found.difference(known))

    def draw(self, chance: random.Random) -> Visit:
        """The next page that somebody opens."""
        weights = {path: LISTS[path] for path in self.lists}
        weights |= {begin: ONES[begin] for begin, found in self.ones.items() if found}
        chosen = chance.choices(list(weights), list(weights.values()))[0]
        if chosen in self.ones and chance.random() < FORM_SHARE and chosen in FORMS:
            return self._form(chosen, chance)
        is_one = chosen in self.ones
        path = chance.choice(self.ones[chosen]) if is_one else self._of_list(chosen, chance)
        name = f"{chosen}…" if is_one else chosen + ("?…" if "?" in path else "")
        if chance.random() < TWIN_SHARE:
            return Visit(name="*.json", path=twin_of(path))
        return Visit(name=name, path=path)

    def _form(self, begin: str, chance: random.Random) -> Visit:
        """A form on an entry, or on words of a document."""
        form = chance.choice(FORMS[begin])
        name = f"{begin}…{form.partition('?')[0] or form}"
        return Visit(name=name, path=chance.choice(self.ones[begin]).partition("?")[0] + form)

    @property
    def token(self) -> str:
        """The token of this session; empty where no page gave one."""
        return next((seen.token for seen in self.lists.values() if seen.token), "")

    def _of_list(self, path: str, chance: random.Random) -> str:
        """A list as it opens, filtered, or further down."""
        seen, luck = self.lists[path], chance.random()
        query: dict[str, str] = {}
        if path == "/ask" and seen.inputs:
            query[seen.inputs[0]] = chance.choice(WORDS)
        elif luck < FILTERED_SHARE and (names := sorted(set(seen.choices) - NOT_ALONE)):
            name = chance.choice(names)
            query[name] = chance.choice(seen.choices[name])
        elif luck > 1 - FURTHER_SHARE and (last := last_page(path, seen)) > 1:
            query["page"] = str(chance.randrange(2, last + 1))
        return f"{path}?{urlencode(query)}" if query else path


def _is_one(link: str, begin: str) -> bool:
    path = urlsplit(link).path
    return path.startswith(begin) and "/" not in path[len(begin) :] and not path.endswith(".json")


def last_page(path: str, seen: Seen) -> int:
    """The greatest number of a page that a list links to; 1 where it has but one."""
    numbers = (_page_of(link) for link in seen.links if urlsplit(link).path in ("", path))
    return max(numbers, default=1)


def _page_of(link: str) -> int:
    parts = urlsplit(link).query.split("&")
    given = [part.removeprefix("page=") for part in parts if part.startswith("page=")]
    return int(given[-1]) if given and given[-1].isdigit() else 1


def twin_of(path: str) -> str:
    """The address of a page's JSON twin."""
    bare, _, query = path.partition("?")
    return f"{bare}.json?{query}" if query else f"{bare}.json"


def first_visits(chance: random.Random, path: str, seen: Seen, number: int) -> Iterable[str]:
    """Some further pages of a list, at which entries and documents are found."""
    last = last_page(path, seen)
    pages = chance.sample(range(2, last + 1), min(number, last - 1)) if last > 1 else []
    return [f"{path}?page={page}" for page in pages]
