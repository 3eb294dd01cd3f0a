"""The main engine: a database of a Neo4j server, any number of readers beside one writer."""

from graph.store.neo4j.store import open_neo4j

__all__ = ["open_neo4j"]
