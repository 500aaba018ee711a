"""The extraction package."""
