"""The issue of words that no reader gave one: that of the most alike words on file."""

from collections import Counter, defaultdict

from dragoman.assessment.wording import content_words, statement_words, subject_words
from dragoman.model import Contents, Passage, Statement

_WIDE = frozenset({"process", "settlement", "bilateral-relations"})


class Matters:
    """Looks up issues by the words of measures, and by what the dossier's own issues are called."""

    def __init__(self, contents: Contents) -> None:
        self._votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._near: defaultdict[str, list[tuple[Passage, str]]] = defaultdict(list)
        for statement in contents.statements:
            for measure in statement.measures:
                for word in subject_words(measure) if measure.issue else ():
                    self._votes[word][measure.issue or ""] += 1
            if len(statement.issues) == 1:
                self._learn(statement, statement.issues[0])
        self._own = [
            (content_words(keyword), issue.id)
            for issue in contents.negotiation.issues
            for keyword in (*issue.keywords, issue.label)
        ]

    def _learn(self, statement: Statement, issue: str) -> None:
        """Take the words of a statement on one issue for words of that issue."""
        for word in content_words(statement_words(statement)):
            self._votes[word][issue] += 1
        for passage in statement.passages:
            self._near[passage.document].append((passage, issue))

    def issue_at(self, passage: Passage) -> str | None:
        """The issue of a statement that stands in some words or around them, a narrow one first."""
        found = [
            (issue in _WIDE, other, issue)
            for other, issue in self._near.get(passage.document, ())
            if other.covers(passage) or passage.covers(other)
        ]
        return min(found)[2] if found else None

    def issue_of(self, passage: Passage) -> str | None:
        """The issue of some words; None where nothing on file is like them.

        A statement on one issue that stands in the same words tells; then the dossier's own
        keywords; then the words of measures, by a clear majority.
        """
        words = content_words(passage.exact)
        named = sorted(issue for key, issue in self._own if key and key <= words)
        if named:
            return named[0]
        stated = self.issue_at(passage)
        if stated is not None:
            return stated
        votes = Counter[str]()
        for word in sorted(words):
            known = self._votes.get(word, Counter())
            if known and known.total() < 40:
                best = max(sorted(known), key=lambda issue: known[issue])
                votes[best] += 1 if known[best] * 2 > known.total() else 0
        narrow = {issue: n for issue, n in votes.items() if n > 1 or issue not in _WIDE}
        return max(sorted(narrow), key=lambda issue: narrow[issue]) if narrow else None
