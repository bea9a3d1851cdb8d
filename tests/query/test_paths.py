"""The best paths to one person, whoever the connectors are, and why there may be none."""

from __future__ import annotations

from typing import Any

import pytest

from graphfind import search
from graphfind.errors import UsageError
from graphfind.lookup import find_person
from graphfind.query import Request, introductions
from graphfind.query.paths import Paths, find_paths
from graphfind.roles import Lexicon
from graphfind.search import plain
from graphfind.statements import set_tie
from graphfind.stores.base import Store
from tests.query.world import ask
from tests.worlds import TODAY


def paths(store: Store, who: str, count: int = 10, **options: Any) -> Paths:
    for name in ("egos", "avoid"):
        if name in options:
            options[name] = tuple(find_person(store, one) for one in options[name])
    if "via" in options:
        options["via"] = find_person(store, options["via"])
    return find_paths(store, find_person(store, who), count, Request(**options), TODAY)


def ways(found: Paths) -> list[list[str]]:
    """Who stands between, path by path."""
    return [[person.name for person in one.path[1:-1]] for one in found.paths]


def why(found: Paths) -> tuple[str, str]:
    assert found.paths == ()
    (reason,) = found.why_none
    return reason.reason, reason.text


def test_several_paths_may_begin_with_one_connector(kept: Store) -> None:
    found = paths(kept, "Cy Dahl", max_hops=4)
    assert sorted(ways(found)) == [["Ada Ferro"], ["Bo Quist", "Ada Ferro"], ["Eve Sand"]]
    assert sorted(ways(paths(kept, "Dee Roth", max_hops=4))) == [
        ["Ada Ferro", "Cy Dahl"],
        ["Bo Quist", "Ada Ferro", "Cy Dahl"],
        ["Eve Sand", "Cy Dahl"],
    ]
    assert found.person.name == "Cy Dahl"
    assert found.why_none == ()


def test_the_best_come_first_and_so_many_as_wanted(kept: Store) -> None:
    found = paths(kept, "Cy Dahl", max_hops=4)
    probabilities = [one.probability for one in found.paths]
    assert probabilities == sorted(probabilities, reverse=True)
    assert paths(kept, "Cy Dahl", 2, max_hops=4).paths == found.paths[:2]


def test_the_best_is_the_introduction_that_find_gives(kept: Store, lexicon: Lexicon) -> None:
    (one,) = [one for one in ask(kept, lexicon).introductions if one.target.name == "Cy Dahl"]
    best = paths(kept, "Cy Dahl").paths[0]
    assert (best.id, best.probability, best.hops) == (one.id, one.probability, one.hops)
    assert (best.role_match, best.alternatives) == (None, ())


def test_limits_hold(kept: Store) -> None:
    assert ways(paths(kept, "Cy Dahl", max_hops=2, avoid=("Ada Ferro",))) == [["Eve Sand"]]
    assert ways(paths(kept, "Dee Roth", via="Eve Sand")) == [["Eve Sand", "Cy Dahl"]]
    assert ways(paths(kept, "Mara Lind", egos=("Dee Roth",), max_hops=3))[0][0] == "Cy Dahl"


def test_why_there_is_none(store: Store) -> None:
    assert why(paths(store, "Dee Roth", max_hops=2)) == (
        "beyond_bound",
        "Dee Roth is 3 ties away; see further with --max-hops 3",
    )
    assert why(paths(store, "Cy Dahl", min_warmth=0.999)) == ("filtered", "no path to Cy Dahl passes the filters")
    assert why(paths(store, "Dee Roth", avoid=("Cy Dahl",))) == (
        "avoided",
        "Dee Roth is reached only through people to be avoided or not to be asked: Cy Dahl",
    )
    set_tie(store, find_person(store, "Cy Dahl"), None, "dont-ask", TODAY)
    found = paths(store, "Dee Roth")
    assert why(found)[0] == "avoided"
    assert found.why_none[0].named == ("Dee Roth", "Cy Dahl")


def test_nobody_is_led_to_themselves(kept: Store) -> None:
    with pytest.raises(UsageError, match="whoever is searching"):
        paths(kept, "Mara Lind")


def test_a_search_that_was_slower_than_it_should_be_says_so(
    kept: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(kept, lexicon).slower == ""
    broken = search.Choice(plain, "numba is installed but does not work")  # type: ignore[arg-type]
    monkeypatch.setattr(introductions, "engine_for", lambda *given: broken)
    assert ask(kept, lexicon).slower == "numba is installed but does not work"
