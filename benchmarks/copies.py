"""Copies and look-alikes: labelled pairs by construction, ours beside MinHash at one threshold.

    python benchmarks/copies.py ../shared/gold [--set open|closed] [--worst 20]

At least 200 pairs a set. The thresholds of ours were set on the open set, and so was that of the
peer (MinHash of ``rensa``, 128 permutations, three words a shingle, at its best threshold); the
closed set has other raw articles, another seed, other words to swap and further kinds of edit, and
is run once. All texts of a set are one pile for ours, so that finding the pairs counts as well.

A pair counts as tied when ours says copy, light edit, cut-down or wire inside, or the peer's
likeness reaches its threshold. Real articles on one matter (one subtopic of ECB+) are look-alikes,
unless a third of the runs of eight words of one stand in the other to the letter: then they are
reprints. Prints precision, recall, F1, look-alikes tied, ties across pairs, and a line a
kind.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from copies_making import Maker, Pair, Raw, polnear, repeated, spaced
from ecb_reading import load, topics_of
from rensa import RMinHash

from dragoman.model import Document, ReuseKind, TextReuse
from dragoman.resolution.reuse import cut_text, find_reuses

SEEDS = {"open": 11, "closed": 503}
TIED = frozenset({ReuseKind.COPY, ReuseKind.LIGHT_EDIT, ReuseKind.CUT_DOWN, ReuseKind.WIRE_INSIDE})
INVENTED = Path(__file__).with_name("copies_texts.toml")


def pairs_of(which: str, gold: Path) -> list[Pair]:
    """The labelled pairs of one set."""
    articles = polnear(gold / "polnear" / "train")
    cut = len(articles) // 2
    maker = Maker(
        which, SEEDS[which], articles[:cut] if which == "open" else articles[cut:], INVENTED
    )
    pairs = _edits(maker)
    pairs += _of_closed(maker) if which == "closed" else []
    pairs += maker.invented_pairs()
    return pairs + _real(maker, gold / "ecbplus")


def _edits(m: Maker) -> list[Pair]:
    """The kinds that both sets have."""
    said = m.invented["statement"]
    return [
        *repeated(lambda: m.light(m.take()), 30),
        *repeated(lambda: m.heavy(m.take()), 20),
        *repeated(lambda: m.cut(m.take()), 25),
        *repeated(lambda: m.wire(m.take(), m.take()), 25),
        *repeated(lambda: m.background(m.take(), m.take()), 20),
        *repeated(lambda: m.statement(m.take(), m.take(), m.chance.choice(said)), 15),
        *repeated(lambda: m.serial(m.take()), 20),
        *repeated(lambda: m.corrected(m.take()), 12),
    ]


def _of_closed(m: Maker) -> list[Pair]:
    """The kinds that ours was not set on."""
    return [
        *repeated(lambda: m.shuffled(m.take()), 10),
        *repeated(lambda: m.brief(m.take()), 10),
        *repeated(lambda: m.two_halves(m.take(), m.take()), 10),
        *repeated(lambda: m.lengthened(m.take()), 10),
        *repeated(lambda: m.serial(m.take(), "days"), 6),
        *repeated(lambda: m.serial(m.take(), "numbers"), 6),
    ]


def _real(maker: Maker, folder: Path) -> list[Pair]:
    """Pairs of real articles on one matter, up to two a subtopic."""
    topics = [t for t in topics_of(folder) if (int(t) % 2 == 1) is (maker.which == "open")]
    groups: defaultdict[str, list[Raw]] = defaultdict(list)
    for text in load(folder, topics)[0]:
        sentences = tuple(spaced(tokens) for tokens in text.sentences)
        groups[text.subtopic].append(Raw(name=text.name, group=text.subtopic, paragraphs=sentences))
    made = []
    for group in (groups[name] for name in sorted(groups)):
        chosen = list(combinations(sorted(group, key=lambda raw: raw.name), 2))
        random.Random(len(chosen)).shuffle(chosen)
        seen: set[str] = set()
        for one, two in chosen:
            if seen.isdisjoint((one.name, two.name)) and len(seen) < 4:
                seen |= {one.name, two.name}
                made.append(_real_pair(maker, one, two))
    return made


def _real_pair(maker: Maker, one: Raw, two: Raw) -> Pair:
    first, second = (_runs(" ".join(raw.paragraphs).lower().split()) for raw in (one, two))
    shared = len(first & second) / max(min(len(first), len(second)), 1)
    kind = "reprint" if shared >= 1 / 3 else "same matter"
    return maker.pair(kind, list(one.paragraphs), list(two.paragraphs))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + 8]) for n in range(max(len(words) - 7, 1))}


def ours(pairs: list[Pair]) -> tuple[dict[frozenset[str], TextReuse], float]:
    """What ours says of every two texts of the pile, and the seconds it took."""
    pile = {d.id: d for pair in pairs for d in (pair.one, pair.two)}
    began = time.process_time()

    def fetch(ids: object) -> list[Document]:
        return [pile[one] for one in ids]  # type: ignore[attr-defined]

    found = find_reuses(pile.values(), fetch)
    return {frozenset((r.document, r.original)): r for r in found}, time.process_time() - began


def likeness(pair: Pair) -> float:
    """The peer: the Jaccard likeness of MinHash sketches of three words a shingle."""
    sketches = []
    for document in (pair.one, pair.two):
        words = cut_text(document.id, document.text).forms
        sketch = RMinHash(128, 1)
        sketch.update([" ".join(words[n : n + 3]) for n in range(max(len(words) - 2, 1))])
        sketches.append(sketch)
    return float(sketches[0].jaccard(sketches[1]))


def figures(pairs: list[Pair], tied: list[bool]) -> dict[str, float]:
    """Precision, recall, F1, and how many look-alikes were tied."""
    right = sum(t and p.is_copy for p, t in zip(pairs, tied, strict=True))
    wrong = sum(t and not p.is_copy for p, t in zip(pairs, tied, strict=True))
    copies = sum(p.is_copy for p in pairs)
    precision, recall = right / max(right + wrong, 1), right / max(copies, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {
        "p": round(precision, 3),
        "r": round(recall, 3),
        "f1": round(f1, 3),
        "look-alikes": wrong,
    }


def best_threshold(gold: Path) -> float:
    """The peer's threshold with the best F1 on the open set."""
    pairs = pairs_of("open", gold)
    alike = [likeness(pair) for pair in pairs]
    steps = [n / 100 for n in range(2, 100, 2)]
    return max(steps, key=lambda step: figures(pairs, [a >= step for a in alike])["f1"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--set", default="open", choices=sorted(SEEDS))
    parser.add_argument("--worst", type=int, default=0)
    arguments = parser.parse_args()
    pairs = pairs_of(arguments.set, arguments.gold)
    found, seconds = ours(pairs)
    said = [found.get(frozenset((p.one.id, p.two.id))) for p in pairs]
    tied = [r is not None and r.reuse_kind in TIED for r in said]
    threshold = best_threshold(arguments.gold)
    by_peer = [likeness(pair) >= threshold for pair in pairs]
    wanted = {frozenset((p.one.id, p.two.id)) for p in pairs}
    across = [key for key, r in found.items() if key not in wanted and r.reuse_kind in TIED]
    print(json.dumps({"set": arguments.set, "pairs": len(pairs), "seconds": round(seconds, 2)}))
    print(json.dumps({"ours": figures(pairs, tied), "ties across pairs": len(across)}))
    print(json.dumps({"MinHash": figures(pairs, by_peer), "threshold": threshold}))
    for kind in dict.fromkeys(p.kind for p in pairs):
        rows = [n for n, p in enumerate(pairs) if p.kind == kind]
        words = Counter(r.reuse_kind.value if (r := said[n]) else "nothing" for n in rows)
        peer = sum(by_peer[n] for n in rows)
        print(f"{kind:18} {len(rows):3}  ours {dict(words)}  MinHash tied {peer}")
    for n in _wrong(pairs, tied)[: arguments.worst]:
        pair, reuse = pairs[n], said[n]
        print("-", pair.kind, pair.one.id, pair.two.id, reuse and (reuse.reuse_kind, reuse.because))
        print(
            "   ",
            pair.one.text[:400].replace("\n", " "),
            "\n    ",
            pair.two.text[:400].replace("\n", " "),
        )


def _wrong(pairs: list[Pair], tied: list[bool]) -> list[int]:
    return [n for n, pair in enumerate(pairs) if tied[n] is not pair.is_copy]


if __name__ == "__main__":
    main()
