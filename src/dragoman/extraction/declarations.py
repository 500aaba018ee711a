"""Declarations: texts in which a government or body itself speaks: "We condemn the attack".

In a press statement there is no reporter: what stands outside quotation marks is the issuer's
own word, and his promises and demands are as much acts as a quoted minister's.
"""

from collections import Counter

from attrs import frozen
from spacy.tokens import Token

from dragoman.extraction.acts_words import terms
from dragoman.extraction.attribution.paragraphs import paragraphs
from dragoman.extraction.attribution.quotes import find_quotations
from dragoman.extraction.attribution.spans import OPENING
from dragoman.extraction.reading import Reading
from dragoman.extraction.verb_forms import subject_of
from dragoman.extraction.whose import ids_within, is_agent
from dragoman.model import SegmentKind

_RUNNING = frozenset({SegmentKind.PARAGRAPH, SegmentKind.LIST})
_WORDS = "introduced"
"""Under which an introduction is counted beside the parties."""
_SHARE = 8
"""One sentence in so many must be in the issuer's own person."""


@frozen(kw_only=True)
class Declaration:
    """Whose words a text is: ``party`` is None where only "we" is said."""

    party: str | None


def declaration_in(reading: Reading) -> Declaration | None:
    """Whether the text itself is a declaration, and whose; None for reports and interviews."""
    if any(stretch.kind is SegmentKind.ANSWER for stretch in reading.stretches):
        return None
    quotations = find_quotations(reading.doc, [span for span, _ in paragraphs(reading)])
    said = [q.span for q in quotations]
    sentences, own = 0, _introduced(reading)
    for sentence in reading.doc.sents:
        kind = reading.kind(sentence.start) if reading.stretches else SegmentKind.PARAGRAPH
        if kind not in _RUNNING or len(sentence) < 5:
            continue
        sentences += 1
        if not any(span.covers(sentence.root.i) for span in said):
            own[_person(reading, sentence.root)] += 1
    declared = sum(own.values()) - own[""]
    if not (own[_WORDS] or declared * _SHARE >= sentences) or not declared:
        return None
    parties = [known for known, _ in own.most_common() if known not in ("", "we", _WORDS)]
    return Declaration(party=parties[0] if parties else None)


def _introduced(reading: Reading) -> Counter[str]:
    """Count who is introduced with a colon before a paragraph that no quotation marks enclose."""
    own = Counter[str]()
    for one in reading.attributed:
        start = min((span.start for span in one.contents), default=0)
        before = [t for t in reading.doc[max(0, start - 4) : start] if not t.is_space]
        colon = bool(before) and before[-1].text == ":" and not one.turn
        if not colon or reading.doc[start].text in OPENING or not reading.stretches:
            continue
        if reading.stretch(start) is not reading.stretch(before[-1]):
            own[_WORDS] += 1
            own[_speaker(reading, reading.doc[start])] += 1
    return own


def _speaker(reading: Reading, root: Token) -> str:
    """The party of the one who is introduced with a colon and then speaks as "we"."""
    for one in reading.attributed:
        ids = one.speaker_ids or ids_within(reading, one.speakers[:1])
        if ids and any(span.covers(root.i) for span in one.contents):
            return reading.names.party_of(ids[0]) or "we"
    return "we"


def _person(reading: Reading, root: Token) -> str:
    """In whose person a sentence is: "we", a party that takes a stand now, or empty."""
    subject = subject_of(root)
    if subject is None:
        return ""
    if subject.lower_ in {"we", "i"}:
        return _speaker(reading, root)
    stands = root.tag_ in {"VBZ", "VBP"} and root.lemma_.lower() in terms("declaring")
    mention = reading.names.at(subject.i)
    if not stands:
        return ""
    if mention is None or not mention.refers_to:
        return "we" if is_agent(subject) else ""
    return reading.names.party_of(mention.refers_to) or ""
