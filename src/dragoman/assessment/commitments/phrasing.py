"""The words by which sentences tell of undertakings: verbs, papers, who acts, what is unreal."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from dragoman.assessment.lookahead import looks_ahead
from dragoman.assessment.roster import Roster
from dragoman.assessment.witnesses import Witnesses
from dragoman.model import Passage

_END = re.compile(
    r";|,? (?:and|while|but) (?=(?:the )?[A-Z]\w+ (?:will|would|shall|is to|are to|must|gave)\b)|"
    r",? and (?=the \w+ (?:will|would|shall|is to|are to)\b)|"
    r",? and (?=only then\b)|,? (?:and|but) (?:also |then )?(?=(?:%s)\b)|"
    r", (?:while|but|which|ending|who)\b|"
    r",[^,]{0,80}\b(?:said|says|told|announced|reported|confirmed|adds?|added)\b|,? according to\b|"
    r", (?:the|an?|he|she|it|they|[A-Z]\w+)\b[^,]{0,60}\b(?:has|have|had|is|are|was|were|will)\b"
)


_SUPPOSED = re.compile(r"\W*(?:had|were|should) \w", re.IGNORECASE)
"""A clause that begins so supposes: "had they agreed"."""
_YEAR = re.compile(r"\b(?:in|of|since) (?:\w+ )?((?:19|20)\d\d)\b", re.IGNORECASE)


@cache
def words_of_pattern(name: str) -> str:
    """The alternatives of one pattern of ``tellings.toml``."""
    text = files(__package__).joinpath("tellings.toml").read_text("utf-8")
    rows = tomllib.loads(text)["pattern"]
    return "|".join(next(row["words"] for row in rows if row["name"] == name))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of ``tellings.toml``, on whole words and without regard to case."""
    return re.compile(rf"(?<![\w-])(?:{words_of_pattern(name)})(?![\w-])", re.IGNORECASE)


@cache
def clause_end() -> re.Pattern[str]:
    """Where the words of what was undertaken end."""
    return re.compile(_END.pattern % words_of_pattern("undertook"))


def tells_of_undertaking(text: str) -> bool:
    """Whether a paragraph may tell of something undertaken; cheap, and says yes too often."""
    return any(pattern(name).search(text) for name in ("undertook", "frame", "signed", "ordered"))


_PLACED = frozenset({"in", "at", "near", "to", "from", "for", "on", "against", "by", "outside"})


"""Words behind which a party's name is a place or a goal, not somebody who acts."""


_LED = re.compile(r"^\s*(?:According to|In the words of|In the view of)\b.*,(?=[^,]*$)", re.DOTALL)


def actors(words: str, roster: Roster) -> frozenset[str]:
    """The parties that some words name as those who act: "in Caldmere" names a place."""
    led = _LED.match(words)
    start = led.end() if led else 0
    return frozenset(
        party
        for place, party in roster.named_in(words)
        if place >= start and (words[:place].split() or [""])[-1].casefold() not in _PLACED
    )


def signed_with(words: str) -> str:
    """The words by which another signatory is named: "with Velland"."""
    found = re.match(r"\s+with ((?:the )?[A-Z]\w+(?: [A-Z]\w+)?)", words)
    return found[1] if found else ""


def is_unreal(lead: str) -> bool:
    """Whether the words before a verb make it a wish, a doubt or a denial."""
    if _SUPPOSED.match(lead):
        return True
    near = re.search(rf"\b(?:{words_of_pattern('not done')})\s+(?:\w+ly\s+)?$", lead, re.IGNORECASE)
    return near is not None or pattern("unreal").search(lead) is not None


def is_deed(deed: str, words: str) -> bool:
    """Whether what was undertaken is something to be done."""
    bare = re.sub(r"^\s*(?:(?:not |never )?to|on|upon|that)\s+", "", deed)
    bare = re.sub(r"^\W*be (?=\w+(?:ed|n|t|ut)\b)", "", bare)
    if re.match(rf"(?:\W*)(?:{words_of_pattern('view')})\b", bare, re.IGNORECASE):
        return False
    if is_paper_alone(words):
        return False
    return len(words.split()) > 2 and looks_ahead(" ".join(words.split()))


def is_paper_alone(words: str) -> bool:
    """Whether words name only a paper ("a road map"), and nothing that it binds to."""
    paper = rf"\W*(?:{words_of_pattern('paper alone')})(?: (?:on|in|at|last|this) [A-Z]?\w+day)?\W*"
    return re.fullmatch(paper, words, re.IGNORECASE) is not None


def bound_subject(words: str, witnesses: Witnesses) -> frozenset[str]:
    """The parties named before "agreed to …" in a clause; empty where there is none."""
    verb = pattern("undertook").search(words)
    return actors(words[: verb.start()], witnesses.roster) if verb else frozenset()


def is_of_signed(words: str) -> bool:
    """Whether a paragraph tells that a paper was signed or adopted, and not only wished for."""
    found = pattern("settled paper").search(words)
    return found is not None and not is_unreal(words[: found.start()].rpartition(". ")[2])


def tells_for_both(words: str) -> bool:
    """Whether a paragraph says that both sides tell it: a joint statement, "both announced"."""
    return pattern("both tell").search(words) is not None


def is_of_old(sentence: Passage, published: str) -> bool:
    """Whether a sentence names a year before the one before the text's own (EDTF)."""
    year = int(published[:4]) if published[:4].isdigit() else None
    named = [int(found[1]) for found in _YEAR.finditer(sentence.exact)]
    return year is not None and any(one < year - 1 for one in named)
