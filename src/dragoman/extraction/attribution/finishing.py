"""Finishing: what every attributor's drafts go through before they lie on the desk.

Turns and signatures are added, lists and block quotations are handed to whoever leads them in,
words that are not the speaker's are cut out, chains are tied, and speakers are named.
"""

from dragoman.extraction.attribution.anonymity import fill_speakers
from dragoman.extraction.attribution.citing import chain, find_cited, name_the_quoted
from dragoman.extraction.attribution.describing import cut_descriptions
from dragoman.extraction.attribution.foreign import cut_foreign
from dragoman.extraction.attribution.led_lists import hand_down
from dragoman.extraction.attribution.nesting import mark_kinds, nest, settle
from dragoman.extraction.attribution.orphans import close_orphans
from dragoman.extraction.attribution.paragraphs import Outline
from dragoman.extraction.attribution.signatures import find_signed
from dragoman.extraction.attribution.turns import find_turns
from dragoman.extraction.reading import Attributed, Reading


def finish(reading: Reading, drafts: list[Attributed], outline: Outline) -> list[Attributed]:
    """The attributions of one text, in text order, parents set and speakers resolved.

    ``drafts`` have speakers, cues and contents.
    """
    doc, quotations = reading.doc, outline.quotations
    close_orphans(doc, [span for span, _ in outline.parts], quotations, drafts)
    found = find_signed(reading, drafts, quotations)
    found = [*found, *find_turns(reading)]
    found = hand_down(reading, found, outline.parts, quotations)
    found = name_the_quoted(reading, found)
    found, links = find_cited(reading, found)
    cut_foreign(reading, found)
    cut_descriptions(reading, found)
    found = settle(doc, found)
    nest(found)
    chain(found, links)
    mark_kinds(doc, found, outline.speech)
    fill_speakers(reading, found)
    return found
