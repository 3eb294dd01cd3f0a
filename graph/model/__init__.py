"""The vocabulary, said once: entities, facts, relations, evidence, and the keys that name them.

Tables, GraphQL types, filters and orders are derived from what stands here, or checked against it.
"""
