"""Which records are one person, and why: a log of matches, and the clusters that follow from it."""

from graphfind.identity.log import VERDICT, Candidate, Cluster, Match, Resolution, Suggestion, Verdict
from graphfind.identity.naming import anchor, forgotten_by, forgotten_mark, forgotten_texts, person_id
from graphfind.identity.resolution import resolve

__all__ = [
    "VERDICT",
    "Candidate",
    "Cluster",
    "Match",
    "Resolution",
    "Suggestion",
    "Verdict",
    "anchor",
    "forgotten_by",
    "forgotten_mark",
    "forgotten_texts",
    "person_id",
    "resolve",
]
