"""A Ray cluster to work on: one that runs already, or a small one of our own for a while.

Our own one listens on the loopback address alone, has no dashboard, sends no statistics, writes
its logs into a folder of its own that goes with it, and says nothing.
"""

import logging
import os
import re
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from dragoman.errors import EngineFailed
from dragoman.pipeline.engines.processes import cores

QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DEDUP_LOGS": "0",
}
ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Of our own cluster: without it Ray would listen on all addresses of the machine."""
SECRET = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
"""Of our own cluster: it keeps out other users of this machine, without a file in the user's home.
Ray looks at it once, when it is imported; a program that has imported it before goes by Ray's own
way (a token in ``~/.ray``)."""
_SECRET_IS_KNOWN: list[bool] = []
STARTS = 3
STORE_BYTES = 100 * 2**20
"""Shared memory of our own cluster: batches are small and few are on their way."""
LONGEST_PATH = 40
"""Ray puts sockets below its folder, and a socket's path may have 107 bytes."""
FOLDER = re.compile(r"dragoman-ray-(\d+)-")


@contextmanager
def cluster(address: str | None, workers: int | None) -> Iterator[int]:
    """Be connected with a cluster; gives how many workers are to be there.

    A connection that the calling program has made already is used as it is, and kept.

    Raises:
        EngineFailed: there is no cluster at the address, or none could be started here.
    """
    with _environment(QUIET if address else QUIET | _alone()):
        _hush(import_module("ray._private.worker"))
        with _cluster(address, workers) as number:
            yield number


@contextmanager
def _cluster(address: str | None, workers: int | None) -> Iterator[int]:
    import ray

    if ray.is_initialized():
        yield workers or _cluster_cores()
    elif address is None:
        with _own(workers or cores()) as number:
            yield number
    else:
        with _joined(address):
            yield workers or _cluster_cores()


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """An environment with these variables, for this process and those it starts."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _alone() -> dict[str, str]:
    """The environment of our own cluster, before Ray is imported or after.

    Its workers find the modules that we find, as those of the engine of processes do.
    """
    constants = sys.modules.get("ray._private.ray_constants")
    if constants is None:
        _SECRET_IS_KNOWN.append(True)
    else:
        constants.ENABLE_RAY_CLUSTER = False  # type: ignore[attr-defined]
    found = ALONE | {"PYTHONPATH": os.pathsep.join(place for place in sys.path if place)}
    return found | SECRET if _SECRET_IS_KNOWN else found


def _hush(worker: Any) -> None:
    """Keep Ray from printing on our output that a worker was lost: we tell what that means.

    ``log_to_driver`` does not cover these lines, and Ray has no public switch for them.
    """
    worker._worker_logs_enabled = False


def _cluster_cores() -> int:
    import ray

    found = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return max(1, int(found.get("CPU", 1)))


@contextmanager
def _joined(address: str) -> Iterator[None]:
    import ray

    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except Exception as error:  # Ray raises a dozen kinds that share no class of their own
        told = [*str(error).strip().splitlines(), type(error).__name__]
        raise EngineFailed(
            f"no Ray cluster that can be used at {address!r} ({told[0]}); "
            "start one with `ray start --head`, or leave the address out"
        ) from error
    try:
        yield
    finally:
        ray.shutdown()


@contextmanager
def _own(workers: int) -> Iterator[int]:
    import ray

    folder = _folder()
    try:
        _start(workers, folder)
        yield workers
    finally:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)


def _start(workers: int, folder: Path) -> None:
    """Start a cluster; a busy machine may need more than the half minute that Ray gives itself."""
    import ray

    for tries_left in reversed(range(STARTS)):
        try:
            ray.init(
                address="local",
                num_cpus=workers,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
                object_store_memory=STORE_BYTES,
                _temp_dir=str(folder),
            )
            return
        except Exception as error:  # as above
            ray.shutdown()
            if not tries_left:
                told = [*str(error).strip().splitlines(), type(error).__name__]
                raise EngineFailed(
                    f"Ray cannot be started here ({told[0]}); use --engine processes"
                ) from error


def _folder() -> Path:
    """A folder of our own with a short name; those that killed programs left behind go."""
    usual = Path(tempfile.gettempdir())
    root = usual if len(str(usual)) <= LONGEST_PATH or os.name != "posix" else Path("/tmp")  # noqa: S108
    for left in root.glob("dragoman-ray-*"):
        found = FOLDER.match(left.name)
        if found and not _is_alive(int(found[1])):
            shutil.rmtree(left, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"dragoman-ray-{os.getpid()}-", dir=root))


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True
    with suppress(PermissionError):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False
    return True
