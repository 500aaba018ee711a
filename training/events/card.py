"""The model card of the reader of events."""

from pathlib import Path

_CARD = """# Model of events

Types what one named party does to another in a sentence (PLOVER's root types) and finds the source
and target of a sentence's main event. `trunk.onnx` (the lower four layers),
`events.onnx` (two layers and the heads upon them) and `vocabulary.txt` are read by
`dragoman.encoder`.

## What it was made from

- Encoder: `all-MiniLM-L6-v2` (Apache-2.0), fine-tuned; its table of word pieces is unchanged.
- Annotations: {marked} of the 1,050 marked sentences of PLOVER's published train half
  (no licence stated). A tenth, chosen by hash, was left out to measure on; the held-back
  half was not looked at.
- {typed} more sentences, typed by a teacher (`all-mpnet-base-v2`, Apache-2.0, trained on the same
  annotations; it is not part of these files): pairs of names in texts of other public sets, the
  marked sentences with other names, and invented sentences of our own
  (`training/events/phrases.txt`) in which names stand by lot; there the teacher's word and ours
  count the same. Some are two invented sentences in one, with our word alone.
- None of anybody's text is in these files; the weights are figures learnt from it. Whoever cannot
  accept that removes this folder: the program then types deeds by its lexicon alone.
- Made by `python training/events`, seed {seed}.

## How good it is

See `benchmarks/RESULTS.md` (`python benchmarks/plover.py DATA`).

## What it gets wrong

- It always names one of fifteen types, also where nothing happens between the two: the program asks
  it only about pairs that the syntax proposes, and drops unsure answers.
- PLOVER's fine lines are drawn by annotators who disagree: an announced sanction (THREATEN, AGREE,
  SANCTION), an arrest on a charge (ACCUSE, COERCE), a gift or its return (AID, YIELD).
- The types with few annotations (COOPERATE, MOBILIZE, PROTEST).
- Whether it happened: negation, plans and hypotheses are judged by rules, not by this net.
"""


def write_card(path: Path, *, seed: int, marked: int, typed: int) -> None:
    """Write the card: ``marked`` sentences with people's marks, ``typed`` with the teacher's."""
    path.write_text(_CARD.format(seed=seed, marked=marked, typed=typed), encoding="utf-8")
