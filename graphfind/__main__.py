"""`python -m graphfind` is the `graphfind` command."""

from graphfind.cli import main

main()
