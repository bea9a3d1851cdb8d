"""Reading occupations as their makers publish them: O*NET's tables, ESCO's tables, and the crosswalk between them.

A file is known by its columns, not by its name, so that releases and exports that name files otherwise
are read as well.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from graphfind.errors import UsageError

ENDINGS: Final = (".csv", ".tsv", ".txt")
MOST_BYTES: Final = 100 * 1024 * 1024
"""A larger file is no table of a taxonomy."""

NEARNESS: Final[Mapping[str, float]] = {"Primary-Short": 0.5, "Primary-Long": 0.25, "Supplemental": 0.1}
"""How near a related occupation is, by O*NET's own tiers: the five closest, the next five, ten more."""

SAME: Final = 1.0
"""How near two occupations are that the crosswalk joins."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """Occupations with all they are called, and which are near to which.

    `names` maps an occupation's id to its name, `labels` to its titles in any language. `near` holds pairs of ids
    with a nearness in (0, 1]; it is no symmetric relation. `groups` gives the wider group of those occupations that
    have one. `kinds` are the occupations whose labels are many roles of one kind, not names of one role. `sources`
    says what was read, for people.
    """

    names: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    near: tuple[tuple[str, str, float], ...]
    groups: Mapping[str, str]
    kinds: frozenset[str]
    sources: tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    """What is gathered while files are read; ESCO's crosswalk names occupations by a code of their own."""

    names: dict[str, str] = field(default_factory=dict)
    labels: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    near: list[tuple[str, str, float]] = field(default_factory=list)
    preferred: dict[str, str] = field(default_factory=dict)
    by_code: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, None] = field(default_factory=dict)
    crossing: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)


