"""Contents of statements: invented ones, those of the marked passages, and unmarked ones."""

import json
import random
from hashlib import sha256
from pathlib import Path

from gold import load_articles, load_scorer
from rows import Sample

from dragoman.encoder.acts import ACTS, LONGEST

_NOWHERE = (0, 0)
_GOLD = Path(__file__).resolve().parents[2] / "benchmarks" / "gold"


def invented(path: Path) -> list[Sample]:
    """Our own sentences: act, who speaks, content, with a bar between."""
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("|", 2) for line in lines if line and not line.startswith("#")]
    return [_sample(content, ACTS.index(act)) for act, _, content in rows]


def marked(shared: Path) -> list[Sample]:
    """What two readers marked in the open half of the passages; the closed half is not opened.

    Raises:
        ValueError: a text is not the one that was marked.
    """
    found = []
    for reader in ("first", "second"):
        lines = (_GOLD / f"passages.{reader}.jsonl").read_text("utf-8").splitlines()
        for row in map(json.loads, lines):
            if int(row["id"][1:]) % 2 == 0:
                text = _text(shared, row["document"])
                if sha256(text.encode("utf-8")).hexdigest() != row["sha256"]:
                    raise ValueError(f"{row['document']} is not the text that was marked")
                found += [
                    _sample(text[slice(*one["content"])], ACTS.index(one["act"]))
                    for one in row["statements"]
                ]
    return found


def _text(shared: Path, name: str) -> str:
    """The stored text of a marked document."""
    part, _, rest = name.partition("/")
    if part == "re3d":
        folder, document = rest.split("/")
        lines = (shared / "gold" / "re3d" / folder / "documents.json").open(encoding="utf-8")
        rows = (json.loads(line) for line in lines if line.strip())
        return str(next(row["text"] for row in rows if row["_id"] == document))
    path = shared / name if part == "reporting" else _GOLD.parents[1] / name
    return path.read_bytes().decode("utf-8")


def heard(polnear: Path, count: int, rng: random.Random) -> list[Sample]:
    """Contents of attributions in PolNeAR's training half, by lot."""
    spans = [
        (article, content)
        for article in load_articles(load_scorer(polnear), "train")
        for one in article.readings[0]
        for content in one.contents[:1]
        if content.end - content.start >= 4
    ]
    chosen = rng.sample(spans, min(count, len(spans)))
    return [
        _sample(a.text[a.words.starts[c.start] : a.words.ends[c.end - 1]], None) for a, c in chosen
    ]


def _sample(content: str, act: int | None) -> Sample:
    text = " ".join(content.split())[:LONGEST].strip("“”\"' ")
    return Sample(text=text, source=_NOWHERE, target=None, root=act)
