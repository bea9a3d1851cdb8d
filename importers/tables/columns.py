"""Which column of a table holds what: by its header, by its cells, or as the user says; in doubt by nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NoReturn

from graphfind.errors import MappingNeeded
from graphfind.importer.naming import shown
from importers.tables.aliases import Alias, aliases, fold, spellings
from importers.tables.content import DETECTORS, is_honorific, is_url, mostly

ENDS = ("source", "target")
TIE_FIELDS = (*ENDS, "relation", "since", "last", "strength", "evidence")
PERSON_FIELDS = (
    "id", "name", "given_name", "middle_name", "family_name", "nickname", "email", "phone", "profile", "title",
    "organization", "location", "city", "region", "country", "tags", "as_of", "status",
)  # fmt: skip
SEVERAL = frozenset({"email", "phone", "profile", "tags"})
"""Fields that may stand in several columns."""

NAMES = ("name", "given_name", "family_name")
"""Without one of these a table names nobody."""


class NobodyNamed(MappingNeeded):
    """A table in which nothing speaks of people; beside others that do it may be left out."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names another person, and the word for the tie or the column where that stands."""

    column: int
    relation: str = ""
    relation_column: int = -1


@dataclass(frozen=True, slots=True)
class Columns:
    """Where everything stands in a table, columns counted from 0; `unused` ones are in nobody's service."""

    kind: Literal["people", "ties"]
    fields: Mapping[str, tuple[int, ...]]
    references: tuple[Reference, ...] = ()
    unused: tuple[int, ...] = ()

    def one(self, name: str) -> int:
        """The column of a field, -1 where it has none."""
        return self.fields[name][0] if name in self.fields else -1

    def all(self, name: str) -> tuple[int, ...]:
        """The columns of a field."""
        return self.fields.get(name, ())


@dataclass(frozen=True, slots=True)
class Header:
    """A table's header, the cells found below it, and the user's mapping: field → column."""

    member: str
    names: tuple[str, ...]
    sample: Sequence[Sequence[str]]
    mapping: Mapping[str, int] = field(default_factory=dict)

    def cells(self, column: int) -> list[str]:
        """The sample of one column."""
        return [row[column].strip() if column < len(row) else "" for row in self.sample]

    def free(self, taken: Iterable[int]) -> list[int]:
        """The columns that are not taken, neither by these nor by the user."""
        occupied = {*taken, *self.mapping.values()}
        return [column for column in range(len(self.names)) if column not in occupied]


def header_score(cells: Sequence[str], mapped: Iterable[str] = ()) -> int:
    """How many columns a row would name if it were the header; 0 for a row that holds data.

    What the user named in a mapping counts most.
    """
    if any("@" in cell or is_url(cell.strip()) for cell in cells):
        return 0
    known = aliases()
    wanted = {fold(name) for name in mapped}
    score = 0
    for cell in cells:
        alias = known.person(cell) or known.tie(cell) or fold(cell) in known.references
        score += bool(alias) + len(cells) * (fold(cell) in wanted)
    return score + 2 * (_pair(cells, known.ends) is not None or _pair(cells, known.halves) is not None)


def assign(header: Header) -> Columns:
    """Tell what every column holds.

    Raises MappingNeeded where two columns may hold the same, or none holds a name.
    """
    ends = _find_ends(header)
    if ends is not None:
        return _ties(_with_mapping(header, TIE_FIELDS), ends)
    return _people(_with_mapping(header, {*PERSON_FIELDS, *aliases().references.values()}))


def _with_mapping(header: Header, names: Iterable[str]) -> Header:
    return replace(header, mapping={name: header.mapping[name] for name in names if name in header.mapping})


def _find_ends(header: Header) -> tuple[int, int] | None:
    """The two ends of a tie, unless the table is one of people all the same."""
    found = _pair(header.names, aliases().ends) or (-1, -1)
    source, target = (header.mapping.get(end, column) for end, column in zip(ENDS, found, strict=True))
    if source < 0 or target < 0:
        return None
    if any(end in header.mapping for end in ENDS):
        return source, target
    if any(name in header.mapping for name in NAMES):
        return None
    others = [header.names[column] for column in header.free((source, target))]
    named = (aliases().person(name) for name in others)
    return None if any(alias and alias.field in (*NAMES, "short_name") for alias in named) else (source, target)


