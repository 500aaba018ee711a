"""Whether the words of two deeds tell of one happening, by the table of ``dragoman.likeness``."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from attrs import define, field

from dragoman.encoder import SentenceModel, sentences_folder
from dragoman.likeness import Measurer, Pile, Scorer, Telling
from dragoman.model import Deed, Entry
from dragoman.resolution.parties import fold

_LIKELY = 0.0
"""Least log odds: an even chance, by the words alone, before names and places are looked at."""


@define(kw_only=True)
class Wording:
    """Weighs pairs of deeds. ``told`` are the entries whose words stand for their documents.

    Nothing is computed before the first pair is asked about; without the files of the sentence
    model no words are alike.
    """

    told: Iterable[Entry]
    _measurer: Measurer | None = None
    _is_open: bool = False
    _tellings: dict[str, Telling] = field(factory=dict)

    def is_one(self, one: Deed, two: Deed) -> bool:
        """Whether it is more likely than not that two deeds are one, by their words."""
        if not self._is_open:
            self._open()
        if self._measurer is None:
            return False
        figures = self._measurer.measure(self._telling(one), self._telling(two))
        return Scorer.load().weigh(figures) >= _LIKELY

    def _open(self) -> None:
        self._is_open = True
        model = _sentence_model()
        if model is not None:
            self._measurer = Measurer(pile=Pile(bags=_bags(self.told)), embed=model.embed)

    def _telling(self, deed: Deed) -> Telling:
        known = self._tellings.get(deed.id)
        if known is None:
            known = self._tellings[deed.id] = telling_of(deed)
        return known


def telling_of(deed: Deed) -> Telling:
    """What a deed tells, in words."""
    action = (deed.measure.action if deed.measure else None) or deed.plover_type
    what = (deed.measure.object if deed.measure else None) or ""
    spot = max(deed.passages, key=lambda p: (p.end - p.start, -p.start), default=None)
    named = [one for one in (deed.actor, deed.recipient, deed.place) if one is not None]
    return Telling(
        id=deed.id,
        document=spot.document if spot else "",
        head=action.casefold(),
        phrase=action.casefold(),
        around=f"{action} {what}".strip(),
        sentence=spot.exact if spot else action,
        where=spot.start if spot else 0,
        doers=frozenset(fold(deed.actor.name).split()) if deed.actor else frozenset(),
        names=frozenset(word for one in named for word in fold(one.name).split()),
        figures=frozenset(f"{q.value:g}" for q in deed.quantities if q.value is not None),
    )


def _bags(told: Iterable[Entry]) -> dict[str, Counter[str]]:
    """The words of each document as far as the entries quote them."""
    bags: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in told:
        for passage in entry.passages:
            bags[passage.document].update(re.findall(r"[^\W\d_]+", passage.exact.casefold()))
    return dict(bags)


@cache
def _sentence_model() -> SentenceModel | None:
    folder = sentences_folder()
    return SentenceModel.load(folder) if folder is not None else None
