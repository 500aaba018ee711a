"""Pairs that other people marked: five sets of entailment, and headlines with their claims."""

import csv
from hashlib import sha256
from pathlib import Path

from attrs import frozen

ENTAILS, NEUTRAL, CONTRADICTS = range(3)

STANCES = ("for", "against", "observing")
"""Emergent's words, in the order of the stance head."""

FOLDS = 5

Right = tuple[bool, bool, bool]

_FULL = ("snli", "sick")
"""Sets whose three labels are all told apart; in the others 1 means "not entailment"."""


@frozen(kw_only=True)
class Sample:
    """A pair and which answers are right. ``is_stance``: it asks the stance head, whose order is
    STANCES; else the order is entails, neutral, contradicts, and several may be right, where it is
    not known which."""

    first: str
    second: str
    right: Right
    is_stance: bool = False


def only(*answers: int) -> Right:
    """The answers that are right."""
    return (0 in answers, 1 in answers, 2 in answers)


def entailment_pairs(folder: Path, *, tests: bool) -> list[Sample]:
    """The pairs of all sets; without the test parts of SNLI and SICK unless ``tests``.

    Raises:
        OSError: the folder cannot be read.
        ValueError: a line has not the three columns.
    """
    found = []
    for path in sorted(folder.glob("*/*.txt")):
        if tests or (path.parent.name, path.stem) not in {("snli", "test"), ("sick", "test")}:
            found += rows(path)
    return found


def rows(path: Path) -> list[Sample]:
    """The pairs of one file: premise, hypothesis, label, with tabs between."""
    full = path.parent.name in _FULL
    found = []
    for line in path.read_text("utf-8").splitlines():
        if line:
            first, second, label = line.split("\t")
            known = full or int(label) == ENTAILS
            right = only(int(label)) if known else only(NEUTRAL, CONTRADICTS)
            found.append(Sample(first=first, second=second, right=right))
    return found


def stance_pairs(path: Path) -> list[Sample]:
    """Headlines with their claims.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Sample(
                first=row["headline"],
                second=row["claim"],
                right=only(STANCES.index(row["stance"])),
                is_stance=True,
            )
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def fold_of(claim: str) -> int:
    """Which of the folds a claim belongs to; all headlines on one claim stay together."""
    return int(sha256(claim.encode("utf-8")).hexdigest()[:8], 16) % FOLDS
