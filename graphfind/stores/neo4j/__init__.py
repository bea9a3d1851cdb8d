"""A store on a Neo4j server, which several people may share, and which searches there."""

from graphfind.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