def taxonomy_files(folder: Path) -> list[Path]:
    """The files of a folder, and of the folders in it, that may be tables of a taxonomy, in a fixed order.

    Raises UsageError where there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: is no folder; give the one that holds the taxonomy's tables")
    try:
        found = [
            path
            for path in sorted(
                [*folder.glob("*"), *folder.glob("*/*")], key=lambda path: (path.stem[-3:] != "_en", path)
            )
            if path.suffix.lower() in ENDINGS and path.is_file() and path.stat().st_size <= MOST_BYTES
        ]
    except OSError as error:
        raise UsageError(f"{folder}: cannot be read ({error.strerror})") from None
    if not found:
        raise UsageError(f"{folder}: holds no table of O*NET or ESCO; unpack their download there")
    return found


def read_taxonomy(folder: Path) -> Taxonomy:
    """All occupations that the tables of a folder hold.

    Tables that are none of O*NET's or ESCO's are passed over. Raises UsageError where no occupation is found.
    """
    gathered = _Gathered()
    for path in taxonomy_files(folder):
        _read(path, gathered)
    for code, other in gathered.crossing:
        one = gathered.by_code.get(code, code)
        if one in gathered.names and other in gathered.names:
            gathered.near += [(one, other, SAME), (other, one, SAME)]
    known = gathered.names
    if not known:
        raise UsageError(f"{folder}: holds no occupations of O*NET or ESCO; unpack their download there")
    return Taxonomy(
        names=known,
        labels={id_: tuple(filter(None, dict.fromkeys((name, *gathered.labels[id_])))) for id_, name in known.items()},
        near=tuple(edge for edge in gathered.near if edge[0] in known and edge[1] in known),
        groups={id_: group for id_, group in gathered.groups.items() if id_ in known},
        kinds=frozenset(gathered.kinds),
        sources=tuple(gathered.sources),
    )


def _read(path: Path, gathered: _Gathered) -> None:
    csv.field_size_limit(min(sys.maxsize, 1 << 31 - 1))
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            head = file.readline()
            delimiter = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
            columns = next(csv.reader([head], delimiter=delimiter), [])
            shape = next((shape for shape in _SHAPES if set(shape.columns) <= set(columns)), None)
            if shape is None:
                return
            quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
            shape.read(csv.DictReader(file, columns, None, "", delimiter=delimiter, quoting=quoting), gathered)
            gathered.sources[shape.maker] = None
    except (OSError, csv.Error) as error:
        raise UsageError(f"{path.name}: cannot be read ({error}); download the taxonomy again") from None


def _onet_occupations(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        gathered.names[row["O*NET-SOC Code"]] = row["Title"]
        gathered.kinds[row["O*NET-SOC Code"]] = None


def _onet_alternates(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        titles = (row["Alternate Title"], row.get("Short Title", ""))
        gathered.labels[row["O*NET-SOC Code"]].update(dict.fromkeys(t for t in titles if t not in ("", "n/a")))


def _onet_reported(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        gathered.labels[row["O*NET-SOC Code"]][row["Reported Job Title"]] = None


def _onet_related(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        nearness = NEARNESS.get(row.get("Relatedness Tier", ""), min(NEARNESS.values()))
        gathered.near.append((row["O*NET-SOC Code"], row["Related O*NET-SOC Code"], nearness))


def _esco_occupations(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        fields = {name.lower(): value for name, value in row.items() if name and isinstance(value, str)}
        id_ = fields.get("originuri") or fields.get("concepturi") or ""
        if "/occupation/" not in id_:
            continue
        name = fields["preferredlabel"]
        if id_ not in gathered.preferred:
            gathered.names[id_] = gathered.preferred[id_] = name
        labels = (name, *fields.get("altlabels", "").split("\n"), *fields.get("hiddenlabels", "").split("\n"))
        gathered.labels[id_].update(dict.fromkeys(filter(None, map(str.strip, labels))))
        if code := fields.get("code", ""):
            gathered.by_code[code] = id_
        if group := fields.get("iscogroupcode") or fields.get("iscogroup"):
            gathered.groups[id_] = group


def _esco_labels(rows: Iterator[Row], gathered: _Gathered) -> None:
    for row in rows:
        if "/occupation/" in row["conceptUri"] and row["label"]:
            gathered.names.setdefault(row["conceptUri"], row["label"])
            gathered.labels[row["conceptUri"]][row["label"]] = None


def _crosswalk_by_code(rows: Iterator[Row], gathered: _Gathered) -> None:
    gathered.crossing += [(row["ESCO/ISCO Code"], row["O*NET-SOC 2019 Code"]) for row in rows]


def _crosswalk_by_uri(rows: Iterator[Row], gathered: _Gathered) -> None:
    gathered.crossing += [(row["ESCO or ISCO URI"], row["O*NET Id"]) for row in rows]


@dataclass(frozen=True, slots=True)
class _Shape:
    """A kind of table: whose it is, the columns it is known by, and how its rows are taken in."""

    maker: str
    columns: tuple[str, ...]
    read: Callable[[Iterator[Row], _Gathered], None]


_SHAPES: Final = (
    _Shape("O*NET", ("O*NET-SOC Code", "Alternate Title"), _onet_alternates),
    _Shape("O*NET", ("O*NET-SOC Code", "Reported Job Title"), _onet_reported),
    _Shape("O*NET", ("O*NET-SOC Code", "Related O*NET-SOC Code"), _onet_related),
    _Shape("O*NET", ("O*NET-SOC Code", "Title", "Description"), _onet_occupations),
    _Shape("ESCO", ("ORIGINURI", "PREFERREDLABEL", "ALTLABELS"), _esco_occupations),
    _Shape("ESCO", ("conceptUri", "preferredLabel", "altLabels"), _esco_occupations),
    _Shape("ESCO", ("conceptUri", "label"), _esco_labels),
    _Shape("the crosswalk", ("ESCO/ISCO Code", "O*NET-SOC 2019 Code"), _crosswalk_by_code),
    _Shape("the crosswalk", ("O*NET Id", "ESCO or ISCO URI"), _crosswalk_by_uri),
)
