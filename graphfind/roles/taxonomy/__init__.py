"""Occupations from O*NET and ESCO, where the user has them: which titles are alike, and which roles are related."""

from graphfind.roles.taxonomy.index import TaxonomyIndex, build_index
from graphfind.roles.taxonomy.rank import RankedTitle, rank, ranker
from graphfind.roles.taxonomy.reading import Taxonomy, read_taxonomy, taxonomy_files
from graphfind.roles.taxonomy.storing import fingerprint, open_index, save_index
from graphfind.roles.taxonomy.widening import related, widened

__all__ = [
    "RankedTitle",
    "Taxonomy",
    "TaxonomyIndex",
    "build_index",
    "fingerprint",
    "open_index",
    "rank",
    "ranker",
    "read_taxonomy",
    "related",
    "save_index",
    "taxonomy_files",
    "widened",
]
