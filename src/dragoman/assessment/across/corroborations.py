"""How well an entry is attested, as several blocks find it: their lines of witness together."""

from collections.abc import Sequence

from attrs import evolve

from dragoman.assessment.across.telling import Known
from dragoman.assessment.credibility import Weight, accounts, weigh
from dragoman.assessment.lines import join_lines
from dragoman.model import Corroboration, Line, LineKind, Mark

_UNNAMED = LineKind.UNNAMED


def merge_corroborations(members: Sequence[Corroboration], known: Known) -> Corroboration:
    """The corroboration of an entry out of those of its blocks.

    Lines of one origin are one line; what is contested in one block is contested. The Admiralty
    digit is weighed anew on all lines; what contradicts the entry is what the block with most of
    it counts. A digit that an analyst set stands.
    """
    lines = join_lines(line for one in members for line in one.lines)
    parties = tuple(sorted({party for one in members for party in one.parties}))
    called = tuple(sorted(known.names.get(party, party) for party in parties))
    documents = tuple(sorted({d for one in members for d in one.documents}))
    named = [line for line in lines if line.line_kind is not _UNNAMED]
    origins = {line.party or line.origin for line in named}
    count = min(len(origins), len(documents))
    mark, why = _mark(members, lines, called, count)
    signed = next((one for one in members if one.set_by), None)
    merged = evolve(
        members[0],
        mark=mark,
        documents=documents,
        parties=parties,
        why=why,
        lines=lines,
        because=tuple(dict.fromkeys(line for one in members for line in one.because)),
    )
    if members[0].credibility is None:
        return merged
    weight = Weight(lines=count, parties=called, is_hearsay=bool(lines) and not named)
    digit, because = weigh(weight)
    if mark is Mark.CONTESTED:  # what speaks against it is known to its block alone
        worst = max(members, key=lambda one: (one.mark is Mark.CONTESTED, one.credibility or 0))
        digit, because = worst.computed or worst.credibility or digit, worst.credibility_because
    if signed is not None:
        return evolve(
            merged,
            credibility=signed.credibility,
            credibility_because=because,
            computed=digit,
            set_by=signed.set_by,
        )
    return evolve(merged, credibility=digit, credibility_because=because)


def _mark(
    members: Sequence[Corroboration], lines: Sequence[Line], parties: Sequence[str], count: int
) -> tuple[Mark, str]:
    contested = next((one for one in members if one.mark is Mark.CONTESTED), None)
    if contested is not None:
        return contested.mark, contested.why
    if len(parties) > 1:
        both = next((one for one in members if one.mark is Mark.BOTH_SIDES), None)
        told = f"confirmed by the accounts of {' and '.join(parties)}"
        return Mark.BOTH_SIDES, both.why if both is not None else told
    if count > 1:
        return Mark.INDEPENDENT, f"told by {accounts(count).split()[0]} accounts independently"
    if lines and all(line.line_kind is _UNNAMED for line in lines):
        return Mark.HEARSAY, "rests on speakers who are not named"
    single = next((one for one in members if one.mark is Mark.ONE_ACCOUNT), members[0])
    return single.mark, single.why
