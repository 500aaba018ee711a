"""Whether two stands of one party can be compared, and which way the later one moved."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen

from dragoman.assessment.positions.voices import Voiced
from dragoman.assessment.wording import (
    content_words,
    cue_words,
    has_like_words,
    measure_words,
    statement_words,
)
from dragoman.model import Act, Basis, Firmness, Movement, Stance, Statement

_GIVING = frozenset({Act.ACCEPT, Act.PROPOSE, Act.PROMISE})
_OWN = frozenset({Basis.OWN_WORDS, Basis.SPOKESPERSON})
_SAYING_SO = _OWN | {Basis.NARRATOR}
"""Who can say outright that a position moved: the party, or the text in its own voice."""
_SHORT = 16
"""A statement of so many words is on one thing, and its own words count with its measure's."""
_LEFT = {Stance.AGAINST: "refused", Stance.OPEN: "left open"}
_YIELDING = {Stance.AGAINST: 0, Stance.OPEN: 1, Stance.FOR: 2}


@frozen
class Move:
    """How a stand differs from the one before it, and why it is said to."""

    movement: Movement
    why: str


@cache
def _pattern(name: str) -> re.Pattern[str]:
    rows = tomllib.loads(files(__package__).joinpath("moves.toml").read_text("utf-8"))["pattern"]
    words = "|".join(next(row["words"] for row in rows if row["name"] == name))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def has_like_basis(one: Voiced, two: Voiced) -> bool:
    """Whether both stands are known in like manner: what others say beside own words is no move."""
    return one.basis == two.basis or {one.basis, two.basis} <= _OWN


def said_outright(voice: Voiced) -> Move | None:
    """The movement that the words themselves tell of; None where they tell of none."""
    if voice.basis not in _SAYING_SO or voice.statement.hypothetical:
        return None
    return words_of_movement(voice.statement)


def words_of_movement(statement: Statement) -> Move | None:
    """The movement that a statement's cue and words name."""
    text = f"{cue_words(statement)} {statement_words(statement)}"
    for name, movement in (
        ("dropped", Movement.DROPPED),
        ("softened", Movement.SOFTENED),
        ("hardened", Movement.HARDENED),
        ("restated", Movement.RESTATED),
    ):
        found = _pattern(name).search(text)
        if found is not None and not re.search(
            r"\b(?:not|never|n['’]t)\s+$", text[: found.start()]
        ):
            return Move(movement, f"the words say so: “{' '.join(found[0].split())}”")
    return None


def object_words(voice: Voiced) -> frozenset[str]:
    """The telling words of what a stand is on."""
    told = measure_words(voice.measure) if voice.measure else ""
    words = statement_words(voice.statement).split()
    if len(words) <= _SHORT:
        told += " " + " ".join(word for word in words if not word[:1].isupper())
    return content_words(told)


def is_on_like_object(one: Voiced, two: Voiced, common: frozenset[str]) -> bool:
    """Whether two stands are on the same thing.

    They share a word that tells more than the issue's own name (``common``) and more than how
    much; or neither has one. Two numbers of one unit are on one thing too.
    """
    mine, theirs = (object_words(voice) - common - _degrees() for voice in (one, two))
    if mine & theirs or _same_count(one, two):
        return True
    return not mine and not theirs


@cache
def _degrees() -> frozenset[str]:
    """Words that say how much of a thing, not which."""
    return content_words(
        "higher lower greater smaller larger bigger full half more less new whole all any some "
        "partial complete further immediate ready willing prepared open talk discuss "
        "consider accept reject refuse rule demand insist want offer propose agree call longer now "
        "let out day week month year hour time"
    )


def _same_count(one: Voiced, two: Voiced) -> bool:
    mine = one.measure.extent if one.measure else None
    theirs = two.measure.extent if two.measure else None
    return bool(mine and theirs and mine.unit and mine.unit == theirs.unit)


def compare(before: Voiced, after: Voiced, rival: float | None = None) -> Move:
    """How a stand differs from an earlier one on the same thing, in the order of the rules.

    ``rival`` is the figure that the other side last named in the same unit.
    """
    moved = _by_stance(before, after) or _by_figure(before, after, rival)
    return (
        moved
        or _by_condition(before, after)
        or _by_scope(before, after)
        or _by_act(before, after)
        or _RESTATED
    )


_RESTATED = Move(Movement.RESTATED, "says the same again")


def _by_stance(before: Voiced, after: Voiced) -> Move | None:
    old, new = before.stance, after.stance
    if old not in _YIELDING or new not in _YIELDING:
        return None
    was = before.statement.act
    if old is new or _is_only_hedged(before, after) or _is_muddled(before, after):
        return None
    if new is Stance.AGAINST and old is Stance.FOR and was in _GIVING:
        return Move(Movement.DROPPED, "refuses now what it had offered or accepted")
    if new is Stance.AGAINST and old is Stance.FOR and was is Act.DEMAND:
        return Move(Movement.DROPPED, "is against now what it had demanded")
    if _YIELDING[new] > _YIELDING[old]:
        how = "is for" if new is Stance.FOR else "is open to"
        return Move(Movement.SOFTENED, f"{how} what it had {_LEFT[old]}")
    if new is Stance.AGAINST:
        return Move(Movement.HARDENED, "refuses now what it had left open")
    return None


