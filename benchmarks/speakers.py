"""Whom the speakers of 224 marked attributions stand for: person, organisation or party.

Usage: ``python benchmarks/speakers.py SHARED [--errors]``

SHARED is the folder with ``gold/`` and ``reporting/``; the marks are ``gold/speakers.*.jsonl``
beside this file, made by two readers before anything was measured. Every document is read by the
usual reader, and the speaker's marked words are given to the program's own function from words to
entities, so that the figure does not rest on whether the attribution was found; ``end to end``
takes the speakers of the found attribution whose cue overlaps instead.

What counts as right:

- Every marked name is answered by one entity, and every entity answers a marked name. A speaker
  marked with nobody is right when nobody is given, or only the party marked.
- A name is answered by an entity one of whose names is the same: ``token_set_ratio`` of rapidfuzz
  85 or more, articles, genitives and case left out. A person answers only a name whose last word
  stands in the person's own ("Orr" is no answer to "Orr campaign"), and a speaker marked as the
  name of a person is answered by persons alone.
- A party also answers a name that the gazetteer knows for it ("White House"), and an organisation
  or group marked alone that speaks for it. An unnamed speaker's party counts as a party.

Rules were made on documents whose SHA-256 begins with an even digit; the odd half only measures,
and is the figure to trust. ``--errors`` prints what is wrong in the even half. Prints a line of
JSON and a table; intervals: 95 %, 1,000 draws over documents.
"""

import json
import random
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from attrs import frozen
from rapidfuzz.fuzz import token_set_ratio

from dragoman.encoder import AttributionModel, attribution_folder
from dragoman.extraction import RuleReader
from dragoman.extraction.attribution import Attributor, RuleAttributor, TrainedAttributor
from dragoman.extraction.attribution.identity import identify
from dragoman.extraction.reading import Reading, Tokens
from dragoman.extraction.whose import party_within
from dragoman.gazetteer import Gazetteer, slug
from dragoman.model import Document

GOLD = Path(__file__).parent / "gold"
SAME = 85
"""Least likeness (rapidfuzz, 0..100) of two spellings of one name."""
DRAWS = 1000
_LEFT_OUT = re.compile(r"['’]s\b|['’](?=\s|$)|\b(?:the|a|an)\b|[^\w\s]")
Mark = dict[str, Any]


@frozen(kw_only=True)
class Answer:
    """One whom the program gives: the entity's kind, its names, and the party it is."""

    kind: str
    names: tuple[str, ...]
    party: str | None


@frozen(kw_only=True)
class Measured:
    """One mark measured: right from the marked words, right end to end, and answered at all."""

    mark: Mark
    right: bool
    through: bool
    answered: bool
    answers: tuple[Answer, ...]


def main(shared: Path, *, errors: bool) -> int:
    """Measure and print. Returns the exit code: 0, or 2 where the data is missing."""
    if not (shared / "gold").is_dir() or not (shared / "reporting").is_dir():
        print(f"{shared}: no gold/ and reporting/ there; give the shared folder", file=sys.stderr)
        return 2
    first, second = (_lines(GOLD / f"speakers.{reader}.jsonl") for reader in ("first", "second"))
    gazetteer = Gazetteer.load()
    reader = RuleReader(gazetteer=gazetteer, attributor=_attributor())
    texts = _texts(shared, first)
    laid = {key: reader.lay(Document(id=key[1], text=text)) for key, text in texts.items()}
    measured = [_measure(laid[_key(mark)], mark, gazetteer) for mark in first]
    again = [_measure(laid[_key(mark)], mark, gazetteer).right for mark in second]
    readers = [_agree(one, two, gazetteer) for one, two in zip(first, second, strict=True)]
    print(json.dumps(_report(measured, sum(again) / len(again), sum(readers) / len(readers))))
    _table(measured)
    if errors:
        _show_errors([one for one in measured if _half(one.mark) == "even"], laid)
    return 0


def _lines(path: Path) -> list[Mark]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _key(mark: Mark) -> tuple[str, str]:
    return mark["set"], mark["document"]


