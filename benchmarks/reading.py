"""How fast and in how much memory texts are read, as a ratio to the bare spaCy pipeline.

    python benchmarks/reading.py FOLDER [--rounds 5] [--growth 1000 10000]

Both sides read the same texts in one process on one thread, in turn; the ratio of medians is
what counts, since machines differ. ``--growth A B`` reads A and then B copies of the texts, each
made different by its number, and prints peak memory after either.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

from peak import peak_mb  # noqa: E402

from dragoman.extraction import can_read  # noqa: E402
from dragoman.extraction.syntax import load_model  # noqa: E402
from dragoman.ingest import Taken, gather, take  # noqa: E402
from dragoman.model import Document, Negotiation  # noqa: E402
from dragoman.pipeline import ReaderChoice, make_reader  # noqa: E402

USUAL = ReaderChoice()


def documents_of(folder: str) -> list[Document]:
    """The readable documents of a folder."""
    paths = [path for path in gather([folder]) if isinstance(path, Path)]
    taken = [t.document for path in paths for t in take(path) if isinstance(t, Taken)]
    return [document for document in taken if can_read(document)]


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU that the work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(
    documents: list[Document], rounds: int, choice: ReaderChoice = USUAL
) -> dict[str, float]:
    """Median seconds of either side over ``rounds`` turns, and their ratio."""
    model = load_model()
    reader = make_reader(Negotiation(), choice)
    texts = [document.text for document in documents]

    def bare() -> None:
        for text in texts:
            model(text)

    def ours() -> None:
        for document in documents:
            reader.read(document)

    bare()
    ours()
    pairs = [(timed(bare), timed(ours)) for _ in range(rounds)]
    words = sum(len(text.split()) for text in texts)
    bare_s = statistics.median(pair[0] for pair in pairs)
    ours_s = statistics.median(pair[1] for pair in pairs)
    return {
        "documents": len(documents),
        "words": words,
        "bare_spacy_words_per_s": round(words / bare_s),
        "extraction_words_per_s": round(words / ours_s),
        "ratio": round(statistics.median(b / a for a, b in pairs), 2),
    }


def peak_of(folder: str, number: int) -> float:
    """Peak memory in MB of a fresh process that reads ``number`` texts."""
    command = [sys.executable, __file__, folder, "--read", str(number)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(answer.stdout)["peak_mb"])


def read_many(documents: list[Document], number: int) -> float:
    """Read ``number`` texts, each made different, one after the other; peak memory in MB."""
    reader = make_reader(Negotiation())
    for index in range(number):
        first = documents[index % len(documents)]
        text = f"Paper number {index}.\n\n{first.text[:600]}"
        reader.read(Document(id=f"{index:016x}", text=text, language="en"))
    return peak_mb()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--reader", choices=["trained", "rules"])
    parser.add_argument("--growth", type=int, nargs=2, metavar=("A", "B"))
    parser.add_argument("--read", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    documents = documents_of(arguments.folder)
    if not documents:
        sys.exit(f"{arguments.folder}: no text that can be read")
    if arguments.read:
        print(json.dumps({"peak_mb": read_many(documents, arguments.read)}))
        return
    figures = measure(documents, arguments.rounds, ReaderChoice(name=arguments.reader))
    if arguments.growth:
        few, many = (peak_of(arguments.folder, number) for number in arguments.growth)
        figures |= {"peak_mb_few": few, "peak_mb_many": many, "growth": round(many / few, 3)}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
