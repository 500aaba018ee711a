"""Acts by their cues: the rows of ``data/acts.toml`` that give a word its act."""

from spacy.tokens import Token

from dragoman.extraction.acts_words import act_rows, phrasal
from dragoman.model import Act


def act_by_cue(cue: Token, complement: str) -> Act | None:
    """The act that a verb, noun or adjective names with such a complement; None for the rest."""
    words = {cue.lemma_.lower(), phrasal(cue)}
    if "rule" in words and "rule out" not in words:
        return None
    kind = complement.removeprefix("pass-")
    for row in act_rows():
        kinds = row.get("complements")
        if words & set(row["words"]) and (kinds is None or kind in kinds):
            return Act(row["act"])
    return None


def complement_kind(verb: Token) -> str:
    """The kind of complement that a verb takes, as the rows name it."""
    for child in verb.children:
        if child.dep_ == "dobj":
            return "object"
        if child.dep_ == "xcomp":
            return "to"
        if child.dep_ == "prep" and child.i <= verb.i + 2:
            return f"prep:{child.lower_}"
    return "that"