def _pair(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> tuple[int, int] | None:
    """The columns of the first pair of headers of which each stands there once."""
    folded = [fold(name) for name in names]
    for one, other in pairs:
        if folded.count(one) == 1 == folded.count(other):
            return folded.index(one), folded.index(other)
    return None


def _ties(header: Header, ends: tuple[int, int]) -> Columns:
    fields: dict[str, tuple[int, ...]] = {name: (column,) for name, column in header.mapping.items()}
    fields |= {"source": (ends[0],), "target": (ends[1],)}
    by_alias: defaultdict[str, list[tuple[Alias, int]]] = defaultdict(list)
    for column in header.free(ends):
        alias = aliases().tie(header.names[column])
        if alias and alias.field not in fields:
            by_alias[alias.field].append((alias, column))
    for name, found in by_alias.items():
        fields[name] = _best(header, name, found)
    return Columns("ties", fields, (), _unused(header, fields, ()))


def _people(header: Header) -> Columns:
    fields: dict[str, tuple[int, ...]] = {
        name: (column,) for name, column in header.mapping.items() if name in PERSON_FIELDS
    }
    references = _references(header)
    by_alias: defaultdict[str, list[tuple[Alias, int]]] = defaultdict(list)
    for column in header.free(reference.column for reference in references):
        alias = aliases().person(header.names[column])
        if alias and alias.field not in fields:
            by_alias[alias.field].append((alias, column))
    for name, found in by_alias.items():
        fields[name] = _best(header, name, found)
    _settle_title(header, fields)
    _settle_halves(header, fields)
    _settle_name(header, fields)
    _detect(header, fields, references)
    if _tells_of_organizations(header, fields):
        _ask(header, fields, "a table of organizations, not of people", NobodyNamed)
    if not any(name in fields for name in NAMES):
        addressed = "email" in fields or "profile" in fields
        what = "no column tells people's names: say which does with --map name=COLUMN"
        _ask(header, fields, what, MappingNeeded if addressed else NobodyNamed)
    return Columns("people", fields, references, _unused(header, fields, references))


def _best(header: Header, name: str, found: list[tuple[Alias, int]]) -> tuple[int, ...]:
    """The columns whose headers name a field best: several only where it may have several."""
    rank = min(alias.rank for alias, _ in found)
    ranked = [(alias.number, column) for alias, column in found if alias.rank == rank]
    if name in SEVERAL:
        return tuple(column for _, column in ranked)
    number = min(number for number, _ in ranked)
    columns = [column for n, column in ranked if n == number]
    if len(columns) > 1:
        columns = [column for column in columns if any(header.cells(column))] or columns[:1]
    if len(columns) > 1 and name == "title":  # "Title" stands for "Dr" as well as for "Nurse"
        columns = [column for column in columns if not mostly(is_honorific, header.cells(column))] or columns[:1]
    if len(columns) > 1:
        _ask_which(header, name, columns)
    return tuple(columns)


def _settle_title(header: Header, fields: dict[str, tuple[int, ...]]) -> None:
    """Leave out a "Title" that is Mr or Dr."""
    if "title" in fields and "title" not in header.mapping and mostly(is_honorific, header.cells(fields["title"][0])):
        del fields["title"]


def _settle_halves(header: Header, fields: dict[str, tuple[int, ...]]) -> None:
    """Take "First" and "Last" for the parts of a name where no other column holds any."""
    halves = _pair(header.names, aliases().halves)
    if halves and set(halves) <= set(header.free(())) and not any(name in fields for name in (*NAMES, "short_name")):
        fields["given_name"], fields["family_name"] = (halves[0],), (halves[1],)


def _settle_name(header: Header, fields: dict[str, tuple[int, ...]]) -> None:
    """Tell whether a column "Name" holds whole names, or the part of the name that no other column holds."""
    short = fields.pop("short_name", None)
    if short is None or "name" in fields:
        return
    parts = [part for part in ("given_name", "family_name") if part in fields]
    whole = [_holds(header, short[0], fields[part][0]) for part in parts]
    if False not in whole and (len(parts) != 1 or True in whole):
        fields["name"] = short
    elif len(parts) == 1:
        fields["family_name" if parts == ["given_name"] else "given_name"] = short


def _holds(header: Header, whole: int, part: int) -> bool | None:
    """Whether the cells of one column mostly hold those of another, as "Ann Lee" holds "Ann"; None if nothing tells."""
    cells = zip(header.cells(whole), header.cells(part), strict=False)
    both = [(a.casefold(), b.casefold()) for a, b in cells if a and b]
    return sum(b in a for a, b in both) * 2 > len(both) if both else None


def _detect(header: Header, fields: dict[str, tuple[int, ...]], references: Sequence[Reference]) -> None:
    """Take columns of unknown header for what their cells are."""
    taken = [*(column for columns in fields.values() for column in columns), *(r.column for r in references)]
    unknown = [column for column in header.free(taken) if not aliases().person(header.names[column])]
    for name, looks in DETECTORS.items():
        if name not in fields:
            found = [c for c in unknown if mostly(looks, header.cells(c)) and "fax" not in fold(header.names[c])]
            if len(found) > 1:
                _ask_which(header, name, found)
            if found:
                fields[name] = tuple(found)


def _tells_of_organizations(header: Header, fields: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether the names are those of companies, as in the accounts of a customer database."""
    personal = {"given_name", "family_name", "email", "profile", "title", "organization"} & fields.keys()
    return not (personal or header.mapping) and any(fold(name) in aliases().organizations for name in header.names)


def _references(header: Header) -> tuple[Reference, ...]:
    known = aliases()
    by_number = {spelling: column for column, name in enumerate(header.names) for spelling in _numbered(name)}
    found = [Reference(column, word) for word, column in header.mapping.items() if word in known.references.values()]
    for column in header.free(()):
        for spelling, number in spellings(header.names[column]):
            if word := known.references.get(spelling):
                found.append(Reference(column, word))
                break
            if words := known.reference_families.get(spelling):
                beside = next((by_number[word, number] for word in words if (word, number) in by_number), -1)
                found.append(Reference(column, "relation", beside))
                break
    return tuple(found)


def _numbered(name: str) -> list[tuple[str, int]]:
    return [(spelling, number) for spelling, number in spellings(name) if number]


def _unused(header: Header, fields: Mapping[str, tuple[int, ...]], references: Sequence[Reference]) -> tuple[int, ...]:
    taken = {column for columns in fields.values() for column in columns}
    taken |= {column for reference in references for column in (reference.column, reference.relation_column)}
    return tuple(column for column in header.free(taken) if not aliases().is_silent(header.names[column]))


def _ask_which(header: Header, name: str, columns: Sequence[int]) -> NoReturn:
    name = "name" if name == "short_name" else name
    names = [header.names[column] for column in columns]
    if len(set(map(fold, names))) < len(names):
        numbers = " or ".join(str(column + 1) for column in columns)
        _ask(header, {}, f"{quoted(names)} may each hold the {name}: say which does by number, --map {name}={numbers}")
    _ask(header, {}, f"{quoted(names)} may each hold the {name}: say which does with --map {name}=COLUMN")


def _ask(
    header: Header, fields: Mapping[str, tuple[int, ...]], what: str, kind: type[MappingNeeded] = MappingNeeded
) -> NoReturn:
    at = {column: name for name, columns in fields.items() for column in columns}
    at |= {column: name for name, column in header.mapping.items()}
    mapping = tuple((name, at.get(column, "")) for column, name in enumerate(header.names))
    raise kind(f"{shown(header.member)}: {what}", mapping)


def quoted(names: Iterable[str], most: int = 6) -> str:
    """Columns by name for a message; of many the first."""
    listed = [f"“{shown(name[:40])}”" for name in names]
    return ", ".join(listed[:most]) + (f" and {len(listed) - most} more" if len(listed) > most else "")
