"""Where parties take a stance, paragraph by paragraph."""

import re
from collections.abc import Iterator, Sequence

from attrs import evolve
from spacy.tokens import Span

from dragoman.model import Act, Basis, Firmness, Statement
from dragoman.pipeline.drafting.acts import is_long_ago, stands_by_act
from dragoman.pipeline.drafting.clauses import (
    content_of,
    split_condition,
    tail_condition,
)
from dragoman.pipeline.drafting.cues import Cue, find_cues
from dragoman.pipeline.drafting.holders import Paragraph, basis_of, find_holders
from dragoman.pipeline.drafting.records import Force, Stand
from dragoman.pipeline.drafting.voices import Said, Voices

_BACK = 2
"""A sentence may be about what stands so many sentences before it in the paragraph."""
_POINTS = re.compile(r"\W*(?:it|that|this|they|these|those|such a thing)\W*", re.IGNORECASE)
_GUESSES = frozenset({Act.PREDICT, Act.ASSESS, Act.ACCUSE, Act.PRAISE})


def find_stands(paragraph: Paragraph, voices: Voices, told: Sequence[Statement]) -> list[Stand]:
    """The stances of a paragraph in its order, by its own words, then by what it is read to state.

    ``told`` are the statements whose content lies in the paragraph.
    """
    found: list[Stand] = []
    sentences = list(paragraph.doc.sents)
    for number, sentence in enumerate(sentences):
        context = " ".join(s.text for s in sentences[max(0, number - _BACK) : number + 1])
        for cue in find_cues(sentence):
            for stand in _stands(paragraph, sentence, cue, voices, context):
                if _POINTS.fullmatch(stand.words) or not stand.words:
                    _sharpen(found, stand)
                else:
                    found.append(stand)
        for statement in told:
            found += stands_by_act(paragraph, sentence, statement, voices, context, found)
    return found


def _sharpen(found: list[Stand], stand: Stand) -> None:
    """Make the refusal before it final: "that is not negotiable"."""
    if not found or not (stand.is_final and stand.force is Force.REJECTED):
        return
    last = found[-1]
    if last.party == stand.party and last.force is Force.REJECTED:
        found[-1] = evolve(last, is_final=True)


def _stands(
    paragraph: Paragraph, sentence: Span, cue: Cue, voices: Voices, context: str
) -> Iterator[Stand]:
    start = paragraph.offset + cue.head.idx
    end = start + len(cue.head)
    id_ = paragraph.document.id
    around, cued = voices.speaker(id_, start, end), voices.cued(id_, start, end)
    if around is not None and _is_weak(around, cue):
        return
    parties = find_holders(paragraph, cue, voices, around, cued)
    if is_long_ago(sentence.text, paragraph.document):
        return
    main, by, on = _conditioned(sentence.text, content_of(cue))
    said_by = around or cued
    for party in parties:
        if cue.kind == "refusal" and not _is_refusal(cue, around, party):
            continue
        is_hedged = cued is not None and cued.statement.firmness is Firmness.POSSIBLE
        yield Stand(
            party=party,
            force=cue.force,
            words=main,
            context=context,
            sentence=paragraph.passage(sentence),
            basis=basis_of(party, around, cued, voices.credits_other(sentence.text, party)),
            on=paragraph.day,
            is_soft=cue.is_soft or is_hedged,
            is_final=cue.is_final,
            hangs_on=on,
            hung_by=by,
            statement=said_by.statement.id if said_by else None,
            issues=said_by.statement.issues if said_by else (),
            is_dropped=cue.kind == "dropped",
        )


def _conditioned(sentence: str, said: str) -> tuple[str, str, str]:
    """What is said, without its condition; what joins them; and the condition."""
    main, by, on = split_condition(said)
    if by and main:
        return main, by, on
    return said, *tail_condition(sentence, said)


def _is_weak(said: Said, cue: Cue) -> bool:
    """Whether the words around a cue are a forecast, or one by somebody who speaks for nobody."""
    statement = said.statement
    if statement.hypothetical and not statement.conditions:
        return True
    if said.party is not None or statement.act not in _GUESSES:
        return False
    return said.basis is not Basis.LEAK or any(c.lower_ == "will" for c in cue.head.children)


def _is_refusal(cue: Cue, around: Said | None, party: str) -> bool:
    """Whether "we will not" refuses; it may as well promise to forbear."""
    if around is None:
        return False
    if around.statement.act is Act.PROMISE:
        return False
    return around.party == party and (
        cue.is_final or around.statement.act in (Act.REJECT, Act.ASSERT)
    )
