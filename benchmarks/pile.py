"""A pile of invented articles, made by script, of which it is known what should be found in it.

A pair of persons talks several times in one year, and several outlets tell of each talk, each in
its own words. Some accounts differ in a known way, some undertakings are broken, some positions
move, and some articles are copies of others. The same seed makes the same pile.
"""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path

from attrs import asdict, define, evolve, field, frozen
from pile_world import GOODS, TARGETS, TOPICS, Figure, World, make_world, party_id

BEGIN = date(2025, 1, 6)
APART_DAYS = 14
"""Two talks of one pair lie at least so many days apart."""
COPIED_EVERY = 12
CORRECTED_EVERY = 40
"""One article in so many is corrected later at the same address."""
DISPUTES = ("denial", "outcome", "number", "day", "presence")
CALLS = ("spoke by telephone with", "called", "held a call with")
MEETINGS = ("met", "held talks with")
COUNTED = (
    "crates", "lorries", "tents", "pumps", "cables", "nets", "barrels", "ladders", "wagons",
    "sacks", "lamps", "ropes", "anchors", "engines", "sledges", "cannons", "saddles",
    "blankets", "stoves",
)  # fmt: skip
MANNERS = (
    "rusty", "sealed", "borrowed", "unmarked", "striped", "heavy", "broken", "painted",
    "surplus", "stolen", "folded", "spare", "foreign", "wooden", "narrow", "leaking", "tarred",
    "dented",
)  # fmt: skip
FINDERS = (
    "Divers at {place} recovered", "A mill outside {place} stored", "Farmers around {place} hid",
    "The fire brigade of {place} lent", "A museum in {place} listed", "Clerks at {place} seized",
    "The convent of {place} sold", "Shopkeepers in {place} missed", "A ferry to {place} lost",
)  # fmt: skip

WORDINGS = (
    (
        "{one} demanded that {party} withdraw {count} {goods} from {place}.",
        "{one} demanded the return of {count} {goods} which {party} had sent to {place}.",
        "From {place}, {one} demanded, all {count} {goods} of {party} should go.",
    ),
    (
        "{one} rejected the return of the {goods} to {place}.",
        "{one} rejected any thought that {place} might see the {goods} again.",
        "As to {goods}, {one} rejected whatever would bring them back to {place}.",
    ),
    (
        "{one} proposed to share the {goods} of {place}.",
        "{one} proposed that the {goods} at {place} serve both countries.",
        "For {place} {one} proposed common {goods} under two flags.",
    ),
)
"""What is said again and again, each in the words of several outlets."""
MOVING = {
    "the amnesty for deserters": "justice",
    "the date of the elections": "elections",
    "the return of the refugees": "refugees",
    "the teaching of both languages": "language-culture",
}
"""What somebody changes his mind on, and nobody else speaks of."""


@define
class Article:
    """One text: its paragraphs, the first one its headline."""

    outlet: str
    day: date
    paragraphs: list[str]
    url: str = ""
    file: str = ""


@frozen(kw_only=True)
class Dispute:
    """A known discrepancy: what kind, and the files of either side."""

    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@define
class Truth:
    """What is to be found again, by names of files.

    ``contacts`` are the files that tell of one talk; ``copies`` are copy, original and kind;
    ``versions`` are the later and the earlier file at one address;
    ``broken`` are the files of a promise, its party's id and the file that reports it broken;
    ``moved`` are party, issue and the files of the old and the new position.
    """

    versions: list[tuple[str, str]] = field(factory=list)
    copies: list[tuple[str, str, str]] = field(factory=list)
    contacts: list[tuple[str, ...]] = field(factory=list)
    disputes: list[Dispute] = field(factory=list)
    broken: list[tuple[tuple[str, ...], str, str]] = field(factory=list)
    moved: list[tuple[str, str, str, str]] = field(factory=list)

    def keep(self, made: set[str]) -> None:
        """Forget what hangs on articles that were not made any more."""
        self.versions = [v for v in self.versions if made.issuperset(v)]
        self.copies = [c for c in self.copies if made.issuperset(c[:2])]
        self.contacts = [kept for c in self.contacts if (kept := tuple(f for f in c if f in made))]
        self.disputes = [d for d in self.disputes if made.issuperset((*d.first, *d.second))]
        self.broken = [b for b in self.broken if made.issuperset((*b[0], b[2]))]
        self.moved = [m for m in self.moved if made.issuperset(m[2:])]


