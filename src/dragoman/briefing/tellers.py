"""Who tells: the end of a line that one account alone carries, and the sides of a discrepancy."""

from dragoman.briefing.lookup import Lookup
from dragoman.briefing.naming import is_telling_name
from dragoman.briefing.wording import clip, counted, is_same_name, joined
from dragoman.model import Account, Commitment, Discrepancy, Entry, Position


def told_by(entry: Entry, lookup: Lookup) -> str:
    """Who alone tells it, as the end of a line: a party, else a known outlet, else "one text".

    A party that is the only one bound tells of its own promise, which is no news.
    """
    found = lookup.corroborations.get(entry.id)
    parties = found.parties if found else ()
    own = entry.parties if isinstance(entry, Commitment) else ()
    if len(parties) == 1 and not isinstance(entry, Position) and tuple(parties) != own:
        return f"; {lookup.party(parties[0])} alone said so"
    carriers = lookup.independent(entry)
    outlets = {lookup.outlet(id) for id in carriers}
    if len(carriers) == 1:
        outlet = outlets.pop()
        return f" – {clip(outlet, 4)} alone" if outlet else " (one text)"
    if not carriers:
        return ""
    if len(outlets) == 1 and all(outlets):
        return f" – {clip(outlets.pop(), 4)} alone"
    return f" ({counted(len(carriers), 'text')}, one account)"


def teller(account: Account, lookup: Lookup) -> str:
    """Who tells one account: the parties or people who speak, else the outlets."""
    statements = lookup.said(account.statements)
    names = [
        clip(lookup.named_with_party(s), 8).replace(",…", "…")
        for st in statements
        for s in st.speakers
        if is_telling_name(s)
    ]
    names = names or [lookup.party(st.party) for st in statements if st.party]
    outlets = [lookup.document_label(id) for id in lookup.originals(account.documents)]
    found = list(dict.fromkeys(names or outlets))
    return joined([*found[:3], *([f"{len(found) - 3} more"] if len(found) > 3 else [])])


def tellers(discrepancy: Discrepancy, lookup: Lookup) -> list[str]:
    """Who tells each account of a discrepancy, in its order."""
    return [teller(a, lookup) or "an account not named" for a in discrepancy.accounts]


def short_teller(account: Account, lookup: Lookup, *, bare: bool = False) -> str:
    """Who tells one account in few words: "Ormark (Bertil Oskander)", or the outlet's name.

    ``bare`` gives the party alone. Empty when neither speaker nor outlet is known.
    """
    for statement in lookup.said(account.statements):
        party = lookup.party(statement.party)
        people = [lookup.named(s) for s in statement.speakers if s.id in lookup.persons][:1]
        if party and people and not bare and not is_same_name(party, people[0]):
            return f"{party} ({people[0]})"
        if party or people:
            return party or people[0]
    outlets = [lookup.outlet(id) for id in lookup.originals(account.documents)]
    return clip(next((outlet for outlet in outlets if outlet), ""), 4)
