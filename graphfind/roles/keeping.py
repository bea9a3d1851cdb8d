"""A title index as named parts of bytes and back, so that a store can keep it beside the titles.

The parts hold words and what titles say, by rows; the titles themselves stay where they are.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from graphfind.normalize import folding
from graphfind.roles import facets
from graphfind.roles.facets import UNREAD, Facets
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.parse import Segment
from graphfind.roles.wordindex import WordIndex

FORMAT: Final = 3
"""Raised whenever the parts mean something else."""
WORDS: Final = ("text", "ends", "starts", "rows", "begins", "words")
FACETS: Final = ("saying", "said_from", "said", "places", "facets")

Part = Callable[[str], bytes | None]
"""Gives a part by its name, or None where it is not kept."""


def words_to_parts(index: WordIndex) -> dict[str, bytes]:
    """An index of words as parts."""
    arrays = (getattr(index, name).tobytes() for name in WORDS[1:])
    return dict(zip(WORDS, [index.text.encode("utf-8", "surrogatepass"), *arrays], strict=True))


def words_from_parts(part: Part) -> WordIndex:
    """The index of words that was kept."""
    text, *arrays = (part(name) or b"" for name in WORDS)
    return WordIndex(text.decode("utf-8", "surrogatepass"), *(np.frombuffer(array, np.int32) for array in arrays))


def facets_to_parts(known: Facets, lexicon: Lexicon) -> dict[str, bytes]:
    """What titles say as parts, stamped with what read them."""
    rows = [segment[1:] for segment in known.facets]
    card = {"stamp": reader_stamp(lexicon), "whole": sorted(known.whole), "facets": rows}
    arrays = (known.saying.tobytes(), known.starts.tobytes(), known.said.tobytes(), known.places.tobytes())
    return dict(zip(FACETS, [*arrays, json.dumps(card).encode()], strict=True))


def facets_from_parts(part: Part, lexicon: Lexicon, size: int) -> Facets:
    """What so many titles are known to say; nothing where that was not kept, or read by other means."""
    text = part("facets")
    card: dict[str, Any] = json.loads(text) if text else {}
    if card.get("stamp") != reader_stamp(lexicon):
        return facets.unread(size)
    saying, starts, said = (np.frombuffer(part(name) or b"", np.int32) for name in FACETS[:3])
    segments = tuple(
        Segment("", status, level, function, tuple(families), core)
        for status, level, function, families, core in card["facets"]
    )
    places = np.frombuffer(part("places") or b"", np.int8)
    return Facets(saying, segments, starts, said, frozenset(card["whole"]), places)


def moved(known: Facets, before: ArrayLike, now: ArrayLike) -> Facets:
    """What is known after titles were added: the rows of `before` stand elsewhere in `now`, by the titles' numbers."""
    numbers = np.asarray(now)
    order = np.argsort(numbers)
    saying = np.full(len(numbers), UNREAD, np.int32)
    saying[order[np.searchsorted(numbers[order], np.asarray(before))]] = known.saying
    return known._replace(saying=saying, whole=frozenset(), places=np.empty(0, np.int8))


def reader_stamp(lexicon: Lexicon) -> str:
    """Changes with all that decides what a title says: the lexicon, this very program, and Unicode."""
    return f"{FORMAT} {lexicon.digest} {_program():08x} {unicodedata.unidata_version} {sys.version_info[:2]}"


@cache
def _program() -> int:
    """A number for the code that runs, which is read once: what is loaded stays as it is."""
    code = 0
    for path in [*sorted(Path(__file__).parent.glob("*.py")), Path(folding.__file__)]:
        code = zlib.crc32(path.read_bytes(), code)
    return code
