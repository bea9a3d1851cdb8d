"""The compiled lexicon as a file, which `opening.load_lexicon` opens.

It lies beside the families as lexicon.bin: building the package makes it, and in a checkout whoever loads the lexicon
after the families have changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from graphfind.roles.filed import write_tables
from graphfind.roles.lexicon import JOINT, seat_words_of
from graphfind.roles.opening import from_data


def keep(data: Mapping[str, Any], path: Path) -> None:
    """Write what `compile_lexicon` made as that file, if it may be written.

    Whoever opens it meanwhile finds the one before it, or this one whole.
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        try:
            partial.write_bytes(_as_file(data))
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


def _as_file(data: Mapping[str, Any]) -> bytes:
    lexicon = from_data(data)
    tables = {
        "families": {family[0]: json.dumps(family, ensure_ascii=False) for family in data["families"]},
        "parts": {whole: JOINT.join(parts) for whole, parts in lexicon.parts.items()},
        "meanings": {
            str(number): json.dumps(meaning, ensure_ascii=False) for number, meaning in enumerate(data["meanings"])
        },
        "mentions": {key: " ".join(map(str, numbers)) for key, numbers in lexicon.mentions.items()},
        "phrases": {phrase: str(index) for phrase, index in lexicon.phrases.items()},
        "canon": lexicon.canon,
        "plurals": dict.fromkeys(data["plurals"], ""),
        "seat_words": dict.fromkeys(seat_words_of(lexicon.meanings, lexicon.spoken, lexicon.forms), ""),
        "longest": {word: str(size) for word, size in lexicon.longest.items()},
        "common": {word: str(count) for word, count in data["common"].items()},
        "spoken": {index: JOINT.join(phrases) for index, phrases in lexicon.spoken.items()},
        "forms": {word: JOINT.join(forms) for word, forms in lexicon.forms.items()},
        "crafts": {word: JOINT.join(said) for word, said in data["crafts"].items()},
        "synonyms": {name: json.dumps(row, ensure_ascii=False) for name, row in data["synonyms"].items()},
        "rows": data["rows"],
    }
    rest = {name: value for name, value in data.items() if name not in tables}
    return write_tables(json.dumps(rest, ensure_ascii=False, separators=(",", ":")), tables)
