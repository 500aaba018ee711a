"""More of the marked sentences: with other names in them, and with other pairs marked."""

import random
from collections.abc import Sequence

import attrs
from pairs import pairs
from rows import Sample
from spacy.language import Language


def renamed(samples: Sequence[Sample], rng: random.Random, times: int) -> list[Sample]:
    """Each sentence ``times`` times over, its source and target named as other sentences' are."""
    whole = [sample for sample in samples if sample.whole]
    sources = [sample.text[slice(*sample.source)] for sample in whole]
    targets = [sample.text[slice(*sample.target)] for sample in whole if sample.target]
    return [
        _with(sample, rng.choice(sources), rng.choice(targets))
        for _ in range(times)
        for sample in whole
    ]


def _with(sample: Sample, source: str, target: str) -> Sample:
    """A sample with other words for its source and target, which do not overlap."""
    first, last = sorted([(sample.source, source), (sample.target or (0, 0), target)])
    text = sample.text[: first[0][0]] + first[1]
    one = (first[0][0], len(text))
    text += sample.text[first[0][1] : last[0][0]]
    other = (len(text), len(text) + len(last[1]))
    text += last[1] + sample.text[last[0][1] :]
    spans = (one, other) if first[0] == sample.source else (other, one)
    return attrs.evolve(sample, text=text, source=spans[0], target=spans[1])


def other_pairs(model: Language, samples: Sequence[Sample], rng: random.Random) -> list[Sample]:
    """Pairs of names of the marked sentences that are not the marked ones, untyped."""
    known = {(sample.text, sample.source) for sample in samples}
    found = pairs(model, (sample.text for sample in samples), rng)
    return [one for one in found if (one.text, one.source) not in known]
