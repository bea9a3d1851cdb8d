"""Target roles: what a role query asks for, what a title says, and whether the one holds the other."""

from graphfind.roles.lexicon import FUNCTIONS, LEVELS, Family, Lexicon
from graphfind.roles.match import Judgement, RoleMatcher, matcher
from graphfind.roles.opening import load_lexicon
from graphfind.roles.parse import ParsedTitle, Segment, parse
from graphfind.roles.target import Alternative, TargetRole
from graphfind.roles.understanding import understand

__all__ = [
    "FUNCTIONS",
    "LEVELS",
    "Alternative",
    "Family",
    "Judgement",
    "Lexicon",
    "ParsedTitle",
    "RoleMatcher",
    "Segment",
    "TargetRole",
    "load_lexicon",
    "matcher",
    "parse",
    "understand",
]
