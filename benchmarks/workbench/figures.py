"""Times of many requests, and what is told of them."""

from collections import defaultdict
from collections.abc import Sequence

from attrs import Factory, define, frozen


@frozen(kw_only=True)
class Timed:
    """One request: what was asked, the milliseconds, and those that the server says it took.

    ``size`` is in bytes as unpacked; ``trouble`` is empty where the answer was a 2xx.
    """

    name: str
    path: str
    ms: float
    server_ms: float | None = None
    size: int = 0
    trouble: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """The least value that ``share`` of all values do not exceed (nearest rank).

    >>> percentile([5.0, 1.0, 3.0, 2.0, 4.0], 0.5)
    3.0
    """
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * round(share * 1000) // 1000))
    return ordered[int(rank) - 1]


@define
class Figures:
    """All requests of one run, which lasted ``seconds``."""

    seconds: float = 0.0
    timed: list[Timed] = Factory(list)

    @property
    def troubles(self) -> list[Timed]:
        """The requests that were not answered by a 2xx."""
        return [one for one in self.timed if one.trouble]

    @property
    def p95_ms(self) -> dict[str, float]:
        """The 95th percentile of each page."""
        return {name: percentile([t.ms for t in of], 0.95) for name, of in self._by_name().items()}

    def _by_name(self) -> dict[str, list[Timed]]:
        found: dict[str, list[Timed]] = defaultdict(list)
        for one in self.timed:
            if not one.trouble:
                found[one.name].append(one)
        return dict(sorted(found.items()))

    def table(self) -> str:
        """One row a page and one for all, in milliseconds, as Markdown."""
        rows = [
            "| page | n | median | p95 | p99 | max | server p95 | largest, kB |",
            "|---|---|---|---|---|---|---|---|",
            *(_row(name, of) for name, of in self._by_name().items()),
        ]
        good = [one for one in self.timed if not one.trouble]
        if good:
            rows.append(_row("**all**", good))
        pace = len(self.timed) / self.seconds if self.seconds else 0.0
        told = f"{len(self.timed)} requests in {self.seconds:.0f} s ({pace:.1f} a second), "
        return "\n".join([*rows, "", f"{told}{len(self.troubles)} not answered by a 2xx"])


def _row(name: str, of: Sequence[Timed]) -> str:
    ms = [one.ms for one in of]
    served = [one.server_ms for one in of if one.server_ms is not None]
    figures = [percentile(ms, 0.5), percentile(ms, 0.95), percentile(ms, 0.99), max(ms)]
    told = " | ".join(f"{value:.0f}" for value in figures)
    by_server = f"{percentile(served, 0.95):.0f}" if served else "–"
    return f"| {name} | {len(of)} | {told} | {by_server} | {max(t.size for t in of) / 1000:.0f} |"
