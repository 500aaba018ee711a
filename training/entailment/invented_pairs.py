"""Pairs from invented accounts: places filled by lot, said by somebody, feared, moved away."""

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve, frozen
from gold_pairs import CONTRADICTS, ENTAILS, NEUTRAL, Right, Sample, only

from dragoman.gazetteer.tables import rows as table

_SLOT = re.compile(r"\{(\w+)\}")
_FIGURE = re.compile(r"\{(n|m|few|u|e)\}|pays everything|alone bears")
"""Two denials may clash where they name figures, days or payers of their own."""

COMPATIBLE: Right = only(ENTAILS, NEUTRAL)
"""Follows or is left open: what tails and speakers make of "the same" is one of these."""

Names = Mapping[str, str]

DENIED = 0.4
"""Share of the contradicting accounts beside which one denial stands."""


@frozen(kw_only=True)
class Block:
    """One matter: its first account, and others with how they stand to it (the letters of
    ``accounts.txt``)."""

    first: str
    others: tuple[tuple[str, str], ...]


def blocks(path: Path) -> list[Block]:
    """The blocks of a file of accounts.

    Raises:
        OSError: the file cannot be read.
    """
    found: list[Block] = []
    for line in path.read_text("utf-8").splitlines():
        letter, _, text = line.partition(" ")
        if letter == "=":
            found.append(Block(first=text, others=()))
        elif letter in {"P", "E", "M", "C", "N"}:
            found[-1] = evolve(found[-1], others=(*found[-1].others, (letter, text)))
    return found


@frozen(kw_only=True)
class Ways:
    """One matter: ways to say it, and ways to say that it is not so."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


def ways(path: Path) -> list[Ways]:
    """The blocks of a file of ways.

    Raises:
        OSError: the file cannot be read.
    """
    found: list[Ways] = []
    for block in path.read_text("utf-8").split("\n\n"):
        lines = [line.partition(" ") for line in block.splitlines()]
        yes, no = (tuple(text for mark, _, text in lines if mark == sign) for sign in "+-")
        if yes:
            found.append(Ways(yes=yes, no=no))
    return found


class Fillings:
    """Chooses names, numbers and what stands around a sentence, by one lot."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        path = Path(__file__).with_name("fillings.toml")
        self.lists: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
        self.countries = [row["label"] for row in table("countries")]

    def one(self, name: str) -> str:
        """One of a list."""
        return self.rng.choice(self.lists[name])

    def name(self, ending: str) -> str:
        """A name that does not exist, of two or three syllables."""
        middle = "".join(self.one("vowels") + self.one("middles") for _ in range(self.long()))
        return (self.one("onsets") + middle + self.one(ending)).capitalize()

    def long(self) -> int:
        """One syllable more often than two."""
        return 1 if self.rng.random() < 0.7 else 2

    def party(self) -> str:
        """A country, real or invented, or some other party."""
        is_real = self.rng.random() < 0.25
        land = self.rng.choice(self.countries) if is_real else self.name("lands")
        return self.one("parties").format(land=land, place=self.name("places"))

    def person(self) -> str:
        """Somebody invented, with or without an office and a first name."""
        first = self.one("firsts") + " " if self.rng.random() < 0.7 else ""
        return f"{self.one('titles')} {first}{self.name('surnames')}".strip()

    def names(self) -> dict[str, str]:
        """What stands in each place, no two alike."""
        number = self.rng.choice([self.rng.randrange(9, 60), self.rng.randrange(60, 9000)])
        days, months = (self.rng.sample(self.lists[name], 2) for name in ("days", "months"))
        issues = self.rng.sample(self.lists["issues"], 2)
        few = max(2, int(number * self.rng.uniform(0.1, 0.6)))
        part = int(number * self.rng.uniform(0.75, 0.95))
        other = self.rng.choice([few, int(number * self.rng.uniform(1.2, 3)) + 1])
        known = {key: self.party() for key in "ABCD"}
        known |= {key: self.person() for key in "XYZ"}
        known |= {key: self.name("places") for key in "LM"}
        known |= dict(zip("de", days, strict=True)) | dict(zip("ij", issues, strict=True))
        known |= {"month": months[0], "month2": months[1], "n": str(number), "m": str(other)}
        known |= {"few": str(few), "part": str(part), "many": str(2 * number + 3)}
        return known | {"t": self.one("long"), "u": self.one("short")}

    def who(self) -> str:
        """Somebody who says something."""
        return self.one("speakers").format(person=self.person())

    def around(self, name: str, sentence: str) -> str:
        """A sentence in one of the frames of a list."""
        bare = sentence.rstrip(".")
        return self.one(name).format(who=self.who(), s=bare, S=capital(bare)) + "."

    def dressed(self, sentence: str) -> tuple[str, bool]:
        """A sentence as some outlet might print it; and whether something was added to it."""
        is_said, added = self.rng.random() < 0.5, False
        if self.rng.random() < 0.25:
            sentence, added = self._longer(sentence), True
        return capital(self.around("said", sentence) if is_said else sentence), added

    def _longer(self, sentence: str) -> str:
        if self.rng.random() < 0.4:
            return self.one("before") + sentence
        return sentence.rstrip(".") + self.one("behind") + "."


