"""Ingest: from bytes to documents, with one clear line for each file that holds none."""

from dragoman.ingest.fingerprinting import fingerprint
from dragoman.ingest.gathering import gather
from dragoman.ingest.taking import Taken, take, take_bytes, take_text

__all__ = ["Taken", "fingerprint", "gather", "take", "take_bytes", "take_text"]
