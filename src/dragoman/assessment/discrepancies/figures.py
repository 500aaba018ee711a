"""Numbers in the texts with what they count and the sentence they stand in."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from attrs import frozen

from dragoman.assessment.wording import content_words, listed
from dragoman.calendar import number_of, scan
from dragoman.model import Bound, Passage, Quantity, cut

_SENTENCE = re.compile(
    r"[^.!?\n]*(?:\.\d[^.!?\n]*|[.!?](?![\s\"”’)]|$)[^.!?\n]*|\n(?!\s*\n)[^.!?\n]*)*"
)
WORDS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-\w+)?|(?:a|one|two|three|four|five|six|seven|eight|nine) (?:hundred|thousand|dozen))"
)
_FIGURE = re.compile(
    rf"(?<![\w.,$€£-])(?P<bound>(?:at least|at most|more than|less than|fewer than|over|under|"
    rf"up to|about|around|some|nearly|almost|close to|no more than) )?"
    rf"(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{WORDS})"
    rf"(?P<scale> (?:million|billion|thousand))? "
    rf"(?P<counted>[a-z][a-z-]+(?: (?:of )?[A-Za-z][a-z-]+){{0,3}})"
    rf"(?P<most>,? (?:at most|at the most|or more|or fewer))?",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\bnumber of (?P<counted>[A-Za-z][A-Za-z -]{2,60}?)"
    r"(?:,| (?:held|killed|wounded)[^.;,]{0,60}?)? "
    r"(?:at|is|was|stands at|stood at|reached|as) (?P<bound>)(?P<number>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?P<scale>)(?P<most>)\b"
)
_BOUNDS = {
    "at least": Bound.AT_LEAST,
    "at most": Bound.AT_MOST,
    "at the most": Bound.AT_MOST,
    "no more than": Bound.AT_MOST,
    "up to": Bound.AT_MOST,
    "more than": Bound.MORE_THAN,
    "over": Bound.MORE_THAN,
    "or more": Bound.AT_LEAST,
    "or fewer": Bound.AT_MOST,
    "less than": Bound.LESS_THAN,
    "fewer than": Bound.LESS_THAN,
    "under": Bound.LESS_THAN,
}
_BOUND_WORDS = re.compile(
    r"\b(at least|at most|no more than|more than|less than|fewer than|over|under|up to|about|"
    r"around|some|nearly|almost|close to|roughly|approximately)\s+",
    re.IGNORECASE,
)
_BOUND_BEFORE = re.compile(rf"{_BOUND_WORDS.pattern}(?:the |an? )?$", re.IGNORECASE)
_ENDS = re.compile(
    r"\b(?:in|on|at|from|for|by|to|with|who|which|that|and|or|but|were|was|are|is|had|have|has|as|"
    r"after|before|since|when|while|each|still|into|inside|within|under|near|will|would)\b",
    re.IGNORECASE,
)


@frozen(kw_only=True, eq=False)
class Figure:
    """A number as one text gives it.

    ``thing`` is what is counted, as written; ``counted`` its telling words, head last; ``around``
    the other telling words of the sentence, ``names`` the names in its paragraph, ``days`` its
    time words. ``is_wish`` says that the sentence tells of what is asked for or planned.
    """

    quantity: Quantity
    passage: Passage
    thing: str
    counted: tuple[str, ...]
    around: frozenset[str]
    names: frozenset[str]
    days: frozenset[str]
    is_wish: bool

    @property
    def head(self) -> str:
        """What is counted, in one word."""
        return self.counted[-1]


def sentences_of(passage: Passage) -> Iterator[Passage]:
    """The sentences of a paragraph, each without the blanks around it."""
    for found in _SENTENCE.finditer(passage.exact):
        if text := found[0].strip():
            start = found.start() + found[0].index(text)
            inside = cut(passage.exact, start, start + len(text), document=passage.document)
            yield inside.moved(passage.start)


def figures_in(sentence: Passage) -> list[Figure]:
    """The numbers of things in one sentence."""
    return list(_in_sentence(sentence.exact, 0, sentence))


def bound_of(before: str, words: str) -> tuple[Bound, str]:
    """Which way a number points, by the words before and in it, and the words that say so.

    >>> bound_of("it took well over ", "two hours")
    (<Bound.MORE_THAN: 'more than'>, 'over')
    """
    inside = _BOUND_WORDS.match(words)
    found = inside or _BOUND_BEFORE.search(f"{before} ")
    if found is None:
        return Bound.EXACTLY, ""
    told = found[1].casefold()
    return _BOUNDS.get(told, Bound.ABOUT), "" if inside else told


def has_figure(text: str) -> bool:
    """Whether a text counts anything."""
    return any(_counted(match) for match in _FIGURE.finditer(text))


def _in_sentence(sentence: str, offset: int, passage: Passage) -> Iterator[Figure]:
    found = [m for m in _FIGURE.finditer(sentence) if _counted(m)]
    if not found:
        # "The number of soldiers held was put at 340": thing first, number last.
        found = [m for m in _NUMBER_OF.finditer(sentence) if _counted(m)]
    if not found:
        return
    names = frozenset(re.findall(r"(?<=[a-z,;:’”\"*] )[*“\"]?([A-Z][a-z]+)", passage.exact))
    days = frozenset(
        e.form for e in scan(" ".join(sentence.split())) if not e.form.startswith("dur")
    )
    wishes = listed("wishes")
    for match in found:
        counted = _counted(match)
        start = offset + match.start()
        text = match[0][: _length(match)].rstrip(" ,")
        inside = cut(
            passage.exact, start, start + len(text), document=passage.document, role="quantity"
        )
        yield Figure(
            quantity=_quantity(match, text, counted),
            passage=inside.moved(passage.start),
            thing=" ".join(_counted_text(match).split()),
            counted=counted,
            around=content_words(sentence) - {*counted} - content_words(match["number"]),
            names=names,
            days=days,
            is_wish=any(word.startswith(wishes) for word in _words(sentence)),
        )


def _words(sentence: str) -> list[str]:
    """The words of a sentence in lower case; "good will" wishes nothing."""
    return sentence.casefold().replace("good will", "").split()


def _counted_text(match: re.Match[str]) -> str:
    text = match["counted"]
    end = _ENDS.search(text)
    return (text[: end.start()] if end else text).strip()


def _length(match: re.Match[str]) -> int:
    """How many code points of the match are number and counted thing."""
    if match.start("number") > match.start("counted"):
        return len(match[0])
    if match["most"] and _counted_text(match) == match["counted"]:
        return len(match[0])
    return match.start("counted") - match.start() + len(_counted_text(match))


@cache
def _left_out() -> frozenset[str]:
    return frozenset(listed("not counted"))


def _counted(match: re.Match[str]) -> tuple[str, ...]:
    """The words of what is counted, singular, head last; empty where nothing is.

    "Seventy-two of the drones" is a part of a number given elsewhere, and no rival to it.
    """
    if match["counted"].casefold().startswith("of "):
        return ()
    first, _, rest = _counted_text(match).partition(" of ")
    # In "tonnes of undersized cod" it is tonnes that are counted.
    words = [*_things(rest), *_things(first)]
    return () if not words or _left_out() & {*words} else tuple(words)


def _things(text: str) -> list[str]:
    words = (word.casefold() for word in re.findall(r"[A-Za-z-]+", text))
    return [singular(word) for word in words if word not in listed("plain")]


def singular(word: str) -> str:
    """A counted noun without its plural ending; "fishermen" is a man like any other.

    >>> singular("boats")
    'boat'
    """
    if word.endswith("men"):
        return "man"
    return word.removesuffix("s") if not word.endswith("ss") else word


def _quantity(match: re.Match[str], text: str, counted: Iterable[str]) -> Quantity:
    number = f"{match['number']}{match['scale'] or ''}"
    words = " ".join(((match["bound"] or match["most"] or "").strip(" ,")).casefold().split())
    return Quantity(
        text=" ".join(text.split()),
        value=number_of(number),
        unit=tuple(counted)[-1],
        bound=_BOUNDS.get(words, Bound.ABOUT if words else Bound.EXACTLY),
        of=" ".join(counted),
    )