_NO = re.compile(r"\b(?:no|not|never|nor|without)\b|n['’]t\b", re.IGNORECASE)


def _is_muddled(before: Voiced, after: Voiced) -> bool:
    """Whether it is unsure which way a stand points, or whose deed it is on.

    "Demands that no troops be sent" reads like being for troops; a demand on another to do what
    the party refused to do itself is none of its own.
    """
    unsure = any(
        voice.stance is Stance.FOR and _NO.search(statement_words(voice.statement))
        for voice in (before, after)
    )
    return unsure or after.statement.act is Act.DEMAND


def _is_only_hedged(before: Voiced, after: Voiced) -> bool:
    """Whether nothing but a hedge tells the two apart: that is no move."""
    same = before.statement.act is after.statement.act
    hedged = before.statement.firmness is not after.statement.firmness
    open_ = Stance.OPEN in (before.stance, after.stance)
    against = Stance.AGAINST in (before.stance, after.stance)
    return (
        open_ and not against and (same or hedged or after.statement.firmness is not Firmness.FIRM)
    )


def _by_figure(before: Voiced, after: Voiced, rival: float | None) -> Move | None:
    """A figure moved towards the other side's, or else as what is asked for or given goes."""
    if before.measure is None or after.measure is None:
        return None
    old, new = before.measure.extent, after.measure.extent
    if old is None or new is None or old.value is None or new.value is None:
        return None
    if old.unit != new.unit or old.value == new.value:
        return None
    words = f"{old.text} before, {new.text} now"
    if rival is not None and abs(old.value - rival) != abs(new.value - rival):
        nearer = abs(new.value - rival) < abs(old.value - rival)
        end = "nearer to" if nearer else "further from"
        return Move(
            Movement.SOFTENED if nearer else Movement.HARDENED,
            f"{words}: {end} the other side's figure",
        )
    asks, gives = Act.DEMAND, _GIVING
    told = f"{statement_words(after.statement)} {measure_words(after.measure)}"
    acts = {before.statement.act, after.statement.act}
    if before.statement.act is asks and after.statement.act in gives:
        return Move(Movement.SOFTENED, f"{words}: accepts or offers where it had demanded")
    if not (acts == {asks} or acts <= gives):
        return None
    grows = new.value > old.value
    if _pattern("less is harder").search(told):
        grows = not grows
    harder = grows if acts == {asks} else not grows
    return Move(
        Movement.HARDENED if harder else Movement.SOFTENED,
        f"{words}: {'asks for' if acts == {asks} else 'gives'} "
        f"{'more' if harder is (acts == {asks}) else 'less'}",
    )


def _by_act(before: Voiced, after: Voiced) -> Move | None:
    """Accepts or offers something less like what it had demanded."""
    if before.statement.act is not Act.DEMAND or after.statement.act not in _GIVING:
        return None
    if before.stance is not after.stance or before.measure is None or after.measure is None:
        return None
    if has_like_words(before.measure, after.measure):
        return None
    return Move(Movement.SOFTENED, "accepts or offers something where it had demanded")


def _by_condition(before: Voiced, after: Voiced) -> Move | None:
    """A condition put on what stood without one, or taken off it."""
    if before.stance is not after.stance or before.is_conditional == after.is_conditional:
        return None
    if not _is_own_deed(before) or not _is_own_deed(after):
        return None
    if after.is_conditional:
        return Move(Movement.CONDITION_ATTACHED, f"now on a condition{_quoted(after)}")
    return Move(Movement.CONDITION_LIFTED, f"no longer on a condition{_quoted(before)}")


def _is_own_deed(voice: Voiced) -> bool:
    """Whether a stand is on what the party itself would do: a demand on others has no terms."""
    agent = voice.measure.agent if voice.measure else None
    return voice.statement.act is not Act.DEMAND or agent == voice.party


def _quoted(voice: Voiced) -> str:
    words = next(iter(condition_words(voice)), "")
    return f": “{words}”" if words else ""


def condition_words(voice: Voiced) -> tuple[str, ...]:
    """The words of the conditions that a stand hangs on."""
    found = []
    for condition in voice.statement.conditions:
        own = condition.passage.exact if condition.passage else ""
        told = own or f"{condition.relation.value} {measure_words(condition.on)}"
        found.append(" ".join(told.split()))
    return tuple(dict.fromkeys(found))


def _by_scope(before: Voiced, after: Voiced) -> Move | None:
    """Read "all prisoners" before and "some prisoners" now: a demand shrinks, an offer too."""
    old, new = (_scope(one) for one in (before, after))
    if old is None or new is None or old == new or before.stance is not after.stance:
        return None
    acts = {before.statement.act, after.statement.act}
    shrinks = old > new
    if acts == {Act.DEMAND} or after.stance is Stance.AGAINST:
        softer = shrinks
    elif acts <= _GIVING:
        softer = not shrinks
    else:
        return None
    return Move(
        Movement.SOFTENED if softer else Movement.HARDENED,
        "on less than before" if shrinks else "on more than before",
    )


def _scope(voice: Voiced) -> int | None:
    text = statement_words(voice.statement)
    wide, narrow = _pattern("wide").search(text), _pattern("narrow").search(text)
    if bool(wide) == bool(narrow):
        return None
    return 1 if wide else 0
