"""Why each entry of one text is there: the words, the rules and the scores behind it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from dragoman.briefing.lines import sentences
from dragoman.briefing.lookup import Lookup
from dragoman.briefing.phrases import content_of, phrase_of
from dragoman.briefing.predicates import predicate
from dragoman.briefing.undertakings import measure_words
from dragoman.briefing.wording import capital, counted, ended, joined, quoted, tidy
from dragoman.model import (
    Condition,
    Contact,
    Contents,
    Deed,
    Document,
    Entry,
    Finding,
    Mention,
    Negotiation,
    Passage,
    Report,
    Statement,
)

_ROOM = 60
"""Words of a sentence here: longer than a brief's line, for it stands alone."""
_QUOTED = 40
_LABEL = 11
_COMPLEMENTS = {
    "that": "with a that-clause",
    "pass-that": "with a that-clause, in the passive",
    "to": "with an infinitive",
    "object": "with an object",
    "object-to": "with somebody who is to do it",
    "as": "with “as”",
    "quote": "beside a quotation",
}
_CUE = re.compile(r"cue ([\w '-]+)\+([\w:-]+)")
_SPELT = {"exact": "by its name", "pronoun": "as a pronoun", "turn": "as the speaker of a turn"}


def explain(document: Document, report: Report, negotiation: Negotiation) -> Iterator[str]:
    """The lines that say why each entry of a report is there, entry by entry in text order."""
    lookup = Lookup(_contents(document, report, negotiation))
    yield _title(document)
    if report.reader is not None:
        yield (
            f"read by {report.reader.name} {report.reader.version}; "
            "a score is the reader's own guess, from 0 to 1"
        )
    yield from _section("Who and where", _named(report, lookup))
    for title, entries in (
        ("Who says what", report.statements),
        ("Who talked to whom", report.contacts),
        ("What was done", report.deeds),
        ("What is judged or forecast", report.assessments),
        ("What does not fit", report.findings),
    ):
        yield from _section(title, [list(_told(entry, lookup)) for entry in entries])


def _contents(document: Document, report: Report, negotiation: Negotiation) -> Contents:
    return Contents(
        negotiation=negotiation,
        documents=(document,),
        parties=report.parties,
        persons=report.persons,
        organisations=report.organisations,
        places=report.places,
        mentions=report.mentions,
        attributions=report.attributions,
        statements=report.statements,
        contacts=report.contacts,
        deeds=report.deeds,
        assessments=report.assessments,
        findings=report.findings,
    )


def _title(document: Document) -> str:
    day = (document.published_at or "")[:10] or "day not given"
    known = [tidy(document.outlet) if document.outlet else "", day]
    name = tidy(document.title or document.path or document.id)
    return f"{name} ({', '.join(word for word in known if word)})"


def _section(title: str, blocks: Sequence[Sequence[str]]) -> Iterator[str]:
    """A heading with the number of its entries; nothing where there are none."""
    if not blocks:
        return
    yield ""
    yield f"{title} ({len(blocks)})"
    for number, (sentence, *details) in enumerate(blocks, 1):
        yield f"{number:>3}. {sentence}"
        yield from (f"     {detail}" for detail in details if detail)


def _told(entry: Entry, lookup: Lookup) -> Iterator[str]:
    """An entry's sentence, then a line for each thing that it rests on."""
    yield ended(capital(_sentence(entry, lookup)))
    if isinstance(entry, Statement):
        yield from _statement(entry, lookup)
    elif isinstance(entry, Contact):
        yield _line("status", f"{entry.channel}, {entry.status}")
        yield _line("issues", ", ".join(entry.issues))
    elif isinstance(entry, Deed):
        yield _line("type", " ".join(w for w in (entry.plover_type, entry.plover_mode) if w))
        yield _line("issues", ", ".join(entry.issues))
    elif isinstance(entry, Finding):
        yield _line("do", entry.suggestion)
    yield _line("words", _words(entry.passages))
    yield _line("because", "; ".join(_plain(why, entry) for why in entry.because))
    if entry.score is not None:
        yield _line("score", f"{entry.score:.2f}")


def _sentence(entry: Entry, lookup: Lookup) -> str:
    if isinstance(entry, Statement):
        who = joined([lookup.named_with_party(speaker) for speaker in entry.speakers])
        said = predicate(entry.act, phrase_of(content_of(entry)), _ROOM, lookup.cue(entry))
        return f"{who or f'the {entry.voice.value}'} {said}"
    if isinstance(entry, Finding):
        return f"{entry.finding_kind}: {entry.why}"
    return next(sentences(entry, lookup, _ROOM), entry.kind)


