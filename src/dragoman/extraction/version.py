"""The version of what is read by rules."""

VERSION = "4"
"""Raised whenever a rule changes what is read: cached reports of older versions are read anew."""
