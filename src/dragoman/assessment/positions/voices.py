"""Whose position a statement shows, and how directly (design, section 5)."""

import re
from collections.abc import Iterator

from attrs import frozen

from dragoman.assessment.positions.stances import (
    OWN_ACTS,
    UNDERTAKING_ACTS,
    Phrase,
    find_phrase,
    stance_of,
)
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import is_listed, statement_words
from dragoman.model import Act, Basis, Measure, Named, Stance, Statement, Voice

RANK = tuple(Basis)
"""Strongest first."""
_ON_TERMS = re.compile(
    r"\b(?:only if|unless|provided(?: that)?|on (?:the )?condition|as long as|but not before)\b",
    re.IGNORECASE,
)
_SUBJECT = 40
"""Within so many code points of its beginning a clause names its subject."""


@frozen(kw_only=True)
class Voiced:
    """One statement as evidence for one party's position on one measure."""

    party: str
    basis: Basis
    stance: Stance
    statement: Statement
    measure: Measure | None
    is_conditional: bool


def voiced(statement: Statement, witnesses: Witnesses) -> Iterator[Voiced]:
    """The positions that a statement shows: one for each measure it takes a stance on.

    An expert who represents nobody never shows a position of his or her own country; what he or
    she says of a party shows that party's, on the basis ``analyst``. What stands inside a demand
    or a denial ("demanded that they accept") shows none.
    """
    if witnesses.embedding.is_supposed(statement) or witnesses.is_asked(statement):
        return
    found = list(_by_act(statement, witnesses))
    yield from found or _by_phrase(statement, witnesses)


def _by_act(statement: Statement, witnesses: Witnesses) -> Iterator[Voiced]:
    for measure in statement.measures or (None,):
        whose = _whose(statement, measure, witnesses)
        stance = stance_of(statement, measure)
        if whose is not None and stance is not None:
            yield _voice(*whose, stance, statement, measure)


def _voice(
    party: str, basis: Basis, stance: Stance, statement: Statement, measure: Measure | None
) -> Voiced:
    return Voiced(
        party=party,
        basis=basis,
        stance=stance,
        statement=statement,
        measure=measure,
        is_conditional=bool(statement.conditions)
        or _ON_TERMS.search(statement_words(statement)) is not None,
    )


def voice_of(
    party: str, statement: Statement, stance: Stance, measure: Measure, witnesses: Witnesses
) -> Voiced | None:
    """A party's own statement as evidence of a stance that neither act nor phrase shows."""
    if witnesses.embedding.is_supposed(statement) or witnesses.is_asked(statement):
        return None
    if party not in witnesses.parties:
        return None
    return _voice(party, _basis(statement, party, witnesses), stance, statement, measure)


def _by_phrase(statement: Statement, witnesses: Witnesses) -> Iterator[Voiced]:
    """What an assertion's words show: "he was open to it", "that would be unacceptable"."""
    phrase = find_phrase(statement)
    party = statement.party
    if phrase is None or party not in witnesses.parties or statement.voice is not Voice.SPEAKER:
        return
    holder = _holder(statement, phrase, party, witnesses)
    if holder is not None:
        measure = next(iter(statement.measures), None)
        basis = _basis(statement, party, witnesses) if holder == party else Basis.OTHER_SIDE
        yield _voice(holder, basis, phrase.stance, statement, measure)


def _holder(statement: Statement, phrase: Phrase, party: str, witnesses: Witnesses) -> str | None:
    """Whose stance a phrase shows: the speaker's, or that of the one party its clause names."""
    if not phrase.is_subjects:
        return party
    before = statement_words(statement)[: phrase.start]
    named = [(place, who) for place, who in witnesses.roster.named_in(before) if who != party]
    if not named:
        return party
    others = {who for _, who in named}
    begins = all(place <= _SUBJECT for place, _ in named)
    return others.pop() if begins and len(others) == 1 else None


def _whose(
    statement: Statement, measure: Measure | None, witnesses: Witnesses
) -> tuple[str, Basis] | None:
    agent = measure.agent if measure and measure.agent in witnesses.parties else None
    spoken_for = statement.party if statement.party in witnesses.parties else None
    if statement.voice is not Voice.SPEAKER:
        narrates = statement.voice is Voice.NARRATOR and statement.act in OWN_ACTS
        party = spoken_for or agent
        return (party, Basis.NARRATOR) if narrates and party else None
    if spoken_for is None:
        return (agent, Basis.ANALYST) if agent and _tells_of(statement, measure) else None
    # Nobody can promise for another: "they accepted", "they want" is about the other side.
    about_other = statement.act in UNDERTAKING_ACTS or statement.act is Act.ASSERT
    if agent and agent != spoken_for and about_other:
        return agent, Basis.OTHER_SIDE
    return spoken_for, _basis(statement, spoken_for, witnesses)


def _tells_of(statement: Statement, measure: Measure | None) -> bool:
    """Whether a statement by one who speaks for nobody tells what a party wants.

    An analyst's own demand ("they must withdraw") is not the party's.
    """
    if statement.act in UNDERTAKING_ACTS or statement.act is Act.REJECT:
        return True
    action = measure.action if measure else None
    return any(is_listed(action, name) for name in ("wants", "offers", "refuses"))


def _basis(statement: Statement, party: str, witnesses: Witnesses) -> Basis:
    """The weakest link of the chain from the party to the document."""
    if witnesses.is_anonymous(statement):
        return Basis.LEAK
    links = [_link(reporter, party, witnesses) for reporter in statement.reported_by]
    if witnesses.is_passed_on_by_expert(statement):
        links.append(Basis.ANALYST)
    own = Basis.OWN_WORDS
    if statement.speakers and all(_is_spokesperson(s, witnesses) for s in statement.speakers):
        own = Basis.SPOKESPERSON
    return max((own, *(link for link in links if link)), key=RANK.index)


def _link(reporter: Named, party: str, witnesses: Witnesses) -> Basis | None:
    """What one who passes the words on makes of them; another outlet changes nothing."""
    if witnesses.is_expert(reporter):
        return Basis.ANALYST
    side = witnesses.side(reporter)
    if side is None:
        return None
    if side != party:
        return Basis.OTHER_SIDE
    return Basis.SPOKESPERSON if _is_spokesperson(reporter, witnesses) else None


def _is_spokesperson(named: Named, witnesses: Witnesses) -> bool:
    person = witnesses.persons.get(named.id or "")
    return is_listed(person.office if person else named.name, "spokesperson")
