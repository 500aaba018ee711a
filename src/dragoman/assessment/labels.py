"""Plain words for what accounts differ on: parties, issues, contacts."""

import re

from dragoman.assessment.roster import Roster
from dragoman.calendar import describe
from dragoman.model import Contact, Contents, Statement, Voice

_ARTICLED = re.compile(
    r"^(?:United |European Union|Netherlands|Philippines|.* (?:Republic|Union|Kingdom|States|"
    r"Emirates|Islands|League|Council|Alliance|Front|Party|Movement|Authority|Nations)$)"
)
"""Names that English gives an article."""
_FILLER = re.compile(
    r"^(?:that )?(?:the )?(?:issue|subject|question|matter|topic|point|idea) of ", re.IGNORECASE
)


class Labels:
    """Names parties, issues and contacts as one would in a sentence."""

    def __init__(self, contents: Contents, roster: Roster) -> None:
        self._roster = roster
        self._issues = {issue.id: issue.label for issue in contents.negotiation.issues}
        self._parents = {i.id: i.parent for i in contents.negotiation.issues if i.parent}
        self._year = (contents.as_of or "")[:4]
        self._outlets = {d.id: d.outlet for d in contents.documents if d.outlet}

    def party(self, party: str) -> str:
        """A party with its article: "the United States"."""
        name = self._roster.called(party)
        return f"the {name}" if _ARTICLED.match(name) else name

    def generic(self, issue: str) -> str:
        """The generic issue that one of the dossier's own narrows; a generic one itself."""
        return self._parents.get(issue, issue)

    def issue(self, issue: str) -> str:
        """An issue's label in lower case, or its id with blanks."""
        label = self._issues.get(issue) or issue.replace("-", " ")
        return label[:1].lower() + label[1:] if label[1:2].islower() else label

    def contact(self, contact: Contact) -> str:
        """A contact by its day: "the call of 18 March"."""
        when = contact.happened_on
        day = describe(when.edtf) if when and when.edtf and "/" not in when.edtf else ""
        day = day.removesuffix(f" {self._year}") if self._year else day
        return f"the {contact.channel} of {day}" if day else f"the {contact.channel}"

    def teller(self, statement: Statement) -> str:
        """Who says it: the party spoken for, else the speakers, else the outlet."""
        if statement.party:
            return self.party(statement.party)
        if statement.voice is Voice.SPEAKER and statement.speakers:
            return self._roster.tellers(statement.speakers)
        return self.outlet(statement.passages[0].document)

    def outlet(self, document: str) -> str:
        """The outlet that published a document, or "one text"."""
        return self._outlets.get(document) or "one text"


def has_day(contact: Contact) -> bool:
    """Whether it is known when a contact was."""
    return bool(contact.happened_on and contact.happened_on.edtf)


def bare(subject: str) -> str:
    """A subject without "the issue of".

    >>> bare("that the issue of military aid")
    'military aid'
    """
    return re.sub(r"^that ", "", _FILLER.sub("", subject.strip(' ,"“”')), flags=re.IGNORECASE)
