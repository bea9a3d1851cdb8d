"""A small world to ask: Mara, her contacts and theirs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.model import OWNER, EvidenceKind, PersonRecord
from graphfind.query import Answer, Request, find_introductions
from graphfind.roles import Lexicon, understand
from graphfind.stores.base import Store
from tests.worlds import TODAY, contacts, load, person

ME = PersonRecord(OWNER, "Mara Lind", profile_urls=("linkedin.com/in/mara",))
ADA = person("ada", "Ada Ferro", "Nurse", "Clinic A", profile_urls=("linkedin.com/in/ada",), location="Oslo, Norway")
BO = person("bo", "Bo Quist", "Product Manager", "Works B", profile_urls=("linkedin.com/in/bo",), location="Berlin")
CY = person("cy", "Cy Dahl", "Senior Product Manager", "Works C", profile_urls=("linkedin.com/in/cy",))
DEE = person("dee", "Dee Roth", "Product Manager", "Works D", profile_urls=("linkedin.com/in/dee",))
EVE = person("eve", "Eve Sand", "Teacher", "School E", profile_urls=("linkedin.com/in/eve",))

# Mara knows Ada, Bo and Eve; Ada knows Cy and Bo; Cy knows Dee; Eve knows Cy.
EXPORTS = {"mine": (ME, [ADA, BO, EVE]), "ada": (ADA, [CY, BO]), "cy": (CY, [DEE]), "eve": (EVE, [CY])}
LAST = {"mine": date(2026, 10, 1), "ada": date(2026, 9, 1), "cy": date(2026, 8, 1), "eve": date(2020, 1, 1)}


def fill(store: Store, folder: Path) -> None:
    for name, (owner, known) in EXPORTS.items():
        settings = ImportSettings(TODAY, mine=name == "mine")
        made = contacts(*known, kind=EvidenceKind.MESSAGE, outgoing=9, incoming=9, last=LAST[name])
        load(store, folder, made, replace(owner, key=OWNER), settings, f"{name}.scripted")


def request(store: Store, lexicon: Lexicon, role: str = "product manager", **options: Any) -> Request:
    """A request for a role; names of people stand for their numbers."""
    if "egos" in options:
        options["egos"] = tuple(find_person(store, who) for who in options["egos"])
    if "avoid" in options:
        options["avoid"] = tuple(find_person(store, who) for who in options["avoid"])
    if "via" in options:
        options["via"] = find_person(store, options["via"])
    words = {name: options.pop(name) for name in ("levels", "include", "exclude", "allow") if name in options}
    if not role:
        return Request(levels=words.get("levels", ()), excluded=words.get("exclude", ()), **options)
    return Request(role=understand(role, lexicon, **words), **options)


def ask(store: Store, lexicon: Lexicon, role: str = "product manager", **options: Any) -> Answer:
    """Ask for a role; names of people stand for their numbers."""
    return find_introductions(store, request(store, lexicon, role, **options), lexicon, TODAY)


def targets(answer: Answer) -> dict[str, int]:
    """Targets and their hops, the best first."""
    return {one.target.name: len(one.hops) for one in answer.introductions}


def names(answer: Answer, target: str) -> list[str]:
    """Who stands on the best path to a target."""
    return next([p.name for p in one.path] for one in answer.introductions if one.target.name == target)


def why(answer: Answer) -> tuple[str, str]:
    """The first reason why nothing was found."""
    assert answer.introductions == ()
    return answer.why_none[0].reason, answer.why_none[0].text
