"""Sentences that tell how a commitment fares where no statement of it was read.

"The engineers have not been freed", "the crossing reopened on 24 October", "despite its pledge
to": a sentence counts for a commitment that was made before it and shares its telling words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from dragoman.assessment.bindings.passages import sentences_of
from dragoman.assessment.commitments.implementing import last_day
from dragoman.assessment.commitments.phrasing import pattern
from dragoman.assessment.commitments.reports import Report
from dragoman.assessment.witnesses import Witnesses
from dragoman.assessment.wording import content_words, is_listed, measure_words
from dragoman.model import Commitment, ComplianceStage, Contents, Passage

_SHARED = 2
"""So many telling words of a commitment a sentence on it shares."""
_COMMON = 300
"""A word that stands in more such sentences leads to none: the cost stays near-linear."""
_KINDS = (
    ("told broken", ComplianceStage.REPORTED_BROKEN),
    ("told undone", ComplianceStage.NOT_BEGUN),
    ("told kept", ComplianceStage.KEPT_SO_FAR),
    ("told done", ComplianceStage.COMPLETED),
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|should|if|until|unless|may|might|could|to be|expects?|hopes?|must|"
    r"demand\w*|urg\w+|call\w* (?:on|for)|den(?:y|ies|ied)|agreed|promised|pledged)\b",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class Faring:
    """A sentence that tells that something is kept, broken, done or not done."""

    stage: ComplianceStage
    passage: Passage
    day: str
    words: frozenset[str]
    parties: frozenset[str]


def find_farings(contents: Contents, witnesses: Witnesses) -> dict[str, list[Faring]]:
    """Those of all texts, by each of their telling words."""
    found: defaultdict[str, list[Faring]] = defaultdict(list)
    for told in sentences_of(contents):
        for name, stage in _KINDS:
            said = pattern(name).search(told.text)
            if said is None or _TO_COME.search(told.text[: said.start()]):
                continue
            faring = Faring(
                stage=stage,
                passage=told.span(0, len(told.text.rstrip()), "content"),
                day=witnesses.published(told.passage.document),
                words=content_words(told.text),
                parties=frozenset(witnesses.roster.parties_in(told.text)),
            )
            for word in sorted(faring.words):
                found[word].append(faring)
            break
    return dict(found)


def farings_of(
    commitment: Commitment, farings: Mapping[str, Sequence[Faring]], witnesses: Witnesses
) -> Iterator[Report]:
    """What sentences after a commitment report of it; not done is late only after its day."""
    words = _telling(commitment, witnesses)
    rare = (word for word in sorted(words) if len(farings.get(word, ())) <= _COMMON)
    near = {f.passage: f for word in rare for f in farings.get(word, ())} if words else {}
    made = min((p for p in commitment.passages), default=None)
    since = witnesses.first_day(commitment.documents)
    for passage, faring in sorted(near.items()):
        if len(words & faring.words) < min(_SHARED, len(words)) or made is None:
            continue
        if faring.parties and faring.parties.isdisjoint(commitment.parties):
            continue  # it tells of somebody else's undertaking
        if faring.stage is ComplianceStage.REPORTED_BROKEN and _is_own(
            faring, commitment, witnesses
        ):
            continue
        if any(passage.covers(own) or own.covers(passage) for own in commitment.passages):
            continue
        same_text = passage.document == made.document
        if not same_text and not (since and faring.day and faring.day > since):
            continue
        if same_text and passage.start < made.start:
            continue
        yield Report(
            stage=_late(faring, commitment),
            day=faring.day,
            on=None,
            statement=None,
            passages=(passage,),
        )


def _is_own(faring: Faring, commitment: Commitment, witnesses: Witnesses) -> bool:
    """Whether one who is bound tells it: nobody charges himself."""
    return witnesses.behind(faring.passage).party in commitment.parties


def _late(faring: Faring, commitment: Commitment) -> ComplianceStage:
    """What is not done by its day has lapsed; what is done for a stretch of time is kept."""
    due = last_day(commitment.due_on) if commitment.due_on else None
    if faring.stage is ComplianceStage.NOT_BEGUN and due is not None:
        late = bool(faring.day) and faring.day[:10] > due.isoformat()
        return ComplianceStage.LAPSED if late else faring.stage
    lasting = any(is_listed(measure_words(m), "ceasing") for m in commitment.measures)
    if faring.stage is ComplianceStage.COMPLETED and lasting:
        return ComplianceStage.KEPT_SO_FAR
    return faring.stage


def _telling(commitment: Commitment, witnesses: Witnesses) -> frozenset[str]:
    """The telling words of what is undertaken, without names of parties and days."""
    told = " ".join(
        f"{measure_words(m)} {m.passage.exact if m.passage else ''}" for m in commitment.measures
    )
    names = frozenset(w.casefold().removesuffix("s") for w in witnesses.roster.words())
    found = frozenset(
        word
        for word in content_words(told)
        if len(word) > 3 and word not in names and not word.isdigit() and word not in _TIMES
        if not is_listed(word, "agreeing")
    )
    # "Strikes" and "halt" stand in every truce: what is to be spared tells one from another.
    return frozenset(w for w in found if not is_listed(w, "ceasing") and w not in _MANNER) or found


_MANNER = content_words("strike strikes attack attacks fire fighting shelling hostilities force")
_TIMES = content_words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december week weeks month months year years day "
    "days end will would shall should until within from next begin still only each"
)
