"""The gates through which stored text reaches a terminal, a CSV file or JSON; HTML's is the page's template."""

from __future__ import annotations

import unicodedata

_FORMULA = "=+-@\t\r\n\0＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, with the full-width forms that it folds."""

_KEPT = "\u200c\u200d"
"""Joiners without which names in several scripts, and emoji, fall apart."""


def terminal(text: str) -> str:
    """Text that does nothing to a terminal: on one line, no control, format or surrogate characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in _KEPT or unicodedata.category(c) not in _HIDDEN else _shown(c) for c in text)


_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def _shown(character: str) -> str:
    return " " if character in "\t\r\n\v\f\x85\u2028\u2029" else ""


def csv_cell(text: str) -> str:
    """A cell that no spreadsheet runs: `'` stands before what would begin a formula; NUL is left out."""
    text = text.replace("\0", "")
    return f"'{text}" if text.lstrip("'")[:1] and text.lstrip("'")[0] in _FORMULA else text


def from_csv_cell(text: str) -> str:
    """The text that `csv_cell` was given."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] and text.lstrip("'")[0] in _FORMULA else text


def encodable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes the replacement character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
