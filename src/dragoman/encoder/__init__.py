"""Small trained encoders, read with onnxruntime: no network, no torch.

:class:`AttributionModel` finds who is said to have said what; :class:`EventModel` types what one
party does to another; :class:`ActModel` tells what a speaker does by saying something;
:class:`SentenceModel` tells how alike two sentences are; :class:`EntailmentModel` whether one
follows from another or rules it out. Their files lie in ``models/`` beside this module; the
``*_folder`` functions say where, or that they were removed: the program then reads by rules.
"""

from pathlib import Path

from dragoman.encoder import acts, attribution, entailment, events, sentences
from dragoman.encoder.acts import Acted, ActModel
from dragoman.encoder.attribution import AttributionModel, Found
from dragoman.encoder.entailment import EntailmentModel, Judgement, Stance
from dragoman.encoder.events import EventModel, Spotted, Typed
from dragoman.encoder.sentences import SentenceModel


def acts_folder() -> Path | None:
    """The folder of the model of acts, or None where its files are not installed."""
    return _folder("acts", acts.FILES)


def attribution_folder() -> Path | None:
    """The folder of the attribution model, or None where its files are not installed."""
    return _folder("attribution", attribution.FILES)


def entailment_folder() -> Path | None:
    """The folder of the model of pairs, or None where its file is not installed."""
    return _folder("entailment", entailment.FILES)


def events_folder() -> Path | None:
    """The folder of the model of events, or None where its files are not installed."""
    return _folder("events", events.FILES)


def sentences_folder() -> Path | None:
    """The folder of the sentence model, or None where its files are not installed."""
    return _folder("sentences", sentences.FILES)


def _folder(name: str, files: tuple[str, ...]) -> Path | None:
    folder = Path(__file__).with_name("models") / name
    return folder if all((folder / file).is_file() for file in files) else None


__all__ = [
    "ActModel",
    "Acted",
    "AttributionModel",
    "EntailmentModel",
    "EventModel",
    "Found",
    "Judgement",
    "SentenceModel",
    "Spotted",
    "Stance",
    "Typed",
    "acts_folder",
    "attribution_folder",
    "entailment_folder",
    "events_folder",
    "sentences_folder",
]
