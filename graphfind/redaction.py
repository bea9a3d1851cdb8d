"""Answers and networks to show to others: every name but mine as initials, wherever it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from graphfind.initials import Redactor, initials
from graphfind.model import Evidence, Hop, Introduction, PathPerson, Person
from graphfind.network import Knot, Network
from graphfind.query import Answer, Reason
from graphfind.reasons import YOU, reason

if TYPE_CHECKING:
    from graphfind.query.connectors import Connector
    from graphfind.query.leads import Lead
    from graphfind.query.plan import PlannedAsk


class Cover(NamedTuple):
    """Whom to hide: everybody but those with the ids in `mine`; `tell` makes of a text what may be shown."""

    mine: Collection[str]
    redactor: Redactor
    today: date

    def tell(self, text: str) -> str:
        """A text with initials for names."""
        return self.redactor.text(text)

    def hide(self, person: PathPerson) -> PathPerson:
        """A person with initials for their name, and for names in what they do."""
        own = "" if person.id in self.mine else person.name
        return replace(
            person,
            name=initials(person.name) if own else person.name,
            title=self.redactor.text(person.title, own),
            organization=self.redactor.text(person.organization, own),
            location=self.redactor.text(person.location, own),
        )

    def hop(self, hop: Hop, first: str, second: str) -> Hop:
        """A tie between people of these names, as they are shown; names in its evidence are hidden before it is cut."""
        tie = replace(hop.tie, evidence=tuple(_evidence(evidence, self.redactor) for evidence in hop.tie.evidence))
        return Hop(tie, reason(tie, self.today, first, second))


def cover(people: Iterable[Person], mine: Collection[str], today: date) -> Cover:
    """What hides all these people but those with the ids in `mine`."""
    names: tuple[list[str], list[str]] = ([], [])
    for person in people:
        names[person.id in mine].extend(filter(None, (person.name or _address(person), *person.other_names)))
    return Cover(mine, Redactor(names[False], names[True]), today)


def redacted_answer(answer: Answer, cover: Cover) -> Answer:
    """An answer in which everybody but me has initials; the ids of introductions stay.

    Of what is said beside introductions, only why there are none is kept.
    """
    request, tell = answer.request, cover.tell
    role = request.role and request.role._replace(text=tell(request.role.text))
    return answer._replace(
        request=request._replace(role=role, organizations=tuple(map(tell, request.organizations)), named={}),
        introductions=tuple(_introduction(one, cover) for one in answer.introductions),
        why_none=tuple(_reason(why, cover) for why in answer.why_none),
        notes=tuple(map(tell, answer.notes)),
        unreached=(),
        helpful_exports=(),
        leads=(),
        near=(),
        next_step=None,
    )


def redacted_connectors(found: Iterable[Connector], cover: Cover) -> tuple[Connector, ...]:
    """Connectors and whom they lead to, with initials."""
    shown = []
    for one in found:
        person = cover.hide(one.person)
        doors = tuple(replace(door, target=cover.hide(door.target), role_match=None) for door in one.doors)
        shown.append(replace(one, person=person, hop=cover.hop(one.hop, YOU, person.name), doors=doors))
    return tuple(shown)


def redacted_asks(asks: Iterable[PlannedAsk], cover: Cover) -> tuple[PlannedAsk, ...]:
    """The asks of a plan, with initials."""
    return tuple(replace(one, introduction=_introduction(one.introduction, cover)) for one in asks)


def redacted_leads(leads: Iterable[Lead], cover: Cover) -> tuple[Lead, ...]:
    """Leads with initials, also in why they are some and what to ask."""
    shown = []
    for one in leads:
        person = cover.hide(one.person)
        reasons = tuple(replace(placed, text=cover.tell(placed.text)) for placed in one.reasons)
        hop = cover.hop(one.hop, YOU, person.name)
        shown.append(replace(one, person=person, reasons=reasons, hop=hop, ask=cover.tell(one.ask)))
    return tuple(shown)


def redacted_network(network: Network, cover: Cover) -> Network:
    """A network in which everybody but me has initials, also in the names of organizations."""
    return replace(network, knots=tuple(_knot(knot, cover, network) for knot in network.knots))


def _reason(why: Reason, cover: Cover) -> Reason:
    text = why.text
    for name in sorted(why.named, key=len, reverse=True):
        text = text.replace(name, initials(name))
    return why._replace(text=cover.tell(text), filters=(), named=(), nearest=())


def _introduction(one: Introduction, cover: Cover) -> Introduction:
    path = tuple(map(cover.hide, one.path))
    names = [YOU, *(person.name for person in path[1:])]
    hops = tuple(cover.hop(hop, names[at], names[at + 1]) for at, hop in enumerate(one.hops))
    own = "" if one.target.id in cover.mine else one.target.name
    match = one.role_match and replace(one.role_match, why=cover.redactor.text(one.role_match.why, own))
    others = tuple(_introduction(other, cover) for other in one.alternatives)
    return replace(one, path=path, hops=hops, role_match=match, alternatives=others)


def _knot(knot: Knot, cover: Cover, network: Network) -> Knot:
    if knot.me:
        return replace(knot, detail=cover.tell(knot.detail))
    if network.aggregated:
        return replace(knot, name=cover.tell(knot.name))
    return replace(knot, name=initials(knot.name), detail=cover.redactor.text(knot.detail, knot.name))


def _address(person: Person) -> str:
    """What stands for a name where there is none."""
    return next(iter((*person.emails, *person.profile_urls, *person.phones)), "")


def _evidence(one: Evidence, redactor: Redactor) -> Evidence:
    """Evidence without the name of whose export it is from, which stands in the middle of a source's id."""
    parts = one.source.split("-")
    source = f"{parts[0]}-{parts[-1]}" if len(parts) > 1 else one.source
    return replace(one, source=source, relation=redactor.text(one.relation))
