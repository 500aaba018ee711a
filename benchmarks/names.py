"""Measure names against re3d, side by side with spaCy's own tagger in the same run.

Usage: ``python benchmarks/names.py DATA [--errors]`` where DATA holds re3d's folders.

Entities. Gold: those of the types Person, Organisation, Location and Nationality that hold a
capital letter and are no pronoun, and all Temporal ones. re3d was annotated in two rounds: a
gazetteer marked the text first (confidence 0: "hope" is a person there, every "Iraq" a place),
people then marked it (confidence above 0). Under ``dragoman`` and ``spaCy`` what people marked is
demanded, and what only the gazetteer marked is neither demanded nor held against anybody. Under
``both rounds`` everything counts; the country in "the UK said" is then Organisation and Location
at once, so there a country's name that acts is given as both, ours and the tagger's alike where
that helps it. A hit: spans overlap and types agree. Pronouns, the unnamed and phrases without a
name are left out, and so are times that are none by re3d's schema ("now", "daily").

"Same as". Gold: what ``IsSynonymOf`` joins, carried on to equal strings of the type in a
document. Two entities that any other relation joins ("CommWith", "Likes") are two. Of the pairs
of mentions that this decides, a system says which are the same: ours by the entity that a
mention refers to, the peer by equal strings (case and article aside).
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

from attrs import field, frozen
from spacy.tokens import Doc

from dragoman.extraction.names import find_names
from dragoman.extraction.reading import NameMention, Reading
from dragoman.extraction.reference import resolve
from dragoman.extraction.segments import split
from dragoman.extraction.syntax import load_model, parse
from dragoman.extraction.times import find_times
from dragoman.extraction.view import View
from dragoman.gazetteer import Form, Gazetteer
from dragoman.model import Document, When

NAMES = ("Person", "Organisation", "Location", "Nationality")
TYPES = (*NAMES, "Temporal")
PRONOUNS = frozenset(["i", "we", "you", "he", "she", "they", "it", "us", "our", "their", "its"])
TAGGER = {
    "PERSON": "Person", "ORG": "Organisation", "NORP": "Nationality", "GPE": "Location",
    "LOC": "Location", "FAC": "Location", "DATE": "Temporal", "TIME": "Temporal",
}  # fmt: skip
OURS = {"person": "Person", "organisation": "Organisation", "place": "Location"}
VAGUE = ("ref:", "set:")
"""Forms of times that no calendar has (``dragoman.calendar``)."""


@frozen(kw_only=True)
class Span:
    """A marked stretch of a text; ``also`` is a second type that it may count as."""

    start: int
    end: int
    type: str
    sure: bool = True
    also: str = ""
    who: str = ""

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@frozen(kw_only=True)
class Text:
    """One document with its gold: entities, and the pairs of spans that relations join."""

    text: str
    gold: list[Span] = field(factory=list)
    same: list[tuple[Span, Span]] = field(factory=list)
    apart: list[tuple[Span, Span]] = field(factory=list)


def main() -> int:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        print("usage: python benchmarks/names.py DATA [--errors] (re3d's folder)", file=sys.stderr)
        return 2
    gazetteer = Gazetteer.load()
    texts = documents(Path(sys.argv[1]))
    found: dict[str, list[list[Span]]] = {"dragoman": [], "spaCy": []}
    for text in texts:
        found["dragoman"].append(ours(text.text, gazetteer))
        found["spaCy"].append(tagger(load_model()(text.text)))
    report: dict[str, Any] = {
        system: entities(texts, given, strict=True) for system, given in found.items()
    }
    report["both rounds"] = {
        system: entities(texts, given, strict=False) for system, given in found.items()
    }
    report["same as"] = same_as(texts, found["dragoman"])
    print(json.dumps(report))
    show(report)
    if "--errors" in sys.argv:
        show_errors(texts, found["dragoman"])
    return 0


def documents(folder: Path) -> list[Text]:
    texts: list[Text] = []
    for part in sorted(folder.iterdir()):
        read = {d["_id"]: Text(text=d["text"]) for d in lines(part / "documents.json")}
        for entity in lines(part / "entities.json"):
            named = entity["type"] in NAMES and is_name(entity["value"])
            if named or entity["type"] == "Temporal":
                read[entity["documentId"]].gold.append(_span(entity))
        for relation in lines(part / "relations.json"):
            text = read[relation["documentId"]]
            pair = _ends(relation, text.gold)
            if pair is not None and relation["confidence"] > 0:
                (text.same if relation["type"] == "IsSynonymOf" else text.apart).append(pair)
        texts += read.values()
    return texts


def _span(entity: dict[str, Any]) -> Span:
    sure = entity["confidence"] > 0
    return Span(start=entity["begin"], end=entity["end"], type=entity["type"], sure=sure)


def _ends(relation: dict[str, Any], gold: list[Span]) -> tuple[Span, Span] | None:
    """The two entities that a relation joins, None when one is no name."""
    at = {(one.start, one.end): one for one in gold if one.type != "Temporal"}
    source = at.get((relation["sourceBegin"], relation["sourceEnd"]))
    target = at.get((relation["targetBegin"], relation["targetEnd"]))
    return (source, target) if source is not None and target is not None else None


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def is_name(value: str) -> bool:
    words = [word for word in value.split() if word.lower() not in PRONOUNS]
    return any(word[0].isupper() and word not in ("The", "A", "An") for word in words)


def ours(text: str, gazetteer: Gazetteer) -> list[Span]:
    view = View.of(text)
    document = Document(id="gold", text=text)
    stretches = split(view, document)
    reading = Reading(
        document=document, view=view, gazetteer=gazetteer, stretches=stretches,
        doc=parse(view, stretches),
    )  # fmt: skip
    reading.names = find_names(reading)
    resolve(reading)
    named = [m for m in reading.names.mentions if m.noun != "unnamed"]
    spans = [_named(reading, m) for m in named if is_name(reading.text(m.span))]
    times = [reading.passage(t.span) for t in find_times(reading) if is_specific(t.when)]
    return spans + [Span(start=t.start, end=t.end, type="Temporal") for t in times]


def is_specific(when: When) -> bool:
    """Whether a time is "a specific date, or time or range of time", as re3d's schema has it:
    neither "now" and "the future" nor "daily"."""
    return not when.form.startswith(VAGUE)


def _named(reading: Reading, mention: NameMention) -> Span:
    passage = reading.passage(mention.span)
    known = reading.gazetteer.names.get(passage.exact)
    kind, also = OURS.get(mention.noun, "Organisation"), ""
    if known is not None and known.form is Form.ADJECTIVE:
        kind = "Nationality"
    elif known is not None and known.form in (Form.LABEL, Form.SEAT) and kind != "Person":
        also = "Organisation" if kind == "Location" else "Location"
    return Span(
        start=passage.start, end=passage.end, type=kind, also=also, who=mention.refers_to or ""
    )


def tagger(doc: Doc) -> list[Span]:
    return [
        Span(
            start=entity.start_char,
            end=entity.end_char,
            type=kind,
            also="Organisation" if entity.label_ == "GPE" else "",
        )
        for entity in doc.ents
        if (kind := TAGGER.get(entity.label_))
    ]


Scores = dict[str, tuple[float, float, float]]


def entities(texts: list[Text], found: list[list[Span]], *, strict: bool) -> Scores:
    """Precision, recall, F1 by type. Not ``strict``: both rounds; the better with second types."""
    plain = _scores(_tally(texts, found, strict=strict, second=False))
    if strict:
        return plain
    second = _scores(_tally(texts, found, strict=strict, second=True))
    return {kind: max(plain[kind], second[kind], key=lambda one: one[2]) for kind in plain}


def _tally(
    texts: list[Text], found: list[list[Span]], *, strict: bool, second: bool
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text, given in zip(texts, found, strict=True):
        for kind in (*TYPES, "any name"):
            gold = [one for one in text.gold if _is(one, kind, second=False)]
            said = [one for one in given if _is(one, kind, second=second)]
            asked = [one for one in gold if one.sure or not strict]
            free = [one for one in gold if not one.sure and strict]
            wrong = [one for one in said if not _meets(one, asked)]
            counts[f"{kind} gold"] += len(asked)
            counts[f"{kind} recalled"] += sum(_meets(one, said) for one in asked)
            counts[f"{kind} right"] += len(said) - len(wrong)
            counts[f"{kind} wrong"] += sum(not _meets(one, free) for one in wrong)
    return counts


def _is(span: Span, kind: str, *, second: bool) -> bool:
    return kind in (span.type, span.also if second else "") or (
        kind == "any name" and span.type != "Temporal"
    )


def _meets(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)


def _scores(counts: Counter[str]) -> Scores:
    return {
        kind: _rates(
            counts[f"{kind} right"],
            counts[f"{kind} right"] + counts[f"{kind} wrong"],
            counts[f"{kind} recalled"],
            counts[f"{kind} gold"],
        )
        for kind in (*TYPES, "any name")
    }


def _rates(right: int, given: int, recalled: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, given), recalled / max(1, gold)
    total = precision + recall
    f1 = 2 * precision * recall / total if total else 0.0
    return round(precision, 3), round(recall, 3), round(f1, 3)


def same_as(texts: list[Text], found: list[list[Span]]) -> Scores:
    """Pairs of mentions that are one and the same, of those that the gold decides."""
    counts: dict[str, Counter[str]] = {"dragoman": Counter(), "equal strings": Counter()}
    for text, given in zip(texts, found, strict=True):
        for first, second, same in _decided(text):
            held = _entities(text, first, given) & _entities(text, second, given)
            said = {
                "dragoman": bool(held),
                "equal strings": _bare(text, first) == _bare(text, second),
            }
            for system, yes in said.items():
                counts[system]["gold"] += same
                counts[system]["given"] += yes
                counts[system]["right"] += same and yes
    return {
        system: _rates(tally["right"], tally["given"], tally["right"], tally["gold"])
        for system, tally in counts.items()
    }


def _decided(text: Text) -> Iterator[tuple[Span, Span, bool]]:
    """The pairs of entities that relations decide, each once: whether they are the same."""
    root: dict[tuple[str, str], tuple[str, str]] = {}

    def find(key: tuple[str, str]) -> tuple[str, str]:
        while root.get(key, key) != key:
            key = root[key]
        return key

    for first, second in text.same:
        root[find(_key(text, first))] = find(_key(text, second))
    chains: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for one in text.gold:
        if one.sure and one.type in NAMES:
            chains[find(_key(text, one))].append(one)
    joined = {find(_key(text, first)) for first, _ in text.same}
    for chain in joined:
        yield from ((a, b, True) for a, b in combinations(chains[chain], 2) if not a.meets(b))
    apart = {frozenset(find(_key(text, one)) for one in pair) for pair in text.apart}
    for pair in apart:
        if len(pair) == 2:
            left, right = pair
            both = product(chains[left], chains[right])
            yield from ((a, b, False) for a, b in both if not a.meets(b))


def _key(text: Text, span: Span) -> tuple[str, str]:
    return span.type, _bare(text, span)


def _bare(text: Text, span: Span) -> str:
    words = text.text[span.start : span.end].casefold().split()
    return " ".join(words[words[:1] in (["the"], ["a"], ["an"]) :])


def _entities(text: Text, span: Span, given: list[Span]) -> set[str]:
    """The entity meant at a gold span: that of the longest mention over its head.

    The head is the last word before "of", "for", "to" or "at", else the last of all.
    """
    words = text.text[span.start : span.end]
    front = re.split(" (?:of|for|to|at) ", words)[0].rstrip()
    at = span.start + len(front) - 1
    over = [one for one in given if one.who and one.start <= at < one.end]
    longest = max(over, key=lambda one: one.end - one.start, default=None)
    return {longest.who} if longest is not None else set()


def show(report: dict[str, Any]) -> None:
    """The table: what people marked, ours beside the tagger, then both rounds, then same as."""
    for title, part in (("marked by people", report), ("both rounds", report["both rounds"])):
        print(f"\n{title:20}{'dragoman':>24}{'spaCy':>24}{'ahead':>8}")
        for kind in (*TYPES, "any name"):
            own, peer = part["dragoman"][kind], part["spaCy"][kind]
            print(f"{kind:20}{_line(own):>24}{_line(peer):>24}{own[2] - peer[2]:>+8.3f}")
    own, peer = report["same as"]["dragoman"], report["same as"]["equal strings"]
    print(f"\n{'':20}{'dragoman':>24}{'equal strings':>24}{'ahead':>8}")
    print(f"{'same as':20}{_line(own):>24}{_line(peer):>24}{own[2] - peer[2]:>+8.3f}")


def _line(rates: tuple[float, float, float]) -> str:
    return "P {:.3f} R {:.3f} F {:.3f}".format(*rates)


def show_errors(texts: list[Text], found: list[list[Span]]) -> None:
    """What was missed and what was wrong, by type, with the words around."""
    for text, given in zip(texts, found, strict=True):
        for kind in TYPES:
            gold = [one for one in text.gold if one.type == kind]
            said = [one for one in given if one.type == kind]
            for label, ones, others in (
                ("missed", [one for one in gold if one.sure], said),
                ("wrong", said, gold),
            ):
                for one in ones:
                    if not _meets(one, others):
                        print(f"{kind}\t{label}\t{_context(text.text, one)}")


def _context(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
    return f"{before}[{text[span.start : span.end]}]{after}".replace("\n", " ")


if __name__ == "__main__":
    raise SystemExit(main())