def write_pile(folder: Path, number: int, seed: int = 7, parties: int = 24) -> Truth:
    """Write ``number`` articles and what is known of them (``truth.json`` beside the folder)."""
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(random.Random(seed), number, parties)
    rows = "\n".join(
        f'[[party]]\nid = "{party_id(n)}"\nnames = ["{n}"]' for n in maker.world.parties
    )
    (folder / "negotiation.toml").write_text(f'name = "Invented talks"\n{rows}\n', "utf-8")
    for article in maker.make():
        head = {"published_at": article.day, "outlet": article.outlet, "url": article.url}
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        text = f"---\n{lines}---\n\n" + "\n\n".join(article.paragraphs) + "\n"
        (folder / article.file).write_text(text, "utf-8")
    (folder.parent / "truth.json").write_text(json.dumps(asdict(maker.truth)), "utf-8")
    return maker.truth


class Maker:
    """Makes articles until there are as many as wanted; ``truth`` is whole once they are made."""

    def __init__(self, chance: random.Random, number: int, parties: int) -> None:
        self.chance = chance
        self.number = number
        self.world: World = make_world(chance, parties)
        self.truth = Truth()
        self._named = 0
        self._moved: set[tuple[str, str]] = set()

    def make(self) -> Iterator[Article]:
        """The articles, each with its file name and address."""
        made: set[str] = set()
        for article in islice(self._endless(), self.number):
            made.add(article.file)
            yield article
        self.truth.keep(made)

    def _endless(self) -> Iterator[Article]:
        pairs = self.world.pairs
        self.chance.shuffle(pairs)
        for one, two in cycle(pairs):
            for story in self._year_of(one, two):
                for article in story:
                    article.url = f"https://example.org/{article.file}"
                    yield from self._published(article)

    def _year_of(self, one: Figure, two: Figure) -> Iterator[list[Article]]:
        """The talks of one pair in a year, and what they say in between."""
        day = BEGIN + timedelta(days=self.chance.randrange(40))
        for _ in range(self.chance.randrange(3, 7)):
            yield self._talk(one, two, day)
            day += timedelta(days=self.chance.randrange(APART_DAYS, 60))
        if self.chance.random() < 0.5:
            yield from self._change_of_mind(one, two, BEGIN)

    def _talk(self, one: Figure, two: Figure, day: date) -> list[Article]:
        """One talk as several outlets tell it, perhaps with a dispute or a promise."""
        talk = Talk.drawn(self.chance, self.world, one, two, day)
        told = [talk.article(self.chance, outlet) for outlet in talk.outlets]
        kind = self.chance.choice(DISPUTES) if self.chance.random() < 0.4 else ""
        if kind:
            talk.differ(self.chance, kind, told[0], told[1])
        later = []
        if self.chance.random() < 0.25:
            later = talk.promise(self.chance, self.world, told)
        self._note(told, kind, later, talk)
        return [*told, *later]

    def _note(self, told: list[Article], kind: str, later: list[Article], talk: "Talk") -> None:
        names = self._name([*told, *later])
        contact = names[: len(told)]
        self.truth.contacts.append(contact)
        if kind:
            self.truth.disputes.append(Dispute(kind=kind, first=names[:1], second=names[1:2]))
        if later:
            self.truth.broken.append((contact[:2], party_id(talk.one.party), names[-1]))
            sides = {"first": names[:1], "second": names[-1:]}
            self.truth.disputes.append(Dispute(kind="compliance", **sides))

    def _name(self, articles: list[Article]) -> tuple[str, ...]:
        """Give the articles file names in the order in which they were thought of."""
        for article in articles:
            article.file = f"{self._named:06}.md"
            self._named += 1
        return tuple(article.file for article in articles)

    def _published(self, article: Article) -> Iterator[Article]:
        """The article, and what others and later days make of it."""
        yield article
        if self.chance.random() < 1 / COPIED_EVERY:
            kind = self.chance.choice(("copy", "light edit", "cut-down", "wire inside"))
            copy = self._copied(article, kind)
            self.truth.copies.append((copy.file, article.file, kind))
            yield copy
        elif self.chance.random() < 1 / CORRECTED_EVERY:
            note = "Correction: an earlier version left out a word."
            later = evolve(article, paragraphs=[*article.paragraphs, note])
            later.day += timedelta(days=1)
            self._name([later])
            self.truth.versions.append((later.file, article.file))
            yield later

    def _copied(self, article: Article, kind: str) -> Article:
        outlet = self.chance.choice([o for o in self.world.outlets if o != article.outlet])
        body = list(article.paragraphs)
        if kind == "light edit":
            body[-1] = body[-1].replace(" week", " fortnight")
            body.append(f"With material from {article.outlet}.")
        elif kind == "cut-down":
            body = body[: max(3, len(body) - 2)]
        elif kind == "wire inside":
            own = [_background(self.chance, self.world) for _ in range(3)]
            body = [f"What the week brought to {self.chance.choice(self.world.places)}", own[0],
                    f"{article.outlet} reported:", *body[1:], *own[1:]]  # fmt: skip
        made = Article(outlet, article.day + timedelta(days=kind != "copy"), body)
        self._name([made])
        made.url = f"https://example.org/{made.file}"
        return made

    def _change_of_mind(self, one: Figure, two: Figure, day: date) -> Iterator[list[Article]]:
        """A person refuses something in spring and accepts it in autumn."""
        free = [m for m in sorted(MOVING) if (one.party, m) not in self._moved]
        if not free:
            return
        matter = self.chance.choice(free)
        self._moved.add((one.party, matter))
        told = []
        for cue, month in (("refused", 3), ("accepted", 10)):
            outlet = self.chance.choice(self.world.outlets)
            words = f"{one.introduced} spoke to {outlet}. {one.surname} {cue} {matter}."
            said = Demand.drawn(self.chance, self.world, two, one).told(self.chance)
            paragraphs = [f"{one.party} on {matter}", words, f"{two.introduced} replied. {said}"]
            paragraphs.append(_background(self.chance, self.world))
            told.append(Article(outlet, day + timedelta(days=30 * month), paragraphs))
        first, second = self._name(told)
        self.truth.moved.append((party_id(one.party), MOVING[matter], first, second))
        yield told


