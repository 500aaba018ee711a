"""Doing one piece of work: what every worker does alike, wherever it runs."""

import os
import time
import traceback

from dragoman.pipeline.engines.work import Done, Perform

THREADS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
"""Where libraries that reckon look up how many threads to take, when they are loaded."""

ONE_THREAD = {**dict.fromkeys(THREADS, "1"), "TOKENIZERS_PARALLELISM": "false"}
"""The environment of a worker: workers share the cores, so each takes one."""


def performed(perform: Perform, key: str, body: bytes) -> Done:
    """One item done; what the work raises is its failure and stops nothing else.

    Raises:
        MemoryError: there is no room; that is not the fault of the work alone.
    """
    began = time.perf_counter()
    try:
        answer = perform(body)
    except MemoryError:
        raise
    except Exception as error:  # one bad item must not end a run over millions
        if os.environ.get("DRAGOMAN_DEBUG"):
            traceback.print_exc()
        return Done(key=key, failure=_told(error), seconds=time.perf_counter() - began)
    return Done(key=key, body=answer, seconds=time.perf_counter() - began)


def _told(error: Exception) -> str:
    """What went wrong, and in which line of code."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f" ({os.path.basename(frames[-1].filename)}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{at}"