def capital(text: str) -> str:
    """A text with a capital letter first."""
    return text[0].upper() + text[1:]


def filled(text: str, names: Names) -> str:
    """A sentence with its places filled, its first letter as inside a sentence."""
    return _SLOT.sub(lambda slot: names[slot[1]], text[0].lower() + text[1:])


def invented(path: Path, rng: random.Random, times: int) -> list[Sample]:
    """Pairs from every block, filled ``times`` times over."""
    fillings, known = Fillings(rng), blocks(path)
    found: list[Sample] = []
    for _ in range(times):
        for block in known:
            names = fillings.names()
            found += _of_block(block, names, fillings)
            found.append(_apart(block, rng.choice(known), names, fillings))
    return found


def _of_block(block: Block, names: Names, fillings: Fillings) -> Iterator[Sample]:
    same = [block.first, *(text for letter, text in block.others if letter == "P")]
    for letter, text in block.others:
        first, second = filled(fillings.rng.choice(same), names), filled(text, names)
        if letter == "P" and fillings.rng.random() < 0.5:
            first = filled(block.first, names)
        yield from _pair(letter, first, second, fillings)
        if letter == "C":
            yield _away(fillings.rng.choice(same), text, names, fillings)
            if fillings.rng.random() < DENIED:
                yield _denied(same, text, names, fillings)


def reworded(path: Path, rng: random.Random, times: int) -> list[Sample]:
    """From every matter of a file of ways ``times`` pairs of each kind: both say it, both say that
    it is not so, they clash, and what would clash is feared or is said of others."""
    fillings = Fillings(rng)
    found: list[Sample] = []
    for _ in range(times):
        for one in ways(path):
            names = fillings.names()
            (yes, also), (no, nor) = rng.sample(one.yes, 2), rng.sample(one.no, 2)
            found.append(_reworded(yes, also, names, fillings, COMPATIBLE))
            found.append(_reworded(yes, no, names, fillings, only(CONTRADICTS)))
            found.append(_away(yes, no, names, fillings))
            if not _FIGURE.search(no + nor):
                found.append(_reworded(no, nor, names, fillings, COMPATIBLE))
    return found


def _reworded(one: str, two: str, names: Names, fillings: Fillings, right: Right) -> Sample:
    texts = [fillings.dressed(filled(text, names) + ".")[0] for text in (one, two)]
    fillings.rng.shuffle(texts)
    return Sample(first=texts[0], second=texts[1], right=right)


def _pair(letter: str, first: str, second: str, fillings: Fillings) -> Iterator[Sample]:
    """A pair, dressed, in one or the other direction."""
    (one, _), (two, is_longer) = fillings.dressed(first), fillings.dressed(second)
    is_back = fillings.rng.random() < 0.5
    if letter == "C":
        right = only(CONTRADICTS)
    elif letter in {"P", "E"}:
        right = COMPATIBLE if is_longer or is_back else only(ENTAILS)
    else:
        right = COMPATIBLE if is_back else only(NEUTRAL)
    yield (
        Sample(first=two, second=one, right=right)
        if is_back
        else Sample(first=one, second=two, right=right)
    )


def _away(first: str, clash: str, names: Names, fillings: Fillings) -> Sample:
    """What would clash, were it not feared, wished, long ago, or of other parties and places."""
    one, _ = fillings.dressed(filled(first, names).rstrip(".") + ".")
    chance = fillings.rng.random()
    if chance < 0.3:
        others = _others(first, clash, names, fillings)
        two = fillings.dressed(filled(clash, others).rstrip(".") + ".")[0]
    else:
        two = fillings.around("unreal" if chance < 0.8 else "past", filled(clash, names))
        two = capital(two)
    if fillings.rng.random() < 0.5:
        one, two = two, one
    return Sample(first=one, second=two, right=only(NEUTRAL))


def _denied(same: Sequence[str], clash: str, names: Names, fillings: Fillings) -> Sample:
    """An account beside its denial, or beside the denial of what would clash with it."""
    first = fillings.dressed(filled(fillings.rng.choice(same), names))[0]
    is_own = fillings.rng.random() < 0.65
    text = filled(fillings.rng.choice(same) if is_own else clash, names)
    second = capital(fillings.around("denied", text))
    right = only(CONTRADICTS) if is_own else COMPATIBLE
    if fillings.rng.random() < 0.5:
        first, second = second, first
    return Sample(first=first, second=second, right=right)


def _others(first: str, clash: str, names: Names, fillings: Fillings) -> Names:
    """Names for another matter: all parties and people, or the place alone, are others."""
    fresh = fillings.names()
    if "{L}" in first and "{L}" in clash and fillings.rng.random() < 0.5:
        return {**names, "L": fresh["L"], "M": fresh["M"]}
    moved = {key: fresh[key] for key in "ABCDXYZLM"}
    return {**names, **moved}


def _apart(one: Block, two: Block, names: Names, fillings: Fillings) -> Sample:
    """Accounts of two matters with the same parties; of one matter, the same account twice."""
    first, second = (fillings.dressed(filled(block.first, names))[0] for block in (one, two))
    right = COMPATIBLE if one == two else only(NEUTRAL)
    return Sample(first=first, second=second, right=right)
