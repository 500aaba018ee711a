"""The command line: one command a task, the same pipeline as every other face."""

from dragoman.cli.app import main

__all__ = ["main"]
