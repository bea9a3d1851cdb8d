"""A store's titles by an index: the same answers as by reading every title, whatever happened to the store."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from graphfind.identity import resolve
from graphfind.loading import withdraw
from graphfind.lookup import find_person
from graphfind.query import find_introductions, matching
from graphfind.query.connectors import find_connectors
from graphfind.roles import Lexicon, matcher, understand
from graphfind.statements import forget, set_tie
from graphfind.stores import open_store
from graphfind.stores.base import Store
from tests.query.world import ask, request
from tests.worlds import TODAY, load, person

ROLES = (
    "product manager",
    "senior product manager",
    "nurse",
    "teacher -school",
    "product roadmap manager",
    "stargazer",
)


@pytest.fixture(autouse=True)
def indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "INDEXED", 1)


def directly(store: Store, lexicon: Lexicon, role: str) -> dict[str, tuple[str, str]]:
    found = matcher(understand(role, lexicon), lexicon).match_all(store.title_texts())
    return {title: (match.grade, match.level) for title, match in found.items()}


def by_index(store: Store, lexicon: Lexicon, role: str) -> dict[str, tuple[str, str]]:
    found = matching.matched(store, matcher(understand(role, lexicon), lexicon))
    return {title: (match.grade, match.level) for title, match in found.items()}


def assert_same(store: Store, lexicon: Lexicon) -> None:
    for role in ROLES:
        for _ in range(2):
            assert by_index(store, lexicon, role) == directly(store, lexicon, role), role


def parts(store: Store) -> dict[str, bytes]:
    with closing(sqlite3.connect(store.location)) as db:
        return dict(db.execute("SELECT name, data FROM cache WHERE name LIKE 'titles.%'").fetchall())


def test_answers_are_the_same_to_the_letter(store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = request(store, lexicon)
    for _ in range(2):
        with monkeypatch.context() as few:
            few.setattr(matching, "INDEXED", 10_000)
            plain = find_introductions(store, asked, lexicon, TODAY), find_connectors(store, asked, lexicon, TODAY)
        assert (
            find_introductions(store, asked, lexicon, TODAY),
            find_connectors(store, asked, lexicon, TODAY),
        ) == plain
        assert all(one.role_match and one.role_match.why for one in plain[0].introductions)


def test_what_was_read_is_kept_for_the_next_one_to_ask(
    store: Store, lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(store, lexicon)
    monkeypatch.delattr("graphfind.roles.titles.parse")
    monkeypatch.delattr("graphfind.roles.wordindex.plain_lines")
    with open_store(Path(store.location)) as again:
        assert by_index(again, lexicon, "product manager")


def test_the_index_follows_imports_and_withdrawals(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    assert_same(store, lexicon)
    more = [person("flo", "Flo Berg", "Lead Product Manager"), person("gil", "Gil Moe", "Stargazer")]
    load(store, tmp_path, more, file="more.scripted")
    assert "titles.card" not in parts(store)
    assert_same(store, lexicon)
    assert set(by_index(store, lexicon, "stargazer")) == {"Stargazer"}
    withdraw(store, next(source for source in store.sources() if source.source.path.endswith("more.scripted")), TODAY)
    assert not parts(store)
    assert_same(store, lexicon)


def test_nothing_of_a_forgotten_person_stays(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    load(store, tmp_path, [person("gil", "Gil Moe", "Stargazer")], file="more.scripted")
    assert_same(store, lexicon)
    assert any(b"stargazer" in part for part in parts(store).values())
    forget(store, find_person(store, "Gil Moe"), TODAY)
    assert not parts(store)


def test_a_word_on_a_tie_leaves_the_index_as_it_is(store: Store, lexicon: Lexicon) -> None:
    assert_same(store, lexicon)
    before = parts(store)
    set_tie(store, find_person(store, "Ada Ferro"), None, "dont-ask", TODAY)
    store.snapshot(TODAY)
    assert parts(store) == before


def test_another_month_builds_the_graph_anew_and_keeps_the_index(store: Store, lexicon: Lexicon) -> None:
    assert_same(store, lexicon)
    before = parts(store)
    store.snapshot(date(2027, 3, 1))
    assert parts(store) == before


def test_a_store_that_may_only_be_read_answers_without(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    store.close()
    folder = tmp_path / "locked"
    folder.mkdir()
    copy = shutil.copy(store.location, folder / "store.db")
    Path(copy).chmod(0o400)
    folder.chmod(0o500)
    try:
        with open_store(Path(copy)) as locked:
            assert_same(locked, lexicon)
    finally:
        folder.chmod(0o700)


def test_while_another_one_writes_nothing_is_kept(store: Store, lexicon: Lexicon) -> None:
    with open_store(Path(store.location)) as other, other.writing(TODAY) as writing:
        assert by_index(store, lexicon, "product manager") == directly(store, lexicon, "product manager")
        writing.settle(resolve(writing.candidates(), writing.verdicts()), TODAY)
    assert not parts(store)
    assert_same(store, lexicon)
    assert parts(store)


def test_a_former_index_cannot_overwrite_a_newer_store(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    """What was read before somebody imported is of a store that is no more."""
    with store.reading():
        store.title_texts()
        with open_store(Path(store.location)) as other:
            load(other, tmp_path, [person("gil", "Gil Moe", "Stargazer")], file="more.scripted")
        assert not by_index(store, lexicon, "stargazer")
    assert not parts(store)
    assert set(by_index(store, lexicon, "stargazer")) == {"Stargazer"}


def test_families_of_ones_own_read_titles_otherwise(store: Store, lexicon: Lexicon, tmp_path: Path) -> None:
    from graphfind.roles import load_lexicon

    assert_same(store, lexicon)
    file = tmp_path / "roles.toml"
    file.write_text(
        '[[family]]\nid = "owner-of-products"\nname = "product owner"\nfunction = "product"\n'
        'phrases = {en = ["product manager"]}\n',
        encoding="utf-8",
    )
    assert_same(store, load_lexicon(file))
    assert_same(store, lexicon)
