"""A contact that the next sentence takes back: "It will not happen", "This was called off"."""

from spacy.tokens import Token

from dragoman.extraction.contacts.drafts import Draft
from dragoman.extraction.contacts.verb_status import is_cancelled, is_negated
from dragoman.extraction.reading import Reading
from dragoman.model import ContactStatus

_AHEAD = (ContactStatus.PLANNED, ContactStatus.SUGGESTED)
_MEANING_IT = ("it", "that", "this", "they", "both", "neither")
_OCCURRING = ("happen", "materialise", "materialize", "occur", "take", "come")


def cancel_later(reading: Reading, draft: Draft) -> None:
    """Mark a planned contact as cancelled when the sentence behind it says so."""
    if draft.status not in _AHEAD:
        return
    doc = reading.doc
    end = doc[draft.last].sent.end
    if end >= len(doc) or reading.stretch(end) is not reading.stretch(draft.last):
        return
    root = doc[end].sent.root
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.lower_ in _MEANING_IT and _ends_it(root):
        draft.status = ContactStatus.CANCELLED


def _ends_it(verb: Token) -> bool:
    if is_cancelled(verb):
        return any(c.dep_ == "auxpass" for c in verb.children)
    return verb.lemma_ in _OCCURRING and is_negated(verb)
