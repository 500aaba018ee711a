"""Faults: where one text contradicts itself, kind by kind. Precision comes first."""
