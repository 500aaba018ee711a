"""Train the reader of pairs and write it as ONNX with a model card.

    python training/entailment ../shared/gold --out src/dragoman/encoder/models/entailment

Takes the folder of gold sets: ``entailment/`` without the test parts of SNLI and SICK, Emergent's
``train.tsv``, PolNeAR's training texts; the open half of the rivals of this project. Stands on the
sentence model as it is shipped. ``--table`` fits the table of words alone, upon the net that is
there, in a minute. With ``--folds`` stances are then measured on claims left out, by nets that
stand in for the shipped one. The same seed on the same machine gives the same files. The net takes
about 20 minutes on two cores, the folds five.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from course import main

if __name__ == "__main__":
    sys.exit(main())
