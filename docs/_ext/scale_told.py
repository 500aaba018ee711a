"""What many documents take, reckoned from the unit costs in `scale.toml`."""

import tomllib
from pathlib import Path
from typing import Any

from attrs import frozen

FILE = Path(__file__).parents[1] / "scale.toml"
DOCUMENTS = (100_000, 1_000_000, 10_000_000)
CORES = (1, 8, 64, 512)


@frozen(kw_only=True)
class StageCost:
    """One stage: seconds of a core for one document, as measured at ``measured_at`` documents.

    ``alone_s`` is what one process must do by itself, ``shared_s`` what workers can share;
    ``efficiency`` (0 to 1) is a worker's speed among others, ``most_workers`` how many the stage
    can use (None: any). The cost of one document grows with ``exponent`` minus one.
    """

    name: str
    alone_s: float
    shared_s: float
    efficiency: float
    most_workers: int | None
    exponent: float
    measured_at: int
    machine: str
    day: str
    command: str

    def seconds(self, documents: int, cores: int) -> float:
        """Seconds of the clock for so many documents on so many cores."""
        workers = min(cores, self.most_workers or cores)
        speed = 1.0 if workers == 1 else workers * self.efficiency
        growth: float = (documents / self.measured_at) ** (self.exponent - 1)
        return documents * (self.alone_s + self.shared_s / speed) * growth


@frozen(kw_only=True)
class Scale:
    """All that `scale.toml` says."""

    stages: tuple[StageCost, ...]
    kilobytes: dict[str, float]
    words: int

    def seconds(self, documents: int, cores: int) -> float:
        """Seconds of the clock for all stages, one after the other."""
        return sum(stage.seconds(documents, cores) for stage in self.stages)


def read_scale(file: Path = FILE) -> Scale:
    """Read the unit costs."""
    told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    stages = tuple(
        StageCost(**{"most_workers": None, **stage, "day": str(stage["day"])})
        for stage in told["stage"]
    )
    return Scale(
        stages=stages,
        kilobytes=told["kilobytes_a_document"],
        words=told["words_a_document"],
    )


def in_words(seconds: float) -> str:
    """A duration in two figures.

    >>> in_words(90), in_words(200_000)
    ('1.5 min', '2.3 days')
    """
    units = ((365.25 * 86400, "years"), (86400, "days"), (3600, "h"), (60, "min"))
    for size, name in units:
        if seconds >= size:
            return f"{_two_figures(seconds / size)} {name}"
    return f"{_two_figures(seconds)} s"


def _two_figures(number: float) -> str:
    return f"{number:.0f}" if number >= 9.95 else f"{number:.1f}"


def unit_costs(scale: Scale) -> str:
    """The measured costs as a Markdown table."""
    head = (
        "| stage | alone, ms | shared, ms | efficiency | most workers | exponent "
        "| measured at | day, machine, command |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    )
    return "\n".join([*head, *(_unit_row(stage) for stage in scale.stages)])


def _unit_row(stage: StageCost) -> str:
    most = stage.most_workers if stage.most_workers is not None else "any"
    return (
        f"| {stage.name} | {stage.alone_s * 1000:.3g} | {stage.shared_s * 1000:.3g} "
        f"| {stage.efficiency:.2f} | {most} | {stage.exponent:.2f} | {stage.measured_at:,} "
        f"| {stage.day}, {stage.machine}: `{stage.command}` |"
    )


def times(scale: Scale) -> str:
    """What so many documents take on so many cores, and where the time goes on the most."""
    cores = " | ".join(_cores(count) for count in CORES)
    head = [f"| documents | {cores} |", "|---:" * (len(CORES) + 1) + "|"]
    rows = [
        f"| {count:,} | "
        + " | ".join(in_words(scale.seconds(count, cores)) for cores in CORES)
        + " |"
        for count in DOCUMENTS
    ]
    return "\n".join(head + rows)


def _cores(count: int) -> str:
    return "1 core" if count == 1 else f"{count} cores"


def stage_times(scale: Scale, documents: int) -> str:
    """Each stage by itself, for one number of documents."""
    cores = " | ".join(_cores(count) for count in CORES)
    head = [f"| {documents:,} documents | {cores} |", "|---" + "|---:" * len(CORES) + "|"]
    rows = [
        f"| {stage.name} | "
        + " | ".join(in_words(stage.seconds(documents, count)) for count in CORES)
        + " |"
        for stage in scale.stages
    ]
    return "\n".join(head + rows)


def disk(scale: Scale) -> str:
    """What so many documents take on the disk."""
    head = [
        "| documents | " + " | ".join(scale.kilobytes) + " |",
        "|---:" * (len(scale.kilobytes) + 1) + "|",
    ]
    rows = [
        f"| {count:,} | "
        + " | ".join(f"{_two_figures(each * count / 1e6)} GB" for each in scale.kilobytes.values())
        + " |"
        for count in DOCUMENTS
    ]
    return "\n".join(head + rows)


def watch_centre(scale: Scale, a_day: int = 50_000) -> str:
    """How busy cores are that take in and read so many documents a day."""
    daily = [stage for stage in scale.stages if stage.exponent == 1]
    busy = sum(a_day * (stage.alone_s + stage.shared_s) for stage in daily)
    return f"{a_day:,} documents a day keep one core busy for {in_words(busy)} of each day."
