"""A small trained encoder, read with onnxruntime: no network, no torch.

:class:`AttributionModel` finds who is said to have said what. Its files lie in
``models/attribution`` beside this module; :func:`attribution_folder` says where, or that they were
removed: the program then reads by rules.
"""

from pathlib import Path

from dragoman.encoder.attribution import FILES, AttributionModel, Found


def attribution_folder() -> Path | None:
    """The folder of the attribution model, or None where its files are not installed."""
    folder = Path(__file__).with_name("models") / "attribution"
    return folder if all((folder / name).is_file() for name in FILES) else None


__all__ = ["AttributionModel", "Found", "attribution_folder"]
