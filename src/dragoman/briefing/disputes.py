"""Sentences about discrepancies: the matter first, then what each side said."""

import re
from collections.abc import Iterator

from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import Form, Phrase, cut_at_clause, phrase_of
from dragoman.briefing.predicates import is_named_by, is_negated, predicate
from dragoman.briefing.standpoints import statement_phrase
from dragoman.briefing.tellers import short_teller
from dragoman.briefing.wording import LINE_WORDS, capital, clip, count_words, tidy, words_of
from dragoman.model import Account, Act, Discrepancy, DiscrepancyKind

_NEGATED = re.compile(
    r"^(.{3,90}?) (was|were|is|are|had|has|have|did|does|do|would|will|could|can)"
    r"(?: not|n[’']t|not) (.+)$"
)
_WHOLE_CLAUSE = re.compile(r"^(?:that |whether(?: it is so)?(?: that |: ))", re.IGNORECASE)
"""A matter that is an account's own clause over again."""
_NEXT_TELLER = re.compile(r"; (?=[^:;“\"]{1,60}: )")
_TELLER = re.compile(r"^[^:“\"]{1,60}: (?=\S)")
_QUOTATION = re.compile("“[^”]*”")
_TEXTS = ("one text", "another text")
_MATTER_WORDS = 12
_HEAD_WORDS = 6
"""A longer matter gives way to what stands before its colon ("on which day")."""
_GIST_WORDS = 9
"""A clause that a rule cut out of the text, short enough to stand whole."""

_MATTER_ROOMS = (12, 9, 6)


def discrepancy_sentences(
    discrepancy: Discrepancy, lookup: Lookup, room: int = LINE_WORDS
) -> Iterator[str]:
    """What accounts differ on, with what each says; without a full stop."""
    found = list(_candidates(discrepancy, lookup, room))
    short = [sentence for sentence in found if count_words(sentence) <= room]
    yield from sorted(short, key=_words_shown, reverse=True) or found


def _words_shown(sentence: str) -> int:
    """How many words of the documents stand in a sentence."""
    return sum(count_words(words) for words in _QUOTATION.findall(sentence))


def _candidates(discrepancy: Discrepancy, lookup: Lookup, room: int) -> Iterator[str]:
    """With the speakers' names, then with the parties alone; the matter in full, then shorter."""
    accounts = discrepancy.accounts[:2]
    denied = _denied(discrepancy, lookup)
    for bare in (False, True):
        if denied is not None:
            for matter_room in _MATTER_ROOMS:
                yield _question(accounts, *denied, bare, lookup, room, matter_room)
            continue
        yield _both(accounts, _matter(discrepancy, lookup), bare, lookup, room, whole=True)
    if denied is None:
        yield _both(accounts, _matter(discrepancy, lookup), True, lookup, room, whole=False)


def _matter(discrepancy: Discrepancy, lookup: Lookup) -> str:
    """What it is about: the matter, or the issue where the matter is a whole clause or long."""
    matter = tidy(discrepancy.matter).rstrip(" .…").replace("how many: ", "how many ")
    is_clause = bool(_WHOLE_CLAUSE.match(matter))
    head, colon, _ = matter.partition(": ")
    if colon and not is_clause and count_words(matter) > _HEAD_WORDS:
        matter = head
    if matter and not is_clause and count_words(matter) <= _MATTER_WORDS:
        return matter
    said = lookup.said(id for account in discrepancy.accounts for id in account.statements)
    issues = [lookup.issue(issue) for statement in said for issue in statement.issues]
    if issues or is_clause:
        return next(iter(issues), "")
    return cut_at_clause(phrase_of(matter).text, 6).rstrip("… ")


def _denied(discrepancy: Discrepancy, lookup: Lookup) -> tuple[int, str, str] | None:
    """Which account denies, what is in question, and how the denial is put in two words.

    A denied clause is the matter itself ("denied that a quota had been agreed"); one that
    negates itself ("was not discussed") is the matter without its "not".
    """
    if discrepancy.discrepancy_kind is not DiscrepancyKind.DENIAL:
        return None
    for place, account in enumerate(discrepancy.accounts[:2]):
        for statement in lookup.said(account.statements):
            words = statement_phrase(statement)
            if statement.act is not Act.DENY or words.form is not Form.THAT:
                continue
            by_verb = is_named_by(Act.DENY, lookup.cue(statement))
            negated = _NEGATED.match(words.text)
            party = lookup.party(statement.party)
            if negated and not by_verb:
                return place, _named_owner(" ".join(negated.groups()), party), "said not"
            if by_verb and not is_negated(words.text):
                return place, _named_owner(words.text, party), "denied it"
    return None


