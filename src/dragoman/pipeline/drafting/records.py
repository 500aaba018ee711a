"""Stand, Evidence, Draft: what drafting reads, and what comes of it."""

from enum import StrEnum

from attrs import frozen

from dragoman.model import Basis, Estimate, Passage, Preference, Proviso, Ratification, Stake


class Force(StrEnum):
    """What the holder of a stance does."""

    DEMANDED = "demanded"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@frozen(kw_only=True)
class Stand:
    """One clause in which a party takes a stance, before it is known on which option.

    ``words`` is what it is about; ``context`` the sentence with what stands before it in the
    paragraph. ``hangs_on`` are the words of a condition and
    ``hung_by`` those before it ("only if"), both empty without one. ``on`` is an EDTF day.
    ``sentence`` is the whole sentence. ``is_soft`` says that it is hedged or a mere possibility,
    ``is_final`` that the words leave no room. ``statement`` is an id, None where no entry tells it.
    ``is_dropped`` says that the stance is given up ("no longer insists").
    """

    party: str
    force: Force
    words: str
    context: str
    sentence: Passage
    basis: Basis
    on: str | None = None
    is_soft: bool = False
    is_final: bool = False
    hangs_on: str = ""
    hung_by: str = ""
    statement: str | None = None
    issues: tuple[str, ...] = ()
    is_dropped: bool = False


@frozen(kw_only=True)
class Evidence:
    """A stance on one option: ``likeness`` (0–1) says how well words and option fit.

    ``is_for`` is False for a refusal. ``how`` says in a few words what made the match.
    """

    issue: str
    option: str
    is_for: bool
    stand: Stand
    likeness: float
    how: str

    @property
    def party(self) -> str:
        """Whose stance it is."""
        return self.stand.party

    @property
    def is_red(self) -> bool:
        """Whether it is a refusal that leaves no room."""
        return self.stand.is_final and not self.is_for


@frozen(kw_only=True)
class Verdict:
    """What the evidence says on one option of one party.

    ``score`` is None where own words contradict each other on one day (``is_contested``).
    ``how`` says what it rests on, in the words of the file's comment.
    """

    option: str
    score: Estimate | None
    how: str
    red: Estimate | None = None
    evidence: tuple[Evidence, ...] = ()
    is_contested: bool = False


@frozen(kw_only=True)
class Draft:
    """What the dossier supports of a deal space, and what is left to the analyst.

    ``text`` is TOML to be appended to the negotiation's own, ``tables`` its parts; ``questions``
    are whole sentences, the most important first. ``evidence`` is all that was matched, in the
    order of parties and issues. ``stakes`` is empty: no text tells what no agreement is worth.
    """

    stakes: tuple[Stake, ...]
    preferences: tuple[Preference, ...]
    provisos: tuple[Proviso, ...]
    ratifications: tuple[Ratification, ...]
    questions: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    text: str
    tables: tuple[str, ...] = ()


@frozen(kw_only=True)
class Drafted:
    """A whole ``negotiation.toml`` with the draft in it, and what is left to the analyst."""

    text: str
    questions: tuple[str, ...]
