"""Who is one person: the rules against a plain computation over all pairs, and every trap by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import combinations
from random import Random
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphfind.identity import Candidate, Cluster, Match, Resolution, Verdict, anchor, person_id, resolve
from graphfind.identity.work import SHARED_BY
from graphfind.normalize import name_doubts, name_key, names_compatible
from tests.counting import calls_of

MONDAY, TUESDAY, WEDNESDAY = date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)
MARA = "mara lind"
MARAS_PROFILE = "linkedin.com/in/mara"

Say = Literal["merge", "unmerge", "never"]


def person(
    rid: str,
    name: str = "Jane Doe",
    *,
    email: str | Sequence[str] = (),
    phone: str = "",
    profile: str | Sequence[str] = (),
    urn: str = "",
    roster: str = "",
    at: Sequence[str] = (),
    owner: Literal["", "named", "stated"] = "",
    mine: bool = False,
    knows: Sequence[str] = (),
) -> Candidate:
    """A candidate; its record number is of no meaning."""

    def several(values: str | Sequence[str]) -> Sequence[str]:
        return [values] if isinstance(values, str) else values

    identifiers = [("email", value) for value in several(email)]
    identifiers += [("profile", f"linkedin.com/in/{value}") for value in several(profile)]
    identifiers += [("phone", phone)] * bool(phone) + [("urn", f"urn:li:member:{urn}")] * bool(urn)
    return Candidate(
        record=1000 - sum(rid.encode()),
        rid=rid,
        name=name,
        identifiers=tuple(sorted(identifiers)),
        roster=roster,
        organizations=frozenset(at),
        owner=owner,
        mine=mine,
        knows=frozenset(knows),
    )


def people(resolution: Resolution, candidates: Sequence[Candidate]) -> list[str]:
    """Each person as the rids of their records, as "a b"."""
    rids = {c.record: c.rid for c in candidates}
    return [" ".join(rids[number] for number in cluster.records) for cluster in resolution.clusters]


def resolved(*candidates: Candidate, said: Sequence[Verdict] = ()) -> list[str]:
    numbered = [replace(c, record=n) for n, c in enumerate(candidates)]
    return people(resolve(numbered, said), numbered)


def suggested(*candidates: Candidate, said: Sequence[Verdict] = ()) -> list[tuple[str, str, str]]:
    return [(s.rule, s.a, s.b) for s in resolve(candidates, said).suggestions]


class TestCertain:
    @pytest.mark.parametrize("same", [{"profile": "jane"}, {"urn": "7"}, {"mine": True}])
    def test_whatever_the_names(self, same: dict[str, str]) -> None:
        a, b = person("a", "Jane Doe", **same), person("b", "Someone Else", **same)
        assert resolved(a, b) == ["a b"]

    def test_although_it_joins_two_profiles(self) -> None:
        a, b = person("a", profile="jane", urn="7"), person("b", profile="jane-doe", urn="7")
        assert resolved(a, b) == ["a b"]

    def test_although_both_stand_on_one_list(self) -> None:
        a, b = person("a", profile="jane", roster="list"), person("b", "J. Roe", profile="jane", roster="list")
        assert resolved(a, b) == ["a b"]

    def test_what_joined_is_logged(self) -> None:
        a, b = person("b", profile="jane", email="j@x.example"), person("a", profile="jane", email="j@x.example")
        assert resolve([a, b]).matches == (Match("profile", "a", "b", "linkedin.com/in/jane"),)


class TestAutomatic:
    @pytest.mark.parametrize("same", [{"email": "j@x.example"}, {"phone": "+4930123456"}])
    @pytest.mark.parametrize("name", ["Jane Doe", "J. Doe", "Doe, Jane", "DR. JANE DOE, PHD"])
    def test_an_address_with_a_fitting_name(self, same: dict[str, str], name: str) -> None:
        assert resolved(person("a", **same), person("b", name, **same)) == ["a b"]

    @pytest.mark.parametrize("same", [{"email": "j@x.example"}, {"phone": "+4930123456"}])
    @pytest.mark.parametrize("name", ["John Doe", "Jane Roe", "Jаne Doe"])  # the last with a Cyrillic а
    def test_without_one_it_is_suggested(self, same: dict[str, str], name: str) -> None:
        a, b = person("a", **same), person("b", name, **same)
        assert resolved(a, b) == ["a", "b"]
        assert (next(iter(same)), "a", "b") in suggested(a, b)

    @pytest.mark.parametrize(
        "names",
        [
            ("Müller-Lüdenscheidt, Dr. med. Klaus", "Müller-Lüdenscheidt, Dr. med. Hanna"),
            ("Martin Lopez, Ximena", "Martin Lopez, Itziar"),
            ("Martin Lopez, ITZEL", "Martin Lopez, NAHIA"),
            ("Mr. Smith", "Mrs. Smith"),
        ],
    )
    def test_two_of_a_family_are_suggested(self, names: tuple[str, str]) -> None:
        a, b = (person(rid, name, phone="+4930123456") for rid, name in zip("ab", names, strict=True))
        assert resolved(a, b) == ["a", "b"]
        assert ("phone", "a", "b") in suggested(a, b)

    def test_a_surname_alone_makes_no_couple_one_person(self) -> None:
        names = ["Mr. Smith", "Mrs. Smith", "Smith", "MR SMITH", "Ms. Smith"]
        assert resolved(*(person(r, n, phone="+4930123456") for r, n in zip("abcde", names, strict=True))) == [
            "a d",
            "b e",
            "c",
        ]

    def test_two_profiles_are_two_people(self) -> None:
        a = person("a", email="j@x.example", profile="jane-1")
        b = person("b", email="j@x.example", profile="jane-2")
        assert resolved(a, b) == ["a", "b"]
        assert suggested(a, b) == []

    def test_two_profiles_by_way_of_a_third_record_are_two_people(self) -> None:
        a = person("a", email="j@x.example", profile="jane-1")
        b = person("b", email=["j@x.example", "j@y.example"])
        c = person("c", email="j@y.example", profile="jane-2")
        assert resolved(a, b, c) == ["a b", "c"]

    def test_two_rows_of_one_list_are_two_people(self) -> None:
        a, b = (person(rid, email="j@x.example", roster="list") for rid in "ab")
        assert resolved(a, b) == ["a", "b"]
        assert suggested(a, b) == []

    def test_two_rows_of_one_list_by_way_of_another_are_two_people(self) -> None:
        a = person("a", email="j@x.example", roster="list")
        b = person("b", email=["j@x.example", "j@y.example"], roster="other list")
        c = person("c", email="j@y.example", roster="list")
        assert resolved(a, b, c) == ["a b", "c"]

    def test_never_by_name_alone(self) -> None:
        a, b = person("a"), person("b")
        assert resolved(a, b) == ["a", "b"]
        assert suggested(a, b) == []

    def test_an_initial_does_not_make_one_person_of_two(self) -> None:
        names = ["Jane Doe", "J. Doe", "John Doe", "Jane A. Doe", "J. Doe"]
        records = [person(rid, name, email="family@x.example") for rid, name in zip("abcde", names, strict=True)]
        assert resolved(*records) == ["a d", "b e", "c"]
        assert ("email", "a", "b") in suggested(*records)

    def test_a_pair_is_tried_though_a_first_record_fits_neither(self) -> None:
        first = person("a", email="j@x.example", profile="jane-1", roster="list")
        second = person("b", email="j@x.example", roster="list")
        third = person("c", email="j@x.example", profile="jane-2")
        assert resolved(first, second, third) == ["a", "b c"]

    def test_shared_mailbox(self) -> None:
        count = SHARED_BY + 1
        office = [person(f"p{n:02}", f"Person{chr(97 + n)} Roe", email="office@x.example") for n in range(count)]
        again = person("z", "Persona Roe", email="office@x.example")
        initial = person("zz", "P. Roe", email="office@x.example")
        found = resolved(*office, again, initial)
        assert found == ["p00 z", *(f"p{n:02}" for n in range(1, count)), "zz"]
        assert suggested(*office, again, initial) == []

    def test_shared_mailbox_of_a_couple_and_many_others(self) -> None:
        others = [f"Person{chr(97 + n)} Roe" for n in range(SHARED_BY)]
        names = [*others, "Mr. Smith", "Mrs. Smith", "Mr Smith", "Ms. Persona Roe"]
        office = [person(f"p{n:02}", name, email="office@x.example") for n, name in enumerate(names)]
        assert [p for p in resolved(*office) if " " in p] == ["p00 p23", "p20 p22"]


class TestNameless:
    def test_is_who_bears_the_address(self) -> None:
        assert resolved(person("a", email="j@x.example"), person("b", "", email="j@x.example")) == ["a b"]
        assert resolved(person("a", "", email="j@x.example"), person("b", "🎉", email="j@x.example")) == ["a b"]

    def test_but_nobody_where_two_bear_it(self) -> None:
        a, b = person("a", email="j@x.example"), person("b", "Joe Roe", email="j@x.example")
        c = person("c", "", email="j@x.example")
        assert resolved(a, b, c) == ["a", "b", "c"]
        assert suggested(a, b, c) == [("email", "a", "b"), ("email", "a", "c"), ("email", "b", "c")]

    def test_makes_one_person_of_nobody(self) -> None:
        a, b = person("a", email="j@x.example"), person("b", "Joe Roe", email="r@x.example")
        both = person("c", "", email=["j@x.example", "r@x.example"])
        more = person("d", "", email="r@x.example")
        assert resolved(a, b, both, more) == ["a", "b d", "c"]


class TestOwners:
    row = person("row", "Megumi Ito", profile="megumi", roster="maras", knows=[MARA, MARAS_PROFILE])
    named = person("own", "Megumi Ito", owner="named", knows=[MARA])
    stated = person("own", "Megumi Ito", owner="stated")

    def test_stated_owner_is_the_one_of_that_name(self) -> None:
        assert resolved(self.stated, replace(self.row, knows=frozenset())) == ["own row"]

    def test_stated_owner_is_nobody_where_two_bear_the_name(self) -> None:
        other = person("x", "Megumi Ito", profile="ito")
        assert resolved(self.stated, self.row, other) == ["own", "row", "x"]
        assert suggested(self.stated, self.row, other) == [("owner", "own", "row"), ("owner", "own", "x")]

    def test_a_fitting_name_is_not_the_name(self) -> None:
        assert resolved(self.stated, replace(self.row, name="M. Ito")) == ["own", "row"]

    def test_owners_stated_by_one_name_are_one(self) -> None:
        again = person("again", "MEGUMI ITO", owner="stated")
        assert resolved(self.stated, again, self.row) == ["again own row"]
        assert resolved(self.stated, again) == ["again own"]

    def test_named_owner_needs_more_than_the_name(self) -> None:
        stranger = replace(self.row, knows=frozenset({"somebody else"}))
        assert resolved(self.named, stranger) == ["own", "row"]
        assert suggested(self.named, stranger) == [("owner", "own", "row")]

    @pytest.mark.parametrize("common", [MARA, MARAS_PROFILE])
    def test_named_owner_whom_her_contact_lists_too(self, common: str) -> None:
        assert resolved(replace(self.named, knows=frozenset({common})), self.row) == ["own row"]

    def test_named_owner_at_the_same_organization(self) -> None:
        row = replace(self.row, knows=frozenset(), organizations=frozenset({"acme", ""}))
        assert resolved(replace(self.named, organizations=frozenset({"acme"})), row) == ["own row"]
        assert resolved(replace(self.named, organizations=frozenset({""})), row) == ["own", "row"]

    def test_named_owner_is_nobody_where_two_fit(self) -> None:
        other = person("x", "Megumi Ito", profile="ito", knows=[MARA])
        assert resolved(self.named, self.row, other) == ["own", "row", "x"]

    def test_named_owner_is_the_one_who_fits(self) -> None:
        other = person("x", "Megumi Ito", profile="ito", knows=["somebody else"])
        assert resolved(self.named, self.row, other) == ["own row", "x"]
        assert suggested(self.named, self.row, other) == []

    def test_another_profile_is_another_person(self) -> None:
        for owner in (self.named, self.stated):
            with_profile = replace(owner, identifiers=(("profile", "linkedin.com/in/other"),))
            assert resolved(with_profile, self.row) == ["own", "row"]
            assert suggested(with_profile, self.row) == []

    def test_whom_an_identifier_joined_is_known(self) -> None:
        owner = replace(self.stated, identifiers=(("profile", "linkedin.com/in/megumi"),))
        namesake = person("x", "Megumi Ito")
        assert resolved(owner, self.row, namesake) == ["own row", "x"]
        assert suggested(owner, self.row, namesake) == []

    def test_a_namesake_in_ones_own_list_is_somebody_else(self) -> None:
        namesake = person("row", "Megumi Ito", roster="megumis", knows=["megumi ito"], at=["acme"])
        for owner in (self.stated, replace(self.named, organizations=frozenset({"acme"}))):
            assert resolved(owner, namesake) == ["own", "row"]
            assert ("owner", "own", "row") in suggested(owner, namesake)

    def test_a_second_export_finds_the_owner_of_the_first(self) -> None:
        again = person("again", "Megumi Ito", owner="stated", knows=[MARA])
        assert resolved(self.named, again, self.row) == ["again own row"]
        assert resolved(self.named, again) == ["again own"]

    def test_named_owners_do_not_vouch_for_each_other(self) -> None:
        again = replace(self.named, rid="again")
        assert resolved(self.named, again) == ["again", "own"]
        assert suggested(self.named, again) == [("owner", "again", "own")]
        assert resolved(self.named, again, self.row) == ["again own row"]
        at_work = [replace(c, organizations=frozenset({"acme"})) for c in (self.named, again)]
        assert resolved(*at_work) == ["again", "own"]

    def test_an_owner_who_is_known_does_not_vouch_by_whom_she_lists(self) -> None:
        known = person("known", "Megumi Ito", profile="ito", owner="named", knows=[MARA])
        elsewhere = person("row", "Megumi Ito", profile="ito", knows=["zoe berg"])
        assert resolved(self.named, known, elsewhere) == ["known row", "own"]

    def test_an_owner_who_lists_a_namesake_is_not_on_the_namesakes_list(self) -> None:
        known = person("known", "Megumi Ito", profile="ito", owner="named", knows=["megumi ito"])
        elsewhere = person("row", "Megumi Ito", profile="ito", knows=["zoe berg"])
        assert resolved(self.stated, known, elsewhere) == ["known own row"]

    def test_one_s_own_list_is_told_by_the_profile_too(self) -> None:
        owner = replace(self.stated, identifiers=(("profile", "linkedin.com/in/me"),))
        assert resolved(owner, person("row", "Megumi Ito", knows=["linkedin.com/in/me"])) == ["own", "row"]
        assert resolved(owner, person("row", "Megumi Ito", knows=["linkedin.com/in/other"])) == ["own row"]

    def test_whom_a_verdict_joined_is_known(self) -> None:
        x, y = person("x", "M. Ito"), person("y", "Megumi Ito")
        said = [Verdict("merge", "own", "x", MONDAY)]
        assert resolved(self.stated, x, y, said=said) == ["own x", "y"]

    def test_me_is_placed_once(self) -> None:
        me = replace(self.stated, rid="me", mine=True)
        mine = replace(self.named, mine=True)
        namesake = person("x", "Megumi Ito")
        assert resolved(me, mine, self.row, namesake) == ["me own row", "x"]

    def test_a_verdict_against_one_makes_another_no_likelier(self) -> None:
        owner = replace(self.named, organizations=frozenset({"acme"}))
        one, other = (person(rid, "Megumi Ito", at=["acme"]) for rid in "xy")
        assert resolved(owner, one) == ["own x"]
        assert resolved(owner, one, other) == ["own", "x", "y"]
        assert resolved(owner, one, other, said=[Verdict("unmerge", "own", "x", MONDAY)]) == ["own", "x", "y"]

    def test_a_verdict_against_it_holds(self) -> None:
        said = [Verdict("never", "row", "own", MONDAY)]
        assert resolved(self.stated, self.row, said=said) == ["own", "row"]
        assert suggested(self.stated, self.row, said=said) == []


class TestVerdicts:
    a = person("a", profile="jane")
    b = person("b", profile="jane")
    c = person("c", profile="jane")
    x = person("x", "Somebody Else", profile="else", roster="list")
    y = person("y", roster="list")

    def said(self, *words: tuple[Say, str, date]) -> list[Verdict]:
        return [Verdict(kind, pair[0], pair[1], on) for kind, pair, on in words]

    def test_merge_is_certain(self) -> None:
        assert resolved(self.x, self.y, said=self.said(("merge", "yx", MONDAY))) == ["x y"]

    @pytest.mark.parametrize("kind", ["unmerge", "never"])
    def test_a_pair_kept_apart_is_apart_whatever_is_certain(self, kind: Say) -> None:
        assert resolved(self.a, self.b, said=self.said((kind, "ba", MONDAY))) == ["a", "b"]

    @pytest.mark.parametrize("kind", ["unmerge", "never"])
    def test_a_third_record_goes_with_the_first(self, kind: Say) -> None:
        assert resolved(self.a, self.b, self.c, said=self.said((kind, "ab", MONDAY))) == ["a c", "b"]
        assert resolved(self.a, self.b, self.c, said=self.said((kind, "ac", MONDAY))) == ["a b", "c"]

    def test_the_last_word_holds(self) -> None:
        first, then = ("merge", "ab", MONDAY), ("unmerge", "ba", TUESDAY)
        assert resolved(self.a, self.b, said=self.said(first, then)) == ["a", "b"]
        assert resolved(self.a, self.b, said=self.said(then, first)) == ["a", "b"]
        assert resolved(self.a, self.b, said=self.said(then, first, ("merge", "ab", WEDNESDAY))) == ["a b"]

    def test_of_one_day_the_later_said(self) -> None:
        merge: tuple[Say, str, date] = ("merge", "xy", MONDAY)
        never: tuple[Say, str, date] = ("never", "xy", MONDAY)
        assert resolved(self.x, self.y, said=self.said(merge, never)) == ["x", "y"]
        assert resolved(self.x, self.y, said=self.said(never, merge)) == ["x y"]

    def test_what_keeps_apart_outlives_merges_around_it(self) -> None:
        said = self.said(("never", "xy", MONDAY), ("merge", "ax", TUESDAY), ("merge", "ay", TUESDAY))
        found = resolve([self.a, self.x, self.y], said)
        assert people(found, [self.a, self.x, self.y]) == ["a x", "y"]
        assert found.warnings == ("Jane Doe and Jane Doe could not be merged: you keep others of their records apart",)

    def test_merged_again_everything_is_as_before(self) -> None:
        records = [self.a, self.b, self.c, self.x, self.y]
        before = resolve(records)
        parted = resolve(records, self.said(("unmerge", "ab", MONDAY)))
        again = resolve(records, self.said(("unmerge", "ab", MONDAY), ("merge", "ab", TUESDAY)))
        assert parted.clusters != before.clusters
        assert again.clusters == before.clusters

    def test_what_rules_say_of_a_merged_person_is_told_and_the_verdicts_for_the_rest(self) -> None:
        said = self.said(*(("merge", pair, MONDAY) for pair in ("ax", "bx", "cx", "ab")))
        assert resolve([self.a, self.b, self.c, self.x], said).matches == (
            Match("profile", "a", "b", "linkedin.com/in/jane"),
            Match("profile", "a", "c", "linkedin.com/in/jane"),
            Match("verdict", "a", "x", ""),
        )

    def test_parted_the_first_keeps_the_id(self) -> None:
        whole = resolve([self.a, self.b])
        parted = resolve([self.a, self.b], self.said(("unmerge", "ab", MONDAY)))
        assert parted.clusters[0].id == whole.clusters[0].id == person_id("profile:linkedin.com/in/jane")
        assert parted.clusters[1].id == person_id("row:b")

    def test_verdicts_on_others_and_on_oneself_are_left_aside(self) -> None:
        said = self.said(("never", "aa", MONDAY), ("merge", "az", MONDAY), ("never", "zz", MONDAY))
        assert resolve([self.a, self.b], said) == resolve([self.a, self.b])


class TestSuggestions:
    def test_name_and_organization(self) -> None:
        a, b = person("a", at=["acme", ""]), person("b", "JANE DOE", at=["acme", ""])
        found = resolve([a, b])
        assert [(s.rule, s.a, s.b, s.value) for s in found.suggestions] == [
            ("name and organization", "a", "b", "jane doe at acme")
        ]
        assert len(found.clusters) == 2

    def test_not_where_no_organization_is_named_nor_the_name_another(self) -> None:
        assert suggested(person("a", at=[""]), person("b", at=[""])) == []
        assert suggested(person("a", at=["acme"]), person("b", "J. Doe", at=["acme"])) == []

    def test_not_where_it_is_known_better(self) -> None:
        a, b = person("a", at=["acme"], profile="jane-1"), person("b", at=["acme"], profile="jane-2")
        assert suggested(a, b) == []
        c, d = person("c", at=["acme"], roster="list"), person("d", at=["acme"], roster="list")
        assert suggested(c, d) == []
        e, f = person("e", at=["acme"]), person("f", at=["acme"])
        assert suggested(e, f, said=[Verdict("never", "f", "e", MONDAY)]) == []
        assert suggested(e, f, said=[Verdict("merge", "f", "e", MONDAY)]) == []

    def test_two_clusters_are_suggested_once_a_rule(self) -> None:
        a, b = person("a", at=["acme", "ajax"], email="j@x.example"), person("b", at=["acme", "ajax"])
        c = person("c", "Joe Roe", email="j@x.example")
        assert suggested(a, b, c) == [("email", "a", "c"), ("name and organization", "a", "b")]

    def test_names_that_look_alike_are_flagged(self) -> None:
        a, b = person("a", "Anna Doe"), person("b", "Аnna Doe")
        found = resolve([a, b])
        assert [(s.rule, s.a, s.b, s.value) for s in found.suggestions] == [("look-alike", "a", "b", "anna doe")]


class TestWarnings:
    def test_a_person_of_many_records_is_flagged(self) -> None:
        six = [person(f"r{n}", profile="jane") for n in range(6)]
        assert resolve(six).warnings == ()
        seven = resolve([*six, person("r6", profile="jane")])
        assert seven.warnings == (
            f"1 person is made of more than 6 records, look at them with 'graphfind person': {seven.clusters[0].id}",
        )


class TestIds:
    def test_the_best_identifier_is_the_anchor(self) -> None:
        known = [("urn", "u"), ("email", "b"), ("email", "a"), ("phone", "+1"), ("profile", "q"), ("profile", "p")]
        assert anchor(known, "rid") == "profile:p"
        assert anchor(known[:4], "rid") == "urn:u"
        assert anchor(known[1:4], "rid") == "email:a"
        assert anchor(known[3:4], "rid") == "phone:+1"
        assert anchor((), "rid") == "row:rid"

    def test_an_id_is_the_same_for_good(self) -> None:
        assert person_id("profile:linkedin.com/in/jane") == "p436fd546e9a10162"
        assert person_id("row:\ud800") == person_id("row:?")

    def test_whoever_stands_alone_has_the_id_of_their_anchor(self) -> None:
        one = person("a", email="j@x.example", profile="jane")
        assert resolve([one]).clusters == (Cluster(person_id(anchor(one.identifiers, "a")), (one.record,)),)

    def test_two_who_share_an_address_have_two_ids(self) -> None:
        a, b = person("a", email="office@x.example"), person("b", "Joe Roe", email="office@x.example")
        assert [c.id for c in resolve([b, a]).clusters] == [person_id("email:office@x.example"), person_id("row:b")]


# The rules once more, as plainly as they can be said -------------------------------------------------


@dataclass
class Plain:
    """All pairs, rule by rule, over sets of record numbers."""

    candidates: list[Candidate]
    verdicts: Sequence[Verdict]
    matches: list[Match] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.candidates = sorted(self.candidates, key=lambda c: c.rid)
        self.all = range(len(self.candidates))
        self.persons = [{n} for n in self.all]
        self.keys = [name_key(c.name) for c in self.candidates]
        self.forms = [(name_key(c.name), *name_doubts(c.name)) for c in self.candidates]
        self.last: dict[frozenset[str], str] = {}
        for verdict in sorted(self.verdicts, key=lambda v: v.on):
            self.last[frozenset({verdict.a, verdict.b})] = verdict.kind

    def of(self, n: int) -> set[int]:
        return next(p for p in self.persons if n in p)

    def allowed(self, a: int, b: int, certain: bool) -> bool:
        ours, theirs = self.of(a), self.of(b)
        pairs = [(self.candidates[x], self.candidates[y]) for x in ours for y in theirs]
        if any(self.last.get(frozenset({x.rid, y.rid})) in ("never", "unmerge") for x, y in pairs):
            return False
        return certain or not self.others(a, b)

    def others(self, a: int, b: int) -> bool:
        for x, y in ((self.candidates[x], self.candidates[y]) for x in self.of(a) for y in self.of(b)):
            if x.roster and x.roster == y.roster:
                return True
            if any(p != q for p in profiles(x) for q in profiles(y)):
                return True
        return False

    def join(self, rule: str, value: str, a: int, b: int, certain: bool = False) -> bool:
        ours, theirs = self.of(a), self.of(b)
        if ours is theirs or not self.allowed(a, b, certain):
            return False
        self.persons = [p for p in self.persons if p is not ours and p is not theirs] + [ours | theirs]
        a, b = sorted((a, b))
        self.matches.append(Match(rule, self.candidates[a].rid, self.candidates[b].rid, value))
        return True

    def values(self, kind: str) -> list[tuple[str, list[int]]]:
        values = sorted({v for c in self.candidates for k, v in c.identifiers if k == kind})
        return [(v, [n for n in self.all if (kind, v) in self.candidates[n].identifiers]) for v in values]

    def run(self) -> None:
        rids = {c.rid: n for n, c in enumerate(self.candidates)}
        for pair in sorted(tuple(sorted(p)) for p, kind in self.last.items() if kind == "merge" and len(p) == 2):
            if pair[0] in rids and pair[1] in rids:
                self.join("verdict", "", rids[pair[0]], rids[pair[1]], certain=True)
        for kind in ("urn", "profile"):
            for value, group in self.values(kind):
                self.join_pairs(kind, value, combinations(group, 2), certain=True)
        self.join_pairs("me", "", combinations([n for n in self.all if self.candidates[n].mine], 2), certain=True)
        for kind in ("email", "phone"):
            for value, group in self.values(kind):
                parts: list[list[int]] = []
                for n in group:
                    part = next((p for p in parts if any(self.tells(group, m, n) for m in p)), None)
                    if part is None and self.keys[n]:
                        parts.append([n])
                    elif part is not None:
                        part.append(n)
                for part in parts:
                    self.join_pairs(kind, value, combinations(part, 2))
        self.nameless()
        self.owners()

    def told(self) -> list[Match]:
        """The matches, and in place of the verdicts that made a person what rules alone say of their records."""
        persons = [{self.candidates[n].rid for n in p} for p in self.persons]
        of = lambda match: next(p for p in persons if match.a in p)  # noqa: E731
        said = [p for p in persons if any(m.rule == "verdict" for m in self.matches if m.a in p)]
        found = [m for m in self.matches if of(m) not in said]
        for rids in sorted(said, key=min):
            ours = [c for c in self.candidates if c.rid in rids]
            shared = {mark for c in ours for mark in self.marks(c)}
            rules = Plain([c for c in self.candidates if c in ours or shared & self.marks(c)], [])
            rules.last = {pair: kind for pair, kind in self.last.items() if kind != "merge"}
            rules.run()
            merges = sorted(tuple(sorted(p)) for p, kind in self.last.items() if kind == "merge" and p <= rids)
            more = [Match("verdict", *pair, "") for pair in merges if len(pair) == 2]
            joined = [{rid} for rid in rids]
            by_rules = [m for m in rules.matches if {m.a, m.b} <= rids]
            for match in [*by_rules, *more, *(m for m in self.matches if of(m) is rids)]:
                ends = [next(part for part in joined if rid in part) for rid in (match.a, match.b)]
                if ends[0] is not ends[1]:
                    joined = [part for part in joined if part not in ends] + [ends[0] | ends[1]]
                    found.append(match)
        return found

    def marks(self, candidate: Candidate) -> set[object]:
        """What makes rules look at a record together with others."""
        return {*candidate.identifiers, *filter(None, [name_key(candidate.name)])}

    def join_pairs(self, rule: str, value: str, pairs: Iterable[tuple[int, int]], certain: bool = False) -> None:
        for a, b in pairs:
            self.join(rule, value, a, b, certain)

    def fit(self, a: int, b: int) -> bool:
        """Whether two names fit, or two others written so that they have the same forms."""
        like = [
            [c.name for c, f in zip(self.candidates, self.forms, strict=True) if f == self.forms[n]] for n in (a, b)
        ]
        return any(names_compatible(x, y) for x in like[0] for y in like[1])

    def tells(self, group: Sequence[int], a: int, b: int) -> bool:
        if not self.keys[a] or not self.keys[b]:
            return False
        if self.forms[a] == self.forms[b]:
            return True

        fitting = [{self.forms[x] for x in group if self.keys[x] and self.fit(x, n)} for n in (a, b)]
        return self.forms[b] in fitting[0] and fitting[0] == fitting[1]

    def nameless(self) -> None:
        bearers: dict[int, list[tuple[str, str, int]]] = {n: [] for n in self.all if not self.keys[n]}
        for kind in ("email", "phone"):
            for value, group in self.values(kind):
                for n in (n for n in group if not self.keys[n]):
                    bearers[n] += [(kind, value, m) for m in group if self.keys[m]]
        persons = {n: [self.of(m) for _, _, m in found] for n, found in bearers.items()}
        for kind in ("email", "phone"):
            for value, group in self.values(kind):
                self.join_pairs(kind, value, combinations([n for n in group if bearers.get(n) == []], 2))
        for n, found in bearers.items():
            if found and all(p is persons[n][0] for p in persons[n]):
                kind, value, m = found[0]
                self.join(kind, value, m, n)

    def owners(self) -> None:
        settling = ("verdict", "urn", "profile", "email", "phone")
        settled = {rid for m in self.matches if m.rule in settling for rid in (m.a, m.b)}
        lone = [
            n
            for n in sorted(self.all, key=lambda n: (self.keys[n], n))
            if self.candidates[n].owner
            and self.keys[n]
            and not any(self.candidates[m].rid in settled for m in self.of(n))
        ]
        stated = [n for n in lone if self.candidates[n].owner == "stated"]
        for a, b in combinations(stated, 2):
            if self.keys[a] == self.keys[b]:
                self.join("owner", self.keys[a], a, b)
        fits: list[tuple[int, int]] = []
        for n in (n for n in lone if self.candidates[n].owner == "named"):
            namesakes = [m for m in self.namesakes(n) if not self.of(m) & set(lone)]
            namesakes = [m for m in namesakes if not self.others(n, m) and self.corroborated(n, m)]
            if len(namesakes) == 1:
                fits.append((n, namesakes[0]))
        placed = [n for n, m in fits if self.join("owner", self.keys[n], n, m)]
        for n in stated:
            if self.of(n) & set(placed):
                continue
            namesakes = self.namesakes(n)
            if len(namesakes) != 1 or self.on_own_list(n, namesakes[0]):
                continue
            if self.join("owner", self.keys[n], n, namesakes[0]):
                placed.append(n)

    def namesakes(self, n: int) -> list[int]:
        """The first bearer of the name in each other person."""
        found = [min(m for m in p if self.keys[m] == self.keys[n]) for p in self.persons
                 if n not in p and any(self.keys[m] == self.keys[n] for m in p)]  # fmt: skip
        return sorted(found)

    def on_own_list(self, n: int, m: int) -> bool:
        own = {self.keys[x] for x in self.of(n) if self.candidates[x].owner}
        own |= {p for x in self.of(n) for p in profiles(self.candidates[x])}
        return any(self.candidates[x].knows & own for x in self.of(m) if not self.candidates[x].owner)

    def corroborated(self, n: int, m: int) -> bool:
        if self.on_own_list(n, m):
            return False
        ours, theirs = ([self.candidates[x] for x in self.of(one)] for one in (n, m))
        return any(
            (x.organizations & y.organizations) - {""} or (x.owner and not y.owner and x.knows & y.knows)
            for x in ours
            for y in theirs
        )


def profiles(candidate: Candidate) -> list[str]:
    return [value for kind, value in candidate.identifiers if kind == "profile"]


NAMES = ["Jane Doe", "J. Doe", "John Doe", "Jane Roe", "Doe, Jane", "Anna Doe (Roe)", "Аnna Doe", "", "Jane"]
NAMES += ["Ms. Jane Doe", "Mr. Doe", "Doe", "Jane Doe, XQZ", "Jane Doe, ZQX"]


@st.composite
def candidates(draw: st.DrawFn, most: int = 7) -> list[Candidate]:
    one_of = lambda *values: draw(st.sampled_from(values))  # noqa: E731
    records = []
    for n in range(draw(st.integers(1, most))):
        owner = one_of("", "", "", "named", "stated")
        records.append(
            person(
                f"r{n}",
                draw(st.sampled_from(NAMES)),
                email=draw(st.lists(st.sampled_from(["a@x.example", "b@x.example"]), max_size=2, unique=True)),
                phone=one_of("", "", "+4930123456"),
                profile=draw(st.lists(st.sampled_from(["p", "q"]), max_size=1)),
                urn=one_of("", "", "", "1"),
                roster=one_of("", "list", "other"),
                at=one_of((), ("acme",), ("",)),
                owner=owner,
                mine=bool(owner) and one_of(True, False),
                knows=one_of((), ("mara lind",), ("jane doe",), ("linkedin.com/in/p",)),
            )
        )
    return [replace(record, record=n) for n, record in enumerate(records)]


def verdicts(records: Sequence[Candidate]) -> st.SearchStrategy[list[Verdict]]:
    rids = st.sampled_from([c.rid for c in records] + ["unknown"])
    days = st.sampled_from([MONDAY, TUESDAY])
    return st.lists(st.builds(Verdict, st.sampled_from(["merge", "unmerge", "never"]), rids, rids, days), max_size=4)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Candidate], list[Verdict]]:
    records = draw(candidates())
    return records, draw(verdicts(records))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_outcome_is_that_of_the_plain_rules(case: tuple[list[Candidate], list[Verdict]]) -> None:
    records, said = case
    plain = Plain(list(records), said)
    plain.run()
    found = resolve(records, said)
    numbers = [[plain.candidates[n].record for n in sorted(p)] for p in plain.persons]
    assert sorted(numbers) == sorted(list(c.records) for c in found.clusters)
    assert list(found.matches) == plain.told()


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_records_is_of_no_matter(case: tuple[list[Candidate], list[Verdict]], random: Random) -> None:
    records, said = case
    shuffled = random.sample(records, len(records))
    assert resolve(shuffled, said) == resolve(records, said)


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_always_holds(case: tuple[list[Candidate], list[Verdict]]) -> None:
    records, said = case
    found = resolve(records, said)
    person_of = {records[n].rid: c.id for c in found.clusters for n in c.records}
    assert sorted(n for c in found.clusters for n in c.records) == list(range(len(records)))
    assert len({c.id for c in found.clusters}) == len(found.clusters)
    assert len(set(found.matches)) == len(found.matches) == len(records) - len(found.clusters)
    assert all(m.a < m.b and person_of[m.a] == person_of[m.b] for m in found.matches)
    assert all(s.a < s.b and person_of[s.a] != person_of[s.b] for s in found.suggestions)
    plain = Plain(list(records), said)
    plain.run()
    places = {c.rid: n for n, c in enumerate(plain.candidates)}
    assert all(plain.allowed(places[s.a], places[s.b], False) for s in found.suggestions)
    for (a, b), kind in {tuple(sorted(pair)): kind for pair, kind in plain.last.items() if len(pair) == 2}.items():
        if kind != "merge" and a in places and b in places:
            assert person_of[a] != person_of[b]


@settings(max_examples=200, deadline=None)
@given(cases(), st.data())
def test_a_merge_taken_apart_leaves_everybody_as_they_were(
    case: tuple[list[Candidate], list[Verdict]], data: st.DataObject
) -> None:
    records, said = case
    before = resolve(records, said)
    persons = [[records[n].rid for n in cluster.records] for cluster in before.clusters]
    one, other = data.draw(st.permutations(persons))[:2] if len(persons) > 1 else ([], [])
    pairs = [(a, b) for a in one for b in other]
    merged = [*said, *(Verdict("merge", a, b, WEDNESDAY) for a, b in pairs)]
    parted = [*merged, *(Verdict("unmerge", a, b, WEDNESDAY) for a, b in pairs)]
    found = resolve(records, merged)
    person_of = {records[n].rid: c.id for c in found.clusters for n in c.records}
    assert len({person_of[rid] for rid in (*one, *other)}) <= 1
    assert resolve(records, parted).clusters == before.clusters


@settings(max_examples=100, deadline=None)
@given(cases())
def test_who_shares_an_address_is_one_or_suggested_or_vetoed(case: tuple[list[Candidate], list[Verdict]]) -> None:
    records, said = case
    found = resolve(records, said)
    plain = Plain(list(records), said)
    plain.run()
    places = {c.rid: n for n, c in enumerate(plain.candidates)}
    pairs = [{frozenset(plain.of(places[s.a])), frozenset(plain.of(places[s.b]))} for s in found.suggestions]
    for kind in ("email", "phone"):
        for _, group in plain.values(kind):
            for a, b in combinations(group, 2):
                ours, theirs = plain.of(a), plain.of(b)
                assert ours is theirs or not plain.allowed(a, b, False) or {frozenset(ours), frozenset(theirs)} in pairs


# Size -------------------------------------------------------------------------------------------------

MANY = 8_000


def given_name(n: int) -> str:
    return "".join(chr(97 + n // 26**place % 26) for place in range(4)).capitalize()


WORST_CASES = {
    "pairs by profile": lambda n: person(f"r{n}", f"{given_name(n // 2)} Roe", profile=f"p{n // 2}"),
    "pairs by e-mail": lambda n: person(f"r{n}", f"{given_name(n // 2)} Roe", email=f"p{n // 2}@x.example"),
    "one profile": lambda n: person(f"r{n}", profile="jane"),
    "one e-mail and name": lambda n: person(f"r{n}", email="j@x.example"),
    "one e-mail, many names": lambda n: person(f"r{n}", f"{given_name(n)} Roe", email="j@x.example"),
    "one e-mail, many spellings": lambda n: person(f"r{n}", f"Jane Doe ({given_name(n)})", email="j@x.example"),
    "one e-mail, one list": lambda n: person(f"r{n}", email="j@x.example", roster="list"),
    "one e-mail, many profiles": lambda n: person(f"r{n}", email="j@x.example", profile=f"p{n}"),
    "one name and organization": lambda n: person(f"r{n}", at=["acme"]),
    "one owner's name": lambda n: person(f"r{n}", owner="stated" if n == 0 else "", roster="list"),
    "mailboxes of twenty": lambda n: person(f"r{n}", f"{given_name(n)} Roe", email=f"{n // 20}@x.example"),
    "no names": lambda n: person(f"r{n}", "", email="j@x.example"),
}


@pytest.mark.parametrize("case", WORST_CASES)
def test_work_grows_with_records_and_not_with_pairs(case: str) -> None:
    make = WORST_CASES[case]
    few, many = [make(n) for n in range(MANY // 8)], [make(n) for n in range(MANY)]
    assert calls_of(lambda: resolve(many)) < 16 * calls_of(lambda: resolve(few))  # the pairs are 64 times as many


def test_twenty_thousand_records_of_every_kind_are_as_much_work_as_each_by_itself() -> None:
    kinds = list(WORST_CASES.values())
    records = [replace(kinds[n % len(kinds)](n), rid=f"r{n}") for n in range(20_000)]
    assert calls_of(lambda: resolve(records)) < 150 * len(records)
