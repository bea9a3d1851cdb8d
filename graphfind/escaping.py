"""The gates through which stored text reaches a terminal, a CSV file or JSON; HTML's is the page's template."""

from __future__ import annotations

import unicodedata

_FORMULA = "=+-@\t\r\n\0＝＋－＠"
"""What a spreadsheet takes for the beginning of a formula, with the full-width forms that it folds."""

_KEPT = "\u200c\u200d"
"""Joiners without which names in several scripts, and emoji, fall apart."""

_KEPT_IN_JSON = _KEPT + "\n"


def terminal(text: str) -> str:
    """Text that does nothing to a terminal: on one line, no control, format or surrogate characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in _KEPT or unicodedata.category(c) not in _HIDDEN else _shown(c) for c in text)


def terminal_text(text: str) -> str:
    """Text of several lines that does nothing to a terminal but end lines; CR LF is one end of a line."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "\n".join(terminal(line.removesuffix("\r")) for line in text.split("\n"))


def terminal_json(text: str) -> str:
    """A JSON document that does nothing to a terminal: what would is written as JSON's own escape of the same value."""
    if text.isascii() and "\x7f" not in text:  # any JSON escapes what lies below the blank
        return text
    return "".join(c if c in _KEPT_IN_JSON or unicodedata.category(c) not in _HIDDEN else _escaped(c) for c in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


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
