"""Frames: a cue word with its speaker and what it takes, sentence by sentence."""

from spacy.tokens import Doc, Span, Token

from dragoman.extraction.attribution.anonymity import is_hidden
from dragoman.extraction.attribution.complements import CUE_TAGS, Complement, complements
from dragoman.extraction.attribution.lexicon import cue_lemmas, lemma_of, share_of
from dragoman.extraction.attribution.sources import is_stray, speaker_of
from dragoman.extraction.attribution.spans import noun_phrase, subtree, trim, verb_span, without
from dragoman.extraction.reading import Attributed, Tokens

THRESHOLD = 0.35
"""Least share of attributions that a cue and complement must have; tuned on PolNeAR train."""

_SOFT = frozenset({"opinion", "view", "word", "account", "telling", "estimate", "assessment"})


def find_frames(sentence: Span, floor: float = THRESHOLD) -> list[Attributed]:
    """The attributions that cue words of one sentence open by their complements."""
    found: list[Attributed] = []
    for token in sentence:
        if token.lower_ in {"according", "per"} and token.dep_ == "prep":
            found.extend(_according(token))
        elif token.lower_ == "in" and token.dep_ == "prep":
            found.extend(_in_the_view(token))
        elif token.pos_ in CUE_TAGS and not _is_idle(token) and not _is_under_cue(token, floor):
            found.extend(_frame(token, floor))
    return found


def _is_idle(token: Token) -> bool:
    """Modal shells and words that no lexicon row can fit are skipped before any parse walk."""
    pos = "VERB" if token.pos_ == "AUX" else token.pos_
    return (lemma_of(token), pos) not in cue_lemmas() and pos != "VERB"


def _is_under_cue(token: Token, floor: float) -> bool:
    """Whether an infinitive belongs to the cue above it ("refused to confirm")."""
    if token.tag_ != "VB" or token.dep_ != "xcomp":
        return False
    above = [c for c in complements(token.head) if c.kind in {"to", "pass-to", "object-to"}]
    return any(share_of(token.head, complement) >= floor for complement in above)


def _frame(token: Token, floor: float) -> list[Attributed]:
    best: tuple[float, Complement] | None = None
    for complement in complements(token):
        share = share_of(token, complement)
        if share >= floor and (best is None or share > best[0] + 0.15):
            best = (share, complement)
    if best is None:
        return []
    share, complement = best
    speaker = speaker_of(token)
    cue = _cue(token, complement)
    contents = [
        piece
        for span in (_before_stray(token.doc, span) for span in complement.spans)
        for piece in without(span, cue)
        if piece.start < piece.end and not (speaker and piece == speaker)
    ]
    if not contents or is_hidden(token.doc[cue.start : contents[-1].end].text):
        return []
    speakers = [speaker] if speaker and not any(speaker.overlaps(c) for c in contents) else []
    return [
        Attributed(
            speakers=speakers,
            cues=[cue],
            contents=contents,
            score=round(min(0.95, 0.35 + 0.6 * share), 3),
            because=(f"cue {lemma_of(token)}+{complement.kind}",),
        )
    ]


def _before_stray(doc: Doc, span: Tokens) -> Tokens:
    """A content cut before a second verb of saying that the parse drew into it."""
    for token in doc[span.start : span.end]:
        if is_stray(token) and span.covers(token.head.i):
            joint = next((c.i for c in token.head.rights if c.dep_ == "cc"), token.i)
            return trim(doc, Tokens(span.start, min(joint, token.i)))
    return span


def _cue(token: Token, complement: Complement) -> Tokens:
    end = complement.cue_end
    if token.pos_ in {"VERB", "AUX"}:
        return verb_span(token, end if end <= token.i + 3 else None)
    start = token.i
    if token.pos_ == "ADJ" and token.dep_ == "acomp" and token.head.lemma_ == "be":
        start = verb_span(token.head).start if token.i - token.head.i <= 3 else token.i
    return Tokens(start, max(end, token.i + 1))


def _according(token: Token) -> list[Attributed]:
    """For "according to X", what is left of the clause is the content."""
    to = next(
        (c for c in token.children if c.lower_ == "to"), token if token.lower_ == "per" else None
    )
    name = next((c for c in to.children if c.dep_ == "pobj"), None) if to else None
    if to is None or name is None:
        return []
    phrase = Tokens(token.i, name.right_edge.i + 1)
    return _aside(token, phrase, Tokens(token.i, to.i + 1), noun_phrase(name), "according to")


def _in_the_view(token: Token) -> list[Attributed]:
    """For "in X's view" and its kin, the clause it hangs on."""
    noun = next((c for c in token.children if c.dep_ == "pobj" and lemma_of(c) in _SOFT), None)
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None) if noun else None
    if noun is None or owner is None or noun.right_edge.i > noun.i:
        return []
    phrase = Tokens(token.i, noun.i + 1)
    cue = Tokens(noun.i, noun.i + 1)
    return _aside(token, phrase, cue, noun_phrase(owner), f"in the {noun.lower_} of")


def _aside(
    token: Token, phrase: Tokens, cue: Tokens, speaker: Tokens, rule: str
) -> list[Attributed]:
    """An attribution whose content is the clause that an aside hangs on."""
    clause = _clause_of(token, phrase.end)
    contents = [
        span
        for piece in without(subtree(clause), phrase)
        if (span := trim(token.doc, piece)).start < span.end and _says_something(token.doc, span)
    ]
    if not contents:
        return []
    return [
        Attributed(
            speakers=[speaker], cues=[cue], contents=contents, score=0.9, because=(f"cue {rule}",)
        )
    ]


def _clause_of(token: Token, end: int) -> Token:
    """The clause that an aside is about: all of the sentence where it opens or closes it."""
    sentence = token.sent
    opens = token.i <= sentence.start + 1
    closes = token.doc[token.i - 1].text in {",", "”", '"'} and not any(
        t.pos_ in {"VERB", "AUX"} for t in token.doc[end : sentence.end]
    )
    if opens or closes:
        return sentence.root
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.dep_ != "ROOT":
        head = head.head
    return head


def _says_something(doc: Doc, span: Tokens) -> bool:
    return any(not token.is_punct for token in doc[span.start : span.end])