def _statement(statement: Statement, lookup: Lookup) -> Iterator[str]:
    yield _line("act", statement.act.value)
    yield _line("issues", ", ".join(statement.issues))
    for measure in statement.measures:
        yield _line("measure", measure_words(measure, lookup, _QUOTED))
    for condition in statement.conditions:
        yield from _condition(condition, lookup, "condition")
    for number, step in enumerate(statement.steps, 1):
        after = f", after {joined([str(index + 1) for index in step.after])}" if step.after else ""
        words = measure_words(step.measure, lookup, _QUOTED)
        yield _line("order" if number == 1 else "", f"{number}: {words}{after}")


def _condition(condition: Condition, lookup: Lookup, label: str) -> Iterator[str]:
    """What hangs on what by which word, and who set it; what nests in it behind it."""
    own = quoted(condition.passage.exact, _QUOTED) if condition.passage else ""
    setter = f", set by {lookup.party(condition.set_by)}" if condition.set_by else ""
    yield _line(label, f"{condition.relation}: {own}{setter}")
    if condition.measure is not None:
        yield _line("", f"what hangs: {measure_words(condition.measure, lookup, _QUOTED)}")
    yield _line("", f"on what: {measure_words(condition.on, lookup, _QUOTED)}")
    for inner in condition.conditions:
        yield from _condition(inner, lookup, "within it")


def _named(report: Report, lookup: Lookup) -> list[list[str]]:
    """Each who or where with its mentions: how often, in which words, known by what."""
    groups: dict[str, list[Mention]] = {}
    for mention in report.mentions:
        groups.setdefault(mention.refers_to or "", []).append(mention)
    entities: list[Entry] = [*report.parties, *report.persons]
    entities += [*report.organisations, *report.places]
    blocks = [
        [_entity(entity, lookup, len(groups[entity.id])), *_mentions(groups[entity.id])]
        for entity in entities
        if entity.id in groups
    ]
    if "" in groups:
        nobody = counted(len(groups[""]), "mention")
        blocks.append([f"Nobody who is known by name: {nobody}.", *_mentions(groups[""])])
    return blocks


def _entity(entity: Entry, lookup: Lookup, mentions: int) -> str:
    names: tuple[str, ...] = getattr(entity, "names", ())
    office = getattr(entity, "office", None)
    party = getattr(entity, "party", None) or getattr(entity, "country", None)
    of = f" of {lookup.party(party)}" if party else ""
    told = f"{entity.kind}{of}" if not office else f"{entity.kind}, {tidy(office)}{of}"
    return f"{tidy(names[0])} ({told}): {counted(mentions, 'mention')}."


def _mentions(mentions: Iterable[Mention]) -> Iterator[str]:
    """The words of the mentions with how each was resolved, the most frequent first."""
    seen: Counter[tuple[str, str]] = Counter()
    scores: dict[tuple[str, str], float] = {}
    for mention in mentions:
        words = tidy(mention.passages[0].exact) if mention.passages else ""
        seen[words, mention.how] += 1
        scores[words, mention.how] = min(mention.score or 0.0, scores.get((words, mention.how), 1))
    for (words, how), times in seen.most_common():
        often = f" {times} times" if times > 1 else ""
        known = _SPELT.get(how, f"by {how}")
        yield f"“{words}”{often}, {known}, score {scores[words, how]:.2f}"


def _words(passages: Sequence[Passage]) -> str:
    """The words that the entry stands on, with their roles and characters."""
    told = [
        f"{p.role or 'words'} {quoted(p.exact, _QUOTED)} at {p.start}–{p.end}"
        for p in sorted(passages)
    ]
    return "; ".join(told)


def _plain(why: str, entry: Entry) -> str:
    """A reason as a reader would say it; what says enough by itself stays as it is."""
    found = _CUE.fullmatch(why)
    if found is not None:
        how = _COMPLEMENTS.get(found[2], f"with “{found[2].removeprefix('prep:')}”")
        return f"the word “{found[1]}” {how}"
    if why.startswith("cue "):
        return f"the words “{why[4:]}”"
    if why.startswith("condition "):
        return why.replace(": ", " by ", 1)
    if isinstance(entry, (Contact, Deed)) and why.isalpha():
        return f"the word “{why}”"
    return f"act by the rule “{why[5:]}”" if why.startswith("act: ") else why


def _line(label: str, text: str) -> str:
    """A label and what it stands for; empty where there is nothing."""
    return f"{label:<{_LABEL}}{text}" if text else ""
