"""Connectors, plans and leads as plain values for JSON; the field names are a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphfind.render.records import hop, introduction, path_person, reason, role_match, stats, target, target_role

if TYPE_CHECKING:
    from graphfind.query import Answer, HelpfulExport
    from graphfind.query.connectors import Connector, Connectors
    from graphfind.query.leads import Lead, Leads
    from graphfind.query.plan import Plan


def connectors(found: Connectors) -> dict[str, Any]:
    """What `connectors --json` prints."""
    document: dict[str, Any] = {
        "target_role": target_role(found.request),
        "connectors": [_connector(one) for one in found.connectors],
        "connectors_in_all": found.in_all,
        "stats": stats(found.stats),
    }
    if found.why_none:
        document["why_none"] = [reason(one) for one in found.why_none]
    return document


def plan(made: Plan) -> dict[str, Any]:
    """What `plan --json` prints."""
    document: dict[str, Any] = {
        "target_role": target_role(made.request),
        "asks": [
            {
                "connector": path_person(ask.introduction.path[1]),
                "target": target(ask.introduction.target),
                "adds": ask.adds,
                "total": ask.total,
                "introduction": introduction(ask.introduction),
            }
            for ask in made.asks
        ],
        "expected": made.expected,
        "possible_asks": made.possible,
        "stats": stats(made.stats),
    }
    if made.why_none:
        document["why_none"] = [reason(one) for one in made.why_none]
    return document


def leads(found: Leads) -> dict[str, Any]:
    """What `leads --json` prints."""
    document: dict[str, Any] = {
        "target_role": target_role(found.request),
        "leads": [lead(one) for one in found.leads],
        "leads_in_all": found.in_all,
    }
    if found.helpful_exports:
        document["helpful_exports"] = [export(one) for one in found.helpful_exports]
    return document


def beside(found: Answer) -> dict[str, Any]:
    """Who may help, as far as there is anybody."""
    parts = {
        "helpful_exports": [export(one) for one in found.helpful_exports],
        "leads": [lead(one) for one in found.leads],
    }
    return {name: part for name, part in parts.items() if part}


def lead(one: Lead) -> dict[str, Any]:
    """A lead, which is no path and has no probability."""
    return {
        "person": path_person(one.person),
        "reasons": [{"reason": placed.why, "text": placed.text} for placed in one.reasons],
        "points": one.points,
        "tie": hop(one.hop),
        "ask": one.ask,
    }


def export(one: HelpfulExport) -> dict[str, Any]:
    """Somebody whose own export would help."""
    return {"person": path_person(one.person), "people": one.people, "text": one.text}


def _connector(one: Connector) -> dict[str, Any]:
    return {
        "person": path_person(one.person),
        "tie": hop(one.hop),
        "targets": len(one.doors),
        "expected": one.expected,
        "opens": [
            {
                "target": target(door.target),
                "hops": door.hops,
                "probability": door.probability,
                "role_match": role_match(door.role_match),
            }
            for door in one.doors
        ],
    }
