"""The sentences of all entries, without a page around them."""

from dragoman.briefing.answers import statement_text
from dragoman.briefing.lines import sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.wording import fitting
from dragoman.model import Contents


def told_sentences(contents: Contents) -> dict[str, str]:
    """What the brief says of each entry, by id; entries without a sentence of theirs are left out.

    Cost: linear in the number of entries.
    """
    lookup = Lookup(contents)
    told = {one.id: statement_text(one, lookup) for one in contents.statements}
    for entries in (
        contents.contacts,
        contents.deeds,
        contents.assessments,
        contents.positions,
        contents.commitments,
        contents.discrepancies,
        contents.constraints,
        contents.leverages,
        contents.linkages,
    ):
        told |= {entry.id: fitting(sentences(entry, lookup)) for entry in entries}
    told |= {one.id: one.claim for one in contents.hypotheses}
    return told
