"""The story that the sample data tells: who reaches which product manager, and what stands in the way."""

from __future__ import annotations

import re
from collections import Counter, deque
from datetime import datetime

from tests.sample_reading import (
    archives,
    connection,
    connections,
    full_name,
    listed,
    members,
    owner_slug,
    people,
    sample,
    slug_of,
    table,
    ties,
    volume,
)

DIRECT = {
    "Signe Ravndal": "Product Manager",
    "Olumide Fashola-Berg": "Senior Product Manager",
    "Beatriz Quintanilha": "Product Manager - Payments",
    "Henrik Stålnacke": "Product Manager, Diagnostics",
}
THROUGH_FRIENDS = {
    "Leire Aranburu Sáez": ("Group Product Manager", {"Tomás"}),
    "Nikolaos Vasileiadis": ("Technical Product Manager", {"Tomás", "Adaeze"}),
    "Joanna Wieczorek-Hall": ("Product Manager", {"Tomás", "Adaeze", "Megumi"}),
    "健二 森沢": ("プロダクトマネージャー", {"Megumi"}),
    "Chukwuemeka Onyeabor": ("Product Manager II", {"Adaeze"}),
    "Friederike Althoff-Yıldız": ("Produktmanagerin (m/w/d) E-Learning", {"Adaeze"}),
    "Daniel Novák": ("Product Manager", {"Tomás"}),
    "Kwabena Asare-Holm": ("Product Manager", {"Megumi"}),
}
LEADERS = {
    "Margarethe Oyelaran-Voss": ("Head of Product", "Adaeze"),
    "Diego Santolaria Prats": ("VP Product", "Tomás"),
    "Anjali Deshmukh-Ryan": ("Chief Product Officer", "Mara"),
    "Camille Therrien-Ouimet": ("Director of Product Management", "Megumi"),
    "Tuomas Kivelä": ("Product Owner", "Mara"),
}
TRAPS = {
    "Filippa Norell": "Former Product Manager | On parental leave",
    "Gareth Penhaligon-Shaw": "Executive Assistant to the VP Product",
    "Yusuf Karadağlı": "Aspiring Product Manager | Physiotherapist",
    "Chiara Bellandi": "Product Marketing Manager",
    "Hamza Boukhriss": "Production Manager",
    "Linnea Aspelund": "Recruiter for Product Managers",
    "Marek Dvořáčekovský": "ex-Product Manager, now Ceramic Artist",
    "Sunniva Tveitane": "Product Management Student",
    "Thérèse Aubertin-Moulay": "Retired Product Manager",
    "Pooja Venkataraghavan": "Project Manager",
}


def test_friends_are_connected_to_mara_both_ways_on_one_day() -> None:
    for name in sample().friends:
        there = connection("Mara", name)
        back = connection(name.split()[0], "Mara Lindqvist")
        assert there["Connected On"] == back["Connected On"]
        owner = name.split()[0]
        if owner != "Megumi":
            assert volume("Mara", name) == volume(owner, "Mara Lindqvist")[::-1]
            assert min(volume("Mara", name)) >= 9


def test_megumis_archive_is_tied_to_mara_by_profile_and_by_address() -> None:
    megumi = connection("Mara", "Megumi Takahashi")
    own = table("Megumi", "Email Addresses.csv")
    assert megumi["Email Address"] == own[0]["Email Address"] == "megumi.takahashi@example.org"
    invitation = next(row for row in table("Megumi", "Invitations.csv") if row["From"] == "Mara Lindqvist")
    assert slug_of(invitation["inviteeProfileUrl"]) == slug_of(megumi["URL"])


def test_mara_knows_product_managers_closely_and_hardly() -> None:
    assert {name: connection("Mara", name)["Position"] for name in DIRECT} == DIRECT
    assert {name: volume("Mara", name) for name in DIRECT} == {
        "Signe Ravndal": (9, 8),
        "Olumide Fashola-Berg": (4, 4),
        "Beatriz Quintanilha": (0, 0),
        "Henrik Stålnacke": (3, 0),
    }
    assert "Signe" in {row["First Name"] for row in table("Mara", "Recommendations_Received.csv")}


def test_priya_is_closer_through_adaeze_than_directly() -> None:
    assert {slug_of(connection(o, "Priya Raghunathan, MBA")["URL"]) for o in ("Mara", "Adaeze")} == {
        slug_of(connection("Mara", "Priya Raghunathan, MBA")["URL"])
    }
    assert volume("Mara", "Priya Raghunathan, MBA") == (0, 0)
    assert volume("Adaeze", "Priya Raghunathan, MBA") == (7, 8)


def test_friends_know_product_managers_some_of_them_the_same_ones() -> None:
    for name, (title, friends) in THROUGH_FRIENDS.items():
        assert {o for o in archives() if name in map(full_name, connections(o))} == friends, name
        assert {connection(o, name)["Position"] for o in friends} == {title}