@frozen(kw_only=True)
class Talk:
    """One contact: who, how, when, where, on what, and what was demanded there."""

    one: Figure
    two: Figure
    day: date
    is_call: bool
    place: str
    minutes: int
    topic: str
    demands: tuple["Demand", ...]
    outlets: tuple[str, ...]

    @classmethod
    def drawn(
        cls, chance: random.Random, world: World, one: Figure, two: Figure, day: date
    ) -> "Talk":
        """A talk at random."""
        demands = [Demand.drawn(chance, world, *sides) for sides in ((one, two), (two, one)) * 4]
        return cls(
            one=one,
            two=two,
            day=day,
            is_call=chance.random() < 0.6,
            place=chance.choice(world.places),
            minutes=chance.randrange(20, 150, 5),
            topic=chance.choice(sorted(TOPICS)),
            demands=tuple(demands),
            outlets=tuple(chance.sample(world.outlets, chance.randrange(2, 5))),
        )

    def article(self, chance: random.Random, outlet: str) -> Article:
        """One outlet's account; it gives the day or the weekday, and some of the demands."""
        published = self.day + timedelta(days=chance.randrange(3))
        said = chance.sample(self.demands, chance.randrange(4, len(self.demands)))
        topic = self.topic.removeprefix("the ")
        head = chance.choice(("{a} and {b} talk", "{b} hears from {a}", "{a} turns to {b}"))
        return Article(
            outlet,
            published,
            [
                head.format(a=self.one.party, b=self.two.party) + f" on {topic}",
                self._told(chance, self.day, weekday=chance.random() < 0.4),
                " ".join(demand.told(chance) for demand in said),
                _background(chance, None, self.place),
                f"Note {chance.randrange(10**9)} of that week.",
            ],
        )

    def _told(self, chance: random.Random, day: date, *, weekday: bool) -> str:
        verb = chance.choice(CALLS if self.is_call else MEETINGS)
        where = "" if self.is_call else f" in {self.place}"
        on = f"{day:%A}" if weekday else f"{day.day} {day:%B} {day.year}"
        tail = chance.choice(("", f" for {self.minutes} minutes"))
        return (
            f"{self.one.introduced} {verb} {self.two.introduced}{where} on {on}{tail}, "
            f"turning to {self.topic}."
        )

    def differ(self, chance: random.Random, kind: str, one: Article, two: Article) -> None:
        """Let two accounts of the talk differ in a known way."""
        mine, theirs = self.one.surname, self.two.surname
        if kind == "denial":
            one.paragraphs[2] += f" {mine} said that {self.topic} had been discussed."
            two.paragraphs[2] += f" {theirs} said that {self.topic} had not been discussed."
        elif kind == "outcome":
            one.paragraphs[2] += f" {mine} said that the talks brought significant progress."
            two.paragraphs[2] += f" {theirs} said that the talks brought no breakthrough."
        elif kind == "number":
            thing = f"{chance.choice(MANNERS)} {chance.choice(COUNTED)}"
            finder = chance.choice(FINDERS).format(place=self.place)
            low = chance.randrange(20, 50)
            for article, number in ((one, low), (two, 2 * low)):
                article.paragraphs[3] = f"{finder} {number} {thing} that week."
        elif kind == "day":
            one.paragraphs[1] = self._told(chance, self.day, weekday=False)
            two.paragraphs[1] = self._told(chance, self.day + timedelta(days=1), weekday=False)
            two.day = max(two.day, self.day + timedelta(days=1))
        else:
            aide = f"{chance.choice(('Ruth', 'Karl', 'Edda'))} {self.place}quist"
            one.paragraphs[1] += f" {aide}, security adviser of {self.one.party}, also took part."
            two.paragraphs[1] += (
                f" {aide}, security adviser of {self.one.party}, did not take part."
            )

    def promise(self, chance: random.Random, world: World, told: list[Article]) -> list[Article]:
        """Let one side promise to leave off something, and break it later."""
        target, place = chance.choice(TARGETS), chance.choice(world.places)
        what = f"halt strikes on the {target} of {place}"
        for article in told[:2]:
            article.paragraphs[2] += f" {self.one.surname} promised to {what} for 60 days."
        day = self.day + timedelta(days=chance.randrange(5, 12))
        outlet = chance.choice(world.outlets)
        charge = (
            f"{self.two.introduced} spoke to {outlet}. {self.two.surname} accused "
            f"{self.one.party} of breaking the promise to {what}."
        )
        strike = f"Forces of {self.one.party} struck the {target} of {place} on {day:%A}."
        paragraphs = [f"{self.two.party} complains", charge, strike, _background(chance, world)]
        return [Article(outlet, day, paragraphs)]


@frozen(kw_only=True)
class Demand:
    """What one side says to the other; each outlet puts it in words of its own."""

    values: dict[str, object]
    forms: tuple[str, ...]

    @classmethod
    def drawn(cls, chance: random.Random, world: World, one: Figure, two: Figure) -> "Demand":
        """One at random."""
        values = {
            "one": one.surname,
            "party": two.party,
            "goods": chance.choice(sorted(GOODS)),
            "place": chance.choice(world.places),
            "count": chance.randrange(5, 90),
        }
        return cls(values=values, forms=chance.choice(WORDINGS))

    def told(self, chance: random.Random) -> str:
        """One outlet's sentence."""
        return chance.choice(self.forms).format(**self.values)


def _background(chance: random.Random, world: World | None, place: str = "") -> str:
    where = chance.choice(world.places) if world else place
    finder = chance.choice(FINDERS).format(place=where)
    thing = f"{chance.choice(MANNERS)} {chance.choice(COUNTED)}"
    return f"{finder} {thing} that week, and nobody asked why."
