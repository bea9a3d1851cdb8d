"""Which records are one person: rules, vetoes, verdicts, and independence from their order."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.identity import Candidate, Resolution, Verdict, anchor, person_id, resolve

DAY = date(2026, 1, 1)


def record(rid: str, name: str = "Jane Smith", *addresses: str, **facts: object) -> Candidate:
    """A candidate; an address is told by its look."""
    kinds = {"@": "email", "+": "phone", "urn:": "urn", "in/": "profile"}
    known = tuple(sorted((next(kind for mark, kind in kinds.items() if mark in a), a) for a in addresses))
    return Candidate(hash(rid) % 10**9, rid, name, known, **facts)  # type: ignore[arg-type]


def people(resolution: Resolution, candidates: list[Candidate]) -> list[list[str]]:
    """The clusters by content ids."""
    rids = {c.record: c.rid for c in candidates}
    return sorted([rids[r] for r in cluster.records] for cluster in resolution.clusters)


def resolved(*candidates: Candidate, verdicts: tuple[Verdict, ...] = ()) -> list[list[str]]:
    return people(resolve(candidates, verdicts), list(candidates))


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (record("a", "Jane Smith", "in/jane"), record("b", "J. Miller", "in/jane"), True),
        (record("a", "Jane Smith", "urn:1"), record("b", "", "urn:1"), True),
        (record("a", "Jane Smith", "j@x.org"), record("b", "J Smith", "j@x.org"), True),
        (record("a", "Jane Smith", "j@x.org"), record("b", "Bob Jones", "j@x.org"), False),
        (record("a", "Jane Smith", "j@x.org"), record("b", "", "j@x.org"), False),
        (record("a", "Jane Smith", "+4930"), record("b", "Jane Smith", "+4930"), True),
        (record("a", "Jane Smith"), record("b", "Jane Smith"), False),
        (record("a", "Jane Smith", organizations=frozenset({"acme"})),
         record("b", "Jane Smith", organizations=frozenset({"acme"})), False),
        (record("a", "Jane Smith", "j@x.org", "in/jane"), record("b", "Jane Smith", "j@x.org", "in/jane-2"), False),
        (record("a", "Jane Smith", "j@x.org", roster="l"), record("b", "Jane Smith", "j@x.org", roster="l"), False),
        (record("a", "Jane Smith", "in/jane", roster="l"), record("b", "Jane Smith", "in/jane", roster="l"), True),
        (record("a", "Me", mine=True), record("b", "Myself", mine=True), True),
    ],
)  # fmt: skip
def test_two_records(a: Candidate, b: Candidate, one: bool) -> None:
    assert resolved(a, b) == ([["a", "b"]] if one else [["a"], ["b"]])


def test_a_shared_mailbox_does_not_chain_people_together() -> None:
    group = [record("a", "J Smith", "office@x.org"), record("b", "John Smith", "office@x.org"),
             record("c", "Jane Smith", "office@x.org")]  # fmt: skip
    assert resolved(*group) == [["a", "b"], ["c"]]


def test_what_may_be_one_is_suggested_with_its_reason() -> None:
    found = resolve([
        record("a", "Jane Smith", organizations=frozenset({"acme"})),
        record("b", "Jane Smith", organizations=frozenset({"acme", "other"})),
        record("c", "Bob Jones", "s@x.org"),
        record("d", "Ada Ferro", "s@x.org"),
    ])  # fmt: skip
    assert [(s.rule, s.a, s.b) for s in found.suggestions] == [("email", "c", "d"), ("name and organization", "a", "b")]


def test_the_owner_stated_by_name_is_the_one_of_that_name() -> None:
    owner = record("o", "Ada Ferro", owner="stated")
    assert resolved(owner, record("a", "Ada Ferro", "in/ada")) == [["a", "o"]]
    two = [owner, record("a", "Ada Ferro", "in/ada"), record("b", "Ada Ferro", "in/ada-2")]
    assert resolved(*two) == [["a"], ["b"], ["o"]]
    assert {(s.rule, s.a, s.b) for s in resolve(two).suggestions} == {("owner", "a", "o"), ("owner", "b", "o")}


def test_the_owner_named_by_a_profile_needs_more_than_the_name() -> None:
    other = record("a", "Ada Ferro", "in/ada", knows=frozenset({"mara lind"}))
    assert resolved(record("o", "Ada Ferro", owner="named"), other) == [["a"], ["o"]]
    assert resolved(record("o", "Ada Ferro", owner="named", knows=frozenset({"mara lind"})), other) == [["a", "o"]]
    at_work = record("b", "Ada Ferro", organizations=frozenset({"clinic"}))
    assert resolved(record("o", "Ada Ferro", owner="named", organizations=frozenset({"clinic"})), at_work) == [
        ["b", "o"]
    ]


def test_owners_stated_by_the_same_name_are_one() -> None:
    assert resolved(record("o", "Ada Ferro", owner="stated"), record("p", "ADA FERRO", owner="stated")) == [["o", "p"]]


def test_verdicts_win_and_the_last_word_holds() -> None:
    a, b, c = record("a", "Jane Smith", "in/jane"), record("b", "Jane Smith", "in/jane"), record("c", "Bob Jones")
    never = Verdict("never", "a", "b", DAY)
    assert resolved(a, b, c, verdicts=(never,)) == [["a"], ["b"], ["c"]]
    assert resolved(a, b, c, verdicts=(never, Verdict("merge", "b", "a", date(2026, 1, 2)))) == [["a", "b"], ["c"]]
    assert resolved(a, b, c, verdicts=(Verdict("merge", "a", "c", DAY),)) == [["a", "b", "c"]]
    apart = (Verdict("merge", "a", "c", DAY), Verdict("never", "b", "c", DAY))
    assert resolved(a, b, c, verdicts=apart) == [["a", "c"], ["b"]]


def test_unmerging_restores_who_was_there_before() -> None:
    a, b = record("a", "Jane Smith", "j@x.org"), record("b", "Jane Smith", "j@x.org")
    alone = [resolve([a]).clusters[0], resolve([b]).clusters[0]]
    apart = resolve([a, b], [Verdict("unmerge", "a", "b", DAY)])
    assert [c.records for c in apart.clusters] == [c.records for c in alone]
    assert len({c.id for c in apart.clusters}) == 2
    assert resolve([a, b], [Verdict("unmerge", "a", "b", DAY)]).matches == ()


def test_ids_come_from_the_best_address() -> None:
    assert anchor([("email", "b@x"), ("email", "a@x")], "r") == "email:a@x"
    assert anchor([("email", "a@x"), ("profile", "in/z")], "r") == "profile:in/z"
    assert anchor([], "r") == "row:r"
    assert person_id("row:r") != person_id("row:s")
    (cluster,) = resolve([record("a", "Jane", "in/jane")]).clusters
    assert cluster.id == person_id("profile:in/jane")


def test_a_large_person_is_pointed_out() -> None:
    group = [record(f"r{i}", "Jane Smith", "in/jane") for i in range(7)]
    assert len(resolve(group).warnings) == 1
    assert resolve(group[:6]).warnings == ()


NAMES = ["Jane Smith", "J Smith", "John Smith", "Bob Jones", "Robert Jones", "", "Ada Ferro"]
ADDRESSES = ["in/a", "in/b", "urn:1", "x@x.org", "y@x.org", "+49301", "+49302"]
candidates_ = st.lists(
    st.builds(
        lambda name, addresses, roster, owner, mine: (name, addresses, roster, owner, mine),
        st.sampled_from(NAMES),
        st.sets(st.sampled_from(ADDRESSES), max_size=2),
        st.sampled_from(["", "", "l", "m"]),
        st.sampled_from(["", "", "", "stated"]),
        st.sampled_from([False, False, False, True]),
    ),
    min_size=1,
    max_size=9,
).map(
    lambda rows: [
        record(f"r{i}", name, *sorted(addresses), roster=roster, owner=owner, mine=mine)
        for i, (name, addresses, roster, owner, mine) in enumerate(rows)
    ]
)
verdicts_ = st.lists(
    st.builds(
        lambda kind, a, b: Verdict(kind, f"r{a}", f"r{b}", DAY),
        st.sampled_from(["merge", "unmerge", "never"]),
        st.integers(0, 4),
        st.integers(5, 8),
    ),
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@given(candidates_, verdicts_, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(
    group: list[Candidate], verdicts: list[Verdict], dice: random.Random
) -> None:
    shuffled = list(group)
    dice.shuffle(shuffled)
    assert resolve(shuffled, verdicts) == resolve(group, verdicts)


@settings(max_examples=400, deadline=None)
@given(candidates_, verdicts_)
def test_what_always_holds(group: list[Candidate], verdicts: list[Verdict]) -> None:
    found = resolve(group, verdicts)
    by_record = {c.record: c for c in group}
    cluster_of = {by_record[r].rid: c.id for c in found.clusters for r in c.records}
    assert sorted(cluster_of) == sorted(c.rid for c in group)
    assert len({c.id for c in found.clusters}) == len(found.clusters)
    last = {(v.a, v.b): v.kind for v in verdicts}
    for (a, b), kind in last.items():
        if kind != "merge" and a in cluster_of and b in cluster_of:
            assert cluster_of[a] != cluster_of[b]
    for match in found.matches:
        assert cluster_of[match.a] == cluster_of[match.b]
        assert match.a < match.b
    for suggestion in found.suggestions:
        assert cluster_of[suggestion.a] != cluster_of[suggestion.b]
    if not last:
        for one in group:
            for other in group:
                if {v for k, v in one.identifiers if k in ("profile", "urn")} & {v for _, v in other.identifiers}:
                    assert cluster_of[one.rid] == cluster_of[other.rid]
    for cluster in found.clusters:
        members = [by_record[r] for r in cluster.records]
        reached = {members[0].rid}
        for _ in members:
            reached |= {x for m in found.matches for x in (m.a, m.b) if {m.a, m.b} & reached}
        assert reached >= {m.rid for m in members} or len(members) == 1


def test_a_mailbox_of_thousands_joins_equal_names_only() -> None:
    group = [
        record(f"r{i:04}", f"{'ABCD'[i % 4]}na {'xyz'[i % 3] * 3}{i // 12} Smith", "office@x.org") for i in range(5_000)
    ]
    assert len(resolve([*group, record("s", group[0].name, "office@x.org")]).clusters) == 5_000