def test_leaders_and_traps_are_where_the_story_has_them() -> None:
    assert {name: connection(owner, name)["Position"] for name, (_, owner) in LEADERS.items()} == {
        name: title for name, (title, _) in LEADERS.items()
    }
    assert {name: connection("Mara", name)["Position"] for name in TRAPS} == TRAPS
    assert sum(min(volume("Mara", name)) > 0 for name in TRAPS) >= 8
    assert connection("Megumi", "Ruth Castellanos-Iwu")["Position"] == "Product Manager Coach"
    assert connection("Tomás", "Ibrahim Sesay-Conteh")["Position"] == "Product Management Intern"
    assert connection("Tomás", "Lorcan Gilhooly-Faye")["Position"] == "Incoming Product Manager"


def test_nobody_else_is_a_product_manager() -> None:
    told = {*DIRECT, *THROUGH_FRIENDS, *LEADERS, *TRAPS, "Priya Raghunathan, MBA", "Rafael Couto Barbosa"}
    told |= {"Ruth Castellanos-Iwu", "Ibrahim Sesay-Conteh", "Lorcan Gilhooly-Faye"}
    found = {
        full_name(r) for o in archives() for r in connections(o) if re.search("product (m|owner)", r["Position"], re.I)
    }
    assert found <= told
    in_table = {row["name"] for row in people() if re.search("product (m|owner)|产品经理", row["title"], re.I)}
    three_hops = {"Salma Benhaddou", "Lindiwe Mthembu-Clarke", "思远 岑"}
    assert in_table == three_hops | {"Ngozi Arvidsson", "Nerea Goikoetxea-Lund", "Oksana Hrytsenko", "Tevita Fonoti"}


def observed_hops() -> dict[str, int]:
    """The observed ties on the shortest way from Mara to everybody, by slug, address or id of the people table."""
    same: dict[str, str] = {}
    for row in people():
        names = [row["id"], row["email"], slug_of(row["profile"])]
        same |= {name: row["id"] for name in names if name}
    names_in_table = Counter(row["name"] for row in people())
    same |= {row["name"]: row["id"] for row in people() if names_in_table[row["name"]] == 1}
    edges: dict[str, set[str]] = {}

    def join(a: str, b: str) -> None:
        edges.setdefault(same.get(a, a), set()).add(same.get(b, b))
        edges.setdefault(same.get(b, b), set()).add(same.get(a, a))

    for owner in archives():
        me = owner_slug(owner)
        for row in connections(owner):
            if row["Email Address"] in same:
                same.setdefault(slug_of(row["URL"]), same[row["Email Address"]])
            join(me, slug_of(row["URL"]))
    for row in ties():
        join(*(slug_of(row[end]) or row[end] for end in ("source", "target")))
    hops = {same["mara.lindqvist@example.org"]: 0, owner_slug("Mara"): 0}
    queue = deque(hops)
    while queue:
        person = queue.popleft()
        for other in edges.get(person, ()):
            if other not in hops:
                hops[other] = hops[person] + 1
                queue.append(other)
    return hops


def test_paths_of_one_to_four_hops_and_none() -> None:
    hops = observed_hops()
    assert {name: hops[slug_of(connection("Mara", name)["URL"])] for name in DIRECT} == dict.fromkeys(DIRECT, 1)
    expected = {
        "Ngozi Arvidsson": 2,
        "Salma Benhaddou": 3,
        "Lindiwe Mthembu-Clarke": 3,
        "思远 岑": 3,
        "Oksana Hrytsenko": 4,
        "Nerea Goikoetxea-Lund": None,
        "Tevita Fonoti": None,
    }
    assert {name: hops.get(listed(name)["id"]) for name in expected} == expected
    for name, (_, friends) in THROUGH_FRIENDS.items():
        assert hops[slug_of(connection(min(friends), name)["URL"])] == 2


def test_katarzyna_is_joined_by_her_address_alone() -> None:
    archived, row = connection("Adaeze", "Katarzyna Wójcik-Lange"), listed("Katarzyna Wojcik-Lange")
    assert archived["Email Address"] == row["email"] != ""
    assert row["profile"] == ""
    assert [
        t["strength"] for t in ties() if {t["source"], t["target"]} == {row["id"], listed("Salma Benhaddou")["id"]}
    ] == ["0.8"]


def test_other_people_of_the_table_stand_in_archives_too() -> None:
    slugs = {slug_of(row["URL"]) for owner in archives() for row in connections(owner)}
    addresses = {row["Email Address"] for owner in archives() for row in connections(owner)} - {""}
    assert sum(slug_of(row["profile"]) in slugs for row in people()) >= 50
    assert sum(row["email"] in addresses for row in people()) >= 35


def test_rafael_changed_jobs_since_megumis_export() -> None:
    old, new = connection("Megumi", "Rafael Couto Barbosa"), connection("Tomás", "Rafael Couto Barbosa")
    assert old["URL"] == new["URL"]
    assert (old["Position"], old["Company"]) == ("Business Analyst", "Tordoya Seguros")
    assert (new["Position"], new["Company"]) == ("Product Manager", "Oribela Insurance Tech")


def test_two_people_called_daniel_novak_share_nothing() -> None:
    connected, electrician = connection("Tomás", "Daniel Novák"), listed("Daniel Novák")
    assert electrician["title"] == "Electrician"
    assert electrician["profile"] == ""
    assert connected["Email Address"] == ""
    assert electrician["email"] != ""


