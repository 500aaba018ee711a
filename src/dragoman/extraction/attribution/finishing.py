"""Finishing: what every attributor's drafts go through before they lie on the desk.

Turns and signatures are added, lists and block quotations are handed to whoever leads them in,
words that are not the speaker's are cut out, chains are tied, and speakers are named.
"""

from dragoman.extraction.attribution.anonymity import fill_speakers
from dragoman.extraction.attribution.citing import chain, find_cited, name_the_quoted
from dragoman.extraction.attribution.foreign import cut_foreign
from dragoman.extraction.attribution.led_lists import hand_down
from dragoman.extraction.attribution.nesting import mark_kinds, nest, settle
from dragoman.extraction.attribution.orphans import close_orphans
from dragoman.extraction.attribution.paragraphs import paragraphs
from dragoman.extraction.attribution.quotes import Quotation, is_speech
from dragoman.extraction.attribution.signatures import find_signed
from dragoman.extraction.attribution.turns import find_turns
from dragoman.extraction.reading import Attributed, Reading


def finish(
    reading: Reading, drafts: list[Attributed], quotations: list[Quotation]
) -> list[Attributed]:
    """The attributions of one text, in text order, parents set and speakers resolved.

    ``drafts`` have speakers, cues and contents; ``quotations`` are those of the whole text.
    """
    doc = reading.doc
    stretches = list(paragraphs(reading))
    speech = [q.span for q in quotations if is_speech(doc, q)]
    close_orphans(doc, [span for span, _ in stretches], quotations, drafts)
    found = find_signed(reading, drafts, quotations)
    found = [*found, *find_turns(reading)]
    found = hand_down(reading, found, stretches, quotations)
    found = name_the_quoted(reading, found)
    found, links = find_cited(reading, found)
    cut_foreign(reading, found)
    found = settle(doc, found)
    nest(found)
    chain(found, links)
    mark_kinds(doc, found, speech)
    fill_speakers(reading, found)
    return found
