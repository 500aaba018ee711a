"""Read ECB+ (Cybulska and Vossen 2014): texts in tokens, marked actions, and their chains."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import frozen
from lxml import etree

_ACTIONS = ("ACTION", "NEG_ACTION")
"""Tags that mark what happens; the others mark who, where and when."""


@frozen(kw_only=True)
class Text:
    """One document. ``sentences`` are its tokens; ``subtopic`` is "36ecb" or "36ecbplus"."""

    name: str
    topic: str
    subtopic: str
    sentences: tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class Marked:
    """One marked action: its text, sentence, first and last token (half open), and its chain."""

    text: str
    sentence: int
    start: int
    end: int
    chain: str


def topics_of(folder: Path) -> list[str]:
    """The topics that a folder holds, by number."""
    return sorted((p.name for p in folder.iterdir() if p.is_dir() and p.name.isdigit()), key=int)


def load(folder: Path, topics: Iterable[str]) -> tuple[list[Text], list[Marked]]:
    """The texts of some topics, and the actions of their validated sentences.

    Only sentences of the list beside the topics count, as its authors ask: in the others the
    annotation is not complete.
    """
    validated = _validated(folder)
    texts: list[Text] = []
    marked: list[Marked] = []
    for topic in topics:
        for path in sorted((folder / topic).glob("*.xml")):
            text, found = _read(path, topic)
            texts.append(text)
            marked += [m for m in found if (text.name, m.sentence) in validated]
    return texts, marked


def _validated(folder: Path) -> set[tuple[str, int]]:
    (path,) = folder.glob("ECBplus_coreference_sentences*.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            (f"{row['Topic']}_{row['File']}", int(row["Sentence Number"]))
            for row in csv.DictReader(lines)
        }


def _read(path: Path, topic: str) -> tuple[Text, list[Marked]]:
    root = etree.parse(path, etree.XMLParser(recover=True, resolve_entities=False)).getroot()
    sentences: dict[int, list[str]] = {}
    places: dict[str, tuple[int, int]] = {}
    for token in root.iter("token"):
        sentence = sentences.setdefault(int(token.get("sentence")), [])
        places[token.get("t_id")] = (int(token.get("sentence")), len(sentence))
        sentence.append(token.text or "")
    name = path.stem
    text = Text(
        name=name,
        topic=topic,
        subtopic=name.split("_")[0] + name.lstrip("0123456789_"),
        sentences=tuple(tuple(sentences.get(n, ())) for n in range(max(sentences, default=-1) + 1)),
    )
    chains = _chains(root, name)
    found = [
        _marked(name, [places[a.get("t_id")] for a in markable.iter("token_anchor")], chain)
        for markable in root.iter("Markables").__next__()
        if str(markable.tag).startswith(_ACTIONS) and len(markable)
        for chain in [chains.get(markable.get("m_id"), f"{name} {markable.get('m_id')}")]
    ]
    return text, sorted(found, key=lambda m: (m.sentence, m.start, m.end))


def _marked(name: str, tokens: Sequence[tuple[int, int]], chain: str) -> Marked:
    sentence = tokens[0][0]
    numbers = [number for where, number in tokens if where == sentence]
    return Marked(
        text=name, sentence=sentence, start=min(numbers), end=max(numbers) + 1, chain=chain
    )


def _chains(root: etree._Element, name: str) -> Mapping[str, str]:
    """The chain of each markable that is in one: across documents by its note, or within one."""
    instances = {m.get("m_id"): m.get("instance_id") for m in root.iter() if m.get("instance_id")}
    chains: dict[str, str] = {}
    for relation in (*root.iter("CROSS_DOC_COREF"), *root.iter("INTRA_DOC_COREF")):
        target = next((t.get("m_id") for t in relation.iter("target")), "")
        across = relation.get("note") or instances.get(target)
        is_across = relation.tag == "CROSS_DOC_COREF"
        chain = str(across) if is_across and across else f"{name} r{relation.get('r_id')}"
        for member in relation.iter("source"):
            chains.setdefault(member.get("m_id"), chain)
    return chains
