"""One self-contained page: the drawing that pyvis makes, in our own template, with what it shows as a list."""

from graphfind.render.page.introductions import introductions_page
from graphfind.render.page.network import network_page
from graphfind.render.page.sheet import MARK, write

__all__ = ["MARK", "introductions_page", "network_page", "write"]
