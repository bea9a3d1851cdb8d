"""Looking people up by words in the embedded store."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from graphfind.stores.sqlite.people import grouped
from graphfind.stores.wording import names_first, wanted

_TEXTS = """SELECT r.person AS person, folded(r.name || ' ' || r.name_key || ' ' || ifnull(group_concat(
      ifnull(t.text, '') || ' ' || ifnull(o.text, '') || ' ' || ifnull(o.key, ''), ' '), '')) AS text
    FROM record r LEFT JOIN position p ON p.record = r.number
    LEFT JOIN title t ON t.number = p.title LEFT JOIN organization o ON o.number = p.organization
    GROUP BY r.number"""


def search_people(db: sqlite3.Connection, words: Sequence[str], limit: int) -> list[int]:
    """See `Store.search_people`."""
    sought = wanted(words)
    if not sought:
        rows = db.execute("SELECT number FROM person ORDER BY name, id LIMIT ?", (0 if words else limit,))
        return [number for (number,) in rows]
    condition = " OR ".join("text LIKE ? ESCAPE '\\'" for _ in sought)
    records = db.execute(
        f"SELECT person, text FROM ({_TEXTS}) WHERE {condition}", [f"%{_literal(word.text)}%" for word in sought]
    )
    found: dict[int, int] = {}
    for person, text in records:
        held = sum(1 << place for place, word in enumerate(sought) if word.is_in(text))
        found[person] = found.get(person, 0) | held
    everything = (1 << len(sought)) - 1
    numbers = [person for person, held in found.items() if held == everything]
    rows_of = grouped(db, "SELECT number, id, name FROM person WHERE number IN ({})", numbers)
    people = [(number, id_, name) for number, rows in rows_of.items() for id_, name in rows]
    return names_first(people, sought, limit)


def _literal(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