def _half(mark: Mark) -> str:
    return "odd" if int(mark["sha256"][0], 16) % 2 else "even"


def _texts(shared: Path, marks: list[Mark]) -> dict[tuple[str, str], str]:
    """The text of every marked document."""
    found = {}
    for name, document in dict.fromkeys(map(_key, marks)):
        if name == "re3d":
            folder, _, number = document.rpartition("/")
            rows = _lines(shared / "gold" / "re3d" / folder / "documents.json")
            text = next(row["text"] for row in rows if row["_id"] == number)
        elif name == "polnear":
            path = shared / "gold" / "polnear" / "dev" / "text" / f"{document}.txt"
            text = path.read_text("utf-8")
        else:
            text = (shared / "reporting" / f"{document}.txt").read_text("utf-8")
        found[name, document] = text
    return found


def _attributor() -> Attributor:
    """The usual one: by nets where their files are installed."""
    folder = attribution_folder()
    if folder is None:
        return RuleAttributor()
    return TrainedAttributor(model=AttributionModel.load(folder))


def _measure(reading: Reading, mark: Mark, gazetteer: Gazetteer) -> Measured:
    speaker = _tokens(reading, mark["speaker"])
    answers = _answers(reading, [speaker], identify(reading, [speaker], reading.attributed))
    cue = _tokens(reading, mark["cue"])
    found = next((o for o in reading.attributed if any(c.overlaps(cue) for c in o.cues)), None)
    given = _answers(reading, found.speakers, found.speaker_ids) if found is not None else []
    return Measured(
        mark=mark,
        right=_is_right(mark, answers, gazetteer),
        through=found is not None and _is_right(mark, given, gazetteer),
        answered=bool(answers),
        answers=tuple(answers),
    )


def _tokens(reading: Reading, span: list[int]) -> Tokens:
    """The tokens that a span of the stored text touches; one token at least."""
    start, end = span
    places = [
        (token.i, *reading.view.stored(token.idx, token.idx + len(token))) for token in reading.doc
    ]
    inside = [at for at, low, high in places if low < end and start < high]
    return Tokens(inside[0], inside[-1] + 1)


def _answers(reading: Reading, spans: list[Tokens], ids: list[str]) -> list[Answer]:
    """The entities; without any, the party to which an unnamed speaker belongs."""
    entities = [reading.names.entities[known] for known in ids]
    if not entities:
        parties = dict.fromkeys(p for span in spans if (p := party_within(reading, span)))
        return [Answer(kind="party", names=(), party=party) for party in parties]
    return [
        Answer(kind=one.kind, names=one.names, party=reading.names.party_of(one.id))
        for one in entities
    ]


def _is_right(mark: Mark, answers: list[Answer], gazetteer: Gazetteer) -> bool:
    who, parties = mark["who"], _ids(_several(mark["party"]), gazetteer)
    if not who:
        return all(one.kind != "person" and one.party in parties for one in answers)

    def fits(name: str, answer: Answer) -> bool:
        if _is_named(name, answer, mark["form"]):
            return True
        if answer.kind == "person":
            return False
        alone = mark["form"] in ("org", "group") and len(who) == 1 and len(answers) == 1
        return answer.party in (_ids([name], gazetteer) | (parties if alone else set())) - {None}

    each = all(any(fits(name, one) for one in answers) for name in who)
    return each and all(any(fits(name, one) for name in who) for one in answers)


def _is_named(name: str, answer: Answer, form: str) -> bool:
    wanted = _plain(name)
    if answer.kind == "person":
        own = {word for known in answer.names for word in _plain(known).split()}
        if wanted.split()[-1] not in own:
            return False
    elif form == "name":
        return False
    return any(token_set_ratio(wanted, _plain(known)) >= SAME for known in answer.names)


def _plain(name: str) -> str:
    return " ".join(_LEFT_OUT.sub(" ", name.lower()).split())


def _several(cell: str) -> list[str]:
    return [part.strip() for part in re.split(r";| and ", cell) if part.strip()]


