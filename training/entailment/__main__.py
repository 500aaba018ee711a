"""Train the reader of pairs and write it as ONNX with a model card.

    python training/entailment ../shared/gold --out src/dragoman/encoder/models/entailment

Takes the folder of gold sets: ``entailment/`` without the test parts of SNLI and SICK, Emergent's
``train.tsv``, PolNeAR's training texts. Stands on the sentence model as it is shipped. With
``--folds`` the stances are then learnt five times more, each time without the claims of one fold,
and measured on those. The same seed on the same machine gives the same file. Takes about 20 minutes
on two cores.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from course import main

if __name__ == "__main__":
    sys.exit(main())