def test_inferred_ties_have_what_they_follow_from() -> None:
    tomas = table("Tomás", "Positions.csv")
    assert [tomas[0][c] for c in ("Company Name", "Started On", "Finished On")] == [
        "Zubalde Route Software",
        "Apr 2021",
        "",
    ]
    staff = [row["name"] for row in people() if row["organization"] == "Zubalde Route Software"]
    assert staff == ["Nerea Goikoetxea-Lund"]
    assert {full_name(r) for r in connections("Tomás") if r["Company"] == "Zubalde Route Software"} == {
        "Unai Mendizorrotz"
    }

    registry = {
        (o, full_name(r)) for o in archives() for r in connections(o) if r["Company"] == "Norðurvík Registry Tools"
    }
    assert registry == {("Mara", "Halldóra Steinsdóttir"), ("Megumi", "Kwabena Asare-Holm")}

    stays = {
        owner: next(r for r in table(owner, "Positions.csv") if r["Company Name"] == "Möwenkai Spedition")
        for owner in ("Tomás", "Adaeze")
    }
    days = {o: [datetime.strptime(r[c], "%b %Y") for c in ("Started On", "Finished On")] for o, r in stays.items()}
    assert max(start for start, _ in days.values()) < min(end for _, end in days.values())
    assert "Adaeze Okonkwo-Bauer" not in map(full_name, connections("Tomás"))
    schools = [{row["School Name"] for row in table(o, "Education.csv")} for o in ("Tomás", "Megumi")]
    assert schools[0] & schools[1] == {"Universidad Náutica de Costarriba"}
    assert "Megumi Takahashi" not in map(full_name, connections("Tomás"))


def test_planted_people_work_where_nobody_else_does() -> None:
    employers: dict[str, set[str]] = {}
    for owner in archives():
        for row in connections(owner):
            employers.setdefault(row["Company"], set()).add(slug_of(row["URL"]))
    for row in people():
        employers.setdefault(row["organization"], set()).add(row["id"])
    targets = [connection("Mara", n)["Company"] for n in DIRECT]
    targets += [connection(min(f), n)["Company"] for n, (_, f) in THROUGH_FRIENDS.items()]
    targets += [listed(n)["organization"] for n in ("Salma Benhaddou", "Tevita Fonoti", "Oksana Hrytsenko")]
    shared = {"Norðurvík Registry Tools"}
    assert {name for name in targets if len(employers[name]) > 1} == shared


def test_one_row_of_tomas_connections_is_broken() -> None:
    lines = members("Tomás")["Connections.csv"].splitlines()
    broken = [line for line in lines if line.count('"') % 2]
    assert len(broken) == 1
    assert broken[0].startswith('Rosalba,"Fiorentini-Achebe,')
    assert 100 < lines.index(broken[0]) < len(lines) - 100
    assert any('"' in line for line in lines[lines.index(broken[0]) + 1 :])
    assert not any('"' in line and line.count('"') % 2 for o in ("Mara", "Adaeze", "Megumi") for line in lines_of(o))


def lines_of(owner: str) -> list[str]:
    return members(owner)["Connections.csv"].splitlines()


def test_one_of_maras_connections_stands_twice() -> None:
    twice = [row for row, count in Counter(tuple(row.items()) for row in connections("Mara")).items() if count > 1]
    assert len(twice) == 1


def test_three_ties_must_be_rejected_and_no_others() -> None:
    ids = {row["id"] for row in people()}
    names = Counter(row["name"] for row in people())

    def faulty(row: dict[str, str]) -> str:
        if row["strength"] and not 0 < float(row["strength"]) <= 1:
            return "strength"
        for end in (row["source"], row["target"]):
            bare = end not in ids and "@" not in end and "/in/" not in end
            if bare and names[end] != 1:
                return f"fits {names[end]}"
        return ""

    assert Counter(filter(None, map(faulty, ties()))) == {"strength": 1, "fits 0": 1, "fits 2": 1}
    assert names["Ana Sousa Pires"] == 2


def test_ties_name_their_ends_in_every_way_and_part_of_them_a_strength() -> None:
    ends = [row[end] for row in ties() for end in ("source", "target")]
    assert sum(bool(re.fullmatch(r"P\d{4}", end)) for end in ends) > 200
    assert sum("@" in end for end in ends) > 100
    assert sum("/in/" in end for end in ends) > 80
    assert sum(end in {row["name"] for row in people()} for end in ends) > 50
    assert 0.2 < sum(bool(row["strength"]) for row in ties()) / len(ties()) < 0.4


def test_namesakes_are_about_as_common_as_in_real_lists() -> None:
    rows = [row for owner in archives() for row in connections(owner)]
    by_name: dict[str, set[str]] = {}
    for row in rows:
        by_name.setdefault(full_name(row).strip(), set()).add(slug_of(row["URL"]))
    namesakes = sum(len(slugs) for slugs in by_name.values() if len(slugs) > 1)
    assert 0.005 < namesakes / len(rows) < 0.04
