"""What an ambiguous abbreviation in a title is read as, by what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import zip_longest

from graphfind.roles.kinds import SERVANTS
from graphfind.roles.lexicon import Lexicon
from graphfind.roles.serving import CHIEFS, is_a_chief
from graphfind.roles.spans import Span
from graphfind.roles.text import AT

_OF_HOUSES = frozenset({"healthcare", "public service"})
"""Functions whose roles are held in houses of their own."""
_OF_BUSINESS = frozenset({
    "finance", "sales", "marketing", "consulting", "real estate", "business development", "retail", "manufacturing",
    "supply chain", "legal",
})  # fmt: skip
"""Functions in whose fields of work nobody of those houses is."""


def settled(spans: Sequence[Span], lexicon: Lexicon) -> Sequence[Span]:
    """The spans, an abbreviation read as what stands beside it tells: "MD (Medical Doctor)", "PA to the CEO"."""
    if "abbreviation" not in [span.kind for span in spans]:
        return spans
    named = {family for span in spans if span.kind == "title" for family in span.meaning.families}
    fields = {span.meaning.function for span in spans if span.kind in ("domain", "organization")}
    employed = any(span.kind in (AT, "at") for span in spans)
    read: list[Span] = []
    for span, following in zip_longest(spans, spans[1:]):
        if span.kind == "abbreviation":
            possible = span.meaning.families
            families = [family for family in possible if family in named]
            if not families and following is not None and (following.kind == "to" or is_a_chief(following)):
                families = [family for family in possible if lexicon.families[family].attends]
            if not families and read and (read[-1].kind in SERVANTS or read[-1].core in lexicon.chiefs_staff):
                families = [family for family in possible if lexicon.families[family].level in CHIEFS]
            span = _read_as(span, families or _suited(span, fields, employed, lexicon), lexicon)
        read.append(span)
    return read


def _suited(span: Span, fields: Set[str], employed: bool, lexicon: Lexicon) -> list[str]:
    """The families of an abbreviation that may stand beside these fields of work, and behind which an employer may."""

    def suits(family: str) -> bool:
        function = lexicon.families[family].function
        if function not in _OF_HOUSES or function in fields:
            return True
        return fields.isdisjoint(_OF_BUSINESS) and not (employed and function == "public service")

    return [family for family in span.meaning.families if suits(family)]


def _read_as(span: Span, families: Sequence[str], lexicon: Lexicon) -> Span:
    if not families or len(families) == len(span.meaning.families):
        return span
    family = lexicon.families[families[0]]
    return span._replace(
        meaning=span.meaning._replace(
            families=tuple(families), level=family.level, function=family.function, attends=family.attends
        )
    )
