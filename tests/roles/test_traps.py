"""Titles that look like a role and are not, or do not look like it and are."""

from __future__ import annotations

from collections import Counter

import pytest

from graphfind.roles import Lexicon, RoleMatcher, matcher, understand

from .tables import rows

TRAPS = rows("traps.tsv")


@pytest.fixture(scope="module")
def matchers(lexicon: Lexicon) -> dict[str, RoleMatcher]:
    return {query: matcher(understand(query, lexicon), lexicon) for query in {row[0] for row in TRAPS}}


@pytest.mark.parametrize(("query", "title", "grade", "kind"), TRAPS)
def test_trap(query: str, title: str, grade: str, kind: str, matchers: dict[str, RoleMatcher]) -> None:
    judged = matchers[query].judge(title)
    assert (judged.grade or "-") == grade, f"{kind}: {judged.why}"


def test_every_trap_is_one_of_its_kind() -> None:
    assert len({(query, title) for query, title, *_ in TRAPS}) == len(TRAPS) >= 120
    kinds = Counter(kind for *_, kind in TRAPS)
    assert min(kinds.values()) >= 1
    assert len(kinds) >= 15


def test_matching_many_titles_at_once_falls_into_no_other_trap(matchers: dict[str, RoleMatcher]) -> None:
    titles = [title for _, title, *_ in TRAPS]
    for made in matchers.values():
        one_by_one = {title: match for title in titles if (match := made.match(title)) is not None}
        assert made.match_all(titles) == one_by_one
