"""What somebody did by saying it: a verb of the house, and the words of the document."""

from attrs import frozen

from dragoman.briefing.phrases import Form, Phrase, bare, listed, tables
from dragoman.briefing.wording import count_words, tidy
from dragoman.model import Act


@frozen(kw_only=True)
class Verbs:
    """The verbs of one act before a thing, an infinitive and a clause."""

    noun: str
    to: str
    that: str
    named_by: tuple[str, ...]


def _verbs(act: str) -> Verbs:
    rows = {row["name"]: row for row in tables()["act"]}
    row = rows.get(act, rows["say"])
    named_by = tuple(row["named_by"])
    return Verbs(noun=row["noun"], to=row["to"], that=row["that"], named_by=named_by)


def verb(act: str) -> str:
    """What the speaker did, in one word where the matter itself is not said.

    >>> verb("reject"), verb("accept"), verb("threaten")
    ('refused', 'agreed', 'said')
    """
    noun = _verbs(act).noun
    return "said" if noun == _verbs("say").noun else noun.removesuffix(" to")


def predicate(act: str, phrase: Phrase, room: int, cue: str = "", *, ends: bool = False) -> str:
    """The verb with the quoted words behind it, in at most ``room`` words where that is possible.

    ``cue`` is what the document has for the verb. Where it does not name the act itself, a
    clause is given as said; where it negates another act than a refusal or denial, it is quoted
    too, for no verb of ours says the same. ``ends`` cuts the middle of long words, not the end.
    """
    if is_negated(cue) and act not in (Act.REJECT, Act.DENY):
        return Phrase(f"{tidy(cue)} … {phrase.text}").shown(room)
    lead = _lead(act, phrase, cue)
    text = phrase
    if phrase.form is Form.VERB:
        lead, text = _own_verb(phrase)
    left = room - count_words(lead)
    shown = text.ends(left) if ends else text.shown(left)
    return f"{lead} {shown}".strip()


def _own_verb(phrase: Phrase) -> tuple[str, Phrase]:
    """Words that bring their verb: an agreement's stands before the quotation marks."""
    for lead in ("agreed to", "agreed on", "agreed that", "agreed"):
        if phrase.text.lower().startswith(f"{lead} "):
            return lead, Phrase(phrase.text[len(lead) :].strip())
    return "", phrase


def _lead(act: str, phrase: Phrase, cue: str) -> str:
    verbs, say = _verbs(act), _verbs("say")
    is_said = verbs == say
    is_named = is_named_by(act, cue)
    match phrase.form:
        case Form.TO:
            return verbs.to
        case Form.SPEECH:
            return f"{verbs.noun.removesuffix(' to')}:" if is_named and not is_said else "said:"
        case Form.THAT if is_negated(cue) and not is_named:
            return "did not say that"
        case Form.THAT:
            return verbs.that if is_named else say.that
        case _:
            return "said:" if is_said else verbs.noun


def is_negated(words: str) -> bool:
    """Whether words hold a negation of their own ("did not", "no")."""
    found = [bare(word) for word in words.split()]
    return any(word in listed("negation") or word.endswith("n't") for word in found)


def is_named_by(act: str, cue: str) -> bool:
    """Whether the document's own verb names the act; so it is taken where no verb is on file."""
    starts = _verbs(act).named_by
    return not cue or (bool(starts) and any(bare(w).startswith(starts) for w in cue.split()))
