"""Sentence: the words that an entry rests on, with what stands before and after them."""

from collections.abc import Iterable

from attrs import frozen

from dragoman.briefing import Footnotes, Lookup, document_footnote, safe_url, visible
from dragoman.briefing.quoting import own_sentence, surroundings


@frozen(kw_only=True, repr=False)
class Sentence:
    """One passage of a document as a brief cites it.

    ``document`` is the document's id, ``outlet`` who published it (else its title or file);
    ``start`` and ``end`` are code points into its text, half open, both None where the document is
    cited as a whole. ``exact`` are the words of the passage, ``before`` and ``after`` the rest of
    its sentence with the sentence before and the one after. ``url`` is None unless it is a plain
    http or https address. Control characters are visible.
    """

    document: str
    label: str
    outlet: str = ""
    start: int | None = None
    end: int | None = None
    before: str = ""
    exact: str = ""
    after: str = ""
    text: str = ""
    """The whole sentence (or sentences) in which the passage lies, on one line."""
    url: str | None = None

    def __str__(self) -> str:
        """The sentence and where it stands."""
        return f"“{self.text}” ({self.label})" if self.text else self.label

    def __repr__(self) -> str:
        """The words around the passage, the passage between angles."""
        words = " ".join(f"{self.before}‹{self.exact}›{self.after}".split())
        return f"<{words if self.exact else 'the whole document'}: {self.label}>"

    def _repr_html_(self) -> str:
        """The passage marked within its surroundings; no script, all of it escaped."""
        from dragoman.notebook.setting import set_sentence

        return set_sentence(self)


def sentences_behind(numbers: Iterable[int], footnotes: Footnotes) -> tuple[Sentence, ...]:
    """The sentences that stand behind the numbers of notes."""
    return tuple(sentence_at(*footnotes.place(number), footnotes.lookup) for number in numbers)


def sentence_at(document_id: str, start: int, end: int, lookup: Lookup) -> Sentence:
    """The sentence around a passage; the document as a whole where ``start`` is below 0."""
    document = lookup.documents[document_id]
    label = document_footnote(document, lookup)
    url = safe_url(document.url)
    outlet = lookup.document_label(document_id)
    if start < 0:
        return Sentence(document=document_id, label=label, outlet=outlet, url=url)
    before, after = surroundings(document.text, start, end)
    return Sentence(
        document=document_id,
        label=label,
        outlet=outlet,
        start=start,
        end=end,
        before=visible(before),
        exact=visible(document.text[start:end]),
        after=visible(after),
        text=visible(own_sentence(document.text, start, end)),
        url=url,
    )
