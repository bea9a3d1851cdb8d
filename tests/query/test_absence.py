"""Why nothing was found, or less than asked: a test for each reason; whose export would help; leads beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphfind.loading import ImportSettings
from graphfind.lookup import find_person
from graphfind.model import OWNER, Position
from graphfind.query import Answer
from graphfind.roles import Lexicon
from graphfind.statements import set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.query.world import ME, ask
from tests.worlds import TODAY, contacts, knows, load, person


def reasons(answer: Answer) -> dict[str, int]:
    """How many people each reason holds for."""
    assert len({one.text for one in answer.why_none}) == len(answer.why_none)
    assert all("\n" not in one.text for one in answer.why_none)
    return {one.reason: one.people for one in answer.why_none}


def texts(answer: Answer) -> str:
    return "\n".join(one.text for one in answer.why_none)


def test_nobody_in_the_role(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "lighthouse keeper")
    assert reasons(answer) == {"nobody_in_role": 0}
    assert texts(answer) == 'nobody in the store is in the role "lighthouse keeper" now'


def test_nobody_in_the_role_but_near_it(kept: Store, lexicon: Lexicon) -> None:
    (reason,) = ask(kept, lexicon, "product owner").why_none
    assert reason.reason == "nobody_in_role"
    assert [(near.title, near.people) for near in reason.nearest] == [
        ("Product Manager", 3),
        ("Senior Product Manager", 3),
    ]
    assert "; nearest: Product Manager (3), Senior Product Manager (3)" in reason.text


def test_a_word_beside_the_role_may_have_been_meant_for_a_place(kept: Store, lexicon: Lexicon) -> None:
    assert texts(ask(kept, lexicon, "product manager, Nowhere")).startswith(
        'nobody in the store is in the role "product manager, Nowhere" now with "nowhere" in the title; '
        'a place is named with "in", an employer with "at"; nearest: Product Manager (3)'
    )


def test_nobody_at_an_organization_and_what_may_be_meant(kept: Store, lexicon: Lexicon) -> None:
    assert texts(ask(kept, lexicon, "", organizations=("Wrks B",))).endswith(
        "did you mean Works B or Works D or Works C?"
    )
    assert texts(ask(kept, lexicon, "", organizations=("Nowhere",))) == "nobody in the store is at Nowhere now"


def test_only_i_am_there_or_others_were(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    me = replace(ME, positions=(Position("Beekeeper", "Hive Works"),))
    left = Position("Beekeeper", "Old Works", ended=date(2020, 1, 1))
    gone = [replace(person(key, f"{key.title()} Was"), positions=(left,)) for key in ("kim", "lea")]
    load(store, tmp_path, contacts(*gone), me, ImportSettings(TODAY, mine=True), "more.scripted")

    def said(role: str = "", *organizations: str, **options: Any) -> str:
        answer = ask(store, lexicon, role, organizations=organizations, **options)
        assert reasons(answer) == {"nobody_in_role": 0}
        return texts(answer)

    assert said("", "hive works ltd") == "only you are at hive works ltd now"
    assert said("", "Old Works") == "nobody in the store is at Old Works now; 2 people were there before"
    assert said("", "Old Works", "Hive Works").startswith("only you are at Old Works or Hive Works now; 2 people were")
    assert said("beekeeper") == (
        'only you are in the role "beekeeper" now; 2 people were before; let them in with --allow former'
    )
    assert said("", "Hive Works", egos=("Mara Lind",)) == "only whoever is searching is at Hive Works now"


def test_beyond_the_bound(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "teacher", max_hops=1, egos=("Dee Roth",))
    assert reasons(answer) == {"beyond_bound": 1}
    assert answer.why_none[0].hops == 2
    assert texts(answer) == 'the nearest person in the role "teacher" is 2 ties away; see further with --max-hops 2'


def test_beyond_any_bound(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    chain = [person(f"c{at}", f"Chain {at}", "Diver" if at == 7 else "", line=at + 1) for at in range(8)]
    cy = replace(person("cy", "Cy Dahl", line=20), profile_urls=("linkedin.com/in/cy",))
    ties = [knows("cy", "c0", 30), *(knows(f"c{at}", f"c{at + 1}", 40 + at) for at in range(7))]
    load(store, tmp_path, [*chain, cy, *ties], file="chain.scripted")
    answer = ask(store, lexicon, "diver")
    assert answer.why_none[0].hops == 10
    assert "is 10 ties away; a search sees 6 ties far" in texts(answer)


def test_people_whom_no_tie_leads_to(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    load(store, tmp_path, [person("zed", "Zed Moe", "Astronaut", "Space F", line=1)], file="zed.scripted")
    answer = ask(store, lexicon, "astronaut")
    assert reasons(answer) == {"unconnected": 1}
    assert texts(answer) == '1 person is in the role "astronaut", but no known tie leads to them'
    assert (answer.stats.targets, answer.stats.reached) == (1, 0)


def test_only_through_somebody_avoided(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(
        kept, lexicon, "product manager", levels=("mid",), exclude_organizations=("Works B",), avoid=("Cy Dahl",)
    )
    assert reasons(answer)["avoided"] == 1
    assert "only through people to be avoided or not to be asked: Cy Dahl (--avoid)" in texts(answer)


def test_only_through_somebody_not_to_be_asked(store: Store, lexicon: Lexicon) -> None:
    set_tie(store, find_person(store, "Cy Dahl"), None, "dont-ask", TODAY)
    answer = ask(store, lexicon, organizations=("Works D",))
    assert answer.why_none[0].reason == "avoided"
    assert "Cy Dahl (not to be asked)" in texts(answer)


def test_who_is_avoided_is_not_found(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "nurse", avoid=("Ada Ferro",))
    assert reasons(answer) == {"avoided": 1}
    assert texts(answer) == '1 person is in the role "nurse", but to be avoided: Ada Ferro (--avoid)'


@pytest.mark.parametrize(
    ("options", "lifted"),
    [
        ({"organizations": ("Nowhere",)}, {"--company Nowhere": 3}),
        ({"organizations": ("Nowhere",), "max_hops": 2}, {"--company Nowhere": 2}),
        ({"role": "product manager at Nowhere"}, {"at Nowhere": 3}),
        ({"organizations": ("Works B",), "locations": ("Oslo",)}, {"--company \"Works B\"": 2, "--location Oslo": 1}),
        ({"organizations": ("Nowhere",), "levels": ("vp",)}, {"--company Nowhere": 0, "--level vp": 0}),
        ({"levels": ("vp",)}, {"--level vp": 3}),
        ({"exclude": ("manager",)}, {"--exclude manager": 3}),
        ({"role": "product manager -manager"}, {"--exclude manager": 3}),
        ({"exclude_organizations": ("Works B", "Works C", "Works D")}, {
            '--exclude-company "Works B" --exclude-company "Works C" --exclude-company "Works D"': 3
        }),
    ],
)  # fmt: skip
def test_filtered_away_by_which_filter(
    kept: Store, lexicon: Lexicon, options: dict[str, Any], lifted: dict[str, int]
) -> None:
    answer = ask(kept, lexicon, **options)
    assert reasons(answer) == {"filtered": 3}
    assert {one.filter: one.people for one in answer.why_none[0].filters} == lifted
    for name, people in lifted.items():
        assert (f"without {name} {people} would be found" in texts(answer)) == (people > 0)


@pytest.mark.parametrize(
    ("options", "lifted"),
    [
        ({"min_warmth": 0.99}, {"--min-warmth 0.99": 3}),
        ({"via": "Dee Roth"}, {'--via "Dee Roth"': 3}),
        ({"via": "Dee Roth", "min_warmth": 0.99}, {'--via "Dee Roth"': 0, "--min-warmth 0.99": 0}),
    ],
)
def test_filtered_away_by_a_filter_on_paths(
    kept: Store, lexicon: Lexicon, options: dict[str, Any], lifted: dict[str, int]
) -> None:
    answer = ask(kept, lexicon, **options)
    assert reasons(answer) == {"filtered": 3}
    assert {one.filter: one.people for one in answer.why_none[0].filters} == lifted
    assert "but no path to them passes the filters" in texts(answer)


def test_several_reasons_share_the_holders_among_them(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    load(store, tmp_path, [person("zed", "Zed Moe", "Product Manager", "Space F", line=1)], file="zed.scripted")
    options = {
        "organizations": ("Works C", "Works D", "Space F"),
        "max_hops": 2,
        "avoid": ("Ada Ferro", "Eve Sand", "Bo Quist"),
    }
    answer = ask(store, lexicon, **options)
    assert [(one.reason, one.people) for one in answer.why_none] == [
        ("avoided", 2),
        ("unconnected", 1),
        ("filtered", 1),
    ]
    assert sum(one.people for one in answer.why_none) == 4
    assert answer.why_none[2].text.startswith('1 more in the role "product manager", but left out by the filters')


def test_less_than_asked_says_why_in_counts(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    load(store, tmp_path, [person("zed", "Zed Moe", "Product Manager", "Space F", line=1)], file="zed.scripted")
    answer = ask(store, lexicon, max_hops=2)
    assert answer.why_none == ()
    assert [(one.reason, one.people, one.hops) for one in answer.unreached] == [
        ("beyond_bound", 1, 3),
        ("unconnected", 1, None),
    ]
    assert answer.stats.targets - answer.stats.reached == 2
    assert ask(store, lexicon, organizations=("Works B", "Works C")).unreached == ()


# Whose export would help ----------------------------------------------------------------------------


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Store]:
    """I know Ann at Big, once at Tiny, and Ben; Pia and Rue at Big, Sol at Tiny are product managers nobody knows."""
    ann = replace(
        person("ann", "Ann Bo", "Clerk", "Big"),
        positions=(Position("Clerk", "Big"), Position("Clerk", "Tiny", ended=date(2001, 1, 1))),
    )
    with open_store(tmp_path / "store.db") as store:
        load(
            store,
            tmp_path,
            contacts(ann, person("ben", "Ben Ek", "Clerk", "Other")),
            ME,
            ImportSettings(TODAY, mine=True),
        )
        people = [person(f"x{at}", f"Crowd {at}", "Clerk", "Big", line=at + 9) for at in range(40)]
        people += [person("pia", "Pia Moss", "Product Manager", "Big", line=1, tags=("chess",))]
        people += [person("rue", "Rue Park", "Product Manager", "Big", line=2)]
        people += [person("sol", "Sol Dee", "Product Manager", "Tiny", line=3), person("kim", "Kim Io", line=4)]
        load(store, tmp_path, [*people, knows("sol", "kim", 100)], file="people.scripted")
        yield store


def test_whose_export_would_help_most(apart: Store, lexicon: Lexicon) -> None:
    answer = ask(apart, lexicon, inferred=False)
    assert reasons(answer) == {"unconnected": 3}
    assert [(one.person.name, one.people, one.text) for one in answer.helpful_exports] == [
        ("Ann Bo", 3, "at Big like 2 of them; at Tiny like 1 of them"),
        ("Kim Io", 1, "knows 1 of them, but nothing ties you to either"),
    ]


def test_a_tag_is_a_circle_too(apart: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    ben = replace(person("ben", "Ben Ek", "Clerk", "Other", tags=("Chess",)))
    load(apart, tmp_path, contacts(ben), ME, ImportSettings(TODAY, mine=True, force=True))
    answer = ask(apart, lexicon, organizations=("Big",), inferred=False)
    assert ("Ben Ek", 'tagged "chess" like 1 of them') in [
        (one.person.name, one.text) for one in answer.helpful_exports
    ]


def test_the_way_to_somebody_far_begins_with_a_contact(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "product manager", max_hops=1, organizations=("Works D",))
    assert answer.helpful_exports == ()  # Ada's and Eve's exports are there


def test_whoever_gave_their_export_is_not_asked_again(apart: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    owner = replace(person("ann", "Ann Bo", "Clerk", "Big"), key=OWNER)
    load(apart, tmp_path, contacts(person("q", "Quin Ay")), owner, file="ann.scripted")
    names = [one.person.name for one in ask(apart, lexicon, inferred=False).helpful_exports]
    assert "Kim Io" in names
    assert names.count("Ann Bo") <= 1


def test_where_introductions_are_few_leads_stand_beside_them(kept: Store, lexicon: Lexicon) -> None:
    answer = ask(kept, lexicon, "product owner")
    assert {lead.person.name for lead in answer.leads} == {"Bo Quist"}
    assert ask(kept, lexicon).leads == ()
    assert [lead.person.name for lead in ask(kept, lexicon, organizations=("Works C",)).leads] == ["Bo Quist"]


def test_nothing_in_an_answer_is_a_lead_and_an_introduction(kept: Store, lexicon: Lexicon) -> None:
    for role in ("product manager", "nurse", "teacher"):
        answer = ask(kept, lexicon, role)
        found = {one.target.id for one in answer.introductions}
        assert found.isdisjoint(lead.person.id for lead in answer.leads)
        assert not re.search("probab|chance", repr(answer.leads))
