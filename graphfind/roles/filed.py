"""Tables in a file that is opened in no time: a look-up reads the few bytes that it is about.

A file holds a text and tables from texts to texts. Each table is hashed into buckets of a few lines;
the offsets of the buckets stand before them. Opening reads the text alone, however large the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Container, ItemsView, Iterator, Mapping, Sequence
from mmap import ACCESS_READ, mmap
from struct import Struct, error
from typing import TypeVar, overload
from zlib import crc32

_V = TypeVar("_V")

_MAGIC = b"graphfind tables 1\n"
_HEAD = Struct("<2I")  # the size of the text, how many tables
_TABLE = Struct("<3I")  # where the offsets stand, how many buckets, how many keys
_BUCKET = Struct("<2I")  # where a bucket begins, and the next one
_OFFSET = Struct("<I")
_LINES = 8
"""About how many lines a bucket has."""
_REMEMBERED = 1 << 16
"""How many looked-up keys a table remembers, those that are not there included."""


class _Remembered(dict[str, _V | None]):
    """Keys that were looked up, with what they stand for; others are looked up when they are asked for."""

    __slots__ = ("_look_up",)

    def __init__(self, look_up: Callable[[str], _V | None]) -> None:
        self._look_up = look_up

    def __missing__(self, key: str) -> _V | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[key] = self._look_up(key)
        return found


class FileTable(Mapping[str, _V]):
    """A table in a file, `made` of the bytes that stand there; made by `read_tables`."""

    __slots__ = ("_buckets", "_data", "_keys", "_known", "_made", "_offsets", "finder")

    def __init__(self, data: mmap, place: tuple[int, int, int], made: Callable[[bytes], _V]) -> None:
        self._data, self._made = data, made
        self._offsets, self._buckets, self._keys = place
        self._known = _Remembered(self._look_up)
        self.finder: Callable[[str], _V | None] = self._known.__getitem__
        """The quickest way to look up very many keys; None is what is not there."""

    def get(self, key: str, default: _V | None = None) -> _V | None:  # type: ignore[override]
        """What a key stands for, or `default`."""
        found = self._known[key]
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return self._known[str(key)] is not None

    def __getitem__(self, key: str) -> _V:
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        return self._keys

    def __iter__(self) -> Iterator[str]:
        for key in sorted(line.partition(b"\t")[0] for line in self._lines()):
            yield key.decode()

    def items(self) -> ItemsView[str, _V]:
        """The keys in order with what they stand for, read as they lie there and none of them looked up."""
        return _Items(self)

    def pairs(self) -> Iterator[tuple[str, _V]]:
        """What `items` holds, one pair after the other."""
        for line in sorted(self._lines()):
            key, _, value = line.partition(b"\t")
            yield key.decode(), self._made(value)

    def _lines(self) -> Iterator[bytes]:
        for bucket in range(self._buckets):  # one at a time: only what is kept of a large table is held
            begin, end = _BUCKET.unpack_from(self._data, self._offsets + bucket * _OFFSET.size)
            yield from filter(None, self._data[begin:end].split(b"\n"))

    def _look_up(self, key: str) -> _V | None:
        wanted = key.encode("utf-8", "replace")
        bucket = crc32(wanted) % self._buckets
        begin, end = _BUCKET.unpack_from(self._data, self._offsets + bucket * _OFFSET.size)
        at = self._data.find(b"\n%s\t" % wanted, begin, end)
        if at < 0:
            return None
        at += len(wanted) + 2
        return self._made(self._data[at : self._data.find(b"\n", at, end)])


class _Items(ItemsView[str, _V]):
    """The items of a table in a file."""

    _mapping: FileTable[_V]

    def __iter__(self) -> Iterator[tuple[str, _V]]:
        return self._mapping.pairs()


class _Made(dict[int, _V]):
    """Values by their numbers, those that were asked for."""

    __slots__ = ("_table",)

    def __init__(self, table: Mapping[str, _V]) -> None:
        self._table = table

    def __missing__(self, number: int) -> _V:
        made = self[number] = self._table[str(number)]
        return made


class Numbered(Sequence[_V]):
    """The values of a table whose keys are the numbers from 0 on, each read when it is asked for first."""

    __slots__ = ("_table", "finder")

    def __init__(self, table: Mapping[str, _V]) -> None:
        self._table = table
        self.finder: Callable[[int], _V] = _Made(table).__getitem__
        """The quickest way to look up very many numbers, none of them negative."""

    @overload
    def __getitem__(self, index: int) -> _V: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_V]: ...
    def __getitem__(self, index: int | slice) -> _V | Sequence[_V]:
        if isinstance(index, slice):
            return tuple(map(self.finder, range(len(self))[index]))
        return self.finder(index)

    def __iter__(self) -> Iterator[_V]:
        return map(self._table.__getitem__, map(str, range(len(self))))

    def __len__(self) -> int:
        return len(self._table)


def finder(table: Mapping[str, _V]) -> Callable[[str], _V | None]:
    """The quickest way to look up very many keys in a table of a file, or in any other."""
    return table.finder if isinstance(table, FileTable) else table.get


def numbered(values: Sequence[_V]) -> Callable[[int], _V]:
    """The quickest way to look up very many values by their numbers, in a table of a file or in any other."""
    return values.finder if isinstance(values, Numbered) else values.__getitem__


def asker(table: Container[str]) -> Callable[[str], object]:
    """The quickest way to ask whether a table holds very many keys; what is told is true where it does."""
    return table.finder if isinstance(table, FileTable) else table.__contains__


def write_tables(text: str, tables: Mapping[str, Mapping[str, str]]) -> bytes:
    """A file of a text and tables, the same for the same content; keys and values hold no tab and no line's end.

    The tables are found again by their order.
    """
    head = text.encode()
    places, parts = [], []
    at = len(_MAGIC) + _HEAD.size + len(head) + len(tables) * _TABLE.size
    for table in tables.values():
        buckets = [b"\n"] * (len(table) // _LINES + 1)
        for key, value in sorted(table.items()):
            line = f"{key}\t{value}\n".encode()
            if line.count(b"\n") > 1 or line.count(b"\t") > 1:
                raise ValueError(f"{key!r}: a tab or a line's end cannot be kept in a table")
            buckets[crc32(key.encode()) % len(buckets)] += line
        begin = at + (len(buckets) + 1) * _OFFSET.size
        offsets = [begin]
        for bucket in buckets:
            offsets.append(offsets[-1] + len(bucket))
        places.append(_TABLE.pack(at, len(buckets), len(table)))
        parts += [*map(_OFFSET.pack, offsets), *buckets]
        at = offsets[-1]
    return b"".join([_MAGIC, _HEAD.pack(len(head), len(tables)), head, *places, *parts])


def read_tables(path: str, made: Mapping[str, Callable[[bytes], object]]) -> tuple[str, dict[str, FileTable[object]]]:
    """The text and the tables of a file; `made` names the tables in their order and what makes a value.

    Raises `ValueError` where the file holds something else, OSError where it cannot be read.
    """
    with open(path, "rb") as file:
        data = mmap(file.fileno(), 0, access=ACCESS_READ)
    try:
        size, count = _HEAD.unpack_from(data, len(_MAGIC))
        if data[: len(_MAGIC)] != _MAGIC or count != len(made):
            raise ValueError(f"{path}: other tables are expected")
        at = len(_MAGIC) + _HEAD.size
        text = data[at : at + size].decode()
        places = (at + size + number * _TABLE.size for number in range(count))
        tables = {
            name: FileTable(data, _TABLE.unpack_from(data, place), make)
            for (name, make), place in zip(made.items(), places, strict=True)
        }
    except error as fault:
        raise ValueError(f"{path}: holds no tables") from fault
    return text, tables
