"""What a store is made of in Neo4j: its node, the constraints and indexes, and who may open it.

    (:Person)-[:KNOWS {strength, cost, inferred}]->(:Person)        each tie once, from the smaller id to the larger
    (:Person)-[:HELD]->(:Position)-[:AT]->(:Organization)           and (:Position)-[:AS]->(:Title)
    (:Record)-[:OF]->(:Person), (:Record)-[:HAS]->(:Address)        what a (:Source) said of one person
    (:Record)-[:SAME {rule, value}]->(:Record)                      why two records are one person; MAYBE: may be one
    (:Verdict), (:Word), (:Forgotten), (:Copy)                      what the user said, and files written

Relationships and sources that come and go with an import bear the time `since` which they hold and, when they
are over, `until`: `Graphfind.epoch` counts the changes, and what holds at an epoch is what one reads. An import
writes all it brings for the epoch to come, and becomes visible as a whole when the count is raised.
"""

from __future__ import annotations

import os
from hashlib import blake2b

from graphfind.errors import StoreError
from graphfind.normalize import look_alike
from graphfind.stores.neo4j.connection import Connection

VERSION = 1

SCHEMA = (
    "CREATE CONSTRAINT graphfind_store IF NOT EXISTS FOR (n:Graphfind) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT graphfind_person_number IF NOT EXISTS FOR (n:Person) REQUIRE n.number IS UNIQUE",
    "CREATE CONSTRAINT graphfind_person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT graphfind_record IF NOT EXISTS FOR (n:Record) REQUIRE n.number IS UNIQUE",
    "CREATE CONSTRAINT graphfind_source IF NOT EXISTS FOR (n:Source) REQUIRE n.number IS UNIQUE",
    "CREATE CONSTRAINT graphfind_address IF NOT EXISTS FOR (n:Address) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT graphfind_title IF NOT EXISTS FOR (n:Title) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT graphfind_organization IF NOT EXISTS FOR (n:Organization) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT graphfind_copy IF NOT EXISTS FOR (n:Copy) REQUIRE n.path IS UNIQUE",
    "CREATE INDEX graphfind_record_name IF NOT EXISTS FOR (n:Record) ON (n.name_id)",
    "CREATE INDEX graphfind_record_look IF NOT EXISTS FOR (n:Record) ON (n.look_id)",
    "CREATE INDEX graphfind_record_content IF NOT EXISTS FOR (n:Record) ON (n.rid_id)",
    "CREATE INDEX graphfind_record_owner IF NOT EXISTS FOR (n:Record) ON (n.owner)",
    "CREATE INDEX graphfind_organization_key IF NOT EXISTS FOR (n:Organization) ON (n.key_id)",
    "CREATE INDEX graphfind_over_knows IF NOT EXISTS FOR ()-[r:KNOWS]-() ON (r.until)",
    "CREATE INDEX graphfind_over_of IF NOT EXISTS FOR ()-[r:OF]-() ON (r.until)",
    "CREATE INDEX graphfind_over_held IF NOT EXISTS FOR ()-[r:HELD]-() ON (r.until)",
)
"""Texts may be longer than an index takes, so that they are found by a digest, in `…_id` or `id`."""

FOUND = "MATCH (s:Graphfind {id: 'store'}) RETURN s.schema"
OTHERS = """MATCH (n) WHERE n:Person OR n:Record OR n:Source OR n:Position OR n:Organization OR n:Title OR n:Address
RETURN 1 LIMIT 1"""
MADE = """MERGE (s:Graphfind {id: 'store'})
ON CREATE SET s.schema = $schema, s.salt = $salt, s.epoch = 0, s.people = 0, s.ties = 0, s.sources = 0, s.month = '',
  s.muted = [], s.batch = 0, s.dirty = false"""


def open_schema(connection: Connection) -> None:
    """Make the schema where there is none. Raises StoreError where the database is another's, or a newer graphfind's.

    A store made by a newer graphfind is left as it is, and so is a database with others' people in it.
    """
    found = connection.read(FOUND)
    if found:
        if found[0][0] > VERSION:
            raise StoreError(
                f"{connection.address}: was written by a newer graphfind (schema {found[0][0]}); "
                "upgrade graphfind to open it"
            )
        return
    if connection.read(OTHERS):
        raise StoreError(f"{connection.address}: holds another program's people; name another database")
    for statement in SCHEMA:
        connection.write(statement)
    connection.write(MADE, schema=VERSION, salt=os.urandom(16).hex())


def text_id(text: str) -> str:
    """A digest by which a text of any length is found."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def look_id(name_key: str) -> str | None:
    """The digest by which a name of other letters is found by its looks; None for a Latin one, or one like none."""
    look = "" if name_key.isascii() else look_alike(name_key)
    return text_id(look) if look else None


def person_number(person_id: str) -> int:
    """The number of the person with an id: its 64 bits."""
    return int.from_bytes(bytes.fromhex(person_id[1:]), "big", signed=True)


def person_id(number: int) -> str:
    """The id of the person with a number."""
    return "p" + number.to_bytes(8, "big", signed=True).hex()
