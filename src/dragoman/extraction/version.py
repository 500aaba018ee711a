"""The version of what is read by rules."""

VERSION = "3"
"""Raised whenever a rule changes what is read: cached reports of older versions are read anew."""
