"""From a request to introductions: every filter, several egos, and why nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphfind.errors import UsageError
from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.model import OWNER, EvidenceKind, PersonRecord, Position
from graphfind.roles import Lexicon
from graphfind.statements import set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.query.world import EXPORTS, LAST, ME, ask, names, targets, why
from tests.worlds import TODAY, contacts, knows, load, person


def test_everybody_in_the_role_within_the_bound_is_found(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon)
    assert targets(answer) == {"Bo Quist": 1, "Cy Dahl": 2, "Dee Roth": 3}
    assert names(answer, "Dee Roth") == ["Mara Lind", "Ada Ferro", "Cy Dahl", "Dee Roth"]
    assert answer.why_none == ()


def test_stats_count_holders_and_those_within_reach(kept: Store, lexicon: Lexicon) -> None:
    stats = ask(kept, lexicon, max_hops=2, top=1).stats
    assert (stats.people, stats.ties, stats.targets, stats.reached, stats.import_warnings) == (6, 7, 3, 2, 0)


def test_an_introduction_holds_what_the_store_says(kept: Store, lexicon: Lexicon) -> None:
    one = next(one for one in ask(kept, lexicon).introductions if one.target.name == "Bo Quist")
    me, bo = find_person(kept, "Mara Lind"), find_person(kept, "Bo Quist")
    (tie,) = kept.ties([(me, bo)], TODAY)
    assert one.hops[0].tie == tie
    assert one.probability == tie.strength
    assert one.hops[0].reason == "18 messages both ways, last in Oct 2026"
    assert (one.target.title, one.target.organization, one.target.location) == ("Product Manager", "Works B", "Berlin")
    assert one.target.as_of == date(2026, 10, 1)
    assert one.target.id == kept.persons([bo])[bo].id
    assert one.role_match is not None
    assert one.role_match.grade == "exact"


@pytest.mark.parametrize("hops", [1, 2, 3])
def test_hops_are_bounded(kept: Store, lexicon: Lexicon, hops: int) -> None:
    assert set(targets(ask(kept, lexicon, max_hops=hops)).values()) == set(range(1, hops + 1))


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"organizations": ("Works C",)}, {"Cy Dahl"}),
        ({"organizations": ("WORKS C GmbH", "works d")}, {"Cy Dahl", "Dee Roth"}),
        ({"exclude_organizations": ("Works B",)}, {"Cy Dahl", "Dee Roth"}),
        ({"organizations": ("Works B", "Works C"), "exclude_organizations": ("Works C",)}, {"Bo Quist"}),
        ({"levels": ("senior",)}, {"Cy Dahl"}),
        ({"locations": ("Berlin",)}, {"Bo Quist", "Cy Dahl", "Dee Roth"}),
        ({"locations": ("Oslo",)}, {"Cy Dahl", "Dee Roth"}),
        ({"exclude": ("senior",)}, {"Bo Quist", "Dee Roth"}),
        ({"include": ("teacher",)}, {"Bo Quist", "Cy Dahl", "Dee Roth", "Eve Sand"}),
        ({"role": "product manager at Works D"}, {"Dee Roth"}),
        ({"role": "nurse"}, {"Ada Ferro"}),
        ({"role": "", "organizations": ("Clinic A", "Works D")}, {"Ada Ferro", "Dee Roth"}),
        ({"role": "", "organizations": ("Works B", "Works C"), "levels": ("Senior",)}, {"Cy Dahl"}),
        ({"role": "", "organizations": ("Works B", "Works C"), "exclude": ("senior",)}, {"Bo Quist"}),
        ({"via": "Eve Sand"}, {"Cy Dahl", "Dee Roth"}),
        ({"avoid": ("Ada Ferro", "Eve Sand")}, {"Bo Quist"}),
        ({"avoid": ("Bo Quist",)}, {"Cy Dahl", "Dee Roth"}),
    ],
)
def test_filters(kept: Store, lexicon: Lexicon, options: dict[str, Any], found: set[str]) -> None:
    assert set(targets(ask(kept, lexicon, **options))) == found


def test_without_a_role_levels_are_known_ones_and_keep_people_out(kept: Store, lexicon: Lexicon) -> None:
    at = {"role": "", "organizations": ("Works B",)}
    with pytest.raises(UsageError, match='no level "nosuch"'):
        ask(kept, lexicon, **at, levels=("nosuch",))
    assert why(ask(kept, lexicon, **at, levels=("director",))) == (
        "filtered",
        "1 person is at Works B, but the filters leave none of them: without --level director 1 would be found",
    )
    assert "without --exclude manager 1 would" in why(ask(kept, lexicon, **at, exclude=("manager",)))[1]


def test_whoever_is_at_an_unwanted_organization_by_any_position_is_left_out(
    store: Store, lexicon: Lexicon, tmp_path: Path
) -> None:
    here = Position("Product Manager", "Works F")
    jobs = {
        "Fay Both": (here, Position("Advisor", "Works G")),
        "Gus Left": (here, Position("Advisor", "Works G", ended=date(2020, 1, 1))),
        "Hal Studies": (here, Position("", "Works G", study=True)),
        "Ida Was": (Position("Product Manager", "Works G", ended=date(2020, 1, 1)), Position("Baker", "Works F")),
    }
    known = [PersonRecord(name[:3], name, positions=positions) for name, positions in jobs.items()]
    load(store, tmp_path, contacts(*known), replace(ME, key=OWNER), ImportSettings(TODAY, mine=True), "more.scripted")
    found = targets(ask(store, lexicon, allow=("former",), exclude_organizations=("Works G Ltd",)))
    assert set(found) == {"Bo Quist", "Cy Dahl", "Dee Roth", "Gus Left", "Hal Studies", "Ida Was"}
    at = targets(ask(store, lexicon, "", organizations=("Works F",), exclude_organizations=("Works G",)))
    assert set(at) == {"Gus Left", "Hal Studies", "Ida Was"}


def test_via_stands_between_and_avoided_people_nowhere(kept: Store, lexicon: Lexicon) -> None:
    assert names(ask(kept, lexicon, via="Eve Sand"), "Cy Dahl") == ["Mara Lind", "Eve Sand", "Cy Dahl"]
    answer = ask(kept, lexicon, avoid=("Ada Ferro",))
    assert names(answer, "Cy Dahl") == ["Mara Lind", "Eve Sand", "Cy Dahl"]
    everyone = [one for best in answer.introductions for one in (best, *best.alternatives)]
    assert all("Ada Ferro" not in [p.name for p in one.path] for one in everyone)


def test_alternatives_go_through_other_connectors(kept: Store, lexicon: Lexicon) -> None:
    def connectors(count: int) -> list[str]:
        cy = next(one for one in ask(kept, lexicon, alternatives=count).introductions if one.target.name == "Cy Dahl")
        return [one.path[1].name for one in (cy, *cy.alternatives)]

    assert connectors(0) == ["Ada Ferro"]
    assert connectors(1) == ["Ada Ferro", "Bo Quist"]
    assert connectors(5) == ["Ada Ferro", "Bo Quist", "Eve Sand"]


def test_the_first_introductions_are_the_best_ones(kept: Store, lexicon: Lexicon) -> None:
    everything = ask(kept, lexicon).introductions
    assert ask(kept, lexicon, top=2).introductions == everything[:2]
    assert [one.probability for one in everything] == sorted((one.probability for one in everything), reverse=True)


def test_rank_decides_between_a_warm_and_a_short_path(store: Store, lexicon: Lexicon) -> None:
    set_tie(store, find_person(store, "Bo Quist"), None, "barely", TODAY)
    for pair in (("Mara Lind", "Ada Ferro"), ("Ada Ferro", "Bo Quist")):
        set_tie(store, find_person(store, pair[0]), find_person(store, pair[1]), "close", TODAY)
    assert targets(ask(store, lexicon))["Bo Quist"] == 2
    assert targets(ask(store, lexicon, rank="hops"))["Bo Quist"] == 1


def test_min_warmth_is_the_probability_of_a_path(kept: Store, lexicon: Lexicon) -> None:
    by_name = {one.target.name: one.probability for one in ask(kept, lexicon).introductions}
    assert set(targets(ask(kept, lexicon, min_warmth=by_name["Cy Dahl"] - 1e-6))) == {"Bo Quist", "Cy Dahl"}
    assert set(targets(ask(kept, lexicon, min_warmth=by_name["Cy Dahl"] + 1e-6))) == {"Bo Quist"}


def test_several_egos_start_where_it_is_best(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, egos=("Mara Lind", "Cy Dahl"))
    assert targets(answer) == {"Bo Quist": 1, "Dee Roth": 1}
    assert names(answer, "Dee Roth") == ["Cy Dahl", "Dee Roth"]


def test_what_the_user_says_makes_a_tie(store: Store, lexicon: Lexicon) -> None:
    set_tie(store, find_person(store, "Dee Roth"), None, "knows", TODAY)
    dee = next(one for one in ask(store, lexicon).introductions if one.target.name == "Dee Roth")
    assert (len(dee.hops), dee.probability, dee.hops[0].reason) == (1, 0.5, "you said: knows")
    assert not dee.hops[0].tie.inferred


def test_whoever_is_not_to_be_asked_may_still_be_looked_for(store: Store, lexicon: Lexicon) -> None:
    for who in ("Ada Ferro", "Cy Dahl"):
        set_tie(store, find_person(store, who), None, "dont-ask", TODAY)
    answer = ask(store, lexicon, max_hops=6)
    assert targets(answer) == {"Bo Quist": 1, "Cy Dahl": 2}
    assert names(answer, "Cy Dahl")[1] == "Eve Sand"


# People with several jobs --------------------------------------------------------------------------


@pytest.fixture
def busy(tmp_path: Path) -> Iterator[Store]:
    """Pia manages products at two places and advises a third; Rue did so once; both are my contacts."""
    jobs = (
        Position("Advisor", "Acme Fund"),
        Position("Product Manager", "Beta", "Oslo"),
        Position("Product Manager", "Gamma", "Berlin"),
    )
    pia = PersonRecord("pia", "Pia Moss", positions=jobs, as_of=TODAY, member="people.scripted")
    past = (
        Position("Product Manager", "Beta", ended=date(2020, 1, 1)),
        Position("Product Manager", "School F", study=True),
    )
    rue = PersonRecord("rue", "Rue Park", positions=past, as_of=TODAY, member="people.scripted")
    with open_store(tmp_path / "store.db") as store:
        load(store, tmp_path, contacts(pia, rue), ME, ImportSettings(TODAY, mine=True))
        yield store


@pytest.mark.parametrize("organization", ["Beta", "Gamma"])
def test_somebody_is_found_by_each_of_their_jobs(busy: Store, lexicon: Lexicon, organization: str) -> None:
    (one,) = ask(busy, lexicon, organizations=(organization,)).introductions
    assert (one.target.name, one.target.organization) == ("Pia Moss", organization)


@pytest.mark.parametrize("organization", ["Acme Fund", "Beta", "Gamma"])
def test_somebody_is_found_at_each_of_their_employers(busy: Store, lexicon: Lexicon, organization: str) -> None:
    (one,) = ask(busy, lexicon, "", organizations=(organization,)).introductions
    assert (one.target.organization, one.role_match) == (organization, None)


def test_employer_and_place_are_those_of_one_job(busy: Store, lexicon: Lexicon) -> None:
    assert targets(ask(busy, lexicon, organizations=("Beta",), locations=("Oslo",))) == {"Pia Moss": 1}
    assert why(ask(busy, lexicon, organizations=("Beta",), locations=("Berlin",)))[0] == "filtered"
    assert why(ask(busy, lexicon, organizations=("Acme Fund",)))[0] == "filtered"


def test_former_holders_are_found_only_where_they_are_allowed(busy: Store, lexicon: Lexicon) -> None:
    assert set(targets(ask(busy, lexicon))) == {"Pia Moss"}
    assert set(targets(ask(busy, lexicon, allow=("former",)))) == {"Pia Moss", "Rue Park"}


# Inferred ties -------------------------------------------------------------------------------------


@pytest.fixture
def inferring(tmp_path: Path) -> Iterator[Store]:
    """I know Ann; nothing but one employer ties Ann and Pia."""
    with open_store(tmp_path / "store.db") as store:
        load(
            store, tmp_path, contacts(person("ann", "Ann Bo", "Engineer", "Tiny")), ME, ImportSettings(TODAY, mine=True)
        )
        load(store, tmp_path, [person("pia", "Pia Moss", "Product Manager", "Tiny", line=1)], file="people.scripted")
        yield store


def test_inferred_ties_are_told_apart_and_may_be_left_out(inferring: Store, lexicon: Lexicon) -> None:
    (one,) = ask(inferring, lexicon).introductions
    assert [hop.tie.inferred for hop in one.hops] == [False, True]
    assert "inferred" in one.hops[1].reason
    answer = ask(inferring, lexicon, inferred=False)
    assert why(answer) == (
        "filtered",
        '1 person is in the role "product manager", but only over inferred ties'
        ": without --no-inferred 1 would be found",
    )


# What is refused -----------------------------------------------------------------------------------


def test_i_am_nobody_to_be_introduced_to(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "teacher", egos=("Eve Sand",))
    assert why(answer)[0] == "nobody_in_role"
    assert answer.stats.targets == 0


def test_nobody_to_start_from_is_an_error(tmp_path: Path, lexicon: Lexicon) -> None:
    with open_store(tmp_path / "empty.db") as store:
        with pytest.raises(UsageError, match="the store is empty; say who is searching first"):
            ask(store, lexicon)
        load(store, tmp_path, [person("zed", "Zed Moe", "Astronaut", line=1)], file="zed.scripted")
        with pytest.raises(UsageError, match=r"^say who is searching first"):
            ask(store, lexicon)


def test_nothing_to_look_for_is_an_error(kept: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="say a role to look for"):
        ask(kept, lexicon, "")


@pytest.mark.parametrize("options", [{"max_hops": 0}, {"max_hops": 7}, {"alternatives": -1}, {"min_warmth": 1.5}])
def test_values_out_of_range_are_errors(kept: Store, lexicon: Lexicon, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ask(kept, lexicon, **options)


# Notes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "note"),
    [
        ({}, None),
        ({"role": "product manager at Works B"}, "only people at Works B"),
        ({"role": "product manager in Berlin"}, "only people in Berlin"),
        ({"locations": ("Berlin",)}, "of 3 people found, 2 have no known location and were kept"),
    ],
)
def test_notes_say_how_the_query_was_read(
    kept: Store, lexicon: Lexicon, options: dict[str, Any], note: str | None
) -> None:
    notes = ask(kept, lexicon, **options).notes
    assert note in notes if note else notes == ()


def test_rejected_rows_are_counted_as_warnings(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    from graphfind.model import RowError, Warned

    readings = [person("x", "Xi Moe", line=1), RowError("people.scripted", 2, "no name"), Warned("odd")]
    load(store, tmp_path, [*readings, knows("x", "x", 3)], file="x.scripted")
    assert ask(store, lexicon).stats.import_warnings == 2


def test_the_order_of_imports_gives_the_same_answer(kept: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as other:
        for name in reversed(EXPORTS):
            owner, known = EXPORTS[name]
            settings = ImportSettings(TODAY, mine=name == "mine")
            made = contacts(*known, kind=EvidenceKind.MESSAGE, outgoing=9, incoming=9, last=LAST[name])
            load(other, tmp_path, made, replace(owner, key=OWNER), settings, f"{name}.scripted")
        assert ask(other, lexicon).introductions == ask(kept, lexicon).introductions


@pytest.mark.parametrize(
    ("options", "says"), [({"rank": "best"}, "rank: there is no order 'best'"), ({"top": 0}, "1 or more, not 0")]
)
def test_what_no_command_line_would_ask_is_refused(
    kept: Store, lexicon: Lexicon, options: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        ask(kept, lexicon, **options)
