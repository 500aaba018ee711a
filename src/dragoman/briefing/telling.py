"""The sentences of all entries, without a page around them."""

from dragoman.briefing.answers import statement_text
from dragoman.briefing.lines import sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.selecting import SECTIONS
from dragoman.briefing.wording import fitting
from dragoman.model import Contents


def told_sentences(contents: Contents) -> dict[str, str]:
    """What the brief says of each entry, by id; entries without a sentence of theirs are left out.

    Cost: linear in the number of entries.
    """
    lookup = Lookup(contents)
    told = {one.id: statement_text(one, lookup) for one in contents.statements}
    for name in SECTIONS.values():
        told |= {one.id: fitting(sentences(one, lookup)) for one in getattr(contents, name)}
    told |= {one.id: one.claim for one in contents.hypotheses}
    return told
