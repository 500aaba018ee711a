"""Train the reader of acts and write it as ONNX with a model card.

    python training/acts ../shared --out src/dragoman/encoder/models/acts

Takes the folder with ``gold/`` and ``reporting/``. Stands on the model of events as it is shipped
(``training/events``). A teacher on all-mpnet-base-v2 learns from our invented contents and from
the open half of our marked passages (``benchmarks/gold``), types contents that nobody marked
(PolNeAR's training half), and two layers upon the shared ones learn from all of them. The same
seed on the same machine gives the same file. Takes about ten minutes on two cores.
"""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1]
sys.path += [str(FOLDER), str(FOLDER / "events"), str(FOLDER / "attribution")]

from course import main  # noqa: E402 - its folders come first

if __name__ == "__main__":
    sys.exit(main())
