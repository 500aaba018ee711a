"""What an issue could end in, as the texts have the parties demand, offer, accept and refuse it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen
from spacy.language import Language

from dragoman.model import Basis, Contents, Document, Passage, Statement
from dragoman.pipeline.drafting.features import NONE, features_of
from dragoman.pipeline.drafting.finding import READ, lies_in, statements_by_document
from dragoman.pipeline.drafting.holders import Paragraph
from dragoman.pipeline.drafting.phrasing import bare, label_of, parts
from dragoman.pipeline.drafting.records import Force, Stand
from dragoman.pipeline.drafting.stands import find_stands
from dragoman.pipeline.drafting.vocabulary import words
from dragoman.pipeline.drafting.voices import Voices
from dragoman.pipeline.progress import Progress, silent, told
from dragoman.resolution.issues import IssueFinder

if TYPE_CHECKING:
    from dragoman.extraction.issues import Hit

MOST_PARAGRAPHS = 3_000
"""So many paragraphs are read, the newest first: they say enough on what is on the table."""
_MOST_KEYWORDS = 6
_MOST_READ = 40
_ALIKE = 0.5
"""Share of their telling words that two labels for one thing have in common at least."""
_STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}


@frozen(kw_only=True)
class Suggestion:
    """A way in which an issue could end: ``label`` in the text's words, ``stands`` newest first."""

    issue: str
    label: str
    stands: tuple[Stand, ...]

    @property
    def n_statements(self) -> int:
        """How many sentences speak of it."""
        return len({(s.party, s.sentence.document, s.sentence.start) for s in self.stands})


@frozen(kw_only=True)
class _Named:
    """A stance with the words that could be an option's label."""

    issue: str
    label: str
    stand: Stand


def find_suggestions(
    contents: Contents, *, progress: Progress = silent
) -> dict[str, tuple[Suggestion, ...]]:
    """The suggestions for each issue, generic or the dossier's own, most spoken of first.

    Only what a listed party is said to want or refuse, in words that name a thing. Cost: some ten
    milliseconds for each paragraph, of which ``MOST_PARAGRAPHS`` are read at most.
    """
    from dragoman.extraction.syntax import load_model

    parser, finder = load_model(), IssueFinder(contents.negotiation)
    voices = Voices(contents)
    able = {party.id for party in contents.negotiation.parties}
    by_issue: defaultdict[str, list[_Named]] = defaultdict(list)
    for stand in _stands(contents, voices, parser, progress):
        if stand.party in able and _is_sound(stand, voices):
            for one in _named(stand, parser, finder):
                by_issue[one.issue].append(one)
    return {issue: _joined(named) for issue, named in sorted(by_issue.items())}


def _stands(
    contents: Contents, voices: Voices, parser: Language, progress: Progress
) -> Iterator[Stand]:
    from dragoman.extraction.marks import english_marks

    told_in = statements_by_document(contents.statements)
    places = _places(contents, told_in)[:MOST_PARAGRAPHS]
    for document, passage, within in told(places, "reading demands", progress, len(places)):
        text = document.text[passage.start : passage.end].replace("\n", " ")
        paragraph = Paragraph(
            document=document, doc=parser(english_marks(text)), offset=passage.start
        )
        yield from find_stands(paragraph, voices, within)


def _places(
    contents: Contents, told_in: dict[str, list[Statement]]
) -> list[tuple[Document, Passage, list[Statement]]]:
    """The paragraphs in which somebody states something, those of the newest documents first."""
    segments: defaultdict[str, list[Passage]] = defaultdict(list)
    for segment in contents.segments:
        if segment.segment_kind in READ and segment.passages:
            segments[segment.passages[0].document].append(segment.passages[0])
    replaced = {document.supersedes for document in contents.documents}
    found = []
    for document in reversed(contents.documents):
        if document.copy_of or document.id in replaced:
            continue
        for passage in sorted(segments[document.id], key=lambda p: p.start):
            within = [
                s
                for s in told_in.get(document.id, ())
                if lies_in(s, document, passage.start, passage.end)
            ]
            if within:
                found.append((document, passage, within))
    return found


def _is_sound(stand: Stand, voices: Voices) -> bool:
    """Whether it is told of a party, and no analyst's word, old offer or demand upon itself."""
    if stand.basis is Basis.ANALYST or stand.is_dropped:
        return False
    first = " ".join(stand.words.removeprefix("that ").split()[:3])
    return not (stand.force is Force.DEMANDED and voices.named(first) == {stand.party})


def _named(stand: Stand, parser: Language, finder: IssueFinder) -> Iterator[_Named]:
    """The issues that a stance is on, each with its label.

    Things side by side are parted where they are on several issues and each has a label.
    """
    whole = bare(stand.words)
    made = [_labelled(piece, stand, parser, finder) for piece in parts(whole)]
    parted = [one for one in made if one is not None]
    if len(parted) < len(made) or len({one.issue for one in parted}) < 2:
        one = _labelled(whole, stand, parser, finder)
        parted = [one] if one is not None else []
    yield from parted


