"""Serving the graph: the GraphQL schema, operations as plans, their answers, and the HTTP application."""
