"""The reading layer: what importers are, which there are, and how they come to files, text and rows."""

from graphfind.importer.blocks import Block, Row, Run
from graphfind.importer.columns import ColumnImporter, Columns, PersonColumns, TieColumns, one_by_one
from graphfind.importer.identify import Claim, claims
from graphfind.importer.naming import shown
from graphfind.importer.opening import digest, loose, open_path
from graphfind.importer.protocol import HEAD_BYTES, Export, Importer, ImportOptions, Member
from graphfind.importer.records import Dialect
from graphfind.importer.registry import load_importers
from graphfind.importer.table import Table, head_rows, read_rows, read_table, sniff
from graphfind.importer.text import Text, head_text, is_binary, is_foreign, open_text

__all__ = [
    "HEAD_BYTES",
    "Block",
    "Claim",
    "ColumnImporter",
    "Columns",
    "Dialect",
    "Export",
    "ImportOptions",
    "Importer",
    "Member",
    "PersonColumns",
    "Row",
    "Run",
    "Table",
    "Text",
    "TieColumns",
    "claims",
    "digest",
    "head_rows",
    "head_text",
    "is_binary",
    "is_foreign",
    "load_importers",
    "loose",
    "one_by_one",
    "open_path",
    "open_text",
    "read_rows",
    "read_table",
    "shown",
    "sniff",
]
