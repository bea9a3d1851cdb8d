"""The command line: a thin layer that reads arguments, opens the store, and prints."""

from graphfind.cli.main import main

__all__ = ["main"]
