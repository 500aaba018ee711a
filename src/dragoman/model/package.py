"""Package: one option for each issue; and what ties options of different issues together."""

from attrs import frozen

from dragoman.model.preference import Estimate


@frozen(kw_only=True)
class Choice:
    """One option of one issue, written ``issue.option``."""

    issue: str
    option: str

    def __str__(self) -> str:
        return f"{self.issue}.{self.option}"


@frozen(kw_only=True)
class Proviso:
    """A condition between issues: the party accepts ``choice`` only with one of ``only_with``.

    All of ``only_with`` are of one other issue. ``sure`` is the probability (0–1) that the party
    holds to it.
    """

    party: str
    choice: Choice
    only_with: tuple[Choice, ...]
    sure: Estimate
    because: tuple[str, ...] = ()


@frozen(kw_only=True)
class Interaction:
    """Options that are worth more, or less, to a party together than their sum says."""

    party: str
    choices: tuple[Choice, ...]
    worth: Estimate
    because: tuple[str, ...] = ()


@frozen(kw_only=True)
class Package:
    """A draft: the options it settles; an issue it does not name is an open blank."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    because: tuple[str, ...] = ()


@frozen(kw_only=True)
class DealStage:
    """A step of a staged deal: the issues whose options take effect with it."""

    id: str
    label: str
    delivers: tuple[str, ...]


@frozen(kw_only=True)
class Guarantee:
    """What walking away costs a party once a stage has been reached (None: from the start)."""

    label: str
    party: str
    cost: Estimate
    after: str | None = None
    because: tuple[str, ...] = ()