def _named_owner(matter: str, party: str) -> str:
    """The matter with its speaker's own "its" as a name: "its troops" are Ormark's troops."""
    first, _, rest = matter.partition(" ")
    return f"{party}'s {rest}" if first.lower() in ("its", "our") and party and rest else matter


def _question(
    accounts: tuple[Account, ...],
    denying: int,
    matter: str,
    denial: str,
    bare: bool,
    lookup: Lookup,
    room: int,
    matter_room: int,
) -> str:
    """Whether something is so: who denied it, and what the other said."""
    denier = _named(accounts[denying], accounts, bare, lookup)
    lead = f"Whether {cut_at_clause(matter, matter_room).rstrip('… ')}: {denier} {denial}"
    if len(accounts) < 2:
        return lead
    other = 1 - denying
    left = room - count_words(lead)
    return f"{lead}; {_side(accounts, other, bare, lookup, left, ends=False)}"


def _both(
    accounts: tuple[Account, ...],
    matter: str,
    bare: bool,
    lookup: Lookup,
    room: int,
    *,
    whole: bool,
) -> str:
    """The matter, and both accounts in their own words; the shorter leaves room to the longer.

    ``whole`` keeps a short clause of an account whole, even where the line gets too long by it.
    """
    lead = f"{capital(matter)}: " if matter else ""
    left = room - count_words(lead)
    places = range(len(accounts))
    sides = [_side(accounts, place, bare, lookup, left, whole=whole) for place in places]
    need = [count_words(side) for side in sides]
    if sum(need) > left:
        share = left // max(len(accounts), 1)
        spare = sum(max(share - words, 0) for words in need)
        sides = [
            _side(accounts, place, bare, lookup, share + spare, whole=whole) for place in places
        ]
    return (lead + "; ".join(sides)) or "One matter: accounts differ"


def _named(account: Account, accounts: tuple[Account, ...], bare: bool, lookup: Lookup) -> str:
    """Who tells an account; "another text" beside one that is not named either."""
    names = [short_teller(a, lookup, bare=bare) for a in accounts]
    place = accounts.index(account)
    return names[place] or _TEXTS[place > 0 and not names[0]]


def told_words(account: Account) -> str:
    """What an account says first, without the teller's name that may stand before it."""
    return _TELLER.sub("", _NEXT_TELLER.split(account.says)[0])


def _side(
    accounts: tuple[Account, ...],
    place: int,
    bare: bool,
    lookup: Lookup,
    room: int,
    *,
    ends: bool = True,
    whole: bool = False,
) -> str:
    """Who says what; ``ends`` keeps the end of words that are too long, not their middle."""
    account = accounts[place]
    who = _named(account, accounts, bare, lookup)
    left = room - count_words(who)
    said = lookup.said(account.statements)
    gist = tidy(told_words(account)).rstrip(" .")
    needed = count_words(gist)
    if needed <= _GIST_WORDS and is_verbatim(gist, account):
        return f"{who} {_said(phrase_of(gist), max(left, needed + 2) if whole else left)}"
    if said:
        words = statement_phrase(said[0])
        return f"{who} {predicate(said[0].act, words, left, lookup.cue(said[0]), ends=ends)}"
    longest = max((p.exact for p in account.passages), key=len, default="")
    if longest and (gist.endswith("…") or count_words(gist) > _GIST_WORDS):
        return f"{who} {_said(phrase_of(longest), left)}"
    if not is_verbatim(gist, account):
        return f"{clip(gist, left - 1)}, {who} said"
    return f"{who} {_said(phrase_of(gist), left)}"


def _said(words: Phrase, room: int) -> str:
    """Words of a text behind "said", or "said that" where they are a clause."""
    lead = "said that" if words.form is Form.THAT else "said"
    return f"{lead} {words.ends(room - count_words(lead))}"


def is_verbatim(words: str, account: Account) -> bool:
    """Whether words stand so in the account's passages; a gist of ours is no quotation.

    An account without passages, which no reader makes, is taken at its word.
    """
    told = words_of(words).casefold()
    if not account.passages:
        return bool(told)
    return bool(told) and any(told in tidy(p.exact).casefold() for p in account.passages)
