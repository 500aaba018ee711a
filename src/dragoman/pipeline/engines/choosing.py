"""Which engine is asked for: ``inline``, ``processes``, ``ray`` or ``ray=ADDRESS``."""

import importlib.util

from dragoman.errors import BadRequest
from dragoman.pipeline.engines.inline import Inline
from dragoman.pipeline.engines.work import Engine

DEFAULT = "inline"
ENGINES = ("inline", "processes", "ray", "ray=ADDRESS")


def require_engine(text: str, workers: int | None = None) -> None:
    """See that there is such an engine, without starting it.

    Raises:
        BadRequest: there is none, it is not installed, or it does not go with ``workers``.
    """
    name, equals, address = text.partition("=")
    if name not in {"inline", "processes", "ray"} or (equals and (name != "ray" or not address)):
        raise BadRequest(f"no engine {text!r}; choose from {', '.join(ENGINES)}")
    if workers is not None and workers < 1:
        raise BadRequest(f"{workers} workers cannot work; give 1 or more")
    if name == "inline" and workers not in (None, 1):
        raise BadRequest(f"the engine inline works alone, not as {workers}; add --engine processes")
    if name == "ray" and importlib.util.find_spec("ray") is None:
        raise BadRequest("ray is not installed; pip install 'dragoman[ray]'")


def engine_of(text: str = DEFAULT, workers: int | None = None) -> Engine:
    """The engine of this name, to be used in a ``with``; nothing is started before its first run.

    ``workers`` is how many work at the same time: by default the cores of this machine, on a Ray
    cluster those of the cluster.

    Raises:
        BadRequest: as ``require_engine``.
    """
    require_engine(text, workers)
    name, _, address = text.partition("=")
    if name == "processes":
        from dragoman.pipeline.engines.processes import Processes

        return Processes(wanted=workers)
    if name == "ray":
        from dragoman.pipeline.engines.on_ray import OnRay

        return OnRay(address=address or None, wanted=workers)
    return Inline()
