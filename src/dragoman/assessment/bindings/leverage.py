"""What a party can hold out or withhold (Schelling 1966): held out, withheld, threatened.

Two lists of things and four lists of verbs: to lift a burden or to give a good is held out, to
impose a burden or to cut a good is a threat while it lies ahead and withheld once it is done.
"""

import re
from collections.abc import Iterator, Sequence

from attrs import frozen

from dragoman.assessment.bindings.desk import Desk, Finding
from dragoman.assessment.bindings.joining import joined, place_of, put_together
from dragoman.assessment.bindings.naming import Naming, is_governed, says_we, subject_before
from dragoman.assessment.bindings.passages import Told
from dragoman.assessment.bindings.vocabulary import expression, leverage_rules
from dragoman.model import Act, Hold, Leverage, Measure, digest

_ISSUES = 2
_BEHIND = re.compile(
    r"\b(?:on|against|to|for|from|of|with)\s+(?:the\s+|its\s+|all\s+)?$", re.IGNORECASE
)
_UNHELD = frozenset({Act.DENY, Act.DEMAND})


@frozen(kw_only=True)
class Draft:
    """One telling of something held out or withheld."""

    finding: Finding
    held_by: str
    over: str | None
    hold: Hold
    verb: str
    thing: str
    term: str
    words: str
    told: Told
    span: tuple[int, int]


def find_leverages(desk: Desk) -> list[Leverage]:
    """Everything held out, withheld or threatened, sorted by id."""
    drafts = sorted(_drafts(desk), key=lambda one: place_of(one.finding))
    written = (_written(group, desk) for group in joined(drafts, _is_same))
    found = {one.id: one for one in written}
    return [found[id_] for id_ in sorted(found)]


def _drafts(desk: Desk) -> Iterator[Draft]:
    for told in desk.sentences:
        taken: list[tuple[int, int]] = []
        for rule in leverage_rules():
            for match in rule.pattern.finditer(told.text):
                if any(s < match.end() and match.start() < e for s, e in taken):
                    continue
                if rule.hangs and not expression(r"\b(?:<if>)\b").search(told.text):
                    continue
                draft = _draft(told, match, rule.hold, desk)
                if draft is not None:
                    taken.append(match.span())
                    yield draft


def _draft(told: Told, match: re.Match[str], hold: Hold, desk: Desk) -> Draft | None:
    """The draft; None where nobody vouches for it or nobody is named who holds it."""
    passage = told.span(*match.span())
    over = desk.speech.over(passage)
    if not desk.speech.is_told(told, passage) or any(s.act in _UNHELD for s in over[:1]):
        return None
    named = desk.named(told)
    held_by = _holder(told, match, named, desk)
    if held_by is None:
        return None
    end = _clause_end(told, match.end())
    term = _term(told, match, end)
    start = _clause_start(told, match.start())
    return Draft(
        finding=desk.finding(told, start, end),
        held_by=held_by,
        over=_over(told, match, named, held_by, end),
        hold=hold,
        verb=_group(match, "v"),
        thing=_group(match, "t"),
        term=term,
        words=" ".join(told.text[_begin(match, hold, start) : end].replace("*", "").split()),
        told=told,
        span=match.span(),
    )


def _group(match: re.Match[str], letter: str) -> str:
    """The verb or the thing of whichever alternative matched."""
    found = (words for name, words in match.groupdict().items() if name[0] == letter and words)
    return " ".join(next(found, "").split())


def _holder(told: Told, match: re.Match[str], named: list[Naming], desk: Desk) -> str | None:
    """Who holds it: the subject before the verb, or the speaker's side where that says "we"."""
    if match.groupdict().get("v7"):
        return _owner(told, match, named, desk)
    head = told.text[: match.start()]
    party = subject_before(told, named, match.start())
    speaker = desk.speaker_party(told.span(*match.span()))
    last = max((n.end for n in named if n.end <= match.start()), default=0)
    if speaker is not None and says_we(head[last:] if party else head):
        return speaker
    return party


def _owner(told: Told, match: re.Match[str], named: list[Naming], desk: Desk) -> str | None:
    """Whose thing it is that may be stopped: "Ormark's gas to Velland", else the speaker's side.

    A speaker whose own side is the one to go without holds nothing.
    """
    inside = [n for n in named if match.start() <= n.start and n.end <= match.end()]
    owners = [n for n in inside if not _BEHIND.search(told.text[match.start() : n.start])]
    if owners:
        return owners[0].party
    speaker = desk.speaker_party(told.span(*match.span()))
    return speaker if inside and speaker not in {n.party for n in inside} else None


