"""The desk on which bindings are looked for: sentences, who is named, who speaks, which issues."""

import re
from collections.abc import Iterable

from attrs import frozen

from dragoman.assessment.bindings.naming import Namer, Naming
from dragoman.assessment.bindings.passages import Speech, Told, sentences_of
from dragoman.assessment.bindings.vocabulary import issue_words
from dragoman.assessment.witnesses import Witnesses
from dragoman.calendar import anchor, is_edtf, scan
from dragoman.model import Contents, Firmness, Passage, Statement, When


@frozen(kw_only=True)
class Finding:
    """What one sentence tells: the words, who says them, how firmly, and the day of it (EDTF)."""

    passage: Passage
    statement: Statement | None
    firmness: Firmness
    day: str


class Desk:
    """What the rules on bindings look at; made once for all of them."""

    def __init__(self, contents: Contents, witnesses: Witnesses) -> None:
        self.contents = contents
        self.witnesses = witnesses
        self.speech = Speech(contents, witnesses)
        self._namer = Namer(contents, witnesses.roster)
        self._published = {
            d.id: d.published_at.split("T")[0] for d in contents.documents if d.published_at
        }
        self._own = [(issue.id, _keywords(issue.keywords)) for issue in contents.negotiation.issues]
        self._parents = {i.id: i.parent for i in contents.negotiation.issues}
        self.sentences = list(sentences_of(contents))

    def named(self, told: Told) -> list[Naming]:
        """The parties that a sentence names."""
        return self._namer.named(told)

    def speaker_party(self, passage: Passage) -> str | None:
        """The party for which somebody says these words; None for the narrator or an expert."""
        speaker = self.speech.speaker(passage)
        party = speaker.party if speaker is not None else None
        return party if party in self.witnesses.parties else None

    def finding(self, told: Told, start: int, end: int, role: str = "content") -> Finding:
        """The words at a place of a sentence, with who says them and when."""
        passage = told.span(start, end, role)
        statement = self.speech.speaker(passage) or next(iter(self.speech.over(passage)), None)
        day = self.witnesses.day_of(statement) if statement is not None else ""
        return Finding(
            passage=passage,
            statement=statement,
            firmness=self.speech.firmness(told, passage),
            day=day if is_edtf(day) else self._published.get(passage.document, ""),
        )

    def issues_in(self, told: Told, start: int, end: int) -> tuple[str, ...]:
        """What a stretch of a sentence is about: the dossier's issues first, then generic ones."""
        words = told.text[start:end]
        own = [id_ for id_, pattern in self._own if pattern is not None and pattern.search(words)]
        places = [
            (found.start(), id_)
            for id_, pattern in issue_words()
            if (found := pattern.search(words)) is not None
        ]
        narrowed = {self._parents.get(id_) for id_ in own}
        return (*own, *(id_ for _, id_ in sorted(places) if id_ not in narrowed))

    def time_in(self, told: Told, start: int, end: int) -> When | None:
        """The first time told in a stretch of a sentence, on the calendar where it can be."""
        for found in scan(told.text[start:end]):
            if found.form.startswith("dur"):
                continue
            passage = told.span(start + found.start, start + found.end, "day")
            when = When(
                text=passage.exact,
                form=found.form,
                relation=found.relation,
                vague=found.vague,
                relative_to=None if found.form.startswith("date:") else "document",
                passage=passage,
            )
            return anchor(when, self._published.get(told.passage.document))
        return None


def _keywords(words: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})s?(?!\w)", re.IGNORECASE) if found else None
