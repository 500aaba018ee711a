"""The model card: what the files are, what they were learnt from, and how good they are."""

from pathlib import Path
from typing import Any

_HEAD = """# Attribution model

Finds who is said to have said, thought or wanted what: speaker, cue and content of each
attribution in English news. `encoder.onnx` (a tagger of cues over MiniLM), `linker.onnx` (the
parts of each cue) and `vocabulary.txt` are read by `dragoman.encoder`.

## What it was made from

- Encoder: `all-MiniLM-L6-v2` (Apache-2.0), fine-tuned; its table of word pieces is unchanged.
- Annotations: the training half of PolNeAR (Newell, Margolin and Ruths, LREC 2018), 840 articles
  of US political news of 2016. PolNeAR states no licence for its annotations, and its articles
  belong to their publishers. None of their text is in these files; the weights are figures learnt
  from it. Whoever cannot accept that removes this folder: the program then reads by rules.
- Some articles were restyled while training (other quotation marks, no case, set as transcripts).
- Made by `python training/attribution`, seed {seed}, {rounds} rounds and two more whose weights are
  averaged in. The held-back half of PolNeAR was not looked at.

## How good it is

The nets alone on PolNeAR's dev half (84 articles); F1 unless said otherwise. Two human annotators
in the right-hand column (20 articles, pairwise). With the program's rules around them:
`benchmarks/RESULTS.md`.

"""

_TAIL = """
## What it gets wrong

- It learnt from US political news: other kinds of text (literary, legal, very old) are worse.
- Cues that are nouns or signs ("plan", a dash), and one attribution inside another.
- Where a content ends: one in three differs from the annotator's by a clause or a few words.
- Speakers named more than 56 words before the cue are left to the rules of reference.
- It tells what the text attributes to whom. Whether it is true is no question it knows.
"""

_ROWS = (
    ("token alpha", "alpha", 0.775),
    ("attribution, cues overlap", "att_cue_overlap", 0.814),
    ("speaker, overlap", "src_overlap", 0.817),
    ("speaker, exact", "src_exact", 0.765),
    ("content, Dice of .5 or more", "con_dice50", 0.784),
    ("content, exact", "con_exact", 0.678),
    ("full attribution", "full", 0.761),
)
_KINDS = (("direct", 0.99), ("mixed", 0.93), ("indirect", 0.77))


def write_card(path: Path, result: dict[str, Any], *, seed: int, rounds: int) -> None:
    """Write the card with the scorer's figures of the model as it was written."""
    lines = ["| | this model | two humans |", "|---|---|---|"]
    for label, key, human in _ROWS:
        figure = result[key][2] if isinstance(result[key], tuple) else result[key]
        lines.append(f"| {label} | {figure:.3f} | {human:.3f} |")
    for kind, human in _KINDS:
        count, recall, _ = result["recall_by_type"][kind]
        lines.append(f"| recall of {kind} cues ({count}) | {recall:.3f} | {human:.2f} |")
    head = _HEAD.format(seed=seed, rounds=rounds)
    path.write_text(head + "\n".join(lines) + "\n" + _TAIL, encoding="utf-8")
