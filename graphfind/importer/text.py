"""The text of a member, decoded as whoever wrote it meant it, streamed in pieces of whole lines."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from itertools import chain
from typing import Literal, Self
from unicodedata import category

from graphfind.importer.protocol import Member

Encoding = Literal["utf-8", "utf-16-le", "utf-16-be", "cp1252"]

LINE_CHARS = 8 * 1024 * 1024
"""What goes on past this is cut off, somewhere above the limit, so that a reader can tell."""

_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})

_PIECE_BYTES = 128 * 1024

_ACCIDENTS = 10
"""So many bytes of Windows-1252 and more stand for one that looks like UTF-8."""

_BOMS: tuple[tuple[bytes, Encoding], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ESCAPED_TO_CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
"""What `surrogateescape` makes of a byte that is no UTF-8 → the character that Windows-1252 gives it."""


def encoding_of(head: bytes) -> tuple[Encoding, int]:
    """The encoding that a member's first bytes speak for, and the length of its byte-order mark."""
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return encoding, len(bom)
    return _utf16_without_mark(head) or _utf8_or_cp1252(head), 0


def head_text(member: Member) -> str:
    """The member's head, decoded, without NUL; a character cut off at its end is left out."""
    head = member.head()
    encoding, mark = encoding_of(head)
    return _decoded(head[mark:], encoding, final=len(head) >= member.size)[0].replace("\0", "")


def open_text(member: Member) -> Text:
    """Open a member as text; close it after use, as a context manager or by `close`."""
    encoding, mark = encoding_of(member.head())
    return Text(member, encoding, mark)


class Text:
    """A member's text: iterates lines with their ends as written (LF, CR LF or CR), without NUL.

    `repairs` says, once the text is read, what had to be left out or guessed.
    """

    def __init__(self, member: Member, encoding: Encoding, mark: int) -> None:
        self.encoding = encoding
        self._mark = mark
        self._stream = member.open()
        self._nuls = 0
        self._guessed = False

    def pieces(self) -> Iterator[str]:
        """The text in pieces of some 100,000 characters, cut anywhere but between CR and LF."""
        self._stream.read(self._mark)
        rest, held = b"", ""
        while data := self._stream.read(_PIECE_BYTES):
            rest += data
            text, used = self._decode(rest, final=False)
            rest = rest[used:]
            text = held + text
            held = "\r" if text.endswith("\r") else ""
            yield text[: len(text) - len(held)]
        yield held + self._decode(rest, final=True)[0]

    def chunks(self) -> Iterator[str]:
        """The text in pieces of whole lines, none of them empty; what a line has above `LINE_CHARS` is left out."""
        begun = ""
        for piece in self.pieces():
            end = max(piece.rfind("\n"), piece.rfind("\r")) + 1
            if len(begun) > LINE_CHARS:
                piece, cut = _without_first(piece), len(piece)
                end -= cut - len(piece)
            if end > 0:
                yield begun + piece[:end]
                begun = piece[end:]
            else:
                begun += piece
        if begun:
            yield begun

    def repairs(self) -> tuple[str, ...]:
        """What had to be left out or guessed so far, each as a sentence."""
        nuls = f"{self._nuls} NUL characters were left out"
        guessed = "some bytes are not UTF-8 and were read as Windows-1252; "
        guessed += "if names look wrong, save it as UTF-8 and import it again"
        return (nuls,) * bool(self._nuls) + (guessed,) * self._guessed

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(map(split_lines, self.chunks()))

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _decode(self, data: bytes, final: bool) -> tuple[str, int]:
        text, used, guessed = _decoded(data, self.encoding, final)
        self._guessed |= guessed
        if b"\0" in data and "\0" in text:  # bytes are searched many times faster
            self._nuls += text.count("\0")
            text = text.replace("\0", "")
        return text, used


def is_binary(text: str) -> bool:
    """Whether what was decoded was no text: more than a fiftieth of it are characters that no text has."""
    strange = sum(not c.isspace() and (c == "\ufffd" or category(c) in _NO_TEXT) for c in text if not c.isalnum())
    return strange * 50 > len(text)


def is_foreign(member: Member) -> bool:
    """Whether a member's head is text in an encoding that is not read: Windows-1252 has no letters for many bytes."""
    head = member.head()
    if encoding_of(head)[0] != "cp1252":
        return False
    text = head.decode("cp1252", "replace")
    beyond = sum(c > "\x7f" for c in text)
    return text.count("\ufffd") * 50 > beyond and not is_binary(text.replace("\ufffd", ""))


def split_lines(text: str) -> list[str]:
    """The lines of a text with their ends; only LF, CR LF and CR end a line (unlike `str.splitlines`)."""
    if "\r" in text or not text.isascii():  # wide letters are slow to put together again
        return io.StringIO(text, newline="").readlines()
    *lines, last = text.split("\n")
    return [line + "\n" for line in lines] + [last] * bool(last)


def _without_first(text: str) -> str:
    """A text without what stands on its first line before that ends."""
    ends = [at for at in (text.find("\n"), text.find("\r")) if at >= 0]
    return text[min(ends) :] if ends else ""


def _decoded(data: bytes, encoding: Encoding, final: bool) -> tuple[str, int, bool]:
    """The text, how many bytes it took, and whether some of them had to be read as Windows-1252."""
    match encoding:
        case "utf-16-le":
            return *codecs.utf_16_le_decode(data, "replace", final), False
        case "utf-16-be":
            return *codecs.utf_16_be_decode(data, "replace", final), False
        case "cp1252":
            return data.decode("cp1252", "replace"), len(data), not data.isascii()
    try:
        return *codecs.utf_8_decode(data, "strict", final), False
    except UnicodeDecodeError:
        text, used = codecs.utf_8_decode(data, "surrogateescape", final)
        return text.translate(_ESCAPED_TO_CP1252), used, True


def _utf16_without_mark(head: bytes) -> Encoding | None:
    """UTF-16 if every second byte is often NUL: separators and line ends are ASCII in any script's table."""
    pairs = len(head) // 2
    high, low = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if max(high, low) * 8 < pairs or min(high, low) * 8 > max(high, low) or not pairs:
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _utf8_or_cp1252(head: bytes) -> Encoding:
    """UTF-8 unless many more bytes contradict it than characters beyond ASCII confirm it.

    Bytes of Windows-1252 form a character of UTF-8 by accident only; text where both abound was put together
    from files of either kind, and is read as UTF-8 with a repair.
    """
    text, _ = codecs.utf_8_decode(head, "surrogateescape", False)
    if text.isascii():
        return "utf-8"
    beyond = [c for c in text if c > "\x7f"]
    wrong = sum("\udc80" <= c <= "\udcff" for c in beyond)
    return "cp1252" if wrong > _ACCIDENTS * (len(beyond) - wrong) else "utf-8"
