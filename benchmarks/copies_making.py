"""Labelled pairs of texts by construction: edits of real articles by script, and look-alikes.

The raw articles stay where they are (``../shared/gold``); what is made of them lives in memory.
Every raw article serves in one pair, so that texts of different pairs share nothing by making.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from dragoman.model import Document

COPYING = ("light edit", "heavy edit", "cut-down", "wire inside", "short item", "reprint")
"""Kinds of pairs in which one text is taken from the other."""

SYNONYMS = {
    "open": "begin:start began:started big:large said:stated told:informed help:aid show:indicate "
    "showed:indicated get:obtain got:obtained ask:request asked:requested also:too but:yet "
    "about:around people:persons many:numerous most:nearly_all after:following before:ahead_of "
    "because:since important:significant now:currently need:require needed:required end:finish "
    "ended:finished buy:purchase bought:purchased near:close_to often:frequently while:as",
    "closed": "said:declared called:named made:produced found:discovered went:travelled "
    "took:seized gave:handed think:believe thought:believed want:wish wanted:wished used:employed "
    "first:initially early:at_an_early_stage only:merely several:a_number_of major:principal "
    "whether:if however:nevertheless though:although during:in_the_course_of against:versus "
    "released:issued killed:slain died:perished arrested:detained expected:anticipated",
}
SPELLING = (("ize", "ise"), ("or ", "our "), ("center", "centre"), ("defense", "defence"))
NAMES = ("Orla Vint", "Bertil Oskander", "Tove Halm", "Arno Brekke", "Sanna Ruud", "Iben Strand")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTLETS = ("Northern Wire", "Lyr Gazette", "Strait Post", "Quay Herald", "Sundholm Courier")
BREAK = re.compile(r"(?<=[.!?])[\"”']?\s+(?=[\"“A-Z])")

Paragraphs = list[str]


@frozen(kw_only=True)
class Pair:
    """Two documents, what was done to make the second, and what the first was taken from."""

    kind: str
    one: Document
    two: Document

    @property
    def is_copy(self) -> bool:
        """Whether one text is taken from the other."""
        return self.kind in COPYING


@frozen(kw_only=True)
class Raw:
    """A real article: a headline and paragraphs; ``group`` names its matter, where known."""

    name: str
    group: str
    paragraphs: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """All sentences in order."""
        return [s for p in self.paragraphs for s in BREAK.split(p)]


def polnear(folder: Path) -> list[Raw]:
    """The articles of one part of PolNeAR that have six paragraphs or more, by name."""
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        blocks = [b.strip() for b in path.read_text("utf-8").split("\n") if len(b.split()) > 5]
        if len(blocks) >= 6 and sum(len(b.split()) for b in blocks) >= 180:
            found.append(Raw(name=path.stem, group=path.stem, paragraphs=tuple(blocks[:40])))
    return found


def spaced(tokens: tuple[str, ...]) -> str:
    """The tokens of a sentence as they would be written."""
    text = " ".join(tokens)
    text = re.sub(r"\s+([.,;:!?%)”’]|'s\b|n't\b)", r"\1", text)
    return re.sub(r"([(“$])\s+", r"\1", text)


class Maker:
    """Makes pairs out of raw articles; the same seed makes the same pairs."""

    def __init__(self, which: str, seed: int, articles: list[Raw], invented: Path) -> None:
        self.which = which
        self.chance = random.Random(seed)
        self.articles = articles
        self.chance.shuffle(self.articles)
        table = tomllib.loads(invented.read_text("utf-8"))
        self.invented = {
            name: [row for row in rows if row["set"] == which] for name, rows in table.items()
        }
        pairs = (one.split(":") for one in SYNONYMS[which].split())
        self.synonyms = {word: other.replace("_", " ") for word, other in pairs}
        self.count = 0

    def take(self) -> Raw:
        """The next article that has not served yet."""
        return self.articles.pop()

    def document(self, paragraphs: Paragraphs, headline: str = "", day: int = 1) -> Document:
        """A document of a new outlet and address."""
        self.count += 1
        head = [headline] if headline else []
        return Document(
            id=f"{self.which}{self.count:04}",
            outlet=OUTLETS[self.count % len(OUTLETS)],
            published_at=f"2025-05-{day:02}",
            text="\n\n".join([*head, *paragraphs]) + "\n",
        )

    def pair(self, kind: str, one: Paragraphs, two: Paragraphs) -> Pair:
        """A pair under two headlines; which comes first is drawn."""
        days = sorted(self.chance.sample(range(1, 28), 2))
        first = self.document(one, self.headline(one), days[0])
        second = self.document(two, self.headline(two), days[1])
        return Pair(kind=kind, one=first, two=second)

    def headline(self, paragraphs: Paragraphs) -> str:
        """A few words of the text without a full stop."""
        words = re.findall(r"[\w'-]+", self.chance.choice(paragraphs))
        return " ".join(words[: self.chance.randrange(4, 9)]).capitalize()

    def swapped(self, text: str, share: float) -> str:
        """The text with synonyms for a share of the words that have one."""

        def other(match: re.Match[str]) -> str:
            word = match[0]
            if word.lower() not in self.synonyms or self.chance.random() > share:
                return word
            new = self.synonyms[word.lower()]
            return new.capitalize() if word[0].isupper() else new

        return re.sub(r"[A-Za-z]+", other, text)

    def light(self, raw: Raw) -> Pair:
        """A few words swapped, a sentence cut, two paragraphs joined, another credit line."""
        two = [self.swapped(p, 0.6) for p in raw.paragraphs]
        at = self.chance.randrange(1, len(two) - 1)
        two[at : at + 2] = [" ".join(two[at : at + 2])]
        if len(two) > 5:
            two.pop(self.chance.randrange(2, len(two)))
        wire = self.chance.choice(OUTLETS)
        two[0] = f"SUNDHOLM ({wire}) - {two[0]}" if self.chance.random() < 0.5 else two[0]
        two.append(f"(Reporting by {self.chance.choice(NAMES)}; editing by the desk)")
        return self.pair("light edit", list(raw.paragraphs), two)

    def heavy(self, raw: Raw) -> Pair:
        """All words that have a synonym swapped, other quotation marks and spelling, cuts."""
        two = [self.swapped(p, 1.0) for p in raw.paragraphs]
        for old, new in SPELLING:
            two = [p.replace(old, new) for p in two]
        two = [re.sub(r'"([^"]*)"', r"«\1»", p) for p in two]
        kept = [p for n, p in enumerate(two) if n == 0 or self.chance.random() > 0.15]
        return self.pair("heavy edit", list(raw.paragraphs), kept)

    def cut(self, raw: Raw) -> Pair:
        """The first third to two thirds, or every second paragraph."""
        whole = list(raw.paragraphs)
        share = self.chance.uniform(0.3, 0.65)
        if self.chance.random() < 0.6:
            two = whole[: max(2, round(share * len(whole)))]
        else:
            two = [whole[0], *whole[2::2]]
        return self.pair("cut-down", whole, [self.swapped(p, 0.3) for p in two])

    def wire(self, raw: Raw, other: Raw) -> Pair:
        """A wire of some paragraphs, whole or trimmed, within another article."""
        wire = list(raw.paragraphs[: self.chance.randrange(4, 7)])
        inside = [self.swapped(p, 0.3) for p in wire]
        if len(inside) > 4:
            inside.pop(self.chance.randrange(1, len(inside)))
        story = list(other.paragraphs[:14])
        at = self.chance.randrange(2, len(story))
        if self.chance.random() < 0.5:
            inside[0] = f"{inside[0]} {self.chance.choice(OUTLETS)} reported."
        return self.pair("wire inside", wire, [*story[:at], *inside, *story[at:]])

    def background(self, raw: Raw, other: Raw) -> Pair:
        """A later story that quotes a little of an earlier one as background."""
        earlier = list(raw.paragraphs)
        budget = 0.25 * sum(len(p.split()) for p in earlier)
        taken: Paragraphs = []
        for paragraph in reversed(earlier):
            if len(" ".join([*taken, paragraph]).split()) <= budget:
                taken.insert(0, paragraph)
        return self.pair("background", earlier, [*other.paragraphs[:12], *taken])

    def statement(self, raw: Raw, other: Raw, row: dict[str, Any]) -> Pair:
        """The same quotation in two independent stories."""
        said = row["text"].format(row["speaker"])
        stories = [list(one.paragraphs[:8]) for one in (raw, other)]
        for story in stories:
            story.insert(self.chance.randrange(1, len(story)), said)
        return self.pair("shared statement", *stories)

    def serial(self, raw: Raw, what: str = "all") -> Pair:
        """The article with other numbers, days and names: another matter."""
        text = "\n\n".join(raw.paragraphs)
        if what in ("all", "numbers"):
            text = re.sub(r"\d+", lambda m: str(int(m[0]) + self.chance.randrange(2, 9)), text)
        if what in ("all", "days"):
            turn = {day: DAYS[(n + 2) % 7] for n, day in enumerate(DAYS)}
            text = re.sub("|".join(DAYS), lambda m: turn[m[0]], text)
        names = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)
        common = sorted(set(names), key=lambda n: (-names.count(n), n))[:8]
        fresh = self.chance.sample([w for n in NAMES for w in n.split()], 8)
        for old, new in zip(common, fresh, strict=False):
            text = re.sub(rf"\b{old}\b", new, text)
        return self.pair("serial", list(raw.paragraphs), text.split("\n\n"))

    def corrected(self, raw: Raw) -> Pair | None:
        """The same outlet's later version with one number or day set right, and a note."""
        text = "\n\n".join(raw.paragraphs)
        found = list(re.finditer(r"(?<![\w.,])[1-9]\d{0,2}(?![\w.,%])", text))
        if not found:
            return None
        at = self.chance.choice(found)
        new = f"{text[: at.start()]}{int(at[0]) + 3}{text[at.end() :]}".split("\n\n")
        note = "Correction: an earlier version of this story gave a wrong number."
        made = self.pair("corrected version", list(raw.paragraphs), [*new, note])
        return evolve(made, two=evolve(made.two, outlet=made.one.outlet))

    def invented_pairs(self) -> Iterator[Pair]:
        """The committed serial texts and short items."""
        for row in self.invented["serial"]:
            one, two = (row["text"].format(*values) for values in row["values"])
            yield self.pair("invented serial", [one], [two])
        for row in self.invented["short"]:
            yield self.pair("short item", [row["text"]], [row["changed"]])

    # --- kinds of edit that only the closed set has ------------------------------------------

    def shuffled(self, raw: Raw) -> Pair:
        """One sentence a paragraph, the later paragraphs in another order, curly marks."""
        sentences = [re.sub(r'"([^"]*)"', r"“\1”", s) for s in raw.sentences]
        tail = sentences[4:]
        self.chance.shuffle(tail)
        return self.pair("light edit", list(raw.paragraphs), [*sentences[:4], *tail])

    def brief(self, raw: Raw) -> Pair:
        """The first few sentences as a news in brief, with an outlet's own last words."""
        lead: list[str] = []
        for sentence in raw.sentences:
            lead.append(sentence)
            if sum(len(s.split()) for s in lead) >= 45:
                break
        return self.pair("cut-down", list(raw.paragraphs), [f"{' '.join(lead)} More to follow."])

    def two_halves(self, raw: Raw, other: Raw) -> Pair:
        """A wire in two stretches of a longer story, each under a credit in the text."""
        wire, story = list(raw.paragraphs[:6]), list(other.paragraphs[:14])
        third = len(story) // 3
        credit = f"{self.chance.choice(OUTLETS)} reported earlier:"
        halves = [[f"{credit} {wire[0]}", *wire[1:3]], [self.swapped(p, 0.5) for p in wire[3:]]]
        two = [*story[:third], *halves[0], *story[third : 2 * third], *halves[1]]
        return self.pair("wire inside", wire, [*two, *story[2 * third :]])

    def lengthened(self, raw: Raw) -> Pair:
        """An editor adds half a sentence of his own here and there."""
        own = ("as was to be expected", "not for the first time", "to the surprise of few")
        two = [
            re.sub(r"\.(?=\s|$)", f", {self.chance.choice(own)}.", p, count=1)
            if self.chance.random() < 0.4
            else p
            for p in raw.paragraphs
        ]
        return self.pair("light edit", list(raw.paragraphs), two)


def repeated(make: Callable[[], Pair | None], times: int) -> list[Pair]:
    """As many pairs as can be made in so many tries."""
    return [pair for _ in range(times) if (pair := make()) is not None]