def _labelled(piece: str, stand: Stand, parser: Language, finder: IssueFinder) -> _Named | None:
    """Words with their label and the issue that the label names, else that of the statement."""
    label = label_of(parser(piece))
    if label is None:
        return None
    issues = _on(label, parser, finder)
    if not issues and not _on(piece, parser, finder):
        issues = _told_issue(stand)
    return _Named(issue=issues[0], label=label, stand=stand) if issues else None


def _on(piece: str, parser: Language, finder: IssueFinder) -> tuple[str, ...]:
    from dragoman.extraction.issues import issues_of

    found = finder.find(issues_of(parser(piece)), piece)
    return tuple(one for one in found if one not in talks_only())


def talks_only() -> frozenset[str]:
    """Issues that are about how the talks are held and not about what comes of them."""
    return words("suggesting", "no_outcome")


def _told_issue(stand: Stand) -> tuple[str, ...]:
    """The issue of the statement, where it has one alone and somebody's own words tell it."""
    if stand.basis is Basis.NARRATOR or len(stand.issues) != 1:
        return ()
    return tuple(one for one in stand.issues if one not in talks_only())


def _joined(named: Sequence[_Named]) -> tuple[Suggestion, ...]:
    """Labels for one thing become one suggestion, named by the best label."""
    groups: list[list[_Named]] = []
    for one in sorted(_told_once(named), key=_rank):
        group = next((g for g in groups if is_alike(g[0].label, one.label)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    made = [_suggestion(group) for group in groups]
    newest = {s.label: s.stands[0].on or "" for s in made}
    spoken = Counter({s.label: s.n_statements for s in made})
    by_day = sorted(made, key=lambda s: newest[s.label], reverse=True)
    return tuple(sorted(by_day, key=lambda s: -spoken[s.label]))


def _rank(one: _Named) -> tuple[int, int, int, str]:
    """The best label first: with a quantity, of the party's own words, short."""
    n_numbers = len(features_of(one.label).numbers)
    return (-n_numbers, _STRENGTH[one.stand.basis], len(one.label), one.label)


def _told_once(named: Sequence[_Named]) -> list[_Named]:
    """Without labels that are part of another one of the same sentence."""
    said = [(one.stand.party, one.stand.sentence, one.label) for one in named]
    return [
        one
        for one, (party, sentence, label) in zip(named, said, strict=True)
        if not any(
            (party, sentence) == other[:2] and label != other[2] and label in other[2]
            for other in said
        )
    ]


def _suggestion(group: Sequence[_Named]) -> Suggestion:
    stands = {(n.stand.party, n.stand.sentence, n.stand.force): n.stand for n in group}
    ordered = sorted(stands.values(), key=lambda s: (s.sentence.document, s.sentence.start))
    newest = sorted(ordered, key=lambda s: s.on or "", reverse=True)
    return Suggestion(issue=group[0].issue, label=group[0].label, stands=tuple(newest))


def is_alike(one: str, other: str) -> bool:
    """Whether two labels name one thing: the same quantities, most words in common.

    >>> is_alike("a 30-day general ceasefire", "the general ceasefire of 30 days")
    True
    >>> is_alike("a ceasefire of 30 days", "a ceasefire of 60 days")
    False
    """
    first, second = features_of(one), features_of(other)
    shared = first.families & second.families
    if any(set(first.values(f)) != set(second.values(f)) for f in shared):
        return False
    if (NONE in first.words) != (NONE in second.words):
        return False
    both = first.words & second.words
    counted = set(first.numbers) & set(second.numbers)
    if counted - {("share", 1.0)} and both:
        return True
    n_all = len(first.words | second.words) + len(set(first.numbers) | set(second.numbers))
    return bool(both) and len(both) + len(counted) >= _ALIKE * n_all


def find_keywords(contents: Contents, issue: str) -> tuple[str, ...]:
    """The words by which statements name a generic issue, most used first, in small letters.

    Read from ``_MOST_READ`` statements at most.
    """
    from dragoman.extraction.issues import hits_in
    from dragoman.extraction.syntax import load_model

    parser = load_model()
    told: Counter[str] = Counter()
    for statement in [s for s in contents.statements if issue in s.issues][:_MOST_READ]:
        content = " ".join(p.exact for p in statement.passages if p.role in ("content", ""))
        hit = hits_in(parser(" ".join(content.split()))).get(issue)
        told.update({phrase.casefold() for phrase in (hit.phrases if hit else ())})
    ordered = sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))
    able = [word for word, _ in ordered if _names(hits_in(parser(word)).get(issue))]
    return tuple(able[:_MOST_KEYWORDS])


def _names(hit: "Hit | None") -> bool:
    """Whether words name an issue by themselves."""
    return hit is not None and hit.enough
