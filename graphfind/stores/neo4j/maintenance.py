"""Care for a Neo4j store: what broke off is undone, what is over is removed, and all is examined."""

from __future__ import annotations

from datetime import date

from graphfind.errors import StoreError
from graphfind.stores.neo4j import deriving, people
from graphfind.stores.neo4j.connection import Connection
from graphfind.stores.neo4j.turn import Turn
from graphfind.stores.neo4j.view import View

PORTION = 1_000

UNDO = (
    "MATCH ()-[k:KNOWS]->() WHERE k.since > $epoch WITH k LIMIT $most DELETE k RETURN count(*)",
    "MATCH ()-[k:KNOWS]->() WHERE k.until > $epoch WITH k LIMIT $most REMOVE k.until RETURN count(*)",
    "MATCH ()-[o:OF]->() WHERE o.since > $epoch WITH o LIMIT $most DELETE o RETURN count(*)",
    "MATCH ()-[o:OF]->() WHERE o.until > $epoch WITH o LIMIT $most REMOVE o.until RETURN count(*)",
    "MATCH ()-[h:HELD]->() WHERE h.since > $epoch WITH h LIMIT $most DELETE h RETURN count(*)",
    "MATCH ()-[h:HELD]->() WHERE h.until > $epoch WITH h LIMIT $most REMOVE h.until RETURN count(*)",
    "MATCH ()-[m:SAME|MAYBE]->() WHERE m.since > $epoch WITH m LIMIT $most DELETE m RETURN count(*)",
    "MATCH ()-[m:SAME|MAYBE]->() WHERE m.until > $epoch WITH m LIMIT $most REMOVE m.until RETURN count(*)",
    "MATCH (n:Source|Verdict|Word|Forgotten) WHERE n.since > $epoch WITH n LIMIT $most DETACH DELETE n RETURN count(*)",
    "MATCH (n:Source|Verdict|Word) WHERE n.until > $epoch WITH n LIMIT $most REMOVE n.until RETURN count(*)",
)
OVER = (
    "MATCH ()-[k:KNOWS]->() WHERE k.until <= $epoch WITH k LIMIT $most DELETE k RETURN count(*)",
    "MATCH ()-[o:OF]->() WHERE o.until <= $epoch WITH o LIMIT $most DELETE o RETURN count(*)",
    "MATCH ()-[h:HELD]->() WHERE h.until <= $epoch WITH h LIMIT $most DELETE h RETURN count(*)",
    "MATCH ()-[m:SAME|MAYBE]->() WHERE m.until <= $epoch WITH m LIMIT $most DELETE m RETURN count(*)",
    "MATCH (n:Source|Verdict|Word) WHERE n.until <= $epoch WITH n LIMIT $most DETACH DELETE n RETURN count(*)",
)
LONE = (
    "MATCH (r:Record) WHERE NOT EXISTS { (r)-[:OF]->() } WITH r LIMIT $most DETACH DELETE r RETURN count(*)",
    "MATCH (x:Position) WHERE NOT EXISTS { (x)<-[:HELD]-() } WITH x LIMIT $most DETACH DELETE x RETURN count(*)",
    "MATCH (p:Person) WHERE NOT EXISTS { (p)<-[:OF]-() } WITH p LIMIT $most DETACH DELETE p RETURN count(*)",
    "MATCH (a:Address) WHERE NOT EXISTS { (a)<-[:HAS]-() } WITH a LIMIT $most DETACH DELETE a RETURN count(*)",
    "MATCH (t:Title) WHERE NOT EXISTS { (t)<-[:AS]-() } WITH t LIMIT $most DETACH DELETE t RETURN count(*)",
    "MATCH (g:Organization) WHERE NOT EXISTS { (g)<-[:AT]-() } WITH g LIMIT $most DETACH DELETE g RETURN count(*)",
)
READERS = """SHOW TRANSACTIONS YIELD metaData WHERE metaData.graphfind < $epoch RETURN count(*)"""

ORPHANS = {
    "records without a source": """MATCH (r:Record)-[o:OF]->() WHERE o.since <= $at
AND (o.until IS NULL OR o.until > $at) AND NOT EXISTS { MATCH (s:Source {number: r.source}) } RETURN count(r)""",
    "records of more than one person": """MATCH (r:Record)-[o:OF]->() WHERE o.since <= $at
AND (o.until IS NULL OR o.until > $at) WITH r, count(*) AS persons WHERE persons > 1 RETURN count(r)""",
    "positions of more than one person": """MATCH ()-[h:HELD]->(x:Position) WHERE h.since <= $at
AND (h.until IS NULL OR h.until > $at) WITH x, count(*) AS persons WHERE persons > 1 RETURN count(x)""",
    "ties that stand twice": """MATCH (p:Person)-[k:KNOWS]->(q:Person) WHERE k.since <= $at
AND (k.until IS NULL OR k.until > $at) WITH p, q, count(*) AS times WHERE times > 1 RETURN count(*)""",
}


def undo(turn: Turn) -> int:
    """Take back what was written for an epoch that never came; returns how much."""
    return _repeat(turn, (*UNDO, *LONE))


def collect(turn: Turn, connection: Connection, epoch: int, *, wait: bool = True) -> bool:
    """Remove what was over by this epoch, unless somebody still reads an earlier one; returns whether it was done."""
    if wait and connection.read(READERS, epoch=epoch)[0][0]:
        return False
    _repeat(turn, (*OVER, *LONE), epoch)
    return True


def examine(view: View, state_people: int, state_ties: int, month: str, today: date) -> list[str]:
    """Every fault found, a line each."""
    faults = [f"{count} {what}" for what, text in ORPHANS.items() if (count := view.column(text)[0])]
    found = deriving.derived(view, today)
    if found.n != state_people:
        faults.append(f"the store counts {state_people} people and holds {found.n}")
    if not faults and month == f"{today:%Y-%m}":
        there = deriving.stored(view, state_people)
        if len(there.a) != state_ties or deriving.differ(there, deriving.ties_of(found)):
            faults.append("the ties differ from what was said; they are derived again with the next import")
    for stored, _ in people.sources(view):
        count = sum(1 for _ in people.records_of_source(view, stored.number))
        if count != stored.source.people:
            faults.append(f"source {stored.source.id}: holds {count} records and should hold {stored.source.people}")
    return faults


def _repeat(turn: Turn, statements: tuple[str, ...], epoch: int | None = None) -> int:
    total, values = 0, {"epoch": turn.epoch if epoch is None else epoch, "most": PORTION}
    while True:
        done = [rows[0][0] if rows else PORTION for rows in turn.change(*((text, values) for text in statements))]
        total += sum(done)
        if max(done) < PORTION:  # where it had come through before, it is looked at once more
            return total


def refuse(connection: Connection) -> None:
    """Say that a file is not what this store is copied to."""
    raise StoreError(f"{connection.address}: a backup is written as JSON lines; name a file that ends in .jsonl")
