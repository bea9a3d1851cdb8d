"""A world in which many people are reached equally well, and fit a role better or worse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graphfind.loading import ImportSettings
from graphfind.model import OWNER, PersonRecord
from graphfind.query import Request, find_introductions
from graphfind.roles import Lexicon, understand
from graphfind.stores.base import Store
from tests.worlds import TODAY, contacts, load, person

TITLES = ("Product Owner", "Senior Product Manager", "Product Manager", "Nurse")
ME = PersonRecord(OWNER, "Mara Lind", profile_urls=("linkedin.com/in/mara",))


def fill(store: Store, folder: Path) -> None:
    """Mara's contacts and theirs, all ties equally strong; several ways lead to most people."""
    known = [_person(f"a{at}", TITLES[at % 4]) for at in range(8)]
    load(store, folder, contacts(*known), replace(ME, key=OWNER), ImportSettings(TODAY, mine=True), "mine.scripted")
    for at in range(3):
        theirs = [_person(f"b{at * 2 + more}", TITLES[(at + more) % 4]) for more in range(6)]
        owner = replace(known[at], key=OWNER)
        load(store, folder, contacts(*theirs), owner, ImportSettings(TODAY), f"their{at}.scripted")


def _person(key: str, title: str) -> PersonRecord:
    return person(key, f"{key.title()} Works", title, f"Works {key}", profile_urls=(f"linkedin.com/in/{key}",))


def check_heads(store: Store, lexicon: Lexicon, rank: str) -> None:
    """Assert that fewer introductions are the first of more, with the same alternatives; the closer match is first."""
    role = understand("product manager", lexicon)

    def found(top: int, alternatives: int = 2) -> tuple[object, ...]:
        asked = Request(role=role, top=top, rank=rank, alternatives=alternatives)  # type: ignore[arg-type]
        return find_introductions(store, asked, lexicon, TODAY).introductions

    everything = found(1_000)
    assert len(everything) > 10
    for top in range(1, len(everything) + 1):
        assert found(top) == everything[:top]
    assert [one.id for one in found(5, 0)] == [one.id for one in everything[:5]]  # type: ignore[attr-defined]
    merits = [
        (
            -one.new_ground if rank == "new-ground" else 0,
            *((len(one.hops), -one.probability) if rank == "hops" else (-one.probability, len(one.hops))),
            one.role_match.grade != "exact",
            [each.id for each in one.path],
        )
        for one in everything
    ]
    assert merits == sorted(merits)
