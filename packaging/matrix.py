"""On which systems and Pythons the program installs without a compiler: a table, by asking pip.

For each target every pinned requirement (``requirements/run.txt``) is looked up as pip would look
it up there, wheels only. What has no wheel is named: there a compiler is needed. Nothing is
installed; wheels are not kept::

    python packaging/matrix.py                       # every target
    python packaging/matrix.py --python 3.12 --only macos --also ray --also polars
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen
from packaging.markers import default_environment
from packaging.requirements import Requirement

PINS = Path(__file__).parents[1] / "requirements" / "run.txt"
GLIBC = ("2_5", "2_12", "2_17", "2_24", "2_26", "2_27", "2_28")
OLD = ("manylinux1", "manylinux2010", "manylinux2014")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
TIMEOUT_S = 600
_MISSING = re.compile(r"No matching distribution found for ([\w.-]+)")


@frozen(kw_only=True)
class Target:
    """A system: pip's names for it, and what environment markers say there."""

    name: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]


def _linux(machine: str) -> tuple[str, ...]:
    new = (f"manylinux_{glibc}_{machine}" for glibc in GLIBC)
    return (*new, *(f"{old}_{machine}" for old in OLD))


def _on(system: str, machine: str) -> dict[str, str]:
    sys_platform, os_name = {
        "Linux": ("linux", "posix"),
        "Darwin": ("darwin", "posix"),
        "Windows": ("win32", "nt"),
    }[system]
    return {
        "platform_system": system,
        "platform_machine": machine,
        "sys_platform": sys_platform,
        "os_name": os_name,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


TARGETS = (
    Target(
        name="Linux x86-64, glibc 2.28",
        platforms=_linux("x86_64"),
        markers=_on("Linux", "x86_64"),
    ),
    Target(
        name="Linux arm64, glibc 2.28",
        platforms=_linux("aarch64"),
        markers=_on("Linux", "aarch64"),
    ),
    Target(
        name="Linux x86-64, musl 1.2 (Alpine)",
        platforms=("musllinux_1_1_x86_64", "musllinux_1_2_x86_64"),
        markers=_on("Linux", "x86_64"),
    ),
    Target(
        name="macOS 14, Apple silicon",
        platforms=("macosx_14_0_arm64",),
        markers=_on("Darwin", "arm64"),
    ),
    Target(
        name="macOS 14, Intel",
        platforms=("macosx_14_0_x86_64",),
        markers=_on("Darwin", "x86_64"),
    ),
    Target(name="Windows x86-64", platforms=("win_amd64",), markers=_on("Windows", "AMD64")),
    Target(name="Windows arm64", platforms=("win_arm64",), markers=_on("Windows", "ARM64")),
)


@frozen(kw_only=True)
class Found:
    """What pip found for one target: wheels that need no compiler, and what has none."""

    wheels: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def binary(self) -> tuple[str, ...]:
        """The wheels that are made for this system."""
        return tuple(one for one in self.wheels if not one.endswith("-none-any.whl"))


def pinned(pins: str, target: Target, python: str) -> Iterator[str]:
    """The requirements "name==version" that hold for a target, from a file of pins."""
    environment = {k: str(v) for k, v in default_environment().items()} | dict(target.markers)
    environment |= {"python_version": python, "python_full_version": f"{python}.0"}
    for line in pins.splitlines():
        if not re.match(r"[\w.-]+==", line):
            continue
        wanted = Requirement(line.removesuffix("\\").strip())
        if wanted.marker is None or wanted.marker.evaluate(environment):
            yield f"{wanted.name}{wanted.specifier}"


def look_up(wanted: list[str], target: Target, python: str) -> Found:
    """Ask pip for all of them; what it names as missing is left out, and it is asked again.

    Raises:
        RuntimeError: pip fails for another reason.
    """
    missing: list[str] = []
    while True:
        ended = _ask(wanted, target, python)
        if ended.returncode == 0:
            found = json.loads(ended.stdout)["install"]
            names = sorted(Path(one["download_info"]["url"]).name for one in found)
            return Found(wheels=tuple(names), missing=tuple(missing))
        named = _MISSING.search(ended.stderr)
        if named is None:
            raise RuntimeError(f"pip: {ended.stderr.strip()[-500:]}")
        missing.append(named[1])
        wanted = [one for one in wanted if one.split("==")[0] != named[1]]


def _ask(wanted: list[str], target: Target, python: str) -> "subprocess.CompletedProcess[str]":
    platforms = [f"--platform={one}" for one in target.platforms]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(  # noqa: S603 - our own interpreter
            [
                *(sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--report", "-"),
                *("--ignore-installed", "--ignore-requires-python", "--no-deps"),
                *("--only-binary", ":all:"),
                *("--target", folder, "--python-version", python, *platforms, *wanted),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT_S,
        )


def main() -> None:
    """Print the table in Markdown, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--python", action="append", help="a Python version; may be repeated")
    parser.add_argument("--only", default="", help="targets whose names hold this text")
    parser.add_argument("--also", action="append", default=[], help="ask for this package, too")
    asked = parser.parse_args()
    pins = PINS.read_text("utf-8")
    print("| system | Python | wheels | made for the system | no wheel for |")
    print("|---|---|---:|---:|---|")
    for target in TARGETS:
        if asked.only.casefold() not in target.name.casefold():
            continue
        for python in asked.python or PYTHONS:
            wanted = [*pinned(pins, target, python), *asked.also]
            found = look_up(wanted, target, python)
            missing = ", ".join(found.missing) or "–"
            print(
                f"| {target.name} | {python} | {len(found.wheels)} | {len(found.binary)} "
                f"| {missing} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
