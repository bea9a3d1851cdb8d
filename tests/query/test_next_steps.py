"""Connectors, plans, leads and new ground, asked of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graphfind.errors import UsageError
from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.query import find_introductions
from graphfind.query.connectors import Connectors, find_connectors
from graphfind.query.leads import Leads, find_leads
from graphfind.query.plan import Plan, plan_asks
from graphfind.roles import Lexicon
from graphfind.statements import set_tie
from graphfind.stores.base import Store
from tests.query.world import ME, ask, request
from tests.worlds import TODAY, contacts, load, person


def connectors(store: Store, lexicon: Lexicon, role: str = "product manager", **options: Any) -> Connectors:
    return find_connectors(store, request(store, lexicon, role, **options), lexicon, TODAY)


def plan(store: Store, lexicon: Lexicon, asks: int, per_connector: int | None = None, **options: Any) -> Plan:
    return plan_asks(store, request(store, lexicon, **options), lexicon, TODAY, asks, per_connector)


def leads(store: Store, lexicon: Lexicon, role: str = "product manager", **options: Any) -> Leads:
    return find_leads(store, request(store, lexicon, role, **options), lexicon, TODAY)


def opens(found: Connectors) -> dict[str, dict[str, int]]:
    """Connectors and the hops to each of their targets."""
    return {one.person.name: {door.target.name: door.hops for door in one.doors} for one in found.connectors}


# Connectors ------------------------------------------------------------------------------------------


def test_connectors_and_their_doors(kept: Store, lexicon: Lexicon) -> None:
    found = connectors(kept, lexicon)
    assert opens(found) == {
        "Ada Ferro": {"Bo Quist": 2, "Cy Dahl": 2, "Dee Roth": 3},
        "Bo Quist": {"Bo Quist": 1, "Cy Dahl": 3},
        "Eve Sand": {"Cy Dahl": 2, "Dee Roth": 3},
    }
    assert (found.in_all, found.stats.targets, found.stats.reached) == (3, 3, 3)
    expected = [one.expected for one in found.connectors]
    assert expected == sorted(expected, reverse=True)


def test_expected_introductions_are_the_sum_of_the_doors(kept: Store, lexicon: Lexicon) -> None:
    best = {
        (way.path[1].name, way.target.name): way.probability
        for one in ask(kept, lexicon, alternatives=20).introductions
        for way in (one, *one.alternatives)
    }
    for one in connectors(kept, lexicon).connectors:
        doors = {(one.person.name, door.target.name): door.probability for door in one.doors}
        assert doors == pytest.approx({key: best[key] for key in doors})
        assert one.expected == pytest.approx(sum(doors.values()))
        assert [door.probability for door in one.doors] == sorted(doors.values(), reverse=True)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ({"max_hops": 1}, {"Bo Quist"}),
        ({"avoid": ("Ada Ferro",)}, {"Bo Quist", "Eve Sand"}),
        ({"via": "Ada Ferro"}, {"Ada Ferro", "Bo Quist"}),
        ({"organizations": ("Works D",)}, {"Ada Ferro", "Eve Sand"}),
        ({"min_warmth": 0.2}, {"Bo Quist", "Ada Ferro"}),
        ({"top": 2}, {"Bo Quist", "Ada Ferro"}),
        ({"egos": ("Dee Roth",)}, {"Cy Dahl"}),
    ],
)
def test_connectors_take_the_filters_of_a_search(
    kept: Store, lexicon: Lexicon, options: dict[str, Any], found: set[str]
) -> None:
    assert set(opens(connectors(kept, lexicon, **options))) == found


def test_without_connectors_it_says_why(kept: Store, lexicon: Lexicon) -> None:
    found = connectors(kept, lexicon, "lighthouse keeper")
    assert found.connectors == ()
    assert found.why_none[0].reason == "nobody_in_role"


# Plans -----------------------------------------------------------------------------------------------


def test_a_plan_begins_with_what_adds_most(kept: Store, lexicon: Lexicon) -> None:
    made = plan(kept, lexicon, 3)
    asks = [(ask.introduction.path[1].name, ask.introduction.target.name) for ask in made.asks]
    assert asks == [("Bo Quist", "Bo Quist"), ("Ada Ferro", "Cy Dahl"), ("Ada Ferro", "Bo Quist")]
    assert made.expected == made.asks[-1].total == pytest.approx(sum(ask.adds for ask in made.asks))
    assert made.asks[0].adds == pytest.approx(made.asks[0].introduction.probability)
    assert (made.possible, made.stats.reached) == (7, 3)


def test_nobody_is_asked_too_often(kept: Store, lexicon: Lexicon) -> None:
    made = plan(kept, lexicon, 3, per_connector=1)
    assert sorted(ask.introduction.path[1].name for ask in made.asks) == ["Ada Ferro", "Bo Quist", "Eve Sand"]


def test_whoever_is_not_to_be_asked_is_not_in_a_plan(store: Store, lexicon: Lexicon) -> None:
    for who in ("Ada Ferro", "Bo Quist"):
        set_tie(store, find_person(store, who), None, "dont-ask", TODAY)
    made = plan(store, lexicon, 9)
    assert {ask.introduction.path[1].name for ask in made.asks} == {"Eve Sand"}
    assert set(opens(connectors(store, lexicon))) == {"Eve Sand"}
    assert "Bo Quist" in {one.target.name for one in ask(store, lexicon).introductions}
    set_tie(store, find_person(store, "Eve Sand"), None, "dont-ask", TODAY)
    for why, *_ in (plan(store, lexicon, 9).why_none, connectors(store, lexicon).why_none):
        assert why.reason == "avoided"
        assert "but not to be asked: Bo Quist" in why.text


def test_a_plan_for_nobody_says_why(kept: Store, lexicon: Lexicon) -> None:
    made = plan(kept, lexicon, 3, organizations=("Nowhere",))
    assert (made.asks, made.expected, made.why_none[0].reason) == ((), 0, "filtered")


@pytest.mark.parametrize(("asks", "per_connector"), [(0, None), (3, 0)])
def test_a_plan_has_at_least_one_ask(kept: Store, lexicon: Lexicon, asks: int, per_connector: int | None) -> None:
    with pytest.raises(UsageError, match="at least one"):
        plan(kept, lexicon, asks, per_connector)


# Leads -----------------------------------------------------------------------------------------------


@pytest.fixture
def placed(store: Store, tmp_path: Path) -> Store:
    """More contacts, who are placed to know product managers, or are not."""
    people = [
        person("own", "Owen Ay", "Product Owner", "Works E"),
        person("rec", "Rex Bee", "Recruiter for Product Managers", "Works F"),
        person("old", "Olga Cee", "Former Product Manager", "Works G"),
        person("dan", "Dan Dee", "Chief Product Officer", "Works H"),
        person("flo", "Flo Eff", "Florist", "Works D"),
        person("gus", "Gus Gee", "Florist", "Works I"),
        person("pm1", "Pam Ich", "Product Manager", "Works J"),
        person("pm2", "Pim Jot", "Product Manager", "Works J"),
        person("col", "Col Kay", "Florist", "Works J"),
    ]
    load(store, tmp_path, contacts(*people), ME, ImportSettings(TODAY), "more.scripted")
    return store


def test_leads_and_why(placed: Store, lexicon: Lexicon) -> None:
    found = {one.person.name: [reason.why for reason in one.reasons] for one in leads(placed, lexicon).leads}
    assert found == {
        "Owen Ay": ["beside"],
        "Rex Bee": ["recruits"],
        "Olga Cee": ["held"],
        "Dan Dee": ["leads"],
        "Col Kay": ["employer"],
    }


def test_leads_to_a_company(placed: Store, lexicon: Lexicon) -> None:
    found = leads(placed, lexicon, organizations=("Works D",)).leads
    reasons = {one.person.name: [reason.why for reason in one.reasons] for one in found}
    assert reasons["Flo Eff"] == ["company"]
    assert reasons["Pam Ich"] == ["peer"]
    assert "Gus Gee" not in reasons
    assert {one.ask for one in found} == {"Do you know a product manager at Works D?"}


def test_leads_are_ordered_by_points_times_strength(placed: Store, lexicon: Lexicon) -> None:
    set_tie(placed, find_person(placed, "Olga Cee"), None, "close", TODAY)
    found = leads(placed, lexicon).leads
    merit = [one.points * one.hop.tie.strength for one in found]
    assert merit == sorted(merit, reverse=True)
    assert found[0].person.name == "Olga Cee"
    assert found[0].hop.reason.startswith("you said: close")
    some = leads(placed, lexicon, top=2)
    assert (some.leads, some.in_all) == (found[:2], len(found))


def test_nobody_avoided_or_not_to_be_asked_is_a_lead(placed: Store, lexicon: Lexicon) -> None:
    set_tie(placed, find_person(placed, "Rex Bee"), None, "dont-ask", TODAY)
    names = {one.person.name for one in leads(placed, lexicon, avoid=("Owen Ay",)).leads}
    assert names == {"Olga Cee", "Dan Dee", "Col Kay"}


def test_who_is_in_the_role_is_no_lead(placed: Store, lexicon: Lexicon) -> None:
    in_role = {one.target.name for one in ask(placed, lexicon, top=99).introductions}
    assert in_role.isdisjoint(one.person.name for one in leads(placed, lexicon, top=99).leads)


# New ground ------------------------------------------------------------------------------------------


def test_mutual_contacts_of_me_and_a_connector(kept: Store, lexicon: Lexicon) -> None:
    by_target = {one.target.name: one for one in ask(kept, lexicon).introductions}
    assert (by_target["Cy Dahl"].path[1].name, by_target["Cy Dahl"].mutual_contacts) == ("Ada Ferro", 1)
    eve = next(way for way in by_target["Cy Dahl"].alternatives if way.path[1].name == "Eve Sand")
    assert (eve.mutual_contacts, eve.new_ground < by_target["Cy Dahl"].new_ground) == (0, True)


def test_new_ground_orders_the_same_paths_anew(kept: Store, lexicon: Lexicon) -> None:
    warm, new = ask(kept, lexicon), ask(kept, lexicon, rank="new-ground")

    def paths(found: Any) -> set[str]:
        return {way.id for one in found.introductions for way in (one, *one.alternatives)}

    assert paths(new) == paths(warm)
    grounds = [one.new_ground for one in new.introductions]
    assert grounds == sorted(grounds, reverse=True)
    for one in new.introductions:
        assert all(way.new_ground <= one.new_ground for way in one.alternatives)
        assert all(way.alternatives == () for way in one.alternatives)


def test_new_ground_chooses_from_all_that_were_reached(kept: Store, lexicon: Lexicon) -> None:
    everything = ask(kept, lexicon, rank="new-ground").introductions
    assert ask(kept, lexicon, rank="new-ground", top=1).introductions == everything[:1]


def test_the_next_step_names_whose_paths_are_the_best_most_often(kept: Store, lexicon: Lexicon) -> None:
    step = ask(kept, lexicon).next_step
    assert step is not None
    assert (step.connector.name, step.targets) == ("Ada Ferro", 2)
    assert ask(kept, lexicon, max_hops=1).next_step is None


# What is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", [find_introductions, find_connectors, find_leads])
def test_people_who_exclude_each_other_are_refused(kept: Store, lexicon: Lexicon, what: Any) -> None:
    for options, says in (
        ({"via": "Ada Ferro", "avoid": ("Ada Ferro",)}, "--via and --avoid name the same person"),
        ({"avoid": ("Mara Lind",)}, "--avoid names whoever is searching"),
        ({"egos": ("Ada Ferro",), "avoid": ("Ada Ferro",)}, "--avoid names whoever is searching"),
    ):
        with pytest.raises(UsageError, match=says):
            what(kept, request(kept, lexicon, **options), lexicon, TODAY)


def test_an_ego_who_is_not_in_the_graph_is_refused(kept: Store, lexicon: Lexicon) -> None:

    asked = request(kept, lexicon)._replace(egos=(10**9,))
    with pytest.raises(UsageError, match="starts from nobody in the graph"):
        find_introductions(kept, asked, lexicon, TODAY)
