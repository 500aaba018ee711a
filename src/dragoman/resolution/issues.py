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

    def sees(self, generic: Iterable[str], text: str) -> bool:
        """Whether words about these generic issues are about this one (none fit all)."""
        generic = tuple(generic)
        fits = not generic or self.parent is None or self.parent in generic
        return fits and self.words.search(text) is not None


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
        """The issues of words that are about ``generic`` issues, the dossier's first."""
        own = [lens.id for lens in self._lenses if lens.sees(generic, text)]
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


def measure_text(measure: Measure) -> str:
    """The words of a measure: its action, object and passage."""
    words = [measure.action, measure.object, measure.passage.exact if measure.passage else None]
    return " ".join(word for word in words if word)


def _pattern(issue: Issue) -> re.Pattern[str]:
    """The issue's keywords as whole words, in any case, with a plural s if need be."""
    phrases = sorted(issue.keywords, key=lambda word: (-len(word), word))
    alternatives = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{alternatives})s?(?!\w)", re.IGNORECASE)
