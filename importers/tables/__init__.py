"""Any table of people, and any table of ties between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphfind.importer import Columns, Export, ImportOptions, one_by_one
from graphfind.model import PersonRecord, Reading
from importers.tables.ends import Ends
from importers.tables.layout import Layout, is_table, lay_out
from importers.tables.people import Mention, read_mentions, read_people
from importers.tables.register import Register
from importers.tables.ties import read_ties


class Tables:
    """Reads tables as CSV, separated by commas, semicolons, tabs or bars."""

    name = "tables"
    title = "tables of people, with any columns, and tables of ties (CSV, TSV)"
    fallback = True

    def identify(self, export: Export) -> bool:
        """Whether some member is called CSV, or is a text whose columns name people or ties."""
        return any(is_table(member, export.options.mapping) for member in export.members)

    def owner(self, export: Export) -> PersonRecord | None:
        """A table does not say whose it is."""
        return None

    def read(self, export: Export) -> Iterator[Reading]:
        """People first, of all tables, then the ties among them."""
        return one_by_one(self.read_columns(export))

    def read_columns(self, export: Export) -> Iterator[Reading | Columns]:
        """People first, of all tables, then the ties among them."""
        layouts, warnings = lay_out(export)
        yield from warnings
        people = [layout for layout in layouts if layout.columns.kind == "people"]
        register = Register()
        mentions: list[Mention] = []
        for layout in people:
            yield from read_people(layout, export.options, register, mentions)
        ends = Ends(register, lambda: _records(people, export.options))
        yield from read_mentions(mentions, ends)
        for layout in layouts:
            if layout.columns.kind == "ties":
                yield from read_ties(layout, export.options, ends)


def _records(people: Sequence[Layout], options: ImportOptions) -> Iterator[PersonRecord]:
    """The people once more, under the same keys."""
    register = Register()
    for layout in people:
        for reading in one_by_one(read_people(layout, options, register, [])):
            if isinstance(reading, PersonRecord):
                yield reading