def _begin(match: re.Match[str], hold: Hold, start: int) -> int:
    """Where the telling words begin: at the verb, or at the clause where there is none."""
    verbs = (name for name, words in match.groupdict().items() if name[0] == "v" and words)
    name = next(verbs, None)
    if name is None or name == "v7":
        return start
    return match.start() if hold is Hold.WITHHELD else match.start(name)


def _clause_start(told: Told, place: int) -> int:
    """Where the clause begins: behind the last stop, "that" or quotation mark."""
    head = told.text[:place]
    starts = [m.end() for m in re.finditer(r"[;:]\s|\bthat\s|[“\"”]", head)]
    start = starts[-1] if starts else 0
    lead = re.match(r"[\s,*–-]*(?:(?:and|but) )?", told.text[start:place])
    return start + (lead.end() if lead else 0)


def _clause_end(told: Told, place: int) -> int:
    tail = re.search(r"[;:”\"]|[.?!](?:\s|$)", told.text[place:])
    return place + tail.start() if tail else len(told.text.rstrip())


def _term(told: Told, match: re.Match[str], end: int) -> str:
    """What it is to bring: the words behind "if", "until", "in return for"; empty without.

    A condition may stand before: "provided that B signs, A will lift its ban".
    """
    behind = expression(r"\b(?:<if>|pending|to (?:force|press|push|make)|to get) .+")
    found = behind.search(told.text[match.end() : end])
    if found is None:
        found = expression(r"\b(?:<if>) [^,;]+(?=,)").search(told.text[: match.start()])
    return " ".join(found[0].split()).rstrip(" ,") if found else ""


def _over(
    told: Told, match: re.Match[str], named: list[Naming], held_by: str, end: int
) -> str | None:
    """Whom it is held over: threatened, done to by a preposition, or who is to meet the terms."""
    behind = [n for n in named if n.start >= match.start() and n.end <= end and n.party != held_by]
    for one in behind:
        lead = told.text[match.start() : one.start]
        inside = one.end <= match.end() and not is_governed(lead)
        if inside or _BEHIND.search(lead):
            return one.party
    terms = expression(r"\b(?:<if>)\b").search(told.text, match.end())
    after = [n for n in behind if terms and n.start >= terms.end()]
    return after[0].party if after else None


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two tellings are of one thing in one hand, over one party."""
    if (one.held_by, one.hold) != (other.held_by, other.hold):
        return False
    if one.over and other.over and one.over != other.over:
        return False
    return _thing(one.thing) == _thing(other.thing)


def _thing(words: str) -> str:
    """The head of what is held: "arms deliveries" and "the deliveries of arms" end alike."""
    return words.split()[-1].casefold().removesuffix("s") if words else ""


def _written(group: Sequence[Draft], desk: Desk) -> Leverage:
    """The entry that several tellings come to; the earliest gives the words."""
    first = group[0]
    telling = put_together([one.finding for one in group], desk.witnesses)
    over = next((one.over for one in group if one.over), None)
    term = next((one.term for one in group if one.term), "")
    issues = dict.fromkeys(i for one in group for i in desk.issues_in(one.told, *one.span))
    passage = first.told.span(*first.span, "measure")
    key = (first.held_by, over or "", first.hold, _thing(first.thing))
    return Leverage(
        id=digest("leverage", *key),
        because=(f"{first.hold}: {first.verb} {first.thing}".strip(),),
        held_by=first.held_by,
        over=over,
        hold=first.hold,
        measure=Measure(
            agent=first.held_by,
            action=first.verb or None,
            object=first.thing or None,
            recipient=over,
            issue=next(iter(issues), None),
            passage=passage,
        ),
        in_return_for=Measure(object=term) if term else None,
        words=first.words,
        issues=tuple(issues)[:_ISSUES],
        **telling.fields(),
    )


def has_leverage_words(text: str) -> bool:
    """Whether a text may tell of something held out or withheld; a cheap look before the rules."""
    return any(rule.pattern.search(text) for rule in leverage_rules())
