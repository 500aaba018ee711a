"""Turns: who asks and who answers in an interview or transcript.

Rules, surest first:

1. *Labelled*: blocks that begin with a label and a colon ("Q:", "MARN:", "Ada Orr, a journalist
   from the Post:"), when a label recurs, or a labelled block asks, or the genre says so. Labels
   with a dash, and "Q." and "A.", count when at least two recur and one of them asks. A
   labelled block whose label tells a journalist or asks most is the interviewer's.
2. *Bold*: when whole blocks are in bold type and one of them asks, the bold ones are the
   questions and all others the answers.
3. *Unlabelled after labels, or a text that is all questions and answers*: a block that ends in
   a question, or begins with one, is a QUESTION; the block after a question is an ANSWER.
   A later block stays with the answer only when it speaks in the first person or begins with a
   word that carries on ("However", "Even if"); otherwise it is left a PARAGRAPH, whose words
   are the narrator's, since a guess here would put words into somebody's mouth.
"""

import re
from collections import Counter

from attrs import evolve, frozen

from dragoman.extraction.reading import Stretch
from dragoman.extraction.view import View
from dragoman.model import Document, Genre, SegmentKind

_CAPITAL = "A-ZÀ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_TIME = r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
_LABEL = re.compile(
    rf"{_TIME}[\"“„«]?(?P<name>[{_CAPITAL}][\w.'’-]*(?: (?:[{_CAPITAL}][\w.'’-]*|de|von|van|der|den"
    r"|al|bin|el|la|le|da|di|of|the|and)){0,6})"
    r"(?P<told>, [^:\n?!]{3,200}| \([^)\n]{2,80}\))?\s*:\s+(?=\S)"
)
_DASHED = re.compile(
    rf"(?P<name>[{_CAPITAL}][\w.'’-]*(?: [{_CAPITAL}][\w.'’-]*){{0,3}})"
    r"(?P<told>, [^—–\n?!]{3,200})?\s+[—–―]\s+(?=\S)"
)
_LETTERED = re.compile(r"(?P<name>[QA])(?P<told>)(?:\.|\))\s+(?=\S)")
"""Labels that are set off by a dash, and the letters Q and A with a full stop or bracket."""
_NO_LABEL = re.compile(
    r"(?:notes?|updated?|correction|sources?|photo|images?|read|see|also|more|watch|key|background"
    r"|context|analysis|summary|highlights|conclusion|warning|breaking|today|video|date|time|place"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?[\"'”’)\]]*$")
_ASKS_FIRST = re.compile(r"[^.!?]{3,400}\?")
_JOURNALIST = re.compile(
    r"\b(journalist|reporter|correspondent|interviewer|editor|host|moderator|presenter|anchor"
    r"|columnist|question|press)\b|^Q$",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(I|I['’](?:m|d|ve|ll)|my|me|myself|We['’]ll|Let's)\b")
_CARRIES_ON = re.compile(
    r"(?:However|But|And|So|Still|Yet|Thus|Therefore|Also|Besides|Moreover|Furthermore|In addition"
    r"|Even if|Even though|Nevertheless|Of course|In both cases|In other words|Second(?:ly)?"
    r"|Third(?:ly)?|Finally|At the same time|On the other hand|For example|That is why|As I)\b"
)
_INTRODUCED = re.compile(
    r"(?i:interview(?:ed)? (?:with )?|sp(?:oke|eaks|oken) (?:to|with) |talk(?:s|ed)? (?:to|with) "
    r"|conversation with |asked |Q ?& ?A with |questions (?:to|for) )(?:[a-z]+ ){0,4}"
    rf"(?P<name>[{_CAPITAL}][\w'’-]+(?: [{_CAPITAL}][\w'’-]+){{1,3}})"
)
_OPENS = re.compile(rf"(?P<name>[{_CAPITAL}][\w'’-]+(?: [{_CAPITAL}][\w'’-]+){{1,3}})(?=,? [a-z])")
_STAGE = re.compile(r"\([^()]{1,120}\)|\[[^\[\]]{1,120}\]")
"""A stage direction: "(Applause.)", "[Crosstalk]"."""
_FEW, _MANY = 0.2, 0.67
"""Least and greatest share of paragraphs that ask, in an interview without labels."""
_TERSE = 5
"""Words up to which a labelled line with a figure is no speech."""
_LONG = 300
"""Characters from which a block is too long for a second question in a row."""
_INTERVIEWS = (Genre.INTERVIEW, Genre.TRANSCRIPT)


@frozen(kw_only=True)
class Script:
    """The text in which turns are looked for."""

    view: View
    document: Document

    def words(self, stretch: Stretch) -> str:
        """The words of a segment."""
        return self.view.text[stretch.start : stretch.end]

    def is_bold(self, stretch: Stretch) -> bool:
        """Whether the stored text sets the whole segment in bold type (Markdown)."""
        start, end = self.view.stored(stretch.start, stretch.end)
        text = self.document.text
        return text[max(0, start - 2) : start] == "**" and text[end : end + 2] == "**"


@frozen(kw_only=True)
class _Label:
    """A turn's label: ``name`` up to the description, ``end`` where the words begin."""

    name: str
    told: str
    end: int


def find_turns(script: Script, stretches: list[Stretch]) -> list[Stretch]:
    """Turn paragraphs into questions and answers where the text is an interview."""
    labels = {n: label for n, s in enumerate(stretches) if (label := _label(script, s))}
    if labels and _is_scripted(script, stretches, labels):
        return _labelled(script, stretches, labels)
    for style in (_LETTERED, _DASHED):
        odd = {n: x for n, s in enumerate(stretches) if (x := _label(script, s, style))}
        if _alternates(script, stretches, odd):
            return _labelled(script, stretches, odd)
    bold = [n for n, s in enumerate(stretches) if _running(s) and script.is_bold(s)]
    asking = [n for n in bold if _ASKS.search(script.words(stretches[n]))]
    if len(bold) >= 2 and asking:
        first = asking[0]
        return _bold(script, stretches, [n for n in bold if n >= first])
    if _is_all_questions(script, stretches):
        first = next(n for n, s in enumerate(stretches) if _asks(script, s))
        speaker = _introduced(script, stretches[:first])
        return stretches[:first] + _alternate(script, stretches[first:], frozenset(), speaker, None)
    return stretches


def _running(stretch: Stretch) -> bool:
    return stretch.kind in (SegmentKind.PARAGRAPH, SegmentKind.LIST)


def _asks(script: Script, stretch: Stretch) -> bool:
    return _running(stretch) and bool(_ASKS.search(script.words(stretch)))


def _alternates(script: Script, stretches: list[Stretch], labels: dict[int, _Label]) -> bool:
    """Whether labels of an odd style are a script's: two at least recur, and one of them asks."""
    names = Counter(label.name for label in labels.values())
    asked = any(_ASKS.search(script.words(stretches[n])) for n in labels)
    return asked and sum(count > 1 for count in names.values()) >= 2


def _label(script: Script, stretch: Stretch, style: re.Pattern[str] = _LABEL) -> _Label | None:
    """The label at the start of a segment, if it reads like a speaker's."""
    if stretch.kind not in (SegmentKind.PARAGRAPH, SegmentKind.HEADLINE, SegmentKind.LIST):
        return None
    match = style.match(script.view.text, stretch.start, stretch.end)
    if match is None or _NO_LABEL.match(match["name"]):
        return None
    return _Label(name=match["name"], told=match["told"] or "", end=match.end())


def _is_scripted(script: Script, stretches: list[Stretch], labels: dict[int, _Label]) -> bool:
    """Whether the labels are a script's: they recur, or one asks another who answers."""
    names = Counter(label.name for label in labels.values())
    figures = sum(_tells_a_figure(script.words(stretches[n])) for n in labels)
    if len(names) < 2 or 2 * figures > len(labels):
        return False
    if script.document.genre in _INTERVIEWS or any(
        _JOURNALIST.search(label.told or label.name) for label in labels.values()
    ):
        return True
    asked = any(_ASKS.search(script.words(stretches[n])) for n in labels)
    return asked or sum(count > 1 for count in names.values()) >= 2


def _tells_a_figure(words: str) -> bool:
    """Whether a labelled line is a row of a table: "Olin: 1,769 votes"."""
    last = words.rsplit(":", 1)[-1].split()
    return len(last) <= _TERSE and any(word[0].isdigit() for word in last)


def _labelled(script: Script, stretches: list[Stretch], labels: dict[int, _Label]) -> list[Stretch]:
    """Cut the labels off and give each turn its speaker; then the rest by rule 2 or 3."""
    askers = _askers(script, stretches, labels)
    asker = min(askers, default="")
    last = max(labels)
    others = [label.name for _, label in sorted(labels.items()) if label.name not in askers]
    answers = others[0] if others else None
    closed = len(labels) > len({label.name for label in labels.values()})
    guest = _introduced(script, stretches[: min(labels)])
    found: list[Stretch] = []
    current: str | None = None
    for number, stretch in enumerate(stretches[: last + 1]):
        label = labels.get(number)
        if label is not None:
            current = label.name
            found.append(_label_line(script, stretch, label))
            stretch = evolve(stretch, start=label.end, kind=SegmentKind.PARAGRAPH)
        elif current is not None and _STAGE.fullmatch(script.words(stretch)):
            stretch = evolve(stretch, kind=SegmentKind.EDITOR_NOTE)
        found.append(_turn(stretch, current, askers, guest) if _running(stretch) else stretch)
    rest = stretches[last + 1 :]
    bold = [n for n, s in enumerate(rest) if _running(s) and script.is_bold(s)]
    if len(bold) >= 2:
        return found + _bold(script, rest, bold, asker=asker, answers=answers, before=current)
    if closed and not any(_asks(script, s) for s in rest):
        return found + [_turn(s, current, askers, guest) if _running(s) else s for s in rest]
    return found + _alternate(script, rest, askers, answers, current)


def _label_line(script: Script, stretch: Stretch, label: _Label) -> Stretch:
    """The label as a segment of its own, without the colon."""
    words = script.view.text[stretch.start : label.end].rstrip().rstrip(":.—–―").rstrip()
    return Stretch(start=stretch.start, end=stretch.start + len(words), kind=SegmentKind.BYLINE)


def _askers(script: Script, stretches: list[Stretch], labels: dict[int, _Label]) -> frozenset[str]:
    """The labels of those who ask: told to be journalists, else the one who asks most.

    One who asks in fewer than half of his turns is a party to the talk who asks back.
    """
    told = {label.name for label in labels.values() if _JOURNALIST.search(label.told or label.name)}
    if told:
        return frozenset(told)
    asked = Counter(
        label.name
        for n, label in sorted(labels.items())
        if _ASKS.search(script.words(stretches[n]))
    )
    turns = Counter(label.name for label in labels.values())
    return frozenset(n for n, count in asked.most_common(1) if 2 * count >= turns[n])


def _turn(
    stretch: Stretch, speaker: str | None, askers: frozenset[str], guest: str | None
) -> Stretch:
    """A segment as a turn; ``guest`` is whom the bare letter A stands for."""
    if speaker is None:
        return stretch
    if speaker in askers:
        return evolve(stretch, kind=SegmentKind.QUESTION, speaker=_speaker(speaker))
    return evolve(stretch, kind=SegmentKind.ANSWER, speaker=_speaker(speaker) or guest)


def _speaker(label: str) -> str | None:
    """The speaker as written; the bare letters Q and A name nobody."""
    return None if label.lower() in ("q", "a", "question", "answer") else label


def _bold(
    script: Script,
    stretches: list[Stretch],
    bold: list[int],
    *,
    asker: str | None = None,
    answers: str | None = None,
    before: str | None = None,
) -> list[Stretch]:
    """Rule 2. ``before`` is who speaks when the first block is reached."""
    answers = answers or _introduced(script, stretches[: bold[0]])
    found = []
    current = before
    for number, stretch in enumerate(stretches):
        if number in bold:
            current = "?"
            stretch = evolve(stretch, kind=SegmentKind.QUESTION, speaker=_speaker(asker or "q"))
        elif current is not None and _running(stretch):
            stretch = evolve(stretch, kind=SegmentKind.ANSWER, speaker=_speaker(answers or "a"))
        found.append(stretch)
    return found


def _is_all_questions(script: Script, stretches: list[Stretch]) -> bool:
    """Whether an unlabelled text is an interview: it says so, or asks a "you" that says "I".

    An article may ask its reader a few questions; in an interview they are a good part of it.
    """
    asked = [script.words(s) for s in stretches if _asks(script, s)]
    if script.document.genre is Genre.INTERVIEW:
        return bool(asked)
    address = any(re.search(r"\byou(r|['’]\w+)?\b", words, re.IGNORECASE) for words in asked)
    told = any(_FIRST_PERSON.search(script.words(s)) for s in stretches if not _asks(script, s))
    share = len(asked) / max(1, sum(_running(s) for s in stretches))
    return len(asked) >= 3 and _FEW <= share <= _MANY and address and told


def _introduced(script: Script, stretches: list[Stretch]) -> str | None:
    """The person with whom the lines before the first question say the talk is."""
    texts = [script.words(stretch) for stretch in stretches]
    for pattern in (_INTRODUCED.search, _OPENS.match):
        found = [match["name"] for words in texts if (match := pattern(words))]
        if found:
            return found[0]
    return None


def _alternate(
    script: Script,
    stretches: list[Stretch],
    askers: frozenset[str],
    answers: str | None,
    before: str | None,
) -> list[Stretch]:
    """Rule 3. ``before`` is the label of the turn just before the first block."""
    found = []
    asked = before is not None and before in askers
    asker = min(askers, default=None)
    for stretch in stretches:
        words = script.words(stretch)
        if not _running(stretch):
            found.append(stretch)
            continue
        if _is_question(words, asked):
            asked = True
            stretch = evolve(stretch, kind=SegmentKind.QUESTION, speaker=_speaker(asker or "q"))
        elif asked or _goes_on(words):
            asked = False
            stretch = evolve(stretch, kind=SegmentKind.ANSWER, speaker=_speaker(answers or "a"))
        found.append(stretch)
    return found


def _is_question(words: str, asked: bool) -> bool:
    """Whether a block asks; a long one after a question that only ends in one is rhetoric."""
    first = bool(_ASKS_FIRST.match(words)) and not words.startswith("So")
    if asked:
        return bool(_ASKS.search(words)) and (first or len(words) < _LONG)
    return first or bool(_ASKS.search(words))


def _goes_on(words: str) -> bool:
    """Whether a block without a question carries on the answer before it."""
    return bool(_FIRST_PERSON.search(words) or _CARRIES_ON.match(words))
