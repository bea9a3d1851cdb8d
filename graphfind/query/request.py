"""What a query asks for, and what all answers have in common."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from graphfind.ranking import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphfind.model import Introduction, PathPerson
    from graphfind.query.leads import Lead
    from graphfind.roles import TargetRole
    from graphfind.roles.suggest import NearTitle

WhyNone = Literal["nobody_in_role", "filtered", "beyond_bound", "unconnected", "avoided"]


class Request(NamedTuple):
    """What to look for. `role` may be None where organizations are named.

    Titles of none of the `levels`, where there are any, and those with a word of `excluded` do not count, whatever the
    role says of them; for a role, what it says itself is enough. `named` are the persons whom the request names, by
    their numbers, where it was answered.
    Persons are the store's numbers; without `egos` it is me. `top` bounds how many introductions
    are given, `alternatives` how many further paths each has. `min_warmth` is a path's probability.
    """

    role: TargetRole | None = None
    organizations: tuple[str, ...] = ()
    exclude_organizations: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    egos: tuple[int, ...] = ()
    max_hops: int = 3
    top: int = 25
    alternatives: int = 2
    rank: Order = "warmth"
    via: int | None = None
    avoid: tuple[int, ...] = ()
    inferred: bool = True
    min_warmth: float = 0.0
    levels: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    named: Mapping[int, PathPerson] = MappingProxyType({})


class Lifted(NamedTuple):
    """A filter that keeps people out, as the user wrote it: how many more would be found without it alone."""

    filter: str
    people: int


class Reason(NamedTuple):
    """Why people in the role were not found, as a stable word and as a sentence.

    `people` is how many it holds for, `hops` how many ties away the nearest of them is, where that is known.
    `filters` are those that are to blame; `nearest` are titles near the role that somebody has. `named` are the names
    that the sentence holds.
    """

    reason: WhyNone
    text: str
    people: int = 0
    hops: int | None = None
    filters: tuple[Lifted, ...] = ()
    nearest: tuple[NearTitle, ...] = ()
    named: tuple[str, ...] = ()


class HelpfulExport(NamedTuple):
    """A person whose own export would bring `people` of those not found closer, most likely; and why so."""

    person: PathPerson
    people: int
    text: str


class Stats(NamedTuple):
    """What was searched: all holders of the role after filters, and those with a path within the bound."""

    people: int
    ties: int
    targets: int
    reached: int
    import_warnings: int


class NextStep(NamedTuple):
    """The connector who is the best way to most of the targets reached: to `targets` of them."""

    connector: PathPerson
    targets: int


class Answer(NamedTuple):
    """Introductions, the best first, and what there is to know beside them.

    `why_none` says why there are none; where there are some, `unreached` says why not more. `leads` are the first
    of them, where introductions are few; `helpful_exports` are people to ask for their own export, where somebody
    in the role was not reached. `near` are titles that just miss the role, where they were asked for. `next_step`
    names the connector to begin with. `slower` says why the search took longer than it should here, if it did.
    """

    request: Request
    introductions: tuple[Introduction, ...]
    stats: Stats
    why_none: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    unreached: tuple[Reason, ...] = ()
    helpful_exports: tuple[HelpfulExport, ...] = ()
    leads: tuple[Lead, ...] = ()
    near: tuple[NearTitle, ...] = ()
    next_step: NextStep | None = None
    slower: str = ""
