"""The peak memory of this process."""

import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Peak resident memory in MB.

    On Linux from VmHWM: ``ru_maxrss`` of a fresh process begins at what its parent held.
    """
    if STATUS.exists():
        rows = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
        return int(rows["VmHWM"].split()[0]) / 1024
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
