"""How an entry is attested, in facts: what carries it, whose accounts they are, its digit."""

from collections.abc import Iterator, Sequence

from dragoman.briefing.content import Fact
from dragoman.briefing.labels import credibility_phrase
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import counted, is_same_name, joined, tidy
from dragoman.model import Corroboration, Entry, Line, LineKind, Mark, Named

_SHOWN = 4
"""Lines of witness that are named; the rest is counted."""


def attesting_facts(entry: Entry, lookup: Lookup) -> Iterator[Fact]:
    """The documents that carry an entry, its lines of witness, and its credibility."""
    found = lookup.corroborations.get(entry.id)
    yield Fact(label="Carried by", text=_carried(entry, found, lookup))
    if found is None:
        return
    yield Fact(label="Accounts", text=accounts_words(found, lookup))
    yield Fact(label="Credibility", text=tidy(credibility_phrase(found)))


def _carried(entry: Entry, found: Corroboration | None, lookup: Lookup) -> str:
    """How many documents, copies apart; why the mark is what it is where no digit says so."""
    carriers = lookup.independent(entry)
    copies = sum(len(lookup.copies.get(id, ())) for id in carriers)
    beside = f"; {counted(copies, 'copy', 'copies')} not counted" if copies else ""
    if found is None or not found.why or found.mark is Mark.ONE_ACCOUNT:
        return counted(len(carriers), "document") + beside
    is_told = found.credibility is not None and found.mark is not Mark.HEARSAY
    why = "" if is_told else f"; {tidy(found.why)}"
    return counted(len(carriers), "document") + beside + why


def accounts_words(found: Corroboration, lookup: Lookup) -> str:
    """The lines of witness, each with what carries it; empty where a note says it all.

    "the wire TASS, told also by Potomac Lantern; the text of Podil Observer"
    """
    lines = found.lines
    if len(lines) == 1 and lines[0].line_kind is LineKind.OUTLET and len(lines[0].documents) < 2:
        return ""
    carriers = {id for line in lines for id in lookup.originals(line.documents)}
    if len(carriers) == 1 and len(lines) > 1:
        one = lookup.document_label(next(iter(carriers)))
        names = [_name(line, lookup, "the text itself") for line in lines]
        return f"{joined([*names[:_SHOWN], *_more(names, 'further line')])}, all in {one}"
    shown = [_line(line, lookup) for line in lines[:_SHOWN]]
    return "; ".join([*shown, *_more(lines, "further line")])


def _more(found: Sequence[object], noun: str, shown: int = _SHOWN) -> list[str]:
    """What is not named, counted."""
    if len(found) <= shown:
        return []
    return [counted(len(found) - shown, noun, noun if noun == "more" else None)]


def _name(line: Line, lookup: Lookup, text: str) -> str:
    """Where a line begins, with the party spoken for; ``text`` stands for an outlet's own words."""
    if line.line_kind is LineKind.OUTLET:
        return text
    name = lookup.named(Named(id=line.origin, name=line.name))
    name = f"the wire {name}" if line.line_kind is LineKind.WIRE else name
    party = lookup.party(line.party)
    return f"{name} ({party})" if party and not is_same_name(party, name) else name


def _line(line: Line, lookup: Lookup) -> str:
    """One line of witness and the outlets that carry it."""
    outlets = [lookup.document_label(id) for id in lookup.originals(line.documents)]
    others = [o for o in dict.fromkeys(outlets) if not is_same_name(o, tidy(line.name))]
    name = _name(line, lookup, f"the text of {tidy(line.name)}")
    if not others:
        return name
    told = "in" if line.line_kind in (LineKind.SPEAKER, LineKind.UNNAMED) else "told also by"
    return f"{name}, {told} {joined([*others[:3], *_more(others, 'more', 3)])}"
