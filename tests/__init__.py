"""A package, so that tests.ingest is never taken for ingest."""
