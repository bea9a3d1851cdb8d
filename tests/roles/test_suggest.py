"""Who comes nearest to a role that nobody holds."""

from __future__ import annotations

from graphfind.roles import Lexicon, understand
from graphfind.roles.suggest import nearest

TITLES = {
    "Product Owner": 5, "Product Marketing Manager": 3, "Former Product Manager": 1, "Product Manager Intern": 2,
    "Data Analyst": 4, "Park Ranger": 2, "Baker": 3, "Senior Baker": 1,
}  # fmt: skip


def test_roles_beside_come_first_the_most_frequent_in_front(lexicon: Lexicon) -> None:
    found = nearest(understand("product manager", lexicon), TITLES, lexicon, limit=4)
    assert [(each.title, each.people) for each in found] == [
        ("Product Owner", 5),
        ("Product Marketing Manager", 3),
        ("Product Manager Intern", 2),
        ("Former Product Manager", 1),
    ]
    assert "would be exact" in found[-1].why


def test_titles_that_hold_the_role_are_not_near_it(lexicon: Lexicon) -> None:
    titles = {"Product Manager": 9, "Sr. PM": 3, "Product Owner": 1}
    assert [each.title for each in nearest(understand("product manager", lexicon), titles, lexicon)] == [
        "Product Owner"
    ]


def test_level_out_of_reach_is_just_missed(lexicon: Lexicon) -> None:
    (found,) = nearest(understand("lead data analyst", lexicon), {"Data Analyst": 4}, lexicon)
    assert "too far from lead" in found.why


def test_words_shared_and_words_misspelled(lexicon: Lexicon) -> None:
    ranger = nearest(understand("forest ranger", lexicon), TITLES, lexicon)
    assert [(each.title, each.why) for each in ranger] == [("Park Ranger", 'without "forest"')]
    keeper = nearest(understand("lighthous keepr", lexicon), {"Lighthouse Keeper": 3, "Baker": 1}, lexicon)
    assert [each.title for each in keeper] == ["Lighthouse Keeper"]


def test_nothing_is_near(lexicon: Lexicon) -> None:
    assert nearest(understand("lighthouse keeper", lexicon), TITLES, lexicon) == ()
    assert nearest(understand("product manager", lexicon), {}, lexicon) == ()
    assert nearest(understand("product manager", lexicon), TITLES, lexicon, limit=0) == ()
