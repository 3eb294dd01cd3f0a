"""Performance reports by chapters, whose tables were flattened into lines."""
