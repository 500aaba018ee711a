"""The dossier's own issues, by their keywords."""

import re
from collections.abc import Iterable

from attrs import evolve, frozen

from dragoman.model import Assessment, Contact, Deed, Issue, Measure, Negotiation, Statement


@frozen(kw_only=True)
class _Lens:
    """One issue of the dossier: the generic issue it narrows and the words it goes by."""

    id: str
    parent: str | None
    words: re.Pattern[str]

    def sees(self, text: str) -> bool:
        """Whether one of its keywords is in the words."""
        return self.words.search(text) is not None

    def fits(self, generic: Iterable[str]) -> bool:
        """Whether it narrows one of these generic issues (none fit all)."""
        generic = tuple(generic)
        return not generic or self.parent is None or self.parent in generic


class IssueFinder:
    """Adds the dossier's issues in front of the generic ones.

    An issue whose id is a generic issue's only renames it and adds nothing here.
    """

    def __init__(self, negotiation: Negotiation) -> None:
        self._lenses = [
            _Lens(id=issue.id, parent=issue.parent, words=_pattern(issue))
            for issue in negotiation.issues
            if issue.keywords and issue.parent != issue.id
        ]

    def find(self, generic: tuple[str, ...], text: str) -> tuple[str, ...]:
        """The issues of words that are about ``generic`` issues, the dossier's first.

        A keyword is the analyst's: it outweighs a generic issue that is not named in the words
        themselves (the reader may have taken that over from the sentence before).
        """
        named = tuple(issue for issue in generic if is_named(issue, text))
        seen = [lens for lens in self._lenses if lens.sees(text)]
        own = [s.id for s in seen if s.fits(generic)] or [s.id for s in seen if s.fits(named)]
        return tuple(dict.fromkeys([*own, *generic]))

    def measure(self, measure: Measure) -> Measure:
        """The measure under the dossier's issue, when one of its keywords is in its words."""
        generic = (measure.issue,) if measure.issue else ()
        found = self.find(generic, measure_text(measure))
        return evolve(measure, issue=found[0]) if found else measure

    def statement(self, statement: Statement) -> Statement:
        """The statement and its measures under the dossier's issues."""
        content = [p.exact for p in statement.passages if p.role in ("content", "")]
        text = " ".join([*content, *map(measure_text, statement.measures)])
        return evolve(
            statement,
            issues=self.find(statement.issues, text),
            measures=tuple(self.measure(m) for m in statement.measures),
        )

    def contact(self, contact: Contact) -> Contact:
        """The contact under the dossier's issues, by its topics and outcomes."""
        text = " ; ".join([*contact.topics, *contact.outcomes])
        return evolve(contact, issues=self.find(contact.issues, text))

    def deed(self, deed: Deed) -> Deed:
        """The deed and its measure under the dossier's issues."""
        text = " ".join(p.exact for p in deed.passages)
        measure = self.measure(deed.measure) if deed.measure else None
        return evolve(deed, issues=self.find(deed.issues, text), measure=measure)

    def assessment(self, assessment: Assessment) -> Assessment:
        """The assessment under the dossier's issues, by its claim."""
        return evolve(assessment, issues=self.find(assessment.issues, assessment.claim))


def is_named(issue: str, text: str) -> bool:
    """Whether a word of a generic issue's id stands in the words.

    >>> is_named("refugees", "the quota of refugees"), is_named("trade", "the cod quota")
    (True, False)
    """
    return any(word.removesuffix("s") in text.casefold() for word in issue.split("-"))


def measure_text(measure: Measure) -> str:
    """The words of a measure: its action, object and passage."""
    words = [measure.action, measure.object, measure.passage.exact if measure.passage else None]
    return " ".join(word for word in words if word)


def _pattern(issue: Issue) -> re.Pattern[str]:
    """The issue's keywords as whole words, in any case, with a plural s if need be."""
    phrases = sorted(issue.keywords, key=lambda word: (-len(word), word))
    alternatives = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{alternatives})s?(?!\w)", re.IGNORECASE)