def _ids(names: Iterable[str], gazetteer: Gazetteer) -> set[str | None]:
    """The ids of parties by their names: by the gazetteer, else as an unlisted party is called."""
    bare = [re.sub(r"^[Tt]he ", "", name).replace("’", "'") for name in names]
    return {gazetteer.party_of_word(name) or slug(name) for name in bare}


def _agree(one: Mark, two: Mark, gazetteer: Gazetteer) -> bool:
    """Whether the second reader's answer is right by the first one's mark."""
    person = two["form"] not in ("org", "group")
    parties = _ids(_several(two["party"]), gazetteer)
    answers = [
        Answer(
            kind="person" if person and one["form"] not in ("org", "group") else "organisation",
            names=(name,),
            party=next(iter(parties)) if len(parties) == 1 else None,
        )
        for name in two["who"]
    ]
    return _is_right(one, answers, gazetteer)


def _report(measured: list[Measured], second: float, readers: float) -> dict[str, Any]:
    halves = {half: [m for m in measured if _half(m.mark) == half] for half in ("even", "odd")}
    answered = [one for one in measured if one.answered]
    return {
        "set": "speakers",
        "n": len(measured),
        "right": round(_share(measured), 3),
        **{half: round(_share(ones), 3) for half, ones in halves.items()},
        "right_by_second_reader": round(second, 3),
        "end_to_end": round(_share(measured, lambda one: one.through), 3),
        "precision_among_resolved": round(_share(answered), 3),
        "resolved": round(len(answered) / len(measured), 3),
        "two_readers": round(readers, 3),
    }


def _share(
    ones: list[Measured], right: Callable[[Measured], bool] = lambda one: one.right
) -> float:
    return sum(map(right, ones)) / max(1, len(ones))


def _table(measured: list[Measured]) -> None:
    print(f"{'':22s} {'n':>4s} {'right':>6s}  {'interval':13s} {'end to end':>10s}")
    _row("all", measured)
    for field in ("set", "form"):
        for value in sorted({one.mark[field] for one in measured}):
            _row(f"{field} {value}", [one for one in measured if one.mark[field] == value])
    for half in ("even", "odd"):
        _row(f"half {half}", [one for one in measured if _half(one.mark) == half])


def _row(name: str, ones: list[Measured]) -> None:
    low, high = _interval(ones)
    through = _share(ones, lambda one: one.through)
    share = _share(ones)
    print(f"{name:22s} {len(ones):4d} {share:6.3f}  [{low:.3f}, {high:.3f}] {through:10.3f}")


def _interval(ones: list[Measured]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the share that is right, drawn over documents."""
    by_document: dict[tuple[str, str], list[Measured]] = {}
    for one in ones:
        by_document.setdefault(_key(one.mark), []).append(one)
    groups, dice = list(by_document.values()), random.Random(1)
    shares = sorted(
        _share([one for group in dice.choices(groups, k=len(groups)) for one in group])
        for _ in range(DRAWS)
    )
    return shares[int(0.025 * DRAWS)], shares[int(0.975 * DRAWS)]


def _show_errors(measured: list[Measured], laid: dict[tuple[str, str], Reading]) -> None:
    """Print what is wrong, with its surroundings."""
    for one in (m for m in measured if not m.right):
        text = laid[_key(one.mark)].document.text
        start, end = one.mark["speaker"]
        given = [f"{a.kind} {a.names[:3]} {a.party}" for a in one.answers]
        before, after = text[max(0, start - 220) : start], text[end : end + 120]
        print(f"\n{_key(one.mark)} {one.mark['form']} {one.mark['who']} {one.mark['party']}")
        print(f"  given: {given}")
        print(f"  {before!r} [[{text[start:end]}]] {after!r}")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[1:] not in ([], ["--errors"]) or not arguments:
        print("usage: python benchmarks/speakers.py SHARED [--errors]", file=sys.stderr)
        raise SystemExit(2)
    raise SystemExit(main(Path(arguments[0]), errors=len(arguments) > 1))
